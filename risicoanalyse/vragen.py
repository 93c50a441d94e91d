"""What a participant is asked, in the form that a round wants. Phones and previews share it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from risicoanalyse import scoring
from risicoanalyse.schema import Schalen, VragenlijstInhoud, WerkprocesInhoud

PERIODE = "de laatste drie maanden"


def van(inhoud: VragenlijstInhoud, processen: Mapping[str, WerkprocesInhoud]) -> list[dict[str, Any]]:
    """All questions in the order of the form; above the first one stands what everybody should know beforehand."""
    vragen = [_vraag(item) for item in scoring.items(inhoud, processen)]
    if vragen:
        vragen[0] = vragen[0] | {"inleiding": inhoud.inleiding}
    return vragen


def van_proces(proces: WerkprocesInhoud, schalen: Schalen) -> list[dict[str, Any]]:
    """The questions of one work process."""
    return [_vraag(item) for item in scoring.items_van_proces("", proces, schalen)]


def _vraag(item: scoring.Item) -> dict[str, Any]:
    onderwerp = "Wat het zwaarder maakt" if item.deel == "b" else item.naam
    return {
        "deel": f"{onderwerp} · {PERIODE}",
        "tekst": item.tekst,
        "opties": list(item.schaal),
        "schaal": item.soort.schaal,
    }
