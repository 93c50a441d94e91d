"""Reading: the code, its values and guidelines, themabladen, loketten."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from beroepscode.exports import themablad_docx, themablad_pdf
from beroepscode.models import Loket, Onderdeel, Themablad
from beroepscode.toegang import actieve_editie_of_404, onderdeel_of_404
from vik_portal.lezen import leesantwoord
from vik_portal.organisatie.toegang import leespoort
from vik_portal.redactie.toegang import leesbaar_of_404, leespagina_of_404


@require_safe
@leespoort
def code(request: HttpRequest) -> HttpResponse:
    """The whole code on one page."""
    editie = actieve_editie_of_404()
    context = {"titel": "Beroepscode", "weergave": editie.weergave}
    return leesantwoord(request, "lezen.html", context, f"editie-{editie.vingerafdruk}")


@require_safe
@leespoort
def onderdeel(request: HttpRequest, soort: str, naam: str) -> HttpResponse:
    """A kernwaarde or richtlijn with what cites it."""
    deel = onderdeel_of_404(f"{soort}/{naam}")
    bladen = Themablad.objects.published().op_titel().only("titel", "slug")
    bladen = bladen.bij_kernwaarde(naam) if soort == Onderdeel.Soort.KERNWAARDE else bladen.bij_richtlijn(naam)
    return render(request, "beroepscode/onderdeel.html", {"deel": deel, "bladen": bladen})


@require_safe
@leespoort
def themabladen(request: HttpRequest) -> HttpResponse:
    bladen = Themablad.objects.published().op_titel().only("titel", "slug", "inhoud")
    return render(request, "beroepscode/themabladen.html", {"bladen": bladen})


@require_safe
@leespoort
def themablad(request: HttpRequest, slug: str) -> HttpResponse:
    blad = leespagina_of_404(Themablad, slug)
    context = {"titel": blad.titel, "kort": blad.kort, "weergave": blad.weergave}  # type: ignore[attr-defined]
    return leesantwoord(request, "lezen.html", context, blad.etag)


@require_safe
@leespoort
def themablad_als(request: HttpRequest, slug: str, vorm: str) -> HttpResponse:
    """The themablad as a file to print (``pdf``) or to prepare a conversation with (``docx``)."""
    blad = leesbaar_of_404(Themablad, request.user, slug=slug)
    return {"pdf": themablad_pdf, "docx": themablad_docx}[vorm](blad).als_antwoord()


@require_safe
@leespoort
def loketten(request: HttpRequest) -> HttpResponse:
    lijst = sorted(Loket.objects.published(), key=lambda loket: loket.inhoud["volgorde"])
    return render(request, "beroepscode/loketten.html", {"loketten": lijst})


@require_safe
@leespoort
def loket(request: HttpRequest, slug: str) -> HttpResponse:
    stuk = leespagina_of_404(Loket, slug)
    context = {"titel": stuk.titel, "kort": stuk.kort, "weergave": stuk.weergave}  # type: ignore[attr-defined]
    return leesantwoord(request, "lezen.html", context, stuk.etag)
