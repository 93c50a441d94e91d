"""What every template knows. Nothing here runs a query for somebody without a session."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from vik_portal.lezen import BEREIK, bewaarbaar
from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import heeft_rol
from vik_portal.zoeken.models import BRIEFING_ROLLEN

#: (url name, label, prefix that makes it current)
Menu = tuple[tuple[str, str, str], ...]
OPENBAAR: Menu = (
    ("beroepscode:themabladen", "Thema’s", "/beroepscode/themabladen/"),
    ("dilemmas:lijst", "Dilemma’s", "/dilemmas/"),
    ("beroepscode:loketten", "Waar kan ik terecht?", "/beroepscode/loketten/"),
    ("meedoen:code", "Meedoen", "/meedoen/"),
)
#: Pages that stand at another address than the item of the menu that they belong to: how theirs begins → its prefix.
ELDERS = {
    "/risicoanalyse/bijeenkomst/": "/bijeenkomsten/",
    "/aanbod/jaar/": "/bijeenkomsten/",
    "/aanbod/aanvragen/": "/bijeenkomsten/",
    "/risicoanalyse/fenomenen/": "/risicoanalyse/landelijk/",
    "/risicoanalyse/ijking/": "/risicoanalyse/vragenlijst/",
    "/risicoanalyse/instrument/": "/risicoanalyse/vragenlijst/",
}


def _hoofdmenu(bezoeker: Any) -> Menu:
    menu = [("mijn", "Mijn werk", "/mijn/")]
    if heeft_rol(bezoeker, *BRIEFING_ROLLEN):
        menu.append(("briefings:planner", "Briefings", "/briefings/"))
    if heeft_rol(bezoeker, Rol.Soort.REDACTEUR):
        menu.append(("redactie:werkvoorraad", "Redactie", "/redactie/"))
    if heeft_rol(bezoeker, Rol.Soort.PREVENTIECOORDINATOR):
        menu.append(("bijeenkomsten:lijst", "Bijeenkomsten", "/bijeenkomsten/"))
    if heeft_rol(bezoeker, Rol.Soort.LANDELIJK):
        menu.append(("risicoanalyse:landelijk", "Landelijk beeld", "/risicoanalyse/landelijk/"))
        menu.append(("risicoanalyse:vragenlijst", "Vragenlijst", "/risicoanalyse/vragenlijst/"))
    elif heeft_rol(bezoeker, Rol.Soort.EENHEIDSLEIDING):
        menu.append(("risicoanalyse:eenheid", "Mijn eenheid", "/risicoanalyse/eenheid/"))
    return (*menu, *OPENBAAR[:2])


class Kader:
    """What stands around every page, as HTML: ``stijl`` in the head, ``top`` and ``voet``.

    ``naam``: who is logged in, empty for nobody. ``leest``: the page is one of the code; ``bewaart``: and the browser
    may keep it.
    """

    def __init__(
        self, menu: Menu, huidig: tuple[str, ...], naam: str, *, demo: bool, leest: bool, bewaart: bool
    ) -> None:
        self.context = {"hoofdmenu": menu, "huidig": huidig, "naam": naam, "ingelogd": bool(naam), "demo": demo}
        self.context |= {"leest": leest, "bewaart": bewaart}

    @cached_property
    def stijl(self) -> SafeString:
        return render_to_string("kader/stijl.html", self.context)

    @cached_property
    def top(self) -> SafeString:
        return render_to_string("kader/top.html", self.context)

    @cached_property
    def voet(self) -> SafeString:
        return render_to_string("kader/voet.html", self.context)


@lru_cache(maxsize=512)
def _kader(
    menu: Menu, huidig: tuple[str, ...], naam: str, *, demo: bool, leest: bool = False, bewaart: bool = False
) -> Kader:
    """Kept: it depends on nothing else, and rendering it costs more than the rest of a page."""
    return Kader(menu, huidig, naam, demo=demo, leest=leest, bewaart=bewaart)


def portaal(request: HttpRequest) -> dict[str, Any]:
    """``kader`` for the visitor, whether somebody is logged in, and whether this is the demo world."""
    # A request without a session cookie is anonymous; asking request.user would create a lazy session read. A request
    # that is refused at the door (a host name that is not ours) has no user at all.
    wie = getattr(request, "user", None) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    ingelogd = wie is not None and wie.is_authenticated
    menu = _hoofdmenu(wie) if ingelogd else OPENBAAR
    elders = {thuis for begin, thuis in ELDERS.items() if request.path.startswith(begin)}
    huidig = tuple(pad for _, _, pad in menu if pad in request.path or pad in elders)
    demo, leest = settings.OMGEVING == "demo", request.path.startswith(BEREIK)
    if ingelogd:
        # Never empty: an account without a name shows its address.
        kader = _kader(menu, huidig, wie.get_short_name() or wie.email, demo=demo, leest=leest)  # type: ignore[union-attr]
    else:
        kader = _kader(menu, huidig, "", demo=demo, leest=leest, bewaart=leest and bewaarbaar(request.path))
    return {"ingelogd": ingelogd, "kader": kader, "demo": demo}
