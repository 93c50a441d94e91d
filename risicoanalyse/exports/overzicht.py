"""Pictures over teams for a meeting: slides, paper and a workbook, from the same :class:`Overzicht` as the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from risicoanalyse.beeld.vorm import Tabel as Gegevens
from risicoanalyse.overzicht.pagina import UITLEG, Figuur, Overzicht
from vik_portal.exports import Bestand, bestandsnaam, pdf, pptx, xlsx
from vik_portal.exports.blokken import Begrip, Begrippen, Blok, Inleiding, Kop, Noot, Tabel, alinea, lijst
from vik_portal.exports.figuren import Staaf, Staven
from vik_portal.exports.pptx import Dia
from vik_portal.exports.xlsx import Blad

#: A bar is drawn in so many steps, rounded down: what it shows is surely there.
STAPPEN = 20
#: So many eenheden fit on a slide, below a title of two lines.
RIJEN = 9
STAAF = "De staaf laat zien hoeveel teams het zeker zijn. De woorden zeggen ook hoeveel het er hooguit zijn."
_ZEG = (
    "Lees de zin voor, en zeg waar het getal een deel van is. Gevraagd naar één team of een volgorde van eenheden: "
    "die staat hier niet, en is er ook niet uit af te leiden."
)
LEEG = "Er is nog geen beeld: een beeld gaat over minstens vijf teams samen."


def _naam(overzicht: Overzicht, uitgang: str) -> str:
    return bestandsnaam(f"{overzicht.kop} {overzicht.kwartaal.sleutel}", uitgang)


def _staven(figuur: Figuur) -> Staven:
    return Staven(
        titel=f"{figuur.naam}. {STAAF}",
        hoogste=STAPPEN,
        staven=[Staaf(r.naam, STAPPEN * r.spreiding.laag // r.spreiding.van, str(r.spreiding)) for r in figuur.regels],
        koppen=("Wat", "Hoeveel teams"),
    )


def _tabel(gegevens: Gegevens, bijschrift: str = "", delen: Sequence[float] = ()) -> Tabel:
    return Tabel(bijschrift or gegevens.titel, list(gegevens.koppen), [list(r) for r in gegevens.rijen], list(delen))


def _figuren(overzicht: Overzicht) -> list[tuple[str, list[Figuur]]]:
    """Parts with their pictures, in the order of the page; a part without a picture is not there."""
    delen = [
        ("Hoe teams ervoor staan, per thema", list(overzicht.themas)),
        (overzicht.proces_zin, list(overzicht.processen)),
        ("Waarover teams een risico opschreven", [overzicht.risicos] if overzicht.risicos else []),
        ("Wat er van de maatregelen komt", [f for f in (overzicht.voortgang, overzicht.later) if f]),
    ]
    return [(kop, [f for f in figuren if f.regels]) for kop, figuren in delen if any(f.regels for f in figuren)]


# --- on paper ------------------------------------------------------------------------------------


def als_pdf(overzicht: Overzicht) -> Bestand:
    blokken: list[Blok] = [Inleiding(" ".join(overzicht.kern))]
    blokken += [Kop(overzicht.dekking_zin), _dekking(overzicht)]
    if overzicht.leeg:
        blokken.append(Noot(LEEG))
    for nummer, (kop, figuren) in enumerate(_figuren(overzicht)):
        blokken += [Kop(kop)] if nummer else [Kop(kop), alinea(STAAF)]
        for figuur in figuren:
            blokken += [Kop(figuur.conclusie, 3), _staven(figuur)]
            if figuur.noot:
                blokken.append(alinea(figuur.noot))
    blokken += _bereik(overzicht)
    if overzicht.per_eenheid:
        blokken.append(Kop("Per eenheid, op alfabet"))
        blokken += [_tabel(gegevens, delen=[0.3, 0.7]) for gegevens in overzicht.per_eenheid]
    blokken += [Kop("Hoe we tellen"), Begrippen([Begrip(vraag, antwoord) for vraag, antwoord in UITLEG])]
    inhoud = pdf.document(
        titel=overzicht.kop,
        onderwerp=f"Risicoanalyses van teams, {overzicht.kwartaal}",
        datum=overzicht.kwartaal.einde,
        voettekst="Minstens vijf teams samen. Geen uitspraak over één team",
        blokken=blokken,
    )
    return Bestand(_naam(overzicht, "pdf"), pdf.PDF, inhoud)


def _dekking(overzicht: Overzicht) -> Blok:
    if not overzicht.dekking.rijen:
        return alinea("Er zijn nog geen teams bekend.")
    return _tabel(overzicht.dekking, delen=[0.4, 0.3, 0.3])


def _bereik(overzicht: Overzicht, *, kop: bool = True) -> list[Blok]:
    if not overzicht.bereik_noten:
        return []
    blokken: list[Blok] = [Kop("Wat ernaast gebeurde, per thema")] if kop else []
    if overzicht.bereik:
        blokken.append(_tabel(overzicht.bereik))
    return [*blokken, lijst(*overzicht.bereik_noten)]


# --- slides --------------------------------------------------------------------------------------


def als_pptx(overzicht: Overzicht) -> Bestand:
    dias = [
        Dia("Wat dit kwartaal zegt", [lijst(*overzicht.kern)], _ZEG),
        *_dekkingsdias(overzicht),
    ]
    for _, figuren in _figuren(overzicht):
        for figuur in figuren:
            slot = alinea(f"{STAAF} {figuur.noot}".rstrip())
            dias.append(Dia(figuur.conclusie, [_staven(figuur), slot], f"{_ZEG} {figuur.alt}"))
    if overzicht.bereik_noten:
        dias.append(Dia("Wat ernaast gebeurde, per thema", _bereik(overzicht, kop=False), _ZEG))
    dias.append(Dia("Hoe we tellen", [Begrippen([Begrip(v, a) for v, a in UITLEG])], "Deze dia is voor vragen."))
    inhoud = pptx.presentatie(
        titel=overzicht.kop,
        ondertitel=f"Risicoanalyses van teams, {overzicht.kwartaal}",
        notities=_ZEG,
        datum=overzicht.kwartaal.einde,
        dias=dias,
    )
    return Bestand(_naam(overzicht, "pptx"), pptx.PPTX, inhoud)


def _dekkingsdias(overzicht: Overzicht) -> list[Dia]:
    """Coverage in equal parts: no slide has one row left over."""
    zin, rijen = overzicht.dekking_zin, overzicht.dekking.rijen
    slot = [Noot(LEEG)] if overzicht.leeg else []
    aantal = -(-len(rijen) // RIJEN)
    if aantal < 2:
        return [Dia(zin, [_dekking(overzicht), *slot], _ZEG)]
    per, uit = -(-len(rijen) // aantal), []
    for nummer in range(aantal):
        deel = replace(overzicht.dekking, rijen=rijen[nummer * per : (nummer + 1) * per])
        blokken: list[Blok] = [_tabel(deel, delen=[0.4, 0.3, 0.3])]
        uit.append(Dia(f"{zin} ({nummer + 1} van {aantal})", [*blokken, *(slot if nummer == aantal - 1 else [])], _ZEG))
    return uit


# --- a workbook ----------------------------------------------------------------------------------


def als_xlsx(overzicht: Overzicht) -> Bestand:
    bladen = [
        Blad("In het kort", ["Zin"], [(zin,) for zin in overzicht.kern]),
        Blad("Dekking", overzicht.dekking.koppen, overzicht.dekking.rijen),
    ]
    rijen = [
        (figuur.naam, regel.naam, regel.spreiding.laag, regel.spreiding.hoog, regel.spreiding.van)
        for _, figuren in _figuren(overzicht)
        for figuur in figuren
        for regel in figuur.regels
    ]
    if rijen:
        bladen.append(Blad("Beelden", ["Onderwerp", "Wat", "Minstens", "Hooguit", "Van zoveel teams"], rijen))
    if overzicht.per_eenheid:
        koppen = ["Eenheid", *overzicht.per_eenheid[0].koppen]
        per = [(gegevens.titel, *rij) for gegevens in overzicht.per_eenheid for rij in gegevens.rijen]
        bladen.append(Blad("Per eenheid", koppen, per))
    if overzicht.bereik:
        bladen.append(Blad("Bereik", overzicht.bereik.koppen, overzicht.bereik.rijen))
    bladen.append(
        Blad("Hoe we tellen", ["Vraag", "Antwoord"], [*UITLEG, *(("Bereik", n) for n in overzicht.bereik_noten)])
    )
    inhoud = xlsx.werkboek(bladen, titel=overzicht.titel, datum=overzicht.kwartaal.einde)
    return Bestand(_naam(overzicht, "xlsx"), xlsx.XLSX, inhoud)
