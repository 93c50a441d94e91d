"""Differences: no word may get lost in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from beroepscode.schema import ThemabladInhoud
from vik_portal.redactie.verschil import Stukje, regels, verschillen, woorden

WORDS = st.lists(st.sampled_from(["je", "neemt", "geen", "geld", "aan,", "nooit", "€ 50"]), max_size=12).map(" ".join)


def flat(stukjes, *soorten):
    return " ".join(" ".join(s.tekst for s in stukjes if s.soort in soorten).split())


@given(WORDS, WORDS)
def test_kept_and_removed_is_the_old_text_kept_and_added_the_new(oud, nieuw):
    stukjes = woorden(oud, nieuw)
    assert flat(stukjes, "gelijk", "weg") == oud
    assert flat(stukjes, "gelijk", "erbij") == nieuw


@given(WORDS)
def test_equal_texts_have_no_difference(tekst):
    assert all(s.soort == "gelijk" for s in woorden(tekst, tekst))


def test_one_word_is_one_difference():
    assert woorden("Je neemt nooit geld aan.", "Je neemt geen geld aan.") == [
        Stukje("gelijk", "Je neemt "),
        Stukje("weg", "nooit "),
        Stukje("erbij", "geen "),
        Stukje("gelijk", "geld aan."),
    ]


def test_unchanged_lines_are_gathered():
    assert regels(["a", "b", "c"], ["a", "b", "d"])[0] is None
    assert len(regels(["a", "b", "c"], ["a", "b", "d"])) == 2


def test_differences_are_per_field_with_its_label_and_skip_what_is_equal():
    oud = {"titel": "Geschenken", "trefwoorden": ["fooi"], "waarom": "<p>Een bedankje</p>"}
    nieuw = {"titel": "Geschenken", "trefwoorden": ["fooi", "gift"], "waarom": "<p>Een <strong>bedankje</strong></p>"}
    gevonden = verschillen(ThemabladInhoud, oud, nieuw)
    assert [(v.label, v.alleen_opmaak) for v in gevonden] == [("Trefwoorden", False), ("Waarom dit telt", True)]


def test_an_older_content_with_other_fields_can_be_compared():
    oud = {"titel": "Oud", "weggevallen_veld": 3, "melden": [{"ja": "v2"}], "wet": None}
    assert [v.label for v in verschillen(ThemabladInhoud, oud, {"titel": "Nieuw"})] == ["Titel", "Moet ik dit melden?"]
    assert verschillen(ThemabladInhoud, None, None) == []


def test_where_a_link_leads_is_part_of_the_difference():
    oud = {"waarom": '<p>Lees de <a href="https://wetten.overheid.nl/a?b=1&amp;c=2">wet</a> nu.</p>'}
    nieuw = {"waarom": '<p>Lees de <a href="https://example.com/">wet</a> straks.</p>'}
    (veld,) = verschillen(ThemabladInhoud, oud, nieuw)
    gezien = {stuk.soort: stuk.tekst for regel in veld.regels if regel for stuk in regel}
    assert "https://wetten.overheid.nl/a?b=1&c=2" in gezien["weg"]
    assert "https://example.com/" in gezien["erbij"]
