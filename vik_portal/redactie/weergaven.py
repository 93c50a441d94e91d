"""Pages that gather many things, rendered once and kept until something in them changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from vik_portal.redactie.models import Weergave


def weergave(naam: str, maak: Callable[[], str], *, geldig_tot: date) -> Weergave:
    """The kept rendering, made anew when it is gone or the ``geldig_tot`` of an earlier one has come."""
    bewaard = next(iter(Weergave.objects.filter(naam=naam)), None)
    if bewaard and bewaard.geldig_tot > timezone.localdate():
        return bewaard
    return Weergave.objects.update_or_create(naam=naam, defaults={"html": maak(), "geldig_tot": geldig_tot})[0]


def vergeet_weergaven() -> None:
    """Something that readers see changed: gathered pages are made again when they are next asked for."""
    Weergave.objects.all().delete()
