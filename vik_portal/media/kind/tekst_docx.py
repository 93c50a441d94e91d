"""Reads the text of a Word document, in lines as :mod:`tekst_pdf` has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from vreemd import VREEMD

#: Of a Word document: how many files it may be packed from, and how many bytes they may become.
DOCX_BESTANDEN, DOCX_UITGEPAKT = 2000, 48 * 1024 * 1024


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
