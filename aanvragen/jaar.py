"""The year of a preventiecoördinator in one view: requests, meetings, reach, and what is due.

Numbers of requests, meetings and teams of the unit; never of people, which the portal does not know. A meeting itself
stays with its begeleiders, so other people's meetings are only counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import ExtractMonth
from django.utils import timezone

from aanvragen.models import Aanvraag, Verloop
from aanvragen.toegang import BEHANDELAARS, behandelde_teams
from vik_portal.eenmaal import samen
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.models import Gebruiker
from vik_portal.organisatie.toegang import eenheden_met_rol, rollen
from vik_portal.register import Punt, Wachtbron, register


@dataclass(frozen=True)
class Maand:
    """How many meetings of a month were held, and how many are planned."""

    eerste: date
    gehouden: int
    gepland: int
    nu: bool

    @property
    def klasse(self) -> str:
        """How the month looks: held, planned, or nothing."""
        return "s-getoond" if self.gehouden else "s-gepland" if self.gepland else "s-leeg"


@dataclass(frozen=True)
class Jaarbeeld:
    jaar: int
    #: The units in which somebody has this role, by name.
    waar: str
    #: (state, number of requests of this year), in the order of the states.
    per_status: list[tuple[str, int]]
    #: (offer, number of requests of this year), most asked first.
    per_aanbod: list[tuple[str, int]]
    maanden: list[Maand]
    teams: int
    bereikt: int
    te_doen: list[Punt]

    @property
    def vorige(self) -> int:
        return self.jaar - 1

    @property
    def volgende(self) -> int:
        return self.jaar + 1

    @property
    def aanvragen(self) -> int:
        return sum(aantal for _, aantal in self.per_status)

    @property
    def gehouden(self) -> int:
        return sum(maand.gehouden for maand in self.maanden)

    @property
    def gepland(self) -> int:
        return sum(maand.gepland for maand in self.maanden)


def jaarbeeld(gebruiker: Gebruiker, jaar: int) -> Jaarbeeld:
    """The calendar year ``jaar`` of the units in which somebody is preventiecoördinator."""
    teams = set(behandelde_teams(gebruiker).values_list("pk", flat=True))
    per_status, per_aanbod = _aanvragen(teams, jaar)
    maanden, bezocht = _bijeenkomsten(gebruiker, jaar)
    gehouden = Verloop.objects.filter(
        status=Aanvraag.Status.GEHOUDEN,
        op__year=jaar,
        aanvraag__status=Aanvraag.Status.GEHOUDEN,
        aanvraag__team__in=teams,
    )
    bereikt = (bezocht & teams) | set(gehouden.values_list("aanvraag__team", flat=True))
    waar = " · ".join(rol.eenheid.naam for rol in rollen(gebruiker) if rol.soort in BEHANDELAARS)
    return Jaarbeeld(jaar, waar, per_status, per_aanbod, maanden, len(teams), len(bereikt), _te_doen(gebruiker))


def _aanvragen(teams: set[int], jaar: int) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    rijen = Aanvraag.objects.filter(team__in=teams, gevraagd_op__year=jaar).order_by()
    per_status: Counter[str] = Counter()
    per_aanbod: Counter[str] = Counter()
    for titel, status, aantal in rijen.values_list("aanbod__titel", "status").annotate(aantal=Count("pk")):
        per_status[status] += aantal
        per_aanbod[titel] += aantal
    return (
        [(status.label, per_status[status]) for status in Aanvraag.Status],
        sorted(per_aanbod.items(), key=lambda rij: (-rij[1], rij[0])),
    )


def _bijeenkomsten(gebruiker: Gebruiker, jaar: int) -> tuple[list[Maand], set[int]]:
    """Twelve months, and where a meeting was held: teams, and eenheden with a group that is no team.

    A practice or what was cancelled counts nowhere.
    """
    hier = eenheden_met_rol(gebruiker, *BEHANDELAARS).filter(actief=True).values("pk")
    echt = Bijeenkomst.objects.filter(team__in=hier, oefening=False, begin__year=jaar)
    echt = echt.exclude(status=Bijeenkomst.Status.AFGEZEGD).order_by()
    gehouden: Counter[int] = Counter()
    gepland: Counter[int] = Counter()
    bezocht = set()
    rijen = echt.annotate(maand=ExtractMonth("begin")).values_list("maand", "status", "team")
    for maand, status, team, aantal in rijen.annotate(aantal=Count("pk")):
        if status == Bijeenkomst.Status.AFGEROND:
            gehouden[maand] += aantal
            bezocht.add(team)
        else:
            gepland[maand] += aantal
    vandaag = timezone.localdate()
    maanden = [
        Maand(date(jaar, nummer, 1), gehouden[nummer], gepland[nummer], (jaar, nummer) == (vandaag.year, vandaag.month))
        for nummer in range(1, 13)
    ]
    return maanden, bezocht


@samen()
def _te_doen(gebruiker: Gebruiker) -> list[Punt]:
    """What waits, from every app that registered something; by day, and what has no day comes last."""
    bronnen = [bron for bron in register.alle(Wachtbron) if bron.soort == "wacht"]
    punten = [punt for bron in bronnen for punt in bron.punten(gebruiker)]
    return sorted(punten, key=lambda punt: (punt.wanneer or date.max, punt.titel))
