"""The first middleware: hands everything under ``/meedoen/`` to :mod:`deelname`, past all that comes after.

With ``MEEDOEN_HOST`` that host has nothing else, no login and no portal, and other hosts send ``/meedoen/`` on to it.

So no session, account, CSRF cookie, audit context or message ever sees a participant. An error is logged with its type
and place, without values: a traceback with locals would hold what somebody sent.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse

from vik_portal.meedoen import deelname

log = logging.getLogger("vik_portal.meedoen")
View = Callable[..., HttpResponse]

_CODE, _RONDE = r"(?P<code>[0-9A-Z]{8})", r"(?P<ronde>[0-9a-f]{32})"
#: pattern → (method, view). A POST needs the exact Origin of this host.
ROUTES: list[tuple[re.Pattern[str], str, View]] = [
    (re.compile(rf"^/meedoen/{_CODE}/stand$"), "GET", deelname.stand),
    (re.compile(rf"^/meedoen/{_CODE}/ronde/{_RONDE}/envelop$"), "POST", deelname.envelop),
    (re.compile(rf"^/meedoen/{_CODE}/ronde/{_RONDE}$"), "GET", deelname.formulier),
    (re.compile(rf"^/meedoen/{_CODE}/stoel$"), "POST", deelname.stoel),
    (re.compile(rf"^/meedoen/{_CODE}/wat-weten-wij/$"), "GET", deelname.wat_weten_wij),
    (re.compile(r"^/meedoen/wat-weten-wij/$"), "GET", deelname.wat_weten_wij),
    (re.compile(rf"^/meedoen/{_CODE}/$"), "GET", deelname.telefoon),
    (re.compile(r"^/meedoen/$"), "GET", deelname.code),
    # As the projector says it, and as people type it.
    (re.compile(r"^/meedoen$"), "GET", deelname.zonder_streep),
]
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: The longest body that is read: an envelope is 384 bytes, a ticket less.
LANGSTE_BODY = 1024


class MeedoenPoort:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not (request.path_info + "/").startswith("/meedoen/") and not deelname.op_eigen_host(request):
            return self.get_response(request)
        antwoord = self._antwoord(request)
        # CommonMiddleware would say the length, and does not come by here.
        antwoord["Content-Length"] = str(len(antwoord.content))
        antwoord["Cache-Control"] = "no-store"
        antwoord["Content-Security-Policy"] = CSP
        antwoord["Referrer-Policy"] = "no-referrer"
        antwoord["X-Content-Type-Options"] = "nosniff"
        antwoord["X-Frame-Options"] = "DENY"
        antwoord["Cross-Origin-Opener-Policy"] = "same-origin"
        # Else Django logs a refusal itself, and mails a 500 to ADMINS with address, cookies and user agent.
        antwoord._has_been_logged = True  # type: ignore[attr-defined]
        return antwoord

    def _antwoord(self, request: HttpRequest) -> HttpResponse:
        for patroon, methode, view in ROUTES:
            if gevonden := patroon.match(request.path_info):
                return self._doe(request, methode, view, gevonden.groupdict())
        return deelname.niets_hier(request)

    def _doe(self, request: HttpRequest, methode: str, view: View, delen: dict[str, Any]) -> HttpResponse:
        try:
            if settings.MEEDOEN_HOST and not deelname.op_eigen_host(request):
                return HttpResponseRedirect(f"https://{settings.MEEDOEN_HOST}{request.get_full_path()}")
            if request.method not in ({"GET", "HEAD"} if methode == "GET" else {"POST"}):
                return HttpResponseNotAllowed([methode])
            if methode == "POST":
                if not deelname.zelfde_oorsprong(request):
                    return JsonResponse({"fout": deelname.VREEMD}, status=403)
                if int(request.headers.get("Content-Length") or 0) > LANGSTE_BODY:
                    return JsonResponse({"fout": deelname.KAPOT}, status=413)
            return view(request, **delen)
        except Exception as fout:
            self._log(fout)
            return JsonResponse({"fout": "Er ging iets mis bij ons. Wat je invulde, staat er nog."}, status=500)

    @staticmethod
    def _log(fout: Exception) -> None:
        plek = traceback.extract_tb(fout.__traceback__)[-1]
        log.error("%s in %s:%s", type(fout).__name__, plek.name, plek.lineno)
