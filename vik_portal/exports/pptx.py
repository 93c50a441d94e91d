"""Presentations: 16:9, everything editable, long content flows over to a next slide and never off the slide."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from vik_portal.exports import huisstijl
from vik_portal.exports.blokken import (
    Alinea,
    Beeld,
    Begrippen,
    Beslisboom,
    Blok,
    Citaat,
    Draaiboek,
    Inleiding,
    Invulveld,
    Kolommen,
    Kop,
    Lijst,
    Noot,
    Norm,
    Stuk,
    Tabel,
    Verwijzing,
    op_rij,
)
from vik_portal.exports.huisstijl import schoon
from vik_portal.exports.pakket import stabiel
from vik_portal.exports.qr import qr_png

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_TALEN = {"nl": "nl-NL", "en": "en-GB"}
# All measures in points: the slide is 960 × 540, which is 1920 × 1080 on a projector, so 14 pt are its 28 px.
BREED, HOOG = 960.0, 540.0
LINKS, BOVEN, ONDER = 54.0, 122.0, 492.0
VAK = BREED - 2 * LINKS
#: Style → size, room below, indent, bold, serif, colour.
_STIJLEN: dict[str, tuple[float, float, float, bool, bool, str]] = {
    "tekst": (22, 10, 0, False, False, huisstijl.INKT),
    "inleiding": (26, 12, 0, False, False, huisstijl.INKT),
    "kop": (24, 6, 0, True, False, huisstijl.BLAUW),
    "punt": (22, 8, 24, False, False, huisstijl.INKT),
    "stem": (28, 12, 0, False, True, huisstijl.INKT),
    "zacht": (18, 8, 0, False, False, huisstijl.ZACHT),
    "vervolg": (20, 6, 24, False, False, huisstijl.INKT),
}
_CEL = 16.0


@dataclass(frozen=True)
class Dia:
    """A slide as meant; it becomes several when ``blokken`` do not fit. ``notities`` is what the speaker says."""

    titel: str
    blokken: Sequence[Blok] = field(default=())
    notities: str = ""


def presentatie(
    *, titel: str, dias: Sequence[Dia], datum: date, ondertitel: str = "", notities: str = "", taal: str = "nl"
) -> bytes:
    """A title slide and ``dias``; ``datum`` is the only time in the file, so equal input gives equal bytes."""
    zetter = _Zetter(schoon(titel))
    zetter.titeldia(schoon(titel), schoon(ondertitel) or huisstijl.in_woorden(datum), schoon(notities))
    for dia in dias:
        zetter.dia(dia)
    zetter.zet_taal(_TALEN.get(taal, taal))
    eigen = zetter.prs.core_properties
    eigen.title, eigen.language = schoon(titel)[:255], _TALEN.get(taal, taal)
    eigen.author = eigen.last_modified_by = huisstijl.NAAM
    eigen.subject = eigen.comments = eigen.keywords = ""
    eigen.revision = 1
    uit = io.BytesIO()
    zetter.prs.save(uit)
    return stabiel(uit.getvalue(), datum)


# --- how much room words take ----------------------------------------------------------------------

_SMAL = re.compile(r"[iljtfrI.,:;'|!()\[\] ’‘-]")
_MIDDEN = re.compile(r"[cskvxyzJ“”*]")
_WIJD = re.compile(r"[mwMW@%—…]")


def _breedte(tekst: str, maat: float) -> float:
    """The width in points of a text in Arial, on the safe side."""
    smal, midden, wijd = (len(soort.findall(tekst)) for soort in (_SMAL, _MIDDEN, _WIJD))
    hoofd = sum(teken.isupper() for teken in tekst)
    gewoon = len(tekst) - smal - midden - wijd
    return maat * (0.56 * gewoon + 0.3 * smal + 0.5 * midden + 0.9 * wijd + 0.14 * hoofd) * 1.04


def _regels(tekst: str, maat: float, breed: float) -> int:
    aantal = 0
    for regel in tekst.split("\n"):
        stand = 0.0
        aantal += 1
        for woord in re.findall(r"\S+\s*", regel):
            w = _breedte(woord.rstrip(), maat)
            if stand and stand + w > breed:
                aantal, stand = aantal + 1, 0.0
            # A word wider than the line is broken by the program that shows it.
            aantal += int(w // breed)
            stand += _breedte(woord, maat) % breed if w > breed else _breedte(woord, maat)
    return aantal


def _hoogte(tekst: str, maat: float, breed: float) -> float:
    return _regels(tekst, maat, breed) * maat * 1.2


def _knip(tekst: str, past: Any) -> tuple[str, str]:
    """The longest beginning for which ``past`` holds, if possible up to the end of a sentence, and the rest."""
    laag, hoog = 1, len(tekst)
    while laag < hoog:
        midden = (laag + hoog + 1) // 2
        laag, hoog = (midden, hoog) if past(tekst[:midden]) else (laag, midden - 1)
    if laag >= len(tekst):
        return tekst, ""
    zin = max((m.end() for m in re.finditer(r"[.?!][”’)]?\s+", tekst[:laag])), default=0)
    woord = max((m.end() for m in re.finditer(r"\s+", tekst[:laag])), default=0)
    grens = zin if zin > laag * 0.5 else woord or laag
    return tekst[:grens], tekst[grens:]


# --- blocks as pieces that may go to a next slide ----------------------------------------------------


@dataclass
class _Regel:
    """A paragraph; ``nummer`` 0 gives a bullet in the style "punt"."""

    stukken: list[Stuk]
    stijl: str = "tekst"
    nummer: int = 0
    blijf: bool = False  # keeps with the next paragraph

    @property
    def tekst(self) -> str:
        return "".join(stuk.tekst for stuk in self.stukken)

    def hoogte(self, breed: float = VAK) -> float:
        maat, onder, inspring, *_ = _STIJLEN[self.stijl]
        return _hoogte(self.tekst, maat, breed - inspring) + onder

    def knip(self, ruimte: float) -> tuple[_Regel, _Regel]:
        """What fits in ``ruimte`` points of height, and the rest, with the appearance of every run kept."""

        def past(tekst: str) -> bool:
            return _Regel([Stuk(tekst)], self.stijl).hoogte() <= ruimte

        lengte = len(_knip(self.tekst, past)[0])
        voor: list[Stuk] = []
        na: list[Stuk] = []
        for stuk in self.stukken:
            deel = max(0, min(len(stuk.tekst), lengte))
            lengte -= len(stuk.tekst)
            for lijst, tekst in ((voor, stuk.tekst[:deel]), (na, stuk.tekst[deel:])):
                if tekst:
                    lijst.append(Stuk(tekst, stuk.vet, stuk.cursief, stuk.link))
        return _Regel(voor, self.stijl, self.nummer), _Regel(na, "vervolg" if self.stijl == "punt" else self.stijl)


@dataclass
class _Raster:
    bijschrift: str
    koppen: list[str]
    rijen: list[list[str]]
    delen: list[float]

    def rijhoogte(self, rij: Sequence[str]) -> float:
        return max(_hoogte(cel, _CEL, VAK * deel - 16) for cel, deel in zip(rij, self.delen, strict=True)) + 12


_Deel = _Regel | _Raster | Norm | Kolommen | Verwijzing | Beeld


def _delen(blokken: Iterable[Blok]) -> Iterator[_Deel]:
    for blok in op_rij(blokken):
        if isinstance(blok, Kop):
            yield _Regel([Stuk(blok.tekst)], "kop", blijf=True)
        elif isinstance(blok, Alinea):
            yield _Regel(list(blok.stukken))
        elif isinstance(blok, Lijst):
            for nummer, item in enumerate(blok.items, 1):
                yield _Regel(list(item), "punt", nummer if blok.geordend else 0)
        elif isinstance(blok, Citaat | Inleiding | Noot):
            stijl = {Citaat: "stem", Inleiding: "inleiding", Noot: "zacht"}[type(blok)]
            yield _Regel([Stuk(blok.tekst)], stijl)
        elif isinstance(blok, Tabel):
            yield _Raster(blok.bijschrift, blok.koppen, blok.rijen, [1 / len(blok.koppen)] * len(blok.koppen))
        elif isinstance(blok, Draaiboek):
            rijen = [[str(stap.minuten), stap.doel, stap.zeg, stap.let_op] for stap in blok.stappen]
            yield _Raster(blok.bijschrift, ["Min.", "Doel", "Zeg dit", "Let op"], rijen, [0.08, 0.17, 0.45, 0.3])
        elif isinstance(blok, Begrippen):
            for item in blok.items:
                yield _Regel([Stuk(item.term, vet=True, link=item.link), Stuk("\n"), Stuk(item.uitleg)], "punt")
        elif isinstance(blok, Invulveld):
            yield _Regel([Stuk(blok.label, vet=True)], blijf=True)
            yield _Regel([Stuk(blok.hulp)], "zacht")
            if blok.inhoud:
                yield _Regel([Stuk(blok.inhoud)])
        elif isinstance(blok, Beslisboom):
            yield from _boom(blok)
        elif isinstance(blok, Kolommen) and not _naast_elkaar(blok):
            for kolom in blok.kolommen:
                yield _Regel([Stuk(kolom.titel)], "kop", blijf=True)
                yield from (_Regel([Stuk(item)], "punt") for item in kolom.items)
        elif isinstance(blok, Norm | Kolommen | Verwijzing | Beeld):
            yield blok


def _boom(boom: Beslisboom) -> Iterator[_Regel]:
    for nummer, vraag in enumerate(boom.vragen, 1):
        yield _Regel([Stuk(f"{nummer}. {vraag.vraag}", vet=True)], blijf=True)
        for antwoord in vraag.antwoorden:
            tekst = f". {antwoord.tekst}" if antwoord.tekst else ""
            bij = f" Ga naar: {' · '.join(antwoord.bij)}." if antwoord.bij else ""
            stukken = [Stuk(f"{antwoord.woord}: ", vet=True), Stuk(antwoord.uitkomst, vet=not antwoord.verder)]
            yield _Regel([*stukken, Stuk(tekst + bij)], "vervolg")


def _kolomhoogte(blok: Kolommen) -> float:
    breed = (VAK - 24 * (len(blok.kolommen) - 1)) / len(blok.kolommen)
    return max(44 + sum(_hoogte(item, 18, breed - 4) + 12 for item in kolom.items) for kolom in blok.kolommen)


def _naast_elkaar(blok: Kolommen) -> bool:
    return _kolomhoogte(blok) <= ONDER - BOVEN


# --- slides --------------------------------------------------------------------------------------------


def _rgb(kleur: str) -> RGBColor:
    return RGBColor.from_string(kleur[1:].upper())


class _Zetter:
    """Builds the presentation; ``y`` is how far the current slide is filled, in points."""

    def __init__(self, titel: str) -> None:
        self.prs: Any = Presentation()
        self.prs.slide_width, self.prs.slide_height = Pt(BREED), Pt(HOOG)
        self._huis(titel)
        self.slide: Any = None
        self.y = BOVEN
        self._vak: Any = None  # the open text box, if the last piece was text

    def titeldia(self, titel: str, ondertitel: str, notities: str) -> None:
        self.slide = self.prs.slides.add_slide(self.prs.slide_layouts[0])
        self.slide.shapes.title.text = titel
        kader = self.slide.shapes.title.text_frame
        kader.paragraphs[0].runs[0].font.size = Pt(44 if _regels(titel, 44, 760) <= 3 else 28)
        self.slide.placeholders[1].text = ondertitel
        self._notities(notities)

    def dia(self, dia: Dia) -> None:
        """Writes one ``Dia`` on as many slides as it needs, numbered in their titles."""
        eerste = len(self.prs.slides)
        self._nieuw(dia)
        self._notities(schoon(dia.notities))
        delen = list(_delen(dia.blokken))
        for i, deel in enumerate(delen):
            self._zet(dia, deel, delen[i + 1] if i + 1 < len(delen) else None)
        reeks = list(self.prs.slides)[eerste:]
        for nummer, slide in enumerate(reeks, 1):
            for vak in [p for p in slide.placeholders if p.placeholder_format.idx and not p.text_frame.text]:
                vak._element.getparent().remove(vak._element)  # "Click to add text" is not content
            if len(reeks) > 1:
                run = slide.shapes.title.text_frame.paragraphs[0].runs[0]
                run.text = f"{run.text} ({nummer} van {len(reeks)})"

    def _nieuw(self, dia: Dia) -> None:
        self.slide = self.prs.slides.add_slide(self.prs.slide_layouts[1])
        titel = schoon(dia.titel).strip() or huisstijl.NAAM
        self.slide.shapes.title.text = titel
        # The title has two lines of 32 pt; a longer one is set smaller, to three lines of 21.
        if _regels(f"{titel} (10 van 10)", 32, VAK) > 2:
            self.slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(21)
        self.y, self._vak = BOVEN, None

    # --- pieces --------------------------------------------------------------------------------------

    def _ruimte(self) -> float:
        return ONDER - self.y

    def _zet(self, dia: Dia, deel: _Deel, volgende: _Deel | None) -> None:
        if isinstance(deel, _Regel):
            self._zet_regel(dia, deel, volgende)
            return
        self._vak = None
        if isinstance(deel, _Raster):
            self._zet_raster(dia, deel)
        elif isinstance(deel, Norm):
            self._zet_norm(dia, deel)
        elif isinstance(deel, Kolommen):
            self._maak_ruimte(dia, _kolomhoogte(deel))
            self._zet_kolommen(deel)
        elif isinstance(deel, Verwijzing):
            self._maak_ruimte(dia, 150)
            self._zet_verwijzing(deel)
        else:
            self._zet_beeld(dia, deel)

    def _maak_ruimte(self, dia: Dia, nodig: float) -> None:
        if nodig > self._ruimte() and self.y > BOVEN:
            self._nieuw(dia)

    def _zet_regel(self, dia: Dia, regel: _Regel, volgende: _Deel | None) -> None:
        nodig = regel.hoogte()
        # A heading moves along with at least the beginning of what it heads.
        samen = nodig + (_STIJLEN["tekst"][0] * 3.6 if regel.blijf and volgende is not None else 0)
        if samen > self._ruimte() and self.y > BOVEN and nodig <= ONDER - BOVEN:
            self._nieuw(dia)
        while regel.hoogte() > self._ruimte():
            if self._ruimte() < 3 * _STIJLEN[regel.stijl][0]:
                self._nieuw(dia)
            voor, regel = regel.knip(self._ruimte())
            self._alinea(voor)
            self._nieuw(dia)
        self._alinea(regel)

    def _alinea(self, regel: _Regel) -> None:
        if self._vak is None:
            self._vak = self._tekstvak()
            alinea = self._vak.text_frame.paragraphs[0]
        else:
            alinea = self._vak.text_frame.add_paragraph()
        maat, onder, inspring, vet, serif, kleur = _STIJLEN[regel.stijl]
        alinea.space_after, alinea.space_before, alinea.line_spacing = Pt(onder), Pt(0), 1.0
        eigen = alinea._p.get_or_add_pPr()
        eigen.set("marL", str(Pt(inspring)))
        if regel.stijl == "punt":
            eigen.set("indent", str(-Pt(inspring)))
            teken = f'<a:buAutoNum {nsdecls("a")} type="arabicPeriod" startAt="{regel.nummer}"/>'
            punt = f'<a:buChar {nsdecls("a")} char="•"/>'
            eigen.append(parse_xml(f'<a:buClr {nsdecls("a")}><a:srgbClr val="{huisstijl.LINK[1:]}"/></a:buClr>'))
            eigen.append(parse_xml(teken if regel.nummer else punt))
        else:
            eigen.set("indent", "0")
            eigen.append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))
        for stuk in regel.stukken:
            for i, tekst in enumerate(schoon(stuk.tekst).split("\n")):
                if i:
                    alinea.add_line_break()
                if tekst:
                    self._run(alinea, tekst, maat, kleur, vet=vet or stuk.vet, serif=serif, stuk=stuk)
        self.y += regel.hoogte()
        self._vak.height = Pt(self.y) - self._vak.top

    def _tekstvak(self) -> Any:
        """The slide's own content placeholder when it is still free, so that outline view shows the words."""
        vrij = [p for p in self.slide.placeholders if p.placeholder_format.idx == 1]
        if vrij and self.y == BOVEN:
            vak = vrij[0]
        else:
            vak = self.slide.shapes.add_textbox(0, 0, 0, 0)
        vak.left, vak.top, vak.width, vak.height = Pt(LINKS), Pt(self.y), Pt(VAK), Pt(20)
        kader = vak.text_frame
        kader.word_wrap, kader.auto_size = True, MSO_AUTO_SIZE.NONE
        kader.margin_left = kader.margin_right = kader.margin_top = kader.margin_bottom = 0
        return vak

    def _run(
        self,
        alinea: Any,
        tekst: str,
        maat: float,
        kleur: str,
        *,
        vet: bool = False,
        serif: bool = False,
        stuk: Stuk | None = None,
    ) -> None:
        run = alinea.add_run()
        run.text = tekst
        run.font.size, run.font.bold = Pt(maat), vet
        run.font.italic = bool(stuk and stuk.cursief) or None
        run.font.color.rgb = _rgb(kleur)
        if serif:
            run.font.name = huisstijl.STEM
        if stuk and stuk.link:
            run.hyperlink.address = huisstijl.adres(schoon(stuk.link))

    def _zet_norm(self, dia: Dia, norm: Norm) -> None:
        tekst, maat = schoon(norm.tekst), 30.0
        while maat > 20 and _hoogte(tekst, maat, VAK - 64) + 84 > ONDER - BOVEN:
            maat -= 2
        while tekst:
            nodig = _hoogte(tekst, maat, VAK - 64) + 84
            self._maak_ruimte(dia, min(nodig, ONDER - BOVEN))
            deel, tekst = (
                (tekst, "")
                if nodig <= self._ruimte()
                else _knip(tekst, lambda t: _hoogte(t, maat, VAK - 64) + 84 <= self._ruimte())
            )
            self._normvlak(schoon(norm.label), deel, maat)

    def _normvlak(self, label: str, tekst: str, maat: float) -> None:
        hoog = _hoogte(tekst, maat, VAK - 64) + 84
        vak = self.slide.shapes.add_textbox(Pt(LINKS), Pt(self.y), Pt(VAK), Pt(hoog))
        vak.name = label
        vak.text_frame.auto_size = MSO_AUTO_SIZE.NONE
        _rond(vak, Pt(VAK), Pt(hoog), Pt(34), huisstijl.BLAUW)
        kader = vak.text_frame
        kader.word_wrap, kader.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        kader.margin_left = kader.margin_right = Pt(28)
        self._run(kader.paragraphs[0], label, 18, huisstijl.GOUD, vet=True)
        kader.paragraphs[0].space_after = Pt(6)
        self._run(kader.add_paragraph(), tekst, maat, huisstijl.WIT, serif=True)
        self.y += hoog + 16

    def _zet_kolommen(self, blok: Kolommen) -> None:
        aantal = len(blok.kolommen)
        breed = (VAK - 24 * (aantal - 1)) / aantal
        hoog = _kolomhoogte(blok)
        for i, kolom in enumerate(blok.kolommen):
            x = LINKS + i * (breed + 24)
            tekstkleur, lijnkleur = huisstijl.TONEN[kolom.toon]
            lijn = self.slide.shapes.add_shape(1, Pt(x), Pt(self.y), Pt(breed), Pt(4))
            lijn.fill.solid()
            lijn.fill.fore_color.rgb = _rgb(lijnkleur)
            lijn.line.fill.background()
            _versiering(lijn)
            vak = self.slide.shapes.add_textbox(Pt(x), Pt(self.y + 10), Pt(breed), Pt(hoog - 10))
            vak.name = schoon(kolom.titel)
            kader = vak.text_frame
            kader.word_wrap, kader.auto_size = True, MSO_AUTO_SIZE.NONE
            kader.margin_left = kader.margin_right = kader.margin_top = kader.margin_bottom = 0
            self._run(kader.paragraphs[0], schoon(kolom.titel), 22, tekstkleur, vet=True)
            kader.paragraphs[0].space_after = Pt(8)
            for item in kolom.items:
                alinea = kader.add_paragraph()
                alinea.space_after = Pt(10)
                self._run(alinea, schoon(item), 18, huisstijl.INKT)
        self.y += hoog + 12

    def _zet_verwijzing(self, blok: Verwijzing) -> None:
        self._plaat(qr_png(blok.url), f"QR-code naar {blok.url}", LINKS, self.y, 140, 140)
        vak = self.slide.shapes.add_textbox(Pt(LINKS + 160), Pt(self.y + 14), Pt(VAK - 160), Pt(112))
        vak.text_frame.word_wrap, vak.text_frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        vak.text_frame.auto_size = MSO_AUTO_SIZE.NONE
        self._run(vak.text_frame.paragraphs[0], schoon(blok.tekst), 22, huisstijl.INKT, vet=True)
        self._run(
            vak.text_frame.add_paragraph(), schoon(blok.url), 18, huisstijl.LINK, stuk=Stuk(blok.url, link=blok.url)
        )
        self.y += 150

    def _zet_beeld(self, dia: Dia, blok: Beeld) -> None:
        with Image.open(io.BytesIO(blok.inhoud)) as beeld:
            verhouding = beeld.height / beeld.width
        onderschrift = _hoogte(schoon(blok.bijschrift), 16, VAK) + 10 if blok.bijschrift else 0
        if self._ruimte() < 200 + onderschrift:
            self._maak_ruimte(dia, math.inf)
        hoog = min(self._ruimte() - onderschrift, VAK * verhouding)
        breed = hoog / verhouding
        self._plaat(blok.inhoud, blok.alt, LINKS, self.y, breed, hoog)
        self.y += hoog + 4
        if blok.bijschrift:
            self._alinea(_Regel([Stuk(blok.bijschrift)], "zacht"))
            self._vak = None

    def _plaat(self, inhoud: bytes, alt: str, x: float, y: float, breed: float, hoog: float) -> None:
        plaat = self.slide.shapes.add_picture(io.BytesIO(inhoud), Pt(x), Pt(y), Pt(breed), Pt(hoog))
        plaat._element.nvPicPr.cNvPr.set("descr", schoon(alt))

    def _zet_raster(self, dia: Dia, raster: _Raster) -> None:
        """A real table; rows that do not fit go to a next slide under the same header row."""
        bijschrift = _hoogte(raster.bijschrift, 18, VAK) + 8 if raster.bijschrift else 0
        kop = raster.rijhoogte(raster.koppen)
        wacht = [list(rij) for rij in raster.rijen] or [[""] * len(raster.koppen)]
        while wacht:
            self._maak_ruimte(dia, bijschrift + kop + min(raster.rijhoogte(wacht[0]), 120))
            if raster.bijschrift:
                self._alinea(_Regel([Stuk(raster.bijschrift)], "zacht"))
                self._vak = None
            rijen: list[list[str]] = []
            ruimte = self._ruimte() - kop
            while wacht and raster.rijhoogte(wacht[0]) <= ruimte:
                ruimte -= raster.rijhoogte(wacht[0])
                rijen.append(wacht.pop(0))
            if not rijen:  # one row higher than a slide: as much of every cell as fits, the rest below the next header
                delen = [
                    _knip(cel, lambda t, d=deel: _hoogte(t, _CEL, VAK * d - 16) + 12 <= ruimte) if cel else ("", "")
                    for cel, deel in zip(wacht[0], raster.delen, strict=True)
                ]
                rijen = [[voor for voor, _ in delen]]
                wacht[0] = [na for _, na in delen]
            self._tabel(raster, rijen)
            if wacht:
                self._nieuw(dia)

    def _tabel(self, raster: _Raster, rijen: list[list[str]]) -> None:
        hoogtes = [raster.rijhoogte(raster.koppen), *(raster.rijhoogte(rij) for rij in rijen)]
        vorm = self.slide.shapes.add_table(
            len(rijen) + 1, len(raster.koppen), Pt(LINKS), Pt(self.y), Pt(VAK), Pt(sum(hoogtes))
        )
        vorm._element.nvGraphicFramePr.cNvPr.set("descr", schoon(raster.bijschrift or ", ".join(raster.koppen)))
        tabel = vorm.table
        tabel.first_row, tabel.horz_banding = True, False
        # The plain built-in style "No Style, Table Grid" has no colours of its own.
        vorm._element.graphic.graphicData.tbl.tblPr.find(
            qn("a:tableStyleId")
        ).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
        for kolom, deel in zip(tabel.columns, raster.delen, strict=True):
            kolom.width = Pt(VAK * deel)
        for i, (rij, hoog) in enumerate(zip([raster.koppen, *rijen], hoogtes, strict=True)):
            tabel.rows[i].height = Pt(hoog)
            for j, tekst in enumerate(rij):
                cel = tabel.cell(i, j)
                cel.margin_left = cel.margin_right = Pt(8)
                cel.margin_top = cel.margin_bottom = Pt(5)
                cel.fill.solid()
                cel.fill.fore_color.rgb = _rgb(huisstijl.BLAUW if i == 0 else huisstijl.WIT)
                self._run(
                    cel.text_frame.paragraphs[0],
                    schoon(tekst),
                    _CEL,
                    huisstijl.WIT if i == 0 else huisstijl.INKT,
                    vet=i == 0,
                )
                if i:
                    _onderlijn(cel)
        self.y += sum(hoogtes) + 14

    def _notities(self, tekst: str) -> None:
        if tekst:
            self.slide.notes_slide.notes_text_frame.text = tekst

    # --- the house -----------------------------------------------------------------------------------

    def _huis(self, titel: str) -> None:
        """Turns the library's 4:3 template into ours: type, colours, places, mark, footer."""
        prs = self.prs
        for layout in [layout for i, layout in enumerate(prs.slide_layouts) if i not in {0, 1}]:
            prs.slide_layouts.remove(layout)
        prs.slide_layouts[0].name, prs.slide_layouts[1].name = "Titel", "Titel en inhoud"
        self._thema()
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
        self._titellayout()
        self._meubels(prs.slide_layouts[1], titel)

    def _thema(self) -> None:
        deel = self.prs.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        thema = etree.fromstring(deel.blob)
        ruimte = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
        for letter in thema.iterfind(".//a:fontScheme/*/a:latin", ruimte):
            letter.set("typeface", huisstijl.LETTER)
        kleuren = {
            "dk1": huisstijl.INKT, "lt1": huisstijl.WIT, "dk2": huisstijl.BLAUW, "lt2": huisstijl.BLAUW_ZACHT,
            "accent1": huisstijl.LINK, "accent2": huisstijl.GOUD, "accent3": "#1d7356", "accent4": "#a5311b",
            "accent5": "#6c86b5", "accent6": huisstijl.ZACHT, "hlink": huisstijl.LINK, "folHlink": huisstijl.BLAUW,
        }  # fmt: skip
        schema = thema.find(".//a:clrScheme", ruimte)
        assert schema is not None
        for naam, kleur in kleuren.items():
            plek = schema.find(f"a:{naam}", ruimte)
            assert plek is not None
            plek[:] = [etree.fromstring(f'<a:srgbClr xmlns:a="{ruimte["a"]}" val="{kleur[1:].upper()}"/>')]
        deel._blob = etree.tostring(thema, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _titellayout(self) -> None:
        """White words on the blue field with the one round corner; the needle points outward in gold."""
        layout = self.prs.slide_layouts[0]
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
            _vorm(
                90, "Blauw veld", 36, 36, BREED - 72, HOOG - 72, huisstijl.BLAUW, _rondevorm(BREED - 72, HOOG - 72, 110)
            )
        )
        boom.insert(2, vlak)
        for i, deel in enumerate(_merk(92, 76, 52, wit=True)):
            boom.append(parse_xml(deel.replace('id="0"', f'id="{91 + i}"')))
        boom.append(parse_xml(_woord(96, huisstijl.NAAM, 156, 88, 300, 30, 20, huisstijl.WIT, vet=True)))

    def _meubels(self, layout: Any, titel: str) -> None:
        boom = layout.shapes._spTree
        for i, deel in enumerate(_merk(LINKS, 502, 22)):
            boom.append(parse_xml(deel.replace('id="0"', f'id="{91 + i}"')))
        kort = titel if len(titel) <= 90 else f"{titel[:88].rsplit(' ', 1)[0]} …"
        boom.append(parse_xml(_woord(96, kort, LINKS + 32, 504, 700, 20, 12, huisstijl.ZACHT)))
        boom.append(parse_xml(_woord(97, "", BREED - LINKS - 80, 504, 80, 20, 12, huisstijl.ZACHT, nummer=True)))

    def zet_taal(self, taal: str) -> None:
        """Every run says its language: a screen reader must not read Dutch as English."""
        bronnen = [self.prs.slide_master, *self.prs.slide_layouts, *self.prs.slides]
        bronnen += [slide.notes_slide for slide in self.prs.slides if slide.has_notes_slide]
        for bron in bronnen:
            for naam in ("a:rPr", "a:endParaRPr", "a:defRPr"):
                for element in bron._element.iter(qn(naam)):
                    element.set("lang", taal)
            for run in bron._element.iter(qn("a:r")):
                if run.find(qn("a:rPr")) is None:
                    run.insert(0, parse_xml(f'<a:rPr {nsdecls("a")} lang="{taal}"/>'))


# --- drawings ------------------------------------------------------------------------------------------


def _emu(punten: float) -> int:
    return int(Pt(punten))


def _rondevorm(breed: float, hoog: float, straal: float) -> str:
    """A rectangle with one round corner, bottom right."""
    b, h, r = _emu(breed), _emu(hoog), _emu(straal)
    return (
        f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{b}" h="{h}"><a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:lnTo><a:pt x="{b}" y="0"/></a:lnTo>'
        f'<a:lnTo><a:pt x="{b}" y="{h - r}"/></a:lnTo><a:arcTo wR="{r}" hR="{r}" stAng="0" swAng="5400000"/>'
        f'<a:lnTo><a:pt x="0" y="{h}"/></a:lnTo><a:close/></a:path></a:pathLst></a:custGeom>'
    )


def _rond(vak: Any, breed: int, hoog: int, straal: int, kleur: str) -> None:
    """Gives a text box the blue field with the round corner as its own shape, so that both move together."""
    eigen = vak._element.spPr
    for element in eigen.findall(qn("a:prstGeom")) + eigen.findall(qn("a:noFill")):
        eigen.remove(element)
    xml = _rondevorm(breed / 12700, hoog / 12700, straal / 12700)
    eigen.append(parse_xml(xml.replace("<a:custGeom>", f"<a:custGeom {nsdecls('a')}>", 1)))
    eigen.append(parse_xml(f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{kleur[1:]}"/></a:solidFill>'))


_SIER = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def _versiering(vorm: Any) -> None:
    """Marks a shape as decoration: screen readers skip it."""
    vorm._element.nvSpPr.cNvPr.append(parse_xml(_SIER.replace("<a:extLst>", f"<a:extLst {nsdecls('a')}>", 1)))


def _vorm(
    nummer: int, naam: str, x: float, y: float, b: float, h: float, kleur: str, meetkunde: str, draai: int = 0
) -> str:
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{nummer}" name="{naam}">{_SIER}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm rot="{draai * 60000}"><a:off x="{_emu(x)}" y="{_emu(y)}"/>'
        f'<a:ext cx="{_emu(b)}" cy="{_emu(h)}"/></a:xfrm>{meetkunde}<a:solidFill><a:srgbClr val="{kleur[1:]}"/>'
        f"</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _merk(x: float, y: float, maat: float, *, wit: bool = False) -> list[str]:
    """The mark as four shapes of ``maat`` points together."""
    deel = maat / 32
    return [
        _vorm(
            0, "Beeldmerk", x + dx * deel, y + dy * deel, 15 * deel, 15 * deel,
            huisstijl.WIT if wit and kleur == huisstijl.BLAUW else kleur,
            '<a:prstGeom prst="pieWedge"><a:avLst/></a:prstGeom>', graden,
        )
        for (dx, dy), graden, kleur in huisstijl.MERK
    ]  # fmt: skip


def _woord(
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


def _onderlijn(cel: Any) -> None:
    eigen = cel._tc.get_or_add_tcPr()
    lijn = parse_xml(
        f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{huisstijl.LIJN[1:]}"/></a:solidFill></a:lnB>'
    )
    eigen.insert(0, lijn)
