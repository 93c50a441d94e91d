"""How long an analysis is kept: what a team made goes with its meeting, the instrument stays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from vik_portal.bewaren import in_woorden
from vik_portal.meedoen.bewaren import resultaten
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.register import Bewaard, Bewaartermijn, register


def _met_hun_analyse(moment: datetime) -> list[Any]:
    """Pulses of which the analysis goes or went: what is left has nothing to be compared with, and no page shows it."""
    gaan = [rijen for sleutel in ("uitslag", "plan") for rijen in _verlopen(sleutel, moment)]
    mee, zelf = Q(pulse__isnull=True), Q()
    for rijen in gaan:
        mee |= Q(pulse__van__in=rijen.values("pk"))
        zelf |= Q(pk__in=rijen.values("pk"))
    return [Bijeenkomst.objects.filter(mee, soort="pulse").exclude(zelf)]


def _verlopen(sleutel: str, moment: datetime) -> list[Any]:
    termijn = register.een(Bewaartermijn, sleutel)
    return termijn.verlopen(moment) if termijn.verlopen else []


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
    # After the meetings themselves: by then those of this night are gone.
    register.registreer(
        Bewaartermijn(
            "terugkijken",
            "bijeenkomsten",
            "Het terugkijken na een risicoanalyse: de antwoorden van toen en nu naast elkaar",
            lambda: f"gaat weg met de risicoanalyse, {in_woorden(resultaten())} na die dag",
            "Zonder de antwoorden van toen is er niets om mee te vergelijken.",
            verlopen=_met_hun_analyse,
        )
    )
    for sleutel, bij in (
        ("risicoanalyse.Risico", ("uitslag", "plan")),
        ("risicoanalyse.Maatregel", ("uitslag", "plan")),
        ("risicoanalyse.Voortgang", ("uitslag", "plan")),
        ("risicoanalyse.Pulse", ("uitslag", "plan", "terugkijken")),
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
