"""What happens by the clock. Jobs carry no arguments."""

from __future__ import annotations

from procrastinate.contrib.django import app

from briefings.briefer import ruim_besprekingen_op


@app.periodic(cron="41 2 * * *")
@app.task(name="briefings.ruim_besprekingen_op", queueing_lock="briefings.ruim_besprekingen_op")
def ruim_besprekingen_elke_nacht(timestamp: int) -> None:
    """Every night: marks that a team no longer keeps become counts per week."""
    ruim_besprekingen_op()
