"""Items: what a briefing can hold, their image and film, the previews, and the twelve that come with the portal."""

from __future__ import annotations

import contextlib
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.utils import timezone
from PIL import Image, ImageChops
from pydantic import ValidationError
from pypdf import PdfReader

from briefings import beelden, laden
from briefings.beeldmaker.films import FILMS
from briefings.beeldmaker.tekeningen import TEKENINGEN, teken
from briefings.models import Briefingsitem
from briefings.schema import BriefingsitemInhoud
from tests.media.test_beeld import als, plaatje
from tests.media.test_omzetten import clip
from tests.meedoen import eigen
from tests.wereld import laad_item
from vik_portal.media import film, films, opslag, webvtt
from vik_portal.media.beeld import SVG
from vik_portal.media.models import Afbeelding, Video
from vik_portal.redactie import media as redactie_media
from vik_portal.redactie import services
from vik_portal.redactie.inhoud import lees_map
from vik_portal.redactie.services import RedactieFout
from vik_portal.redactie.velden import STRENG

pytestmark = pytest.mark.django_db
SLUGS = [bestand.naam for bestand in lees_map(laden.MAP)]
VTT = "WEBVTT\n\n00:00.000 --> 00:00.900\nGoedemiddag.\n"


@pytest.fixture(autouse=True)
def map_(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


@pytest.fixture
def item(cast: Any) -> Briefingsitem:
    return laad_item("geweld-en-pv")


def pagina(item: Briefingsitem, staart: str = "") -> str:
    return f"/briefings/items/{item.slug}/{staart}"


def upload(client: Any, item: Briefingsitem, data: bytes, naam: str = "x.mp4", **velden: Any) -> Any:
    velden = {"_doe": "voeg_toe", "alt": "Twee figuren praten", **velden}
    return client.post(pagina(item, "beeld/"), {"bestand": SimpleUploadedFile(naam, data), **velden})


def verwerk(client: Any, item: Briefingsitem) -> Video:
    video = Video.objects.filter(bij=beelden.sleutel(item)).latest("pk")
    films.verwerk(video)
    video.refresh_from_db()
    return video


# --- the twelve -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
def test_every_item_fits_in_a_briefing(slug: str, cast: Any) -> None:
    inhoud: BriefingsitemInhoud = laad_item(slug).gelezen
    assert len(inhoud.boodschap.split()) <= 12
    assert all(len(punt.tekst.split()) <= 12 for punt in inhoud.punten)
    assert inhoud.woorden <= 360
    assert inhoud.media.afbeelding
    assert len(inhoud.media.alt) > 30
    assert inhoud.vraag.endswith("?")
    # No case data: no year but that of a law, no place, no number of a case.
    assert not re.search(r"\b(19|20)\d\d\b", f"{inhoud.leerpunt} {inhoud.boodschap} {inhoud.vraag}")


def test_two_years_of_the_default_rhythm_with_the_three_that_must_be_there(cast: Any) -> None:
    assert len(SLUGS) == len(TEKENINGEN) == 12
    assert len(laad_item("geweld-en-pv").gelezen.punten) == 4
    straat = laad_item("bejegening-op-straat").gelezen
    assert [len(straat.niet), len(straat.wel)] == [2, 2]
    assert "collega" in straat.vraag
    assert laad_item("systemen-na-het-nieuws").gelezen.media.film


@pytest.mark.parametrize("slug", ["geweld-en-pv", "wie-zwijgt-lacht-mee"])
def test_the_drawings_are_what_the_script_draws(slug: str) -> None:
    with Image.open(laden.BEELDEN / f"{slug}-480.webp") as bewaard:
        verschil = ImageChops.difference(bewaard.convert("RGB"), teken(slug).klaar(480))
        assert max(grens[1] for grens in verschil.getextrema()) <= 8


@pytest.mark.parametrize("slug", FILMS)
def test_own_films_are_short_silent_and_play(slug: str) -> None:
    feiten = film.bekijk_film(laden.BEELDEN / f"{slug}.mp4")
    assert feiten.seconden <= 12.1
    assert not feiten.geluid
    gezegd = json.loads((laden.BEELDEN / "films.json").read_text())[slug]
    assert gezegd["seconden"] == pytest.approx(feiten.seconden, abs=0.2)
    assert (gezegd["breedte"], gezegd["hoogte"]) == (feiten.breedte, feiten.hoogte)


def test_loading_twice_keeps_one_of_each(cast: Any) -> None:
    laden.laad()
    laden.laad()
    assert Afbeelding.objects.count() == 12
    assert Video.objects.count() == len(FILMS)
    assert set(Briefingsitem.objects.values_list("versienummer", flat=True)) == {1}


# --- what is content ------------------------------------------------------------------------------------


def test_wrong_and_right_stand_beside_each_other_or_not_at_all(item: Briefingsitem) -> None:
    inhoud = dict(item.concept)
    for kanten, goed in ((["niet", "wel"], True), (["niet", "niet"], False), (["niet", None], False)):
        inhoud["punten"] = [{"kop": "Kop", "tekst": "Tekst.", "kant": kant} for kant in kanten]
        with contextlib.nullcontext() if goed else pytest.raises(ValidationError, match="van elk minstens één"):
            BriefingsitemInhoud.model_validate(inhoud)


def test_more_than_three_minutes_cannot_be_handed_in(cast: Any, item: Briefingsitem) -> None:
    inhoud = item.concept | {"notities": "<p>" + "woord " * 361 + "</p>"}
    BriefingsitemInhoud.model_validate(inhoud)  # what is published is still read
    with pytest.raises(ValidationError, match="361 woorden"):
        BriefingsitemInhoud.model_validate(inhoud, context=STRENG)


def test_an_image_goes_into_the_working_copy_and_not_online(cast: Any, item: Briefingsitem) -> None:
    esra = cast.client(cast.esra)
    assert upload(esra, item, als("JPEG", plaatje(1000, 500)), "straat.jpg").status_code == 302
    item.refresh_from_db()
    nieuw = Afbeelding.objects.latest("pk")
    assert item.concept["media"]["afbeelding"] == nieuw.vingerafdruk
    assert item.concept["media"]["alt"] == "Twee figuren praten"
    assert item.inhoud["media"]["afbeelding"] != nieuw.vingerafdruk
    # Only who may see the item sees its image, and the new one only at the desk.
    adres = f"/briefings/beeld/{nieuw.vingerafdruk}/klein/"
    assert esra.get(adres).status_code == 200
    assert cast.client(cast.dirk).get(adres).status_code == 404
    assert cast.client().get(nieuw.url()).status_code == 404
    assert nieuw.alt not in esra.get("/media/").content.decode()


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        (lambda: b"", film.LEEG),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", SVG),
        (lambda: b"%PDF-1.7", beelden.ONBEKEND),
        (lambda: eigen.film("mp4", "libx264")[:-600], film.STUK),
        (lambda: eigen.film("mp4", "libx264", 92), film.TE_LANG),
    ],
    ids=["zero length", "svg", "pdf", "truncated", "too long"],
)
def test_a_refusal_is_one_sentence_and_nothing_is_kept(
    cast: Any, item: Briefingsitem, map_: Path, data: Any, zin: str
) -> None:
    er_was = eigen.in_opslag(map_)
    antwoord = upload(cast.client(cast.esra), item, data(), uitgeschreven="Dit had ik al getypt")
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert zin in tekst
    assert "Dit had ik al getypt" in tekst
    assert not Video.objects.exists()
    assert eigen.in_opslag(map_) == er_was


def test_too_big_stops_while_it_comes_in(cast: Any, item: Briefingsitem, monkeypatch: Any) -> None:
    from vik_portal.media import upload as media_upload

    class Klein(media_upload._Maat):
        def __init__(self, request: Any, meeste: int) -> None:
            super().__init__(request, 1000)

    monkeypatch.setattr(media_upload, "_Maat", Klein)
    assert film.TE_ZWAAR in upload(cast.client(cast.esra), item, eigen.film()).content.decode()
    assert not Video.objects.exists()


def test_a_full_disk_while_it_comes_in_is_said(cast: Any, item: Briefingsitem) -> None:
    """A real limit on what this process writes: the temporary file of the upload does not fit."""
    import resource

    esra, oud = cast.client(cast.esra), resource.getrlimit(resource.RLIMIT_FSIZE)
    data = als("PNG", Image.effect_noise((600, 600), 90))
    esra.get(pagina(item, "beeld/"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, oud[1]))
    try:
        antwoord = upload(esra, item, data, "ruis.png")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, oud)
    assert antwoord.status_code == 422
    assert opslag.VOL in antwoord.content.decode()


def test_a_film_from_upload_to_screen(cast: Any, item: Briefingsitem) -> None:
    esra = cast.client(cast.esra)
    assert upload(esra, item, clip("-c:v", "mpeg4", uitgang="mkv")).status_code == 302
    bewerken = esra.get(f"/redactie/briefingsitem/{item.slug}/").content.decode()
    assert "Wacht tot het gemaakt wordt" in bewerken
    stand = re.search(r'hx-get="([^"]+)" hx-trigger="every 2s"', bewerken)
    assert stand
    # Without a script the same page says it after a reload.
    assert "Wacht tot het gemaakt wordt" in esra.get(pagina(item, "beeld/")).content.decode()
    Video.objects.update(stand="bezig", voortgang=40)
    deel = esra.get(stand[1], headers={"HX-Request": "true"}).content.decode()
    assert 'value="40"' in deel
    assert "<html" not in deel
    video = verwerk(esra, item)
    deel = esra.get(stand[1], headers={"HX-Request": "true"}).content.decode()
    assert "De film is klaar" in deel
    assert "hx-trigger" not in deel

    # With sound and without words it can be kept, and not be handed in.
    esra.post(pagina(item, "beeld/"), {"_doe": f"gebruik:{video.pk}"})
    item.refresh_from_db()
    with pytest.raises(RedactieFout, match="media"):
        services.dien_in(stuk=item, door=cast.esra)
    fouten = esra.get(f"/redactie/briefingsitem/{item.slug}/?controleer=1").content.decode()
    assert "In deze film zit geluid: geef ondertiteling, of schrijf uit wat er gezegd wordt." in fouten
    beelden.zet_bij(item=item, door=cast.esra, ondertiteling=VTT)
    item.refresh_from_db()
    versie = services.publiceer(stuk=services.dien_in(stuk=item, door=cast.esra), door=cast.finn)

    # Who may see the item: the whole film, a part of it, its picture and its captions.
    dirk = cast.client(cast.dirk)
    wand = dirk.get(pagina(item, "wand/")).content.decode()
    for deel in ("muted autoplay playsinline", f"/briefings/film/{video.vingerafdruk}.jpg", 'kind="captions"'):
        assert deel in wand
    adres = f"/briefings/film/{video.vingerafdruk}.mp4"
    heel = dirk.get(adres)
    assert heel["ETag"] == f'"{video.vingerafdruk}"'
    assert "immutable" in heel["Cache-Control"]
    assert len(b"".join(heel)) == video.omvang
    deel = dirk.get(adres, headers={"Range": "bytes=0-99"})
    assert (deel.status_code, deel["Content-Range"]) == (206, f"bytes 0-99/{video.omvang}")
    assert dirk.get(adres, headers={"If-None-Match": heel["ETag"]}).status_code == 304
    spoor = re.search(r'<track[^>]*src="([^"]+)"', wand)
    assert spoor
    assert dirk.get(spoor[1]).content.decode() == VTT
    assert cast.client(cast.kees).get(adres).status_code == 403

    # Another film, and another text with it: what was published stays as it was.
    beelden.haal_weg(item=versie, deel="film", door=cast.esra)
    versie.refresh_from_db()
    services.publiceer(stuk=services.dien_in(stuk=versie, door=cast.esra), door=cast.finn)
    assert dirk.head(adres).status_code == 200
    assert dirk.get(spoor[1]).content.decode() == VTT


def test_only_what_no_version_refers_to_is_removed(cast: Any, item: Briefingsitem, map_: Path) -> None:
    met_film = laad_item("systemen-na-het-nieuws")
    esra = cast.client(cast.esra)
    upload(esra, item, clip("-c:v", "mpeg4", uitgang="mkv"))
    los = verwerk(esra, item)
    assert redactie_media.ruim_op() == 0  # less than a day old
    lang_geleden = timezone.now() - 2 * redactie_media.BEDENKTIJD
    Video.objects.update(op=lang_geleden, gezien=lang_geleden)
    Afbeelding.objects.update(op=lang_geleden)
    bestand = map_ / los.bestand
    assert redactie_media.ruim_op() == 1
    assert not Video.objects.filter(pk=los.pk).exists()
    assert bestand.exists()  # files follow when the transaction is certain
    # In no working copy and no longer online, but still in a version.
    Briefingsitem.objects.filter(pk=met_film.pk).update(concept={}, inhoud=item.inhoud)
    assert redactie_media.ruim_op() == 0
    with pytest.raises(ProtectedError):
        films.verwijder_video(video=Video.objects.get())


def test_somebody_else_is_at_it(cast: Any, item: Briefingsitem) -> None:
    services.meld_bezig(stuk=item, door=cast.finn)
    antwoord = upload(cast.client(cast.esra), item, als("PNG"), "x.png")
    assert "is met dit item bezig" in antwoord.content.decode()
    item.refresh_from_db()
    assert item.concept == item.inhoud


def test_captions_that_cannot_be_read_stand_at_their_field(cast: Any, item: Briefingsitem) -> None:
    esra = cast.client(cast.esra)
    antwoord = upload(esra, item, eigen.film(), ondertiteling=SimpleUploadedFile("x.vtt", b"1\n00:00 Hoi"))
    assert webvtt.GEEN_WEBVTT in antwoord.content.decode()
    assert not Video.objects.exists()


# --- previews -------------------------------------------------------------------------------------------


def test_previews_show_what_is_online_and_at_the_desk_the_working_copy(cast: Any, item: Briefingsitem) -> None:
    inhoud = item.concept | {"vraag": "Wat staat er alleen in het concept?"}
    services.bewaar_concept(stuk=item, inhoud=inhoud, door=cast.esra, conceptnummer=item.conceptnummer)
    esra = cast.client(cast.esra)
    for staart in ("wand/", "telefoon/?stap=3"):
        assert item.inhoud["vraag"] in cast.client(cast.dirk).get(pagina(item, staart)).content.decode()
        plus = "&concept" if "?" in staart else "?concept"
        assert "alleen in het concept" in esra.get(pagina(item, staart + plus)).content.decode()
        assert cast.client(cast.dirk).get(pagina(item, staart + plus)).status_code == 404


def test_a_working_copy_that_is_not_complete_has_no_preview(cast: Any, item: Briefingsitem) -> None:
    Briefingsitem.objects.update(concept={"titel": "Half"})
    antwoord = cast.client(cast.esra).get(pagina(item, "wand/?concept"), follow=True)
    assert "Er ontbreekt nog iets" in antwoord.content.decode()


def test_the_briefer_goes_through_it_on_a_phone(cast: Any, item: Briefingsitem) -> None:
    dirk = cast.client(cast.dirk)
    eerste, zeg, vraag = (dirk.get(pagina(item, f"telefoon/?stap={n}")).content.decode() for n in (1, 2, 3))
    assert item.inhoud["boodschap"] in eerste
    assert 'href="?stap=2"' in eerste
    assert "Wat je zegt" in zeg
    assert item.inhoud["vraag"] in vraag
    assert "Volgende" not in vraag
    assert dirk.get(pagina(item, "telefoon/?stap=x")).status_code == 200


@pytest.mark.parametrize("slug", ["geweld-en-pv", "bejegening-op-straat"])
def test_on_paper(cast: Any, slug: str) -> None:
    item = laad_item(slug)
    antwoord = cast.client(cast.dirk).get(pagina(item, "item.pdf"))
    assert antwoord["Content-Type"] == "application/pdf"
    lezer = PdfReader(io.BytesIO(antwoord.content))
    tekst = " ".join(" ".join(blad.extract_text() for blad in lezer.pages).split())
    inhoud = item.gelezen
    for deel in (inhoud.boodschap, inhoud.punten[0].kop, inhoud.vraag, "Leerpunt", f"/briefings/items/{slug}/"):
        assert deel.replace(" ", "") in tekst.replace(" ", "")
    if slug == "bejegening-op-straat":
        assert "Zo niet" in tekst
        assert "Zo wel" in tekst
    assert lezer.trailer["/Root"]["/MarkInfo"]["/Marked"]
