"""Every page in a real browser: axe clean, nothing in the console, no CSP violation, nothing wider than the screen."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.paginas.conftest import koekje

pytestmark = pytest.mark.django_db(transaction=True)
#: Smallest phone that is supported, in CSS pixels.
SMALST = 320
#: Height in CSS pixels below which a finger misses; links inside a sentence are the exception (WCAG 2.5.8).
DOEL = 44
#: Links and buttons that stand by themselves and are lower than they may be.
TE_KLEIN = """(minimum) => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
  .filter((e) => {
    const r = e.getBoundingClientRect(), s = getComputedStyle(e);
    if (!r.width || !r.height || s.visibility === 'hidden' || e.closest('.sr, .skip')) return false;
    if (e.matches('input[type=radio], input[type=checkbox]')) return false; // the label around it is the target
    if (s.display === 'inline') return false; // part of a sentence
    return Math.round(r.height) < minimum;
  }).map((e) => [e.tagName, (e.textContent || e.name).trim().slice(0, 40), e.offsetHeight].join(' '))"""


def _luister(pagina, naam, klachten):
    pagina.on("console", lambda m: klachten.append(f"{naam}: {m.text}") if m.type == "error" else None)
    pagina.on("pageerror", lambda fout: klachten.append(f"{naam}: {fout}"))


@pytest.mark.parametrize(("breedte", "kleur"), [(390, "light"), (1280, "dark")])
def test_every_page(portaal, browser, breedte, kleur):
    url, cast, paginas = portaal
    klachten: list[str] = []
    vensters = {}
    for naam, (pad, wie) in sorted(paginas.items(), key=lambda rij: rij[1][1]):
        if wie not in vensters:
            venster = vensters[wie] = browser.new_context(
                locale="nl-NL", viewport={"width": breedte, "height": 900}, color_scheme=kleur, reduced_motion="reduce"
            )
            venster.add_cookies(koekje(cast, wie, url))
        pagina = vensters[wie].new_page()
        _luister(pagina, naam, klachten)
        pagina.goto(url + pad)
        pagina.wait_for_load_state()
        for overtreding in Axe().run(pagina).response["violations"]:
            plek = overtreding["nodes"][0]["html"][:160]
            klachten.append(f"{naam}: axe {overtreding['id']}: {plek}")
        klachten += [f"{naam}: te klein: {doel}" for doel in pagina.evaluate(TE_KLEIN, DOEL)]
        if breedte == 390:
            pagina.set_viewport_size({"width": SMALST, "height": 700})
        if (wijd := pagina.evaluate("document.documentElement.scrollWidth")) > (SMALST if breedte == 390 else breedte):
            klachten.append(f"{naam}: {wijd} breed")
        pagina.close()
    for venster in vensters.values():
        venster.close()
    assert not klachten, "\n".join(klachten)


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
        pagina.locator(f'a.neerzet[href$="/{dag.isoformat()}/"]').click()
        pagina.get_by_role("button", name="Zet neer").first.click()
        assert pagina.locator(".note-ok").inner_text().startswith("‘Geweld gebruikt?")
        pagina.goto(f"{url}/briefings/team/{cast.team.pk}/{dag.isoformat()}/scherm/")
        assert pagina.locator("h1").inner_text() == "Geweld gebruikt? Deze vier staan in je pv"
