"""Verbs of the library."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from dilemmas.models import Bon, Dilemma, Weekdilemma, maandag_van
from dilemmas.tellen import GELDIGE_UREN, dit_uur


def kies_weekdilemma(*, vandaag: date | None = None) -> Dilemma | None:
    """Writes down the dilemma of this week, or another one when the chosen one was withdrawn; ``None`` without any."""
    dag = vandaag or timezone.localdate()
    gekozen = Dilemma.objects.van_de_week(dag)
    if gekozen:
        Weekdilemma.objects.update_or_create(maandag=maandag_van(dag), defaults={"dilemma": gekozen})
    return gekozen


def ruim_bonnen_op(*, uur: int | None = None) -> int:
    """Deletes what no longer has to be known of finished pages; how many."""
    nu = dit_uur() if uur is None else uur
    return Bon.objects.filter(uur__lte=nu - GELDIGE_UREN).delete()[0]
