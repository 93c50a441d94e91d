"""The report as a workbook: the tables behind the pictures, one sheet each."""

from __future__ import annotations

from risicoanalyse.beeld.uitslag import Beeld
from risicoanalyse.beeld.vorm import Tabel
from risicoanalyse.exports.papier import _naam
from risicoanalyse.pulse.exports import als_blad
from risicoanalyse.rapport import Rapport, rapport_van
from vik_portal.exports import Bestand, xlsx
from vik_portal.exports.xlsx import Blad
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.models import Gebruiker


def rapport_xlsx(bijeenkomst: Bijeenkomst, lezer: Gebruiker | None = None) -> Bestand:
    rapport = rapport_van(bijeenkomst, lezer)
    bladen = [Blad("Over dit verslag", ["Onderwerp", "Waarde"], _over(rapport))]
    if rapport.beeld:
        bladen += _uitslag(rapport.beeld)
    if rapport.matrix:
        bladen.append(_blad(rapport.matrix.tabel))
    elif rapport.risicos:
        rijen = [(r.letter, r.risico.oorzaak, r.risico.gebeurtenis, r.risico.gevolg) for r in rapport.risicos]
        bladen.append(Blad("De risico’s", ["", "Oorzaak", "Gebeurtenis", "Gevolg"], rijen))
    if rapport.afspraken:
        bladen.append(_afspraken(rapport))
    bladen += [als_blad(terugblik) for terugblik in rapport.teruggekeken]
    if rapport.beeld:
        regels = [("Status", rapport.beeld.status), *rapport.beeld.verantwoording]
        bladen.append(Blad("Hoe we rekenen", ["Onderwerp", "Regel"], regels))
    inhoud = xlsx.werkboek(bladen, titel=f"{rapport.soort}: {rapport.team}", datum=rapport.datum)
    return Bestand(_naam(rapport, "Verslag risicoanalyse", "xlsx"), xlsx.XLSX, inhoud)


def _over(rapport: Rapport) -> list[tuple[str, str]]:
    regels = [("Verslag", rapport.soort), ("Team", rapport.team), ("In het kort", rapport.kern), *rapport.feiten]
    if rapport.beeld:
        regels.append(("Hoeveel deden er mee", rapport.beeld.deelname.conclusie))
        if rapport.beeld.deelname.ongeldig:
            regels.append(("Niet meegeteld", rapport.beeld.deelname.ongeldig))
    return regels


def _blad(tabel: Tabel) -> Blad:
    return Blad(tabel.titel, tabel.koppen, tabel.rijen)


def _uitslag(beeld: Beeld) -> list[Blad]:
    lijsten = [_blad(deel.tabel) for deel in (beeld.verdeeld, beeld.blind, beeld.sterk, beeld.kaart)]
    koppen = ["Nummer", "Onderwerp", "Uitspraak", "Antwoord", "Hoeveel van jullie", "Band", "Hoogste band"]
    rijen = [
        (nummer, vraag.thema, vraag.tekst, rij.antwoord, rij.band, rij.index, rij.hoogste)
        for nummer, vraag in enumerate(beeld.vragen, 1)
        for rij in vraag.rijen
    ]
    return [*lijsten, Blad("Per vraag", koppen, rijen)]


def _afspraken(rapport: Rapport) -> Blad:
    koppen = [
        "",
        "Oorzaak",
        "Gebeurtenis",
        "Gevolg",
        "Afspraak",
        "Soort",
        "Wie (rol)",
        "Trekker",
        "Klaar op",
        "We merken het aan",
    ]
    rijen = [
        (
            regel.letter,
            regel.risico.oorzaak,
            regel.risico.gebeurtenis,
            regel.risico.gevolg,
            regel.maatregel.tekst,
            regel.maatregel.get_soort_display().partition(":")[0],
            regel.maatregel.rol,
            regel.maatregel.trekker,
            regel.maatregel.datum,
            regel.maatregel.merkbaar,
        )
        for regel in rapport.afspraken
        if regel.maatregel
    ]
    return Blad("Afspraken", koppen, rijen)
