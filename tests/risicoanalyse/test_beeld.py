"""Pictures and sentences: the same for equal bands, without a count, and true to the bands."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from risicoanalyse import gewichten, scoring
from risicoanalyse.beeld import kaart as kaartbeeld
from risicoanalyse.beeld import matrix as matrixbeeld
from risicoanalyse.beeld import uitslag as uitslagbeeld
from risicoanalyse.beeld import zinnen
from risicoanalyse.beeld.matrix import Matrix
from risicoanalyse.beeld.uitslag import Beeld
from risicoanalyse.beeld.vorm import band_rij
from risicoanalyse.scoring import CATEGORIEEN, Item, Kloof, Meting
from tests.risicoanalyse import rondes
from vik_portal.meedoen.banden import NAMEN, Uitslag

MAP = "risicoanalyse/beeld/"
RISICOS = ["Iemand kijkt mee uit nieuwsgierigheid.", "Een tip gaat naar een appgroep.", "Een grap blijft hangen."]
RONDE = {"totaal": st.integers(5, 25), "zaad": st.integers(0, 2**32)}
EXAMPLES = settings(max_examples=12, deadline=None)


def beeld_van(uitslag: Uitslag) -> Beeld:
    return uitslagbeeld.maak(rondes.VRAGENLIJST, rondes.PROCESSEN, uitslag)


def fragments(beeld: Beeld) -> str:
    """Every fragment of a questionnaire but the rules of calculation, on projector and on page."""
    delen = [render_to_string(MAP + "deelname.html", {"deelname": beeld.deelname})]
    for naam, teken in (("verdeeld", "verdeeld"), ("blind", "blind"), ("sterk", "vink")):
        delen.append(render_to_string(MAP + "lijst.html", {"lijst": getattr(beeld, naam), "teken": teken}))
    for deel in ("verdeeld", "sterk"):
        delen.append(render_to_string("risicoanalyse/scherm/_lijsten.html", {"lijsten": beeld.op_scherm(deel)}))
    for scherm in (True, False):
        delen.append(render_to_string(MAP + "kaart.html", {"kaart": beeld.kaart, "scherm": scherm}))
    delen += [render_to_string(MAP + "vraag.html", {"vraag": vraag, "scherm": True}) for vraag in beeld.vragen[:2]]
    delen.append(render_to_string(MAP + "vragen.html", {"vragen": beeld.vragen}))
    return "\n".join(delen)


def matrix_fragments(matrix: Matrix) -> str:
    return "\n".join(render_to_string(MAP + "matrix.html", {"matrix": matrix, "scherm": s}) for s in (True, False))


@EXAMPLES
@given(**RONDE)
def test_other_counts_with_equal_bands_look_the_same_to_the_byte(totaal: int, zaad: int) -> None:
    rng = rondes.toeval(zaad)
    geteld = rondes.willekeurig(totaal, rng)
    een = beeld_van(rondes.ronde(geteld, rng))
    ander = beeld_van(rondes.ronde(rondes.anders(geteld, rng), rng))
    regels = [render_to_string(MAP + "verantwoording.html", {"beeld": beeld}) for beeld in (een, ander)]
    assert fragments(een).encode() == fragments(ander).encode()
    assert regels[0].encode() == regels[1].encode()
    assert repr(een) == repr(ander)
    assert repr(een.tabellen()) == repr(ander.tabellen())


@EXAMPLES
@given(**RONDE)
def test_other_votes_with_equal_bands_give_the_same_matrix(totaal: int, zaad: int) -> None:
    rng = rondes.toeval(zaad)
    voor, na = (rondes.willekeurig(totaal, rng, matrixbeeld.stemvragen(3)) for _ in range(2))
    een = matrixbeeld.maak(RISICOS, rondes.stemming(voor, rng), rondes.stemming(na, rng))
    ander = matrixbeeld.maak(
        RISICOS, rondes.stemming(rondes.anders(voor, rng), rng), rondes.stemming(rondes.anders(na, rng), rng)
    )
    assert matrix_fragments(een).encode() == matrix_fragments(ander).encode()
    assert repr(een) == repr(ander)


@EXAMPLES
@given(**RONDE)
def test_no_count_is_shown_anywhere(totaal: int, zaad: int) -> None:
    """Below twenty not one digit; from twenty on tenths and steps of five only."""
    rng = rondes.toeval(zaad)
    beeld = beeld_van(rondes.ronde(rondes.willekeurig(totaal, rng), rng))
    stemmen = [rondes.stemming(rondes.willekeurig(totaal, rng, matrixbeeld.stemvragen(3)), rng) for _ in range(2)]
    gezien = rondes.zichtbaar(fragments(beeld) + matrix_fragments(matrixbeeld.maak(RISICOS, *stemmen)))
    getallen = re.findall(r"\d+", re.sub(r"[Oo]ngeveer [1-9] van de tien", "", gezien))
    if totaal < 20:
        assert not re.search(r"\d", gezien)
    else:
        assert all(int(getal) % gewichten.STAP == 0 for getal in getallen)


@EXAMPLES
@given(**RONDE)
def test_fragments_need_no_inline_style_or_script(totaal: int, zaad: int) -> None:
    rng = rondes.toeval(zaad)
    beeld = beeld_van(rondes.ronde(rondes.willekeurig(totaal, rng), rng))
    stem = rondes.stemming(rondes.willekeurig(totaal, rng, matrixbeeld.stemvragen(3)), rng)
    html = fragments(beeld) + matrix_fragments(matrixbeeld.maak(RISICOS, stem))
    assert not re.search(r"\sstyle=|\son\w+=|<script|<style", html)


@pytest.mark.parametrize("totaal", [7, 14, 24])
def test_table_and_picture_hold_the_same_words(totaal: int) -> None:
    beeld = beeld_van(rondes.ronde(rondes.willekeurig(totaal, rondes.toeval(5)), rondes.toeval(5)))
    for rij, cellen in zip(beeld.kaart.rijen, beeld.kaart.tabel.rijen[1:], strict=True):
        assert cellen[2:-1] == tuple(vak.tekst for vak in rij.vakken)
        assert all(zinnen.klein(vak.tekst) in beeld.kaart.alt for vak in rij.vakken)
    for vraag in beeld.vragen:
        assert [rij[1] for rij in vraag.tabel.rijen] == [rij.band for rij in vraag.rijen]


@pytest.mark.parametrize("soort", ["klein", "midden", "groot"])
def test_each_band_has_its_own_drawing(soort: str) -> None:
    tekeningen = [band_rij(soort, "x", index).segmenten for index in range(len(NAMEN[soort]))]
    assert len({len(tekening) for tekening in tekeningen}) == 1
    vol = [sum("on" in segment.split() for segment in tekening) for tekening in tekeningen]
    assert vol[0] == 0
    assert tekeningen[0][0] == "leeg end"
    assert vol == sorted(vol)
    assert vol[-1] == len(tekeningen[0])


# --- words -------------------------------------------------------------------------------------

ITEM = Item("c", "inclusie", "Inclusie", "In mijn team hoor ik erbij.", tuple(rondes.VRAGENLIJST.schalen.c))
DRUK = Item("a", "geweld", "Geweld gebruiken", "In mijn team voelen we druk.", tuple(rondes.VRAGENLIJST.schalen.a))


def conclusion(soort: str, banden: tuple[int, ...], item: Item = ITEM) -> str:
    score = scoring.item_score(soort, item, dict(zip(CATEGORIEEN, banden, strict=True)))
    return uitslagbeeld.vraag_beeld(soort, score).conclusie


@pytest.mark.parametrize(
    ("soort", "banden", "zin"),
    [
        (
            "klein",
            (1, 0, 1, 0),
            "Het team is verdeeld. Een deel is het eens en een deel is het oneens. "
            "Een gemiddelde zou de kleinste groep verbergen.",
        ),
        ("klein", (0, 0, 1, 1), "Hier zit een blinde vlek. Een deel weet het niet of zegt het liever niet."),
        ("klein", (0, 0, 2, 0), "Hier staat het team sterk. (Bijna) iedereen is het eens."),
        ("klein", (0, 1, 1, 0), "Een deel is het eens en een deel zit ertussenin."),
        ("midden", (0, 1, 3, 0), "Hier staat het team sterk. De meesten zijn het eens."),
        ("midden", (1, 1, 1, 1), "Enkelen zijn het eens, enkelen zitten ertussenin, enkelen zijn het oneens en "
         "enkelen weten het niet of zeggen het liever niet."),
        ("groot", (3, 2, 4, 1), "Het team is verdeeld. Ongeveer 4 van de tien zijn het eens en ongeveer 3 van de tien "
         "zijn het oneens. Een gemiddelde zou de kleinste groep verbergen."),
        ("groot", (1, 5, 4, 0), "Ongeveer 5 van de tien zitten ertussenin, ongeveer 4 van de tien zijn het eens en "
         "ongeveer 1 van de tien is het oneens."),
    ],
)  # fmt: skip
def test_conclusion_of_an_item(soort: str, banden: tuple[int, ...], zin: str) -> None:
    assert conclusion(soort, banden) == zin


def test_conclusion_of_pressure_quotes_the_answers() -> None:
    assert conclusion("midden", (2, 0, 2, 0), DRUK) == (
        "Het team is verdeeld. Ongeveer de helft zegt “bijna elke dienst of werkdag” en ongeveer de helft zegt “nooit”."
        " Een gemiddelde zou de kleinste groep verbergen."
    )


def test_strength_of_a_reversed_item_is_disagreement() -> None:
    assert conclusion("klein", (2, 0, 0, 0), replace(ITEM, omgekeerd=True)) == (
        "Hier staat het team sterk. (Bijna) iedereen is het oneens."
    )


def blind_conclusion(soort: str, weet: int) -> str:
    """The list of blind spots of a round in which one item has this band of "weet niet"."""
    rng = rondes.toeval(1)
    totaal = {"klein": 9, "midden": 12, "groot": 20}[soort]
    geteld = [(0, 0, totaal, 0)] * 27 + [(0, 0, totaal - weet, weet)]
    return beeld_van(rondes.ronde(geteld, rng)).blind.conclusie


def test_many_is_said_only_where_the_band_carries_it() -> None:
    assert blind_conclusion("klein", 1) == "Bij geen enkele uitspraak zien we een blinde vlek"
    assert blind_conclusion("klein", 4) == "Bij één uitspraak weet een deel het niet of zegt het liever niet"
    assert blind_conclusion("midden", 6) == "Bij één uitspraak weten velen het niet of zeggen het liever niet"
    assert blind_conclusion("groot", 6) == "Bij één uitspraak weet een deel het niet of zegt het liever niet"
    assert blind_conclusion("groot", 8) == "Bij één uitspraak weten velen het niet of zeggen het liever niet"


def map_conclusion(*rijen: tuple[int | None, int | None, int | None]) -> str:
    """The heading over a map with these classes, one row per process."""
    uitslag = rondes.ronde([(0, 0, 12, 0)] * 28, rondes.toeval(1))
    basis = scoring.score(rondes.VRAGENLIJST, rondes.PROCESSEN, uitslag)
    kloven = {
        proces.sleutel: dict(zip(gewichten.THEMAS, (Kloof(Meting(0, 0), klasse) for klasse in rij), strict=True))
        for proces, rij in zip(basis.processen, rijen, strict=False)
    }
    processen = basis.processen[: len(rijen)]
    return kaartbeeld.conclusie(replace(basis, processen=processen, kloven=kloven))


@pytest.mark.parametrize(
    ("rijen", "zin"),
    [
        ([(2, 0, 0), (0, 1, 0)], "De grootste kloof zit bij systemen raadplegen"),
        (
            [(2, 0, 0), (0, 0, 2), (0, 0, 1)],
            "De grootste kloof zit bij systemen raadplegen en bij informatie delen met partners en pers",
        ),
        ([(2, 0, None), (0, 1, 0)], "Er is een grote kloof bij systemen raadplegen"),
        ([(2, 0, 0), (2, 0, 0), (2, 0, 0), (0, 0, 0)], "De grootste kloof zit bij drie werkprocessen"),
        ([(2, 2, 2), (2, 2, 2)], "Er is een grote kloof bij elk werkproces"),
        ([(0, 0, 0), (0, 1, 0)], "Er is geen grote kloof, wel een kloof bij informatie delen met partners en pers"),
        ([(0, 0, None), (0, 1, 0)], "Er is een kloof bij informatie delen met partners en pers"),
        ([(0, 0, 0), (0, 0, 0)], "Overal is de kloof klein"),
        ([(0, None, 0), (0, 0, 0)], "Waar de uitslag iets kan zeggen, is de kloof klein"),
        ([(None, None, None), (None, None, None)], "Over de kloof kan deze uitslag niets zeggen"),
    ],
)
def test_conclusion_of_the_map(rijen: list[tuple[int | None, int | None, int | None]], zin: str) -> None:
    assert map_conclusion(*rijen) == zin


def test_an_unknown_field_is_named_and_uncoloured() -> None:
    rng = rondes.toeval(1)
    beeld = beeld_van(rondes.ronde([(3, 3, 3, 0)] * 28, rng))
    assert {vak.woord for rij in beeld.kaart.rijen for vak in rij.vakken} == {"Niet te zeggen"}
    assert beeld.kaart.conclusie == "Over de kloof kan deze uitslag niets zeggen"
    assert {vak.klasse for rij in beeld.kaart.rijen for vak in rij.vakken} == {"geen"}


# --- the matrix --------------------------------------------------------------------------------

LAAG, MIDDEN, HOOG = (12, 0, 0, 0), (0, 12, 0, 0), (0, 0, 12, 0)
MIDDEN_HOOG, VERDEELD, BLIND = (0, 8, 4, 0), (6, 0, 6, 0), (1, 1, 1, 9)


def votes(voor: list[rondes.Telling], na: list[rondes.Telling] | None = None) -> Matrix:
    rng = rondes.toeval(1)
    tweede = rondes.stemming(na, rng) if na else None
    return matrixbeeld.maak(RISICOS[: len(voor) // 2], rondes.stemming(voor, rng), tweede)


def test_first_vote_alone_is_dashed_and_names_what_comes_first() -> None:
    matrix = votes([HOOG, HOOG, LAAG, LAAG])
    assert matrix.conclusie == "A staat bij ‘eerst doen’"
    assert {rond.stem for rond in matrix.ronden} == {1}
    assert not matrix.lijnen
    assert matrix.risicos[1].zin == "Kans: laag. Gevolg: laag. Volgen."


def test_movement_between_votes_is_drawn_and_said() -> None:
    matrix = votes([LAAG, MIDDEN, HOOG, HOOG, HOOG, MIDDEN], [HOOG, HOOG, LAAG, HOOG, HOOG, MIDDEN])
    assert matrix.conclusie == "Na het gesprek schatten jullie A hoger en B lager in"
    assert len(matrix.lijnen) == 2
    assert sorted((rond.letter, rond.stem) for rond in matrix.ronden) == [
        ("A", 1), ("A", 2), ("B", 1), ("B", 2), ("C", 2)
    ]  # fmt: skip
    assert matrix.risicos[2].zin.endswith("Na het gesprek staat het op dezelfde plek.")


def test_a_step_that_the_bands_do_not_prove_is_said_with_care() -> None:
    matrix = votes([MIDDEN, MIDDEN], [MIDDEN_HOOG, MIDDEN])
    assert matrix.conclusie == "Na het gesprek staat A hoger"
    assert matrix.risicos[0].zin.endswith("Of jullie echt anders denken, laten de banden niet zien.")


def test_up_on_one_side_and_down_on_the_other_is_neither() -> None:
    matrix = votes([LAAG, HOOG, LAAG, LAAG], [HOOG, LAAG, LAAG, LAAG])
    assert matrix.conclusie == "Na het gesprek staat niet elk risico op dezelfde plek"


def test_between_two_levels_stands_on_the_line() -> None:
    matrix = votes([MIDDEN_HOOG, HOOG])
    plek = matrix.risicos[0].eerste
    assert (plek.x, plek.y, plek.kans_woord, plek.zone) == (1.5, 2, "midden of hoog", "eerst doen")
    assert matrix.op_lijn
    assert votes([MIDDEN_HOOG, MIDDEN]).risicos[0].eerste.zone == "bespreken of eerst doen"


def test_a_risk_that_may_stand_anywhere_is_not_placed() -> None:
    matrix = votes([BLIND, HOOG])
    assert matrix.conclusie == "Over de plek van het risico kan deze uitslag niets zeggen"
    assert not matrix.ronden
    assert matrix.risicos[0].zin == (
        "Een deel weet de kans niet of zegt het liever niet. Kans: niet te zeggen. Gevolg: hoog. "
        "Daarom staat dit risico niet in de matrix."
    )


def test_one_risk_is_not_spoken_of_as_several() -> None:
    een, twee = [LAAG, LAAG], [LAAG, LAAG, HOOG, LAAG]
    assert votes(een).conclusie == "Zo schatten jullie het risico nu in"
    assert votes(twee).conclusie == "Zo schatten jullie de risico’s nu in"
    assert votes(een, een).conclusie == "Na het gesprek staat het risico op dezelfde plek"
    assert votes(twee, twee).conclusie == "Na het gesprek staan de risico’s op dezelfde plek"
    assert votes([LAAG, HOOG], [HOOG, LAAG]).conclusie == "Na het gesprek staat het risico op een andere plek"


def test_a_divided_vote_says_so_before_its_place() -> None:
    stand = votes([VERDEELD, HOOG]).risicos[0]
    assert stand.zin.startswith("Jullie zijn verdeeld over de kans. ")
    assert stand.kenmerken == (("verdeeld", "verdeeld over kans"),)


@given(st.lists(st.sampled_from([LAAG, MIDDEN, HOOG, MIDDEN_HOOG]), min_size=12, max_size=12))
@settings(max_examples=200, deadline=None)
def test_no_marker_hides_the_letter_of_another(gekozen: list[rondes.Telling]) -> None:
    matrix = votes(gekozen[:6], gekozen[6:])
    for i, een in enumerate(matrix.ronden):
        for ander in matrix.ronden[:i]:
            afstand = ((een.x - ander.x) ** 2 + (een.y - ander.y) ** 2) ** 0.5
            assert afstand > max(een.straal, ander.straal), "the letter of one lies under the other"


def test_every_field_has_a_zone() -> None:
    assert len(gewichten.ZONES) == 9
    assert {veld.label for veld in votes([HOOG, HOOG]).velden} - {""} == set(gewichten.ZONES.values())
