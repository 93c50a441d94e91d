"""What people do in a real browser, without JavaScript or a mouse where they have none."""

from __future__ import annotations

import pytest

from tests.paginas.conftest import koekje

pytestmark = pytest.mark.django_db(transaction=True)


def test_without_javascript_every_page_has_its_heading_and_words(portaal, browser):
    url, cast, paginas = portaal
    leeg = []
    for wie in {wie for _, wie in paginas.values()}:
        with browser.new_context(locale="nl-NL", java_script_enabled=False) as venster:
            venster.add_cookies(koekje(cast, wie, url))
            pagina = venster.new_page()
            for naam, (pad, opent) in paginas.items():
                if opent == wie:
                    pagina.goto(url + pad)
                    if not pagina.locator("h1:visible").count() or len(pagina.inner_text("main")) < 10:
                        leeg.append(naam)
    assert not leeg, leeg


def test_an_officer_searches_and_reads_without_javascript_or_mouse(portaal, browser):
    url, *_ = portaal
    with browser.new_context(locale="nl-NL", java_script_enabled=False) as venster:
        pagina = venster.new_page()
        pagina.goto(url)
        pagina.keyboard.press("Tab")
        assert pagina.evaluate("document.activeElement.className") == "skip"
        pagina.focus("#q")
        pagina.keyboard.type("cadeautje van een winkelier")
        pagina.keyboard.press("Enter")
        pagina.wait_for_url("**/zoeken/**")
        eerste = pagina.locator("ol.zoekresultaten a").first
        assert eerste.inner_text() == "Aannemen geschenken"
        eerste.focus()
        pagina.keyboard.press("Enter")
        pagina.wait_for_url("**/themabladen/aannemen-geschenken/")
        assert pagina.locator(".norm").is_visible()
        # The oath or the promise: each of the two has a choice of its own.
        pagina.goto(f"{url}/beroepscode/#eed-uitvoering")
        eed, belofte = (pagina.locator(f"#eed-uitvoering .als-{vorm}") for vorm in ("eed", "belofte"))
        assert (eed.is_visible(), belofte.is_visible()) == (True, False)
        pagina.locator("#eed-uitvoering [value=eed]").focus()
        pagina.keyboard.press("ArrowRight")
        assert (eed.is_visible(), belofte.is_visible()) == (False, True)
        assert pagina.locator("#eed-ondersteuning .als-eed").is_visible()
        assert venster.cookies() == []


def test_a_dilemma_from_choice_to_looking_back_without_javascript(portaal, browser):
    url, *_ = portaal
    with browser.new_context(locale="nl-NL", java_script_enabled=False) as venster:
        pagina = venster.new_page()
        pagina.goto(f"{url}/dilemmas/nummer-14/")
        pagina.locator("label.choice").nth(2).click()
        pagina.get_by_role("button", name="Verder").click()
        assert pagina.locator("h1").inner_text() == "De andere kant"
        pagina.locator("label.choice").nth(1).click()
        pagina.get_by_role("button", name="Kijk terug").click()
        assert pagina.locator("h1").inner_text() == "De tweede keer koos je anders"
        assert "anoniem geteld" in pagina.locator(".dil-na").inner_text()
        assert not pagina.locator("#regel, [data-regel-terug]").first.is_visible()
        # What was chosen stands in no address and no cookie.
        assert pagina.url == f"{url}/dilemmas/nummer-14/"
        assert venster.cookies() == []


def test_what_a_browser_keeps_about_dilemmas_stays_there(portaal, browser):
    """The line for oneself is in nothing that is sent; what was opened can be left out, and forgotten."""
    url, *_ = portaal
    with browser.new_context(locale="nl-NL") as venster:
        pagina = venster.new_page()
        verstuurd = []
        pagina.on("request", lambda vraag: verstuurd.append(f"{vraag.url} {vraag.post_data} {vraag.headers}"))
        pagina.goto(f"{url}/dilemmas/nummer-14/")
        pagina.locator("label.choice").nth(2).click()
        pagina.fill("#regel", "Kanarie: ik wil haar geruststellen")
        for knop, kop in (("Verder", "De andere kant"), ("Kijk terug", "Je bleef bij je keuze")):
            pagina.get_by_role("button", name=knop).click()
            pagina.get_by_role("heading", name=kop).wait_for()
            pagina.get_by_text("Kanarie: ik wil haar geruststellen").wait_for()
        pagina.get_by_role("button", name="4 sterren").click()
        pagina.get_by_text("je sterren zijn geteld").wait_for()
        pagina.goto(f"{url}/dilemmas/")
        lijst = pagina.locator("li[data-slug=nummer-14]")
        assert lijst.is_visible()
        pagina.get_by_label("Alleen wat ik nog niet zag").check()
        assert not lijst.is_visible()
        assert pagina.locator("[data-aantal]").inner_text() == "0 dilemma’s"
        pagina.get_by_role("button", name="Wis het").click()
        assert lijst.is_visible()
        assert pagina.evaluate("Object.keys(localStorage)") == []
        assert any("eerste=" in vraag for vraag in verstuurd)
        assert not any("anarie" in vraag for vraag in verstuurd)
        assert venster.cookies() == []


def test_a_teamchef_puts_an_item_on_a_day_with_two_clicks(portaal, browser):
    from datetime import timedelta

    from django.utils import timezone

    url, cast, _ = portaal
    dag = timezone.localdate() + timedelta(days=2)
    with browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900}) as venster:
        venster.add_cookies(koekje(cast, "bram", url))
        pagina = venster.new_page()
        pagina.goto(f"{url}/briefings/")
        pagina.locator(f'a.neerzet[href$="/{dag.isoformat()}/"]:visible').click()
        pagina.get_by_role("button", name="Zet neer").first.click()
        assert pagina.locator(".note-ok").inner_text().startswith("‘Geweld gebruikt?")
        pagina.goto(f"{url}/briefings/team/{cast.team.pk}/{dag.isoformat()}/scherm/")
        assert pagina.locator("h1").inner_text() == "Geweld gebruikt? Deze vier staan in je pv"
