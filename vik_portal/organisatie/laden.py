"""Plants the tree of eenheden from ``inhoud/eenheden.md``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import frontmatter
from django.db import transaction

from vik_portal.organisatie.models import Eenheid

BESTAND = Path(__file__).parent / "inhoud" / "eenheden.md"


@transaction.atomic
def laad() -> int:
    """Makes korps and eenheden in an empty tree; returns how many files were read (one).

    From then on the tree is the beheerder's: a changed name or a removed eenheid never comes back.
    """
    if not Eenheid.objects.exists():
        gelezen: dict[str, Any] = frontmatter.load(str(BESTAND)).metadata
        korps = Eenheid.objects.create(naam=gelezen["korps"], soort=Eenheid.Soort.KORPS)
        for naam in gelezen["eenheden"]:
            Eenheid.objects.create(naam=naam, soort=Eenheid.Soort.EENHEID, ouder=korps)
    return 1
