"""Looking back: counted once per week, of enough teams, of nobody; the questions; the report; the lines to VIK."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pptx import Presentation
from pypdf import PdfReader

from briefings.briefer import Sleutel
from briefings.demo import zet_voorbije_campagne
from briefings.evaluatiebeeld import Weekregel, evaluatie_van, regels_voor_vik
from briefings.exports_evaluatie import evaluatie_pdf
from briefings.models import (
    Bespreking,
    Briefingsitem,
    Campagne,
    Mijlpaal,
    Regel,
    Scherm,
    Terugblikantwoord,
    Vertoning,
    Vertoond,
    Weektotaal,
)
from briefings.models.schermen import REGEL_BEWAREN
from briefings.ritme import maandag_van
from briefings.services import PlanFout, evalueren, haal_weg, ruil, verplaats
from briefings.services.campagnes import annuleer, laat_vervallen, rond_af, verplaats_dag
from briefings.services.evalueren import RIJP, TerugblikFout, beantwoord, geef_token, tel_weken
from briefings.taken import tel_weken_elke_nacht
from briefings.terugblikvragen import VRAGEN, uitslag
from briefings.weektotalen import getal
from tests.briefings.akkoord import akkoord
from tests.cast import Cast
from vik_portal import bewaren
from vik_portal.organisatie.models import Eenheid

pytestmark = pytest.mark.django_db
ANTWOORD = {"effect": "vaker", "resultaat": "soms", "behoefte": "zo"}


def teams_erbij(cast: Cast, aantal: int, district: Eenheid | None = None) -> list[Eenheid]:
    ouder = district or cast.district
    return [Eenheid.objects.create(naam=f"Basisteam {ouder.pk}-{n}", soort="team", ouder=ouder) for n in range(aantal)]


@pytest.fixture
def voorbij(cast: Cast, items: list[Briefingsitem]) -> Campagne:
    """A campaign of one item on one day, three weeks ago, in six teams; nobody marked anything."""
    dag = maandag_van(timezone.localdate()) - timedelta(days=20)
    stuk = Campagne.objects.create(
        naam="Najaar", eenheid=cast.eenheid, eigenaar=cast.anouk, van=dag, tot=dag, status="loopt"
    )
    stuk.campagneitems.create(item=items[0], volgorde=1, dagen=[dag])
    stuk.teams.set([cast.team, cast.buurteam, *teams_erbij(cast, 4)])
    for team in stuk.teams.all():
        Vertoning.objects.create(item=items[0], team=team, dag=dag, campagne=stuk)
    return stuk


def bespreek(stuk: Campagne, aantal: int, uitkomst: str = "besproken", *, andersom: bool = False) -> None:
    """So many briefings of the campaign, filled up team by team."""
    plekken = [(v, time(uur)) for v in stuk.vertoningen.order_by("-pk" if andersom else "pk") for uur in (7, 15, 23)]
    for vertoning, moment in plekken[:aantal]:
        Bespreking.objects.create(vertoning=vertoning, dag=vertoning.dag, moment=moment, uitkomst=uitkomst)


def pagina(cast: Cast, wie: str, stuk: Campagne) -> str:
    antwoord = cast.client(getattr(cast, wie)).get(f"/briefings/campagnes/{stuk.pk}/evaluatie/")
    assert antwoord.status_code == 200
    # What differs between any two answers of the portal.
    return re.sub(r'csrf[^>]*value="[^"]*"|nonce="[^"]*"', "", antwoord.content.decode())


def test_a_week_is_counted_once_and_does_not_move_after_that(cast: Cast, voorbij: Campagne) -> None:
    vandaag = timezone.localdate()
    bespreek(voorbij, 8)
    scherm = Scherm.objects.create(naam="Wand", team=cast.team, token_hash="0" * 64)
    tweede = Scherm.objects.create(naam="Kantine", team=cast.team, token_hash="1" * 64)
    eerste = voorbij.vertoningen.get(team=cast.team)
    for wie in (scherm, tweede):
        Vertoond.objects.create(scherm=wie, vertoning=eerste, dag=eerste.dag, moment=time(7))
    assert tel_weken(vandaag=vandaag) == 1
    [week] = Weektotaal.objects.all()
    assert (week.plek, week.teams, week.gepland, week.vertoond, week.besproken, week.niet_toegekomen) == (
        cast.district, 6, 18, 1, 8, 0,
    )  # fmt: skip
    bespreek(voorbij, 3, andersom=True)
    assert tel_weken(vandaag=vandaag) == 0
    assert Weektotaal.objects.get().besproken == 8


def test_not_before_the_week_has_been_over_for_a_week(voorbij: Campagne) -> None:
    assert voorbij.van is not None
    week = maandag_van(voorbij.van)
    assert tel_weken(vandaag=week + RIJP - timedelta(days=1)) == 0
    assert tel_weken(vandaag=week + RIJP) == 1


def test_marks_of_a_team_go_after_they_were_counted(voorbij: Campagne) -> None:
    """Also when the job that counts was late: the one that deletes counts first."""
    voorbij.vertoningen.update(dag=timezone.localdate() - timedelta(days=35))
    Campagne.objects.filter(pk=voorbij.pk).update(van=timezone.localdate() - timedelta(days=35))
    bespreek(voorbij, 8)
    assert bewaren.ruim_op(moment=timezone.now())["briefings.Bespreking"] == 8
    assert Weektotaal.objects.get().besproken == 8


def test_leadership_sees_the_same_whichever_team_did_it(cast: Cast, voorbij: Campagne) -> None:
    beelden = []
    for andersom in (False, True):
        with transaction.atomic():
            bespreek(voorbij, 9, andersom=andersom)
            tel_weken(vandaag=timezone.localdate())
            beelden.append([pagina(cast, wie, voorbij) for wie in ("hanna", "guus", "anouk")])
            transaction.set_rollback(True)
    assert re.search(r">\s*9\s*<", beelden[0][0])
    assert beelden[0] == beelden[1]


def test_four_marks_look_like_none(cast: Cast, voorbij: Campagne) -> None:
    beelden = []
    for aantal in (0, 4):
        with transaction.atomic():
            bespreek(voorbij, aantal)
            tel_weken(vandaag=timezone.localdate())
            beelden.append(pagina(cast, "hanna", voorbij))
            transaction.set_rollback(True)
    assert "minder dan 5" in beelden[0]
    assert beelden[0] == beelden[1]


def test_of_four_teams_nothing_is_kept(cast: Cast, voorbij: Campagne) -> None:
    voorbij.vertoningen.filter(team__in=list(voorbij.teams.all()[:2])).delete()
    bespreek(voorbij, 9)
    tel_weken(vandaag=timezone.localdate())
    [week] = Weektotaal.objects.all()
    assert (week.plek, week.teams, week.besproken) == (cast.eenheid, 4, None)
    assert "Te weinig om te tonen" in pagina(cast, "hanna", voorbij)
    with pytest.raises(IntegrityError), transaction.atomic():
        Weektotaal.objects.filter(pk=week.pk).update(vertoond=1, besproken=9, niet_toegekomen=0)


def test_a_small_district_hides_in_its_eenheid(cast: Cast, voorbij: Campagne) -> None:
    klein = Eenheid.objects.create(naam="District Klein", soort="district", ouder=cast.eenheid)
    [team] = teams_erbij(cast, 1, klein)
    voorbij.teams.add(team)
    item = voorbij.campagneitems.get().item
    Vertoning.objects.create(item=item, team=team, dag=voorbij.van, campagne=voorbij)
    tel_weken(vandaag=timezone.localdate())
    assert [(week.plek, week.teams) for week in Weektotaal.objects.all()] == [(cast.eenheid, 7)]


def test_counting_costs_no_more_for_more_teams(cast: Cast, voorbij: Campagne) -> None:
    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevangen, transaction.atomic():
            tel_weken(vandaag=timezone.localdate())
            transaction.set_rollback(True)
        return len(gevangen)

    weinig = vragen()
    item = voorbij.campagneitems.get().item
    for team in teams_erbij(cast, 12, Eenheid.objects.create(naam="Groot", soort="district", ouder=cast.eenheid)):
        Vertoning.objects.create(item=item, team=team, dag=voorbij.van, campagne=voorbij)
    assert vragen() == weinig


# --- the three questions --------------------------------------------------------------------------------


@pytest.fixture
def net_af(voorbij: Campagne) -> Campagne:
    """Its last day was yesterday."""
    gisteren = timezone.localdate() - timedelta(days=1)
    voorbij.vertoningen.update(dag=gisteren)
    Campagne.objects.filter(pk=voorbij.pk).update(van=gisteren, tot=gisteren)
    voorbij.refresh_from_db()
    return voorbij


def test_a_briefer_answers_and_nothing_says_who(cast: Cast, net_af: Campagne) -> None:
    adres = f"/briefings/campagnes/{net_af.pk}/terugblik/"
    assert "Drie vragen" in cast.client(cast.dirk).get("/mijn/").content.decode()
    client = cast.client(cast.dirk)
    assert client.post(adres, {"effect": "vaker"}).status_code == 422
    antwoord = client.post(adres, ANTWOORD, follow=True)
    assert "Dank je wel" in antwoord.content.decode()
    assert "Dank je wel" not in cast.client(cast.dirk).get(adres).content.decode()  # the account does not know
    assert Terugblikantwoord.objects.count() == 3
    velden = {veld.name for veld in Terugblikantwoord._meta.get_fields()}
    assert velden == {"id", "campagne", "eenheid", "vraag", "antwoord", "aantal"}


def test_an_answer_is_one_statement(cast: Cast, net_af: Campagne) -> None:
    with CaptureQueriesContext(connection) as vragen:
        beantwoord(campagne=net_af, eenheid=cast.eenheid, antwoorden=ANTWOORD)
    assert len(vragen) == 1
    beantwoord(campagne=net_af, eenheid=cast.eenheid, antwoorden=ANTWOORD | {"behoefte": "minder"})
    tellers = dict(Terugblikantwoord.objects.values_list("antwoord", "aantal"))
    assert tellers == {"vaker": 2, "soms": 2, "zo": 1, "minder": 1}


def test_a_colleague_without_an_account_answers_with_the_code(
    cast: Cast, net_af: Campagne, monkeypatch: pytest.MonkeyPatch
) -> None:
    adres = f"/briefings/vragen/{geef_token(net_af, cast.eenheid)}/"
    assert adres.split("/")[3] not in cast.client(cast.bram).get(f"/briefings/campagnes/{net_af.pk}/").content.decode()
    client = Client(enforce_csrf_checks=True)
    eerste = client.get(adres)
    assert eerste.status_code == 200
    assert (eerste["Cache-Control"], eerste["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert not eerste.cookies
    assert client.post(adres, ANTWOORD).status_code == 302
    assert "Dank je wel" in client.get(adres).content.decode()
    assert Terugblikantwoord.objects.filter(eenheid=cast.eenheid).count() == 3
    assert client.get("/briefings/vragen/1.2:x:y/").status_code == 404
    monkeypatch.setattr(evalueren, "DUUR", -1)
    assert Client().get(adres).status_code == 410


def test_the_phone_of_the_briefer_leads_to_the_questions_on_the_last_day(cast: Cast, voorbij: Campagne) -> None:
    vandaag = timezone.localdate()
    akkoord(cast, voorbij.campagneitems.get().item)
    vertoning = voorbij.vertoningen.get(team=cast.team)
    for tot, te_zien in ((vandaag, True), (vandaag + timedelta(days=1), False)):
        Campagne.objects.filter(pk=voorbij.pk).update(tot=tot)
        Vertoning.objects.filter(pk=vertoning.pk).update(dag=vandaag)
        adres = f"/b/{Sleutel(cast.team.pk, vandaag, time(0)).token()}/"  # has begun at any hour
        velden = {"plek": f"{vertoning.pk}:punten", "uitkomst": "besproken"}
        tekst = Client().post(adres, velden, follow=True).content.decode()
        gevonden = re.search(r'href="(/briefings/vragen/[^"]+)"', tekst)
        assert bool(gevonden) is te_zien
        assert gevonden is None or Client().get(gevonden[1]).status_code == 200


def test_the_questions_are_for_the_teams_of_the_campaign(cast: Cast, net_af: Campagne) -> None:
    adres = f"/briefings/campagnes/{net_af.pk}/terugblik/"
    assert {wie: cast.client(getattr(cast, wie)).get(adres).status_code for wie in ("bram", "hanna", "carla")} == {
        "bram": 200, "hanna": 404, "carla": 404,
    }  # fmt: skip


def test_answers_are_told_when_nobody_can_add_one(cast: Cast, net_af: Campagne) -> None:
    for _ in range(6):
        beantwoord(campagne=net_af, eenheid=cast.eenheid, antwoorden=ANTWOORD)
    tekst = pagina(cast, "hanna", net_af)
    assert "staan open tot en met" in tekst
    assert "(bijna) iedereen" not in tekst
    rond_af(campagne=net_af)
    net_af.refresh_from_db()
    tekst = pagina(cast, "hanna", net_af)
    assert "(bijna) iedereen" in tekst
    assert "Minstens 5 antwoorden" in tekst
    assert "Houd een item per twee maanden" in tekst
    with pytest.raises(TerugblikFout):
        beantwoord(campagne=net_af, eenheid=cast.eenheid, antwoorden=ANTWOORD)


def spring(monkeypatch: pytest.MonkeyPatch, dag: date) -> None:
    """From now on it is noon of that day, and its night was."""
    nu = timezone.make_aware(datetime.combine(dag, time(12)))
    monkeypatch.setattr(timezone, "now", lambda: nu)
    tel_weken_elke_nacht(timestamp=0)


@pytest.fixture
def komend(cast: Cast, items: list[Briefingsitem], dinsdag: date) -> Campagne:
    """A campaign of one item on one day, in six teams, six weeks ahead."""
    stuk = Campagne.objects.create(
        naam="Winter", eenheid=cast.eenheid, eigenaar=cast.anouk, van=dinsdag, tot=dinsdag, status="loopt"
    )
    stuk.campagneitems.create(item=items[0], volgorde=1, dagen=[dinsdag])
    stuk.teams.set([cast.team, cast.buurteam, *teams_erbij(cast, 4)])
    for team in stuk.teams.all():
        Vertoning.objects.create(item=items[0], team=team, dag=dinsdag, campagne=stuk)
    return stuk


def antwoorden_op_de_pagina(cast: Cast, stuk: Campagne) -> str:
    [deel] = re.findall(r'id="vragen".*?</section>', pagina(cast, "hanna", stuk), re.DOTALL)
    return deel


@pytest.mark.parametrize("eerst", ["de teamchef", "de preventiecoördinator"])
def test_what_was_told_stays_closed_whatever_days_move(
    cast: Cast, komend: Campagne, items: list[Briefingsitem], monkeypatch: pytest.MonkeyPatch, dinsdag: date, eerst: str
) -> None:
    """Five answers are told; then the last day moves, and a sixth would be the difference of two looks."""
    weken, eigen = [dinsdag + timedelta(weeks=n) for n in range(6)], komend.vertoningen.get(team=cast.team)
    velden = {"campagne": komend, "item": items[0]}
    spring(monkeypatch, dinsdag)
    if eerst == "de teamchef":
        verplaats(vertoning=eigen, naar=weken[3])
    komend.refresh_from_db()
    assert komend.tot == (weken[3] if eerst == "de teamchef" else dinsdag)
    spring(monkeypatch, komend.tot)
    for effect in ["vaker"] * 4 + ["zelfde"]:
        beantwoord(campagne=komend, eenheid=cast.eenheid, antwoorden=ANTWOORD | {"effect": effect})
    assert "staan open" in antwoorden_op_de_pagina(cast, komend)
    spring(monkeypatch, komend.tot + timedelta(days=13))
    assert "staan open" in antwoorden_op_de_pagina(cast, komend)
    # An item that another team still has to show, on the last day on which the questions are open.
    Vertoning.objects.create(item=items[0], team=cast.buurteam, dag=weken[5], campagne=komend)
    spring(monkeypatch, komend.tot + timedelta(days=14))
    gelezen = antwoorden_op_de_pagina(cast, komend)
    assert "(bijna) iedereen" in gelezen
    verplaats_dag(**velden, dag=weken[5], naar=weken[5] + timedelta(days=1), teams=[cast.buurteam])
    komend.refresh_from_db()
    assert komend.tot == weken[5] + timedelta(days=1)
    for dag in (komend.tot, komend.tot + timedelta(days=13), komend.tot + timedelta(days=30)):
        spring(monkeypatch, dag)
        with pytest.raises(TerugblikFout, match="dicht"):
            beantwoord(campagne=komend, eenheid=cast.eenheid, antwoorden=ANTWOORD | {"effect": "zelfde"})
        assert antwoorden_op_de_pagina(cast, komend) == gelezen
        assert "gaan niet weer open" in cast.client(cast.bram).get(f"/briefings/campagnes/{komend.pk}/terugblik/").text


def test_an_answer_on_its_way_when_the_questions_close_does_not_count(cast: Cast, net_af: Campagne) -> None:
    """It holds the campaign as it was when its page was asked for; the statement that counts looks again."""
    onderweg = Campagne.objects.get(pk=net_af.pk)
    rond_af(campagne=net_af)
    with pytest.raises(TerugblikFout, match="dicht"):
        beantwoord(campagne=onderweg, eenheid=cast.eenheid, antwoorden=ANTWOORD)
    assert not Terugblikantwoord.objects.exists()


def test_the_database_refuses_to_open_questions_again(komend: Campagne) -> None:
    annuleer(campagne=komend)
    for andere in (None, timezone.localdate() + timedelta(days=1)):
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            Campagne.objects.filter(pk=komend.pk).update(vragen_dicht_op=andere)


def test_forms_that_move_a_day_say_that_the_questions_stay_closed(cast: Cast, komend: Campagne) -> None:
    item, dag = komend.campagneitems.get().item, komend.van
    eigen = komend.vertoningen.get(team=cast.team)
    adressen = {
        f"/briefings/campagnes/{komend.pk}/dag/{item.pk}/{dag}/": cast.anouk,
        f"/briefings/vertoning/{eigen.pk}/": cast.bram,
    }
    for dicht in (None, timezone.localdate()):
        Campagne.objects.filter(pk=komend.pk).update(vragen_dicht_op=dicht)
        for adres, wie in adressen.items():
            assert ("gaan ze niet weer open" in cast.client(wie).get(adres).text) is bool(dicht)


def test_a_campaign_is_as_long_as_its_showings_whoever_moves_them(
    cast: Cast, komend: Campagne, items: list[Briefingsitem], dinsdag: date
) -> None:
    def loopt() -> tuple[int, int]:
        komend.refresh_from_db()
        assert komend.van
        assert komend.tot
        return (komend.van - dinsdag).days, (komend.tot - dinsdag).days

    een, twee = (komend.vertoningen.get(team=team) for team in (cast.team, cast.buurteam))
    los = Vertoning.objects.create(item=items[1], team=cast.team, dag=dinsdag - timedelta(days=3))
    ruil(vertoning=een, met=los)
    assert loopt() == (-3, 0)
    verplaats(vertoning=twee, naar=dinsdag + timedelta(days=9))
    assert loopt() == (-3, 9)
    haal_weg(vertoning=twee)
    assert loopt() == (-3, 0)
    laat_vervallen(campagne=komend, item=items[0], dag=dinsdag - timedelta(days=3), teams=[cast.team])
    assert loopt() == (0, 0)


def test_a_campaign_that_every_team_moved_is_not_over_before_it_was_shown(
    cast: Cast, komend: Campagne, monkeypatch: pytest.MonkeyPatch, dinsdag: date
) -> None:
    later = dinsdag + timedelta(weeks=2)
    for vertoning in komend.vertoningen.all():
        verplaats(vertoning=vertoning, naar=later)
    spring(monkeypatch, dinsdag + timedelta(days=1))
    with pytest.raises(PlanFout, match="nog niet voorbij"):
        rond_af(campagne=Campagne.objects.get(pk=komend.pk))
    komend.refresh_from_db()
    zet_regel(cast, komend, "De knop in het systeem werkt niet.")
    spring(monkeypatch, later + timedelta(weeks=3))
    [thema] = regels_voor_vik(komend, [cast.eenheid])
    assert thema.regels == [(maandag_van(later), "De knop in het systeem werkt niet.")]


# --- lines to VIK, the report, what waits ---------------------------------------------------------------


def zet_regel(cast: Cast, stuk: Campagne, tekst: str) -> None:
    assert stuk.van is not None
    thema = stuk.campagneitems.get().item.inhoud["themas"][0]
    Regel.objects.create(eenheid=cast.eenheid, thema=thema, tekst=tekst, week=maandag_van(stuk.van))


def test_lines_are_for_vik_alone(cast: Cast, voorbij: Campagne) -> None:
    zet_regel(cast, voorbij, "De knop in het systeem werkt niet.")
    assert "De knop in het systeem" in pagina(cast, "anouk", voorbij)
    for wie in ("hanna", "guus", "bram", "dirk"):
        assert "De knop in het systeem" not in pagina(cast, wie, voorbij)


def test_a_line_that_points_at_few_teams_is_not_shown(cast: Cast, voorbij: Campagne) -> None:
    zet_regel(cast, voorbij, "De knop in het systeem werkt niet.")
    voorbij.vertoningen.exclude(team__in=[cast.team, cast.buurteam]).update(vervallen=True)
    assert regels_voor_vik(voorbij, [cast.eenheid]) == []


def test_lines_of_small_weeks_together_stand_without_a_week(
    cast: Cast, voorbij: Campagne, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert voorbij.van is not None
    eerder = voorbij.van - timedelta(days=7)
    zet_regel(cast, voorbij, "Eerste week.")
    helft = [v.pk for v in voorbij.vertoningen.all()[:3]]
    voorbij.vertoningen.filter(pk__in=helft).update(dag=eerder)
    Campagne.objects.filter(pk=voorbij.pk).update(van=eerder)
    voorbij.refresh_from_db()
    assert regels_voor_vik(voorbij, [cast.eenheid]) == []  # three teams could have written it
    zet_regel(cast, voorbij, "Een week eerder.")
    [thema] = regels_voor_vik(voorbij, [cast.eenheid])
    assert thema.regels == [(None, "Een week eerder."), (None, "Eerste week.")]
    # Once the first of those weeks is due to be deleted, the line that stays would say its week.
    for dagen, getoond in ((-1, True), (1, False)):
        moment = timezone.make_aware(datetime.combine(eerder + REGEL_BEWAREN + timedelta(days=dagen), time(12)))
        monkeypatch.setattr("django.utils.timezone.now", lambda moment=moment: moment)
        assert bool(regels_voor_vik(voorbij, [cast.eenheid])) is getoond
    monkeypatch.undo()
    # While a week of the campaign is still to come, a next line would say which team it is from.
    Campagne.objects.filter(pk=voorbij.pk).update(tot=timezone.localdate())
    voorbij.refresh_from_db()
    assert regels_voor_vik(voorbij, [cast.eenheid]) == []


def test_what_two_campaigns_share_does_not_say_the_week(cast: Cast, voorbij: Campagne) -> None:
    """Four teams, one in the week that both have, four others: together five in each, and one in what they share."""
    item = voorbij.campagneitems.get().item
    deze = maandag_van(timezone.localdate())
    weken = [deze - timedelta(weeks=n) for n in (4, 3, 2)]
    teams = [
        *voorbij.teams.all(),
        *teams_erbij(cast, 3, Eenheid.objects.create(naam="Noord", soort="district", ouder=cast.eenheid)),
    ]
    voorbij.vertoningen.all().delete()
    tweede = Campagne.objects.create(naam="Winter", eenheid=cast.eenheid, van=weken[1], tot=weken[2], status="loopt")
    tweede.campagneitems.create(item=item, volgorde=1, dagen=weken[1:])
    tweede.teams.set(teams[4:])
    Campagne.objects.filter(pk=voorbij.pk).update(van=weken[0], tot=weken[1])
    voorbij.refresh_from_db()
    for nummer, team in enumerate(teams):
        week = weken[0 if nummer < 4 else 1 if nummer == 4 else 2]
        Vertoning.objects.create(item=item, team=team, dag=week, campagne=voorbij if nummer < 5 else tweede)
    for week, tekst in zip(weken, ("Vier teams.", "Eén team.", "Vier andere."), strict=True):
        Regel.objects.create(eenheid=cast.eenheid, thema=item.inhoud["themas"][0], tekst=tekst, week=week)

    samen = [regels_voor_vik(stuk, [cast.eenheid]) for stuk in (voorbij, tweede)]
    assert samen[0] == samen[1]
    assert samen[0][0].regels == [(None, "Eén team."), (None, "Vier andere."), (None, "Vier teams.")]
    # While one of the two goes on, neither shows a line without a week.
    Campagne.objects.filter(pk=tweede.pk).update(tot=timezone.localdate())
    tweede.refresh_from_db()
    assert [regels_voor_vik(stuk, [cast.eenheid]) for stuk in (voorbij, tweede)] == [[], []]
    # One that only follows has lines of its own.
    Campagne.objects.filter(pk=tweede.pk).update(van=weken[2], tot=weken[2])
    tweede.refresh_from_db()
    [thema] = regels_voor_vik(voorbij, [cast.eenheid])
    assert thema.regels == [(None, "Eén team."), (None, "Vier teams.")]
    assert regels_voor_vik(tweede, [cast.eenheid]) == []


def test_the_report_says_what_the_page_says(cast: Cast, voorbij: Campagne) -> None:
    bespreek(voorbij, 9)
    zet_regel(cast, voorbij, "De knop in het systeem werkt niet.")
    tel_weken(vandaag=timezone.localdate())
    adres = f"/briefings/campagnes/{voorbij.pk}/evaluatie"
    pdf = cast.client(cast.anouk).get(f"{adres}.pdf")
    lezer = PdfReader(io.BytesIO(pdf.content))
    tekst = " ".join(" ".join(blad.extract_text() for blad in lezer.pages).split())
    assert "/StructTreeRoot" in lezer.trailer["/Root"]
    assert "Kies twee dagen per item" in tekst
    assert "ongeveer 50% van de 18" in tekst
    assert "De knop" not in tekst  # lines stay with VIK, a report is passed on
    dias = Presentation(io.BytesIO(cast.client(cast.anouk).get(f"{adres}.pptx").content)).slides
    op_dias = "\n".join(v.text_frame.text for dia in dias for v in dia.shapes if v.has_text_frame)
    assert "Kies twee dagen per item" in op_dias
    assert "no-store" in pdf["Cache-Control"]
    assert cast.client(cast.anouk).get(f"{adres}.pdf").content == pdf.content


def test_on_paper_a_question_stands_on_the_page_of_its_bands(cast: Cast, voorbij: Campagne) -> None:
    """However many weeks stand before it: the break comes at another place each time."""
    beeld = evaluatie_van(voorbij)
    gegeven = [uitslag(vraag, dict.fromkeys(vraag.antwoorden, 5)) for vraag in VRAGEN]
    week = Weekregel(beeld.campagne.van, "District", 6, 18, *(getal(9, 18),) * 3)
    for aantal in range(0, 24, 3):
        lang = replace(beeld, antwoorden=[(cast.eenheid, gegeven)] * 3, weken=[week] * aantal)
        bladen = [blad.extract_text() for blad in PdfReader(io.BytesIO(evaluatie_pdf(lang).inhoud)).pages]
        for blad in bladen:
            # The first words of each question, and the last rows of its bands (two of them end with the same words).
            effect, resultaat, behoefte = (blad.count(vraag.tekst[:16]) for vraag in VRAGEN)
            assert effect == blad.count("\nMinder ongeveer"), blad
            assert resultaat == blad.count("\nNee ongeveer"), blad
            assert effect + resultaat == blad.count("\nWeet ik niet ongeveer"), blad
            assert behoefte == blad.count("\nLiever niet ongeveer"), blad
        assert sum(blad.count(VRAGEN[0].tekst[:16]) for blad in bladen) == 3


def test_looking_back_waits_for_who_has_to(cast: Cast, voorbij: Campagne) -> None:
    Mijlpaal.objects.create(
        campagne=voorbij, soort="evalueren", datum=date.today(), eenheid=cast.eenheid,
        eigenaar_rol="preventiecoordinator",
    )  # fmt: skip
    thuis = cast.client(cast.anouk).get("/mijn/").content.decode()
    assert f"/briefings/campagnes/{voorbij.pk}/evaluatie/" in thuis


def test_a_draft_has_no_evaluation(cast: Cast, concept: Campagne) -> None:
    client = cast.client(cast.anouk)
    for naam in ("evaluatie/", "evaluatie.pdf", "pakketten/"):
        assert client.get(f"/briefings/campagnes/{concept.pk}/{naam}").status_code == 404


def test_the_demo_world_has_a_campaign_to_look_back_at(cast: Cast, items: list[Briefingsitem]) -> None:
    teams_erbij(cast, 4)
    stuk = zet_voorbije_campagne(items=items, district=cast.district, maker=cast.anouk, leiding=cast.hanna)
    vandaag = timezone.localdate()
    assert tel_weken(vandaag=vandaag) == 0  # it is counted already
    woorden = " ".join(re.sub(r"<[^>]+>", " ", pagina(cast, "anouk", stuk)).split())
    assert re.search(rf"{cast.district} 6 teams 36 \d+ \d+ ", woorden)
    assert "Houd een item per twee maanden" in woorden
    assert "Dat werkte beter" in woorden
    pdf = cast.client(cast.anouk).get(f"/briefings/campagnes/{stuk.pk}/evaluatie.pdf")
    tekst = " ".join(" ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(pdf.content)).pages).split())
    assert "waren 108 briefings gepland" in tekst
    assert "Minstens 15 antwoorden" in tekst
    assert not Mijlpaal.objects.open().exists()
