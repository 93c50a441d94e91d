"""From a text file, a PDF or a Word document to its lines. Of the file itself nothing comes along.

Knows no model, no storage and no request: a path in, :class:`Tekstregel` out, :class:`MediaFout` when it cannot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vik_portal.media.apart import ApartFout, apart
from vik_portal.media.beeld import LEEG, MediaFout

MAX_BYTES = 20 * 1024 * 1024
#: A booklet has some twenty thousand characters; what is far longer is not one.
MAX_TEKENS = 1_000_000
MAX_PAGINAS = 400

TE_ZWAAR = "Dit bestand is groter dan 20 MB. Bewaar het zonder foto’s, of als tekst, en kies het opnieuw."
TE_LANG = "In dit bestand staat veel meer tekst dan in een boekje. Kies het bestand met alleen het boekje."
ANDER_SOORT = "Dit soort bestand kunnen we niet lezen. Kies een .txt-, .md-, .pdf- of .docx-bestand."
GEEN_UTF8 = "De letters in dit bestand zijn niet te lezen. Bewaar het als UTF-8 en kies het opnieuw."
PDF_SLOT = "Op deze pdf zit een wachtwoord. Bewaar hem zonder wachtwoord en kies hem opnieuw."
PDF_STUK = "Deze pdf is beschadigd of niet compleet. Bewaar of download hem opnieuw en kies hem nog eens."
PDF_LEEG = "In deze pdf staat geen pagina. Kies een andere pdf."
PDF_TE_VEEL = "Deze pdf heeft {aantal} pagina’s. Kies de pdf met alleen het boekje."
PDF_BEELD = "In deze pdf staan alleen plaatjes en geen letters. Kies de pdf van de drukker, of geef de tekst als .txt."
PDF_TE_MOEILIJK = "Deze pdf is te zwaar om te lezen. Bewaar de tekst als .txt en kies dat bestand."
DOCX_SLOT = "Op dit document zit een wachtwoord, of het is een oud .doc-bestand. Bewaar het als gewone .docx."
DOCX_STUK = "Dit document is beschadigd of is geen .docx. Bewaar het opnieuw als .docx en kies het nog eens."
DOCX_BOM = "Dit document wordt uitgepakt veel te groot. Bewaar alleen de tekst als .docx en kies die."

_PDF = {
    **{"slot": PDF_SLOT, "stuk": PDF_STUK, "leeg": PDF_LEEG, "te_veel": PDF_TE_VEEL, "geen_tekst": PDF_BEELD},
    **{"te_lang": TE_LANG, "te_zwaar": PDF_TE_MOEILIJK},
}
_DOCX = {"slot": DOCX_SLOT, "stuk": DOCX_STUK, "bom": DOCX_BOM, "geen_tekst": LEEG, "te_lang": TE_LANG}

Soort = Literal["tekst", "kop", "citaat", "punt", "nummer", "rand"]
#: List marks of fonts that have only signs, as Word and PDFs write them.
_TEKENS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06f", "•"))
_KOP = re.compile(r"^#{1,6}\s+(?=\S)")
_CITAAT = re.compile(r"^>\s*(?=\S)")
_SCHUIN = re.compile(r"^([*_])(?=[^\s*_])(.*)(?<=[^\s*_])\1$", re.DOTALL)


@dataclass(frozen=True)
class Tekstregel:
    """One line with words in it. ``blad`` counts pages from 1; ``nieuw``: white space or another kind stands above.

    ``soort``: a heading, a quote, an item of a list (``nummer``: a numbered one), or the head or foot of a page
    (``rand``), as far as the file says so.
    """

    tekst: str
    blad: int = 1
    soort: Soort = "tekst"
    nieuw: bool = False


def lees_tekst(pad: Path, naam: str) -> list[Tekstregel]:
    """The lines of the file at ``pad``, which its owner calls ``naam``. Never empty. Raises :class:`MediaFout`."""
    omvang = pad.stat().st_size
    if not omvang:
        raise MediaFout(LEEG)
    if omvang > MAX_BYTES:
        raise MediaFout(TE_ZWAAR)
    with pad.open("rb") as bestand:
        begin = bestand.read(1024)
    # Some programs write a few lines before it; readers allow the first kilobyte.
    if b"%PDF-" in begin:
        return _apart("tekst_pdf", _PDF, PDF_TE_MOEILIJK, pad, MAX_PAGINAS, MAX_TEKENS)
    if begin.startswith(b"PK\x03\x04"):
        return _apart("tekst_docx", _DOCX, DOCX_BOM, pad, MAX_TEKENS)
    if begin.startswith(b"\xd0\xcf\x11\xe0"):
        raise MediaFout(DOCX_SLOT)
    achter = Path(naam).suffix.lower()
    if achter not in {".txt", ".md"}:
        raise MediaFout({".pdf": PDF_STUK, ".docx": DOCX_STUK}.get(achter, ANDER_SOORT))
    if omvang > 4 * MAX_TEKENS:
        raise MediaFout(TE_LANG)
    try:
        tekst = pad.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MediaFout(GEEN_UTF8) from None
    if "\0" in tekst:  # another encoding of two bytes a letter
        raise MediaFout(GEEN_UTF8)
    return uit_platte_tekst(tekst)


def _apart(werk: str, zinnen: dict[str, str], te_moeilijk: str, *argumenten: Path | int) -> list[Tekstregel]:
    try:
        gezegd = apart(werk, *argumenten)
    except ApartFout:
        raise MediaFout(te_moeilijk) from None
    if "fout" in gezegd:
        raise MediaFout(zinnen[gezegd["fout"]].format(aantal=gezegd.get("aantal")))
    regels = [Tekstregel(_leesbaar(tekst), blad, soort, nieuw) for tekst, blad, soort, nieuw in gezegd["regels"]]
    return [regel for regel in regels if regel.tekst] or _leeg()


def _leesbaar(regel: str) -> str:
    """One line without what a database or a screen reader trips over; the soft hyphen at its end is a hyphen."""
    regel = regel.translate(_TEKENS)
    regel = "".join(teken if teken.isprintable() or teken == "\u00ad" else " " for teken in regel)
    regel = " ".join(regel.split())
    return (regel.rstrip("\u00ad") + "-" if regel.endswith("\u00ad") else regel).replace("\u00ad", "").strip()


def _leeg() -> list[Tekstregel]:
    raise MediaFout(LEEG)


def uit_platte_tekst(tekst: str) -> list[Tekstregel]:
    """The lines of plain text or Markdown: headings with ``#``, quotes with ``>`` or wholly between ``*`` or ``_``.

    A form feed begins a page. Raises :class:`MediaFout` when there are no words.
    """
    blokken: list[list[Tekstregel]] = []
    blad, open_ = 1, False
    for ruw in tekst.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        bladen = ruw.split("\f")
        for nummer, deel in enumerate(bladen):
            if nummer:
                blad, open_ = blad + 1, False
            regel = _leesbaar(deel)
            if not regel:
                open_ = open_ and nummer < len(bladen) - 1
                continue
            regel, soort = _merk(regel)
            open_ = open_ and blokken[-1][-1].soort == soort
            if not open_:
                blokken.append([])
            blokken[-1].append(Tekstregel(regel, blad, soort, not open_))
            open_ = True
    return [regel for blok in blokken for regel in _schuin(blok)] or _leeg()


def _merk(regel: str) -> tuple[str, Soort]:
    """The line without the mark of a heading or a quote, and which of the two it was."""
    if _KOP.match(regel) and (kop := _KOP.sub("", regel).rstrip("# ")):
        return kop, "kop"
    return (_CITAAT.sub("", regel), "citaat") if _CITAAT.match(regel) else (regel, "tekst")


def _schuin(blok: list[Tekstregel]) -> list[Tekstregel]:
    """A block that is slanted from its first to its last letter is a quote; its marks go."""
    gevonden = _SCHUIN.match("\n".join(regel.tekst for regel in blok)) if blok[0].soort == "tekst" else None
    if not gevonden or gevonden[1] in gevonden[2]:
        return blok
    teksten = gevonden[2].split("\n")
    return [Tekstregel(tekst, regel.blad, "citaat", regel.nieuw) for regel, tekst in zip(blok, teksten, strict=True)]
