"""The door of the pages on which somebody sends in a dilemma or comes back with a code.

Who comes in here leaves behind what says who they are: cookies, address and browser are taken off the request before
anything else of the portal sees it. So no session is read, nobody is logged in, and no statement in the database can
carry an account, also not of somebody who is logged in on the other pages.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string

log = logging.getLogger("dilemmas.inzenden")
BEREIK = "/dilemmas/inzenden/"
#: What a request says about who sends it. ``Origin`` and ``Host`` stay: they say which page it came from.
AFZENDER = (
    "HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_USER_AGENT", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED",
    "HTTP_VIA", "HTTP_FROM", "HTTP_REFERER", "REMOTE_USER", "REMOTE_HOST", "REMOTE_PORT",
)  # fmt: skip
#: The longest body that is read, in bytes: all fields full of letters that take the most room.
LANGSTE_BODY = 64 * 1024


#: What Django answers with a page of its own: the request is at fault, and its message holds nothing of the body.
GEEN_FOUT = (Http404, PermissionDenied, SuspiciousOperation, BadRequest, MultiPartParserError)


class InzendPoort:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(BEREIK):
            return self.get_response(request)
        for naam in AFZENDER:
            request.META.pop(naam, None)
        request.META["REMOTE_ADDR"] = ""
        antwoord = self.get_response(request)
        antwoord["Cache-Control"] = "no-store"
        # Not no-referrer: the browser would then hide the origin of a form too, and that is what we check instead of
        # a cookie. To other sites nothing goes.
        antwoord["Referrer-Policy"] = "same-origin"
        antwoord["X-Robots-Tag"] = "noindex, nofollow"
        # Else Django logs a refusal itself.
        antwoord._has_been_logged = True  # type: ignore[attr-defined]
        return antwoord

    def process_exception(self, request: HttpRequest, fout: Exception) -> HttpResponse | None:
        """Logs type and place only: the message of a database error holds the row, and so what somebody wrote."""
        if not request.path_info.startswith(BEREIK) or isinstance(fout, GEEN_FOUT):
            return None
        plek = traceback.extract_tb(fout.__traceback__)[-1]
        log.error("%s in %s:%s", type(fout).__name__, plek.name, plek.lineno)
        return HttpResponse(render_to_string("fout_500.html"), status=500)
