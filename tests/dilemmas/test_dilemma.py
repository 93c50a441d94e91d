"""Thinking a dilemma through: nothing of a choice is kept, and nobody needs an account."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dilemmas.models import Dilemma
from tests.wereld import maak_wereld

pytestmark = pytest.mark.django_db
PAD = "/dilemmas/nummer-14/"


@pytest.fixture(autouse=True)
def wereld(cast):
    return maak_wereld(cast)


def test_choose_hear_the_other_side_choose_again(client, wereld):
    inhoud = wereld.dilemma.gelezen
    andere_kant = client.post(PAD, {"eerste": "2"}).content.decode()
    assert inhoud.opties[2].tegen in andere_kant
    terug = client.post(PAD, {"eerste": "2", "tweede": "1"}).content.decode()
    assert "De tweede keer koos je anders" in terug
    assert inhoud.norm.tekst in terug
    assert "Je bleef bij je keuze" in client.post(PAD, {"eerste": "1", "tweede": "1"}).content.decode()


def test_not_choosing_is_a_choice_too(client):
    assert "Niet kiezen kan ook" in client.post(PAD, {"twijfel": "1"}).content.decode()


@pytest.mark.parametrize("invoer", [{}, {"eerste": "9"}, {"eerste": "x"}, {"eerste": "1' --"}])
def test_an_odd_choice_asks_again(client, invoer):
    assert "Kies eerst wat je zou doen" in client.post(PAD, invoer).content.decode()


def test_a_choice_writes_nothing_and_sets_no_cookie(client):
    with CaptureQueriesContext(
        connection,
    ) as vragen:
        antwoord = client.post(PAD, {"eerste": "0", "tweede": "3"})
    assert all(vraag["sql"].lstrip().upper().startswith("SELECT") for vraag in vragen)
    assert not antwoord.cookies
    assert not client.session.keys()


def test_the_dilemma_of_the_week_changes_on_monday(wereld):
    eerste = wereld.dilemma
    tweede = Dilemma.objects.create(
        slug="tweede",
        titel="Tweede",
        versienummer=1,
        inhoud=eerste.inhoud,
        concept=eerste.inhoud,
        status="gepubliceerd",
    )
    maandag = date(2027, 3, 1)
    week = {Dilemma.objects.van_de_week(maandag + timedelta(days=dag)) for dag in range(7)}
    daarna = Dilemma.objects.van_de_week(maandag + timedelta(days=7))
    assert len(week) == 1
    assert {*week, daarna} == {eerste, tweede}


def titels(antwoord):
    return [dilemma.slug for dilemma in antwoord.context["dilemmas"]]


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [
        ({"thema": "omgaan-met-informatie"}, True),
        ({"thema": "aannemen-geschenken"}, False),
        ({"voor": "basisteam", "minuten": "10"}, True),
        ({"voor": "meldkamer"}, False),
        ({"minuten": "30"}, False),
        ({"minuten": "dertig", "thema": "bestaat-niet"}, True),
    ],
)
def test_the_library_shows_what_is_asked_for(client, vraag, gevonden):
    antwoord = client.get("/dilemmas/", vraag)
    assert titels(antwoord) == (["nummer-14"] if gevonden else [])
    assert ("Hier is nog geen dilemma voor" in antwoord.text) is not gevonden


def test_a_surprise_is_one_of_those_that_were_asked_for(client):
    assert client.get("/dilemmas/", {"verras": "1", "minuten": "10"})["Location"] == PAD
    assert client.get("/dilemmas/", {"verras": "1", "minuten": "30"}).status_code == 200
