"""Results while somebody types, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.wereld import maak_wereld

pytestmark = pytest.mark.django_db(transaction=True)


def test_results_follow_what_is_typed(cast, live_server, venster):
    maak_wereld(cast)
    pagina = venster.new_page()
    gehoord: list[str] = []
    pagina.on("console", lambda bericht: gehoord.append(bericht.text))
    pagina.goto(f"{live_server.url}/zoeken/")
    veld, status, links = pagina.locator("#q"), pagina.get_by_role("status"), pagina.locator("ol.zoekresultaten a")
    expect(status).to_be_empty()
    veld.press_sequentially("gesch")
    expect(links.first).to_be_visible()
    expect(status).to_contain_text("resulta")
    veld.press_sequentially("enken")
    expect(pagina).to_have_url(re.compile(r"\?q=geschenken$"))
    expect(links.first).to_have_text("Aannemen geschenken")
    expect(veld).to_be_focused()
    # The address is the question: a result and back shows the same list, as a whole page.
    links.first.click()
    expect(pagina.locator("h1")).to_have_text("Aannemen geschenken")
    pagina.go_back()
    expect(links.first).to_have_text("Aannemen geschenken")
    expect(pagina.locator("h1")).to_have_text("Zoeken")
    # The browser keeps no copies of what was found.
    assert pagina.evaluate("localStorage.length") == 0
    assert venster.cookies() == []
    assert gehoord == []
