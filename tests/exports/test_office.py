"""DOCX, PPTX and XLSX: read back with their own libraries."""

import io
import zipfile
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pptx import Presentation

from vik_portal.exports import docx
from vik_portal.exports.blokken import Kolom, Kolommen, Lijst, Noot, Norm, Stuk, Tabel, alinea
from vik_portal.exports.figuren import Staaf, Staven
from vik_portal.exports.pptx import Dia, maten, presentatie
from vik_portal.exports.xlsx import werkblad

from .voorbeelden import VIJANDIG, elk_blok

DAG = date(2026, 11, 3)
ZIN = "Op twee plekken is de druk veel groter dan het houvast, en dat merk je in de ploeg. "


def zonder_klok(inhoud: bytes) -> None:
    """No part of the archive carries another time than the one that was asked for."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        assert {item.date_time for item in archief.infolist()} == {(2026, 11, 3, 12, 0, 0)}
        assert archief.read("docProps/core.xml").count(b"2026-11-03T12:00:00Z") == 2
        assert "docProps/thumbnail.jpeg" not in archief.namelist()


# --- Word ----------------------------------------------------------------------------------------


def maak_docx(tekst: str = "Een zin.") -> bytes:
    return docx.document(titel="Titel", onderwerp="Proef", datum=DAG, blokken=elk_blok(tekst))


def alle_tekst(inhoud: bytes) -> str:
    doc = Document(io.BytesIO(inhoud))
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in doc.element.body.iter(qn("w:p")))


def test_docx_has_real_headings_language_and_title() -> None:
    doc = Document(io.BytesIO(maak_docx()))
    koppen = [(p.style.name, p.text) for p in doc.paragraphs if p.style.name.startswith("Heading")]
    assert koppen[0] == ("Heading 1", "Titel")
    niveaus = [int(stijl[-1]) for stijl, _ in koppen]
    assert all(na <= voor + 1 for voor, na in pairwise(niveaus))
    assert doc.core_properties.title == "Titel"
    assert doc.core_properties.language == "nl-NL"
    assert doc.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == "nl-NL"


def test_docx_tables_repeat_a_header_row_and_pictures_have_alt_text() -> None:
    doc = Document(io.BytesIO(maak_docx()))
    assert len(doc.tables) == 2
    assert all(tabel.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for tabel in doc.tables)
    assert all(vorm._inline.docPr.get("descr") for vorm in doc.inline_shapes)


def test_docx_numbers_every_list_from_one() -> None:
    twee = [Lijst(True, [[Stuk("a")], [Stuk("b")]]), alinea("ertussen"), Lijst(True, [[Stuk("c")]])]
    doc = Document(io.BytesIO(docx.document(titel="T", onderwerp="", datum=DAG, blokken=twee)))
    nummers = [p._p.pPr.numPr.numId.val for p in doc.paragraphs if p.style.name == "List Number"]
    assert nummers[0] == nummers[1] != nummers[2]


def test_docx_is_literal_and_deterministic() -> None:
    # One document for all of them: a file of Word takes its time.
    gelezen = alle_tekst(maak_docx(" § ".join([*VIJANDIG, "😀 中 \x00\x07"])))
    for tekst in [*VIJANDIG, "😀 中 "]:
        assert gelezen.count(tekst) >= 15
    inhoud = maak_docx()
    assert inhoud == maak_docx()
    zonder_klok(inhoud)


# --- PowerPoint ------------------------------------------------------------------------------------


def maak_pptx(*dias: Dia) -> bytes:
    return presentatie(titel="Titel & meer", ondertitel="Team", datum=DAG, dias=dias)


def dias_van(inhoud: bytes):
    return list(Presentation(io.BytesIO(inhoud)).slides)


def tekst_van(inhoud: bytes) -> str:
    return "\n".join(
        "".join(t.text or "" for t in p.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t"))
        for slide in dias_van(inhoud)
        for p in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p")
    )


def op_de_dia(inhoud: bytes) -> None:
    prs = Presentation(io.BytesIO(inhoud))
    for slide in prs.slides:
        for vorm in slide.shapes:
            assert vorm.left >= 0
            assert vorm.top >= 0
            assert vorm.left + vorm.width <= prs.slide_width
            assert vorm.top + vorm.height <= prs.slide_height


def test_pptx_is_wide_titled_and_dutch() -> None:
    inhoud = maak_pptx(Dia("Alles", elk_blok(), "Zeg dit."))
    prs = Presentation(io.BytesIO(inhoud))
    assert prs.slide_width / prs.slide_height == pytest.approx(16 / 9)
    titels = [slide.shapes.title.text for slide in prs.slides]
    assert titels[0] == "Titel & meer"
    assert len(set(titels)) == len(titels)
    for slide in prs.slides:
        talen = {
            r.get("lang") for r in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}rPr")
        }
        assert talen == {"nl-NL"}
        assert all(vorm.text_frame.text for vorm in slide.placeholders)
    assert prs.core_properties.title == "Titel & meer"
    assert prs.slides[1].notes_slide.notes_text_frame.text == "Zeg dit."
    op_de_dia(inhoud)


def test_titles_in_a_presentation_are_equally_large() -> None:
    """Except one that is too long for that: it is set smaller and takes no other along."""
    kort, lang, te_lang = "Wat dit zegt", "Bij minstens 17 van de 68 teams " * 3, "Een afspraak die lang is " * 9

    def maten(*titels: str) -> list[int]:
        prs = Presentation(io.BytesIO(maak_pptx(*(Dia(titel) for titel in titels))))
        runs = [slide.shapes.title.text_frame.paragraphs[0].runs[0] for slide in list(prs.slides)[1:]]
        return [int(run.font.size.pt) if run.font.size else 32 for run in runs]

    assert maten(kort, kort) == [32, 32]
    een, twee = maten(kort, lang)
    assert een == twee < 32
    een, twee = maten(kort, te_lang)
    assert een == 32 > twee


def test_bars_take_the_room_that_text_leaves() -> None:
    staven = Staven("Houvast", 5, [Staaf(f"Naam {nummer}", nummer, "woorden") for nummer in range(4)], ("Wat", "Deel"))

    def hoogte(*blokken) -> float:
        prs = Presentation(io.BytesIO(maak_pptx(Dia("Beeld", [staven, *blokken]))))
        assert len(prs.slides) == 2
        return next(vorm.height for vorm in prs.slides[1].shapes if vorm.has_chart)

    assert hoogte() > hoogte(Noot("Een noot. " * 30)) > 0


def test_pptx_pictures_and_tables_have_alt_text() -> None:
    inhoud = maak_pptx(Dia("Alles", elk_blok("Wat er te zien is")))
    soorten = {"pic": 0, "graphicFrame": 0}
    for slide in dias_van(inhoud):
        for vorm in slide.shapes:
            soort = vorm._element.tag.split("}")[1]
            if soort in soorten:
                soorten[soort] += 1
                assert vorm._element.xpath(".//p:cNvPr/@descr")[0].strip()
    assert soorten == {"pic": 1, "graphicFrame": 2}


@pytest.mark.parametrize(
    "blok",
    [
        alinea(ZIN * 60),
        alinea("x" * 4000),
        Lijst(True, [[Stuk(f"Punt {i}. {ZIN}")] for i in range(40)]),
        Tabel("Een tabel", ["A", "B"], [["x", ZIN * 60], ["y", ZIN]]),
        Norm(ZIN * 30),
        Kolommen([Kolom("Mag", "goed", "vink", [ZIN * 3] * 6)] * 3),
    ],
    ids=["paragraph", "word", "list", "table", "norm", "columns"],
)
def test_pptx_long_content_flows_over_and_loses_nothing(blok) -> None:
    inhoud = maak_pptx(Dia("Lang", [blok], "Eén keer"))
    dias = dias_van(inhoud)
    assert len(dias) > 2
    assert dias[1].shapes.title.text == f"Lang (1 van {len(dias) - 1})"
    assert [slide.has_notes_slide for slide in dias] == [False, True, *[False] * (len(dias) - 2)]
    op_de_dia(inhoud)
    gelezen, bron = ("".join(tekst.split()) for tekst in (tekst_van(inhoud), blok.platte_tekst()))
    # The captions and headers repeat on every slide, so there may be more of a letter and never less.
    assert all(gelezen.count(teken) >= bron.count(teken) for teken in set(bron) - {"|"})
    for woord in {"houvast,", "Mag", *(f"Punt{i}." for i in range(40))}:
        assert gelezen.count(woord) >= bron.count(woord)


def test_pptx_is_literal_and_deterministic() -> None:
    for tekst in [*VIJANDIG, "😀 中"]:
        assert tekst_van(maak_pptx(Dia(tekst, elk_blok(tekst)))).count(tekst) >= 15
    inhoud = maak_pptx(Dia("Alles", elk_blok(), "n"))
    assert inhoud == maak_pptx(Dia("Alles", elk_blok(), "n"))
    zonder_klok(inhoud)


# --- Excel -------------------------------------------------------------------------------------------


def blad_van(inhoud: bytes):
    return load_workbook(io.BytesIO(inhoud)).active


@pytest.mark.parametrize(
    "tekst", ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"]
)
def test_xlsx_text_is_never_a_formula(tekst: str) -> None:
    blad = blad_van(werkblad("Blad", [tekst, "b"], [[tekst, 1]]))
    for cel in (blad["A1"], blad["A2"]):
        assert cel.data_type == "s"
        assert cel.value == tekst
        assert cel.quotePrefix


def test_xlsx_header_and_values() -> None:
    rijen = [["Vlietzoom", -3, 0.5, True, DAG, datetime(2027, 7, 1, 5, tzinfo=UTC), None, "a\x00b"]]
    inhoud = werkblad(
        "A/b: [c]*?", ["Team", "n", "deel", "klaar", "dag", "tijd", "leeg", "vreemd"], rijen, titel="R & D"
    )
    blad = blad_van(inhoud)
    assert blad.title == "A b   c"
    assert blad.freeze_panes == "A2"
    assert blad["A1"].font.b
    assert not blad["A2"].font.b
    waarden = [cel.value for cel in blad[2]]
    assert waarden == ["Vlietzoom", -3, 0.5, "ja", datetime(2026, 11, 3), datetime(2027, 7, 1, 7), None, "ab"]
    assert blad.column_dimensions["A"].width >= len("Vlietzoom")
    assert load_workbook(io.BytesIO(inhoud)).properties.title == "R & D"


def test_xlsx_is_deterministic_and_needs_even_rows() -> None:
    inhoud = werkblad("Blad", ["a"], [["b"]], titel="T", datum=DAG)
    assert inhoud == werkblad("Blad", ["a"], [["b"]], titel="T", datum=DAG)
    zonder_klok(inhoud)
    with pytest.raises(ValueError, match="Rij 2 heeft 2 cellen"):
        werkblad("Blad", ["a"], [["b", "c"]])


def test_xlsx_without_rows_opens() -> None:
    assert blad_van(werkblad("", ["a"], [])).max_row == 1


def test_pptx_module_keeps_wall_text_readable() -> None:
    """28 px on a projector of 1920 px is 14 pt on this slide."""
    assert min(stijl[0] for stijl in maten.STIJLEN.values()) >= 14
    assert maten.CEL >= 14
