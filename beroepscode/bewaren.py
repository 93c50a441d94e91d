"""How long the texts of the code are kept."""

from __future__ import annotations

from vik_portal.register import Bewaard, register


def sluit_aan() -> None:
    for model in (
        "Eenheidsregel", "Normstand", "Themablad", "Loket", "Handreiking", "Inlezing", "Editie", "Onderdeel",
    ):  # fmt: skip
        register.registreer(Bewaard(f"beroepscode.{model}", ("tekst",)))
