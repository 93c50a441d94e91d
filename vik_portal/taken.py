"""The night of the house. Jobs carry no arguments."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from vik_portal import bewaren


# Cron runs in UTC: about four in Amsterdam (``bewaren.NACHT``), 3:41 in winter and 4:41 in summer, and after the weeks
# of briefings were counted: what is not counted by then is gone.
@app.periodic(cron="41 2 * * *")
@app.task(name="bewaren.ruim_op", queueing_lock="bewaren.ruim_op", lock="bewaren.ruim_op")
def ruim_op_elke_nacht(timestamp: int) -> None:
    """Every night: what was kept long enough goes."""
    bewaren.ruim_op(moment=timezone.now())
