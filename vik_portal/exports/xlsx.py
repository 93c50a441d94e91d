"""Spreadsheets: per sheet a frozen header row, readable widths, and nothing that calculates by itself."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from vik_portal.exports import huisstijl
from vik_portal.exports.huisstijl import schoon
from vik_portal.exports.pakket import stabiel

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A spreadsheet program may take a text that starts like this for a formula, also after copying it elsewhere.
_FORMULE = ("=", "+", "-", "@", "\t")
_MEEST = 32_767  # characters in a cell, by the format
_GEEN_TIJD = date(2000, 1, 1)


@dataclass(frozen=True)
class Blad:
    """One sheet. Cells are ``str``, numbers, ``bool`` (ja, nee), ``date``, ``datetime`` (in Dutch time) or ``None``."""

    naam: str
    koppen: Sequence[str]
    rijen: Iterable[Sequence[Any]]


def werkblad(
    naam: str, koppen: Sequence[str], rijen: Iterable[Sequence[Any]], *, titel: str = "", datum: date = _GEEN_TIJD
) -> bytes:
    """A workbook with one sheet ``naam``; ``titel`` is the title of the file and stands above a printed page.

    Every row has as many cells as ``koppen``, else ``ValueError``.
    """
    return werkboek([Blad(naam, koppen, rijen)], titel=titel, datum=datum)


def werkboek(bladen: Sequence[Blad], *, titel: str = "", datum: date = _GEEN_TIJD) -> bytes:
    """A workbook with one or more sheets; two may not have the same name once shortened to 31 characters."""
    boek = Workbook()
    boek.remove(boek.worksheets[0])
    for blad in bladen:
        _zet_blad(boek, blad, titel)
    eigen = boek.properties
    eigen.title, eigen.creator, eigen.lastModifiedBy, eigen.language = (
        schoon(titel),
        huisstijl.NAAM,
        huisstijl.NAAM,
        "nl-NL",
    )
    uit = io.BytesIO()
    boek.save(uit)
    return stabiel(uit.getvalue(), datum)


def _zet_blad(boek: Workbook, bron: Blad, titel: str) -> None:
    naam, koppen = re.sub(r"[\[\]:*?/\\]", " ", schoon(bron.naam)).strip(" '")[:31] or "Gegevens", bron.koppen
    if naam in boek.sheetnames:
        raise ValueError(f"Twee bladen heten {naam!r}.")
    blad = boek.create_sheet(naam)
    breedtes = [len(kop) for kop in koppen]
    for nummer, rij in enumerate([koppen, *bron.rijen], 1):
        for kolom, waarde in enumerate(rij, 1):
            if len(rij) != len(koppen):
                raise ValueError(f"Rij {nummer} heeft {len(rij)} cellen en geen {len(koppen)}.")
            cel = blad.cell(nummer, kolom)
            _vul(cel, waarde)
            _kleed(cel, kop=nummer == 1)
            langste = max((len(regel) for regel in str(cel.value or "").splitlines()), default=0)
            breedtes[kolom - 1] = max(breedtes[kolom - 1], langste)
    for kolom, breedte in enumerate(breedtes, 1):
        blad.column_dimensions[get_column_letter(kolom)].width = min(60, max(10, breedte + 3))
    blad.freeze_panes = "A2"
    blad.auto_filter.ref = blad.dimensions
    blad.print_title_rows = "1:1"
    blad.page_setup.orientation, blad.page_setup.paperSize, blad.page_setup.fitToHeight = "landscape", 9, 0
    blad.sheet_properties.pageSetUpPr.fitToPage = True
    # In a header "&" starts a code.
    blad.oddHeader.left.text = schoon(titel).replace("&", "&&")[:200] or None
    blad.oddFooter.right.text = "&P van &N"


def _vul(cel: Cell, waarde: Any) -> None:
    if isinstance(waarde, bool):
        waarde = "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        cel.value = timezone.make_naive(waarde, huisstijl.TIJDZONE) if timezone.is_aware(waarde) else waarde
        cel.number_format = "d-m-yyyy h:mm"
    elif isinstance(waarde, date):
        cel.value, cel.number_format = waarde, "d-m-yyyy"
    elif waarde is None or isinstance(waarde, int | float | time):
        cel.value = waarde
    else:
        tekst = schoon(str(waarde))[:_MEEST]
        cel.value = tekst
        cel.data_type = "s"
        if tekst.startswith(_FORMULE):
            cel.quotePrefix = True


def _kleed(cel: Cell, *, kop: bool) -> None:
    cel.font = Font(name=huisstijl.LETTER, size=11, bold=kop, color=(huisstijl.BLAUW if kop else huisstijl.INKT)[1:])
    cel.alignment = Alignment(vertical="top", wrap_text=True)
    if kop:
        cel.fill = PatternFill("solid", fgColor=huisstijl.BLAUW_ZACHT[1:])
        cel.border = Border(bottom=Side("medium", color=huisstijl.BLAUW[1:]))
