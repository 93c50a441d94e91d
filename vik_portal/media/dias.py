"""From a PDF to the pictures of its pages. Of the PDF itself nothing comes along: no script, link, form or metadata.

Knows no model, no storage and no request: bytes in, :class:`Dia` out, :class:`MediaFout` when it cannot.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from vik_portal.media.apart import ApartFout, apart
from vik_portal.media.beeld import LEEG, MediaFout

MAX_BYTES = 20 * 1024 * 1024
MAX_PAGINAS = 60

TE_ZWAAR = "Deze pdf is groter dan 20 MB. Bewaar hem kleiner, of splits hem, en kies hem opnieuw."
GEEN_PDF = "Dit is geen pdf. Bewaar je dia’s als pdf en kies dat bestand."
SLOT = "Op deze pdf zit een wachtwoord. Bewaar hem zonder wachtwoord en kies hem opnieuw."
GEEN_PAGINAS = "In deze pdf staat geen pagina. Bewaar je dia’s opnieuw als pdf en kies die."
TE_VEEL = "Deze pdf heeft {aantal} pagina’s en er kunnen er hooguit 60 in. Splits hem en kies hem opnieuw."
STUK = "Deze pdf is beschadigd of niet compleet. Bewaar hem opnieuw en kies hem nog eens."
TE_MOEILIJK = "Deze pdf is te zwaar om te tekenen. Bewaar hem met kleinere plaatjes en kies hem opnieuw."

_ZINNEN = {"slot": SLOT, "geen_paginas": GEEN_PAGINAS, "te_veel": TE_VEEL, "stuk": STUK, "te_zwaar": TE_MOEILIJK}


@dataclass(frozen=True)
class Dia:
    """One page as WebP: ``groot`` for the projector, of ``breedte`` by ``hoogte`` px, and ``klein`` for regie."""

    breedte: int
    hoogte: int
    tekst: str
    groot: bytes
    klein: bytes


def maak_dias(data: bytes) -> list[Dia]:
    """The pages of a PDF of at most 20 MB, first page first. Raises :class:`MediaFout`."""
    if not data:
        raise MediaFout(LEEG)
    if len(data) > MAX_BYTES:
        raise MediaFout(TE_ZWAAR)
    # Some programs write a few lines before it; readers allow the first kilobyte.
    if b"%PDF-" not in data[:1024]:
        raise MediaFout(GEEN_PDF)
    with tempfile.TemporaryDirectory(prefix="vik-dias-") as naam:
        map_ = Path(naam)
        pdf = map_ / "bron.pdf"
        pdf.write_bytes(data)
        try:
            gezegd = apart("dias", pdf, map_, MAX_PAGINAS)
        except ApartFout:
            raise MediaFout(TE_MOEILIJK) from None
        if "fout" in gezegd:
            raise MediaFout(_ZINNEN[gezegd["fout"]].format(aantal=gezegd.get("aantal")))
        return [
            Dia(
                breedte=pagina["maat"][0],
                hoogte=pagina["maat"][1],
                tekst=pagina["tekst"],
                groot=(map_ / f"{nummer}-groot.webp").read_bytes(),
                klein=(map_ / f"{nummer}-klein.webp").read_bytes(),
            )
            for nummer, pagina in enumerate(gezegd["paginas"], 1)
        ]
