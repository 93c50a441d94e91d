"""What the screen shows: the current step and the place in it, a result, or nothing."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap
from vik_portal.meedoen.services.bijeenkomst import (
    MeedoenFout,
    niet_afgezegd,
    nu_aan_de_beurt,
    op_slot,
    tik,
    zet_begonnen,
)
from vik_portal.register import Stapsoort, register


@transaction.atomic
def ga_naar(*, bijeenkomst: Bijeenkomst, stap: Stap, plek: int = 1) -> Bijeenkomst:
    """Makes this the current step on scherm and regie, at its first place or another one.

    Who looks through the steps in the morning, or in a plan that never took place, does not begin the meeting with
    that: then it can still be moved or cancelled.
    """
    vers = op_slot(bijeenkomst)
    niet_afgezegd(vers)
    if stap.bijeenkomst_id != vers.pk:
        raise MeedoenFout("Deze stap hoort bij een andere bijeenkomst.")
    _verlaat(vers)
    vers.huidige_stap, vers.stap_sinds, vers.uitslag_op_scherm, vers.plek = stap, timezone.now(), False, plek
    begonnen = zet_begonnen(vers) if nu_aan_de_beurt(vers, vers.stap_sinds) else []
    vers.save(update_fields=["huidige_stap", "stap_sinds", "uitslag_op_scherm", "plek", *begonnen])
    tik(vers)
    return vers


def _verlaat(bijeenkomst: Bijeenkomst) -> None:
    """Tells the current step that the screen no longer shows it."""
    if bijeenkomst.huidige_stap:
        register.een(Stapsoort, bijeenkomst.huidige_stap.soort).verlaat(bijeenkomst.huidige_stap)


@transaction.atomic
def stelling_nu(*, bijeenkomst: Bijeenkomst, stelling: str) -> Stap:
    """Puts a statement that was typed on the spot right after the current step, and goes there.

    Not while a round is open: the phones would answer another question than the one on the screen.
    """
    vers = op_slot(bijeenkomst)
    if vers.rondes.filter(status=Ronde.Status.OPEN).exists():
        raise MeedoenFout("Er loopt een ronde. Tel die eerst, of stop hem. Je stelling staat er nog.")
    na = vers.huidige_stap.volgorde if vers.huidige_stap else 0
    Stap.objects.filter(bijeenkomst=vers, volgorde__gt=na).update(volgorde=F("volgorde") + 1)
    stap = Stap.objects.create(
        bijeenkomst=vers,
        volgorde=na + 1,
        soort="stelling",
        titel=stelling[:120],
        minuten=3,
        inhoud={"stelling": stelling},
    )
    ga_naar(bijeenkomst=vers, stap=stap)
    return stap


@transaction.atomic
def toon_uitslag(*, bijeenkomst: Bijeenkomst) -> None:
    """Releases the result of this place to the screen. What is still being asked has none to release."""
    vers = op_slot(bijeenkomst)
    if vers.rondes.filter(status=Ronde.Status.OPEN).exists():
        raise MeedoenFout("Er loopt een ronde. Tel die eerst, dan kun je de uitslag laten zien.")
    zet(bijeenkomst=vers, uitslag_op_scherm=True)


@transaction.atomic
def zet_zwart(*, bijeenkomst: Bijeenkomst, zwart: bool) -> None:
    """Makes the screen black, or shows the step again. A film does not go on unseen."""
    vers = op_slot(bijeenkomst)
    if zwart:
        _verlaat(vers)
    zet(bijeenkomst=vers, scherm_zwart=zwart)


@transaction.atomic
def zet(*, bijeenkomst: Bijeenkomst, **velden: Any) -> None:
    """Changes what the screen shows (``uitslag_op_scherm``, ``scherm_zwart``, ``plek``) and tells it."""
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(tik=F("tik") + 1, **velden)
