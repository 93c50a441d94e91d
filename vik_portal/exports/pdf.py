"""PDF/UA through Typst. Content travels as data next to the template, never as Typst code."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from vik_portal import tekens
from vik_portal.exports import huisstijl
from vik_portal.exports.blokken import (
    Antwoord,
    Begrippen,
    Beslisboom,
    Blok,
    Invulveld,
    Kolom,
    Kolommen,
    Kop,
    Naast,
    Verwijzing,
    genest,
)
from vik_portal.exports.figuren import KLEUREN, Tekening, Velden
from vik_portal.exports.qr import qr_svg
from vik_portal.exports.tekening import als_svg

PDF = "application/pdf"
#: ``twee``: two cards of A5 beside each other on A4.
Papier = Literal["a4", "a5", "twee"]
SJABLOON = Path(__file__).parent / "sjablonen" / "huis.typ"


@dataclass(frozen=True)
class Pagina:
    """A page with its own title. With ``passend`` long content is set smaller, down to 8.7 pt, to keep it one page.

    ``gok`` is a guess of how roomy that can be, from 0 (smallest) to 14, by who knows pages like this one: looking for
    the best costs four times as much as setting the page. A guess that is too high only costs time.

    Beside the title stand the quarters of ``kernwaarden``, or for whom the page is. ``voettekst`` is for a page that
    has a footer of its own, such as a card.
    """

    titel: str
    blokken: Sequence[Blok]
    passend: bool = False
    gok: int | None = None
    kernwaarden: Sequence[str] = ()
    voor: str = ""
    voettekst: str = ""


def document(
    *,
    titel: str,
    onderwerp: str,
    datum: date,
    blokken: Sequence[Blok] = (),
    paginas: Sequence[Pagina] = (),
    voettekst: str = "",
    trefwoorden: Sequence[str] = (),
    papier: Papier = "a4",
) -> bytes:
    """A tagged document on A4: either ``blokken`` that flow, or ``paginas`` that each start on a page of their own.

    On ``a5`` every page is a card; ``twee`` puts two cards beside each other on A4, to cut. What stands on a card must
    fit it: who makes cards keeps the texts short enough.

    ``datum`` is printed in the footer (unless ``voettekst`` replaces it) and is the time inside the file: the same
    input gives the same bytes. Characters that the embedded fonts do not have appear as U+FFFD.
    """
    vellen = list(paginas) or [Pagina(titel, blokken)]
    gegevens = {
        "titel": titel,
        "onderwerp": onderwerp,
        "voettekst": f"{huisstijl.als_zin(titel)} {voettekst or huisstijl.in_woorden(datum)}",
        "trefwoorden": list(trefwoorden),
        "papier": papier,
        "paginas": [
            {
                "titel": vel.titel,
                "passend": vel.passend,
                "gok": -1 if vel.gok is None else max(0, min(vel.gok, 14)),
                "voor": vel.voor,
                "voettekst": vel.voettekst,
                "kernwaarden": [{"naam": k.capitalize(), "svg": huisstijl.kwart_svg(k)} for k in vel.kernwaarden],
                "blokken": [_blok(blok) for blok in genest(vel.blokken)],
            }
            for vel in vellen
        ],
        "huis": _huis(),
        "merk": huisstijl.merk_svg(),
        "iconen": _iconen([blok for vel in vellen for blok in vel.blokken]),
    }
    tekst = json.dumps(toonbaar(huisstijl.schoon(gegevens)), ensure_ascii=False)
    gegokt = any(vel.passend and vel.gok is not None for vel in vellen)
    return _zet(tekst, int(huisstijl.moment(datum).timestamp()), len(vellen) if gegokt else 0)


# Setting a page takes a twentieth of a second, fitting it a quarter; a file that everyone may fetch is made once.
@lru_cache(maxsize=128)
def _zet(gegevens: str, tijdstip: int, paginas: int) -> bytes:
    """``paginas``: how many pages it has when the guesses are right; 0 when nobody guessed."""
    for lager in (0, 1) if paginas else ():
        uit = _compileer(gegevens, tijdstip, lager)
        if _aantal_paginas(uit) == paginas:
            return uit
    return _compileer(gegevens, tijdstip, -1)


def _aantal_paginas(bestand: bytes) -> int:
    """As the page tree of a PDF says it; 0 when that is not to be read."""
    gevonden = re.search(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)", bestand)
    return int(gevonden[1]) if gevonden else 0


def _compileer(gegevens: str, tijdstip: int, lager: int) -> bytes:
    """``lager``: how much lower than the guesses; -1 is without them."""
    return typst.compile(
        SJABLOON.read_bytes(),
        sys_inputs={"document": gegevens, "lager": str(lager)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=tijdstip,
        font_paths=letters(),
        ignore_system_fonts=True,
    )


@cache
def letters() -> typst.Fonts:
    """Typst's own letters, read once."""
    return typst.Fonts(include_system_fonts=False)


@cache
def _huis() -> dict[str, Any]:
    return {
        "naam": huisstijl.NAAM,
        "inkt": huisstijl.INKT,
        "zacht": huisstijl.ZACHT,
        "lijn": huisstijl.LIJN,
        "blauw": huisstijl.BLAUW,
        "blauw_zacht": huisstijl.BLAUW_ZACHT,
        "link": huisstijl.LINK,
        "goud": huisstijl.GOUD,
        "tonen": {toon: list(kleuren) for toon, kleuren in huisstijl.TONEN.items()},
    }


def _blok(blok: Blok) -> dict[str, Any]:
    """A block as data for the template."""
    soort = type(blok).__name__
    if isinstance(blok, Naast):
        kanten = {kant: [_blok(b) for b in getattr(blok, kant)] for kant in ("links", "rechts")}
        return {"blok": soort, "deel": blok.deel or _deel(blok), "bijeen": blok.bijeen, **kanten}
    if isinstance(blok, Tekening):
        return {"blok": soort, "svg": als_svg(blok), "alt": blok.alt, "ernaast": blok.ernaast}
    velden = {"blok": soort, **asdict(blok)}
    if isinstance(blok, Velden):
        for (_, rij), (_, vakken) in zip(velden["rijen"], blok.rijen, strict=True):
            for veld, vak in zip(rij, vakken, strict=True):
                achter, inkt, rand = KLEUREN[vak.sterkte]
                kwart = tekens.kwarten(vak.kwarten) if vak.kwarten else ""
                veld |= {"achter": achter, "inkt": inkt, "rand": rand, "svg": kwart and huisstijl.los(kwart, inkt)}
    if isinstance(blok, Verwijzing):
        velden |= {"qr": _qr(blok.url), "adres": blok.url.removeprefix("https://")}
    elif isinstance(blok, Beslisboom):
        for vraag, gegeven in zip(velden["vragen"], blok.vragen, strict=True):
            for antwoord, bron in zip(vraag["antwoorden"], gegeven.antwoorden, strict=True):
                antwoord["uitkomst"] = bron.uitkomst
    elif isinstance(blok, Begrippen):
        for item in velden["items"]:
            item["link"] = item["link"] and huisstijl.adres(item["link"])
    _maak_absoluut(velden)
    return velden


# The address of a page stays when its words change, and choosing the best pattern takes half of our own time.
_qr = lru_cache(maxsize=128)(qr_svg)


def _deel(naast: Naast) -> float:
    """The width of the left side that makes both sides about equally high."""

    def gewicht(blokken: Sequence[Blok]) -> int:
        # Beside its words, a heading takes the room of a line and a field to fill in that of two.
        extra = {Kop: 60, Invulveld: 120}
        return sum(len(blok.platte_tekst()) + extra.get(type(blok), 20) for blok in blokken)

    links, rechts = gewicht(naast.links), gewicht(naast.rechts)
    return min(0.6, max(0.4, links / max(1, links + rechts)))


def _maak_absoluut(waarde: Any) -> None:
    """Gives every run of text with a rooted link the full address."""
    if isinstance(waarde, dict):
        if "vet" in waarde and waarde["link"]:
            waarde["link"] = huisstijl.adres(waarde["link"])
        for deel in waarde.values():
            _maak_absoluut(deel)
    elif isinstance(waarde, list):
        for deel in waarde:
            _maak_absoluut(deel)


def _iconen(blokken: Sequence[Blok]) -> dict[str, str]:
    """The icons that these blocks need, by ``name/tone``."""
    iconen: dict[str, str] = {}
    for blok in blokken:
        if isinstance(blok, Naast):
            iconen |= _iconen([*blok.links, *blok.rechts])
            continue
        dragers: list[Kolom] | list[Antwoord] = []
        if isinstance(blok, Kolommen):
            dragers = blok.kolommen
        elif isinstance(blok, Beslisboom):
            dragers = [antwoord for vraag in blok.vragen for antwoord in vraag.antwoorden if antwoord.teken]
        for drager in dragers:
            iconen[f"{drager.teken}/{drager.toon}"] = huisstijl.icoon_svg(drager.teken, huisstijl.TONEN[drager.toon][0])
    return iconen


# --- characters that the fonts do not have -------------------------------------------------------
# PDF/UA refuses a text with a character that cannot be shown, and one emoji may not cost somebody the whole file.

#: What Libertinus Serif certainly has: nearly every Dutch text passes without a question.
_ZEKER = re.compile(
    "[\n\t -~\u00a0-\u017f\u2010-\u2015\u2018-\u201e\u2022\u2026\u2032\u2033\u20ac\u2190-\u2193\u2212]*"
)
#: By itself and behind a Latin letter: signs take the script of what stands before them.
_PROEF = b'#set document(title: "x")\n#text(sys.inputs.t)\n\na #text(sys.inputs.t)'


@lru_cache(maxsize=4096)
def _heeft_teken(tekst: str) -> bool:
    try:
        typst.compile(_PROEF, sys_inputs={"t": tekst}, pdf_standards=["ua-1"], ignore_system_fonts=True, timestamp=0)
    except typst.TypstError:
        return False
    return True


def _toonbaar_woord(woord: str) -> str:
    # A mark such as the box of a keycap passes alone and fails on the character that it stands on.
    if _ZEKER.fullmatch(woord) or _heeft_teken(woord):
        return woord
    return "".join(
        t if _ZEKER.fullmatch(t) or (not unicodedata.category(t).startswith("M") and _heeft_teken(t)) else "\ufffd"
        for t in unicodedata.normalize("NFC", woord)
    )


def toonbaar(waarde: Any) -> Any:
    """The same value with U+FFFD for every character that Typst's own letters do not have."""
    if isinstance(waarde, str):
        if _ZEKER.fullmatch(waarde):
            return waarde
        return "".join(map(_toonbaar_woord, re.split(r"(\s+)", waarde)))
    if isinstance(waarde, list):
        return [toonbaar(deel) for deel in waarde]
    if isinstance(waarde, dict):
        return {sleutel: toonbaar(deel) for sleutel, deel in waarde.items()}
    return waarde
