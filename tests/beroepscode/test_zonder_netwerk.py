"""Reading pages without a network: what a browser may keep, and what it never does."""

from __future__ import annotations

import json
import re
from uuid import UUID

import pytest
from django.urls import reverse

from tests.cast import maak_cast
from tests.test_matrix import TABEL, lees_beleid
from tests.wereld import maak_wereld
from vik_portal.lezen import BEWAARBAAR, MERK, bouwstand

pytestmark = pytest.mark.django_db

CORRUPT = "/beroepscode/richtlijn/niet-corrupt/"
MIDDELEN = "/beroepscode/richtlijn/bevoegdheden-middelen/"


def tekst(antwoord) -> str:
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def gegevens(script: str) -> dict:
    """What the server tells the service worker."""
    return json.loads(re.search(r"^const \{.*?\} = (\{.*\});$", script, re.MULTILINE)[1])


def test_only_pages_that_everybody_reads_may_be_kept(cast, client):
    """The list that the service worker has, held against the policy of every address."""
    maak_wereld(cast)
    script = tekst(client.get("/beroepscode/bewaarder.js"))
    assert gegevens(script)["bladzijden"] == BEWAARBAAR
    voorbeelden = {"naam": "informatie", "slug": "iets", "soort": "x", "vorm": "pdf"}
    bewaard = set()
    for naam, (kwargs, get, _) in TABEL.items():
        waarden = {sleutel: voorbeelden.get(sleutel, "1") if w.startswith("$") else w for sleutel, w in kwargs.items()}
        if any(w.startswith("$dag") for w in kwargs.values()):
            continue
        if naam == "dilemmas:inzending":
            waarden["pk"] = UUID(int=1)
        if re.match(BEWAARBAAR, reverse(naam, kwargs=waarden)):
            bewaard.add(naam)
            assert set(lees_beleid(get).values()) == {200}, naam
    assert {"beroepscode:code", "beroepscode:richtlijn", "beroepscode:themablad", "beroepscode:loket"} <= bewaard
    assert all(naam.startswith("beroepscode:") for naam in bewaard)


def test_nothing_with_a_session_is_marked_to_keep(cast, client):
    maak_wereld(cast)
    for pad in (CORRUPT, "/beroepscode/", "/beroepscode/loketten/"):
        assert client.get(pad)[MERK] == "ja"
        assert MERK not in cast.client(cast.kees).get(pad)
    for pad in (
        "/",
        "/dilemmas/",
        "/zoeken/",
        "/meedoen/",
        "/beroepscode/beroepscode.pdf",
        "/beroepscode/trek-een-kaart/",
    ):
        assert MERK not in client.get(pad)


def test_the_keeper_is_only_asked_for_on_public_reading_pages(cast, client):
    maak_wereld(cast)
    assert "data-bewaarder" in tekst(client.get(CORRUPT))
    for pad in ("/", "/account/login/", "/meedoen/", "/dilemmas/", "/over/"):
        assert "data-bewaarder" not in tekst(client.get(pad)), pad
    for pad in (CORRUPT, "/mijn/"):
        assert "data-bewaarder" not in tekst(cast.client(cast.kees).get(pad)), pad


def test_where_reading_requires_an_account_nothing_is_kept(cast, client, settings):
    maak_wereld(cast)
    settings.LEZEN_VEREIST_INLOGGEN = True
    assert gegevens(tekst(client.get("/beroepscode/bewaarder.js")))["aan"] is False
    assert MERK not in cast.client(cast.kees).get(CORRUPT)


def test_each_release_has_a_keeper_of_its_own(client):
    assert gegevens(tekst(client.get("/beroepscode/bewaarder.js")))["versie"] == bouwstand()


BEWAARD = """async () => (await Promise.all((await caches.keys()).map(async (naam) =>
  (await (await caches.open(naam)).keys()).map((vraag) => new URL(vraag.url).pathname)))).flat()
  .filter((pad) => !pad.startsWith("/static/")).sort()"""


VERNIEUWD = """async () => {
  for (const bewaarder of await navigator.serviceWorker.getRegistrations()) await bewaarder.unregister();
  for (const naam of await caches.keys()) await caches.delete(naam);
  const nieuw = await navigator.serviceWorker.register("/beroepscode/bewaarder.js");
  const worker = nieuw.installing ?? nieuw.waiting ?? nieuw.active;
  await new Promise((klaar) => {
    if (worker.state === "activated") klaar();
    worker.addEventListener("statechange", () => worker.state === "activated" && klaar());
  });
  return (await caches.match("/beroepscode/zonder-netwerk/")).text();
}"""


@pytest.mark.django_db(transaction=True)
def test_read_once_then_read_without_a_network(live_server, venster):
    """One visit, then the network goes. Taking part is not the keeper's business, and a session is not kept."""
    cast = maak_cast()
    maak_wereld(cast)
    pagina = venster.new_page()
    pagina.goto(live_server.url + CORRUPT)
    pagina.wait_for_selector("html[data-bewaard=ja]")
    pagina.goto(live_server.url + "/meedoen/")
    assert pagina.evaluate("navigator.serviceWorker.controller") is None
    pagina.goto(live_server.url + MIDDELEN)
    venster.set_offline(True)
    for pad, kop in ((CORRUPT, "Je bent niet te koop"), (MIDDELEN, "Je gebruikt macht en middelen waarvoor ze zijn")):
        pagina.goto(live_server.url + pad)
        assert pagina.locator("h1").inner_text() == kop
        melding = pagina.get_by_role("status").first.inner_text()
        assert re.search(r"Je leest de opgeslagen versie van \d+ \w+ 20\d\d\.", melding)
        assert pagina.evaluate("getComputedStyle(document.querySelector('.norm')).color") == "rgb(255, 255, 255)"
    venster.set_offline(False)
    pagina.goto(live_server.url + CORRUPT)
    assert "opgeslagen versie" not in pagina.inner_text("body")
    sessie = cast.client(cast.kees).cookies["vik_sessie"].value
    venster.add_cookies([{"name": "vik_sessie", "value": sessie, "url": live_server.url}])
    pagina.goto(live_server.url + "/beroepscode/")
    assert pagina.get_by_role("link", name="Kees").is_visible()
    assert pagina.evaluate(BEWAARD) == [MIDDELEN, CORRUPT, "/beroepscode/zonder-netwerk/"]
    venster.set_offline(True)
    pagina.goto(live_server.url + "/beroepscode/loketten/")
    assert pagina.locator("h1").inner_text() == "Lezen zonder verbinding"
    pagina.get_by_role("button", name="Wis wat op dit toestel bewaard is").click()
    pagina.get_by_role("button", name="Gewist").wait_for()
    assert pagina.evaluate(BEWAARD) == ["/beroepscode/zonder-netwerk/"]
    # A release renews the keeper, also while somebody is logged in: their name is not in what it takes then.
    # From a page that it does not reach: there it can go and come back at once.
    venster.set_offline(False)
    pagina.goto(live_server.url + "/mijn/")
    assert pagina.get_by_role("link", name="Kees").is_visible()
    opnieuw = pagina.evaluate(VERNIEUWD)
    assert "Lezen zonder verbinding" in opnieuw
    assert "Kees" not in opnieuw
