"""Pictures over teams for a meeting: slides, paper and a workbook, from the same :class:`Overzicht` as the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from risicoanalyse.beeld.vorm import Tabel as Gegevens
from risicoanalyse.overzicht.pagina import UITLEG, Figuur, Overzicht, Regel
from vik_portal.exports import Bestand, bestandsnaam, pdf, pptx, xlsx
from vik_portal.exports.blokken import Begrip, Begrippen, Blok, Inleiding, Kop, Noot, Tabel, alinea, lijst
from vik_portal.exports.figuren import Staaf, Staven
from vik_portal.exports.pptx import Dia
from vik_portal.exports.xlsx import Blad

#: So many eenheden fit on a slide, below a title of two lines.
RIJEN = 10
#: What the full and the lighter part of a bar are, as on the page.
SLEUTEL = ("Zeker zoveel teams", "Hooguit zoveel")
#: A longer conclusion is no heading of a slide: it stands below one.
KOP = 125
STAAF = (
    "Elke balk is zo lang als alle teams waar hij over gaat. Het volle deel is zeker, het lichte deel kan erbij komen. "
    "De woorden ernaast zeggen hetzelfde."
)
_ZEG = (
    "Lees de zin voor, en zeg waar het getal een deel van is. Gevraagd naar één team of een volgorde van eenheden: "
    "die staat hier niet, en is er ook niet uit af te leiden."
)
KLOOF = "De kloof is het verschil tussen de druk op een werkproces en het houvast van het team."
KOLOMMEN = ["Onderwerp", "Wat", "Minstens", "Hooguit", "Van zoveel teams"]
LEEG = "Er is nog geen beeld: een beeld gaat over minstens vijf teams samen."


def _naam(overzicht: Overzicht, uitgang: str) -> str:
    return bestandsnaam(f"{overzicht.kop} {overzicht.kwartaal.sleutel}", uitgang)


def _staven(figuur: Figuur) -> Staven:
    """A step of a bar is a team; where not all bars are of as many it is a per cent, rounded to what is sure."""
    aantallen = {regel.spreiding.van for regel in figuur.regels}
    schaal, stap = (aantallen.pop(), "teams") if len(aantallen) == 1 else (100, "procenten van de teams")

    def staaf(regel: Regel) -> Staaf:
        spreiding = regel.spreiding
        zeker, hooguit = schaal * spreiding.laag // spreiding.van, -(-schaal * spreiding.hoog // spreiding.van)
        return Staaf(regel.naam, zeker, str(spreiding), hooguit - zeker)

    return Staven(figuur.naam, schaal, list(map(staaf, figuur.regels)), ("Wat", "Hoeveel teams"), SLEUTEL, stap)


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
    if overzicht.dekking_regel:
        return alinea(overzicht.dekking_regel)
    return _tabel(overzicht.dekking, delen=[0.4, 0.3, 0.3])


def _bereik(overzicht: Overzicht) -> list[Blok]:
    if not overzicht.bereik_noten:
        return []
    blokken: list[Blok] = [Kop("Wat ernaast gebeurde, per thema")]
    if overzicht.bereik:
        blokken.append(replace(_tabel(overzicht.bereik), lang=True))
    return [*blokken, lijst(*overzicht.bereik_noten)]


# --- slides --------------------------------------------------------------------------------------


def als_pptx(overzicht: Overzicht) -> Bestand:
    dekking = _dekkingsdias(overzicht)
    # Of one eenheid coverage is a line, and no slide with a table of one row.
    regels = [] if dekking else [f"{overzicht.dekking_zin}. {overzicht.dekking_regel}"]
    dias = [Dia("Wat dit kwartaal zegt", [lijst(*overzicht.kern, *regels)], _ZEG), *dekking]
    dias += [_dia(figuur) for figuur in overzicht.themas]
    # One slide for all work processes; each by itself is for who asks on.
    dias += [_dia(figuur) for figuur in (overzicht.kloof, overzicht.risicos) if figuur and figuur.regels]
    dias += [_dia(figuur) for figuur in (overzicht.voortgang, overzicht.later) if figuur]
    dias += _bereikdias(overzicht)
    if overzicht.processen:
        achterin = ["Hoe we tellen", *(f"De kloof per werkproces: {figuur.naam}" for figuur in overzicht.processen)]
        dias.append(Dia("Voor vragen", [lijst(*achterin)], "Hier stopt het verhaal. Wat volgt, is voor vragen."))
    dias.append(Dia("Hoe we tellen", [Begrippen([Begrip(v, a) for v, a in UITLEG])], "Deze dia is voor vragen."))
    dias += [_dia(figuur, "Voor vragen. ") for figuur in overzicht.processen]
    inhoud = pptx.presentatie(
        titel=overzicht.kop,
        ondertitel=f"Risicoanalyses van teams, {overzicht.kwartaal}",
        notities=_ZEG,
        datum=overzicht.kwartaal.einde,
        dias=dias,
    )
    return Bestand(_naam(overzicht, "pptx"), pptx.PPTX, inhoud)


def _dia(figuur: Figuur, vooraf: str = "") -> Dia:
    """A picture with its conclusion: as the heading, or below it when that is long."""
    lang = len(figuur.conclusie) > KOP
    blokken: list[Blok] = [alinea(f"{figuur.conclusie}.")] if lang else []
    noot = KLOOF if figuur.id == "kloof" else figuur.noot
    blokken += [_staven(figuur), *([Noot(noot)] if noot else [])]
    zeg = f"{vooraf}{_ZEG} {STAAF} {figuur.alt}"
    return Dia(figuur.naam if lang else figuur.conclusie, blokken, zeg)


def _bereikdias(overzicht: Overzicht) -> list[Dia]:
    if not overzicht.bereik_noten:
        return []
    titel = "Wat ernaast gebeurde, per thema"
    tabel = [Dia(titel, [_tabel(replace(overzicht.bereik, titel=""))], _ZEG)] if overzicht.bereik else []
    return [*tabel, Dia("Wat die aantallen zijn", [lijst(*overzicht.bereik_noten)], "Deze dia is voor vragen.")]


def _dekkingsdias(overzicht: Overzicht) -> list[Dia]:
    """Coverage in equal parts: no slide has one row left over. None for one eenheid that has a picture."""
    zin, rijen = overzicht.dekking_zin, overzicht.dekking.rijen
    slot = [Noot(LEEG)] if overzicht.leeg else []
    if overzicht.dekking_regel and not overzicht.leeg:
        return []
    if not rijen:
        return [Dia(zin, [_dekking(overzicht), *slot], _ZEG)]
    aantal = -(-len(rijen) // RIJEN)
    per, uit = -(-len(rijen) // aantal), []
    koppen = ("Eenheid", "Teams in dit beeld", "Teams in het afgelopen jaar")
    for nummer in range(aantal):
        deel = replace(overzicht.dekking, titel="", koppen=koppen, rijen=rijen[nummer * per : (nummer + 1) * per])
        blokken: list[Blok] = [_tabel(deel, delen=[0.4, 0.3, 0.3])]
        kop = f"{zin} ({nummer + 1} van {aantal})" if aantal > 1 else zin
        uit.append(Dia(kop, [*blokken, *(slot if nummer == aantal - 1 else [])], _ZEG))
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
        bladen.append(Blad("Beelden", KOLOMMEN, rijen))
    if overzicht.cijfers:
        bladen.append(Blad("Per eenheid", ["Eenheid", *KOLOMMEN], overzicht.cijfers))
    if overzicht.bereik:
        bladen.append(Blad("Bereik", overzicht.bereik.koppen, overzicht.bereik.rijen))
    bladen.append(
        Blad("Hoe we tellen", ["Vraag", "Antwoord"], [*UITLEG, *(("Bereik", n) for n in overzicht.bereik_noten)])
    )
    inhoud = xlsx.werkboek(bladen, titel=overzicht.titel, datum=overzicht.kwartaal.einde)
    return Bestand(_naam(overzicht, "xlsx"), xlsx.XLSX, inhoud)
