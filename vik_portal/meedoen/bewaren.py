"""How long meetings are kept, and all that was made in them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from vik_portal.bewaren import in_woorden
from vik_portal.meedoen import bestanden
from vik_portal.meedoen.models import Bijeenkomst, Ronde
from vik_portal.register import Bewaard, Bewaartermijn, register

#: A meeting that was planned and never held.
PLAN = timedelta(days=365)


def resultaten() -> timedelta:
    """How long a meeting that was held stays, with all that was made in it."""
    return timedelta(days=settings.RESULTATEN_DAGEN)


def _gehouden() -> Q:
    """It was begun, or something was counted in it."""
    geteld = Ronde.objects.filter(bijeenkomst=OuterRef("pk"), status=Ronde.Status.GETELD)
    return Q(status__in=[Bijeenkomst.Status.BEZIG, Bijeenkomst.Status.AFGEROND]) | Q(Exists(geteld))


def _uitslagen(moment: datetime) -> list[Any]:
    return [Bijeenkomst.objects.filter(_gehouden(), begin__lt=moment - resultaten())]


def _plannen(moment: datetime) -> list[Any]:
    return [Bijeenkomst.objects.filter(~_gehouden(), begin__lt=moment - PLAN)]


def sluit_aan() -> None:
    register.registreer(
        Bewaartermijn(
            "uitslag",
            "bijeenkomsten",
            "Een gehouden bijeenkomst: de uitslag, risico’s, afspraken en voortgang, en eigen dia’s en films",
            lambda: f"{in_woorden(resultaten())} na de bijeenkomst",
            "Zo kan het team terugkijken. Daarna is het oud nieuws, en zegt het alleen nog iets over mensen van toen. "
            "Een oefening gaat net zo weg.",
            verlopen=_uitslagen,
            resten=bestanden.ruim_bestanden_op,
        )
    )
    register.registreer(
        Bewaartermijn(
            "plan",
            "bijeenkomsten",
            "Een bijeenkomst die wel was gepland, maar niet is gehouden",
            f"{in_woorden(PLAN)} na de geplande dag",
            "Wie de bijeenkomst maakte, kan het draaiboek nog eens gebruiken.",
            verlopen=_plannen,
        )
    )
    register.registreer(
        Bewaartermijn(
            "stoel",
            "bijeenkomsten",
            "Stoelen, kaartjes en dichte enveloppen van wie meedoet",
            "tot het tellen, of tot de bijeenkomst klaar is; anders hooguit twee dagen nadat ze zou beginnen",
            "Langer is niet nodig om te tellen. Elk uur ruimt het portaal op wat is vergeten.",
        )
    )
    register.registreer(
        Bewaartermijn(
            "download",
            "bijeenkomsten",
            "Verslagen en andere downloads",
            "die bewaren we niet",
            "Ze worden gemaakt als iemand erom vraagt. Sla je er een op, gooi die dan zelf weg.",
        )
    )
    for model in ("Bijeenkomst", "Stap", "Ronde", "Diaset", "Film"):
        register.registreer(Bewaard(f"meedoen.{model}", ("uitslag", "plan")))
    for model in ("Stoel", "Rondestoel", "Envelop"):
        register.registreer(Bewaard(f"meedoen.{model}", ("stoel",)))
    # Printed for a meeting that was never held, a ticket stays as long as that plan. It holds nobody.
    register.registreer(Bewaard("meedoen.Kaartje", ("stoel", "plan")))
