"""Reading: the code, its values and guidelines, themabladen, loketten."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from beroepscode.exports import themablad_docx, themablad_pdf
from beroepscode.models import Loket, Onderdeel, Themablad
from beroepscode.toegang import actieve_editie_of_404, onderdeel_of_404
from vik_portal.lezen import leesantwoord
from vik_portal.organisatie.toegang import leespoort
from vik_portal.redactie.toegang import leesbaar_of_404


@leespoort
def code(request: HttpRequest) -> HttpResponse:
    """The whole code on one page."""
    editie = actieve_editie_of_404()
    return leesantwoord(request, "beroepscode/code.html", {"editie": editie}, f"editie-{editie.vingerafdruk}")


@leespoort
def onderdeel(request: HttpRequest, soort: str, naam: str) -> HttpResponse:
    """A kernwaarde or richtlijn with what cites it."""
    deel = onderdeel_of_404(f"{soort}/{naam}")
    bladen = Themablad.objects.published().op_titel().only("titel", "slug")
    bladen = bladen.bij_kernwaarde(naam) if soort == Onderdeel.Soort.KERNWAARDE else bladen.bij_richtlijn(naam)
    return render(request, "beroepscode/onderdeel.html", {"deel": deel, "bladen": bladen})


@leespoort
def themabladen(request: HttpRequest) -> HttpResponse:
    bladen = Themablad.objects.published().op_titel().only("titel", "slug", "inhoud")
    return render(request, "beroepscode/themabladen.html", {"bladen": bladen})


@leespoort
def themablad(request: HttpRequest, slug: str) -> HttpResponse:
    blad = leesbaar_of_404(Themablad, request.user, slug=slug)
    return leesantwoord(request, "beroepscode/themablad.html", {"blad": blad}, blad.etag)


@leespoort
def themablad_als(request: HttpRequest, slug: str, vorm: str) -> HttpResponse:
    """The themablad as a file to print (``pdf``) or to prepare a conversation with (``docx``)."""
    blad = leesbaar_of_404(Themablad, request.user, slug=slug)
    return {"pdf": themablad_pdf, "docx": themablad_docx}[vorm](blad).als_antwoord()


@leespoort
def loketten(request: HttpRequest) -> HttpResponse:
    lijst = sorted(Loket.objects.published(), key=lambda loket: loket.inhoud["volgorde"])
    return render(request, "beroepscode/loketten.html", {"loketten": lijst})


@leespoort
def loket(request: HttpRequest, slug: str) -> HttpResponse:
    stuk = leesbaar_of_404(Loket, request.user, slug=slug)
    return leesantwoord(request, "beroepscode/loket.html", {"loket": stuk}, stuk.etag)
