"""What the pages of campaign, planner and item say about approval: each a line of its own, that asks for itself.

``{% akkoorden campagne %}``, ``{% aankondigingen campagne %}``, ``{% vertelknop mijlpaal %}`` and
``{% zonder_akkoord team van tot %}``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template

from briefings.goedkeurbeeld import regels_van_campagne
from briefings.goedkeuren import wacht_op_akkoord
from briefings.models import Campagne, Kennisgeving, Mijlpaal, Vertoning
from briefings.toegang import mag_vertellen, mag_vragen
from vik_portal.organisatie.models import Eenheid

register = template.Library()


@register.inclusion_tag("briefings/_goedkeuring_campagne.html", takes_context=True)
def akkoorden(context: dict[str, Any], campagne: Campagne) -> dict[str, Any]:
    """How approval stands for a campaign; with the way to ask for who may."""
    regels = regels_van_campagne(campagne)
    mag = mag_vragen(context["request"].user, campagne)
    return {"regels": regels, "campagne": campagne, "mag": mag, "te_vragen": any(regel.te_vragen for regel in regels)}


@register.inclusion_tag("briefings/_kennisgevingen.html")
def aankondigingen(campagne: Campagne) -> dict[str, Any]:
    """What was told about a campaign, and how far the mail got."""
    alle = Kennisgeving.objects.filter(mijlpaal__campagne=campagne).met_stand()
    return {"kennisgevingen": alle.select_related("mijlpaal", "door")}


@register.inclusion_tag("briefings/_vertelknop.html", takes_context=True)
def vertelknop(context: dict[str, Any], mijlpaal: Mijlpaal) -> dict[str, Any]:
    """The way to the text of a milestone, for who may send it; nothing for others."""
    return {"mijlpaal": mijlpaal, "mag": mag_vertellen(context["request"].user, mijlpaal)}


@register.inclusion_tag("briefings/_zonder_akkoord.html")
def zonder_akkoord(team: Eenheid, van: date, tot: date) -> dict[str, Any]:
    """What stands on a day of this team and will not hang, since nobody approved it for its eenheid. One query."""
    rijen = Vertoning.objects.filter(team=team, dag__gte=van, dag__lte=tot).select_related("item", "campagne")
    return {"vertoningen": wacht_op_akkoord(rijen).order_by("dag", "volgorde")}
