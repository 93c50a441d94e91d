"""How often a theme was asked about, discussed or practised: what each app tells the pictures over teams."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from aanvragen.bereik import gevraagd, per_thema
from aanvragen.models import Aanbod, Aanvraag
from beroepscode.models import Themablad
from briefings.bereik import besproken
from briefings.models import Bespreking, Briefingsitem, Campagne, Campagneitem, Vertoning, Weektotaal
from briefings.taken import tel_weken_elke_nacht
from dilemmas.bereik import keuzes, sessies
from dilemmas.models import Dilemma, Keuzestand
from risicoanalyse.models import Kwartaalstand
from risicoanalyse.overzicht import pagina
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.overzicht.vriezen import vries_kwartaal
from risicoanalyse.taken import vries_elke_nacht
from tests.e2e.jaar import Klok, maak_teams, plat
from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap

VAN, TOT = date(2026, 7, 1), date(2026, 10, 1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
pytestmark = pytest.mark.django_db


def sessie(
    cast: Any, *themas: list[str], dag: date = date(2026, 8, 3), gehouden: int | None = None, **velden: Any
) -> list[Ronde]:
    """A meeting with a dilemma per list of themes; of the first ``gehouden`` (else of all) a vote was counted."""
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
        stap = Stap.objects.create(bijeenkomst=bijeenkomst, volgorde=nummer, soort="dilemma", titel="D", inhoud=inhoud)
        if gehouden is None or nummer <= gehouden:
            Ronde.objects.create(
                id=f"{bijeenkomst.pk:016x}{nummer:016x}", bijeenkomst=bijeenkomst, stap=stap, soort="dilemma",
                vorm="banden", vragen=[], status=Ronde.Status.GETELD, stoelen=9, merk=b"", volgnummer=nummer,
            )  # fmt: skip
    return list(bijeenkomst.rondes.order_by("volgnummer"))


def test_sessions_count_per_meeting_in_steps_of_five(cast: Any) -> None:
    for _ in range(6):
        sessie(cast, ["doxing", "bejegening"], ["doxing"])
    sessie(cast, ["bejegening"], oefening=True)
    sessie(cast, ["sociale-media"], dag=date(2026, 10, 1))
    sessie(cast, ["sociale-media"], status=Bijeenkomst.Status.GEPLAND)
    assert sessies(VAN, TOT) == {"doxing": 5, "bejegening": 5}
    assert sessies(TOT, date(2027, 1, 1)) == {}


def test_a_dilemma_that_was_only_planned_or_was_stopped_was_not_practised(cast: Any) -> None:
    for _ in range(5):
        rondes = sessie(cast, ["doxing"], ["bejegening"], ["geweld"], ["sociale-media"], gehouden=3)
        # Too few envelopes: nothing was opened, and the room did think it through. A round that was stopped says less.
        for ronde, status in zip(rondes[1:], (Ronde.Status.TE_WEINIG, Ronde.Status.VERVALLEN), strict=True):
            Ronde.objects.filter(pk=ronde.pk).update(status=status)
    assert sessies(VAN, TOT) == {"doxing": 5, "bejegening": 5}


def test_choices_are_those_that_readers_see_and_only_soon_after_the_quarter(cast: Any) -> None:
    for nummer, totaal in enumerate((15, 10)):
        inhoud = {"titel": "D", "themas": ["doxing"]}
        dilemma = Dilemma.objects.create(slug=f"d{nummer}", versienummer=1, inhoud=inhoud)
        Keuzestand.objects.create(
            dilemma=dilemma, opties="x" * 32, eerste=[totaal, 0], tweede=[0, totaal], totaal=totaal
        )
    vandaag = timezone.localdate()
    assert keuzes(vandaag - timedelta(days=90), vandaag) == {"doxing": 25}
    assert keuzes(vandaag - timedelta(days=190), vandaag - timedelta(days=100)) is None


def test_what_was_not_looked_up_is_not_told_as_little(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quarter that is caught up in the last week of November: choices of then are unknown, and stand in no column."""
    Themablad.objects.create(slug="doxing", versienummer=1, inhoud={"titel": "Doxing"})
    dilemma = Dilemma.objects.create(slug="d", versienummer=1, inhoud={"titel": "D", "themas": ["doxing"]})
    Keuzestand.objects.create(dilemma=dilemma, opties="x" * 32, eerste=[500, 0], tweede=[0, 500], totaal=500)
    for _ in range(5):
        sessie(cast, ["doxing"], dag=date(2026, 5, 4))
        sessie(cast, ["doxing"])
    klok = Klok(datetime(2026, 11, 28, 9, tzinfo=AMSTERDAM))
    monkeypatch.setattr(timezone, "now", lambda: klok.nu)
    for kwartaal, weet in ((Kwartaal(2026, 2), False), (Kwartaal(2026, 3), True)):
        assert vries_kwartaal(kwartaal)
        bladzij = plat(cast.client(cast.ilias).get(f"/risicoanalyse/landelijk/{kwartaal.sleutel}/"))
        assert ("Alleen doorgedacht (keuzes)" in bladzij) is weet
        assert ("minstens 500" in bladzij) is weet
        assert (f"Alleen doorgedacht: {pagina.TE_LAAT}" in bladzij) is not weet
        assert "Geoefend met een dilemma (bijeenkomsten)" in bladzij


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


def _dagen(van: date, tot: date) -> Iterator[date]:
    return (van + timedelta(days=n) for n in range((tot - van).days))


def test_every_week_of_briefings_lands_in_exactly_one_quarter(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two jobs of the night on one clock, over six quarters: New Year, and the weeks in which the clock is set."""
    klok = Klok(datetime(2026, 3, 2, 9, tzinfo=AMSTERDAM))
    monkeypatch.setattr(timezone, "now", lambda: klok.nu)
    Themablad.objects.create(slug="doxing", versienummer=1, inhoud={"titel": "Doxing"})
    item = Briefingsitem.objects.create(slug="i", versienummer=1, inhoud={"titel": "I", "themas": ["doxing"]})
    weken = [date(2026, 3, 30) + timedelta(days=7 * n) for n in range(78)]
    campagne = Campagne.objects.create(
        naam="C", eenheid=cast.eenheid, status="loopt", van=weken[0], tot=weken[-1] + timedelta(days=6)
    )
    Campagneitem.objects.create(campagne=campagne, item=item, volgorde=1)
    # Five teams, Tuesday and Sunday, three briefings a day: thirty a week, of which ten or twenty are discussed.
    teams = maak_teams(cast.district, 5)
    vertoningen = Vertoning.objects.bulk_create(
        Vertoning(item=item, campagne=campagne, team=team, dag=week + timedelta(days=dag))
        for week in weken
        for team in teams
        for dag in (1, 6)
    )
    per_week = {week: 10 * (1 + nummer % 2) for nummer, week in enumerate(weken)}
    Bespreking.objects.bulk_create(
        Bespreking(vertoning=vertoning, dag=vertoning.dag, moment=time(uur), uitkomst="besproken")
        for vertoning in vertoningen
        for uur in (7, 15)[: per_week[vertoning.dag - timedelta(days=vertoning.dag.weekday())] // 10]
    )
    for dag in _dagen(date(2026, 4, 1), date(2027, 10, 10)):
        # The nights around the one in which a quarter is frozen; what other nights count is counted by then as well.
        if dag.month % 3 == 1 and 5 <= dag.day < 10:
            klok.naar(dag, 2, 11)
            tel_weken_elke_nacht(timestamp=0)
            klok.naar(dag, 2, 27)
            vries_elke_nacht(timestamp=0)
    verteld: dict[date, int] = {}
    for stand in Kwartaalstand.objects.order_by("kwartaal"):
        [bron] = (bron for bron in stand.inhoud["bereik"] if bron["sleutel"] == "briefings")
        verteld[stand.kwartaal] = bron["aantallen"].get("doxing", 0)
    # In which quarter a week was over: each has one.
    hoort: dict[date, int] = dict.fromkeys(verteld, 0)
    for week, aantal in per_week.items():
        hoort[Kwartaal.van(week + timedelta(days=7)).eerste_dag] += aantal
    assert verteld == hoort
    assert sum(verteld.values()) == sum(per_week.values())
    assert len([aantal for aantal in verteld.values() if aantal]) == 6


def aanvragen(cast: Any, aantal: int, thema: Themablad | None = None, dag: date = date(2026, 8, 3)) -> None:
    aanbod, _ = Aanbod.objects.get_or_create(slug="a", defaults={"versienummer": 1, "inhoud": {"titel": "A"}})
    moment = datetime(dag.year, dag.month, dag.day, 10, tzinfo=AMSTERDAM)
    for _ in range(aantal):
        Aanvraag.objects.create(team=cast.team, aanbod=aanbod, thema=thema, toelichting="t", gevraagd_op=moment)


def test_requests_count_for_the_theme_that_they_name_in_the_steps_of_their_neighbours(cast: Any) -> None:
    doxing, bejegening, media = (
        Themablad.objects.create(slug=slug, versienummer=1, inhoud={"titel": slug})
        for slug in ("doxing", "bejegening", "sociale-media")
    )
    aanvragen(cast, 9, doxing)
    aanvragen(cast, 4, bejegening)
    aanvragen(cast, 7)
    aanvragen(cast, 5, media, TOT)
    assert per_thema(VAN, TOT) == {"doxing": 5}
    assert gevraagd(VAN, TOT) == {"": 20}
    assert per_thema(TOT, date(2027, 1, 1)) == {"sociale-media": 5}
    doxing.delete()
    assert (per_thema(VAN, TOT), gevraagd(VAN, TOT)) == ({}, {"": 20})


def test_what_was_asked_is_frozen_and_a_theme_with_too_few_looks_like_one_with_none(
    cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    doxing, bejegening, media = (
        Themablad.objects.create(slug=slug, titel=titel, status="gepubliceerd", versienummer=1, inhoud={"titel": titel})
        for slug, titel in (("doxing", "Doxing"), ("bejegening", "Bejegening"), ("sociale-media", "Sociale media"))
    )
    klok = Klok(datetime(2026, 11, 28, 9, tzinfo=AMSTERDAM))
    monkeypatch.setattr(timezone, "now", lambda: klok.nu)
    aanvragen(cast, 6, doxing)
    aanvragen(cast, 4, bejegening)
    for _ in range(5):
        sessie(cast, ["doxing", "bejegening", "sociale-media"])
    assert vries_kwartaal(Kwartaal(2026, 3))
    adres = f"/risicoanalyse/landelijk/{Kwartaal(2026, 3).sleutel}/"
    toen = cast.client(cast.ilias).get(adres).content
    aanvragen(cast, 30, media)
    assert cast.client(cast.ilias).get(adres).content == toen
    bladzij = plat(cast.client(cast.ilias).get(adres))
    assert "Gevraagd aan VIK (aanvragen)" in bladzij
    assert "Doxing minstens 5 minstens 5" in bladzij
    assert "Bejegening minstens 5 minder dan 5" in bladzij
    assert "Sociale media minstens 5 minder dan 5" in bladzij
    assert "Gevraagd aan VIK: aanvragen in deze drie maanden die het thema noemen." in bladzij
    assert "alles samen: minstens 10 aanvragen. Een aanvraag hoeft geen thema te noemen." in bladzij


def test_requests_of_few_are_not_told(cast: Any) -> None:
    aanbod = Aanbod.objects.create(slug="a", versienummer=1, inhoud={"titel": "A"})
    for dag in (1, 2, 3, 4):
        moment = datetime(2026, 7, dag, 10, tzinfo=AMSTERDAM)
        Aanvraag.objects.create(team=cast.team, aanbod=aanbod, toelichting="t", gevraagd_op=moment)
    assert gevraagd(VAN, TOT) == {}
    laatste = datetime(2026, 9, 30, 23, 30, tzinfo=AMSTERDAM)
    for moment in (laatste, laatste + timedelta(hours=1)):
        Aanvraag.objects.create(team=cast.team, aanbod=aanbod, toelichting="t", gevraagd_op=moment)
    assert gevraagd(VAN, TOT) == {"": 5}
