"""The week and the year: what stands where, who may move it, in how many clicks and how many queries."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from briefings.feestdagen import feestdag
from briefings.jaarbeeld import jaarbeeld
from briefings.jaarpagina import _teken, jaarpagina
from briefings.models import Briefingsitem, Briefingtijd, Campagne, Campagneitem, Mijlpaal, Vertoning
from briefings.models.goedkeuring import Goedkeuring, met_hangt
from briefings.ritme import maandag_van
from briefings.rooster import STANDAARD, ZONE, Moment
from briefings.services import PlanFout, momenten_van, ruil, schuif, verplaats, zet_neer
from briefings.weekbeeld import weken
from tests.briefings.akkoord import akkoord
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol

pytestmark = pytest.mark.django_db


def zet(cast, item, dag, team=None):
    return zet_neer(item=item, team=team or cast.team, dag=dag, door=cast.bram)


def test_a_teamchef_plans_from_the_week_with_two_clicks(cast, items, dinsdag):
    """Counted: one link, one button, and nothing to fill in."""
    bram = cast.client(cast.bram)
    week = bram.get("/briefings/", {"week": dinsdag.isoformat()}).content.decode()
    [link] = set(re.findall(rf'<a class="neerzet" href="([^"]*{dinsdag.isoformat()}/)"', week))
    kies = bram.get(link).content.decode()  # click 1: the day
    knop = re.search(rf'<button class="btn" name="item" value="({items[0].slug})">Zet neer', kies)
    antwoord = bram.post(link, {"item": knop[1]}, follow=True)  # click 2: the item
    assert "staat op het scherm in alle briefings van die dag" in antwoord.content.decode()
    assert Vertoning.objects.get().dag == dinsdag


def test_a_week_shows_what_was_what_hangs_and_what_comes(cast, items):
    """Pure: on a Thursday at ten past three in the afternoon."""
    donderdag = date(2027, 3, 25)
    eerder, nu_dag = (Vertoning(item=items[0], team=cast.team, dag=donderdag - timedelta(days=d)) for d in (2, 0))
    eerder.hangt = nu_dag.hangt = True
    nu = datetime.combine(donderdag, time(15, 10), ZONE).astimezone(UTC)
    [week] = weken(STANDAARD, maandag_van(donderdag), 1, [eerder, nu_dag], nu)
    standen = {(dag.dag.day, m.naam): p[0].woord for m, rij in week.rijen for dag, p in rij if p}
    assert standen == {
        (23, "Vroege"): "geweest", (23, "Late"): "geweest", (23, "Nacht"): "geweest",
        (25, "Vroege"): "geweest", (25, "Late"): "nu op het scherm", (25, "Nacht"): "komt",
    }  # fmt: skip
    assert (week.nummer, week.dagen[4].feest) == (12, "Goede Vrijdag")


def test_what_nobody_approved_neither_hangs_nor_was_shown(cast, campagne, items):
    """What an approval does later, or one that lapsed since, does not change what hung on a day behind us."""
    vandaag = timezone.localdate()
    for team, plus in ((cast.team, -3), (cast.team, -2), (cast.team, 0)):
        Vertoning.objects.create(item=items[0], team=team, dag=vandaag + timedelta(days=plus), campagne=campagne)
    zelf = Vertoning.objects.create(item=items[1], team=cast.team, dag=vandaag - timedelta(days=3))

    def hangt() -> list[bool]:
        rijen = met_hangt(Vertoning.objects.filter(item=items[0], dag__lte=vandaag, team=cast.team)).order_by("dag")
        return [rij.hangt for rij in rijen]

    assert met_hangt(Vertoning.objects.filter(pk=zelf.pk)).get().hangt
    assert hangt() == [False, False, False]
    gegeven = akkoord(cast, items[0])
    assert hangt() == [False, False, True]
    Goedkeuring.objects.filter(pk=gegeven.pk).update(besluit_op=timezone.now() - timedelta(days=2))
    assert hangt() == [False, True, True]
    Goedkeuring.objects.filter(pk=gegeven.pk).update(status="vervallen")
    assert hangt() == [False, True, False]


def test_week_year_and_page_say_what_does_not_hang(cast, campagne, items):
    morgen = timezone.localdate() + timedelta(days=1)
    dag = next(dag for dag in (morgen + timedelta(days=plus) for plus in range(5)) if not feestdag(dag))
    stuk = Vertoning.objects.create(item=items[0], team=cast.team, dag=dag, campagne=campagne)
    bram, pad = cast.client(cast.bram), f"/briefings/?week={dag.isoformat()}"
    week, pagina = (bram.get(welk).content.decode() for welk in (pad, f"/briefings/vertoning/{stuk.pk}/"))
    assert "hangt nog niet</span>" in week
    assert "<b>Dit hangt nog niet.</b>" in pagina
    assert "Bekijk het scherm" not in pagina
    jaren = {"jaar": dag.year, "district": cast.team.ouder_id}
    voor = cast.client(cast.anouk).get("/briefings/jaar/", jaren).content.decode()
    assert voor.count("hangt nog niet bij") > 0
    akkoord(cast, items[0])
    na = cast.client(cast.anouk).get("/briefings/jaar/", jaren).content.decode()  # kept pages hear of an approval
    assert na.count("hangt nog niet bij") < voor.count("hangt nog niet bij")
    assert "hangt nog niet</span>" not in bram.get(pad).content.decode()


def test_the_list_of_a_narrow_screen_is_in_order_of_date(cast, items):
    """Within a week an item that was made first may come later."""
    maandag = date(2027, 3, 8)
    for item, plus in ((items[0], 2), (items[1], 0)):
        Vertoning.objects.create(item=item, team=cast.team, dag=maandag + timedelta(days=plus))
    beeld, _ = jaarbeeld(cast.anouk, maandag.year, [cast.team], plant=False, maakt=False)
    assert [regel.titel for regel in beeld.lijst] == ["De eerste minuut", "Geweld en pv"]


def test_a_team_sets_the_moments_of_its_briefings(cast, items):
    bram, url = cast.client(cast.bram), f"/briefings/team/{cast.team.pk}/tijden/"
    assert momenten_van(cast.team) == STANDAARD
    assert 'value="07:00"' in bram.get(url).content.decode()
    velden = {"naam_0": "Ochtend", "begint_0": "06:45", "naam_3": "Avond", "begint_3": "18:00"}
    bram.post(url, velden)
    assert momenten_van(cast.team) == (Moment(time(6, 45), "Ochtend"), Moment(time(18), "Avond"))
    week = bram.get("/briefings/").content.decode()
    assert "Ochtend" in week
    assert "Nacht" not in week
    bram.post(url, {})
    assert not Briefingtijd.objects.exists()


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"begint_0": "07:00"}, "Geef deze briefing een naam."),
        ({"naam_0": "Vroeg"}, "Vul in hoe laat ‘Vroeg’ begint."),
        ({"naam_0": "Vroeg", "begint_0": "zeven"}, "Vul een tijd in, bijvoorbeeld 07:00."),
        ({"naam_0": "a", "begint_0": "07:00", "naam_1": "b", "begint_1": "07:20"}, "minstens 45 minuten"),
        ({"naam_0": "a", "begint_0": "23:45", "naam_1": "b", "begint_1": "00:05"}, "minstens 45 minuten"),
        ({"naam_0": "a", "begint_0": "07:00", "naam_1": "A", "begint_1": "15:00"}, "een eigen naam"),
    ],
)
def test_odd_moments_are_said_and_nothing_typed_is_lost(cast, velden, zin):
    antwoord = cast.client(cast.bram).post(f"/briefings/team/{cast.team.pk}/tijden/", velden)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert f'value="{next(iter(velden.values()))}"' in antwoord.content.decode()
    assert not Briefingtijd.objects.exists()


def test_moving_keeps_the_identity_and_goes_after_what_stands_there(cast, items, dinsdag):
    bram = cast.client(cast.bram)
    een, _ = zet(cast, items[0], dinsdag), zet(cast, items[1], dinsdag + timedelta(days=1))
    url = f"/briefings/vertoning/{een.pk}/"
    antwoord = bram.post(url, {"verplaats": "1", "naar": (dinsdag + timedelta(days=1)).isoformat()}, follow=True)
    assert "staat nu op" in antwoord.content.decode()
    nu = Vertoning.objects.get(uid=een.uid)
    assert (nu.dag, nu.volgorde, nu.volgnummer) == (dinsdag + timedelta(days=1), 2, 1)
    assert "Kies een dag om naartoe" in bram.post(url, {"verplaats": "1", "naar": ""}).content.decode()


def test_swapping_a_day(cast, items, dinsdag):
    een, ander = zet(cast, items[0], dinsdag), zet(cast, items[1], dinsdag + timedelta(days=7))
    pagina = cast.client(cast.bram).get(f"/briefings/vertoning/{een.pk}/").content.decode()
    assert f'name="ruil" value="{ander.pk}"' in pagina
    cast.client(cast.bram).post(f"/briefings/vertoning/{een.pk}/", {"ruil": ander.pk})
    dagen = dict(Vertoning.objects.values_list("item__slug", "dag"))
    assert dagen == {items[0].slug: dinsdag + timedelta(days=7), items[1].slug: dinsdag}
    # Not with somebody else's day, and not with what is on the same day.
    vreemd = zet_neer(item=items[2], team=cast.ander_team, dag=dinsdag, door=cast.carla)
    assert cast.client(cast.bram).post(f"/briefings/vertoning/{een.pk}/", {"ruil": vreemd.pk}).status_code == 404
    zelfde = zet(cast, items[2], dinsdag)
    with pytest.raises(PlanFout, match="andere dag"):
        ruil(vertoning=Vertoning.objects.get(item=items[1]), met=zelfde)


def test_swapping_never_doubles_an_item_on_a_day(cast, items, dinsdag):
    later = dinsdag + timedelta(days=7)
    een, ander = zet(cast, items[0], dinsdag), zet(cast, items[1], later)
    zet(cast, items[0], later)
    with pytest.raises(PlanFout, match="staat al op"):
        ruil(vertoning=een, met=ander)
    with pytest.raises(PlanFout, match="staat al op"):
        verplaats(vertoning=een, naar=later)


def test_two_at_one_day_change_places(cast, items, dinsdag):
    zetten = [zet(cast, item, dinsdag) for item in items]
    cast.client(cast.bram).post(f"/briefings/vertoning/{zetten[2].pk}/", {"schuif": "eerder"})
    assert [v.item for v in Vertoning.objects.op(cast.team, dinsdag)] == [items[0], items[2], items[1]]
    schuif(vertoning=zetten[0], eerder=True)
    schuif(vertoning=zetten[0], eerder=False)
    assert [v.item for v in Vertoning.objects.op(cast.team, dinsdag)] == [items[2], items[0], items[1]]


def test_who_reads_and_who_moves(cast, items, dinsdag):
    stuk = zet(cast, items[0], dinsdag)
    url, naar = f"/briefings/vertoning/{stuk.pk}/", {"verplaats": "1", "naar": dinsdag.isoformat()}
    for wie in (cast.dirk, cast.guus, cast.hanna):
        pagina = cast.client(wie).get(url)
        assert pagina.status_code == 200
        assert "Verplaats" not in pagina.content.decode()
        assert cast.client(wie).post(url, naar).status_code == 404
    for wie in (cast.carla, cast.lotte, cast.ilias, cast.esra):
        assert cast.client(wie).get(url).status_code == 404


def test_the_year_shows_unit_and_team_item_and_says_what_meets(cast, campagne, items, dinsdag):
    zet(cast, items[2], dinsdag)
    bram = cast.client(cast.bram).get("/briefings/jaar/", {"jaar": dinsdag.year})
    tekst = bram.content.decode()
    for item in items[0], items[2]:
        assert tekst.count(f"<b>{item.inhoud['kort_titel']}</b>") >= 1
    melding = next(m for m in bram.context["beeld"].meldingen if "staan twee items" in m.kop)
    assert melding.kop.endswith("bij Vlietzoom")
    assert f"‘{items[0].titel}’, daarna ‘{items[2].titel}’" in melding.zin
    assert [woord for woord, _ in melding.uitwegen] == [
        "Verplaats ‘" + items[2].inhoud["kort_titel"] + "’",
        "Verander de volgorde",
    ]
    for _, url in melding.uitwegen:
        assert cast.client(cast.bram).get(url).status_code == 200
    assert "Eerste Kerstdag" in tekst
    # The briefer reads the same, without ways out.
    assert all(not m.uitwegen for m in cast.client(cast.dirk).get("/briefings/jaar/").context["beeld"].meldingen)


def test_the_year_shows_a_draft_to_its_maker_alone(cast, concept, dinsdag):
    wat = {"jaar": dinsdag.year}
    assert "s-concept p" in cast.client(cast.anouk).get("/briefings/jaar/", wat).content.decode()
    for wie in (cast.bram, cast.guus):
        assert "s-concept p" not in cast.client(wie).get("/briefings/jaar/", wat).content.decode()


def test_now_is_marked_in_its_own_year_alone(cast):
    """Also for teams where nothing was planned."""
    dit_jaar = timezone.localdate().year
    for jaar in (dit_jaar - 1, dit_jaar, dit_jaar + 1):
        rijen = cast.client(cast.anouk).get("/briefings/jaar/", {"jaar": jaar}).context["beeld"].rijen
        assert {html.count('class="nu"') for _, html in rijen} == {int(jaar == dit_jaar)}


def test_one_district_at_a_time(cast, items, dinsdag):
    zet_neer(item=items[0], team=cast.ander_team, dag=dinsdag, door=cast.carla)
    pagina = cast.client(cast.anouk).get("/briefings/jaar/", {"jaar": dinsdag.year, "district": cast.ander_district.pk})
    assert pagina.context["district"] == (cast.district.naam, cast.district.pk)
    assert {team.pk for team, _ in pagina.context["beeld"].rijen} == {cast.team.pk, cast.buurteam.pk}
    assert cast.client(cast.anouk).get("/briefings/jaar/", {"jaar": "1999"}).status_code == 404
    for odd in ("abc", "²"):
        assert cast.client(cast.anouk).get("/briefings/jaar/", {"jaar": odd, "district": odd}).status_code == 200


def test_the_queries_of_the_year_do_not_grow_with_teams_elsewhere(
    cast, campagne, items, dinsdag, django_assert_max_num_queries
):
    anouk = cast.client(cast.anouk)
    with django_assert_max_num_queries(10):
        eerst = anouk.get("/briefings/jaar/", {"jaar": dinsdag.year})
    for nummer in range(20):
        district = Eenheid.objects.create(naam=f"District {nummer}", soort="district", ouder=cast.andere_eenheid)
        team = Eenheid.objects.create(naam=f"Basisteam {nummer}", soort="team", ouder=district)
        Vertoning.objects.create(item=items[0], team=team, dag=dinsdag)
    with django_assert_max_num_queries(10):
        later = anouk.get("/briefings/jaar/", {"jaar": dinsdag.year})
    assert later.content.count(b"slot s-") == eerst.content.count(b"slot s-")


def test_who_sees_several_teams_begins_with_the_year(cast, items):
    assert cast.client(cast.anouk).get("/briefings/").url == "/briefings/jaar/"
    assert cast.client(cast.bram).get("/briefings/").status_code == 200
    assert cast.client(cast.anouk).get("/briefings/", {"week": timezone.localdate().isoformat()}).status_code == 200


def _verzet_mijlpaal(cast, campagne):
    Mijlpaal.objects.filter(soort=Mijlpaal.Soort.GEREED).update(datum=campagne.van)


def _maak_concept(cast, campagne):
    anders = Campagne.objects.create(naam="Later", eenheid=cast.eenheid, van=campagne.van, tot=campagne.tot)
    anders.teams.add(cast.team)
    Campagneitem.objects.create(
        campagne=anders, item=campagne.items.first(), volgorde=1, dagen=[campagne.van + timedelta(days=1)]
    )


#: Whatever a page of the year shows, changed behind its back.
ANDERS = {
    "showings cancelled": lambda cast, campagne: campagne.vertoningen.update(vervallen=True),
    "a showing moved": lambda cast, campagne: campagne.vertoningen.update(dag=F("dag") + timedelta(days=70)),
    "an item renamed": lambda cast, campagne: Briefingsitem.objects.update(titel="Een ander woord"),
    "a team renamed": lambda cast, campagne: Eenheid.objects.filter(pk=cast.team.pk).update(naam="Team Anders"),
    "a district renamed": lambda cast, campagne: Eenheid.objects.filter(pk=cast.team.ouder_id).update(naam="Zuid-zuid"),
    "a team gone": lambda cast, campagne: Eenheid.objects.filter(pk=cast.buurteam.pk).update(actief=False),
    "a milestone moved": _verzet_mijlpaal,
    "milestones done": lambda cast, campagne: Mijlpaal.objects.update(gereed_op=timezone.now()),
    "a draft": _maak_concept,
}


@pytest.mark.parametrize("wat", ANDERS)
def test_a_kept_year_is_drawn_again_when_something_in_it_changes(cast, campagne, wat):
    anouk, jaar = cast.anouk, campagne.van.year
    eerst = jaarpagina(anouk, jaar, cast.team.ouder_id)
    assert jaarpagina(anouk, jaar, cast.team.ouder_id) is eerst
    ANDERS[wat](cast, campagne)
    later = jaarpagina(Gebruiker.objects.get(pk=anouk.pk), jaar, cast.team.ouder_id)
    assert later == _teken(anouk, jaar, cast.team.ouder_id)
    assert later != eerst


def test_a_kept_year_is_of_one_visitor_one_district_and_one_year(cast, campagne):
    jaar, district = campagne.van.year, cast.team.ouder_id
    anouk = jaarpagina(cast.anouk, jaar, district)
    assert jaarpagina(cast.bram, jaar, district) != anouk
    assert jaarpagina(cast.anouk, jaar + 1, district) != anouk
    Rol.objects.filter(gebruiker=cast.anouk).delete()
    assert jaarpagina(Gebruiker.objects.get(pk=cast.anouk.pk), jaar, district) is None


def test_a_kept_year_asks_for_no_rows(cast, campagne, django_assert_num_queries):
    anouk = Gebruiker.objects.get(pk=cast.anouk.pk)
    jaarpagina(anouk, campagne.van.year, 0)
    with django_assert_num_queries(0):  # the fingerprint goes past what counts here
        jaarpagina(anouk, campagne.van.year, 0)


@pytest.mark.parametrize(
    ("pad", "status"),
    [
        ("/briefings/?week=9999-12-31", 200),
        ("/briefings/?week=0001-01-01", 200),
        ("/briefings/jaar/?jaar=" + "9" * 5000, 200),
        ("/briefings/team/{team}/9999-12-31/", 404),
        ("/briefings/team/{team}/9999-12-31/scherm/", 404),
    ],
)
def test_odd_days_and_numbers_do_no_harm(cast, pad, status):
    assert cast.client(cast.bram).get(pad.format(team=cast.team.pk)).status_code == status
