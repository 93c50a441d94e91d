"""Phenomena over teams, for landelijk: what there is, the report of one picture, and what is written about it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from risicoanalyse.fenomeen import exports
from risicoanalyse.fenomeen.bevriezen import fenomenen, wachtend
from risicoanalyse.fenomeen.forms import BevindingForm, MaatregelForm
from risicoanalyse.fenomeen.rapport import rapport_van
from risicoanalyse.fenomeen.toegang import beeld_of_404, fenomeen_of_404
from risicoanalyse.leidraad import leidraad
from risicoanalyse.models import Beeld, Fenomeenbevinding, Fenomeenmaatregel
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.overzicht.vriezen import RIJP, laatst_geteld, nog_te_vriezen
from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import rol_vereist

landelijk = rol_vereist(Rol.Soort.LANDELIJK)
VORMEN = {"pdf": exports.rapport_pdf, "pptx": exports.rapport_pptx}
#: What can be written with a picture: form and model.
SOORTEN = {"bevinding": (BevindingForm, Fenomeenbevinding), "maatregel": (MaatregelForm, Fenomeenmaatregel)}


@require_safe
@landelijk
def overzicht(request: HttpRequest) -> HttpResponse:
    """Every phenomenon that has an instrument, with its last picture."""
    beelden = Beeld.objects.filter(soort=Beeld.Soort.FENOMEEN).order_by("kwartaal").only("onderwerp", "kwartaal")
    laatste = {beeld.onderwerp: Kwartaal.van(beeld.kwartaal) for beeld in beelden}
    regels = [(fenomeen, laatste.get(fenomeen.slug)) for fenomeen in fenomenen()]
    return render(request, "risicoanalyse/fenomeen/overzicht.html", {"regels": regels})


def _wacht(slug: str) -> tuple[int | None, date | None]:
    """How many teams wait for a picture, and the day on which it is made: ``None`` when the coming night makes it."""
    vandaag = timezone.localdate()
    for kwartaal in nog_te_vriezen(vandaag):
        if aantal := wachtend(slug, kwartaal, laatst_geteld(kwartaal)):
            dag = kwartaal.einde + RIJP
            return aantal, dag if dag > vandaag else None
    return None, None


@require_safe
@never_cache
@landelijk
def fenomeen(request: HttpRequest, slug: str) -> HttpResponse:
    """One phenomenon: its guide and questionnaire, what waits, and its pictures."""
    stuk = fenomeen_of_404(slug)
    wacht, klaar_op = _wacht(slug)
    beelden = Beeld.objects.filter(soort=Beeld.Soort.FENOMEEN, onderwerp=slug)
    context = {
        "fenomeen": stuk,
        "gids": leidraad(slug),
        "wacht": wacht,
        "klaar_op": klaar_op,
        "beelden": [(Kwartaal.van(beeld.kwartaal), beeld.inhoud["teams"]) for beeld in beelden],
    }
    return render(request, "risicoanalyse/fenomeen/fenomeen.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@landelijk
def rapport(request: HttpRequest, slug: str, kwartaal: str) -> HttpResponse:
    """The report of one picture. A POST adds a finding or a measure to it."""
    beeld = beeld_of_404(slug, kwartaal)
    soort = request.POST.get("soort", "") if request.method == "POST" else ""
    forms = {
        naam: form(request.POST if naam == soort else None, auto_id=f"{naam}-%s") for naam, (form, _) in SOORTEN.items()
    }
    if soort in SOORTEN and forms[soort].is_valid():
        SOORTEN[soort][1].objects.create(beeld=beeld, **forms[soort].cleaned_data)  # type: ignore[attr-defined]
        messages.success(request, "Toegevoegd aan het verslag.")
        naar = "maatregelen" if soort == "maatregel" else forms[soort].cleaned_data["kant"]
        return redirect(f"{reverse('risicoanalyse:fenomeen_rapport', args=[slug, kwartaal])}#{naar}")
    context = {"slug": slug, "sleutel": kwartaal, "rapport": rapport_van(beeld), "rekenen": exports.REKENEN, **forms}
    context["uitleg"] = exports.SLEUTEL
    return render(request, "risicoanalyse/fenomeen/rapport.html", context, status=422 if soort else 200)


@require_POST
@landelijk
def weg(request: HttpRequest, slug: str, kwartaal: str) -> HttpResponse:
    """Takes a finding or a measure away."""
    beeld = beeld_of_404(slug, kwartaal)
    soort, pk = request.POST.get("soort", ""), request.POST.get("pk", "")
    if soort in SOORTEN and pk.isdecimal() and len(pk) < 19:
        SOORTEN[soort][1].objects.filter(beeld=beeld, pk=int(pk)).delete()  # type: ignore[attr-defined]
        messages.success(request, "Weggehaald.")
    return redirect("risicoanalyse:fenomeen_rapport", slug, kwartaal)


@require_safe
@landelijk
def rapport_als(request: HttpRequest, slug: str, kwartaal: str, vorm: str) -> HttpResponse:
    beeld = beeld_of_404(slug, kwartaal)
    if vorm not in VORMEN:
        raise Http404
    return VORMEN[vorm](rapport_van(beeld)).als_antwoord(openbaar=False)
