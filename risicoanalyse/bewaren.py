"""How long an analysis is kept: what a team made goes with its meeting, the instrument stays."""

from __future__ import annotations

from vik_portal.register import Bewaard, register


def sluit_aan() -> None:
    for sleutel, bij in (
        ("risicoanalyse.Risico", ("uitslag", "plan")),
        ("risicoanalyse.Maatregel", ("uitslag", "plan")),
        ("risicoanalyse.Voortgang", ("uitslag", "plan")),
        ("risicoanalyse.Werkproces", ("tekst",)),
        ("risicoanalyse.Vragenlijst", ("tekst",)),
        ("risicoanalyse.Concept", ("tekst",)),
    ):
        register.registreer(Bewaard(sleutel, bij))
