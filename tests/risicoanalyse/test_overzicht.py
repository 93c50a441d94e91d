"""Freezing a quarter, and what landelijk and the leadership of an eenheid get to see of it."""

from __future__ import annotations

import copy
import io
import random
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from pptx import Presentation
from pypdf import PdfReader

from risicoanalyse.exports import overzicht as exports
from risicoanalyse.laden import laad
from risicoanalyse.models import Beeld, Kwartaalstand, Maatregel, Meegeteld, Risico, Telbeurt, Voortgang
from risicoanalyse.overzicht import pagina, zinnen
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.overzicht.onderwerpen import KLEUREN
from risicoanalyse.overzicht.vriezen import RIJP, te_vriezen, vries, vries_kwartaal
from risicoanalyse.overzicht.zinnen import Spreiding
from tests.e2e import jaar
from tests.risicoanalyse import teams as zaal
from tests.test_bewaren import nacht
from vik_portal import bewaren
from vik_portal.management import demobeeld
from vik_portal.management.demobeeld import Analyse, vul
from vik_portal.meedoen.models import Bijeenkomst, Ronde
from vik_portal.mijn import secties_voor
from vik_portal.organisatie.models import Eenheid
from vik_portal.register import Punt

K3 = Kwartaal(2026, 3)
#: A day on which the third quarter of 2026 is ripe.
OKTOBER = date(2026, 10, 20)
pytestmark = pytest.mark.django_db


def maak_teams(district: Eenheid, aantal: int) -> list[Eenheid]:
    begin = Eenheid.objects.count()
    return [
        Eenheid.objects.create(naam=f"Team {begin + n}", soort=Eenheid.Soort.TEAM, ouder=district)
        for n in range(aantal)
    ]


def analyseer(teams: Sequence[Eenheid], dag: date = date(2026, 8, 3), zaad: int = 1) -> list[Bijeenkomst]:
    rng = random.Random(zaad)  # noqa: S311 - invented answers
    return vul([Analyse(team, dag, 9, rng.random()) for team in teams], rng)


@pytest.fixture
def geladen(cast: Any) -> Any:
    laad()
    return cast


# --- freezing ------------------------------------------------------------------------------------


def test_a_quarter_is_frozen_once_and_counts_every_analysis_once(geladen: Any) -> None:
    mee = analyseer(maak_teams(geladen.district, 6))
    assert vries(vandaag=OKTOBER) == [K3]
    beeld = Beeld.objects.get(soort=Beeld.Soort.KWARTAAL)
    assert (beeld.eenheid, beeld.inhoud["teams"]) == (geladen.eenheid, 6)
    geteld = Meegeteld.objects.filter(reeks=Meegeteld.Reeks.BEELD).values_list("bijeenkomst", "beeld")
    assert set(geteld) == {(b.pk, beeld.pk) for b in mee}
    voor = list(Beeld.objects.values()), list(Kwartaalstand.objects.values())
    analyseer(maak_teams(geladen.district, 6), zaad=2)
    assert vries(vandaag=OKTOBER) == []
    assert not vries_kwartaal(K3)
    assert (list(Beeld.objects.values()), list(Kwartaalstand.objects.values())) == voor


def test_missed_quarters_are_caught_up_the_oldest_first(geladen: Any) -> None:
    analyseer(maak_teams(geladen.district, 5), date(2026, 2, 3))
    analyseer(maak_teams(geladen.district, 5), date(2026, 8, 3))
    assert vries(vandaag=OKTOBER) == [Kwartaal(2026, 1), Kwartaal(2026, 2), K3]
    dagen = Beeld.objects.filter(soort="kwartaal").order_by("kwartaal").values_list("kwartaal", flat=True)
    assert list(dagen) == [Kwartaal(2026, 1).eerste_dag, K3.eerste_dag]


def test_a_quarter_is_ripe_a_week_after_it_ended(geladen: Any) -> None:
    assert te_vriezen(date(2026, 10, 7)) == [Kwartaal(2026, 2)]
    assert te_vriezen(date(2026, 10, 8)) == [K3]


def test_practice_running_and_uncounted_meetings_never_count(geladen: Any) -> None:
    mee = analyseer(maak_teams(geladen.district, 8))
    Bijeenkomst.objects.filter(pk=mee[0].pk).update(oefening=True)
    Bijeenkomst.objects.filter(pk=mee[1].pk).update(status=Bijeenkomst.Status.BEZIG)
    Ronde.objects.filter(bijeenkomst=mee[2]).update(status=Ronde.Status.VERVALLEN, uitslag=None)
    vries(vandaag=OKTOBER)
    assert set(Meegeteld.objects.values_list("bijeenkomst", flat=True)) == {b.pk for b in mee[3:]}


def test_the_last_of_two_analyses_counts_and_the_other_is_passed_over_for_good(geladen: Any) -> None:
    teams = maak_teams(geladen.district, 5)
    eerst = analyseer(teams[:1], date(2026, 7, 3))[0]
    analyseer(teams)
    vries(vandaag=OKTOBER)
    assert Meegeteld.objects.get(bijeenkomst=eerst).beeld is None
    assert Beeld.objects.get(soort=Beeld.Soort.KWARTAAL).inhoud["teams"] == 5


def test_small_eenheden_are_told_of_together_or_wait(geladen: Any) -> None:
    oost = analyseer(maak_teams(geladen.district, 3))
    vries_kwartaal(K3)
    assert not Beeld.objects.exists()
    assert not Meegeteld.objects.exists()
    noord = analyseer(maak_teams(geladen.ander_district, 2), date(2026, 11, 3))
    vries_kwartaal(K3.verder(1))
    assert Beeld.objects.get(soort=Beeld.Soort.KWARTAAL).eenheid is None
    assert set(Meegeteld.objects.values_list("bijeenkomst", flat=True)) == {b.pk for b in [*oost, *noord]}


def _telde_mee(jaar: int) -> list[str]:
    """The quarters in which a picture was frozen, as the night of their week does it."""
    for nummer in range(1, 5):
        vries(vandaag=Kwartaal(jaar, nummer).verder(1).eerste_dag + RIJP)
    dagen = Beeld.objects.filter(soort=Beeld.Soort.KWARTAAL).order_by("kwartaal")
    return [Kwartaal.van(dag).sleutel for dag in dagen.values_list("kwartaal", flat=True)]


@pytest.mark.parametrize("onthouden", [True, False])
def test_that_a_team_counted_outlives_its_meeting(geladen: Any, onthouden: bool) -> None:
    """Four teams waited a year for the fifth, so that their meeting is gone before they have rested one.

    Without the memory there are two pictures, three quarters apart, with four teams in both.
    """
    *vier, vijfde, zesde = maak_teams(geladen.district, 6)
    vries(vandaag=date(2026, 1, 8))
    oud = analyseer(vier, date(2026, 1, 5))
    analyseer([vijfde], date(2027, 3, 1))
    assert _telde_mee(2026) == []
    vries(vandaag=date(2027, 4, 8))
    analyseer([*vier, zesde], date(2027, 11, 2), zaad=2)
    assert set(bewaren.ruim_op(moment=nacht(date(2028, 1, 7)))) >= {"meedoen.Bijeenkomst"}
    assert not Bijeenkomst.objects.filter(pk__in=[b.pk for b in oud]).exists()
    if not onthouden:
        Telbeurt.objects.all().delete()
    assert _telde_mee(2027) == (["2027-k1"] if onthouden else ["2027-k1", "2027-k4"])
    # Once a year: in the next quarter all five count.
    assert vries(vandaag=date(2028, 4, 8))
    assert Beeld.objects.filter(soort=Beeld.Soort.KWARTAAL).count() == 2


def test_what_counted_before_there_was_a_memory_is_filled_in(geladen: Any) -> None:
    analyseer(maak_teams(geladen.district, 6))
    # Passed over, so not in a picture: that team did not count by it.
    analyseer(Eenheid.objects.filter(naam__startswith="Team ").order_by("pk")[:1], date(2026, 7, 3), zaad=3)
    vries(vandaag=OKTOBER)
    toen = set(Telbeurt.objects.values_list("team", "kwartaal", "reeks"))
    assert len(toen) == 6
    Telbeurt.objects.all().delete()
    import_module("risicoanalyse.migrations.0007_telbeurten").vul(apps, None)
    assert set(Telbeurt.objects.values_list("team", "kwartaal", "reeks")) == toen


def test_measures_are_looked_at_again_after_half_a_year_of_the_same_teams(geladen: Any) -> None:
    mee = analyseer(maak_teams(geladen.district, 5))
    Maatregel.objects.all().delete()
    for bijeenkomst in mee:
        Risico.objects.filter(bijeenkomst=bijeenkomst).delete()
        risico = Risico.objects.create(
            bijeenkomst=bijeenkomst, volgorde=1, oorzaak="a", gebeurtenis="b", gevolg="c", thema=""
        )
        maatregel = Maatregel.objects.create(
            risico=risico, soort="bespreken", tekst="t", rol="r", datum=OKTOBER, merkbaar="m"
        )
        Voortgang.objects.create(maatregel=maatregel, dag=date(2026, 8, 3), status="afgesproken")
        Voortgang.objects.create(maatregel=maatregel, dag=date(2027, 1, 9), status="klaar")
    vries(vandaag=date(2027, 4, 20))
    beeld = Beeld.objects.get(soort=Beeld.Soort.KWARTAAL)
    (nu,) = (deel for deel in beeld.inhoud["onderwerpen"] if deel["soort"] == "voortgang")
    assert nu["cellen"]["afgesproken"] == [3, 5]
    (later,) = beeld.vervolg["onderwerpen"]
    assert (later["cellen"]["klaar"], later["cellen"]["afgesproken"]) == ([3, 5], [0, 2])


def test_a_subject_whose_bands_leave_no_room_is_left_out(geladen: Any) -> None:
    """Three teams that still have to begin, three that are busy, three that are done: the other steps are nobody's."""
    mee = analyseer(maak_teams(geladen.district, 9))
    Maatregel.objects.all().delete()
    for nummer, bijeenkomst in enumerate(mee):
        Risico.objects.filter(bijeenkomst=bijeenkomst).delete()
        risico = Risico.objects.create(
            bijeenkomst=bijeenkomst, volgorde=1, oorzaak="a", gebeurtenis="b", gevolg="c", thema=""
        )
        maatregel = Maatregel.objects.create(
            risico=risico, soort="bespreken", tekst="t", rol="r", datum=OKTOBER, merkbaar="m"
        )
        status = ("afgesproken", "loopt", "klaar")[nummer % 3]
        Voortgang.objects.create(maatregel=maatregel, dag=date(2026, 8, 3), status=status)
    vries(vandaag=OKTOBER)
    beeld = Beeld.objects.get(soort=Beeld.Soort.KWARTAAL)
    assert {deel["soort"] for deel in beeld.inhoud["onderwerpen"]} >= {"thema", "proces"}
    assert not [deel for deel in beeld.inhoud["onderwerpen"] if deel["soort"] == "voortgang"]
    client = geladen.client(geladen.ilias)
    assert "Maatregelen, aan het eind van het kwartaal" not in client.get(reverse(LANDELIJK)).text
    assert all(bestanden(client, "risicoanalyse:landelijk_als"))
    vries(vandaag=date(2027, 4, 20))
    beeld.refresh_from_db()
    assert beeld.vervolg is None


def test_of_a_picture_that_lost_a_result_there_is_no_second_look(geladen: Any) -> None:
    mee = analyseer(maak_teams(geladen.district, 6))
    vries(vandaag=OKTOBER)
    mee[0].delete()
    vries(vandaag=date(2027, 4, 20))
    assert Beeld.objects.get(soort=Beeld.Soort.KWARTAAL).vervolg is None


def test_a_second_look_is_found_when_its_own_quarter_has_no_picture(geladen: Any) -> None:
    """K3 is frozen in the third quarter, looked at again in the first of 2027, and found after that was frozen too."""
    analyseer(maak_teams(geladen.district, 6))
    vries(vandaag=date(2027, 7, 20))
    assert Kwartaalstand.objects.count() == 4
    for client, pad in (
        (geladen.client(geladen.ilias), "/risicoanalyse/landelijk/"),
        (geladen.client(geladen.hanna), f"/risicoanalyse/eenheid/{geladen.eenheid.pk}/"),
    ):
        tekst = client.get(pad).text
        # The second and the fourth quarter hold neither a picture nor a second look.
        assert re.findall(rf'href="{pad}(\d{{4}}-k\d)/"', tekst) == ["2027-k1", "2026-k3"]
        assert "Maatregelen na een half jaar" in client.get(f"{pad}2027-k1/").text


# --- coverage ------------------------------------------------------------------------------------


def dekking(kwartaal: Kwartaal = K3) -> dict[str, Any]:
    """Of Oost-Nederland."""
    vries_kwartaal(kwartaal)
    [rij] = (
        r for r in Kwartaalstand.objects.get(kwartaal=kwartaal.eerste_dag).inhoud["dekking"] if "Oost" in r["naam"]
    )
    return rij


def test_a_team_that_ended_is_one_of_those_it_is_counted_with(geladen: Any) -> None:
    """Nine counted and five of them ended; eight others are there: nine of all who were there, not of twelve."""
    Eenheid.objects.teams().update(actief=False)
    gestopt, gebleven = maak_teams(geladen.district, 5), maak_teams(geladen.district, 4)
    maak_teams(geladen.district, 8)
    analyseer([*gestopt, *gebleven])
    Eenheid.objects.filter(pk__in=[team.pk for team in gestopt]).update(actief=False)
    rij = dekking()
    assert (rij["geteld"], rij["jaar"], rij["teams"]) == (9, 9, 17)


def test_what_a_number_is_out_of_does_not_tell_how_many_counted(geladen: Any) -> None:
    """Three of here count together with others and end: that shows nowhere, as long as fewer than five are not told."""
    drie = maak_teams(geladen.district, 3)
    analyseer([*drie, *maak_teams(geladen.ander_district, 4)])
    Eenheid.objects.filter(pk__in=[team.pk for team in drie]).update(actief=False)
    rij = dekking()
    assert Meegeteld.objects.filter(bijeenkomst__team__in=drie, beeld__isnull=False, reeks="beeld").count() == 3
    actief = Eenheid.objects.teams().filter(actief=True, pad__startswith=geladen.eenheid.pad).count()
    assert (rij["geteld"], rij["jaar"], rij["teams"]) == (None, None, actief)


def test_an_eenheid_that_ended_before_its_quarter_was_frozen_keeps_its_line(geladen: Any) -> None:
    analyseer(maak_teams(geladen.district, 6))
    Eenheid.objects.filter(pad__startswith=geladen.eenheid.pad).update(actief=False)
    rij = dekking()
    assert (rij["geteld"], rij["jaar"], rij["teams"]) == (6, 6, 6)
    tekst = geladen.client(geladen.ilias).get(reverse(LANDELIJK)).text
    assert "Geen eenheid heeft een eigen beeld" not in tekst


def test_a_deep_analysis_is_in_a_picture_as_well(geladen: Any) -> None:
    begin = datetime(2026, 8, 3, 14, tzinfo=ZoneInfo("Europe/Amsterdam"))
    for nummer, team in enumerate(maak_teams(geladen.district, 6)):
        zaal.houd(team, geladen.anouk, begin, zaad=nummer, slug="diepgaand-ondermijning")
    rij = dekking()
    assert (rij["geteld"], rij["jaar"]) == (None, 6)
    tekst = geladen.client(geladen.ilias).get(reverse(LANDELIJK)).text
    assert "Hoeveel teams in een beeld staan" in tekst
    assert f"6 van {rij['teams']} teams" in tekst
    assert dekking(K3.verder(3))["jaar"] == 6
    assert dekking(K3.verder(4))["jaar"] is None


def test_how_long_an_analysis_waits_is_what_the_page_says(geladen: Any) -> None:
    """Four teams of one eenheid and no other: four quarters later they may still count, the fifth passes them over."""
    analyseer(maak_teams(geladen.district, 4))
    for later in range(5):
        vries_kwartaal(K3.verder(later))
        assert not Meegeteld.objects.exists()
        tekst = geladen.client(geladen.ilias).get(reverse(LANDELIJK)).text
        assert "wacht hooguit vier kwartalen tot er genoeg teams zijn" in tekst
        assert "tellen mee in een volgend kwartaal" not in tekst
    vries_kwartaal(K3.verder(5))
    assert list(Meegeteld.objects.values_list("beeld", flat=True)) == [None] * 4


# --- who sees what -------------------------------------------------------------------------------

LANDELIJK = "risicoanalyse:landelijk"


def bestanden(client: Any, naam: str, *args: object) -> list[bytes]:
    return [client.get(reverse(naam, args=[*args, K3.sleutel, vorm])).content for vorm in ("pdf", "pptx", "xlsx")]


def test_too_few_teams_look_like_none_to_the_byte(geladen: Any) -> None:
    """Page and exports, national and of the eenheid; the same teams are there, with and without an analysis."""
    teams = maak_teams(geladen.district, 4)
    landelijk, hanna = geladen.client(geladen.ilias), geladen.client(geladen.hanna)

    def alles() -> list[bytes]:
        paginas = [landelijk.get(reverse(LANDELIJK)), hanna.get(reverse("risicoanalyse:eenheid"), follow=True)]
        return [
            *(pagina.content for pagina in paginas),
            *bestanden(landelijk, "risicoanalyse:landelijk_als"),
            *bestanden(hanna, "risicoanalyse:van_eenheid_als", geladen.eenheid.pk),
        ]

    vries(vandaag=OKTOBER)
    leeg = alles()
    Kwartaalstand.objects.all().delete()
    analyseer(teams)
    vries(vandaag=OKTOBER)
    assert alles() == leeg
    Kwartaalstand.objects.all().delete()
    analyseer(maak_teams(geladen.district, 1))
    vries(vandaag=OKTOBER)
    assert all(nu != toen for nu, toen in zip(alles(), leeg, strict=True))


def test_before_the_first_night_every_button_gives_a_file(geladen: Any) -> None:
    """Nothing is frozen yet: the page is empty, and so are its files. Of any other quarter there is nothing."""
    for client in (geladen.client(geladen.ilias), geladen.client(geladen.hanna)):
        for pad in (reverse(LANDELIJK), reverse("risicoanalyse:eenheid")):
            pagina_ = client.get(pad, follow=True)
            if pagina_.status_code == 403:
                continue
            knoppen = re.findall(r'href="(/risicoanalyse/[^"]+\.(?:pdf|pptx|xlsx))"', pagina_.text)
            assert len(knoppen) == 3
            assert {client.get(knop).status_code for knop in knoppen} == {200}
            vroeger = re.sub(r"\d{4}-k\d", "2020-k1", knoppen[0])
            assert client.get(vroeger).status_code == 404


def test_a_frozen_picture_needs_nothing_of_the_analyses_behind_it(geladen: Any) -> None:
    """Page and files are the same to the byte when results and even teams are gone: nothing else reaches them."""
    analyseer(maak_teams(geladen.district, 6))
    vries(vandaag=OKTOBER)
    client = geladen.client(geladen.ilias)
    eerst = [client.get(reverse(LANDELIJK)).content, *bestanden(client, "risicoanalyse:landelijk_als")]
    Bijeenkomst.objects.all().delete()
    Eenheid.objects.filter(naam__startswith="Team ").delete()
    assert [client.get(reverse(LANDELIJK)).content, *bestanden(client, "risicoanalyse:landelijk_als")] == eerst


def test_another_name_of_an_eenheid_leaves_old_pictures_as_they_were(geladen: Any) -> None:
    analyseer(maak_teams(geladen.district, 6))
    vries(vandaag=OKTOBER)
    client = geladen.client(geladen.ilias)

    def alles() -> list[bytes]:
        return [client.get(reverse(LANDELIJK)).content, *bestanden(client, "risicoanalyse:landelijk_als")]

    eerst = alles()
    assert geladen.eenheid.naam in eerst[0].decode()
    Eenheid.objects.filter(pk=geladen.eenheid.pk).update(naam="Eenheid Oosterland")
    assert alles() == eerst


def test_the_leadership_sees_its_own_eenheid_and_no_other(geladen: Any) -> None:
    analyseer(maak_teams(geladen.district, 5))
    analyseer(maak_teams(geladen.ander_district, 6), zaad=2)
    vries(vandaag=OKTOBER)
    hanna = geladen.client(geladen.hanna)
    antwoord = hanna.get(reverse("risicoanalyse:eenheid"), follow=True)
    assert "Beeld van Oost-Nederland" in antwoord.text
    assert "Noord-Holland" not in antwoord.text
    assert "van de 5 teams" in antwoord.text
    assert "In het afgelopen jaar stonden 5 van " in antwoord.text
    assert '<table class="tbl">' not in antwoord.text
    # It explains words that only stand there when fewer than five count.
    assert ("minder dan 5 van" in antwoord.text.lower()) == ("Minder dan 5 kan ook" in antwoord.text) is False
    assert "van de 6 teams" not in antwoord.text
    ander = reverse("risicoanalyse:van_eenheid", args=[geladen.andere_eenheid.pk])
    assert hanna.get(ander).status_code == 404
    assert hanna.get(reverse(LANDELIJK)).status_code == 403


def test_fewer_than_five_is_explained_where_it_stands(geladen: Any) -> None:
    analyseer(maak_teams(geladen.district, 5))
    analyseer(maak_teams(geladen.ander_district, 2), zaad=2)
    vries(vandaag=OKTOBER)
    tekst = geladen.client(geladen.ilias).get(reverse(LANDELIJK)).text
    assert "minder dan 5 van" in tekst
    assert "Minder dan 5 kan ook geen enkel team zijn." in tekst


def test_landelijk_reads_all_pictures_by_name_in_few_queries(geladen: Any, django_assert_max_num_queries: Any) -> None:
    analyseer(maak_teams(geladen.district, 5))
    analyseer(maak_teams(geladen.ander_district, 6), zaad=2)
    vries(vandaag=OKTOBER)
    client = geladen.client(geladen.ilias)
    with django_assert_max_num_queries(7):
        tekst = client.get(reverse(LANDELIJK)).text
    assert "11 teams" in tekst
    assert tekst.index("Noord-Holland: 6 teams") < tekst.index("Oost-Nederland: 5 teams")
    assert "Team 9" not in tekst
    for fout in ("2026-k5", "2031-k1"):
        assert client.get(reverse("risicoanalyse:landelijk_kwartaal", args=[fout])).status_code == 404
    assert client.get(reverse("risicoanalyse:landelijk_als", args=[K3.sleutel, "docx"])).status_code == 404


def test_who_may_see_a_picture_finds_it_from_the_own_page(geladen: Any) -> None:
    assert reverse(LANDELIJK) in geladen.client(geladen.ilias).get("/mijn/").text
    hanna = geladen.client(geladen.hanna).get("/mijn/").text
    assert reverse("risicoanalyse:van_eenheid", args=[geladen.eenheid.pk]) in hanna
    assert reverse(LANDELIJK) not in hanna
    assert reverse(LANDELIJK) not in geladen.client(geladen.anouk).get("/mijn/").text


def test_a_frozen_quarter_stands_first_on_the_own_page(geladen: Any) -> None:
    """New for a month; of an eenheid only when it has a picture in it."""
    analyseer(maak_teams(geladen.district, 5))

    def punten(wie: Any) -> list[Punt]:
        return next(sectie.punten for sectie in secties_voor(wie) if sectie.soort == "mijn")

    assert punten(geladen.ilias)[0].titel != "Het landelijke beeld"
    vries(vandaag=OKTOBER)
    for wie, titel in ((geladen.ilias, "Het landelijke beeld"), (geladen.hanna, "Het beeld van Oost-Nederland")):
        eerste = punten(wie)[0]
        assert (eerste.titel, eerste.wanneer) == (titel, timezone.localdate())
        assert eerste.toelichting.startswith("Nieuw: het derde kwartaal van 2026. ")
    for model in (Kwartaalstand, Beeld):
        model.objects.update(gemaakt_op=timezone.now() - timedelta(days=40))
    eerste = punten(geladen.ilias)[0]
    assert eerste.toelichting.startswith("Het derde kwartaal van 2026. ")
    Beeld.objects.all().delete()
    assert punten(geladen.hanna)[0].wanneer is None


def test_slides_paper_and_workbook_say_the_same(geladen: Any) -> None:
    analyseer(maak_teams(geladen.district, 7))
    vries(vandaag=OKTOBER)
    client = geladen.client(geladen.ilias)
    pdf, pptx, xlsx = bestanden(client, "risicoanalyse:landelijk_als")
    zin = "In het beeld van het derde kwartaal van 2026 tellen 7 teams mee"
    papier = " ".join(" ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(pdf)).pages).split())
    assert zin in papier
    dias = Presentation(io.BytesIO(pptx)).slides
    assert any(zin in vorm.text_frame.text for dia in dias for vorm in dia.shapes if vorm.has_text_frame)
    boek = openpyxl.load_workbook(io.BytesIO(xlsx))
    assert boek.sheetnames[:3] == ["In het kort", "Dekking", "Beelden"]
    for rij in boek["Beelden"].iter_rows(min_row=2, values_only=True):
        assert rij[2] <= rij[3] <= rij[4] == 7
        assert rij[3] - rij[2] >= 2
    per = list(boek["Per eenheid"].iter_rows(min_row=2, values_only=True))
    assert {(rij[0], rij[5]) for rij in per} == {("Oost-Nederland", 7)}
    assert {rij[1:] for rij in per if rij[1] == "Integriteit"} == {
        rij for rij in boek["Beelden"].iter_rows(min_row=2, values_only=True) if rij[0] == "Integriteit"
    }


def test_rows_that_changed_places_in_one_carrier_are_found(geladen: Any) -> None:
    """The comparison of page, paper, slides and workbook fails when two bars, or two themes, swap their numbers."""
    analyseer(maak_teams(geladen.district, 14))
    analyseer(maak_teams(geladen.ander_district, 7), zaad=2)
    vries(vandaag=OKTOBER)
    beeld = Beeld.objects.get(soort=Beeld.Soort.KWARTAAL, eenheid=geladen.eenheid)
    # The invented answers are alike for every process: from here on one differs.
    eerst = beeld.inhoud = _wissel_waarden(beeld.inhoud)
    beeld.save()

    def alles() -> dict[str, Any]:
        stukken = jaar.bestanden(geladen, f"/risicoanalyse/landelijk/{K3.sleutel}")
        return stukken | {"pagina": jaar.plat(geladen.client(geladen.ilias).get(reverse(LANDELIJK)))}

    goed = alles()
    jaar.zeggen_hetzelfde(goed["pagina"], goed)
    for wissel in (_wissel_waarden, _wissel_onderwerpen):
        beeld.inhoud = wissel(copy.deepcopy(eerst))
        assert beeld.inhoud != eerst
        beeld.save()
        fout = alles()
        jaar.zeggen_hetzelfde(fout["pagina"], fout)
        for drager in goed:
            half = goed | {drager: fout[drager]}
            with pytest.raises(AssertionError):
                jaar.zeggen_hetzelfde(half["pagina"], half)


def _wissel_waarden(inhoud: dict[str, Any]) -> dict[str, Any]:
    """Two bars of one work process: no sentence at the top is about it."""
    cellen = next(deel["cellen"] for deel in inhoud["onderwerpen"] if deel["soort"] == "proces")
    een, twee = next((a, b) for a in cellen for b in cellen if cellen[a] != cellen[b])
    cellen[een], cellen[twee] = cellen[twee], cellen[een]
    return inhoud


def _wissel_onderwerpen(inhoud: dict[str, Any]) -> dict[str, Any]:
    """All bars of two work processes."""
    delen = [deel for deel in inhoud["onderwerpen"] if deel["soort"] == "proces"]
    een, twee = next((a, b) for a in delen for b in delen if a["cellen"] != b["cellen"] and a["teams"] == b["teams"])
    een["cellen"], twee["cellen"] = twee["cellen"], een["cellen"]
    return inhoud


# --- the demo world ------------------------------------------------------------------------------


def test_the_demo_world_has_a_picture_to_look_at(geladen: Any) -> None:
    for naam in demobeeld.TEAMS:
        Eenheid.objects.get_or_create(naam=naam, ouder=geladen.korps, defaults={"soort": Eenheid.Soort.EENHEID})
    assert demobeeld.bouw(OKTOBER) > 100
    laatste = Beeld.objects.filter(kwartaal=K3.eerste_dag)
    assert laatste.filter(eenheid__isnull=False).count() >= 5
    assert Beeld.objects.exclude(vervolg=None).exists()
    assert not Bijeenkomst.objects.visible_to(geladen.anouk).exists()


# --- sums and sentences --------------------------------------------------------------------------


def deel(van: int, **cellen: tuple[int, int]) -> dict[str, Any]:
    return {"soort": "thema", "sleutel": "x", "naam": "X", "teams": van, "cellen": cellen}


def test_a_sum_is_the_least_and_the_most_of_what_the_pictures_say() -> None:
    som = pagina.tel_op([deel(5, laag=(3, 5), hoog=(0, 2)), deel(6, laag=(0, 2), hoog=(3, 6))])
    assert som == {"laag": Spreiding(3, 7, 11), "hoog": Spreiding(3, 8, 11)}


def test_a_spread_carries_its_reference() -> None:
    assert str(Spreiding(3, 9, 20)) == "3 tot 9 van de 20 teams"
    assert str(Spreiding(0, 2, 20)) == "hooguit 2 van de 20 teams"
    assert str(Spreiding(18, 20, 20)) == "minstens 18 van de 20 teams"


def kleuren(van: int, **zeker: int) -> dict[str, Spreiding]:
    return {
        kleur: Spreiding(zeker.get(kleur, 0), van, van)
        for kleur in ("laag", "midden", "hoog", "verdeeld", "niet te zeggen")
    }


def test_a_sentence_is_there_only_when_the_numbers_carry_it() -> None:
    assert zinnen.thema("Inclusie", kleuren(60, laag=20, hoog=4)) == (
        "Inclusie: bij minstens 20 van de 60 teams is het houvast laag"
    )
    assert zinnen.thema("Inclusie", kleuren(6, hoog=3)).endswith("bij minstens 3 van de 6 teams is het houvast hoog")
    assert zinnen.thema("Inclusie", kleuren(60, laag=4)) == "Inclusie: geen uitkomst is zeker genoeg om te noemen"


def test_a_large_gap_is_told_from_a_third_of_the_teams_on() -> None:
    def proces(naam: str, laag: int, van: int) -> tuple[str, dict[str, Spreiding]]:
        return naam, {"groot": Spreiding(laag, van, van)}

    assert zinnen.kloof([proces("Geweld gebruiken", 4, 12), proces("Systemen raadplegen", 5, 12)]) == (
        "De kloof is vaak groot bij geweld gebruiken (minstens 4 van de 12 teams) en systemen raadplegen (minstens 5)"
    )
    assert zinnen.kloof([proces("Geweld gebruiken", 4, 12), proces("Systemen raadplegen", 7, 20)]) == (
        "De kloof is vaak groot bij geweld gebruiken (minstens 4 van de 12 teams) en systemen raadplegen "
        "(minstens 7 van de 20 teams)"
    )
    assert zinnen.kloof([proces("Geweld gebruiken", 3, 12)]) == (
        "Van geen werkproces is zeker dat minstens een derde van de teams er een grote kloof heeft"
    )
    zin = "Bij geen werkproces heeft een derde van de teams een grote kloof"
    assert zinnen.kloof([("Geweld gebruiken", {"groot": Spreiding(0, 3, 12)})]) == zin
    assert zinnen.kloof([("Geweld gebruiken", {"groot": Spreiding(0, 4, 12)})]) != zin


def test_two_themes_are_compared_only_when_their_spreads_do_not_touch() -> None:
    laag, hoog = {"laag": Spreiding(20, 30, 60)}, {"laag": Spreiding(2, 19, 60)}
    assert zinnen.vergelijk([("Inclusie", laag), ("Integriteit", hoog)], "laag") == [
        "Laag houvast komt bij inclusie vaker voor (20 tot 30 van de 60 teams) dan bij integriteit (2 tot 19)."
    ]
    raakt = {"laag": Spreiding(2, 20, 60)}
    assert zinnen.vergelijk([("Inclusie", laag), ("Integriteit", raakt)], "laag") == []


def beeld(**laag: tuple[int, int, int]) -> dict[str, Any]:
    """A picture that tells of these themes: (at least, at most, of) with laag."""
    delen = [
        deel(van, laag=(minst, meest)) | {"sleutel": naam, "naam": naam} for naam, (minst, meest, van) in laag.items()
    ]
    return {"teams": max(van for *_, van in laag.values()), "onderwerpen": delen}


def test_themes_are_compared_only_in_the_same_pictures() -> None:
    """A picture that leaves a theme out takes its teams along; sums out of as many teams can be of others."""

    def kern(*beelden: dict[str, Any]) -> list[str]:
        return pagina._kern(beelden, None, None)

    assert kern(beeld(Integriteit=(14, 18, 18), Inclusie=(2, 5, 18))) == [
        "Laag houvast komt bij integriteit vaker voor (minstens 14 van de 18 teams) dan bij inclusie (2 tot 5)."
    ]
    samen, b, c = (
        beeld(Integriteit=(5, 6, 6), Inclusie=(0, 2, 6)),
        beeld(Integriteit=(9, 12, 12)),
        beeld(Inclusie=(0, 3, 12)),
    )
    assert kern(samen, b, c) == ["Het houvast is laag bij minstens 14 van de 18 teams op integriteit."]
    assert kern(samen, beeld(Integriteit=(10, 12, 12))) == [
        "Het houvast is laag bij minstens 15 van de 18 teams op integriteit."
    ]
    ander = beeld(Integriteit=(6, 9, 24), Inclusie=(6, 20, 24))
    assert kern(ander, beeld(Integriteit=(9, 12, 12))) == [
        "Het houvast is laag bij minstens 15 van de 36 teams op integriteit "
        "en bij minstens 6 van de 24 teams op inclusie."
    ]


def test_progress_and_risks_in_words() -> None:
    stappen = {
        "klaar": Spreiding(12, 20, 40), "deels": Spreiding(2, 9, 40), "loopt": Spreiding(6, 9, 40),
        "afgesproken": Spreiding(0, 4, 40), "geen": Spreiding(0, 4, 40),
    }  # fmt: skip
    assert zinnen.voortgang(stappen, later=True) == (
        "Maatregelen na een half jaar: bij minstens 12 van de 40 teams zijn alle maatregelen klaar of gestopt "
        "en bij minstens 6 lopen ze"
    )
    assert zinnen.risico([("Omgaan met informatie", Spreiding(9, 20, 40)), ("Doxing", Spreiding(3, 9, 40))]) == (
        "Teams schreven risico’s op over omgaan met informatie (minstens 9 van de 40 teams)"
    )
    assert "Geen soort" in zinnen.risico([("Doxing", Spreiding(3, 9, 40))])


def test_reach_is_told_per_theme_in_steps_and_never_below_one() -> None:
    bronnen = [
        {
            "sleutel": "briefings",
            "label": "Besproken",
            "toelichting": "",
            "wat": "briefings",
            "stap": 10,
            "aantallen": {"doxing": 40},
        },
        {
            "sleutel": "keuzes",
            "label": "Doordacht",
            "toelichting": "Vanaf het begin.",
            "wat": "keuzes",
            "stap": 5,
            "aantallen": {},
        },
        {
            "sleutel": "aanvragen",
            "label": "Gevraagd",
            "toelichting": "Een aanvraag noemt geen thema.",
            "wat": "aanvragen",
            "stap": 5,
            "aantallen": {},
        },
    ]
    beeld = pagina.maak(
        kop="Landelijk beeld",
        kwartaal=K3,
        stand={"themas": {"doxing": "Doxing", "bejegening": "Bejegening"}, "bereik": bronnen},
        beelden=[],
    )
    assert beeld.bereik is not None
    # No column for a source that has too little of every theme: a line says that.
    assert beeld.bereik.koppen == ("Thema", "Besproken (briefings)")
    assert beeld.bereik.rijen == (("Doxing", "minstens 40"),)
    assert "Doordacht: bij elk thema minder dan 5 keuzes. Vanaf het begin." in beeld.bereik_noten
    # Frozen before a request could name a theme: one number, and no column that says that nobody asked.
    assert "Gevraagd: minder dan 5 aanvragen. In dit kwartaal noemde een aanvraag nog geen thema." in beeld.bereik_noten


def test_slides_say_what_a_bar_is_and_leave_no_row_over() -> None:
    rijen = [{"eenheid": n, "naam": f"Eenheid {n}", "teams": 9, "geteld": None, "jaar": None} for n in range(12)]
    cellen = dict.fromkeys(KLEUREN, (0, 2)) | {"laag": (3, 6), "hoog": (3, 6)}
    inhoud = {"teams": 9, "onderwerpen": [deel(9, **cellen)]}
    beeld = pagina.maak(kop="Landelijk beeld", kwartaal=K3, stand={"dekking": rijen}, beelden=[("Eenheid 1", inhoud)])
    dias = Presentation(io.BytesIO(exports.als_pptx(beeld).inhoud)).slides
    tabellen = [vorm.table for dia in dias for vorm in dia.shapes if vorm.has_table]
    assert [len(tabel.rows) for tabel in tabellen] == [7, 7]
    met_staven = [dia for dia in dias if any(vorm.has_chart for vorm in dia.shapes)]
    assert met_staven
    for dia in met_staven:
        woorden = {vorm.text_frame.text for vorm in dia.shapes if vorm.has_text_frame}
        assert set(exports.SLEUTEL) <= woorden
        assert exports.STAAF in dia.notes_slide.notes_text_frame.text


def test_a_bar_on_a_slide_shows_what_is_sure_and_what_may_be() -> None:
    """In teams: the two parts of a bar are the numbers beside it, and bar and rest are all teams."""
    cellen = dict.fromkeys(KLEUREN, (0, 2)) | {"laag": (3, 6), "hoog": (3, 6)}
    inhoud = {"teams": 9, "onderwerpen": [deel(9, **cellen)]}
    beeld = pagina.maak(kop="Landelijk beeld", kwartaal=K3, stand={}, beelden=[("Eenheid 1", inhoud)])
    dias = Presentation(io.BytesIO(exports.als_pptx(beeld).inhoud)).slides
    [grafiek] = [vorm.chart for dia in dias for vorm in dia.shapes if vorm.has_chart]
    zeker, mogelijk, rest, _ = (list(reeks.values) for reeks in grafiek.plots[0].series)
    assert (zeker, mogelijk) == ([3, 0, 3, 0, 0], [3, 2, 3, 2, 2])
    assert {sum(staaf) for staaf in zip(zeker, mogelijk, rest, strict=True)} == {9}
    labels = [punt.data_label.text_frame.text for punt in list(grafiek.plots[0].series)[3].points]
    assert labels[:2] == ["3 tot 6 van de 9 teams", "hooguit 2 van de 9 teams"]
    papier = " ".join(
        " ".join(b.extract_text() for b in PdfReader(io.BytesIO(exports.als_pdf(beeld).inhoud)).pages).split()
    )
    assert all(woord in papier for woord in (*exports.SLEUTEL, "hooguit 2 van de 9 teams"))


def test_bars_of_unequal_numbers_of_teams_are_told_in_per_cent() -> None:
    """Behind a bar of six teams beside one of 24 stands no number of teams that nobody counted."""
    regels = (
        pagina.Regel("Verhoren", "a", Spreiding(3, 5, 6)),
        pagina.Regel("Surveilleren", "b", Spreiding(8, 24, 24)),
    )
    staven = exports._staven(pagina.Figuur("kloof", "De kloof", "Conclusie", regels))
    assert (staven.hoogste, staven.stap) == (100, "procenten van de teams")
    # Sure is rounded down and possible up: a bar never says more than the sentence beside it.
    assert [(staaf.waarde, staaf.mogelijk) for staaf in staven.staven] == [(50, 34), (33, 67)]
    gelijk = exports._staven(pagina.Figuur("x", "X", "Conclusie", regels[1:]))
    assert (gelijk.hoogste, gelijk.stap, gelijk.staven[0].waarde) == (24, "teams", 8)


def test_of_one_eenheid_coverage_is_a_line_and_no_slide() -> None:
    rij = {"eenheid": 1, "naam": "Eenheid 1", "teams": 9, "geteld": 5, "jaar": None}
    inhoud = {"teams": 5, "onderwerpen": [deel(5, **dict.fromkeys(KLEUREN, (0, 2)))]}
    beeld = pagina.maak(
        kop="Beeld", kwartaal=K3, stand={"dekking": [rij]}, beelden=[("Eenheid 1", inhoud)], landelijk=False
    )
    dias = list(Presentation(io.BytesIO(exports.als_pptx(beeld).inhoud)).slides)
    assert not any(vorm.has_table for dia in dias for vorm in dia.shapes)
    assert "5 van 9 teams tellen in dit beeld mee. In het afgelopen jaar stonden minder dan 5 van 9 teams" in "".join(
        vorm.text_frame.text for vorm in dias[1].shapes if vorm.has_text_frame
    )
