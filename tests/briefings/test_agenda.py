"""Feeds of a person and of a team: neutral, stable, and read by a real calendar program (khal)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from icalendar import Calendar

from briefings.models import Teamagenda, Vertoning
from briefings.services import haal_weg, verplaats
from tests.briefings.akkoord import over
from vik_portal.organisatie.models import Eenheid

pytestmark = pytest.mark.django_db


def maak(client, team) -> str:
    """Makes the link of a team and returns its path."""
    antwoord = client.post(f"/briefings/teamagenda/{team.pk}/")
    assert "no-store" in antwoord["Cache-Control"]
    gevonden = re.search(r'value="https?://[^/]+(/briefings/agenda/[\w-]+\.ics)"', antwoord.content.decode())
    assert gevonden
    return gevonden[1]


def gebeurtenissen(client, pad):
    return Calendar.from_ical(client.get(pad).content).walk("VEVENT")


class Khal:
    """The calendar program, with a calendar of its own in a folder."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        (map_ / "agenda").mkdir()
        self.instelling = map_ / "khal.conf"
        self.instelling.write_text(
            f"[calendars]\n[[team]]\npath = {map_}/agenda\ntype = calendar\n"
            "[locale]\nlocal_timezone = Europe/Amsterdam\ndefault_timezone = Europe/Amsterdam\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            f"[sqlite]\npath = {map_}/khal.db\n[default]\ndefault_calendar = team\n"
        )

    def doe(self, *woorden: str) -> str:
        programma = Path(sys.executable).with_name("khal")
        omgeving = os.environ | {"LC_ALL": "C.UTF-8", "HOME": str(self.map)}
        return subprocess.run(
            [programma, "-c", self.instelling, *woorden],
            capture_output=True, text=True, check=True, env=omgeving, timeout=60,
        ).stdout  # fmt: skip

    def lees(self, ics: bytes) -> list[str]:
        """Imports a feed and lists what is in the calendar then: day, title and state of each appointment."""
        (self.map / "feed.ics").write_bytes(ics)
        self.doe("import", "--batch", "-a", "team", str(self.map / "feed.ics"))
        regels = self.doe(
            "list", "--day-format", "", "--format", "{start-date} {title} {status}", over(0).isoformat(), "60d"
        )
        return sorted(regel.strip() for regel in regels.splitlines() if regel.strip())


def test_khal_sees_a_move_and_a_cancellation_as_the_same_appointment(cast, items, tmp_path):
    een, twee = (Vertoning.objects.create(item=items[i], team=cast.team, dag=over(10 + i)) for i in (0, 1))
    pad = maak(cast.client(cast.bram), cast.team)
    khal, lezer = Khal(tmp_path), cast.client()
    eerst = khal.lees(lezer.get(pad).content)
    assert [regel.split()[0] for regel in eerst] == [over(10).isoformat(), over(11).isoformat()]
    assert all("VIK: briefing" in regel and "CANCELLED" not in regel for regel in eerst)
    verplaats(vertoning=een, naar=over(17))
    haal_weg(vertoning=twee)
    daarna = khal.lees(lezer.get(pad).content)
    assert [regel.split()[0] for regel in daarna] == [over(11).isoformat(), over(17).isoformat()]
    assert "CANCELLED" in daarna[0]
    assert "CANCELLED" not in daarna[1]


def test_a_team_feed_is_neutral_and_knows_its_time_zone(cast, campagne, items):
    pad = maak(cast.client(cast.bram), cast.team)
    antwoord = cast.client().get(pad)
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in antwoord["Cache-Control"]
    tekst = antwoord.content.decode()
    assert "TZID:Europe/Amsterdam" in tekst
    for woord in (items[0].titel[:12], "Vlietzoom", "Voorjaar", "bram"):
        assert woord.lower() not in tekst.lower()
    assert {str(g["uid"]) for g in Calendar.from_ical(tekst).walk("VEVENT")} == {
        f"{uid}@vik-portaal" for uid in campagne.vertoningen.filter(team=cast.team).values_list("uid", flat=True)
    }
    assert cast.client().get(pad).content == antwoord.content


def test_the_key_of_a_team_is_of_the_teamchef_shown_once_and_revocable(cast):
    client, url = cast.client(cast.bram), f"/briefings/teamagenda/{cast.team.pk}/"
    for wie in (cast.anouk, cast.dirk, cast.carla, cast.guus):
        assert cast.client(wie).post(url).status_code == 404
    eerste = maak(client, cast.team)
    token = eerste.rsplit("/", 1)[1].removesuffix(".ics")
    assert len(token) >= 43  # 256 bits
    assert token not in client.get(url).content.decode()
    assert token not in str(list(Teamagenda.objects.values()))
    assert all(token not in str(sessie.get_decoded()) for sessie in Session.objects.all())
    tweede = maak(client, cast.team)
    assert (cast.client().get(eerste).status_code, cast.client().get(tweede).status_code) == (404, 200)
    client.post(url, {"intrekken": "1"})
    assert cast.client().get(tweede).status_code == 404


def test_a_team_that_is_no_more_has_no_feed(cast):
    pad = maak(cast.client(cast.bram), cast.team)
    Eenheid.objects.filter(pk=cast.team.pk).update(actief=False)
    assert cast.client().get(pad).status_code == 404


def eigen_feed(client) -> str:
    html = client.post("/berichten/agenda/maak/").content.decode()
    return re.search(r'value="https?://[^/]+(/berichten/agenda/[\w-]+\.ics)"', html)[1]


def test_the_own_feed_holds_the_showings_themselves_and_not_twice(cast, campagne):
    pad = eigen_feed(cast.client(cast.dirk))
    rijen = {str(g["uid"]): g for g in gebeurtenissen(cast.client(), pad)}
    eigen = list(campagne.vertoningen.filter(team=cast.team))
    assert set(rijen) == {f"{rij.uid}@vik-portaal" for rij in eigen}
    verplaats(vertoning=eigen[0], naar=eigen[0].dag + timedelta(days=1))
    na = {str(g["uid"]): g for g in gebeurtenissen(cast.client(), pad)}
    uid = f"{eigen[0].uid}@vik-portaal"
    assert set(na) == set(rijen)
    assert na[uid]["sequence"] == rijen[uid]["sequence"] + 1
    assert na[uid]["dtstamp"].dt > rijen[uid]["dtstamp"].dt


def test_who_looks_over_many_teams_has_a_day_once_and_sees_one_team_leave_it(cast, campagne, items):
    pad = eigen_feed(cast.client(cast.hanna))

    def stand():
        return {str(g["uid"]): g["dtstart"].dt for g in gebeurtenissen(cast.client(), pad)}

    alle = campagne.vertoningen.filter(item=items[0], dag=campagne.van).order_by("pk")
    oudste, ander = alle
    voor = stand()
    assert f"{oudste.uid}@vik-portaal" in voor
    assert f"{ander.uid}@vik-portaal" not in voor
    verplaats(vertoning=oudste, naar=over(3))
    na = stand()
    assert na[f"{oudste.uid}@vik-portaal"] == over(3)
    assert na[f"{ander.uid}@vik-portaal"] == campagne.van
