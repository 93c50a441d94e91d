"""Sending in a dilemma: guided, abstracted, confirmed, and without a sender. What the desk does with it."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.contrib import admin
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dilemmas import services_inzending as services
from dilemmas.models import Dilemma, Inzending, Inzendteller
from dilemmas.models.inzending import DELEN, deze_week
from tests.oordeel import fouten
from tests.wereld import inhoud_van, maak_wereld
from vik_portal import bewaren
from vik_portal.mijn import secties_voor
from vik_portal.redactie import services as redactie
from vik_portal.zoeken.lijkt import lijkt_op
from vik_portal.zoeken.services import werk_bron_bij

pytestmark = pytest.mark.django_db
FORM = "/dilemmas/inzenden/formulier/"
CODE = "/dilemmas/inzenden/code/"
BUREAU = "/dilemmas/inzendingen/"
TEKST = {
    "gebeurd": "Een collega deelt een foto van een aanhouding in de groepsapp.",
    "botst": "Eerlijk zijn over wat ik zag, en trouw zijn aan mijn maat.",
    "beslist": "Een aspirant die volgende week wordt beoordeeld.",
    "klok": "De briefing begint over tien minuten.",
    "keuzes": "Er iets van zeggen.\nHem apart nemen.\nNaar de teamchef gaan.",
}
HERKENBAAR = TEKST | {"gebeurd": "Kevin deelt in Almelo een foto van een aanhouding in de groepsapp."}


def stuur(client: Client, velden: dict, **kop: str):
    return client.post(FORM, velden, headers={"origin": "http://testserver"} | kop)


def verborgen(antwoord) -> dict[str, str]:
    """The hidden fields of the page, as a browser would send them back."""
    gevonden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', antwoord.content.decode())
    return {naam: unescape(waarde).replace("\n", "\r\n") for naam, waarde in gevonden}


def plat(antwoord) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", antwoord.content.decode())).split())


def code_van(antwoord) -> str:
    return re.search(r'class="telcode">([^<]+)<', antwoord.content.decode())[1]


def bevestigd(client: Client, teksten: dict = TEKST):
    """The page that shows what will be stored."""
    return stuur(client, teksten | {"doe": "vervang"})


def zend_in(client: Client, teksten: dict = TEKST) -> str:
    """The whole way; returns the claim code."""
    return code_van(stuur(client, verborgen(bevestigd(client, teksten)) | {"doe": "verstuur"}))


@pytest.fixture
def wereld(cast):
    return maak_wereld(cast)


# --- the way through ----------------------------------------------------------------------------------


def test_who_wants_to_report_is_shown_the_loketten_first(client, wereld):
    pagina = client.get("/dilemmas/inzenden/").content.decode()
    assert pagina.index("Wil je iets melden?") < pagina.index(wereld.loket.titel) < pagina.index(FORM)


def test_five_small_steps_then_the_marks_then_the_text_and_nothing_is_stored_before(client):
    velden: dict[str, str] = {}
    for nummer, naam in enumerate(DELEN, 1):
        antwoord = stuur(client, velden | {"stap": str(nummer), naam: HERKENBAAR[naam], "doe": "verder"})
        velden = verborgen(antwoord)
    kijk = plat(antwoord)
    assert "Kevin → wordt iemand" in kijk
    assert "Almelo → wordt een plaats" in kijk
    antwoord = stuur(client, velden | {"weg": ["Kevin", "Almelo"], "doe": "vervang"})
    zin = "Iemand deelt in een plaats een foto van een aanhouding in de groepsapp."
    assert zin in plat(antwoord)
    assert "Kevin" not in antwoord.text
    assert not Inzending.objects.exists()
    assert not Inzendteller.objects.exists()
    klaar = stuur(client, verborgen(antwoord) | {"doe": "verstuur"})
    bewaard = Inzending.objects.get()
    assert bewaard.delen == HERKENBAAR | {"gebeurd": zin}
    assert bewaard.week == deze_week()
    assert len(code_van(klaar).replace("-", "")) == 16


def test_what_the_writer_leaves_is_stored_and_said(client):
    antwoord = stuur(client, HERKENBAAR | {"weg": ["Almelo"], "doe": "vervang"})
    assert "Dit liet je staan ‘Kevin’" in plat(antwoord)
    stuur(client, verborgen(antwoord) | {"doe": "verstuur"})
    assert Inzending.objects.get().gebeurd.startswith("Kevin deelt in een plaats")


def test_only_what_was_shown_is_stored(client):
    velden = verborgen(bevestigd(client)) | {"gebeurd": "Iets heel anders, dat niemand zag.", "doe": "verstuur"}
    antwoord = stuur(client, velden)
    assert antwoord.status_code == 409
    assert "Iets heel anders" in antwoord.text
    assert not Inzending.objects.exists()


def test_sending_twice_gives_the_same_code_and_one_row(client):
    velden = verborgen(bevestigd(client)) | {"doe": "verstuur"}
    assert code_van(stuur(client, velden)) == code_van(stuur(client, velden))
    assert Inzending.objects.count() == 1
    assert Inzendteller.objects.get().aantal == 1


def test_going_back_and_changing_loses_nothing(client):
    terug = stuur(client, TEKST | {"doe": "naar-2"})
    assert TEKST["botst"] in unescape(terug.text)
    assert verborgen(terug).items() >= {k: v.replace("\n", "\r\n") for k, v in TEKST.items() if k != "botst"}.items()


@pytest.mark.parametrize("naam", ["gebeurd", "botst"])
def test_without_the_story_or_two_sides_it_is_no_dilemma(client, naam):
    antwoord = stuur(client, TEKST | {naam: " ", "doe": "kijk"})
    assert antwoord.status_code == 422
    assert 'role="alert"' in antwoord.text


# --- no sender --------------------------------------------------------------------------------------


def test_no_cookie_is_set_and_none_is_read(cast):
    """Also of somebody who is logged in: no session is looked up, and no statement holds the account."""
    client = cast.client(cast.esra)
    sessie = client.cookies["vik_sessie"].value
    with CaptureQueriesContext(connection) as vragen:
        for antwoord in (
            client.get("/dilemmas/inzenden/"),
            client.get(FORM),
            bevestigd(client),
            stuur(client, verborgen(bevestigd(client)) | {"doe": "verstuur"}, **{"user-agent": "Toestel van Esra"}),
            client.post(CODE, {"code": "x"}, headers={"origin": "http://testserver"}),
        ):
            assert not antwoord.cookies
            assert antwoord["Cache-Control"] == "no-store"
            assert "Esra" not in antwoord.text
    alles = " ".join(vraag["sql"] for vraag in vragen)
    assert Inzending.objects.count() == 1
    assert "django_session" not in alles
    assert "organisatie_gebruiker" not in alles
    assert sessie not in alles
    assert f'"user": {cast.esra.pk}' not in alles
    # The same statements elsewhere do carry it: the check can fail.
    with CaptureQueriesContext(connection) as vragen:
        client.get(BUREAU)
    assert "django_session" in " ".join(vraag["sql"] for vraag in vragen)


def test_where_reading_needs_a_login_these_pages_do_not(client, settings):
    """A login would say who it is."""
    settings.LEZEN_VEREIST_INLOGGEN = True
    assert client.get("/dilemmas/").status_code == 302
    assert [client.get(pad).status_code for pad in ("/dilemmas/inzenden/", FORM, CODE)] == [200, 200, 200]


def test_to_the_column_what_is_kept():
    """A column added here is a promise changed: docs/anonimiteit.md and /over/gegevens/ come first."""
    kolommen = {veld.column: veld.get_internal_type() for veld in Inzending._meta.get_fields()}
    assert kolommen == {
        "id": "UUIDField",
        "afdruk": "CharField",
        "week": "DateField",
        **dict.fromkeys(DELEN, "TextField"),
        "status": "CharField",
        "antwoord": "TextField",
        "dilemma_id": "ForeignKey",
        "klaar_week": "DateField",
    }
    assert {veld.column for veld in Inzendteller._meta.get_fields()} == {"id", "uur", "aantal"}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'dilemmas_inzending'::regclass AND NOT tgisinternal"
        )
        assert cursor.fetchone() == (0,)
    assert not admin.site.is_registered(Inzending)


@pytest.mark.parametrize("veld", ["week", "klaar_week"])
def test_no_day_finer_than_the_week_fits(veld):
    dinsdag = {"week": deze_week(), "status": "bedankt", "klaar_week": deze_week(), veld: date(2027, 3, 2)}
    with pytest.raises(IntegrityError, match="inzending_week_begint_op_maandag"), transaction.atomic():
        Inzending.objects.create(afdruk="x", **dinsdag)


def test_the_code_itself_is_kept_nowhere(client):
    code = zend_in(client)
    rij = str(Inzending.objects.values().get())
    assert code not in rij
    assert code.replace("-", "") not in rij


def test_the_count_of_an_hour_goes_when_the_hour_is_over(client, monkeypatch):
    zend_in(client)
    services.ruim_teller_op()
    assert Inzendteller.objects.exists()
    uur = services._dit_uur()
    monkeypatch.setattr(services, "_dit_uur", lambda: uur + 1)
    services.ruim_teller_op()
    assert not Inzendteller.objects.exists()


# --- hostile input ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("invoer", "zin"),
    [
        ("<script>alert(1)</script> en verder", "Schrijf gewone tekst"),
        ("<img src=x onerror=alert(1)>", "Schrijf gewone tekst"),
        ("Een bel\x07 en een nul\x00 erin", "tekens in die je niet ziet"),
        ("Een nul\u200bbrede spatie", "tekens in die je niet ziet"),
        ("Links \u202eom", "tekens in die je niet ziet"),
        ("Los \u2067eiland\u2069", "tekens in die je niet ziet"),
        ("a" * 1501, "Houd het bij 1500 tekens. Het zijn er nu 1501."),
    ],
)
@pytest.mark.parametrize("doe", ["verder", "kijk", "vervang", "verstuur"])
def test_what_is_no_writing_is_refused_with_a_sentence(client, invoer, zin, doe):
    antwoord = stuur(client, TEKST | {"gebeurd": invoer, "doe": doe, "stap": "1"})
    assert antwoord.status_code == 422
    assert zin in antwoord.text
    assert "<script>alert" not in antwoord.text
    assert not re.search("[\x00\x07\u200b\u202e\u2067]", antwoord.text)
    assert not Inzending.objects.exists()


def test_less_than_is_no_code(client):
    assert bevestigd(client, TEKST | {"klok": "Minder dan < 5 minuten, 3<4."}).status_code == 200


def test_a_megabyte_is_refused_before_it_is_read(client):
    antwoord = stuur(client, TEKST | {"gebeurd": "a" * 1024 * 1024})
    assert antwoord.status_code == 413
    assert "veel meer tekst" in antwoord.text
    assert client.post(CODE, {"code": "a" * 1024 * 1024}, headers={"origin": "http://testserver"}).status_code == 413


def test_a_thousand_fields_are_refused_too(client):
    velden = {"data": "weg=x&" * 1001, "content_type": "application/x-www-form-urlencoded"}
    antwoord = client.post(FORM, **velden, headers={"origin": "http://testserver"})
    assert antwoord.status_code == 400
    assert "Dit verzoek klopt niet" in antwoord.text


@pytest.mark.parametrize("kop", [{}, {"origin": "https://elders.example"}, {"origin": "null"}])
def test_a_form_of_another_site_is_refused(client, kop):
    velden = verborgen(bevestigd(client)) | {"doe": "verstuur"}
    antwoord = client.post(FORM, velden, headers=kop)
    assert antwoord.status_code == 403
    assert "kwam niet van deze pagina" in antwoord.text
    assert not Inzending.objects.exists()


def test_ten_thousand_in_an_hour_are_not(client):
    """The limit is one number for everybody: no address is needed to hold it."""
    bewijzen = [verborgen(bevestigd(client)) | {"doe": "verstuur"} for _ in range(3)]
    stuur(client, bewijzen[0])
    Inzendteller.objects.update(aantal=services.PER_UUR - 1)
    assert stuur(client, bewijzen[1]).status_code == 200
    vol = stuur(client, bewijzen[2])
    assert vol.status_code == 429
    assert services.VOL in plat(vol)
    assert TEKST["gebeurd"] in plat(vol)
    assert stuur(client, bewijzen[1]).status_code == 200, "who was counted still gets the code"
    for _ in range(200):
        with pytest.raises(services.InzendFout, match="Wacht een uur"), transaction.atomic():
            services._tel_mee()
    assert Inzending.objects.count() == 2
    assert Inzendteller.objects.get().aantal == services.PER_UUR
    Inzendteller.objects.update(uur=services._dit_uur() - 1)
    assert stuur(client, verborgen(vol) | {"doe": "verstuur"}).status_code == 200


def test_an_error_is_logged_without_what_somebody_wrote(client, monkeypatch, caplog):
    def kapot(**_):
        raise IntegrityError("DETAIL: Failing row contains (Een collega deelt een foto)")

    velden = verborgen(bevestigd(client)) | {"doe": "verstuur"}
    monkeypatch.setattr(services, "zend_in", kapot)
    client.raise_request_exception = False
    assert stuur(client, velden).status_code == 500
    assert "IntegrityError in kapot" in caplog.text
    assert "foto" not in caplog.text


# --- the code -----------------------------------------------------------------------------------------


def lees(client: Client, code: str):
    return client.post(CODE, {"code": code}, headers={"origin": "http://testserver"})


def test_the_code_shows_how_it_stands(client, cast):
    code = zend_in(client)
    assert "Er heeft nog niemand naar gekeken" in plat(lees(client, code))
    assert "Er heeft nog niemand naar gekeken" in plat(lees(client, f" {code.lower().replace('-', ' ')} "))
    services.sluit_af(inzending=Inzending.objects.get(), als="bedankt", antwoord="Dank je, we nemen het mee.")
    tekst = plat(lees(client, code))
    assert "Dank je, we nemen het mee." in tekst
    assert "Je tekst hebben we hier gewist" in tekst


@pytest.mark.parametrize("code", ["2346-789A-CDEF-GHJK", "kort", "", "x" * 5000, "<b>", "' OR 1=1 --", "\x00\u202e"])
def test_an_unknown_code_gets_one_and_the_same_answer(client, code):
    zend_in(client)
    voorbeeld, antwoord = lees(client, "AAAA-AAAA-AAAA-AAAA"), lees(client, code)
    kaal = [re.sub(r'name="code" value="[^"]*"', "", a.content.decode()) for a in (voorbeeld, antwoord)]
    assert kaal[0] == kaal[1]
    assert antwoord.status_code == voorbeeld.status_code == 200
    assert antwoord.headers.keys() == voorbeeld.headers.keys()


# --- the desk -----------------------------------------------------------------------------------------


def punten(gebruiker) -> list[str]:
    return [p.titel for sectie in secties_voor(gebruiker) if sectie.soort == "wacht" for p in sectie.punten]


def test_it_waits_for_every_redacteur_and_for_nobody_else(client, cast):
    zend_in(client)
    assert "Eén ingezonden dilemma" in punten(cast.finn)
    assert not [p for p in punten(cast.jetske) if "ingezonden" in p]
    assert TEKST["gebeurd"] in plat(cast.client(cast.finn).get(BUREAU))


def test_similar_dilemmas_stand_beside_it(client, cast):
    for slug in ("tien-duimpjes", "nummer-14", "een-vijftigje", "bingo", "natte-sokken", "de-emmer"):
        inhoud = inhoud_van("dilemmas/inhoud", slug, "verhaal")
        redactie.laad(stuk=Dilemma(slug=slug), inhoud=inhoud, toelichting="geleverd")
    werk_bron_bij("dilemma")
    foto = "Een collega deelt een foto van een ongeluk in de appgroep. Iedereen stuurt een duimpje."
    zend_in(client, TEKST | {"gebeurd": foto})
    pagina = cast.client(cast.esra).get(f"{BUREAU}{Inzending.objects.get().pk}/")
    assert pagina.context["lijkt"][0].sleutel == "tien-duimpjes"
    assert "/dilemmas/tien-duimpjes/" in pagina.text
    assert lijkt_op("xyzzy", "dilemma") == []


def test_a_dilemma_is_made_of_it_published_by_another_and_the_sender_thanked(client, cast, wereld):
    Inzending.objects.all().delete()
    code = zend_in(client)
    stuk, esra = Inzending.objects.get(), cast.client(cast.esra)
    antwoord = esra.post(f"{BUREAU}{stuk.pk}/", {"doe": "maak", "titel": "De groepsapp"})
    dilemma = Dilemma.objects.get(titel="De groepsapp")
    assert antwoord["Location"] == f"/redactie/dilemma/{dilemma.slug}/"
    editor = plat(esra.get(antwoord["Location"]))
    assert TEKST["gebeurd"] in editor  # beside the form, to write from
    assert "Schrijf het dilemma in eigen woorden" in editor
    assert "Een redacteur schrijft er een dilemma van" in plat(lees(client, code))
    esra.post(f"{BUREAU}{stuk.pk}/", {"doe": "antwoord", "antwoord": "We maakten de plaats algemener."})
    inhoud = wereld.dilemma.inhoud | {"titel": "De groepsapp"}
    redactie.bewaar_concept(stuk=dilemma, inhoud=inhoud, door=cast.esra, conceptnummer=dilemma.conceptnummer)
    redactie.dien_in(stuk=dilemma, door=cast.esra)
    redactie.publiceer(stuk=dilemma, door=cast.finn)
    stuk.refresh_from_db()
    assert (stuk.status, stuk.delen, stuk.klaar_week) == ("gepubliceerd", {}, deze_week())
    # No word of the sender outlives the submission: not in the text, not in a version, not above the editor.
    dilemma.refresh_from_db()
    bewaard = json.dumps([dilemma.concept, dilemma.inhoud, *dilemma.versies.values_list("inhoud", flat=True)])
    assert not [zin for tekst in TEKST.values() for zin in tekst.split("\n") if zin and zin in bewaard]
    assert TEKST["gebeurd"] not in plat(esra.get(antwoord["Location"]))
    tekst = plat(lees(client, code))
    assert "Lees het dilemma: De groepsapp" in tekst
    assert "We maakten de plaats algemener." in tekst


def test_handling_needs_an_answer_and_wipes_the_text(client, cast):
    zend_in(client)
    stuk, esra = Inzending.objects.get(), cast.client(cast.esra)
    leeg = esra.post(f"{BUREAU}{stuk.pk}/", {"doe": "niet_gebruikt", "antwoord": ""})
    assert leeg.status_code == 422
    assert "Schrijf een antwoord" in plat(leeg)
    naam = esra.post(f"{BUREAU}{stuk.pk}/", {"doe": "bedankt", "antwoord": "We vroegen het aan Kevin."})
    assert "Is ‘Kevin’ de naam van iemand?" in plat(naam)
    esra.post(f"{BUREAU}{stuk.pk}/", {"doe": "niet_gebruikt", "antwoord": "Dank je. We hebben er al zo een."})
    stuk.refresh_from_db()
    assert (stuk.status, stuk.delen) == ("niet_gebruikt", {})
    with pytest.raises(IntegrityError, match="inzending_afgehandeld_zonder_tekst"), transaction.atomic():
        Inzending.objects.update(gebeurd="Toch bewaard.")


def test_many_can_be_put_aside_at_once(client, cast):
    for _ in range(3):
        zend_in(client)
    weg = [str(stuk.pk) for stuk in Inzending.objects.all()[:2]]
    cast.client(cast.esra).post(BUREAU, {"weg": [*weg, "geen-uuid"]})
    assert sorted(Inzending.objects.values_list("status", flat=True)) == ["niet_gebruikt", "niet_gebruikt", "nieuw"]


def test_what_was_kept_long_enough_goes(client):
    for _ in range(3):
        zend_in(client)
    oud, wacht, vers = Inzending.objects.all()
    services.sluit_af(inzending=oud, als="bedankt", antwoord="Dank je.")
    Inzending.objects.filter(pk=oud.pk).update(klaar_week=deze_week() - services.ANTWOORD_BLIJFT - timedelta(weeks=1))
    Inzending.objects.filter(pk=wacht.pk).update(week=deze_week() - services.TEKST_BLIJFT - timedelta(weeks=1))
    assert bewaren.ruim_op(moment=timezone.now())["dilemmas.Inzending"] == 2
    assert Inzending.objects.get() == vers


# --- in a browser -------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_in_a_browser_the_whole_way_leaves_no_cookie(live_server, venster):
    """A browser says where a form comes from, keeps line ends as it likes, and is given nothing to keep."""
    pagina = venster.new_page()
    pagina.goto(live_server.url + FORM)
    for naam in DELEN:
        pagina.fill(f"textarea[name={naam}]", HERKENBAAR[naam])
        pagina.click("button[value=verder]")
    assert fouten(pagina) == []
    assert pagina.locator("p mark").all_inner_texts() == ["Kevin", "Almelo"]
    pagina.uncheck("input[value=Almelo]")
    pagina.click("button[value=vervang]")
    assert fouten(pagina) == []
    pagina.click("button[value=verstuur]")
    code = pagina.inner_text(".telcode")
    assert Inzending.objects.get().delen == HERKENBAAR | {"gebeurd": HERKENBAAR["gebeurd"].replace("Kevin", "Iemand")}
    pagina.goto(live_server.url + CODE)
    pagina.fill("#code", code)
    pagina.click("button:has-text('Kijk')")
    assert "Er heeft nog niemand naar gekeken" in pagina.inner_text("main")
    assert fouten(pagina) == []
    assert "?" not in pagina.url
    assert venster.cookies() == []
    assert pagina.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
