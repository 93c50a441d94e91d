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
        # What was chosen stands in no address and no cookie.
        assert pagina.url == f"{url}/dilemmas/nummer-14/"
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
