"""The items, each as it will hang and as a slide."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from briefings.exports import item_pptx
from briefings.models import Briefingsitem
from briefings.toegang import item_of_404
from vik_portal.organisatie.toegang import rol_vereist
from vik_portal.zoeken.models import BRIEFING_ROLLEN


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def items(request: HttpRequest) -> HttpResponse:
    return render(request, "briefings/items.html", {"items": Briefingsitem.objects.published().op_titel()})


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def item(request: HttpRequest, slug: str) -> HttpResponse:
    """An item as it will hang, with what the briefer says."""
    stuk = item_of_404(slug)
    return render(request, "briefings/item.html", {"item": stuk, "inhoud": stuk.gelezen})


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def item_als_pptx(request: HttpRequest, slug: str) -> HttpResponse:
    return item_pptx(item_of_404(slug)).als_antwoord()
