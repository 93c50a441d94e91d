"""Own slides in a draaiboek, who may see them, and changing the draaiboek itself."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from tests.meedoen import eigen, zaal
from tests.meedoen.eigen import adres, titels
from vik_portal.media import apart, dias
from vik_portal.media.beeld import LEEG
from vik_portal.meedoen import bestanden, draaiboek, draaiboek_views, koppeling, services
from vik_portal.meedoen.models import Bijeenkomst, Diaset, Stap

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("opslag")]


def upload(client: Client, bijeenkomst: Bijeenkomst, data: bytes, titel: str = "Onze cijfers", **velden: Any) -> Any:
    na = bijeenkomst.stappen.first().pk
    velden = {"titel": titel, "minuten": 7, "na": na, "bestand": eigen.bestand("cijfers 2026.pdf", data), **velden}
    return client.post(adres("stap_nieuw", bijeenkomst, "dias"), velden)


def met_dias(client: Client, bijeenkomst: Bijeenkomst, aantal: int = 3) -> Stap:
    assert upload(client, bijeenkomst, eigen.pdf(aantal)).status_code == 302
    return bijeenkomst.stappen.get(soort="dias")


def druk(client: Client, bijeenkomst: Bijeenkomst, actie: str, **velden: Any) -> int:
    return client.post(adres("regie", bijeenkomst), {"actie": actie, **velden}).status_code


def dia_op_scherm(client: Client, bijeenkomst: Bijeenkomst) -> str:
    """The number of the page that is on the screen; else the heading."""
    pagina = client.get(adres("scherm", bijeenkomst)).content.decode()
    gevonden = re.search(r"/(\d+)-groot\.webp\" width", pagina)
    return gevonden[1] if gevonden else re.search(r"<h1[^>]*>(.*?)</h1>", pagina)[1]  # type: ignore[index]


# --- a step that waits for its slides ----------------------------------------------------------------


def wachtend(middag: Bijeenkomst) -> Stap:
    na = middag.stappen.first().pk
    velden = {"titel": "Wat geldt er bij ons?", "scherm": "Waar vraag je het na?", "let_op": ["Drie dia’s."]}
    return draaiboek.plaats_stap(bijeenkomst=middag, na=na, soort="dias", minuten=9, **velden)


def test_a_step_without_its_pdf_looks_finished_on_the_screen_and_says_where_it_goes(
    anouk: Client, middag: Bijeenkomst
) -> None:
    stap = wachtend(middag)
    url = adres("stap", middag, stap.pk)
    services.ga_naar(bijeenkomst=middag, stap=stap)
    scherm = anouk.get(adres("scherm", middag)).content.decode()
    assert "Waar vraag je het na?" in scherm
    assert "staan hier niet meer" not in scherm
    for pagina in ("regie", "draaiboek", "bijeenkomst"):
        assert url in anouk.get(adres(pagina, middag)).content.decode()
    assert "nog geen bestand" in anouk.get(adres("draaiboek", middag)).content.decode()
    assert "Drie dia’s." in anouk.get(url).content.decode()
    # One press goes on to the next step.
    druk(anouk, middag, "volgende")
    assert dia_op_scherm(anouk, middag) == "Afsluiten"


def test_the_pdf_goes_into_the_step_that_waits_for_it(anouk: Client, middag: Bijeenkomst) -> None:
    stap = wachtend(middag)
    url = adres("stap", middag, stap.pk)
    velden = {"titel": "Zo is het hier", "scherm": "Waar vraag je het na?", "minuten": 9}
    geen_pdf = anouk.post(url, velden | {"bestand": eigen.bestand("x.pdf", b"geen pdf")})
    assert geen_pdf.status_code == 422
    assert 'value="Zo is het hier"' in geen_pdf.content.decode()
    te_zwaar = anouk.post(url, velden | {"bestand": eigen.bestand("x.pdf", bytes(dias.MAX_BYTES + 1))})
    assert dias.TE_ZWAAR in te_zwaar.content.decode()
    assert not Diaset.objects.exists()
    # Without a file only the words change.
    assert anouk.post(url, velden).status_code == 302
    antwoord = anouk.post(url, velden | {"bestand": eigen.bestand("cijfers.pdf", eigen.pdf())})
    assert antwoord["Location"] == url
    stap.refresh_from_db()
    assert stap.inhoud == {"diaset": Diaset.objects.get().pk, "van": 1, "tot": 3}
    assert titels(middag) == ["Welkom", "Zo is het hier", "Afsluiten"]
    assert "Van dia" in anouk.get(url).content.decode()
    assert url not in anouk.get(adres("bijeenkomst", middag)).content.decode()
    services.ga_naar(bijeenkomst=middag, stap=stap)
    assert dia_op_scherm(anouk, middag) == "1"


def test_a_step_of_a_meeting_that_is_over_waits_for_nothing(anouk: Client, middag: Bijeenkomst) -> None:
    url = adres("stap", middag, wachtend(middag).pk)
    Bijeenkomst.objects.filter(pk=middag.pk).update(status="afgerond")
    assert url not in anouk.get(adres("bijeenkomst", middag)).content.decode()
    velden = {"titel": "Toch", "minuten": 9, "bestand": eigen.bestand("cijfers.pdf", eigen.pdf())}
    assert anouk.post(url, velden).status_code == 422
    assert not Diaset.objects.exists()


# --- from a PDF to a step ---------------------------------------------------------------------------


def test_a_pdf_becomes_one_step_with_its_pages(anouk: Client, middag: Bijeenkomst, opslag: Path) -> None:
    antwoord = upload(anouk, middag, eigen.pdf())
    stap = middag.stappen.get(soort="dias")
    assert antwoord.url == adres("stap", middag, stap.pk)
    assert titels(middag) == ["Welkom", "Onze cijfers", "Afsluiten"]
    assert (stap.minuten, stap.inhoud["van"], stap.inhoud["tot"]) == (7, 1, 3)
    diaset = Diaset.objects.get()
    assert diaset.naam == "cijfers 2026"
    assert [pagina["tekst"] for pagina in diaset.paginas] == [f"Dia {n}: zeg wat je ziet" for n in (1, 2, 3)]
    assert {(pagina["breedte"], pagina["hoogte"]) for pagina in diaset.paginas} == {(1920, 1080)}
    # Pictures, and nothing of the PDF itself.
    assert eigen.in_opslag(opslag) == sorted(f"{n}-{maat}.webp" for n in (1, 2, 3) for maat in ("groot", "klein"))


def test_the_keys_walk_through_the_pages_and_then_to_the_next_step(anouk: Client, middag: Bijeenkomst) -> None:
    met_dias(anouk, middag)
    gezien = []
    for _ in range(6):
        druk(anouk, middag, "volgende")
        gezien.append(dia_op_scherm(anouk, middag))
    assert gezien == ["Welkom", "1", "2", "3", "Afsluiten", "Afsluiten"]
    gezien = []
    for _ in range(4):
        druk(anouk, middag, "vorige")
        gezien.append(dia_op_scherm(anouk, middag))
    assert gezien == ["3", "2", "1", "Welkom"]


def test_screen_and_regie_tell_the_same_and_keep_telling_it(anouk: Client, middag: Bijeenkomst) -> None:
    met_dias(anouk, middag)
    for _ in range(3):
        druk(anouk, middag, "volgende")
    for _ in range(2):  # the second time is the reload
        scherm = anouk.get(adres("scherm", middag)).content.decode()
        assert 'alt="Dia 2: zeg wat je ziet"' in scherm
        regie = anouk.get(adres("regie", middag)).content.decode()
        assert re.findall(r'/(\d)-klein\.webp"[^>]*alt="Dia', regie) == ["2", "3"]  # now and next
        assert "Dia 2 van 3" in regie
        assert "Onze cijfers, 3 van 3." in regie


def test_after_the_last_page_regie_names_the_next_step(anouk: Client, middag: Bijeenkomst) -> None:
    stap = met_dias(anouk, middag)
    services.ga_naar(bijeenkomst=middag, stap=stap, plek=3)
    assert '<p class="dia-leeg">Afsluiten</p>' in anouk.get(adres("regie", middag)).content.decode()


def test_regie_jumps_to_a_page_of_this_step_only(anouk: Client, middag: Bijeenkomst) -> None:
    services.ga_naar(bijeenkomst=middag, stap=met_dias(anouk, middag))
    assert druk(anouk, middag, "dia", dia="3") == 302
    assert dia_op_scherm(anouk, middag) == "3"
    for onzin in ("4", "0", "-1", "x", ""):
        assert druk(anouk, middag, "dia", dia=onzin) == 422
    assert dia_op_scherm(anouk, middag) == "3"


def test_some_pages_before_a_step_and_some_after(anouk: Client, middag: Bijeenkomst) -> None:
    stap = met_dias(anouk, middag)
    velden = {"titel": "Vooraf", "minuten": 2, "zeg": "Kijk even."}
    assert anouk.post(adres("stap", middag, stap.pk), velden | {"van": 1, "tot": 1}).status_code == 302
    erbij = adres("stap_nieuw", middag, "dias") + f"?diaset={Diaset.objects.get().pk}"
    na = middag.stappen.last().pk
    assert anouk.post(erbij, velden | {"titel": "Daarna", "van": 2, "tot": 3, "na": na}).status_code == 302
    assert titels(middag) == ["Welkom", "Vooraf", "Afsluiten", "Daarna"]
    assert Diaset.objects.count() == 1
    gezien = []
    for _ in range(5):
        druk(anouk, middag, "volgende")
        gezien.append(dia_op_scherm(anouk, middag))
    assert gezien == ["Welkom", "1", "Afsluiten", "2", "3"]


@pytest.mark.parametrize(
    ("van", "tot", "zin"),
    [
        (3, 2, "De laatste dia komt voor de eerste."),
        (0, 2, "Kies een dia van 1 tot en met 3."),
        (1, 4, "Kies een dia van 1 tot en met 3."),
        ("", 2, "Kies een dia van 1 tot en met 3."),
    ],
)
def test_pages_that_are_not_there(anouk: Client, middag: Bijeenkomst, van: Any, tot: int, zin: str) -> None:
    stap = met_dias(anouk, middag)
    antwoord = anouk.post(adres("stap", middag, stap.pk), {"titel": "Anders", "minuten": 5, "van": van, "tot": tot})
    assert antwoord.status_code == 422
    pagina = antwoord.content.decode()
    assert zin in pagina
    assert 'value="Anders"' in pagina  # what was typed is still there
    stap.refresh_from_db()
    assert (stap.titel, stap.inhoud["tot"]) == ("Onze cijfers", 3)


# --- what is refused, each with its own sentence; nothing is kept then --------------------------------


@pytest.mark.parametrize(
    ("maak", "zin"),
    [
        (lambda: b"", LEEG),
        (lambda: b"GIF89a" + bytes(2000), dias.GEEN_PDF),
        (lambda: b"%PDF-1.7\n" + bytes(5000), dias.STUK),
        (lambda: eigen.pdf()[: len(eigen.pdf()) // 2], dias.STUK),
        (eigen.pdf_met_wachtwoord, dias.SLOT),
        (eigen.pdf_zonder_paginas, dias.GEEN_PAGINAS),
        (lambda: eigen.pdf(61), dias.TE_VEEL.format(aantal=61)),
        (lambda: eigen.pdf() + bytes(dias.MAX_BYTES), dias.TE_ZWAAR),
    ],
    ids=["empty", "other kind", "broken", "half", "password", "no pages", "61 pages", "20 MB"],
)
def test_refused_with_one_sentence(anouk: Client, middag: Bijeenkomst, opslag: Path, maak: Any, zin: str) -> None:
    antwoord = upload(anouk, middag, maak(), titel="Mijn titel")
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert pagina.count(zin) == 2  # in the summary and at the field
    assert 'value="Mijn titel"' in pagina
    assert titels(middag) == ["Welkom", "Afsluiten"]
    assert not Diaset.objects.exists()
    assert eigen.in_opslag(opslag) == []


def test_the_limit_itself_is_allowed(monkeypatch: Any) -> None:
    assert dias.MAX_PAGINAS == 60
    monkeypatch.setattr(dias, "MAX_PAGINAS", 3)  # drawing sixty takes seconds
    assert len(dias.maak_dias(eigen.pdf(3))) == 3
    with pytest.raises(dias.MediaFout, match="Deze pdf heeft 4 pagina’s"):
        dias.maak_dias(eigen.pdf(4))


@pytest.mark.parametrize(("grens", "waarde"), [("GEDULD", 0.01), ("GEHEUGEN", 40 * 1024 * 1024)])
def test_a_pdf_that_asks_too_much_is_stopped(monkeypatch: Any, grens: str, waarde: float) -> None:
    monkeypatch.setattr(apart, "GEDULD", 30)
    assert len(dias.maak_dias(eigen.pdf())) == 3  # the negative control
    monkeypatch.setattr(apart, grens, waarde)
    with pytest.raises(dias.MediaFout, match="te zwaar om te tekenen"):
        dias.maak_dias(eigen.pdf())


def test_what_opens_a_file_knows_nothing_of_the_portal(monkeypatch: Any, tmp_path: Path) -> None:
    kijkt = tmp_path / "kijkt.py"
    kijkt.write_text("import json, os, sys\nprint(json.dumps({'omgeving': dict(os.environ), 'pad': sys.path}))")
    monkeypatch.setattr(apart, "KIND", kijkt)
    gezien = apart.apart("dias")
    assert "DATABASE_URL" in os.environ
    assert not {naam for naam in gezien["omgeving"] if naam not in ("LC_CTYPE", "PWD")}
    assert str(Path(apart.__file__).parents[2]) not in gezien["pad"]


def test_the_text_of_a_page_cannot_break_the_page(monkeypatch: Any) -> None:
    from vik_portal.media.kind.dias import MEESTE_TEKST, schoon

    assert schoon("a\0b\ud800\n\tc   d") == "a b c d"
    assert len(schoon("woord " * 2000)) <= MEESTE_TEKST


def test_too_large_stops_while_it_comes_in(
    anouk: Client, middag: Bijeenkomst, monkeypatch: Any, settings: Any, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    monkeypatch.setitem(draaiboek_views.GROOTSTE, "dias", 1000)
    antwoord = upload(anouk, middag, eigen.pdf())
    assert dias.TE_ZWAAR in antwoord.content.decode()
    assert "Kies een pdf." not in antwoord.content.decode()
    assert list(tmp_path.glob("*.upload*")) == []


def test_nothing_is_read_for_who_may_not_send_it(cast: Any, middag: Bijeenkomst, monkeypatch: Any) -> None:
    monkeypatch.setattr(draaiboek_views, "begrens_upload", lambda *_: pytest.fail("read"))
    assert upload(cast.client(), middag, eigen.pdf()).url.startswith("/account/login/")
    assert upload(cast.client(cast.lotte), middag, eigen.pdf()).status_code == 404


def test_a_form_of_another_site_is_refused(cast: Any, middag: Bijeenkomst) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.anouk)
    assert upload(client, middag, eigen.pdf()).status_code == 403
    assert client.post(adres("stap", middag, middag.stappen.first().pk), {"titel": "x"}).status_code == 403


def test_at_most_twelve_files(anouk: Client, middag: Bijeenkomst, monkeypatch: Any) -> None:
    monkeypatch.setattr(bestanden, "MEESTE", 1)
    met_dias(anouk, middag)
    assert "al twaalf bestanden" in upload(anouk, middag, eigen.pdf()).content.decode()


# --- who may see them, and how long --------------------------------------------------------------------


def test_only_who_leads_the_meeting(cast: Any, anouk: Client, middag: Bijeenkomst) -> None:
    stap = met_dias(anouk, middag)
    plaatje = adres("dia", middag, stap.inhoud["diaset"], 1, "groot")
    antwoord = anouk.get(plaatje)
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "image/webp")
    assert antwoord["Cache-Control"].startswith("private")
    Bijeenkomst.objects.update(nabesproken_op=timezone.localdate())
    assert cast.client(cast.bram).get(adres("bijeenkomst", middag)).status_code == 200  # he may see the meeting
    for wie in (None, cast.kees, cast.bram, cast.lotte, cast.hanna, cast.ilias, cast.jetske, cast.esra):
        assert cast.client(wie).get(plaatje).status_code == 404, wie
    ander = eigen.maak_bijeenkomst(cast)
    assert anouk.get(adres("dia", ander, stap.inhoud["diaset"], 1, "groot")).status_code == 404
    for nummer, maat in ((4, "groot"), (0, "klein"), (1, "reusachtig")):
        assert anouk.get(adres("dia", middag, stap.inhoud["diaset"], nummer, maat)).status_code == 404


def test_a_paired_phone_sees_the_slides_of_its_meeting_while_it_lasts(
    cast: Any, anouk: Client, middag: Bijeenkomst
) -> None:
    stap = met_dias(anouk, middag)
    services.ga_naar(bijeenkomst=middag, stap=stap)
    ander = eigen.maak_bijeenkomst(cast)
    andere_stap = met_dias(anouk, ander)
    telefoon = Client()
    naar = telefoon.post(f"/bijeenkomsten/koppel/{koppeling.maak_token(middag)}/")
    regie = telefoon.get(naar.url).content.decode()
    plaatje = re.search(r'src="([^"]+1-klein\.webp)"', regie)
    assert plaatje
    assert telefoon.get(plaatje[1]).status_code == 200
    assert telefoon.get(adres("dia", ander, andere_stap.inhoud["diaset"], 1, "klein")).status_code == 404
    # It turns pages, and that is all: the draaiboek is for who logged in.
    assert druk(telefoon, middag, "volgende") == 302
    assert telefoon.get(adres("draaiboek", middag)).url.startswith("/account/login/")
    # The end, pressed on the phone, is said there; its pairing is over.
    einde = telefoon.post(adres("regie", middag), {"actie": "afronden"})
    assert (einde.status_code, "De bijeenkomst is afgerond" in einde.content.decode()) == (200, True)
    assert telefoon.get(plaatje[1]).status_code == 404
    assert "Deze bijeenkomst is afgerond" in anouk.get(adres("regie", middag)).content.decode()
    assert 'value="afronden"' not in anouk.get(adres("regie", middag)).content.decode()


def test_ending_leads_to_the_page_of_the_meeting(anouk: Client, middag: Bijeenkomst) -> None:
    einde = anouk.post(adres("regie", middag), {"actie": "afronden"}, follow=True)
    assert einde.redirect_chain == [(adres("bijeenkomst", middag), 302)]
    assert "De bijeenkomst is afgerond." in einde.content.decode()


def test_the_files_go_when_the_meeting_goes(
    anouk: Client, middag: Bijeenkomst, opslag: Path, django_capture_on_commit_callbacks: Any
) -> None:
    met_dias(anouk, middag)
    assert eigen.in_opslag(opslag)
    with django_capture_on_commit_callbacks(execute=True):
        Bijeenkomst.objects.filter(pk=middag.pk).delete()
    assert not list((opslag / "bijeenkomsten").iterdir())


def test_slides_that_no_step_uses_can_be_removed(
    anouk: Client, middag: Bijeenkomst, opslag: Path, django_capture_on_commit_callbacks: Any
) -> None:
    stap = met_dias(anouk, middag)
    knop = {"actie": "diaset", "wat": stap.inhoud["diaset"]}
    assert "gebruikt dit nog" in anouk.post(adres("draaiboek", middag), knop, follow=True).content.decode()
    anouk.post(adres("draaiboek", middag), {"actie": "weg", "wat": stap.pk})
    assert Diaset.objects.exists()  # taking a step out takes no slides away
    with django_capture_on_commit_callbacks(execute=True):
        anouk.post(adres("draaiboek", middag), knop)
    middag.refresh_from_db()
    assert (Diaset.objects.count(), middag.weggelegd, eigen.in_opslag(opslag)) == (0, [], [])


def test_a_crash_half_way_leaves_nothing(anouk: Client, middag: Bijeenkomst, opslag: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(draaiboek, "MEESTE_STAPPEN", 2)  # the last thing that can go wrong: the step itself
    assert "al zestig stappen" in upload(anouk, middag, eigen.pdf()).content.decode()
    assert not Diaset.objects.exists()
    assert eigen.in_opslag(opslag) == []


def test_every_night_folders_without_a_row_go(anouk: Client, middag: Bijeenkomst, opslag: Path) -> None:
    assert bestanden.ruim_bestanden_op() == 0  # nothing was ever uploaded
    met_dias(anouk, middag)
    for map_, uren in (("oud", 2), ("net", 0)):
        pad = opslag / "bijeenkomsten" / map_ / "1-groot.webp"
        pad.parent.mkdir()
        pad.write_bytes(b"x")
        toen = (timezone.now() - timedelta(hours=uren)).timestamp()
        os.utime(pad, (toen, toen))
    assert bestanden.ruim_bestanden_op() == 1
    over = {pad.name for pad in (opslag / "bijeenkomsten").iterdir()}
    assert over == {"net", Path(Diaset.objects.get().map).name}


def test_a_lost_file_is_a_404_and_the_meeting_goes_on(anouk: Client, middag: Bijeenkomst) -> None:
    stap = met_dias(anouk, middag)
    diaset = Diaset.objects.get()
    default_storage.delete(diaset.bestand(1, "groot"))
    assert anouk.get(adres("dia", middag, diaset.pk, 1, "groot")).status_code == 404
    Diaset.objects.all().delete()
    services.ga_naar(bijeenkomst=middag, stap=stap)
    assert "staan hier niet meer" in anouk.get(adres("scherm", middag)).content.decode()
    assert anouk.get(adres("regie", middag)).status_code == 200
    assert anouk.get(adres("stap", middag, stap.pk)).status_code == 200


# --- changing the draaiboek ----------------------------------------------------------------------------


def knop(client: Client, bijeenkomst: Bijeenkomst, actie: str, wat: Any) -> str:
    """Presses a button of the page; the page after it."""
    return client.post(adres("draaiboek", bijeenkomst), {"actie": actie, "wat": wat}, follow=True).content.decode()


@pytest.mark.parametrize(
    ("soort", "velden", "verwacht"),
    [
        ("tekst", {"scherm": "Fijn dat je er bent."}, {"scherm": "Fijn dat je er bent."}),
        ("pauze", {"scherm": "Tot kwart over drie."}, {"scherm": "Tot kwart over drie."}),
        ("vraag", {"scherm": "Wat zag je?"}, {"scherm": "Wat zag je?"}),
        ("deur", {}, {}),
        ("stelling", {"stelling": "Ik zeg er iets van."}, {"inhoud": {"stelling": "Ik zeg er iets van."}}),
    ],
)
def test_a_step_of_each_kind_comes_where_you_say(
    anouk: Client, middag: Bijeenkomst, soort: str, velden: dict[str, str], verwacht: dict[str, Any]
) -> None:
    assert anouk.get(adres("stap_nieuw", middag, soort)).status_code == 200
    velden = {"titel": "Nieuw", "minuten": "4", "zeg": "Hallo.", "na": "0", **velden}
    assert anouk.post(adres("stap_nieuw", middag, soort), velden).status_code == 302
    assert titels(middag) == ["Nieuw", "Welkom", "Afsluiten"]
    stap = middag.stappen.first()
    assert (stap.soort, stap.minuten, stap.zeg) == (soort, 4, "Hallo.")
    for veld, waarde in verwacht.items():
        assert getattr(stap, veld) == waarde
    for _ in range(2):  # what was kept can be shown
        druk(anouk, middag, "volgende")
    assert anouk.get(adres("scherm", middag)).status_code == 200


def test_a_new_step_comes_before_the_last_one_by_itself(anouk: Client, middag: Bijeenkomst) -> None:
    pagina = anouk.get(adres("stap_nieuw", middag, "tekst")).content.decode()
    assert f'<option value="{middag.stappen.first().pk}" selected>' in pagina


def test_kinds_that_need_another_draaiboek_are_not_offered(anouk: Client, middag: Bijeenkomst) -> None:
    for soort in ("matrix", "vragenlijst", "onzin"):
        assert anouk.get(adres("stap_nieuw", middag, soort)).status_code == 404
        assert anouk.post(adres("stap_nieuw", middag, soort), {"titel": "x", "minuten": 1}).status_code == 404


def test_move_and_rename(anouk: Client, middag: Bijeenkomst) -> None:
    eerste, laatste = middag.stappen.all()
    knop(anouk, middag, "omlaag", eerste.pk)
    assert titels(middag) == ["Afsluiten", "Welkom"]
    knop(anouk, middag, "omlaag", eerste.pk)  # it is the last already
    knop(anouk, middag, "omhoog", eerste.pk)
    assert titels(middag) == ["Welkom", "Afsluiten"]
    velden = {"titel": "Tot ziens", "minuten": 2, "scherm": "Dank je wel.", "zeg": ""}
    assert anouk.post(adres("stap", middag, laatste.pk), velden).url.endswith(f"#stap-{laatste.pk}")
    laatste.refresh_from_db()
    assert (laatste.titel, laatste.minuten, laatste.scherm) == ("Tot ziens", 2, "Dank je wel.")


def test_a_step_that_went_comes_back_as_it_was(anouk: Client, middag: Bijeenkomst) -> None:
    stap = Stap.objects.create(
        bijeenkomst=middag,
        volgorde=3,
        soort="stelling",
        titel="Stelling",
        minuten=9,
        zeg="Zeg dit.",
        let_op=["Kijk rond."],
        straks="Daarna praten we.",
        inhoud={"stelling": "Ik zeg er iets van."},
    )
    knop(anouk, middag, "omhoog", stap.pk)
    was = {veld: getattr(stap, veld) for veld in draaiboek.VELDEN}
    pagina = knop(anouk, middag, "weg", stap.pk)
    assert titels(middag) == ["Welkom", "Afsluiten"]
    sleutel = re.search(r'name="wat" value="([0-9a-f]{16})"', pagina)
    assert sleutel
    knop(anouk, middag, "terug", sleutel[1])
    assert titels(middag) == ["Welkom", "Stelling", "Afsluiten"]
    terug = middag.stappen.get(soort="stelling")
    assert {veld: getattr(terug, veld) for veld in draaiboek.VELDEN} == was
    assert "al teruggezet" in knop(anouk, middag, "terug", sleutel[1])
    assert middag.stappen.count() == 3


def test_what_cannot_be_taken_out(anouk: Client, middag: Bijeenkomst) -> None:
    welkom, afsluiten = middag.stappen.all()
    zaal.neem_plaats(middag, 5)
    ronde = services.open_ronde(
        bijeenkomst=middag, soort="stelling", vorm="banden", vragen=zaal.VRAGEN[:1], stap=afsluiten
    )
    services.stop_ronde(ronde=ronde)
    assert "al een ronde gehouden" in knop(anouk, middag, "weg", afsluiten.pk)
    services.ga_naar(bijeenkomst=middag, stap=welkom)
    assert "staat nu op het scherm" in knop(anouk, middag, "weg", welkom.pk)
    assert titels(middag) == ["Welkom", "Afsluiten"]
    ronde.refresh_from_db()
    assert ronde.stap == afsluiten


def test_the_last_step_stays(anouk: Client, middag: Bijeenkomst) -> None:
    for stap in middag.stappen.all():
        pagina = knop(anouk, middag, "weg", stap.pk)
    assert "de enige stap" in pagina
    assert middag.stappen.count() == 1


def test_what_was_asked_in_a_round_stays_as_it_was_asked(anouk: Client, middag: Bijeenkomst) -> None:
    stap = Stap.objects.create(
        bijeenkomst=middag, volgorde=3, soort="stelling", titel="S", inhoud={"stelling": "Ik zeg er iets van."}
    )
    zaal.neem_plaats(middag, 5)
    services.ga_naar(bijeenkomst=middag, stap=stap)
    assert druk(anouk, middag, "ronde") == 302
    anouk.post(adres("stap", middag, stap.pk), {"titel": "Anders", "minuten": 3, "stelling": "Iets heel anders."})
    stap.refresh_from_db()
    assert (stap.titel, stap.inhoud["stelling"]) == ("Anders", "Ik zeg er iets van.")


def test_after_the_end_the_draaiboek_is_fixed(anouk: Client, middag: Bijeenkomst) -> None:
    stap = middag.stappen.first()
    met_dias(anouk, middag)
    services.rond_af(bijeenkomst=middag)
    pagina = anouk.get(adres("draaiboek", middag)).content.decode()
    assert re.findall(r'name="actie" value="(\w+)"', pagina) == ["diaset"]
    assert "staat vast" in knop(anouk, middag, "weg", stap.pk)
    nieuw = {"titel": "Nieuw", "minuten": 4, "na": 0}
    assert "staat vast" in anouk.post(adres("stap_nieuw", middag, "tekst"), nieuw).content.decode()
    assert "staat vast" in anouk.post(adres("stap", middag, stap.pk), nieuw).content.decode()
    assert upload(anouk, middag, eigen.pdf()).status_code == 422
    assert titels(middag) == ["Welkom", "Onze cijfers", "Afsluiten"]
    knop(anouk, middag, "diaset", Diaset.objects.get().pk)  # of the files nothing has to stay
    assert not Diaset.objects.exists()


def test_steps_and_files_of_another_meeting_do_not_exist(cast: Any, anouk: Client, middag: Bijeenkomst) -> None:
    ander = eigen.maak_bijeenkomst(cast)
    stap = met_dias(anouk, ander)
    assert anouk.get(adres("stap", middag, stap.pk)).status_code == 404
    assert "niet meer" in knop(anouk, middag, "weg", stap.pk)
    assert anouk.get(adres("stap_nieuw", middag, "dias") + f"?diaset={stap.inhoud['diaset']}").status_code == 404
    knop(anouk, middag, "diaset", stap.inhoud["diaset"])
    assert Diaset.objects.count() == 1
    # Not even by writing its key into a step.
    gestolen = Stap.objects.create(bijeenkomst=middag, volgorde=9, soort="dias", titel="x", inhoud=stap.inhoud)
    services.ga_naar(bijeenkomst=middag, stap=gestolen)
    assert "webp" not in anouk.get(adres("scherm", middag)).content.decode()


def test_the_page_says_what_is_wrong_with_each_field(anouk: Client, middag: Bijeenkomst) -> None:
    antwoord = anouk.post(adres("stap_nieuw", middag, "vraag"), {"titel": "", "minuten": "0", "zeg": "Mijn tekst"})
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    for zin in ("Geef de stap een titel.", "van 1 tot en met 240", "Typ de vraag", "Mijn tekst"):
        assert zin in pagina
    assert titels(middag) == ["Welkom", "Afsluiten"]
