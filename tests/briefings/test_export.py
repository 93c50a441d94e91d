"""A briefing item as PowerPoint: what hangs on the wall, with the speaking notes as notes."""

from __future__ import annotations

import io

from pptx import Presentation

from briefings.exports import item_pptx
from tests.wereld import maak_wereld
from vik_portal.redactie import opmaak


def test_item_as_a_slide_says_what_hangs_on_the_wall(cast) -> None:
    item = maak_wereld(cast).item
    inhoud = item.gelezen
    antwoord = cast.client(cast.dirk).get(f"/briefings/items/{item.slug}/item.pptx")
    assert antwoord.status_code == 200
    assert antwoord.content == item_pptx(item).inhoud
    [dia] = Presentation(io.BytesIO(antwoord.content)).slides
    assert dia.shapes.title.text == item.titel
    tekst = "\n".join(vorm.text_frame.text for vorm in dia.shapes if vorm.has_text_frame)
    assert inhoud.vraag in tekst
    assert len(inhoud.punten) == 4
    for nummer, punt in enumerate(inhoud.punten, 1):
        assert f"{nummer}. {punt.kop}" in tekst
        assert punt.tekst in tekst
    # Speaking notes are for who gives the briefing; on the slide they would be read by the room.
    notities = opmaak.platte_tekst(inhoud.notities)
    assert dia.notes_slide.notes_text_frame.text == notities
    assert notities.splitlines()[0] not in tekst
