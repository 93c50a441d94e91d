"""Tickets from a bag: printed once, known to the database as hashes only, each good for one seat."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.meedoen import zaal
from vik_portal.meedoen import services
from vik_portal.meedoen.models import Bijeenkomst, Kaartje

OP_KAARTJE = re.compile(r'Kaartje <b class="kaartjecode">([0-9A-Z]{4}) ([0-9A-Z]{4}) ([0-9A-Z]{4})</b>')


@pytest.fixture
def bijeenkomst(cast: Any) -> Bijeenkomst:
    stuk = zaal.maak_bijeenkomst(team=cast.team, met_kaartjes=True)
    stuk.begeleiders.add(cast.anouk)
    return stuk


def maak(client: Client, bijeenkomst: Bijeenkomst, aantal: str) -> Any:
    return client.post(reverse("bijeenkomsten:kaartjes", args=[bijeenkomst.pk]), {"aantal": aantal}, follow=True)


def test_what_is_printed_gives_seats_once_the_door_is_open(anouk: Client, bijeenkomst: Bijeenkomst) -> None:
    antwoord = maak(anouk, bijeenkomst, "7")
    kaartjes = ["".join(delen) for delen in OP_KAARTJE.findall(antwoord.content.decode())]
    bijeenkomst.refresh_from_db()
    assert len(set(kaartjes)) == 7
    assert "no-store" in antwoord.headers["Cache-Control"]
    assert f"{bijeenkomst.code[:4]} {bijeenkomst.code[4:]}" in antwoord.content.decode()
    with pytest.raises(services.VolFout, match="deur"):
        services.neem_stoel(code=bijeenkomst.code, kaartje=kaartjes[0])
    printed = bijeenkomst.code
    assert services.open_deur(bijeenkomst=bijeenkomst).code == printed
    for kaartje in kaartjes:
        services.neem_stoel(code=printed, kaartje=kaartje)
    with pytest.raises(services.VolFout, match="al gebruikt"):
        services.neem_stoel(code=printed, kaartje=kaartjes[0])


def test_new_tickets_replace_the_old_ones(anouk: Client, bijeenkomst: Bijeenkomst) -> None:
    oud = "".join(OP_KAARTJE.findall(maak(anouk, bijeenkomst, "5").content.decode())[0])
    maak(anouk, bijeenkomst, "6")
    assert Kaartje.objects.filter(bijeenkomst=bijeenkomst).count() == 6
    with pytest.raises(services.VolFout):
        services.neem_stoel(code=services.open_deur(bijeenkomst=bijeenkomst).code, kaartje=oud)


@pytest.mark.parametrize(("aantal", "zin"), [("4", "5 tot en met 200"), ("201", "5 tot en met 200"), ("", "hoeveel")])
def test_a_wrong_number_is_a_sentence(anouk: Client, bijeenkomst: Bijeenkomst, aantal: str, zin: str) -> None:
    assert zin in maak(anouk, bijeenkomst, aantal).content.decode()
    assert not Kaartje.objects.exists()


def test_no_tickets_where_they_were_not_planned_or_the_meeting_is_over(anouk: Client, bijeenkomst: Bijeenkomst) -> None:
    services.rond_af(bijeenkomst=bijeenkomst)
    assert "afgerond" in maak(anouk, bijeenkomst, "8").content.decode()
    Bijeenkomst.objects.update(met_kaartjes=False, status="bezig")
    assert "geen kaartjes" in maak(anouk, bijeenkomst, "8").content.decode()
    assert not Kaartje.objects.exists()


def test_regie_offers_tickets_at_the_door_of_such_a_meeting_only(anouk: Client, bijeenkomst: Bijeenkomst) -> None:
    bijeenkomst.stappen.create(volgorde=1, soort="deur", titel="Plaatsnemen")
    regie = reverse("bijeenkomsten:regie", args=[bijeenkomst.pk])
    assert "Kaartjes printen" in anouk.get(regie).content.decode()
    Bijeenkomst.objects.update(met_kaartjes=False)
    assert "Kaartjes printen" not in anouk.get(regie).content.decode()
