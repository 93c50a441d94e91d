"""Figures on a slide: a native chart, a table of coloured fields, shapes. All of it can be edited in PowerPoint."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from vik_portal.exports import huisstijl
from vik_portal.exports.figuren import KLEUREN, Pijl, Rond, Staven, Tekening, Velden, Vlak, Woord
from vik_portal.exports.huisstijl import schoon
from vik_portal.exports.pptx.maten import CEL, LINKS, VAK, hoogte_van
from vik_portal.exports.pptx.tekenen import versiering
from vik_portal.exports.tekening import VLAKKEN

#: Least and most height of one bar with the room around it, in points; size of its name, and the part of the width
#: that names get.
_STAAFHOOGTE, _STAAFHOOGST, _NAAM, _NAAMDEEL = 48.0, 72.0, 16.0, 0.3
#: Height of the key below bars that have one; room for words behind the longest bar, in parts of that bar.
_SLEUTEL, _WOORDDEEL = 44.0, 0.6
#: A bar to its full length, below what is surely there and what may be.
_SPOOR, _LICHT = "#eef2f9", "#bccfee"


def _rgb(kleur: str) -> RGBColor:
    return RGBColor.from_string(kleur[1:].upper())


def _beschrijf(vorm: Any, alt: str) -> None:
    [eigen] = vorm._element.xpath("./*[1]/p:cNvPr")
    eigen.set("descr", schoon(alt))


def staafhoogte(blok: Staven, vrij: float = 0) -> float:
    """All bars are equally high: as high as the longest name needs, and with more room ``vrij`` higher."""
    namen = (hoogte_van(schoon(staaf.naam), _NAAM, VAK * _NAAMDEEL) + 14 for staaf in blok.staven)
    aantal, onder = len(blok.staven), _SLEUTEL if blok.sleutel else 12
    ruim = min(_STAAFHOOGST, (vrij - onder) / max(aantal, 1))
    return max(_STAAFHOOGTE, ruim, *namen) * aantal + onder


def zet_staven(slide: Any, blok: Staven, y: float, hoogte: float) -> None:
    """A bar chart whose workbook holds the names and the steps, and nothing else; ``hoogte`` with its key."""
    gegevens = CategoryChartData(number_format="0")
    gegevens.categories = [schoon(staaf.naam) for staaf in blok.staven]
    for naam, waarden in _reeksen(blok):
        gegevens.add_series(schoon(naam), waarden)
    hoog = hoogte - (_SLEUTEL if blok.sleutel else 0)
    soort = XL_CHART_TYPE.BAR_STACKED if blok.sleutel else XL_CHART_TYPE.BAR_CLUSTERED
    vorm = slide.shapes.add_chart(soort, Pt(LINKS), Pt(y), Pt(VAK), Pt(hoog), gegevens)
    _beschrijf(vorm, blok.alt)
    grafiek = vorm.chart
    grafiek.has_legend = grafiek.has_title = False
    grafiek.font.size, grafiek.font.name, grafiek.font.color.rgb = Pt(_NAAM), huisstijl.LETTER, _rgb(huisstijl.INKT)
    namen, stappen = grafiek.category_axis, grafiek.value_axis
    namen.reverse_order = True  # the first bar on top, as one reads
    namen.has_major_gridlines = False
    # Else a program leaves out every other name when they are long.
    overslaan = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    namen._element.find(qn("c:noMultiLvlLbl")).addprevious(overslaan)
    namen.major_tick_mark = namen.minor_tick_mark = XL_TICK_MARK.NONE
    namen.format.line.color.rgb = _rgb(huisstijl.INKT)
    # Room behind the longest bar for its words.
    stappen.minimum_scale, stappen.maximum_scale, stappen.major_unit = 0, blok.hoogste * (1 + _WOORDDEEL), 1
    stappen.has_major_gridlines, stappen.visible = False, False
    stappen.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    plot = grafiek.plots[0]
    plot.gap_width, plot.vary_by_categories = 55, False
    _vul(plot.series[0], huisstijl.LINK)
    if blok.sleutel:
        _stapel(grafiek)
        _staafsleutel(slide, blok.sleutel, y + hoog + 8)
    # Words stand behind the bar; stacked bars have no such place, so there a part without colour keeps it free.
    reeks = plot.series[len(plot.series) - 1]
    plek = XL_LABEL_POSITION.INSIDE_BASE if blok.sleutel else XL_LABEL_POSITION.OUTSIDE_END
    for nummer, staaf in enumerate(blok.staven):
        label = reeks.points[nummer].data_label
        label.position = plek
        label.text_frame.text = schoon(staaf.woorden)
        label.text_frame.word_wrap = False
        letter = label.text_frame.paragraphs[0].runs[0].font
        letter.size, letter.bold = Pt(16), True
        letter.color.rgb = _rgb(huisstijl.INKT)


def _reeksen(blok: Staven) -> list[tuple[str, list[float]]]:
    """Names and values of the series. With a key a bar is stacked: full, lighter, the rest, and room for words."""
    vol: list[float] = [staaf.waarde for staaf in blok.staven]
    if blok.sleutel is None:
        return [(blok.koppen[1], vol)]
    mogelijk: list[float] = [staaf.mogelijk for staaf in blok.staven]
    rest: list[float] = [blok.hoogste - staaf.waarde - staaf.mogelijk for staaf in blok.staven]
    ruimte = [round(blok.hoogste * _WOORDDEEL, 2)] * len(blok.staven)
    # The key says how long a bar is up to there; the numbers are those of the parts.
    delen = (("Zeker", vol), ("Kan erbij komen", mogelijk), ("Zeker niet", rest))
    return [*((f"{naam}, in {blok.stap}", waarden) for naam, waarden in delen), ("Ruimte voor de woorden", ruimte)]


def _vul(reeks: Any, kleur: str) -> None:
    reeks.format.fill.solid()
    reeks.format.fill.fore_color.rgb = _rgb(kleur)


def _stapel(grafiek: Any) -> None:
    """The lighter part has a rule around it, so that it is not told by colour alone."""
    _, mogelijk, rest, ruimte = grafiek.plots[0].series
    grafiek.plots[0].overlap = 100
    _vul(mogelijk, _LICHT)
    mogelijk.format.line.color.rgb, mogelijk.format.line.width = _rgb(huisstijl.LINK), Pt(1)
    _vul(rest, _SPOOR)
    ruimte.format.fill.background()


def _staafsleutel(slide: Any, sleutel: tuple[str, str], y: float) -> None:
    """Drawn, and not the chart's own legend: that would name the parts that only keep room."""
    x = LINKS
    for woorden, kleur in zip(sleutel, (huisstijl.LINK, _LICHT), strict=True):
        staal = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(x), Pt(y + 5), Pt(28), Pt(14))
        staal.fill.solid()
        staal.fill.fore_color.rgb = _rgb(kleur)
        staal.line.color.rgb, staal.line.width = _rgb(huisstijl.LINK), Pt(1)
        staal.shadow.inherit = False
        versiering(staal)
        breed = 20.0 + 0.62 * _NAAM * len(woorden)
        vak = slide.shapes.add_textbox(Pt(x + 36), Pt(y), Pt(breed), Pt(24))
        kader = vak.text_frame
        kader.margin_left = kader.margin_right = kader.margin_top = kader.margin_bottom = 0
        kader.word_wrap, kader.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        _regel(kader.paragraphs[0], woorden, _NAAM, huisstijl.INKT)
        x += 36 + breed


# --- a table of coloured fields ----------------------------------------------------------------------

_EERSTE = 0.25


def _rijhoogtes(blok: Velden) -> list[float]:
    deel = VAK * (1 - _EERSTE) / len(blok.koppen) - 16

    def kop(tekst: tuple[str, str], breed: float) -> float:
        return hoogte_van(tekst[0], CEL, breed, vet=True) + (hoogte_van(tekst[1], 14, breed) if tekst[1] else 0) + 8

    hoogtes = [max(kop(tekst, deel) for tekst in blok.koppen)]
    for eerste, velden in blok.rijen:
        cellen = [hoogte_van(veld.woord, 18, deel, vet=True) + (18 if veld.klein else 0) + 12 for veld in velden]
        hoogtes.append(max(kop(eerste, VAK * _EERSTE - 16), *cellen))
    return hoogtes


def veldenhoogte(blok: Velden) -> float:
    return sum(_rijhoogtes(blok)) + (hoogte_van(blok.sleutel, 14, VAK) + 8 if blok.sleutel else 0)


def velden_per_dia(blok: Velden, hoog: float) -> list[Velden]:
    """The same table in pieces of at most ``hoog`` points; each has the headings, the last one the key."""
    if veldenhoogte(blok) <= hoog or len(blok.rijen) < 2:
        return [blok]
    aantal = len(blok.rijen) - 1
    while aantal > 1 and veldenhoogte(replace(blok, rijen=blok.rijen[:aantal], sleutel="")) > hoog:
        aantal -= 1
    eerste = replace(blok, rijen=blok.rijen[:aantal], sleutel="")
    return [eerste, *velden_per_dia(replace(blok, rijen=blok.rijen[aantal:]), hoog)]


def zet_velden(slide: Any, blok: Velden, y: float) -> None:
    hoogtes = _rijhoogtes(blok)
    vorm = slide.shapes.add_table(len(hoogtes), len(blok.koppen) + 1, Pt(LINKS), Pt(y), Pt(VAK), Pt(sum(hoogtes)))
    _koppen, rijen = blok.als_tabel()
    _beschrijf(vorm, f"{blok.titel}. " + " ".join(f"{', '.join(rij)}." for rij in rijen))
    tabel = vorm.table
    tabel.first_row, tabel.first_col, tabel.horz_banding = True, True, False
    stijl = vorm._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId"))
    stijl.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    for j, kolom in enumerate(tabel.columns):
        kolom.width = Pt(VAK * (_EERSTE if j == 0 else (1 - _EERSTE) / len(blok.koppen)))
    for i, hoog in enumerate(hoogtes):
        tabel.rows[i].height = Pt(hoog)
    _kopcel(tabel.cell(0, 0), (blok.hoek, ""))
    for j, kop in enumerate(blok.koppen, 1):
        _kopcel(tabel.cell(0, j), kop)
    for i, (eerste, velden) in enumerate(blok.rijen, 1):
        _kopcel(tabel.cell(i, 0), eerste)
        for j, veld in enumerate(velden, 1):
            achter, inkt, _ = KLEUREN[veld.sterkte]
            cel = tabel.cell(i, j)
            cel.fill.solid()
            cel.fill.fore_color.rgb = _rgb(achter)
            cel.vertical_anchor = MSO_ANCHOR.MIDDLE
            # Quarters as signs, so that the field says it without its colour.
            teken = {4: "● ", 2: "◑ ", 1: "◔ "}.get(veld.kwarten, "")
            _regel(cel.text_frame.paragraphs[0], teken + veld.woord, 18, inkt, vet=True)
            if veld.klein:
                _regel(cel.text_frame.add_paragraph(), veld.klein, 14, inkt)
            _kier(cel)
    if blok.sleutel:
        _sleutel(slide, blok.sleutel, y + sum(hoogtes) + 6)


def _kopcel(cel: Any, kop: tuple[str, str]) -> None:
    cel.fill.background()
    cel.vertical_anchor = MSO_ANCHOR.MIDDLE
    cel.margin_left = cel.margin_right = Pt(6)
    cel.margin_top = cel.margin_bottom = Pt(3)
    _regel(cel.text_frame.paragraphs[0], kop[0], CEL, huisstijl.INKT, vet=True)
    if kop[1]:
        _regel(cel.text_frame.add_paragraph(), kop[1], 14, huisstijl.ZACHT)


def _regel(alinea: Any, tekst: str, maat: float, kleur: str, *, vet: bool = False) -> None:
    run = alinea.add_run()
    run.text = schoon(tekst)
    run.font.size, run.font.bold, run.font.color.rgb = Pt(maat), vet, _rgb(kleur)


def _kier(cel: Any) -> None:
    """White room around a field."""
    eigen = cel._tc.get_or_add_tcPr()
    for i, zijde in enumerate(("lnL", "lnR", "lnT", "lnB")):
        wit = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
        eigen.insert(i, parse_xml(f'<a:{zijde} {nsdecls("a")} w="50800">{wit}</a:{zijde}>'))


def _sleutel(slide: Any, tekst: str, y: float) -> None:
    vak = slide.shapes.add_textbox(Pt(LINKS), Pt(y), Pt(VAK), Pt(hoogte_van(tekst, 14, VAK)))
    kader = vak.text_frame
    kader.word_wrap, kader.auto_size = True, MSO_AUTO_SIZE.NONE
    kader.margin_left = kader.margin_right = kader.margin_top = kader.margin_bottom = 0
    _regel(kader.paragraphs[0], tekst, 14, huisstijl.ZACHT)


# --- a drawing of shapes -------------------------------------------------------------------------------


def zet_tekening(slide: Any, blok: Tekening, x: float, y: float, breed: float, hoog: float) -> None:
    """The shapes of a drawing as large as fits in ``breed`` × ``hoog`` points, in one group with the alt text."""
    maat = min(breed / blok.breed, hoog / blok.hoog)
    if blok.ernaast:
        _ernaast(slide, blok, x + blok.breed * maat + 28, y, breed - blok.breed * maat - 28, hoog)
    groep = slide.shapes.add_group_shape()
    groep.name = "Tekening"
    for vorm in blok.vormen:
        if isinstance(vorm, Vlak):
            _vlak(groep, vorm, x, y, maat)
        elif isinstance(vorm, Rond):
            _rond(groep, vorm, x, y, maat)
        elif isinstance(vorm, Pijl):
            _pijl(groep, vorm, x, y, maat)
        else:
            _woord(groep, vorm, x, y, maat, max(14.0, blok.letter * maat))
    _beschrijf(groep, blok.alt)


def ernaast_past(blok: Tekening, breed: float, hoog: float) -> bool:
    """Whether the words of a drawing fit beside it; else they go to a next slide."""
    over = breed - blok.breed * min(breed / blok.breed, hoog / blok.hoog) - 28
    return sum(hoogte_van(f"{n} {w}", 14, over, vet=True) + 10 for n, w in blok.ernaast) <= hoog


def _ernaast(slide: Any, blok: Tekening, x: float, y: float, breed: float, hoog: float) -> None:
    """As large as fits, so that nothing leaves the slide."""
    vak = slide.shapes.add_textbox(Pt(x), Pt(y), Pt(breed), Pt(hoog))
    kader = vak.text_frame
    kader.word_wrap, kader.auto_size = True, MSO_AUTO_SIZE.NONE
    kader.margin_left = kader.margin_right = kader.margin_top = kader.margin_bottom = 0
    letter = next(
        (
            maat
            for maat in (20, 18, 16)
            if sum(hoogte_van(f"{n} {w}", maat, breed, vet=True) + 10 for n, w in blok.ernaast) <= hoog
        ),
        14,
    )
    for i, (naam, woorden) in enumerate(blok.ernaast):
        alinea = kader.add_paragraph() if i else kader.paragraphs[0]
        alinea.space_after = Pt(10)
        _regel(alinea, f"{naam} ", letter, huisstijl.INKT, vet=True)
        _regel(alinea, woorden, letter, huisstijl.INKT)


def _vlak(groep: Any, vlak: Vlak, x: float, y: float, maat: float) -> None:
    plek = (Pt(x + vlak.x * maat), Pt(y + vlak.y * maat), Pt(vlak.breed * maat), Pt(vlak.hoog * maat))
    vorm = groep.shapes.add_shape(MSO_SHAPE.RECTANGLE, *plek)
    achter, teken = VLAKKEN[vlak.sterkte]
    if vlak.sterkte == "licht":
        vorm.fill.solid()
        vorm.fill.fore_color.rgb = _rgb(achter)
    else:
        vorm.fill.patterned()
        vorm.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL if vlak.sterkte == "vol" else MSO_PATTERN.PERCENT_10
        vorm.fill.fore_color.rgb, vorm.fill.back_color.rgb = _rgb(teken), _rgb(achter)
    vorm.line.fill.background()
    vorm.shadow.inherit = False


def _rond(groep: Any, rond: Rond, x: float, y: float, maat: float) -> None:
    straal = rond.straal * maat
    vorm = groep.shapes.add_shape(
        MSO_SHAPE.OVAL, Pt(x + rond.x * maat - straal), Pt(y + rond.y * maat - straal), Pt(2 * straal), Pt(2 * straal)
    )
    vorm.name = f"{'Eerste' if rond.open else 'Tweede'} stemming, risico {schoon(rond.letter)}"
    vorm.shadow.inherit = False
    vorm.fill.solid()
    vorm.fill.fore_color.rgb = _rgb(huisstijl.WIT if rond.open else huisstijl.BLAUW)
    vorm.line.color.rgb, vorm.line.width = _rgb(huisstijl.INKT if rond.open else huisstijl.WIT), Pt(2)
    if rond.open:
        vorm.line.dash_style = MSO_LINE.DASH
    kader = vorm.text_frame
    kader.margin_left = kader.margin_right = kader.margin_top = kader.margin_bottom = 0
    kader.vertical_anchor, kader.word_wrap = MSO_ANCHOR.MIDDLE, False
    kader.paragraphs[0].alignment = PP_ALIGN.CENTER
    _regel(kader.paragraphs[0], rond.letter, 16, huisstijl.INKT if rond.open else huisstijl.WIT, vet=True)


def _pijl(groep: Any, pijl: Pijl, x: float, y: float, maat: float) -> None:
    lijn = groep.shapes.add_connector(
        MSO_CONNECTOR.STRAIGHT,
        Pt(x + pijl.x1 * maat),
        Pt(y + pijl.y1 * maat),
        Pt(x + pijl.x2 * maat),
        Pt(y + pijl.y2 * maat),
    )
    lijn.line.color.rgb, lijn.line.width = _rgb(huisstijl.INKT), Pt(3)
    lijn.line._get_or_add_ln().append(parse_xml(f'<a:tailEnd {nsdecls("a")} type="triangle" w="med" len="med"/>'))


def _woord(groep: Any, woord: Woord, x: float, y: float, maat: float, letter: float) -> None:
    breed = letter * (0.62 * len(woord.tekst) + 1)
    links = {"begin": 0.0, "midden": breed / 2, "eind": breed}[woord.anker]
    vak = groep.shapes.add_textbox(
        Pt(x + woord.x * maat - links), Pt(y + woord.y * maat - letter), Pt(breed), Pt(letter * 1.25)
    )
    kader = vak.text_frame
    kader.margin_left = kader.margin_right = kader.margin_top = kader.margin_bottom = 0
    kader.word_wrap = False
    kanten = {"begin": PP_ALIGN.LEFT, "midden": PP_ALIGN.CENTER, "eind": PP_ALIGN.RIGHT}
    kader.paragraphs[0].alignment = kanten[woord.anker]
    _regel(kader.paragraphs[0], woord.tekst, letter, huisstijl.INKT, vet=woord.vet)
