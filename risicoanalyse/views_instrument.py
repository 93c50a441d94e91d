"""The editor of the instrument, for landelijk: versions, one draft at a time, a phone to look at it, and publishing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from risicoanalyse import concept as vorm
from risicoanalyse import versies
from risicoanalyse.forms import PubliceerForm
from risicoanalyse.ijking import stand as ijking
from risicoanalyse.models import Concept, Instrumentversie, Vragenlijst, Werkproces
from risicoanalyse.telefoon import telefoon
from risicoanalyse.toegang import concept_of_404, concept_van, deel_of_404, versie_of_404
from risicoanalyse.versies import InstrumentFout
from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import rol_vereist
from vik_portal.redactie.verschil import verschillen
from vik_portal.redactie.vorm import Vorm

formulier = require_http_methods(["GET", "HEAD", "POST"])
landelijk = rol_vereist(Rol.Soort.LANDELIJK)


@require_safe
@landelijk
def instrument(request: HttpRequest) -> HttpResponse:
    """Every part of the instrument: its version in use, how often it was asked, and what waits beside it."""
    gebruikt, concepten = versies.keren_gebruikt(), set(Concept.objects.values_list("soort", "slug"))
    groepen = []
    delen = (("Vragenlijsten", Vragenlijst, "slug"), ("Werkprocessen", Werkproces, "inhoud__volgorde"))
    for kop, model, volgorde in delen:
        nieuwste = {}
        for versie in model.objects.order_by("versie").only("slug", "versie"):
            nieuwste[versie.slug] = versie.versie
        regels = [
            {
                "versie": versie,
                "gebruikt": sum(n for (soort, slug, _), n in gebruikt.items() if (soort, slug) == _sleutel(versie)),
                "concept": _sleutel(versie) in concepten,
                "nieuwer": nieuwste[versie.slug] > versie.versie,
            }
            for versie in model.objects.in_gebruik().select_related("gemaakt_door").order_by(volgorde)
        ]
        groepen.append((kop, regels))
    return render(request, "risicoanalyse/instrument/overzicht.html", {"groepen": groepen})


def _sleutel(versie: Instrumentversie) -> tuple[str, str]:
    return versie.soortsleutel, versie.slug


@require_safe
@landelijk
def deel(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """One part of the instrument: all its versions, newest first, and the draft."""
    alle = deel_of_404(soort, slug)
    gebruikt = versies.keren_gebruikt()
    context = {
        "nu": next(versie for versie in alle if versie.actueel),
        "regels": [(versie, gebruikt[(soort, slug, versie.versie)]) for versie in alle],
        "concept": concept_van(soort, slug),
    }
    return render(request, "risicoanalyse/instrument/deel.html", context)


@require_safe
@landelijk
def versie(request: HttpRequest, soort: str, slug: str, nummer: int) -> HttpResponse:
    """A version as a phone shows it, and how it differs from the one before."""
    stuk = versie_of_404(soort, slug, nummer)
    vorige = type(stuk).objects.filter(slug=slug, versie__lt=nummer).order_by("-versie").first()
    context = {
        "stuk": stuk,
        "hier": f"Versie {nummer}",
        "vorige": vorige,
        "gebruikt": versies.keren_gebruikt()[(soort, slug, nummer)],
        "verschillen": verschillen(vorm.model_van(stuk), vorm.uit(vorige), vorm.uit(stuk)) if vorige else [],
        "concept": concept_van(soort, slug),
        **telefoon(request, stuk.vragen()),
    }
    return render(request, "risicoanalyse/instrument/versie.html", context)


@require_POST
@landelijk
def nieuw(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """Open a draft: from the version in use, or from the one that was asked for."""
    nummer = request.POST.get("versie", "")
    alle = deel_of_404(soort, slug)
    uit = versie_of_404(soort, slug, int(nummer)) if nummer.isdecimal() else next(v for v in alle if v.actueel)
    versies.begin(versie=uit, door=request.user)
    return redirect("risicoanalyse:instrument_bewerk", soort, slug)


# --- the editor --------------------------------------------------------------------------------


@never_cache
@formulier
@landelijk
def bewerk(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """The editor of the draft."""
    alle = deel_of_404(soort, slug)
    stuk = concept_van(soort, slug)
    if request.method == "POST":
        return _verwerk(request, stuk, next(versie for versie in alle if versie.actueel))
    if stuk is None:
        return redirect("risicoanalyse:instrument_deel", soort, slug)
    invoer = Vorm(vorm.model_van(versies.basis_van(stuk)), stuk.inhoud)
    if "controleer" in request.GET:
        invoer.controleer()
    return _toon(request, stuk, invoer)


def _toon(
    request: HttpRequest, stuk: Concept, invoer: Vorm, *, fout: str = "", bewaard: bool = True, status: int = 200
) -> HttpResponse:
    """The form with what was typed. ``nummer`` stays the one that the writer started from."""
    nu = versies.in_gebruik(stuk)
    waar = {uitspraak.plek: uitspraak.waar for uitspraak in vorm.uitspraken(invoer.inhoud)}
    context = {
        "stuk": stuk,
        "nu": nu,
        "velden": invoer.velden(),
        "fouten": [(plek, waar.get(plek, label), zin) for plek, label, zin in invoer.fouten],
        "opmerkingen": vorm.opmerkingen(invoer.inhoud, vorm.uit(nu)),
        "ijking": _ijking(nu, invoer.inhoud, waar),
        "fout": fout,
        "bewaard": bewaard,
        "nummer": request.POST.get("_conceptnummer", stuk.nummer),
        "verschillen": verschillen(invoer.model, stuk.inhoud, invoer.inhoud) if fout else [],
    }
    return render(request, "risicoanalyse/instrument/bewerk.html", context, status=status)


def _ijking(nu: Instrumentversie, inhoud: dict[str, Any], waar: dict[str, str]) -> list[tuple[str, str, Any]]:
    """What calibration found about questions of this draft: (field, where it stands, finding)."""
    plekken = ijking.plekken(inhoud)
    return [
        (plekken[sleutel], waar.get(plekken[sleutel], ""), bevinding)
        for sleutel, alle in ijking.bevindingen(nu).items()
        if sleutel in plekken
        for bevinding in alle
    ]


def _verwerk(request: HttpRequest, stuk: Concept | None, nu: Instrumentversie) -> HttpResponse:
    """One press of a button in the editor: a row, keep, look, or publish. Words of a draft that went are not lost."""
    doe, weg = request.POST.get("_doe", "bewaar"), stuk is None
    stuk = stuk or Concept(soort=nu.soortsleutel, slug=nu.slug, vanaf=nu.versie, inhoud=vorm.uit(nu))
    if "_conceptnummer" not in request.POST:
        return redirect("risicoanalyse:instrument_bewerk", stuk.soort, stuk.slug)
    invoer = Vorm.uit_post(vorm.model_van(nu), request.POST)
    if ":" in doe:
        invoer.schuif(doe)
        return _toon(request, stuk, invoer, bewaard=False)
    if doe == "overnemen":
        stuk = versies.begin(versie=nu, door=request.user) if weg else stuk
    try:
        compleet = _bewaar(request, stuk, invoer, nummer=stuk.nummer if doe == "overnemen" else None)[1]
    except InstrumentFout as fout:
        return _toon(request, stuk, invoer, fout=str(fout), bewaard=False, status=409)
    naar = {"voorbeeld": "instrument_voorbeeld", "publiceren": "instrument_publiceer" if compleet else ""}.get(doe)
    if naar:
        return redirect(f"risicoanalyse:{naar}", stuk.soort, stuk.slug)
    messages.success(request, "Bewaard." if compleet else "Bewaard. Hieronder staat wat nog anders moet.")
    adres = reverse("risicoanalyse:instrument_bewerk", args=[stuk.soort, stuk.slug])
    return redirect(adres if compleet else f"{adres}?controleer=1")


def _bewaar(request: HttpRequest, stuk: Concept, invoer: Vorm, *, nummer: int | None = None) -> tuple[Concept, bool]:
    """Keeps what was posted, complete or not; says which of the two."""
    gezien = request.POST.get("_conceptnummer", "")
    compleet = invoer.controleer()
    if nummer is None:
        nummer = int(gezien) if gezien.isdecimal() else -1
    return versies.bewaar(concept=stuk, inhoud=invoer.inhoud, nummer=nummer, door=request.user), compleet


@require_POST
@landelijk
def bewaar(request: HttpRequest, soort: str, slug: str) -> JsonResponse:
    """Autosave and sign of life, for the script of the editor."""
    alle = deel_of_404(soort, slug)
    stuk = concept_van(soort, slug)
    try:
        if stuk is None:
            raise InstrumentFout(versies.WEG)
        if request.POST.get("_doe") == "hartslag":
            return JsonResponse({"stand": "ok", "zin": ""})
        stuk, _ = _bewaar(request, stuk, Vorm.uit_post(vorm.model_van(alle[0]), request.POST))
    except InstrumentFout as fout:
        return JsonResponse({"stand": "botsing", "zin": str(fout)}, status=409)
    return JsonResponse({"stand": "bewaard", "om": f"{timezone.localtime():%H:%M}", "conceptnummer": stuk.nummer})


@require_safe
@landelijk
def voorbeeld(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """The draft on a phone, complete or not."""
    stuk = concept_of_404(soort, slug)
    basis = versies.basis_van(stuk)
    context = {"stuk": stuk, "nu": basis, **telefoon(request, vorm.voorbeeld(basis, stuk.inhoud))}
    return render(request, "risicoanalyse/instrument/voorbeeld.html", context)


@never_cache
@formulier
@landelijk
def publiceer(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """What changes, what to look at again, and the button that makes it a version."""
    stuk = concept_of_404(soort, slug)
    nu = versies.in_gebruik(stuk)
    if not Vorm(vorm.model_van(nu), stuk.inhoud).controleer():
        return redirect("risicoanalyse:instrument_bewerk", soort, slug)
    ingevuld = request.POST if request.method == "POST" else None
    form = PubliceerForm(vorm.opmerkingen(stuk.inhoud, vorm.uit(nu)), ingevuld)
    if request.method == "POST" and form.is_valid():
        try:
            nieuw = _publiceer(request, stuk, form)
        except InstrumentFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"{nieuw} is nu in gebruik.")
            return redirect("risicoanalyse:instrument_deel", soort, slug)
    wat = verschillen(vorm.model_van(nu), vorm.uit(nu), stuk.inhoud)
    context = {"stuk": stuk, "nu": nu, "form": form, "verschillen": wat}
    return render(request, "risicoanalyse/instrument/publiceer.html", context, status=422 if form.errors else 200)


def _publiceer(request: HttpRequest, stuk: Concept, form: PubliceerForm) -> Instrumentversie:
    gezien = {naam: request.POST.get(naam, "") for naam in ("nummer", "vervangt")}
    getallen = {naam: int(waarde) if waarde.isdecimal() else -1 for naam, waarde in gezien.items()}
    return versies.publiceer(
        concept=stuk, gezien=form.gezien(), toelichting=form.cleaned_data["toelichting"], door=request.user, **getallen
    )


@formulier
@landelijk
def weg(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """Asks before a draft goes."""
    stuk = concept_of_404(soort, slug)
    if request.method == "POST":
        versies.gooi_weg(concept=stuk)
        messages.success(request, "Het concept is weg. De versie in gebruik is gebleven wat ze was.")
        return redirect("risicoanalyse:instrument_deel", soort, slug)
    return render(request, "risicoanalyse/instrument/weg.html", {"stuk": stuk, "nu": versies.in_gebruik(stuk)})
