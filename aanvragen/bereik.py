"""What this app tells the pictures over teams: how often VIK was asked for something."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from aanvragen.models import Aanvraag
from vik_portal.register import Bereikbron, register

#: Numbers are told in steps of this.
STAP = 5


def gevraagd(van: date, tot: date) -> dict[str, int]:
    """All requests together: a request names no theme."""
    begin, einde = (timezone.make_aware(datetime.combine(dag, time())) for dag in (van, tot))
    aantal = Aanvraag.objects.filter(gevraagd_op__gte=begin, gevraagd_op__lt=einde).count()
    return {"": aantal // STAP * STAP} if aantal >= STAP else {}


def sluit_aan() -> None:
    register.registreer(
        Bereikbron("aanvragen", "Aan VIK gevraagd", "Een aanvraag noemt geen thema.", "aanvragen", STAP, gevraagd)
    )
