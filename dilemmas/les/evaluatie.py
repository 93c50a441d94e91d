"""How a lesson was: three sealed questions at its end, and what they came to, for its begeleiders alone.

The screen never shows the outcome: people judge who stands in front of them.
"""

from __future__ import annotations

from typing import Any

from dilemmas.models import Les
from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap
from vik_portal.meedoen.stappen import EENS, banden_van, context_ronde, getelde_ronde

SOORT = "evaluatie"
#: The same for every lesson and every group.
VRAGEN = (
    "Aan deze les heb ik iets in mijn werk.",
    "Ik kon hier zeggen wat ik dacht.",
    "Ik weet bij wie ik terechtkan als ik twijfel.",
)


def ronde(stap: Stap) -> tuple[Any, list[dict[str, Any]]]:
    vast = {"deel": "Hoe was de les?", "opties": EENS, "schaal": "1-5", "uitslag": "leiding"}
    return "banden", [{**vast, "tekst": vraag} for vraag in VRAGEN]


def context(stap: Stap) -> dict[str, Any]:
    """For screen and regie: how far the round is, and not what came out of it."""
    context = context_ronde(stap) | {"uitslag": [], "vragen": VRAGEN}
    if context["ronde"] and context["ronde"].status == Ronde.Status.GETELD:
        context["handeling"] = None
    return context


def uitslag_van_les(bijeenkomst: Bijeenkomst) -> tuple[Ronde | None, list[dict[str, Any]]]:
    """The counted round of the evaluation, else the newest, and what may be known: nothing until it was counted."""
    stap = bijeenkomst.stappen.filter(soort=SOORT).last()
    if stap is None:
        return None, []
    geteld = getelde_ronde(stap)
    return geteld or stap.rondes.order_by("-volgnummer").first(), banden_van(geteld) if geteld else []


def les_van(bijeenkomst: Bijeenkomst) -> Les | None:
    return Les.objects.select_related("programma", "groep").filter(bijeenkomst=bijeenkomst).first()
