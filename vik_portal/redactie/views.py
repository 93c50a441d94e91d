"""The desk: what asks for attention, the editor, the second person, and what a text has been."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from pydantic import ValidationError

from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import inloggen_vereist, rol_vereist
from vik_portal.redactie import services
from vik_portal.redactie.aansluiting import pagina
from vik_portal.redactie.exports import lijst_xlsx
from vik_portal.redactie.forms import BeheerForm, IndienForm, NieuwForm, OverdraagForm, PubliceerForm, RedenForm
from vik_portal.redactie.models import Publicatie, Status, Versie, publicatiesoorten
from vik_portal.redactie.services import RedactieFout
from vik_portal.redactie.toegang import mag_publiceren, stuk_of_404
from vik_portal.redactie.vorm import Vorm
from vik_portal.redactie.werkvoorraad import (
    NIEMAND,
    STANDEN,
    VAN_NIEMAND,
    aandacht,
    alle_teksten,
    eigenaren,
    in_woorden,
    teksten_van,
    wetstand,
)

formulier = require_http_methods(["GET", "HEAD", "POST"])


# --- the desk ----------------------------------------------------------------------------------


@require_safe
@rol_vereist(Rol.Soort.REDACTEUR)
def werkvoorraad(request: HttpRequest) -> HttpResponse:
    """What asks for attention, and all texts, by kind and state."""
    soort, stand = request.GET.get("soort", ""), request.GET.get("stand", "")
    rijen = aandacht(request.user)
    eerste = sum(rij.rang < NIEMAND for rij in rijen)
    context = {
        "rijen": rijen[: eerste + VAN_NIEMAND],
        "nog_van_niemand": max(0, len(rijen) - eerste - VAN_NIEMAND),
        "kop": _kop(len(rijen)),
        "wet": wetstand(),
        "vraag": urlencode({"soort": soort, "stand": stand}),
        "groepen": list(alle_teksten(soort, stand)),
        "soorten": _filter(
            "soort", soort, {m._meta.model_name: m._meta.verbose_name_plural for m in publicatiesoorten()}, stand=stand
        ),
        "standen": _filter("stand", stand, {sleutel: label for sleutel, (label, _) in STANDEN.items()}, soort=soort),
    }
    return render(request, "redactie/werkvoorraad.html", context)


@require_safe
@rol_vereist(Rol.Soort.REDACTEUR)
def lijst(request: HttpRequest) -> HttpResponse:
    """The list of texts as a spreadsheet, with the same filters as the page."""
    teksten = alle_teksten(request.GET.get("soort", ""), request.GET.get("stand", ""))
    return lijst_xlsx(teksten).als_antwoord(openbaar=False)


def _kop(aantal: int) -> str:
    if not aantal:
        return "Geen tekst vraagt aandacht"
    return "Eén tekst vraagt aandacht" if aantal == 1 else f"{in_woorden(aantal).capitalize()} teksten vragen aandacht"


def _filter(naam: str, gekozen: str, opties: dict[Any, Any], **ander: str) -> list[tuple[str, str, bool]]:
    """(label, address, chosen) of each value of one filter; the other filter stays as it is."""
    links = [("Alle", urlencode({k: v for k, v in ander.items() if v}), not gekozen)]
    for waarde, label in opties.items():
        vraag = urlencode({k: v for k, v in {**ander, naam: waarde}.items() if v})
        links.append((str(label).capitalize(), vraag, gekozen == waarde))
    return links


@formulier
@rol_vereist(Rol.Soort.REDACTEUR)
def nieuw(request: HttpRequest) -> HttpResponse:
    """Start a text: its kind and its title."""
    form = NieuwForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        model = next(m for m in publicatiesoorten() if m._meta.model_name == form.cleaned_data["soort"])
        stuk = services.begin(model=model, titel=form.cleaned_data["titel"], door=request.user)
        return redirect(pagina(stuk, "bewerk"))
    elders = [(m.soortnaam, reverse(m.beginpagina)) for m in publicatiesoorten() if m.beginpagina]
    return render(request, "redactie/nieuw.html", {"form": form, "elders": elders})


@formulier
@rol_vereist(Rol.Soort.REDACTEUR)
def overdragen(request: HttpRequest) -> HttpResponse:
    """Somebody leaves, or has too much: many texts to another owner at once."""
    mensen = eigenaren()
    van = next((wie for wie, _ in mensen if str(wie.pk) == request.GET.get("van")), None)
    form = OverdraagForm(van, teksten_van(van), request.POST or None) if van else None
    if van and form and request.method == "POST" and form.is_valid():
        naar = form.cleaned_data["naar"]
        aantal = services.draag_over(stukken=form.gekozen(), van=van, naar=naar)
        wat = "Eén tekst is" if aantal == 1 else f"{in_woorden(aantal).capitalize()} teksten zijn"
        messages.success(request, f"{wat} nu van {naar}.")
        return redirect("redactie:werkvoorraad")
    context = {"mensen": mensen, "van": van, "form": form}
    return render(request, "redactie/overdragen.html", context, status=422 if form and form.errors else 200)


# --- the editor --------------------------------------------------------------------------------


@never_cache
@formulier
@inloggen_vereist
def bewerk(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """The editor. While somebody else is at it: their name, and the choice to read or to take over."""
    stuk = stuk_of_404(soort, slug, request.user)
    if stuk.bewerkpagina:
        return redirect(stuk.bewerkpagina, stuk.slug)
    if request.method == "POST":
        return _verwerk(request, stuk)
    if ander := stuk.bezig(behalve=request.user):
        return render(request, "redactie/bezig.html", {"stuk": stuk, "ander": ander})
    vorm = Vorm(stuk.inhoud_model, stuk.concept)
    if "controleer" in request.GET:
        vorm.controleer()
    return _toon_vorm(request, stuk, vorm)


def _toon_vorm(
    request: HttpRequest, stuk: Publicatie, vorm: Vorm, *, fout: str = "", bewaard: bool = True, status: int = 200
) -> HttpResponse:
    """The form with what was typed. ``conceptnummer`` stays the one that the writer started from."""
    context = {
        "stuk": stuk,
        "vorm": vorm,
        "velden": vorm.velden(),
        "fout": fout,
        "bewaard": bewaard,
        "conceptnummer": request.POST.get("_conceptnummer", stuk.conceptnummer),
        "verschillen": stuk.verschillen(stuk.concept, vorm.inhoud) if fout else [],
        "bij_bewerken": stuk.bij_bewerken(),
        "reden": stuk.terug_reden if stuk.status == Status.CONCEPT else "",
    }
    return render(request, "redactie/bewerk.html", context, status=status)


def _verwerk(request: HttpRequest, stuk: Publicatie) -> HttpResponse:
    """One press of a button in the editor: a row, take over, keep, or hand in."""
    doe = request.POST.get("_doe", "bewaar")
    if doe == "overnemen":
        services.meld_bezig(stuk=stuk, door=request.user, overnemen=True)
    if "_conceptnummer" not in request.POST:
        return redirect(pagina(stuk, "bewerk"))
    vorm = Vorm.uit_post(stuk.inhoud_model, request.POST)
    if ":" in doe:
        vorm.schuif(doe)
        return _toon_vorm(request, stuk, vorm, bewaard=False)
    try:
        compleet = _bewaar(request, stuk, vorm)[1]
    except RedactieFout as fout:
        return _toon_vorm(request, stuk, vorm, fout=str(fout), bewaard=False, status=409)
    if doe == "indienen" and compleet:
        return redirect(pagina(stuk, "indienen"))
    messages.success(request, "Bewaard." if compleet else "Bewaard. Hieronder staat wat nog ontbreekt.")
    return redirect(pagina(stuk, "bewerk") + ("" if compleet else "?controleer=1"))


def _bewaar(request: HttpRequest, stuk: Publicatie, vorm: Vorm) -> tuple[Publicatie, bool]:
    """Keeps what was posted, complete or not; says which of the two."""
    nummer = request.POST.get("_conceptnummer", "")
    compleet = vorm.controleer()
    stuk = services.bewaar_concept(
        stuk=stuk,
        inhoud=vorm.inhoud,
        door=request.user,
        conceptnummer=int(nummer) if nummer.isdecimal() else -1,
        titel=str(vorm.inhoud.get("titel", ""))[:160],
    )
    return stuk, compleet


@require_POST
@inloggen_vereist
def bewaar(request: HttpRequest, soort: str, slug: str) -> JsonResponse:
    """Autosave and sign of life, for the script of the editor: state, time and the next ``conceptnummer``."""
    stuk = stuk_of_404(soort, slug, request.user)
    if stuk.bewerkpagina:
        raise Http404
    if request.POST.get("_doe") == "hartslag":
        ander = services.meld_bezig(stuk=stuk, door=request.user).bezig(behalve=request.user)
        zin = f"{ander.naam} is hiermee bezig. Jouw tekst staat hieronder nog." if ander else ""
        return JsonResponse({"stand": "bezet" if ander else "ok", "zin": zin}, status=409 if ander else 200)
    try:
        stuk, _ = _bewaar(request, stuk, Vorm.uit_post(stuk.inhoud_model, request.POST))
    except RedactieFout as fout:
        return JsonResponse({"stand": "botsing", "zin": str(fout)}, status=409)
    return JsonResponse(
        {
            "stand": "bewaard",
            "om": f"{timezone.localtime():%H:%M}",
            "conceptnummer": stuk.conceptnummer,
            "status": stuk.get_status_display(),
        }
    )


# --- handing in and the second person ----------------------------------------------------------


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
                versie=int(nummer) if nummer.isdecimal() else None,
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
        return redirect(pagina(stuk, "beheer") if "terug" not in request.POST else "redactie:werkvoorraad")
    return render(request, "redactie/beheer.html", {"stuk": stuk, "form": form, "nakijkform": nakijkform})


# --- what a text has been ----------------------------------------------------------------------


@require_safe
@inloggen_vereist
def geschiedenis(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """All versions, newest first."""
    stuk = stuk_of_404(soort, slug, request.user)
    versies = stuk.versies.select_related("gemaakt_door", "gepubliceerd_door").defer("inhoud")
    return render(request, "redactie/geschiedenis.html", {"stuk": stuk, "versies": versies})


@require_safe
@inloggen_vereist
def verschil(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """The difference between any two versions; ``nu`` is the working copy."""
    stuk = stuk_of_404(soort, slug, request.user)
    (van, oud), (tot, nieuw) = (_versie(stuk, request.GET.get(naam, "")) for naam in ("van", "tot"))
    context = {"stuk": stuk, "van": van, "tot": tot, "verschillen": stuk.verschillen(oud, nieuw)}
    return render(request, "redactie/verschil.html", context)


def _versie(stuk: Publicatie, nummer: str) -> tuple[str, dict[str, Any]]:
    """(what it is called, content) of a version of this text by its number."""
    if nummer == "nu":
        return "wat er nu staat", stuk.concept
    if not nummer.isdecimal():
        raise Http404
    versie = get_object_or_404(stuk.versies.all(), nummer=nummer)
    return f"versie {versie.nummer}", versie.inhoud


@require_POST
@inloggen_vereist
def herstel(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """Put an earlier version back as the working copy."""
    stuk = stuk_of_404(soort, slug, request.user)
    nummer = request.POST.get("versie", "")
    versie = get_object_or_404(Versie, pk__in=stuk.versies.all(), nummer=nummer if nummer.isdecimal() else 0)
    try:
        services.herstel(stuk=stuk, versie=versie, door=request.user)
    except RedactieFout as fout:
        messages.error(request, str(fout))
        return redirect(pagina(stuk, "geschiedenis"))
    messages.success(request, f"Versie {versie.nummer} staat weer klaar. Dien in als ze goed is.")
    return redirect(pagina(stuk, "bewerk"))
