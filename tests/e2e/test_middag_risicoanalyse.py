"""A whole afternoon in real browsers: practise, plan, twelve phones, result, risks, two votes, agreements, report."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.paginas.conftest import koekje

pytestmark = pytest.mark.django_db(transaction=True)
TELEFOONS = 12
RISICO = {
    "oorzaak": "Doordat we na een heftige zaak niets meer horen",
    "gebeurtenis": "zoekt iemand zelf op hoe het afliep",
    "gevolg": "en weet een ander iets wat niet voor die persoon was",
}


class Regie:
    """The begeleider's window: presses buttons and checks that nothing was refused."""

    def __init__(self, pagina):
        self.pagina = pagina

    def druk(self, naam):
        self.pagina.get_by_role("button", name=naam).first.click()
        self.pagina.wait_for_load_state()
        assert self.pagina.locator(".note-stop").count() == 0, self.pagina.locator(".note-stop").first.inner_text()

    def naar(self, titel):
        """On, step by step, until this one. The first button says "Begin" and starts the clock."""
        if (begin := self.pagina.get_by_role("button", name="Begin", exact=True)).count():
            begin.click()
            self.pagina.wait_for_load_state()
        for _ in range(20):
            if self.pagina.locator("h1").first.inner_text() == titel:
                return
            self.druk("Volgende")
        raise AssertionError(titel)


@pytest.fixture
def anouk(transactional_db, live_server, browser, settings, tmp_path):
    """(regie window, screen window, base address): Anouk on one laptop, with the project's content loaded."""
    from tests.cast import maak_cast
    from tests.wereld import maak_wereld

    settings.STEMBUS_DIR = tmp_path / "stembus"
    cast = maak_cast()
    maak_wereld(cast)
    venster = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    venster.add_cookies(koekje(cast, "anouk", live_server.url))
    klachten = []
    venster.on("weberror", lambda fout: klachten.append(str(fout.error)))
    yield venster, cast, live_server.url
    venster.close()
    assert klachten == []


def plan(venster, url, titel, *, oefening):
    pagina = venster.new_page()
    pagina.goto(f"{url}/bijeenkomsten/nieuw/")
    pagina.fill("[name=titel]", titel)
    pagina.select_option("[name=team]", label="Basisteam Vlietzoom")
    pagina.fill("[name=begin]", (timezone.localtime() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"))
    if oefening:
        pagina.locator("[name=oefening]").check()
    pagina.locator("[name=draaiboek][value=risicoanalyse]").check()
    pagina.get_by_role("button", name="Plan").click()
    pagina.wait_for_url(re.compile(r"/bijeenkomsten/\d+/$"))
    return pagina, pagina.url


def test_practice_alone_is_marked_everywhere(anouk):
    venster, _, url = anouk
    pagina, adres = plan(venster, url, "Oefenen", oefening=True)
    scherm = venster.new_page()
    scherm.goto(adres + "scherm/")
    pagina.goto(adres + "regie/")
    regie = Regie(pagina)
    regie.naar("Neem plaats")
    regie.druk("Deur open")
    regie.druk("nagebootste telefoons plaatsnemen")
    regie.druk("deur dicht")
    regie.naar("Vul in, in stilte")
    regie.druk("Begin de ronde")
    regie.druk("nagebootste telefoons invullen")
    regie.druk("Tel de enveloppen")
    regie.naar("Geteld")
    regie.druk("Toon op het scherm")
    expect(scherm.locator("main")).to_contain_text("tien tot negentien enveloppen")
    expect(scherm.locator(".oefenband")).to_have_text("Oefening")


#: Answers as fast as the page lets anybody: the same choices and the same button, pressed by a script.
VLUG = """(keuze) => {
  const vraag = document.querySelector('[data-scherm="vraag"]');
  for (let n = 0; !vraag.hidden && n < 100; n += 1) {
    vraag.querySelectorAll('label.choice')[keuze].click();
    document.getElementById('vraagform').requestSubmit();
  }
}"""


def vul_in(telefoon, keuze, *, met_de_vinger=False):
    """Answers every question, and stops before sending."""
    telefoon.wait_for_selector('[data-scherm="vraag"]:not([hidden])', timeout=15_000)
    if not met_de_vinger:
        telefoon.evaluate(VLUG, keuze)
    while telefoon.locator('[data-scherm="vraag"]').is_visible():
        telefoon.locator('[data-scherm="vraag"] label.choice').nth(keuze).click()
        telefoon.get_by_role("button", name="Volgende").click()


def verstuur(telefoons):
    for telefoon in telefoons:
        telefoon.get_by_role("button", name="Verstuur").click()
        telefoon.wait_for_selector('[data-scherm="dank"]:not([hidden])', timeout=15_000)


def test_an_afternoon_with_twelve_phones(anouk, browser):
    venster, cast, url = anouk
    pagina, adres = plan(venster, url, "Risicoanalyse voorjaar", oefening=False)
    scherm = venster.new_page()
    scherm.set_viewport_size({"width": 1024, "height": 768})
    scherm.goto(adres + "scherm/")
    pagina.goto(adres + "regie/")
    regie = Regie(pagina)
    regie.naar("Neem plaats")
    regie.druk("Deur open")
    expect(scherm.locator(".sc-letters")).to_be_visible(timeout=5_000)
    code = "".join(scherm.locator(".sc-letters span").all_inner_texts())

    kamers = [browser.new_context(locale="nl-NL", viewport={"width": 390, "height": 780}) for _ in range(TELEFOONS)]
    telefoons = []
    for kamer in kamers:
        telefoon = kamer.new_page()
        telefoon.goto(f"{url}/meedoen/?code={code.lower()}")
        telefoon.get_by_role("button", name="Neem plaats").click()
        telefoon.wait_for_selector('[data-scherm="wachten"]:not([hidden])')
        telefoons.append(telefoon)
    expect(scherm.locator("main")).to_contain_text(f"{TELEFOONS} telefoons", timeout=5_000)
    regie.druk("deur dicht")

    # The questionnaire. One phone loses its network right before sending, and sends by itself when it is back.
    regie.naar("Vul in, in stilte")
    regie.druk("Begin de ronde")
    expect(telefoons[0].locator("[data-inleiding]")).to_contain_text("leidt niet naar jou", timeout=15_000)
    for nummer, telefoon in enumerate(telefoons):
        vul_in(telefoon, nummer % 3, met_de_vinger=nummer == 0)
    kamers[0].set_offline(True)
    telefoons[0].get_by_role("button", name="Verstuur").click()
    expect(telefoons[0].locator("[data-netwerk]")).to_contain_text("Nog niet verzonden")
    verstuur(telefoons[1:])
    expect(pagina.locator(".rlive")).to_contain_text("Nog niet allemaal", timeout=5_000)
    kamers[0].set_offline(False)
    telefoons[0].wait_for_selector('[data-scherm="dank"]:not([hidden])', timeout=20_000)
    expect(pagina.locator(".rlive")).to_contain_text("Allemaal binnen", timeout=5_000)
    regie.druk("Tel de enveloppen")

    # The result stands on the screen only after it was released.
    regie.naar("De kaart")
    expect(scherm.locator("main")).not_to_contain_text("kloof klein")
    regie.druk("Toon op het scherm")
    expect(scherm.locator("table.kaart")).to_be_visible(timeout=5_000)

    # A risk in the team's words; what looks like a name is asked about.
    regie.naar("Onze risico’s in één zin")
    for veld, waarde in {**RISICO, "oorzaak": "Doordat Kees de Vries niets vertelt"}.items():
        pagina.fill(f"[name={veld}]", waarde)
    pagina.get_by_role("button", name="Zet erbij").click()
    expect(pagina.locator(".note-stop")).to_contain_text("de naam van iemand")
    for veld, waarde in RISICO.items():
        pagina.fill(f"[name={veld}]", waarde)
    regie.druk("Zet erbij")

    # Two sealed votes around the conversation.
    for titel, keuze in (("Eerste schatting", 4), ("Tweede schatting", 0)):
        regie.naar(titel)
        regie.druk("Begin de ronde")
        for telefoon in telefoons:
            vul_in(telefoon, keuze)
        verstuur(telefoons)
        regie.druk("Tel de enveloppen")
    regie.naar("Wat is er verschoven?")
    expect(scherm.locator("svg.matrix")).to_be_visible(timeout=5_000)

    regie.naar("Onze drie afspraken")
    for veld, waarde in {
        "tekst": "De opco vertelt na een heftige zaak wat verteld mag worden",
        "rol": "operationeel coördinator",
        "datum": (timezone.localdate() + timedelta(days=60)).isoformat(),
        "merkbaar": "Niemand hoeft zelf te zoeken",
    }.items():
        pagina.fill(f"[name={veld}]", waarde)
    regie.druk("Bewaar de afspraak")
    expect(scherm.locator("main")).to_contain_text("De opco vertelt", timeout=5_000)

    regie.naar("Wat er nu gebeurt")
    regie.druk("Rond de bijeenkomst af")
    telefoons[3].wait_for_selector('[data-scherm="einde"]:not([hidden])', timeout=10_000)
    for kamer in kamers:
        kamer.close()

    # The report, for the begeleider now; for the teamchef only after it was discussed with the team.
    from vik_portal.meedoen.models import Bijeenkomst, Stoel

    bijeenkomst = Bijeenkomst.objects.get(titel="Risicoanalyse voorjaar")
    assert not Stoel.objects.filter(bijeenkomst=bijeenkomst).exists()
    verslag = f"/risicoanalyse/bijeenkomst/{bijeenkomst.pk}/"
    pagina.goto(url + verslag)
    expect(pagina.locator("main")).to_contain_text("De opco vertelt")
    assert cast.client(cast.bram).get(verslag).status_code == 404
    pagina.locator("summary", has_text="Besproken met het team").click()
    pagina.get_by_role("button", name="Besproken met het team").click()
    pagina.wait_for_load_state()
    assert cast.client(cast.bram).get(verslag).status_code == 200
    assert cast.client(cast.hanna).get(verslag).status_code == 404
