"""One wall screen in a real browser: paired, at a briefing, a day and a restart without a network, and back again."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from briefings.briefer import Sleutel
from briefings.models import Bespreking, Scherm, Vertoond
from tests.briefings.kamer import maak_kamer, zet
from tests.briefings.wand import bewijs_volledig, bij_een_briefing
from tests.cast import maak_cast

pytestmark = pytest.mark.django_db(transaction=True)

#: A file of our own that stands in for a film: what is kept, checked and cut in parts is bytes.
FILM = "/static/js/kaarten.js"
BEWAAR = """(lijst) => new Promise((klaar) => {
  navigator.serviceWorker.addEventListener('message', ({ data }) => klaar(data.bewaard), { once: true });
  navigator.serviceWorker.controller.postMessage({ bewaar: lijst }); })"""


#: A part of it, as a player asks: status, which part, and the text.
DEEL = """async ([pad, bereik]) => { const a = await fetch(pad, { headers: { Range: bereik } });
  return [a.status, a.headers.get('Content-Range'), await a.text()]; }"""


def test_a_screen_from_pairing_to_a_day_without_a_network_and_back(wand, live_server, venster, monkeypatch):
    cast = maak_cast()
    kamer = maak_kamer(cast, "een ander scherm")
    dag, moment = bij_een_briefing(cast.team)
    vandaag = [zet(kamer, cast, dag), zet(kamer, cast, dag, item=kamer.tweede, volgorde=2)]
    morgen = zet(kamer, cast, dag + timedelta(days=1), item=kamer.tweede)

    # Pair it.
    wand.start()
    code = wand.pagina.locator("[data-code]:visible").inner_text()
    velden = {"code": code, "team": cast.team.pk, "naam": "Wand", "ruimte": "Begane grond"}
    assert cast.client(cast.bram).post("/briefings/schermen/", velden).status_code == 302
    wand.verder(seconds=4)
    wand.ziet("Geweld gebruikt?")
    assert re.search(r"Verbeterpunt, 3 minuten\. 1 van 2\. Nog \d:\d\d", wand.stand())
    wand.pagina.locator("body[data-bewaarder=ja]").wait_for()
    scherm = Scherm.objects.get(naam="Wand")

    # Keys: the question, the second item, black, a mark.
    toets = wand.pagina.keyboard.press
    toets("ArrowRight")
    wand.pagina.get_by_text("Welke van de vier schrijf jij het kortst op?").wait_for()
    toets("PageDown")
    wand.ziet("een uur niet opschrijven")
    toets("PageUp")
    toets("b")
    assert wand.pagina.locator("[data-zwart]").is_visible()
    toets(".")
    toets("?")
    assert wand.pagina.get_by_text("niet aan toegekomen").is_visible()
    toets("?")

    # A phone without an account moves the wall and marks the briefing.
    telefoon = venster.new_page()
    telefoon.goto(f"{live_server.url}/b/{Sleutel(cast.team.pk, dag, moment, scherm.pk).token()}/")
    assert telefoon.evaluate("navigator.serviceWorker.controller") is None
    for _ in range(2):
        telefoon.get_by_role("button", name="Volgende").click()
        telefoon.wait_for_load_state()
    wand.tot(f"body[data-plek='{vandaag[1].pk}:punten']")
    telefoon.get_by_text("Besproken", exact=True).click()
    telefoon.get_by_role("button", name="Noteer").click()
    telefoon.get_by_text("Genoteerd. Dank je wel.").wait_for()
    mark = Bespreking.objects.get()
    assert (mark.vertoning, mark.uitkomst, mark.moment) == (vandaag[1], "besproken", moment)
    wand.verder(seconds=11)
    bewijs_volledig(wand, {(vandaag[0].pk, dag), (vandaag[1].pk, dag)})

    # Media are kept only when they are what they should be, and are then there in parts too.
    inhoud = (settings.BASE_DIR / "static" / "js" / "kaarten.js").read_bytes()
    goed = {"url": FILM, "sha256": hashlib.sha256(inhoud).hexdigest()}
    assert wand.pagina.evaluate(BEWAAR, [goed, {"url": "/static/js/print.js", "sha256": "0" * 64}]) == [FILM]

    # The network goes. A day later the screen shows that day's item, also after a reload and in a new browser.
    wand.venster.set_offline(True)
    lengte, tekst = len(inhoud), inhoud.decode()
    for bereik, status, welk, deel in (
        ("bytes=0-", 206, f"bytes 0-{lengte - 1}/{lengte}", tekst),
        ("bytes=5-9", 206, f"bytes 5-9/{lengte}", tekst[5:10]),
        ("bytes=-4", 206, f"bytes {lengte - 4}-{lengte - 1}/{lengte}", tekst[-4:]),
        (f"bytes={lengte}-", 416, f"bytes */{lengte}", ""),
    ):
        assert wand.pagina.evaluate(DEEL, [FILM, bereik]) == [status, welk, deel]
    wand.verder(hours=24)
    wand.ziet("een uur niet opschrijven")
    wand.verder(seconds=11)
    wand.pagina.reload()
    wand.ziet("een uur niet opschrijven")
    wand.venster.close()
    nu = timezone.now
    wand.start(op=nu() + timedelta(hours=24, seconds=30), net=False)
    wand.ziet("een uur niet opschrijven")
    wand.verder(seconds=11)
    toets = wand.pagina.keyboard.press
    toets("v")
    wand.pagina.get_by_text("Genoteerd: besproken.").wait_for()
    wand.verder(hours=4)
    wand.pagina.get_by_text("Geen netwerk. Laatst bijgewerkt").wait_for()
    assert Vertoond.objects.filter(dag=morgen.dag).count() == 0

    # It comes back. Within a minute the portal knows what hung there, once.
    monkeypatch.setattr(timezone, "now", lambda: nu() + timedelta(hours=28, minutes=1))
    wand.venster.set_offline(False)
    bewijs_volledig(wand, {(vandaag[0].pk, dag), (vandaag[1].pk, dag), (morgen.pk, morgen.dag)})
    assert Bespreking.objects.get(vertoning=morgen).uitkomst == "besproken"
    assert "Geen netwerk" not in wand.stand()

    # A clock that is wrong is said, and the portal's is used.
    wand.pagina.clock.set_system_time(nu() + timedelta(hours=28, minutes=41))
    wand.tot("[data-stand]:has-text('minuten voor')")

    # Taken away: it forgets, and shows a code.
    cast.client(cast.bram).post(f"/briefings/schermen/{scherm.pk}/loskoppelen/")
    wand.tot("[data-code]:visible")
    assert wand.pagina.evaluate("Object.keys(localStorage).filter((naam) => naam === 'scherm:gegevens')") == []
