"""Blocks as pieces that may go to a next slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vik_portal.exports.blokken import (
    Alinea,
    Begrippen,
    Beslisboom,
    Blok,
    Citaat,
    Draaiboek,
    Inleiding,
    Invulveld,
    Kolommen,
    Kop,
    Lijst,
    Noot,
    Norm,
    Stuk,
    Tabel,
    Verwijzing,
    op_rij,
    zonder_beeld,
)
from vik_portal.exports.figuren import Feiten, Kaarten, Kruislijst, Staven, Tekening, Velden
from vik_portal.exports.pptx.maten import BOVEN, CEL, ONDER, STIJLEN, VAK, hoogte_van, knip, regels_van


@dataclass
class Regel:
    """A paragraph; ``nummer`` 0 gives a bullet in the style "punt"."""

    stukken: list[Stuk]
    stijl: str = "tekst"
    nummer: int = 0
    blijf: bool = False  # keeps with the next paragraph

    @property
    def tekst(self) -> str:
        return "".join(stuk.tekst for stuk in self.stukken)

    def hoogte(self, breed: float = VAK) -> float:
        maat, onder, inspring, vet, *_ = STIJLEN[self.stijl]
        vet = vet or any(stuk.vet for stuk in self.stukken)
        # LibreOffice sets a link as a field, and leaves a line free below one that wraps.
        breekt = any(stuk.link and regels_van(stuk.tekst, maat, breed - inspring, vet=vet) > 1 for stuk in self.stukken)
        return hoogte_van(self.tekst, maat, breed - inspring, vet=vet) + onder + (maat * 1.2 if breekt else 0)

    def knip(self, ruimte: float) -> tuple[Regel, Regel]:
        """What fits in ``ruimte`` points of height, and the rest, with the appearance of every run kept."""

        vet = any(stuk.vet for stuk in self.stukken)

        def past(tekst: str) -> bool:
            return Regel([Stuk(tekst, vet=vet)], self.stijl).hoogte() <= ruimte

        lengte = len(knip(self.tekst, past)[0])
        voor: list[Stuk] = []
        na: list[Stuk] = []
        for stuk in self.stukken:
            deel = max(0, min(len(stuk.tekst), lengte))
            lengte -= len(stuk.tekst)
            for lijst, tekst in ((voor, stuk.tekst[:deel]), (na, stuk.tekst[deel:])):
                if tekst:
                    lijst.append(Stuk(tekst, stuk.vet, stuk.cursief, stuk.link))
        return Regel(voor, self.stijl, self.nummer), Regel(na, "vervolg" if self.stijl == "punt" else self.stijl)


@dataclass
class Raster:
    bijschrift: str
    koppen: list[str]
    rijen: list[list[str]]
    delen: list[float]

    def rijhoogte(self, rij: Sequence[str]) -> float:
        return max(hoogte_van(cel, CEL, VAK * deel - 16) for cel, deel in zip(rij, self.delen, strict=True)) + 12

    def knip(self, rij: Sequence[str], ruimte: float) -> tuple[list[str], list[str]]:
        """Of every cell what fits in ``ruimte`` points of height, and the rest."""
        voor: list[str] = []
        na: list[str] = []
        for cel, deel in zip(rij, self.delen, strict=True):

            def past(tekst: str, breed: float = VAK * deel - 16) -> bool:
                return hoogte_van(tekst, CEL, breed) + 12 <= ruimte

            begin, rest = knip(cel, past) if cel else ("", "")
            voor.append(begin)
            na.append(rest)
        return voor, na


Deel = Regel | Raster | Norm | Kolommen | Verwijzing | Staven | Velden | Tekening


def delen_van(blokken: Iterable[Blok]) -> Iterator[Deel]:
    for blok in op_rij(blokken):
        if isinstance(blok, Kop):
            yield Regel([Stuk(blok.tekst)], "kop", blijf=True)
        elif isinstance(blok, Alinea):
            yield Regel(list(blok.stukken))
        elif isinstance(blok, Lijst):
            for nummer, item in enumerate(blok.items, 1):
                yield Regel(list(item), "punt", nummer if blok.geordend else 0)
        elif isinstance(blok, Citaat | Inleiding | Noot):
            stijl = {Citaat: "stem", Inleiding: "inleiding", Noot: "zacht"}[type(blok)]
            yield Regel([Stuk(blok.tekst)], stijl)
        elif isinstance(blok, Tabel):
            yield Raster(
                blok.bijschrift, blok.koppen, blok.rijen, blok.delen or [1 / len(blok.koppen)] * len(blok.koppen)
            )
        elif isinstance(blok, Draaiboek):
            rijen = [[str(stap.minuten), stap.doel, stap.zeg, stap.let_op] for stap in blok.stappen]
            yield Raster(blok.bijschrift, ["Min.", "Doel", "Zeg dit", "Let op"], rijen, [0.08, 0.17, 0.45, 0.3])
        elif isinstance(blok, Begrippen):
            for begrip in blok.items:
                yield Regel([Stuk(begrip.term, vet=True, link=begrip.link), Stuk("\n"), Stuk(begrip.uitleg)], "punt")
        elif isinstance(blok, Invulveld):
            yield Regel([Stuk(blok.label, vet=True)], blijf=True)
            yield Regel([Stuk(blok.hulp)], "zacht")
            if blok.inhoud:
                yield Regel([Stuk(blok.inhoud)])
        elif isinstance(blok, Beslisboom):
            yield from _boom(blok)
        elif isinstance(blok, Kolommen) and not naast_elkaar(blok):
            for kolom in blok.kolommen:
                yield Regel([Stuk(kolom.titel)], "kop", blijf=True)
                yield from (Regel([Stuk(item)], "punt") for item in kolom.items)
        elif isinstance(blok, Feiten | Kruislijst | Kaarten):
            yield from delen_van(zonder_beeld(blok))
        elif isinstance(blok, Norm | Kolommen | Verwijzing | Staven | Velden | Tekening):
            yield blok


def _boom(boom: Beslisboom) -> Iterator[Regel]:
    for nummer, vraag in enumerate(boom.vragen, 1):
        yield Regel([Stuk(f"{nummer}. {vraag.vraag}", vet=True)], blijf=True)
        for antwoord in vraag.antwoorden:
            tekst = f". {antwoord.tekst}" if antwoord.tekst else ""
            bij = f" Ga naar: {' · '.join(antwoord.bij)}." if antwoord.bij else ""
            stukken = [Stuk(f"{antwoord.woord}: ", vet=True), Stuk(antwoord.uitkomst, vet=not antwoord.verder)]
            yield Regel([*stukken, Stuk(tekst + bij)], "vervolg")


def kolomhoogte(blok: Kolommen) -> float:
    breed = (VAK - 24 * (len(blok.kolommen) - 1)) / len(blok.kolommen)
    return max(44 + sum(hoogte_van(item, 18, breed - 4) + 12 for item in kolom.items) for kolom in blok.kolommen)


def naast_elkaar(blok: Kolommen) -> bool:
    return kolomhoogte(blok) <= ONDER - BOVEN
