"""A team's week: who plans, what stands on which day, what hangs on the wall."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from briefings.models import Vertoning
from briefings.services import PlanFout, haal_weg, zet_neer
from tests.wereld import maak_wereld

pytestmark = pytest.mark.django_db


@pytest.fixture
def wereld(cast):
    return maak_wereld(cast)


def dag_url(team, dag, staart=""):
    return f"/briefings/team/{team.pk}/{dag.isoformat()}/{staart}"


def test_a_teamchef_puts_an_item_on_a_day_and_it_hangs_there(cast, wereld):
    dag = timezone.localdate() + timedelta(days=5)
    bram = cast.client(cast.bram)
    antwoord = bram.post(dag_url(cast.team, dag), {"item": wereld.item.slug}, follow=True)
    assert "in alle briefings van die dag" in antwoord.content.decode()
    scherm = cast.client(cast.dirk).get(dag_url(cast.team, dag, "scherm/")).content.decode()
    assert wereld.item.titel in scherm
    assert "Vraag aan de ploeg" in scherm


def test_not_for_another_team(cast, wereld):
    dag = timezone.localdate() + timedelta(days=5)
    for wie in (cast.carla, cast.lotte, cast.dirk, cast.hanna):
        assert cast.client(wie).post(dag_url(cast.team, dag), {"item": wereld.item.slug}).status_code == 404
    assert Vertoning.objects.count() == 1


@pytest.mark.parametrize(
    ("dagen", "zin"), [(-1, "Die dag is voorbij"), (900, "Die dag ligt te ver weg"), (1, "staat al op")]
)
def test_what_cannot_be_planned_is_said_in_words(cast, wereld, dagen, zin):
    dag = timezone.localdate() + timedelta(days=dagen)
    antwoord = cast.client(cast.bram).post(dag_url(cast.team, dag), {"item": wereld.item.slug})
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert Vertoning.objects.count() == 1


def test_an_unknown_item_or_day(cast, wereld):
    dag = timezone.localdate() + timedelta(days=5)
    antwoord = cast.client(cast.bram).post(dag_url(cast.team, dag), {"item": "bestaat-niet"})
    assert "Dit item bestaat niet meer. Kies een ander." in antwoord.content.decode()
    assert cast.client(cast.bram).get(f"/briefings/team/{cast.team.pk}/31-02-2027/").status_code == 404


def test_two_at_one_day_keep_their_order(cast, wereld):
    from briefings.models import Briefingsitem
    from tests.wereld import inhoud_van
    from vik_portal.redactie import services

    tweede = services.laad(
        stuk=Briefingsitem(slug="bejegening-op-straat"),
        inhoud=inhoud_van("briefings/inhoud", "bejegening-op-straat", "notities"),
        toelichting="geleverd",
    )
    zet_neer(item=tweede, team=cast.team, dag=wereld.vertoning.dag, door=cast.bram)
    url = dag_url(cast.team, wereld.vertoning.dag, "scherm/")
    eerste, daarna = (cast.client(cast.bram).get(url, {"nr": nr}).content.decode() for nr in (1, 2))
    assert "1 van 2" in eerste
    assert tweede.titel in daarna


def test_taking_away_only_what_is_not_past(cast, wereld):
    voorbij = Vertoning.objects.create(item=wereld.item, team=cast.buurteam, dag=date(2026, 1, 5))
    with pytest.raises(PlanFout, match="blijft staan"):
        haal_weg(vertoning=voorbij)
    url = f"/briefings/vertoning/{wereld.vertoning.pk}/weghalen/"
    assert cast.client(cast.carla).post(url).status_code == 404
    cast.client(cast.bram).post(url)
    [rij] = Vertoning.objects.filter(pk=wereld.vertoning.pk)
    assert (rij.vervallen, rij.volgnummer, rij.uid) == (True, 1, wereld.vertoning.uid)
    assert not Vertoning.objects.op(cast.team, rij.dag).exists()


def test_an_item_that_was_withdrawn_hangs_nowhere(cast, wereld):
    from vik_portal.redactie.services import trek_in

    trek_in(stuk=wereld.item, door=cast.esra, reden="Achterhaald.")
    scherm = cast.client(cast.bram).get(dag_url(cast.team, wereld.vertoning.dag, "scherm/")).content.decode()
    assert "Er hangt geen item" in scherm


def test_the_week_of_an_odd_address_is_this_week(cast, wereld):
    pagina = cast.client(cast.bram).get("/briefings/", {"week": "geen datum", "team": "x"})
    maandag = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    assert pagina.context["maandag"] == maandag


def test_home_says_what_hangs_today(cast, wereld):
    Vertoning.objects.create(item=wereld.item, team=cast.team, dag=timezone.localdate())
    assert f"Vandaag: {wereld.item.titel}" in cast.client(cast.bram).get("/mijn/").content.decode()
