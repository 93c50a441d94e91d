"""Handreikingen: complete, found, linked from the themabladen they name, on paper, and published by two."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from beroepscode.hulpmiddelen import handreiking_pdf
from beroepscode.models import Handreiking, Loket, Themablad
from vik_portal.redactie import opmaak, services
from vik_portal.zoeken.services import zoek

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alle_inhoud")]

ALLE = {
    "coaching",
    "de-norm-stellen",
    "het-goede-gesprek-over-raadplegen",
    "lijnonderzoek",
    "moreel-beraad",
    "praten-over-fouten",
}


def test_all_six_are_there_and_point_to_what_exists():
    stukken = {stuk.slug: stuk.gelezen for stuk in Handreiking.objects.published()}
    assert stukken.keys() == ALLE
    bladen = set(Themablad.objects.published().values_list("slug", flat=True))
    loketten = set(Loket.objects.published().values_list("slug", flat=True))
    for slug, inhoud in stukken.items():
        assert set(inhoud.verwant) <= bladen, slug
        assert set(inhoud.loketten) <= loketten, slug
        assert inhoud.checklist, slug
        assert inhoud.valkuilen, slug
        minuten = [
            int(stap.kop.partition(" (")[2].split()[0]) for stap in inhoud.stappen if stap.kop.endswith("minuten)")
        ]
        if len(minuten) == len(inhoud.stappen):
            assert sum(minuten) == inhoud.minuten, slug


def test_list_and_code_lead_there_and_the_page_shows_everything(client):
    lijst = client.get("/beroepscode/handreikingen/").content.decode()
    assert 'href="/beroepscode/handreikingen/"' in client.get("/beroepscode/").content.decode()
    for stuk in Handreiking.objects.published():
        assert f'href="{stuk.get_absolute_url()}"' in lijst
        pagina, inhoud = client.get(stuk.get_absolute_url()).content.decode(), stuk.gelezen
        zinnen = [deel for stap in inhoud.stappen for deel in (stap.kop, stap.tekst, stap.zeg)]
        zinnen += [*inhoud.checklist, *(deel for v in inhoud.valkuilen for deel in (v.tekst, v.ondervang))]
        assert [zin for zin in zinnen if zin not in pagina] == [], stuk.slug
        assert (PAD_CHECKLIST in pagina) == (stuk.slug == "lijnonderzoek")


PAD_CHECKLIST = "/beroepscode/handreikingen/lijnonderzoek/checklist/"


def test_themabladen_link_to_what_names_them_and_stop_when_it_does_not(cast, client):
    stuk = Handreiking.objects.get(slug="moreel-beraad")
    pad = f'href="{stuk.get_absolute_url()}"'
    assert stuk.gelezen.verwant
    for slug in stuk.gelezen.verwant:
        assert pad in client.get(f"/beroepscode/themabladen/{slug}/").content.decode()
    eerst, *rest = stuk.gelezen.verwant
    nieuw = services.bewaar_concept(
        stuk=stuk, inhoud=stuk.concept | {"verwant": rest}, door=cast.esra, conceptnummer=stuk.conceptnummer
    )
    services.dien_in(stuk=nieuw, door=cast.esra)
    with pytest.raises(services.RedactieFout, match="zelf ingediend"):
        services.publiceer(stuk=nieuw, door=cast.esra)
    services.publiceer(stuk=nieuw, door=cast.anouk)
    assert pad not in client.get(f"/beroepscode/themabladen/{eerst}/").content.decode()
    assert pad in client.get(f"/beroepscode/themabladen/{rest[0]}/").content.decode()


def test_the_desk_edits_it_like_any_text(cast):
    pagina = cast.client(cast.esra).get("/redactie/handreiking/coaching/").content.decode()
    assert all(label in pagina for label in ("Wat je zegt", "Wat ertegen helpt", "Loop dit na", "Voor wie"))


def test_new_title_of_a_themablad_reaches_the_handreiking(cast, client):
    blad = Themablad.objects.get(slug="imagoschade")
    nieuw = services.bewaar_concept(
        stuk=blad, inhoud=blad.concept | {"titel": "Onze naam"}, door=cast.esra, conceptnummer=blad.conceptnummer
    )
    services.dien_in(stuk=nieuw, door=cast.esra)
    services.publiceer(stuk=nieuw, door=cast.anouk)
    assert "Onze naam" in client.get("/beroepscode/handreikingen/de-norm-stellen/").content.decode()


def test_pdf_has_every_word(client):
    for stuk in Handreiking.objects.published():
        bestand = handreiking_pdf(stuk)
        lezer = PdfReader(io.BytesIO(bestand.inhoud))
        gelezen = "".join("".join(pagina.extract_text().split()) for pagina in lezer.pages)
        inhoud = stuk.gelezen
        zinnen = [inhoud.kort, *opmaak.platte_tekst(inhoud.tekst).split("\n"), *inhoud.checklist]
        zinnen += [deel for stap in inhoud.stappen for deel in (stap.tekst, stap.zeg)]
        zinnen += [deel for valkuil in inhoud.valkuilen for deel in (valkuil.tekst, valkuil.ondervang)]
        # A line of the footer stands between what a page break cuts in two.
        gemist = [zin for zin in zinnen if "".join(zin.split()) not in gelezen]
        assert len(gemist) < len(lezer.pages), (stuk.slug, gemist)
        assert lezer.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert lezer.metadata is not None
        assert lezer.metadata.title == stuk.titel
    antwoord = client.get("/beroepscode/handreikingen/coaching/handreiking.pdf")
    assert antwoord["Content-Disposition"] == 'attachment; filename="handreiking-coaching-bij-een-lastige-keuze.pdf"'


@pytest.mark.parametrize(
    ("vraag", "slug"),
    [
        ("moreel beraad", "moreel-beraad"),
        ("lijnonderzoek", "lijnonderzoek"),
        ("rode knop", "de-norm-stellen"),
        ("collega coachen", "coaching"),
        ("fout nabespreken", "praten-over-fouten"),
        ("steekproef bevragingen", "het-goede-gesprek-over-raadplegen"),
    ],
)
def test_search_finds_it(vraag, slug):
    from django.contrib.auth.models import AnonymousUser

    gevonden = [resultaat.url for resultaat in zoek(vraag, AnonymousUser()).resultaten[:3]]
    assert f"/beroepscode/handreikingen/{slug}/" in gevonden
