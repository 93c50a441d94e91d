"""A film as a step: what is kept, how it is fetched, and that scherm and regie know where it is."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from tests.meedoen import eigen
from tests.meedoen.eigen import adres, titels
from vik_portal.media import bereik, webvtt
from vik_portal.media import film as media_film
from vik_portal.media.bereik import lees_bereik
from vik_portal.meedoen import draaiboek_views, koppeling, services
from vik_portal.meedoen.models import Bijeenkomst, Film, Stap

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("opslag")]


def upload(client: Client, bijeenkomst: Bijeenkomst, data: bytes | None = None, **velden: Any) -> Any:
    velden = {
        "titel": "De stilte in de auto",
        "scherm": "Wanneer had jij iets gezegd?",
        "na": bijeenkomst.stappen.first().pk,
        **({"bestand": eigen.bestand("stilte.webm", data)} if data is not None else {}),
        **velden,
    }
    return client.post(adres("stap_nieuw", bijeenkomst, "film"), velden)


def met_film(client: Client, bijeenkomst: Bijeenkomst, **velden: Any) -> tuple[Stap, Film]:
    """The film's step, made the current one."""
    antwoord = upload(client, bijeenkomst, eigen.film(), **velden)
    assert antwoord.status_code == 302, antwoord.content.decode()
    stap = bijeenkomst.stappen.get(soort="film")
    services.ga_naar(bijeenkomst=bijeenkomst, stap=stap)
    return stap, Film.objects.get()


def druk(client: Client, bijeenkomst: Bijeenkomst, actie: str, **velden: Any) -> int:
    return client.post(adres("regie", bijeenkomst), {"actie": actie, **velden}).status_code


def op_scherm(client: Client, bijeenkomst: Bijeenkomst) -> dict[str, str]:
    """What the screen tells its player: ``stand``, ``positie`` (seconds), ``beurt``, ``wacht``."""
    pagina = client.get(adres("scherm", bijeenkomst)).content.decode()
    return dict(re.findall(r'data-(stand|positie|beurt|wacht)="([^"]*)"', pagina))


def seconden_later(stap: Stap, seconden: float) -> None:
    """The clock goes on without anybody waiting for it."""
    stap.refresh_from_db()
    stand = stap.inhoud["stand"]
    if stand["sinds"]:
        stand["sinds"] = (datetime.fromisoformat(stand["sinds"]) - timedelta(seconds=seconden)).isoformat()
        stap.save()


# --- a pause that becomes a film ----------------------------------------------------------------------


def test_a_film_goes_into_the_pause_that_was_planned_for_it(anouk: Client, middag: Bijeenkomst) -> None:
    assert upload(anouk, middag, minuten=25).status_code == 302
    stap = middag.stappen.get(soort="film")
    url = adres("stap", middag, stap.pk)
    velden = {"titel": "De film, eerste deel", "scherm": "Wat had jij gezegd?", "minuten": 25}
    assert anouk.post(url, velden).status_code == 302
    assert "Zet een film erin" in anouk.get(adres("draaiboek", middag)).content.decode()
    assert anouk.post(url, velden | {"bestand": eigen.bestand("deel.webm", eigen.film())}).status_code == 302
    stap.refresh_from_db()
    assert (stap.inhoud, stap.minuten) == ({"film": Film.objects.get().pk}, 25)
    assert titels(middag) == ["Welkom", "De film, eerste deel", "Afsluiten"]
    assert "Zet een film erin" not in anouk.get(adres("draaiboek", middag)).content.decode()


# --- from a file to a step --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vorm", "codec", "soort"), [("webm", "libvpx", "webm"), ("webm", "libvpx-vp9", "webm"), ("mp4", "libx264", "mp4")]
)
def test_a_film_is_kept_as_it_is(
    anouk: Client, middag: Bijeenkomst, opslag: Path, vorm: str, codec: str, soort: str
) -> None:
    data = eigen.film(vorm, codec)
    upload(anouk, middag, data)
    stap, film = middag.stappen.get(soort="film"), Film.objects.get()
    assert titels(middag) == ["Welkom", "De stilte in de auto", "Afsluiten"]
    assert (film.soort, film.naam, film.breedte, film.hoogte) == (soort, "stilte", 160, 90)
    assert film.seconden == pytest.approx(4, abs=0.2)
    assert stap.minuten == 1  # as long as the film, up to a whole minute
    assert eigen.in_opslag(opslag) == [f"film.{soort}"]
    assert next(opslag.rglob("film.*")).read_bytes() == data
    antwoord = anouk.get(adres("film", middag, film.pk, soort))
    assert antwoord["Content-Type"] == f"video/{soort}"
    assert b"".join(antwoord) == data


@pytest.mark.parametrize(
    ("maak", "zin"),
    [
        (lambda: b"", media_film.LEEG),
        (lambda: b"GIF89a" + bytes(2000), media_film.GEEN_FILM),
        (lambda: eigen.film("matroska", "libvpx"), media_film.GEEN_FILM),
        (lambda: eigen.film("mov", "libx264"), media_film.QUICKTIME),
        (lambda: eigen.film("mp4", "mpeg4"), media_film.SPEELT_NIET),
        (lambda: eigen.film("mp4", "libx264", kleuren="yuv444p"), media_film.SPEELT_NIET),
        (eigen.alleen_geluid, media_film.GEEN_BEELD),
        (lambda: eigen.film()[: len(eigen.film()) // 2], media_film.STUK),
        (lambda: eigen.film("mp4", "libx264")[:-600], media_film.STUK),
        (lambda: eigen.film()[:64] + bytes(4000), media_film.STUK),
    ],
    ids=["empty", "other kind", "mkv", "mov", "old codec", "odd colours", "sound", "half webm", "half mp4", "broken"],
)
def test_refused_with_one_sentence(anouk: Client, middag: Bijeenkomst, opslag: Path, maak: Any, zin: str) -> None:
    antwoord = upload(anouk, middag, maak(), uitgeschreven="Wat ik al had getypt")
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert pagina.count(zin) == 2  # in the summary and at the field
    assert "Wat ik al had getypt" in pagina
    assert "Kies ook het bestand opnieuw" in pagina
    assert titels(middag) == ["Welkom", "Afsluiten"]
    assert not Film.objects.exists()
    assert eigen.in_opslag(opslag) == []


def test_too_large_stops_while_it_comes_in(anouk: Client, middag: Bijeenkomst, monkeypatch: Any) -> None:
    monkeypatch.setitem(draaiboek_views.GROOTSTE, "film", 1000)
    pagina = upload(anouk, middag, eigen.film(), uitgeschreven="Wat ik al had getypt").content.decode()
    assert media_film.TE_ZWAAR in pagina
    assert "Wat ik al had getypt" in pagina
    assert not Film.objects.exists()


def test_a_film_of_200_mb_by_its_size(tmp_path: Path) -> None:
    groot = tmp_path / "groot.mp4"
    with groot.open("wb") as bestand:
        bestand.truncate(media_film.MAX_BYTES + 1)  # sparse: it takes no room
    with pytest.raises(media_film.MediaFout, match="groter dan 200 MB"):
        media_film.bekijk_film(groot)


def test_without_a_file_it_is_a_pause_for_your_own_film(anouk: Client, middag: Bijeenkomst) -> None:
    assert "hoeveel minuten je eigen film duurt" in upload(anouk, middag).content.decode()
    assert upload(anouk, middag, minuten=12).status_code == 302
    stap = middag.stappen.get(soort="film")
    services.ga_naar(bijeenkomst=middag, stap=stap)
    scherm = anouk.get(adres("scherm", middag)).content.decode()
    for woorden in ("Film, ongeveer 12 minuten", "De stilte in de auto", "Wanneer had jij iets gezegd?"):
        assert woorden in scherm
    assert "<video" not in scherm
    assert "Start nu je eigen film" in anouk.get(adres("regie", middag)).content.decode()
    assert druk(anouk, middag, "film_start") == 302  # a key that was pressed all the same
    assert druk(anouk, middag, "volgende") == 302


# --- captions and words -----------------------------------------------------------------------------


def test_captions_and_spoken_text_come_change_and_go(anouk: Client, middag: Bijeenkomst) -> None:
    woorden = {"ondertiteling": eigen.bestand("nl.vtt", eigen.VTT.encode()), "uitgeschreven": "Zij zwijgt."}
    stap, film = met_film(anouk, middag, **woorden)
    scherm = anouk.get(adres("scherm", middag)).content.decode()
    spoor = re.search(r'<track kind="captions"[^>]*src="([^"]+)"', scherm)
    assert spoor
    antwoord = anouk.get(spoor[1])
    assert (antwoord["Content-Type"], antwoord.content.decode()) == ("text/vtt; charset=utf-8", eigen.VTT)
    assert "Zij zwijgt." in anouk.get(adres("regie", middag)).content.decode()

    velden = {"titel": stap.titel, "minuten": 1, "scherm": "", "uitgeschreven": "Hij zwijgt."}
    anouk.post(adres("stap", middag, stap.pk), velden)
    film.refresh_from_db()
    assert (film.ondertiteling, film.uitgeschreven) == (eigen.VTT, "Hij zwijgt.")  # nothing said: captions stay
    anouk.post(adres("stap", middag, stap.pk), velden | {"zonder": "on"})
    film.refresh_from_db()
    assert film.ondertiteling == ""
    assert anouk.get(spoor[1]).status_code == 404
    assert "<track" not in anouk.get(adres("scherm", middag)).content.decode()


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        (b"1\n00:00:00,000 --> 00:00:01,000\nHoi", webvtt.GEEN_WEBVTT),
        (b"WEBVTTX\n\n00:00.000 --> 00:01.000\nHoi", webvtt.GEEN_WEBVTT),
        (b"WEBVTT\n\nZonder tijd", webvtt.GEEN_REGELS),
        ("WEBVTT\n\n00:00.000 --> 00:01.000\nCaf\xe9".encode("latin-1"), webvtt.GEEN_UTF8),
        (eigen.VTT.encode() + b" " * webvtt.MAX_BYTES, webvtt.TE_ZWAAR),
    ],
    ids=["srt", "no header", "no time", "latin-1", "too large"],
)
def test_captions_that_do_not_work(anouk: Client, middag: Bijeenkomst, data: bytes, zin: str) -> None:
    antwoord = upload(anouk, middag, eigen.film(), ondertiteling=eigen.bestand("nl.vtt", data))
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Film.objects.exists()


def test_captions_of_any_editor() -> None:
    windows = "\ufeffWEBVTT - De film\r\n\r\n1\r\n01:00:00.000 --> 01:00:02.000 line:0\r\nHoi\r\n"
    assert webvtt.lees(windows.encode()) == "WEBVTT\n\n01:00:00.000 --> 01:00:02.000\nHoi\n"


# --- where the film is ------------------------------------------------------------------------------


def test_start_pause_and_again_survive_a_reload(anouk: Client, middag: Bijeenkomst) -> None:
    stap, _ = met_film(anouk, middag)
    assert op_scherm(anouk, middag)["stand"] == "vooraf"
    assert "De film staat klaar" in anouk.get(adres("regie", middag)).content.decode()

    druk(anouk, middag, "film_start")
    seconden_later(stap, 2)
    stand = op_scherm(anouk, middag)
    assert (stand["stand"], float(stand["positie"])) == ("speelt", pytest.approx(2, abs=0.5))
    druk(anouk, middag, "film_start")  # by two begeleiders at once: it goes on
    assert float(op_scherm(anouk, middag)["positie"]) == pytest.approx(2, abs=0.8)

    druk(anouk, middag, "film_pauze", positie="1.5")  # the screen knows best where it is
    assert op_scherm(anouk, middag) == {"stand": "pauze", "positie": "1.5", "beurt": "0", "wacht": ""}
    assert "De film staat stil" in anouk.get(adres("regie", middag)).content.decode()
    druk(anouk, middag, "film_pauze", positie="3")
    assert op_scherm(anouk, middag)["positie"] == "1.5"

    druk(anouk, middag, "film_opnieuw")
    stand = op_scherm(anouk, middag)
    assert (stand["stand"], stand["beurt"]) == ("speelt", "1")
    assert float(stand["positie"]) < 1


def test_the_end_and_from_the_start_again(anouk: Client, middag: Bijeenkomst) -> None:
    stap, film = met_film(anouk, middag)
    druk(anouk, middag, "film_start")
    seconden_later(stap, 500)
    assert op_scherm(anouk, middag)["stand"] == "klaar"
    druk(anouk, middag, "film_klaar")
    stap.refresh_from_db()
    assert stap.inhoud["stand"]["positie"] == pytest.approx(film.seconden, abs=0.1)
    assert "Nog een keer" in anouk.get(adres("regie", middag)).content.decode()
    druk(anouk, middag, "film_wissel")  # space: what has ended starts anew
    assert op_scherm(anouk, middag)["stand"] == "speelt"
    assert op_scherm(anouk, middag)["beurt"] == "1"


@pytest.mark.parametrize("weg", ["volgende", "vorige", "zwart"])
def test_a_film_does_not_go_on_unseen(anouk: Client, middag: Bijeenkomst, weg: str) -> None:
    stap, _ = met_film(anouk, middag)
    druk(anouk, middag, "film_start")
    seconden_later(stap, 1)
    druk(anouk, middag, weg)
    stap.refresh_from_db()
    assert stap.inhoud["stand"]["sinds"] is None
    druk(anouk, middag, {"volgende": "vorige", "vorige": "volgende", "zwart": "zwart"}[weg])
    stand = op_scherm(anouk, middag)
    assert (stand["stand"], float(stand["positie"])) == ("pauze", pytest.approx(1, abs=0.5))


def test_a_browser_that_wants_a_click_first(anouk: Client, middag: Bijeenkomst) -> None:
    stap, _ = met_film(anouk, middag)
    druk(anouk, middag, "film_start")
    seconden_later(stap, 3)
    druk(anouk, middag, "film_wacht", positie="0")
    assert op_scherm(anouk, middag) == {"stand": "vooraf", "positie": "0.0", "beurt": "0", "wacht": "ja"}
    assert "Klik één keer op het scherm" in anouk.get(adres("regie", middag)).content.decode()
    druk(anouk, middag, "film_start")  # the click
    assert op_scherm(anouk, middag)["stand"] == "speelt"
    assert op_scherm(anouk, middag)["wacht"] == ""


@pytest.mark.parametrize("onzin", ["-1", "nan", "inf", "99999", "x", ""])
def test_a_place_that_cannot_be_is_the_clock(anouk: Client, middag: Bijeenkomst, onzin: str) -> None:
    stap, _ = met_film(anouk, middag)
    druk(anouk, middag, "film_start")
    seconden_later(stap, 2)
    druk(anouk, middag, "film_pauze", positie=onzin)
    assert float(op_scherm(anouk, middag)["positie"]) == pytest.approx(2, abs=0.5)


def test_the_same_film_in_a_second_step(anouk: Client, middag: Bijeenkomst) -> None:
    _, film = met_film(anouk, middag)
    nog_eens = adres("stap_nieuw", middag, "film") + f"?film={film.pk}"
    assert 'value="stilte"' in anouk.get(nog_eens).content.decode()
    anouk.post(nog_eens, {"titel": "Nog eens kijken", "minuten": 2, "na": middag.stappen.last().pk})
    assert titels(middag)[-1] == "Nog eens kijken"
    assert middag.stappen.last().inhoud == {"film": film.pk}  # it begins at the beginning
    assert Film.objects.count() == 1


# --- fetching it ------------------------------------------------------------------------------------


def test_only_who_leads_the_meeting(
    cast: Any, anouk: Client, middag: Bijeenkomst, opslag: Path, django_capture_on_commit_callbacks: Any
) -> None:
    _, film = met_film(anouk, middag, ondertiteling=eigen.bestand("nl.vtt", eigen.VTT.encode()))
    urls = [adres("film", middag, film.pk, "webm"), adres("ondertiteling", middag, film.pk)]
    Bijeenkomst.objects.update(nabesproken_op=timezone.localdate())
    for wie in (None, cast.kees, cast.bram, cast.lotte, cast.hanna, cast.ilias, cast.jetske, cast.esra):
        assert [cast.client(wie).get(url).status_code for url in urls] == [404, 404], wie
    telefoon = Client()
    telefoon.post(f"/bijeenkomsten/koppel/{koppeling.maak_token(middag)}/")
    for client in (anouk, telefoon):
        antwoorden = [client.get(url) for url in urls]
        assert [antwoord.status_code for antwoord in antwoorden] == [200, 200]
        for antwoord in antwoorden:
            assert antwoord["Cache-Control"].startswith("private")
            b"".join(antwoord)  # closes it
    assert anouk.get(adres("film", middag, film.pk, "mp4")).status_code == 404
    assert anouk.get(adres("film", eigen.maak_bijeenkomst(cast), film.pk, "webm")).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        middag.delete()
    assert eigen.in_opslag(opslag) == []


@pytest.mark.parametrize(
    ("kop", "verwacht"),
    [
        ("", None),
        ("bytes=0-", (0, 99)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-500", (90, 99)),
        ("bytes=99-", (99, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=100-", (100, 99)),
        ("bytes=-0", (100, 100)),
        ("bytes=19-10", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("meters=0-1", None),
        ("bytes=a-b", None),
        ("bytes=٣-", None),
    ],
)
def test_which_bytes_are_asked_for(kop: str, verwacht: tuple[int, int] | None) -> None:
    assert lees_bereik(kop, 100) == verwacht


def test_a_player_gets_it_in_parts(anouk: Client, middag: Bijeenkomst, monkeypatch: Any) -> None:
    monkeypatch.setattr(bereik, "STUK", 500)
    _, film = met_film(anouk, middag)
    url, heel, gekregen = adres("film", middag, film.pk, "webm"), eigen.film(), b""
    while len(gekregen) < len(heel):
        deel = anouk.get(url, headers={"range": f"bytes={len(gekregen)}-"})
        assert deel.status_code == 206
        tot = len(gekregen) + len(deel.content) - 1
        assert deel["Content-Range"] == f"bytes {len(gekregen)}-{tot}/{len(heel)}"
        assert len(deel.content) <= 500
        gekregen += deel.content
    assert gekregen == heel
    etag = deel["ETag"]
    past_niet = anouk.get(url, headers={"range": f"bytes={len(heel)}-"})
    assert (past_niet.status_code, past_niet["Content-Range"]) == (416, f"bytes */{len(heel)}")
    assert anouk.get(url, headers={"range": "bytes=0-9", "if-range": etag}).status_code == 206
    ander = anouk.get(url, headers={"range": "bytes=0-9", "if-range": '"iets anders"'})
    assert (ander.status_code, b"".join(ander)) == (200, heel)
    assert anouk.get(url, headers={"if-none-match": etag}).status_code == 304
    kop = anouk.head(url)
    assert (kop["Accept-Ranges"], kop["Content-Length"]) == ("bytes", str(len(heel)))
    default_storage.delete(film.bestand)
    assert anouk.get(url).status_code == 404


# --- in a real browser ------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_slides_and_a_film_on_one_screen(live_server: Any, browser: Any, cast: Any, anouk: Client) -> None:
    """Keys walk through the slides; the film really plays, obeys regie and keys, and goes on after a reload."""
    middag = eigen.maak_bijeenkomst(cast)
    velden = {"titel": "Onze cijfers", "minuten": 5, "na": middag.stappen.first().pk}
    anouk.post(adres("stap_nieuw", middag, "dias"), velden | {"bestand": eigen.bestand("a.pdf", eigen.pdf(2))})
    upload(anouk, middag, eigen.film(seconden=30), na=middag.stappen.get(soort="dias").pk)
    koekje = {"name": "vik_sessie", "value": anouk.cookies["vik_sessie"].value, "url": live_server.url}
    klachten: list[str] = []
    with browser.new_context(locale="nl-NL", viewport={"width": 1024, "height": 768}) as venster:
        venster.add_cookies([koekje])
        venster.on("weberror", lambda fout: klachten.append(str(fout.error)))
        venster.on("console", lambda m: klachten.append(m.text) if m.type in ("error", "warning") else None)
        scherm, regie = venster.new_page(), venster.new_page()
        regie.goto(live_server.url + adres("regie", middag))
        scherm.goto(live_server.url + adres("scherm", middag))
        for _ in range(2):
            scherm.keyboard.press("ArrowRight")
        dia = scherm.get_by_role("img", name="Dia 1: zeg wat je ziet")
        expect(dia).to_be_visible()
        assert dia.evaluate("e => e.naturalWidth") == 1920
        vak = dia.bounding_box()
        assert (vak["width"], vak["height"]) == (1024, 768)
        expect(regie.locator(".dias-nu")).to_contain_text("Dia 1 van 2")
        scherm.keyboard.press("PageDown")
        scherm.keyboard.press("PageDown")  # two presses at once are two places
        expect(scherm.locator("[data-stand=vooraf]")).to_contain_text("Wanneer had jij iets gezegd?")
        regie.get_by_role("button", name="Start de film").click()
        speelt = "() => { const v = document.querySelector('video'); return !v.paused && v.currentTime > %s }"
        scherm.wait_for_function(speelt % 0.5)
        # Something else changes meanwhile; the player is not replaced.
        scherm.evaluate("document.querySelector('video').dataset.zelfde = 'ja'")
        services.tik(middag)
        scherm.wait_for_function(speelt % 2)
        assert scherm.locator("video").get_attribute("data-zelfde") == "ja"
        scherm.reload()
        scherm.wait_for_function("() => document.querySelector('video').currentTime > 1.5")
        scherm.locator("main").click()  # some browsers want a touch before they play on
        scherm.wait_for_function(speelt % 2.5)
        regie.get_by_role("button", name="Pauze").click()
        scherm.wait_for_function("() => document.querySelector('video').paused")
        scherm.keyboard.press("Space")
        scherm.wait_for_function(speelt % 3)
        expect(regie.locator(".note")).to_contain_text("De film speelt")
        scherm.keyboard.press("r")
        scherm.wait_for_function("() => document.querySelector('[data-beurt=\"1\"] video')?.currentTime < 1.5")
        scherm.keyboard.press("ArrowRight")
        expect(scherm.locator("h1")).to_have_text("Afsluiten")
    assert klachten == []
