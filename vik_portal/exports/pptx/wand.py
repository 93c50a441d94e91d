"""One slide in the look of the wall screen: dark, read from six metres, what the speaker says in the notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Pt

from vik_portal.exports import huisstijl
from vik_portal.exports.huisstijl import schoon
from vik_portal.exports.pakket import stabiel
from vik_portal.exports.pptx.huis import richt_in, zet_taal
from vik_portal.exports.pptx.maten import BREED, HOOG, LINKS, VAK, hoogte_van
from vik_portal.exports.pptx.tekenen import merk_xml, versiering

ACHTER, ZACHT, LIJN = "#0a1a40", "#c6d6f4", "#3767c4"
#: The four quarters: place (column, row), fill and ink. Light to dark, at least 4.5 between the two.
WIEL = [
    (0, 0, "#ffffff", "#0c2a66"),
    (1, 0, "#b9cdf5", "#0c2a66"),
    (0, 1, "#8fb1f0", "#0c2a66"),
    (1, 1, "#5b86d8", "#0a1a40"),
]
_DRAAI = {(0, 0): 0, (1, 0): 90, (1, 1): 180, (0, 1): 270}
#: Side of a quarter and the gap between two, in points.
_KWART, _KIER = 138.0, 6.0


@dataclass(frozen=True)
class Wand:
    """What stands on the slide. Exactly four ``punten`` (word, sentence) are drawn around the wheel."""

    titel: str
    boodschap: str
    vraag: str
    voet: str
    punten: Sequence[tuple[str, str]] = ()
    notities: str = ""


def wanddia(wand: Wand, *, datum: date) -> bytes:
    """A presentation of one slide; ``datum`` is its only time, so equal input gives equal bytes."""
    prs: Any = Presentation()
    prs.slide_width, prs.slide_height = Pt(BREED), Pt(HOOG)
    richt_in(prs, schoon(wand.titel))
    slide = prs.slides.add_slide(prs.slide_layouts[1])
    # The furniture of the layout is made for white.
    slide._element.set("showMasterSp", "0")
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = _rgb(ACHTER)
    _titel(slide, schoon(wand.titel))
    leeg = slide.placeholders[1]
    leeg._element.getparent().remove(leeg._element)
    if len(wand.punten) == 4:
        _wiel(slide, wand.punten)
    elif wand.punten:
        _rij(slide, wand)
    else:
        _tekst(slide, LINKS, 150, VAK, 250, [(wand.boodschap, 44, huisstijl.WIT, False, True)])
    _voet(slide, wand)
    if wand.notities:
        slide.notes_slide.notes_text_frame.text = schoon(wand.notities)
    zet_taal(prs, "nl-NL")
    eigen = prs.core_properties
    eigen.title, eigen.language = schoon(wand.titel)[:255], "nl-NL"
    eigen.author = eigen.last_modified_by = huisstijl.NAAM
    eigen.subject = eigen.comments = eigen.keywords = ""
    eigen.revision = 1
    uit = io.BytesIO()
    prs.save(uit)
    return stabiel(uit.getvalue(), datum)


def _rgb(kleur: str) -> RGBColor:
    return RGBColor.from_string(kleur[1:].upper())


def _titel(slide: Any, titel: str) -> None:
    kop = slide.shapes.title
    kop.left, kop.top, kop.width, kop.height = Pt(LINKS), Pt(30), Pt(VAK), Pt(76)
    kop.text = titel
    kop.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    letter = kop.text_frame.paragraphs[0].runs[0].font
    letter.size = Pt(next((maat for maat in (42, 36, 32) if hoogte_van(titel, maat, VAK) <= maat * 1.3), 28))
    letter.bold, letter.color.rgb = True, _rgb(huisstijl.WIT)


#: (text, points, colour, bold, serif)
Regel = tuple[str, float, str, bool, bool]


def _tekst(
    slide: Any, x: float, y: float, breed: float, hoog: float, regels: Sequence[Regel],
    kant: PP_ALIGN = PP_ALIGN.LEFT, anker: MSO_ANCHOR = MSO_ANCHOR.MIDDLE,
) -> Any:  # fmt: skip
    vak = slide.shapes.add_textbox(Pt(x), Pt(y), Pt(breed), Pt(hoog))
    kader = vak.text_frame
    kader.word_wrap, kader.auto_size, kader.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anker
    kader.margin_left = kader.margin_right = kader.margin_top = kader.margin_bottom = 0
    for i, (tekst, maat, kleur, vet, serif) in enumerate(regels):
        alinea = kader.add_paragraph() if i else kader.paragraphs[0]
        alinea.alignment = kant
        run = alinea.add_run()
        run.text = schoon(tekst)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(maat), vet, _rgb(kleur)
        if serif:
            run.font.name = huisstijl.STEM
    return vak


def _passend(kop: str, tekst: str, breed: float, hoog: float, begin: tuple[float, float]) -> tuple[float, float]:
    """Sizes of a bold word and its sentence with which both fit a box: ``begin``, or smaller down to 14 points."""
    groot, klein = begin
    while klein > 14 and hoogte_van(kop, groot, breed, vet=True) + hoogte_van(tekst, klein, breed) > hoog:
        groot, klein = max(18, groot - 2), klein - 1
    return groot, klein


def _wiel(slide: Any, punten: Sequence[tuple[str, str]]) -> None:
    """Four numbered quarters in the middle, each with its words beside it."""
    links, boven = BREED / 2 - _KWART - _KIER / 2, 112.0
    breed = links - LINKS - 28
    for nummer, ((kolom, rij, vulling, inkt), (kop, tekst)) in enumerate(zip(WIEL, punten, strict=True), 1):
        x, y = links + kolom * (_KWART + _KIER), boven + rij * (_KWART + _KIER)
        vorm = slide.shapes.add_shape(MSO_SHAPE.PIE_WEDGE, Pt(x), Pt(y), Pt(_KWART), Pt(_KWART))
        vorm.rotation = _DRAAI[kolom, rij]
        vorm.shadow.inherit = False
        vorm.fill.solid()
        vorm.fill.fore_color.rgb = _rgb(vulling)
        vorm.line.fill.background()
        versiering(vorm)
        # In a box of its own: words in a turned shape would turn along.
        cijfer = _tekst(slide, x + (24 if kolom == 0 else -14), y + (16 if rij == 0 else -10), _KWART - 10, _KWART,
                        [(str(nummer), 60, inkt, True, False)], PP_ALIGN.CENTER)  # fmt: skip
        versiering(cijfer)
        plek = LINKS if kolom == 0 else links + 2 * _KWART + _KIER + 28
        kant = PP_ALIGN.RIGHT if kolom == 0 else PP_ALIGN.LEFT
        groot, klein = _passend(f"{nummer}. {kop}", tekst, breed, _KWART, (28, 19))
        regels = [(f"{nummer}. {kop}", groot, huisstijl.WIT, True, False), (tekst, klein, huisstijl.WIT, False, False)]
        _tekst(slide, plek, y, breed, _KWART, regels, kant)


def _rij(slide: Any, wand: Wand) -> None:
    """The message in the voice of a person, and the points in a row below it."""
    _tekst(slide, LINKS, 118, VAK, 130, [(wand.boodschap, 34, huisstijl.WIT, False, True)])
    breed = (VAK - 28 * (len(wand.punten) - 1)) / len(wand.punten)
    for i, (kop, tekst) in enumerate(wand.punten):
        x = LINKS + i * (breed + 28)
        lijn = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(x), Pt(270), Pt(breed), Pt(4))
        lijn.fill.solid()
        lijn.fill.fore_color.rgb = _rgb(huisstijl.GOUD)
        lijn.line.fill.background()
        lijn.shadow.inherit = False
        versiering(lijn)
        groot, klein = _passend(kop, tekst, breed, 130, (26, 20))
        regels = [(kop, groot, huisstijl.WIT, True, False), (tekst, klein, huisstijl.WIT, False, False)]
        _tekst(slide, x, 284, breed, 130, regels, anker=MSO_ANCHOR.TOP)


def _voet(slide: Any, wand: Wand) -> None:
    """Below a rule: the mark, the question to the team, and what kind of item this is."""
    lijn = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(LINKS), Pt(438), Pt(VAK), Pt(1.5))
    lijn.fill.solid()
    lijn.fill.fore_color.rgb = _rgb(LIJN)
    lijn.line.fill.background()
    lijn.shadow.inherit = False
    versiering(lijn)
    for i, deel in enumerate(merk_xml(LINKS, 456, 28, wit=True)):
        slide.shapes._spTree.append(parse_xml(deel.replace('id="0"', f'id="{300 + i}"').replace(' userDrawn="1"', "")))
    # What kind of item it is keeps to the right; the question gets all the rest.
    rechts = 190.0
    breed, vraag = VAK - 44 - rechts - 16, f"Vraag aan de ploeg  {schoon(wand.vraag)}"
    maat = next((maat for maat in (20, 18, 16) if hoogte_van(vraag, maat, breed, vet=True) <= 62), 14)
    vak = _tekst(slide, LINKS + 44, 446, breed, 62, [("Vraag aan de ploeg  ", maat, huisstijl.WIT, True, False)])
    vervolg = vak.text_frame.paragraphs[0].add_run()
    vervolg.text = schoon(wand.vraag)
    vervolg.font.size, vervolg.font.color.rgb = Pt(maat), _rgb(huisstijl.WIT)
    _tekst(slide, BREED - LINKS - rechts, 446, rechts, 62, [(wand.voet, 16, ZACHT, False, False)], PP_ALIGN.RIGHT)
