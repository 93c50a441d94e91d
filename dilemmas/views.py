"""The library, and thinking one dilemma through alone: choose, hear the other side, choose again, look back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dilemmas import bladen, tellen
from dilemmas.forms import Keuze, KiesForm, SterrenForm
from dilemmas.models import Dilemma, maandag_van
from dilemmas.toegang import te_doordenken_of_404
from vik_portal.lezen import leesantwoord, vervolg_op
from vik_portal.meedoen.deelname import zelfde_oorsprong
from vik_portal.organisatie.toegang import leespoort
from vik_portal.redactie.models import Weergave
from vik_portal.redactie.weergaven import Bladzijde, weergave

VREEMD = "Deze pagina kan alleen vanuit het portaal zelf sterren geven. Ga terug naar het dilemma."
GEEN_STERREN = "Kies een tot en met vijf sterren."


def _pagina(bladzijde: Bladzijde | Weergave) -> dict[str, str]:
    kop = {"titel": bladzijde.titel, "kort": bladzijde.kort, "weergave": bladzijde.html}
    return kop | {"script": static("js/dilemmas.js")}


def _antwoord(request: HttpRequest, bladzijde: Bladzijde, status: int = 200) -> HttpResponse:
    """A page for this reader alone."""
    antwoord = render(request, "lezen.html", _pagina(bladzijde), status=status)
    antwoord["Cache-Control"] = "private, no-cache"
    return antwoord


@require_safe
@leespoort
def lijst(request: HttpRequest) -> HttpResponse:
    """The library, as a whole or what somebody asks for; with ``verras`` one of these by chance."""
    if not request.GET:
        volgende = maandag_van(timezone.localdate()) + timedelta(days=7)
        heel = weergave(tellen.BIBLIOTHEEK, lambda: bladen.bibliotheek(KiesForm()), geldig_tot=volgende)
        return leesantwoord(request, "lezen.html", _pagina(heel), heel.etag)
    form = KiesForm(request.GET)
    if "verras" in request.GET and (een := form.dilemmas().order_by("?").first()):
        return redirect(een)
    return _antwoord(request, bladen.bibliotheek(form))


# Exempt: a reading page sets no cookie. What a POST can change is one count, and for that it must carry the number of
# a page of ours and come from this host.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@leespoort
def dilemma(request: HttpRequest, slug: str) -> HttpResponse:
    """A POST carries the choice in its body, so that it stands in no address, history or log."""
    if request.method != "POST":
        bewaard = weergave(f"dilemma/{slug}", partial(bladen.eerste_keuze_van, slug))
        context = {**_pagina(bewaard), "vervolg": vervolg_op("dilemma", slug, request)}
        return leesantwoord(request, "lezen.html", context, bewaard.etag)
    stuk = te_doordenken_of_404(slug)
    opties = bladen.opties_van(stuk)
    sleutels = [optie["sleutel"] for optie in opties]
    keuze = Keuze.lees(request.POST, sleutels)
    if keuze.stap == 1:
        return _antwoord(request, bladen.eerste_keuze(stuk, niet_gekozen=True))
    if keuze.stap == 2:
        bon = tellen.maak_bon(dilemma=stuk, sleutels=sleutels)
        return _antwoord(request, bladen.andere_kant(stuk, keuze, opties, bon))
    uitkomst = _tel(request, stuk, sleutels, keuze)
    geteld, standen = uitkomst or (None, tellen.standen(dilemma=stuk, sleutels=sleutels))
    return _antwoord(request, bladen.terugkijken(stuk, keuze, opties, geteld, standen))


def _tel(request: HttpRequest, stuk: Dilemma, sleutels: list[str], keuze: Keuze) -> tuple[bool, tellen.Standen] | None:
    """Counts who chose twice on pages of ours; see :func:`tellen.tel_keuze`."""
    if keuze.twijfel or not zelfde_oorsprong(request):
        return None
    bon = request.POST.get("bon", "")
    return tellen.tel_keuze(dilemma=stuk, sleutels=sleutels, eerste=keuze.eerste, tweede=keuze.tweede, bon=bon)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@leespoort
def sterren(request: HttpRequest, slug: str) -> HttpResponse:
    """A POST gives stars for usefulness; the page says thank you, so that reloading it gives none again."""
    stuk = te_doordenken_of_404(slug)
    if request.method != "POST":
        return _antwoord(request, bladen.dank(stuk))
    form = SterrenForm(request.POST)
    if not zelfde_oorsprong(request):
        return _antwoord(request, bladen.dank(stuk, fout=VREEMD), 403)
    if not form.is_valid():
        return _antwoord(request, bladen.dank(stuk, fout=GEEN_STERREN), 422)
    try:
        tellen.geef_sterren(dilemma=stuk, sterren=form.cleaned_data["sterren"])
    except tellen.TeDruk as druk:
        return _antwoord(request, bladen.dank(stuk, fout=str(druk)), 429)
    return redirect("dilemmas:sterren", slug=slug)
