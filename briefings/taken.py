"""What happens by the clock. Jobs carry no arguments."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from briefings.briefer import ruim_besprekingen_op
from briefings.models import Pakket
from briefings.services import evalueren, goedkeuren, pakketten, vertellen


@app.periodic(cron="41 2 * * *")
@app.task(name="briefings.ruim_besprekingen_op", queueing_lock="briefings.ruim_besprekingen_op")
def ruim_besprekingen_elke_nacht(timestamp: int) -> None:
    """Every night: marks that a team no longer keeps go."""
    ruim_besprekingen_op()


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


# Before the night's cleaning of marks: what is not counted by then is gone.
@app.periodic(cron="11 2 * * *")
@app.task(name="briefings.tel_weken", queueing_lock="briefings.tel_weken")
def tel_weken_elke_nacht(timestamp: int) -> None:
    """Every night: weeks that have been over for a week are counted, once and for all."""
    evalueren.tel_weken(vandaag=timezone.localdate())


@app.periodic(cron="51 3 * * *")
@app.task(name="briefings.ruim_pakketten_op", queueing_lock="briefings.ruim_pakketten_op")
def ruim_pakketten_elke_nacht(timestamp: int) -> None:
    """Every night: packages that were replaced a month ago."""
    pakketten.ruim_pakketten_op()
