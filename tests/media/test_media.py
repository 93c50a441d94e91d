"""Uploading, serving and removing images, through the pages and the service."""

from __future__ import annotations

import hashlib
import io
import threading
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.template.loader import render_to_string

from tests.media.test_beeld import als, open_, plaatje
from tests.wereld import maak_wereld
from vik_portal.media import beeld, services
from vik_portal.media.models import Afbeelding
from vik_portal.media.services import MediaFout, bewaar_afbeelding, verwijder_afbeelding
from vik_portal.redactie.models import Versie

ALT = "Twee agenten aan de deur"


@pytest.fixture(autouse=True)
def opslag(tmp_path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def bestanden(opslag: Path) -> list[Path]:
    return sorted(pad for pad in opslag.rglob("*") if pad.is_file())


def bewaar(door, data=None, alt=ALT, **opties) -> Afbeelding:
    return bewaar_afbeelding(bestand=io.BytesIO(data or als("JPEG", plaatje(1000, 500))), alt=alt, door=door, **opties)


def upload(client, data, naam="foto.jpg", soort="image/jpeg", **velden):
    return client.post("/media/", {"bestand": SimpleUploadedFile(naam, data, soort), "alt": ALT, **velden})


@pytest.mark.django_db
def test_what_is_kept(cast, opslag):
    afbeelding = bewaar(cast.esra, alt="  Twee agenten\n aan de deur ", bijschrift="Wijkdienst")
    assert (afbeelding.alt, afbeelding.bijschrift, afbeelding.soort) == (ALT, "Wijkdienst", "jpeg")
    assert (afbeelding.breedte, afbeelding.hoogte, afbeelding.breedtes) == (1000, 500, [480, 960, 1000])
    assert [pad.name for pad in bestanden(opslag)] == ["1000.jpeg", "480.jpeg", "960.jpeg"]
    grootste = opslag / afbeelding.bestand.name
    assert hashlib.sha256(grootste.read_bytes()).hexdigest() == afbeelding.vingerafdruk
    assert "foto" not in afbeelding.bestand.name


@pytest.mark.django_db
def test_a_redacteur_uploads_and_everybody_sees(cast):
    antwoord = upload(cast.client(cast.esra), als("JPEG", plaatje(2000, 1000)), bijschrift="Wijkdienst")
    assert antwoord.status_code == 302
    afbeelding = Afbeelding.objects.get()
    assert afbeelding.geüpload_door == cast.esra
    pagina = cast.client(cast.finn).get("/media/").content.decode()
    assert f'alt="{ALT}"' in pagina
    assert "Wijkdienst" in pagina
    for breedte in (480, 960, 1600):
        assert f"/media/{afbeelding.vingerafdruk}/{breedte} {breedte}w" in pagina
        antwoord = cast.client().get(f"/media/{afbeelding.vingerafdruk}/{breedte}")
        assert antwoord.status_code == 200
        assert antwoord["Content-Type"] == "image/jpeg"
        assert antwoord["Cache-Control"] == "public, max-age=31536000, immutable"
        assert antwoord["X-Content-Type-Options"] == "nosniff"
        assert "Cookie" not in antwoord.get("Vary", "")
        assert not antwoord.cookies
        assert open_(antwoord.content).width == breedte


@pytest.mark.django_db
def test_who_has_the_image_gets_no_second_copy(cast, opslag):
    pad = bewaar(cast.esra).url(480)
    etag = cast.client().get(pad)["ETag"]
    antwoord = cast.client().get(pad, headers={"If-None-Match": etag})
    assert (antwoord.status_code, antwoord.content) == (304, b"")


@pytest.mark.django_db
def test_when_reading_asks_for_a_login_images_do_too(cast, settings):
    settings.LEZEN_VEREIST_INLOGGEN = True
    pad = bewaar(cast.esra).url(480)
    assert cast.client().get(pad).status_code == 302
    antwoord = cast.client(cast.kees).get(pad)
    assert antwoord.status_code == 200
    assert antwoord["Cache-Control"].startswith("private,")


@pytest.mark.django_db
def test_other_widths_and_prints_do_not_exist(cast, opslag):
    afbeelding = bewaar(cast.esra)
    client = cast.client()
    assert client.get(f"/media/{afbeelding.vingerafdruk}/481").status_code == 404
    assert client.get(f"/media/{afbeelding.vingerafdruk}/1600").status_code == 404  # it is 1000 wide
    assert client.get(f"/media/{'0' * 64}/480").status_code == 404
    assert client.get(f"/media/{afbeelding.bestand.name}").status_code == 404
    (opslag / afbeelding.naam_van(480)).unlink()
    assert client.get(afbeelding.url(480)).status_code == 404


@pytest.mark.django_db
def test_only_redacteurs_keep_images(cast):
    afbeelding = bewaar(cast.esra)
    for persoon in (cast.anouk, cast.bram, cast.dirk, cast.ilias, cast.jetske, cast.kees):
        client = cast.client(persoon)
        assert client.get("/media/").status_code == 403
        assert upload(client, als("PNG")).status_code == 403
        assert client.get(f"/media/{afbeelding.pk}/verwijder/").status_code == 404
        assert client.post(f"/media/{afbeelding.pk}/verwijder/").status_code == 404
    assert cast.client().get("/media/")["Location"].startswith("/account/login/")
    assert Afbeelding.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "naam", "zin"),
    [
        (b"", "leeg.png", beeld.LEEG),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "plaatje.png", beeld.SVG),
        (b"<!doctype html><p>hoi", "plaatje.png", beeld.GEEN_AFBEELDING),
        (als("JPEG")[:2000], "plaatje.jpg", beeld.STUK),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * beeld.MAX_BYTES, "groot.png", beeld.TE_ZWAAR),
    ],
)
def test_a_refusal_is_one_sentence_and_what_was_typed_stays(cast, opslag, data, naam, zin):
    antwoord = upload(cast.client(cast.esra), data, naam, "image/png", bijschrift="Dit blijft staan")
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert zin in pagina
    assert f'value="{ALT}"' in pagina
    assert 'value="Dit blijft staan"' in pagina
    assert 'href="#id_bestand"' in pagina
    assert not Afbeelding.objects.exists()
    assert bestanden(opslag) == []


@pytest.mark.django_db
@pytest.mark.parametrize("naam", ["plaatje.svg", "../../etc/passwd", "x.html", "zonder"])
def test_the_name_and_claimed_type_say_nothing(cast, opslag, naam):
    assert upload(cast.client(cast.esra), als("PNG"), naam, "text/html").status_code == 302
    afbeelding = Afbeelding.objects.get()
    assert afbeelding.soort == "png"
    assert cast.client().get(afbeelding.url())["Content-Type"] == "image/png"
    assert all(pad.is_relative_to(opslag / "afbeeldingen") for pad in bestanden(opslag))


@pytest.mark.django_db
def test_without_a_description_nothing_is_kept(cast, opslag):
    antwoord = upload(cast.client(cast.esra), als("PNG"), alt=" ")
    assert services.BESCHRIJVING_ONTBREEKT in antwoord.content.decode()
    assert "Kies ook het bestand opnieuw" in antwoord.content.decode()
    with pytest.raises(MediaFout, match="Beschrijf"):
        bewaar(cast.esra, alt="\n ")
    assert bestanden(opslag) == []


@pytest.mark.django_db
def test_the_same_image_twice_is_said_and_not_kept_twice(cast, opslag):
    eerste = bewaar(cast.esra)
    with pytest.raises(MediaFout, match=f"staat er al, met de beschrijving ‘{ALT}’"):
        bewaar(cast.finn, alt="Anders beschreven")
    assert list(Afbeelding.objects.all()) == [eerste]
    assert len(bestanden(opslag)) == 3


class VolleSchijf(FileSystemStorage):
    """Real storage in which the third file no longer fits."""

    aantal = 0

    def _save(self, name, content):
        type(self).aantal += 1
        if self.aantal == 3:
            raise OSError(28, "No space left on device")
        return super()._save(name, content)


@pytest.mark.django_db
def test_when_the_disk_is_full_halfway_nothing_stays(cast, opslag, settings):
    VolleSchijf.aantal = 0
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "tests.media.test_media.VolleSchijf"}}
    with pytest.raises(MediaFout, match="geen plaats meer"):
        bewaar(cast.esra)
    assert VolleSchijf.aantal == 3
    assert not Afbeelding.objects.exists()
    assert bestanden(opslag) == []


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_keep_one(cast, opslag):
    data = als("JPEG", plaatje(1000, 500))
    uitkomst: list[str] = []
    start = threading.Barrier(2)

    def een() -> None:
        try:
            start.wait()
            bewaar(cast.esra, data)
            uitkomst.append("bewaard")
        except MediaFout:
            uitkomst.append("bestond al")
        finally:
            connection.close()

    draden = [threading.Thread(target=een) for _ in range(2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert sorted(uitkomst) == ["bestond al", "bewaard"]
    assert len(bestanden(opslag)) == 3
    assert (opslag / Afbeelding.objects.get().bestand.name).is_file()


@pytest.mark.django_db
def test_removing_asks_first_and_takes_the_files_along(cast, opslag, django_capture_on_commit_callbacks):
    afbeelding = bewaar(cast.esra)
    client = cast.client(cast.finn)
    assert "Ja, verwijder" in client.get(f"/media/{afbeelding.pk}/verwijder/").content.decode()
    assert Afbeelding.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/media/{afbeelding.pk}/verwijder/").status_code == 302
    assert not Afbeelding.objects.exists()
    assert bestanden(opslag) == []
    assert client.post(f"/media/{afbeelding.pk}/verwijder/").status_code == 404


@pytest.mark.django_db
def test_an_image_that_a_text_shows_says_which_and_offers_no_removal(cast, opslag):
    blad, afbeelding = maak_wereld(cast).blad, bewaar(cast.esra)
    client, pad = cast.client(cast.finn), f"/media/{afbeelding.pk}/verwijder/"
    type(blad).objects.update(concept=blad.concept | {"beeld": afbeelding.vingerafdruk})
    pagina = client.get(pad).content.decode()
    assert "Ja, verwijder" not in pagina
    assert f"<li>‘{blad.titel}’</li>" in pagina
    client.post(pad)
    assert Afbeelding.objects.exists()
    type(blad).objects.update(concept=blad.concept)
    assert "Ja, verwijder" in client.get(pad).content.decode()
    oud = Versie.objects.filter(object_id=blad.pk, content_type__model="themablad").latest("nummer")
    oud.pk, oud.nummer, oud.inhoud = None, oud.nummer + 1, {"beeld": afbeelding.vingerafdruk}
    oud.save(force_insert=True)
    assert f"<li>een oude versie van ‘{blad.titel}’</li>" in client.get(pad).content.decode()
    # Also of a text that readers never saw.
    type(blad).objects.update(versienummer=0, inhoud=None)
    assert f"<li>een oude versie van ‘{blad.titel}’</li>" in client.get(pad).content.decode()


@pytest.mark.django_db
def test_files_stay_when_the_removal_does_not_go_through(cast, opslag, django_capture_on_commit_callbacks):
    afbeelding = bewaar(cast.esra)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        verwijder_afbeelding(afbeelding=afbeelding)
        transaction.set_rollback(True)
    assert len(bestanden(opslag)) == 3


@pytest.mark.django_db
def test_the_database_refuses_an_image_without_a_description(cast):
    afbeelding = bewaar(cast.esra)
    with pytest.raises(IntegrityError, match="afbeelding_heeft_beschrijving"), transaction.atomic():
        Afbeelding.objects.filter(pk=afbeelding.pk).update(alt="")


@pytest.mark.django_db
def test_the_include_keeps_its_place_and_escapes(cast):
    afbeelding = bewaar(cast.esra, alt='Een "bord" <b>', bijschrift="<i>Wijk</i>")
    html = render_to_string("media/_afbeelding.html", {"afbeelding": afbeelding})
    assert html.startswith("<figure")
    assert 'alt="Een &quot;bord&quot; &lt;b&gt;"' in html
    assert "&lt;i&gt;Wijk" in html
    assert 'width="1000" height="500"' in html
    assert 'loading="lazy"' in html
    assert f'src="{afbeelding.url(960)}"' in html


@pytest.mark.django_db
def test_the_list_costs_the_same_for_one_as_for_many(cast, django_assert_num_queries):
    client = cast.client(cast.esra)
    bewaar(cast.esra)
    with connection.execute_wrapper(lambda voer, *args: (teller.append(1), voer(*args))[1]):
        teller: list[int] = []
        client.get("/media/")
    for nummer in range(5):
        bewaar(cast.esra, als("PNG", plaatje(20 + nummer, 20)))
    with django_assert_num_queries(len(teller)):
        client.get("/media/")


@pytest.mark.django_db
def test_a_picture_that_was_only_in_an_item_is_described_anew(cast):
    """What was written for one item is not what everybody gets to read; and it stands on top of the list."""
    in_item = bewaar(cast.esra, alt="Onze oude hal", besloten=True)
    later = bewaar(cast.finn, als("JPEG", plaatje(900, 500)), alt="Iets anders")
    antwoord = upload(cast.client(cast.finn), als("JPEG", plaatje(1000, 500)), bijschrift="Wijkdienst")
    assert antwoord.status_code == 302
    in_item.refresh_from_db()
    assert (in_item.alt, in_item.bijschrift, in_item.geüpload_door) == (ALT, "Wijkdienst", cast.finn)
    assert list(Afbeelding.objects.filter(besloten=False)) == [in_item, later]
