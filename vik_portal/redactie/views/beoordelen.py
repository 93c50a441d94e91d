"""Handing in, and the second person; taking offline; whose text it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from pydantic import ValidationError

from vik_portal.organisatie.toegang import inloggen_vereist
from vik_portal.redactie import services
from vik_portal.redactie.aansluiting import pagina
from vik_portal.redactie.forms import BeheerForm, IndienForm, PubliceerForm, RedenForm
from vik_portal.redactie.models import Publicatie
from vik_portal.redactie.services import RedactieFout
from vik_portal.redactie.toegang import mag_publiceren, stuk_of_404
from vik_portal.redactie.vorm import Vorm

formulier = require_http_methods(["GET", "HEAD", "POST"])


@formulier
@inloggen_vereist
def indienen(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """Hand in with a note. What is not complete goes back to the editor, which says what is missing."""
    stuk = stuk_of_404(soort, slug, request.user)
    if not Vorm(stuk.inhoud_model, stuk.concept).controleer():
        return redirect(pagina(stuk, "bewerk") + "?controleer=1")
    form = IndienForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        nummer = request.POST.get("conceptnummer", "")
        try:
            services.dien_in(
                stuk=stuk,
                door=request.user,
                toelichting=form.cleaned_data["toelichting"],
                conceptnummer=int(nummer) if nummer.isdecimal() else None,
            )
        except RedactieFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"‘{stuk.titel}’ is ingediend. Een collega leest mee en publiceert.")
            return redirect("redactie:werkvoorraad")
    wat = stuk.verschillen(stuk.inhoud, stuk.concept) if stuk.online else []
    return render(request, "redactie/indienen.html", {"stuk": stuk, "form": form, "verschillen": wat})


@require_safe
@inloggen_vereist
def bekijk(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """The text as the reader will see it, what differs from what is online, and the judgement."""
    return _toon_bekijk(request, stuk_of_404(soort, slug, request.user))


def _toon_bekijk(
    request: HttpRequest,
    stuk: Publicatie,
    *,
    publiceerform: PubliceerForm | None = None,
    terugform: RedenForm | None = None,
) -> HttpResponse:
    try:
        voorbeeld = services.render(stuk, stuk.concept)
    except ValidationError:
        voorbeeld = ""
    context = {
        "stuk": stuk,
        "voorbeeld": voorbeeld,
        "voor_meelezer": stuk.voor_meelezer(),
        "versie": services.ingediende_versie(stuk),
        "verschillen": stuk.verschillen(stuk.inhoud, stuk.concept) if stuk.online else [],
        "mag_publiceren": mag_publiceren(request.user, stuk),
        "publiceerform": publiceerform or PubliceerForm(),
        "terugform": terugform or _terugform(),
    }
    return render(request, "redactie/bekijk.html", context, status=400 if publiceerform or terugform else 200)


def _terugform(data: Any = None) -> RedenForm:
    return RedenForm(data, vraag="Wat moet er beter?", uitleg="De schrijver leest dit boven de tekst.")


@require_POST
@inloggen_vereist
def publiceer(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """The second person publishes the version that was looked at, with a day to look again."""
    stuk = stuk_of_404(soort, slug, request.user)
    form, nummer = PubliceerForm(request.POST), request.POST.get("versie", "")
    if form.is_valid():
        try:
            services.publiceer(
                stuk=stuk,
                door=request.user,
                herzien_op=form.cleaned_data["herzien_op"],
                versie=int(nummer) if nummer.isdecimal() else 0,
            )
        except RedactieFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"‘{stuk.titel}’ staat online.")
            return redirect("redactie:werkvoorraad")
    stuk.refresh_from_db()
    return _toon_bekijk(request, stuk, publiceerform=form)


@require_POST
@inloggen_vereist
def terug(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """The second person gives the text back, with the reason."""
    stuk = stuk_of_404(soort, slug, request.user)
    form = _terugform(request.POST)
    if form.is_valid():
        try:
            services.geef_terug(stuk=stuk, door=request.user, reden=form.cleaned_data["reden"])
        except RedactieFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"‘{stuk.titel}’ ligt weer bij de schrijver.")
            return redirect("redactie:werkvoorraad")
    stuk.refresh_from_db()
    return _toon_bekijk(request, stuk, terugform=form)


@formulier
@inloggen_vereist
def intrekken(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """Take a text offline, with the reason."""
    stuk = stuk_of_404(soort, slug, request.user)
    form = RedenForm(request.POST or None, vraag="Waarom moet deze tekst weg?")
    if request.method == "POST" and form.is_valid():
        try:
            services.trek_in(stuk=stuk, door=request.user, reden=form.cleaned_data["reden"])
        except RedactieFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"‘{stuk.titel}’ staat niet meer online.")
            return redirect("redactie:werkvoorraad")
    return render(request, "redactie/intrekken.html", {"stuk": stuk, "form": form})


@formulier
@inloggen_vereist
def beheer(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """Whose text it is and when it is looked at again; or: looked at, and still right."""
    stuk = stuk_of_404(soort, slug, request.user)
    if request.POST.get("doe") == "neem":
        try:
            services.neem_op_je(stuk=stuk, door=request.user)
        except RedactieFout as fout:
            messages.error(request, str(fout))
        else:
            messages.success(request, f"‘{stuk.titel}’ is nu van jou.")
        return redirect("redactie:werkvoorraad")
    nagekeken = request.POST.get("doe") == "nagekeken"
    nakijkform = PubliceerForm(request.POST if nagekeken else None, prefix="na")
    form = BeheerForm(request.POST if request.method == "POST" and not nagekeken else None, stuk=stuk)
    if nagekeken and nakijkform.is_valid():
        try:
            services.bevestig(stuk=stuk, herzien_op=nakijkform.cleaned_data["herzien_op"])
        except RedactieFout as fout:
            nakijkform.add_error(None, str(fout))
        else:
            messages.success(request, f"‘{stuk.titel}’ is nagekeken en klopt nog.")
            return redirect("redactie:werkvoorraad")
    elif form.is_valid():
        services.zet_beheer(stuk=stuk, **form.cleaned_data)
        messages.success(request, "Bewaard.")
        return redirect(pagina(stuk, "beheer"))
    return render(request, "redactie/beheer.html", {"stuk": stuk, "form": form, "nakijkform": nakijkform})
