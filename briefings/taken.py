"""Jobs of briefings."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from briefings.services import goedkeuren, vertellen


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
