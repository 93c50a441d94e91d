"""Reads the text of a PDF.

A line is [text, page from 1, kind, whether white space or another kind stands above it]. Kinds: tekst, kop, citaat,
punt and nummer (an item of a list), rand (the head or foot of a page).
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any

from vreemd import VREEMD

#: From how much larger than most letters of a PDF on it is a quote or a heading; from how much more than the usual
#: distance on there is white between two lines.
GROTER, VEEL_GROTER, WIT = 1.04, 1.12, 1.12
#: In points: how far an indented block stands to the right.
INSPRONG = 5
#: A heading has no more words than this; more words in large letters are a quote.
KOPWOORDEN = 9


def tekst_pdf(pdf: str, meeste_paginas: str, meeste_tekens: str) -> dict[str, Any]:
    """The lines of a PDF in the order in which it was written, headings and quotes by their letters."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        lezer = PdfReader(pdf)
        if lezer.is_encrypted and not lezer.decrypt(""):
            return {"fout": "slot"}
        aantal = len(lezer.pages)
        if not 1 <= aantal <= int(meeste_paginas):
            return {"fout": "te_veel" if aantal else "leeg", "aantal": aantal}
        paginas = [_pdfregels(pagina) for pagina in lezer.pages]
    except MemoryError:
        return {"fout": "te_zwaar"}
    except (PyPdfError, *VREEMD):
        return {"fout": "stuk"}
    gewoon, stappen = Counter[float](), Counter[float]()
    for regels in paginas:
        for regel, volgende in pairwise([*regels, {"maat": 0}]):
            gewoon[regel["maat"]] += len(regel["tekst"])
            if regel["maat"] == volgende["maat"] and 0.9 < (stap := (regel["y"] - volgende["y"]) / regel["maat"]) < 3:
                stappen[round(stap, 2)] += 1
    if not gewoon:
        return {"fout": "geen_tekst"}
    if gewoon.total() > int(meeste_tekens):
        return {"fout": "te_lang"}
    # From line to line inside a paragraph: the smallest step that is no exception.
    maat = gewoon.most_common(1)[0][0]
    stap = min((s for s, keren in stappen.items() if keren >= max(2, stappen.total() / 25)), default=1.2)
    return {"regels": [r for nummer, regels in enumerate(paginas, 1) for r in _gezet(regels, nummer, maat, stap)]}


def _pdfregels(pagina: Any) -> list[dict[str, Any]]:
    """The lines of one page: text, size and look of its longest run of letters, where it begins (in points)."""
    regels: list[dict[str, Any]] = []
    open_: list[tuple[str, float, str]] = []
    plek = [0.0, 0.0]

    def sluit() -> None:
        tekst = " ".join("".join(stuk for stuk, _, _ in open_).split())
        if tekst:
            _, maat, gezicht = max(open_, key=lambda stuk: len(stuk[0].strip()))
            regels.append({"tekst": tekst, "maat": maat, "gezicht": gezicht, "x": plek[0], "y": plek[1]})
        open_.clear()

    def hoor(tekst: str, cm: list[float], tm: list[float], lettertype: dict[str, Any] | None, maat: float) -> None:
        naam = str((lettertype or {}).get("/BaseFont", "")).lower()
        vet, schuin = re.search("bold|black|heavy|semi", naam), re.search("italic|oblique", naam)
        gezicht = "vet " * bool(vet) + "schuin" * bool(schuin)
        schaal = abs((tm[3] or tm[1] or 1) * (cm[3] or cm[1] or 1))
        for nummer, stuk in enumerate(tekst.split("\n")):
            if nummer:
                sluit()
            if stuk.strip() and not open_:
                plek[:] = [tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]]
            if stuk:
                open_.append((stuk, max(0.1, round(float(maat) * schaal, 1)), gezicht))

    pagina.extract_text(visitor_text=hoor)
    sluit()
    return regels


def _gezet(pagina: list[dict[str, Any]], nummer: int, gewoon: float, stap: float) -> list[list[Any]]:
    """The lines of one page with their kind; ``gewoon`` is the size of most letters, ``stap`` from line to line."""
    blokken: list[list[dict[str, Any]]] = []
    for regel in pagina:
        vorige = blokken[-1][-1] if blokken else None
        if (
            vorige is not None
            and 0 <= vorige["y"] - regel["y"] <= WIT * stap * regel["maat"]
            and (vorige["maat"], vorige["gezicht"]) == (regel["maat"], regel["gezicht"])
        ):
            blokken[-1].append(regel)
        else:
            blokken.append([regel])
    links, _ = next(iter(Counter(round(r["x"]) for r in pagina if r["maat"] == gewoon).most_common(1)), (0, 0))
    soorten = [_pdfsoort(blok, gewoon, links) for blok in blokken]
    for i, soort in enumerate(soorten):
        # A single line that stands to the right may be the first of a paragraph; two blocks on end are a list.
        naast = {soorten[j] for j in (i - 1, i + 1) if 0 <= j < len(soorten)}
        if soort == "punt?":
            soorten[i] = "punt" if naast & {"punt?", "punt"} else "tekst"
    return [
        [regel["tekst"], nummer, soort, regel is blok[0]]
        for blok, soort in zip(blokken, soorten, strict=True)
        for regel in blok
    ]


def _pdfsoort(blok: list[dict[str, Any]], gewoon: float, links: int) -> str:
    """What a block is by its letters and its place."""
    tekst, regel = " ".join(regel["tekst"] for regel in blok), blok[0]
    groot, vet, schuin = regel["maat"] / gewoon, "vet" in regel["gezicht"], "schuin" in regel["gezicht"]
    if max(len(regel["tekst"]) for regel in blok) < 2:
        return "tekst"
    kort = len(tekst.split()) <= KOPWOORDEN and tekst[-1] not in ".?!,;:"
    if (groot >= VEEL_GROTER or (vet and groot >= 0.99)) and kort and not schuin:
        return "kop"
    if (groot >= GROTER or schuin) and len(tekst.split()) <= 4 * KOPWOORDEN:
        return "citaat"
    return "punt?" if all(regel["x"] >= links + INSPRONG for regel in blok) else "tekst"
