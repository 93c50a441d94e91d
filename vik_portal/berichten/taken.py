"""The jobs. ``manage.py procrastinate worker`` finds every ``taken.py`` (PROCRASTINATE_AUTODISCOVER_MODULE_NAME).

Arguments hold ids only: they are readable in the queue, in logs and in every backup.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from django.db.models import Q
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy, exceptions
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from vik_portal.berichten import services
from vik_portal.organisatie.models import Gebruiker

log = logging.getLogger(__name__)

#: For trouble that is not the mail server's (that has its own rhythm, in ``services``): the database, our own code.
BIJ_STORING = RetryStrategy(max_attempts=6, exponential_wait=5)
#: The clock of the people who read the digest.
UUR_VAN_HET_OVERZICHT = 7


@app.task(name=services.VERZENDTAAK, retry=BIJ_STORING)
def verzend(bericht_id: int) -> None:
    services.verzend(bericht_id=bericht_id)


# Cron runs in UTC and 07:00 in Amsterdam is 05:00 or 06:00 there: both fire, and in winter the first is too early.
@app.periodic(cron="0 5,6 * * *")
@app.task(name="berichten.dagoverzicht", queueing_lock="berichten.dagoverzicht", retry=BIJ_STORING)
def dagoverzicht(timestamp: int) -> None:
    """One mail per person with what waits and what is new; a mistake with one person does not stop the others."""
    moment = timezone.localtime(datetime.fromtimestamp(timestamp, tz=UTC))
    if moment.hour < UUR_VAN_HET_OVERZICHT:
        return
    mislukt = 0
    wachtend = Q(berichten__status="wacht", berichten__overzicht=True, berichten__gebundeld_in=None)
    for gebruiker in Gebruiker.objects.filter(Q(rollen__isnull=False) | wachtend, is_active=True).distinct():
        try:
            services.maak_dagoverzicht(gebruiker=gebruiker, dag=moment.date())
        except Exception:
            log.exception("dagoverzicht voor gebruiker %s mislukt", gebruiker.pk)
            mislukt += 1
    if mislukt:
        # The job is tried again; who already has today's digest is passed over.
        raise RuntimeError(f"dagoverzicht: {mislukt} van de gebruikers mislukt")


@app.periodic(cron="47 2 * * *")
@app.task(name="taken.ruim_op", queueing_lock="taken.ruim_op", pass_context=True)
async def ruim_taken_op(context: JobContext, timestamp: int) -> None:
    """Forgets finished jobs after a week."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=7 * 24, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron="*/5 * * * *")
@app.task(name="taken.hervat", queueing_lock="taken.hervat", pass_context=True)
async def hervat(context: JobContext, timestamp: int) -> None:
    """Puts back in the queue what a killed worker had in hand. Jobs must therefore bear to be run again."""
    beheer = context.app.job_manager
    for job in await beheer.get_stalled_jobs():
        if job.id is None:
            continue
        try:
            await beheer.retry_job_by_id_async(job.id, retry_at=timezone.now())
        except exceptions.UniqueViolation:
            # Somebody already queued the same work again.
            await beheer.finish_job_by_id_async(job.id, Status.FAILED, delete_job=False)
