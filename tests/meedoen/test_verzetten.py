"""Moving and cancelling a planned meeting: when it may, who hears of it, and what a calendar makes of it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from aanvragen.models import Aanvraag
from aanvragen.services import plan_in
from tests.wereld import maak_wereld
from vik_portal.berichten.agenda import afspraken_van
from vik_portal.berichten.models import Bericht
from vik_portal.meedoen import papier, services
from vik_portal.meedoen.models import Bijeenkomst, Kaartje
from vik_portal.meedoen.services import MeedoenFout, verzetten
from vik_portal.mijn import secties_voor
from vik_portal.register import Bewaartermijn, Draaiboek, register

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


#: Typed by a slip of the keys.
VER_WEG = ["2024-03-01T14:00", "0001-01-01T00:00", "2199-01-01T14:00", "9999-12-31T23:59"]
ZIN = "hooguit één dag geleden is, en hooguit twee jaar vooruit"


@pytest.mark.parametrize("begin", [*VER_WEG, over(-2), over(732)])
def test_a_year_that_nobody_means_is_refused(cast: Any, begin: Any) -> None:
    getypt = begin if isinstance(begin, str) else invoer(begin)["begin"]
    velden = {"titel": "Middag", "team": cast.team.pk, "begin": getypt, "plaats": "Kantine", "draaiboek": "vrij"}
    antwoord = cast.client(cast.anouk).post("/bijeenkomsten/nieuw/", velden)
    assert antwoord.status_code == 422
    assert ZIN in plat(antwoord)
    assert 'value="Kantine"' in antwoord.content.decode()
    assert not Bijeenkomst.objects.exists()


@pytest.mark.parametrize("begin", [VER_WEG[-1], over(732)])
def test_nor_can_a_meeting_be_moved_there(cast: Any, gepland: Bijeenkomst, begin: Any) -> None:
    getypt = begin if isinstance(begin, str) else invoer(begin)["begin"]
    antwoord = cast.client(cast.anouk).post(pad(gepland, "verzet"), {"begin": getypt, "plaats": "Zaal 2"})
    assert antwoord.status_code == 422
    assert ZIN in plat(antwoord)
    gepland.refresh_from_db()
    assert gepland.agendanummer == 0


@pytest.mark.parametrize("begin", [timezone.now() - timedelta(hours=20), over(728)])
def test_what_was_held_yesterday_and_what_comes_in_two_years_can_be_planned(cast: Any, begin: datetime) -> None:
    velden = {"titel": "Middag", "team": cast.team.pk, "draaiboek": "vrij", **invoer(begin)}
    assert cast.client(cast.anouk).post("/bijeenkomsten/nieuw/", velden).status_code == 302


# --- held on another day than planned -----------------------------------------------------------------


def deur(stuk: Bijeenkomst) -> None:
    services.open_deur(bijeenkomst=stuk)


def stap(stuk: Bijeenkomst) -> None:
    services.ga_naar(bijeenkomst=stuk, stap=stuk.stappen.all()[0])


def op_papier(stuk: Bijeenkomst) -> None:
    inhoud = {"stelling": "Ik zeg het als ik iets fout deed."}
    laatste = stuk.stappen.create(volgorde=9, soort="stelling", titel="Stelling", inhoud=inhoud)
    merk = papier.afdruk(papier.bekijk_vragen(laatste))
    papier.tel_papier(bijeenkomst=stuk, stap=laatste, formulieren=[b"\x04"] * 6, merk=merk)


def einde(stuk: Bijeenkomst) -> None:
    services.rond_af(bijeenkomst=stuk)


@pytest.mark.parametrize("oefening", [False, True])
@pytest.mark.parametrize(
    ("begint", "dagen"), [(deur, -600), (deur, 600), (op_papier, -600), (op_papier, 9), (einde, 600)]
)
def test_held_on_another_day_it_is_of_that_day_and_nobody_is_told(
    cast: Any, gepland: Bijeenkomst, begint: Any, dagen: int, oefening: bool
) -> None:
    Bijeenkomst.objects.filter(pk=gepland.pk).update(begin=over(dagen), oefening=oefening)
    voor = timezone.now()
    begint(gepland)
    gepland.refresh_from_db()
    assert voor <= gepland.begin <= timezone.now()
    assert gepland.status == (Status.AFGEROND if begint is einde else Status.BEZIG)
    assert (gepland.agendanummer, Bericht.objects.count()) == (0, 0)
    # It goes two years after it was held, and not in the night that follows.
    assert not verlopen(gepland, voor + timedelta(days=1))
    assert verlopen(gepland, voor + timedelta(days=731))
    # And only then: another step of it, or a second pile, moves nothing.
    begonnen = gepland.begin
    stap(gepland)
    gepland.refresh_from_db()
    assert gepland.begin == begonnen


def verlopen(stuk: Bijeenkomst, moment: datetime) -> bool:
    [uitslagen] = register.een(Bewaartermijn, "uitslag").verlopen(moment)
    return uitslagen.filter(pk=stuk.pk).exists()


def elk_uur(stembus_dir: Path) -> None:
    """The clean-up, which does its work where it sees the boxes."""
    stembus_dir.mkdir(exist_ok=True)
    services.ruim_op()


@pytest.mark.parametrize("begint", [deur, stap, op_papier])
@pytest.mark.parametrize("uren", [-23, -1])
def test_counted_the_day_after_it_stays_of_the_day_it_was_planned(
    gepland: Bijeenkomst, begint: Any, uren: int, stembus_dir: Path
) -> None:
    Bijeenkomst.objects.filter(pk=gepland.pk).update(begin=(gedacht := timezone.now() + timedelta(hours=uren)))
    begint(gepland)
    elk_uur(stembus_dir)
    gepland.refresh_from_db()
    assert (gepland.begin, gepland.status) == (gedacht, Status.BEZIG)


@pytest.mark.parametrize(("uren", "bezig"), [(-47, True), (-49, False)])
def test_who_began_a_day_late_has_a_day_before_it_is_ended_for_them(
    gepland: Bijeenkomst, uren: int, bezig: bool, stembus_dir: Path
) -> None:
    Bijeenkomst.objects.filter(pk=gepland.pk).update(begin=timezone.now() + timedelta(hours=-23))
    deur(gepland)
    Bijeenkomst.objects.filter(pk=gepland.pk).update(begin=timezone.now() + timedelta(hours=uren))
    elk_uur(stembus_dir)
    gepland.refresh_from_db()
    assert gepland.status == (Status.BEZIG if bezig else Status.AFGEROND)
    assert gepland.vanzelf_afgerond != bezig


@pytest.mark.parametrize("begin", [over(9), timezone.now() + timedelta(hours=3), over(-60)])
def test_looking_through_the_steps_begins_nothing(gepland: Bijeenkomst, begin: datetime, stembus_dir: Path) -> None:
    """In the morning, or of a plan that never took place: it can still be moved, and no job ends it."""
    Bijeenkomst.objects.filter(pk=gepland.pk).update(begin=begin)
    stap(gepland)
    elk_uur(stembus_dir)
    gepland.refresh_from_db()
    assert (gepland.status, gepland.begin) == (Status.GEPLAND, begin)
    assert verzetten.mag_nog_anders(gepland)


def test_from_an_hour_before_it_the_first_step_begins_it(gepland: Bijeenkomst) -> None:
    Bijeenkomst.objects.filter(pk=gepland.pk).update(begin=timezone.now() + timedelta(minutes=50))
    stap(gepland)
    gepland.refresh_from_db()
    assert gepland.status == Status.BEZIG


@pytest.mark.parametrize("status", ["open", "geteld"])
def test_what_was_counted_in_a_meeting_that_says_it_did_not_begin_keeps_it_in_place(
    cast: Any, gepland: Bijeenkomst, status: str
) -> None:
    """As it stands in a database of before: counted on paper, and planned still."""
    gepland.rondes.create(
        id="0" * 32, soort="stelling", vorm="banden", vragen=[], status=status, stoelen=6, merk=b"", volgnummer=1
    )
    with pytest.raises(MeedoenFout, match="al begonnen"):
        verzetten.verzet(bijeenkomst=gepland, begin=over(16), plaats="Zaal 5", door=cast.anouk)
    with pytest.raises(MeedoenFout, match="al begonnen"):
        verzetten.zeg_af(bijeenkomst=gepland, door=cast.anouk)
    assert "al begonnen of afgerond" in plat(cast.client(cast.anouk).get(pad(gepland, "verzet")))


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
