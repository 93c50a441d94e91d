"""Captions: words with a beginning and an end, and nothing else of what was in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vik_portal.media import webvtt
from vik_portal.media.beeld import MediaFout


def test_only_words_and_times_are_kept() -> None:
    bron = """WEBVTT - gemaakt door iemand

STYLE
::cue { background: url(https://elders.example/x) }

NOTE een opmerking

REGION
id:fred

b
00:03.000 --> 00:04.500 position:10% line:0
<v Iemand>Goedemiddag.</v> <c.rood onclick=x>Ik zag u</c> &lt;script&gt;
<b>rijden

00:01.000 --> 00:02.000
<img src=x onerror=alert(1)>Hoi & dag
"""
    assert webvtt.netjes(bron) == (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nHoi &amp; dag\n\n"
        "00:03.000 --> 00:04.500\nGoedemiddag. Ik zag u &lt;script&gt;\nrijden\n"
    )
    assert webvtt.gesproken(bron) == "Hoi & dag\nGoedemiddag. Ik zag u <script> rijden"


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("", webvtt.GEEN_WEBVTT),
        ("WEBVTT", webvtt.GEEN_REGELS),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<b></b>", webvtt.GEEN_REGELS),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nHoi", webvtt.ACHTERUIT.format(tijd="00:02.000")),
        ("WEBVTT\n\n" + "00:01.000 --> 00:02.000\nHoi\n\n" * (webvtt.MEESTE + 1), webvtt.TE_VEEL),
    ],
)
def test_what_cannot_be_used_is_said(tekst: str, zin: str) -> None:
    with pytest.raises(MediaFout) as fout:
        webvtt.netjes(tekst)
    assert str(fout.value) == zin


@given(st.text(max_size=200))
def test_no_text_gets_a_tag_or_a_new_cue_through(tekst: str) -> None:
    try:
        schoon = webvtt.netjes(f"WEBVTT\n\n00:01.000 --> 00:02.000\nx{tekst}")
    except MediaFout:
        return
    assert "<" not in schoon
    assert webvtt.netjes(schoon) == schoon
