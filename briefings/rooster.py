"""What hangs on a wall at which moment. Pure: no database. Every question about time is asked here.

A team has *momenten*: times of day at which its briefings begin, every day, on the clock of Europe/Amsterdam. A
*briefing* is one moment of one day. A showing belongs to a day, and so to all briefings that begin on that calendar
day. The decisions:

* An item hangs during a briefing and not in between: from :data:`AANLOOP` before it begins until :data:`DUUR` after.
  In between a screen rests, also between the first briefing of the day and midnight; it then says what comes.
* A briefing is of the day on which it begins, also when it lasts past midnight, and when the minutes before it lie in
  the day before. The night briefing of 23:45 keeps the item of its own day until it is over.
* When two briefings would overlap, the first ends where the second comes on. There is no gap and no overlap: every
  instant lies in exactly one :class:`Tijdvak`.
* A day's items expire when the last briefing of that day is over (:func:`geldt_tot`); until then a screen keeps them.
* Durations are real time. When the clock is set forward, a moment that does not exist (02:30) begins an hour later on
  the clock; when it is set back, a moment that comes twice is the first of the two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
AANLOOP = timedelta(minutes=10)
DUUR = timedelta(minutes=30)
_DAG = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Moment:
    """A time of day at which a team's briefing begins."""

    begint: time
    naam: str


#: For a team that said nothing else.
STANDAARD = (Moment(time(7), "Vroege"), Moment(time(15), "Late"), Moment(time(23), "Nacht"))


@dataclass(frozen=True)
class Briefing:
    """One moment of one day; ``begint`` is in UTC."""

    dag: date
    moment: Moment
    begint: datetime


@dataclass(frozen=True)
class Tijdvak:
    """From ``van`` up to but not including ``tot`` (UTC) a screen shows this briefing's items, or rests (``None``)."""

    van: datetime
    tot: datetime
    briefing: Briefing | None


@lru_cache(maxsize=4096)
def briefings_op(momenten: tuple[Moment, ...], dag: date) -> tuple[Briefing, ...]:
    """The briefings that begin on this calendar day, in order."""
    gevonden = (
        Briefing(dag, moment, datetime.combine(dag, moment.begint, ZONE).astimezone(UTC)) for moment in momenten
    )
    return tuple(sorted(gevonden, key=lambda briefing: (briefing.begint, briefing.moment)))


@lru_cache(maxsize=4096)
def _vakken(momenten: tuple[Moment, ...], dag: date) -> tuple[Tijdvak, ...]:
    """The time of each briefing of this day, cut where the next one comes on; one that nothing is left of is not in it.

    ``momenten`` holds at least one moment.
    """
    eigen = briefings_op(momenten, dag)
    komt = [*(briefing.begint for briefing in eigen[1:]), briefings_op(momenten, dag + _DAG)[0].begint]
    vakken = (
        Tijdvak(briefing.begint - AANLOOP, min(briefing.begint + DUUR, volgend - AANLOOP), briefing)
        for briefing, volgend in zip(eigen, komt, strict=True)
    )
    return tuple(vak for vak in vakken if vak.van < vak.tot)


@lru_cache(maxsize=4096)
def _rond(momenten: tuple[Moment, ...], dag: date) -> tuple[list[datetime], list[Tijdvak]]:
    """Everything that can matter on a day: the pieces of three days without a gap, and where they begin."""
    bezet = [vak for plus in (-1, 0, 1) for vak in _vakken(momenten, dag + plus * _DAG)]
    alle: list[Tijdvak] = []
    for vak in bezet:
        if alle and alle[-1].tot < vak.van:
            alle.append(Tijdvak(alle[-1].tot, vak.van, None))
        alle.append(vak)
    return [vak.van for vak in alle], alle


def tijdvak(momenten: tuple[Moment, ...], nu: datetime) -> Tijdvak:
    """What a screen does at this instant (aware), since when and until when."""
    begin, vakken = _rond(momenten, nu.astimezone(ZONE).date())
    return vakken[bisect_right(begin, nu) - 1]


def tijdlijn(momenten: tuple[Moment, ...], van: datetime, tot: datetime) -> Iterator[Tijdvak]:
    """The pieces that touch ``[van, tot)``, one after the other."""
    while van < tot:
        stuk = tijdvak(momenten, van)
        yield stuk
        van = stuk.tot


def hangt(momenten: tuple[Moment, ...], nu: datetime) -> date | None:
    """The day of which the items hang at this instant; ``None`` while the screen rests."""
    briefing = tijdvak(momenten, nu).briefing
    return briefing.dag if briefing else None


def geldt_tot(momenten: tuple[Moment, ...], dag: date) -> datetime:
    """When the last briefing of a day is over (UTC): from then on its items are expired."""
    return _vakken(momenten, dag)[-1].tot


def volgende(momenten: tuple[Moment, ...], nu: datetime) -> Briefing:
    """The first briefing that begins after this instant."""
    vandaag = nu.astimezone(ZONE).date()
    komende = (*briefings_op(momenten, vandaag), *briefings_op(momenten, vandaag + _DAG))
    return next(briefing for briefing in komende if briefing.begint > nu)
