"""What a film and its captions are, by content. A film is kept as it is: the portal plays it and does not re-encode it.

Knows no model, no storage and no request. :class:`MediaFout` carries one Dutch sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vik_portal.media.apart import ApartFout, apart
from vik_portal.media.beeld import LEEG, MediaFout

MAX_BYTES = 200 * 1024 * 1024
MAX_ONDERTITELING = 512 * 1024

TE_ZWAAR = "Deze film is groter dan 200 MB. Maak hem korter of kleiner en kies hem opnieuw."
GEEN_FILM = "Dit is geen mp4- of webm-film. Bewaar de film als mp4 en kies die."
QUICKTIME = "Dit is een QuickTime-film (.mov). Bewaar hem als mp4 en kies die."
SPEELT_NIET = "Een browser speelt deze film niet af. Bewaar hem als gewone mp4 (H.264 met AAC) en kies die."
GEEN_BEELD = "In dit bestand zit geen beeld. Kies een film."
STUK = "Deze film is beschadigd of niet compleet. Bewaar hem opnieuw en kies hem nog eens."
TE_MOEILIJK = "Deze film is te zwaar om na te kijken. Bewaar hem opnieuw als mp4 en kies hem nog eens."
_ZINNEN = {"geen_beeld": GEEN_BEELD, "speelt_niet": SPEELT_NIET, "stuk": STUK}

GEEN_WEBVTT = "Dit is geen ondertiteling in WebVTT. Bewaar haar als .vtt en kies dat bestand."
GEEN_REGELS = "In deze ondertiteling staat geen regel met een tijd. Kijk haar na en kies haar opnieuw."
ONDERTITELING_TE_ZWAAR = "Deze ondertiteling is groter dan een halve MB. Kies het .vtt-bestand van deze film."
GEEN_UTF8 = "De letters in deze ondertiteling zijn niet te lezen. Bewaar haar als UTF-8 en kies haar opnieuw."
_TIJD = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
_REGEL = re.compile(rf"^{_TIJD}[ \t]+-->[ \t]+{_TIJD}", re.MULTILINE)


@dataclass(frozen=True)
class Filmfeiten:
    """``seconden`` is the length; ``breedte`` and ``hoogte`` are px."""

    soort: Literal["mp4", "webm"]
    seconden: float
    breedte: int
    hoogte: int


def bekijk_film(pad: Path) -> Filmfeiten:
    """What the file at ``pad`` is, when a browser plays it. Raises :class:`MediaFout`."""
    omvang = pad.stat().st_size
    if omvang > MAX_BYTES:
        raise MediaFout(TE_ZWAAR)
    with pad.open("rb") as bestand:
        soort = _herken(bestand.read(64))
    try:
        gezegd = apart("film", pad, soort)
    except ApartFout:
        raise MediaFout(TE_MOEILIJK) from None
    if "fout" in gezegd:
        raise MediaFout(_ZINNEN[gezegd["fout"]])
    return Filmfeiten(soort, **gezegd)


def _herken(begin: bytes) -> Literal["mp4", "webm"]:
    """By how the file begins: names and the type that a browser claims say nothing."""
    if not begin:
        raise MediaFout(LEEG)
    if begin[4:12] == b"ftypqt  ":
        raise MediaFout(QUICKTIME)
    if begin[4:8] == b"ftyp":
        return "mp4"
    # Matroska is the same container with other codecs; only what calls itself webm is played everywhere.
    if begin.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in begin:
        return "webm"
    raise MediaFout(GEEN_FILM)


def lees_ondertiteling(data: bytes) -> str:
    """Captions in WebVTT as text. Raises :class:`MediaFout`."""
    if len(data) > MAX_ONDERTITELING:
        raise MediaFout(ONDERTITELING_TE_ZWAAR)
    try:
        tekst = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    except UnicodeDecodeError:
        raise MediaFout(GEEN_UTF8) from None
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", tekst):
        raise MediaFout(GEEN_WEBVTT)
    if not _REGEL.search(tekst):
        raise MediaFout(GEEN_REGELS)
    return tekst
