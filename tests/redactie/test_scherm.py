"""The editor in a real browser: rich text, rows, autosave; no console error, no CSP violation, axe clean."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.oordeel import fouten
from tests.redactie.pagina import address

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scherm(cast, blad, venster, live_server):
    """Esra's browser; whatever the console says ends up in ``klachten``."""
    koekje = cast.client(cast.esra).cookies["vik_sessie"].value
    venster.add_cookies([{"name": "vik_sessie", "value": koekje, "url": live_server.url}])
    pagina = venster.new_page()
    pagina.klachten = []
    pagina.on("console", lambda m: pagina.klachten.append(m.text) if m.type in ("error", "warning") else None)
    pagina.on("pageerror", lambda fout: pagina.klachten.append(str(fout)))
    yield pagina
    assert pagina.klachten == []


@pytest.fixture
def pagina(scherm, blad, live_server):
    """The editor, with a clock that the test moves."""
    scherm.clock.install()
    scherm.goto(live_server.url + address(blad, "bewerk"))
    scherm.wait_for_selector(".opmaak-balk")
    return scherm


def na_twintig_seconden(pagina):
    with pagina.expect_response(re.compile("/bewaar/$")) as antwoord:
        pagina.clock.run_for(20_500)
    return antwoord.value


def test_writing_is_kept_within_twenty_seconds(pagina, blad):
    stand = pagina.locator("#red-stand")
    tekst = pagina.get_by_role("textbox", name="Waarom dit telt")
    tekst.click()
    pagina.keyboard.press("Control+Home")
    pagina.get_by_role("toolbar", name="Opmaak van Waarom dit telt").get_by_role("button", name="Vet").click()
    expect(tekst).to_be_focused()
    pagina.keyboard.type("Altijd eerst. ")
    expect(stand).to_have_text("Nog niet bewaard")
    assert na_twintig_seconden(pagina).ok
    expect(stand).to_have_text(re.compile(r"^Bewaard om \d\d:\d\d$"))
    blad.refresh_from_db()
    assert blad.concept["waarom"].startswith("<p><strong>Altijd eerst. </strong>Een bedankje")
    # Only what was written changed: loading the other rich text into an editor is no change of it.
    assert blad.concept["beleid"] == blad.inhoud["beleid"]
    # The next save goes on from there.
    pagina.fill("[name=titel]", "Iets aannemen")
    assert na_twintig_seconden(pagina).ok
    blad.refresh_from_db()
    assert (blad.concept["titel"], blad.conceptnummer) == ("Iets aannemen", 2)


def test_a_link_is_set_and_taken_away_with_the_keyboard(pagina, blad):
    pagina.get_by_role("textbox", name="Beleid").click()
    pagina.keyboard.press("Control+a")
    pagina.keyboard.press("Control+k")
    pagina.get_by_label("Adres").fill("https://www.politie.nl/")
    pagina.keyboard.press("Enter")
    veld = pagina.locator("textarea[name=beleid]")
    assert '<a href="https://www.politie.nl/"' in veld.input_value()
    pagina.keyboard.press("Control+k")
    pagina.get_by_role("button", name="Haal de link weg").click()
    assert "<a" not in veld.input_value()


def test_rows_without_leaving_the_page(pagina, blad):
    pagina.fill("[name=titel]", "Half getypt")
    pagina.get_by_role("button", name="Voeg voorbeeld toe").click()
    nieuw = pagina.locator("[name='voorbeelden.9.soort']")
    expect(nieuw).to_be_focused()
    assert pagina.input_value("[name=titel]") == "Half getypt"
    pagina.fill("[name='voorbeelden.9.tekst']", "Een nieuw voorbeeld.")
    pagina.get_by_role("button", name="Voorbeeld 10 omhoog").click()
    expect(pagina.locator("[name='voorbeelden.8.tekst']")).to_have_value("Een nieuw voorbeeld.")
    pagina.get_by_role("button", name="Voorbeeld 9 weghalen").click()
    expect(pagina.locator("[name='voorbeelden.9.tekst']")).to_have_count(0)
    blad.refresh_from_db()
    assert blad.conceptnummer == 0


def test_logging_in_elsewhere_keeps_every_word(pagina, cast, blad, venster, live_server):
    """A login makes the token of an open page worthless; the page takes a new one by itself."""
    venster.clear_cookies()
    pagina.fill("[name=titel]", "Wat Esra typte")
    na_twintig_seconden(pagina)
    stand = pagina.locator("#red-stand")
    expect(stand).to_contain_text("Je bent uitgelogd. Log in een ander tabblad in")
    pagina.get_by_role("button", name="Bewaar", exact=True).last.click()
    expect(stand).to_contain_text("Je bent uitgelogd.")
    koekje = cast.client(cast.esra).cookies["vik_sessie"].value
    venster.add_cookies([{"name": "vik_sessie", "value": koekje, "url": live_server.url}])
    with pagina.expect_navigation():
        pagina.get_by_role("button", name="Bewaar", exact=True).last.click()
    blad.refresh_from_db()
    assert blad.concept["titel"] == "Wat Esra typte"
    # The browser reports the refused token itself; the page asked for a new one then.
    pagina.klachten[:] = [k for k in pagina.klachten if "403" not in k]


def test_a_colleague_who_took_over_is_named_and_the_text_stays(pagina, cast, blad):
    from vik_portal.redactie import services

    services.meld_bezig(stuk=blad, door=cast.finn, overnemen=True)
    pagina.fill("[name=titel]", "Wat Esra typte")
    assert na_twintig_seconden(pagina).status == 409
    expect(pagina.locator("#red-stand")).to_contain_text("Nog niet bewaard. Finn is hiermee bezig sinds")
    assert pagina.input_value("[name=titel]") == "Wat Esra typte"
    # The browser reports the 409 itself; that is no mistake of the page.
    pagina.klachten[:] = [k for k in pagina.klachten if "409" not in k]


def test_a_page_that_stopped_saving_keeps_its_words_when_the_session_ends(pagina, cast, blad, venster):
    """No heartbeat tells it then that somebody was logged out: the press itself has to find out."""
    from vik_portal.redactie import services

    services.meld_bezig(stuk=blad, door=cast.finn, overnemen=True)
    pagina.fill("[name=titel]", "Wat Esra typte")
    assert na_twintig_seconden(pagina).status == 409
    venster.clear_cookies()
    pagina.get_by_role("button", name="Bewaar", exact=True).last.click()
    expect(pagina.locator("#red-stand")).to_contain_text("Je bent uitgelogd.")
    assert pagina.input_value("[name=titel]") == "Wat Esra typte"
    pagina.klachten[:] = [k for k in pagina.klachten if "409" not in k]


def test_nothing_is_wrong_with_a_text_at_work(scherm, cast, blad, live_server):
    from vik_portal.redactie import services

    inhoud = {**blad.concept, "kort": "Een ander kort stuk.", "trefwoorden": ["fooi"]}
    stuk = services.bewaar_concept(stuk=blad, inhoud=inhoud, door=cast.esra, conceptnummer=0)
    services.dien_in(stuk=stuk, door=cast.finn)
    paginas = [address(blad, naam) for naam in ("bewerk", "bekijk", "beheer", "geschiedenis", "intrekken", "indienen")]
    for url in ["/redactie/", "/redactie/nieuw/", *paginas, address(blad, "verschil") + "?van=1&tot=2"]:
        scherm.goto(live_server.url + url)
        if url == address(blad, "bewerk"):
            scherm.wait_for_selector(".opmaak-balk")
        assert fouten(scherm) == [], url
