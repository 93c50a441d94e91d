"""Teruggekeken in the files of a report: blocks on paper, slides, and a sheet. Every word comes from the picture."""

from __future__ import annotations

from risicoanalyse.pulse.beeld import TEKENING, Vergelijking
from risicoanalyse.pulse.gehouden import Teruggekeken
from vik_portal.exports.blokken import Alinea, Blok, Inleiding, Kop, Lijst, Naast, Noot, Stuk, Tabel, alinea, lijst
from vik_portal.exports.figuren import Tekening, Vlak, Woord
from vik_portal.exports.huisstijl import in_woorden
from vik_portal.exports.pdf import Pagina
from vik_portal.exports.pptx import Dia
from vik_portal.exports.xlsx import Blad

_ZEG = (
    "Lees de zin onder de vragen voor, juist als het er goed uitziet. Vraag dan: “Wat herken je hiervan in ons werk?” "
    "Vraag nooit wie er anders antwoordde."
)
_ZEG_AFSPRAKEN = "Vraag bij elke afspraak: “Doen we het, merken we het, en houden we het zo?”"


def op_papier(terugblik: Teruggekeken) -> Pagina:
    """One pulse on a page of its own."""
    beeld = terugblik.beeld
    blokken: list[Blok] = [Inleiding(f"Op {in_woorden(terugblik.datum)} keek het team terug.")]
    if beeld is None:
        blokken.append(alinea(terugblik.waarom))
    else:
        blokken.append(Kop(beeld.conclusie))
        blokken += [_vraag(vraag) for vraag in beeld.vragen]
        blokken += [Noot(beeld.duiding), *([alinea(beeld.ongeldig)] if beeld.ongeldig else []), alinea(beeld.bedenk)]
        blokken.append(alinea(beeld.uitleg))
    if terugblik.afspraken:
        blokken += [Kop("Hoe het stond met de afspraken"), _standen(terugblik)]
    return Pagina(f"Teruggekeken {terugblik.kop.lower()}", blokken, passend=True)


def _standen(terugblik: Teruggekeken) -> Lijst:
    return Lijst(
        items=[
            [Stuk(f"{stand.letter}. {stand.maatregel.tekst}: ", vet=True), Stuk(stand.zin)]
            for stand in terugblik.afspraken
        ]
    )


def _woorden(vraag: Vergelijking) -> Alinea:
    kenmerken = "".join(f"{woorden}. " for _, woorden in vraag.kenmerken)
    return Alinea([Stuk(f"{vraag.thema}. ", cursief=True), Stuk(kenmerken), Stuk(vraag.zin, vet=True)])


def _vraag(vraag: Vergelijking) -> Naast:
    return Naast(
        [Kop(f"“{vraag.tekst}”", 3), _woorden(vraag), tekening(vraag)], [_tabel(vraag)], deel=0.42, bijeen=True
    )


def _tabel(vraag: Vergelijking) -> Tabel:
    tabel = vraag.tabel
    return Tabel("Hoeveel van jullie", list(tabel.koppen), [list(rij) for rij in tabel.rijen], [0.46, 0.27, 0.27])


def tekening(vraag: Vergelijking) -> Tekening:
    """The two bars on their line, as the screen draws them."""
    breed, hoog = TEKENING
    lijn, (toen, nu) = vraag.lijn, vraag.balken
    vormen: list[Vlak | Woord] = [
        Vlak(lijn.x, lijn.y, lijn.breed, lijn.hoog, "licht"),
        Vlak(toen.x, toen.y, toen.breed, toen.hoog, "half"),
        Vlak(nu.x, nu.y, nu.breed, nu.hoog, "vol"),
        Woord(0, toen.letters_y, toen.naam),
        Woord(0, nu.letters_y, nu.naam),
        Woord(lijn.x, hoog + 26, vraag.einden[0]),
        Woord(lijn.x + lijn.breed, hoog + 26, vraag.einden[1], "eind"),
    ]
    return Tekening(breed, hoog + 34, vraag.alt, list(vormen), letter=22)


def als_dias(terugblik: Teruggekeken) -> list[Dia]:
    beeld, kop = terugblik.beeld, f"Toen en nu, {terugblik.kop.lower()}"
    dias = []
    if beeld is None:
        dias.append(Dia(kop, [alinea(terugblik.waarom)], terugblik.waarom))
    else:
        samen: list[Blok] = [lijst(*(f"“{vraag.tekst}” {vraag.zin}" for vraag in beeld.vragen))]
        samen += [Alinea([Stuk(beeld.duiding, vet=True)])]
        dias.append(Dia(f"{kop}: {beeld.conclusie[0].lower()}{beeld.conclusie[1:]}", samen, f"{_ZEG} {beeld.bedenk}"))
        dias += [
            Dia(f"{kop}: “{vraag.tekst}”", [_woorden(vraag), _tabel(vraag)], f"{beeld.uitleg} {vraag.alt}")
            for vraag in beeld.vragen
        ]
    if terugblik.afspraken:
        dias.append(Dia(f"De afspraken, {terugblik.kop.lower()}", [_standen(terugblik)], _ZEG_AFSPRAKEN))
    return dias


def als_blad(terugblik: Teruggekeken) -> Blad:
    """One sheet per pulse: per question the bands of then and now with what may be said, then the agreements."""
    rijen: list[tuple[str, ...]] = []
    if beeld := terugblik.beeld:
        for vraag in beeld.vragen:
            kenmerken = ", ".join(woorden for _, woorden in vraag.kenmerken)
            rijen += [(vraag.tekst, antwoord, toen, nu, "", "") for antwoord, toen, nu in vraag.tabel.rijen]
            rijen.append((vraag.tekst, "Verschil", "", "", vraag.woord, kenmerken))
        rijen += [(tekst, "", "", "", "", "") for tekst in (beeld.duiding, beeld.ongeldig, beeld.bedenk) if tekst]
    else:
        rijen.append((terugblik.waarom, "", "", "", "", ""))
    rijen += [
        (f"{stand.letter}. {stand.maatregel.tekst}", stand.status, "", "", stand.regel, "")
        for stand in terugblik.afspraken
    ]
    koppen = ["Vraag of afspraak", "Antwoord of stand", "Toen", "Nu", "Wat we zien", "Let op"]
    return Blad(f"Teruggekeken {terugblik.kop.lower()}", koppen, rijen)
