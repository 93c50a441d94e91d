"""The one rule over teams: what of a set of analyses leaves, and which set an analysis counts in. Pure.

Everything that is shown, ordered, summed or exported about several teams is a function of what :func:`publiceer`
returns. The counts behind it exist only inside that function. What it holds against, and what not, stands in
docs/besluiten/0024; tests/risicoanalyse/test_overzicht_aanval.py enumerates the worlds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from risicoanalyse.overzicht.kwartaal import Kwartaal

#: Of fewer distinct teams nothing is told. A constant: no setting lowers it.
MINSTE_TEAMS = 5
#: A number this close to none, or to all, is not told apart from none or all: a teamchef knows one colour beforehand.
RAND = 2
#: The least numbers of one subject leave at least so many teams free: one for the team that a reader knows, and one for
#: any other value. Else "hooguit 2" of the others would mean: surely nobody.
VRIJ = 2
#: From so many teams on there is room for a middle, for two halves of it, and for quarters.
MIDDEN, HELFTEN, KWARTEN = 9, 12, 24
#: A team counts again after so many quarters: pictures of one year never overlap.
RUST = 4
#: An analysis that found no picture in so many quarters is passed over; by then it is another team.
HOUDBAAR = 4

#: (kind, key) of a subject.
Sleutel = tuple[str, str]


@dataclass(frozen=True)
class Onderwerp:
    """Something that every team has one value of. The values exclude each other.

    ``toon`` are those that are told; the rest is what remains. Of a yes-no subject only the yes: both bands together
    would tell more than one. ``hoogstens``: of all subjects of this kind a team says yes to at most so many.
    """

    soort: str
    sleutel: str
    naam: str
    waarden: tuple[str, ...]
    toon: tuple[str, ...] = ()
    hoogstens: int = 0

    @property
    def id(self) -> Sleutel:
        return self.soort, self.sleutel


@dataclass(frozen=True)
class Teamstand:
    """One analysis of one team as it counts. Never leaves this module and its caller.

    ``waarden`` maps (kind, key) of a subject to its value; a subject that the team was not asked is not there.
    """

    team: int
    eenheid: int
    bijeenkomst: int
    waarden: Mapping[Sleutel, str]


# --- bands ---------------------------------------------------------------------------------------


def grenzen(van: int) -> list[tuple[int, int]]:
    """The bands for a set of ``van`` teams, from few to many, as (fewest, most): together all of 0 … ``van``.

    Both ends hold at least three numbers. Raises ``ValueError`` under :data:`MINSTE_TEAMS`.
    """
    if van < MINSTE_TEAMS:
        raise ValueError("over zo weinig teams zeggen we niets")
    helft = (van + 1) // 2
    if van < MIDDEN:
        # More than half: two values cannot both be that, so bands that exclude each other stay bands.
        begin = [0, van // 2 + 1]
    elif van < HELFTEN:
        begin = [0, RAND + 1, van - RAND]
    elif van < KWARTEN:
        begin = [0, RAND + 1, helft, van - RAND]
    else:
        begin = [0, RAND + 1, (van + 3) // 4, helft, (3 * van + 3) // 4, van - RAND]
    return list(zip(begin, [*(volgend - 1 for volgend in begin[1:]), van], strict=True))


def band(aantal: int, van: int) -> tuple[int, int]:
    """(fewest, most) teams that may be known of ``aantal`` out of ``van``."""
    if not 0 <= aantal <= van:
        raise ValueError("aantal valt buiten de teams")
    return next((laag, hoog) for laag, hoog in grenzen(van) if laag <= aantal <= hoog)


def woord(laag: int, hoog: int, van: int) -> str:
    """The band in words that stand before "van de 12 teams" or alone; never "alle" or "geen" alone."""
    if laag == 0:
        return f"hooguit {hoog}"
    if hoog == van:
        return f"minstens {laag}"
    return f"{laag} tot {hoog}"


# --- what leaves ---------------------------------------------------------------------------------


#: One subject of a picture: ``{"soort", "sleutel", "naam", "teams", "cellen": {value: [fewest, most]}}``.
Deel = dict[str, Any]


def _zo(deel: Deel) -> Deel:
    return deel


def publiceer(
    standen: Sequence[Teamstand], onderwerpen: Sequence[Onderwerp], *, vergroof: Callable[[Deel], Deel] = _zo
) -> dict[str, Any] | None:
    """What may be known of these analyses together; ``None`` for fewer than :data:`MINSTE_TEAMS` distinct teams.

    ``{"teams": 12, "onderwerpen": [Deel]}``. A subject that is not told of these teams is not there, as if nobody had
    been asked. ``vergroof`` takes away from the bands of a subject; whether the subject is told is then decided by what
    is left, for who reads the one could else infer the other.
    """
    if len({stand.team for stand in standen}) != len(standen):
        raise ValueError("een team telt maar één keer mee")
    if len(standen) < MINSTE_TEAMS:
        return None
    verteld = _vertelbaar(standen, onderwerpen)
    delen = [deel for deel in (vergroof(_deel(onderwerp, standen)) for onderwerp in verteld) if not _sluit_uit(deel)]
    vol = {soort for soort in {deel["soort"] for deel in delen} if _loopt_vol(soort, delen, verteld)}
    return {"teams": len(standen), "onderwerpen": [deel for deel in delen if deel["soort"] not in vol]}


def _vertelbaar(standen: Sequence[Teamstand], onderwerpen: Sequence[Onderwerp]) -> list[Onderwerp]:
    """Subjects whose teams can be told of: no set of teams, and no difference of two sets, is too small.

    Which teams were asked decides, never what they answered. First what most teams were asked.
    """
    gevraagd = {o.id: frozenset(s.team for s in standen if o.id in s.waarden) for o in onderwerpen}
    atomen = [frozenset(stand.team for stand in standen)]
    mag = set()
    for onderwerp in sorted(onderwerpen, key=lambda o: (-len(gevraagd[o.id]), o.id)):
        teams = gevraagd[onderwerp.id]
        nieuw = [deel for atoom in atomen for deel in (atoom & teams, atoom - teams) if deel]
        if len(teams) >= MINSTE_TEAMS and all(len(atoom) >= MINSTE_TEAMS for atoom in nieuw):
            atomen = nieuw
            mag.add(onderwerp.id)
    return [onderwerp for onderwerp in onderwerpen if onderwerp.id in mag]


def _deel(onderwerp: Onderwerp, standen: Sequence[Teamstand]) -> Deel:
    waarden = [stand.waarden[onderwerp.id] for stand in standen if onderwerp.id in stand.waarden]
    telling = Counter(waarden)
    if not telling.keys() <= set(onderwerp.waarden):
        raise ValueError("een team heeft een waarde die niet bij het onderwerp hoort")
    van = len(waarden)
    return {
        "soort": onderwerp.soort,
        "sleutel": onderwerp.sleutel,
        "naam": onderwerp.naam,
        "teams": van,
        "cellen": {waarde: list(band(telling[waarde], van)) for waarde in onderwerp.toon or onderwerp.waarden},
    }


def _sluit_uit(deel: Deel) -> bool:
    """True when the bands leave no room for another value, so that a value with "hooguit 2" would surely be nobody's.

    Three times "3 tot 6" of nine teams is three times three: the other values are of no team. Who knows a team of one
    of those sees the same one team earlier.
    """
    minstens: int = sum(laag for laag, _ in deel["cellen"].values())
    return bool(deel["teams"] - minstens < VRIJ)


def _loopt_vol(soort: str, delen: Sequence[Deel], onderwerpen: Sequence[Onderwerp]) -> bool:
    """True when the bands of a kind with a maximum per team leave no room for another yes.

    Three risks per team and five kinds that "minstens 3 van de 5" teams named: then every other kind is surely no.
    """
    hoogstens = max((o.hoogstens for o in onderwerpen if o.soort == soort), default=0)
    eigen = [deel for deel in delen if deel["soort"] == soort]
    if not hoogstens or not eigen or len(eigen) <= hoogstens:
        return False
    teams = max(deel["teams"] for deel in eigen)
    minstens = sum(laag for deel in eigen for laag, _ in deel["cellen"].values())
    # Without the team that the reader knows, one place must be free.
    return minstens > hoogstens * (teams - 1) - 1


# --- which picture an analysis counts in ---------------------------------------------------------


@dataclass(frozen=True)
class Groep:
    """The analyses of one picture. ``eenheid`` is ``None`` for those of several eenheden together."""

    eenheid: int | None
    standen: tuple[Teamstand, ...]


@dataclass(frozen=True)
class Verdeling:
    """Every analysis in one group, or waiting for a next quarter."""

    groepen: tuple[Groep, ...]
    wachtend: tuple[Teamstand, ...]


def verdeel(standen: Iterable[Teamstand]) -> Verdeling:
    """An eenheid with enough teams has a picture of its own; the others are told of together, or wait.

    Groups have no team in common and nothing is told of a sum of them but what follows from their own pictures. Only
    who took part decides, never what came out.
    """
    per_eenheid: dict[int, list[Teamstand]] = defaultdict(list)
    for stand in standen:
        per_eenheid[stand.eenheid].append(stand)
    groepen = [
        Groep(eenheid, tuple(eigen)) for eenheid, eigen in sorted(per_eenheid.items()) if len(eigen) >= MINSTE_TEAMS
    ]
    klein = {eenheid: eigen for eenheid, eigen in sorted(per_eenheid.items()) if len(eigen) < MINSTE_TEAMS}
    rest = tuple(stand for eigen in klein.values() for stand in eigen)
    if len(klein) >= 2 and len(rest) >= MINSTE_TEAMS:
        return Verdeling((*groepen, Groep(None, rest)), ())
    return Verdeling(tuple(groepen), rest)


@dataclass(frozen=True)
class Kandidaat:
    """An analysis that has not counted yet, by its day."""

    bijeenkomst: int
    team: int
    dag: date


@dataclass(frozen=True)
class Keuze:
    """``tellen``: at most one per team. ``overslaan``: never counts any more."""

    tellen: tuple[Kandidaat, ...]
    overslaan: tuple[Kandidaat, ...]


def kies(kandidaten: Iterable[Kandidaat], laatst: Mapping[int, Kwartaal], kwartaal: Kwartaal) -> Keuze:
    """Which analyses may count in this quarter: the last of each team that did not count in the past year.

    ``laatst`` is the quarter in which a team last counted. Earlier ones of the same team are passed over, and so is
    what waited too long; a team that counted less than a year ago waits.
    """
    per_team: dict[int, list[Kandidaat]] = defaultdict(list)
    overslaan = []
    for kandidaat in sorted(kandidaten, key=lambda k: (k.dag, k.bijeenkomst)):
        if kandidaat.dag >= kwartaal.einde:
            continue
        if kwartaal - Kwartaal.van(kandidaat.dag) > HOUDBAAR:
            overslaan.append(kandidaat)
        else:
            per_team[kandidaat.team].append(kandidaat)
    tellen = []
    for team, eigen in per_team.items():
        if team in laatst and kwartaal - laatst[team] < RUST:
            continue
        tellen.append(eigen[-1])
        overslaan += eigen[:-1]
    return Keuze(tuple(tellen), tuple(overslaan))
