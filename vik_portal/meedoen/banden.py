"""The publication gate: what may be known of a round, and nothing else leaves it.

A round is published in one of two forms, fixed before it opens: exact counts (``aantallen``: kennisvragen and
icebreakers) or bands (``banden``: everything else, from five envelopes on). Bands are coarse on purpose: whether one
colleague more or less said something must not show. Everything that is drawn, scored, ordered or exported is a
function of the :class:`Uitslag` that :func:`publiceer` returns; counts of a *banden* round exist only inside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vik_portal.meedoen.stembus import WEET_NIET

#: Below this many valid envelopes nothing is opened to anybody. A constant: no setting lowers it.
MINIMUM = 5
#: From this many envelopes on there are five bands, and from the next on tenths.
MIDDEN, VEEL = 10, 20

Vorm = Literal["banden", "aantallen"]

#: Names of the bands, from few to many; the index is what is stored.
NAMEN: dict[str, list[str]] = {
    "klein": ["niemand of één", "een deel", "(bijna) iedereen"],
    "midden": ["niemand of één", "enkelen", "ongeveer de helft", "de meesten", "(bijna) iedereen"],
    "groot": [
        "niemand of één",
        *(f"ongeveer {tiende} van de tien" for tiende in range(1, 10)),
        "(bijna) iedereen",
    ],
}


def trap(enveloppen: int) -> str:
    """Which tier of bands a round of this size gets: ``klein`` (5–9), ``midden`` (10–19) or ``groot`` (20 and more)."""
    if enveloppen < MINIMUM:
        raise ValueError("te weinig enveloppen om iets te zeggen")
    return "klein" if enveloppen < MIDDEN else "midden" if enveloppen < VEEL else "groot"


def band(aantal: int, enveloppen: int) -> int:
    """The band of ``aantal`` out of ``enveloppen``, as an index into ``NAMEN[trap(enveloppen)]``."""
    if not 0 <= aantal <= enveloppen:
        raise ValueError("aantal valt buiten de ronde")
    soort = trap(enveloppen)
    laatste = len(NAMEN[soort]) - 1
    if aantal <= 1:
        return 0
    if aantal >= enveloppen - 1:
        return laatste
    if soort == "klein":
        return 1
    if soort == "midden":
        # Whole numbers: 40 % and 60 % exactly belong to "ongeveer de helft".
        return 1 if aantal * 10 < 4 * enveloppen else 3 if aantal * 10 > 6 * enveloppen else 2
    # Tenths, rounded half up in whole numbers; the ends are taken by the merged bands.
    return min(max((20 * aantal + enveloppen) // (2 * enveloppen), 1), 9)


#: How a scale collapses before it is published: answer byte → laag, midden, hoog.
LAAG, HOOGTE, HOOG = "laag", "midden", "hoog"
INGEDIKT: dict[str, dict[int, str]] = {
    "0-3": {0: LAAG, 1: HOOGTE, 2: HOOGTE, 3: HOOG},
    "1-5": {1: LAAG, 2: LAAG, 3: HOOGTE, 4: HOOG, 5: HOOG},
}


@dataclass(frozen=True)
class Vraagsoort:
    """How one question of a round is answered and published.

    ``opties`` are the labels of the answer bytes 0, 1, … (for a scale: of its lowest value and up). ``schaal`` is
    ``0-3`` or ``1-5`` for a question that collapses to laag / midden / hoog, empty for a choice.
    """

    opties: tuple[str, ...]
    schaal: str = ""

    def categorie(self, antwoord: int) -> str | None:
        """The category under which an answer byte is counted; ``None`` for a byte that is no answer."""
        if antwoord == WEET_NIET:
            return "weet niet"
        if self.schaal:
            return INGEDIKT[self.schaal].get(antwoord)
        return self.opties[antwoord] if antwoord < len(self.opties) else None

    def categorieen(self) -> list[str]:
        """All categories, in the order in which they are shown."""
        eigen = [LAAG, HOOGTE, HOOG] if self.schaal else list(self.opties)
        return [*eigen, "weet niet"]


@dataclass(frozen=True)
class Uitslag:
    """All that is kept of a round. ``waarden[vraag][categorie]`` is a band index or, for *aantallen*, a count.

    ``enveloppen`` is ``None`` for *banden*: how many answered is known to the room as the number of seats, and the
    tier says the rest.
    """

    vorm: Vorm
    trap: str
    waarden: list[dict[str, int]]
    ongeldig: int

    def in_woorden(self, vraag: int, categorie: str) -> str:
        """What is shown beside a bar."""
        waarde = self.waarden[vraag][categorie]
        return str(waarde) if self.vorm == "aantallen" else NAMEN[self.trap][waarde]


def publiceer(vorm: Vorm, vragen: Sequence[Vraagsoort], enveloppen: Sequence[bytes], ongeldig: int) -> Uitslag | None:
    """Counts and collapses opened envelopes (one byte per question each); ``None`` below :data:`MINIMUM`.

    An envelope with a byte that is no answer must have been dropped before (:func:`geldig`).
    """
    if len(enveloppen) < MINIMUM:
        return None
    waarden = []
    for nummer, vraag in enumerate(vragen):
        telling = Counter(vraag.categorie(envelop[nummer]) for envelop in enveloppen)
        waarden.append(
            {
                categorie: telling[categorie] if vorm == "aantallen" else band(telling[categorie], len(enveloppen))
                for categorie in vraag.categorieen()
            }
        )
    return Uitslag(vorm, trap(len(enveloppen)), waarden, ongeldig)


def geldig(vragen: Sequence[Vraagsoort], envelop: bytes) -> bool:
    """True when every byte of an opened envelope is an answer to its question."""
    return len(envelop) == len(vragen) and all(
        vraag.categorie(antwoord) is not None for vraag, antwoord in zip(vragen, envelop, strict=True)
    )
