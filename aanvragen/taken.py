"""Jobs of requests."""

from __future__ import annotations

from procrastinate.contrib.django import app

from aanvragen import services


@app.periodic(cron="41 1 * * *")
@app.task(name="aanvragen.ruim_op", queueing_lock="aanvragen.ruim_op")
def ruim_op(timestamp: int) -> None:
    """Every night: finished requests of long ago go."""
    services.ruim_op()
