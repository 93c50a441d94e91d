"""Looking back at a campaign: what the weeks say, the report, and the three questions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from briefings.briefer import eenheid_van
from briefings.evaluatiebeeld import evaluatie_van, regels_voor_vik
from briefings.exports_evaluatie import evaluatie_pdf, evaluatie_pptx, samenvatting
from briefings.forms_evaluatie import TerugblikForm
from briefings.models import Campagne
from briefings.models.campagnes import MAKERS
from briefings.models.goedkeuring import eenheden_boven
from briefings.services import evalueren
from briefings.services.evalueren import TerugblikFout
from briefings.toegang import campagne_of_404, eigen_team_in_of_404, mag_bewerken
from vik_portal.exports.qr import qr_svg
from vik_portal.organisatie.models import Eenheid
from vik_portal.organisatie.toegang import heeft_rol, inloggen_vereist


def _gestart_of_404(request: HttpRequest, pk: int) -> Campagne:
    stuk = campagne_of_404(request.user, pk)
    if stuk.is_concept:
        raise Http404
    return stuk


@require_safe
@never_cache
@inloggen_vereist
def evaluatie(request: HttpRequest, pk: int) -> HttpResponse:
    """What a campaign did, per week; the advice; and for VIK the lines that briefings wrote."""
    stuk = _gestart_of_404(request, pk)
    beeld = evaluatie_van(stuk)
    eigen = [
        eenheid for eenheid in eenheden_boven(stuk.teams.all()) if heeft_rol(request.user, *MAKERS, eenheid=eenheid)
    ]
    context: dict[str, Any] = {"campagne": stuk, "beeld": beeld, "samenvatting": samenvatting(beeld)}
    context |= {"vik": bool(eigen), "regels": regels_voor_vik(stuk, eigen), "bewerkt": mag_bewerken(request.user, stuk)}
    return render(request, "briefings/evaluatie.html", context)


@require_safe
@never_cache
@inloggen_vereist
def als_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    return evaluatie_pdf(evaluatie_van(_gestart_of_404(request, pk))).als_antwoord(openbaar=False)


@require_safe
@never_cache
@inloggen_vereist
def als_pptx(request: HttpRequest, pk: int) -> HttpResponse:
    return evaluatie_pptx(evaluatie_van(_gestart_of_404(request, pk))).als_antwoord(openbaar=False)


# --- the three questions --------------------------------------------------------------------------------


def _koekje(campagne: Campagne) -> str:
    return f"terugblik_{campagne.pk}"


def _context(campagne: Campagne, form: TerugblikForm, *, al: bool, fout: str = "") -> dict[str, Any]:
    tot, is_open = evalueren.vragen_tot(campagne), evalueren.vragen_open(campagne)
    return {"campagne": campagne, "form": form, "al": al, "open": is_open, "tot": tot, "fout": fout}


def _vraag(request: HttpRequest, campagne: Campagne, eenheid: Eenheid, *, kaal: bool, **meer: Any) -> HttpResponse:
    """The page with the questions, or what comes of an answer. The browser alone remembers that it answered."""
    form, fout = TerugblikForm(request.POST if request.method == "POST" else None), ""
    al = _koekje(campagne) in request.COOKIES and "nog" not in request.GET
    if form.is_bound and form.is_valid():
        try:
            evalueren.beantwoord(campagne=campagne, eenheid=eenheid, antwoorden=form.cleaned_data)
            antwoord: HttpResponse = redirect(request.path)
            antwoord.set_cookie(
                _koekje(campagne), "1", max_age=30 * 24 * 3600, path="/briefings/", httponly=True, samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
            return antwoord
        except TerugblikFout as bezwaar:
            fout = str(bezwaar)
    context = _context(campagne, form, al=al and not form.is_bound, fout=fout) | meer
    status = 422 if form.errors or fout else 200
    if kaal:
        # Without a request: no context processor, so nothing about who holds the phone can reach the page.
        return HttpResponse(render_to_string("briefings/terugblik_kaal.html", context), status=status)
    return render(request, "briefings/terugblik.html", context, status=status)


@never_cache
@inloggen_vereist
def terugblik(request: HttpRequest, pk: int) -> HttpResponse:
    """With an account: for teamchefs and briefers of a team of the campaign. With a QR for a colleague without one."""
    stuk = _gestart_of_404(request, pk)
    eenheid = eenheid_van(eigen_team_in_of_404(request.user, stuk))
    pad = reverse("briefings:vragen", args=[evalueren.geef_token(stuk, eenheid)])
    qr = qr_svg(request.build_absolute_uri(pad)) if evalueren.vragen_open(stuk) else ""
    return _vraag(request, stuk, eenheid, kaal=False, qr=qr, pad=pad)


@csrf_exempt  # the token in the address is all there is to steal, and another site does not have it
@require_http_methods(["GET", "HEAD", "POST"])
def vragen(request: HttpRequest, token: str) -> HttpResponse:
    """Without an account, for a quarter of an hour."""
    try:
        campagne, eenheid = evalueren.lees_token(token)
    except signing.SignatureExpired:
        antwoord = HttpResponse(render_to_string("briefings/terugblik_verlopen.html"), status=410)
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    else:
        gestart = Campagne.objects.exclude(status=Campagne.Status.CONCEPT)
        stuk, waar = get_object_or_404(gestart, pk=campagne), get_object_or_404(Eenheid, pk=eenheid)
        antwoord = _vraag(request, stuk, waar, kaal=True)
    antwoord["Cache-Control"], antwoord["Referrer-Policy"] = "no-store", "no-referrer"
    return antwoord
