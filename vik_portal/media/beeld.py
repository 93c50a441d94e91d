"""From any upload to clean images, in memory: what goes out is drawn anew from the pixels and carries nothing else.

Knows no model, no storage and no request: bytes in, :class:`Beeld` out, :class:`MediaFout` when it cannot.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageCms, ImageOps

from vik_portal.media.models import breedtes_voor

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
#: WebP cannot be taller or wider than this.
MAX_ZIJDE = 16_000

#: How a file of each kind begins. Names and the type a browser claims say nothing.
_BEGIN = {"jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "webp": b"RIFF"}
_OPSLAAN: dict[str, dict[str, Any]] = {
    "jpeg": {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True},
    "png": {"format": "PNG", "optimize": True},
    "webp": {"format": "WEBP", "quality": 82, "method": 4},
}

LEEG = "Dit bestand is leeg. Kies een ander bestand."
TE_ZWAAR = "Deze afbeelding is groter dan 10 MB. Maak hem kleiner en kies hem opnieuw."
TE_GROOT = "Deze afbeelding heeft meer dan 40 miljoen beeldpunten. Maak hem kleiner en kies hem opnieuw."
TE_LANG = "Deze afbeelding is langer dan 16.000 beeldpunten. Snijd hem bij en kies hem opnieuw."
SVG = "SVG kan niet, want daar kan een programma in zitten. Bewaar de afbeelding als PNG en kies die."
GEEN_AFBEELDING = "Dit is geen JPEG, PNG of WebP. Bewaar de afbeelding zo en kies hem opnieuw."
DUBBEL = "In deze afbeelding zit nog een ander bestand. Bewaar hem opnieuw als JPEG of PNG en kies die."
STUK = "Deze afbeelding is beschadigd of niet compleet. Bewaar of download hem opnieuw en kies hem nog eens."
BEWEEGT = "Deze afbeelding beweegt. Kies een afbeelding die stilstaat."


class MediaFout(Exception):
    """The upload cannot be used; the message is one Dutch sentence (or two) for who chose it."""


@dataclass(frozen=True)
class Beeld:
    """``vormen``: the file per width in px, narrowest first; ``breedte`` and ``hoogte`` of the widest."""

    soort: str
    breedte: int
    hoogte: int
    vormen: dict[int, bytes]


def maak_beeld(data: bytes) -> Beeld:
    """Every width of an upload of at most 10 MB. Raises :class:`MediaFout`."""
    soort = _herken(data)
    try:
        plaatje = _decodeer(data)
        vormen = {breedte: _codeer(_op_breedte(plaatje, breedte), soort) for breedte in breedtes_voor(plaatje.width)}
    except MediaFout:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise MediaFout(TE_GROOT) from None
    except Exception:
        # Decoders raise whatever a broken file makes them trip over: ValueError, struct.error, zlib.error and more.
        raise MediaFout(STUK) from None
    breedte = max(vormen)
    return Beeld(soort, breedte, _hoogte(plaatje, breedte), vormen)


def _herken(data: bytes) -> str:
    if not data:
        raise MediaFout(LEEG)
    if len(data) > MAX_BYTES:
        raise MediaFout(TE_ZWAAR)
    soort = next((soort for soort, begin in _BEGIN.items() if data.startswith(begin)), "")
    if not soort or (soort == "webp" and data[8:12] != b"WEBP"):
        raise MediaFout(SVG if b"<svg" in data[:4096].lower() else GEEN_AFBEELDING)
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise MediaFout(DUBBEL)
    return soort


def _decodeer(data: bytes) -> Image.Image:
    plaatje: Image.Image = Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"])
    # The size stands in the header: nothing has been unpacked yet.
    if plaatje.width * plaatje.height > MAX_PIXELS:
        raise MediaFout(TE_GROOT)
    if max(plaatje.size) > MAX_ZIJDE:
        raise MediaFout(TE_LANG)
    # MPO is a photo in which a phone keeps a second one, for depth: it does not move.
    if plaatje.format != "MPO" and getattr(plaatje, "n_frames", 1) > 1:
        raise MediaFout(BEWEEGT)
    # JPEG can be decoded at a half or a quarter: a large photo then costs a fraction of the memory.
    plaatje.draft(None, (1600, 1600))
    plaatje.load()
    icc = plaatje.info.get("icc_profile")
    plaatje = _naar_srgb(ImageOps.exif_transpose(plaatje), icc)
    # Savers take comments, profiles and transparency from here.
    plaatje.info = {}
    return plaatje


def _naar_srgb(plaatje: Image.Image, icc: bytes | None) -> Image.Image:
    if plaatje.mode.startswith("I") or plaatje.mode == "F":
        # 16 bits per channel; a plain convert would cut off instead of scale.
        return plaatje.convert("I").point(lambda waarde: waarde / 256).convert("L")
    doorzichtig = plaatje.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in plaatje.info
    modus = "RGBA" if doorzichtig else "L" if plaatje.mode in ("1", "L") else "RGB"
    if icc and modus != "L":
        basis = plaatje if plaatje.mode in ("RGB", "RGBA", "CMYK") else plaatje.convert(modus)
        try:
            # The profile goes, so its colours must be in the pixels; else photos of phones turn pale.
            bron = ImageCms.ImageCmsProfile(io.BytesIO(icc))
            omgezet = ImageCms.profileToProfile(basis, bron, ImageCms.createProfile("sRGB"), outputMode=modus)
        except (ImageCms.PyCMSError, OSError, ValueError):
            omgezet = None
        if omgezet is not None:
            return omgezet
    return plaatje.convert(modus)


def _hoogte(plaatje: Image.Image, breedte: int) -> int:
    return max(1, round(plaatje.height * breedte / plaatje.width))


def _op_breedte(plaatje: Image.Image, breedte: int) -> Image.Image:
    if breedte == plaatje.width:
        return plaatje
    return plaatje.resize((breedte, _hoogte(plaatje, breedte)), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _codeer(plaatje: Image.Image, soort: str) -> bytes:
    uit = io.BytesIO()
    plaatje.save(uit, **_OPSLAAN[soort])
    return uit.getvalue()
