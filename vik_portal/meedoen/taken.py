"""What happens by the clock: the boxes of rounds that were forgotten or left by a crash are destroyed.

Jobs carry no arguments.
"""

from __future__ import annotations

from procrastinate.contrib.django import app

from vik_portal.meedoen.services import ruim_op


@app.periodic(cron="7 * * * *")
@app.task(name="meedoen.ruim_op", queueing_lock="meedoen.ruim_op")
def ruim_op_elk_uur(timestamp: int) -> None:
    """Hourly; the same runs when the portal starts."""
    ruim_op()
