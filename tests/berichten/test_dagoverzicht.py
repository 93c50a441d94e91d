"""The mail of 07:00: what is due, and what did not need a mail of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from croniter import croniter
from procrastinate.contrib.django import app

from tests.berichten.conftest import GEBUNDELD
from vik_portal.berichten import services, taken
from vik_portal.berichten.models import Bericht
from vik_portal.register import Punt

ZOMER = datetime(2026, 7, 1, 5, 0, tzinfo=UTC)
WINTER = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
DAG = date(2026, 12, 1)


def op(moment: datetime) -> None:
    taken.dagoverzicht(timestamp=int(moment.timestamp()))


def stuur(aan, onderwerp, tekst="Lees het in het portaal.", url=""):
    return services.stuur(aan=aan, soort=GEBUNDELD.sleutel, onderwerp=onderwerp, tekst=tekst, url=url)


def test_one_mail_with_what_is_due_and_what_is_new(werker, postbus, cast, bron):
    punten = [
        Punt("Kies een item voor december", "/briefings/", "De week begint vandaag", DAG),
        Punt("Bespreek de drie afspraken", "/risico/", "", DAG - timedelta(days=8)),
        Punt("Nog niet aan de orde", "/later/", "", DAG + timedelta(days=1)),
        Punt("Zonder dag", "/ooit/"),
    ]
    bron("wacht", lambda gebruiker: punten if gebruiker == cast.bram else [])
    bron("komt", lambda gebruiker: [Punt("Komt en wacht niet", "/komt/", "", DAG)], sleutel="proef-komt")
    eerste, tweede = (
        stuur(cast.bram, "Themablad vernieuwd", "Doxing is bijgewerkt.\nLees het.", "/beroepscode/"),
        stuur(cast.bram, "Nog iets"),
    )
    werker()
    assert postbus.binnen == []  # these never go alone
    op(WINTER)
    werker()
    (mail,) = postbus.binnen
    assert mail["To"] == "bram@politie.example"
    assert mail["Subject"] == "VIK-portaal: 4 punten voor vandaag"
    assert mail.get_content().replace("\r\n", "\n") == (
        "Dag Bram,\n\n"
        "Dit wacht op je:\n"
        "- Bespreek de drie afspraken (te laat: 23 november)\n"
        "- Kies een item voor december (vandaag)\n"
        "  De week begint vandaag\n\n"
        "Dit is nieuw:\n"
        "- Themablad vernieuwd\n  Doxing is bijgewerkt.\n  Lees het.\n"
        "  https://portaal.example/beroepscode/\n"
        "- Nog iets\n  Lees het in het portaal.\n\n"
        "Bekijk het hier:\nhttps://portaal.example/mijn/\n\n"
        "-- \nJe krijgt dit bericht omdat er iets op je wacht of er nieuws voor je is.\n"
        "Liever niet per mail? Zet het uit in het portaal, onder Berichten.\n"
    )
    for deel in (eerste, tweede):
        deel.refresh_from_db()
        assert deel.status == "verzonden"
    assert [bericht.dag for bericht in Bericht.objects.van(cast.bram)] == [DAG]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "verwacht"),
    [
        (ZOMER - timedelta(hours=1), 0),
        (ZOMER, 1),
        (ZOMER + timedelta(hours=1), 1),
        (WINTER - timedelta(hours=1), 0),
        (WINTER, 1),
    ],
)
def test_it_is_seven_in_amsterdam_in_summer_and_winter(cast, bron, moment, verwacht):
    bron("wacht", lambda gebruiker: [Punt("Iets", "/x/", "", moment.date())] if gebruiker == cast.bram else [])
    op(moment)
    assert Bericht.objects.filter(dag=moment.date()).count() == verwacht


@pytest.mark.parametrize("dag", [ZOMER, WINTER])
def test_cron_fires_at_seven_in_amsterdam(dag):
    taak = app.periodic_registry.periodic_tasks["berichten.dagoverzicht", ""]
    middernacht = dag.replace(hour=0).timestamp()
    slagen = croniter(taak.cron, middernacht)
    assert dag.timestamp() in [slagen.get_next(float), slagen.get_next(float)]


@pytest.mark.django_db
def test_once_a_day_however_often_it_runs(cast, bron):
    bron("wacht", lambda gebruiker: [Punt("Iets", "/x/", "", DAG)] if gebruiker == cast.bram else [])
    op(WINTER)
    op(WINTER)
    op(WINTER + timedelta(days=1))
    assert Bericht.objects.van(cast.bram).count() == 2


@pytest.mark.django_db
def test_nothing_due_is_no_mail_and_off_is_off(cast, bron):
    bron("wacht", lambda gebruiker: [Punt("Iets", "/x/", "", DAG)] if gebruiker in (cast.bram, cast.kees) else [])
    services.kies_voorkeuren(gebruiker=cast.bram, aan=[GEBUNDELD.sleutel])
    op(WINTER)
    assert not Bericht.objects.exists()  # kees has no role, bram wants no reminders, for the others nothing is due
    stuur(cast.kees, "Toch iets")
    op(WINTER)


@pytest.mark.django_db
def test_somebody_without_a_role_still_gets_what_was_sent_to_him(cast, settings):
    settings.MAIL_VERSTUREN = True
    deel = stuur(cast.kees, "Je hebt een rol gekregen")
    op(WINTER)
    deel.refresh_from_db()
    assert deel.gebundeld_in.ontvanger == cast.kees


@pytest.mark.django_db
def test_a_source_that_breaks_for_one_does_not_stop_the_others(cast, bron, caplog):
    def punten(gebruiker):
        if gebruiker == cast.anouk:
            raise RuntimeError("kapotte bron")
        return [Punt("Iets", "/x/", "", DAG)] if gebruiker == cast.lotte else []

    bron("wacht", punten)
    with pytest.raises(RuntimeError, match="1 van de gebruikers"):
        op(WINTER)
    assert Bericht.objects.get().ontvanger == cast.lotte
    assert f"gebruiker {cast.anouk.pk}" in caplog.text
    assert "anouk@" not in caplog.text


def test_a_digest_that_cannot_be_delivered_shares_its_fate_with_its_parts(werker, postbus, cast):
    postbus.weiger = "550"
    deel = stuur(cast.bram, "Themablad vernieuwd")
    op(WINTER)
    werker()
    deel.refresh_from_db()
    assert deel.status == "mislukt"
    postbus.weiger = ""
    services.opnieuw(ids=[deel.gebundeld_in_id])
    werker()
    deel.refresh_from_db()
    assert deel.status == "verzonden"
    assert len(postbus.binnen) == 1
