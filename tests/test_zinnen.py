"""Whole sentences, never half of one."""

import pytest

from vik_portal.zinnen import past, zinnen


@pytest.mark.parametrize(
    ("tekst", "aantal"),
    [
        ("Eén zin zonder punt", 1),
        ("Je ziet het. Je zegt niets! En nu?", 3),
        ("“Goed”, zegt Bas. “Het tweede adres. Dat ben jij.” Hij wijst.", 4),
        ("Dat hoort bij je eed (Barp, artikel 9). Meer niet.", 2),
        ("Zie art. 9 en bijv. Een huis. Klaar.", 2),
        ("Een regel\nnog een regel.", 2),
        ("Het is 12.30 uur. Je wacht…  Dan niet meer.", 3),
        ("", 0),
    ],
)
def test_where_sentences_end(tekst: str, aantal: int) -> None:
    assert len(zinnen(tekst)) == aantal
    assert " ".join(" ".join(zinnen(tekst)).split()) == " ".join(tekst.split())


@pytest.mark.parametrize("lengte", range(0, 80, 3))
def test_what_fits_and_the_rest_are_all_of_it(lengte: int) -> None:
    tekst = "Je ziet het. Je zegt niets, ook niet tegen Kim! Wat doe je nu?"
    deel, rest = past(tekst, lengte)
    assert len(deel) <= lengte
    assert f"{deel} {rest}".strip() == tekst
    assert not deel or deel[-1] in ".!?"
