"""Somebody lays all pictures over teams side by side, knows one team by heart, and tries to learn something of another.

The attacker knows which teams are in which picture, and lists every world that gives exactly these pictures. A team is
given away when all those worlds agree on its value, or when none of them gives it a value that it could have had.
Each rule has its negative control: the same worlds with that one rule off, and then the attack succeeds.
"""

from __future__ import annotations

from ast import literal_eval
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, combinations_with_replacement, product
from typing import NamedTuple

import pytest

from risicoanalyse.ijking.bevriezen import grof
from risicoanalyse.overzicht import kern
from risicoanalyse.overzicht.kern import (
    MINSTE_TEAMS,
    Kandidaat,
    Onderwerp,
    Teamstand,
    band,
    grenzen,
    kies,
    publiceer,
    verdeel,
)
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.vraagstanden import BLIND
from vik_portal.meedoen.banden import band as rondeband

KLEUREN = ("laag", "midden", "hoog", "niet te zeggen", "verdeeld")
STAPPEN = ("afgesproken", "loopt", "klaar")
#: One value per team; or, with several subjects or moments, a tuple of values per team.
Wereld = tuple[Hashable, ...]
Kijk = Callable[[Wereld], Hashable]
#: What a team can have: one value per subject.
Soort = tuple[Hashable, ...]
#: How many teams have each value of a subject, in the order of its values; per subject.
Tellingen = tuple[tuple[int, ...], ...]


def thema(waarden: Sequence[str] = KLEUREN, sleutel: str = "integriteit") -> Onderwerp:
    return Onderwerp("thema", sleutel, sleutel, tuple(waarden))


def janee(sleutel: str = "geweld") -> Onderwerp:
    return Onderwerp("proces", sleutel, sleutel, ("ja", "nee"), toon=("ja",))


def voortgang(moment: str = "nu") -> Onderwerp:
    return Onderwerp("voortgang", moment, "Voortgang", STAPPEN)


def vast(beeld: object) -> str:
    return repr(beeld)


# --- two attackers -------------------------------------------------------------------------------


class Vondst(NamedTuple):
    """Who knows these values of these teams, learns of another team that it surely has this value, or surely not.

    ``plek`` is (team, subject); the team is -1 where the teams that are not known are all alike to the reader.
    """

    beeld: Hashable
    bekend: tuple[tuple[int, ...], tuple[Hashable, ...]]
    plek: tuple[int, int]
    waarde: Hashable
    wel: bool


def _vondsten(
    mogelijk: dict[tuple[Hashable, tuple[int, ...], tuple[Hashable, ...]], int],
    nummers: dict[tuple[tuple[int, int], Hashable], int],
) -> Iterator[Vondst]:
    """Per picture and what is known: of each other place the one value that is left, or else those that are not.

    ``mogelijk`` holds a bit per (place, value) of all worlds that fit; a value without a number never occurs at all,
    so that it was excluded beforehand.
    """
    plekken: dict[tuple[int, int], list[tuple[int, Hashable]]] = defaultdict(list)
    for (plek, waarde), nummer in nummers.items():
        plekken[plek].append((1 << nummer, waarde))
    for (beeld, groep, waarden), bits in mogelijk.items():
        for plek, alle in plekken.items():
            if plek[0] in groep or len(alle) == 1:
                continue
            over = [waarde for bit, waarde in alle if bits & bit]
            if len(over) == 1:
                yield Vondst(beeld, (groep, waarden), plek, over[0], True)
            elif len(over) < len(alle):
                for bit, waarde in alle:
                    if not bits & bit:
                        yield Vondst(beeld, (groep, waarden), plek, waarde, False)


def ontmasker(werelden: Iterable[Wereld], kijk: Kijk, bekend: int = 1) -> list[Vondst]:
    """What is given away by any picture that can occur at all, to who knows so many teams beforehand.

    Of a value that is a tuple, each part is a subject of its own.
    """
    nummers: dict[tuple[tuple[int, int], Hashable], int] = {}
    mogelijk: dict[tuple[Hashable, tuple[int, ...], tuple[Hashable, ...]], int] = defaultdict(int)
    for wereld in werelden:
        bits = 0
        for team, waarde in enumerate(wereld):
            for plek, deel in enumerate(waarde if isinstance(waarde, tuple) else (waarde,)):
                bits |= 1 << nummers.setdefault(((team, plek), deel), len(nummers))
        beeld = kijk(wereld)
        for groep in combinations(range(len(wereld)), bekend):
            mogelijk[beeld, groep, tuple(wereld[team] for team in groep)] |= bits
    return list(_vondsten(mogelijk, nummers))


def ontmasker_samen(
    soorten: Sequence[Soort], teams: int, kijk: Callable[[Tellingen], Hashable], bekend: int = 1
) -> list[Vondst]:
    """The same for one set of teams that were all asked the same: worlds up to the order of the teams.

    Such a picture only counts. So what is fixed for one team that is not known is fixed for all of those, and larger
    sets and more values can be gone through.
    """
    per_plek = [list(dict.fromkeys(kolom)) for kolom in zip(*soorten, strict=True)]
    volgorde = [(plek, waarde) for plek, waarden in enumerate(per_plek) for waarde in waarden]
    nummers = {((-1, plek), waarde): nummer for nummer, (plek, waarde) in enumerate(volgorde)}
    bits = [sum(1 << nummers[(-1, plek), w] for plek, w in enumerate(soort)) for soort in soorten]
    # One count of six bits per (place, value): adding teams up is adding numbers.
    telt = [sum(1 << 6 * nummers[(-1, plek), w] for plek, w in enumerate(soort)) for soort in soorten]
    beelden: dict[int, Hashable] = {}

    def beeld(som: int) -> Hashable:
        if som not in beelden:
            alle = iter(som >> 6 * nummer & 63 for nummer in range(len(volgorde)))
            beelden[som] = kijk(tuple(tuple(next(alle) for _ in waarden) for waarden in per_plek))
        return beelden[som]

    groep = tuple(range(bekend))
    bekenden = [
        (tuple(soorten[n] for n in nrs), sum(telt[n] for n in nrs))
        for nrs in combinations_with_replacement(range(len(soorten)), bekend)
    ]
    mogelijk: dict[tuple[Hashable, tuple[int, ...], tuple[Hashable, ...]], int] = defaultdict(int)
    for anderen in combinations_with_replacement(range(len(soorten)), teams - bekend):
        som = over = 0
        for nummer in anderen:
            som += telt[nummer]
            over |= bits[nummer]
        for waarden, eigen in bekenden:
            mogelijk[beeld(som + eigen), groep, waarden] |= over
    return list(_vondsten(mogelijk, nummers))


Vergroof = Callable[[kern.Deel], kern.Deel]


def samen(*onderwerpen: Onderwerp, fijn: Sequence[bool] = (), los: bool = True) -> Callable[[Tellingen], Hashable]:
    """Every subject as it is published; where not ``fijn``, as the questions beside a theme are.

    ``los``: each by itself, which is the same picture unless subjects share a maximum, and quicker.
    """
    bekend: dict[object, str] = {}

    def een(delen: Sequence[Onderwerp], tellingen: Tellingen, alles: bool) -> str:
        sleutel = (delen[0].id, len(delen), tellingen)
        if sleutel not in bekend:
            rijen = [
                [w for w, aantal in zip(deel.waarden, telling, strict=False) for _ in range(aantal)]
                for deel, telling in zip(delen, tellingen, strict=True)
            ]
            mee = [
                Teamstand(team, 1, team, {deel.id: rij[team] for deel, rij in zip(delen, rijen, strict=True)})
                for team in range(len(rijen[0]))
            ]
            bekend[sleutel] = vast(publiceer(mee, delen) if alles else publiceer(mee, delen, vergroof=grof))
        return bekend[sleutel]

    def kijk(tellingen: Tellingen) -> Hashable:
        if not los:
            return een(onderwerpen, tellingen, True)
        rij = zip(onderwerpen, tellingen, fijn or [True] * len(onderwerpen), strict=True)
        return tuple(een([onderwerp], (telling,), alles) for onderwerp, telling, alles in rij)

    return kijk


def een_thema(teams: int, waarden: Sequence[str] = KLEUREN, bekend: int = 1) -> list[Vondst]:
    return ontmasker_samen([(waarde,) for waarde in waarden], teams, samen(thema(waarden)), bekend)


def een_janee(teams: int, bekend: int = 1) -> list[Vondst]:
    return ontmasker_samen([("ja",), ("nee",)], teams, samen(janee()), bekend)


# --- one set of teams ----------------------------------------------------------------------------


@pytest.mark.parametrize("teams", [*range(5, 13), 14])
def test_one_picture_tells_nothing_of_a_team_to_who_knows_one(teams: int) -> None:
    """Not what it has, and of no value that it surely has not. Also when all teams have one colour."""
    assert een_thema(teams) == []
    assert een_thema(teams, KLEUREN[:4]) == []
    assert een_thema(teams, bekend=0) == []
    assert een_janee(teams) == []


@pytest.mark.parametrize("teams", range(5, 61))
def test_the_bands_leave_room_for_every_number_of_teams(teams: int) -> None:
    """Why it holds for every number: teams are given away only when all that are not known are alike, and then one of
    them could also be something else without any band changing."""
    delen = grenzen(teams)
    assert [aantal for laag, hoog in delen for aantal in range(laag, hoog + 1)] == list(range(teams + 1))
    assert all(hoog - laag >= 2 for laag, hoog in delen)
    assert band(0, teams) == band(1, teams) == band(2, teams)
    assert band(teams, teams) == band(teams - 1, teams) == band(teams - 2, teams)
    # A value that all teams have is never left out: two that are free is what the end of the bands leaves.
    assert teams - delen[-1][0] >= kern.VRIJ


def _sluit_uit(teams: int, bekend: int) -> bool:
    gevonden = een_thema(teams, bekend=bekend)
    # Which team it is, the bands never say.
    assert not any(vondst.wel for vondst in gevonden)
    return bool(gevonden)


def test_without_two_free_places_a_value_is_surely_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three times "3 tot 6" of nine teams: the other values are of no team, and everybody may know."""
    monkeypatch.setattr(kern, "VRIJ", 0)
    assert [teams for teams in range(5, 13) if _sluit_uit(teams, bekend=0)] == [9, 12]
    assert _sluit_uit(10, bekend=1)
    # With one place the reader's own team can fill it.
    monkeypatch.setattr(kern, "VRIJ", 1)
    assert not _sluit_uit(10, bekend=0)
    assert _sluit_uit(10, bekend=1)


def test_of_fewer_than_five_teams_the_bands_would_give_one_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bands stay as they are: halves, with "meer dan de helft" for two of three and three of four."""
    kleine = range(2, 5)
    for teams in kleine:
        assert samen(janee())(((teams, 0),)) == ("None",)
        assert een_janee(teams) == []
        assert een_thema(teams) == []
    monkeypatch.setattr(kern, "MINSTE_TEAMS", 2)
    assert [teams for teams in kleine if any(vondst.wel for vondst in een_janee(teams))] == list(kleine)
    assert [teams for teams in kleine if een_thema(teams, KLEUREN[:3])] == [2, 3]


def test_the_bands_of_a_round_would_give_teams_away() -> None:
    """Their ends hold two numbers: enough for a colleague who knows nothing, not for a teamchef who knows one."""

    def kijk(tellingen: Tellingen) -> Hashable:
        return tuple(rondeband(aantal, 5) for aantal in tellingen[0])

    soorten = [(kleur,) for kleur in KLEUREN[:3]]
    assert not any(vondst.wel for vondst in ontmasker_samen(soorten, 5, kijk, bekend=0))
    assert any(vondst.wel for vondst in ontmasker_samen(soorten, 5, kijk))
    assert een_thema(5, KLEUREN[:3]) == []


@pytest.mark.parametrize("teams", [5, 6, 9, 12])
def test_what_two_who_know_a_team_each_can_learn(teams: int) -> None:
    """What remains, and the record says so: what their two teams leave of the bands, and no more.

    Another team can have a value when the least number of it is not reached by those two, or when a place is free and
    the most is not reached.
    """
    gevonden = een_thema(teams, bekend=2)
    assert any(vondst.wel for vondst in gevonden)
    # Of six teams nothing is told in less than halves: two teams fill none of those.
    assert any(not vondst.wel for vondst in gevonden) == (teams != 6)
    for vondst in gevonden:
        [deel] = literal_eval(vondst.beeld[0])["onderwerpen"]  # type: ignore[index]
        eigen = [waarde for (waarde,) in vondst.bekend[1]]  # type: ignore[misc]
        cellen = {waarde: (laag, hoog, eigen.count(waarde)) for waarde, (laag, hoog) in deel["cellen"].items()}
        vrij = teams - sum(max(laag, zelf) for laag, _, zelf in cellen.values())
        over = {waarde for waarde, (laag, hoog, zelf) in cellen.items() if zelf < laag or (vrij and zelf < hoog)}
        assert over == {vondst.waarde} if vondst.wel else vondst.waarde not in over


# --- all pictures of two quarters ----------------------------------------------------------------

#: Quarter → (team, eenheid) of the analyses that were held in it.
Jaar = dict[int, list[tuple[int, int]]]


def alle_beelden(jaar: Jaar, rust: bool = True) -> Kijk:
    """Every picture of every quarter, as the job makes them; colours stay what they are.

    ``rust``: a team that counted waits a year.
    """
    onderwerp = janee()
    bekend: dict[object, str] = {}
    groepen: list[tuple[int, int | None, tuple[int, ...]]] = []
    laatst: dict[int, Kwartaal] = {}
    geteld: set[int] = set()
    # Which teams are in which picture does not depend on what they answered.
    for nummer, plekken in jaar.items():
        kwartaal, eenheid = Kwartaal(2026, nummer), dict(plekken)
        wacht = [
            Kandidaat(100 * eerder + team, team, Kwartaal(2026, eerder).eerste_dag)
            for eerder, mee in jaar.items()
            for team, _ in mee
            if 100 * eerder + team not in geteld and team in eenheid
        ]
        tellen = kies(wacht, laatst if rust else {}, kwartaal).tellen
        for groep in verdeel(Teamstand(k.team, eenheid[k.team], k.bijeenkomst, {}) for k in tellen).groepen:
            geteld |= {stand.bijeenkomst for stand in groep.standen}
            laatst |= {stand.team: kwartaal for stand in groep.standen}
            groepen.append((nummer, groep.eenheid, tuple(stand.team for stand in groep.standen)))

    def kijk(wereld: Wereld) -> Hashable:
        beelden = []
        for nummer, eenheid, teams in groepen:
            sleutel = (teams, tuple(wereld[team] for team in teams))
            if sleutel not in bekend:
                mee = [Teamstand(team, 1, team, {onderwerp.id: str(wereld[team])}) for team in teams]
                bekend[sleutel] = vast(publiceer(mee, [onderwerp]))
            beelden.append((nummer, eenheid, bekend[sleutel]))
        return tuple(beelden)

    return kijk


def werelden_van(jaar: Jaar) -> Iterator[Wereld]:
    return product(("ja", "nee"), repeat=1 + max(team for plekken in jaar.values() for team, _ in plekken))


#: Two small eenheden that are told of together, and a quarter later one of five teams.
TWEE_KWARTALEN: Jaar = {1: [(0, 2), (1, 2), (2, 3), (3, 3), (4, 3)], 2: [(team, 1) for team in range(5, 10)]}


def test_all_pictures_of_two_quarters_together_give_no_team_away() -> None:
    kijk = alle_beelden(TWEE_KWARTALEN)
    eerste = kijk(("ja",) * 10)
    assert [(nummer, eenheid) for nummer, eenheid, _ in eerste] == [(1, None), (2, 1)]  # type: ignore[attr-defined]
    assert ontmasker(werelden_van(TWEE_KWARTALEN), kijk) == []


def test_the_same_two_quarters_without_the_rule_of_five(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kern, "MINSTE_TEAMS", 2)
    kijk = alle_beelden(TWEE_KWARTALEN)
    assert [eenheid for _, eenheid, _ in kijk(("ja",) * 10)] == [2, 3, 1]  # type: ignore[attr-defined]
    # Of the two and the three that then have a picture of their own, and of nobody else.
    gevonden = ontmasker(werelden_van(TWEE_KWARTALEN), kijk)
    assert {vondst.plek[0] for vondst in gevonden} == set(range(5))


#: Teams 0–4, and in the next quarter 1–4 again with one other, with five others, or in another eenheid.
EEN_ERBIJ: Jaar = {1: [(team, 1) for team in range(5)], 2: [(team, 1) for team in range(1, 6)]}
VIJF_ERBIJ: Jaar = {1: [(team, 1) for team in range(5)], 2: [(team, 1) for team in range(1, 10)]}
VERHUISD: Jaar = {1: [(team, 1) for team in range(5)], 2: [(team, 2) for team in range(1, 10)]}


@pytest.mark.parametrize(
    ("jaar", "beelden"), [(EEN_ERBIJ, 1), (VIJF_ERBIJ, 2), (VERHUISD, 2)], ids=["een erbij", "vijf erbij", "verhuisd"]
)
def test_a_year_gives_no_team_away_even_when_no_colour_ever_changes(jaar: Jaar, beelden: int) -> None:
    """And without the rest of a year it does, to who knows no team at all."""
    met, zonder = alle_beelden(jaar), alle_beelden(jaar, rust=False)
    eerste = next(werelden_van(jaar))
    assert len(met(eerste)) == beelden  # type: ignore[arg-type]
    assert len(zonder(eerste)) == 2  # type: ignore[arg-type]
    assert ontmasker(werelden_van(jaar), met) == []
    assert ontmasker(werelden_van(jaar), zonder, bekend=0)


# --- several cells about the same teams ----------------------------------------------------------


def _wel(gevonden: list[Vondst]) -> list[Vondst]:
    return [vondst for vondst in gevonden if vondst.wel]


def test_two_themes_together_for_independent_and_for_equal_colours() -> None:
    kijk = samen(thema(KLEUREN[:3], "integriteit"), thema(KLEUREN[:3], "inclusie"))
    alle = list(product(KLEUREN[:3], repeat=2))
    for teams in (5, 6):
        assert ontmasker_samen(alle, teams, kijk) == []
    for teams in range(5, 13):
        assert ontmasker_samen([(kleur, kleur) for kleur in KLEUREN[:3]], teams, kijk) == []
        # The second at least as favourable as the first: a reader who believes that themes move together.
        samen_op = [(a, b) for a, b in alle if KLEUREN.index(b) >= KLEUREN.index(a)]
        assert _wel(ontmasker_samen(samen_op, teams, kijk)) == []


#: Measures at the end of the quarter and half a year later, for a reader who takes it that they only move on.
VERDER = [(a, b) for a, b in product(STAPPEN, repeat=2) if STAPPEN.index(b) >= STAPPEN.index(a)]


@pytest.mark.parametrize("teams", [5, 6, 8, 9, 10, 12])
def test_progress_at_two_moments_of_the_same_teams(teams: int) -> None:
    gevonden = ontmasker_samen(VERDER, teams, samen(voortgang("nu"), voortgang("later")))
    assert _wel(gevonden) == []
    # What remains, and the record says so: such a reader can sometimes tell that a step is of no other team.
    assert bool(gevonden) == (teams in (5, 9, 10, 12))
    # Who believes nothing of the kind learns nothing.
    if teams <= 6:
        alle = list(product(STAPPEN, repeat=2))
        assert ontmasker_samen(alle, teams, samen(voortgang("nu"), voortgang("later"))) == []


def _soorten_van_alles(waarden: tuple[str, str], stappen: Sequence[str]) -> list[Soort]:
    """Two questions, the level of the theme that everybody knows to follow from them, and measures at two moments."""
    vragen = [
        (a, b, "niet te zeggen" if BLIND in (a, b) else a if a == b else "midden")
        for a, b in product(waarden, repeat=2)
    ]
    verder = [(a, b) for a, b in product(stappen, repeat=2) if stappen.index(b) >= stappen.index(a)]
    return [(*vraag, *stap) for vraag, stap in product(vragen, verder)]


def _alles(soorten: Sequence[Soort]) -> Callable[[Tellingen], Hashable]:
    rijen = [tuple(dict.fromkeys(kolom)) for kolom in zip(*soorten, strict=True)]
    onderwerpen = [Onderwerp("x", str(n), "", (*rij, *({BLIND} - set(rij)))) for n, rij in enumerate(rijen)]
    return samen(*onderwerpen, fijn=(False, False, True, True, True))


@pytest.mark.parametrize(
    ("teams", "waarden", "stappen"),
    [(5, ("laag", BLIND), STAPPEN), (6, ("laag", BLIND), STAPPEN[1:]), (9, ("laag", "hoog"), STAPPEN[1:])],
)
def test_all_kinds_of_pictures_over_the_same_teams_give_none_away(
    teams: int, waarden: tuple[str, str], stappen: Sequence[str]
) -> None:
    """Theme, questions, measures, and measures half a year later. Coverage says who took part, which is no secret."""
    soorten = _soorten_van_alles(waarden, stappen)
    assert _wel(ontmasker_samen(soorten, teams, _alles(soorten))) == []


def test_with_narrow_ends_the_same_pictures_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kern, "RAND", 1)
    soorten = _soorten_van_alles(("laag", "hoog"), STAPPEN[1:])
    assert _wel(ontmasker_samen(soorten, 9, _alles(soorten)))


def _deels(teams: int, gevraagd: int) -> tuple[Kijk, Kijk]:
    """Two subjects with the same answer, the second asked of some teams only: by the rule, and each by itself."""
    alle, deel = thema(("ja", "nee", "?"), "integriteit"), thema(("ja", "nee", "?"), "inclusie")

    def maak(wereld: Wereld) -> list[Teamstand]:
        return [
            Teamstand(t, 1, t, {alle.id: str(w)} | ({deel.id: str(w)} if t < gevraagd else {}))
            for t, w in enumerate(wereld)
        ]

    def regel(wereld: Wereld) -> Hashable:
        return vast(publiceer(maak(wereld), [alle, deel]))

    def los(wereld: Wereld) -> Hashable:
        mee = maak(wereld)
        return vast(publiceer(mee, [alle])), vast(publiceer(mee[:gevraagd], [deel]))

    return regel, los


def test_a_subject_of_nearly_all_teams_is_not_told_beside_one_of_all() -> None:
    """Five of six: the difference is one team."""
    regel, los = _deels(6, 5)
    werelden = list(product(("ja", "nee"), repeat=6))
    assert not ontmasker(werelden, regel)
    assert ontmasker(werelden, los)
    ruim, _ = _deels(10, 5)
    assert "inclusie" in str(ruim(("ja",) * 10))
    assert not ontmasker(product(("ja", "nee"), repeat=10), ruim)


def _vaste_soorten(teams: int, hoogstens: int, soorten: int) -> list[Vondst]:
    """Every team names at most so many kinds; a kind is named or not, so that excluded is known."""
    kinds = [
        Onderwerp("risico", str(nummer), str(nummer), ("nee", "ja"), toon=("ja",), hoogstens=hoogstens)
        for nummer in range(soorten)
    ]
    keuzes = [keuze for keuze in product(("nee", "ja"), repeat=soorten) if keuze.count("ja") <= hoogstens]
    if len(keuzes) > 20:  # everybody named as many as possible: the tightest worlds
        keuzes = [keuze for keuze in keuzes if keuze.count("ja") in (0, hoogstens)]
    return ontmasker_samen(keuzes, teams, samen(*kinds, los=False))


@pytest.mark.parametrize(("teams", "hoogstens", "soorten"), [(5, 2, 4), (6, 2, 4), (5, 3, 4), (5, 3, 5)])
def test_kinds_of_risk_with_a_maximum_per_team(teams: int, hoogstens: int, soorten: int) -> None:
    assert _vaste_soorten(teams, hoogstens, soorten) == []


def test_without_a_free_place_the_last_kind_would_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kern, "_loopt_vol", lambda soort, delen, onderwerpen: False)
    assert _vaste_soorten(5, 2, 4)


# --- counts in exactly one -----------------------------------------------------------------------


def test_the_last_analysis_of_a_team_counts_and_the_earlier_is_passed_over() -> None:
    eerste, tweede = Kandidaat(1, 7, date(2026, 1, 10)), Kandidaat(2, 7, date(2026, 3, 31))
    later = Kandidaat(3, 8, date(2026, 4, 1))
    keuze = kies([tweede, eerste, later], {}, Kwartaal(2026, 1))
    assert keuze.tellen == (tweede,)
    assert keuze.overslaan == (eerste,)


def test_a_team_that_counted_waits_a_year_and_what_waited_too_long_is_passed_over() -> None:
    nieuw = Kandidaat(2, 7, date(2026, 5, 1))
    laatst = {7: Kwartaal(2026, 1)}
    for nummer in (2, 3, 4):
        assert kies([nieuw], laatst, Kwartaal(2026, nummer)) == kies([], {}, Kwartaal(2026, nummer))
    assert kies([nieuw], laatst, Kwartaal(2027, 1)).tellen == (nieuw,)
    assert kies([nieuw], {}, Kwartaal(2027, 2)).tellen == (nieuw,)
    assert kies([nieuw], {}, Kwartaal(2027, 3)).overslaan == (nieuw,)


def test_every_analysis_is_in_one_group_or_waits() -> None:
    onderwerp = janee()
    for aantallen in product(range(8), repeat=3):
        mee = [
            Teamstand(100 * eenheid + n, eenheid, 100 * eenheid + n, {onderwerp.id: "ja"})
            for eenheid, aantal in enumerate(aantallen)
            for n in range(aantal)
        ]
        verdeling = verdeel(mee)
        gezien = [s.team for groep in verdeling.groepen for s in groep.standen] + [s.team for s in verdeling.wachtend]
        assert sorted(gezien) == sorted(s.team for s in mee)
        assert all(len(groep.standen) >= MINSTE_TEAMS for groep in verdeling.groepen)
        rest = [groep for groep in verdeling.groepen if groep.eenheid is None]
        assert len(rest) <= 1
        assert all(len({s.eenheid for s in groep.standen}) >= 2 for groep in rest)


def test_a_team_twice_in_one_picture_is_refused() -> None:
    onderwerp = janee()
    with pytest.raises(ValueError, match="één keer"):
        publiceer([Teamstand(1, 1, n, {onderwerp.id: "ja"}) for n in range(5)], [onderwerp])


def test_quarters_of_the_calendar() -> None:
    kwartaal = Kwartaal.van(date(2026, 12, 31))
    assert (kwartaal.sleutel, str(kwartaal)) == ("2026-k4", "vierde kwartaal van 2026")
    assert kwartaal.eerste_dag == date(2026, 10, 1)
    assert kwartaal.einde == date(2027, 1, 1)
    assert kwartaal.verder(1) == Kwartaal(2027, 1)
    assert kwartaal.verder(-4) == Kwartaal(2025, 4)
    assert Kwartaal(2027, 2) - kwartaal == 2
    assert Kwartaal.lees("2026-k4") == kwartaal
    for fout in ("2026-k5", "2026", "26-k1", "2026-k01", "0000-k1", "٢٠٢٦-k1"):
        with pytest.raises(ValueError, match="kwartaal"):
            Kwartaal.lees(fout)
