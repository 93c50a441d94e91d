"""What happens by the clock. Jobs carry no arguments."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from briefings import schudden
from briefings.models import Pakket
from briefings.services import evalueren, goedkeuren, pakketten, vertellen


# Cron runs in UTC: before the digest of 07:00 in Amsterdam, in summer and in winter.
@app.periodic(cron="10 4 * * *")
@app.task(name="briefings.herinner", queueing_lock="briefings.herinner")
def herinner(timestamp: int) -> None:
    """Questions that were overtaken end; the leadership is reminded of those that have to be answered soon."""
    goedkeuren.laat_vervallen()
    goedkeuren.herinner(dag=timezone.localdate())


@app.periodic(cron="20 4 * * *")
@app.task(name="briefings.meld_wijzigingen", queueing_lock="briefings.meld_wijzigingen")
def meld_wijzigingen(timestamp: int) -> None:
    """What moved or was cancelled goes into the digest of the team's briefers."""
    vertellen.meld_wijzigingen(vandaag=timezone.localdate())


@app.task(name="briefings.maak_pakket")
def maak_pakket(pakket: int) -> None:
    """Makes one e-briefingpakket."""
    gevonden = Pakket.objects.select_related("item", "versie", "campagne", "eenheid").filter(pk=pakket).first()
    if gevonden is not None:
        pakketten.verwerk(gevonden)


# Before the night lets marks go (``bewaren``).
@app.periodic(cron="11 2 * * *")
@app.task(name="briefings.tel_weken", queueing_lock="briefings.tel_weken")
def tel_weken_elke_nacht(timestamp: int) -> None:
    """Every night, once and for all: questions close of which the days are over, weeks are counted that are ripe."""
    evalueren.sluit_vragen(vandaag=timezone.localdate())
    evalueren.tel_weken(vandaag=timezone.localdate())


# In the hours with the fewest briefings.
@app.periodic(cron="31 1 * * *")
@app.task(name="briefings.schud", queueing_lock="briefings.schud")
def schud_elke_nacht(timestamp: int) -> None:
    """Every night: nothing says any more which line to VIK came from which briefing."""
    schudden.schud(vandaag=timezone.localdate())
    schudden.veeg()
