"""What leadership learns of a week: of sums alone, of enough teams, and never where a small number came from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from briefings.advies import advies
from briefings.terugblikvragen import VRAGEN, uitslag
from briefings.weektotalen import MINSTE, Stand, Teamweek, Weekcel, cellen, getal, samen

NAMEN = ("vertoond", "besproken", "niet")
#: A machine that is busy is no finding.
rustig = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def beeld(rijen: list[Teamweek]) -> list[tuple[object, ...]]:
    """All that is ever told of a week."""
    return [
        (cel.plek, cel.teams, cel.gepland, *(getal(getattr(cel, naam), cel.gepland) for naam in NAMEN))
        for cel in cellen(rijen)
    ]


@st.composite
def weken(draw: st.DrawFn, minstens: int = 1, hoogstens: int = 14) -> list[Teamweek]:
    rijen = []
    for team in range(draw(st.integers(minstens, hoogstens))):
        gepland = draw(st.integers(1, 9))
        besproken = draw(st.integers(0, gepland))
        niet = draw(st.integers(0, gepland - besproken))
        district = draw(st.integers(10, 12))
        rijen.append(Teamweek(team, district, 1, gepland, draw(st.integers(0, gepland)), besproken, niet))
    return rijen


@rustig
@given(rijen=weken(), data=st.data())
def test_which_team_did_what_does_not_show(rijen: list[Teamweek], data: st.DataObject) -> None:
    """Whatever is dealt out again among teams that are told of together, with the same total: the same is told."""
    per_plek: dict[int, list[int]] = {}
    districten = {cel.plek for cel in cellen(rijen)}
    for nummer, rij in enumerate(rijen):
        per_plek.setdefault(rij.district if rij.district in districten else rij.eenheid, []).append(nummer)
    anders = list(rijen)
    for nummers in per_plek.values():
        for naam in NAMEN:
            over = sum(getattr(rijen[n], naam) for n in nummers)
            volgorde = data.draw(st.permutations(nummers))
            for n in volgorde:
                deel = over if n == volgorde[-1] else data.draw(st.integers(0, over))
                anders[n] = replace(anders[n], **{naam: deel})
                over -= deel
    assert beeld(anders) == beeld(rijen)


@rustig
@given(rijen=weken(hoogstens=MINSTE - 1), data=st.data())
def test_of_a_few_teams_nothing_shows_but_the_planning(rijen: list[Teamweek], data: st.DataObject) -> None:
    anders = [replace(rij, **{naam: data.draw(st.integers(0, rij.gepland)) for naam in NAMEN}) for rij in rijen]
    assert beeld(anders) == beeld(rijen)
    assert all(cel.besproken is None for cel in cellen(rijen))


@rustig
@given(rijen=weken())
def test_no_small_group_follows_from_two_others(rijen: list[Teamweek]) -> None:
    """Districts and their eenheid are never told of beside each other."""
    verteld = [cel for cel in cellen(rijen) if cel.besproken is not None]
    assert all(cel.teams >= MINSTE for cel in verteld)
    plekken = {cel.plek for cel in cellen(rijen)}
    assert plekken == {1} or 1 not in plekken
    assert sum(cel.teams for cel in cellen(rijen)) == len(rijen)


@rustig
@given(aantal=st.integers(0, 200), van=st.integers(0, 200))
def test_small_looks_like_empty_and_nearly_all_like_all(aantal: int, van: int) -> None:
    assume(aantal <= van)
    assert (getal(aantal, van) == getal(0, van)) is (aantal < 5 or van < 5)
    bij_alles = van - aantal < 5 if van >= 10 else aantal >= 5 or van < 5
    assert (getal(aantal, van) == getal(van, van)) is bij_alles


@rustig
@given(rijen=weken(minstens=5), data=st.data())
def test_the_whole_campaign_says_no_more_than_its_weeks(rijen: list[Teamweek], data: st.DataObject) -> None:
    """The sum over weeks is made of what each week tells, so it betrays no week that was told in a margin."""
    week = cellen(rijen)
    anders = [
        replace(cel, besproken=data.draw(st.integers(0, 4)))
        if cel.besproken is not None and getal(cel.besproken, cel.gepland).soort == "weinig"
        else cel
        for cel in week
    ]
    assert samen(anders) == samen(week)


@pytest.mark.parametrize(
    ("besproken", "begin"),
    [(80, "Houd het ritme"), (60, "Houd het ritme"), (45, "Kies twee dagen"), (10, "Praat eerst met de briefers")],
)
def test_the_advice_says_its_number(besproken: int, begin: str) -> None:
    [zin] = advies(Stand(4, 100, 90, besproken, 5), {})
    assert zin.startswith(begin)
    assert f"ongeveer {besproken}% van de 100" in zin


def test_the_advice_looks_at_screens_and_at_busy_moments() -> None:
    _, druk, schermen = advies(Stand(2, 100, 20, 40, 35), {})
    assert "35%" in druk
    assert "20%" in schermen


def test_no_numbers_no_advice_about_them() -> None:
    [zin] = advies(samen([Weekcel(1, 4, 60)]), {})
    assert zin.startswith("Over het bespreken is geen advies te geven")


@pytest.mark.parametrize(
    ("aantallen", "begin"),
    [
        ({"vaker": 6, "zo": 1}, "Plan een item per maand"),
        ({"zo": 6, "vaker": 1}, "Houd een item per twee maanden"),
        ({"minder": 7}, "Plan een item per kwartaal"),
        ({"niet": 7}, "Kies een andere vorm"),
        ({"zo": 3, "minder": 3}, "Vraag briefers en teamchefs"),
    ],
)
def test_what_people_want_counts_when_it_is_clear(aantallen: dict[str, int], begin: str) -> None:
    zinnen = advies(samen([]), {"behoefte": uitslag(VRAGEN[2], aantallen)})
    assert zinnen[-1].startswith(begin)
    assert "minstens 5" in zinnen[-1]


def test_four_answers_look_like_none() -> None:
    assert uitslag(VRAGEN[0], {"vaker": 4}) is None
    assert uitslag(VRAGEN[0], {}) is None
    gevonden = uitslag(VRAGEN[0], {"vaker": 7, "minder": 1})
    assert gevonden is not None
    assert gevonden.minstens == 5
    assert [woorden for _, _, woorden in gevonden.banden] == [
        "(bijna) iedereen", "niemand of één", "niemand of één", "niemand of één",
    ]  # fmt: skip
