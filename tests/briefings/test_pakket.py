"""The e-briefingpakket: what goes in, how it is made, and how far it is with its eenheid."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import av
import pytest
import typst
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from briefings import taken
from briefings.bewaren import VERVANGEN
from briefings.exports import wand_van
from briefings.models import Briefingsitem, Campagne, Pakket, Vertoning
from briefings.pakketinhoud import Bron, bestanden, pak_in, spreektekst
from briefings.schema import BriefingsitemInhoud
from briefings.services import pakketten
from briefings.services.pakketten import PakketFout, verwerk, vraag_pakket
from tests.briefings.akkoord import akkoord, nieuwe_versie
from tests.cast import Cast
from tests.wereld import laad_item
from vik_portal import bewaren
from vik_portal.exports import wandbeeld as tekenaar
from vik_portal.exports.pdf import letters
from vik_portal.exports.wandbeeld import SJABLOON, Wandbeeld, Wandpunt, wandbeeld
from vik_portal.media import omzetten
from vik_portal.media.beeld import MediaFout
from vik_portal.media.models import Video

pytestmark = pytest.mark.django_db
INHOUD = {
    "dagen.ics", "dagen.xlsx", "dia.pptx", "film.mp4", "lees-mij.txt", "scherm.png", "spreektekst.docx",
    "spreektekst.txt",
}  # fmt: skip


@pytest.fixture(autouse=True)
def map_(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()


@pytest.fixture
def goedgekeurd(cast: Cast, campagne: Campagne, items: list[Briefingsitem]) -> Briefingsitem:
    """The first item of the campaign, approved by Hanna."""
    akkoord(cast, items[0])
    return items[0]


@pytest.fixture
def pakket(cast: Cast, campagne: Campagne, goedgekeurd: Briefingsitem) -> Pakket:
    return vraag_pakket(item=goedgekeurd, campagne=campagne, eenheid=cast.eenheid)


def maak(pakket: Pakket) -> Pakket:
    """With a film of one second."""
    verwerk(pakket, seconden=1)
    pakket.refresh_from_db()
    assert pakket.klaar, pakket.fout
    return pakket


def alsof_klaar(pakket: Pakket) -> Pakket:
    """Made, without the making."""
    default_storage.save(pakket.bestand, io.BytesIO(b"PK inhoud"))
    pakket.stand, pakket.bestandsafdruk, pakket.omvang, pakket.voortgang = Pakket.Stand.KLAAR, "a" * 64, 9, 100
    pakket.save()
    return pakket


def test_from_the_button_to_the_file(cast: Cast, campagne: Campagne, goedgekeurd: Briefingsitem) -> None:
    """Asked in a page, made by the job with real ffmpeg, fetched by the sectorhoofd."""
    adres = f"/briefings/campagnes/{campagne.pk}/pakketten/"
    antwoord = cast.client(cast.anouk).post(f"{adres}{goedgekeurd.pk}/{cast.eenheid.pk}/")
    pakket = Pakket.objects.get()
    assert antwoord.url == f"/briefings/pakket/{pakket.pk}/"
    [baan] = ProcrastinateJob.objects.filter(task_name="briefings.maak_pakket")
    assert baan.args == {"pakket": pakket.pk}
    assert "Wacht tot het gemaakt wordt" in cast.client(cast.guus).get(antwoord.url).content.decode()
    assert cast.client(cast.guus).get(f"{antwoord.url}pakket.zip").status_code == 404

    taken.maak_pakket(pakket=pakket.pk)
    bestand = cast.client(cast.guus).get(f"{antwoord.url}pakket.zip")
    assert bestand["Content-Type"] == "application/zip"
    assert "attachment" in bestand["Content-Disposition"]
    assert bestand["Cache-Control"] == "no-store, private"
    with zipfile.ZipFile(io.BytesIO(b"".join(bestand.streaming_content))) as zip_:  # type: ignore[attr-defined]
        assert set(zip_.namelist()) == INHOUD
        with Image.open(io.BytesIO(zip_.read("scherm.png"))) as beeld:
            assert (beeld.size, beeld.format) == ((1920, 1080), "PNG")
        with av.open(io.BytesIO(zip_.read("film.mp4"))) as film:
            assert film.streams.video[0].codec_context.name == "h264"
            assert (film.streams.video[0].width, film.streams.video[0].height) == (1920, 1080)
            assert round((film.duration or 0) / 1_000_000) == pakketten.STILSTAAND
        rijen = list(load_workbook(io.BytesIO(zip_.read("dagen.xlsx"))).active.values)
        assert len(rijen) == 1 + 4  # two teams on two days
        assert rijen[1][2:] == (cast.buurteam.naam, "Vroege 07:00, Late 15:00, Nacht 23:00")
        agenda = zip_.read("dagen.ics").decode()
        assert agenda.count("BEGIN:VEVENT") == 4
        assert goedgekeurd.titel not in agenda
        assert "Goedgekeurd voor" in zip_.read("lees-mij.txt").decode()


def test_the_same_content_is_made_once_and_gives_the_same_bytes(
    cast: Cast, pakket: Pakket, goedgekeurd: Briefingsitem, campagne: Campagne
) -> None:
    assert vraag_pakket(item=goedgekeurd, campagne=campagne, eenheid=cast.eenheid) == pakket
    bron = Bron(goedgekeurd, pakket.versie, campagne, cast.eenheid)
    png = wandbeeld(wand_van(bron.inhoud))
    uit = []
    for _ in range(2):
        doel = io.BytesIO()
        pak_in(doel, {**bestanden(bron, bron.dagen(), png), "film.mp4": b"film"}, bron.dag)
        uit.append(doel.getvalue())
    assert uit[0] == uit[1]


def test_a_moved_day_makes_it_another_package(
    cast: Cast, pakket: Pakket, goedgekeurd: Briefingsitem, campagne: Campagne
) -> None:
    assert not pakketten.is_verschoven(pakket)
    campagne.vertoningen.filter(team=cast.team, item=goedgekeurd).update(volgnummer=1)
    assert pakketten.is_verschoven(pakket)
    assert vraag_pakket(item=goedgekeurd, campagne=campagne, eenheid=cast.eenheid) != pakket


def test_not_without_approval(cast: Cast, campagne: Campagne, items: list[Briefingsitem]) -> None:
    with pytest.raises(PakketFout, match="nog niet goedgekeurd"):
        vraag_pakket(item=items[0], campagne=campagne, eenheid=cast.eenheid)
    antwoord = cast.client(cast.anouk).post(
        f"/briefings/campagnes/{campagne.pk}/pakketten/{items[0].pk}/{cast.eenheid.pk}/", follow=True
    )
    assert "nog niet goedgekeurd" in antwoord.content.decode()
    assert not Pakket.objects.exists()


def test_a_team_item_is_of_the_published_version(cast: Cast, items: list[Briefingsitem]) -> None:
    eigen = Vertoning.objects.create(item=items[2], team=cast.team, dag=timezone.localdate())
    antwoord = cast.client(cast.bram).post(f"/briefings/vertoning/{eigen.pk}/pakket/")
    pakket = Pakket.objects.get()
    assert antwoord.url == f"/briefings/pakket/{pakket.pk}/"
    assert pakket.versie.nummer == items[2].versienummer
    assert cast.client(cast.dirk).get(antwoord.url).status_code == 200
    assert cast.client(cast.carla).get(antwoord.url).status_code == 404
    assert "Aangeleverd" not in cast.client(cast.bram).get(antwoord.url).content.decode()


def test_the_film_of_an_item_goes_along_with_its_captions(cast: Cast) -> None:
    item = laad_item("systemen-na-het-nieuws")
    Vertoning.objects.create(item=item, team=cast.team, dag=timezone.localdate())
    gemaakt = maak(vraag_pakket(item=item, campagne=None, eenheid=cast.team))
    film = Video.objects.get(vingerafdruk=item.inhoud["media"]["film"])
    with default_storage.open(gemaakt.bestand) as bestand, zipfile.ZipFile(bestand) as zip_:
        with default_storage.open(film.bestand) as bron:
            assert zip_.read("film.mp4") == bron.read()
        assert ("ondertiteling.vtt" in zip_.namelist()) is bool(item.inhoud["media"].get("ondertiteling"))
        assert item.inhoud["media"]["alt"] in zip_.read("spreektekst.txt").decode()


def test_delivered_by_vik_confirmed_by_the_eenheid(cast: Cast, pakket: Pakket) -> None:
    adres = f"/briefings/pakket/{pakket.pk}/"
    alsof_klaar(pakket)
    assert cast.client(cast.hanna).post(adres, {"doe": "aangeleverd"}).status_code == 404
    cast.client(cast.hanna).post(adres, {"doe": "bevestigd"})
    pakket.refresh_from_db()
    assert pakket.bevestigd_op is None
    cast.client(cast.anouk).post(adres, {"doe": "aangeleverd"})
    assert cast.client(cast.anouk).post(adres, {"doe": "bevestigd"}).status_code == 404
    assert "E-briefingpakket aangeleverd" in cast.client(cast.hanna).get("/mijn/").content.decode()
    cast.client(cast.hanna).post(adres, {"doe": "bevestigd"})
    pakket.refresh_from_db()
    vandaag = timezone.localdate()
    assert (pakket.aangeleverd_op, pakket.aangeleverd_rol) == (vandaag, "preventiecoordinator")
    assert (pakket.bevestigd_op, pakket.bevestigd_rol) == (vandaag, "eenheidsleiding")


def test_another_approved_version_voids_it_visibly(
    cast: Cast, pakket: Pakket, goedgekeurd: Briefingsitem, campagne: Campagne
) -> None:
    alsof_klaar(pakket)
    nieuw = nieuwe_versie(goedgekeurd, cast)
    adres = f"/briefings/pakket/{pakket.pk}/"
    assert "vervallen" not in cast.client(cast.hanna).get(adres).content.decode()  # what was approved still counts
    akkoord(cast, nieuw)
    assert "Dit pakket is vervallen" in cast.client(cast.hanna).get(adres).content.decode()
    lijst = cast.client(cast.guus).get(f"/briefings/campagnes/{campagne.pk}/pakketten/").content.decode()
    assert "vervallen" in lijst
    with pytest.raises(PakketFout, match="opnieuw"):
        pakketten.lever_aan(pakket=pakket, rol="preventiecoordinator")
    anders = vraag_pakket(item=goedgekeurd, campagne=campagne, eenheid=cast.eenheid)
    assert anders.versie.nummer == nieuw.versienummer


def test_what_goes_wrong_is_said_and_can_be_asked_again(
    cast: Cast, pakket: Pakket, goedgekeurd: Briefingsitem, campagne: Campagne, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ffmpeg gets no time at all."""
    krap = omzetten.Grenzen(seconden=0.01, rekentijd=1, geheugen=2 * 1024**3, grootste_bestand=1024)
    monkeypatch.setattr(omzetten.van_stilstaand_beeld, "__kwdefaults__", {"grenzen": krap})
    verwerk(pakket, seconden=1)
    pakket.refresh_from_db()
    assert pakket.stand == Pakket.Stand.MISLUKT
    assert pakket.fout
    assert not default_storage.exists(pakket.map)
    assert vraag_pakket(item=goedgekeurd, campagne=campagne, eenheid=cast.eenheid) == pakket
    pakket.refresh_from_db()
    assert (pakket.stand, pakket.fout) == (Pakket.Stand.WACHT, "")
    assert ProcrastinateJob.objects.filter(task_name="briefings.maak_pakket").count() == 2


@pytest.mark.parametrize("tweede_lukt", [True, False])
def test_a_slower_job_leaves_what_another_made(
    pakket: Pakket, monkeypatch: pytest.MonkeyPatch, tweede_lukt: bool
) -> None:
    """The first job makes it while the second is at its film; whether that one ends well or not changes nothing."""
    eigen_film = pakketten._film

    def film(*wat: Any) -> Path:
        monkeypatch.setattr(pakketten, "_film", eigen_film)
        maak(Pakket.objects.get(pk=pakket.pk))
        if not tweede_lukt:
            raise MediaFout("De film lukt niet.")
        return eigen_film(*wat)

    monkeypatch.setattr(pakketten, "_film", film)
    verwerk(pakket, seconden=1)
    pakket.refresh_from_db()
    assert (pakket.stand, pakket.voortgang, pakket.fout) == (Pakket.Stand.KLAAR, 100, "")
    with default_storage.open(pakket.bestand) as bestand:
        assert hashlib.file_digest(bestand, "sha256").hexdigest() == pakket.bestandsafdruk


def test_the_speaking_text_is_whole(items: list[Briefingsitem]) -> None:
    inhoud: BriefingsitemInhoud = items[0].gelezen
    tekst = spreektekst(inhoud)
    for deel in (inhoud.titel, inhoud.boodschap, inhoud.vraag, *(punt.tekst for punt in inhoud.punten)):
        assert deel in tekst


LANG = ("Verbalisantenvergadering", "Schrijf op wat je zag en hoorde en wat je zelf deed, ook als je twijfelt.")


@pytest.mark.parametrize("kanten", [("",) * 4, ("niet", "niet", "wel", "wel"), ("",) * 3, ()])
def test_the_longest_texts_stay_within_the_picture(kanten: tuple[str, ...]) -> None:
    """Around everything there is a margin in which nothing is drawn."""
    punten = [Wandpunt(*LANG, kant) for kant in kanten]
    titel, boodschap, vraag = "Een lange titel " * 4 + "einde", "boodschap " * 11, "vraag? " * 20
    beeld = wandbeeld(Wandbeeld(titel, boodschap, vraag, "Voet, 3 minuten", punten))
    with Image.open(io.BytesIO(beeld)) as plaat:
        rand = plaat.convert("RGB")
    achter = (0x0A, 0x1A, 0x40)
    for vak in ((0, 0, 60, 1080), (1860, 0, 1920, 1080), (0, 0, 1920, 40), (0, 1079, 1920, 1080)):
        assert rand.crop(vak).getcolors() == [((vak[2] - vak[0]) * (vak[3] - vak[1]), achter)], vak


def test_the_picture_takes_no_letters_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """It names what comes with Typst only, so that it is the same where the machine has more, or nothing."""
    regels = " ".join(re.findall(r"\bfont: ?(.*)", SJABLOON.read_text()))
    genoemd = set(re.findall(r'"([A-Z][A-Za-z ]+)"', regels))
    assert genoemd == {"Libertinus Serif"} <= set(letters().families())
    assert not {"Liberation Sans", "Arial", "Helvetica", "DejaVu Sans"} & set(letters().families())
    wand = Wandbeeld("Eén titel", "Boodschap", "Vraag?", "Voet", [Wandpunt("Kop", "Tekst")])
    met_eigen = wandbeeld(wand)
    monkeypatch.setattr(tekenaar, "letters", lambda: typst.Fonts(include_system_fonts=True))
    assert wandbeeld(wand) == met_eigen


def test_replaced_packages_go_after_a_month(
    cast: Cast,
    pakket: Pakket,
    goedgekeurd: Briefingsitem,
    campagne: Campagne,
    django_capture_on_commit_callbacks: Any,
) -> None:
    alsof_klaar(pakket)
    campagne.vertoningen.filter(item=goedgekeurd).update(volgnummer=1)
    nieuw = alsof_klaar(vraag_pakket(item=goedgekeurd, campagne=campagne, eenheid=cast.eenheid))
    assert not bewaren.ruim_op(moment=timezone.now())["briefings.Pakket"]
    Pakket.objects.filter(pk=pakket.pk).update(gemaakt_op=timezone.now() - VERVANGEN * 2)
    with django_capture_on_commit_callbacks(execute=True):
        assert bewaren.ruim_op(moment=timezone.now())["briefings.Pakket"] == 1
    assert not default_storage.exists(pakket.bestand)
    assert default_storage.exists(nieuw.bestand)


def test_more_packages_ask_no_more_queries(
    cast: Cast, campagne: Campagne, items: list[Briefingsitem], pakket: Pakket
) -> None:
    """The list of a campaign, and the home page of the leadership that has to confirm them."""

    def vragen(wie: Any, adres: str) -> tuple[int, str]:
        client = cast.client(wie)
        client.get(adres)
        with CaptureQueriesContext(connection) as gevangen:
            pagina = client.get(adres).content.decode()
        return len(gevangen), pagina

    adressen = ((cast.anouk, f"/briefings/campagnes/{campagne.pk}/pakketten/"), (cast.hanna, "/mijn/"))
    pakketten.lever_aan(pakket=alsof_klaar(pakket), rol="preventiecoordinator")
    voor = [vragen(*adres)[0] for adres in adressen]
    akkoord(cast, items[1])
    nieuw = alsof_klaar(vraag_pakket(item=items[1], campagne=campagne, eenheid=cast.eenheid))
    pakketten.lever_aan(pakket=nieuw, rol="preventiecoordinator")
    na = [vragen(*adres) for adres in adressen]
    assert [aantal for aantal, _ in na] == voor
    assert na[1][1].count("E-briefingpakket aangeleverd") == 2


def test_only_who_leads_there_has_the_days_of_all_teams(cast: Cast, pakket: Pakket) -> None:
    alsof_klaar(pakket)
    for wie, status in (("anouk", 200), ("hanna", 200), ("guus", 200), ("bram", 404), ("dirk", 404), ("carla", 404)):
        antwoord = cast.client(getattr(cast, wie)).get(f"/briefings/pakket/{pakket.pk}/pakket.zip")
        assert antwoord.status_code == status, wie
        if status == 200:
            assert b"".join(antwoord.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
