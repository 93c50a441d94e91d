"""Sends people whose role asks for a second factor to set one up, before anything else opens."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from vik_portal.organisatie import toegang

#: Paths that must stay open to be able to set up a second factor or to leave.
OPEN = ("/account/", "/static/", "/gezond/")


class TweedeFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # No session cookie means anonymous: do not even look, so that reading costs no query.
        if "vik_sessie" in request.COOKIES and not request.path.startswith(OPEN):
            bezoeker = request.user
            if bezoeker.is_authenticated and toegang.tweede_factor_nodig(bezoeker) and not is_mfa_enabled(bezoeker):
                messages.info(request, "Je rol vraagt een tweede stap bij het inloggen. Stel die nu in.")
                return redirect(reverse("mfa_index"))
        return self.get_response(request)
