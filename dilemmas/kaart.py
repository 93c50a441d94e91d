"""A dilemma as a card of A5: on the front the story and the question, on the back what speaks for and against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from dilemmas.groepsgesprek import met_letters
from dilemmas.models import Dilemma
from dilemmas.schema import DilemmaInhoud
from vik_portal.exports import Bestand, bestandsnaam, huisstijl, pdf
from vik_portal.exports.blokken import Alinea, Blok, Lijst, Noot, Norm, Stuk, Verwijzing, alinea
from vik_portal.redactie import opmaak
from vik_portal.zinnen import past, zinnen

#: What a card holds in a size that one reads at a table, in characters: a third more than the longest of the library.
VERHAAL, VRAAG, OPTIE, ARGUMENT, NORMZIN = 1100, 200, 160, 280, 260
#: Stands where something was left out.
MEER = "Niet alles past op deze kaart. De hele tekst staat achter de QR-code."
NORM = {"ja": "De norm beslist hier.", "deels": "De norm beslist een deel.", "nee": "Hier beslist geen norm."}


@dataclass(frozen=True)
class Kaart:
    """What a card is made of: a published text, or one that was frozen with a meeting."""

    slug: str
    versie: int
    dag: date
    inhoud: DilemmaInhoud


def kaart_van(dilemma: Dilemma) -> Kaart:
    """The card of what is published now."""
    assert dilemma.gepubliceerd_op is not None
    return Kaart(dilemma.slug, dilemma.versienummer, timezone.localdate(dilemma.gepubliceerd_op), dilemma.gelezen)


def kaart_pdf(kaart: Kaart) -> Bestand:
    """Two pages of A5: front and back."""
    titel = kaart.inhoud.titel
    bytes_ = _document(titel, kaart.dag, [_voorkant(kaart), _achterkant(kaart)], "a5")
    return Bestand(bestandsnaam(f"Dilemmakaart {titel}", "pdf"), pdf.PDF, bytes_)


def kaarten_pdf(kaarten: Sequence[Kaart], naam: str) -> Bestand:
    """Two cards on each sheet of A4, to print on both sides, turned over the short side, and to cut.

    A card without another one beside it stands there twice.
    """
    paginas: list[pdf.Pagina] = []
    for plek in range(0, len(kaarten), 2):
        paar = [*kaarten[plek : plek + 2], kaarten[plek]][:2]
        # Turned over the short side left and right change places.
        paginas += [*map(_voorkant, paar), *map(_achterkant, reversed(paar))]
    bytes_ = _document(naam, max(kaart.dag for kaart in kaarten), paginas, "twee")
    return Bestand(bestandsnaam(naam, "pdf"), pdf.PDF, bytes_)


def _document(titel: str, dag: date, paginas: Sequence[pdf.Pagina], papier: pdf.Papier) -> bytes:
    return pdf.document(titel=titel, onderwerp="Dilemma", datum=dag, paginas=paginas, papier=papier)


def _voet(kaart: Kaart, kant: str) -> str:
    return f"{kaart.inhoud.titel}. Versie {kaart.versie}, {huisstijl.in_woorden(kaart.dag)}. {kant}"


def _voorkant(kaart: Kaart) -> pdf.Pagina:
    inhoud, blokken, over = kaart.inhoud, list[Blok](), VERHAAL
    for blok in opmaak.blokken(inhoud.verhaal):
        deel, rest = past(blok.platte_tekst(), over)
        # A paragraph that fits keeps its appearance.
        if deel:
            blokken.append(alinea(deel) if rest else blok)
        over -= len(deel)
        if rest:
            blokken.append(Noot(MEER))
            break
    vraag = past(inhoud.vraag, VRAAG)[0] or "Wat doe jij?"
    minuten = f"{inhoud.minuten} minuten"
    return pdf.Pagina(
        inhoud.titel,
        [*blokken, Norm(vraag, "De vraag")],
        passend=True,
        voor=minuten,
        voettekst=_voet(kaart, "Voorkant"),
    )


def _achterkant(kaart: Kaart) -> pdf.Pagina:
    inhoud, ingekort = kaart.inhoud, False
    blokken: list[Blok] = []

    def kort(tekst: str, lengte: int) -> str:
        nonlocal ingekort
        deel, rest = past(tekst, lengte)
        ingekort = ingekort or bool(rest)
        return deel or "Te lang voor deze kaart."

    for letter, optie in met_letters(inhoud.opties):
        voor, tegen = kort(optie.voor, ARGUMENT), kort(optie.tegen, ARGUMENT)
        blokken.append(Alinea([Stuk(f"{letter}. {kort(optie.tekst, OPTIE)}", vet=True)]))
        blokken.append(
            Lijst(items=[[Stuk("Ervoor: ", vet=True), Stuk(voor)], [Stuk("Ertegen: ", vet=True), Stuk(tegen)]])
        )
    zin = past(next(iter(zinnen(inhoud.norm.tekst)), ""), NORMZIN)[0]
    norm = Alinea([Stuk(f"{NORM[inhoud.norm.beslist]} ", vet=True), Stuk(zin)])
    adres = huisstijl.adres(reverse("dilemmas:dilemma", args=[kaart.slug]))
    onder: list[Blok] = [Noot(MEER)] if ingekort else []
    blokken += [norm, *onder, Verwijzing("Lees hoe je ernaar kunt kijken", adres)]
    return pdf.Pagina("Wat kun je doen?", blokken, passend=True, voettekst=_voet(kaart, "Achterkant"))
