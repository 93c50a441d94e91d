"""Moving and cancelling a planned meeting: when it may, who hears of it, and what a calendar makes of it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from aanvragen.models import Aanvraag
from aanvragen.services import plan_in
from tests.wereld import maak_wereld
from vik_portal.berichten.agenda import afspraken_van
from vik_portal.berichten.models import Bericht
from vik_portal.meedoen import services, verzetten
from vik_portal.meedoen.models import Bijeenkomst, Kaartje
from vik_portal.meedoen.services import MeedoenFout
from vik_portal.mijn import secties_voor
from vik_portal.register import Draaiboek, register

pytestmark = pytest.mark.django_db
Status = Bijeenkomst.Status


def over(dagen: int) -> datetime:
    return (timezone.localtime() + timedelta(days=dagen)).replace(hour=14, minute=0, second=0, microsecond=0)


@pytest.fixture
def gepland(cast: Any) -> Bijeenkomst:
    stuk = Bijeenkomst(titel="Middag met het team", team=cast.team, begin=over(9), plaats="Zaal 2")
    stuk = services.plan(bijeenkomst=stuk, draaiboek=register.een(Draaiboek, "vrij"), begeleider=cast.anouk)
    stuk.begeleiders.add(cast.lotte)
    return stuk


def pad(stuk: Bijeenkomst, wat: str = "bijeenkomst") -> str:
    return reverse(f"bijeenkomsten:{wat}", args=[stuk.pk])


def plat(antwoord: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", antwoord.content.decode())).split())


def invoer(begin: datetime, plaats: str = "Zaal 5") -> dict[str, str]:
    return {"begin": timezone.localtime(begin).strftime("%Y-%m-%dT%H:%M"), "plaats": plaats}


def test_moving_is_the_same_appointment_with_a_higher_number(cast: Any, gepland: Bijeenkomst) -> None:
    [voor] = afspraken_van(cast.anouk)
    antwoord = cast.client(cast.anouk).post(pad(gepland, "verzet"), invoer(over(16)), follow=True)
    assert "‘Middag met het team’ is nu op" in plat(antwoord)
    assert "14:00, Zaal 5" in plat(antwoord)
    [na] = afspraken_van(cast.anouk)
    assert (na.uid, na.volgnummer, na.begin) == (voor.uid, voor.volgnummer + 1, over(16))
    # The file of the meeting is that same appointment too.
    bestand = cast.client(cast.anouk).get(pad(gepland, "agenda")).content.decode()
    assert na.uid in bestand
    assert "SEQUENCE:1" in bestand


def test_cancelling_says_so_everywhere_and_leaves_no_code(cast: Any, gepland: Bijeenkomst) -> None:
    services.maak_kaartjes(bijeenkomst=gepland, aantal=6)
    anouk = cast.client(cast.anouk)
    antwoord = anouk.post(pad(gepland, "beheer"), {"actie": "zeg_af"}, follow=True)
    assert "Deze bijeenkomst is afgezegd." in plat(antwoord)
    gepland.refresh_from_db()
    assert (gepland.status, gepland.code, gepland.deur_open) == (Status.AFGEZEGD, None, False)
    assert not Kaartje.objects.filter(bijeenkomst=gepland).exists()
    assert "afgezegd" in plat(anouk.get("/bijeenkomsten/"))
    assert "gaat niet door" in plat(anouk.get(pad(gepland, "scherm")))
    assert "is afgezegd" in plat(anouk.get(pad(gepland, "regie")))
    assert [afspraak.geannuleerd for afspraak in afspraken_van(cast.anouk)] == [True]
    assert "STATUS:CANCELLED" in anouk.get(pad(gepland, "agenda")).content.decode()
    komt = [punt.titel for sectie in secties_voor(cast.anouk) if sectie.soort == "komt" for punt in sectie.punten]
    assert gepland.titel not in komt


@pytest.mark.parametrize("actie", ["deur_open", "volgende", "afronden", "stelling"])
def test_nothing_can_be_started_in_a_cancelled_meeting(cast: Any, gepland: Bijeenkomst, actie: str) -> None:
    verzetten.zeg_af(bijeenkomst=gepland, door=cast.anouk)
    data = {"actie": actie, "stelling": "Wij spreken elkaar hier aan."}
    assert cast.client(cast.anouk).post(pad(gepland, "regie"), data).status_code == 422
    gepland.refresh_from_db()
    assert (gepland.status, gepland.code, gepland.huidige_stap) == (Status.AFGEZEGD, None, None)
    with pytest.raises(MeedoenFout, match="afgezegd"):
        services.maak_kaartjes(bijeenkomst=gepland, aantal=6)


def test_a_cancelled_meeting_can_be_given_a_new_day(cast: Any, gepland: Bijeenkomst) -> None:
    verzetten.zeg_af(bijeenkomst=gepland, door=cast.anouk)
    verzetten.verzet(bijeenkomst=gepland, begin=over(20), plaats="Zaal 2", door=cast.anouk)
    [afspraak] = afspraken_van(cast.anouk)
    assert (afspraak.geannuleerd, afspraak.volgnummer) == (False, 2)
    services.open_deur(bijeenkomst=gepland)


@pytest.mark.parametrize("status", [Status.BEZIG, Status.AFGEROND])
def test_what_began_stays_where_it_is(cast: Any, gepland: Bijeenkomst, status: str) -> None:
    Bijeenkomst.objects.filter(pk=gepland.pk).update(status=status)
    anouk = cast.client(cast.anouk)
    assert "al begonnen of afgerond" in plat(anouk.get(pad(gepland, "verzet")))
    assert "Verzet of zeg af" not in plat(anouk.get(pad(gepland)))
    assert anouk.post(pad(gepland, "verzet"), invoer(over(16))).status_code == 422
    anouk.post(pad(gepland, "beheer"), {"actie": "zeg_af"})
    gepland.refresh_from_db()
    assert (gepland.status, gepland.plaats, gepland.agendanummer) == (status, "Zaal 2", 0)


@pytest.mark.parametrize(("begin", "zin"), [("", "Kies een dag en een tijd."), (over(-1), "al voorbij")])
def test_a_moment_that_passed_or_none_is_refused_and_nothing_typed_is_lost(
    cast: Any, gepland: Bijeenkomst, begin: Any, zin: str
) -> None:
    data = invoer(begin, "Kantine") if begin else {"begin": "", "plaats": "Kantine"}
    antwoord = cast.client(cast.anouk).post(pad(gepland, "verzet"), data)
    assert antwoord.status_code == 422
    assert zin in plat(antwoord)
    assert 'value="Kantine"' in antwoord.content.decode()
    gepland.refresh_from_db()
    assert (gepland.plaats, gepland.agendanummer) == ("Zaal 2", 0)


def test_who_leads_it_too_and_who_was_invited_hear_of_it(cast: Any, gepland: Bijeenkomst) -> None:
    verzetten.verzet(bijeenkomst=gepland, begin=over(16), plaats="Zaal 2", door=cast.anouk)
    # Bram was never invited: for him there is nothing to change.
    assert [bericht.ontvanger for bericht in Bericht.objects.all()] == [cast.lotte]
    Bericht.objects.all().delete()
    Bijeenkomst.objects.filter(pk=gepland.pk).update(verstuurd={"teamchef-vooraf": "2026-11-01"})
    verzetten.zeg_af(bijeenkomst=gepland, door=cast.anouk)
    assert {bericht.ontvanger for bericht in Bericht.objects.all()} == {cast.lotte, cast.bram}
    bericht = Bericht.objects.get(ontvanger=cast.bram)
    assert bericht.onderwerp == "Bijeenkomst met Basisteam Vlietzoom afgezegd"
    assert "STATUS:CANCELLED" in bericht.agenda
    assert cast.client(cast.bram).get(bericht.url).status_code == 200
    assert [afspraak.geannuleerd for afspraak in afspraken_van(cast.bram)] == [True]


def test_the_same_again_tells_nobody_anything(cast: Any, gepland: Bijeenkomst) -> None:
    verzetten.verzet(bijeenkomst=gepland, begin=gepland.begin, plaats="Zaal 2", door=cast.anouk)
    assert not Bericht.objects.exists()
    for _ in range(2):
        verzetten.zeg_af(bijeenkomst=gepland, door=cast.anouk)
    assert Bericht.objects.count() == 1


def test_a_practice_moves_without_a_word_and_is_in_no_calendar(cast: Any, gepland: Bijeenkomst) -> None:
    Bijeenkomst.objects.filter(pk=gepland.pk).update(oefening=True)
    verzetten.verzet(bijeenkomst=gepland, begin=over(16), plaats="Zaal 2", door=cast.anouk)
    assert not Bericht.objects.exists()
    assert afspraken_van(cast.anouk) == []


def test_who_asked_for_it_hears_it_and_the_request_asks_how_it_goes_on(cast: Any) -> None:
    aanvraag = maak_wereld(cast).aanvraag
    stuk = Bijeenkomst(titel="Sessie", begin=over(9), plaats="Zaal 2")
    boek = register.een(Draaiboek, "vrij")
    plan_in(aanvraag=aanvraag, bijeenkomst=stuk, draaiboek=boek, begeleider=cast.anouk)
    Bericht.objects.all().delete()
    verzetten.verzet(bijeenkomst=stuk, begin=over(16), plaats="Zaal 5", door=cast.anouk)
    assert "is verzet" in Bericht.objects.get(ontvanger=cast.bram).tekst
    verzetten.zeg_af(bijeenkomst=stuk, door=cast.anouk)
    assert Bericht.objects.filter(ontvanger=cast.bram).count() == 2

    def punten(wie: Any, soort: str) -> list[str]:
        return [punt.titel for sectie in secties_voor(wie) if sectie.soort == soort for punt in sectie.punten]

    assert "Hoe gaat het verder? Dilemmasessie" in punten(cast.anouk, "wacht")
    assert "Dilemmasessie" not in punten(cast.bram, "komt")
    assert Aanvraag.objects.get(pk=aanvraag.pk).afspraak.startswith("Afgezegd (")


def test_only_who_leads_it_may(cast: Any, gepland: Bijeenkomst) -> None:
    for wie in (cast.bram, cast.guus, cast.hanna, cast.ilias, cast.kees):
        assert cast.client(wie).get(pad(gepland, "verzet")).status_code == 404
        assert cast.client(wie).post(pad(gepland, "verzet"), invoer(over(16))).status_code == 404
        assert cast.client(wie).post(pad(gepland, "beheer"), {"actie": "zeg_af"}).status_code == 404
