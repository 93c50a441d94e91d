"""What is known of a week above the team. Pure: no database, no clock.

A briefing has one briefer, and a roster makes a person of that. So a week is told of at least :data:`MINSTE` teams
together or not at all, and a number close to nothing or close to all looks like nothing or all: nobody can tell from it
what one team did. What is published of a group is a function of its totals alone; which team did what is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from vik_portal.meedoen.banden import MINIMUM

#: Fewer teams than this are never counted together. A constant: no setting lowers it.
MINSTE = MINIMUM
#: Closer than this to none, or to all, is not told apart from none or all.
RAND = 5

Soort = Literal["verborgen", "weinig", "veel", "bijna_alle", "aantal"]


@dataclass(frozen=True)
class Teamweek:
    """What the briefings of one team did in one week, in briefings: never leaves this module and its caller."""

    team: int
    district: int
    eenheid: int
    gepland: int
    vertoond: int = 0
    besproken: int = 0
    niet: int = 0


@dataclass(frozen=True)
class Weekcel:
    """The sums of one place and week; ``None`` where too few teams stand behind them."""

    plek: int
    teams: int
    gepland: int
    vertoond: int | None = None
    besproken: int | None = None
    niet: int | None = None


def cellen(rijen: Iterable[Teamweek]) -> list[Weekcel]:
    """Per eenheid: its districts when each of them has enough teams, else the eenheid as a whole.

    Never both, and never some districts: the difference would be a small one.
    """
    per_eenheid: dict[int, dict[int, list[Teamweek]]] = defaultdict(lambda: defaultdict(list))
    for rij in rijen:
        if rij.gepland:
            per_eenheid[rij.eenheid][rij.district].append(rij)
    uit = []
    for eenheid, districten in sorted(per_eenheid.items()):
        groot_genoeg = all(len(groep) >= MINSTE for groep in districten.values())
        groepen = districten if groot_genoeg else {eenheid: [rij for groep in districten.values() for rij in groep]}
        uit += [_cel(plek, groep) for plek, groep in sorted(groepen.items())]
    return uit


def _cel(plek: int, groep: list[Teamweek]) -> Weekcel:
    gepland = sum(rij.gepland for rij in groep)
    if len(groep) < MINSTE:
        return Weekcel(plek, len(groep), gepland)
    # More marks than briefings is what remains when a team changed its times in the middle of a week.
    sommen = (sum(getattr(rij, naam) for rij in groep) for naam in ("vertoond", "besproken", "niet"))
    return Weekcel(plek, len(groep), gepland, *(min(som, gepland) for som in sommen))


@dataclass(frozen=True)
class Getal:
    """A number as it is told. ``aantal`` is what stands for it in sums: for a margin its middle, for hidden 0."""

    soort: Soort
    aantal: int = 0

    def __str__(self) -> str:
        woorden = {"verborgen": "te weinig", "weinig": "minder dan 5", "veel": "5 of meer", "bijna_alle": "bijna alle"}
        return woorden.get(self.soort, str(self.aantal))


def getal(aantal: int | None, van: int) -> Getal:
    """``aantal`` out of ``van``, as everybody may know it."""
    if aantal is None or van < RAND:
        return Getal("verborgen")
    if aantal < RAND:
        return Getal("weinig", RAND // 2)
    if van < 2 * RAND:
        return Getal("veel", (RAND + van) // 2)
    if van - aantal < RAND:
        return Getal("bijna_alle", van - RAND // 2)
    return Getal("aantal", aantal)


@dataclass(frozen=True)
class Stand:
    """What is told of a number of weeks together, from what is told of each: never from the counts behind that."""

    weken: int
    gepland: int
    vertoond: int
    besproken: int
    niet: int

    def deel(self, naam: Literal["vertoond", "besproken", "niet"]) -> int:
        """In per cent of what was planned, in steps of five: more would say more than the margins carry."""
        return 5 * round(20 * getattr(self, naam) / self.gepland) if self.gepland else 0


def samen(cellen_: Iterable[Weekcel]) -> Stand:
    """The weeks that may be told of, together."""
    te_tellen = [cel for cel in cellen_ if getal(cel.besproken, cel.gepland).soort != "verborgen"]
    som = {
        naam: sum(getal(getattr(cel, naam), cel.gepland).aantal for cel in te_tellen)
        for naam in ("vertoond", "besproken", "niet")
    }
    return Stand(len(te_tellen), sum(cel.gepland for cel in te_tellen), **som)
