"""The child process of :mod:`apart`: the only place where a stranger's PDF, Word document or film is opened.

Run as a script, by its path and with ``-I``: it knows nothing of Django, the database or the portal's secrets, and
takes from the machine no more than :func:`begrens` leaves. What it has to say is one line of JSON on standard output.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import resource
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

#: The box in px that a page is drawn in for the projector, and the width in px of its small picture.
GROOT, KLEIN = (1920, 1440), 480
#: Longest text of one page, in characters: it is read aloud as the description of a picture.
MEESTE_TEKST = 1500
#: Seconds for reading the text of all pages. Without it the slides are still slides.
TEKST_GEDULD = 10
#: How a browser must be able to play it: demuxer → codecs of picture and sound.
BEELD = {"mov": {"h264", "av1", "vp9"}, "matroska": {"vp8", "vp9", "av1"}}
GELUID = {"mov": {"aac", "mp3", "opus", "flac"}, "matroska": {"opus", "vorbis"}}
#: Ways to store colour that every browser draws.
KLEUREN = {"yuv420p", "yuvj420p", "yuv420p10le"}
GROOTSTE_BEELD = 3840
#: The part of the promised length (0 to 1) that must really be there.
HEEL = 0.9
#: Of a Word document: how many files it may be packed from, and how many bytes they may become.
DOCX_BESTANDEN, DOCX_UITGEPAKT = 2000, 48 * 1024 * 1024
#: From how much larger than most letters of a PDF on it is a quote or a heading; from how much more than the usual
#: distance on there is white between two lines.
GROTER, VEEL_GROTER, WIT = 1.04, 1.12, 1.12
#: In points: how far an indented block stands to the right.
INSPRONG = 5
#: A heading has no more words than this; more words in large letters are a quote.
KOPWOORDEN = 9
#: Libraries trip over a strange file in every one of these ways.
VREEMD = (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError, RecursionError)


def begrens(seconden: int, geheugen: int) -> None:
    """Processor time in seconds, memory in bytes; no core file, and everybody else goes first."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconden, seconden))
    resource.setrlimit(resource.RLIMIT_AS, (geheugen, geheugen))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    os.nice(10)


def voer(grootste: str, programma: str, *argumenten: str) -> None:
    """Becomes another program under the same limits, that writes no file larger than ``grootste`` bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(grootste), int(grootste)))
    # Python ignores the signal that comes with that limit, and so does what it becomes: writing fails with a reason.
    os.execv(programma, [programma, *argumenten])  # noqa: S606 - a fixed program with a list of arguments


def schoon(tekst: str) -> str:
    """Text on one line, without what a database or a screen reader trips over."""
    leesbaar = "".join(teken if teken.isprintable() else " " for teken in tekst)
    return " ".join(leesbaar.split())[:MEESTE_TEKST].rstrip()


# --- slides -------------------------------------------------------------------------------------------


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


# --- film ---------------------------------------------------------------------------------------------


def film(pad: str, vorm: str, omzetten: str = "") -> dict[str, Any]:
    """What a film is: its length in seconds, its size in px, whether it has sound; or the reason why it cannot be used.

    With ``omzetten`` any codec will do that can be read here, as the film is made anew; else a browser must play it.
    """
    import av

    # A file object and a named format: nothing in the film can make the library open something else.
    try:
        with open(pad, "rb") as bestand, av.open(bestand, format=vorm) as doos:
            return _bekijk(doos, vorm, bool(omzetten))
    except MemoryError:
        return {"fout": "stuk"}
    except (av.error.FFmpegError, ValueError, ArithmeticError):
        return {"fout": "stuk"}


def _bekijk(doos: Any, vorm: str, omzetten: bool) -> dict[str, Any]:
    if not doos.streams.video:
        return {"fout": "geen_beeld"}
    beeld = doos.streams.video[0]
    codec = beeld.codec_context
    geluid = {spoor.codec_context.name for spoor in doos.streams.audio}
    past = _naam(codec.name) in BEELD[vorm] and {_naam(naam) for naam in geluid} <= GELUID[vorm]
    if codec.pix_fmt is None:  # the list of what is in it was cut off
        return {"fout": "stuk"}
    if max(codec.width, codec.height) > GROOTSTE_BEELD:
        return {"fout": "te_groot" if omzetten else "speelt_niet"}
    if not omzetten and (not past or codec.pix_fmt not in KLEUREN):
        return {"fout": "speelt_niet"}
    beloofd = doos.duration / 1_000_000 if doos.duration else 0.0
    echt, getekend = 0.0, False
    for pakket in doos.demux(beeld, *doos.streams.audio):
        if pakket.pts is not None:
            echt = max(echt, float((pakket.pts + (pakket.duration or 0)) * pakket.time_base))
        if pakket.stream is beeld and not getekend:
            getekend = bool(pakket.decode())
    if not getekend or echt <= 0 or echt < HEEL * beloofd:
        return {"fout": "stuk"}
    maat = {"breedte": codec.width, "hoogte": codec.height}
    return {"seconden": round(max(echt, beloofd), 1), **maat, "geluid": bool(geluid)}


def _naam(decoder: str) -> str:
    """``libdav1d`` and the like are other decoders of the same codec."""
    return {"libdav1d": "av1", "libvpx": "vp8", "libvpx-vp9": "vp9", "mp3float": "mp3", "libopus": "opus"}.get(
        decoder, decoder
    )


# --- text ---------------------------------------------------------------------------------------------
# A line is [text, page from 1, kind, whether white space or another kind stands above it]. Kinds: tekst, kop, citaat,
# punt and nummer (an item of a list), rand (the head or foot of a page).


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


def tekst_docx(pad: str, meeste_tekens: str) -> dict[str, Any]:
    """The lines of a Word document: text, tables and text boxes in their order, then heads and feet of its pages."""
    import zipfile

    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(pad) as pak:
            delen = pak.infolist()
            # What the list says a part becomes is also all that Python reads of it.
            if len(delen) > DOCX_BESTANDEN or sum(deel.file_size for deel in delen) > DOCX_UITGEPAKT:
                return {"fout": "bom"}
            if any(deel.flag_bits & 1 for deel in delen):
                return {"fout": "slot"}
        document = docx.Document(pad)
        regels = list(_docxregels(document))
    except MemoryError:
        return {"fout": "bom"}
    except (zipfile.BadZipFile, OpcError, LxmlError, EOFError, NotImplementedError, *VREEMD):
        return {"fout": "stuk"}
    if sum(len(regel[0]) for regel in regels) > int(meeste_tekens):
        return {"fout": "te_lang"}
    return {"regels": regels} if regels else {"fout": "geen_tekst"}


def _docxregels(document: Any) -> Iterator[list[Any]]:
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    def alineas(element: Any) -> Iterator[Any]:
        """All paragraphs, those of text boxes too; not the copy of a text box for older versions of Word."""
        for alinea in element.iter(qn("w:p")):
            if not any(ouder.tag.endswith("}Fallback") for ouder in alinea.iterancestors()):
                yield alinea

    blad, lijsten = 1, _docxlijsten(document)
    for alinea in alineas(document.element.body):
        soort = _docxsoort(Paragraph(alinea, document), lijsten)
        for nummer, regel in enumerate(_docxtekst(alinea)):
            yield [regel, blad, soort, nummer == 0]
        blad += sum(merk.get(qn("w:type")) == "page" for merk in alinea.iter(qn("w:br")))
    gezien = set()
    # What does not stand in the text itself: heads and feet, and notes.
    for deel in document.part.rels.values():
        if re.search(r"/(header|footer|footnotes|endnotes)$", deel.reltype) and not deel.is_external:
            for alinea in alineas(parse_xml(deel.target_part.blob)):
                for regel in _docxtekst(alinea):
                    if regel not in gezien:
                        gezien.add(regel)
                        yield [regel, blad, "rand", True]


def _docxtekst(alinea: Any) -> list[str]:
    """The lines of one paragraph. Read from the XML: python-docx leaves out what stands in fields and forms."""
    from docx.oxml.ns import qn

    tekens = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
    tekst = ""
    for deel in alinea.iter(qn("w:t"), *tekens):
        if next(deel.iterancestors(qn("w:p"))) is alinea:  # not of a text box that hangs in it
            tekst += (deel.text or "") if deel.tag == qn("w:t") else tekens[deel.tag]
    return [regel for regel in (" ".join(regel.split()) for regel in tekst.split("\n")) if regel]


def _docxlijsten(document: Any) -> dict[tuple[str, str], str]:
    """(list, level) → how Word numbers it: ``bullet``, ``decimal``, …"""
    from docx.oxml.ns import qn

    try:
        nummering = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    vormen: dict[tuple[str, str], str] = {}
    for abstract in nummering.iter(qn("w:abstractNum")):
        for niveau in abstract.iter(qn("w:lvl")):
            vorm = niveau.find(qn("w:numFmt"))
            if vorm is not None:
                vormen[abstract.get(qn("w:abstractNumId")), niveau.get(qn("w:ilvl"))] = vorm.get(qn("w:val"))
    uit = {}
    for lijst in nummering.iter(qn("w:num")):
        van = lijst.find(qn("w:abstractNumId"))
        for (abstract_id, niveau), vorm in vormen.items():
            if van is not None and van.get(qn("w:val")) == abstract_id:
                uit[lijst.get(qn("w:numId")), niveau] = vorm
    return uit


def _docxsoort(alinea: Any, lijsten: dict[tuple[str, str], str]) -> str:
    from docx.oxml.ns import qn

    stijl = (alinea.style.name if alinea.style is not None else "").lower()
    if re.match(r"(heading|kop|title|titel)\b", stijl):
        return "kop"
    lopend = [run for run in alinea.runs if run.text.strip()]
    if re.search(r"quote|citaat", stijl) or (lopend and all(run.italic for run in lopend)):
        return "citaat"
    eigen, gegeven = alinea._p.pPr, alinea.style
    nummer = eigen.numPr if eigen is not None else None
    if nummer is None and gegeven is not None:
        nummer = gegeven.element.find(f".//{qn('w:numPr')}")
    if nummer is not None:
        lijst, niveau = (nummer.find(qn(naam)) for naam in ("w:numId", "w:ilvl"))
        waarde = lijst.get(qn("w:val")) if lijst is not None else ""
        vorm = lijsten.get((waarde, niveau.get(qn("w:val")) if niveau is not None else "0"), "bullet")
        if waarde != "0":  # 0: taken out of its list
            return "punt" if vorm in {"bullet", "none"} else "nummer"
    return "nummer" if "list number" in stijl else "punt" if "list bullet" in stijl else "tekst"


WERK = {"dias": dias, "film": film, "voer": voer, "tekst_pdf": tekst_pdf, "tekst_docx": tekst_docx}

if __name__ == "__main__":
    werk, seconden, geheugen, *argumenten = sys.argv[1:]
    begrens(int(seconden), int(geheugen))
    print(json.dumps(WERK[werk](*argumenten)))
