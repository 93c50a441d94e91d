"""Sends people whose role asks for a second factor to set one up, before anything else opens."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vik_portal.organisatie import toegang

#: Paths that must stay open to be able to set up a second factor or to leave.
OPEN = ("/account/", "/static/", "/gezond/")
UITLEG = "Je rol vraagt een tweede stap bij het inloggen. Stel die nu in; daarna kun je verder."


class TweedeFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # No session cookie means anonymous: do not even look, so that reading costs no query.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not request.path.startswith(OPEN):
            bezoeker = request.user
            if (
                bezoeker.is_authenticated
                and toegang.tweede_factor_nodig(bezoeker)
                and not toegang.tweede_factoren(bezoeker).exists()
            ):
                # Pages poll and people click twice; once is enough.
                if not any(bericht.message == UITLEG for bericht in messages.get_messages(request)):
                    messages.info(request, UITLEG)
                return redirect("mfa_index")
        return self.get_response(request)
