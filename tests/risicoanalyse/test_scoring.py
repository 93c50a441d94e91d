"""Positions, levels and gaps follow from bands alone, and say no more than bands carry."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risicoanalyse import gewichten, scoring
from risicoanalyse.scoring import CATEGORIEEN, Item, Meting
from tests.risicoanalyse import rondes
from vik_portal.meedoen.banden import NAMEN, Uitslag, publiceer, trap

AANTALLEN = range(5, 26)
EXAMPLES = settings(max_examples=60, deadline=None)
RONDE = {"totaal": st.integers(5, 25), "zaad": st.integers(0, 2**32)}


def true_position(telling: rondes.Telling) -> float | None:
    laag, midden, hoog, _ = telling
    return (50 * midden + 100 * hoog) / (laag + midden + hoog) if laag + midden + hoog else None


def item(omgekeerd: bool = False) -> Item:
    return Item("c", "inclusie", "Inclusie", "In mijn team hoor ik erbij.", ("a", "b", "c", "d", "e"), omgekeerd)


def item_score(soort: str, banden: tuple[int, ...], omgekeerd: bool = False) -> scoring.ItemScore:
    return scoring.item_score(soort, item(omgekeerd), dict(zip(CATEGORIEEN, banden, strict=True)))


@pytest.mark.parametrize("totaal", AANTALLEN)
def test_interval_holds_the_true_position_of_every_count(totaal: int) -> None:
    for telling in rondes.tellingen(totaal):
        positie = true_position(telling)
        meting = scoring.positie(trap(totaal), rondes.banden(telling))
        assert positie is None or meting.laag - 1e-9 <= positie <= meting.hoog + 1e-9, telling


@pytest.mark.parametrize("soort", ["klein", "midden"])
def test_interval_is_no_wider_than_the_counts_allow(soort: str) -> None:
    gevonden = defaultdict(list)
    for totaal in range(5, 10) if soort == "klein" else range(10, 20):
        for telling in rondes.tellingen(totaal):
            gevonden[rondes.banden(telling)].append(true_position(telling))
    for banden, posities in gevonden.items():
        bekend = [positie for positie in posities if positie is not None]
        verwacht = (0, 100) if None in posities else (min(bekend), max(bekend))
        meting = scoring.positie(soort, banden)
        assert (meting.laag, meting.hoog) == pytest.approx(verwacht), banden


@pytest.mark.parametrize("totaal", [40, 61, 200])
def test_interval_holds_for_rooms_of_any_size(totaal: int) -> None:
    rng = rondes.toeval(totaal)
    for _ in range(2000):
        knips = sorted(rng.choices(range(totaal + 1), k=3))
        telling = (knips[0], knips[1] - knips[0], knips[2] - knips[1], totaal - knips[2])
        positie = true_position(telling)
        meting = scoring.positie("groot", rondes.banden(telling))
        assert positie is None or meting.laag - 1e-9 <= positie <= meting.hoog + 1e-9, telling


def test_bands_that_cannot_occur_together_are_refused() -> None:
    with pytest.raises(ValueError, match="niet samen"):
        scoring.positie("klein", (2, 2, 2, 2))


@pytest.mark.parametrize("totaal", AANTALLEN)
def test_a_change_from_disagree_to_agree_never_lowers_the_interval(totaal: int) -> None:
    for laag, midden, hoog, weet in rondes.tellingen(totaal):
        if laag:
            voor = scoring.positie(trap(totaal), rondes.banden((laag, midden, hoog, weet)))
            na = scoring.positie(trap(totaal), rondes.banden((laag - 1, midden, hoog + 1, weet)))
            assert na.laag >= voor.laag - 1e-9
            assert na.hoog >= voor.hoog - 1e-9


@EXAMPLES
@given(**RONDE, vraag=st.integers(0, 27))
def test_one_change_of_mind_moves_every_sum_the_same_way(totaal: int, zaad: int, vraag: int) -> None:
    rng = rondes.toeval(zaad)
    geteld = rondes.willekeurig(totaal, rng)
    laag, midden, hoog, weet = geteld[vraag] = rng.choice([t for t in rondes.tellingen(totaal) if t[0]])
    voor = scoring.score(rondes.VRAGENLIJST, rondes.PROCESSEN, rondes.ronde(geteld, rng))
    geteld[vraag] = (laag - 1, midden, hoog + 1, weet)
    na = scoring.score(rondes.VRAGENLIJST, rondes.PROCESSEN, rondes.ronde(geteld, rng))
    score = voor.items[vraag].item
    # More pressure widens the gap, more hold narrows it; agreeing with a reversed item is less hold.
    teken = -1 if score.deel == "c" and not score.omgekeerd else 1
    for proces in rondes.PROCESSEN:
        for thema, kloof in voor.kloven[proces].items():
            anders = na.kloven[proces][thema].meting
            assert teken * (anders.laag - kloof.meting.laag) >= -1e-6
            assert teken * (anders.hoog - kloof.meting.hoog) >= -1e-6


@pytest.mark.parametrize("totaal", [5, 9, 10, 14, 19, 20, 25])
def test_reversed_items_mirror(totaal: int) -> None:
    for telling in rondes.tellingen(totaal):
        laag, midden, hoog, weet = banden = rondes.banden(telling)
        recht = item_score(trap(totaal), banden)
        gespiegeld = item_score(trap(totaal), (hoog, midden, laag, weet), omgekeerd=True)
        assert gespiegeld.meting.laag == pytest.approx(recht.meting.laag)
        assert gespiegeld.meting.hoog == pytest.approx(recht.meting.hoog)
        assert (gespiegeld.verdeeld, gespiegeld.blind, gespiegeld.sterk) == (recht.verdeeld, recht.blind, recht.sterk)


@pytest.mark.parametrize("totaal", AANTALLEN)
def test_flags_are_true_of_every_count_that_fits(totaal: int) -> None:
    for telling in rondes.tellingen(totaal):
        score = item_score(trap(totaal), rondes.banden(telling))
        laag, _, hoog, weet = telling
        assert not score.verdeeld or min(laag, hoog) >= 2
        assert not score.blind or weet >= 2
        assert not score.sterk or (hoog >= gewichten.STERK_VANAF * totaal and laag <= 1)


def test_nobody_is_divided_or_blind_by_a_single_person() -> None:
    for soort in NAMEN:
        for banden in product(range(len(NAMEN[soort])), repeat=4):
            op_naam = dict(zip(CATEGORIEEN, banden, strict=True))
            assert not (scoring.verdeeld(soort, op_naam) and 0 in (banden[0], banden[2]))
            assert not (scoring.blind(soort, op_naam) and banden[3] == 0)


@given(laag=st.floats(-100, 100), breed=st.floats(0, 60))
def test_not_to_be_said_when_the_interval_spans_two_classes(laag: float, breed: float) -> None:
    meting = Meting(laag, laag + breed)
    for grenzen in (gewichten.NIVEAU_GRENZEN, gewichten.KLOOF_GRENZEN):
        begin, eind = (sum(round(einde, 6) >= grens for grens in grenzen) for einde in (meting.laag, meting.hoog))
        assert scoring.klasse(meting, grenzen) == (begin if begin == eind else None)


def test_a_cut_off_belongs_to_the_class_above_it() -> None:
    assert scoring.klasse(Meting(20, 30), gewichten.KLOOF_GRENZEN) == 2
    assert scoring.klasse(Meting(5, 19.99), gewichten.KLOOF_GRENZEN) == 1
    assert scoring.klasse(Meting(-40, 4.99), gewichten.KLOOF_GRENZEN) == 0
    assert scoring.klasse(Meting(4, 6), gewichten.KLOOF_GRENZEN) is None


def test_pressure_and_gap_follow_the_weights() -> None:
    """A fully exposed, B never, C fully agreed: K = 70, W of a theme follows its reversed items."""
    geteld = []
    for vraag in scoring.items(rondes.VRAGENLIJST, rondes.PROCESSEN):
        laag = vraag.deel == "b" or vraag.omgekeerd
        geteld.append((25, 0, 0, 0) if laag else (0, 0, 25, 0))
    scores = scoring.score(rondes.VRAGENLIJST, rondes.PROCESSEN, rondes.ronde(geteld, rondes.toeval(1)))
    assert {proces.meting.stap() for proces in scores.processen} == {70}
    assert {thema.meting.stap() for thema in scores.themas} == {100}
    assert {kloof.meting.stap() for kloof in scores.kloof.values()} == {-30}
    assert [kloof.klasse for kloof in scores.kloof.values()] == [0, 0, 0, 0]


def test_a_process_is_held_against_its_linked_themes_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(gewichten.KOPPELING, "geweld-gebruiken", ("integriteit",))
    uitslag = rondes.ronde(rondes.willekeurig(12, rondes.toeval(3)), rondes.toeval(3))
    scores = scoring.score(rondes.VRAGENLIJST, rondes.PROCESSEN, uitslag)
    assert list(scores.kloven["geweld-gebruiken"]) == ["integriteit"]
    assert list(scores.kloven["informatie-delen"]) == list(gewichten.THEMAS)
    alleen = scores.kloven["geweld-gebruiken"]["integriteit"].meting
    assert scores.kloof["geweld-gebruiken"].meting.midden == pytest.approx(alleen.midden)


def test_every_work_process_of_the_library_stands_in_the_table_of_links() -> None:
    assert set(gewichten.KOPPELING) == {pad.stem for pad in (rondes.INHOUD / "werkprocessen").glob("*.md")}


@pytest.mark.parametrize("totaal", [7, 14, 24])
def test_what_is_said_of_a_gap_is_nearly_always_so(totaal: int) -> None:
    """Sums use quadrature, an estimate: among teams spread around the cut-offs at most two in a hundred err."""
    rng = rondes.toeval(totaal)
    gezegd = fout = 0
    for _ in range(60):
        geteld = rondes.willekeurig(totaal, rng)
        scores = scoring.score(rondes.VRAGENLIJST, rondes.PROCESSEN, rondes.ronde(geteld, rng))
        echt = [true_position(telling) for telling in geteld]
        if None in echt:
            continue

        def mean(deel: str, groep: str, scores: scoring.Scores = scores, echt: list = echt) -> float:
            waarden = [
                100 - waarde if score.item.omgekeerd else waarde
                for score, waarde in zip(scores.items, echt, strict=True)
                if (score.item.deel, score.item.groep) == (deel, groep)
            ]
            return sum(waarden) / len(waarden)

        for proces, kloven in scores.kloven.items():
            for thema, kloof in kloven.items():
                ware = 0.7 * mean("a", proces) + 0.3 * mean("b", "versterker") - mean("c", thema)
                gezegd += kloof.klasse is not None
                fout += kloof.klasse not in (None, sum(ware >= grens for grens in gewichten.KLOOF_GRENZEN))
    assert gezegd > 100
    assert fout / gezegd <= 0.02


def test_difference_is_claimed_only_when_intervals_do_not_touch() -> None:
    assert scoring.verschil(Meting(10, 30), Meting(31, 50)) == "hoger"
    assert scoring.verschil(Meting(31, 50), Meting(10, 30)) == "lager"
    assert scoring.verschil(Meting(10, 30), Meting(30, 50)) == "niet te zeggen"


def test_exact_counts_or_another_questionnaire_are_refused() -> None:
    rng = rondes.toeval(1)
    geteld = rondes.willekeurig(8, rng)
    aantallen = publiceer("aantallen", rondes.SOORTEN, rondes.enveloppen(rondes.SOORTEN, geteld, rng), 0)
    assert aantallen is not None
    with pytest.raises(ValueError, match="hoort niet"):
        scoring.score(rondes.VRAGENLIJST, rondes.PROCESSEN, aantallen)
    kort = rondes.ronde(geteld, rng)
    with pytest.raises(ValueError, match="hoort niet"):
        scoring.score(rondes.VRAGENLIJST, rondes.PROCESSEN, Uitslag("banden", kort.trap, kort.waarden[:-1], 0))
