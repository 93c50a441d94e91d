"""Somebody lays all pictures over teams side by side, knows one team by heart, and tries to name the colour of another.

The attacker knows which teams are in which picture, and lists every world that gives exactly these pictures. A colour
is given away when all those worlds agree on it. Each rule has its negative control: without it the attack succeeds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from itertools import combinations, combinations_with_replacement, product
from typing import NamedTuple

import pytest

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
from vik_portal.meedoen.banden import band as rondeband

KLEUREN = ("laag", "midden", "hoog", "niet te zeggen", "verdeeld")
#: One value per team; or, with several subjects or moments, a tuple of values per team.
Wereld = tuple[Hashable, ...]
Kijk = Callable[[Wereld], Hashable]


def thema(waarden: Sequence[str] = KLEUREN, sleutel: str = "integriteit") -> Onderwerp:
    return Onderwerp("thema", sleutel, sleutel, tuple(waarden))


def janee(sleutel: str = "geweld") -> Onderwerp:
    return Onderwerp("proces", sleutel, sleutel, ("ja", "nee"), toon=("ja",))


def standen(teams: Iterable[int], waarden: Sequence[Hashable], onderwerp: Onderwerp) -> list[Teamstand]:
    """``waarden[team]`` for each of these teams, all of one eenheid."""
    return [Teamstand(team, 1, team, {onderwerp.id: str(waarden[team])}) for team in teams]


def vast(beeld: object) -> str:
    return repr(beeld)


class Vondst(NamedTuple):
    """Who knows these teams with these values, knows the value of another team."""

    bekend: tuple[int, ...]
    waarden: tuple[Hashable, ...]
    team: int
    waarde: Hashable


def ontmasker(werelden: Iterable[Wereld], kijk: Kijk, bekend: int = 1) -> list[Vondst]:
    """What is given away by any picture that can occur at all, to who knows so many teams beforehand.

    A value that is a tuple is given away as soon as one of its parts is.
    """
    nummers: dict[tuple[int, Hashable], int] = {}
    mogelijk: dict[tuple[Hashable, ...], int] = defaultdict(int)
    for wereld in werelden:
        bits = 0
        for team, waarde in enumerate(wereld):
            for plek, deel in enumerate(waarde if isinstance(waarde, tuple) else (waarde,)):
                bits |= 1 << nummers.setdefault((10 * team + plek, deel), len(nummers))
        beeld = kijk(wereld)
        for groep in combinations(range(len(wereld)), bekend):
            mogelijk[beeld, groep, tuple(wereld[team] for team in groep)] |= bits
    plekken: dict[int, int] = defaultdict(int)
    for (plek, _), nummer in nummers.items():
        plekken[plek] |= 1 << nummer
    namen = {nummer: deel for (_, deel), nummer in nummers.items()}
    gevonden = []
    for (_, groep, waarden), bits in mogelijk.items():
        for plek, masker in plekken.items():
            over = bits & masker
            if plek // 10 not in groep and over.bit_count() == 1:
                gevonden.append(Vondst(groep, waarden, plek // 10, namen[over.bit_length() - 1]))
    return gevonden


def een_beeld(aantal: int, onderwerp: Onderwerp, minste: int = MINSTE_TEAMS) -> Kijk:
    return lambda wereld: vast(publiceer(standen(range(aantal), wereld, onderwerp), [onderwerp], minste=minste))


# --- one set of teams ----------------------------------------------------------------------------


@pytest.mark.parametrize(("teams", "kleuren"), [(5, 5), (6, 4), (7, 3), (8, 3), (9, 2), (12, 2)])
def test_one_picture_gives_no_team_away_to_who_knows_one(teams: int, kleuren: int) -> None:
    """Also when all teams have one colour: those worlds are among these."""
    waarden = KLEUREN[:kleuren] if kleuren > 2 else ("ja", "nee")
    onderwerp = thema(waarden) if kleuren > 2 else janee()
    assert not ontmasker(product(waarden, repeat=teams), een_beeld(teams, onderwerp))


@pytest.mark.parametrize("teams", range(5, 61))
def test_the_bands_leave_room_for_every_number_of_teams(teams: int) -> None:
    """Why it holds for every number: teams are given away only when all that are not known are alike, and then one of
    them could also be something else without any band changing."""
    delen = grenzen(teams)
    assert [aantal for laag, hoog in delen for aantal in range(laag, hoog + 1)] == list(range(teams + 1))
    assert all(hoog - laag >= 2 for laag, hoog in delen)
    assert band(0, teams) == band(1, teams) == band(2, teams)
    assert band(teams, teams) == band(teams - 1, teams) == band(teams - 2, teams)


def test_with_the_rule_of_five_off_the_attack_succeeds() -> None:
    onderwerp = thema(KLEUREN[:3])
    for teams in range(1, MINSTE_TEAMS):
        werelden = list(product(KLEUREN[:3], repeat=teams))
        aan, uit = een_beeld(teams, onderwerp), een_beeld(teams, onderwerp, minste=1)
        assert {aan(wereld) for wereld in werelden} == {"None"}
        assert ontmasker(werelden, uit, bekend=0)
        assert teams == 1 or ontmasker(werelden, uit)
        assert not ontmasker(werelden, aan, bekend=0)


def test_the_bands_of_a_round_would_give_teams_away() -> None:
    """Their ends hold two numbers: enough for a colleague who knows nothing, not for a teamchef who knows one."""

    def kijk(wereld: Wereld) -> Hashable:
        return tuple(rondeband(wereld.count(kleur), len(wereld)) for kleur in KLEUREN[:3])

    assert not ontmasker(product(KLEUREN[:3], repeat=5), kijk, bekend=0)
    assert ontmasker(product(KLEUREN[:3], repeat=5), kijk)


def test_two_who_know_a_team_each_learn_something_only_when_all_others_are_alike() -> None:
    """What remains, and the record says so: two teams that differ from all others, and whose chefs talk."""
    gevonden = ontmasker(product(KLEUREN[:3], repeat=5), een_beeld(5, thema(KLEUREN[:3])), bekend=2)
    assert gevonden
    assert all(vondst.waarde not in vondst.waarden for vondst in gevonden)
    per_kennis: dict[object, set[Hashable]] = defaultdict(set)
    for vondst in gevonden:
        per_kennis[vondst.bekend, vondst.waarden].add(vondst.team)
    assert all(len(teams) == 3 for teams in per_kennis.values())


# --- all pictures of two quarters ----------------------------------------------------------------


def alle_beelden(plaatsen: Sequence[tuple[int, int]], onderwerp: Onderwerp, minste: int = MINSTE_TEAMS) -> Kijk:
    """Every picture of every quarter together. ``plaatsen[team]`` is (quarter, eenheid)."""

    def kijk(wereld: Wereld) -> Hashable:
        beelden = []
        for kwartaal in sorted({kwartaal for kwartaal, _ in plaatsen}):
            mee = [
                Teamstand(team, eenheid, team, {onderwerp.id: str(wereld[team])})
                for team, (wanneer, eenheid) in enumerate(plaatsen)
                if wanneer == kwartaal
            ]
            for groep in verdeel(mee, minste=minste).groepen:
                sleutel = (groep.eenheid, tuple((s.team, s.waarden[onderwerp.id]) for s in groep.standen))
                if sleutel not in bekend:
                    bekend[sleutel] = vast(publiceer(groep.standen, [onderwerp], minste=minste))
                beelden.append((kwartaal, groep.eenheid, bekend[sleutel]))
        return tuple(beelden)

    bekend: dict[object, str] = {}
    return kijk


#: An eenheid of five, two small ones together, and a second quarter of the first.
TWEE_KWARTALEN = [(1, 1)] * 5 + [(1, 2)] * 2 + [(1, 3)] * 3 + [(2, 1)] * 5


def test_all_pictures_of_two_quarters_together_give_no_team_away() -> None:
    kijk = alle_beelden(TWEE_KWARTALEN, janee())
    eerste = kijk(("ja",) * 15)
    assert [eenheid for _, eenheid, _ in eerste] == [1, None, 1]  # type: ignore[attr-defined]
    assert not ontmasker(product(("ja", "nee"), repeat=15), kijk)


def test_the_same_two_quarters_with_the_rule_off() -> None:
    plaatsen = [(1, 1)] * 5 + [(1, 2)] * 2 + [(2, 3)] * 3
    kijk = alle_beelden(plaatsen, janee(), minste=1)
    assert ontmasker(product(("ja", "nee"), repeat=10), kijk, bekend=0)


def _jaar(plaatsen: dict[int, list[tuple[int, int]]], rust: bool) -> Kijk:
    """Quarter by quarter, as the job does. ``plaatsen[quarter]`` is (team, eenheid); colours stay what they are."""
    onderwerp = janee()

    def kijk(wereld: Wereld) -> Hashable:
        beelden, laatst, geteld = [], {}, set()
        for nummer, plekken in plaatsen.items():
            kwartaal = Kwartaal(2026, nummer)
            eenheid = dict(plekken)
            wacht = [
                Kandidaat(10 * eerder + team, team, Kwartaal(2026, eerder).eerste_dag)
                for eerder, mee in plaatsen.items()
                for team, _ in mee
                if 10 * eerder + team not in geteld and team in eenheid
            ]
            tellen = kies(wacht, laatst if rust else {}, kwartaal).tellen
            mee = [
                Teamstand(k.team, eenheid[k.team], k.bijeenkomst, {onderwerp.id: str(wereld[k.team])}) for k in tellen
            ]
            for groep in verdeel(mee).groepen:
                geteld |= {stand.bijeenkomst for stand in groep.standen}
                laatst |= {stand.team: kwartaal for stand in groep.standen}
                beelden.append((nummer, groep.eenheid, vast(publiceer(groep.standen, [onderwerp]))))
        return tuple(beelden)

    return kijk


#: Teams 0–4, and in the next quarter 1–5: the difference of the two pictures is two teams.
SCHUIVEND = {1: [(team, 1) for team in range(5)], 2: [(team, 1) for team in range(1, 6)]}
#: Team 0 goes to another eenheid and has an analysis there too.
VERHUISD = {1: [(team, 1) for team in range(5)], 2: [(0, 2), *((team, 2) for team in range(5, 9))]}


@pytest.mark.parametrize("jaar", [SCHUIVEND, VERHUISD], ids=["schuivend", "verhuisd"])
def test_a_year_gives_no_team_away_even_when_no_colour_ever_changes(jaar: dict[int, list[tuple[int, int]]]) -> None:
    teams = 1 + max(team for plekken in jaar.values() for team, _ in plekken)
    # Team 5 (and 5–8) alone are too few once the others rest: they are in no picture.
    assert not ontmasker(product(("ja", "nee"), repeat=teams), _jaar(jaar, rust=True))


def test_without_the_rest_of_a_year_two_quarters_subtract() -> None:
    assert ontmasker(product(("ja", "nee"), repeat=6), _jaar(SCHUIVEND, rust=False), bekend=0)


# --- several cells about the same teams ----------------------------------------------------------


def test_two_themes_together_for_independent_and_for_equal_colours() -> None:
    eerste, tweede = thema(KLEUREN[:3], "integriteit"), thema(KLEUREN[:3], "inclusie")

    def kijk(wereld: Wereld) -> Hashable:
        mee = [
            Teamstand(team, 1, team, {eerste.id: str(a), tweede.id: str(b)})
            for team, (a, b) in enumerate(wereld)  # type: ignore[misc]
        ]
        beeld = publiceer(mee, [eerste, tweede])
        return tuple(tuple(map(tuple, deel["cellen"].values())) for deel in beeld["onderwerpen"])  # type: ignore[index]

    alle = list(product(KLEUREN[:3], repeat=2))
    assert not ontmasker(product([(kleur, kleur) for kleur in KLEUREN[:3]], repeat=5), kijk)
    # The second at least as favourable as the first: a reader who believes that themes move together.
    samen = [(a, b) for a, b in alle if KLEUREN.index(b) >= KLEUREN.index(a)]
    assert not ontmasker(product(samen, repeat=5), kijk)


def test_progress_at_two_moments_of_the_same_teams() -> None:
    """Measures only move on, and the reader knows that."""
    volgorde = ("afgesproken", "loopt", "klaar")
    onderwerp = Onderwerp("voortgang", "voortgang", "Voortgang", volgorde)

    def kijk(wereld: Wereld) -> Hashable:
        return tuple(
            vast(publiceer(standen(range(5), [paar[moment] for paar in wereld], onderwerp), [onderwerp]))  # type: ignore[index]
            for moment in (0, 1)
        )

    verder = [(a, b) for a, b in product(volgorde, repeat=2) if volgorde.index(b) >= volgorde.index(a)]
    assert not ontmasker(product(verder, repeat=5), kijk)


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


@pytest.mark.parametrize(("teams", "hoogstens", "soorten"), [(5, 2, 4), (6, 2, 4), (5, 3, 4), (5, 3, 5)])
def test_kinds_of_risk_with_a_maximum_per_team(teams: int, hoogstens: int, soorten: int) -> None:
    """Worlds up to the order of the teams that are not known: what is fixed for one of those is fixed for all."""
    assert not _vaste_soorten(teams, hoogstens, soorten, hoogstens)


def test_without_a_free_place_the_last_kind_would_be_known() -> None:
    assert _vaste_soorten(5, 2, 4, 0)


def _vaste_soorten(teams: int, hoogstens: int, soorten: int, regel: int) -> list[object]:
    onderwerpen = [
        Onderwerp("risico", str(nummer), str(nummer), ("ja", "nee"), toon=("ja",), hoogstens=regel)
        for nummer in range(soorten)
    ]
    keuzes = [sum(1 << n for n in groep) for m in range(hoogstens + 1) for groep in combinations(range(soorten), m)]
    if len(keuzes) > 20:  # everybody named as many as possible: the tightest worlds
        keuzes = [keuze for keuze in keuzes if keuze.bit_count() == hoogstens] + [0]
    beelden: dict[tuple[int, ...], str] = {}
    mogelijk: dict[tuple[str, int], list[set[int]]] = defaultdict(lambda: [set() for _ in range(soorten)])
    for bekend in keuzes:
        for anderen in combinations_with_replacement(keuzes, teams - 1):
            team_keuzes = (bekend, *anderen)
            telling = tuple(sum(keuze >> n & 1 for keuze in team_keuzes) for n in range(soorten))
            if telling not in beelden:
                mee = [
                    Teamstand(t, 1, t, {o.id: "ja" if t < telling[n] else "nee" for n, o in enumerate(onderwerpen)})
                    for t in range(teams)
                ]
                beelden[telling] = vast(publiceer(mee, onderwerpen))
            ruimte = mogelijk[beelden[telling], bekend]
            for n in range(soorten):
                ruimte[n] |= {keuze >> n & 1 for keuze in anderen}
    return [
        (sleutel, n) for sleutel, ruimte in mogelijk.items() for n, waarden in enumerate(ruimte) if len(waarden) == 1
    ]


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
