"""What happens by the clock. Jobs carry no arguments."""

from __future__ import annotations

from procrastinate.contrib.django import app

from dilemmas import services, services_inzending


# Cron runs in UTC: 00:10 is after midnight in Amsterdam, in summer and in winter.
@app.periodic(cron="10 0 * * *")
@app.task(name="dilemmas.kies_weekdilemma", queueing_lock="dilemmas.kies_weekdilemma")
def kies_weekdilemma(timestamp: int) -> None:
    """Every night, so that a week whose dilemma was withdrawn gets another one."""
    services.kies_weekdilemma()


@app.periodic(cron="13 * * * *")
@app.task(name="dilemmas.ruim_bonnen_op", queueing_lock="dilemmas.ruim_bonnen_op")
def ruim_bonnen_op_elk_uur(timestamp: int) -> None:
    """Every hour."""
    services.ruim_bonnen_op()


@app.periodic(cron="37 * * * *")
@app.task(name="dilemmas.ruim_teller_op", queueing_lock="dilemmas.ruim_teller_op")
def ruim_teller_op_elk_uur(timestamp: int) -> None:
    """Hourly: an hour's count may not outlive its hour, because it would tell when the last one came."""
    services_inzending.ruim_teller_op()
