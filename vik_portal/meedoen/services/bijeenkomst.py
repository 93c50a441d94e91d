"""What every verb of a meeting goes by: what it refuses with, its turn, whether it may still happen, and the tick."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import F
from django.forms import BaseForm
from django.utils import timezone

from vik_portal.meedoen.models import Bijeenkomst

#: So long after the planned moment a meeting still counts as held then.
SPELING = timedelta(days=1)
#: So long before it who goes through the steps is holding it; earlier that is only looking.
VOORAF = timedelta(hours=1)


class MeedoenFout(Exception):
    """The message is one sentence that says what to do."""


class VeldFout(MeedoenFout):
    """A form in regie was refused: ``velden`` gives a sentence per name of a field, to stand beside it."""

    def __init__(self, velden: Mapping[str, str]) -> None:
        super().__init__(next(iter(velden.values())))
        self.velden = dict(velden)

    @classmethod
    def van(cls, form: BaseForm) -> VeldFout:
        """What a form of Django found; what is about all of it stands at the tick that answers it."""
        return cls({naam.replace(NON_FIELD_ERRORS, "geen_naam"): regels[0] for naam, regels in form.errors.items()})


class NogOpen(MeedoenFout):
    """Asks once before the meeting ends: it can, and something that belongs to it was not done."""


def op_slot(bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    """The meeting, locked: two begeleiders who press at once take turns."""
    return Bijeenkomst.objects.select_for_update(of=("self",)).get(pk=bijeenkomst.pk)


def nog_niet_voorbij(bijeenkomst: Bijeenkomst) -> None:
    """Raises :class:`MeedoenFout` for a meeting that was ended or cancelled."""
    if bijeenkomst.status == Bijeenkomst.Status.AFGEROND:
        raise MeedoenFout("Deze bijeenkomst is afgerond. Plan een nieuwe.")
    niet_afgezegd(bijeenkomst)


def niet_afgezegd(bijeenkomst: Bijeenkomst) -> None:
    """Raises :class:`MeedoenFout` for a meeting that was cancelled."""
    if bijeenkomst.status == Bijeenkomst.Status.AFGEZEGD:
        raise MeedoenFout("Deze bijeenkomst is afgezegd. Kies eerst een nieuwe dag.")


def zet_begonnen(bijeenkomst: Bijeenkomst) -> list[str]:
    """Makes a planned meeting one that is being held; returns the fields that changed, to save.

    When it was planned for a later day, or for more than a day ago, it begins now: how long its results stay, when it
    is cleaned up and in which quarter it counts follow from the day on which it was held, whatever was typed. Nobody
    is told: who is in the room knows.
    """
    if bijeenkomst.status != Bijeenkomst.Status.GEPLAND:
        return []
    bijeenkomst.status, nu = Bijeenkomst.Status.BEZIG, timezone.now()
    if _op_de_dag(bijeenkomst, nu):
        return ["status"]
    bijeenkomst.begin = nu
    return ["status", "begin"]


def _op_de_dag(bijeenkomst: Bijeenkomst, nu: datetime) -> bool:
    """True when what happens ``nu`` belongs to the moment for which the meeting was planned."""
    begin = bijeenkomst.begin
    if begin > nu:
        return timezone.localdate(begin) == timezone.localdate(nu)
    return nu - begin <= SPELING


def nu_aan_de_beurt(bijeenkomst: Bijeenkomst, nu: datetime) -> bool:
    """True from an hour before the planned moment until a day after it: who shows a step then holds the meeting."""
    return bijeenkomst.begin - VOORAF <= nu <= bijeenkomst.begin + SPELING


def tik(bijeenkomst: Bijeenkomst) -> None:
    """Tells scherm, regie and phones that there is something new."""
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(tik=F("tik") + 1)
