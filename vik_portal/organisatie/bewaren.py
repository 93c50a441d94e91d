"""How long the organisation is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vik_portal.organisatie.models import Poging
from vik_portal.register import Bewaard, Bewaartermijn, register


def _pogingen(moment: datetime) -> list[Any]:
    return [Poging.objects.filter(vervalt__lt=moment)]


def sluit_aan() -> None:
    register.registreer(
        Bewaartermijn(
            "poging",
            "accounts",
            "Hoe vaak er kort na elkaar is geprobeerd om in te loggen of een wachtwoord op te vragen",
            "tot de volgende nacht",
            "Zo kan niemand wachtwoorden blijven raden. Van wie en van waar is er niet in te lezen.",
            verlopen=_pogingen,
        )
    )
    for sleutel, bij in (
        ("organisatie.Eenheid", "techniek"),
        ("organisatie.Gebruiker", "account"),
        ("organisatie.Rol", "account"),
        ("organisatie.Poging", "poging"),
    ):
        register.registreer(Bewaard(sleutel, (bij,)))
