"""What goes out around a risk analysis: prepared texts, to whom, when, and the calendar file."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from tests.risicoanalyse.zaal import plan
from vik_portal.berichten.models import Bericht
from vik_portal.meedoen import services, uitnodigen
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.models import Rol


@pytest.fixture
def bijeenkomst(cast: Any) -> Bijeenkomst:
    return plan(cast, plaats="Bureau Vlietzoom")


def pad(bijeenkomst: Bijeenkomst, wat: str = "bijeenkomst") -> str:
    return reverse(f"bijeenkomsten:{wat}", args=[bijeenkomst.pk])


def stuur(cast: Any, bijeenkomst: Bijeenkomst, sleutel: str = "teamchef-vooraf") -> str:
    """What the page says after pressing the button."""
    data = {"actie": "stuur", "bericht": sleutel}
    return cast.client(cast.anouk).post(pad(bijeenkomst, "beheer"), data, follow=True).content.decode()


def nabesproken(bijeenkomst: Bijeenkomst) -> None:
    services.rond_af(bijeenkomst=bijeenkomst)
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(nabesproken_op=date(2026, 11, 9))
    bijeenkomst.refresh_from_db()


@pytest.mark.parametrize("na", [False, True])
def test_every_field_is_filled_in(bijeenkomst: Bijeenkomst, na: bool) -> None:
    if na:
        nabesproken(bijeenkomst)
    berichten = uitnodigen.klaar(bijeenkomst)
    assert [bericht.sleutel for bericht in berichten] == (
        ["teamchef-achteraf"] if na else ["teamchef-vooraf", "uitnodiging-team"]
    )
    for bericht in berichten:
        assert not re.search(r"[{}*]|Beste", bericht.onderwerp + bericht.tekst), bericht.sleutel
        assert bericht.tekst.endswith("Anouk\nPreventie VIK")


def test_the_invitation_says_when_and_where_and_links_to_the_explanation(bijeenkomst: Bijeenkomst) -> None:
    uitnodiging = uitnodigen.klaar(bijeenkomst)[1]
    assert "Op maandag 2 november om 14:00 kijk ik in Bureau Vlietzoom met Basisteam Vlietzoom" in uitnodiging.tekst
    assert re.search(r"https?://\S+/meedoen/wat-weten-wij/", uitnodiging.tekst)


def test_the_teamchef_of_this_team_gets_it_once(cast: Any, bijeenkomst: Bijeenkomst) -> None:
    assert "Gestuurd naar Bram" in stuur(cast, bijeenkomst)
    assert "al naar de teamchef gestuurd" in stuur(cast, bijeenkomst)
    bericht = Bericht.objects.get()
    assert (bericht.ontvanger, bericht.soort, bericht.url) == (cast.bram, "bijeenkomst", pad(bijeenkomst, "agenda"))
    assert bericht.onderwerp.startswith("Risicoanalyse met Basisteam Vlietzoom op maandag 2 november")


def test_afterwards_the_message_leads_to_the_report(cast: Any, bijeenkomst: Bijeenkomst) -> None:
    assert "kan nu niet weg" in stuur(cast, bijeenkomst, "teamchef-achteraf")
    nabesproken(bijeenkomst)
    assert "kan nu niet weg" in stuur(cast, bijeenkomst, "teamchef-vooraf")
    assert "Gestuurd naar Bram" in stuur(cast, bijeenkomst, "teamchef-achteraf")
    assert cast.client(cast.bram).get(Bericht.objects.get().url).status_code == 200


@pytest.mark.parametrize("sleutel", ["uitnodiging-team", "", "bestaat-niet"])
def test_nothing_else_is_sent(cast: Any, bijeenkomst: Bijeenkomst, sleutel: str) -> None:
    assert "kan nu niet weg" in stuur(cast, bijeenkomst, sleutel)
    assert not Bericht.objects.exists()


def test_without_a_teamchef_it_says_so_and_may_be_tried_again(cast: Any, bijeenkomst: Bijeenkomst) -> None:
    Rol.objects.filter(gebruiker=cast.bram).delete()
    assert "nog geen teamchef met een account" in stuur(cast, bijeenkomst)
    Rol.objects.create(gebruiker=cast.kees, soort=Rol.Soort.TEAMCHEF, eenheid=cast.team)
    assert "Gestuurd naar Kees" in stuur(cast, bijeenkomst)


def test_a_practice_reaches_nobody(cast: Any) -> None:
    oefening = plan(cast, oefening=True)
    assert "Dit is een oefening" in stuur(cast, oefening)
    assert not Bericht.objects.exists()
    pagina = cast.client(cast.anouk).get(pad(oefening)).content.decode()
    assert "Stuur naar de teamchef" not in pagina
    assert pad(oefening, "agenda") not in pagina
    assert cast.client(cast.anouk).get(pad(oefening, "agenda")).status_code == 404


def test_the_page_offers_to_send_and_to_copy(cast: Any, bijeenkomst: Bijeenkomst) -> None:
    pagina = cast.client(cast.anouk).get(pad(bijeenkomst)).content.decode()
    assert pagina.count("Stuur naar de teamchef") == 1
    assert 'data-kopieer="tekst-uitnodiging-team"' in pagina
    stuur(cast, bijeenkomst)
    pagina = cast.client(cast.anouk).get(pad(bijeenkomst)).content.decode()
    assert "Stuur naar de teamchef" not in pagina
    assert "gestuurd op" in pagina


def test_the_teamchef_sees_no_messages_on_the_page(cast: Any, bijeenkomst: Bijeenkomst) -> None:
    nabesproken(bijeenkomst)
    pagina = cast.client(cast.bram).get(pad(bijeenkomst))
    assert pagina.status_code == 200
    assert 'id="berichten"' not in pagina.content.decode()


def test_the_calendar_file_is_neutral_and_for_who_was_invited(cast: Any, bijeenkomst: Bijeenkomst) -> None:
    agenda = pad(bijeenkomst, "agenda")
    assert cast.client(cast.bram).get(agenda).status_code == 404
    stuur(cast, bijeenkomst)
    wie = ("anouk", "bram", "carla", "dirk", "guus", "hanna", "ilias", "jetske", "lotte")
    statussen = {naam: cast.client(getattr(cast, naam)).get(agenda).status_code for naam in wie}
    assert statussen == dict.fromkeys(wie, 404) | {"anouk": 200, "bram": 200}
    antwoord = cast.client(cast.bram).get(agenda)
    tekst = antwoord.content.decode()
    assert "no-store" in antwoord.headers["Cache-Control"]
    assert "SUMMARY:VIK: gepland" in tekst
    assert "DTSTART;TZID=Europe/Amsterdam:20261102T140000" in tekst
    assert "DTEND;TZID=Europe/Amsterdam:20261102T15" in tekst
    assert not re.search("risico|integriteit|Vlietzoom|Middag", tekst, re.I)
