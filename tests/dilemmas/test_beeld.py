"""What readers see of published totals: pure functions."""

from __future__ import annotations

import pytest

from dilemmas.beeld import Keuzetal, keuzebeeld, sterrenbeeld

#: On the page "b" comes first; totals are stored in the order of the keys.
OPTIES = [{"sleutel": "b2", "tekst": "b"}, {"sleutel": "c3", "tekst": "c"}, {"sleutel": "a1", "tekst": "a"}]


def test_nothing_published_is_nothing_to_see():
    assert keuzebeeld(None, OPTIES) is None
    assert sterrenbeeld(None) is None


def test_totals_stand_beside_their_own_option():
    beeld = keuzebeeld(Keuzetal((2, 3, 5), (0, 10, 0), 10), OPTIES)
    assert [(rij.tekst, rij.eerste.aantal, rij.tweede.aantal) for rij in beeld.rijen] == [
        ("b", 3, 10), ("c", 5, 0), ("a", 2, 0),
    ]  # fmt: skip
    assert [rij.eerste.breedte for rij in beeld.rijen] == [30, 50, 20]


@pytest.mark.parametrize(
    ("eerste", "tweede", "zin"),
    [
        ((6, 2, 2), (5, 3, 2), "Eerst en daarna werd dezelfde keuze het vaakst gemaakt."),
        ((6, 2, 2), (2, 6, 2), "Na de andere kant werd een andere keuze het vaakst gemaakt."),
        ((5, 5, 0), (6, 2, 2), "Er is niet één keuze die eerst en daarna het vaakst werd gemaakt."),
        ((6, 2, 2), (5, 5, 0), "Er is niet één keuze die eerst en daarna het vaakst werd gemaakt."),
    ],
)
def test_the_caption_says_what_moved(eerste, tweede, zin):
    assert keuzebeeld(Keuzetal(eerste, tweede, 10), OPTIES).slotzin == zin


def test_stars_have_one_decimal_and_a_dutch_comma():
    beeld = sterrenbeeld([1, 0, 0, 4, 5])
    assert (beeld.gemiddelde, beeld.totaal, beeld.aantallen[0]) == ("4,2", 10, (5, 5))
