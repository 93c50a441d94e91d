"""Makes of any film one that every browser plays: H.264 with AAC in MP4, at most 1080p, with a first picture.

The film is made anew from its pictures and its sound; places, names, chapters and other tracks of a recording stay
behind. ffmpeg does the work in a child that is bounded in time, memory and what it writes. The same film gives the
same bytes. Knows no model and no storage.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg

from vik_portal.media.apart import ApartFout, Grenzen, programma
from vik_portal.media.beeld import MediaFout
from vik_portal.media.film import MAX_BYTES, MEESTE_SECONDEN, SPELING, TE_MOEILIJK, Filmfeiten, bekijk_film, demuxer
from vik_portal.media.opslag import VOL, vol

FILM, POSTER = "film.mp4", "poster.jpg"
#: For 90 seconds of 4K on one slow core.
GRENZEN = Grenzen(seconden=15 * 60, rekentijd=25 * 60, geheugen=3 * 1024**3, grootste_bestand=MAX_BYTES)
#: For ten seconds of one picture.
STIL_GRENZEN = Grenzen(seconden=120, rekentijd=240, geheugen=2 * 1024**3, grootste_bestand=32 * 1024**2)
#: Where the first picture is taken, in seconds: later than the black that many recordings begin with.
BEGINBEELD = 1.0
_STIL = ["-hide_banner", "-nostdin", "-loglevel", "error", "-y"]
#: Nothing of the recording but its first picture track and its first sound.
_KAAL = ["-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn", "-fflags", "+bitexact"]
_MAAT = "scale=w='min(1920,iw)':h='min(1080,ih)':force_original_aspect_ratio=decrease:force_divisible_by=2,setsar=1"
_BEELD = [
    *("-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-pix_fmt", "yuv420p"),
    *("-crf", "23", "-maxrate", "5M", "-bufsize", "10M", "-fpsmax", "30", "-threads", "2", "-flags:v", "+bitexact"),
]
_GELUID = ["-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000", "-flags:a", "+bitexact"]


def zet_om(
    bron: Path, uit: Path, feiten: Filmfeiten, *, vertel: Callable[[int], None], grenzen: Grenzen = GRENZEN
) -> Filmfeiten:
    """Writes ``film.mp4`` and ``poster.jpg`` in the folder ``uit``; ``vertel`` hears how far it is, from 0 to 100.

    ``feiten`` are those of the source. Returns those of the film that was made. Raises :class:`MediaFout`.
    """
    film, poster = uit / FILM, uit / POSTER

    def regel(tekst: str) -> None:
        naam, _, waarde = tekst.partition("=")
        if naam == "out_time_us" and waarde.lstrip("-").isdecimal():
            vertel(max(0, min(99, int(int(waarde) / 10_000 / feiten.seconden))))

    # Only files and pipes: no film can make the program fetch something.
    lees = ["-protocol_whitelist", "file,pipe", "-f", demuxer(feiten.soort), "-i", f"file:{bron}"]
    tot = ["-t", str(MEESTE_SECONDEN + SPELING), "-map", "0:v:0", "-map", "0:a:0?"]
    maak = [*_KAAL, "-vf", _MAAT, *_BEELD, *_GELUID, "-movflags", "+faststart", "-f", "mp4"]
    voortgang = ["-progress", "pipe:1", "-stats_period", "0.5"]
    _draai([*_STIL, *voortgang, *lees, *tot, *maak, f"file:{film}"], grenzen, regel)
    gemaakt = bekijk_film(film)
    begin = ["-ss", str(min(BEGINBEELD, gemaakt.seconden / 2)), "-f", "mov", "-i", f"file:{film}"]
    beeld = [*_KAAL, "-an", "-frames:v", "1", "-q:v", "3", "-update", "1", "-f", "image2"]
    _draai([*_STIL, *begin, *beeld, f"file:{poster}"], grenzen)
    vertel(100)
    return gemaakt


def van_stilstaand_beeld(beeld: Path, film: Path, *, seconden: int, grenzen: Grenzen = STIL_GRENZEN) -> None:
    """Writes an MP4 that shows one PNG of even width and height for so long. Raises :class:`MediaFout`."""
    lees = ["-protocol_whitelist", "file,pipe", "-f", "image2", "-loop", "1", "-framerate", "5", "-i", f"file:{beeld}"]
    maak = [*_KAAL, "-t", str(seconden), *_BEELD, "-tune", "stillimage", "-an", "-movflags", "+faststart", "-f", "mp4"]
    _draai([*_STIL, *lees, *maak, f"file:{film}"], grenzen)


def _draai(argumenten: list[str], grenzen: Grenzen, regel: Callable[[str], None] = lambda _: None) -> None:
    try:
        programma(imageio_ffmpeg.get_ffmpeg_exe(), argumenten, grenzen=grenzen, regel=regel)
    except ApartFout as fout:
        raise MediaFout(VOL if vol(str(fout)) else TE_MOEILIJK) from None
