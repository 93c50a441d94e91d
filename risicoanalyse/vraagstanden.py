"""What one analysis says per question, as subjects of a picture over teams. Pure: the published form in, words out.

A question is known by its key and its words (:func:`woorden`), so that frequencies of two questions are never added up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from risicoanalyse import gewichten, scoring
from risicoanalyse.mechanisme import Merk, merken
from risicoanalyse.overzicht.kern import Onderwerp, Sleutel
from risicoanalyse.schema import VragenlijstInhoud, WerkprocesInhoud
from vik_portal.meedoen.banden import Uitslag

NIVEAUS = ("laag", "midden", "hoog")
VERDEELD = "verdeeld"
BLIND = "blinde vlek"
#: One value per question: a level hides who did not answer and the smaller group, so those come before it. Never a
#: second subject beside it: two that follow from each other give more away than each by itself.
WAARDEN = (*NIVEAUS, VERDEELD, BLIND, scoring.NIET_TE_ZEGGEN)


@dataclass(frozen=True)
class Vraag:
    """One question of an analysis with its value."""

    merk: Merk
    sleutel: str
    item: scoring.Item
    waarde: str


def waarde(stand: scoring.ItemScore) -> str:
    """The word for one question: a blind spot, divided, a level, or that the bands do not carry one."""
    if stand.blind:
        return BLIND
    if stand.verdeeld:
        return VERDEELD
    klasse = scoring.klasse(stand.meting, gewichten.NIVEAU_GRENZEN)
    return scoring.NIET_TE_ZEGGEN if klasse is None else NIVEAUS[klasse]


def woorden(merk: Merk, item: scoring.Item) -> str:
    """The key of a question with a mark of its exact words and answers: other words are another question.

    Versions that ask the same share it, so that a new version does not forget what is known of what it kept.
    """
    deel = "|".join((item.tekst, *item.schaal, str(item.omgekeerd)))
    return f"{merk.sleutel}@{sha256(deel.encode()).hexdigest()[:8]}"


def vragen(vast: Mapping[str, Any], uitslag: Uitslag) -> list[Vraag]:
    """Every question that a step froze (``vast``), with what its counted round says of it."""
    inhoud = VragenlijstInhoud.model_validate(vast["vragenlijst"])
    processen = {slug: WerkprocesInhoud.model_validate(proces) for slug, proces in vast["processen"]}
    uit = []
    alle = zip(merken(inhoud, processen), scoring.items(inhoud, processen), uitslag.waarden, strict=True)
    for merk, item, banden in alle:
        stand = scoring.item_score(uitslag.trap, item, banden)
        uit.append(Vraag(merk, woorden(merk, item), item, waarde(stand)))
    return uit


def onderwerpen(
    vragen: list[Vraag], soort: Callable[[Vraag], str]
) -> tuple[dict[Sleutel, str], dict[Sleutel, Onderwerp]]:
    """(values, subjects) of one analysis; ``soort`` gives the kind under which a question is told."""
    waarden: dict[Sleutel, str] = {}
    gevonden: dict[Sleutel, Onderwerp] = {}
    for vraag in vragen:
        onderwerp = Onderwerp(soort(vraag), vraag.sleutel, vraag.item.tekst, WAARDEN)
        waarden[onderwerp.id] = vraag.waarde
        gevonden[onderwerp.id] = onderwerp
    return waarden, gevonden
