"""What the pages of campaign, planner and item say about approval: each a line of its own, that asks for itself.

``{% akkoorden campagne %}``, ``{% aankondigingen campagne %}``, ``{% vertelknop mijlpaal %}``,
``{% akkoordlink item %}``, ``{% zonder_akkoord team van tot %}`` and ``{% teamagendalink team %}``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from briefings.goedkeurbeeld import regels_van_campagne
from briefings.models import Briefingsitem, Campagne, Kennisgeving, Mijlpaal, Vertoning
from briefings.models.goedkeuring import VRAGERS
from briefings.services.goedkeuren import wacht_op_akkoord
from briefings.toegang import mag_bewerken, mag_vertellen
from vik_portal.organisatie.models import Eenheid, Rol
from vik_portal.organisatie.toegang import heeft_rol

register = template.Library()


@register.inclusion_tag("briefings/_goedkeuring_campagne.html", takes_context=True)
def akkoorden(context: dict[str, Any], campagne: Campagne) -> dict[str, Any]:
    """How approval stands for a campaign; with the way to ask for who may."""
    mag = mag_bewerken(context["request"].user, campagne)
    regels = regels_van_campagne(campagne, vraagt=mag)
    return {"regels": regels, "campagne": campagne, "mag": mag, "te_vragen": any(regel.te_vragen for regel in regels)}


@register.inclusion_tag("briefings/_aankondigingen.html")
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
    """What comes on a day of this team and will not hang, since nobody approved it for its eenheid. One query."""
    komend = Vertoning.objects.filter(team=team, dag__gte=max(van, timezone.localdate()), dag__lte=tot)
    rijen = wacht_op_akkoord(komend).select_related("item")
    dagen: dict[Briefingsitem, list[date]] = {}
    for rij in rijen.order_by("dag", "volgorde"):
        dagen.setdefault(rij.item, []).append(rij.dag)
    return {"dagen": dagen}


@register.simple_tag(takes_context=True)
def akkoordlink(context: dict[str, Any], item: Briefingsitem) -> str:
    """The way to ask approval for an item, for who may."""
    if not heeft_rol(context["request"].user, *VRAGERS):
        return ""
    url = reverse("briefings:akkoord_item", args=[item.slug])
    return format_html('<a class="btn btn-line" href="{}">Akkoord van de eenheidsleiding</a>', url)


@register.simple_tag(takes_context=True)
def teamagendalink(context: dict[str, Any], team: Eenheid) -> str:
    """The way to the calendar link of a team, for its teamchef."""
    if not heeft_rol(context["request"].user, Rol.Soort.TEAMCHEF, eenheid=team):
        return ""
    return format_html('<a href="{}">Agenda van je team</a>', reverse("briefings:teamagenda", args=[team.pk]))
