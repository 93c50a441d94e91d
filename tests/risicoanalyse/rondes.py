"""Rounds to test with: real instrument, real publication gate, invented answers."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import yaml

from risicoanalyse import scoring
from risicoanalyse.beeld import matrix
from risicoanalyse.schema import VragenlijstInhoud, WerkprocesInhoud
from vik_portal.meedoen.banden import Uitslag, Vraagsoort, band, publiceer, trap
from vik_portal.meedoen.stembus import WEET_NIET

INHOUD = Path(scoring.__file__).parent / "inhoud"
#: Answer bytes per collapsed category, in the order of ``scoring.CATEGORIEEN``.
BYTES = {"0-3": ((0,), (1, 2), (3,), (WEET_NIET,)), "1-5": ((1, 2), (3,), (4, 5), (WEET_NIET,))}
Telling = tuple[int, int, int, int]


def _kop(pad: Path) -> dict[str, object]:
    return yaml.safe_load(pad.read_text(encoding="utf-8").split("---")[1])


VRAGENLIJST = VragenlijstInhoud.model_validate(_kop(INHOUD / "beknopt.md"))
PROCESSEN = {
    slug: WerkprocesInhoud.model_validate(_kop(INHOUD / "werkprocessen" / f"{slug}.md"))
    for slug in VRAGENLIJST.standaard_processen
}
SOORTEN = scoring.vraagsoorten(VRAGENLIJST, PROCESSEN)


def toeval(zaad: int) -> random.Random:
    return random.Random(zaad)  # noqa: S311 - invented answers, no secret


@cache
def tellingen(totaal: int) -> list[Telling]:
    """All ways in which ``totaal`` people can fall into laag, midden, hoog and weet niet."""
    return [
        (laag, midden, hoog, totaal - laag - midden - hoog)
        for laag in range(totaal + 1)
        for midden in range(totaal + 1 - laag)
        for hoog in range(totaal + 1 - laag - midden)
    ]


@cache
def per_banden(totaal: int) -> dict[tuple[int, ...], list[Telling]]:
    gevonden = defaultdict(list)
    for telling in tellingen(totaal):
        gevonden[banden(telling)].append(telling)
    return dict(gevonden)


def banden(telling: Telling) -> tuple[int, int, int, int]:
    laag, midden, hoog, weet = (band(aantal, sum(telling)) for aantal in telling)
    return laag, midden, hoog, weet


def enveloppen(soorten: list[Vraagsoort], geteld: list[Telling], rng: random.Random) -> list[bytes]:
    """Envelopes that add up to these counts, one per question; who answers what is shuffled per question."""
    kolommen = []
    for soort, telling in zip(soorten, geteld, strict=True):
        kolom = [
            rng.choice(keuze) for keuze, aantal in zip(BYTES[soort.schaal], telling, strict=True) for _ in range(aantal)
        ]
        rng.shuffle(kolom)
        kolommen.append(kolom)
    return [bytes(rij) for rij in zip(*kolommen, strict=True)]


def ronde(geteld: list[Telling], rng: random.Random, soorten: list[Vraagsoort] = SOORTEN) -> Uitslag:
    uitslag = publiceer("banden", soorten, enveloppen(soorten, geteld, rng), ongeldig=0)
    assert uitslag is not None
    return uitslag


def willekeurig(totaal: int, rng: random.Random, soorten: list[Vraagsoort] = SOORTEN) -> list[Telling]:
    """Counts per question as a team gives them: most near one point, some "weet niet"."""
    geteld = []
    for _ in soorten:
        punt, weet = rng.uniform(-0.3, 2.3), rng.choice((0.02, 0.05, 0.4))
        telling = [0, 0, 0, 0]
        for _ in range(totaal):
            telling[3 if rng.random() < weet else min(2, max(0, round(rng.gauss(punt, 0.7))))] += 1
        geteld.append((telling[0], telling[1], telling[2], telling[3]))
    return geteld


def anders(geteld: list[Telling], rng: random.Random) -> list[Telling]:
    """Other counts, perhaps of another number of people, with the same bands."""
    begin = sum(geteld[0])
    totalen = [totaal for totaal in range(5, 26) if trap(totaal) == trap(begin)]
    rng.shuffle(totalen)
    for totaal in [*totalen, begin]:
        if all(banden(telling) in per_banden(totaal) for telling in geteld):
            return [rng.choice(per_banden(totaal)[banden(telling)]) for telling in geteld]
    raise AssertionError("its own number of people always fits")


def stemming(geteld: list[Telling], rng: random.Random) -> Uitslag:
    return ronde(geteld, rng, matrix.stemvragen(len(geteld) // 2))


def zichtbaar(html: str) -> str:
    """What people read or hear: the text, and the labels of pictures and regions."""
    labels = " ".join(re.findall(r'aria-label="([^"]*)"', html))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html) + " " + labels)
