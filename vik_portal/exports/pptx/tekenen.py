"""Shapes that the library has no words for: the mark, the field with the round corner, furniture of a layout."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from vik_portal.exports import huisstijl


def _emu(punten: float) -> int:
    return int(Pt(punten))


def rondevorm(breed: float, hoog: float, straal: float) -> str:
    """A rectangle with one round corner, bottom right."""
    b, h, r = _emu(breed), _emu(hoog), _emu(straal)
    return (
        f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{b}" h="{h}"><a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:lnTo><a:pt x="{b}" y="0"/></a:lnTo>'
        f'<a:lnTo><a:pt x="{b}" y="{h - r}"/></a:lnTo><a:arcTo wR="{r}" hR="{r}" stAng="0" swAng="5400000"/>'
        f'<a:lnTo><a:pt x="0" y="{h}"/></a:lnTo><a:close/></a:path></a:pathLst></a:custGeom>'
    )


def rond(vak: Any, breed: int, hoog: int, straal: int, kleur: str) -> None:
    """Gives a text box the blue field with the round corner as its own shape, so that both move together."""
    eigen = vak._element.spPr
    for element in eigen.findall(qn("a:prstGeom")) + eigen.findall(qn("a:noFill")):
        eigen.remove(element)
    xml = rondevorm(breed / 12700, hoog / 12700, straal / 12700)
    eigen.append(parse_xml(xml.replace("<a:custGeom>", f"<a:custGeom {nsdecls('a')}>", 1)))
    eigen.append(parse_xml(f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{kleur[1:]}"/></a:solidFill>'))


_SIER = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def versiering(vorm: Any) -> None:
    """Marks a shape as decoration: screen readers skip it."""
    vorm._element.nvSpPr.cNvPr.append(parse_xml(_SIER.replace("<a:extLst>", f"<a:extLst {nsdecls('a')}>", 1)))


def vorm_xml(
    nummer: int, naam: str, x: float, y: float, b: float, h: float, kleur: str, meetkunde: str, draai: int = 0
) -> str:
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{nummer}" name="{naam}">{_SIER}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm rot="{draai * 60000}"><a:off x="{_emu(x)}" y="{_emu(y)}"/>'
        f'<a:ext cx="{_emu(b)}" cy="{_emu(h)}"/></a:xfrm>{meetkunde}<a:solidFill><a:srgbClr val="{kleur[1:]}"/>'
        f"</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def merk_xml(x: float, y: float, maat: float, *, wit: bool = False) -> list[str]:
    """The mark as four shapes of ``maat`` points together."""
    deel = maat / 32
    return [
        vorm_xml(
            0, "Beeldmerk", x + dx * deel, y + dy * deel, 15 * deel, 15 * deel,
            huisstijl.WIT if wit and kleur == huisstijl.BLAUW else kleur,
            '<a:prstGeom prst="pieWedge"><a:avLst/></a:prstGeom>', graden,
        )
        for (dx, dy), graden, kleur in huisstijl.MERK
    ]  # fmt: skip


def woord_xml(
    id_: int, tekst: str, x: float, y: float, b: float, h: float, maat: int, kleur: str,
    *, vet: bool = False, nummer: bool = False,
) -> str:  # fmt: skip
    """A line of text on a layout; with ``nummer`` the number of the slide, at the right."""
    letter = (
        f'<a:rPr sz="{maat * 100}" b="{int(vet)}"><a:solidFill><a:srgbClr val="{kleur[1:]}"/></a:solidFill></a:rPr>'
    )
    inhoud = (
        f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">{letter}<a:t>1</a:t></a:fld>'
        if nummer
        else f"<a:r>{letter}<a:t>{escape(tekst)}</a:t></a:r>"
    )
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{id_}" name="Voet"/><p:cNvSpPr txBox="1"/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{_emu(x)}" y="{_emu(y)}"/>'
        f'<a:ext cx="{_emu(b)}" cy="{_emu(h)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
        f'<a:p><a:pPr algn="{"r" if nummer else "l"}"/>{inhoud}</a:p></p:txBody></p:sp>'
    )


def onderlijn(cel: Any) -> None:
    eigen = cel._tc.get_or_add_tcPr()
    lijn = parse_xml(
        f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{huisstijl.LIJN[1:]}"/></a:solidFill></a:lnB>'
    )
    eigen.insert(0, lijn)
