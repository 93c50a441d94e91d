"""What this app tells the pictures over teams: how often a theme was discussed in a briefing."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

from briefings.models import Campagneitem, Weektotaal
from briefings.weektotalen import Weekcel, samen
from vik_portal.register import Bereikbron, register

#: Numbers are told in steps of this: they are sums of margins.
STAP = 10
#: A week belongs to the quarter in which it was over: it is counted once, two weeks after its Monday, and a quarter is
#: frozen a week after its end. By then each of its weeks has been counted, and none falls between two quarters.
WEEK = timedelta(days=7)


def besproken(van: date, tot: date) -> dict[str, int]:
    """Theme → briefings that discussed a campaign about it, from what its weeks tell and not from the counts behind.

    The weeks are those whose last day passed from ``van`` up to ``tot``.
    """
    per_campagne: dict[int, list[Weekcel]] = defaultdict(list)
    for rij in Weektotaal.objects.filter(week__gte=van - WEEK, week__lt=tot - WEEK):
        per_campagne[rij.campagne_id].append(rij.cel)
    themas: dict[int, set[str]] = defaultdict(set)
    items = Campagneitem.objects.filter(campagne__in=per_campagne)
    for campagne, slugs in items.values_list("campagne", "item__inhoud__themas"):
        themas[campagne].update(slugs or ())
    telling: Counter[str] = Counter()
    for campagne, cellen in per_campagne.items():
        for thema in themas[campagne]:
            telling[thema] += samen(cellen).besproken
    return {slug: aantal // STAP * STAP for slug, aantal in telling.items() if aantal >= STAP}


def sluit_aan() -> None:
    register.registreer(
        Bereikbron(
            "briefings",
            "Besproken in een briefing",
            "Briefings in campagnes over dit thema, uit de weektotalen. Een week telt in het kwartaal waarin ze "
            "voorbij is.",
            "briefings",
            STAP,
            besproken,
        )
    )
