"""What this app tells the pictures over teams: how often VIK was asked for something, and about which theme."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time

from django.utils import timezone

from aanvragen.models import Aanvraag
from vik_portal.register import Bereikbron, register

#: Numbers are told in steps of this.
STAP = 5


def _themas(van: date, tot: date) -> list[str]:
    """The theme of every request in these days; empty for one that names none."""
    begin, einde = (timezone.make_aware(datetime.combine(dag, time())) for dag in (van, tot))
    rijen = Aanvraag.objects.filter(gevraagd_op__gte=begin, gevraagd_op__lt=einde)
    return [slug or "" for slug in rijen.values_list("thema__slug", flat=True)]


def _in_stappen(telling: Counter[str]) -> dict[str, int]:
    return {slug: aantal // STAP * STAP for slug, aantal in telling.items() if aantal >= STAP}


def gevraagd(van: date, tot: date) -> dict[str, int]:
    """All requests together, with and without a theme."""
    return _in_stappen(Counter({"": len(_themas(van, tot))}))


def per_thema(van: date, tot: date) -> dict[str, int]:
    """Theme → requests that name it."""
    return _in_stappen(Counter(slug for slug in _themas(van, tot) if slug))


def sluit_aan() -> None:
    register.registreer(
        Bereikbron(
            "aanvragen-thema",
            "Gevraagd aan VIK",
            "Aanvragen in deze drie maanden die het thema noemen.",
            "aanvragen",
            STAP,
            per_thema,
        )
    )
    register.registreer(
        Bereikbron(
            "aanvragen",
            "Aan VIK gevraagd, alles samen",
            "Een aanvraag hoeft geen thema te noemen.",
            "aanvragen",
            STAP,
            gevraagd,
            per_thema=False,
        )
    )
