"""Dutch words that belong together: compounds, forms, sounds."""

from __future__ import annotations

import pytest

from vik_portal.zoeken.familie import BEGIN, EIND, VORM, delen_van_onbekend, familie, klank

STEMS = {
    "medewerker", "politie", "politiemedewerker", "geld", "geldzorg", "zorg", "auto", "dienst", "dienstauto",
    "meld", "gemeld", "meldt", "cadeau", "cadeautj", "macht", "nacht", "acht", "misbruik", "klacht",
}  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found", "factor"),
    [
        ("medewerker", "politiemedewerker", EIND),
        ("auto", "dienstauto", EIND),
        ("geld", "geldzorg", BEGIN),
        ("meld", "gemeld", VORM),
        ("gemeld", "meld", VORM),
        ("meld", "meldt", VORM),
        ("cadeau", "cadeautj", VORM),
        ("politiemedewerker", "medewerker", None),  # who asks for the compound does not want all of its parts
        ("acht", "macht", None),
        ("acht", "klacht", None),
        ("macht", "nacht", None),
    ],
)
def test_pairs(asked: str, found: str, factor: float | None) -> None:
    assert familie(STEMS).get((asked, found)) == factor


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("machtsmisbruik", ("macht", "misbruik")),
        ("dienstfiets", ("dienst", "")),
        ("hondenauto", ("", "auto")),
        ("qqq", ("", "")),
    ],
)
def test_known_parts_of_an_unknown_word(word: str, parts: tuple[str, str]) -> None:
    assert delen_van_onbekend(word, STEMS) == parts


@pytest.mark.parametrize(
    ("een", "ander"), [("kado", "cadeau"), ("dillema", "dilemma"), ("gewelt", "geweld"), ("bejeegening", "bejegening")]
)
def test_words_that_sound_the_same(een: str, ander: str) -> None:
    assert klank(een) == klank(ander) != klank("geschenk")
