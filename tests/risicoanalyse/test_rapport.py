"""The report: who may read it, that it says what was published and nothing more, and that its files are the same."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from html import unescape

import pytest
from django.db import transaction
from django.test import override_settings
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from risicoanalyse import exports
from risicoanalyse.beeld.matrix import stemvragen
from risicoanalyse.models import Maatregel
from risicoanalyse.rapport import rapport_van
from risicoanalyse.services import markeer_besproken
from risicoanalyse.stappen import uitslag_beeld
from tests.cast import Cast, maak_cast
from tests.risicoanalyse import rondes, zaal
from vik_portal.meedoen.models import Bijeenkomst, Ronde
from vik_portal.meedoen.services import MeedoenFout

VORMEN = ("verslag.pdf", "verslag.pptx", "verslag.xlsx", "afspraken.pdf")
#: None of these ever sees a meeting of this team: another chef, everybody higher, who briefs, edits or has no role.
ANDEREN = ["carla", "dirk", "guus", "hanna", "ilias", "jetske", "esra", "kees", "lotte"]


# The mark makes every test below a savepoint inside the world of this module.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def zaalvol(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[tuple[Cast, int]]:
    """The cast and one meeting that was held: three rounds with real keys are made once."""
    bus = override_settings(STEMBUS_DIR=tmp_path_factory.mktemp("stembus"))
    with django_db_blocker.unblock(), bus, transaction.atomic():
        cast = maak_cast()
        yield cast, zaal.houd(cast).pk
        transaction.set_rollback(True)


@pytest.fixture
def cast(zaalvol) -> Cast:
    return zaalvol[0]


@pytest.fixture
def gehouden(zaalvol) -> Bijeenkomst:
    return Bijeenkomst.objects.get(pk=zaalvol[1])


def pad(bijeenkomst: Bijeenkomst, staart: str = "") -> str:
    return f"/risicoanalyse/bijeenkomst/{bijeenkomst.pk}/{staart}"


def plat(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def pagina(cast, wie, bijeenkomst: Bijeenkomst) -> str:
    antwoord = cast.client(wie).get(pad(bijeenkomst))
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def pdf_tekst(inhoud: bytes) -> str:
    return " ".join(" ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(inhoud)).pages).split())


# --- who -------------------------------------------------------------------------------------------


def test_begeleider_reads_it_and_the_teamchef_only_after_it_was_discussed(cast, gehouden) -> None:
    bram = cast.client(cast.bram)
    assert pagina(cast, cast.anouk, gehouden)
    for staart in ("", *VORMEN):
        assert bram.get(pad(gehouden, staart)).status_code == 404
    markeer_besproken(bijeenkomst=gehouden)
    for staart in ("", *VORMEN):
        assert bram.get(pad(gehouden, staart)).status_code == 200


def test_nobody_else_ever_sees_it(cast, gehouden) -> None:
    markeer_besproken(bijeenkomst=gehouden)
    for naam in ANDEREN:
        client = cast.client(getattr(cast, naam))
        assert {client.get(pad(gehouden, staart)).status_code for staart in ("", *VORMEN)} == {404}, naam
        assert client.post(pad(gehouden, "besproken/")).status_code == 404, naam


def test_anonymous_is_sent_to_log_in_whether_the_meeting_exists_or_not(cast, gehouden) -> None:
    for nummer in (gehouden.pk, gehouden.pk + 1000):
        antwoord = cast.client().get(f"/risicoanalyse/bijeenkomst/{nummer}/")
        assert antwoord.status_code == 302
        assert antwoord["Location"].startswith("/account/login/")


def test_a_practice_is_only_for_who_leads_it_and_says_so_everywhere(cast) -> None:
    oefening = zaal.houd(cast, oefening=True)
    Bijeenkomst.objects.filter(pk=oefening.pk).update(nabesproken_op="2026-11-03")
    assert cast.client(cast.bram).get(pad(oefening)).status_code == 404
    assert "Oefening: Basisteam Vlietzoom" in pagina(cast, cast.anouk, oefening)
    assert "oefening met verzonnen antwoorden" in pdf_tekst(exports.rapport_pdf(oefening).inhoud)
    assert "Oefening" in pdf_tekst(exports.afspraken_pdf(oefening).inhoud)
    prs = Presentation(io.BytesIO(exports.rapport_pptx(oefening).inhoud))
    titel, *dias = prs.slides
    assert titel.placeholders[1].text.startswith("Verzonnen antwoorden, ")
    assert "verzonnen" in titel.notes_slide.notes_text_frame.text
    assert "jullie samen" not in titel.notes_slide.notes_text_frame.text
    # The footer of every slide is the title.
    assert titel.shapes.title.text == "Oefening: risicoanalyse Basisteam Vlietzoom"
    for dia in dias:
        assert titel.shapes.title.text in {vorm.text_frame.text for vorm in dia.slide_layout.shapes}
    with pytest.raises(MeedoenFout, match="oefening"):
        markeer_besproken(bijeenkomst=oefening)


def test_only_who_leads_it_says_that_it_was_discussed_and_the_first_day_stays(cast, gehouden) -> None:
    knop = pad(gehouden, "besproken/")
    assert cast.client(cast.bram).post(knop).status_code == 404
    assert cast.client(cast.anouk).get(knop).status_code == 405
    assert cast.client(cast.anouk).post(knop).status_code == 302
    gehouden.refresh_from_db()
    assert gehouden.nabesproken_op is not None
    Bijeenkomst.objects.filter(pk=gehouden.pk).update(nabesproken_op="2026-11-03")
    cast.client(cast.anouk).post(knop)
    # Whoever reads it later has no button.
    assert cast.client(cast.bram).post(knop).status_code == 404
    gehouden.refresh_from_db()
    assert str(gehouden.nabesproken_op) == "2026-11-03"


def test_a_meeting_that_still_runs_cannot_be_discussed_yet(cast) -> None:
    gepland = zaal.plan(cast)
    assert "Er is nog niets geteld" in pagina(cast, cast.anouk, gepland)
    cast.client(cast.anouk).post(pad(gepland, "besproken/"))
    gepland.refresh_from_db()
    assert gepland.nabesproken_op is None


def test_a_meeting_without_questionnaire_has_no_report(cast, gehouden) -> None:
    los = Bijeenkomst.objects.create(titel="Los", team=cast.team, begin=zaal.BEGIN)
    los.begeleiders.add(cast.anouk)
    assert cast.client(cast.anouk).get(pad(los)).status_code == 404
    assert cast.client(cast.anouk).get(pad(gehouden, "verslag.docx")).status_code == 404


def test_the_page_of_the_meeting_links_to_what_there_is_now(cast, gehouden) -> None:
    gepland = zaal.plan(cast, titel="Komt nog")
    anouk = cast.client(cast.anouk)
    vooraf = anouk.get(f"/bijeenkomsten/{gepland.pk}/").content.decode()
    na = anouk.get(f"/bijeenkomsten/{gehouden.pk}/").content.decode()
    assert pad(gepland, "formulier.pdf") in vooraf
    assert pad(gepland) + '"' not in vooraf
    assert pad(gehouden) + '"' in na
    assert pad(gehouden, "afspraken.pdf") in na
    assert pad(gehouden, "formulier.pdf") not in na


def test_files_are_kept_by_nobody_on_the_way(cast, gehouden) -> None:
    for staart in VORMEN:
        assert "no-store" in cast.client(cast.anouk).get(pad(gehouden, staart))["Cache-Control"]
    assert "no-store" in cast.client(cast.anouk).get(pad(gehouden))["Cache-Control"]


# --- what ------------------------------------------------------------------------------------------


def test_page_has_its_parts_in_the_order_of_the_screen(cast, gehouden) -> None:
    tekst = plat(pagina(cast, cast.anouk, gehouden))
    beeld = uitslag_beeld(gehouden)
    assert beeld is not None
    koppen = ["Hoeveel deden er mee", beeld.verdeeld.conclusie, beeld.blind.conclusie, beeld.sterk.conclusie]
    koppen += [beeld.kaart.conclusie, beeld.vragen[0].tekst, "eerste stemming", "Onze afspraak", "Hoe we rekenen"]
    # From the body on: the sentence at the top already says the gist.
    plekken, vanaf = [], tekst.index("Hoeveel deden er mee")
    for kop in koppen:
        vanaf = tekst.index(kop, vanaf)
        plekken.append(vanaf)
    assert plekken == sorted(plekken)


def test_page_and_files_hold_no_number_of_people(cast) -> None:
    """37 seats (more than there are questions to number), and no part says 37."""
    bijeenkomst = zaal.houd(cast, aantal=37)
    assert {ronde.stoelen for ronde in bijeenkomst.rondes.all()} == {37}
    teksten = [
        plat(pagina(cast, cast.anouk, bijeenkomst)),
        pdf_tekst(exports.rapport_pdf(bijeenkomst).inhoud),
        " ".join(xlsx_teksten(exports.rapport_xlsx(bijeenkomst).inhoud)),
    ]
    for tekst in teksten:
        assert "37" not in tekst
        assert "zevenendertig" not in tekst


def xlsx_teksten(inhoud: bytes) -> list[str]:
    boek = load_workbook(io.BytesIO(inhoud))
    return [str(cel) for blad in boek for rij in blad.iter_rows(values_only=True) for cel in rij if cel is not None]


def test_every_form_says_the_same_of_every_question(cast, gehouden) -> None:
    rapport = rapport_van(gehouden)
    beeld, matrix = rapport.beeld, rapport.matrix
    assert beeld is not None
    assert matrix is not None
    scherm = plat(pagina(cast, cast.anouk, gehouden))
    papier = pdf_tekst(exports.rapport_pdf(gehouden).inhoud)
    cellen = xlsx_teksten(exports.rapport_xlsx(gehouden).inhoud)
    dias = list(Presentation(io.BytesIO(exports.rapport_pptx(gehouden).inhoud)).slides)
    grafieken = [vorm.chart for dia in dias for vorm in dia.shapes if vorm.has_chart]
    assert len(grafieken) == len(beeld.vragen) == 28
    for vraag, grafiek in zip(beeld.vragen, grafieken, strict=True):
        assert vraag.tekst in scherm
        assert vraag.conclusie in papier
        assert list(grafiek.plots[0].categories) == [rij.antwoord for rij in vraag.rijen]
        getekend = [sum(segment.startswith("on") for segment in rij.segmenten) for rij in vraag.rijen]
        assert list(grafiek.plots[0].series[0].values) == getekend
        labels = [p.data_label.text_frame.text for p in map(grafiek.plots[0].series[0].points.__getitem__, range(4))]
        assert labels == [rij.band for rij in vraag.rijen]
    per_vraag = list(load_sheet(exports.rapport_xlsx(gehouden).inhoud, "Per vraag"))[1:]
    assert [(rij[2], rij[3], rij[4], rij[5]) for rij in per_vraag] == [
        (vraag.tekst, rij.antwoord, rij.band, rij.index) for vraag in beeld.vragen for rij in vraag.rijen
    ]
    for zin in (beeld.kaart.conclusie, matrix.conclusie, matrix.risicos[0].zin):
        assert zin in scherm
        assert zin in papier
    assert matrix.tabel.rijen[0][-1] in cellen


def test_every_form_holds_the_risks_that_were_not_voted_on(cast, gehouden) -> None:
    gehouden.rondes.filter(soort="kansgevolg").update(uitslag={})
    Maatregel.objects.filter(risico__bijeenkomst=gehouden).delete()
    rapport = rapport_van(gehouden)
    assert rapport.matrix is None
    [regel] = rapport.risicos
    [dia] = [
        dia
        for dia in Presentation(io.BytesIO(exports.rapport_pptx(gehouden).inhoud)).slides
        if dia.shapes.title.text == "De risico’s"
    ]
    op_dia = " ".join(vorm.text_frame.text for vorm in dia.shapes if vorm.has_text_frame)
    blad = load_sheet(exports.rapport_xlsx(gehouden).inhoud, "De risico’s")
    assert blad[1:] == [(regel.letter, regel.risico.oorzaak, regel.risico.gebeurtenis, regel.risico.gevolg)]
    papier = pdf_tekst(exports.rapport_pdf(gehouden).inhoud)
    for deel in regel.risico.delen:
        assert deel in plat(pagina(cast, cast.anouk, gehouden))
        assert deel in papier
        assert deel in op_dia


def load_sheet(inhoud: bytes, naam: str) -> list[tuple]:
    return list(load_workbook(io.BytesIO(inhoud))[naam].iter_rows(values_only=True))


def test_every_form_prints_weights_and_cut_offs_as_a_proposal(cast, gehouden) -> None:
    beeld = uitslag_beeld(gehouden)
    assert beeld is not None
    dias = Presentation(io.BytesIO(exports.rapport_pptx(gehouden).inhoud)).slides
    woorden = " ".join(
        cel.text
        for dia in dias
        for vorm in dia.shapes
        if vorm.has_table
        for rij in vorm.table.rows
        for cel in rij.cells
    )
    for tekst in (
        plat(pagina(cast, cast.anouk, gehouden)),
        pdf_tekst(exports.rapport_pdf(gehouden).inhoud),
        " ".join(xlsx_teksten(exports.rapport_xlsx(gehouden).inhoud)),
    ):
        assert "Voorstel, te ijken in de pilot" in tekst
        assert beeld.verantwoording[2][1] in tekst
    assert all(regel in woorden for _, regel in beeld.verantwoording)


def test_slides_can_be_read_aloud_and_edited(gehouden) -> None:
    prs = Presentation(io.BytesIO(exports.rapport_pptx(gehouden).inhoud))
    assert prs.slides[0].shapes.title.text == "Risicoanalyse Basisteam Vlietzoom"
    assert "wat jullie samen hebben ingevuld" in prs.slides[0].notes_slide.notes_text_frame.text
    titels = [dia.shapes.title.text for dia in prs.slides]
    assert len(set(titels)) == len(titels)
    for dia in prs.slides:
        for vorm in dia.shapes:
            if vorm.has_chart or vorm.has_table or vorm.shape_type == 6:
                assert vorm._element.xpath("./*[1]/p:cNvPr/@descr")[0].strip()
            assert vorm.left >= 0
            assert vorm.top >= 0
            assert vorm.left + vorm.width <= prs.slide_width
            assert vorm.top + vorm.height <= prs.slide_height
    eerste_van_elk = [dia for dia in prs.slides if not re.search(r"\((?:[2-9]|\d\d) van \d+\)$", dia.shapes.title.text)]
    assert all(dia.notes_slide.notes_text_frame.text for dia in eerste_van_elk if dia.has_notes_slide)
    assert sum(dia.has_notes_slide for dia in prs.slides) == len(eerste_van_elk)


def test_workbooks_of_the_charts_hold_names_and_steps_only(gehouden) -> None:
    beeld = uitslag_beeld(gehouden)
    assert beeld is not None
    mogelijk = {rij.antwoord for vraag in beeld.vragen for rij in vraag.rijen} | {"Hoeveel van jullie"}
    with zipfile.ZipFile(io.BytesIO(exports.rapport_pptx(gehouden).inhoud)) as archief:
        boeken = [archief.read(naam) for naam in archief.namelist() if naam.endswith(".xlsx")]
    assert len(boeken) == 28
    for inhoud in boeken:
        cellen = [
            c
            for rij in load_workbook(io.BytesIO(inhoud)).active.iter_rows(values_only=True)
            for c in rij
            if c is not None
        ]
        assert {c for c in cellen if isinstance(c, str)} <= mogelijk
        assert {c for c in cellen if not isinstance(c, str)} <= set(range(4))


def test_agreements_fit_on_one_page_and_name_role_and_leader(gehouden) -> None:
    lezer = PdfReader(io.BytesIO(exports.afspraken_pdf(gehouden).inhoud))
    assert len(lezer.pages) == 1
    tekst = " ".join(lezer.pages[0].extract_text().split())
    for stuk in (
        "Onze afspraak",
        "Operationeel expert (S. de Wit)",
        "Niemand zoekt het meer zelf op",
        "In februari en mei 2027",
    ):
        assert stuk in tekst


def test_three_long_agreements_still_fit_on_one_page(cast) -> None:
    bijeenkomst = zaal.plan(cast)
    for _ in range(3):
        zaal.zet_afspraak(bijeenkomst, tekst="woord " * 39, merkbaar="merken " * 33)
    assert len(PdfReader(io.BytesIO(exports.afspraken_pdf(bijeenkomst).inhoud)).pages) == 1


def test_paper_form_is_two_sides_of_crosses_without_a_mark(cast) -> None:
    gepland = zaal.plan(cast)
    bestand = exports.formulier_pdf(gepland)
    lezer = PdfReader(io.BytesIO(bestand.inhoud))
    tekst = pdf_tekst(bestand.inhoud)
    assert len(lezer.pages) == 2
    assert "laatste drie maanden" in tekst
    assert all(f"{nummer} " in tekst for nummer in range(1, 29))
    assert tekst.count("Weet ik niet, of zeg ik liever niet") == 8
    # No team, no place, no day of the meeting, nothing to write in: it says nothing about whose it is.
    for verraad in ("Vlietzoom", "Middag met het team", "november", "Naam", "..."):
        assert verraad not in tekst
    assert not lezer.get_fields()
    assert cast.client(cast.anouk).get(pad(gepland, "formulier.pdf")).status_code == 200
    assert cast.client(cast.bram).get(pad(gepland, "formulier.pdf")).status_code == 404


# --- equal bands, equal bytes ------------------------------------------------------------------------


@pytest.mark.parametrize(("zaad", "aantal"), [(3, 8), (4, 13), (5, 24)])
def test_other_counts_with_equal_bands_give_the_same_page_and_the_same_bytes(
    cast, gehouden, zaad: int, aantal: int
) -> None:
    """The published form is what a close stores; everything below it must not know what lies behind."""
    bijeenkomst = gehouden
    rng = rondes.toeval(zaad)
    geteld, stemmen = rondes.willekeurig(aantal, rng), rondes.willekeurig(aantal, rng, stemvragen(1))

    def publiceer(vragen: list[rondes.Telling], votes: list[rondes.Telling]) -> None:
        uitslag, stemming = rondes.ronde(vragen, rng), rondes.stemming(votes, rng)
        Ronde.objects.filter(bijeenkomst=bijeenkomst, soort="vragenlijst").update(uitslag=asdict(uitslag))
        Ronde.objects.filter(bijeenkomst=bijeenkomst, soort="kansgevolg").update(uitslag=asdict(stemming))

    def alles() -> list[bytes]:
        vormen = (exports.rapport_pdf, exports.rapport_pptx, exports.rapport_xlsx)
        html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", pagina(cast, cast.anouk, bijeenkomst))
        return [html.encode(), *(vorm(bijeenkomst).inhoud for vorm in vormen)]

    andere, andere_stemmen = rondes.anders(geteld, rng), rondes.anders(stemmen, rng)
    assert (andere, andere_stemmen) != (geteld, stemmen)
    publiceer(geteld, stemmen)
    eerst = alles()
    publiceer(andere, andere_stemmen)
    assert alles() == eerst
    if aantal == 8:  # the control: another published form does show
        publiceer(rondes.willekeurig(aantal, rng), stemmen)
        assert all(na != voor for na, voor in zip(alles(), eerst, strict=True))
