"""The calendar feed: a key that is shown once, and a calendar that gives nothing away."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from icalendar import Calendar

from vik_portal.berichten.models import Agendasleutel
from vik_portal.register import Punt

pytestmark = pytest.mark.django_db


def maak(client) -> str:
    """Makes a link and returns its path."""
    antwoord = client.post("/berichten/agenda/maak/")
    assert antwoord.status_code == 200
    assert "no-store" in antwoord["Cache-Control"]
    gevonden = re.search(r'value="https?://[^/]+(/berichten/agenda/[\w-]+\.ics)"', antwoord.content.decode())
    assert gevonden
    return gevonden[1]


def test_the_key_is_shown_once_and_kept_nowhere(cast):
    client = cast.client(cast.bram)
    pad = maak(client)
    token = pad.rsplit("/", 1)[1].removesuffix(".ics")
    assert len(token) >= 43  # 256 bits
    assert token not in client.get("/berichten/").content.decode()
    assert token not in str(list(Agendasleutel.objects.values()))
    assert all(token not in str(sessie.get_decoded()) for sessie in Session.objects.all())


def test_a_calendar_reads_it_without_logging_in(cast, bron):
    vandaag = timezone.localdate()
    bron("komt", lambda g: [Punt("Bejegening in Basisteam Vlietzoom", "/geheim/bejegening/", "Tekst", vandaag)])
    bron("wacht", lambda g: [Punt("Akkoord geven", "/geheim/akkoord/", "", vandaag - timedelta(days=3))], "proef-wacht")
    bron("mijn", lambda g: [Punt("Van mij", "/geheim/mijn/", "", vandaag)], "proef-mijn")
    pad = maak(cast.client(cast.bram))
    antwoord = cast.client().get(pad)
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in antwoord["Cache-Control"]
    tekst = antwoord.content.decode()
    assert "BEGIN:VTIMEZONE" in tekst
    assert "Europe/Amsterdam" in tekst
    for woord in ("Bejegening", "Vlietzoom", "Akkoord", "geheim", "Van mij", "bram"):
        assert woord.lower() not in tekst.lower()
    gebeurtenissen = Calendar.from_ical(tekst).walk("VEVENT")
    assert [(str(g["summary"]), g["dtstart"].dt) for g in gebeurtenissen] == [
        ("VIK: er wacht iets op je", vandaag - timedelta(days=3)),
        ("VIK: gepland", vandaag),
    ]
    assert cast.client().get(pad).content == antwoord.content  # the same keys, so no doubles in a calendar


def test_two_things_on_one_page_and_day_are_two(cast, bron):
    vandaag = timezone.localdate()
    bron("komt", lambda g: [Punt("Een", "/x/", "", vandaag), Punt("Twee", "/x/", "", vandaag)])
    tekst = cast.client().get(maak(cast.client(cast.bram))).content.decode()
    assert len(set(re.findall(r"^UID:(.+)$", tekst, re.M))) == 2


def test_somebody_elses_day_has_other_keys(cast, bron):
    bron("komt", lambda g: [Punt("Een", "/x/", "", timezone.localdate())])
    sleutels = [
        re.findall(r"^UID:(.+)$", cast.client().get(maak(cast.client(persoon))).content.decode(), re.M)
        for persoon in (cast.bram, cast.carla)
    ]
    assert sleutels[0] != sleutels[1]


def test_an_unknown_replaced_or_revoked_key_does_not_exist(cast):
    client = cast.client(cast.bram)
    eerste = maak(client)
    assert cast.client().get(eerste).status_code == 200
    tweede = maak(client)
    assert cast.client().get(eerste).status_code == 404
    assert cast.client().get(tweede).status_code == 200
    assert client.post("/berichten/agenda/intrek/").status_code == 302
    assert cast.client().get(tweede).status_code == 404
    assert cast.client().get("/berichten/agenda/onzin.ics").status_code == 404


def test_revoking_is_for_your_own_link(cast):
    pad = maak(cast.client(cast.bram))
    cast.client(cast.carla).post("/berichten/agenda/intrek/")
    assert cast.client().get(pad).status_code == 200


def test_a_closed_account_has_no_calendar(cast):
    pad = maak(cast.client(cast.bram))
    type(cast.bram).objects.filter(pk=cast.bram.pk).update(is_active=False)
    assert cast.client().get(pad).status_code == 404


def test_what_moves_stays_the_same_appointment(cast, bron):
    dag = [timezone.localdate()]
    bron("komt", lambda g: [Punt("Een", "/x/", "", dag[0]), Punt("Twee", "/x/", "", dag[0])])
    pad = maak(cast.client(cast.bram))

    def stand():
        return {
            str(g["uid"]): g["dtstart"].dt for g in Calendar.from_ical(cast.client().get(pad).content).walk("VEVENT")
        }

    voor = stand()
    dag[0] += timedelta(days=3)
    assert stand() == dict.fromkeys(voor, dag[0])
