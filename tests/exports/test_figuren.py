"""Blocks that draw: each reads without its picture, in every format, and equal input gives equal bytes."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt
from pypdf import PdfReader

from vik_portal.exports import docx, pdf, xlsx
from vik_portal.exports.figuren import (
    Feiten,
    Kaart,
    Kaarten,
    Kruislijst,
    Pijl,
    Rond,
    Staaf,
    Staven,
    Tekening,
    Veld,
    Velden,
    Vlak,
    Woord,
)
from vik_portal.exports.pptx import Dia, presentatie
from vik_portal.exports.pptx.wand import Wand, wanddia
from vik_portal.exports.tekening import als_svg
from vik_portal.exports.wandbeeld import Wandpunt

from .test_office import alle_tekst, op_de_dia, tekst_van, zonder_klok
from .test_pdf import woorden
from .voorbeelden import VIJANDIG

DAG = date(2026, 11, 3)


def figuren(tekst: str = "Een zin.") -> list:
    return [
        Feiten([(tekst, tekst), ("Dag", "3 november")]),
        Staven(tekst, 3, [Staaf("Nooit", 0, "niemand of één"), Staaf(tekst, 3, tekst)]),
        Velden(
            tekst,
            "Proces",
            [(tekst, ""), ("Inclusie", "houvast: laag")],
            [((tekst, "druk: hoog"), [Veld("Grote kloof", tekst, "groot", 4), Veld("Kloof", "", "midden", 2)])],
            vooraf=tekst,
            sleutel=tekst,
        ),
        Tekening(
            400,
            300,
            tekst,
            [
                Vlak(0, 0, 200, 200, "vol"),
                Vlak(200, 0, 200, 200, "half"),
                Rond(80, 80, 32, "A", open=True),
                Rond(280, 80, 40, "A"),
                Pijl(112, 80, 232, 80),
                Woord(0, 280, "Kans →", vet=True),
            ],
            ernaast=[("A.", tekst)],
        ),
        Kruislijst("Deel A", ["Nooit", "Vaak"], [tekst, "Nog een"]),
        Kaarten([Kaart("Integer", tekst, "Onderaan"), Kaart("", tekst)]),
    ]


def maak_pdf(tekst: str = "Een zin.") -> bytes:
    return pdf.document(titel="Titel", onderwerp="Proef", datum=DAG, blokken=figuren(tekst))


def maak_pptx(tekst: str = "Een zin.") -> bytes:
    return presentatie(titel="Titel", datum=DAG, dias=[Dia("Alles", figuren(tekst))])


def maak_docx(tekst: str = "Een zin.") -> bytes:
    return docx.document(titel="Titel", onderwerp="Proef", datum=DAG, blokken=figuren(tekst))


def test_every_word_of_a_figure_is_in_every_format() -> None:
    for gelezen in (woorden(maak_pdf()), tekst_van(maak_pptx()), alle_tekst(maak_docx())):
        for woord in ("Een zin.", "Grote kloof", "houvast: laag", "druk: hoog", "Nog een"):
            assert woord in gelezen
    assert "niemand of één" in woorden(maak_pdf())


def test_words_in_figures_are_literal() -> None:
    tekst = " § ".join(VIJANDIG)
    assert woorden(maak_pdf(tekst)).count(VIJANDIG[0]) >= 8
    for gelezen in (tekst_van(maak_pptx(tekst)), alle_tekst(maak_docx(tekst))):
        assert all(deel in gelezen for deel in VIJANDIG)


def test_equal_figures_give_equal_bytes_in_every_format() -> None:
    for maak in (maak_pdf, maak_pptx, maak_docx):
        pdf._zet.cache_clear()
        assert maak() == maak()
        assert maak("Anders") != maak()
    zonder_klok(maak_pptx())


def test_a_pdf_with_figures_is_tagged_and_its_drawing_has_alt_text() -> None:
    lezer = PdfReader(io.BytesIO(maak_pdf("Wat er te zien is")))
    assert lezer.trailer["/Root"]["/MarkInfo"]["/Marked"]
    alts = [
        obj["/Alt"]
        for obj in map(lezer.get_object, range(1, len(lezer.xref[0])))
        if isinstance(obj, dict) and "/Alt" in obj
    ]
    assert "Wat er te zien is" in alts


def test_a_chart_is_native_and_its_workbook_holds_names_and_steps_only() -> None:
    inhoud = maak_pptx("Vaak")
    prs = Presentation(io.BytesIO(inhoud))
    [grafiek] = [vorm.chart for dia in prs.slides for vorm in dia.shapes if vorm.has_chart]
    assert list(grafiek.plots[0].categories) == ["Nooit", "Vaak"]
    assert list(grafiek.plots[0].series[0].values) == [0, 3]
    assert grafiek.plots[0].series[0].points[0].data_label.text_frame.text == "niemand of één"
    blad = load_workbook(io.BytesIO(grafiek.part.chart_workbook.xlsx_part.blob)).active
    assert [list(rij) for rij in blad.iter_rows(values_only=True)] == [[None, "Hoeveel"], ["Nooit", 0], ["Vaak", 3]]
    with zipfile.ZipFile(io.BytesIO(grafiek.part.chart_workbook.xlsx_part.blob)) as boek:
        assert {item.date_time for item in boek.infolist()} == {(2026, 11, 3, 12, 0, 0)}


def test_figures_on_slides_have_alt_text_and_stay_on_the_slide() -> None:
    inhoud = maak_pptx("Wat er te zien is")
    op_de_dia(inhoud)
    prs = Presentation(io.BytesIO(inhoud))
    bedoeld = [v for dia in prs.slides for v in dia.shapes if v.has_chart or v.has_table or v.shape_type == 6]
    alts = [vorm._element.xpath("./*[1]/p:cNvPr/@descr")[0] for vorm in bedoeld]
    # The list to cross is a table under its own name.
    assert alts.pop() == "Deel A"
    assert len(alts) == 3
    assert all("Wat er te zien is" in alt for alt in alts)


@pytest.mark.parametrize(
    "maak",
    [
        lambda: Staven(" ", 3, []),
        lambda: Velden("", "", [], []),
        lambda: Tekening(1, 1, ""),
    ],
    ids=["staven", "velden", "tekening"],
)
def test_a_figure_without_words_is_refused(maak) -> None:
    with pytest.raises(ValueError, match="alternatieve tekst"):
        maak()


def test_a_row_of_fields_has_one_field_per_heading() -> None:
    with pytest.raises(ValueError, match="één veld per kop"):
        Velden("T", "", [("A", ""), ("B", "")], [(("R", ""), [Veld("x")])])


def test_svg_shows_words_as_words() -> None:
    svg = als_svg(Tekening(10, 10, "alt", [Woord(0, 0, "<script> & meer"), Rond(1, 1, 1, "<")]))
    assert "<script>" not in svg
    assert "&lt;script&gt; &amp; meer" in svg


def test_a_workbook_may_have_several_sheets_with_names_of_their_own() -> None:
    boek = load_workbook(io.BytesIO(xlsx.werkboek([xlsx.Blad("Een", ["a"], [[1]]), xlsx.Blad("Twee", ["b"], [])])))
    assert boek.sheetnames == ["Een", "Twee"]
    with pytest.raises(ValueError, match="Twee bladen"):
        xlsx.werkboek([xlsx.Blad("x" * 31 + "a", ["a"], []), xlsx.Blad("x" * 31 + "b", ["a"], [])])


@pytest.mark.parametrize("aantal", [0, 3, 4])
def test_wall_slide_is_dark_titled_readable_and_stays_on_the_slide(aantal: int) -> None:
    zin = "Een zin van negentig tekens, want langer mag een punt op het scherm aan de wand niet zijn."
    punten = [Wandpunt(f"Kop {i}", zin) for i in range(aantal)]
    vraag = "Een vraag aan de ploeg die bijna zo lang is als hij mag zijn, en die er dan nog altijd naast past, toch?"
    wand = Wand(
        "Een titel die precies zeventig tekens lang mag zijn en niet meer dan 70",
        "De boodschap",
        vraag,
        "Stelling, 3 minuten",
        punten,
        notities="Zeg dit.",
    )
    inhoud = wanddia(wand, datum=DAG)
    assert inhoud == wanddia(wand, datum=DAG)
    zonder_klok(inhoud)
    op_de_dia(inhoud)
    prs = Presentation(io.BytesIO(inhoud))
    [dia] = prs.slides
    assert prs.slide_width / prs.slide_height == pytest.approx(16 / 9)
    assert dia.shapes.title.text == wand.titel
    assert str(dia.background.fill.fore_color.rgb) == "0A1A40"
    assert dia.notes_slide.notes_text_frame.text == "Zeg dit."
    tekst = tekst_van(inhoud)
    for stuk in (vraag, wand.voet, *(punt.kop for punt in punten)):
        assert stuk in tekst
    maten = {r.font.size.pt for v in dia.shapes if v.has_text_frame for p in v.text_frame.paragraphs for r in p.runs}
    assert min(maten) >= 14  # 28 px on a projector of 1920 px


def _vormen(wand: Wand) -> tuple[dict[str, tuple[float, float]], list[Any]]:
    """Where each paragraph of words begins, and the pictures."""
    [dia] = Presentation(io.BytesIO(wanddia(wand, datum=DAG))).slides
    woorden = {
        alinea.text: (vorm.left / Pt(1), vorm.top / Pt(1))
        for vorm in dia.shapes
        if vorm.has_text_frame
        for alinea in vorm.text_frame.paragraphs
    }
    return woorden, [vorm for vorm in dia.shapes if vorm.shape_type == MSO_SHAPE_TYPE.PICTURE]


def _foto(soort: str, maat: tuple[int, int]) -> bytes:
    uit = io.BytesIO()
    Image.new("RGB", maat, "#808080").save(uit, soort)
    return uit.getvalue()


@pytest.mark.parametrize("beeld", [b"", _foto("PNG", (1600, 900))])
def test_a_wrong_and_a_right_way_stand_beside_each_other(beeld: bytes) -> None:
    """As on the wall: two columns under their names and no wheel, with the picture between them."""
    kanten = [("Een", "niet"), ("Twee", "niet"), ("Drie", "wel"), ("Vier", "wel")]
    punten = [Wandpunt(kop, "Een zin.", kant) for kop, kant in kanten]
    woorden, platen = _vormen(Wand("Titel", "Boodschap", "Vraag?", "Voet", punten, beeld, alt="Een foto"))
    assert woorden["Zo niet"][0] == woorden["Een"][0] < woorden["Zo wel"][0] == woorden["Vier"][0]
    assert woorden["Zo niet"][1] < woorden["Een"][1] == woorden["Drie"][1]
    assert not {"1", "1. Een"} & set(woorden)
    assert len(platen) == bool(beeld)
    for plaat in platen:
        assert woorden["Een"][0] < plaat.left / Pt(1) < woorden["Drie"][0]


@pytest.mark.parametrize("soort", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("maat", "kant"), [((1600, 400), "crop_left"), ((600, 800), "crop_top")])
def test_a_picture_stands_beside_the_message_and_is_cut_as_on_the_wall(
    soort: str, maat: tuple[int, int], kant: str
) -> None:
    foto, punten = _foto(soort, maat), [Wandpunt("Een", "Een zin.")]
    woorden, [plaat] = _vormen(Wand("Titel", "Boodschap", "Vraag?", "Voet", punten, foto, alt="Een foto"))
    assert plaat._element.nvPicPr.cNvPr.get("descr") == "Een foto"
    assert plaat.width / plaat.height == pytest.approx(16 / 9, abs=0.01)
    # What is left of the file has the same measures as its place: nothing is pulled out of shape.
    deel = 1 - 2 * getattr(plaat, kant)
    over = (maat[0] * deel, maat[1]) if kant == "crop_left" else (maat[0], maat[1] * deel)
    assert over[0] / over[1] == pytest.approx(16 / 9, abs=0.01)
    assert (plaat.left + plaat.width) / Pt(1) < woorden["Boodschap"][0] == woorden["Een"][0]


def test_four_points_are_a_wheel_unless_a_film_hangs() -> None:
    punten, foto = [Wandpunt(f"Kop {n}", "Een zin.") for n in range(4)], _foto("JPEG", (160, 90))
    for film in (False, True):
        woorden, platen = _vormen(Wand("Titel", "Boodschap", "Vraag?", "Voet", punten, foto, film, "Een foto"))
        assert (len(platen), "Boodschap" in woorden, "1. Kop 0" in woorden) == (film, film, not film)


@pytest.mark.parametrize("tekst", ["Zeker zoveel", "Woord" * 30])
def test_a_lighter_part_of_a_bar_has_its_key_and_its_steps(tekst: str) -> None:
    """Stacked: full, lighter, and the rest up to the whole; the last series keeps room for the words."""
    staven = [Staaf("Laag", 0, "hooguit 2", 2), Staaf("Midden", 9, tekst), Staaf("Hoog", 3, tekst, 4)]
    blok = Staven("Hoe het is", 9, staven, sleutel=("Zeker", "Hooguit"), stap="teams")
    inhoud = presentatie(titel="X", dias=[Dia("Beeld", [blok])], datum=DAG)
    op_de_dia(inhoud)
    dia = list(Presentation(io.BytesIO(inhoud)).slides)[1]
    [grafiek] = [vorm.chart for vorm in dia.shapes if vorm.has_chart]
    vol, mogelijk, rest, _ = (list(reeks.values) for reeks in grafiek.plots[0].series)
    assert (vol, mogelijk, rest) == ([0, 9, 3], [2, 0, 4], [7, 0, 2])
    # Who edits the chart reads the parts by these names.
    blad = load_workbook(io.BytesIO(grafiek.part.chart_workbook.xlsx_part.blob)).active
    assert [*next(blad.iter_rows(values_only=True))][1:] == [
        "Zeker, in teams", "Kan erbij komen, in teams", "Zeker niet, in teams", "Ruimte voor de woorden"
    ]  # fmt: skip
    assert {"Zeker", "Hooguit"} <= {vorm.text_frame.text for vorm in dia.shapes if vorm.has_text_frame}
    papier = woorden(pdf.document(titel="X", onderwerp="Y", datum=DAG, blokken=[blok]))
    assert all(woord in papier for woord in ("Zeker", "Hooguit", "hooguit 2"))
    with pytest.raises(ValueError, match="sleutel"):
        Staven("Hoe het is", 9, staven)
