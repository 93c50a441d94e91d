"""Calibration: frozen with the kwartaalbeelden over exactly their teams, read by landelijk, and a way to the editor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from risicoanalyse import concept as vorm
from risicoanalyse import versies
from risicoanalyse.ijking import bevriezen, stand, terugkoppelen
from risicoanalyse.ijking.regels import Deel
from risicoanalyse.laden import laad
from risicoanalyse.models import Beeld, Concept, Meegeteld, Terugkoppeling, Vragenlijst
from risicoanalyse.overzicht.kern import MINSTE_TEAMS, Onderwerp, Teamstand, publiceer
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.overzicht.vriezen import vries_kwartaal
from risicoanalyse.vraagstanden import BLIND
from tests.risicoanalyse import rondes, teams
from tests.risicoanalyse import test_overzicht_aanval as aanval
from tests.risicoanalyse.test_overzicht_aanval import ontmasker, ontmasker_samen, samen
from vik_portal.meedoen.models import Bijeenkomst, Stap

pytestmark = pytest.mark.django_db
K1 = Kwartaal(2026, 1)
DAG = datetime(2026, 1, 12, 14, tzinfo=ZoneInfo("Europe/Amsterdam"))
HOOG, LAAG, OPEN = (0, 0, 12, 0), (12, 0, 0, 0), (4, 0, 0, 8)
VRAGEN = 28
ANTWOORD = {"klopte": "ja", "tijd": "krap", "onbegrepen": ["b:historie"]}


def houd(cast: Any, aantal: int, tellingen: Any = None, naam: str = "Team", **velden: Any) -> list[Bijeenkomst]:
    laad()
    rij = teams.maak_teams(cast.district, aantal, naam)
    return [
        teams.houd(team, cast.anouk, DAG, tellingen, **{"zaad": nummer + 1} | velden) for nummer, team in enumerate(rij)
    ]


def ijkbeelden() -> list[Beeld]:
    return list(Beeld.objects.filter(soort=Beeld.Soort.IJKING, onderwerp="beknopt"))


def pad(naam: str, *args: Any) -> str:
    return reverse(f"risicoanalyse:{naam}", args=args)


# --- which teams ---------------------------------------------------------------------------------


def test_it_is_frozen_with_the_kwartaalbeeld_over_the_same_teams_and_once(cast: Any) -> None:
    houd(cast, 6)
    assert vries_kwartaal(K1)
    [beeld] = ijkbeelden()
    kwartaalbeeld = Beeld.objects.get(soort=Beeld.Soort.KWARTAAL)
    assert (beeld.eenheid, beeld.inhoud["teams"]) == (kwartaalbeeld.eenheid, kwartaalbeeld.inhoud["teams"])
    assert set(beeld.meegeteld.values_list("bijeenkomst", flat=True)) == set(
        kwartaalbeeld.meegeteld.values_list("bijeenkomst", flat=True)
    )
    assert {rij.reeks for rij in beeld.meegeteld.all()} == {Meegeteld.Reeks.IJKING}
    voor = beeld.inhoud
    assert bevriezen.bevries(K1) == []
    Bijeenkomst.objects.all().delete()
    assert bevriezen.bevries(K1) == []
    beeld.refresh_from_db()
    assert beeld.inhoud == voor


def test_without_a_kwartaalbeeld_there_is_nothing_and_that_looks_like_empty(cast: Any) -> None:
    laad()
    client = cast.client(cast.ilias)

    def pagina() -> list[str]:
        tekst = client.get(pad("ijking")).content.decode()
        return [deel for deel in tekst.split("<") if "csrfmiddlewaretoken" not in deel]

    leeg = pagina()
    for stuk in houd(cast, MINSTE_TEAMS - 1, [HOOG] * VRAGEN):
        terugkoppelen.bewaar(bijeenkomst=stuk, **ANTWOORD)
    assert vries_kwartaal(K1)
    assert not Beeld.objects.exists()
    assert pagina() == leeg
    assert Terugkoppeling.objects.filter(geteld=True).count() == 0


def test_a_question_of_some_teams_is_told_only_when_their_process_is_told_of_too(cast: Any) -> None:
    """Words that changed halfway the quarter make two sets of teams: neither is told."""
    eerste = houd(cast, 5)
    for stuk in houd(cast, 5, naam="Later", zaad=7):
        stap = stuk.stappen.get(soort="vragenlijst")
        stap.inhoud["vast"]["vragenlijst"]["c"][0]["tekst"] = "In mijn team bespreken we vaak waar de grens ligt."
        Stap.objects.filter(pk=stap.pk).update(inhoud=stap.inhoud)
    assert vries_kwartaal(K1)
    [beeld] = ijkbeelden()
    assert beeld.inhoud["teams"] == 10
    verteld = {deel["sleutel"].partition("@")[0] for deel in beeld.inhoud["onderwerpen"]}
    assert "c:i1" not in verteld
    assert {"c:i2", "b:historie", "a:systemen-raadplegen:verleiding"} <= verteld
    assert len(eerste) == 5


def _samen(*waarden: str) -> list[tuple[str, ...]]:
    """Two questions of one theme with these values, and the level that everybody knows to follow from them."""
    return [(a, b, "?" if BLIND in (a, b) else a if a == b else "midden") for a, b in product(waarden, repeat=2)]


def _geeft_weg(mogelijke: list[tuple[str, ...]], teams: int, fijn: Sequence[bool]) -> bool:
    """Whether somebody who knows one team learns a value of another. ``fijn`` says per place whether all bands are
    told, or what ``grof`` leaves of them."""
    rijen = [tuple(dict.fromkeys(kolom)) for kolom in zip(*mogelijke, strict=True)]
    vragen = [Onderwerp("vraag", str(n), "", (*rij, *({BLIND} - set(rij)))) for n, rij in enumerate(rijen)]
    gevonden = ontmasker_samen(mogelijke, teams, samen(*vragen, fijn=fijn))
    return any(vondst.wel for vondst in gevonden)


@pytest.mark.parametrize("aantal", [5, 6, 8, 9])
def test_nobody_learns_anything_from_questions_and_their_theme_together(aantal: int) -> None:
    assert not _geeft_weg(_samen("laag", "hoog", BLIND), aantal, (False, False, True))


@pytest.mark.parametrize("aantal", [10, 12, 14])
def test_nor_with_more_teams(aantal: int) -> None:
    assert not _geeft_weg(_samen("laag", "hoog"), aantal, (False, False, True))


def test_with_all_bands_of_the_questions_beside_their_theme_somebody_would() -> None:
    """The negative control: the theme does the rest."""
    assert _geeft_weg(_samen("laag", "hoog"), 12, (True, True, True))


def test_what_is_left_out_by_bands_that_are_not_told_would_tell_those(monkeypatch: pytest.MonkeyPatch) -> None:
    """Why ``grof`` comes first: a question that is missing since it has six times laag and six times hoog says so."""

    def achteraf(standen: Any, onderwerpen: Any, *, vergroof: Any = None) -> Any:
        inhoud = publiceer(standen, onderwerpen)
        assert inhoud is not None
        return inhoud | {"onderwerpen": list(map(vergroof, inhoud["onderwerpen"]))} if vergroof else inhoud

    monkeypatch.setattr(aanval, "publiceer", achteraf)
    assert _geeft_weg(_samen("laag", "hoog"), 12, (False, False, True))


def test_a_blind_spot_as_a_second_subject_would_give_itself_away() -> None:
    """Why a question has one value: with a blind spot no level is known, and everybody may know that."""
    apart = [("laag", "?"), ("midden", "?"), ("hoog", "?"), ("?", BLIND)]
    assert _geeft_weg(apart, 9, (True, False))
    assert not _geeft_weg([("laag",), ("midden",), ("hoog",), (BLIND,)], 9, (True,))


def test_over_another_set_of_teams_it_would_give_one_away() -> None:
    """The negative control: the questions of five of the six teams beside the theme of all six."""
    vraag = Onderwerp("vraag", "c:i1", "", ("laag", "hoog"))
    thema = Onderwerp("thema", "integriteit", "", ("laag", "hoog"))

    def kijk(wereld: Any) -> str:
        mee = [Teamstand(t, 1, t, {vraag.id: str(w), thema.id: str(w)}) for t, w in enumerate(wereld)]
        return repr((publiceer(mee, [thema]), publiceer(mee[:5], [vraag])))

    assert ontmasker(product(("laag", "hoog"), repeat=6), kijk)


# --- what the werkgroep reads ----------------------------------------------------------------------


def _tellingen(**per_vraag: Any) -> list[Any]:
    """Twenty-eight counts: the eight questions of four processes, five of B, fifteen of C (keys without letter)."""
    sleutels = ["a"] * 8 + [item.sleutel for item in [*rondes.VRAGENLIJST.b, *rondes.VRAGENLIJST.c]]
    return [per_vraag.get(sleutel, (4, 4, 4, 0)) for sleutel in sleutels]


@pytest.fixture
def gevroren(cast: Any) -> Any:
    for nummer in range(10):
        [stuk] = houd(cast, 1, _tellingen(n1=HOOG, historie=OPEN), naam=f"Team {nummer}", zaad=nummer + 1)
        stuk.begeleiders.set([_leiders(cast)[nummer % 3]])
        terugkoppelen.bewaar(bijeenkomst=stuk, **ANTWOORD)
    assert vries_kwartaal(K1)
    return cast.client(cast.ilias)


def _leiders(cast: Any) -> list[Any]:
    return [cast.anouk, cast.lotte, cast.guus]


def test_the_page_says_what_the_numbers_carry_with_what_they_are_out_of(gevroren: Any) -> None:
    pagina = gevroren.get(pad("ijking")).content.decode()
    for zin in (
        "Staat bij minstens 8 van de 10 teams op hoog. Zo laat de vraag weinig verschil tussen teams zien.",
        "Is bij minstens 8 van de 10 teams een blinde vlek: een deel weet of zegt het niet.",
        "Begeleiders wezen deze vraag aan na minstens 8 van de 10 bijeenkomsten.",
        "Voorstel, te ijken in de pilot",
        "minstens 8 van de 10 bijeenkomsten",
    ):
        assert zin in pagina
    # Nothing of a team, and not who led it.
    assert "Team 3" not in pagina
    assert "Anouk" not in pagina


def test_answers_of_begeleiders_are_summed_from_five_teams_on_and_then_wiped(gevroren: Any) -> None:
    gezegd = stand.begeleiders("beknopt")
    assert gezegd.bijeenkomsten == 10
    assert gezegd.vragen[1][1][-1] == ("Nee, te weinig", "minstens 8 van de 10 bijeenkomsten")
    assert {(rij.geteld, rij.klopte, rij.tijd, tuple(rij.onbegrepen)) for rij in Terugkoppeling.objects.all()} == {
        (True, "", "", ())
    }
    assert bevriezen.bevries(K1) == []


def test_the_last_answer_of_a_team_counts_and_a_recent_meeting_waits_for_its_answer(cast: Any) -> None:
    laat = DAG.replace(month=3, day=30)
    for nummer, stuk in enumerate(houd(cast, 6)):
        terugkoppelen.bewaar(bijeenkomst=stuk, **ANTWOORD)
        nog_een = teams.houd(stuk.team, _leiders(cast)[nummer % 3], DAG + timedelta(days=2), zaad=stuk.pk)
        terugkoppelen.bewaar(bijeenkomst=nog_een, **ANTWOORD | {"tijd": "ruim"})
        laatste = teams.houd(stuk.team, _leiders(cast)[nummer % 3], laat, zaad=stuk.pk)
        terugkoppelen.bewaar(bijeenkomst=laatste, **ANTWOORD)
    assert vries_kwartaal(K1)
    gezegd = dict(stand.begeleiders("beknopt").vragen[1][1])
    assert (gezegd["Ja, ruim"], gezegd["Nee, te weinig"]) == (
        "minstens 4 van de 6 bijeenkomsten",
        "hooguit 3 van de 6 bijeenkomsten",
    )
    # What a team answered before it is wiped with it; what it answered later waits a year.
    wacht = Terugkoppeling.objects.filter(geteld=False)
    assert set(wacht.values_list("bijeenkomst__begin", flat=True)) == {laat}
    for nummer in (1, 2, 3):
        assert bevriezen.bevries(K1.verder(nummer)) == []
    assert len(bevriezen.bevries(K1.verder(4))) == 1
    assert not wacht.exists()


def test_what_two_begeleiders_say_together_is_told_of_nobody(cast: Any) -> None:
    for nummer, stuk in enumerate(houd(cast, 6)):
        stuk.begeleiders.set([_leiders(cast)[nummer % 2]])
        terugkoppelen.bewaar(bijeenkomst=stuk, **ANTWOORD)
    vries_kwartaal(K1)
    assert stand.begeleiders("beknopt") == stand.Begeleiders(0, ())
    assert not Terugkoppeling.objects.filter(geteld=True).exists()


def test_bands_of_several_quarters_add_up_and_a_changed_question_begins_anew(gevroren: Any, cast: Any) -> None:
    lijst = Vragenlijst.actuele()
    assert lijst is not None
    concept = versies.begin(versie=lijst, door=cast.ilias)
    concept.inhoud["b"][4]["tekst"] = "In mijn team speelt iets van vroeger nog mee in het werk."
    concept = versies.bewaar(concept=concept, inhoud=concept.inhoud, nummer=concept.nummer, door=cast.ilias)
    gezien = {op.sleutel for op in vorm.opmerkingen(concept.inhoud, vorm.uit(lijst))}
    nieuw = versies.publiceer(
        concept=concept, nummer=concept.nummer, vervangt=1, gezien=gezien, toelichting="Duidelijker", door=cast.ilias
    )
    regels = {regel.stand.sleutel: regel.stand for regel in stand.onderdelen(nieuw)[0].regels}
    assert regels["b:historie"].teams == 0
    assert regels["b:historie"].onbegrepen.van == 0
    assert regels["c:n1"].niveaus["hoog"] == Deel(8, 10, 10)
    for stuk in houd(cast, 9, _tellingen(n1=HOOG), naam="Volgend kwartaal"):
        Bijeenkomst.objects.filter(pk=stuk.pk).update(begin=DAG + timedelta(days=90))
    assert vries_kwartaal(K1.verder(1))
    regels = {regel.stand.sleutel: regel.stand for regel in stand.onderdelen(nieuw)[0].regels}
    assert regels["c:n1"].niveaus["hoog"] == Deel(15, 19, 19)
    assert regels["b:historie"].teams == 9
    pagina = gevroren.get(pad("ijking")).content.decode()
    assert "Team beknopt, versie 2" in pagina


# --- the way out -----------------------------------------------------------------------------------


def test_the_way_out_is_a_draft_with_the_findings_beside_its_questions(gevroren: Any) -> None:
    pagina = gevroren.get(pad("ijking")).content.decode()
    nieuw = pad("instrument_nieuw", "vragenlijst", "beknopt")
    assert f'action="{nieuw}"' in pagina
    assert gevroren.post(nieuw).status_code == 302
    editor = gevroren.get(pad("instrument_bewerk", "vragenlijst", "beknopt")).content.decode()
    assert '<a href="#v.b.4.tekst">Wat het zwaarder maakt, vraag 5</a>: <b>Vaak ‘weet ik niet’.</b>' in editor
    assert '<a href="#v.inclusie.0.tekst">Inclusie, vraag 1</a>: <b>Onderscheidt weinig.</b>' in editor
    assert 'id="v.b.4.tekst"' in editor
    concept = Concept.objects.get()
    assert stand.plekken(concept.inhoud)["n4"] == "inclusie.3.tekst"


def test_a_work_process_has_its_findings_in_its_own_editor(cast: Any) -> None:
    for nummer in range(10):
        tellingen = [HOOG, HOOG if nummer % 2 else LAAG, *[HOOG] * (VRAGEN - 2)]
        houd(cast, 1, tellingen, naam=f"Team {nummer}", zaad=nummer + 1)
    assert vries_kwartaal(K1)
    client = cast.client(cast.ilias)
    client.post(pad("instrument_nieuw", "werkproces", "systemen-raadplegen"))
    editor = client.get(pad("instrument_bewerk", "werkproces", "systemen-raadplegen")).content.decode()
    assert '<a href="#v.blootstelling">Eerste vraag</a>: <b>Onderscheidt weinig.</b>' in editor
    assert 'href="#v.verleiding">Tweede vraag</a>: <b>Onderscheidt' not in editor


def test_an_unknown_instrument_is_not_there(gevroren: Any) -> None:
    assert gevroren.get(pad("ijking_van", "bestaat-niet")).status_code == 404
    diep = gevroren.get(pad("ijking_van", "diepgaand-ondermijning"))
    assert diep.status_code == 200
    assert "Banden van alle niveaus" in diep.text
    assert "Bijna alle teams" not in diep.text
    assert "Bijna alle teams" in gevroren.get(pad("ijking_van", "beknopt")).text
