"""Sending messages: what the apps call, and what the jobs do with it.

Public surface: ``stuur``, ``opnieuw``, ``kies_voorkeuren``, ``maak_agendasleutel``. The rest is for ``taken``.

A job is a row in the same database and is written in the same transaction as the message: both exist after the
commit, or neither. It holds the id of the message and nothing of its contents.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from procrastinate.contrib.django import app

from vik_portal.berichten import post, soorten
from vik_portal.berichten.models import Agendasleutel, Bericht, Voorkeur
from vik_portal.eenmaal import samen
from vik_portal.organisatie.models import Gebruiker
from vik_portal.register import Punt, Wachtbron, register

VERZENDTAAK = "berichten.verzend"
#: Eight tries in a day: after 80 seconds, 4, 12, 36 minutes, 2, 5, 16 hours.
MAX_POGINGEN = 8
EERSTE_WACHTTIJD = timedelta(seconds=80)


def stuur(*, aan: Gebruiker, soort: str, onderwerp: str, tekst: str, url: str = "", agenda: str = "") -> Bericht:
    """Sends somebody a message: by mail at once or in the digest, and readable under Berichten in any case.

    ``soort`` is the key of a registered :class:`Berichtsoort` (else ``KeyError``); ``tekst`` is plain text without
    a greeting; ``url`` is the one link, a path in the portal; ``agenda`` is the text of a calendar file to attach (not
    in a digest). Who switched this kind off gets no mail.
    """
    in_overzicht = soorten.een(soort).wanneer == "dagoverzicht"
    bericht = Bericht(
        ontvanger=aan,
        soort=soort,
        onderwerp=Truncator(" ".join(onderwerp.split())).chars(160),
        tekst=tekst,
        url=url,
        agenda=agenda,
        overzicht=in_overzicht,
    )
    return _bewaar_en_zet_in_rij(bericht)


def opnieuw(*, ids: Iterable[int]) -> int:
    """Tries these waiting or failed messages again, now, with a fresh day of tries; returns how many.

    Leaves alone what is already delivered or being sent at this moment.
    """
    aantal = 0
    for pk in ids:
        with transaction.atomic():
            nogniet = Bericht.objects.per_mail().filter(Q(status="wacht") | Q(status="mislukt"))
            bericht = nogniet.select_for_update(skip_locked=True).filter(pk=pk).first()
            if bericht is None:
                continue
            _werk_bij(bericht, status=Bericht.Status.WACHT, pogingen=0, laatste_fout="", volgende_poging=None)
            _zet_opnieuw_in_rij(pk)
            aantal += 1
    return aantal


def kies_voorkeuren(*, gebruiker: Gebruiker, aan: Iterable[str]) -> None:
    """Somebody wants exactly these kinds by mail; what cannot be switched off stays on."""
    uit = {soort.sleutel for soort in soorten.alle() if soort.uit_te_zetten} - set(aan)
    with transaction.atomic():
        gebruiker.voorkeuren.exclude(soort__in=uit).delete()
        Voorkeur.objects.bulk_create(
            [Voorkeur(gebruiker=gebruiker, soort=soort) for soort in sorted(uit)], ignore_conflicts=True
        )


def maak_agendasleutel(*, gebruiker: Gebruiker) -> str:
    """A new token for the calendar feed; the former one stops working. Only its SHA-256 is kept."""
    token = secrets.token_urlsafe(32)
    Agendasleutel.objects.update_or_create(
        gebruiker=gebruiker, defaults={"afdruk": afdruk(token), "gemaakt_op": timezone.now()}
    )
    return token


def afdruk(token: str) -> str:
    """What is stored of a token: 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


# For the jobs


def verzend(*, bericht_id: int) -> None:
    """Sends a waiting message and writes down how that went; on a passing trouble the next try is in the queue.

    The row stays locked meanwhile, so that two workers never send the same message. When the process dies after the
    mail server took it and before the commit, it is sent again under the same Message-ID.
    """
    with transaction.atomic():
        rij = Bericht.objects.wachtend().per_mail().select_related("ontvanger")
        bericht = rij.select_for_update(of=("self",), skip_locked=True).filter(pk=bericht_id).first()
        if bericht is None:
            return
        if zin := _waarom_geen_mail(bericht):
            _werk_bij(bericht, status=Bericht.Status.BEWAARD, laatste_fout=zin, volgende_poging=None)
            return
        pogingen = bericht.pogingen + 1
        try:
            post.verstuur(bericht)
        except post.Postfout as fout:
            _noteer_fout(bericht, fout, pogingen)
        else:
            _werk_bij(
                bericht,
                status=Bericht.Status.VERZONDEN,
                pogingen=pogingen,
                laatste_fout="",
                volgende_poging=None,
                verzonden_op=timezone.now(),
            )


def maak_dagoverzicht(*, gebruiker: Gebruiker, dag: date) -> Bericht | None:
    """Bundles what waits for the digest with what is due on ``dag`` or before; ``None`` when there is nothing.

    Once per person and day, however often it is called.
    """
    with transaction.atomic():
        if Bericht.objects.filter(ontvanger=gebruiker, dag=dag).exists():
            return None
        delen = list(Bericht.objects.voor_overzicht(gebruiker).select_for_update())
        punten = herinneringen(gebruiker, dag)
        if not delen and not punten:
            return None
        aantal = len(delen) + len(punten)
        overzicht = Bericht(
            ontvanger=gebruiker,
            soort=soorten.DAGOVERZICHT.sleutel,
            onderwerp=f"VIK-portaal: {aantal} {'punt' if aantal == 1 else 'punten'} voor vandaag",
            tekst=_overzichttekst(delen, punten, dag),
            url="/mijn/",
            dag=dag,
        )
        _bewaar_en_zet_in_rij(overzicht)
        Bericht.objects.filter(pk__in=[deel.pk for deel in delen]).update(
            gebundeld_in=overzicht, status=overzicht.status, laatste_fout=overzicht.laatste_fout
        )
        return overzicht


def herinneringen(gebruiker: Gebruiker, dag: date) -> list[Punt]:
    """What waits for this person and is due on ``dag`` or before, oldest first; empty when switched off."""
    if gebruiker.voorkeuren.filter(soort=soorten.HERINNERING.sleutel).exists():
        return []
    bronnen = [bron for bron in register.alle(Wachtbron) if bron.soort == "wacht"]
    with samen():
        punten = [punt for bron in bronnen for punt in bron.punten(gebruiker) if punt.wanneer and punt.wanneer <= dag]
    return sorted(punten, key=lambda punt: (punt.wanneer or dag, punt.titel))


def _bewaar_en_zet_in_rij(bericht: Bericht) -> Bericht:
    if zin := _waarom_geen_mail(bericht):
        bericht.status, bericht.laatste_fout = Bericht.Status.BEWAARD, zin
    with transaction.atomic():
        bericht.save()
        if bericht.status == Bericht.Status.WACHT and not bericht.overzicht:
            _zet_in_rij(bericht.pk)
    return bericht


def _waarom_geen_mail(bericht: Bericht) -> str:
    """The sentence that says why this is not mailed, or nothing when it is."""
    if not settings.MAIL_VERSTUREN:
        return "Dit portaal verstuurt geen mail."
    if not bericht.ontvanger.is_active:
        return "Het account van de ontvanger staat uit."
    if bericht.ontvanger.voorkeuren.filter(soort=bericht.soort).exists():
        return "Mail over dit onderwerp staat uit."
    return ""


def _noteer_fout(bericht: Bericht, fout: post.Postfout, pogingen: int) -> None:
    opgegeven = fout.blijvend or pogingen >= MAX_POGINGEN
    wanneer = None if opgegeven else timezone.now() + EERSTE_WACHTTIJD * 3 ** (pogingen - 1)
    _werk_bij(
        bericht,
        status=Bericht.Status.MISLUKT if opgegeven else Bericht.Status.WACHT,
        pogingen=pogingen,
        laatste_fout=str(fout),
        volgende_poging=wanneer,
    )
    if wanneer:
        _zet_opnieuw_in_rij(bericht.pk, wanneer)


def _werk_bij(bericht: Bericht, **velden: Any) -> None:
    """Writes these fields; what was bundled in a digest shares its fate."""
    Bericht.objects.filter(Q(pk=bericht.pk) | Q(gebundeld_in=bericht.pk)).update(**velden)


def _zet_in_rij(pk: int, wanneer: datetime | None = None) -> None:
    # The queueing lock: at most one job waits for a message.
    app.configure_task(VERZENDTAAK, queueing_lock=f"bericht-{pk}", schedule_at=wanneer).defer(bericht_id=pk)


def _zet_opnieuw_in_rij(pk: int, wanneer: datetime | None = None) -> None:
    """The same, in place of a job that may still wait: of a former try, or taken up again after a crash."""
    for job in app.job_manager.list_jobs(queueing_lock=f"bericht-{pk}", status="todo"):
        app.job_manager.cancel_job_by_id(job.id or 0, delete_job=True)
    _zet_in_rij(pk, wanneer)


def _overzichttekst(delen: list[Bericht], punten: list[Punt], dag: date) -> str:
    blokken = []
    if punten:
        regels = [_regel(punt.titel, punt.toelichting, _wanneer(punt.wanneer, dag)) for punt in punten]
        blokken.append("\n".join(["Dit wacht op je:", *regels]))
    if delen:
        regels = [
            _regel(deel.onderwerp, f"{deel.tekst}\n{settings.SITE_URL}{deel.url}" if deel.url else deel.tekst)
            for deel in delen
        ]
        blokken.append("\n".join(["Dit is nieuw:", *regels]))
    return "\n\n".join(blokken)


def _regel(titel: str, toelichting: str, wanneer: str = "") -> str:
    inspringend = "\n  ".join(regel for regel in toelichting.splitlines() if regel.strip())
    return f"- {titel}{f' ({wanneer})' if wanneer else ''}" + (f"\n  {inspringend}" if inspringend else "")


def _wanneer(moment: date | None, dag: date) -> str:
    if moment is None or moment == dag:
        return "vandaag"
    return f"te laat: {date_format(moment, 'j F')}"
