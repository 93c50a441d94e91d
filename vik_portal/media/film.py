"""What a film is, by its content: one that is played as it is, or the source of one that is made anew (omzetten).

Knows no model, no storage and no request. :class:`MediaFout` carries one Dutch sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vik_portal.media.apart import ApartFout, apart
from vik_portal.media.beeld import LEEG, MediaFout

#: What a file may be. ``mov`` and ``mkv`` only where it is made anew.
Vorm = Literal["mp4", "webm", "mov", "mkv"]
MAX_BYTES = 200 * 1024 * 1024
#: Seconds that a film for a briefing may last, and what a camera adds without being asked.
MEESTE_SECONDEN, SPELING = 90, 0.9

TE_ZWAAR = "Deze film is groter dan 200 MB. Maak hem korter of kleiner en kies hem opnieuw."
GEEN_FILM = "Dit is geen mp4- of webm-film. Bewaar de film als mp4 en kies die."
QUICKTIME = "Dit is een QuickTime-film (.mov). Bewaar hem als mp4 en kies die."
SPEELT_NIET = "Een browser speelt deze film niet af. Bewaar hem als gewone mp4 (H.264 met AAC) en kies die."
GEEN_BEELD = "In dit bestand zit geen beeld. Kies een film."
STUK = "Deze film is beschadigd of niet compleet. Bewaar hem opnieuw en kies hem nog eens."
TE_MOEILIJK = "Deze film is te zwaar om na te kijken. Bewaar hem opnieuw als mp4 en kies hem nog eens."
TE_LANG = "Deze film duurt langer dan 90 seconden. Knip hem korter en kies hem opnieuw."
TE_GROOT = "Deze film is breder of hoger dan 3840 beeldpunten. Bewaar hem in full hd en kies hem opnieuw."
ONBEKEND = "Dit is geen film in mp4, mov, webm of mkv. Bewaar de film als mp4 en kies die."
_ZINNEN = {"geen_beeld": GEEN_BEELD, "speelt_niet": SPEELT_NIET, "stuk": STUK, "te_groot": TE_GROOT}


@dataclass(frozen=True)
class Filmfeiten:
    """``seconden`` is the length; ``breedte`` and ``hoogte`` are px."""

    soort: Vorm
    seconden: float
    breedte: int
    hoogte: int
    geluid: bool


def bekijk_film(pad: Path) -> Filmfeiten:
    """What the file at ``pad`` is, when a browser plays it. Raises :class:`MediaFout`."""
    vorm = _vorm(pad)
    if vorm == "mov":
        raise MediaFout(QUICKTIME)
    # Matroska is the same container with other codecs; only what calls itself webm is played everywhere.
    if vorm not in ("mp4", "webm"):
        raise MediaFout(GEEN_FILM)
    return _bekijk(pad, vorm)


def bekijk_bron(pad: Path) -> Filmfeiten:
    """What the file at ``pad`` is, when a film of at most 90 seconds can be made from it. Raises :class:`MediaFout`."""
    vorm = _vorm(pad)
    if vorm is None:
        raise MediaFout(ONBEKEND)
    feiten = _bekijk(pad, vorm, "omzetten")
    if feiten.seconden > MEESTE_SECONDEN + SPELING:
        raise MediaFout(TE_LANG)
    return feiten


def _bekijk(pad: Path, vorm: Vorm, *eisen: str) -> Filmfeiten:
    try:
        gezegd = apart("film", pad, demuxer(vorm), *eisen)
    except ApartFout:
        raise MediaFout(TE_MOEILIJK) from None
    if "fout" in gezegd:
        raise MediaFout(_ZINNEN[gezegd["fout"]])
    return Filmfeiten(vorm, **gezegd)


def demuxer(vorm: Vorm) -> str:
    """What reads it, by name, so that nothing in the file can choose something else."""
    return "mov" if vorm in ("mp4", "mov") else "matroska"


def _vorm(pad: Path) -> Vorm | None:
    omvang = pad.stat().st_size
    if omvang > MAX_BYTES:
        raise MediaFout(TE_ZWAAR)
    if not omvang:
        raise MediaFout(LEEG)
    with pad.open("rb") as bestand:
        return herken(bestand.read(64))


def herken(begin: bytes) -> Vorm | None:
    """By how the file begins (64 bytes): names and the type that a browser claims say nothing."""
    if begin[4:12] == b"ftypqt  ":
        return "mov"
    if begin[4:8] == b"ftyp":
        return "mp4"
    if begin.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if b"webm" in begin else "mkv"
    return None
