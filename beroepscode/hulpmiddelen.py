"""Handreikingen on paper, and the empty forms of a lijnonderzoek to write in."""

from __future__ import annotations

from collections.abc import Sequence

from beroepscode.exports import dag, stand
from beroepscode.lijnonderzoek import Formulier, Veld, formulieren
from beroepscode.models import Handreiking, Loket
from beroepscode.schema import HandreikingInhoud
from vik_portal.exports import Bestand, bestandsnaam, docx, huisstijl, pdf
from vik_portal.exports.blokken import (
    Alinea,
    Begrip,
    Begrippen,
    Blok,
    Citaat,
    Inleiding,
    Invulveld,
    Kop,
    Stuk,
    Tabel,
    Verwijzing,
    alinea,
    lijst,
)
from vik_portal.redactie import opmaak

VOOR = {"beiden": "voor iedereen", "medewerker": "voor medewerkers", "leidinggevende": "voor leidinggevenden"}
#: What an empty field says when its form says nothing else.
HULP = {"datum": "Dag, maand en jaar.", "tijd": "Uur en minuten, bijvoorbeeld 14.30 en 15.10."}
#: From this many fixed sentences on they are a list: somebody reads them out one by one.
LIJST_VANAF = 3


def handreiking_pdf(stuk: Handreiking) -> Bestand:
    """The handreiking to take along: steps, what to say, what to check, what goes wrong."""
    inhoud: HandreikingInhoud = stuk.gelezen
    bytes_ = pdf.document(
        titel=stuk.titel,
        onderwerp=f"Handreiking {VOOR[inhoud.voor]}",
        datum=dag(stuk),
        voettekst=stand(stuk),
        trefwoorden=inhoud.trefwoorden,
        blokken=_handreiking(stuk, inhoud),
    )
    return Bestand(bestandsnaam(f"handreiking {stuk.titel}", "pdf"), pdf.PDF, bytes_)


def _handreiking(stuk: Handreiking, inhoud: HandreikingInhoud) -> list[Blok]:
    duur = VOOR[inhoud.voor].capitalize()
    if inhoud.minuten:
        duur += f", {inhoud.minuten} minuten"
    blokken: list[Blok] = [Inleiding(inhoud.kort), alinea(f"{duur}."), *opmaak.blokken(inhoud.tekst)]
    if inhoud.checklist:
        blokken += [Kop("Loop dit na"), lijst(*inhoud.checklist)]
    blokken.append(Kop("In stappen"))
    for nummer, stap in enumerate(inhoud.stappen, 1):
        blokken += [Kop(f"{nummer}. {stap.kop}", 3), alinea(stap.tekst)]
        if stap.zeg:
            blokken.append(Citaat(f"“{stap.zeg}”"))
    if inhoud.valkuilen:
        namen = [Begrip(valkuil.tekst, valkuil.ondervang) for valkuil in inhoud.valkuilen]
        blokken += [Kop("Wat er misgaat, en wat helpt"), Begrippen(namen)]
    if loketten := {loket.slug: loket for loket in Loket.objects.published().filter(slug__in=inhoud.loketten)}:
        rij = [loketten[slug] for slug in inhoud.loketten if slug in loketten]
        namen = [Begrip(loket.titel, loket.gelezen.kort, loket.get_absolute_url()) for loket in rij]
        blokken += [Kop("Bij wie kun je terecht?"), Begrippen(namen)]
    return [*blokken, Verwijzing("Op je telefoon", huisstijl.adres(stuk.get_absolute_url()))]


def lijnonderzoek_docx(formulier: Formulier) -> Bestand:
    """An empty form. It says of nobody anything: whoever fills it in keeps it elsewhere."""
    alle = formulieren()
    bytes_ = docx.document(
        titel=formulier.titel,
        onderwerp="Leeg formulier bij een lijnonderzoek",
        datum=alle.stand,
        voettekst=alle.status,
        blokken=_formulier(formulier),
    )
    return Bestand(formulier.bestandsnaam, docx.DOCX, bytes_)


def _formulier(formulier: Formulier) -> list[Blok]:
    blokken: list[Blok] = []
    for deel in formulier.delen:
        blokken.append(Kop(deel.kop))
        if len(deel.tekst) >= LIJST_VANAF:
            blokken.append(lijst(*deel.tekst))
        else:
            blokken += [alinea(zin) for zin in deel.tekst]
        for veld in deel.velden:
            blokken += _veld(veld)
    onder = formulier.ondertekening
    blokken += [Kop("Ondertekening"), alinea(onder.tekst)]
    if onder.keuze:
        blokken += _hokjes("Kruis aan", onder.keuze)
    # Room to sign by hand.
    return [*blokken, Tabel("Handtekeningen", ["Wie", "Hier"], [[regel.label, "\n\n"] for regel in onder.regels])]


def _veld(veld: Veld) -> list[Blok]:
    if veld.soort == "tabel":
        return [Tabel(veld.label, list(veld.kolommen), [[""] * len(veld.kolommen)] * veld.rijen)]
    if veld.soort == "keuze":
        return _hokjes(veld.label, veld.opties)
    return [Invulveld(veld.label, veld.hulp or HULP.get(veld.soort, ""))]


def _hokjes(label: str, opties: Sequence[str]) -> list[Blok]:
    """Boxes to tick, by pen or by typing over them."""
    return [Alinea([Stuk(label, vet=True)]), *(alinea(f"☐ {optie}") for optie in opties)]
