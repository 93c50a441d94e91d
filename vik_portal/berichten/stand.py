"""How the sending of mail goes, in one sentence for a beheerder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from procrastinate.contrib.django.models import ProcrastinateWorker

from vik_portal.berichten.models import Bericht

#: A worker beats every 10 seconds.
WERKER_LEEFT = timedelta(seconds=60)


@dataclass(frozen=True)
class Stand:
    """``toon`` chooses colour and icon; ``kop`` says how it stands, ``zin`` what happens next or what to do."""

    toon: Literal["goed", "info", "wacht", "stop"]
    kop: str
    zin: str


def stand() -> Stand:
    """The one thing to know now, worst first."""
    if not settings.MAIL_VERSTUREN:
        return Stand(
            "info",
            "Dit portaal verstuurt geen mail",
            "Berichten blijven bewaard en staan bij de ontvanger onder Berichten. Vul EMAIL_HOST in om te versturen.",
        )
    per_mail = Bericht.objects.per_mail()
    wachtend, mislukt = per_mail.wachtend(), per_mail.mislukt().count()
    if not ProcrastinateWorker.objects.filter(last_heartbeat__gt=timezone.now() - WERKER_LEEFT).exists():
        return Stand(
            "stop",
            "De takenwerker draait niet",
            f"{_wachten(wachtend.count())} Start hem met: manage.py procrastinate worker.",
        )
    storing = wachtend.filter(volgende_poging__isnull=False).order_by("volgende_poging")
    if eerste := storing.first():
        wanneer = date_format(timezone.localtime(eerste.volgende_poging), "H:i")
        return Stand(
            "wacht",
            eerste.laatste_fout.removesuffix("."),
            f"{_wachten(wachtend.count())} We proberen het vanzelf opnieuw, de eerste keer om {wanneer}.",
        )
    if mislukt:
        kop = "1 bericht is niet aangekomen" if mislukt == 1 else f"{mislukt} berichten zijn niet aangekomen"
        return Stand("stop", kop, "Los eerst de oorzaak op die erbij staat. Kies daarna ‘Probeer opnieuw’.")
    gisteren = timezone.now() - timedelta(hours=24)
    aantal = per_mail.filter(status=Bericht.Status.VERZONDEN, verzonden_op__gt=gisteren).count()
    zin = f"In de laatste 24 uur {'ging 1 bericht' if aantal == 1 else f'gingen {aantal} berichten'} de deur uit."
    if lopend := wachtend.count():
        return Stand("goed", "Het versturen loopt", f"{_wachten(lopend)} {zin}")
    return Stand("goed", "Alles is verzonden", zin)


def _wachten(aantal: int) -> str:
    return {0: "Er wacht geen bericht.", 1: "Er wacht 1 bericht."}.get(aantal, f"Er wachten {aantal} berichten.")
