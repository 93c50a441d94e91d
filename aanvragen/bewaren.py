"""How long requests are kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from aanvragen.models import Aanvraag
from vik_portal.bewaren import in_woorden
from vik_portal.register import Bewaard, Bewaartermijn, register

#: What is finished is of no use after this: two years, and then the year before can still be looked at.
BEWAARTIJD = timedelta(days=2 * 365)


def _verlopen(moment: datetime) -> list[Any]:
    """Finished ones: who asks and hears nothing must not lose the question too."""
    oud = Aanvraag.objects.filter(gevraagd_op__lt=moment - BEWAARTIJD)
    return [oud.exclude(status__in=Aanvraag.LOPEND)]


def sluit_aan() -> None:
    register.registreer(
        Bewaartermijn(
            "aanvraag",
            "accounts",
            "Een aanvraag aan VIK, met wie het vroeg en wie antwoordde",
            f"{in_woorden(BEWAARTIJD)} na de vraag, als ze is afgesloten",
            "Zo is te zien wat een team eerder vroeg. Wat nog loopt, blijft staan tot iemand antwoordt.",
            verlopen=_verlopen,
        )
    )
    register.registreer(Bewaard("aanvragen.Aanvraag", ("aanvraag",)))
    register.registreer(Bewaard("aanvragen.Verloop", ("aanvraag",)))
    register.registreer(Bewaard("aanvragen.Aanbod", ("tekst",)))
