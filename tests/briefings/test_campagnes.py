"""Campaigns from the first step to the last day: what is made, what moves, who may, and what is said."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings.aansluiting import _komt, _wacht
from briefings.botsingen import botsingen
from briefings.forms import MijlpalenForm
from briefings.models import Campagne, Mijlpaal, Teamgesprek, Vertoning
from briefings.ritme import maanden_later, standaardritme
from briefings.services import PlanFout, campagnes, haal_weg, ruil, verplaats, zet_neer
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol

pytestmark = pytest.mark.django_db
KERST = date(timezone.localdate().year + 1, 12, 25)


def rijen(campagne):
    return set(
        Vertoning.objects.geldig().filter(campagne=campagne).values_list("team__naam", "dag", "item__slug", "volgorde")
    )


def test_the_wizard_from_the_first_page_to_the_start(cast, items):
    """Every step is a page and a form; what was chosen is there again on the way back."""
    anouk, begin = cast.client(cast.anouk), timezone.localdate() + timedelta(days=30)
    wat = {"naam": "Voorjaar", f"plek_{items[1].pk}": "1", f"plek_{items[0].pk}": "5", "gesprek_gevraagd": "on"}
    antwoord = anouk.post("/briefings/campagnes/nieuw/", wat)
    stuk = Campagne.objects.get()
    basis = f"/briefings/campagnes/{stuk.pk}/"
    assert antwoord.url == f"{basis}waar/"
    assert anouk.post(f"{basis}waar/", {"districten": [cast.district.pk]}).url == f"{basis}wanneer/"
    assert anouk.post(f"{basis}wanneer/", {"ritme": "1", "begin": begin.isoformat()}).url == f"{basis}wanneer/"
    terug = anouk.get(f"{basis}wat/").content.decode()
    assert 'value="Voorjaar"' in terug
    assert "checked" in anouk.get(f"{basis}waar/").content.decode()
    [een, twee] = stuk.campagneitems.all()
    assert [een.item, twee.item] == [items[1], items[0]]
    assert [een.dagen, twee.dagen] == standaardritme(begin, 2)
    controle = anouk.get(f"{basis}controleer/")
    assert "12 vertoningen: 2 items bij 2 teams" in controle.content.decode()
    form = controle.context["form"]
    velden = {naam: form[naam].value() for naam in form.fields}
    velden |= {"datum_0": begin.isoformat(), "wie_0": "ik"}
    antwoord = anouk.post(f"{basis}controleer/", velden, follow=True)
    assert "12 vertoningen staan in de planning" in antwoord.content.decode()
    stuk.refresh_from_db()
    assert (stuk.loopt, stuk.eenheid, stuk.van) == (True, cast.district, een.dagen[0])
    assert len(rijen(stuk)) == 12
    assert stuk.mijlpalen.filter(datum=begin, eigenaar=cast.anouk).exists()
    # It has started once and for all.
    assert anouk.post(f"{basis}controleer/", velden).status_code == 404


def test_steps_say_what_is_missing_and_keep_what_was_typed(cast, items, concept):
    anouk, basis = cast.client(cast.anouk), f"/briefings/campagnes/{concept.pk}/"
    leeg = anouk.post("/briefings/campagnes/nieuw/", {"naam": "Zonder"})
    assert leeg.status_code == 422
    assert "Kies minstens één item" in leeg.content.decode()
    assert 'value="Zonder"' in leeg.content.decode()
    raar = anouk.post(f"{basis}wat/", {"naam": "x", f"plek_{items[0].pk}": "nul"})
    assert "Vul een getal in, of laat het leeg." in raar.content.decode()
    assert "Kies minstens één team" in anouk.post(f"{basis}waar/", {}).content.decode()
    gisteren = (timezone.localdate() - timedelta(days=1)).isoformat()
    deel = concept.campagneitems.first()
    assert "Die dag is voorbij" in anouk.post(f"{basis}wanneer/", {f"dag_{deel.pk}_0": gisteren}).content.decode()
    deel.refresh_from_db()
    assert len(deel.dagen) == 2


def test_only_teams_that_the_maker_plans_for(cast, concept):
    """Another unit's team is no choice, also when it is typed."""
    url = f"/briefings/campagnes/{concept.pk}/waar/"
    assert cast.client(cast.anouk).post(url, {"teams": [cast.team.pk, cast.ander_team.pk]}).status_code == 422
    with pytest.raises(PlanFout, match="uit één eenheid"):
        campagnes.kies_teams(campagne=concept, teams=[cast.team, cast.ander_team], binnen=[cast.eenheid])
    assert set(concept.teams.all()) == {cast.team, cast.buurteam}


def test_the_start_is_one_transaction_with_a_fixed_number_of_statements(
    cast, concept, items, django_assert_max_num_queries
):
    with django_assert_max_num_queries(24):
        gestart = campagnes.start(campagne=concept, mijlpalen=[], door=cast.anouk)
    assert gestart == (8, 0)
    with pytest.raises(PlanFout, match="al gestart"):
        campagnes.start(campagne=concept, mijlpalen=[], door=cast.anouk)
    assert Vertoning.objects.count() == 8


def test_a_start_that_cannot_leaves_nothing(cast, concept):
    concept.campagneitems.filter(volgorde=2).update(dagen=[])
    with pytest.raises(PlanFout, match="heeft nog geen dag"):
        campagnes.start(campagne=concept, mijlpalen=[], door=cast.anouk)
    concept.refresh_from_db()
    assert concept.is_concept
    assert not Vertoning.objects.exists()


def test_conflicts_are_said_in_words_with_ways_out(cast, concept, items, dinsdag):
    zet_neer(item=items[2], team=cast.team, dag=dinsdag, door=cast.bram)
    [botsing] = [b for b in botsingen(concept) if not b.feest]
    assert botsing.teams == (cast.team,)
    assert f"Bij Basisteam Vlietzoom staat die dag al ‘{items[2].titel}’" in botsing.zin
    assert dinsdag not in botsing.uitwegen
    assert len(botsing.uitwegen) == 2
    pagina = cast.client(cast.anouk).get(f"/briefings/campagnes/{concept.pk}/wanneer/").content.decode()
    assert "komt jouw item ernaast, als tweede" in pagina


def test_doing_nothing_puts_it_beside_and_in_order(cast, concept, items, dinsdag):
    zet_neer(item=items[2], team=cast.team, dag=dinsdag, door=cast.bram)
    campagnes.start(campagne=concept, mijlpalen=[], door=cast.anouk)
    op_de_dag = list(Vertoning.objects.op(cast.team, dinsdag).values_list("item", "volgorde"))
    assert op_de_dag == [(items[2].pk, 1), (items[0].pk, 2)]


def test_a_way_out_for_one_team_moves_only_that_team(cast, concept, items, dinsdag):
    zet_neer(item=items[2], team=cast.team, dag=dinsdag, door=cast.bram)
    [botsing] = [b for b in botsingen(concept) if not b.feest]
    naar = botsing.uitwegen[0]
    velden = {"item": botsing.item.pk, "gekozen": dinsdag, "naar": naar, "teams": [cast.team.pk]}
    cast.client(cast.anouk).post(f"/briefings/campagnes/{concept.pk}/uitwijken/", velden)
    assert not [b for b in botsingen(concept) if not b.feest]
    campagnes.start(campagne=concept, mijlpalen=[], door=cast.anouk)
    gezet = {(team, dag) for team, dag, slug, _ in rijen(concept) if slug == items[0].slug}
    assert (cast.team.naam, naar) in gezet
    assert (cast.buurteam.naam, dinsdag) in gezet
    assert (cast.team.naam, dinsdag) not in gezet


def test_the_same_item_is_not_put_there_twice(cast, concept, items, dinsdag):
    zet_neer(item=items[0], team=cast.team, dag=dinsdag, door=cast.bram)
    assert any(b.dubbel for b in botsingen(concept))
    assert campagnes.start(campagne=concept, mijlpalen=[], door=cast.anouk) == (7, 1)


def test_a_holiday_is_named_and_a_way_out_for_all_moves_the_day_itself(cast, concept, items):
    [een, twee] = concept.campagneitems.all()
    campagnes.kies_dagen(campagne=concept, dagen={een.pk: [KERST], twee.pk: [KERST + timedelta(days=20)]})
    [botsing] = botsingen(concept)
    assert botsing.alle_teams
    assert "Eerste Kerstdag" in botsing.zin
    naar = botsing.uitwegen[0]
    campagnes.wijk_uit(campagne=concept, deel=een, gekozen=KERST, naar=naar, teams=list(botsing.teams))
    een.refresh_from_db()
    assert (een.dagen, een.uitwijk) == ([naar], {})


def test_milestones_have_lead_times_and_owners(cast, concept, dinsdag):
    voorstellen = campagnes.stel_mijlpalen_voor(concept)
    tweede = dinsdag + timedelta(days=56)
    soorten = {(v.soort, v.item.volgorde if v.item else 0): v for v in voorstellen}
    assert soorten["opname", 2].datum == maanden_later(tweede, -3)
    assert soorten["gereed", 2].datum == maanden_later(tweede, -2)
    assert soorten["sectorhoofd", 2].datum == maanden_later(tweede, -1)
    assert (soorten["briefers", 2].eenheid, soorten["briefers", 2].rol) == (cast.district, "sectorhoofd")
    assert soorten["vertonen", 1].datum == dinsdag
    assert soorten["evalueren", 0].datum == tweede + timedelta(days=2 + 14)
    # What lies behind us was done, for the item is published; people can still be told.
    assert ("opname", 1) not in soorten
    assert all(v.datum >= timezone.localdate() for v in voorstellen)


@pytest.mark.parametrize(
    ("plek", "rollen"),
    [
        ("district", ["preventiecoordinator", "sectorhoofd", "eenheidsleiding"]),
        ("eenheid", ["preventiecoordinator", "eenheidsleiding"]),
        ("korps", ["preventiecoordinator"]),
    ],
)
def test_a_milestone_is_given_only_to_who_can_be_there(cast, concept, plek, rollen):
    """Whoever is offered hears of it: a role on the eenheid of the milestone, or above it."""
    eenheid = getattr(cast, plek)
    voorstel = campagnes.stel_mijlpalen_voor(concept)[0]._replace(eenheid=eenheid, soort="sectorhoofd")
    keuzes = [waarde for waarde, _ in MijlpalenForm([voorstel], cast.anouk).fields["wie_0"].choices]
    assert keuzes == ["ik", *rollen]
    Mijlpaal.objects.all().delete()
    for rol in rollen:
        boven = Eenheid.objects.filter(soort__in=Rol.OP[rol], pk__in=eenheid.pad.strip("/").split("/")).first()
        wie = Gebruiker.objects.create_user(f"{rol}@politie.example", naam=rol)
        Rol.objects.create(gebruiker=wie, eenheid=boven, soort=rol)
        gegeven = Mijlpaal.objects.create(
            campagne=concept, soort="sectorhoofd", datum=KERST, eenheid=eenheid, eigenaar_rol=rol
        )
        assert list(Mijlpaal.objects.van(wie)) == [gegeven]
        gegeven.delete()


def test_a_milestone_waits_for_its_owner_and_is_ticked_off(cast, campagne):
    Mijlpaal.objects.update(datum=timezone.localdate() + timedelta(days=60))
    briefers = campagne.mijlpalen.filter(soort="briefers", item__volgorde=1).get()
    evalueren = campagne.mijlpalen.get(soort="evalueren")
    for mijlpaal in (briefers, evalueren):
        campagnes.zet_mijlpaal(mijlpaal=mijlpaal, datum=timezone.localdate() + timedelta(days=3))
    assert [p.titel for p in _wacht(cast.guus)] == [f"Vertel het de briefers: {briefers.item.item.titel}"]
    assert [p.titel for p in _wacht(cast.anouk)] == [f"Kijk terug: {campagne.naam}"]
    assert _wacht(cast.bram) == _wacht(cast.lotte) == _wacht(cast.kees) == []
    url = f"/briefings/mijlpaal/{briefers.pk}/"
    for wie in (cast.bram, cast.dirk, cast.hanna, cast.lotte, cast.ilias):
        assert cast.client(wie).post(url, {"gereed": "1"}).status_code == 404
    assert cast.client(cast.guus).post(url, {"gereed": "1"}).status_code == 302
    assert _wacht(cast.guus) == []
    cast.client(cast.guus).post(url, {"gereed": "0"})
    assert len(_wacht(cast.guus)) == 1


def test_what_comes_names_a_campaign_and_counts_teams(cast, campagne):
    assert f"Campagne ‘{campagne.naam}’ begint" in {p.titel for p in _komt(cast.bram)}
    assert "Briefing van 2 teams" in {p.toelichting for p in _komt(cast.guus)}
    assert "Briefing van Basisteam Vlietzoom" in {p.toelichting for p in _komt(cast.dirk)}
    assert _komt(cast.carla) == []


def test_a_day_moves_for_all_teams_or_for_one(cast, campagne, items, dinsdag):
    anouk, naar = cast.client(cast.anouk), dinsdag + timedelta(days=1)
    url = f"/briefings/campagnes/{campagne.pk}/dag/{items[0].pk}/{dinsdag.isoformat()}/"
    assert anouk.get(url).status_code == 200
    assert "Kies een dag." in anouk.post(url, {"verplaats": "1", "teams": [cast.team.pk]}).content.decode()
    uids = dict(campagne.vertoningen.filter(dag=dinsdag).values_list("team", "uid"))
    anouk.post(url, {"verplaats": "1", "naar": naar.isoformat(), "teams": [cast.team.pk]})
    bewogen = Vertoning.objects.get(uid=uids[cast.team.pk])
    assert (bewogen.dag, bewogen.volgnummer) == (naar, 1)
    assert Vertoning.objects.get(uid=uids[cast.buurteam.pk]).dag == dinsdag
    anouk.post(url, {"vervalt": "1", "teams": [cast.buurteam.pk]})
    weg = Vertoning.objects.get(uid=uids[cast.buurteam.pk])
    assert (weg.vervallen, weg.volgnummer) == (True, 1)
    campagne.refresh_from_db()
    assert campagne.van == naar
    # Nothing is left on that day, so its page is gone.
    assert anouk.get(url).status_code == 404


def test_stopping_cancels_what_comes_and_keeps_what_was(cast, campagne):
    eerste = campagne.vertoningen.order_by("pk").first()
    Vertoning.objects.filter(pk=eerste.pk).update(dag=timezone.localdate() - timedelta(days=3))
    cast.client(cast.anouk).post(f"/briefings/campagnes/{campagne.pk}/stop/")
    campagne.refresh_from_db()
    assert campagne.status == "geannuleerd"
    assert list(Vertoning.objects.geldig().values_list("pk", flat=True)) == [eerste.pk]
    assert Vertoning.objects.filter(vervallen=True, volgnummer=1).count() == 7


@pytest.mark.parametrize(
    "doe",
    [
        lambda stuk, item, dag, een, twee: campagnes.verplaats_dag(
            campagne=stuk, item=item, dag=dag, naar=dag + timedelta(days=1), teams=[een.team]
        ),
        lambda stuk, item, dag, een, twee: campagnes.laat_vervallen(
            campagne=stuk, item=item, dag=dag, teams=[een.team]
        ),
        lambda stuk, item, dag, een, twee: campagnes.annuleer(campagne=stuk),
        lambda stuk, item, dag, een, twee: verplaats(vertoning=een, naar=dag + timedelta(days=1)),
        lambda stuk, item, dag, een, twee: haal_weg(vertoning=een),
        lambda stuk, item, dag, een, twee: ruil(vertoning=een, met=twee),
    ],
    ids=["verplaats_dag", "laat_vervallen", "annuleer", "verplaats", "haal_weg", "ruil"],
)
def test_the_turn_of_a_campaign_comes_before_that_of_its_teams(cast, campagne, items, dinsdag, doe):
    """Always in that order: of two who hold one and want the other, the database would end one with an error."""
    een = campagne.vertoningen.get(team=cast.team, item=items[0], dag=dinsdag)
    twee = campagne.vertoningen.filter(team=cast.team, item=items[1]).first()
    with CaptureQueriesContext(connection) as vragen:
        doe(campagne, items[0], dinsdag, een, twee)
    sloten = [re.search(r'FROM "(\w+)"', vraag["sql"])[1] for vraag in vragen if "FOR UPDATE" in vraag["sql"]]
    assert sloten == ["briefings_campagne", "organisatie_eenheid"]


def test_a_draft_is_thrown_away_whole(cast, concept):
    cast.client(cast.anouk).post(f"/briefings/campagnes/{concept.pk}/stop/")
    assert not Campagne.objects.exists()


def test_a_campaign_is_closed_after_its_last_day(cast, campagne):
    url = f"/briefings/campagnes/{campagne.pk}/afronden/"
    assert "nog niet voorbij" in cast.client(cast.anouk).post(url, follow=True).content.decode()
    Campagne.objects.update(van=F("van") - timedelta(days=300), tot=timezone.localdate() - timedelta(days=1))
    cast.client(cast.anouk).post(url)
    campagne.refresh_from_db()
    assert campagne.status == "afgesloten"


def test_who_sees_a_campaign_and_of_which_teams(cast, concept, campagne):
    url = campagne.get_absolute_url()
    for wie in (cast.anouk, cast.bram, cast.dirk, cast.guus, cast.hanna):
        assert cast.client(wie).get(url).status_code == 200
    for wie in (cast.carla, cast.lotte, cast.ilias, cast.esra, cast.kees):
        assert cast.client(wie).get(url).status_code == 404
    bram = cast.client(cast.bram).get(url)
    assert bram.context["teams"] == [cast.team]
    assert cast.buurteam.naam not in bram.content.decode()


def test_a_draft_is_seen_by_its_makers_alone(cast, concept):
    assert cast.client(cast.anouk).get(concept.get_absolute_url(), follow=True).status_code == 200
    for wie in (cast.bram, cast.guus, cast.hanna, cast.lotte):
        assert cast.client(wie).get(concept.get_absolute_url()).status_code == 404


def test_the_conversation_is_of_a_team_and_leadership_sees_a_number(cast, campagne):
    url = f"/briefings/campagnes/{campagne.pk}/gesprek/{cast.team.pk}/"
    for wie in (cast.dirk, cast.guus, cast.hanna, cast.carla):
        assert cast.client(wie).post(url, {"gevoerd": "1"}).status_code == 404
    cast.client(cast.bram).post(url, {"gevoerd": "1"})
    assert Teamgesprek.objects.get().team == cast.team
    hanna = cast.client(cast.hanna).get(campagne.get_absolute_url())
    assert "1 van de 2 teams voerden het gesprek" in hanna.content.decode()
    assert hanna.context["gesprekken"] == []
    assert [team for team, *_ in cast.client(cast.anouk).get(campagne.get_absolute_url()).context["gesprekken"]] == [
        cast.buurteam,
        cast.team,
    ]
    cast.client(cast.bram).post(url, {"gevoerd": "0"})
    assert not Teamgesprek.objects.exists()
