"""From the mail to the answer: the link, the page of who has an account, and asking."""

from __future__ import annotations

import logging
import re
import sys
from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape

from briefings.beslislink import GELDIG, maak_token
from briefings.models import Goedkeuring, Vertoning
from tests.briefings.akkoord import akkoord, nieuwe_versie, over, vraag
from vik_portal.berichten.models import Bericht
from vik_portal.logboek import ZonderSleutels
from vik_portal.organisatie.models import Rol

pytestmark = pytest.mark.django_db
LINK = re.compile(r"https://portaal\.example(/briefings/goedkeuren/[^/\s]+/)")


def pad(goedkeuring, wie) -> str:
    return f"/briefings/goedkeuren/{maak_token(goedkeuring.pk, wie.pk)}/"


def test_from_the_mail_to_the_screen(cast, campagne, items, mailserver, bezorg):
    vraag(cast, items[0])
    bezorg()
    [mail] = mailserver.binnen
    assert mail["To"] == "hanna@politie.example"
    tekst = mail.get_content()
    [link] = LINK.findall(tekst)
    assert tekst.count("https://") == 1
    assert "Stuur deze mail daarom niet door." in tekst
    # Kept nowhere: what stands in the database is the address for who logs in.
    assert "/goedkeuren/" not in str(list(Bericht.objects.values()))

    telefoon = cast.client()
    for _ in range(3):  # a scanner and a preview open it too
        pagina = telefoon.get(link)
        assert pagina.status_code == 200
        assert telefoon.head(link).status_code == 200
    assert Goedkeuring.objects.get().status == "open"
    assert pagina["Referrer-Policy"] == "no-referrer"
    assert "no-store" in pagina["Cache-Control"]
    html = pagina.content.decode()
    inhoud = items[0].gelezen
    for woorden in (inhoud.titel, inhoud.vraag, inhoud.punten[0].tekst, cast.buurteam.naam, "Anouk"):
        assert escape(woorden) in html
    assert telefoon.cookies == {}

    gedaan = telefoon.post(link, {"besluit": "akkoord"}, follow=True)
    assert "Hanna" in gedaan.content.decode()
    assert "gaf akkoord op" in gedaan.content.decode()
    rij = Goedkeuring.objects.get()
    assert (rij.status, rij.besluit_door, rij.via_link) == ("goedgekeurd", cast.hanna, True)
    scherm = cast.client(cast.bram).get(f"/briefings/team/{cast.team.pk}/{campagne.van.isoformat()}/scherm/")
    assert escape(inhoud.vraag) in scherm.content.decode()

    # Once is once.
    nog_eens = telefoon.post(link, {"besluit": "terug", "reden": "Toch niet."})
    assert nog_eens.status_code == 422
    assert "gaf akkoord op" in nog_eens.content.decode()
    assert Goedkeuring.objects.get().status == "goedgekeurd"


def test_the_form_says_yes_or_back_with_a_reason(cast, items):
    link = pad(vraag(cast, items[0]), cast.hanna)
    leeg = cast.client().post(link, {"besluit": "terug", "reden": " "})
    assert leeg.status_code == 422
    assert "Schrijf op wat er anders moet." in leeg.content.decode()
    assert "Kies ‘Akkoord’ of ‘Geef terug’." in cast.client().post(link, {}).content.decode()
    assert Goedkeuring.objects.get().status == "open"
    cast.client().post(link, {"besluit": "terug", "reden": "Kies een andere vraag."})
    rij = Goedkeuring.objects.get()
    assert (rij.status, rij.reden) == ("teruggegeven", "Kies een andere vraag.")
    assert "Kies een andere vraag." in cast.client().get(link).content.decode()


def test_forged_links_show_nothing(cast, items):
    gevraagd = vraag(cast, items[0])
    goed = maak_token(gevraagd.pk, cast.hanna.pk)
    vals = [
        "x",
        goed[:-1],
        goed.replace(f"{gevraagd.pk}-", f"{gevraagd.pk + 1}-", 1),
        signing.TimestampSigner(salt="iets.anders", sep=".").sign(f"{gevraagd.pk}-{cast.hanna.pk}"),
    ]
    for token in vals:
        for methode in ("get", "post"):
            antwoord = getattr(cast.client(), methode)(f"/briefings/goedkeuren/{token}/", {"besluit": "akkoord"})
            assert antwoord.status_code == 404
            assert "Deze link klopt niet." in antwoord.content.decode()
            assert items[0].titel not in antwoord.content.decode()
    assert Goedkeuring.objects.get().status == "open"


def test_an_old_link_gives_a_new_one_to_its_owner_and_at_most_one(cast, items, monkeypatch):
    gevraagd = vraag(cast, items[0])
    Bericht.objects.update(gemaakt_op=timezone.now() - timedelta(days=31))
    toen = timezone.now().timestamp() - GELDIG.total_seconds() - 60
    with monkeypatch.context() as vroeger:
        vroeger.setattr("django.core.signing.time.time", lambda: toen)
        link = pad(gevraagd, cast.hanna)
    antwoord = cast.client().get(link)
    assert antwoord.status_code == 410
    assert "verlopen" in antwoord.content.decode()
    assert items[0].titel not in antwoord.content.decode()
    for _ in range(3):
        assert "een mail met een nieuwe link" in cast.client().post(link, {"besluit": "akkoord"}).content.decode()
    assert Goedkeuring.objects.get().status == "open"
    assert Bericht.objects.filter(ontvanger=cast.hanna, soort="briefing-akkoord").count() == 2


def test_a_link_is_of_who_still_decides_and_of_nobody_else(cast, items):
    link = pad(vraag(cast, items[0]), cast.hanna)
    doorgestuurd = cast.client(cast.bram).post(link, {"besluit": "akkoord"})
    assert doorgestuurd.status_code == 403
    assert "Een link is persoonlijk" in doorgestuurd.content.decode()
    Rol.objects.filter(gebruiker=cast.hanna).delete()
    assert cast.client().post(link, {"besluit": "akkoord"}).status_code == 403
    assert items[0].titel not in cast.client().get(link).content.decode()
    assert Goedkeuring.objects.get().status == "open"


def test_a_link_to_an_older_version_says_what_happened(cast, items):
    link = pad(vraag(cast, items[0]), cast.hanna)
    nieuwe_versie(items[0], cast)
    pagina = cast.client().get(link).content.decode()
    assert "Er kwam een nieuwe versie van het item." in pagina
    assert "Jouw antwoord" not in pagina


def test_the_key_stays_out_of_the_trail_and_the_log(cast, items, caplog):
    link = pad(vraag(cast, items[0]), cast.hanna)
    cast.client().post(link, {"besluit": "akkoord"})
    token = link.split("/")[3]
    with connection.cursor() as cursor:
        cursor.execute("SELECT metadata::text FROM pghistory_context")
        sporen = " ".join(rij for (rij,) in cursor.fetchall())
    assert token not in sporen
    regel = logging.LogRecord("django.request", logging.ERROR, "", 0, "Internal Server Error: %s", (link,), None)
    assert ZonderSleutels().format(regel) == "Internal Server Error: /briefings/goedkeuren/…/"
    try:
        raise ValueError("/account/password/reset/key/4-c0ffee-1/ ging mis")
    except ValueError:
        spoor = logging.LogRecord("django.request", logging.ERROR, "", 0, "Fout", (), sys.exc_info())
    assert "/account/password/reset/key/…/ ging mis" in ZonderSleutels().format(spoor)
    assert "c0ffee-1/ ging" not in ZonderSleutels().format(spoor)


def test_with_an_account_the_leadership_decides_and_who_asked_looks(cast, items):
    url = f"/briefings/goedkeuring/{vraag(cast, items[0]).pk}/"
    assert f"Akkoord gevraagd: {items[0].titel}" in cast.client(cast.hanna).get("/mijn/").content.decode()
    assert "Jouw antwoord" in cast.client(cast.hanna).get(url).content.decode()
    assert "Jouw antwoord" not in cast.client(cast.anouk).get(url).content.decode()
    assert cast.client(cast.anouk).post(url, {"besluit": "akkoord"}).status_code == 404
    cast.client(cast.hanna).post(url, {"besluit": "akkoord"})
    rij = Goedkeuring.objects.get()
    assert (rij.status, rij.via_link) == ("goedgekeurd", False)
    assert "Akkoord gevraagd" not in cast.client(cast.hanna).get("/mijn/").content.decode()


def test_asking_for_a_campaign_says_how_it_stands_and_what_hangs_meanwhile(cast, campagne, items):
    url = f"/briefings/campagnes/{campagne.pk}/akkoord/"
    client = cast.client(cast.anouk)
    assert client.get(url).content.decode().count("Zonder akkoord hangt er niets.") == 2
    keuze = f"{items[0].pk}-{cast.eenheid.pk}"
    dag = over(9)
    pagina = client.post(url, {"voor": [keuze], "uiterlijk": dag.isoformat()}, follow=True).content.decode()
    assert "Akkoord is gevraagd." in pagina
    assert "Wacht op akkoord" in pagina
    assert Goedkeuring.objects.get().uiterlijk == dag
    dubbel = client.post(url, {"voor": [keuze], "uiterlijk": dag.isoformat()})
    assert dubbel.status_code == 422
    assert "intussen al gevraagd" in dubbel.content.decode()
    Goedkeuring.objects.update(uiterlijk=over(-1))
    assert "Te laat" in client.get(url).content.decode()


def test_an_item_page_asks_for_the_own_eenheid_only(cast, items):
    akkoord(cast, items[0])
    nieuw = nieuwe_versie(items[0], cast)
    url = f"/briefings/items/{nieuw.slug}/akkoord/"
    pagina = cast.client(cast.anouk).get(url).content.decode()
    assert "Er is een nieuwe versie. Vraag akkoord. Tot die tijd hangt versie 1." in pagina
    vreemd = cast.client(cast.lotte).post(url, {"voor": [f"{nieuw.pk}-{cast.eenheid.pk}"], "uiterlijk": over(3)})
    assert vreemd.status_code == 422
    eigen = cast.client(cast.anouk).post(url, {"voor": [f"{nieuw.pk}-{cast.eenheid.pk}"], "uiterlijk": over(3)})
    assert eigen.status_code == 302
    assert Goedkeuring.objects.open().get().versie.nummer == 2


def test_a_campaign_tells_a_teamchef_who_asks_when_it_begins_and_what_is_left_out(cast, campagne):
    pagina = cast.client(cast.bram).get(campagne.get_absolute_url()).content.decode()
    assert "De preventiecoördinator vraagt akkoord. Zonder akkoord hangt er niets." in pagina
    assert "alleen je eigen team." in pagina
    assert f"begint {date_format(campagne.van, 'j F')}</span>" in pagina
    lijst = cast.client(cast.bram).get("/briefings/campagnes/").content.decode()
    assert "<h2>Begint nog</h2>" in lijst
    assert "<h2>Lopend</h2>" not in lijst
    leidt = cast.client(cast.anouk).get(campagne.get_absolute_url()).content.decode()
    assert "Vraag akkoord. Zonder akkoord hangt er niets." in leidt
    assert "eigen team" not in leidt


def test_the_week_of_a_team_says_what_does_not_hang_yet(cast, campagne, items):
    week = {"team": cast.team.pk, "week": campagne.van.isoformat()}
    client = cast.client(cast.bram)
    assert "Dit hangt nog niet." in client.get("/briefings/", week).content.decode()
    for item in items[:2]:
        akkoord(cast, item)
    assert "Dit hangt nog niet." not in client.get("/briefings/", week).content.decode()
    assert Vertoning.objects.filter(team=cast.team).exists()
