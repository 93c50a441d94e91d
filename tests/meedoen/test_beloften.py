"""Promises to participants that are simple to say and simple to check: door, seats, form, ending, cleaning up."""

from __future__ import annotations

import json
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.meedoen import zaal
from vik_portal.meedoen import deelname, services
from vik_portal.meedoen.models import Bijeenkomst, Envelop, Ronde, Rondestoel, Stoel

pytestmark = pytest.mark.django_db


def telefoon(bijeenkomst: Bijeenkomst, token: str) -> Client:
    """A phone with this seat."""
    client = Client()
    client.cookies[deelname.COOKIE] = token
    return client


def pad(bijeenkomst: Bijeenkomst, rest: str = "") -> str:
    bijeenkomst.refresh_from_db()
    return f"/meedoen/{bijeenkomst.code}/{rest}"


def test_a_round_needs_a_closed_door_and_five_seats() -> None:
    bijeenkomst = zaal.maak_bijeenkomst()
    zaal.neem_plaats(bijeenkomst, 4)
    with pytest.raises(services.MeedoenFout, match="vijf"):
        zaal.open_ronde(bijeenkomst)
    code = services.open_deur(bijeenkomst=bijeenkomst).code
    services.neem_stoel(code=code)
    with pytest.raises(services.MeedoenFout, match="deur"):
        zaal.open_ronde(bijeenkomst)
    services.sluit_deur(bijeenkomst=bijeenkomst)
    assert zaal.open_ronde(bijeenkomst).stoelen == 5


def test_a_refused_round_leaves_no_box(stembus_dir: Path) -> None:
    bijeenkomst = zaal.maak_bijeenkomst()
    zaal.neem_plaats(bijeenkomst, 4)
    with pytest.raises(services.MeedoenFout):
        zaal.open_ronde(bijeenkomst)
    assert not list(stembus_dir.glob("*"))


def test_after_a_round_everybody_sits_down_anew() -> None:
    bijeenkomst = zaal.maak_bijeenkomst()
    eerst = zaal.neem_plaats(bijeenkomst, 6)
    services.stop_ronde(ronde=zaal.open_ronde(bijeenkomst))
    assert Stoel.objects.count() == 6
    daarna = zaal.neem_plaats(bijeenkomst, 5)
    assert {bytes(token) for token in Stoel.objects.values_list("token", flat=True)} == set(
        map(services.hash_token, daarna)
    )
    ronde = zaal.open_ronde(bijeenkomst)
    assert zaal.post(ronde, eerst[0], zaal.verzegel(ronde, b"\x01\x00")) == 403


def test_every_seat_gets_the_same_form_to_the_byte() -> None:
    bijeenkomst = zaal.maak_bijeenkomst()
    tokens = zaal.neem_plaats(bijeenkomst, 5)
    ronde = zaal.open_ronde(bijeenkomst)
    for adres in ("", "stand", f"ronde/{ronde.pk}"):
        antwoorden = [telefoon(bijeenkomst, token).get(pad(bijeenkomst, adres)) for token in [*tokens, "f" * 32]]
        assert len({antwoord.content for antwoord in antwoorden}) == 1, adres
        assert len({json.dumps(sorted(antwoord.headers.items())) for antwoord in antwoorden}) == 1, adres
        assert {antwoord.headers["Cache-Control"] for antwoord in antwoorden} == {"no-store"}
        assert not any(antwoord.cookies for antwoord in antwoorden)


def test_ending_the_meeting_deletes_all_seats() -> None:
    bijeenkomst = zaal.maak_bijeenkomst()
    tokens = zaal.neem_plaats(bijeenkomst, 5)
    ronde = zaal.open_ronde(bijeenkomst)
    for token in tokens:
        assert zaal.post(ronde, token, zaal.verzegel(ronde, b"\x04\x01")) == 200
    services.sluit_ronde(ronde=ronde)
    assert Stoel.objects.exists()
    assert Rondestoel.objects.exists()
    services.rond_af(bijeenkomst=bijeenkomst)
    assert not any(tabel.objects.exists() for tabel in (Stoel, Rondestoel, Envelop))
    bijeenkomst.refresh_from_db()
    assert bijeenkomst.code is None


@pytest.mark.parametrize(("uren", "status"), [(23, "open"), (25, "vervallen")])
def test_a_round_open_for_more_than_a_day_is_destroyed_unread(stembus_dir: Path, uren: int, status: str) -> None:
    bijeenkomst = zaal.maak_bijeenkomst()
    tokens = zaal.neem_plaats(bijeenkomst, 5)
    ronde = zaal.open_ronde(bijeenkomst)
    for token in tokens:
        zaal.post(ronde, token, zaal.verzegel(ronde, b"\x04\x01"))
    toen = time.time() - uren * 3600
    os.utime(stembus_dir / f"{ronde.pk}.stembus", (toen, toen))
    services.ruim_op()
    ronde.refresh_from_db()
    over = status == "open"
    assert (ronde.status, ronde.uitslag) == (status, None)
    assert Envelop.objects.exists() is over
    assert bool(list(stembus_dir.glob("*.stembus"))) is over


def test_a_box_without_an_open_round_goes_and_a_round_without_its_box_is_void(stembus_dir: Path) -> None:
    bijeenkomst = zaal.maak_bijeenkomst()
    zaal.neem_plaats(bijeenkomst, 5)
    ronde = zaal.open_ronde(bijeenkomst)
    bus = stembus_dir / f"{ronde.pk}.stembus"
    bus.rename(wees := stembus_dir / f"{'0' * 32}.stembus")
    toen = time.time() - 2 * services.NET_GEMAAKT
    os.utime(wees, (toen, toen))
    services.ruim_op()
    assert not list(stembus_dir.glob("*"))
    assert Ronde.objects.get(pk=ronde.pk).status == "vervallen"


def vergeten(titel: str) -> Bijeenkomst:
    """A meeting that began two days ago and that nobody ended, with five seats."""
    bijeenkomst = zaal.maak_bijeenkomst(titel)
    zaal.neem_plaats(bijeenkomst, 5)
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(begin=timezone.now() - timedelta(hours=50))
    return bijeenkomst


def test_a_meeting_that_will_not_end_keeps_no_box_and_no_other_meeting(
    stembus_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kapot, met_bus, ander = vergeten("Kapot"), vergeten("Met een bus"), vergeten("Ander")
    ronde = zaal.open_ronde(met_bus)
    toen = time.time() - 25 * 3600
    os.utime(stembus_dir / f"{ronde.pk}.stembus", (toen, toen))
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION weiger() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'rij van %', OLD.titel; END $$ "
            "LANGUAGE plpgsql; CREATE TRIGGER weiger BEFORE UPDATE ON meedoen_bijeenkomst "
            "FOR EACH ROW WHEN (OLD.titel = 'Kapot') EXECUTE FUNCTION weiger()"
        )
    with pytest.raises(services.OpruimFout):
        services.ruim_op()
    assert not list(stembus_dir.glob("*"))
    assert Ronde.objects.get(pk=ronde.pk).status == "vervallen"
    einde = dict(Bijeenkomst.objects.values_list("titel", "status"))
    assert set(Bijeenkomst.objects.filter(vanzelf_afgerond=True)) == {met_bus, ander}
    # The one whose round was stopped just now ends in the same hour.
    assert einde == {"Kapot": "bezig", "Met een bus": "afgerond", "Ander": "afgerond"}
    assert (ander.stoelen.count(), kapot.stoelen.count()) == (0, 5)
    [regel] = [regel.getMessage() for regel in caplog.records if regel.name == "vik_portal.meedoen.services"]
    assert regel == "meedoen: een vergeten bijeenkomst blijft open (ProgrammingError)"


def test_what_do_we_know_shows_the_row_of_this_seat_and_of_no_other() -> None:
    bijeenkomst = zaal.maak_bijeenkomst()
    tokens = zaal.neem_plaats(bijeenkomst, 5)
    ronde = zaal.open_ronde(bijeenkomst)
    zaal.post(ronde, tokens[0], zaal.verzegel(ronde, b"\x04\x01"))

    def gezien(token: str) -> str:
        return telefoon(bijeenkomst, token).get(pad(bijeenkomst, "wat-weten-wij/")).content.decode()

    begin = [services.hash_token(token)[:4].hex(" ") for token in tokens]
    assert begin[0] in gezien(tokens[0])
    assert "384 bytes" in gezien(tokens[0])
    assert "384 bytes" not in gezien(tokens[1])
    assert not any(ander in gezien(tokens[0]) for ander in begin[1:])
    assert "er staat niets over jou in onze computer" in gezien("f" * 32).lower()
    for wat in ("je naam of account", "hoe laat je meedeed", "welk antwoord van jou is"):
        assert wat in gezien(tokens[0])
