"""The editor: the working copy, autosave, and who is at it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from vik_portal.organisatie.toegang import inloggen_vereist
from vik_portal.redactie import services
from vik_portal.redactie.aansluiting import pagina
from vik_portal.redactie.models import Publicatie, Status
from vik_portal.redactie.services import RedactieFout
from vik_portal.redactie.toegang import stuk_of_404
from vik_portal.redactie.vorm import Vorm

formulier = require_http_methods(["GET", "HEAD", "POST"])


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
    """The form with what was typed. ``conceptnummer`` stays the one that the writer started from.

    With a ``fout`` the differences with what is there now stand above it, and ``gezien`` is the number of that: taking
    over replaces what was seen, and nothing newer.
    """
    context = {
        "stuk": stuk,
        "vorm": vorm,
        "velden": vorm.velden(),
        "fout": fout,
        "bewaard": bewaard,
        "conceptnummer": request.POST.get("_conceptnummer", stuk.conceptnummer),
        "gezien": stuk.conceptnummer,
        "verschillen": stuk.verschillen(stuk.concept, vorm.inhoud) if fout else [],
        "bij_bewerken": stuk.bij_bewerken(),
        "reden": stuk.terug_reden if stuk.status == Status.CONCEPT else "",
    }
    return render(request, "redactie/bewerk.html", context, status=status)


def _verwerk(request: HttpRequest, stuk: Publicatie) -> HttpResponse:
    """One press of a button in the editor: a row, take over, keep, or hand in."""
    doe = request.POST.get("_doe", "bewaar")
    overnemen = doe == "overnemen"
    if overnemen:
        services.meld_bezig(stuk=stuk, door=request.user, overnemen=True)
    if "_conceptnummer" not in request.POST:
        return redirect(pagina(stuk, "bewerk"))
    vorm = Vorm.uit_post(stuk.inhoud_model, request.POST)
    if ":" in doe:
        vorm.schuif(doe)
        return _toon_vorm(request, stuk, vorm, bewaard=False)
    try:
        compleet = _bewaar(request, stuk, vorm, "_gezien" if overnemen else "_conceptnummer")[1]
    except RedactieFout as fout:
        stuk.refresh_from_db()
        return _toon_vorm(request, stuk, vorm, fout=str(fout), bewaard=False, status=409)
    if doe == "indienen" and compleet:
        return redirect(pagina(stuk, "indienen"))
    messages.success(request, "Bewaard." if compleet else "Bewaard. Hieronder staat wat nog ontbreekt.")
    return redirect(pagina(stuk, "bewerk") + ("" if compleet else "?controleer=1"))


def _bewaar(
    request: HttpRequest, stuk: Publicatie, vorm: Vorm, over: str = "_conceptnummer"
) -> tuple[Publicatie, bool]:
    """Keeps what was posted, complete or not; says which of the two. ``over`` names the field of what it replaces."""
    nummer = request.POST.get(over, "")
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
