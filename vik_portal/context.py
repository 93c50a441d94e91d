"""What every template knows. Nothing here runs a query for somebody without a session."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import heeft_rol
from vik_portal.zoeken.models import BRIEFING_ROLLEN

#: (url name, label, prefix that makes it current)
OPENBAAR = [
    ("beroepscode:themabladen", "Thema’s", "/beroepscode/themabladen/"),
    ("dilemmas:lijst", "Dilemma’s", "/dilemmas/"),
    ("beroepscode:loketten", "Waar kan ik terecht?", "/beroepscode/loketten/"),
    ("meedoen:code", "Meedoen", "/meedoen/"),
]


def _hoofdmenu(request: HttpRequest) -> list[tuple[str, str, str]]:
    bezoeker = request.user
    if not bezoeker.is_authenticated:
        return OPENBAAR
    menu = [("mijn", "Mijn werk", "/mijn/")]
    if heeft_rol(bezoeker, *BRIEFING_ROLLEN):
        menu.append(("briefings:planner", "Briefings", "/briefings/"))
    if heeft_rol(bezoeker, Rol.Soort.REDACTEUR):
        menu.append(("redactie:werkvoorraad", "Redactie", "/redactie/"))
    if heeft_rol(bezoeker, Rol.Soort.PREVENTIECOORDINATOR, Rol.Soort.LANDELIJK):
        menu.append(("risicoanalyse:vragenlijst", "Risicoanalyse", "/risicoanalyse/"))
    return [*menu, *OPENBAAR[:2]]


def portaal(request: HttpRequest) -> dict[str, Any]:
    """``hoofdmenu`` for the visitor and whether this is the demo world."""
    # A request without a session cookie is anonymous; asking request.user would create a lazy session read.
    ingelogd = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    return {
        "ingelogd": ingelogd,
        "hoofdmenu": _hoofdmenu(request) if ingelogd else OPENBAAR,
        "demo": settings.OMGEVING == "demo",
    }
