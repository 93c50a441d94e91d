"""One campaign with real parts: wizard, approval by a link from a mailbox, notices, package, a wall screen that loses
its network for a day and restarts, marks by QR, and the report at the end."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader

from briefings import taken
from briefings.briefer import Sleutel
from briefings.models import (
    Bespreking,
    Briefingsitem,
    Briefingtijd,
    Campagne,
    Goedkeuring,
    Pakket,
    Scherm,
    Vertoond,
    Weektotaal,
)
from briefings.ritme import maandag_van
from tests.berichten.conftest import mailserver, werker
from tests.briefings.conftest import items, wand
from tests.briefings.wand import Wand, bewijs_volledig, bij_een_briefing
from tests.cast import Cast, maak_cast
from vik_portal import bewaren
from vik_portal.organisatie.models import Eenheid

__all__ = ["items", "mailserver", "wand", "werker"]
pytestmark = pytest.mark.django_db(transaction=True)
LINK = re.compile(r"https://portaal\.example(/briefings/goedkeuren/\S+/)")


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return maak_cast()


def maak_campagne(cast: Cast, item: Briefingsitem, dagen: list[date]) -> Campagne:
    """Anouk goes through the wizard, page by page."""
    anouk = cast.client(cast.anouk)
    wat = {"naam": "Geweld op papier", f"plek_{item.pk}": "1", "gesprek_gevraagd": "on"}
    assert anouk.post("/briefings/campagnes/nieuw/", wat).status_code == 302
    stuk = Campagne.objects.get()
    basis = f"/briefings/campagnes/{stuk.pk}"
    assert anouk.post(f"{basis}/waar/", {"districten": [cast.district.pk]}).status_code == 302
    deel = stuk.campagneitems.get()
    velden = {f"dag_{deel.pk}_{nummer}": dag.isoformat() for nummer, dag in enumerate(dagen)}
    assert anouk.post(f"{basis}/wanneer/", velden).status_code == 302
    form = anouk.get(f"{basis}/controleer/").context["form"]
    klaar = anouk.post(f"{basis}/controleer/", {naam: form[naam].value() for naam in form.fields}, follow=True)
    assert "vertoningen staan in de planning" in klaar.content.decode()
    stuk.refresh_from_db()
    return stuk


def keur_goed(cast: Cast, campagne: Campagne, item: Briefingsitem, postbus: Any, werker: Any) -> None:
    """Anouk asks; Hanna opens the link of the mail on a phone without an account, and says yes."""
    vraag = {"voor": [f"{item.pk}-{cast.eenheid.pk}"], "uiterlijk": timezone.localdate().isoformat()}
    assert cast.client(cast.anouk).post(f"/briefings/campagnes/{campagne.pk}/akkoord/", vraag).status_code == 302
    werker()
    [mail] = postbus.binnen
    assert mail["To"] == cast.hanna.email
    [link] = LINK.findall(mail.get_content())
    telefoon = Client()
    assert item.titel in telefoon.get(link).content.decode()
    assert Goedkeuring.objects.get().status == "open"
    telefoon.post(link, {"besluit": "akkoord"})
    assert Goedkeuring.objects.get().status == "goedgekeurd"
    postbus.binnen.clear()


def vertel(cast: Cast, campagne: Campagne, postbus: Any, werker: Any) -> None:
    """Anouk tells the sectorhoofd, Guus his briefers; both get one link and the days as a calendar."""
    for wie, soort, aan in ((cast.anouk, "sectorhoofd", cast.guus), (cast.guus, "briefers", cast.dirk)):
        mijlpaal = campagne.mijlpalen.get(soort=soort)
        adres = f"/briefings/mijlpaal/{mijlpaal.pk}/vertel/"
        assert cast.client(wie).post(adres, {"tekst": "Deze week aan de wand."}).status_code == 302
        werker()
        [mail] = [mail for mail in postbus.binnen if mail["To"] == aan.email]
        tekst, agenda = mail.iter_parts()
        assert tekst.get_content().count("https://") == 1
        assert len(Calendar.from_ical(agenda.get_content()).walk("VEVENT")) == 2
        mijlpaal.refresh_from_db()
        assert mijlpaal.gereed
        postbus.binnen.clear()


def haal_pakket(cast: Cast, campagne: Campagne, item: Briefingsitem, werker: Any) -> None:
    """Asked, made by the worker, fetched, delivered and confirmed."""
    anouk = cast.client(cast.anouk)
    anouk.post(f"/briefings/campagnes/{campagne.pk}/pakketten/{item.pk}/{cast.eenheid.pk}/")
    werker()
    pakket = Pakket.objects.get()
    bestand = anouk.get(f"/briefings/pakket/{pakket.pk}/pakket.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(bestand.streaming_content))) as zip_:  # type: ignore[attr-defined]
        assert {"dia.pptx", "scherm.png", "film.mp4", "spreektekst.txt", "dagen.xlsx"} <= set(zip_.namelist())


def tik_besproken(team: Eenheid, vertoning: int, dag: date, moment: time) -> None:
    """The briefer of another team taps "besproken" on a phone."""
    adres = f"/b/{Sleutel(team.pk, dag, moment).token()}/"
    antwoord = Client().post(adres, {"plek": f"{vertoning}:punten", "uitkomst": "besproken"})
    assert antwoord.status_code == 302


def test_a_campaign_from_the_wizard_to_the_report(
    cast: Cast, items: list[Briefingsitem], wand: Wand, mailserver: Any, werker: Any, venster: Any, live_server: Any,
    settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path / "media"
    anderen = [Eenheid.objects.create(naam=f"Basisteam {n}", soort="team", ouder=cast.district) for n in range(4)]
    teams = [cast.team, cast.buurteam, *anderen]
    dag, moment = bij_een_briefing(*teams)
    # A second briefing, half a day from this one: a week of ten briefings or more may be told of.
    straks = time((moment.hour + 12) % 24, moment.minute)
    Briefingtijd.objects.bulk_create(Briefingtijd(team=team, naam="Late", begint=straks) for team in teams)
    item, morgen = items[0], dag + timedelta(days=1)

    campagne = maak_campagne(cast, item, [dag, morgen])
    keur_goed(cast, campagne, item, mailserver, werker)
    vertel(cast, campagne, mailserver, werker)
    haal_pakket(cast, campagne, item, werker)

    # The screen of the own team: paired, and it shows what was approved.
    wand.start()
    code = wand.pagina.locator("[data-code]:visible").inner_text()
    velden = {"code": code, "team": cast.team.pk, "naam": "Wand", "ruimte": ""}
    assert cast.client(cast.bram).post("/briefings/schermen/", velden).status_code == 302
    wand.verder(seconds=4)
    wand.ziet(item.titel)
    wand.pagina.locator("body[data-bewaarder=ja]").wait_for()
    wand.verder(seconds=11)

    # The briefer scans the code and taps; so do the briefers of five other teams.
    hier = campagne.vertoningen.get(team=cast.team, dag=dag)
    telefoon = venster.new_page()
    scherm = Scherm.objects.get()
    telefoon.goto(f"{live_server.url}/b/{Sleutel(cast.team.pk, dag, moment, scherm.pk).token()}/")
    telefoon.get_by_text("Besproken", exact=True).click()
    telefoon.get_by_role("button", name="Noteer").click()
    telefoon.get_by_text("Genoteerd. Dank je wel.").wait_for()
    for team in teams[1:]:
        tik_besproken(team, campagne.vertoningen.get(team=team, dag=dag).pk, dag, moment)
    assert Bespreking.objects.count() == 6
    bewijs_volledig(wand, {(hier.pk, dag)})

    # A day without a network and a restart: the next day's showing hangs all the same, and a key marks it.
    wand.venster.set_offline(True)
    wand.venster.close()
    nu = timezone.now
    wand.start(op=nu() + timedelta(hours=24, seconds=30), net=False)
    wand.ziet(item.titel)
    wand.verder(seconds=11)
    wand.pagina.keyboard.press("v")
    wand.pagina.get_by_text("Genoteerd: besproken.").wait_for()
    monkeypatch.setattr(timezone, "now", lambda: nu() + timedelta(hours=24, minutes=2))
    wand.venster.set_offline(False)
    volgend = campagne.vertoningen.get(team=cast.team, dag=morgen)
    bewijs_volledig(wand, {(hier.pk, dag), (volgend.pk, morgen)})
    assert Bespreking.objects.get(vertoning=volgend).uitkomst == "besproken"

    # Three weeks later the weeks are counted, the marks of the teams go, and the report says what is left.
    monkeypatch.setattr(timezone, "now", lambda: nu() + timedelta(days=45))
    taken.tel_weken_elke_nacht(timestamp=0)
    bewaren.ruim_op(moment=timezone.now())
    assert not Bespreking.objects.exists()
    assert sum(Weektotaal.objects.values_list("gepland", flat=True)) == 24
    assert not Vertoond.objects.exists()
    pagina = cast.client(cast.hanna).get(f"/briefings/campagnes/{campagne.pk}/evaluatie/").content.decode()
    # Whether both days lie in one week depends on today.
    gepland, besproken = (24, 7) if maandag_van(dag) == maandag_van(morgen) else (12, 6)
    woorden = re.sub(r"<[^>]+>|\s", " ", pagina)
    assert re.search(rf"{cast.district} +6 teams +{gepland} +minder dan 5 +{besproken} ", woorden)
    pdf = cast.client(cast.anouk).get(f"/briefings/campagnes/{campagne.pk}/evaluatie.pdf")
    tekst = " ".join(" ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(pdf.content)).pages).split())
    assert campagne.naam in tekst
    assert str(cast.district) in tekst
