"""Toen and nu: which questions come back, what is said of a difference, and no sentence says more than the bands."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risicoanalyse import scoring
from risicoanalyse.beeld.zinnen import telwoord
from risicoanalyse.pulse import beeld as pulsebeeld
from risicoanalyse.pulse.kiezen import AANTAL, kies
from risicoanalyse.scoring import CATEGORIEEN, Item, Meting, positie
from tests.risicoanalyse import rondes
from vik_portal.meedoen.banden import NAMEN, Uitslag
from vik_portal.meedoen.banden import trap as banden_trap

ITEMS = scoring.items(rondes.VRAGENLIJST, rondes.PROCESSEN)
DRUK = ITEMS[0]
HOUVAST = next(item for item in ITEMS if item.deel == "c" and not item.omgekeerd)
OMGEKEERD = next(item for item in ITEMS if item.omgekeerd)
TRAPPEN = ("klein", "midden", "groot")
EXAMPLES = settings(max_examples=15, deadline=None)
RONDE = {"totaal": st.integers(5, 25), "zaad": st.integers(0, 2**32)}


@cache
def vormen(trap: str) -> tuple[pulsebeeld.Banden, ...]:
    """Every combination of bands that can occur in this tier."""
    gevonden = []
    for banden in product(range(len(NAMEN[trap])), repeat=4):
        try:
            positie(trap, banden)
        except ValueError:
            continue
        gevonden.append(banden)
    return tuple(gevonden)


def als_waarden(banden: pulsebeeld.Banden) -> dict[str, int]:
    return dict(zip(CATEGORIEEN, banden, strict=True))


def vergelijk(item: Item, trap: str, toen: pulsebeeld.Banden, nu: pulsebeeld.Banden) -> pulsebeeld.Vergelijking:
    return pulsebeeld.vergelijk(item, trap, als_waarden(toen), trap, als_waarden(nu))


# --- every combination of bands ------------------------------------------------------------------------


def per_interval(trap: str) -> dict[Meting, pulsebeeld.Banden]:
    """One form of every interval that occurs: only the interval decides what is said of a question."""
    return {positie(trap, banden): banden for banden in vormen(trap)}


def overlappen(voor: Meting, na: Meting) -> bool:
    return round(na.laag, 6) <= round(voor.hoog, 6) and round(voor.laag, 6) <= round(na.hoog, 6)


def test_every_pair_of_intervals_differs_only_when_they_do_not_touch() -> None:
    alle = list(dict.fromkeys(interval for trap in TRAPPEN for interval in per_interval(trap)))
    for voor, na in product(alle, repeat=2):
        gezien = scoring.verschil(voor, na)
        assert (gezien == scoring.NIET_TE_ZEGGEN) == overlappen(voor, na)
        assert gezien != "hoger" or na.laag > voor.hoog
        assert gezien != "lager" or na.hoog < voor.laag


@pytest.mark.parametrize(("trap_toen", "trap_nu"), list(product(TRAPPEN, repeat=2)))
def test_the_words_of_a_question_say_what_its_intervals_carry(trap_toen: str, trap_nu: str) -> None:
    """All combinations below twenty; from twenty on there are very many, of which every so many is looked at."""
    paren = list(product(per_interval(trap_toen).items(), per_interval(trap_nu).items()))
    for (voor, toen), (na, nu) in paren[:: 1 + len(paren) // 2000]:
        for item in (DRUK, HOUVAST, OMGEKEERD):
            gezien = pulsebeeld.vergelijk(item, trap_toen, als_waarden(toen), trap_nu, als_waarden(nu))
            overlapt = overlappen(voor, na)
            assert (gezien.verschil == "") == overlapt
            assert ("hoger" in gezien.zin) == (not overlapt and na.laag > voor.hoog)
            assert ("lager" in gezien.zin) == (not overlapt and na.hoog < voor.laag)
            assert ("overlappen" in gezien.alt) == overlapt
            gunstig = {"hoger": item.deel == "c", "lager": item.deel != "c"}.get(gezien.verschil)
            if gunstig is not None:
                gunstig = gunstig != item.omgekeerd
                beter = "meer houvast" if item.deel == "c" else "minder druk"
                slechter = "minder houvast" if item.deel == "c" else "meer druk"
                assert (beter in gezien.zin, slechter in gezien.zin) == (gunstig, not gunstig)


@pytest.mark.parametrize("trap", ["klein", "midden"])
def test_the_sentence_fits_what_is_seen_for_every_pair_of_forms(trap: str) -> None:
    for toen, nu in product(vormen(trap), repeat=2):
        gezien = vergelijk(HOUVAST, trap, toen, nu)
        bewegingen = [pulsebeeld.minstens_anders(trap, toen, nu)] if gezien.verschil else []
        zin = pulsebeeld.duiding(trap, trap, bewegingen)
        assert pulsebeeld.GROEP[trap] in zin
        assert zin.count(".") == (1 if bewegingen else 2)
        if not gezien.verschil:
            # Nothing was seen: the sentence does not speak of "dit verschil", and does not say that all stayed.
            assert "verschil" not in zin.replace("verschuiving", "")
            assert "kan er toch zijn" in zin
        elif bewegingen == [1]:
            assert "kan één envelop dit hele verschil maken" in zin
        else:
            assert bewegingen[0] >= 2
            assert f"minstens {telwoord(bewegingen[0])} van de" in zin
        assert toen != nu or not gezien.verschil


def test_equal_forms_never_differ_and_a_difference_takes_at_least_one_envelope() -> None:
    for trap in TRAPPEN:
        paren = list(product(per_interval(trap).items(), repeat=2))
        for (voor, toen), (na, nu) in paren[:: 1 + len(paren) // 5000]:
            minst = pulsebeeld.minstens_anders(trap, toen, nu)
            assert minst >= (scoring.verschil(voor, na) != scoring.NIET_TE_ZEGGEN)
            assert minst == pulsebeeld.minstens_anders(trap, nu, toen)
        assert all(pulsebeeld.minstens_anders(trap, banden, banden) == 0 for banden in vormen(trap))


def test_the_fewest_envelopes_are_what_counting_them_all_gives() -> None:
    """Every pair of counts of five to nine people, against the closed form."""
    per_vorm: dict[pulsebeeld.Banden, list[rondes.Telling]] = defaultdict(list)
    for totaal in range(5, 10):
        for telling in rondes.tellingen(totaal):
            per_vorm[rondes.banden(telling)].append(telling)
    assert set(per_vorm) == set(vormen("klein"))
    for (toen, voor), (nu, na) in product(per_vorm.items(), repeat=2):
        geteld = min(max(sum(een), sum(ander)) - sum(map(min, een, ander)) for een in voor for ander in na)
        assert pulsebeeld.minstens_anders("klein", toen, nu) == geteld


def test_one_envelope_can_make_a_whole_difference_and_then_it_is_said() -> None:
    """Five people: three low and two high became four low and one high."""
    toen, nu = rondes.banden((3, 0, 2, 0)), rondes.banden((4, 0, 1, 0))
    gezien = vergelijk(DRUK, "klein", toen, nu)
    assert gezien.verschil == "lager"
    assert gezien.zin == "Jullie antwoorden liggen lager dan toen. Dat is minder druk."
    assert pulsebeeld.duiding("klein", "klein", [pulsebeeld.minstens_anders("klein", toen, nu)]) == (
        "Met vijf tot negen enveloppen kan één envelop dit hele verschil maken: "
        "anders ingevuld, erbij gekomen of weggevallen."
    )


@pytest.mark.parametrize(
    ("trappen", "bewegingen", "zin"),
    [
        (("klein", "midden"), [], "Toen telden we vijf tot negen enveloppen en nu tien tot negentien enveloppen. "
         "Alleen daardoor al kan een verschil ontstaan of verdwijnen."),
        (("midden", "midden"), [], "Met tien tot negentien enveloppen zien we alleen een duidelijke verschuiving. "
         "Een kleinere kan er toch zijn."),
        (("klein", "klein"), [3, 1], "Met vijf tot negen enveloppen kan één envelop een van deze verschillen maken: "
         "anders ingevuld, erbij gekomen of weggevallen."),
        (("klein", "klein"), [3], "Voor dit verschil zijn minstens drie van de vijf tot negen enveloppen anders "
         "ingevuld, erbij gekomen of weggevallen."),
        (("midden", "midden"), [4, 2, 6], "Voor elk van deze verschillen zijn minstens twee van de tien tot negentien "
         "enveloppen anders ingevuld, erbij gekomen of weggevallen."),
        (("groot", "groot"), [], "Met twintig of meer enveloppen zien we ook een kleine verschuiving. "
         "Een heel kleine kan er toch zijn."),
        (("groot", "groot"), [1], "Voor dit verschil is minstens één van elke twintig enveloppen anders ingevuld, "
         "erbij gekomen of weggevallen."),
    ],
)  # fmt: skip
def test_the_patterns_of_the_honest_sentence(trappen: tuple[str, str], bewegingen: list[int], zin: str) -> None:
    assert pulsebeeld.duiding(*trappen, bewegingen) == zin


def _groep(punt: float, weet: float, totaal: int, rng: random.Random) -> pulsebeeld.Banden:
    """The bands of so many people who lean to one point of the scale, some of them without an answer."""
    telling = [0, 0, 0, 0]
    for _ in range(totaal):
        telling[3 if rng.random() < weet else min(2, max(0, round(rng.gauss(punt, 0.7))))] += 1
    laag, midden, hoog, weet_niet = telling
    return rondes.banden((laag, midden, hoog, weet_niet))


@pytest.mark.parametrize(
    ("trap", "totalen", "deel"), [("klein", (5, 9), 1 / 6), ("midden", (10, 19), 1 / 3), ("groot", (20, 30), 1 / 2)]
)
def test_chance_alone_makes_a_difference_as_often_as_is_said(trap: str, totalen: tuple[int, int], deel: float) -> None:
    """Groups that lean to the same point twice, with other people in them: nothing changed."""
    rng, raak, groepen = rondes.toeval(20), 0, 800
    for _ in range(groepen):
        totaal = rng.randint(*totalen)
        anders = False
        for _ in range(AANTAL):
            punt, weet = rng.uniform(-0.3, 2.3), rng.choice((0.02, 0.05, 0.1))
            toen, nu = (positie(trap, _groep(punt, weet, totaal, rng)) for _ in range(2))
            anders |= scoring.verschil(toen, nu) != scoring.NIET_TE_ZEGGEN
        raak += anders
    assert abs(raak / groepen - deel) < 0.06
    woorden = {1 / 6: "één op de zes", 1 / 3: "één op de drie", 1 / 2: "de helft"}
    assert f"bij drie vragen ongeveer {woorden[deel]}" in pulsebeeld.bedenk(trap, trap, AANTAL)


def test_how_often_is_said_only_where_it_was_counted() -> None:
    for zin in (pulsebeeld.bedenk("klein", "midden", 3), pulsebeeld.bedenk("klein", "klein", 2)):
        assert "ook als het werk hetzelfde blijft" in zin
        assert "ongeveer" not in zin
        assert zin.endswith("Zoek niet uit wie er anders koos.")


@pytest.mark.parametrize("totaal", [6, 12, 19])
def test_one_person_who_moves_one_step_is_never_seen_below_twenty(totaal: int) -> None:
    """A step on the scale moves somebody one category at most. Two who do are hardly ever seen, in twenty sometimes."""
    stappen = [(0, 1), (1, 0), (1, 2), (2, 1)]

    def verschoven(telling: rondes.Telling, keer: int) -> Iterator[pulsebeeld.Banden]:
        for wegen in combinations_with_replacement(stappen, keer):
            na = list(telling)
            for van, naar in wegen:
                na[van] -= 1
                na[naar] += 1
            if min(na) >= 0:
                yield rondes.banden((na[0], na[1], na[2], na[3]))

    def gezien(totaal: int, keer: int) -> int:
        trap = banden_trap(totaal)
        return sum(
            scoring.verschil(positie(trap, rondes.banden(telling)), positie(trap, na)) != scoring.NIET_TE_ZEGGEN
            for telling in rondes.tellingen(totaal)
            for na in verschoven(telling, keer)
        )

    assert gezien(totaal, 1) == 0
    assert gezien(20, 2) > 5 * gezien(totaal, 2)


def test_the_heading_counts_and_never_judges() -> None:
    koppen = {(anders, n): pulsebeeld.conclusie(anders, n) for n in (1, 2, 3) for anders in range(n + 1)}
    assert len(set(koppen.values())) == len(koppen)
    assert koppen[0, 3] == "Bij geen van de drie vragen zien we een verschil"
    assert koppen[1, 3] == "Bij één van de drie vragen zien we een verschil"
    assert koppen[3, 3] == "Bij alle drie de vragen zien we een verschil"
    assert not re.search("beter|slechter|verbeter|gestegen|gedaald", " ".join(koppen.values()))


def test_division_and_blind_spots_come_before_the_difference() -> None:
    toen = pulsebeeld.vergelijk(HOUVAST, "klein", als_waarden((1, 0, 1, 0)), "klein", als_waarden((0, 0, 1, 1)))
    assert toen.kenmerken == (("verdeeld", "Toen verdeeld"), ("blind", "Nu een blinde vlek"))


# --- which questions -----------------------------------------------------------------------------------


def scores_van(uitslag: Uitslag) -> scoring.Scores:
    return scoring.score(rondes.VRAGENLIJST, rondes.PROCESSEN, uitslag)


@EXAMPLES
@given(**RONDE)
def test_three_questions_from_the_gaps_whatever_lies_behind_the_bands(totaal: int, zaad: int) -> None:
    rng = rondes.toeval(zaad)
    geteld = rondes.willekeurig(totaal, rng)
    gekozen = kies(scores_van(rondes.ronde(geteld, rng)))
    assert gekozen == kies(scores_van(rondes.ronde(rondes.anders(geteld, rng), rng)))
    assert len(set(gekozen)) == len(gekozen) == AANTAL
    groepen = {(ITEMS[nummer - 1].deel, ITEMS[nummer - 1].groep) for nummer in gekozen}
    assert len(groepen) == AANTAL
    assert {deel for deel, _ in groepen} == {"a", "c"}


def test_the_widest_gap_gives_its_heaviest_pressure_and_its_weakest_support() -> None:
    laag, hoog = (
        {"laag": 2, "midden": 0, "hoog": 0, "weet niet": 0},
        {"laag": 0, "midden": 0, "hoog": 2, "weet niet": 0},
    )
    goed = [laag if item.deel != "c" or item.omgekeerd else hoog for item in ITEMS]
    zwaar = next(nummer for nummer, item in enumerate(ITEMS, 1) if item.groep == "geweld-gebruiken") + 1
    zwak = next(n for n, item in enumerate(ITEMS, 1) if item.groep == "inclusie" and item.omgekeerd)
    waarden = list(goed)
    waarden[zwaar - 1], waarden[zwak - 1] = hoog, hoog
    gekozen = kies(scores_van(Uitslag("banden", "klein", waarden, 0)))
    assert gekozen[:2] == [zwaar, zwak]


def test_what_nobody_could_answer_is_not_asked_again() -> None:
    weet_niet = {"laag": 0, "midden": 0, "hoog": 0, "weet niet": 2}
    een_deel = {"laag": 1, "midden": 0, "hoog": 1, "weet niet": 0}
    eerst = kies(scores_van(Uitslag("banden", "klein", [een_deel] * len(ITEMS), 0)))
    waarden = [weet_niet if nummer in eerst else een_deel for nummer in range(1, len(ITEMS) + 1)]
    daarna = kies(scores_van(Uitslag("banden", "klein", waarden, 0)))
    assert not set(eerst) & set(daarna)
    assert len(daarna) == AANTAL
    assert kies(scores_van(Uitslag("banden", "klein", [weet_niet] * len(ITEMS), 0))) == []


# --- the whole picture ---------------------------------------------------------------------------------


def maak(toen: Uitslag, nu: Uitslag, nummers: list[int]) -> pulsebeeld.PulseBeeld:
    return pulsebeeld.maak([(nummer, ITEMS[nummer - 1]) for nummer in nummers], toen, nu)


@EXAMPLES
@given(**RONDE)
def test_other_counts_with_equal_bands_make_the_same_picture(totaal: int, zaad: int) -> None:
    rng = rondes.toeval(zaad)
    toen, nummers = rondes.willekeurig(totaal, rng), [1, 14, 20]
    soorten = [ITEMS[nummer - 1].soort for nummer in nummers]
    nu = rondes.willekeurig(rng.randint(5, 25), rng, soorten)
    een = maak(rondes.ronde(toen, rng), rondes.ronde(nu, rng, soorten), nummers)
    ander = maak(
        rondes.ronde(rondes.anders(toen, rng), rng), rondes.ronde(rondes.anders(nu, rng), rng, soorten), nummers
    )
    assert repr(een) == repr(ander)
    woorden = " ".join([een.conclusie, een.duiding, een.bedenk, *(f"{v.zin} {v.alt}" for v in een.vragen)])
    assert not re.search(r"\d", woorden)


def test_it_refuses_what_does_not_fit() -> None:
    rng = rondes.toeval(1)
    toen = rondes.ronde(rondes.willekeurig(7, rng), rng)
    with pytest.raises(ValueError, match="hoort niet"):
        maak(toen, toen, [1, 2, 3])
    with pytest.raises(ValueError, match="hoort niet"):
        maak(toen, replace(toen, vorm="aantallen", waarden=toen.waarden[:3]), [1, 2, 3])


def test_a_bar_is_always_inside_the_line_and_wide_enough_to_see() -> None:
    for laag, hoog in ((0, 0), (100, 100), (0, 100), (49.6, 50.2), (99.4, 100)):
        gezien = replace(vergelijk(DRUK, "klein", (1, 0, 1, 0), (1, 0, 1, 0)), toen=Meting(laag, hoog))
        balk, lijn = gezien.balken[0], gezien.lijn
        assert balk.breed > 8
        assert lijn.x <= balk.x
        assert balk.x + balk.breed <= lijn.x + lijn.breed <= pulsebeeld.TEKENING[0]
