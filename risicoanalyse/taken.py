"""What happens by the clock. Jobs carry no arguments."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from risicoanalyse.overzicht.vriezen import vries


# Every night: a quarter that is ripe is frozen the next night, and what was missed is caught up.
@app.periodic(cron="27 2 * * *")
@app.task(name="risicoanalyse.vries", queueing_lock="risicoanalyse.vries")
def vries_elke_nacht(timestamp: int) -> None:
    """Pictures over teams of quarters that have been over for a week, once and for all."""
    vries(vandaag=timezone.localdate())
