"""How often a theme was asked about, discussed or practised: what each app tells the pictures over teams."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from aanvragen.bereik import gevraagd
from aanvragen.models import Aanbod, Aanvraag
from briefings.bereik import besproken
from briefings.models import Briefingsitem, Campagne, Campagneitem, Weektotaal
from dilemmas.bereik import keuzes, sessies
from dilemmas.models import Dilemma, Keuzestand
from vik_portal.meedoen.models import Bijeenkomst, Stap

VAN, TOT = date(2026, 7, 1), date(2026, 10, 1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
pytestmark = pytest.mark.django_db


def sessie(cast: Any, *themas: list[str], dag: date = date(2026, 8, 3), **velden: Any) -> None:
    bijeenkomst = Bijeenkomst.objects.create(
        **{
            "titel": "Sessie",
            "team": cast.team,
            "begin": datetime(dag.year, dag.month, dag.day, 10, tzinfo=AMSTERDAM),
            "status": Bijeenkomst.Status.AFGEROND,
        }
        | velden
    )
    for nummer, slugs in enumerate(themas, 1):
        inhoud = {"vast": {"themas": slugs}}
        Stap.objects.create(bijeenkomst=bijeenkomst, volgorde=nummer, soort="dilemma", titel="D", inhoud=inhoud)


def test_sessions_count_per_meeting_in_steps_of_five(cast: Any) -> None:
    for _ in range(6):
        sessie(cast, ["doxing", "bejegening"], ["doxing"])
    sessie(cast, ["bejegening"], oefening=True)
    sessie(cast, ["sociale-media"], dag=date(2026, 10, 1))
    sessie(cast, ["sociale-media"], status=Bijeenkomst.Status.GEPLAND)
    assert sessies(VAN, TOT) == {"doxing": 5, "bejegening": 5}
    assert sessies(TOT, date(2027, 1, 1)) == {}


def test_choices_are_those_that_readers_see_and_only_soon_after_the_quarter(cast: Any) -> None:
    for nummer, totaal in enumerate((15, 10)):
        inhoud = {"titel": "D", "themas": ["doxing"]}
        dilemma = Dilemma.objects.create(slug=f"d{nummer}", versienummer=1, inhoud=inhoud)
        Keuzestand.objects.create(
            dilemma=dilemma, opties="x" * 32, eerste=[totaal, 0], tweede=[0, totaal], totaal=totaal
        )
    vandaag = timezone.localdate()
    assert keuzes(vandaag - timedelta(days=90), vandaag) == {"doxing": 25}
    assert keuzes(vandaag - timedelta(days=190), vandaag - timedelta(days=100)) == {}


def test_briefings_are_what_the_weeks_tell_and_not_the_counts_behind_them(cast: Any) -> None:
    item = Briefingsitem.objects.create(slug="i", versienummer=1, inhoud={"titel": "I", "themas": ["doxing"]})
    campagne = Campagne.objects.create(naam="C", eenheid=cast.eenheid, status="afgesloten", van=VAN, tot=TOT)
    Campagneitem.objects.create(campagne=campagne, item=item, volgorde=1)

    def week(dag: date, teams: int, aantal: int | None) -> None:
        Weektotaal.objects.create(
            campagne=campagne, plek=cast.eenheid, week=dag, teams=teams, gepland=60,
            vertoond=aantal, besproken=aantal, niet_toegekomen=aantal,
        )  # fmt: skip

    week(date(2026, 7, 6), 4, None)
    assert besproken(VAN, TOT) == {}
    week(date(2026, 7, 13), 6, 34)
    week(date(2026, 7, 20), 6, 1)
    week(date(2026, 10, 5), 6, 50)
    assert besproken(VAN, TOT) == {"doxing": 30}


def test_requests_have_no_theme_and_few_are_not_told(cast: Any) -> None:
    aanbod = Aanbod.objects.create(slug="a", versienummer=1, inhoud={"titel": "A"})
    for dag in (1, 2, 3, 4):
        moment = datetime(2026, 7, dag, 10, tzinfo=AMSTERDAM)
        Aanvraag.objects.create(team=cast.team, aanbod=aanbod, toelichting="t", gevraagd_op=moment)
    assert gevraagd(VAN, TOT) == {}
    laatste = datetime(2026, 9, 30, 23, 30, tzinfo=AMSTERDAM)
    for moment in (laatste, laatste + timedelta(hours=1)):
        Aanvraag.objects.create(team=cast.team, aanbod=aanbod, toelichting="t", gevraagd_op=moment)
    assert gevraagd(VAN, TOT) == {"": 5}
