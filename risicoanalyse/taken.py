"""What happens by the clock. Jobs carry no arguments."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from risicoanalyse.overzicht.leesbaar import lees_opnieuw
from risicoanalyse.overzicht.vriezen import vries
from risicoanalyse.pulse.plannen import herinner


# Every night: a quarter that is ripe is frozen the next night, and what was missed is caught up.
@app.periodic(cron="27 2 * * *")
@app.task(name="risicoanalyse.vries", queueing_lock="risicoanalyse.vries")
def vries_elke_nacht(timestamp: int) -> None:
    """Pictures over teams of quarters that have been over for a week, once and for all."""
    lees_opnieuw()
    vries(vandaag=timezone.localdate())


# Before the first of the two digests, in summer and in winter.
@app.periodic(cron="20 4 * * *")
@app.task(name="risicoanalyse.herinner_aan_terugkijken", queueing_lock="risicoanalyse.herinner_aan_terugkijken")
def herinner_aan_terugkijken(timestamp: int) -> None:
    """Every morning; what was sent already is not sent again."""
    herinner(vandaag=timezone.localdate())
