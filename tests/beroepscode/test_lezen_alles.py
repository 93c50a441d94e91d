"""Reading the code with all content of the project: complete, connected, and light."""

from __future__ import annotations

import gzip
import io
import re

import pytest
from django.contrib.staticfiles import finders
from pptx import Presentation

from beroepscode.models import Onderdeel, Themablad
from beroepscode.sessie import themablad_pptx
from tests.beroepscode.test_zonder_netwerk import gegevens

pytestmark = pytest.mark.django_db


#: Bytes of headers per answer, on the safe side.
KOPPEN = 600


def plat(woorden: str) -> str:
    return "".join(woorden.split())


def test_every_hub_has_something_to_talk_about_and_somebody_to_talk_to(alle_inhoud, client):
    eigen = Onderdeel.objects.dialoogkaarten()
    sleutels = set(Onderdeel.objects.actief().values_list("sleutel", flat=True))
    assert eigen.count() >= 24
    assert {sleutel for vraag in eigen for sleutel in vraag.bij} <= sleutels
    hubs = list(Onderdeel.objects.hubs())
    assert len(hubs) == 13
    links: set[str] = set()
    for hub in hubs:
        pagina = client.get(hub.get_absolute_url()).content.decode()
        assert eigen.bij(hub.sleutel).count() >= 2, hub
        assert 2 <= len(set(re.findall(r'href="/beroepscode/loketten/([\w-]+)/"', pagina))) <= 4, hub
        links |= set(re.findall(r'href="(/(?!static/)[^"#]*)"', pagina))
    assert [pad for pad in links if client.get(pad).status_code != 200] == []


def test_a_session_has_three_questions_with_answer_and_reason_and_words_for_its_leader(alle_inhoud):
    for blad in Themablad.objects.order_by("slug")[::5]:
        dias = list(Presentation(io.BytesIO(themablad_pptx(blad).inhoud)).slides)
        eerste_van_reeks = [dia for dia in dias if not re.search(r"\((?!1 van)\d+ van \d+\)$", dia.shapes.title.text)]
        assert all(dia.has_notes_slide and dia.notes_slide.notes_text_frame.text for dia in eerste_van_reeks)
        notities = "\n".join(dia.notes_slide.notes_text_frame.text for dia in dias if dia.has_notes_slide)
        woorden = "\n".join(vorm.text_frame.text for dia in dias for vorm in dia.shapes if vorm.has_text_frame)
        inhoud = blad.gelezen
        assert len(inhoud.kennisvragen) == 3
        for vraag in inhoud.kennisvragen:
            goed = vraag.antwoorden[vraag.goed]
            assert f"Goed is antwoord {vraag.goed + 1}: {goed}\n\nWaarom: {vraag.waarom}" in notities
            assert all(plat(deel) in plat(woorden) for deel in (vraag.vraag, *vraag.antwoorden, vraag.waarom))
        assert all(stap.zeg in notities and stap.let_op in notities for stap in inhoud.gesprek)
        minuten = [int(n) for n in re.findall(r"^(\d+) minu(?:ut|ten)$", notities, re.MULTILINE)]
        assert f"ongeveer {sum(minuten)} minuten" in notities


@pytest.mark.parametrize(
    "pad",
    [
        "/",
        "/beroepscode/",
        "/beroepscode/kernwaarde/integer/",
        "/beroepscode/themabladen/",
        "/beroepscode/themabladen/omgaan-met-informatie/",
        "/beroepscode/loketten/",
        "/beroepscode/dialoogkaarten/",
    ],
)
def test_a_first_visit_weighs_at_most_sixty_kilobytes(alle_inhoud, client, pad):
    """The page as it is sent, not even compressed; styles and scripts as WhiteNoise does; what the keeper takes."""
    pagina = client.get(pad).content
    bestanden = set(re.findall(rb'(?:src|href)="/static/([^"]+\.(?:css|js))"', pagina))
    gewicht = len(pagina)
    if b"data-bewaarder" in pagina:
        script = client.get("/beroepscode/bewaarder.js").content
        schil = gegevens(script.decode())
        bestanden |= {naam.removeprefix("/static/").encode() for naam in schil["bestanden"] if not naam.endswith("svg")}
        gewicht += len(script) + len(client.get(schil["zonderNetwerk"]).content)
    gewicht += KOPPEN * (2 + len(bestanden))
    for naam in bestanden:
        with open(finders.find(naam.decode()), "rb") as bestand:
            gewicht += len(gzip.compress(bestand.read(), 9))
    assert bestanden
    assert gewicht <= 60_000
