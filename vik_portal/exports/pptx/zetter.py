"""Puts pieces on slides, and starts a next slide when one is full."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from vik_portal.exports import huisstijl
from vik_portal.exports.blokken import Blok, Kolommen, Norm, Stuk, Verwijzing, zonder_beeld
from vik_portal.exports.figuren import Staven, Velden
from vik_portal.exports.huisstijl import schoon
from vik_portal.exports.pptx.delen import Deel, Raster, Regel, delen_van, kolomhoogte
from vik_portal.exports.pptx.figuren import (
    ernaast_past,
    staafhoogte,
    velden_per_dia,
    veldenhoogte,
    zet_staven,
    zet_tekening,
    zet_velden,
)
from vik_portal.exports.pptx.huis import richt_in
from vik_portal.exports.pptx.maten import (
    BOVEN,
    BREED,
    CEL,
    HOOG,
    LINKS,
    ONDER,
    STIJLEN,
    TITELVAK,
    VAK,
    hoogte_van,
    knip,
    regels_van,
)
from vik_portal.exports.pptx.tekenen import onderlijn, rond, versiering
from vik_portal.exports.qr import qr_png


@dataclass(frozen=True)
class Dia:
    """A slide as meant; it becomes several when ``blokken`` do not fit. ``notities`` is what the speaker says."""

    titel: str
    blokken: Sequence[Blok] = field(default=())
    notities: str = ""


def _rgb(kleur: str) -> RGBColor:
    return RGBColor.from_string(kleur[1:].upper())


#: Sizes of a title, in points. Titles that fit in one of the first three are all equally large in a presentation.
_TITELMATEN = (32, 28, 24, 21, 18, 16, 14)
_GELIJK = 24


def _titel(dia: Dia) -> str:
    return schoon(dia.titel).strip() or huisstijl.NAAM


def _titelmaat(titel: str, hoogstens: int = 32) -> int:
    """The largest size that keeps a title, numbered, in its box."""
    genummerd = f"{titel} (10 van 10)"
    maten = [maat for maat in _TITELMATEN if maat <= hoogstens]
    return next((maat for maat in maten if hoogte_van(genummerd, maat, VAK, vet=True) <= TITELVAK), maten[-1])


def gelijke_maat(dias: Sequence[Dia]) -> int:
    """One size for the titles of these slides; only a title too long for it is set smaller by itself."""
    maten = (_titelmaat(_titel(dia)) for dia in dias)
    return min((maat for maat in maten if maat >= _GELIJK), default=32)


class Zetter:
    """Builds the presentation; ``y`` is how far the current slide is filled, in points.

    ``maat`` is the size of titles, as :func:`gelijke_maat` gives it.
    """

    def __init__(self, titel: str, maat: int = 32) -> None:
        self.maat = maat
        self.prs: Any = Presentation()
        self.prs.slide_width, self.prs.slide_height = Pt(BREED), Pt(HOOG)
        richt_in(self.prs, titel)
        self.slide: Any = None
        self.y = BOVEN
        self._vak: Any = None  # the open text box, if the last piece was text

    def titeldia(self, titel: str, ondertitel: str, notities: str) -> None:
        self.slide = self.prs.slides.add_slide(self.prs.slide_layouts[0])
        self.slide.shapes.title.text = titel
        kader = self.slide.shapes.title.text_frame
        kader.paragraphs[0].runs[0].font.size = Pt(44 if regels_van(titel, 44, 760) <= 3 else 28)
        self.slide.placeholders[1].text = ondertitel
        self._notities(notities)

    def dia(self, dia: Dia) -> None:
        """Writes one ``Dia`` on as many slides as it needs, numbered in their titles."""
        eerste = len(self.prs.slides)
        self._nieuw(dia)
        self._notities(schoon(dia.notities))
        delen = list(delen_van(dia.blokken))
        for i, deel in enumerate(delen):
            self._zet(dia, deel, delen[i + 1 :])
        reeks = list(self.prs.slides)[eerste:]
        for nummer, slide in enumerate(reeks, 1):
            for vak in [p for p in slide.placeholders if p.placeholder_format.idx and not p.text_frame.text]:
                vak._element.getparent().remove(vak._element)  # "Click to add text" is not content
            if len(reeks) > 1:
                run = slide.shapes.title.text_frame.paragraphs[0].runs[0]
                run.text = f"{run.text} ({nummer} van {len(reeks)})"

    def _nieuw(self, dia: Dia) -> None:
        self.slide = self.prs.slides.add_slide(self.prs.slide_layouts[1])
        titel = _titel(dia)
        self.slide.shapes.title.text = titel
        if (maat := _titelmaat(titel, self.maat)) != 32:
            self.slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(maat)
        self.y, self._vak = BOVEN, None

    # --- pieces --------------------------------------------------------------------------------------

    def _ruimte(self) -> float:
        return ONDER - self.y

    def _zet(self, dia: Dia, deel: Deel, verder: Sequence[Deel]) -> None:
        """``verder`` is what comes after it."""
        if isinstance(deel, Regel):
            self._zet_regel(dia, deel, verder[0] if verder else None)
            return
        self._vak = None
        if isinstance(deel, Raster):
            self._zet_raster(dia, deel)
        elif isinstance(deel, Norm):
            self._zet_norm(dia, deel)
        elif isinstance(deel, Kolommen):
            self._maak_ruimte(dia, kolomhoogte(deel))
            self._zet_kolommen(deel)
        elif isinstance(deel, Verwijzing):
            self._maak_ruimte(dia, 150)
            self._zet_verwijzing(deel)
        elif isinstance(deel, Staven | Velden):
            self._zet_figuur(dia, deel, verder)
        else:
            self._maak_ruimte(dia, 240)
            past = ernaast_past(deel, VAK, self._ruimte())
            zet_tekening(self.slide, deel if past else replace(deel, ernaast=[]), LINKS, self.y, VAK, self._ruimte())
            self.y = ONDER
            for naam, woorden in () if past else deel.ernaast:
                self._zet_regel(dia, Regel([Stuk(f"{naam} ", vet=True), Stuk(woorden)]), None)

    def _maak_ruimte(self, dia: Dia, nodig: float) -> None:
        if nodig > self._ruimte() and self.y > BOVEN:
            self._nieuw(dia)

    def _zet_regel(self, dia: Dia, regel: Regel, volgende: Deel | None) -> None:
        nodig = regel.hoogte()
        # A heading moves along with at least the beginning of what it heads.
        samen = nodig + (STIJLEN["tekst"][0] * 3.6 if regel.blijf and volgende is not None else 0)
        if samen > self._ruimte() and self.y > BOVEN and nodig <= ONDER - BOVEN:
            self._nieuw(dia)
        while regel.hoogte() > self._ruimte():
            if self._ruimte() < 3 * STIJLEN[regel.stijl][0]:
                self._nieuw(dia)
            voor, regel = regel.knip(self._ruimte())
            self._alinea(voor)
            self._nieuw(dia)
        self._alinea(regel)

    def _alinea(self, regel: Regel) -> None:
        if self._vak is None:
            self._vak = self._tekstvak()
            alinea = self._vak.text_frame.paragraphs[0]
        else:
            alinea = self._vak.text_frame.add_paragraph()
        maat, onder, inspring, vet, serif, kleur = STIJLEN[regel.stijl]
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
        vak = vrij[0] if vrij and self.y == BOVEN else self.slide.shapes.add_textbox(0, 0, 0, 0)
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
        while maat > 20 and hoogte_van(tekst, maat, VAK - 64) + 84 > ONDER - BOVEN:
            maat -= 2
        while tekst:
            nodig = hoogte_van(tekst, maat, VAK - 64) + 84
            self._maak_ruimte(dia, min(nodig, ONDER - BOVEN))
            deel, tekst = (
                (tekst, "")
                if nodig <= self._ruimte()
                else knip(tekst, lambda t: hoogte_van(t, maat, VAK - 64) + 84 <= self._ruimte())
            )
            self._normvlak(schoon(norm.label), deel, maat)

    def _normvlak(self, label: str, tekst: str, maat: float) -> None:
        hoog = hoogte_van(tekst, maat, VAK - 64) + 84
        vak = self.slide.shapes.add_textbox(Pt(LINKS), Pt(self.y), Pt(VAK), Pt(hoog))
        vak.name = label
        vak.text_frame.auto_size = MSO_AUTO_SIZE.NONE
        rond(vak, Pt(VAK), Pt(hoog), Pt(34), huisstijl.BLAUW)
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
        hoog = kolomhoogte(blok)
        for i, kolom in enumerate(blok.kolommen):
            x = LINKS + i * (breed + 24)
            tekstkleur, lijnkleur = huisstijl.TONEN[kolom.toon]
            lijn = self.slide.shapes.add_shape(1, Pt(x), Pt(self.y), Pt(breed), Pt(4))
            lijn.fill.solid()
            lijn.fill.fore_color.rgb = _rgb(lijnkleur)
            lijn.line.fill.background()
            versiering(lijn)
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

    def _zet_figuur(self, dia: Dia, blok: Staven | Velden, verder: Sequence[Deel]) -> None:
        if isinstance(blok, Staven) and staafhoogte(blok) > ONDER - BOVEN:
            # Bars cannot go on, on a next slide; the same in a table can.
            for deel in delen_van(zonder_beeld(blok)):
                self._zet(dia, deel, ())
            return
        if isinstance(blok, Staven):
            self._maak_ruimte(dia, staafhoogte(blok))
            # What text after it leaves free is for the bars; a point less, because heights are no round numbers.
            tekst = [deel.hoogte() for deel in verder if isinstance(deel, Regel)]
            vrij = self._ruimte() - sum(tekst) - 13 if len(tekst) == len(verder) else 0
            hoog = staafhoogte(blok, vrij)
            zet_staven(self.slide, blok, self.y, hoog)
            self.y += hoog + 12
            return
        for nummer, deel in enumerate(velden_per_dia(blok, ONDER - BOVEN)):
            if nummer:
                self._nieuw(dia)
            self._maak_ruimte(dia, veldenhoogte(deel))
            zet_velden(self.slide, deel, self.y)
            self.y += veldenhoogte(deel) + 12

    def _plaat(self, inhoud: bytes, alt: str, x: float, y: float, breed: float, hoog: float) -> None:
        plaat = self.slide.shapes.add_picture(io.BytesIO(inhoud), Pt(x), Pt(y), Pt(breed), Pt(hoog))
        plaat._element.nvPicPr.cNvPr.set("descr", schoon(alt))

    def _zet_raster(self, dia: Dia, raster: Raster) -> None:
        """A real table; rows that do not fit go to a next slide under the same header row."""
        bijschrift = hoogte_van(raster.bijschrift, 18, VAK) + 8 if raster.bijschrift else 0
        kop = raster.rijhoogte(raster.koppen)
        wacht = [list(rij) for rij in raster.rijen] or [[""] * len(raster.koppen)]
        while wacht:
            self._maak_ruimte(dia, bijschrift + kop + min(raster.rijhoogte(wacht[0]), 120))
            if raster.bijschrift:
                self._alinea(Regel([Stuk(raster.bijschrift)], "zacht"))
                self._vak = None
            rijen: list[list[str]] = []
            # Headers that leave no room for a row are a mistake of the table, and no reason for a thousand slides.
            ruimte = max(self._ruimte() - kop, 4 * CEL)
            while wacht and raster.rijhoogte(wacht[0]) <= ruimte:
                ruimte -= raster.rijhoogte(wacht[0])
                rijen.append(wacht.pop(0))
            # One row higher than a slide: as much of every cell as fits, the rest below the next header.
            if not rijen:
                voor, wacht[0] = raster.knip(wacht[0], ruimte)
                rijen = [voor]
            self._tabel(raster, rijen)
            if wacht:
                self._nieuw(dia)

    def _tabel(self, raster: Raster, rijen: list[list[str]]) -> None:
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
                    CEL,
                    huisstijl.WIT if i == 0 else huisstijl.INKT,
                    vet=i == 0,
                )
                if i:
                    onderlijn(cel)
        self.y += sum(hoogtes) + 14

    def _notities(self, tekst: str) -> None:
        if tekst:
            self.slide.notes_slide.notes_text_frame.text = tekst
