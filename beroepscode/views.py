"""Reading: themabladen and loketten. The code itself: ``code_views``."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from beroepscode.exports import themablad_docx, themablad_pdf
from beroepscode.models import Loket, Themablad
from beroepscode.sessie import themablad_pptx
from beroepscode.toegang import leesbare_eenheid_of_404
from vik_portal.lezen import leesantwoord
from vik_portal.organisatie.toegang import leespoort
from vik_portal.redactie.toegang import leesbaar_of_404, leespagina_of_404


@require_safe
@leespoort
def themabladen(request: HttpRequest) -> HttpResponse:
    bladen = Themablad.objects.published().op_titel().only("titel", "slug", "inhoud")
    return render(request, "beroepscode/themabladen.html", {"bladen": bladen})


@require_safe
@leespoort
def themablad(request: HttpRequest, slug: str) -> HttpResponse:
    blad = leespagina_of_404(Themablad, slug)
    context = {"titel": blad.titel, "kort": blad.kort, "weergave": blad.weergave}
    return leesantwoord(request, "lezen.html", context, blad.etag)


@require_safe
@leespoort
def themablad_als(request: HttpRequest, slug: str, vorm: str) -> HttpResponse:
    """The themablad as a file: ``pdf`` to print, ``docx`` to prepare a conversation, ``pptx`` to lead a session.

    ``?eenheid=`` puts what that eenheid filled in on the pdf.
    """
    blad = leesbaar_of_404(Themablad, slug)
    if vorm == "pdf" and (eenheid := request.GET.get("eenheid")):
        return themablad_pdf(blad, leesbare_eenheid_of_404(eenheid)).als_antwoord()
    return {"pdf": themablad_pdf, "docx": themablad_docx, "pptx": themablad_pptx}[vorm](blad).als_antwoord()


@require_safe
@leespoort
def loket(request: HttpRequest, slug: str) -> HttpResponse:
    stuk = leespagina_of_404(Loket, slug)
    context = {"titel": stuk.titel, "kort": stuk.kort, "weergave": stuk.weergave}
    return leesantwoord(request, "lezen.html", context, stuk.etag)
