"""What happens by the clock. Jobs carry no arguments."""

from __future__ import annotations

from procrastinate.contrib.django import app

from dilemmas import services_inzending


@app.periodic(cron="37 * * * *")
@app.task(name="dilemmas.ruim_inzendingen_op", queueing_lock="dilemmas.ruim_inzendingen_op")
def ruim_inzendingen_op(timestamp: int) -> None:
    """Hourly: an hour's count may not outlive its hour, because it would tell when the last one came."""
    services_inzending.ruim_op()
