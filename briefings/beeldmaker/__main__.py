"""``python -m briefings.beeldmaker [slug …]``: draws everything, or these items, into ``briefings/beelden/``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import imageio_ffmpeg

from briefings.beeldmaker.films import BREEDTE, FILMS, TEMPO
from briefings.beeldmaker.tekeningen import TEKENINGEN, teken
from briefings.beeldmaker.vormen import BREED, HOOG

MAP = Path(__file__).parent.parent / "beelden"
#: As vik_portal.media.models.BREEDTES, without Django.
BREEDTES = (480, 960, 1600)


def maak_tekening(slug: str) -> None:
    """Every width as WebP without loss: flat colours stay flat, and it is smaller than JPEG."""
    blad = teken(slug)
    for breedte in BREEDTES:
        blad.klaar(breedte).save(MAP / f"{slug}-{breedte}.webp", "WEBP", lossless=True, method=6, quality=100)


def maak_film(slug: str) -> dict[str, float]:
    """H.264 in MP4 without sound, with its first picture; returns what the portal wants to know of it."""
    seconden, beeld, begin = FILMS[slug]
    hoog = BREEDTE * HOOG // BREED
    opdracht = [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24"),
        *("-s", f"{BREEDTE}x{hoog}", "-r", str(TEMPO), "-i", "-", "-c:v", "libx264", "-preset", "veryslow"),
        *("-tune", "animation", "-crf", "24", "-pix_fmt", "yuv420p", "-threads", "1", "-movflags", "+faststart"),
        *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", str(MAP / f"{slug}.mp4")),
    ]
    with subprocess.Popen(opdracht, stdin=subprocess.PIPE) as coder:
        assert coder.stdin is not None
        for nummer in range(round(seconden * TEMPO)):
            coder.stdin.write(beeld(nummer / TEMPO).klaar(BREEDTE).tobytes())
    if coder.returncode:
        sys.exit(f"{slug}: de film is niet gelukt.")
    beeld(begin).klaar(BREEDTE).save(MAP / f"{slug}.jpg", "JPEG", quality=85, optimize=True)
    return {"seconden": seconden, "breedte": BREEDTE, "hoogte": hoog}


def main(slugs: list[str]) -> None:
    MAP.mkdir(exist_ok=True)
    for slug in slugs or TEKENINGEN:
        maak_tekening(slug)
    lijst = MAP / "films.json"
    feiten = json.loads(lijst.read_text()) if lijst.exists() else {}
    feiten |= {slug: maak_film(slug) for slug in FILMS if not slugs or slug in slugs}
    lijst.write_text(json.dumps(dict(sorted(feiten.items())), indent=2) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
