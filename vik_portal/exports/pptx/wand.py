"""One slide in the look of the wall screen: dark, read from six metres, what the speaker says in the notes.

Which form it takes is as in vik_portal/exports/sjablonen/wand.typ and templates/briefings/_wand.html.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PIL import Image
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
from vik_portal.exports.wandbeeld import Wandbeeld, Wandpunt

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


#: Where the words and the picture stand, between the title and the rule above the question.
_BOVEN, _ONDER = 116.0, 428.0
#: The sides of a wrong and a right way: name, colour of its words and of the rule below them.
KANTEN = {"niet": ("Zo niet", "#ffb3a3"), "wel": ("Zo wel", "#9fe3c5")}


@dataclass(frozen=True)
class Wand(Wandbeeld):
    """What hangs, with what only a slide has: ``alt`` says what ``beeld`` shows, ``notities`` are to be said."""

    alt: str = ""
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
    if any(punt.kant for punt in wand.punten):
        _kanten(slide, wand)
    elif len(wand.punten) == 4 and not wand.film:
        _wiel(slide, wand.punten)
    elif wand.beeld:
        _beeldnaast(slide, wand)
    elif wand.punten:
        _rij(slide, wand)
    else:
        _tekst(slide, LINKS, 150, VAK, 250, [(wand.boodschap, 44, huisstijl.WIT, False, True)])
    _voet(slide, wand)
    if wand.notities:
        slide.notes_slide.notes_text_frame.text = schoon(wand.notities)
    zet_taal(prs)
    eigen = prs.core_properties
    eigen.title, eigen.language = schoon(wand.titel)[:255], huisstijl.TAAL
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


def _kanten(slide: Any, wand: Wand) -> None:
    """The wrong way left and the right way right, in one size; the picture between them."""
    kop, per_kant = 40.0, [[punt for punt in wand.punten if punt.kant == kant] for kant in KANTEN]
    # Beside a picture a side is as narrow as its words allow.
    for breed in (235.0, 270.0, 300.0) if wand.beeld else ((VAK - 50) / 2,):
        maat = _maat(per_kant, breed, _ONDER - _BOVEN - kop - 14)
        if maat >= 17:
            break
    for x, (naam, kleur), punten in zip((LINKS, LINKS + VAK - breed), KANTEN.values(), per_kant, strict=True):
        _tekst(slide, x, _BOVEN, breed, kop - 4, [(naam, 27, kleur, True, False)])
        _streep(slide, x, _BOVEN + kop, breed, 3.5, kleur)
        _punten(slide, punten, x, _BOVEN + kop + 14, breed, _ONDER - _BOVEN - kop - 14, maat)
    if wand.beeld:
        tussen = VAK - 2 * breed - 44
        _plaat(slide, wand, LINKS + breed + 22, _BOVEN, tussen)


def _beeldnaast(slide: Any, wand: Wand) -> None:
    """The picture left; the message in the voice of a person and the points right, as large as fits."""
    for plaat, groot in ((480.0, 30.0), (480.0, 24.0), (400.0, 20.0), (340.0, 18.0)):
        breed = VAK - plaat - 36
        hoog = hoogte_van(wand.boodschap, groot, breed) + 14
        maat = _maat([wand.punten], breed, _ONDER - _BOVEN - hoog)
        if not wand.punten or maat >= 17:
            break
    _plaat(slide, wand, LINKS, _BOVEN + (_ONDER - _BOVEN - plaat * 9 / 16) / 2, plaat)
    x, boodschap = LINKS + plaat + 36, [(wand.boodschap, groot, huisstijl.WIT, False, True)]
    if wand.punten:
        _tekst(slide, x, _BOVEN, breed, hoog - 14, boodschap, anker=MSO_ANCHOR.TOP)
        _punten(slide, wand.punten, x, _BOVEN + hoog, breed, _ONDER - _BOVEN - hoog, maat)
    else:
        _tekst(slide, x, _BOVEN, breed, _ONDER - _BOVEN, boodschap)


def _maat(lijsten: Sequence[Sequence[Wandpunt]], breed: float, hoog: float) -> int:
    """The size of a sentence, from 20 points down to 14, with which every list of points fits a box."""
    return next((maat for maat in range(20, 14, -1) if all(_hoog(p, breed, maat) <= hoog for p in lijsten)), 14)


def _hoog(punten: Sequence[Wandpunt], breed: float, maat: int) -> float:
    return sum(
        hoogte_van(punt.kop, maat + 2, breed, vet=True) + hoogte_van(punt.tekst, maat, breed) + maat * 0.4
        for punt in punten
    )


def _punten(slide: Any, punten: Sequence[Wandpunt], x: float, y: float, breed: float, hoog: float, maat: int) -> None:
    """Words with their sentences below each other in one box."""
    regels: list[Regel] = []
    for punt in punten:
        regels.append((punt.kop, maat + 2, huisstijl.WIT, True, False))
        regels.append((punt.tekst, maat, huisstijl.WIT, False, False))
    vak = _tekst(slide, x, y, breed, hoog, regels, anker=MSO_ANCHOR.TOP)
    for alinea in vak.text_frame.paragraphs[1::2]:
        alinea.space_after = Pt(maat * 0.4)


def _plaat(slide: Any, wand: Wand, x: float, y: float, breed: float) -> None:
    """The picture in 16:9, cut at the sides that are too long; PowerPoint knows no WebP."""
    with Image.open(io.BytesIO(wand.beeld)) as bron:
        (w, h), soort = bron.size, bron.format
        bestand = io.BytesIO(wand.beeld)
        if soort not in {"JPEG", "PNG"}:
            bestand = io.BytesIO()
            bron.convert("RGB").save(bestand, "JPEG", quality=88)
    plaat = slide.shapes.add_picture(bestand, Pt(x), Pt(y), Pt(breed), Pt(breed * 9 / 16))
    if w * 9 > h * 16:
        plaat.crop_left = plaat.crop_right = (1 - h * 16 / 9 / w) / 2
    else:
        plaat.crop_top = plaat.crop_bottom = (1 - w * 9 / 16 / h) / 2
    plaat._element.nvPicPr.cNvPr.set("descr", schoon(wand.alt))


def _streep(slide: Any, x: float, y: float, breed: float, hoog: float, kleur: str) -> None:
    lijn = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(x), Pt(y), Pt(breed), Pt(hoog))
    lijn.fill.solid()
    lijn.fill.fore_color.rgb = _rgb(kleur)
    lijn.line.fill.background()
    lijn.shadow.inherit = False
    versiering(lijn)


def _wiel(slide: Any, punten: Sequence[Wandpunt]) -> None:
    """Four numbered quarters in the middle, each with its words beside it."""
    links, boven = BREED / 2 - _KWART - _KIER / 2, 112.0
    breed = links - LINKS - 28
    for nummer, ((kolom, rij, vulling, inkt), punt) in enumerate(zip(WIEL, punten, strict=True), 1):
        kop, tekst = f"{nummer}. {punt.kop}", punt.tekst
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
        groot, klein = _passend(kop, tekst, breed, _KWART, (28, 19))
        regels = [(kop, groot, huisstijl.WIT, True, False), (tekst, klein, huisstijl.WIT, False, False)]
        _tekst(slide, plek, y, breed, _KWART, regels, kant)


def _rij(slide: Any, wand: Wand) -> None:
    """The message in the voice of a person, and the points in a row below it."""
    _tekst(slide, LINKS, 118, VAK, 130, [(wand.boodschap, 34, huisstijl.WIT, False, True)])
    breed = (VAK - 28 * (len(wand.punten) - 1)) / len(wand.punten)
    for i, punt in enumerate(wand.punten):
        x = LINKS + i * (breed + 28)
        _streep(slide, x, 270, breed, 4, huisstijl.GOUD)
        groot, klein = _passend(punt.kop, punt.tekst, breed, 130, (26, 20))
        regels = [(punt.kop, groot, huisstijl.WIT, True, False), (punt.tekst, klein, huisstijl.WIT, False, False)]
        _tekst(slide, x, 284, breed, 130, regels, anker=MSO_ANCHOR.TOP)


def _voet(slide: Any, wand: Wand) -> None:
    """Below a rule: the mark, the question to the team, and what kind of item this is."""
    _streep(slide, LINKS, 438, VAK, 1.5, LIJN)
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
