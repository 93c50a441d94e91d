"""Small shapes that every picture shares: a data table and the segments of a band."""

from __future__ import annotations

from dataclasses import dataclass

from vik_portal.meedoen.banden import NAMEN


@dataclass(frozen=True)
class Tabel:
    """The data behind a picture, for screen, PDF and XLSX alike. The first cell of a row is its heading."""

    titel: str
    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class BandRij:
    """One answer with its band. ``index`` of ``hoogste`` is what a chart draws; ``segmenten`` are its CSS classes."""

    antwoord: str
    band: str
    index: int
    hoogste: int
    segmenten: tuple[str, ...]


def band_rij(trap: str, antwoord: str, index: int) -> BandRij:
    namen = NAMEN[trap]
    # Three or five bands get a segment each; eleven bands are ten tenths and an empty one.
    aantal = 10 if trap == "groot" else len(namen)
    vol = min(index + (trap != "groot"), aantal)
    segmenten = ["on"] * (vol - 1) + ["on end"] if index else ["leeg end"]
    return BandRij(antwoord, namen[index], index, len(namen) - 1, tuple(segmenten + [""] * (aantal - len(segmenten))))
