"""What people see of their messages, and a beheerder of the sending."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.berichten.conftest import jobs
from vik_portal.berichten import services
from vik_portal.berichten.models import Bericht, Voorkeur

pytestmark = pytest.mark.django_db


def stuur(aan, soort="proef", onderwerp="De proef is klaar", tekst="Iemand vraagt je mee te lezen.", url="/mijn/"):
    return services.stuur(aan=aan, soort=soort, onderwerp=onderwerp, tekst=tekst, url=url)


def een_werker_leeft() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")


def test_everybody_reads_their_own_messages_only(cast):
    stuur(cast.bram, onderwerp="Voor Bram")
    stuur(cast.carla, onderwerp="Voor Carla")
    pagina = cast.client(cast.bram).get("/berichten/").content.decode()
    assert "Voor Bram" in pagina
    assert "mee te lezen" in pagina  # without mail (the demo) this is where it is read
    assert "verstuurt geen mail" in pagina
    assert "Voor Carla" not in pagina


def test_a_message_is_text_and_never_html(cast):
    stuur(cast.bram, onderwerp="<b>vet</b>", tekst="<script>alert(1)</script>")
    pagina = cast.client(cast.bram).get("/berichten/").content.decode()
    assert "<b>vet" not in pagina
    assert "<script>alert" not in pagina


def test_anonymous_visitors_log_in_first(cast):
    for pad in ("/berichten/", "/berichten/verzending/"):
        antwoord = cast.client().get(pad)
        assert antwoord.status_code == 302
        assert antwoord["Location"].startswith("/account/login/")


def test_why_the_server_failed_is_for_the_beheerder(cast):
    bericht = stuur(cast.bram)
    fout = "De mailserver (mail.intern.example, poort 25) is niet bereikbaar."
    Bericht.objects.filter(pk=bericht.pk).update(status="mislukt", laatste_fout=fout)
    eigen = cast.client(cast.bram).get("/berichten/").content.decode()
    assert "Mailen lukte niet." in eigen
    assert "mail.intern" not in eigen
    assert fout in cast.client(cast.jetske).get("/berichten/verzending/").content.decode()


def test_long_lists_come_in_pages_and_cost_the_same(cast, django_assert_max_num_queries):
    client = cast.client(cast.bram)
    for nummer in range(25):
        stuur(cast.bram, onderwerp=f"Bericht {nummer:02}")
    with django_assert_max_num_queries(9):
        eerste = client.get("/berichten/").content.decode()
    tweede = client.get("/berichten/?pagina=2").content.decode()
    assert "Bericht 24" in eerste
    assert "Bericht 04" not in eerste
    assert "Bericht 04" in tweede


def test_preferences_are_kept_and_shown(cast):
    client = cast.client(cast.bram)
    assert client.post("/berichten/voorkeuren/", {"aan": ["herinnering"]}).status_code == 302
    assert set(Voorkeur.objects.values_list("gebruiker", "soort")) == {
        (cast.bram.pk, "proef"),
        (cast.bram.pk, "gebundeld"),
    }
    pagina = client.get("/berichten/").content.decode()
    aangevinkt = re.findall(r'value="(\w+)"[^>]*checked', pagina)
    assert aangevinkt == ["herinnering"]
    assert 'value="vast"' not in pagina  # cannot be switched off, so there is no box
    assert "Dit krijg je altijd: je account." in pagina
    client.post("/berichten/voorkeuren/", {"aan": ["herinnering", "proef", "gebundeld"]})
    assert not Voorkeur.objects.exists()


def test_a_kind_that_cannot_be_switched_off_cannot_be_forced_off(cast):
    client = cast.client(cast.bram)
    antwoord = client.post("/berichten/voorkeuren/", {"aan": ["vast"]})
    assert antwoord.status_code == 200
    assert "Deze keuze kennen we niet." in antwoord.content.decode()
    client.post("/berichten/voorkeuren/", {"aan": []})
    assert not Voorkeur.objects.filter(soort="vast").exists()


def test_only_a_beheerder_sees_the_sending(cast):
    bericht = stuur(cast.bram)
    for persoon in (cast.anouk, cast.bram, cast.esra, cast.hanna, cast.ilias):
        client = cast.client(persoon)
        assert client.get("/berichten/verzending/").status_code == 403
        assert client.post("/berichten/verzending/opnieuw/").status_code == 403
        assert client.post(f"/berichten/verzending/{bericht.pk}/opnieuw/").status_code == 403
    assert cast.client(cast.jetske).get("/berichten/verzending/").status_code == 200


def test_a_beheerder_sees_how_it_goes_and_not_what_it_says(cast, settings):
    settings.MAIL_VERSTUREN = True
    een_werker_leeft()
    bericht = stuur(cast.bram, onderwerp="Vertrouwelijk onderwerp", tekst="Vertrouwelijke tekst")
    Bericht.objects.filter(pk=bericht.pk).update(
        pogingen=2, laatste_fout="De mailserver antwoordt niet.", volgende_poging=timezone.now() + timedelta(minutes=4)
    )
    pagina = cast.client(cast.jetske).get("/berichten/verzending/").content.decode()
    assert "De mailserver antwoordt niet" in pagina
    assert "Er wacht 1 bericht. We proberen het vanzelf opnieuw, de eerste keer om" in pagina
    assert "2 van 8" in pagina
    assert "Vertrouwelijk" not in pagina


@pytest.mark.parametrize(
    ("wat", "zin"),
    [
        ("mail uit", "Dit portaal verstuurt geen mail"),
        ("geen werker", "De takenwerker draait niet"),
        ("mislukt", "1 bericht is niet aangekomen"),
        ("alles weg", "Alles is verzonden"),
    ],
)
def test_the_state_is_one_sentence(cast, settings, wat, zin):
    settings.MAIL_VERSTUREN = wat != "mail uit"
    if wat != "geen werker":
        een_werker_leeft()
    if wat == "mislukt":
        Bericht.objects.filter(pk=stuur(cast.bram).pk).update(
            status="mislukt", pogingen=8, laatste_fout="Adres onbekend."
        )
    assert zin in cast.client(cast.jetske).get("/berichten/verzending/").content.decode()


def test_trying_again_puts_what_failed_back_and_leaves_the_rest(cast, settings):
    settings.MAIL_VERSTUREN = True
    mislukt, verzonden = stuur(cast.bram), stuur(cast.carla)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    Bericht.objects.filter(pk=mislukt.pk).update(status="mislukt", pogingen=8, laatste_fout="Adres onbekend.")
    Bericht.objects.filter(pk=verzonden.pk).update(status="verzonden", verzonden_op=timezone.now())
    client = cast.client(cast.jetske)
    assert client.post(f"/berichten/verzending/{verzonden.pk}/opnieuw/").status_code == 404
    antwoord = client.post(f"/berichten/verzending/{mislukt.pk}/opnieuw/", follow=True)
    assert "Het bericht staat weer in de rij" in antwoord.content.decode()
    assert [job["args"] for job in jobs()] == [{"bericht_id": mislukt.pk}]
    mislukt.refresh_from_db()
    assert (mislukt.status, mislukt.pogingen) == ("wacht", 0)


def test_all_at_once(cast, settings):
    settings.MAIL_VERSTUREN = True
    for persoon in (cast.bram, cast.carla):
        Bericht.objects.filter(pk=stuur(persoon).pk).update(status="mislukt")
    antwoord = cast.client(cast.jetske).post("/berichten/verzending/opnieuw/", follow=True)
    assert "2 berichten staan weer in de rij" in antwoord.content.decode()
    assert Bericht.objects.wachtend().count() == 2


@pytest.mark.parametrize(
    "pad", ["voorkeuren/", "agenda/maak/", "agenda/intrek/", "verzending/opnieuw/", "verzending/1/opnieuw/"]
)
def test_what_changes_something_is_a_post(cast, pad):
    assert cast.client(cast.jetske).get(f"/berichten/{pad}").status_code == 405
