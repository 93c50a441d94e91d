"""What a wall screen asks for. A device shows itself by its cookie; there is no account, session or CSRF token here.

Everything lies under ``/scherm/``: the cookie goes nowhere else, and the service worker reaches no further.
"""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from briefings import schermdata, schermen
from briefings.beelden import ondertitelbestand
from briefings.briefer import Sleutel
from briefings.models import Scherm
from briefings.toegang import beeld_of_404, film_of_404
from vik_portal.exports.qr import qr_svg
from vik_portal.lezen import bouwstand
from vik_portal.media import films
from vik_portal.media.views import antwoord_met_afbeelding
from vik_portal.meedoen.deelname import zelfde_oorsprong

COOKIE = "scherm"
#: As long as browsers allow; it is set anew each time the screen takes its fortnight.
COOKIE_DUUR = 400 * 24 * 3600
#: The clock of the portal in milliseconds, on every answer. It also shows that an answer is ours and not one of a
#: network that wants somebody to log in first.
KLOK = "Scherm-Klok"
#: What the page needs besides itself.
BESTANDEN = ("css/portaal.css", "css/werk.css", "css/wand.css", "js/scherm.js", "merk.svg")
#: And what its script loads, of ``js/scherm/``. Modules name one another as they stand there, so that is how a browser
#: asks for them: without the fingerprint that ``static()`` gives in production.
MODULES = (
    *("bewijs", "item", "kist", "klok", "koppelen", "pagina", "plaats"),
    *("portaal", "qr", "ritme", "teken", "toetsen", "voorraad", "wakker"),
)
#: Reports in one delivery, and bytes of it.
MEESTE, GROOTST = 200, 64 * 1024


def _met_klok(antwoord: HttpResponse) -> HttpResponse:
    antwoord[KLOK] = str(int(timezone.now().timestamp() * 1000))
    antwoord["Cache-Control"] = "no-store"
    return antwoord


def _json(inhoud: dict[str, Any], status: int = 200) -> HttpResponse:
    return _met_klok(JsonResponse(inhoud, status=status))


def _zet_cookie(request: HttpRequest, antwoord: HttpResponse, token: str) -> None:
    antwoord.set_cookie(
        COOKIE,
        token,
        max_age=COOKIE_DUUR,
        path=reverse("scherm:scherm"),
        httponly=True,
        samesite="Strict",
        secure=request.is_secure(),
    )


def _stand(request: HttpRequest) -> schermen.Stand | None:
    token = request.COOKIES.get(COOKIE, "")
    return schermen.stand(token, bouwstand()) if token else None


def _stand_of_404(request: HttpRequest) -> schermen.Stand:
    gevonden = _stand(request)
    if gevonden is None:
        raise Http404
    return gevonden


@cache
def _schil() -> str:
    # Without a request: the same bytes for every device, so that a service worker may keep them.
    return render_to_string("briefings/wandscherm.html", {"ritme": schermen.RITME, "snel": schermen.RITME_SNEL})


@require_safe
def scherm(request: HttpRequest) -> HttpResponse:
    """The page of a wall screen, paired or not: what hangs there its script takes from what the device keeps."""
    antwoord = _met_klok(HttpResponse(_schil()))
    antwoord["Cache-Control"] = "no-cache"
    return antwoord


@require_safe
def bewaarder(request: HttpRequest) -> HttpResponse:
    """The service worker of wall screens; each release has its own."""
    gegevens = {
        "versie": bouwstand(),
        "schil": reverse("scherm:scherm"),
        "bestanden": [
            *(static(naam) for naam in BESTANDEN),
            *(f"{settings.STATIC_URL}js/scherm/{naam}.js" for naam in MODULES),
        ],
    }
    # Our own values only; JSON is JavaScript.
    script = render_to_string("briefings/schermbewaarder.js", {"gegevens": json.dumps(gegevens)})
    antwoord = HttpResponse(script, content_type="text/javascript")
    antwoord["Cache-Control"] = "no-cache"
    return antwoord


@csrf_exempt  # Origin instead: a form of another site cannot make this device ask for a code
@require_POST
def koppelen(request: HttpRequest) -> HttpResponse:
    """A code to show, and the token in a cookie. A device that is a screen already keeps its token."""
    if not zelfde_oorsprong(request):
        return _json({"fout": "Open deze pagina op het scherm zelf."}, 403)
    if _stand(request) is not None:
        return _json({"gekoppeld": True})
    try:
        code, token = schermen.geef_code()
    except schermen.SchermFout as fout:
        return _json({"fout": str(fout)}, 503)
    antwoord = _json({"gekoppeld": False, "code": code.code, "seconden": int(schermen.CODE_DUUR.total_seconds())}, 201)
    _zet_cookie(request, antwoord, token)
    return antwoord


@require_safe
def stand(request: HttpRequest) -> HttpResponse:
    """Asked every half minute. Nothing new: one query. Something new: one more, for what hangs now."""
    nu = _stand(request)
    if nu is None:
        return _json({"gekoppeld": False})
    # A proxy that compresses makes it a weak one, W/"…".
    if nu.etag in request.headers.get("If-None-Match", ""):
        antwoord: HttpResponse = _met_klok(HttpResponseNotModified())
    else:
        briefing = nu.tijdvak.briefing
        antwoord = _json(
            {
                "gekoppeld": True,
                "plan": nu.plan,
                "tijdvak": schermdata.vak(nu.tijdvak),
                "items": schermdata.toon_op(nu.team_id, briefing.dag, briefing.dag) if briefing else [],
                "tik": nu.tik,
                "plek": nu.plek,
                "bestuurd": nu.bestuurd,
            }
        )
    antwoord["ETag"] = nu.etag
    return antwoord


@require_safe
def gegevens(request: HttpRequest) -> HttpResponse:
    """The coming fortnight, for the device to keep."""
    nu = _stand_of_404(request)
    stuk = get_object_or_404(Scherm.objects.select_related("team"), pk=nu.scherm_id)
    inhoud = schermdata.gegevens(stuk, timezone.now())
    etag = schermdata.etag(inhoud)
    if etag in request.headers.get("If-None-Match", ""):
        antwoord: HttpResponse = _met_klok(HttpResponseNotModified())
    else:
        antwoord = _json(inhoud | {"plan": nu.plan})
        _zet_cookie(request, antwoord, request.COOKIES[COOKIE])
    antwoord["ETag"] = etag
    return antwoord


@csrf_exempt  # Origin instead, and the cookie does not come along from another site
@require_POST
def bewijs(request: HttpRequest) -> HttpResponse:
    """What the screen showed and marked while it may have been alone. All that was read is acknowledged by its key."""
    if not zelfde_oorsprong(request):
        return _json({"fout": "Open deze pagina op het scherm zelf."}, 403)
    nu = _stand_of_404(request)
    try:
        ruw = json.loads(request.body) if len(request.body) <= GROOTST else None
    except (RecursionError, ValueError):
        ruw = None
    if not isinstance(ruw, list):
        return _json({"fout": "Dit is geen lijst van meldingen."}, 400)
    meldingen = [melding for melding in map(schermen.lees_melding, ruw[:MEESTE]) if melding]
    schermen.boek(scherm_id=nu.scherm_id, team_id=nu.team_id, meldingen=meldingen)
    return _json({"ontvangen": [melding.sleutel for melding in meldingen]})


@require_safe
def qr(request: HttpRequest) -> HttpResponse:
    """For the briefer, at the briefing of now; a rest screen has none."""
    nu = _stand_of_404(request)
    if nu.tijdvak.briefing is None:
        raise Http404
    briefing = nu.tijdvak.briefing
    sleutel = Sleutel(nu.team_id, briefing.dag, briefing.moment.begint, nu.scherm_id)
    adres = request.build_absolute_uri(reverse("briefer:notities", args=[sleutel.token()]))
    return _met_klok(HttpResponse(qr_svg(adres), content_type="image/svg+xml"))


def _bestand(antwoord: HttpResponseBase) -> HttpResponseBase:
    # The worker reads the clock of every answer, and keeps what it fetched by its fingerprint itself.
    antwoord[KLOK] = str(int(timezone.now().timestamp() * 1000))
    return antwoord


@require_safe
def beeld(request: HttpRequest, afdruk: str) -> HttpResponseBase:
    """The widest form of an image of an item: the one of which the fingerprint is the address."""
    _stand_of_404(request)
    afbeelding = beeld_of_404(None, afdruk)
    return _bestand(antwoord_met_afbeelding(request, afbeelding, afbeelding.breedtes[-1]))


@require_safe
def film(request: HttpRequest, afdruk: str) -> HttpResponseBase:
    """The film of an item, whole or the part that is asked for."""
    _stand_of_404(request)
    try:
        return _bestand(films.antwoord_met_film(request, film_of_404(None, afdruk)))
    except FileNotFoundError:
        raise Http404 from None


@require_safe
def ondertiteling(request: HttpRequest, afdruk: str) -> HttpResponseBase:
    """Captions of what hangs here in the coming fortnight."""
    nu = _stand_of_404(request)
    vandaag = timezone.localdate()
    for inhoud in schermdata.inhoud_op(nu.team_id, vandaag - timedelta(days=1), vandaag + schermdata.VOORUIT):
        tekst = ondertitelbestand(inhoud.media.ondertiteling)
        if inhoud.media.ondertiteling and hashlib.sha256(tekst).hexdigest() == afdruk:
            return _bestand(HttpResponse(tekst, content_type="text/vtt; charset=utf-8"))
    raise Http404
