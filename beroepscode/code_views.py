"""Reading the code: the whole, its values and guidelines, the dialogue cards, and what is left without a network."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from beroepscode import drukwerk, kaarten
from beroepscode.hubs import hub, met_wat_mag
from beroepscode.toegang import actieve_editie_of_404, eerder_onderdeel
from vik_portal.lezen import BEWAARBAAR, MERK, bouwstand, leesantwoord
from vik_portal.organisatie.toegang import leespoort
from vik_portal.redactie.models import Weergave
from vik_portal.redactie.weergaven import weergave

#: The files that a kept page needs; their names change with their content.
BESTANDEN = ("css/portaal.css", "js/kaarten.js", "js/kopieer.js", "js/lezen.js", "merk.svg")


def _bladzijde(request: HttpRequest, bladzijde: Weergave, sjabloon: str = "lezen.html") -> HttpResponse:
    context = {"titel": bladzijde.titel, "kort": bladzijde.kort, "weergave": bladzijde.html}
    return leesantwoord(request, sjabloon, context, bladzijde.etag)


@require_safe
@leespoort
def code(request: HttpRequest) -> HttpResponse:
    """The whole code on one page."""
    editie = actieve_editie_of_404()
    context = {"titel": "Beroepscode", "weergave": editie.weergave}
    return leesantwoord(request, "lezen.html", context, editie.etag)


@require_safe
@leespoort
def code_pdf(request: HttpRequest) -> HttpResponse:
    return drukwerk.code_pdf(actieve_editie_of_404()).als_antwoord()


@require_safe
@leespoort
def onderdeel(request: HttpRequest, soort: str, naam: str) -> HttpResponse:
    """A kernwaarde or richtlijn with what cites it; for who may see planning also the items for the briefing."""
    sleutel = f"{soort}/{naam}"
    try:
        bladzijde = weergave(sleutel, lambda: hub(sleutel))
    except Http404:
        return _waar_het_stond(sleutel)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        bladzijde.html = met_wat_mag(bladzijde.html, sleutel, request.user)
    return _bladzijde(request, bladzijde)


def _waar_het_stond(sleutel: str) -> HttpResponse:
    """Links survive a new edition, also when this part did not. What was never there raises ``Http404``."""
    if eerder := eerder_onderdeel(sleutel):
        return redirect(f"{eerder.editie.get_absolute_url()}#{eerder.anker}")
    raise Http404


@require_safe
@leespoort
def dialoogkaarten(request: HttpRequest) -> HttpResponse:
    return _bladzijde(request, weergave("dialoogkaarten", kaarten.stapel), "beroepscode/dialoogkaarten.html")


@require_safe
@leespoort
def dialoogkaart(request: HttpRequest, naam: str) -> HttpResponse:
    """One card. A question that a new edition put otherwise is still read in the edition where it stood."""
    sleutel = f"dialoogvraag/{naam}"
    try:
        bladzijde = weergave(sleutel, lambda: kaarten.kaart(naam))
    except Http404:
        return _waar_het_stond(sleutel)
    return _bladzijde(request, bladzijde)


@require_safe
@leespoort
def trek_een_kaart(request: HttpRequest) -> HttpResponse:
    """Goes to a card by chance, other than the one that ``na`` names."""
    kaart = kaarten.trek(request.GET.get("na", ""))
    antwoord = redirect(kaart or "beroepscode:dialoogkaarten")
    antwoord["Cache-Control"] = "no-store"
    return antwoord


@require_safe
@leespoort
def dialoogkaarten_pdf(request: HttpRequest) -> HttpResponse:
    return drukwerk.kaarten_pdf(kaarten.alle_kaarten()).als_antwoord()


@require_safe
@leespoort
def zonder_netwerk(request: HttpRequest) -> HttpResponse:
    """What a browser shows instead of a reading page that it did not keep."""
    antwoord = leesantwoord(request, "beroepscode/zonder_netwerk.html", {}, "zonder-netwerk")
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        antwoord[MERK] = "ja"
    return antwoord


@require_safe
def bewaarder(request: HttpRequest) -> HttpResponse:
    """The service worker. Where reading requires an account it keeps nothing and takes itself away."""
    gegevens = {
        "versie": bouwstand(),
        "aan": not settings.LEZEN_VEREIST_INLOGGEN,
        "merk": MERK,
        "bladzijden": BEWAARBAAR,
        "zonderNetwerk": reverse("beroepscode:zonder_netwerk"),
        "bestanden": [static(naam) for naam in BESTANDEN],
        "melding": render_to_string("beroepscode/_opgeslagen.html"),
    }
    # Our own values only; JSON is JavaScript.
    antwoord = render(
        request, "beroepscode/bewaarder.js", {"gegevens": json.dumps(gegevens)}, content_type="text/javascript"
    )
    antwoord["Cache-Control"] = "no-cache"
    return antwoord
