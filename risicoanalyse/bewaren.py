"""How long an analysis is kept: what a team made goes with its meeting, the instrument stays."""

from __future__ import annotations

from vik_portal.register import Bewaard, Bewaartermijn, register


def sluit_aan() -> None:
    register.registreer(
        Bewaartermijn(
            "beeld",
            "bijeenkomsten",
            "Een beeld over minstens vijf teams samen, per kwartaal",
            "blijft",
            "Wie meedeed en welk team wat zei, staat er niet in. Zo is te zien wat er in jaren verandert. Welke "
            "bijeenkomst meetelde, gaat weg met die bijeenkomst.",
        )
    )
    for sleutel, bij in (
        ("risicoanalyse.Risico", ("uitslag", "plan")),
        ("risicoanalyse.Maatregel", ("uitslag", "plan")),
        ("risicoanalyse.Voortgang", ("uitslag", "plan")),
        ("risicoanalyse.Pulse", ("uitslag", "plan")),
        ("risicoanalyse.Meegeteld", ("uitslag", "plan")),
        ("risicoanalyse.Onleesbaar", ("uitslag", "plan")),
        ("risicoanalyse.Terugkoppeling", ("uitslag", "plan")),
        ("risicoanalyse.Beeld", ("beeld",)),
        ("risicoanalyse.Fenomeenbevinding", ("beeld",)),
        ("risicoanalyse.Fenomeenmaatregel", ("beeld",)),
        ("risicoanalyse.Kwartaalstand", ("beeld",)),
        ("risicoanalyse.Werkproces", ("tekst",)),
        ("risicoanalyse.Vragenlijst", ("tekst",)),
        ("risicoanalyse.Concept", ("tekst",)),
    ):
        register.registreer(Bewaard(sleutel, bij))
