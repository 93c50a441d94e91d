"""How a reading page answers: the stored body in the house frame, and nothing when the reader already has it."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.http import parse_etags

from vik_portal.register import Vervolg, register

#: Where the reading pages lie that a browser may keep for when there is no network.
BEREIK = "/beroepscode/"
#: Those pages, in a form that Python and JavaScript both read. Nothing else is ever kept.
BEWAARBAAR = (
    r"^/beroepscode/(?:(?:kernwaarde|richtlijn|themabladen|loketten|handreikingen|dialoogkaarten)/(?:[a-z0-9-]+/)?)?$"
)
_BEWAARBAAR = re.compile(BEWAARBAAR)
#: The header that says to our service worker: everybody gets this page like this.
MERK = "Bewaarbaar"


@cache
def bouwstand() -> str:
    """A fingerprint of templates and static files: a new release invalidates what readers keep."""
    afdruk = hashlib.sha256()
    for map_ in (settings.BASE_DIR / "templates", settings.BASE_DIR / "static"):
        for bestand in sorted(Path(map_).rglob("*")):
            if bestand.is_file():
                afdruk.update(bestand.read_bytes())
    return afdruk.hexdigest()[:12]


def bewaarbaar(pad: str) -> bool:
    """Whether a browser may keep this page, when it was made for nobody in particular."""
    return not settings.LEZEN_VEREIST_INLOGGEN and bool(_BEWAARBAAR.fullmatch(pad))


def merk_bewaarbaar(request: HttpRequest, antwoord: HttpResponse) -> None:
    """Marks an answer to a visitor without a session as one to keep, unless it says ``no-store``."""
    zonder_sessie = settings.SESSION_COOKIE_NAME not in request.COOKIES
    if zonder_sessie and bewaarbaar(request.path) and "no-store" not in antwoord.get("Cache-Control", ""):
        antwoord[MERK] = "ja"


def vervolg_op(soort: str, slug: str, request: HttpRequest) -> list[tuple[str, str]]:
    """(title, address) of what this visitor may make of a text; nothing, and no query, without a session."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return []
    return [(deel.titel, deel.url(soort, slug)) for deel in register.alle(Vervolg) if deel.mag(request.user)]


def leesantwoord(request: HttpRequest, sjabloon: str, context: dict[str, Any], versie: str) -> HttpResponse:
    """Renders a reading page with an ETag of its version, or answers 304 when the reader has that version.

    A page that is wholly stored uses ``lezen.html`` (``titel``, ``kort``, ``weergave``): the frame of ``basis.html``
    without blocks, because working out the blocks costs more than the rest of the page.

    Only for visitors without a session: with one, the frame shows who is logged in.
    """
    anoniem = settings.SESSION_COOKIE_NAME not in request.COOKIES
    etag = f'W/"{versie}-{bouwstand()}"'
    if anoniem and etag in parse_etags(request.headers.get("If-None-Match", "")):
        antwoord: HttpResponse = HttpResponseNotModified()
    else:
        antwoord = render(request, sjabloon, context)
    if anoniem:
        antwoord["ETag"] = etag
    # Written, not patched: the answer is new, so there is nothing to read and merge.
    antwoord["Cache-Control"] = "max-age=0, must-revalidate" if anoniem else "private, no-cache"
    antwoord["Vary"] = "Cookie"
    return antwoord
