"""The hourly job that finishes what a crash left. It runs where the boxes are: on a host that has ``STEMBUS_DIR``."""

from __future__ import annotations

from procrastinate.contrib.django import app

from vik_portal.meedoen import services


@app.periodic(cron="7 * * * *")
@app.task(name="meedoen.ruim_op", queueing_lock="meedoen.ruim_op")
def ruim_op(timestamp: int) -> None:
    services.ruim_op()
