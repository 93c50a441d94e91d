"""A dilemma as a card to print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dilemmas.kaart import kaart_pdf, kaart_van, kaarten_pdf
from dilemmas.models import Dilemma
from vik_portal.organisatie.toegang import leespoort
from vik_portal.redactie.toegang import leesbaar_of_404


@require_safe
@leespoort
def kaart(request: HttpRequest, slug: str) -> HttpResponse:
    """One card, front and back, on A5."""
    return kaart_pdf(kaart_van(leesbaar_of_404(Dilemma, slug))).als_antwoord()


@require_safe
@leespoort
def kaart_op_a4(request: HttpRequest, slug: str) -> HttpResponse:
    """The same card twice on a sheet of A4."""
    van = kaart_van(leesbaar_of_404(Dilemma, slug))
    return kaarten_pdf([van], f"Dilemmakaarten {van.inhoud.titel}").als_antwoord()
