"""The library's 4:3 template turned into ours: type, colours, places, mark, footer, language."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from vik_portal.exports import huisstijl
from vik_portal.exports.pptx.maten import BOVEN, BREED, HOOG, LINKS, ONDER, VAK
from vik_portal.exports.pptx.tekenen import merk_xml, rondevorm, vorm_xml, woord_xml


def richt_in(prs: Any, titel: str) -> None:
    """Turns the library's 4:3 template into ours: type, colours, places, mark, footer."""
    for layout in [layout for i, layout in enumerate(prs.slide_layouts) if i not in {0, 1}]:
        prs.slide_layouts.remove(layout)
    prs.slide_layouts[0].name, prs.slide_layouts[1].name = "Titel", "Titel en inhoud"
    _thema(prs)
    meester = prs.slide_master
    for bron in (meester, *prs.slide_layouts):
        for vak in list(bron.placeholders):
            soort = vak.placeholder_format.type
            if soort in {13, 15, 16}:  # slide number, footer, date: the layouts carry their own
                vak._element.getparent().remove(vak._element)
    for bron in (meester, prs.slide_layouts[1]):
        for vak in bron.placeholders:
            hoofd = vak.placeholder_format.idx == 0
            vak.left, vak.width = Pt(LINKS), Pt(VAK)
            vak.top, vak.height = (Pt(30), Pt(80)) if hoofd else (Pt(BOVEN), Pt(ONDER - BOVEN))
            kader = vak.text_frame
            kader.margin_left = kader.margin_right = kader.margin_top = kader.margin_bottom = 0
            if hoofd:
                kader.vertical_anchor = MSO_ANCHOR.BOTTOM
    titelstijl = meester._element.find(".//" + qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    titelstijl.set("algn", "l")
    kleur = titelstijl.find(qn("a:defRPr"))
    kleur.set("sz", "3200")
    kleur.set("b", "1")
    _titellayout(prs)
    _meubels(prs.slide_layouts[1], titel)


def _thema(prs: Any) -> None:
    deel = prs.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    thema = etree.fromstring(deel.blob)
    ruimte = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for letter in thema.iterfind(".//a:fontScheme/*/a:latin", ruimte):
        letter.set("typeface", huisstijl.LETTER)
    kleuren = {
        "dk1": huisstijl.INKT, "lt1": huisstijl.WIT, "dk2": huisstijl.BLAUW, "lt2": huisstijl.BLAUW_ZACHT,
        "accent1": huisstijl.LINK, "accent2": huisstijl.GOUD, "accent3": "#1d7356", "accent4": "#a5311b",
        "accent5": "#6c86b5", "accent6": huisstijl.ZACHT, "hlink": huisstijl.LINK, "folHlink": huisstijl.BLAUW,
    }  # fmt: skip
    for naam, kleur in kleuren.items():
        [plek] = thema.iterfind(f".//a:clrScheme/a:{naam}", ruimte)
        plek[:] = [etree.fromstring(f'<a:srgbClr xmlns:a="{ruimte["a"]}" val="{kleur[1:].upper()}"/>')]
    deel._blob = etree.tostring(thema, xml_declaration=True, encoding="UTF-8", standalone=True)


def _titellayout(prs: Any) -> None:
    """White words on the blue field with the one round corner; the needle points outward in gold."""
    layout = prs.slide_layouts[0]
    vakken = {vak.placeholder_format.idx: vak for vak in layout.placeholders}
    for idx, (top, hoog, anker) in {0: (150, 190, MSO_ANCHOR.BOTTOM), 1: (352, 70, MSO_ANCHOR.TOP)}.items():
        vak = vakken[idx]
        vak.left, vak.top, vak.width, vak.height = Pt(92), Pt(top), Pt(770), Pt(hoog)
        vak.text_frame.vertical_anchor = anker
        stijl = vak._element.txBody.find(qn("a:lstStyle"))
        kleur = huisstijl.WIT[1:] if idx == 0 else "C6D6F4"
        stijl[:] = [
            parse_xml(
                f'<a:lvl1pPr {nsdecls("a")} marL="0" indent="0" algn="l"><a:buNone/>'
                f'<a:defRPr sz="{4400 if idx == 0 else 2200}" b="{1 if idx == 0 else 0}">'
                f'<a:solidFill><a:srgbClr val="{kleur}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
            )
        ]
    boom = layout.shapes._spTree
    vlak = parse_xml(
        vorm_xml(
            90, "Blauw veld", 36, 36, BREED - 72, HOOG - 72, huisstijl.BLAUW, rondevorm(BREED - 72, HOOG - 72, 110)
        )
    )
    boom.insert(2, vlak)
    for i, deel in enumerate(merk_xml(92, 76, 52, wit=True)):
        boom.append(parse_xml(deel.replace('id="0"', f'id="{91 + i}"')))
    boom.append(parse_xml(woord_xml(96, huisstijl.NAAM, 156, 88, 300, 30, 20, huisstijl.WIT, vet=True)))


def _meubels(layout: Any, titel: str) -> None:
    boom = layout.shapes._spTree
    for i, deel in enumerate(merk_xml(LINKS, 502, 22)):
        boom.append(parse_xml(deel.replace('id="0"', f'id="{91 + i}"')))
    kort = titel if len(titel) <= 90 else f"{titel[:88].rsplit(' ', 1)[0]} …"
    boom.append(parse_xml(woord_xml(96, kort, LINKS + 32, 504, 700, 20, 12, huisstijl.ZACHT)))
    boom.append(parse_xml(woord_xml(97, "", BREED - LINKS - 80, 504, 80, 20, 12, huisstijl.ZACHT, nummer=True)))


def zet_taal(prs: Any) -> None:
    """Every run says its language: a screen reader must not read Dutch as English."""
    bronnen = [prs.slide_master, *prs.slide_layouts, *prs.slides]
    bronnen += [slide.notes_slide for slide in prs.slides if slide.has_notes_slide]
    for bron in bronnen:
        for naam in ("a:rPr", "a:endParaRPr", "a:defRPr"):
            for element in bron._element.iter(qn(naam)):
                element.set("lang", huisstijl.TAAL)
        for run in bron._element.iter(qn("a:r")):
            if run.find(qn("a:rPr")) is None:
                run.insert(0, parse_xml(f'<a:rPr {nsdecls("a")} lang="{huisstijl.TAAL}"/>'))
