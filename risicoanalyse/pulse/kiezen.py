"""Which three questions of an analysis are asked again. A function of its published form alone."""

from __future__ import annotations

from collections.abc import Iterator

from risicoanalyse.scoring import WEET, ItemScore, Meting, Scores
from vik_portal.meedoen.banden import NAMEN

AANTAL = 3


def kies(scores: Scores) -> list[int]:
    """Numbers of questions (from 1), at most :data:`AANTAL`: where the gaps between druk and houvast are widest.

    Down the gaps, the widest first, each process and each theme gives the one question that weighs most in it: the
    heaviest pressure, the weakest support. When groups run out before there are enough, their next questions follow. A
    question that (almost) nobody answered is not asked again. Equal weights: in the order of the form.
    """
    per_groep = {groep: list(_op_gewicht(scores, groep)) for groep in _groepen(scores)}
    gekozen: list[int] = []
    for beurt in range(max(map(len, per_groep.values()), default=0)):
        gekozen += [nummers[beurt] for nummers in per_groep.values() if len(nummers) > beurt]
    return gekozen[:AANTAL]


def _groepen(scores: Scores) -> list[tuple[str, str]]:
    """(part, process or theme) along the gaps, the widest first, each once."""
    vakken = [
        (kloof.meting.midden, proces.sleutel, thema)
        for proces in scores.processen
        for thema, kloof in scores.kloven[proces.sleutel].items()
    ]
    # sorted() keeps the order of the form among equals; binary fractions do not decide.
    vakken.sort(key=lambda vak: -round(vak[0], 6))
    return list(dict.fromkeys(groep for _, proces, thema in vakken for groep in (("a", proces), ("c", thema))))


def _op_gewicht(scores: Scores, groep: tuple[str, str]) -> Iterator[int]:
    """The questions of a group that were answered, the one that weighs most first."""
    eigen = [
        (nummer, score)
        for nummer, score in enumerate(scores.items, 1)
        if (score.item.deel, score.item.groep) == groep and _beantwoord(scores.trap, score)
    ]
    for nummer, _ in sorted(eigen, key=lambda paar: -_gewicht(paar[1])):
        yield nummer


def _beantwoord(trap: str, score: ItemScore) -> bool:
    return score.banden[WEET] < len(NAMEN[trap]) - 1 and score.meting != Meting(0, 100)


def _gewicht(score: ItemScore) -> float:
    midden = score.meting.midden if score.item.deel == "a" else 100 - score.meting.midden
    return round(midden, 6)
