"""Draws the pages of a PDF, and reads their text."""

from __future__ import annotations

import contextlib
import signal
from pathlib import Path
from typing import Any

#: The box in px that a page is drawn in for the projector, and the width in px of its small picture.
GROOT, KLEIN = (1920, 1440), 480
#: Longest text of one page, in characters: it is read aloud as the description of a picture.
MEESTE_TEKST = 1500
#: Seconds for reading the text of all pages. Without it the slides are still slides.
TEKST_GEDULD = 10


def schoon(tekst: str) -> str:
    """Text on one line, without what a database or a screen reader trips over."""
    leesbaar = "".join(teken if teken.isprintable() else " " for teken in tekst)
    return " ".join(leesbaar.split())[:MEESTE_TEKST].rstrip()


def dias(pdf: str, uit: str, meeste: str) -> dict[str, Any]:
    """Draws every page into the folder ``uit``, as ``<number>-groot.webp`` and ``<number>-klein.webp``."""
    import pypdfium2
    from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SUCCESS

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as fout:
        return {"fout": {FPDF_ERR_PASSWORD: "slot", FPDF_ERR_SUCCESS: "geen_paginas"}.get(fout.err_code, "stuk")}
    aantal = len(document)
    if not 1 <= aantal <= int(meeste):
        return {"fout": "te_veel" if aantal else "geen_paginas", "aantal": aantal}
    try:
        maten = [_teken(document[nummer], Path(uit), nummer + 1) for nummer in range(aantal)]
    except MemoryError:
        return {"fout": "te_zwaar"}
    except (pypdfium2.PdfiumError, OSError, ValueError):
        return {"fout": "stuk"}
    teksten = _teksten(pdf, aantal)
    return {"paginas": [{"maat": maat, "tekst": tekst} for maat, tekst in zip(maten, teksten, strict=True)]}


def _teken(pagina: Any, uit: Path, nummer: int) -> tuple[int, int]:
    breed, hoog = pagina.get_size()
    if not (breed > 0 and hoog > 0):
        raise ValueError("page without size")
    schaal = min(GROOT[0] / breed, GROOT[1] / hoog)
    beeld = pagina.render(scale=schaal, may_draw_forms=False).to_pil().convert("RGB")
    beeld.save(uit / f"{nummer}-groot.webp", "WEBP", quality=90, method=2)
    klein = beeld.copy()
    klein.thumbnail((KLEIN, KLEIN))
    klein.save(uit / f"{nummer}-klein.webp", "WEBP", quality=80, method=2)
    return beeld.size


class _Genoeg(BaseException):
    """Reading text took long enough; a BaseException, so that no ``except`` on the way keeps it."""


def _teksten(pdf: str, aantal: int) -> list[str]:
    """The text of every page; empty where a page has none or gives none."""
    from pypdf import PdfReader

    def genoeg(*_: object) -> None:
        raise _Genoeg

    teksten = [""] * aantal
    signal.signal(signal.SIGALRM, genoeg)
    signal.alarm(TEKST_GEDULD)
    with contextlib.suppress(_Genoeg, Exception):
        lezer = PdfReader(pdf)
        for nummer, pagina in enumerate(lezer.pages[:aantal]):
            # pypdf raises whatever a strange page makes it trip over; the page is drawn already.
            with contextlib.suppress(Exception):
                teksten[nummer] = schoon(pagina.extract_text())
    signal.alarm(0)
    return teksten
