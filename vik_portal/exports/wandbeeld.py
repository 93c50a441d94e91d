"""The wall screen as a picture of 1920 × 1080, through Typst: for a screen that knows no portal, only files."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import typst

from vik_portal.exports import huisstijl
from vik_portal.exports.pdf import letters, toonbaar

PNG = "image/png"
#: In px.
BREED, HOOG = 1920, 1080
SJABLOON = Path(__file__).parent / "sjablonen" / "wand.typ"


@dataclass(frozen=True)
class Wandpunt:
    """A word and a sentence; ``kant`` is ``niet`` or ``wel`` when points stand on two sides, else empty."""

    kop: str
    tekst: str
    kant: str = ""


@dataclass(frozen=True)
class Wandbeeld:
    """What hangs. ``beeld`` is the file of an image (JPEG, PNG or WebP), or empty.

    Four points without a side are drawn around the wheel, unless the image is one of a film (``film``).
    """

    titel: str
    boodschap: str
    vraag: str
    voet: str
    punten: Sequence[Wandpunt] = ()
    beeld: bytes = b""
    film: bool = False


def wandbeeld(wand: Wandbeeld) -> bytes:
    """A PNG of 1920 × 1080. Long texts are set smaller, never cut off; equal input gives equal bytes.

    Set in Typst's own letters, as a PDF is: the picture is the same on every machine.
    """
    gegevens = {
        "titel": wand.titel,
        "boodschap": wand.boodschap,
        "vraag": wand.vraag,
        "voet": wand.voet,
        "punten": [asdict(punt) for punt in wand.punten],
        "kanten": any(punt.kant for punt in wand.punten),
        "film": wand.film,
        "beeld": f"beeld.{_uitgang(wand.beeld)}" if wand.beeld else "",
        "merk": _merk(),
        "tekens": {"niet": huisstijl.icoon_svg("kruis", "#ffb3a3"), "wel": huisstijl.icoon_svg("vink", "#9fe3c5")},
    }
    # Typst reads a picture from a file only.
    with tempfile.TemporaryDirectory(prefix="vik-wand-") as map_:
        (Path(map_) / "wand.typ").write_bytes(SJABLOON.read_bytes())
        if wand.beeld:
            (Path(map_) / str(gegevens["beeld"])).write_bytes(wand.beeld)
        uit = typst.compile(
            Path(map_) / "wand.typ",
            root=Path(map_),
            sys_inputs={"wand": json.dumps(toonbaar(huisstijl.schoon(gegevens)), ensure_ascii=False)},
            format="png",
            ppi=72,
            timestamp=0,
            font_paths=letters(),
            ignore_system_fonts=True,
        )
    assert isinstance(uit, bytes)
    return uit


def _uitgang(beeld: bytes) -> str:
    if beeld.startswith(b"\x89PNG"):
        return "png"
    return "webp" if beeld[8:12] == b"WEBP" else "jpg"


@cache
def _merk() -> str:
    """The mark on dark: white with the golden needle."""
    return huisstijl.merk_svg().replace(huisstijl.BLAUW, huisstijl.WIT)
