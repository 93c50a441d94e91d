"""The items, each as it will hang and as a slide."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from briefings.beelden import met_media
from briefings.bron import stand_van
from briefings.exports import item_pptx
from briefings.forms_bron import BronForm
from briefings.models import Briefingsitem
from briefings.services.overnemen import maak_item, neem_over
from briefings.toegang import item_of_404
from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import inloggen_vereist, rol_vereist
from vik_portal.redactie.aansluiting import pagina
from vik_portal.redactie.services import RedactieFout
from vik_portal.redactie.toegang import mag_schrijven, te_bewerken_of_404
from vik_portal.zoeken.models import BRIEFING_ROLLEN


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def items(request: HttpRequest) -> HttpResponse:
    context = {"items": Briefingsitem.objects.published().op_titel(), "schrijft": mag_schrijven(request.user)}
    return render(request, "briefings/items.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@rol_vereist(Rol.Soort.REDACTEUR)
def nieuw(request: HttpRequest) -> HttpResponse:
    """A new item of a text that is in the portal already; ``?bron=`` names one, and says what goes over."""
    gekozen = request.POST.get("bron", "") or request.GET.get("bron", "")
    form = BronForm({"bron": gekozen} if gekozen or request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            item = maak_item(**form.gekozen(), door=request.user)
        except RedactieFout as fout:
            form.add_error("bron", str(fout))
        else:
            messages.success(request, "Het concept staat klaar. Vul aan wat nog ontbreekt en dien het in.")
            return redirect(pagina(item, "bewerk"))
    context = {"form": form, "begin": form.begin() if gekozen and form.is_valid() else None}
    return render(request, "briefings/item_nieuw.html", context, status=422 if form.errors else 200)


@require_POST
@inloggen_vereist
def neem_nieuwe_tekst(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest text of its source becomes the working copy; what is online and approved stays."""
    item = te_bewerken_of_404(Briefingsitem, request.user, slug=slug)
    try:
        neem_over(item=item, door=request.user)
    except RedactieFout as fout:
        messages.error(request, str(fout))
        return redirect(item if item.online else pagina(item, "bewerk"))
    messages.success(request, "De nieuwe tekst staat in het concept. Lees hem na en dien hem in.")
    return redirect(pagina(item, "bewerk"))


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def item(request: HttpRequest, slug: str) -> HttpResponse:
    """An item as it will hang, with what the briefer says."""
    stuk = item_of_404(slug)
    schrijft, bron = mag_schrijven(request.user), stand_van(stuk.inhoud)
    klaar = bron is not None and bron.stand == "veranderd" and stuk.concept.get("bron") != stuk.inhoud.get("bron")
    context = {**met_media(stuk, stuk.gelezen), "schrijft": schrijft, "bron": bron, "klaar": klaar}
    return render(request, "briefings/item.html", context)


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def item_als_pptx(request: HttpRequest, slug: str) -> HttpResponse:
    return item_pptx(item_of_404(slug)).als_antwoord()
