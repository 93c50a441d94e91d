"""Pages that gather many things, rendered once and kept until something in them changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date

from django.utils import timezone

from vik_portal.redactie.models import Weergave


@dataclass(frozen=True)
class Bladzijde:
    """A rendered page body with what stands in the head of its page."""

    html: str
    titel: str = ""
    kort: str = ""


def weergave(naam: str, maak: Callable[[], Bladzijde], *, geldig_tot: date = date.max) -> Weergave:
    """The kept rendering, made anew when it is gone or the ``geldig_tot`` of an earlier one has come.

    ``naam`` has at most 100 characters where ``maak`` makes something; what it raises goes on to the caller.
    """
    bewaard = next(iter(Weergave.objects.filter(naam=naam)), None)
    if bewaard and bewaard.geldig_tot > timezone.localdate():
        return bewaard
    nieuw = {**asdict(maak()), "geldig_tot": geldig_tot}
    return Weergave.objects.update_or_create(naam=naam, defaults=nieuw)[0]


def vergeet_weergaven() -> None:
    """Something that readers see changed: gathered pages are made again when they are next asked for."""
    Weergave.objects.all().delete()
