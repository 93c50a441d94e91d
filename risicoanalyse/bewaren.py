"""How long an analysis is kept: what a team made goes with its meeting, the instrument stays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from risicoanalyse.models import Kwartaalstand, Telbeurt
from risicoanalyse.overzicht.kern import RUST
from risicoanalyse.overzicht.kwartaal import Kwartaal
from vik_portal.bewaren import in_woorden
from vik_portal.meedoen.bewaren import resultaten
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.register import Bewaard, Bewaartermijn, register

#: A team that counted in a quarter rests in the next three. The last of those is frozen a week after it ended; one
#: quarter more is for a job that was late.
TELBEURT_KWARTALEN = 5


def _telbeurten(moment: datetime) -> list[Any]:
    """Those that no picture needs any more. What still has to be frozen is waited for."""
    klaar = Kwartaalstand.objects.aggregate(dag=Max("kwartaal"))["dag"]
    if klaar is None:
        return [Telbeurt.objects.none()]
    oud = Kwartaal.van(timezone.localdate(moment)).verder(-TELBEURT_KWARTALEN).eerste_dag
    return [Telbeurt.objects.filter(kwartaal__lte=min(oud, Kwartaal.van(klaar).verder(1 - RUST).eerste_dag))]


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
    register.registreer(
        Bewaartermijn(
            "telbeurt",
            "bijeenkomsten",
            "Welk team in welk kwartaal meetelde in een beeld over teams, of in wat begeleiders samen zeggen",
            f"{TELBEURT_KWARTALEN} kwartalen, en langer zolang een beeld van dat jaar nog niet is vastgelegd",
            "Een team telt hooguit één keer per jaar. Dat moet het portaal ook weten als de bijeenkomst al weg is. "
            "Wat het team zei, staat er niet bij.",
            verlopen=_telbeurten,
        )
    )
    for sleutel, bij in (
        ("risicoanalyse.Risico", ("uitslag", "plan")),
        ("risicoanalyse.Maatregel", ("uitslag", "plan")),
        ("risicoanalyse.Voortgang", ("uitslag", "plan")),
        ("risicoanalyse.Pulse", ("uitslag", "plan", "terugkijken")),
        ("risicoanalyse.Meegeteld", ("uitslag", "plan")),
        ("risicoanalyse.Onleesbaar", ("uitslag", "plan")),
        ("risicoanalyse.Telbeurt", ("telbeurt",)),
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
