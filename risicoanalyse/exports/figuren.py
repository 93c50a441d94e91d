"""The pictures of a report as blocks. Each number and word is taken over from the view models, none is made here."""

from __future__ import annotations

import re

from risicoanalyse.beeld import zinnen
from risicoanalyse.beeld.kaart import Kaart, Kop, Vak
from risicoanalyse.beeld.matrix import Matrix
from risicoanalyse.beeld.uitslag import Lijst, VraagBeeld
from vik_portal.exports import blokken
from vik_portal.exports.figuren import Pijl, Rond, Staaf, Staven, Sterkte, Tekening, Veld, Velden, Vlak, Woord

_STERKTE: dict[str, Sterkte] = {"klein": "klein", "midden": "midden", "groot": "groot"}
_ZONE = {"eerst": "vol", "bespreken": "half", "volgen": "licht"}


def _kop(kop: Kop) -> tuple[str, str]:
    return kop.naam, ", ".join([kop.stand, *(woord for _, woord in kop.kenmerken)])


def _veld(vak: Vak) -> Veld:
    return Veld(vak.woord, vak.getal, _STERKTE.get(vak.klasse, "geen"), vak.kwarten)


def kaart(kaart: Kaart) -> Velden:
    return Velden(
        titel=kaart.conclusie,
        hoek="Werkproces",
        koppen=[_kop(kolom) for kolom in kaart.kolommen],
        rijen=[(_kop(rij.kop), [_veld(vak) for vak in rij.vakken]) for rij in kaart.rijen],
        vooraf=kaart.vooraf,
        sleutel=". ".join(regel.tekst for regel in kaart.legenda) + ".",
    )


def staven(vraag: VraagBeeld) -> Staven:
    """As many steps as the screen draws segments."""
    return Staven(
        titel=f"{vraag.thema}: {vraag.tekst}",
        hoogste=len(vraag.rijen[0].segmenten),
        staven=[
            Staaf(rij.antwoord, sum(segment.startswith("on") for segment in rij.segmenten), rij.band)
            for rij in vraag.rijen
        ],
        koppen=("Antwoord", "Hoeveel van jullie"),
    )


def punten(lijst: Lijst) -> list[blokken.Blok]:
    if not lijst.punten:
        return []
    return [
        blokken.Lijst(
            items=[
                [
                    blokken.Stuk(f"{punt.thema}. ", vet=True),
                    blokken.Stuk(f"“{punt.tekst}” "),
                    blokken.Stuk(punt.zin, cursief=True),
                ]
                for punt in lijst.punten
            ]
        )
    ]


def matrix(matrix: Matrix, *, kort: bool = False) -> Tekening:
    """The drawing with its risks beside it; ``kort`` says only where each stands."""
    vormen: list[Vlak | Rond | Pijl | Woord] = [
        Vlak(veld.x, veld.y, matrix.breed, matrix.hoog, _ZONE[veld.zone])  # type: ignore[arg-type]
        for veld in matrix.velden
    ]
    vormen += [Woord(x, 814, naam, "midden") for x, naam in matrix.kolommen]
    vormen += [Woord(134, y, naam, "eind") for y, naam in matrix.rijen]
    vormen += [Woord(150, 868, "Kans →", vet=True), Woord(0, 34, "Gevolg ↑", vet=True)]
    vormen += [Woord(veld.x + 14, veld.label_y, veld.label, vet=True) for veld in matrix.velden if veld.label]
    for lijn in matrix.lijnen:
        begin, punt = _plek(lijn.pad), _plek(lijn.punt)
        vormen.append(Pijl(*begin, *punt))
    vormen += [Rond(rond.x, rond.y, rond.straal, rond.letter, open=rond.stem == 1) for rond in matrix.ronden]
    ernaast = [
        (f"{stand.letter}. {stand.tekst}.", f"{zinnen.groot(stand.woorden)}." if kort else stand.zin)
        for stand in matrix.risicos
    ]
    return Tekening(1068, 884, matrix.alt, vormen, ernaast=ernaast)


def _plek(pad: str) -> tuple[float, float]:
    """Where a path of the drawing begins."""
    x, y = re.findall(r"-?\d+", pad)[:2]
    return float(x), float(y)


def uitleg(matrix: Matrix) -> str:
    """The key of the matrix in one line."""
    delen = ["Een open rondje is de eerste stemming" + (", een vol rondje de tweede" if matrix.tweede else "")]
    if matrix.op_lijn:
        delen.append("Op een lijn: tussen twee in")
    return ". ".join(delen) + "."
