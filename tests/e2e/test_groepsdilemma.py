"""A lesson from a programme with twenty phones: one loses its network while it votes, one comes late."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from beroepscode.models import Loket
from dilemmas.les.evaluatie import VRAGEN
from dilemmas.models import Dilemma
from tests.e2e.zaal import Regie, neem_plaats, plan_les, stem, verstuur, vul_in
from tests.wereld import inhoud_van, laad_lesprogramma
from vik_portal.meedoen.models import Ronde
from vik_portal.redactie import services

pytestmark = pytest.mark.django_db(transaction=True)
TELEFOONS = 20


@pytest.fixture
def les():
    """The programme of twenty minutes, its dilemma, and one of the loketten that it ends with."""
    for stuk, map_, veld in (
        (Dilemma(slug="de-radio-blijft-uit"), "dilemmas/inhoud", "verhaal"),
        (Loket(slug="vertrouwenspersoon"), "beroepscode/inhoud/loketten", "tekst"),
    ):
        services.laad(stuk=stuk, inhoud=inhoud_van(map_, stuk.slug, veld), toelichting="geleverd")
    programma = laad_lesprogramma("twintig-minuten-voor-een-teamoverleg")
    services.ververs_weergave([programma])
    return programma


def test_a_lesson_with_twenty_phones(anouk, les, browser):
    venster, _, url = anouk
    pagina, adres = plan_les(venster, url, les.slug)
    # This programme does not ask how it was; Anouk does, and the portal puts that before the last step.
    pagina.goto(adres + "draaiboek/nieuw/evaluatie/")
    pagina.fill("[name=titel]", "Hoe vond je het?")
    pagina.get_by_role("button", name="Voeg toe").click()
    pagina.wait_for_url(adres + "draaiboek/")
    opening, stelling, dilemma, opbrengst, slot = (stap.titel for stap in les.gelezen.stappen)
    verwacht = [opening, "Neem plaats", stelling, dilemma, opbrengst, "Hoe vond je het?", slot]
    assert pagina.locator(".draaitekst b").all_inner_texts() == verwacht
    inhoud = Dilemma.objects.get(slug="de-radio-blijft-uit").gelezen
    scherm = venster.new_page()
    scherm.set_viewport_size({"width": 1280, "height": 720})
    scherm.goto(adres + "scherm/")
    pagina.goto(adres + "regie/")
    regie = Regie(pagina)
    regie.naar("Neem plaats")
    regie.druk("Deur open")
    expect(scherm.locator(".sc-letters")).to_be_visible(timeout=5_000)
    code = "".join(scherm.locator(".sc-letters span").all_inner_texts())
    kamers, telefoons = zip(*(neem_plaats(browser, url, code) for _ in range(TELEFOONS - 1)), strict=True)
    expect(scherm.locator("main")).to_contain_text(f"{TELEFOONS - 1} telefoons", timeout=5_000)
    regie.druk("deur dicht")

    # The stelling, to warm up.
    regie.naar(stelling)
    regie.druk("Begin de ronde")
    stem(telefoons, [3] * len(telefoons))
    regie.druk("Tel de enveloppen")
    regie.druk("Toon de uitslag")
    expect(scherm.locator("main")).to_contain_text("(bijna) iedereen", timeout=5_000)

    # The first vote. One phone has no network when it sends, and sends by itself when it is back.
    regie.naar(dilemma)
    expect(scherm.locator("main")).to_contain_text(inhoud.vraag, timeout=5_000)
    regie.druk("Volgende")
    regie.druk("Begin de ronde")
    for nummer, telefoon in enumerate(telefoons):
        vul_in(telefoon, 0 if nummer < 13 else 1, met_de_vinger=nummer == 0)
    kamers[0].set_offline(True)
    telefoons[0].get_by_role("button", name="Verstuur").click()
    expect(telefoons[0].locator("[data-netwerk]")).to_contain_text("Nog niet verzonden")
    verstuur(telefoons[1:])
    expect(pagina.locator(".rlive")).to_contain_text("Nog niet allemaal", timeout=5_000)
    kamers[0].set_offline(False)
    telefoons[0].wait_for_selector('[data-scherm="dank"]:not([hidden])', timeout=20_000)
    expect(pagina.locator(".rlive")).to_contain_text("Allemaal binnen", timeout=5_000)
    regie.druk("Tel de enveloppen")
    expect(scherm.locator("main")).not_to_contain_text("de meesten")
    regie.druk("Toon de uitslag")
    expect(scherm.locator("main")).to_contain_text("de meesten", timeout=5_000)

    # Talking with the clock on the screen; then the argument of who were fewer.
    regie.druk("Volgende")
    regie.druk("Zet de klok aan")
    expect(scherm.locator(".sc-klok")).to_contain_text("2:", timeout=5_000)
    regie.druk("Volgende")
    expect(scherm.locator("main")).to_contain_text(inhoud.opties[1].voor, timeout=5_000)

    # Somebody comes late: the door opens, everybody sits down anew, and the second vote has one more.
    regie.druk("Deur open")
    kamer, laat = neem_plaats(browser, url, code)
    expect(pagina.locator(".rlive")).to_contain_text(f"{TELEFOONS} telefoons", timeout=20_000)
    regie.druk("Deur dicht")
    regie.druk("Volgende")
    regie.druk("Begin de ronde")
    for nummer, telefoon in enumerate([*telefoons, laat]):
        vul_in(telefoon, 0 if nummer < 6 else 1)
    verstuur([*telefoons, laat])
    regie.druk("Tel de enveloppen")
    regie.druk("Volgende")
    # Nineteen and twenty are told in other words, so they are shown and not compared.
    expect(scherm.locator("main")).to_contain_text("vergelijken we niet", timeout=5_000)
    expect(scherm.locator("main")).to_contain_text("ongeveer 7 van de tien")
    rondes = Ronde.objects.filter(soort="dilemma").order_by("volgnummer")
    assert [(ronde.keer, ronde.stoelen, ronde.status) for ronde in rondes] == [(1, 19, "geteld"), (2, 20, "geteld")]

    regie.naar(opbrengst)
    pagina.locator("[name=soort][value=opvalt]").check()
    pagina.fill("[name=tekst]", "Niemand weet wie je belt als je twijfelt")
    regie.druk("Zet erbij")
    expect(scherm.locator("main")).to_contain_text("Niemand weet wie je belt", timeout=5_000)
    regie.druk("naar VIK")
    expect(pagina.locator(".tag", has_text="Gestuurd")).to_be_visible()

    # How it was: three sealed questions. The room sees that it was counted, and never what came out.
    regie.naar("Hoe vond je het?")
    regie.druk("Begin de ronde")
    stem(telefoons, [0] * 6 + [3] * 13)
    # The phone says so before it sends.
    vul_in(laat, 3)
    expect(laat.locator("[data-stoelen]")).to_contain_text("De uitslag komt niet op het scherm")
    verstuur([laat])
    regie.druk("Tel de enveloppen")
    expect(scherm.locator("main")).to_contain_text("Dank jullie wel", timeout=5_000)
    expect(scherm.locator("main")).not_to_contain_text("van de tien")
    expect(scherm.locator("main")).not_to_contain_text(VRAGEN[0])
    assert pagina.get_by_role("button", name="Toon de uitslag").count() == 0

    regie.naar(slot)
    expect(scherm.locator("main")).to_contain_text("Vertrouwenspersoon", timeout=5_000)
    regie.druk("Rond de bijeenkomst af")
    laat.wait_for_selector('[data-scherm="einde"]:not([hidden])', timeout=10_000)
    for ander in [*kamers, kamer]:
        ander.close()

    # Only on the page of who leads it.
    pagina.goto(adres)
    pagina.get_by_role("link", name="Hoe was de les?").click()
    tabellen = pagina.locator(".lesuitslag")
    expect(tabellen).to_have_count(len(VRAGEN))
    for nummer, vraag in enumerate(VRAGEN):
        expect(tabellen.nth(nummer)).to_contain_text(vraag)
        # In this order: oneens, ertussenin, eens, weet niet.
        woorden = [woord.strip() for woord in tabellen.nth(nummer).locator("tbody td b").all_inner_texts()]
        assert woorden == ["ongeveer 3 van de tien", "niemand of één", "ongeveer 7 van de tien", "niemand of één"]
