"""A briefing item as PowerPoint: what hangs on the wall, with the speaking notes as notes."""

from __future__ import annotations

import io

from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from briefings.exports import item_pptx
from tests.wereld import maak_wereld
from vik_portal.media.services import bewaar_afbeelding
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


def test_the_image_of_an_item_stands_on_its_slide(cast) -> None:
    item = maak_wereld(cast).item
    foto = io.BytesIO()
    Image.new("RGB", (1600, 900), "#808080").save(foto, "JPEG")
    afbeelding = bewaar_afbeelding(bestand=io.BytesIO(foto.getvalue()), alt="Een bureau", door=cast.dirk, besloten=True)
    # Four points without a side are a wheel, and hang without their image.
    item.inhoud["punten"] = item.inhoud["punten"][:3]
    item.inhoud["media"] = {"afbeelding": afbeelding.vingerafdruk, "alt": "Een bureau van boven"}
    [dia] = Presentation(io.BytesIO(item_pptx(item).inhoud)).slides
    [plaat] = [vorm for vorm in dia.shapes if vorm.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert plaat._element.nvPicPr.cNvPr.get("descr") == "Een bureau van boven"
