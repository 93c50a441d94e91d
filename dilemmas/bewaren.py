"""How long dilemmas are kept, what is counted about them, and what people send in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from dilemmas.models import Inzending, Les, Lesgroep, maandag_van
from dilemmas.services_inzending import ANTWOORD_BLIJFT, TEKST_BLIJFT
from vik_portal.bewaren import in_woorden
from vik_portal.register import Bewaard, Bewaartermijn, register

#: A group for which nothing was planned: as long as a meeting that was planned and never held.
LEGE_GROEP = timedelta(days=365)


def _inzendingen(moment: datetime) -> list[Any]:
    """Counted in weeks: no finer time is known."""
    week = maandag_van(timezone.localdate(moment))
    klaar = Q(klaar_week__lt=week - ANTWOORD_BLIJFT)
    open_ = Q(klaar_week__isnull=True, week__lt=week - TEKST_BLIJFT)
    return [Inzending.objects.filter(klaar | open_)]


def _lesgroepen(moment: datetime) -> list[Any]:
    """Those of which no lesson stays: a lesson goes with its meeting, and the last one takes its group along."""
    blijft = Les.objects.filter(groep=OuterRef("pk"))
    for sleutel in ("uitslag", "plan"):
        regel = register.een(Bewaartermijn, sleutel).verlopen
        assert regel
        for bijeenkomsten in regel(moment):
            blijft = blijft.exclude(bijeenkomst__in=bijeenkomsten)
    oud = timezone.localdate(moment - LEGE_GROEP)
    return [Lesgroep.objects.filter(~Exists(blijft), gemaakt_op__lt=oud)]


def sluit_aan() -> None:
    register.registreer(
        Bewaartermijn(
            "inzending",
            "dilemmas",
            "Een dilemma dat iemand instuurt",
            f"de tekst tot de inzending klaar is, het antwoord {ANTWOORD_BLIJFT.days // 7} weken daarna; wat niemand "
            f"oppakt {TEKST_BLIJFT.days // 7} weken",
            "Wie instuurde, kan met de code het antwoord lezen. De tekst zelf is dan niet meer nodig.",
            verlopen=_inzendingen,
        )
    )
    register.registreer(
        Bewaartermijn(
            "bon",
            "dilemmas",
            "Een willekeurig getal van een pagina waarop iemand koos",
            "hooguit 3 uur",
            "Zo telt een pagina die je opnieuw laadt niet twee keer. Een teller van inzendingen blijft een uur.",
        )
    )
    register.registreer(
        Bewaartermijn(
            "telling",
            "dilemmas",
            "Hoe vaak iets is gekozen, en sterren",
            "blijft",
            "Het zijn totalen. Er staat niets in over een persoon of een tijd.",
        )
    )
    register.registreer(
        Bewaartermijn(
            "lesgroep",
            "dilemmas",
            "Een lesgroep: de naam en hoeveel mensen het zijn",
            f"zolang er een les van bewaard is; zonder les {in_woorden(LEGE_GROEP)} nadat ze is gemaakt",
            "Zo is te zien welke les de groep had en hoeveel mensen er waren. Wie erin zit, weten we niet. Een les "
            "zelf gaat weg met haar bijeenkomst.",
            verlopen=_lesgroepen,
        )
    )
    register.registreer(Bewaard("dilemmas.Les", ("uitslag", "plan")))
    for sleutel, bij in (
        ("Dilemma", "tekst"),
        ("Weekdilemma", "tekst"),
        ("Lesprogramma", "tekst"),
        ("Lesgroep", "lesgroep"),
        ("Inzending", "inzending"),
        ("Inzendteller", "bon"),
        ("Bon", "bon"),
        ("Keuzetelling", "telling"),
        ("Keuzestand", "telling"),
        ("Sterrentelling", "telling"),
        ("Sterrenstand", "telling"),
    ):
        register.registreer(Bewaard(f"dilemmas.{sleutel}", (bij,)))
