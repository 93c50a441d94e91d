"""QR codes. The caller gives the alternative text and prints the address beside it."""

from __future__ import annotations

import io

import segno


def _code(url: str) -> segno.QRCode:
    # Level M survives a fold or a coffee ring on paper; a projector needs no more.
    return segno.make(url, error="m", micro=False, boost_error=False)


def qr_svg(url: str) -> str:
    """An ``<svg>`` element without inline style, on white so that it also reads in dark mode.

    Raises ``segno.DataOverflowError`` for an address of more than about 2,300 characters.
    """
    uit = io.BytesIO()
    _code(url).save(
        uit, kind="svg", xmldecl=False, svgclass=None, lineclass=None, omitsize=True, nl=False, light="#fff"
    )
    return uit.getvalue().decode()


def qr_png(url: str, schaal: int = 8) -> bytes:
    """A PNG with ``schaal`` px per module and the quiet zone of four modules around it."""
    uit = io.BytesIO()
    _code(url).save(uit, kind="png", scale=schaal)
    return uit.getvalue()
