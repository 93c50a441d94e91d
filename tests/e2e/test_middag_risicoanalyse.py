"""A whole afternoon in real browsers: practise, plan, twelve phones, result, risks, two votes, agreements, report."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.zaal import Regie, neem_plaats, plan, verstuur, vul_in

pytestmark = pytest.mark.django_db(transaction=True)
TELEFOONS = 12
RISICO = {
    "oorzaak": "Doordat we na een heftige zaak niets meer horen",
    "gebeurtenis": "zoekt iemand zelf op hoe het afliep",
    "gevolg": "en weet een ander iets wat niet voor die persoon was",
}


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

    kamers, telefoons = zip(*(neem_plaats(browser, url, code) for _ in range(TELEFOONS)), strict=True)
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
    expect(telefoons[0].locator("[data-netwerk]")).to_be_in_viewport(ratio=1)
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
        # Of the network that was away in the first round nothing is left.
        expect(telefoons[0].locator("[data-netwerk]")).to_be_hidden()
        expect(telefoons[0].locator("[data-doe=verstuur]")).to_have_text("Verstuur")
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
