"""What happens by the clock after a risk analysis. Jobs carry no arguments."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from risicoanalyse.pulse.plannen import herinner


# Before the first of the two digests, in summer and in winter.
@app.periodic(cron="20 4 * * *")
@app.task(name="risicoanalyse.herinner_aan_terugkijken", queueing_lock="risicoanalyse.herinner_aan_terugkijken")
def herinner_aan_terugkijken(timestamp: int) -> None:
    """Every morning; what was sent already is not sent again."""
    herinner(vandaag=timezone.localdate())
