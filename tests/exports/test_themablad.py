"""The themablad on paper: two sides, every word, and the mark on what is not the official text."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.test import Client
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from beroepscode.exports import themablad_docx, themablad_pdf
from beroepscode.models import Editie, Loket, Onderdeel, Themablad
from vik_portal.exports import pdf
from vik_portal.redactie import opmaak

pytestmark = pytest.mark.django_db


@pytest.fixture
def bladen(alle_inhoud: None, db: None) -> list[Themablad]:
    return list(Themablad.objects.order_by("slug"))


def plat(tekst: str) -> str:
    """Without blanks: a line may break anywhere that the source has one, and after a slash."""
    return "".join(tekst.split())


def zinnen(blad: Themablad) -> list[str]:
    """Every text that a reader of the page sees, as it stands in the source."""
    inhoud = blad.gelezen
    uit = [inhoud.titel, inhoud.norm, inhoud.kort, *inhoud.vragen]
    uit += opmaak.platte_tekst(inhoud.waarom).split("\n") + opmaak.platte_tekst(inhoud.beleid).split("\n")
    uit += [voorbeeld.tekst for voorbeeld in inhoud.voorbeelden]
    for vraag in inhoud.melden:
        uit += [vraag.vraag, *(doel.tekst for doel in (vraag.ja, vraag.nee) if not isinstance(doel, str))]
    for stap in inhoud.gesprek:
        uit += [str(stap.minuten), stap.doel, stap.zeg, stap.let_op]
    uit += [deel for wet in inhoud.wet for deel in (wet.kop, wet.zin)]
    uit += [deel for uitspraak in inhoud.uitspraken for deel in (uitspraak.ecli, uitspraak.zin)]
    uit += [deel for veld in inhoud.invullen for deel in (veld.label, veld.hulp)]
    return uit + [Loket.objects.get(slug=slug).titel for slug in inhoud.loketten]


def test_every_themablad_is_two_sides_with_every_word(bladen: list[Themablad]) -> None:
    assert len(bladen) >= 3
    for blad in bladen:
        lezer = PdfReader(io.BytesIO(themablad_pdf(blad).inhoud))
        assert len(lezer.pages) == 2, blad.slug
        gelezen = plat(" ".join(pagina.extract_text() for pagina in lezer.pages))
        assert [zin for zin in zinnen(blad) if plat(zin) not in gelezen] == [], blad.slug


def test_nearly_every_guess_is_right_at_once(bladen: list[Themablad], monkeypatch) -> None:
    pogingen: list[int] = []
    compileer = pdf._compileer
    monkeypatch.setattr(pdf, "_compileer", lambda g, t, lager: pogingen.append(lager) or compileer(g, t, lager))
    pdf._zet.cache_clear()
    for blad in bladen:
        themablad_pdf(blad)
    assert pogingen.count(0) == len(bladen)
    assert len(pogingen) <= 1.2 * len(bladen)


def test_front_is_for_the_officer_and_back_for_the_teamchef(bladen: list[Themablad], settings) -> None:
    settings.SITE_URL = "https://vik.example"
    blad = next(blad for blad in bladen if blad.slug == "raadplegen-politiesystemen")
    blad.gecontroleerd_op = date(2026, 11, 3)
    bestand = themablad_pdf(blad)
    assert bestand.naam == "raadplegen-politiesystemen.pdf"
    lezer = PdfReader(io.BytesIO(bestand.inhoud))
    voor, achter = (" ".join(pagina.extract_text().split()) for pagina in lezer.pages)
    for woorden in (
        "De norm",
        "Mag niet",
        "Bespreek eerst",
        "Moet ik iets melden?",
        "Nee: ga naar vraag 3",
        "Overleg eerst",
    ):
        assert woorden in voor
    assert plat("vik.example" + blad.get_absolute_url()) in plat(voor)
    assert "Gecontroleerd op 3 november 2026" in voor
    for woorden in (
        "Tien minuten met je team",
        "voor de teamchef",
        "Zeg dit",
        "Let op",
        "Vragen voor je team",
        "pagina 2 van 2",
    ):
        assert woorden in achter
    assert lezer.metadata is not None
    assert lezer.metadata.title == blad.titel
    assert lezer.trailer["/Root"]["/Lang"].startswith("nl")


def test_code_is_marked_as_own_wording_until_a_booklet_is_read(bladen: list[Themablad]) -> None:
    blad = bladen[0]

    def achterkant() -> str:
        return plat(PdfReader(io.BytesIO(themablad_pdf(blad).inhoud)).pages[1].extract_text())

    assert plat("Beroepscode (eigen bewoording, niet de officiële tekst)") in achterkant()
    Editie.objects.update(actief=False)
    editie = Editie.objects.create(naam="zevende druk, 2023", actief=True, vingerafdruk="x")
    richtlijn = blad.inhoud["richtlijnen"][0]
    Onderdeel.objects.create(
        editie=editie, sleutel=f"richtlijn/{richtlijn}", soort="richtlijn", titel="Je doet wat er staat", volgorde=1
    )
    assert plat("Beroepscode (zevende druk, 2023) Je doet wat er staat.") in achterkant()
    assert "eigenbewoording" not in achterkant()


def test_same_blad_gives_the_same_files(bladen: list[Themablad]) -> None:
    for maak in (themablad_pdf, themablad_docx):
        eerste = maak(bladen[0]).inhoud
        pdf._zet.cache_clear()
        assert eerste == maak(bladen[0]).inhoud


def test_docx_prepares_the_conversation(bladen: list[Themablad]) -> None:
    for blad in bladen[::6]:
        bestand = themablad_docx(blad)
        doc = Document(io.BytesIO(bestand.inhoud))
        gelezen = plat("".join(t.text or "" for t in doc.element.body.iter(qn("w:t"))))
        nodig = [*zinnen(blad)[:2], *blad.gelezen.vragen, *(stap.zeg for stap in blad.gelezen.gesprek)]
        nodig += [
            deel for kennis in blad.gelezen.kennisvragen for deel in (kennis.vraag, *kennis.antwoorden, kennis.waarom)
        ]
        nodig += [veld.label for veld in blad.gelezen.invullen]
        assert [zin for zin in nodig if plat(zin) not in gelezen] == [], blad.slug
        assert bestand.naam.endswith("-gesprek.docx")


def test_anyone_can_fetch_the_files(bladen: list[Themablad], client: Client) -> None:
    for vorm, begin in (("pdf", b"%PDF-"), ("docx", b"PK"), ("pptx", b"PK")):
        antwoord = client.get(f"{bladen[0].get_absolute_url()}themablad.{vorm}")
        assert antwoord.status_code == 200
        assert antwoord.content.startswith(begin)
        assert antwoord["Content-Disposition"].startswith("attachment")
