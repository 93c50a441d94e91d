"""How much room words take, before any program has drawn them."""

from __future__ import annotations

import re
from collections.abc import Callable

from vik_portal.exports import huisstijl

# All measures in points: the slide is 960 × 540, which is 1920 × 1080 on a projector, so 14 pt are its 28 px.
BREED, HOOG = 960.0, 540.0
LINKS, BOVEN, ONDER = 54.0, 122.0, 492.0
VAK = BREED - 2 * LINKS
#: Height of the box of a title.
TITELVAK = 80.0
#: Style → size, room below, indent, bold, serif, colour.
STIJLEN: dict[str, tuple[float, float, float, bool, bool, str]] = {
    "tekst": (22, 10, 0, False, False, huisstijl.INKT),
    "inleiding": (26, 12, 0, False, False, huisstijl.INKT),
    "kop": (24, 6, 0, True, False, huisstijl.BLAUW),
    "punt": (22, 8, 24, False, False, huisstijl.INKT),
    "stem": (28, 12, 0, False, True, huisstijl.INKT),
    "zacht": (18, 8, 0, False, False, huisstijl.ZACHT),
    "vervolg": (20, 6, 24, False, False, huisstijl.INKT),
}
CEL = 16.0

_SMAL = re.compile(r"[iljtfrI.,:;'|!()\[\] ’‘-]")
_MIDDEN = re.compile(r"[cskvxyzJ“”*]")
_WIJD = re.compile(r"[mwMW@%—…]")


def _breedte(tekst: str, maat: float) -> float:
    """The width in points of a text in Arial, on the safe side."""
    smal, midden, wijd = (len(soort.findall(tekst)) for soort in (_SMAL, _MIDDEN, _WIJD))
    hoofd = sum(teken.isupper() for teken in tekst)
    gewoon = len(tekst) - smal - midden - wijd
    return maat * (0.56 * gewoon + 0.3 * smal + 0.5 * midden + 0.9 * wijd + 0.14 * hoofd) * 1.04


#: How much wider bold letters are, on the safe side.
VET = 1.09


def regels_van(tekst: str, maat: float, breed: float, *, vet: bool = False) -> int:
    if vet:
        breed /= VET
    aantal = 0
    for regel in tekst.split("\n"):
        stand = 0.0
        aantal += 1
        for woord in re.findall(r"\S+\s*", regel):
            w = _breedte(woord.rstrip(), maat)
            if stand and stand + w > breed:
                aantal, stand = aantal + 1, 0.0
            # A word wider than the line is broken by the program that shows it.
            aantal += int(w // breed)
            stand += _breedte(woord, maat) % breed if w > breed else _breedte(woord, maat)
    return aantal


def hoogte_van(tekst: str, maat: float, breed: float, *, vet: bool = False) -> float:
    return regels_van(tekst, maat, breed, vet=vet) * maat * 1.2


def knip(tekst: str, past: Callable[[str], bool]) -> tuple[str, str]:
    """The longest beginning for which ``past`` holds, if possible up to the end of a sentence, and the rest."""
    laag, hoog = 1, len(tekst)
    while laag < hoog:
        midden = (laag + hoog + 1) // 2
        laag, hoog = (midden, hoog) if past(tekst[:midden]) else (laag, midden - 1)
    if laag >= len(tekst):
        return tekst, ""
    zin = max((m.end() for m in re.finditer(r"[.?!][”’)]?\s+", tekst[:laag])), default=0)
    woord = max((m.end() for m in re.finditer(r"\s+", tekst[:laag])), default=0)
    grens = zin if zin > laag * 0.5 else woord or laag
    return tekst[:grens], tekst[grens:]
