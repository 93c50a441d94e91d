"""What VIK offers, asking for it, answering a request, and the year of a preventiecoördinator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from aanvragen.forms import AanvraagForm, PlanAanvraagForm, StandForm
from aanvragen.jaar import jaarbeeld
from aanvragen.models import Aanbod, Aanvraag
from aanvragen.services import AanvraagFout, plan_in, vraag_aan, zet_status
from aanvragen.toegang import AANVRAGERS, BEHANDELAARS, aanvraag_of_404, te_behandelen_of_404
from vik_portal.lezen import leesantwoord
from vik_portal.organisatie.models import Gebruiker
from vik_portal.organisatie.toegang import (
    heeft_rol,
    inloggen_vereist,
    leespoort,
    preventiecoordinatoren_van,
    rol_vereist,
)
from vik_portal.redactie.weergaven import Bladzijde, weergave
from vik_portal.register import Draaiboek, register

PER_PAGINA = 20
KORT = "Wat de preventiecoördinator van VIK voor je team kan doen, wat het oplevert en wat je zelf regelt."


def _aanbod() -> Bladzijde:
    stukken = Aanbod.objects.published().op_volgorde()
    html = render_to_string("aanvragen/weergave/pagina.html", {"stukken": stukken, "kort": KORT})
    return Bladzijde(html, titel="Wat VIK voor je team kan doen", kort=KORT)


@require_safe
@leespoort
def aanbod(request: HttpRequest) -> HttpResponse:
    """All that VIK offers, on one page."""
    blad = weergave("aanbod", _aanbod)
    return leesantwoord(
        request, "lezen.html", {"titel": blad.titel, "kort": blad.kort, "weergave": blad.html}, blad.etag
    )


@never_cache
@rol_vereist(*AANVRAGERS)
def vraag(request: HttpRequest) -> HttpResponse:
    """Asking for something; ``?aanbod=`` chooses it, ``?thema=`` what it is about."""
    gegeven = request.POST if request.method == "POST" else None
    form = AanvraagForm(
        request.user, gegeven, initial={naam: request.GET.get(naam, "") for naam in ("aanbod", "thema")}
    )
    if form.is_bound and form.is_valid():
        try:
            aanvraag = vraag_aan(aanvrager=request.user, **form.cleaned_data)
        except AanvraagFout as fout:
            form.add_error("team", str(fout))
        else:
            messages.success(request, "Je aanvraag is verstuurd. Je krijgt binnen vijf werkdagen antwoord.")
            return redirect("aanvragen:aanvraag", pk=aanvraag.pk)
    return render(request, "aanvragen/vraag.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@never_cache
@inloggen_vereist
def lijst(request: HttpRequest) -> HttpResponse:
    """One's own requests, and for a preventiecoördinator those of the unit: what still runs, and what is finished."""
    alle = Aanvraag.objects.visible_to(request.user).met_alles().lopend_eerst()
    # Of what was asked for only the title: its texts are 10 kB a line.
    alle = alle.defer("aanbod__concept", "aanbod__inhoud", "aanbod__weergave")
    rij = Paginator(alle, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "groepen": [
            ("Lopend", [aanvraag for aanvraag in rij if aanvraag.status in Aanvraag.LOPEND]),
            ("Afgesloten", [aanvraag for aanvraag in rij if aanvraag.status not in Aanvraag.LOPEND]),
        ],
        "pagina": rij,
        "mag_vragen": heeft_rol(request.user, *AANVRAGERS),
        "behandelt": heeft_rol(request.user, *BEHANDELAARS),
    }
    return render(request, "aanvragen/lijst.html", context)


def _beeld(bezoeker: Gebruiker, stuk: Aanvraag) -> dict[str, Any]:
    """A request as this visitor sees it: who asked it sees whom to write to, who answers it sees the way on."""
    behandelt = heeft_rol(bezoeker, *BEHANDELAARS, eenheid=stuk.team)
    return {
        "aanvraag": stuk,
        "verloop": stuk.verloop.select_related("door"),
        "behandelt": behandelt,
        "behandelaars": [] if behandelt else preventiecoordinatoren_van(stuk.team),
        "leidt": bool(stuk.bijeenkomst) and stuk.bijeenkomst.begeleiders.filter(pk=bezoeker.pk).exists(),
    }


@never_cache
@inloggen_vereist
def aanvraag(request: HttpRequest, pk: int) -> HttpResponse:
    """How a request stands and what happened. A POST by the preventiecoördinator notes the next state."""
    stuk = (te_behandelen_of_404 if request.method == "POST" else aanvraag_of_404)(request.user, pk)
    form = StandForm(stuk, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            zet_status(aanvraag=stuk, door=request.user, **form.cleaned_data)
        except AanvraagFout as fout:
            form.add_error("toelichting", str(fout))
        else:
            messages.success(request, "Genoteerd. De aanvrager krijgt er bericht van.")
            return redirect("aanvragen:aanvraag", pk=pk)
    context = _beeld(request.user, stuk) | {"form": form}
    return render(request, "aanvragen/aanvraag.html", context, status=422 if form.errors else 200)


@never_cache
@inloggen_vereist
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting from a request: what is known is filled in, day and place are not."""
    stuk = te_behandelen_of_404(request.user, pk)
    form = PlanAanvraagForm(request.user, stuk, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        draaiboek = register.een(Draaiboek, form.cleaned_data["draaiboek"])
        bijeenkomst = form.save(commit=False)
        try:
            plan_in(aanvraag=stuk, bijeenkomst=bijeenkomst, draaiboek=draaiboek, begeleider=request.user)
        except AanvraagFout as fout:
            messages.error(request, str(fout))
            return redirect("aanvragen:aanvraag", pk=pk)
        messages.success(request, "De bijeenkomst staat gepland. De aanvrager krijgt er bericht van.")
        return redirect("bijeenkomsten:bijeenkomst", pk=bijeenkomst.pk)
    context = {"form": form, "aanvraag": stuk}
    return render(request, "aanvragen/plan.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
@rol_vereist(*BEHANDELAARS)
def jaar(request: HttpRequest) -> HttpResponse:
    """The year in one view; ``?jaar=`` is another one than this."""
    dit_jaar = timezone.localdate().year
    gevraagd = request.GET.get("jaar", str(dit_jaar))
    if not (gevraagd.isascii() and gevraagd.isdecimal() and 2000 <= int(gevraagd) <= dit_jaar + 1):
        raise Http404
    context = {"beeld": jaarbeeld(request.user, int(gevraagd)), "dit_jaar": dit_jaar}
    return render(request, "aanvragen/jaar.html", context)
