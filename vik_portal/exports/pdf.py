"""PDF/UA through Typst. Content travels as data next to the template, never as Typst code."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import typst

from vik_portal.exports import huisstijl
from vik_portal.exports.blokken import Antwoord, Beeld, Begrippen, Beslisboom, Blok, Kolom, Kolommen, Naast, Verwijzing
from vik_portal.exports.qr import qr_svg

PDF = "application/pdf"
SJABLOON = Path(__file__).parent / "sjablonen" / "huis.typ"


@dataclass(frozen=True)
class Pagina:
    """A page with its own title. With ``passend`` long content is set smaller, down to 8.6 pt, to keep it one page.

    ``kernwaarden`` draws their quarters beside the title.
    """

    titel: str
    blokken: Sequence[Blok]
    passend: bool = False
    kernwaarden: Sequence[str] = field(default=())


def document(
    *,
    titel: str,
    onderwerp: str,
    datum: date,
    blokken: Sequence[Blok] = (),
    paginas: Sequence[Pagina] = (),
    voettekst: str = "",
    trefwoorden: Sequence[str] = (),
    taal: str = "nl",
) -> bytes:
    """A tagged A4 document: either ``blokken`` that flow, or ``paginas`` that each start on a page of their own.

    ``datum`` is printed in the footer (unless ``voettekst`` replaces it) and is the time inside the file: the same
    input gives the same bytes. Characters that the embedded fonts do not have appear as U+FFFD.
    """
    vellen = list(paginas) or [Pagina(titel, blokken)]
    bestanden: dict[str, bytes] = {}
    gegevens = {
        "titel": titel,
        "onderwerp": onderwerp,
        "voettekst": voettekst or huisstijl.in_woorden(datum),
        "trefwoorden": list(trefwoorden),
        "taal": taal,
        "paginas": [
            {
                "titel": vel.titel,
                "passend": vel.passend,
                "kernwaarden": [{"naam": k.capitalize(), "svg": huisstijl.kwart_svg(k)} for k in vel.kernwaarden],
                "blokken": _genest([_blok(blok, bestanden) for blok in vel.blokken]),
            }
            for vel in vellen
        ],
        "huis": _huis(),
        "merk": huisstijl.merk_svg(),
        "iconen": _iconen([blok for vel in vellen for blok in vel.blokken]),
    }
    gegevens = _toonbaar(huisstijl.schoon(gegevens))
    uit = typst.compile(
        {"main.typ": SJABLOON.read_bytes(), "document.json": json.dumps(gegevens).encode(), **bestanden},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(huisstijl.moment(datum).timestamp()),
        ignore_system_fonts=True,
    )
    assert isinstance(uit, bytes)
    return uit


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


def _blok(blok: Blok, bestanden: dict[str, bytes]) -> dict[str, Any]:
    """A block as data for the template; pictures become files beside it."""
    soort = type(blok).__name__
    if isinstance(blok, Naast):
        kanten = {kant: [_blok(b, bestanden) for b in getattr(blok, kant)] for kant in ("links", "rechts")}
        return {"blok": soort, "deel": blok.deel, **kanten}
    if isinstance(blok, Beeld):
        naam = f"beeld-{len(bestanden) + 1}.{blok.soort}"
        bestanden[naam] = blok.inhoud
        return {"blok": soort, "bestand": naam, "alt": blok.alt, "bijschrift": blok.bijschrift}
    velden = {"blok": soort, **asdict(blok)}
    if isinstance(blok, Verwijzing):
        velden["qr"] = qr_svg(blok.url)
    elif isinstance(blok, Beslisboom):
        for vraag, gegeven in zip(velden["vragen"], blok.vragen, strict=True):
            for antwoord, bron in zip(vraag["antwoorden"], gegeven.antwoorden, strict=True):
                antwoord["uitkomst"] = bron.uitkomst
    elif isinstance(blok, Begrippen):
        for item in velden["items"]:
            item["link"] = item["link"] and huisstijl.adres(item["link"])
    _maak_absoluut(velden)
    return velden


def _genest(blokken: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Gives every heading a level that PDF/UA accepts: below the page's title, and at most one step deeper."""
    vorig = 1

    def loop(rij: list[dict[str, Any]]) -> None:
        nonlocal vorig
        for blok in rij:
            if blok["blok"] == "Kop":
                vorig = blok["niveau"] = max(2, min(blok["niveau"], vorig + 1))
            elif blok["blok"] == "Kolommen":
                blok["niveau"] = min(vorig + 1, 3)
            elif blok["blok"] == "Naast":
                loop(blok["links"])
                loop(blok["rechts"])

    loop(blokken)
    return blokken


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
_PROEF = b'#set document(title: "x")\n#text(sys.inputs.t)'


@lru_cache(maxsize=4096)
def _heeft_teken(teken: str) -> bool:
    try:
        typst.compile(_PROEF, sys_inputs={"t": teken}, pdf_standards=["ua-1"], ignore_system_fonts=True, timestamp=0)
    except typst.TypstError:
        return False
    return True


def _toonbaar(waarde: Any) -> Any:
    if isinstance(waarde, str):
        if _ZEKER.fullmatch(waarde):
            return waarde
        return "".join(t if _ZEKER.fullmatch(t) or _heeft_teken(t) else "\ufffd" for t in waarde)
    if isinstance(waarde, list):
        return [_toonbaar(deel) for deel in waarde]
    if isinstance(waarde, dict):
        return {sleutel: _toonbaar(deel) for sleutel, deel in waarde.items()}
    return waarde
