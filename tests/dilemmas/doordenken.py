"""What a browser does with the pages of one dilemma."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dilemmas.models import Dilemma

ORIGIN = {"Origin": "http://testserver"}
PAD = "/dilemmas/nummer-14/"


def bon_op(pagina: str) -> str:
    """The number in the form to choose again."""
    gevonden = re.search(r'name="bon" value="([^"]+)"', pagina)
    assert gevonden
    return gevonden[1]


def maak_dilemma() -> Dilemma:
    """ "Nummer 14", published, and the themablad about gifts."""
    from beroepscode.models import Themablad
    from dilemmas.models import Dilemma
    from tests.wereld import inhoud_van
    from vik_portal.redactie import services

    blad = inhoud_van("beroepscode/inhoud/themabladen", "aannemen-geschenken")
    services.laad(stuk=Themablad(slug="aannemen-geschenken"), inhoud=blad, toelichting="geleverd")
    inhoud = inhoud_van("dilemmas/inhoud", "nummer-14", "verhaal")
    return services.laad(stuk=Dilemma(slug="nummer-14"), inhoud=inhoud, toelichting="geleverd")
