"""The projector in the room: one heading, nothing to unfold, and no more than what fits without scrolling."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from risicoanalyse.beeld import uitslag as uitslagbeeld
from risicoanalyse.beeld.uitslag import OP_SCHERM
from risicoanalyse.services import bewaar_risico
from tests.risicoanalyse import rondes, zaal
from vik_portal.meedoen import services

pytestmark = pytest.mark.django_db


def test_every_result_on_the_projector_has_one_heading_and_fits(cast: Any) -> None:
    bijeenkomst = zaal.plan(cast)
    rng = rondes.toeval(3)
    zaal.neem_plaats(bijeenkomst, 12)
    geteld = rondes.willekeurig(12, rng)
    zaal.vul_in(bijeenkomst.stappen.get(soort="vragenlijst"), rondes.enveloppen(rondes.SOORTEN, geteld, rng))
    zaal.zet_afspraak(bijeenkomst)
    stemvragen = rondes.matrix.stemvragen(1)
    stemmen = rondes.enveloppen(stemvragen, rondes.willekeurig(12, rng, stemvragen), rng)
    zaal.vul_in(bijeenkomst.stappen.get(soort="kansgevolg", inhoud__keer=1), stemmen)
    anouk = cast.client(cast.anouk)
    gezien = {}
    for stap in bijeenkomst.stappen.filter(soort__in=("uitslag", "kansgevolg", "matrix")):
        services.ga_naar(bijeenkomst=bijeenkomst, stap=stap)
        services.zet(bijeenkomst=bijeenkomst, uitslag_op_scherm=True)
        gezien[stap.titel] = scherm = anouk.get(f"/bijeenkomsten/{bijeenkomst.pk}/scherm/").text
        assert len(re.findall("<h1", scherm)) == 1, stap.titel
        assert "<details" not in scherm, stap.titel
        assert len(re.findall('class="punt-thema"', scherm)) <= OP_SCHERM, stap.titel
    assert len(gezien) == 8
    assert "De andere staan in het verslag." in gezien["Verdeeld en blinde vlekken"]
    assert 'class="punten"' in gezien["Wat ons overeind houdt"]


@pytest.mark.parametrize(
    ("verdeeld", "blind", "getoond"), [(9, 0, [6, 0]), (9, 1, [3, 1]), (2, 8, [2, 3]), (0, 0, [0, 0])]
)
def test_two_lists_share_the_room_of_one(verdeeld: int, blind: int, getoond: list[int]) -> None:
    beeld = uitslagbeeld.maak(
        rondes.VRAGENLIJST, rondes.PROCESSEN, rondes.ronde(rondes.willekeurig(12, rondes.toeval(1)), rondes.toeval(1))
    )
    punt = uitslagbeeld.Punt("Integriteit", "De meesten zijn het eens.", "In mijn team leren we van fouten.")
    beeld = replace(
        beeld,
        verdeeld=replace(beeld.verdeeld, punten=(punt,) * verdeeld),
        blind=replace(beeld.blind, punten=(punt,) * blind),
    )
    lijsten = beeld.op_scherm("verdeeld")
    assert [len(punten) for _, _, punten, _ in lijsten] == getoond
    assert [meer for *_, meer in lijsten] == [a > n for a, n in zip((verdeeld, blind), getoond, strict=True)]
    assert len(beeld.op_scherm("sterk")) == 1


@pytest.mark.parametrize(("lengte", "groot"), [(45, True), (195, False)])
def test_risks_keep_their_letter_and_are_large_where_they_fit(cast: Any, lengte: int, groot: bool) -> None:
    bijeenkomst = zaal.plan(cast)
    for _ in range(3):
        stukken = dict.fromkeys(("oorzaak", "gebeurtenis", "gevolg"), "werkdruk " * (lengte // 9))
        bewaar_risico(bijeenkomst=bijeenkomst, thema="", **stukken)
    anouk = cast.client(cast.anouk)
    for soort in ("risicos", "kansgevolg", "afspraken"):
        services.ga_naar(bijeenkomst=bijeenkomst, stap=bijeenkomst.stappen.filter(soort=soort).first())
        scherm = anouk.get(f"/bijeenkomsten/{bijeenkomst.pk}/scherm/").text
        assert re.findall("<li><b>(.)</b>", scherm) == ["A", "B", "C"]
        assert ("sc-groot" in scherm) is groot
