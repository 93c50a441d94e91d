"""From an upload to a film that every browser plays: real ffmpeg, on clips of a second or two."""

from __future__ import annotations

import contextlib
import io
import json
import resource
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any

import av
import imageio_ffmpeg
import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.meedoen import eigen
from vik_portal.media import film, films, omzetten, opslag, taken
from vik_portal.media.apart import ApartFout, Grenzen, programma
from vik_portal.media.beeld import MediaFout
from vik_portal.media.models import Video

RUIM = omzetten.GRENZEN


@pytest.fixture(autouse=True)
def map_(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


@lru_cache
def clip(*opties: str, uitgang: str = "mp4", maat: str = "320x180", seconden: float = 1) -> bytes:
    """A test picture with a tone, as a recorder would make it: with a place, a maker and a chapter of its own."""
    import tempfile

    with tempfile.TemporaryDirectory() as map_:
        pad = Path(map_) / f"clip.{uitgang}"
        bron = ["-f", "lavfi", "-i", f"testsrc=size={maat}:rate=10:duration={seconden}"]
        toon = ["-f", "lavfi", "-i", f"sine=frequency=440:duration={seconden}"]
        wie = ["-metadata", "location=+52.0907+005.1214/", "-metadata", "artist=Iemand"]
        opdracht = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *bron, *toon, *wie, *opties, str(pad)]
        subprocess.run(opdracht, check=True, stdin=subprocess.DEVNULL)
        return pad.read_bytes()


def zet_om(tmp_path: Path, data: bytes, grenzen: Grenzen = RUIM) -> tuple[film.Filmfeiten, Path, list[int]]:
    bron, uit = tmp_path / "bron", tmp_path / "uit"
    bron.write_bytes(data)
    uit.mkdir()
    hoever: list[int] = []
    feiten = omzetten.zet_om(bron, uit, film.bekijk_bron(bron), vertel=hoever.append, grenzen=grenzen)
    return feiten, uit, hoever


def sporen(pad: Path) -> dict[str, str]:
    with av.open(str(pad)) as doos:
        return {spoor.type: spoor.codec_context.name for spoor in doos.streams}


@pytest.mark.parametrize(
    ("data", "geluid"),
    [
        (lambda: clip("-c:v", "mpeg4", "-c:a", "mp3", uitgang="mkv"), True),
        (lambda: clip("-c:v", "mjpeg", "-c:a", "pcm_s16le", uitgang="mov"), True),
        (lambda: eigen.film("webm", "libvpx", 1), False),
        (lambda: eigen.film("mp4", "libx264", 1, "yuv444p"), False),
    ],
    ids=["mkv", "mov", "webm", "odd colours"],
)
def test_any_film_becomes_h264_with_aac(tmp_path: Path, data: Any, geluid: bool) -> None:
    feiten, uit, hoever = zet_om(tmp_path, data())
    gemaakt = uit / omzetten.FILM
    assert sporen(gemaakt) == {"video": "h264", **({"audio": "aac"} if geluid else {})}
    assert feiten.geluid is geluid
    assert feiten.seconden == pytest.approx(1, abs=0.2)
    assert film.bekijk_film(gemaakt) == feiten  # a browser plays it
    with Image.open(uit / omzetten.POSTER) as poster:
        assert poster.size == (feiten.breedte, feiten.hoogte)
    assert hoever[-1] == 100
    assert hoever == sorted(hoever)


def test_nothing_of_the_recording_comes_along(tmp_path: Path) -> None:
    data = clip("-c:v", "libx264", "-c:a", "aac", "-movflags", "+use_metadata_tags")
    assert b"52.0907" in data  # the control: it was there
    _, uit, _ = zet_om(tmp_path, data)
    gemaakt = (uit / omzetten.FILM).read_bytes()
    assert b"52.0907" not in gemaakt
    assert b"Iemand" not in gemaakt
    # What is needed to begin stands before the film itself.
    assert gemaakt.index(b"moov") < gemaakt.index(b"mdat")


def test_a_large_film_is_made_smaller_and_the_same_film_gives_the_same_bytes(tmp_path: Path) -> None:
    data = clip("-c:v", "libx264", "-preset", "ultrafast", maat="2560x1442", seconden=0.3)
    (tmp_path / "een").mkdir()
    (tmp_path / "twee").mkdir()
    feiten, uit, _ = zet_om(tmp_path / "een", data)
    assert feiten.breedte <= 1920
    assert feiten.hoogte <= 1080
    assert feiten.breedte / feiten.hoogte == pytest.approx(2560 / 1442, abs=0.01)
    _, nog_eens, _ = zet_om(tmp_path / "twee", data)
    assert (uit / omzetten.FILM).read_bytes() == (nog_eens / omzetten.FILM).read_bytes()


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        (lambda: b"", film.LEEG),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", film.ONBEKEND),
        (lambda: b"GIF89a" + bytes(2000), film.ONBEKEND),
        (lambda: eigen.film("mp4", "libx264")[:-600], film.STUK),
        (lambda: eigen.film()[: len(eigen.film()) // 2], film.STUK),
        (eigen.alleen_geluid, film.GEEN_BEELD),
        (lambda: eigen.film("mp4", "libx264", 92), film.TE_LANG),
    ],
    ids=["zero length", "svg", "gif", "truncated mp4", "half webm", "sound", "too long"],
)
def test_what_cannot_become_a_film(tmp_path: Path, data: Any, zin: str) -> None:
    bron = tmp_path / "bron"
    bron.write_bytes(data())
    with pytest.raises(MediaFout) as fout:
        film.bekijk_bron(bron)
    assert str(fout.value) == zin


def test_ninety_seconds_fit(tmp_path: Path) -> None:
    bron = tmp_path / "bron"
    bron.write_bytes(eigen.film("mp4", "libx264", 90))
    assert film.bekijk_bron(bron).seconden == pytest.approx(90, abs=0.5)


@pytest.mark.parametrize(
    "grenzen",
    [
        Grenzen(seconden=0.05, rekentijd=60, geheugen=RUIM.geheugen, grootste_bestand=RUIM.grootste_bestand),
        Grenzen(seconden=60, rekentijd=60, geheugen=48 * 1024**2, grootste_bestand=RUIM.grootste_bestand),
    ],
    ids=["time", "memory"],
)
def test_it_may_take_so_much_and_no_more(tmp_path: Path, grenzen: Grenzen) -> None:
    data = clip("-c:v", "libx264", "-preset", "ultrafast", maat="1920x1080", seconden=2)
    with pytest.raises(MediaFout) as fout:
        zet_om(tmp_path, data, grenzen)
    assert str(fout.value) == film.TE_MOEILIJK


def test_a_program_sees_nothing_of_the_portal_and_ends_with_its_reader(monkeypatch: Any) -> None:
    monkeypatch.setenv("SECRET_KEY", "niet-voor-ffmpeg")
    gezien: list[str] = []
    programma("/usr/bin/env", [], grenzen=RUIM, regel=gezien.append)
    assert not any("niet-voor-ffmpeg" in regel for regel in gezien)

    def genoeg(_: str) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        programma("/usr/bin/yes", [], grenzen=RUIM, regel=genoeg)
    with pytest.raises(ApartFout, match="nergens"):
        programma("/bin/ls", ["/nergens"], grenzen=RUIM)


# --- kept, made, served ---------------------------------------------------------------------------------


def upload(data: bytes) -> TemporaryUploadedFile:
    bestand = TemporaryUploadedFile("Opname van dinsdag.mov", "", len(data), None)
    bestand.write(data)
    bestand.seek(0)
    return bestand


def bewaar(cast: Any, data: bytes | None = None, **velden: Any) -> Video:
    data = clip("-c:v", "mpeg4", uitgang="mkv") if data is None else data
    with contextlib.closing(upload(data)) as bestand:
        return films.bewaar_video(bestand=bestand, bij="briefingsitem/proef", door=cast.esra, alt="Een proef", **velden)


def test_an_upload_waits_is_made_and_its_source_goes(
    cast: Any, map_: Path, django_capture_on_commit_callbacks: Any
) -> None:
    video = bewaar(cast)
    assert (video.stand, video.naam, video.geluid) == ("wacht", "Opname van dinsdag", True)
    [job] = ProcrastinateJob.objects.filter(task_name="media.maak_film")
    assert job.args == {"video": video.pk}  # nobody's name travels with it
    assert eigen.in_opslag(map_) == ["bron"]
    with django_capture_on_commit_callbacks(execute=True):
        taken.maak_film(video=video.pk)
    video.refresh_from_db()
    assert (video.stand, video.voortgang, video.fout) == ("klaar", 100, "")
    assert eigen.in_opslag(map_) == ["film.mp4", "poster.jpg"]
    data = (map_ / video.bestand).read_bytes()
    assert (films._afdruk(map_ / video.bestand), len(data)) == (video.vingerafdruk, video.omvang)
    # A job that comes twice changes nothing.
    films.verwerk(video)
    assert (map_ / video.bestand).read_bytes() == data


def test_a_full_disk_while_it_comes_in(cast: Any, map_: Path, settings: Any) -> None:
    """A real limit on what this process writes, halfway the file."""
    # From another file system, as in production, an upload is copied.
    settings.FILE_UPLOAD_TEMP_DIR = "/dev/shm"
    data = clip("-c:v", "mpeg4", uitgang="mkv")
    oud = resource.getrlimit(resource.RLIMIT_FSIZE)
    with contextlib.closing(upload(data)) as bestand:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(data) // 2, oud[1]))
        try:
            with pytest.raises(MediaFout) as fout:
                films.bewaar_video(bestand=bestand, bij="", door=cast.esra)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, oud)
    assert str(fout.value) == opslag.VOL
    assert not Video.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name="media.maak_film").exists()
    assert eigen.in_opslag(map_) == []


def test_a_full_disk_while_it_is_made(cast: Any, map_: Path) -> None:
    video = bewaar(cast)
    films.verwerk(video, grenzen=Grenzen(seconden=60, rekentijd=60, geheugen=RUIM.geheugen, grootste_bestand=2000))
    video.refresh_from_db()
    assert (video.stand, video.fout) == ("mislukt", opslag.VOL)
    assert eigen.in_opslag(map_) == []
    assert not list(map_.glob("films/*"))


def test_a_worker_that_was_stopped_halfway(cast: Any, map_: Path) -> None:
    video = bewaar(cast)
    Video.objects.update(stand="bezig", voortgang=40, gezien="2026-01-01T12:00Z")
    video.refresh_from_db()
    assert video.stil
    films.opnieuw(video=video)
    video.refresh_from_db()
    assert (video.stand, video.voortgang) == ("wacht", 0)
    assert ProcrastinateJob.objects.filter(task_name="media.maak_film").count() == 2
    # One that is being made now is left alone.
    films.opnieuw(video=video)
    assert ProcrastinateJob.objects.filter(task_name="media.maak_film").count() == 2


def test_a_film_that_is_removed_stops_being_made(cast: Any, map_: Path) -> None:
    video = bewaar(cast)
    Video.objects.all().delete()
    with pytest.raises(MediaFout):
        films._Verteller(video)(50)
    taken.maak_film(video=video.pk)  # nothing to do, and no error
    assert not Video.objects.exists()


def test_own_films_lie_ready_and_come_back_when_their_file_is_gone(db: Any, map_: Path) -> None:
    van = Path(__file__).parents[2] / "briefings" / "beelden"
    feiten = json.loads((van / "films.json").read_text())["bejegening-op-straat"]
    velden = {
        "film": (van / "bejegening-op-straat.mp4").read_bytes(),
        "poster": (van / "bejegening-op-straat.jpg").read_bytes(),
        "feiten": film.Filmfeiten("mp4", geluid=False, **feiten),
        "alt": "Twee figuren",
    }
    video = films.neem_film_over(**velden)
    (map_ / video.bestand).unlink()
    assert films.neem_film_over(**velden) == video
    assert film.bekijk_film(map_ / video.bestand) == velden["feiten"]
    assert Image.open(io.BytesIO((map_ / video.poster).read_bytes())).format == "JPEG"
