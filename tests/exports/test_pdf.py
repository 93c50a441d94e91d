"""PDF/UA: Typst refuses what is not; here the file itself is read back."""

import io
from datetime import date
from itertools import pairwise

import pypdfium2
import pytest
from docx import Document
from pypdf import PdfReader

from vik_portal.exports import docx, pdf
from vik_portal.exports.blokken import Blok, Kop, Tabel, alinea
from vik_portal.exports.figuren import Staaf, Staven, Veld, Velden
from vik_portal.exports.pdf import Pagina, document

from .voorbeelden import VIJANDIG, elk_blok

DAG = date(2026, 11, 3)


def lees(inhoud: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(inhoud))


def woorden(inhoud: bytes) -> str:
    """All words in the order of the file, one blank between them."""
    return " ".join(" ".join(pagina.extract_text() for pagina in lees(inhoud).pages).split())


def plekken(inhoud: bytes, woord: str) -> list[tuple[int, float, float]]:
    """Where a word stands: the page (from 0), and its lower and upper side in points above the foot of the page."""
    gevonden = []
    for nummer, blad in enumerate(pypdfium2.PdfDocument(inhoud)):
        tekst = blad.get_textpage()
        zoek = tekst.search(woord, match_case=True, match_whole_word=True)
        while plek := zoek.get_next():
            _, onder, _, boven = tekst.get_charbox(plek[0])
            gevonden.append((nummer, onder, boven))
    return gevonden


def maak(tekst: str = "Een zin.") -> bytes:
    pdf._zet.cache_clear()
    return document(titel="Titel van het stuk", onderwerp="Proef", datum=DAG, blokken=elk_blok(tekst))


def test_every_block_makes_a_tagged_document() -> None:
    lezer = lees(maak())
    wortel = lezer.trailer["/Root"]
    assert wortel["/Lang"].startswith("nl")
    assert wortel["/MarkInfo"]["/Marked"]
    assert wortel["/StructTreeRoot"]["/K"]
    assert wortel["/ViewerPreferences"]["/DisplayDocTitle"]
    assert lezer.metadata is not None
    assert lezer.metadata.title == "Titel van het stuk"
    assert b"pdfuaid:part>1<" in wortel["/Metadata"].get_data().replace(b" ", b"")


def test_headings_become_bookmarks() -> None:
    inhoud = document(titel="Boven", onderwerp="", datum=DAG, blokken=[Kop("Deel een"), alinea("a"), Kop("Diep", 3)])
    buitenste, binnenste = lees(inhoud).outline
    assert buitenste["/Title"] == "Boven"
    assert binnenste[0]["/Title"] == "Deel een"
    assert binnenste[1][0]["/Title"] == "Diep"


def test_same_input_gives_the_same_bytes() -> None:
    assert maak() == maak()


@pytest.mark.parametrize("tekst", VIJANDIG)
def test_code_in_content_is_printed_and_not_run(tekst: str) -> None:
    gelezen = woorden(maak(tekst))
    # A text of the page, a heading, a cell, an item: once for each place where it can stand, at least.
    assert gelezen.count(tekst) >= 15


def test_characters_without_a_glyph_and_control_characters_do_not_cost_the_file() -> None:
    gelezen = woorden(maak("voor 😀 中 \x00\x07 na"))
    assert "voor \ufffd \ufffd na" in gelezen
    assert "Ω ж ł é ✓" in woorden(maak("Ω ж ł é ✓"))


@pytest.mark.parametrize(
    ("tekst", "gelezen"),
    [
        # A keycap of a phone: the box passes alone, and not on its digit.
        ("1\ufe0f\u20e3 eerst", "1\ufffd\ufffd eerst"),
        ("x a\u20e3b", "x a\ufffdb"),
        ("begin\ufeffeind", "begineind"),
        # One bad sign in a word takes no accent along.
        ("Zoe\u0308😀", "Zoë\ufffd"),
    ],
)
def test_a_mark_that_fails_only_on_its_letter_does_not_cost_the_file(tekst: str, gelezen: str) -> None:
    assert gelezen in woorden(maak(tekst))


def test_footer_has_title_date_and_page_numbers() -> None:
    inhoud = document(titel="Lang", onderwerp="x", datum=DAG, blokken=[alinea("woord " * 400)] * 6)
    lezer = lees(inhoud)
    assert len(lezer.pages) > 1
    for nummer, pagina in enumerate(lezer.pages, 1):
        tekst = " ".join(pagina.extract_text().split())
        assert "Lang. 3 november 2026" in tekst
        assert f"pagina {nummer} van {len(lezer.pages)}" in tekst


@pytest.mark.parametrize("titel", ["Kijk jij even mee?", "Stop.", "Wacht…"])
def test_a_title_that_ends_as_a_sentence_gets_no_second_full_stop(titel: str) -> None:
    gelezen = woorden(document(titel=titel, onderwerp="", datum=DAG, voettekst="Een voet", blokken=[alinea("Tekst")]))
    assert f"{titel} Een voet" in gelezen
    inhoud = docx.document(titel=titel, onderwerp="", datum=DAG, voettekst="Een voet.", blokken=[alinea("Tekst")])
    voet = Document(io.BytesIO(inhoud)).sections[0].footer.paragraphs[0].text
    assert voet.startswith(f"{titel} Een voet. Pagina ")


@pytest.mark.parametrize(("zinnen", "past"), [(2, True), (50, True), (400, False)])
def test_a_page_that_must_fit_shrinks_and_only_then_flows_on(zinnen: int, past: bool) -> None:
    alineas = [alinea(f"Dit is zin {i}, en die is net zo lang als een gewone zin op een blad.") for i in range(zinnen)]
    gewoon = document(titel="Vol", onderwerp="", datum=DAG, blokken=alineas)
    inhoud = document(titel="Vol", onderwerp="", datum=DAG, paginas=[Pagina("Vol", alineas, passend=True)])
    assert (len(lees(inhoud).pages) == 1) is past
    assert (len(lees(gewoon).pages) == 1) is (zinnen == 2)
    gelezen = woorden(inhoud)
    assert all(f"Dit is zin {i}," in gelezen for i in range(zinnen))


def test_a_guess_saves_work_and_never_costs_a_page() -> None:
    alineas = [alinea(f"Dit is zin {i}, en die is net zo lang als een gewone zin op een blad.") for i in range(50)]

    def vel(gok: int | None) -> bytes:
        return document(titel="Vol", onderwerp="", datum=DAG, paginas=[Pagina("Vol", alineas, True, gok)])

    gezocht = vel(None)
    assert vel(14) == gezocht  # too roomy: then it is looked for after all
    laag = vel(0)
    assert (len(lees(laag).pages), laag == gezocht) == (1, False)
    assert all(f"Dit is zin {i}," in woorden(laag) for i in range(50))


@pytest.mark.parametrize("aantal", [1, 3])
def test_pages_are_counted_from_the_file(aantal: int) -> None:
    vellen = [Pagina(f"Blad {i}", [alinea("Een zin.")]) for i in range(aantal)]
    inhoud = document(titel="Tel", onderwerp="", datum=DAG, paginas=vellen)
    assert pdf._aantal_paginas(inhoud) == len(lees(inhoud).pages) == aantal


def test_links_are_absolute(settings) -> None:
    settings.SITE_URL = "https://vik.example"
    adressen = {
        annotatie["/A"]["/URI"]
        for pagina in lees(maak()).pages
        for annotatie in pagina.get("/Annots", [])
        if "/URI" in annotatie.get_object().get("/A", {})
    }
    assert "https://vik.example/beroepscode/" in adressen
    assert "https://wetten.overheid.nl/" in adressen


#: Where the footer begins, in points above the foot of the page.
VOET = 18 / 25.4 * 72


def _lang(soort: str, aantal: int, lang: bool = False) -> Blok:
    namen = [f"rij{nummer}" for nummer in range(aantal)]
    if soort == "tabel":
        return Tabel("Bijschrift", ["Kolom", "Twee"], [[naam, "woorden"] for naam in namen], lang=lang)
    if soort == "staven":
        return Staven("T", 9, [Staaf(naam, 3, "woorden") for naam in namen], ("Kolom", "Hoeveel"))
    rijen: list[tuple[tuple[str, str], list[Veld]]] = [((naam, "erbij"), [Veld("woord")]) for naam in namen]
    return Velden("T", "Kolom", [("Hoog", "")], rijen, sleutel="Wat het betekent", lang=lang)


@pytest.mark.parametrize(
    ("soort", "lang"), [("tabel", False), ("tabel", True), ("staven", False), ("velden", False), ("velden", True)]
)
def test_rows_that_no_page_can_hold_go_on_below_the_same_headings(soort: str, lang: bool) -> None:
    blokken = [Kop("Eerst"), _lang(soort, 70, lang)]
    inhoud = document(titel="Proef", onderwerp="", datum=DAG, blokken=blokken)
    rijen = []
    for nummer in range(70):
        [plek] = plekken(inhoud, f"rij{nummer}")
        rijen.append(plek)
    assert all(onder > VOET for _, onder, _ in rijen)
    # One below the other, none over another.
    assert all(a[0] < b[0] or a[1] > b[2] for a, b in pairwise(rijen))
    bladen = sorted({blad for blad, _, _ in rijen})
    assert len(bladen) > 1
    assert [blad for blad, _, _ in plekken(inhoud, "Kolom")] == bladen
    if soort == "velden":
        assert [blad for blad, _, _ in plekken(inhoud, "betekent")] == bladen


@pytest.mark.parametrize(("soort", "lang"), [("tabel", False), ("staven", False), ("velden", False), ("tabel", True)])
@pytest.mark.parametrize("zinnen", range(38, 46, 2))
def test_what_a_page_can_hold_stays_with_its_heading(soort: str, lang: bool, zinnen: int) -> None:
    """``zinnen`` lines above it leave less and less room; a long table may break, but not above its first row."""
    blokken = [*[alinea("Een regel.")] * zinnen, Kop("Vooraf"), _lang(soort, 9, lang)]
    inhoud = document(titel="Proef", onderwerp="", datum=DAG, blokken=blokken)
    bij_elkaar = ["Vooraf", "Kolom", "rij0", *([] if lang else ["rij8"])]
    assert len({plekken(inhoud, woord)[0][0] for woord in bij_elkaar}) == 1
