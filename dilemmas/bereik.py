"""What this app tells the pictures over teams: how often a theme was practised."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from dilemmas.models import Keuzestand
from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap
from vik_portal.register import Bereikbron, register

#: Numbers are told in steps of this, as choices are.
STAP = 5
#: Choices are kept as one running total: it says something of a quarter that is told soon after it ended.
VERS = timedelta(days=60)
#: The room answered: also when there were too few envelopes to open any.
GESTEMD = (Ronde.Status.GETELD, Ronde.Status.TE_WEINIG)


def _moment(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time()))


def _in_stappen(telling: Counter[str]) -> dict[str, int]:
    return {slug: aantal // STAP * STAP for slug, aantal in telling.items() if aantal >= STAP}


def sessies(van: date, tot: date) -> dict[str, int]:
    """Theme → meetings in which people voted on a dilemma about it. A meeting with two of them counts once.

    What was planned and not reached leaves no round, and does not count.
    """
    stappen = Stap.objects.filter(
        Exists(Ronde.objects.filter(stap=OuterRef("pk"), status__in=GESTEMD)),
        soort="dilemma",
        inhoud__vast__isnull=False,
        bijeenkomst__status=Bijeenkomst.Status.AFGEROND,
        bijeenkomst__oefening=False,
        bijeenkomst__begin__gte=_moment(van),
        bijeenkomst__begin__lt=_moment(tot),
    )
    per_bijeenkomst: dict[int, set[str]] = defaultdict(set)
    for bijeenkomst, themas in stappen.values_list("bijeenkomst", "inhoud__vast__themas"):
        per_bijeenkomst[bijeenkomst].update(themas or ())
    return _in_stappen(Counter(thema for themas in per_bijeenkomst.values() for thema in themas))


def keuzes(van: date, tot: date) -> dict[str, int] | None:
    """Theme → choices on its dilemmas as readers see them, from the beginning until now; ``None`` for long ago."""
    if timezone.localdate() - tot > VERS:
        return None
    telling: Counter[str] = Counter()
    for totaal, themas in Keuzestand.objects.values_list("totaal", "dilemma__inhoud__themas"):
        for thema in themas or ():
            telling[thema] += totaal
    return _in_stappen(telling)


def sluit_aan() -> None:
    register.registreer(
        Bereikbron(
            "dilemmasessies",
            "Geoefend met een dilemma",
            "Bijeenkomsten in deze drie maanden waarin over zo’n dilemma is gestemd.",
            "bijeenkomsten",
            STAP,
            sessies,
        )
    )
    register.registreer(
        Bereikbron(
            "dilemmakeuzes",
            "Alleen doorgedacht",
            "Keuzes bij dilemma’s op de site, geteld vanaf het begin. Anoniem geteld.",
            "keuzes",
            STAP,
            keuzes,
        )
    )
