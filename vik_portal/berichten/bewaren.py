"""How long messages are kept."""

from __future__ import annotations

from datetime import timedelta

from vik_portal.berichten.models import Bericht
from vik_portal.register import Bewaard, Bewaartermijn, register

BEWAARTIJD = timedelta(days=180)


def sluit_aan() -> None:
    register.registreer(
        Bewaartermijn(
            "bericht",
            "accounts",
            "Berichten en mails aan jou",
            f"{BEWAARTIJD.days} dagen",
            "Je kunt ze in die tijd nog eens nalezen. De link in een mail die om akkoord vraagt, werkt dertig dagen.",
            verlopen=lambda moment: [Bericht.objects.filter(gemaakt_op__lt=moment - BEWAARTIJD)],
        )
    )
    register.registreer(Bewaard("berichten.Bericht", ("bericht",)))
    register.registreer(Bewaard("berichten.Voorkeur", ("account",)))
    register.registreer(Bewaard("berichten.Agendasleutel", ("account",)))
