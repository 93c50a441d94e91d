"""A stored result that cannot be read: the others are frozen without it, and a beheerder hears of it."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from risicoanalyse.fenomeen.bevriezen import wachtend
from risicoanalyse.laden import laad
from risicoanalyse.models import Beeld, Kwartaalstand, Meegeteld, Onleesbaar, Telbeurt, Terugkoppeling
from risicoanalyse.overzicht.leesbaar import TeVeelOnleesbaarFout, lees_opnieuw
from risicoanalyse.overzicht.vriezen import vries, vries_kwartaal
from risicoanalyse.taken import vries_elke_nacht
from tests.risicoanalyse import test_fenomeen
from tests.risicoanalyse.test_ijking import ANTWOORD
from tests.risicoanalyse.test_overzicht import K3, LANDELIJK, OKTOBER, analyseer, bestanden, maak_teams
from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap

pytestmark = pytest.mark.django_db
GEHEIM = "zes van de negen"
#: Published forms that nobody knows: of another shape, of another length, and none at all.
VREEMD: dict[str, Any] = {
    "andere vorm": {"vorm": "wolken", "uitkomst": GEHEIM},
    "te kort": {"trap": 1, "waarden": [[GEHEIM]], "ongeldig": 0},
    "leeg": {},
}


@pytest.fixture
def geladen(cast: Any) -> Any:
    laad()
    return cast


def breek(bijeenkomst: Bijeenkomst, uitslag: Any = VREEMD["andere vorm"]) -> dict[str, Any]:
    """What stood there before."""
    rondes = Ronde.objects.filter(bijeenkomst=bijeenkomst)
    goed: dict[str, Any] = rondes.values_list("uitslag", flat=True)[0]
    rondes.update(uitslag=uitslag)
    return goed


def ongelezen() -> list[int]:
    return list(Onleesbaar.objects.values_list("bijeenkomst", flat=True))


@pytest.mark.parametrize("vorm", VREEMD)
def test_one_broken_result_looks_like_none_and_stops_nobody(geladen: Any, vorm: str) -> None:
    """National page and files are those of the same teams without that analysis, to the byte."""
    stuk = analyseer(maak_teams(geladen.district, 7))[0]
    breek(stuk, VREEMD[vorm])

    def alles() -> list[bytes]:
        client, hanna = geladen.client(geladen.ilias), geladen.client(geladen.hanna)
        pagina = hanna.get(reverse("risicoanalyse:eenheid"), follow=True).content
        return [client.get(reverse(LANDELIJK)).content, pagina, *bestanden(client, "risicoanalyse:landelijk_als")]

    assert vries(vandaag=OKTOBER) == [K3]
    met = alles(), list(Beeld.objects.order_by("soort").values_list("soort", "inhoud"))
    assert ongelezen() == [stuk.pk]
    assert not Meegeteld.objects.filter(bijeenkomst=stuk).exists()
    assert Meegeteld.objects.filter(reeks="beeld").count() == 6
    for model in (Meegeteld, Telbeurt, Beeld, Kwartaalstand):
        model.objects.all().delete()
    stuk.delete()
    assert vries(vandaag=OKTOBER) == [K3]
    assert (alles(), list(Beeld.objects.order_by("soort").values_list("soort", "inhoud"))) == met


def test_what_a_step_froze_can_be_broken_too(geladen: Any) -> None:
    stuk = analyseer(maak_teams(geladen.district, 6))[0]
    stap = Stap.objects.get(bijeenkomst=stuk)
    stap.inhoud["vast"]["vragenlijst"] = {"titel": "van een ander"}
    stap.save()
    assert vries_kwartaal(K3)
    assert ongelezen() == [stuk.pk]


def test_an_earlier_analysis_of_that_team_counts_as_if_the_broken_one_were_not_there(geladen: Any) -> None:
    teams = maak_teams(geladen.district, 5)
    eerder = analyseer(teams[:1], date(2026, 7, 3))[0]
    stuk = analyseer(teams)[0]
    breek(stuk)
    assert vries_kwartaal(K3)
    assert Meegeteld.objects.get(bijeenkomst=eerder, reeks="beeld").beeld is not None
    assert not Meegeteld.objects.filter(bijeenkomst=stuk).exists()


def test_when_it_is_mended_a_later_quarter_takes_it(geladen: Any) -> None:
    mee = analyseer(maak_teams(geladen.district, 6))
    goed = breek(mee[0])
    vries_kwartaal(K3)
    analyseer(maak_teams(geladen.district, 4), date(2026, 11, 3), zaad=2)
    Ronde.objects.filter(bijeenkomst=mee[0]).update(uitslag=goed)
    assert vries_kwartaal(K3.verder(1))
    assert not ongelezen()
    assert Meegeteld.objects.get(bijeenkomst=mee[0], reeks="beeld").beeld.kwartaal == K3.verder(1).eerste_dag


def test_the_night_reads_again_and_forgets_what_is_mended(geladen: Any) -> None:
    mee = analyseer(maak_teams(geladen.district, 7))
    goed = breek(mee[0])
    breek(mee[1])
    vries_kwartaal(K3)
    assert ongelezen() == [mee[0].pk, mee[1].pk]
    Ronde.objects.filter(bijeenkomst=mee[0]).update(uitslag=goed)
    vries_elke_nacht(timestamp=0)
    assert ongelezen() == [mee[1].pk]
    Meegeteld.objects.create(bijeenkomst=mee[1])
    assert lees_opnieuw() == 0
    assert not ongelezen()


def test_when_most_cannot_be_read_nothing_is_frozen_and_that_is_kept(geladen: Any) -> None:
    """Five or more, and more than half: it is the portal that is broken, and a quarter is frozen only once."""
    mee = analyseer(maak_teams(geladen.district, 9))
    for stuk in mee[:5]:
        breek(stuk)
    with pytest.raises(TeVeelOnleesbaarFout):
        vries(vandaag=OKTOBER)
    assert not Kwartaalstand.objects.exists()
    assert len(ongelezen()) == 5
    assert "Dat beeld wacht hierop" in geladen.client(geladen.jetske).get(reverse("risicoanalyse:onleesbaar")).text
    analyseer(maak_teams(geladen.district, 1), zaad=2)
    assert vries(vandaag=OKTOBER) == [K3]
    assert Beeld.objects.get(soort="kwartaal").inhoud["teams"] == 5


def test_a_few_broken_ones_among_fewer_do_not_hold_a_quarter(geladen: Any) -> None:
    for stuk in analyseer(maak_teams(geladen.district, 4)):
        breek(stuk)
    assert vries(vandaag=OKTOBER) == [K3]


def test_deep_analyses_and_answers_of_begeleiders_pass_over_it_too(cast: Any) -> None:
    diep = test_fenomeen.houd(cast, 6)
    breek(diep[0])
    kort = analyseer(maak_teams(cast.district, 6), date(2026, 1, 5))
    breek(kort[0])
    for bijeenkomst in kort:
        bijeenkomst.begeleiders.set([cast.anouk, cast.lotte, cast.bram])
        Terugkoppeling.objects.create(bijeenkomst=bijeenkomst, **ANTWOORD)
    assert vries_kwartaal(test_fenomeen.K1)
    assert Beeld.objects.get(soort="fenomeen").inhoud["teams"] == 5
    assert Beeld.objects.get(onderwerp="begeleiders:beknopt").inhoud["teams"] == 5
    over = Terugkoppeling.objects.get(geteld=False)
    assert (over.bijeenkomst, over.tijd) == (kort[0], "krap")
    assert wachtend(test_fenomeen.SLUG, test_fenomeen.K1, {}) is None


def test_the_log_names_the_meeting_and_the_kind_of_error_and_nothing_else(
    geladen: Any, caplog: pytest.LogCaptureFixture
) -> None:
    stuk = analyseer(maak_teams(geladen.district, 6))[0]
    breek(stuk)
    with caplog.at_level(logging.INFO):
        vries_kwartaal(K3)
    [regel] = [rij for rij in caplog.records if "niet te lezen" in rij.getMessage()]
    assert str(stuk.pk) in regel.getMessage()
    assert "TypeError" in regel.getMessage()
    assert regel.exc_info is None
    assert GEHEIM not in caplog.text
    assert GEHEIM not in str(list(Onleesbaar.objects.values()))


def test_a_beheerder_is_told_and_nobody_else(geladen: Any) -> None:
    stuk = analyseer(maak_teams(geladen.district, 6))[0]
    goed = breek(stuk)
    vries_kwartaal(K3)
    zin, adres = "Een risicoanalyse is niet te lezen", reverse("risicoanalyse:onleesbaar")
    for wie in (geladen.ilias, geladen.anouk, geladen.hanna, geladen.bram):
        assert zin not in geladen.client(wie).get(reverse("mijn")).text
    jetske = geladen.client(geladen.jetske)
    assert zin in jetske.get(reverse("mijn")).text
    pagina = jetske.get(adres).text
    assert f"nummer {stuk.pk}" in pagina
    assert "het derde kwartaal van 2026" in pagina
    assert "TypeError" in pagina
    assert "Dat beeld wacht hierop" not in pagina
    for geheim in (GEHEIM, stuk.team.naam, stuk.titel + " "):
        assert geheim not in pagina
    assert "Nog steeds is 1 analyse niet te lezen" in jetske.post(adres, follow=True).text
    Ronde.objects.filter(bijeenkomst=stuk).update(uitslag=goed)
    assert "Alle analyses zijn weer te lezen" in jetske.post(adres, follow=True).text
    assert zin not in jetske.get(reverse("mijn")).text


def test_an_analysis_outside_every_eenheid_keeps_nobody_waiting(geladen: Any) -> None:
    stuk = analyseer(maak_teams(geladen.district, 7))[0]
    Bijeenkomst.objects.filter(pk=stuk.pk).update(team=geladen.korps)
    assert vries(vandaag=OKTOBER) == [K3]
    assert ongelezen() == [stuk.pk]
    assert Meegeteld.objects.filter(reeks="beeld").count() == 6
