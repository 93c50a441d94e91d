"""One frozen version per eenheid: who is asked, who decides, what it does to the screens, and what ends it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from briefings.models import Goedkeuring, Vertoning
from briefings.models.goedkeuring import met_toonbare_versie, uiterste_dag
from briefings.services import goedkeuren
from briefings.services.goedkeuren import (
    GoedkeurFout,
    beslis,
    goedgekeurde_versie,
    herinner,
    toonbare_versie,
    toonbare_versies,
    versies_bij,
    wacht_op_akkoord,
)
from tests.briefings.akkoord import akkoord, leiding, nieuwe_versie, over, vers, vraag
from vik_portal.berichten.models import Bericht
from vik_portal.organisatie.models import Gebruiker
from vik_portal.redactie.models import Versie
from vik_portal.redactie.services import trek_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def komend(campagne, cast, items) -> Vertoning:
    """The first showing of the campaign in the team."""
    return campagne.vertoningen.filter(team=cast.team, item=items[0]).order_by("dag").first()


def berichten(wie, soort):
    return list(Bericht.objects.filter(ontvanger=wie, soort=soort).order_by("pk"))


def test_a_campaign_hangs_only_what_the_leadership_approved(cast, komend, items):
    assert toonbare_versie(komend) is None
    gevraagd = vraag(cast, items[0])
    assert toonbare_versie(komend) is None
    beslis(goedkeuring=gevraagd, door=cast.hanna, akkoord=True)
    assert toonbare_versie(komend) == gevraagd.versie == goedgekeurde_versie(items[0], cast.eenheid)
    assert goedgekeurde_versie(items[0], cast.andere_eenheid) is None


def test_what_a_team_chose_itself_needs_no_approval(cast, items):
    eigen = Vertoning.objects.create(item=items[0], team=cast.team, dag=over(3))
    assert toonbare_versie(eigen).nummer == items[0].versienummer
    eigen.vervallen = True
    eigen.save()
    assert toonbare_versie(eigen) is None


def test_after_an_edit_the_screens_keep_the_approved_version(cast, komend, items):
    eerste = akkoord(cast, items[0]).versie
    nieuw = nieuwe_versie(items[0], cast)
    assert toonbare_versie(vers(komend)) == eerste
    tweede = akkoord(cast, nieuw).versie
    assert (eerste.nummer, tweede.nummer) == (1, 2)
    assert toonbare_versie(vers(komend)) == tweede


def test_an_edit_ends_an_open_question_and_who_asked_hears_it(cast, items):
    oud = vraag(cast, items[0])
    nieuwe_versie(items[0], cast)
    oud.refresh_from_db()
    assert oud.status == "vervallen"
    with pytest.raises(GoedkeurFout, match="Er kwam een nieuwe versie"):
        beslis(goedkeuring=oud, door=cast.hanna, akkoord=True)
    [bericht] = berichten(cast.anouk, "briefing-akkoord-stand")
    assert "De vraag aan Oost-Nederland vervalt. Vraag opnieuw akkoord." in bericht.tekst


def test_withdrawing_takes_it_down_and_taking_it_up_again_does_not_bring_it_back(cast, komend, items):
    gegeven = akkoord(cast, items[0])
    trek_in(stuk=items[0], door=cast.esra, reden="Klopt niet meer.")
    assert toonbare_versie(vers(komend)) is None
    gegeven.refresh_from_db()
    assert gegeven.status == "vervallen"
    assert gegeven.besluit_door == cast.hanna
    nieuw = nieuwe_versie(items[0], cast)
    assert nieuw.online
    assert toonbare_versie(vers(komend)) is None


def test_a_version_loaded_with_the_portal_ends_old_questions_at_night(cast, items):
    from tests.wereld import inhoud_van
    from vik_portal.redactie import services

    oud = vraag(cast, items[0])
    inhoud = inhoud_van("briefings/inhoud", items[0].slug, "notities") | {"leerpunt": "Beter gezegd dan eerst."}
    services.laad(stuk=items[0], inhoud=inhoud, toelichting="geleverd")  # loading tells nobody
    with pytest.raises(GoedkeurFout, match="niet meer de laatste versie"):
        beslis(goedkeuring=oud, door=cast.hanna, akkoord=True)
    assert goedkeuren.laat_vervallen() == 1
    oud.refresh_from_db()
    assert oud.status == "vervallen"


def test_a_version_that_changed_after_asking_is_not_approved(cast, items):
    gevraagd = vraag(cast, items[0])
    Versie.objects.filter(pk=gevraagd.versie_id).update(inhoud=gevraagd.versie.inhoud | {"vraag": "Iets heel anders?"})
    with pytest.raises(GoedkeurFout, match="niet meer de laatste versie"):
        beslis(goedkeuring=gevraagd, door=cast.hanna, akkoord=True)


def test_only_the_leadership_of_that_eenheid_decides(cast, items):
    gevraagd = vraag(cast, items[0])
    for wie in (cast.anouk, cast.guus, cast.bram, leiding(cast.andere_eenheid)):
        with pytest.raises(GoedkeurFout, match="Jij beslist niet"):
            beslis(goedkeuring=gevraagd, door=wie, akkoord=True)
    Gebruiker.objects.filter(pk=cast.hanna.pk).update(is_active=False)
    with pytest.raises(GoedkeurFout, match="Jij beslist niet"):
        beslis(goedkeuring=gevraagd, door=Gebruiker.objects.get(pk=cast.hanna.pk), akkoord=True)


def test_the_first_answer_counts(cast, items):
    gevraagd, wout = vraag(cast, items[0]), leiding(cast.eenheid)
    beslis(goedkeuring=gevraagd, door=cast.hanna, akkoord=True)
    with pytest.raises(GoedkeurFout, match=r"Je antwoord is niet verwerkt\. Hanna gaf akkoord op"):
        beslis(goedkeuring=gevraagd, door=wout, akkoord=False, reden="Toch niet.")


def test_returning_needs_a_reason_and_goes_to_who_asked(cast, items, komend):
    gevraagd = vraag(cast, items[0])
    with pytest.raises(GoedkeurFout, match="Schrijf op wat er anders moet"):
        beslis(goedkeuring=gevraagd, door=cast.hanna, akkoord=False, reden="  ")
    beslis(goedkeuring=gevraagd, door=cast.hanna, akkoord=False, reden="De vraag is te zwaar voor de nacht.")
    assert toonbare_versie(komend) is None
    [bericht] = berichten(cast.anouk, "briefing-akkoord-stand")
    assert "De vraag is te zwaar voor de nacht." in bericht.tekst
    assert "Terug van Oost-Nederland" in cast.client(cast.anouk).get("/mijn/").content.decode()
    vraag(cast, items[0])  # it may be asked again
    assert "Terug van Oost-Nederland" not in cast.client(cast.anouk).get("/mijn/").content.decode()


def test_asking_is_for_what_is_published_not_asked_yet_and_can_be_answered(cast, items):
    with pytest.raises(GoedkeurFout, match="Die dag is voorbij"):
        vraag(cast, items[0], uiterlijk=over(-1))
    with pytest.raises(GoedkeurFout, match="Noord-Holland heeft nog geen eenheidsleiding"):
        vraag(cast, items[0], cast.andere_eenheid)
    gevraagd = goedkeuren.vraag(
        item=items[0], eenheden=[cast.eenheid, cast.andere_eenheid], door=cast.anouk, uiterlijk=over(5)
    )
    assert [rij.eenheid for rij in gevraagd.nieuw] == [cast.eenheid]
    assert gevraagd.zonder_leiding == [cast.andere_eenheid]
    with pytest.raises(GoedkeurFout, match="al gevraagd of gegeven"):
        vraag(cast, items[0])
    trek_in(stuk=items[1], door=cast.esra, reden="Weg.")
    with pytest.raises(GoedkeurFout, match="niet gepubliceerd"):
        vraag(cast, items[1])


def test_the_database_keeps_one_open_question_and_a_reason(cast, items):
    gevraagd = vraag(cast, items[0])
    dubbel = {"item": items[0], "versie": gevraagd.versie, "eenheid": cast.eenheid, "afdruk": "x", "uiterlijk": over(1)}
    with pytest.raises(IntegrityError, match="goedkeuring_een_open"), transaction.atomic():
        Goedkeuring.objects.create(**dubbel)
    for velden, naam in (
        ({"status": "goedgekeurd"}, "goedkeuring_besloten_heeft_tijd"),
        ({"status": "teruggegeven", "besluit_op": timezone.now()}, "goedkeuring_terug_heeft_reden"),
    ):
        with pytest.raises(IntegrityError, match=naam), transaction.atomic():
            Goedkeuring.objects.filter(pk=gevraagd.pk).update(**velden)


def test_who_decided_is_in_the_trail(cast, items):
    gegeven = akkoord(cast, items[0])
    spoor = apps.get_model("briefings.GoedkeuringSpoor").objects.filter(pgh_obj=gegeven).order_by("pgh_id")
    assert list(spoor.values_list("status", "besluit_door")) == [("open", None), ("goedgekeurd", cast.hanna.pk)]


def test_reminders_go_two_days_ahead_and_on_the_day_once_each(cast, items):
    gevraagd = vraag(cast, items[0], uiterlijk=over(5))
    assert herinner(dag=over(2)) == 0
    assert herinner(dag=over(3)) == 1
    assert herinner(dag=over(3)) == herinner(dag=over(4)) == 0
    assert herinner(dag=over(5)) == 1
    assert herinner(dag=over(5)) == herinner(dag=over(6)) == 0
    onderwerpen = [bericht.onderwerp for bericht in berichten(cast.hanna, "briefing-akkoord")]
    assert [onderwerp.startswith("Herinnering") for onderwerp in onderwerpen] == [False, True, True]
    Goedkeuring.objects.filter(pk=gevraagd.pk).update(uiterlijk=over(-1))
    assert "Nog geen akkoord van Oost-Nederland" in cast.client(cast.anouk).get("/mijn/").content.decode()


def test_what_was_asked_or_answered_today_is_not_reminded(cast, items):
    vraag(cast, items[0], uiterlijk=over(1))
    assert herinner(dag=over(0)) == 0
    akkoord(cast, items[1])
    assert herinner(dag=over(4)) == 0


def test_many_showings_take_two_queries_and_each_its_own_version(cast, campagne, items, django_assert_num_queries):
    versie = akkoord(cast, items[0]).versie
    eigen = Vertoning.objects.create(item=items[2], team=cast.ander_team, dag=over(3))
    alle = [*campagne.vertoningen.all(), eigen]
    with django_assert_num_queries(2):
        gevonden = toonbare_versies(alle)
    per_item = {rij.item_id: gevonden.get(rij.pk) for rij in alle}
    assert per_item == {items[0].pk: versie, items[1].pk: None, items[2].pk: items[2].versies.get(nummer=1)}
    with django_assert_num_queries(2):  # with the showings themselves
        rijen = list(met_toonbare_versie(Vertoning.objects.op(cast.team, campagne.van)))
        assert versies_bij(rijen) == {rij.pk: versie for rij in rijen}
    wacht = wacht_op_akkoord(Vertoning.objects.filter(team=cast.team))
    assert {rij.item_id for rij in wacht} == {items[1].pk}


def test_the_last_day_lies_two_weeks_before_the_first_showing():
    vandaag = timezone.localdate()
    assert uiterste_dag(vandaag + timedelta(days=40)) == vandaag + timedelta(days=26)
    assert uiterste_dag(vandaag + timedelta(days=3)) == vandaag + timedelta(days=1)
    assert uiterste_dag(None) == vandaag + timedelta(days=14)
