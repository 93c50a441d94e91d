"""The desk: what asks for attention, all texts, a new one, and handing many over at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.toegang import rol_vereist
from vik_portal.redactie import services
from vik_portal.redactie.aansluiting import pagina
from vik_portal.redactie.exports import lijst_xlsx
from vik_portal.redactie.forms import NieuwForm, OverdraagForm
from vik_portal.redactie.models import publicatiesoorten
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


@require_safe
@rol_vereist(Rol.Soort.REDACTEUR)
def werkvoorraad(request: HttpRequest) -> HttpResponse:
    """What asks for attention, and all texts, by kind and state."""
    soort, stand, van = (request.GET.get(naam, "") for naam in ("soort", "stand", "van"))
    rijen = aandacht(request.user)
    eerste = sum(rij.rang < NIEMAND for rij in rijen)
    context = {
        "rijen": rijen[: eerste + VAN_NIEMAND],
        "nog_van_niemand": max(0, len(rijen) - eerste - VAN_NIEMAND),
        "kop": _kop(len(rijen)),
        "wet": wetstand(),
        "vraag": urlencode({"soort": soort, "stand": stand, "van": van}),
        "groepen": list(alle_teksten(soort, stand, _van(request))),
        "soorten": _filter("soort", soort, _soorten(), stand=stand, van=van),
        "standen": _filter("stand", stand, {key: label for key, (label, _) in STANDEN.items()}, soort=soort, van=van),
        "eigenaren": _filter("van", van, {"mij": "Mij"}, soort=soort, stand=stand),
    }
    return render(request, "redactie/werkvoorraad.html", context)


@require_safe
@rol_vereist(Rol.Soort.REDACTEUR)
def lijst(request: HttpRequest) -> HttpResponse:
    """The list of texts as a spreadsheet, with the same filters as the page."""
    teksten = alle_teksten(request.GET.get("soort", ""), request.GET.get("stand", ""), _van(request))
    return lijst_xlsx(teksten).als_antwoord(openbaar=False)


def _soorten() -> dict[Any, Any]:
    return {model._meta.model_name: model._meta.verbose_name_plural for model in publicatiesoorten()}


def _van(request: HttpRequest) -> Gebruiker | None:
    """Whose texts are asked for: ``?van=mij``, or those of everybody."""
    return request.user if request.GET.get("van") == "mij" else None  # type: ignore[return-value]


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
