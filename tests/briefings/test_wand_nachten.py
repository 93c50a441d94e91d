"""A wall screen that nobody looks after: it stays awake, loads itself anew at night, backs off, and plays its film."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from briefings import rooster
from briefings.models import Briefingsitem, Briefingtijd, Vertoning
from briefings.views import scherm as view
from tests.briefings.kamer import maak_kamer, zet
from tests.briefings.wand import Wand, bij_een_briefing
from tests.cast import maak_cast
from tests.meedoen import eigen
from tests.wereld import inhoud_van
from vik_portal.media.film import Filmfeiten
from vik_portal.media.films import neem_film_over
from vik_portal.redactie import services

pytestmark = pytest.mark.django_db(transaction=True)

TOKEN = "token-aan-de-wand"
SLUG = "bejegening-op-straat"
VTT = "WEBVTT\n\n00:00.000 --> 00:20.000\nGoedemiddag."
#: A browser of which a test says what chance gives, whether it lets a screen stay awake, and whether it is in sight.
TOESTEL = """
  window.wachttijden = []; window.sloten = []; window.gevraagd = 0; window.nachten = 0; window.weigert = WEIGERT;
  let worp = WORP, zicht = 'visible';
  Math.random = () => worp;
  window.werp = (nieuw) => { worp = nieuw; };
  const wacht = setTimeout;
  window.setTimeout = (doe, duur, ...rest) => {
    if (doe.name === 'kijk') wachttijden.push(duur);
    return wacht(doe, duur, ...rest);
  };
  const slot = WakeLock.prototype.request;
  WakeLock.prototype.request = async function (soort) {
    gevraagd += 1;
    if (weigert) throw new DOMException('De batterij is bijna leeg', 'NotAllowedError');
    sloten.push(await slot.call(this, soort));
    return sloten.at(-1);
  };
  const inschrijving = ServiceWorkerContainer.prototype.getRegistration;
  ServiceWorkerContainer.prototype.getRegistration = function (...wat) {
    nachten += 1;
    return inschrijving.apply(this, wat);
  };
  Object.defineProperty(Document.prototype, 'visibilityState', { get: () => zicht });
  window.inZicht = (ja) => {
    zicht = ja ? 'visible' : 'hidden';
    document.dispatchEvent(new Event('visibilitychange'));
  };
"""


#: A film that goes on; then how its captions stand, what they say now, and how wide it is.
SPEELT = "() => { const film = document.querySelector('video'); return film && !film.paused && film.currentTime > .5 }"
FILM = """() => { const film = document.querySelector('video'), [spoor] = film.textTracks;
  return [spoor.mode, spoor.activeCues[0]?.text, film.videoWidth]; }"""


def toestel(*, worp: float = 1, weigert: bool = False) -> str:
    """Such a browser. With what chance gives at first, 1 and so more than it can, no minute of the night is its own."""
    return TOESTEL.replace("WORP", str(worp)).replace("WEIGERT", "true" if weigert else "false")


@pytest.fixture
def om_drie_uur(monkeypatch):
    """The portal's clock runs, from ten to three next night on."""
    morgen = timezone.localdate() + timedelta(days=1)
    begin = datetime.combine(morgen, time(2, 50), rooster.ZONE)
    verschil, echt = begin - timezone.now(), timezone.now
    uren = {"later": timedelta()}
    monkeypatch.setattr(timezone, "now", lambda: echt() + verschil + uren["later"])
    return morgen, uren


def test_it_stays_awake_and_a_browser_that_refuses_is_asked_again(wand: Wand) -> None:
    cast = maak_cast()
    maak_kamer(cast, TOKEN)
    wand.start(token=TOKEN, eerst=toestel())
    pagina = wand.pagina
    pagina.wait_for_function("() => sloten.length === 1 && !sloten[0].released")
    pagina.evaluate("inZicht(false); sloten[0].release()")  # what a browser does with a page that is out of sight
    wand.verder(minutes=2)
    assert pagina.evaluate("gevraagd") == 1
    pagina.evaluate("inZicht(true)")
    pagina.wait_for_function("() => sloten.length === 2 && !sloten[1].released")
    pagina.evaluate("inZicht(true)")
    assert pagina.evaluate("gevraagd") == 2
    # Taken by the device while the page is in sight, and refused from then on: nothing to see, and it asks again.
    pagina.evaluate("weigert = true; sloten[1].release()")
    wand.verder(seconds=61)
    pagina.wait_for_function("() => gevraagd >= 3")
    pagina.evaluate("weigert = false")
    wand.verder(seconds=61)
    pagina.wait_for_function("() => sloten.length === 3 && !sloten[2].released")
    pagina.locator("[data-stand]", has_text="Laatst bijgewerkt").wait_for()


def test_attempts_grow_up_to_a_bound_and_begin_anew_after_success(wand: Wand) -> None:
    maak_kamer(maak_cast(), TOKEN)
    wand.start(token=TOKEN, eerst=toestel())
    pagina = wand.pagina
    pagina.locator("body[data-bewaarder=ja]").wait_for()

    def volgende(worp: float) -> int:
        """How long it waits after the next attempt, in whole seconds, when chance gives this."""
        keren = pagina.evaluate("(worp) => { werp(worp); return wachttijden.length; }", worp)
        wand.verder(milliseconds=pagina.evaluate("wachttijden.at(-1)") + 1)
        pagina.wait_for_function("(keren) => wachttijden.length > keren", arg=keren)
        return round(pagina.evaluate("wachttijden.at(-1)") / 1000)

    pagina.wait_for_function("() => wachttijden.length === 1")
    assert [volgende(0.5), volgende(0), volgende(1)] == [30, 24, 36]
    # No network: a little longer, and never so long that it is not back within a minute.
    wand.venster.set_offline(True)
    assert [volgende(worp) for worp in (0.5, 0.5, 0, 1, 0.5)] == [30, 45, 36, 54, 45]
    wand.venster.set_offline(False)
    assert volgende(0.5) == 30
    # A portal in trouble gets more and more rest.
    pagina.route("**/scherm/stand", lambda route: route.fulfill(status=503))
    assert [volgende(worp) for worp in (0.5, 0.5, 0.5, 0.5, 0.5, 0, 1)] == [30, 60, 120, 240, 300, 240, 360]
    pagina.unroute("**/scherm/stand")
    assert [volgende(0.5), volgende(0.5)] == [30, 30]
    assert "Geen netwerk" not in wand.stand()


def test_a_new_release_hangs_the_same_night_and_never_during_a_briefing(wand: Wand, om_drie_uur, monkeypatch) -> None:
    cast = maak_cast()
    kamer = maak_kamer(cast, TOKEN)
    dag, uren = om_drie_uur
    Briefingtijd.objects.create(team=cast.team, naam="Nacht", begint=time(3, 30))
    zet(kamer, cast, dag)
    wand.start(op=timezone.now(), token=TOKEN, eerst=toestel(worp=0.25))  # chance says half past three
    pagina = wand.pagina
    pagina.locator("body[data-bewaarder=ja][data-ritme='30']").wait_for()

    def pogingen_na(**hoe_lang: int) -> int:
        """How often it has tried to load itself anew since the page came, after so long."""
        uren["later"] += timedelta(**hoe_lang)
        wand.verder(**hoe_lang)
        return pagina.evaluate("nachten")

    # A release that asks every 31 seconds.
    schil = view._schil().replace('data-ritme="30"', 'data-ritme="31"')
    monkeypatch.setattr(view, "_schil", lambda: schil)
    monkeypatch.setattr(view, "bouwstand", lambda: "deze-nacht")
    assert pogingen_na(minutes=29) == 0  # 3:19, not yet
    assert pogingen_na(minutes=12) == 0  # 3:31, a briefing
    wand.ziet("Geweld gebruikt?")
    wand.venster.set_offline(True)
    keren = pagina.evaluate("wachttijden.length")
    assert pogingen_na(minutes=1) == 0
    pagina.wait_for_function("(keren) => wachttijden.length > keren", arg=keren)  # it knows that there is no network
    assert pogingen_na(minutes=33) == 0  # 4:05, nothing answers
    wand.venster.set_offline(False)
    wand.tot("body[data-ritme='31'][data-bewaarder=ja]", 120)
    assert pogingen_na(minutes=20) == 0  # once a night


def test_a_film_plays_from_what_is_kept_with_its_captions(wand: Wand) -> None:
    cast = maak_cast()
    maak_kamer(cast, TOKEN)
    # VP9: every Chromium plays it, also those without the codecs that cost money.
    feiten = Filmfeiten("mp4", seconden=12.0, breedte=160, hoogte=90, geluid=False)
    film = neem_film_over(film=eigen.film("mp4", "libvpx-vp9", 12), poster=b"", feiten=feiten, alt="Een vierkant.")
    inhoud = inhoud_van("briefings/inhoud", SLUG, "notities")
    inhoud["media"] |= {"film": film.vingerafdruk, "ondertiteling": VTT}
    item = services.laad(stuk=Briefingsitem(slug=SLUG), inhoud=inhoud, toelichting="geleverd")
    dag, _ = bij_een_briefing(cast.team)
    Vertoning.objects.create(item=item, team=cast.team, dag=dag)
    wand.start(token=TOKEN)
    wand.pagina.locator("body[data-bewaard='2']").wait_for()
    wand.venster.close()

    # Started anew without a network, at the briefing.
    wand.start(net=False)
    pagina, delen = wand.pagina, []
    pagina.on("response", lambda a: delen.append((a.status, a.from_service_worker)) if ".mp4" in a.url else None)
    pagina.reload()
    pagina.wait_for_function(SPEELT)
    assert pagina.evaluate(FILM) == ["showing", "Goedemiddag.", 160]
    assert set(delen) == {(206, True)}
