"""Lesprogramma's: the schema, the pages, the files, planning one, groups, and how a lesson was."""

from __future__ import annotations

import io
import random
from datetime import time, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pptx import Presentation
from pydantic import ValidationError
from pypdf import PdfReader

from aanvragen.jaar import jaarbeeld
from dilemmas.les import exports
from dilemmas.les.draaiboek import stappen_voor
from dilemmas.les.evaluatie import VRAGEN
from dilemmas.les.forms import LesPlanForm
from dilemmas.les.genoemd import genoemd_in
from dilemmas.les.schema import NODIG, SOORTNAMEN, LesprogrammaInhoud, Lesstap
from dilemmas.les.services import plan_les
from dilemmas.models import Les, Lesgroep
from tests.dilemmas.lessen import EIGEN, PAD, inhoud, maak_les
from tests.exports.test_office import op_de_dia, tekst_van
from tests.wereld import maak_wereld
from vik_portal.meedoen import services as zaal
from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap
from vik_portal.meedoen.toegang import in_agenda_van
from vik_portal.redactie import services as redactie
from vik_portal.redactie.vorm import Vorm
from vik_portal.register import Stapsoort, register
from vik_portal.zoeken.services import werk_bron_bij

# --- the schema ---------------------------------------------------------------------------------------


def fouten(**anders: Any) -> list[tuple[str, str]]:
    """What the editor says: (field, sentence)."""
    vorm = Vorm(schema := LesprogrammaInhoud, inhoud(**anders))
    assert vorm.model is schema
    return [] if vorm.controleer() else [(veld, zin) for veld, _, zin in vorm.fouten]


def test_a_whole_programme_is_accepted():
    assert fouten() == []


def test_times_add_up_or_the_editor_says_so_in_one_sentence():
    zin = "De stappen duren samen 160 minuten en het programma 180; maak die twee gelijk."
    assert fouten(duur=180) == [("stappen", zin)]


@pytest.mark.parametrize("soort", sorted(NODIG))
def test_a_step_without_what_it_needs_is_refused(soort):
    with pytest.raises(ValidationError, match="vul bij deze stap"):
        Lesstap(soort=soort, minuten=5, titel="Zonder")


@pytest.mark.parametrize(
    ("soort", "anders", "zin"),
    [
        ("pauze", {"stelling": "Een stelling in de pauze"}, "hoort niet bij een stap ‘Pauze’"),
        ("kennisvraag", {"goed": 3}, "het goede antwoord bestaat niet"),
        ("kennisvraag", {"antwoorden": ["Ja", "ja"]}, "minstens twee verschillende antwoorden"),
        ("woorden", {"woorden": ["Rust", "Weet niet"]}, "minstens twee verschillende woorden"),
        ("stelling", {"stelling": "Kort"}, "te kort om over te stemmen"),
    ],
)
def test_a_step_that_does_not_hold_together_is_refused(soort, anders, zin):
    with pytest.raises(ValidationError, match=zin):
        Lesstap(**({"soort": soort, "minuten": 5, "titel": "Stap"} | EIGEN.get(soort, {}) | anders))


def test_one_evaluation_is_enough():
    stappen = inhoud()["stappen"]
    twee = [stap for stap in stappen if stap["soort"] == "evaluatie"] * 2
    assert fouten(stappen=twee, duur=20)[0][1] == "Er is één evaluatie; haal de andere weg."


@pytest.mark.parametrize(
    ("duur", "woorden"), [(20, "20 minuten"), (180, "3 uur"), (150, "2,5 uur"), (200, "3 uur en 20 minuten")]
)
def test_how_long_in_words(duur, woorden):
    les = LesprogrammaInhoud.model_construct(duur=duur)
    assert les.duur_in_woorden == woorden


def test_the_editor_says_with_which_kind_a_field_goes(db):
    [stappen] = [veld for veld in Vorm(LesprogrammaInhoud, inhoud()).velden() if veld["naam"] == "stappen"]
    velden = {deel["naam"].rpartition(".")[2]: deel["bij"] for deel in stappen["rijen"][3]["delen"]}
    assert velden["stelling"] == {"naam": "stappen.3.soort", "een": ("stelling", "waar-sta-jij")}
    assert velden["goed"]["een"] == ("kennisvraag",)
    assert velden["vorm"]["een"] == ("themablad", "gesprek", "opdracht")
    assert velden["zeg"] is None
    assert {naam for naam, bij in velden.items() if bij} == {*Lesstap.model_fields} - set(ALTIJD)


#: Fields that every step has.
ALTIJD = ("soort", "minuten", "titel", "zeg", "let_op", "scherm")


# --- the pages ----------------------------------------------------------------------------------------


@pytest.fixture
def wereld(cast: Any) -> Any:
    return maak_wereld(cast)


@pytest.fixture
def les(wereld: Any) -> Any:
    stuk = maak_les()
    werk_bron_bij("lesprogramma")
    redactie.ververs_weergave([wereld.blad])
    return stuk


def test_everybody_reads_the_lesson_and_not_the_words_to_say(client, les):
    pagina = client.get(PAD).text
    for stap in les.gelezen.stappen:
        assert stap.titel in pagina
    assert "Dit zeg je bij" not in pagina
    assert "Het staat in een artikel" not in pagina
    assert client.get(PAD, headers={"If-None-Match": client.get(PAD)["ETag"]}).status_code == 304


def test_it_is_found_from_search_the_library_and_the_themablad(client, les, wereld):
    assert PAD in client.get("/zoeken/", {"q": "elke soort"}).text
    assert reverse("dilemmas:lesprogrammas") in client.get("/dilemmas/").text
    assert PAD in client.get(reverse("dilemmas:lesprogrammas")).text
    assert PAD in client.get(wereld.blad.get_absolute_url()).text
    assert PAD in client.get("/beroepscode/kernwaarde/moedig/").text


def test_the_page_follows_what_it_names(client, cast, les, wereld):
    url = wereld.dilemma.get_absolute_url()
    assert url in client.get(PAD).text
    redactie.trek_in(stuk=wereld.dilemma, door=cast.esra, reden="Klopt niet meer")
    assert url not in client.get(PAD).text


def test_the_draaiboek_has_the_clock_and_the_words(cast, les):
    pagina = cast.client(cast.bram).get(f"{PAD}draaiboek/", {"begin_om": "13:30"}).text
    assert "Dit zeg je bij opening." in pagina
    assert "13:40" in pagina
    assert "Plan deze les" not in pagina
    assert "Plan deze les" in cast.client(cast.anouk).get(f"{PAD}draaiboek/").text
    assert cast.client(cast.bram).get(f"{PAD}draaiboek/", {"begin_om": "half twee"}).status_code == 422


# --- the files ----------------------------------------------------------------------------------------


def is_pdf_ua(lezer: PdfReader) -> bool:
    return b"pdfuaid" in lezer.trailer["/Root"]["/Metadata"].get_object().get_data()


def test_the_draaiboek_on_paper_is_accessible_and_holds_everything(les):
    lezer = PdfReader(io.BytesIO(exports.draaiboek_pdf(les, time(13, 30)).inhoud))
    assert is_pdf_ua(lezer)
    tekst = " ".join(" ".join(pagina.extract_text() for pagina in lezer.pages).split())
    for stap in les.gelezen.stappen:
        assert f"Dit zeg je bij {stap.soort}." in tekst
    for wat in ("13:40", "Goed is: De wet", *VRAGEN, "Wanneer had jij iets gezegd?", "Verhaal: "):
        assert wat in tekst


def test_homework_is_one_page(les):
    lezer = PdfReader(io.BytesIO(exports.huiswerk_pdf(les).inhoud))
    assert is_pdf_ua(lezer)
    assert len(lezer.pages) == 1
    assert "Schrijf op wat je ziet." in lezer.pages[0].extract_text()


def test_the_questions_at_the_end_are_one_sheet_with_crosses():
    lezer = PdfReader(io.BytesIO(exports.formulier_pdf().inhoud))
    assert is_pdf_ua(lezer)
    assert len(lezer.pages) == 1
    tekst = " ".join(lezer.pages[0].extract_text().split())
    for wat in (*VRAGEN, "Helemaal mee eens", "Weet ik niet"):
        assert wat in tekst


def op_een_dia(dia: Any) -> str:
    return "\n".join(vorm.text_frame.text for vorm in dia.shapes if vorm.has_text_frame)


def test_slides_have_every_step_with_its_words_as_notes(les):
    dias = list(Presentation(io.BytesIO(exports.les_pptx(les).inhoud)).slides)
    for stap in les.gelezen.stappen:
        met_titel = [dia for dia in dias if dia.shapes.title.text.startswith(stap.titel)]
        assert any(f"Dit zeg je bij {stap.soort}." in dia.notes_slide.notes_text_frame.text for dia in met_titel)
    vraag = next(i for i, dia in enumerate(dias) if dia.shapes.title.text == "Stap kennisvraag")
    assert "artikel" not in op_een_dia(dias[vraag])
    assert "Het staat in een artikel." in op_een_dia(dias[vraag + 1])


def test_texts_three_times_too_long_flow_on_to_a_next_slide(wereld):
    stappen = inhoud()["stappen"]
    opdracht = "Vertel elkaar wat je zag en wat je toen deed. " * 12
    for stap in stappen:
        if stap["soort"] in ("gesprek", "themablad"):
            stap |= {"opdracht": opdracht[:600], "zeg": "Zeg dit. " * 200, "titel": "T" * 30 + " " + "t" * 80}
    stuk = maak_les(stappen=stappen)
    verhaal = wereld.dilemma.inhoud | {
        "verhaal": "".join(f"<p>{'Het regent en je staat daar. ' * 20}</p>" for _ in range(6))
    }
    type(wereld.dilemma).objects.update(inhoud=verhaal)
    bestand = exports.les_pptx(stuk).inhoud
    op_de_dia(bestand)
    assert "Stap dilemma (3 van " in tekst_van(bestand)
    assert tekst_van(bestand).count("Het regent en je staat daar.") == 120
    assert tekst_van(bestand).count("Vertel elkaar wat je zag") == 2 * opdracht[:600].count("Vertel elkaar wat je zag")


def test_an_unchanged_lesson_gives_unchanged_files(les):
    for maak in (exports.les_pptx, exports.huiswerk_pdf, lambda stuk: exports.draaiboek_pdf(stuk, time(9))):
        assert maak(les).inhoud == maak(les).inhoud


# --- planning -----------------------------------------------------------------------------------------

#: Kind of step in a programme → kind of step in a meeting.
WORDT = dict.fromkeys(SOORTNAMEN, "tekst") | {
    "dilemma": "dilemma",
    "stelling": "stelling",
    "kennisvraag": "kennisvraag",
    "dialoogvraag": "vraag",
    "woorden": "woorden",
    "waar-sta-jij": "waar-sta-jij",
    "film": "film",
    "eigen-dias": "dias",
    "pauze": "pauze",
    "opbrengst": "opbrengst",
    "evaluatie": "evaluatie",
}


def plan(cast: Any, les: Any, **velden: Any) -> Bijeenkomst:
    begin = velden.pop("begin", timezone.now() - timedelta(hours=4))
    stuk = Bijeenkomst(titel="De les", team=cast.team, begin=begin, oefening=velden.pop("oefening", False))
    return plan_les(programma=les, bijeenkomst=stuk, begeleider=cast.anouk, **velden)


def test_every_step_becomes_a_step_that_regie_knows_and_times_stay(cast, les):
    stappen = list(plan(cast, les).stappen.all())
    zonder_deur = [stap for stap in stappen if stap.soort != "deur"]
    assert [stap.soort for stap in zonder_deur] == [WORDT[stap.soort] for stap in les.gelezen.stappen]
    assert sum(stap.minuten for stap in stappen) == les.gelezen.duur
    # Sitting down comes right after the opening, which says so.
    assert [stap.soort for stap in stappen[:3]] == ["tekst", "deur", "dilemma"]
    for stap, bron in zip(zonder_deur, les.gelezen.stappen, strict=True):
        assert stap.zeg == bron.zeg
        assert bron.let_op[0] in stap.let_op


def test_planned_steps_open_in_regie_on_the_screen_and_in_their_form(cast, les):
    stuk, anouk = plan(cast, les, oefening=True), cast.client(cast.anouk)
    for stap in stuk.stappen.all():
        zaal.ga_naar(bijeenkomst=stuk, stap=stap)
        assert anouk.get(reverse("bijeenkomsten:regie", args=[stuk.pk])).status_code == 200
        assert anouk.get(reverse("bijeenkomsten:scherm", args=[stuk.pk])).status_code == 200
        assert anouk.get(reverse("bijeenkomsten:stap", args=[stuk.pk, stap.pk])).status_code == 200
        if soort := register.een(Stapsoort, stap.soort).ronde:
            stap.bijeenkomst = stuk
            stuk.refresh_from_db()
            if stap.soort != "dilemma":
                assert soort(stap)[1]


def test_the_right_answer_of_a_question_is_still_the_right_one(cast, les):
    stap = plan(cast, les).stappen.get(soort="kennisvraag")
    assert stap.inhoud["antwoorden"][stap.inhoud["goed"] - 1] == "De wet"


def test_a_planned_lesson_keeps_its_words(cast, les):
    stuk = plan(cast, les)
    nieuw = {**les.inhoud, "stappen": [{**stap, "zeg": "Anders."} for stap in les.inhoud["stappen"]]}
    nieuw = redactie.bewaar_concept(stuk=les, inhoud=nieuw, door=cast.esra, conceptnummer=les.conceptnummer)
    redactie.publiceer(stuk=redactie.dien_in(stuk=nieuw, door=cast.esra), door=cast.finn)
    assert not stuk.stappen.filter(zeg="Anders.").exists()
    assert "Een scherm." in cast.client(cast.anouk).get(reverse("bijeenkomsten:bijeenkomst", args=[stuk.pk])).text


def test_a_dilemma_that_was_withdrawn_is_asked_for_in_regie(cast, les, wereld):
    redactie.trek_in(stuk=wereld.dilemma, door=cast.esra, reden="Klopt niet meer")
    [stap] = [stap for stap in stappen_voor(genoemd_in(les.gelezen)) if stap["soort"] == "dilemma"]
    assert "vast" not in stap["inhoud"]
    assert any("Kies in de regie een ander dilemma" in zin for zin in stap["let_op"])


def planvelden(**anders: Any) -> dict[str, Any]:
    morgen = timezone.localtime() + timedelta(days=1)
    return {"titel": "De les", "begin": f"{morgen:%Y-%m-%dT09:00}", "plaats": "Zaal 2", **anders}


def test_planning_in_the_browser(cast, les):
    anouk = cast.client(cast.anouk)
    velden = planvelden(wie="team", team=cast.team.pk)
    geweigerd = anouk.post(f"{PAD}plan/", velden | {"begin": "2199-01-01T09:00"})
    assert "hooguit twee jaar vooruit" in geweigerd.text
    antwoord = anouk.post(f"{PAD}plan/", velden)
    gepland = Les.objects.get()
    assert antwoord["Location"] == reverse("bijeenkomsten:bijeenkomst", args=[gepland.bijeenkomst_id])
    assert gepland.versie == les.versienummer
    pagina = anouk.get(antwoord["Location"]).text
    assert f"{PAD}draaiboek.pdf?begin_om=09:00" in pagina
    assert anouk.post(f"{PAD}plan/", velden | {"team": cast.ander_team.pk}).status_code == 422
    assert "Kies een team." in anouk.post(f"{PAD}plan/", velden | {"team": ""}).text
    # A team that was chosen before somebody took another answer keeps nobody.
    assert anouk.post(f"{PAD}plan/", velden | {"wie": "oefening", "team": "x", "groep": "x"}).status_code == 302
    # The list of draaiboeken does not offer a lesson without a programme.
    assert 'value="lesprogramma"' not in anouk.get(reverse("bijeenkomsten:nieuw")).text


# --- groups -------------------------------------------------------------------------------------------


@pytest.fixture
def groep(cast: Any, les: Any) -> Lesgroep:
    return Lesgroep.objects.create(naam="instroom najaar, groep 3", eenheid=cast.eenheid, programma=les, omvang=16)


def groepvelden(cast: Any, les: Any, **anders: Any) -> dict[str, Any]:
    return {"naam": "instroom najaar", "eenheid": cast.eenheid.pk, "programma": les.pk, "omvang": 16, **anders}


def test_a_group_is_of_the_preventiecoordinatoren_of_its_unit(cast, groep):
    url = reverse("dilemmas:lesgroep", args=[groep.pk])
    assert cast.client(cast.anouk).get(url).status_code == 200
    for wie in (cast.lotte, cast.bram, cast.hanna, cast.ilias, cast.kees):
        assert cast.client(wie).get(url).status_code == 404
    assert groep.naam not in cast.client(cast.lotte).get(reverse("dilemmas:lesgroepen")).text


def test_a_group_has_no_name_of_a_person_and_no_eenheid_of_others(cast, les):
    anouk, url = cast.client(cast.anouk), reverse("dilemmas:lesgroep_nieuw")
    vraag = anouk.post(url, groepvelden(cast, les, naam="groep van Marieke"))
    assert "Is ‘Marieke’ de naam van iemand?" in vraag.text
    assert anouk.post(url, groepvelden(cast, les, eenheid=cast.andere_eenheid.pk)).status_code == 422
    assert anouk.post(url, groepvelden(cast, les, omvang=0)).status_code == 422
    assert anouk.post(url, groepvelden(cast, les)).status_code == 302
    assert "al een groep met deze naam" in anouk.post(url, groepvelden(cast, les)).text
    assert Lesgroep.objects.get().omvang == 16


def test_the_number_that_came_is_typed_after_the_lesson(cast, les, groep):
    gehouden = plan(cast, les, groep=groep).les
    straks = plan(cast, les, groep=groep, begin=timezone.now() + timedelta(days=3)).les
    anouk, url = cast.client(cast.anouk), reverse("dilemmas:lesgroep", args=[groep.pk])
    assert f"#les-{gehouden.pk}" in anouk.get(reverse("mijn")).text
    assert anouk.post(url, {"les": straks.pk, "bereikt": 9}).status_code == 404
    assert anouk.post(url, {"les": "x", "bereikt": 9}).status_code == 404
    assert "Vul een heel getal in" in anouk.post(url, {"les": gehouden.pk, "bereikt": "Jan"}).text
    assert anouk.post(url, {"les": gehouden.pk, "bereikt": 14}).status_code == 302
    assert "14 van 16 bereikt" in anouk.get(url).text
    assert "14 bereikt" in anouk.get(reverse("dilemmas:lesgroepen")).text
    assert cast.client(cast.lotte).post(url, {"les": gehouden.pk, "bereikt": 1}).status_code == 404


def test_a_lesson_that_was_cancelled_asks_for_no_number_and_one_that_ended_early_does(cast, les, groep):
    afgezegd = plan(cast, les, groep=groep)
    vroeg = plan(cast, les, groep=groep, begin=timezone.now() + timedelta(minutes=20))
    Bijeenkomst.objects.filter(pk=afgezegd.pk).update(status="afgezegd")
    Bijeenkomst.objects.filter(pk=vroeg.pk).update(status="afgerond")
    anouk, url = cast.client(cast.anouk), reverse("dilemmas:lesgroep", args=[groep.pk])
    mijn, pagina = anouk.get(reverse("mijn")).text, anouk.get(url).text
    assert [f"#les-{stuk.les.pk}" in mijn for stuk in (afgezegd, vroeg)] == [False, True]
    assert [f"bereikt-{stuk.les.pk}" in pagina for stuk in (afgezegd, vroeg)] == [False, True]
    assert anouk.post(url, {"les": afgezegd.les.pk, "bereikt": 9}).status_code == 404


def test_nobody_asks_how_many_came_to_a_lesson_that_was_cancelled(cast, les, groep):
    afgezegd = plan(cast, les, groep=groep).les
    anouk, url = cast.client(cast.anouk), reverse("dilemmas:lesgroep", args=[groep.pk])
    vraag = f"Hoeveel mensen waren er bij {groep}?"
    assert vraag in anouk.get(reverse("mijn")).text
    assert ">afgezegd<" not in anouk.get(url).text
    Bijeenkomst.objects.filter(pk=afgezegd.bijeenkomst_id).update(status=Bijeenkomst.Status.AFGEZEGD)
    assert vraag not in anouk.get(reverse("mijn")).text
    assert ">afgezegd<" in anouk.get(url).text
    assert 'name="bereikt"' not in anouk.get(url).text
    assert anouk.post(url, {"les": afgezegd.pk, "bereikt": 9}).status_code == 404
    afgezegd.refresh_from_db()
    assert afgezegd.bereikt is None


def test_a_group_of_a_series_shows_all_its_lessons(cast, wereld):
    delen = [maak_les(f"deel-{n}", titel=f"Ochtend {n}", reeks="zij-instromers", nummer=n) for n in (2, 1, 3)]
    groep = Lesgroep.objects.create(naam="groep 1", eenheid=cast.eenheid, programma=delen[1], omvang=12)
    pagina = cast.client(cast.anouk).get(reverse("dilemmas:lesgroep", args=[groep.pk])).text
    plekken = [pagina.index(f"<h2>Ochtend {n}</h2>") for n in (1, 2, 3)]
    assert plekken == sorted(plekken)


def test_a_lesson_for_a_new_group_makes_that_group_and_needs_no_team(cast, les):
    anouk, url = cast.client(cast.anouk), f"{PAD}plan/"
    velden = planvelden(wie="groep") | {f"nieuw-{naam}": waarde for naam, waarde in groepvelden(cast, les).items()}
    leeg = anouk.post(url, velden | {"nieuw-naam": "", "nieuw-omvang": "veel"})
    assert "Geef de groep een naam" in leeg.text
    assert "Vul een heel getal in" in leeg.text
    assert 'value="Zaal 2"' in leeg.text
    assert "Is ‘Marieke’ de naam van iemand?" in anouk.post(url, velden | {"nieuw-naam": "groep van Marieke"}).text
    assert anouk.post(url, velden | {"nieuw-eenheid": cast.andere_eenheid.pk}).status_code == 422
    # What was typed for a group stays when something else is wrong; nothing was made.
    fout = anouk.post(url, velden | {"wie": "team", "team": ""}).text
    assert 'value="instroom najaar"' in fout
    assert "Geef de groep een naam" not in fout
    assert not Lesgroep.objects.exists()
    antwoord = anouk.post(url, velden)
    stuk = Les.objects.get().bijeenkomst
    assert antwoord["Location"] == reverse("bijeenkomsten:bijeenkomst", args=[stuk.pk])
    assert (stuk.team, stuk.voor, stuk.les.groep.programma) == (cast.eenheid, "instroom najaar", les)
    assert "instroom najaar" in anouk.get(antwoord["Location"]).text
    assert "al een groep met deze naam" in anouk.post(url, velden).text
    # The next lesson chooses it.
    assert f'value="{stuk.les.groep.pk}" selected' in anouk.get(url, {"groep": stuk.les.groep.pk}).text
    assert anouk.post(url, planvelden(wie="groep", groep=stuk.les.groep.pk)).status_code == 302
    assert Lesgroep.objects.get().lessen.count() == 2


def test_the_form_proposes_for_whom_a_programme_is(cast, les):
    overleg = maak_les("overleg", titel="Voor een team", voor="team")
    assert LesPlanForm(cast.anouk, les)["wie"].value() == "groep"
    assert LesPlanForm(cast.anouk, overleg)["wie"].value() == "team"
    assert LesPlanForm(cast.anouk, overleg, initial={"wie": "groep"})["wie"].value() == "groep"


def test_a_lesson_of_a_group_is_for_its_begeleiders_alone(cast, les, groep):
    stuk = plan(cast, les, groep=groep)
    Bijeenkomst.objects.filter(pk=stuk.pk).update(
        nabesproken_op=timezone.localdate(), status="afgerond", verstuurd={"uitnodiging": "2026-01-01"}
    )
    assert Bijeenkomst.objects.visible_to(cast.anouk).filter(pk=stuk.pk).exists()
    for wie in (cast.bram, cast.dirk, cast.guus, cast.hanna, cast.ilias, cast.jetske, cast.lotte):
        assert not Bijeenkomst.objects.visible_to(wie).filter(pk=stuk.pk).exists()
        assert not in_agenda_van(wie).filter(pk=stuk.pk).exists()


def test_a_lesson_of_a_group_counts_as_a_meeting_and_reaches_no_team(cast, les, groep):
    stuk = plan(cast, les, groep=groep)
    Bijeenkomst.objects.filter(pk=stuk.pk).update(status="afgerond")
    jaar = timezone.localtime(stuk.begin).year
    beeld = jaarbeeld(cast.anouk, jaar)
    assert (beeld.gehouden, beeld.bereikt) == (1, 0)
    assert jaarbeeld(cast.lotte, jaar).gehouden == 0


def test_another_name_of_the_group_is_the_name_of_its_coming_lessons(cast, les, groep):
    oud, komt = plan(cast, les, groep=groep), plan(cast, les, groep=groep)
    Bijeenkomst.objects.filter(pk=oud.pk).update(status="afgerond")
    url = reverse("dilemmas:lesgroep_wijzig", args=[groep.pk])
    assert cast.client(cast.anouk).post(url, groepvelden(cast, les, naam="instroom, groep 4")).status_code == 302
    namen = {stuk.pk: stuk.voor for stuk in Bijeenkomst.objects.filter(les__groep=groep)}
    assert namen == {oud.pk: "instroom najaar, groep 3", komt.pk: "instroom, groep 4"}


def test_a_group_without_a_lesson_can_be_taken_away_again(cast, les, groep):
    anouk, url = cast.client(cast.anouk), reverse("dilemmas:lesgroep_wijzig", args=[groep.pk])
    knop = "Verwijder deze groep"
    assert knop not in anouk.get(reverse("dilemmas:lesgroep_nieuw")).text
    assert knop in anouk.get(url).text
    stuk = plan(cast, les, groep=groep)
    assert knop not in anouk.get(url).text
    assert "De groep gaat vanzelf weg" in anouk.post(url, {"verwijder": ""}, follow=True).text
    stuk.delete()
    assert cast.client(cast.lotte).post(url, {"verwijder": ""}).status_code == 404
    assert "is verwijderd" in anouk.post(url, {"verwijder": ""}, follow=True).text
    assert not Lesgroep.objects.exists()


def test_a_practice_is_of_no_group_and_no_team(cast, les, groep):
    velden = planvelden(wie="oefening", groep=groep.pk, team=cast.team.pk)
    assert cast.client(cast.anouk).post(f"{PAD}plan/", velden).status_code == 302
    gepland = Les.objects.get()
    assert gepland.bijeenkomst.oefening
    assert gepland.groep is None
    assert gepland.bijeenkomst.team == cast.eenheid


# --- how a lesson was ---------------------------------------------------------------------------------


@pytest.fixture
def gehouden(cast: Any, les: Any, settings: Any, tmp_path: Any) -> Bijeenkomst:
    """A practice lesson of Anouk of which the evaluation was counted, with twelve phones."""
    settings.STEMBUS_DIR = tmp_path / "stembus"
    stuk, anouk = plan(cast, les, oefening=True), cast.client(cast.anouk)
    random.seed(3)
    regie = reverse("bijeenkomsten:regie", args=[stuk.pk])
    zaal.ga_naar(bijeenkomst=stuk, stap=stuk.stappen.get(soort="evaluatie"))
    for actie in ("deur_open", "oefen_stoelen", "deur_dicht", "ronde", "oefen_invullen", "tel", "toon"):
        anouk.post(regie, {"actie": actie})
    return Bijeenkomst.objects.get(pk=stuk.pk)


def test_three_questions_are_one_sealed_round_in_bands(gehouden):
    ronde = gehouden.rondes.get()
    assert ronde.status == Ronde.Status.GETELD
    assert ronde.vorm == "banden"
    assert [vraag["tekst"] for vraag in ronde.vragen] == list(VRAGEN)
    assert "aantallen" not in str(ronde.uitslag)
    # The phones say before sending that the room will not see it.
    assert all(vraag["uitslag"] == "leiding" for vraag in ronde.vragen)


def test_what_came_out_is_for_who_leads_alone(cast, gehouden):
    url = reverse("dilemmas:les_evaluatie", args=[gehouden.pk])
    pagina = cast.client(cast.anouk).get(url).text
    for vraag in VRAGEN:
        assert vraag in pagina
    assert "niemand of één" in pagina or "enkelen" in pagina or "de helft" in pagina
    Bijeenkomst.objects.filter(pk=gehouden.pk).update(nabesproken_op=timezone.localdate(), oefening=False)
    # The teamchef sees the meeting after it was discussed, and not this.
    assert cast.client(cast.bram).get(reverse("bijeenkomsten:bijeenkomst", args=[gehouden.pk])).status_code == 200
    for wie in (cast.bram, cast.lotte, cast.hanna, cast.ilias, cast.jetske):
        assert cast.client(wie).get(url).status_code == 404
    for vorm in ("pdf", "pptx"):
        verslag = cast.client(cast.bram).get(reverse("dilemmas:sessie_als", args=[gehouden.pk, vorm]))
        assert verslag.status_code == 200
        assert VRAGEN[0] not in _woorden(verslag.content, vorm)


def _woorden(inhoud: bytes, vorm: str) -> str:
    if vorm == "pptx":
        return tekst_van(inhoud)
    return " ".join(pagina.extract_text() for pagina in PdfReader(io.BytesIO(inhoud)).pages)


def test_the_room_never_sees_what_came_out(cast, gehouden):
    scherm = cast.client(cast.anouk).get(reverse("bijeenkomsten:scherm", args=[gehouden.pk])).text
    assert "niemand of één" not in scherm
    assert VRAGEN[0] not in scherm
    assert "Dank jullie wel" in scherm


def test_fewer_than_five_open_nothing(cast, les, settings, tmp_path):
    settings.STEMBUS_DIR = tmp_path / "stembus"
    stuk = plan(cast, les)
    stap = stuk.stappen.get(soort="evaluatie")
    stap.bijeenkomst = stuk
    vorm, vragen = register.een(Stapsoort, "evaluatie").ronde(stap)
    with pytest.raises(zaal.MeedoenFout, match="Vanaf vijf"):
        zaal.open_ronde(bijeenkomst=stuk, soort="evaluatie", vorm=vorm, vragen=vragen, stap=stap)
    pagina = cast.client(cast.anouk).get(reverse("dilemmas:les_evaluatie", args=[stuk.pk])).text
    assert "Er is nog niets gevraagd" in pagina


def test_a_meeting_without_an_evaluation_has_no_such_page(cast, wereld):
    assert not Stap.objects.filter(soort="evaluatie").exists()
    url = reverse("dilemmas:les_evaluatie", args=[wereld.bijeenkomst.pk])
    assert cast.client(cast.anouk).get(url).status_code == 404
