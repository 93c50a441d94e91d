"""From the published form of a round to positions, levels and gaps. Pure: no database, no request, no counts.

The only thing known of an answer is its band. So each item has not one position but the interval of all positions
that fit its bands (:class:`Meting`); what is said about it holds for the whole interval, or is not said. Weights and
cut-offs are in :mod:`risicoanalyse.gewichten`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import floor, hypot
from typing import Literal

from risicoanalyse import gewichten
from risicoanalyse.schema import Schalen, VragenlijstInhoud, WerkprocesInhoud
from vik_portal.meedoen.banden import HOOG, HOOGTE, LAAG, MIDDEN, MINIMUM, VEEL, Uitslag, Vraagsoort, band

WEET = "weet niet"
CATEGORIEEN = (LAAG, HOOGTE, HOOG, WEET)
#: The outcome of a comparison, and of a level that the bands do not carry.
NIET_TE_ZEGGEN: Literal["niet te zeggen"] = "niet te zeggen"


# --- the instrument as a list of items ---------------------------------------------------------


@dataclass(frozen=True)
class Item:
    """One question of the round. ``groep`` is the process (part A), ``versterker`` (B) or the theme (C)."""

    deel: Literal["a", "b", "c"]
    groep: str
    naam: str
    tekst: str
    schaal: tuple[str, ...]
    omgekeerd: bool = False

    @property
    def soort(self) -> Vraagsoort:
        return Vraagsoort(self.schaal, "1-5" if self.deel == "c" else "0-3")


def items(inhoud: VragenlijstInhoud, processen: Mapping[str, WerkprocesInhoud]) -> list[Item]:
    """All questions in the order of the form: A per chosen process (slug → content, in order), then B, then C."""
    schalen = inhoud.schalen
    return [
        *(item for slug, proces in processen.items() for item in items_van_proces(slug, proces, schalen)),
        *(Item("b", "versterker", b.naam, b.tekst, tuple(schalen.b)) for b in inhoud.b),
        *(
            Item("c", c.thema, gewichten.THEMAS[c.thema], c.tekst, tuple(schalen.c), c.omgekeerd)
            for c in inhoud.c
        ),
    ]  # fmt: skip


def items_van_proces(slug: str, proces: WerkprocesInhoud, schalen: Schalen) -> list[Item]:
    """The questions of one work process."""
    return [Item("a", slug, proces.titel, a.tekst, tuple(schalen.a)) for a in proces.a]


def vraagsoorten(inhoud: VragenlijstInhoud, processen: Mapping[str, WerkprocesInhoud]) -> list[Vraagsoort]:
    """How each question of the round is answered and published, in the same order as :func:`items`."""
    return [item.soort for item in items(inhoud, processen)]


# --- intervals ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Meting:
    """An interval on a scale: from ``laag`` to ``hoog`` is what the published form allows."""

    laag: float
    hoog: float

    @property
    def midden(self) -> float:
        return (self.laag + self.hoog) / 2

    def omgekeerd(self) -> Meting:
        return Meting(100 - self.hoog, 100 - self.laag)

    def stap(self) -> int:
        """The middle in steps of five, halves up. Only to be shown from twenty envelopes on."""
        return gewichten.STAP * floor(self.midden / gewichten.STAP + 0.5)


@cache
def _ruimte(trap: str, index: int) -> tuple[tuple[int, int, int], ...]:
    """(total, fewest, most) of one band, for every total that occurs in this tier.

    From twenty envelopes on a band is a share and the total has no end, so it is taken in twentieths: a tenth is
    rounded, and the merged ends reach to one in twenty at most.
    """
    if trap == "groot":
        grenzen = {0: (0, 1), 1: (0, 3), 9: (17, 20), 10: (19, 20)}
        return ((20, *grenzen.get(index, (2 * index - 1, 2 * index + 1))),)
    totalen = range(MINIMUM, MIDDEN) if trap == "klein" else range(MIDDEN, VEEL)
    ruimte = []
    for totaal in totalen:
        passend = [aantal for aantal in range(totaal + 1) if band(aantal, totaal) == index]
        if passend:
            ruimte.append((totaal, passend[0], passend[-1]))
    return tuple(ruimte)


def aandeel(trap: str, index: int) -> tuple[float, float]:
    """The smallest and the largest share (0–1) of everybody that fits a band."""
    ruimte = _ruimte(trap, index)
    return min(minst / totaal for totaal, minst, _ in ruimte), max(meest / totaal for totaal, _, meest in ruimte)


@cache
def positie(trap: str, banden: tuple[int, int, int, int]) -> Meting:
    """All positions (0–100) that fit the bands of laag, midden, hoog and weet niet.

    Per total the position is linear over linear on a box cut by "together they are everybody", so its extremes lie
    on corners: three counts at an end of their band, the fourth follows. Raises ``ValueError`` for bands that cannot
    occur together.
    """
    uitersten: list[float] = []
    ruimtes = [{totaal: (minst, meest) for totaal, minst, meest in _ruimte(trap, index)} for index in banden]
    for totaal in ruimtes[0]:
        if not all(totaal in ruimte for ruimte in ruimtes):
            continue
        grenzen = [ruimte[totaal] for ruimte in ruimtes]
        for vrij in range(4):
            for hoek in product(*(grens if i != vrij else (0,) for i, grens in enumerate(grenzen))):
                punt = list(hoek)
                punt[vrij] = totaal - sum(hoek)
                if not grenzen[vrij][0] <= punt[vrij] <= grenzen[vrij][1]:
                    continue
                laag, midden, hoog, _ = punt
                if laag + midden + hoog == 0:
                    return Meting(0, 100)  # perhaps nobody answered: any position fits
                som = sum(
                    gewichten.POSITIE[categorie] * aantal
                    for categorie, aantal in zip(CATEGORIEEN, (laag, midden, hoog), strict=False)
                )
                uitersten.append(som / (laag + midden + hoog))
    if not uitersten:
        raise ValueError("deze banden kunnen niet samen voorkomen")
    return Meting(min(uitersten), max(uitersten))


def samen(delen: Iterable[tuple[float, Meting]]) -> Meting:
    """A weighted sum of intervals: middles add up, half widths add in quadrature.

    Adding the worst case of every item would say that all of them err to the same side at once, and then nothing
    can be said of any small team. Quadrature is the usual rule for roundings that do not know of each other. It is
    an estimate, no proof: docs and report say so.
    """
    delen = list(delen)
    midden = sum(gewicht * meting.midden for gewicht, meting in delen)
    marge = hypot(*(gewicht * (meting.hoog - meting.laag) / 2 for gewicht, meting in delen))
    return Meting(midden - marge, midden + marge)


def gemiddelde(metingen: Sequence[Meting]) -> Meting:
    return samen((1 / len(metingen), meting) for meting in metingen)


def klassen(meting: Meting, grenzen: tuple[float, float]) -> tuple[int, int]:
    """In which class (0, 1, 2) the interval begins and in which it ends; a cut-off belongs to the class above it."""
    # Rounded: 0.7 · 50 + 0.3 · 0 must count as 35, whatever binary fractions make of it.
    einden = (round(meting.laag, 6), round(meting.hoog, 6))
    van, tot = (sum(einde >= grens for grens in grenzen) for einde in einden)
    return van, tot


def klasse(meting: Meting, grenzen: tuple[float, float]) -> int | None:
    """The one class (0, 1, 2) that holds the whole interval, or ``None``: niet te zeggen."""
    van, tot = klassen(meting, grenzen)
    return van if van == tot else None


def verschil(voor: Meting, na: Meting) -> Literal["hoger", "lager", "niet te zeggen"]:
    """Whether ``na`` surely lies above or below ``voor``: only when the intervals do not touch."""
    if round(na.laag, 6) > round(voor.hoog, 6):
        return "hoger"
    if round(na.hoog, 6) < round(voor.laag, 6):
        return "lager"
    return NIET_TE_ZEGGEN


# --- scores ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ItemScore:
    """What the bands say of one item. ``meting`` is turned for reversed items; ``banden`` never is."""

    item: Item
    banden: dict[str, int]
    meting: Meting
    verdeeld: bool
    blind: bool
    sterk: bool


@dataclass(frozen=True)
class Kloof:
    """Kwetsbaarheid minus weerbaarheid, −100 to 100. ``klasse``: 0 klein, 1 midden, 2 groot, ``None`` unknown."""

    meting: Meting
    klasse: int | None


@dataclass(frozen=True)
class Groep:
    """Druk of a process or houvast of a theme. ``klasse``: 0 laag, 1 midden, 2 hoog, ``None`` unknown."""

    sleutel: str
    naam: str
    meting: Meting
    klasse: int | None
    verdeeld: bool
    blind: bool


@dataclass(frozen=True)
class Scores:
    """Everything that follows from one published questionnaire.

    ``kloven[proces][thema]`` has linked themes only; ``kloof[proces]`` is against the mean of those themes.
    """

    trap: str
    items: list[ItemScore]
    processen: list[Groep]
    themas: list[Groep]
    kloven: dict[str, dict[str, Kloof]]
    kloof: dict[str, Kloof]


def verdeeld(trap: str, banden: Mapping[str, int]) -> bool:
    """True when the bands prove two groups at opposite ends."""
    kleinste, grootste = sorted((banden[LAAG], banden[HOOG]))
    return kleinste >= gewichten.VERDEELD_KLEINSTE[trap] and grootste >= gewichten.VERDEELD_GROOTSTE[trap]


def blind(trap: str, banden: Mapping[str, int]) -> bool:
    """True when the bands prove that more than one person, and a fair part, gave no answer."""
    return banden[WEET] >= gewichten.BLIND_VANAF[trap]


def _sterk(trap: str, item: Item, banden: Mapping[str, int]) -> bool:
    goed, slecht = (LAAG, HOOG) if item.omgekeerd else (HOOG, LAAG)
    genoeg = aandeel(trap, banden[goed])[0] >= gewichten.STERK_VANAF
    return item.deel == "c" and genoeg and banden[slecht] == 0


def item_score(trap: str, item: Item, banden: Mapping[str, int]) -> ItemScore:
    """``banden`` maps laag, midden, hoog and weet niet to a band index of this tier."""
    laag, midden, hoog, weet = (banden[categorie] for categorie in CATEGORIEEN)
    meting = positie(trap, (laag, midden, hoog, weet))
    is_blind = blind(trap, banden)
    return ItemScore(
        item=item,
        banden=dict(banden),
        meting=meting.omgekeerd() if item.omgekeerd else meting,
        verdeeld=verdeeld(trap, banden),
        blind=is_blind,
        sterk=not is_blind and _sterk(trap, item, banden),
    )


def _groep(sleutel: str, meting: Meting, scores: Sequence[ItemScore]) -> Groep:
    return Groep(
        sleutel=sleutel,
        naam=scores[0].item.naam,
        meting=meting,
        klasse=klasse(meting, gewichten.NIVEAU_GRENZEN),
        verdeeld=any(score.verdeeld for score in scores),
        blind=any(score.blind for score in scores),
    )


def _kloof(druk: Meting, houvast: Sequence[Meting]) -> Kloof:
    meting = samen([(1, druk), (-1, gemiddelde(houvast))])
    return Kloof(meting, klasse(meting, gewichten.KLOOF_GRENZEN))


def score(inhoud: VragenlijstInhoud, processen: Mapping[str, WerkprocesInhoud], uitslag: Uitslag) -> Scores:
    """Scores a questionnaire round. ``processen`` are the chosen ones, in the order of the form.

    Raises ``ValueError`` for a round of exact counts or with another number of questions.
    """
    vragen = items(inhoud, processen)
    if uitslag.vorm != "banden" or len(uitslag.waarden) != len(vragen):
        raise ValueError("deze uitslag hoort niet bij deze vragenlijst")
    trap = uitslag.trap
    scores = [item_score(trap, item, banden) for item, banden in zip(vragen, uitslag.waarden, strict=True)]

    def van(deel: str, groep: str) -> list[ItemScore]:
        return [score for score in scores if (score.item.deel, score.item.groep) == (deel, groep)]

    versterkers = [score.meting for score in van("b", "versterker")]
    druk: list[Groep] = []
    for slug in processen:
        eigen = van("a", slug)
        meting = gemiddelde([score.meting for score in eigen])
        if versterkers:
            meting = samen([(gewichten.DEEL_A, meting), (gewichten.DEEL_B, gemiddelde(versterkers))])
        druk.append(_groep(slug, meting, eigen))
    houvast = {
        thema: _groep(thema, gemiddelde([score.meting for score in eigen]), eigen)
        for thema in gewichten.THEMAS
        if (eigen := van("c", thema))
    }
    kloven = {
        proces.sleutel: {
            thema: _kloof(proces.meting, [houvast[thema].meting])
            for thema in gewichten.gekoppeld(proces.sleutel)
            if thema in houvast
        }
        for proces in druk
    }
    kloof = {
        proces.sleutel: _kloof(proces.meting, [houvast[thema].meting for thema in kloven[proces.sleutel]])
        for proces in druk
        if kloven[proces.sleutel]
    }
    return Scores(trap, scores, druk, list(houvast.values()), kloven, kloof)
