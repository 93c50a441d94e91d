"""The year of a preventiecoördinator: what is counted, of whom, and what never is."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.utils import timezone

from aanvragen.jaar import jaarbeeld
from aanvragen.models import Aanbod, Aanvraag
from risicoanalyse.models import Maatregel
from tests.risicoanalyse import zaal
from tests.wereld import inhoud_van
from vik_portal.meedoen.models import Bijeenkomst, Ronde
from vik_portal.organisatie.models import Eenheid, Gebruiker
from vik_portal.redactie import services as redactie

pytestmark = pytest.mark.django_db
JAAR = "/aanbod/jaar/"


def plat(antwoord) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", antwoord.content.decode())).split())


def bijeenkomst(team: Eenheid, begin: datetime, wie: Gebruiker, **velden: object) -> Bijeenkomst:
    stuk = Bijeenkomst.objects.create(titel="Geheime titel", team=team, begin=begin, **velden)
    stuk.begeleiders.add(wie)
    return stuk


@pytest.fixture
def aanbod(cast) -> Aanbod:
    inhoud = inhoud_van("aanvragen/inhoud", "dilemmasessie", "")
    return redactie.laad(stuk=Aanbod(slug="dilemmasessie"), inhoud=inhoud, toelichting="geleverd")


def test_counts_what_is_of_the_own_unit_and_this_year(cast, aanbod) -> None:
    nu = timezone.make_aware(datetime(2026, 6, 15, 12))
    klaar = {"status": "afgerond"}
    bijeenkomst(cast.team, nu, cast.anouk, **klaar)
    bijeenkomst(cast.team, nu + timedelta(days=40), cast.anouk)
    bijeenkomst(cast.team, nu, cast.anouk, oefening=True, **klaar)
    bijeenkomst(cast.ander_team, nu, cast.lotte, **klaar)
    bijeenkomst(cast.buurteam, nu - timedelta(days=365), cast.anouk, **klaar)
    for team, status in ((cast.team, "nieuw"), (cast.team, "in_gesprek"), (cast.ander_team, "nieuw")):
        Aanvraag.objects.create(aanbod=aanbod, team=team, status=status, toelichting="x", gevraagd_op=nu)
    beeld = jaarbeeld(cast.anouk, 2026)
    assert dict(beeld.per_status) == {"Nieuw": 1, "In gesprek": 1, "Gepland": 0, "Gehouden": 0, "Gaat niet door": 0}
    assert beeld.per_aanbod == [("Dilemmasessie", 2)]
    assert [
        (maand.eerste.month, maand.gehouden, maand.gepland) for maand in beeld.maanden if maand.klasse != "s-leeg"
    ] == [
        (6, 1, 0),
        (7, 0, 1),
    ]
    assert (beeld.bereikt, beeld.teams) == (1, 2)
    assert jaarbeeld(cast.anouk, 2025).bereikt == 1


def test_the_last_evening_of_the_year_belongs_to_its_own_month(cast) -> None:
    """Half past midnight on 1 January in Amsterdam is still December in UTC."""
    bijeenkomst(cast.team, timezone.make_aware(datetime(2027, 1, 1, 0, 30)), cast.anouk)
    assert jaarbeeld(cast.anouk, 2026).gepland == 0
    assert jaarbeeld(cast.anouk, 2027).maanden[0].gepland == 1


def test_a_request_that_was_held_reaches_its_team_too(cast, aanbod) -> None:
    aanvraag = Aanvraag.objects.create(aanbod=aanbod, team=cast.buurteam, status="gehouden", toelichting="x")
    aanvraag.verloop.create(status="gehouden", door=cast.anouk)
    beeld = jaarbeeld(cast.anouk, timezone.localdate().year)
    assert (beeld.bereikt, beeld.gehouden) == (1, 0)


def test_a_meeting_of_somebody_else_is_a_number_and_people_are_not_counted(cast) -> None:
    collega = bijeenkomst(cast.team, timezone.now(), cast.lotte, status="afgerond")
    stoelen = {"id": "0" * 32, "stoelen": 47, "soort": "stelling", "vorm": "banden", "vragen": [], "merk": b"x"}
    Ronde.objects.create(bijeenkomst=collega, status="te_weinig", volgnummer=1, **stoelen)
    tekst = plat(cast.client(cast.anouk).get(JAAR))
    assert "1 gehouden, 0 gepland." in tekst
    assert "Geheime titel" not in tekst
    assert cast.team.naam not in tekst
    assert "47" not in tekst


def test_what_is_due_comes_from_every_room(cast, aanbod) -> None:
    """A request without an answer, a measure near its day, and a report that was not discussed with the team."""
    Aanvraag.objects.create(
        aanbod=aanbod, team=cast.team, toelichting="x", gevraagd_op=timezone.now() - timedelta(days=9)
    )
    stuk = zaal.plan(cast)
    _, maatregel = zaal.zet_afspraak(stuk)
    Maatregel.objects.update(datum=timezone.localdate() + timedelta(days=3))
    Bijeenkomst.objects.filter(pk=stuk.pk).update(status="afgerond")
    velden = {"id": "1" * 32, "stoelen": 8, "vorm": "banden", "vragen": [], "merk": b"x", "status": "geteld"}
    Ronde.objects.create(bijeenkomst=stuk, soort="vragenlijst", volgnummer=1, **velden)
    tekst = plat(cast.client(cast.anouk).get(JAAR))
    assert "Aanvraag: Dilemmasessie" in tekst
    assert "Er is nog geen antwoord." in tekst
    assert maatregel.tekst in tekst
    assert f"Bespreek het verslag met {cast.team}" in tekst
    Bijeenkomst.objects.filter(pk=stuk.pk).update(nabesproken_op=timezone.localdate())
    assert "Bespreek het verslag" not in plat(cast.client(cast.anouk).get(JAAR))
    assert "Bespreek het verslag" not in plat(cast.client(cast.lotte).get(JAAR))


def test_another_year_and_a_year_that_is_none(cast) -> None:
    client = cast.client(cast.anouk)
    assert "Het jaar 2025" in plat(client.get(f"{JAAR}?jaar=2025"))
    for fout in ("1999", "volgend", "²", "99999"):
        assert client.get(JAAR, {"jaar": fout}).status_code == 404, fout


def test_the_number_of_queries_does_not_grow(cast, aanbod, django_assert_max_num_queries) -> None:
    for dag in range(12):
        moment = timezone.now() - timedelta(days=dag)
        bijeenkomst(cast.team, moment, cast.anouk, status="afgerond")
        Aanvraag.objects.create(aanbod=aanbod, team=cast.team, toelichting="x", gevraagd_op=moment)
    client = cast.client(cast.anouk)
    with django_assert_max_num_queries(19):
        assert client.get(JAAR).status_code == 200
