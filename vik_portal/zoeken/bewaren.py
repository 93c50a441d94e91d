"""How long the search tables are kept: they follow the texts."""

from __future__ import annotations

from vik_portal.register import Bewaard, register


def sluit_aan() -> None:
    for model in ("Document", "Passage", "Vindplaats", "Woord", "Verwant"):
        register.registreer(Bewaard(f"zoeken.{model}", ("techniek",)))
