"""The link on a telephone, in a real browser: without a referrer and without cookies the answer still arrives."""

from __future__ import annotations

from briefings.beslislink import maak_token
from briefings.models import Goedkeuring
from tests.cast import maak_cast
from tests.wereld import maak_wereld, vraag_akkoord


def test_the_leadership_answers_on_a_phone(transactional_db, live_server, browser):
    cast = maak_cast()
    vraag = vraag_akkoord(cast, maak_wereld(cast).item)
    link = f"{live_server.url}/briefings/goedkeuren/{maak_token(vraag.pk, cast.hanna.pk)}/"
    gevraagd = []
    with browser.new_context(locale="nl-NL", viewport={"width": 320, "height": 640}) as telefoon:
        pagina = telefoon.new_page()
        pagina.on("request", lambda verzoek: gevraagd.append(verzoek.headers.get("referer", "")))
        pagina.goto(link)
        assert pagina.evaluate("document.documentElement.scrollWidth") == 320
        pagina.get_by_role("button", name="Geef terug met deze reden").click()
        fout = pagina.get_by_role("link", name="Schrijf op wat er anders moet.")
        fout.wait_for()
        assert fout.bounding_box()["y"] < 640  # in sight, at the foot of a long page
        pagina.get_by_label("Of wat moet er anders?").fill("Te lang voor de nacht.")
        pagina.get_by_role("button", name="Geef terug met deze reden").click()
        pagina.get_by_text("Te lang voor de nacht.").wait_for()
        assert pagina.url.split("#")[0] == link
        assert telefoon.cookies() == []
    assert not any("goedkeuren" in adres for adres in gevraagd)
    assert Goedkeuring.objects.get().status == "teruggegeven"
