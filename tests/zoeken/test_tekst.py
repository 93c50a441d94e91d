"""Text as search sees it, and as it shows it: words, passages, and the asked words marked."""

from __future__ import annotations

import pytest

from vik_portal.zoeken.tekst import BREEDTE, merk, passages, vervang, woorden


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Collega’s in de PIKETAUTO.", ["collega", "in", "de", "piketauto"]),
        ("proces-verbaal", ["proces", "verbaal", "procesverbaal"]),
        ("24/7, art. 3 lid 1", ["24", "7", "art", "3", "lid", "1"]),
        ("x" * 5000, []),
        ("🙂 -- ' \" <b>", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert list(woorden(text)) == expected


def test_passages_are_whole_sentences_of_one_line_and_lose_nothing() -> None:
    zinnen = [f"Dit is zin nummer {n}, en die is af." for n in range(20)]
    text = " ".join(zinnen) + "\nEen regel zonder punt\n\n“Mag dit?” vroeg hij. Ja."
    gevonden = passages(text)
    assert all(len(stuk) <= BREEDTE for stuk in gevonden)
    assert all(stuk.endswith("af.") and stuk.startswith("Dit is zin") for stuk in gevonden[:-2])
    assert gevonden[-2:] == ["Een regel zonder punt", "“Mag dit?” vroeg hij. Ja."]
    assert " ".join(gevonden).split() == text.split()


def test_a_sentence_without_end_is_cut_between_words() -> None:
    text = "woord " * 200
    assert all(stuk.strip("word ") == "" and len(stuk) <= BREEDTE for stuk in passages(text))
    assert " ".join(passages(text)).split() == text.split()
    assert "".join(passages("x" * 1000)) == "x" * 1000


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Een Geschenk, geen geschenkbon.", {"geschenk"}, "Een <mark>Geschenk</mark>, geen geschenkbon."),
        ("Je proces-verbaal.", {"procesverbaal"}, "Je <mark>proces-verbaal</mark>."),
        ("Je proces-verbaal.", {"verbaal"}, "Je <mark>proces-verbaal</mark>."),
        ("<i>R&D</i> & <script>", {"r", "amp", "lt"}, "&lt;i&gt;<mark>R</mark>&amp;D&lt;/i&gt; &amp; &lt;script&gt;"),
        ("Niets.", set(), "Niets."),
    ],
)  # fmt: skip
def test_marked_words_in_escaped_text(text: str, words: set[str], expected: str) -> None:
    assert merk(text, words) == expected


@pytest.mark.parametrize(
    ("vraag", "andere", "bedoeld"),
    [
        ("proces-verbaal integritiet", {"integritiet": "integriteit"}, "proces-verbaal integriteit"),
        ("procez-verbaal a 4", {"procez": "proces"}, "proces-verbaal a 4"),
        ("procez-verbal", {"procez": "proces", "procezverbal": "proces-verbaal"}, "proces-verbaal"),
        ("Korting?", {"korting": "kortingen"}, "kortingen?"),
    ],
)
def test_a_corrected_word_takes_the_place_of_what_was_typed(vraag, andere, bedoeld):
    assert vervang(vraag, andere) == bedoeld
