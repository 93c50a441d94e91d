"""The snippet of a found text: which words it marks, where it is cut, and that nothing of the text is HTML."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from vik_portal.zoeken.fragment import BREEDTE, fragment, van_deel, van_stam

LANG = "Dit is een zin zonder meer. " * 60


def marked(html: str) -> list[str]:
    return re.findall(r"<mark>(.*?)</mark>", html)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("geschenken", "Een geschenk, twee geschenken en een Geschenk.", ["geschenk", "geschenken", "Geschenk"]),
        ("leraren", "De leraar sprak met leraren.", ["leraar", "leraren"]),
        ("bakken", "De bak, de bakken, de bakker.", ["bak", "bakken"]),
        ("privé", "Privé is privé.", ["Privé", "privé"]),
        ("VIK", "Bel VIK.", ["VIK"]),
        ("melden", "Melden is een melding doen, geen meldkamer.", ["Melden", "melding"]),
    ],
)
def test_forms_that_postgresql_finds_are_marked(asked: str, text: str, expected: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(to_tsvector('dutch', %s))", [asked])
        stems = cursor.fetchone()[0]
        found = []
        for word in re.findall(r"\w+", text):
            cursor.execute("SELECT to_tsvector('dutch', %s) @@ plainto_tsquery('dutch', %s)", [word, asked])
            found += [word] if cursor.fetchone()[0] else []
    assert marked(fragment(text, map(van_stam, stems))) == expected
    # A near relative (melding) may be marked as well; what PostgreSQL found must be.
    assert found
    assert set(found) <= set(expected)


def test_part_of_a_compound_is_marked() -> None:
    assert marked(fragment("Alle politiemedewerkers.", [van_deel("medewerker")])) == ["medewerker"]


def test_stretch_with_most_of_the_words_is_shown() -> None:
    text = f"Een camera. {LANG} Een camera ziet het geschenk. {LANG}"
    html = fragment(text, [van_stam("camera"), van_stam("geschenk")])
    assert marked(html) == ["camera", "geschenk"]
    assert html.startswith("Een <mark>camera</mark> ziet")
    assert len(re.sub(r"</?mark>", "", html)) <= BREEDTE


def test_without_a_found_word_it_is_the_beginning() -> None:
    assert fragment(f"Het begin. {LANG}", [van_stam("camera")]).startswith("Het begin.")


def test_text_and_marked_words_are_escaped() -> None:
    html = fragment("<b>camera</b> & <script>", [van_stam("camera")])
    assert html == "&lt;b&gt;<mark>camera</mark>&lt;/b&gt; &amp; &lt;script&gt;"


@pytest.mark.parametrize("text", ["", " … ", "camera", "x" * 1000])
def test_short_and_odd_texts(text: str) -> None:
    assert fragment(text, [van_stam("camera"), van_stam("(x"), van_deel("x.")]) is not None
