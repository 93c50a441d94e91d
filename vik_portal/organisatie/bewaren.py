"""How long the organisation is kept."""

from __future__ import annotations

from vik_portal.register import Bewaard, register


def sluit_aan() -> None:
    for sleutel, bij in (
        ("organisatie.Eenheid", "techniek"),
        ("organisatie.Gebruiker", "account"),
        ("organisatie.Rol", "account"),
    ):
        register.registreer(Bewaard(sleutel, (bij,)))
