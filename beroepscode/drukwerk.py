"""The code and the dialogue cards on paper."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from beroepscode.exports import EIGEN_BEWOORDING
from beroepscode.kaarten import Kaart as Dialoogkaart
from beroepscode.models import Editie, Onderdeel
from vik_portal.exports import Bestand, bestandsnaam, huisstijl, pdf
from vik_portal.exports.blokken import Blok, Citaat, Inleiding, Kop, Lijst, Noot, Stuk, Verwijzing, alinea, lijst
from vik_portal.exports.figuren import Kaart, Kaarten
from vik_portal.redactie import opmaak

Soort = Onderdeel.Soort
TITEL = "Beroepscode politie"
WAARSCHUWING = (
    "Eigen bewoording, niet de officiële tekst. De officiële tekst staat in het boekje dat je van de politie krijgt."
)
#: Kinds of parts that begin a new page with the first of them; the rest follows what is there.
BEGINT: dict[str, str] = {
    Soort.KERNWAARDE: "Kernwaarden",
    Soort.PROFESSIONALITEIT: "Professionaliteit en leiderschap",
    Soort.RICHTLIJN: "Richtlijnen",
    Soort.DIALOOGVRAAG: "Vragen om over te praten",
}
KERNWAARDEN = ("integer", "betrouwbaar", "moedig", "verbindend")


def code_pdf(editie: Editie) -> Bestand:
    """The whole code, a page per group of parts. What is not the official text says so on every page."""
    herkomst = editie.naam if editie.officieel else EIGEN_BEWOORDING
    bytes_ = pdf.document(
        titel=TITEL,
        onderwerp=herkomst[:1].upper() + herkomst[1:],
        datum=timezone.localdate(editie.ingelezen_op),
        voettekst=f"{herkomst[:1].upper()}{herkomst[1:]}.",
        paginas=_paginas(editie),
    )
    return Bestand(bestandsnaam(f"{TITEL} {editie.naam}", "pdf"), pdf.PDF, bytes_)


def _paginas(editie: Editie) -> list[pdf.Pagina]:
    paginas: list[tuple[str, list[Blok]]] = [(TITEL, [] if editie.officieel else [Noot(WAARSCHUWING)])]
    vorige = ""
    for deel in editie.onderdelen.all():
        if deel.soort in BEGINT and deel.soort != vorige:
            paginas.append((BEGINT[deel.soort], []))
        blokken = paginas[-1][1]
        if deel.soort == Soort.DIALOOGVRAAG and blokken and isinstance(blokken[-1], Lijst):
            blokken[-1].items.append([Stuk(deel.titel)])
        else:
            blokken.extend(_blokken(deel, eigen=not editie.officieel))
        vorige = deel.soort
    paginas[-1][1].append(Verwijzing("De code op je telefoon, met themabladen", huisstijl.adres("/beroepscode/")))
    return [
        pdf.Pagina(
            titel,
            blokken,
            passend=titel not in (TITEL, BEGINT[Soort.RICHTLIJN]),
            kernwaarden=KERNWAARDEN if titel == BEGINT[Soort.KERNWAARDE] else (),
        )
        for titel, blokken in paginas
    ]


def _blokken(deel: Onderdeel, *, eigen: bool) -> list[Blok]:
    """A part under its own heading. In short only where all words are ours: the booklet's stay by themselves."""
    if deel.soort == Soort.CITAAT:
        return [Citaat(deel.titel)]
    if deel.soort == Soort.DIALOOGVRAAG:
        return [lijst(deel.titel)]
    blokken: list[Blok] = [Kop(deel.titel)]
    if eigen and deel.kort:
        blokken.append(Inleiding(deel.kort))
    if eigen and deel.in_het_kort:
        blokken.append(lijst(*deel.in_het_kort))
    if deel.zegt_meer:
        blokken += opmaak.blokken(deel.tekst)
    return blokken


def kaarten_pdf(kaarten: list[Dialoogkaart]) -> Bestand:
    """All cards on sheets of A4 to cut, eight to a sheet."""
    eigen = [kaart for kaart in kaarten if not kaart.deel.editie.officieel]
    dag = max((timezone.localdate(kaart.deel.editie.ingelezen_op) for kaart in kaarten), default=date(2020, 1, 1))
    bytes_ = pdf.document(
        titel="Dialoogkaarten",
        onderwerp="Knip ze los en leg ze op tafel",
        datum=dag,
        voettekst="Vragen van dit portaal, niet uit het officiële boekje." if len(eigen) == len(kaarten) else "",
        blokken=[
            alinea("Trek een kaart, lees voor en begin bij jezelf. Noem geen namen en geen zaken die lopen."),
            Kaarten([Kaart(kaart.label, kaart.deel.titel, kaart.deel.kort) for kaart in kaarten]),
        ],
    )
    return Bestand("dialoogkaarten.pdf", pdf.PDF, bytes_)
