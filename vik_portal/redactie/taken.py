"""Jobs of the desk."""

from __future__ import annotations

from procrastinate.contrib.django import app

from vik_portal.redactie import services, wetslinks
from vik_portal.redactie.models import publicatiesoorten


# Cron runs in UTC: 01:15 is after midnight in Amsterdam, in summer and in winter.
@app.periodic(cron="15 1 * * *")
@app.task(name="redactie.zet_te_herzien", queueing_lock="redactie.zet_te_herzien")
def zet_te_herzien(timestamp: int) -> None:
    """Every night: published texts whose review day has come go to the desk."""
    for model in publicatiesoorten():
        services.zet_te_herzien(model)


@app.periodic(cron="20 2 * * 1")
@app.task(name="redactie.controleer_wetslinks", queueing_lock="redactie.wetslinks", lock="redactie.wetslinks")
def controleer_wetslinks(timestamp: int = 0) -> None:
    """Every week, and when a redacteur asks: do the links to the law still work?"""
    wetslinks.controleer()
