"""The three questions to who led an analysis, and what the werkgroep reads of all of it together."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from risicoanalyse import ijkgrenzen
from risicoanalyse.ijking import stand, terugkoppelen
from risicoanalyse.ijking.forms import TerugkoppelForm
from risicoanalyse.models import BEKNOPT, Concept, Terugkoppeling, Vragenlijst
from risicoanalyse.toegang import geleide_analyse_of_404
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.services import MeedoenFout
from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import inloggen_vereist, rol_vereist


def _terug_te_koppelen_of_404(request: HttpRequest, pk: int) -> Bijeenkomst:
    bijeenkomst = geleide_analyse_of_404(request.user, pk)  # type: ignore[arg-type]
    if not terugkoppelen.kan(bijeenkomst):
        raise Http404
    return bijeenkomst


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@inloggen_vereist
def terugkoppeling(request: HttpRequest, pk: int) -> HttpResponse:
    """Three questions about the instrument, for who led this meeting; to change until they were summed up."""
    bijeenkomst = _terug_te_koppelen_of_404(request, pk)
    eerder = Terugkoppeling.objects.filter(bijeenkomst=bijeenkomst).first()
    begin = {veld: getattr(eerder, veld) for veld in ("klopte", "tijd", "onbegrepen")} if eerder else {}
    form = TerugkoppelForm(terugkoppelen.gevraagd(bijeenkomst), request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            terugkoppelen.bewaar(bijeenkomst=bijeenkomst, **form.cleaned_data)
        except MeedoenFout as fout:
            messages.error(request, str(fout))
        else:
            messages.success(request, "Bewaard. Dank je: hiermee wordt de vragenlijst beter.")
        return redirect("risicoanalyse:terugkoppeling", pk=pk)
    gekozen = form["onbegrepen"].value() or []
    delen = [(kop, vragen, any(vraag.sleutel in gekozen for vraag in vragen)) for kop, vragen in form.delen]
    context = {"bijeenkomst": bijeenkomst, "form": form, "gekozen": gekozen, "delen": delen, "eerder": eerder}
    status = 422 if request.method == "POST" else 200
    return render(request, "risicoanalyse/ijking/terugkoppeling.html", context, status=status)


@require_safe
@never_cache
@rol_vereist(Rol.Soort.LANDELIJK)
def ijking(request: HttpRequest, slug: str = BEKNOPT) -> HttpResponse:
    """For the werkgroep: what frozen pictures say of every question in use, by rules that stand below them."""
    lijst = Vragenlijst.actuele(slug)
    if lijst is None:
        raise Http404
    onderdelen = stand.onderdelen(lijst)
    context = {
        "lijst": lijst,
        "lijsten": Vragenlijst.objects.in_gebruik().order_by("inhoud__soort", "slug"),
        "onderdelen": [onderdeel for onderdeel in onderdelen if onderdeel.teams],
        "leeg": [onderdeel.versie.inhoud["titel"] for onderdeel in onderdelen if not onderdeel.teams],
        "opvallend": [onderdeel for onderdeel in onderdelen if onderdeel.opvallend],
        "kwartalen": stand.kwartalen(slug),
        "begeleiders": stand.begeleiders(slug),
        "concepten": set(Concept.objects.values_list("soort", "slug")),
        "status": ijkgrenzen.STATUS,
        "regels": ijkgrenzen.verantwoording(diepgaand=lijst.inhoud["soort"] == "diepgaand"),
    }
    return render(request, "risicoanalyse/ijking/ijking.html", context)
