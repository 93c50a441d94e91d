"""A wall screen as the portal sees it: pairing, what it gets to keep, the poll, and what it says it showed."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from urllib.parse import urljoin

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from beroepscode.laden import laad_eigen_bewoording
from briefings import schermdata, schermen
from briefings.models import Briefingsitem, Briefingtijd, Koppelcode, Scherm, Vertoning, Vertoond
from briefings.services import toonbare_versie
from briefings.views import scherm as view
from tests.briefings.kamer import DAG, DINSDAG, HIER, zet
from tests.wereld import inhoud_van
from vik_portal.redactie import services

pytestmark = pytest.mark.django_db


def stand(toestel, etag=""):
    return toestel.get("/scherm/stand", headers={"If-None-Match": etag} if etag else {})


# --- pairing --------------------------------------------------------------------------------------------


def test_a_code_on_the_screen_is_typed_once(cast, kamer):
    toestel = Client(headers=HIER)
    assert stand(toestel).json() == {"gekoppeld": False}
    code = toestel.post("/scherm/koppelen").json()["code"]
    koekje = toestel.cookies["scherm"]
    assert (koekje["path"], koekje["httponly"], koekje["samesite"]) == ("/scherm/", True, "Strict")
    assert stand(toestel).json() == {"gekoppeld": False}
    bram = cast.client(cast.bram)
    vorm = {
        "code": f"{code[:4]} {code[4:].lower()}",
        "team": cast.team.pk,
        "naam": "Kantine",
        "ruimte": "1e verdieping",
    }
    antwoord = bram.post("/briefings/schermen/", vorm, follow=True)
    assert "‘Kantine’ hoort nu bij Basisteam Vlietzoom" in antwoord.content.decode()
    assert stand(toestel).json()["gekoppeld"] is True
    scherm = Scherm.objects.get(naam="Kantine")
    assert scherm.token_hash == schermen.hash_token(koekje.value)
    assert koekje.value not in json.dumps(list(Scherm.objects.values()), default=str)
    opnieuw = bram.post("/briefings/schermen/", vorm | {"naam": "Tweede"})
    assert (opnieuw.status_code, "Deze code werkt niet of niet meer" in opnieuw.content.decode()) == (422, True)
    assert toestel.post("/scherm/koppelen").json() == {"gekoppeld": True}


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"code": "abc"}, "Deze code klopt niet."),
        ({"code": "FOUT1234"}, "Deze code klopt niet."),
        ({"naam": ""}, "Geef het scherm een naam"),
        ({"naam": "Briefingruimte"}, "heeft al een scherm dat ‘Briefingruimte’ heet"),
    ],
)
def test_what_does_not_pair_is_said_and_the_code_stays(cast, kamer, anders, zin):
    toestel = Client(headers=HIER)
    code = toestel.post("/scherm/koppelen").json()["code"]
    vorm = {"code": code, "team": cast.team.pk, "naam": "Kantine", "ruimte": "Hal"} | anders
    pagina = cast.client(cast.bram).post("/briefings/schermen/", vorm)
    assert pagina.status_code == 422
    assert zin in pagina.content.decode()
    assert 'value="Hal"' in pagina.content.decode()
    assert Koppelcode.objects.count() == 1


def test_not_at_another_team_and_not_too_late(cast, kamer, klok):
    toestel = Client(headers=HIER)
    code = toestel.post("/scherm/koppelen").json()["code"]
    vorm = {"code": code, "team": cast.team.pk, "naam": "Kantine"}
    for wie in (cast.carla, cast.lotte):
        assert "Kies een team uit de lijst" in cast.client(wie).post("/briefings/schermen/", vorm).content.decode()
    klok.nu += timedelta(minutes=11)
    assert "niet meer" in cast.client(cast.bram).post("/briefings/schermen/", vorm).content.decode()
    assert not Scherm.objects.filter(naam="Kantine").exists()
    Client(headers=HIER).post("/scherm/koppelen")
    assert Koppelcode.objects.count() == 1  # the old one went


def test_no_more_codes_than_anybody_needs(cast, kamer, klok, monkeypatch):
    monkeypatch.setattr(schermen, "MEESTE_CODES", 2)
    antwoorden = [Client(headers=HIER).post("/scherm/koppelen") for _ in range(3)]
    assert [antwoord.status_code for antwoord in antwoorden] == [201, 201, 503]
    assert "Wacht tien minuten" in antwoorden[2].json()["fout"]
    vorm = {"code": antwoorden[0].json()["code"], "team": cast.team.pk, "naam": "Kantine"}
    assert cast.client(cast.bram).post("/briefings/schermen/", vorm).status_code == 302  # what hangs still works
    klok.nu += timedelta(minutes=11)
    assert Client(headers=HIER).post("/scherm/koppelen").status_code == 201


def test_another_site_cannot_ask_for_a_code_or_report(toestel):
    for pad in ("/scherm/koppelen", "/scherm/bewijs"):
        assert toestel.post(pad, headers={"Origin": "https://elders.example"}).status_code == 403


def test_a_screen_that_is_taken_away_knows_nothing_any_more(cast, kamer, toestel):
    assert stand(toestel).json()["gekoppeld"] is True
    cast.client(cast.bram).post(f"/briefings/schermen/{kamer.scherm.pk}/loskoppelen/")
    assert stand(toestel).json() == {"gekoppeld": False}
    assert toestel.get("/scherm/gegevens").status_code == 404
    assert toestel.post("/scherm/bewijs", "[]", content_type="application/json").status_code == 404


def test_the_database_holds_what_a_screen_is(cast, kamer):
    with pytest.raises(IntegrityError, match="scherm_token_is_sha256"), transaction.atomic():
        Scherm.objects.create(naam="x", team=cast.team, token_hash="een token en geen hash")
    with pytest.raises(IntegrityError, match="scherm_naam_per_team"), transaction.atomic():
        Scherm.objects.create(naam="Briefingruimte", team=cast.team, token_hash="0" * 64)


# --- what it keeps --------------------------------------------------------------------------------------


def test_a_fortnight_without_a_gap_and_without_the_notes(cast, kamer, toestel):
    laad_eigen_bewoording()
    zet(kamer, cast)
    inhoud = toestel.get("/scherm/gegevens").json()
    vakken = inhoud["tijdvakken"]
    assert all(eerst["tot"] == daarna["van"] for eerst, daarna in pairwise(vakken))
    nu = DINSDAG.timestamp() * 1000
    assert vakken[0]["van"] <= nu - 86_400_000
    assert vakken[-1]["tot"] >= nu + 14 * 86_400_000
    vroeg = next(vak for vak in vakken if vak["dag"] == "2026-11-24")
    assert (vroeg["moment"], vroeg["naam"]) == ("07:00", "Vroege dienst")
    assert vroeg["begint"] == datetime(2026, 11, 24, 6, 0, tzinfo=UTC).timestamp() * 1000
    [item] = [item for item in inhoud["items"] if item["dag"] == "2026-11-24"]
    assert (item["titel"], item["plekken"], item["media"]) == (kamer.item.titel, ["punten", "vraag"], [])
    assert len(inhoud["vragen"]) == 32
    assert "notities" not in json.dumps(inhoud)


def test_the_same_fortnight_is_not_sent_twice(cast, kamer, toestel, klok):
    eerst = toestel.get("/scherm/gegevens")
    klok.nu += timedelta(hours=3)
    nog = {"If-None-Match": eerst["ETag"]}
    assert toestel.get("/scherm/gegevens", headers=nog).status_code == 304
    zet(kamer, cast)
    assert toestel.get("/scherm/gegevens", headers=nog).status_code == 200


def test_only_the_own_team(cast, kamer, toestel):
    zet(kamer, cast, team=cast.buurteam)
    assert [item["dag"] for item in toestel.get("/scherm/gegevens").json()["items"]] == []


def test_one_rule_of_what_hangs(cast, kamer):
    vertoning = zet(kamer, cast)
    assert toonbare_versie(vertoning).nummer == kamer.item.versienummer
    assert Vertoning.objects.toonbaar().get(pk=vertoning.pk).toonbaar == toonbare_versie(vertoning).pk
    services.trek_in(stuk=kamer.item, door=cast.esra, reden="Achterhaald.")
    assert toonbare_versie(Vertoning.objects.get(pk=vertoning.pk)) is None


# --- the poll -------------------------------------------------------------------------------------------


def test_nothing_new_is_one_query_and_what_hangs_now_at_most_two(cast, kamer, toestel, klok):
    klok.op(7, 5)
    zet(kamer, cast)
    etag = stand(toestel)["ETag"]  # the process knows its content types from here
    klok.op(7, 11)
    with CaptureQueriesContext(connection) as gesteld:
        assert stand(toestel, etag).status_code == 304
    assert len(gesteld) == 1
    assert Scherm.objects.get().laatst_bijgewerkt == klok.nu - timedelta(minutes=1)  # and that it is there, coarsely
    with CaptureQueriesContext(connection) as gesteld:
        vers = stand(toestel)
    assert len(gesteld) <= 2
    assert [item["titel"] for item in vers.json()["items"]] == [kamer.item.titel]


def test_every_change_of_what_hangs_is_noticed(cast, kamer, toestel, klok):
    etags = [stand(toestel)["ETag"]]

    def is_anders():
        etags.append(stand(toestel)["ETag"])
        assert etags[-1] not in etags[:-1]

    vertoning = zet(kamer, cast)
    is_anders()
    Vertoning.objects.filter(pk=vertoning.pk).update(dag=DAG + timedelta(days=3))
    is_anders()
    Vertoning.objects.filter(pk=vertoning.pk).update(vervallen=True)
    etags.pop(0)  # back as it was
    is_anders()
    Briefingtijd.objects.create(team=cast.team, naam="Vroege", begint=time(6, 45))
    is_anders()
    zet(kamer, cast)
    is_anders()
    Briefingsitem.objects.filter(pk=kamer.item.pk).update(versienummer=7)
    is_anders()
    services.trek_in(stuk=Briefingsitem.objects.get(pk=kamer.item.pk), door=cast.esra, reden="Achterhaald.")
    is_anders()
    klok.op(12, dag=DAG + timedelta(days=1))
    is_anders()
    zet(kamer, cast, team=cast.buurteam)
    assert stand(toestel, etags[-1]).status_code == 304  # a neighbour's change is not ours


@pytest.mark.parametrize(("uur", "minuut", "hangt"), [(6, 49, 0), (6, 50, 1), (7, 29, 1), (7, 30, 0), (23, 5, 1)])
def test_it_hangs_at_a_briefing_and_not_in_between(cast, kamer, toestel, klok, uur, minuut, hangt):
    zet(kamer, cast)
    klok.op(uur, minuut)
    assert len(stand(toestel).json()["items"]) == hangt


def test_every_answer_tells_the_time(toestel, klok):
    for pad in ("", "stand", "gegevens"):
        assert toestel.get(f"/scherm/{pad}")["Scherm-Klok"] == str(int(DINSDAG.timestamp() * 1000))


def test_page_and_keeper_are_the_same_for_everybody(toestel, client):
    for pad in ("/scherm/", "/scherm/bewaarder.js"):
        assert toestel.get(pad).content == client.get(pad).content
        assert not client.get(pad).cookies


def test_the_keeper_keeps_all_that_the_page_loads_by_its_address_in_production(client, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]  # our own files
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
    call_command("collectstatic", interactive=False, verbosity=0)
    nog = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', view._schil.__wrapped__()))
    geladen: set[str] = set()
    while nog:
        geladen.add(pad := nog.pop())
        inhoud = (tmp_path / pad.removeprefix("/static/")).read_text()
        nog |= {urljoin(pad, naam) for naam in re.findall(r'^import .* from "(.+)";$', inhoud, re.M)} - geladen
    assert len([pad for pad in geladen if re.search(r"scherm\.[0-9a-f]{12}\.js$", pad)]) == 1
    bewaarder = client.get("/scherm/bewaarder.js").text
    [gegevens] = re.findall(r"^const .* = (\{.*\});$", bewaarder, re.M)
    assert sorted(json.loads(gegevens)["bestanden"]) == sorted(geladen)


# --- what it says it showed -----------------------------------------------------------------------------


def meld(toestel, *meldingen):
    antwoord = toestel.post("/scherm/bewijs", json.dumps(meldingen), content_type="application/json")
    assert antwoord.status_code == 200
    return antwoord.json()["ontvangen"]


def melding(vertoning, **anders):
    return {"sleutel": "s", "vertoning": vertoning.pk, "dag": "2026-11-24", "moment": "07:00"} | anders


def test_a_showing_counts_once_however_often_it_is_said(cast, kamer, toestel):
    vertoning = zet(kamer, cast)
    for _ in range(2):
        assert meld(toestel, melding(vertoning), melding(vertoning, sleutel="nog eens")) == ["s", "nog eens"]
    rij = Vertoond.objects.get()
    assert (rij.scherm, rij.vertoning, rij.dag, rij.moment) == (kamer.scherm, vertoning, DAG, time(7))


def test_what_cannot_be_is_acknowledged_and_left_out(cast, kamer, toestel):
    van_buren = zet(kamer, cast, team=cast.buurteam)
    vertoning = zet(kamer, cast)
    meld(
        toestel,
        melding(van_buren),
        melding(vertoning, moment="23:00"),  # tonight still has to come
        melding(vertoning, dag="2026-10-01"),
    )
    assert not Vertoond.objects.exists()
    assert meld(toestel, "onzin", {"sleutel": "x"}, melding(vertoning, uitkomst="prachtig")) == []
    assert toestel.post("/scherm/bewijs", "geen json", content_type="application/json").status_code == 400


def test_a_key_on_the_screen_marks_the_briefing(cast, kamer, toestel):
    vertoning = zet(kamer, cast)
    meld(toestel, melding(vertoning, uitkomst="niet"))
    meld(toestel, melding(vertoning, uitkomst="besproken"))
    mark = vertoning.besprekingen.get()
    assert (mark.uitkomst, mark.dag, mark.moment) == ("besproken", DAG, time(7))
    assert not Vertoond.objects.exists()


# --- pure -----------------------------------------------------------------------------------------------


def test_places_of_an_item():
    inhoud = inhoud_van("briefings/inhoud", "geweld-en-pv", "notities")
    data = schermdata.schermdata(inhoud)
    assert data["plekken"] == ["punten", "vraag"]
    assert (data["duur"], data["soort"]) == ("3 minuten", "Verbeterpunt")
    assert schermdata.schermdata(inhoud | {"minuten": 1})["duur"] == "1 minuut"


@pytest.mark.parametrize("code", [None, "tekst", {}, {"vertoning": "x"}, {"vertoning": 1, "dag": "nu", "moment": "7"}])
def test_a_report_that_is_none(code):
    assert schermen.lees_melding(code) is None


def test_a_report_about_a_day_that_is_no_longer_the_showings_counts_for_nothing(cast, kamer, toestel, klok):
    klok.op(7)
    vertoning = zet(kamer, cast)
    meld(toestel, melding(vertoning))
    assert Vertoond.objects.count() == 1
    Vertoond.objects.all().delete()
    Vertoning.objects.filter(pk=vertoning.pk).update(dag=DAG + timedelta(days=2))
    meld(toestel, melding(vertoning), melding(vertoning, uitkomst="besproken"))
    Vertoning.objects.filter(pk=vertoning.pk).update(dag=DAG, vervallen=True)
    meld(toestel, melding(vertoning))
    assert not Vertoond.objects.exists()
    assert not vertoning.besprekingen.exists()


@pytest.mark.parametrize(
    "lijf", ['[{"vertoning": 1e999, "sleutel": "s", "dag": "2026-11-24", "moment": "07:00"}]', "[" * 60_000]
)
def test_hostile_reports_are_refused_and_nothing_falls_over(toestel, lijf):
    assert toestel.post("/scherm/bewijs", lijf, content_type="application/json").status_code in (200, 400)


def test_an_etag_that_a_proxy_weakened_is_still_known(toestel):
    eerst = stand(toestel)
    weer = toestel.get("/scherm/stand", headers={"If-None-Match": f"W/{eerst['ETag']}"})
    assert weer.status_code == 304
    assert weer["Scherm-Klok"]
