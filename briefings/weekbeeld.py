"""A week of a team: its briefings as rows, its days as columns, and how each showing stands at this moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from briefings.feestdagen import feestdag
from briefings.models import Vertoning
from briefings.rooster import ZONE, Briefing, Moment, briefings_op, tijdvak


class Plek(NamedTuple):
    """A showing in one briefing. ``stand`` is a class of the stylesheet, ``woord`` says the same."""

    vertoning: Vertoning
    stand: str
    woord: str


@dataclass(frozen=True)
class Dag:
    dag: date
    feest: str
    voorbij: bool
    vandaag: bool
    vertoningen: list[Vertoning]
    #: One list per moment.
    briefings: list[list[Plek]]


@dataclass(frozen=True)
class Week:
    nummer: int
    momenten: tuple[Moment, ...]
    dagen: list[Dag]

    @property
    def rijen(self) -> list[tuple[Moment, list[tuple[Dag, list[Plek]]]]]:
        """By moment, as a table shows it."""
        return [(moment, [(dag, dag.briefings[n]) for dag in self.dagen]) for n, moment in enumerate(self.momenten)]


def _stand(hangt: bool, briefing: Briefing, nu: datetime, bezig: Briefing | None) -> tuple[str, str]:
    if not hangt:
        return "s-niet", "niet gehangen" if briefing.begint < nu and bezig != briefing else "hangt nog niet"
    if bezig == briefing:
        return "s-nu", "nu op het scherm"
    return ("s-getoond", "geweest") if briefing.begint < nu else ("s-gepland", "komt")


def weken(
    momenten: tuple[Moment, ...], maandag: date, aantal: int, vertoningen: Iterable[Vertoning], nu: datetime
) -> list[Week]:
    """So many weeks from a Monday. ``vertoningen`` are of one team, in order, with ``hangt``.

    ``nu`` is an aware instant. No query.
    """
    vandaag, bezig = nu.astimezone(ZONE).date(), tijdvak(momenten, nu).briefing
    per_dag: dict[date, list[Vertoning]] = {}
    for vertoning in vertoningen:
        per_dag.setdefault(vertoning.dag, []).append(vertoning)

    def dag_op(dag: date) -> Dag:
        er_hangt = per_dag.get(dag, [])
        # In the order of the moments, which on the day the clock changes need not be that of the instants.
        briefings = sorted(briefings_op(momenten, dag), key=lambda briefing: briefing.moment)
        plekken = [[Plek(v, *_stand(v.hangt, briefing, nu, bezig)) for v in er_hangt] for briefing in briefings]
        return Dag(dag, feestdag(dag), dag < vandaag, dag == vandaag, er_hangt, plekken)

    dagen = [dag_op(maandag + timedelta(days=plus)) for plus in range(7 * aantal)]
    return [
        Week(dagen[i].dag.isocalendar().week, tuple(sorted(momenten)), dagen[i : i + 7])
        for i in range(0, len(dagen), 7)
    ]
