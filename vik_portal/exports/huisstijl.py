"""The house style of everything that leaves the portal: palette, type, mark. Its only definition outside the CSS."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import override
from PIL import Image, ImageDraw

from vik_portal import tekens
from vik_portal.exports.blokken import Toon

NAAM = "VIK-portaal"
TAAL = "nl-NL"
TIJDZONE = ZoneInfo("Europe/Amsterdam")
INKT = "#111a2e"
ZACHT = "#4a566d"
LIJN = "#c7d0df"
BLAUW = "#0c2a66"
LINK = "#163f8c"
BLAUW_ZACHT = "#f1f5fb"
#: The needle: marks now or next. Never text on white.
GOUD = "#f2b32c"
WIT = "#ffffff"

#: What a tone means: (words and signs, rule above a column). Colour never stands alone.
TONEN: dict[Toon, tuple[str, str]] = {
    "goed": ("#0f5a41", "#1d7356"),
    "fout": ("#93270f", "#a5311b"),
    "overleg": ("#734c00", GOUD),
    "rustig": (LINK, LINK),
}

#: PDF is set in Typst's own serif; Office files in what every Windows desktop has. People speak in serif.
LETTER = "Arial"
STEM = "Times New Roman"

#: The four quarters of the mark on a 32 grid: corner of the quarter, and degrees from north-west, clockwise.
MERK = [((0, 0), 0, BLAUW), ((17, 0), 270, GOUD), ((17, 17), 180, BLAUW), ((0, 17), 270, BLAUW)]


def icoon_svg(naam: str, kleur: str) -> str:
    """An icon of the portal as a stand-alone SVG file in one colour."""
    return los(tekens.icoon(naam), kleur)


def kwart_svg(kernwaarde: str, kleur: str = LINK) -> str:
    return los(tekens.kwart(kernwaarde, 44), kleur)


def merk_svg() -> str:
    return los(tekens.merk(32), BLAUW)


def los(svg: str, kleur: str) -> str:
    """A drawing of the portal as a file of its own, in one colour."""
    svg = svg.replace("currentColor", kleur).replace(' aria-hidden="true"', "")
    return svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)


@cache
def merk_png(maat: int = 256) -> bytes:
    """The mark as PNG of ``maat`` px, for formats that take no drawing in a header."""
    veel = maat * 4
    beeld = Image.new("RGBA", (veel, veel), (255, 255, 255, 0))
    pen = ImageDraw.Draw(beeld)
    straal = veel * 15 / 32
    for (x, y), graden, kleur in MERK:
        x0, y0 = x * veel / 32, y * veel / 32
        # The point of the quarter is at this corner of its square; the arc lies opposite.
        px, py = {0: (1, 1), 90: (0, 1), 180: (0, 0), 270: (1, 0)}[graden]
        mx, my = x0 + px * straal, y0 + py * straal
        begin = {0: 180, 90: 270, 180: 0, 270: 90}[graden]
        pen.pieslice((mx - straal, my - straal, mx + straal, my + straal), begin, begin + 90, fill=kleur)
    uit = io.BytesIO()
    beeld.resize((maat, maat), Image.Resampling.LANCZOS).save(uit, "PNG", optimize=True)
    return uit.getvalue()


def in_woorden(dag: date) -> str:
    """``3 november 2026``, whatever the language of the request."""
    with override("nl"):
        return date_format(dag, "j F Y")


def als_zin(tekst: str) -> str:
    """With a full stop, unless it ends as a sentence already."""
    return tekst if tekst.endswith((".", "?", "!", "…")) else f"{tekst}."


def moment(dag: date) -> datetime:
    """Noon UTC of a day: the time that file properties carry, so that an export does not depend on the clock."""
    return datetime.combine(dag, time(12), UTC)


def adres(pad: str) -> str:
    """A rooted or absolute address as an absolute one: a file has no host of its own."""
    return urljoin(f"{settings.SITE_URL}/", pad)


# XML 1.0 or Typst refuses these; nobody types them, but they come along in what people paste.
_STUUR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def schoon(waarde: Any) -> Any:
    """Strings, also inside lists and dicts, without control characters; everything else as it was."""
    if isinstance(waarde, str):
        return _STUUR.sub("", waarde.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(waarde, list | tuple):
        return [schoon(deel) for deel in waarde]
    if isinstance(waarde, dict):
        return {sleutel: schoon(deel) for sleutel, deel in waarde.items()}
    return waarde
