"""What happens by the clock: what was forgotten or left by a crash is destroyed, boxes of rounds and folders of files.

Jobs carry no arguments.
"""

from __future__ import annotations

from procrastinate.contrib.django import app

from vik_portal.meedoen.bestanden import ruim_bestanden_op
from vik_portal.meedoen.services import ruim_op


@app.periodic(cron="7 * * * *")
@app.task(name="meedoen.ruim_op", queueing_lock="meedoen.ruim_op")
def ruim_op_elk_uur(timestamp: int) -> None:
    """Hourly; the same runs when the portal starts."""
    ruim_op()


@app.periodic(cron="23 4 * * *")
@app.task(name="meedoen.ruim_bestanden_op", queueing_lock="meedoen.ruim_bestanden_op")
def ruim_bestanden_elke_nacht(timestamp: int) -> None:
    """Every night."""
    ruim_bestanden_op()
