"""Regie: who has it in hand, what it refuses, and what the screen shows only when it was released."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.meedoen import eigen, zaal
from vik_portal.meedoen import koppeling, services
from vik_portal.meedoen.models import Bijeenkomst, Ronde
from vik_portal.meedoen.services import verzetten

pytestmark = pytest.mark.django_db
KAPOT = "De ronde kon niet open. Wacht even en probeer het nog eens, of tel op papier."


@pytest.fixture
def middag(cast: Any) -> Bijeenkomst:
    return eigen.maak_bijeenkomst(cast)


def adres(stuk: Bijeenkomst, wat: str = "regie") -> str:
    return reverse(f"bijeenkomsten:{wat}", args=[stuk.pk])


def druk(client: Client, stuk: Bijeenkomst, actie: str, **velden: str) -> str:
    antwoord = client.post(adres(stuk), {"actie": actie, **velden}, follow=True)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", antwoord.content.decode())).split())


def gekoppeld(stuk: Bijeenkomst, telefoon: Client | None = None) -> Client:
    telefoon = telefoon or Client()
    naar = telefoon.post(f"/bijeenkomsten/koppel/{koppeling.maak_token(stuk)}/")
    assert naar.status_code == 302
    return telefoon


# --- a paired phone ------------------------------------------------------------------------------------


def test_a_qr_pairs_one_phone_and_the_next_qr_takes_it_back(middag: Bijeenkomst) -> None:
    token = koppeling.maak_token(middag)
    eerste, tweede = Client(), Client()
    assert eerste.post(f"/bijeenkomsten/koppel/{token}/").status_code == 302
    assert tweede.post(f"/bijeenkomsten/koppel/{token}/").status_code == 404
    assert (eerste.get(adres(middag)).status_code, tweede.get(adres(middag)).status_code) == (200, 404)
    gekoppeld(middag, tweede)
    assert (eerste.get(adres(middag)).status_code, tweede.get(adres(middag)).status_code) == (404, 200)


def test_who_handed_the_meeting_over_has_no_phone_in_it_any_more(cast: Any, middag: Bijeenkomst) -> None:
    middag.begeleiders.add(cast.lotte)
    telefoon = gekoppeld(middag)
    assert telefoon.get(adres(middag)).status_code == 200
    services.stop_als_begeleider(bijeenkomst=middag, wie=cast.anouk)
    assert telefoon.get(adres(middag)).status_code == 404
    telefoon.force_login(cast.anouk)
    assert telefoon.post(adres(middag), {"actie": "deur_open"}).status_code == 404
    middag.refresh_from_db()
    assert not middag.deur_open


def test_a_cancelled_meeting_has_no_phone_when_it_takes_place_after_all(cast: Any, middag: Bijeenkomst) -> None:
    telefoon = gekoppeld(middag)
    verzetten.zeg_af(bijeenkomst=middag, door=cast.anouk)
    Bijeenkomst.objects.filter(pk=middag.pk).update(status="gepland")
    assert telefoon.get(adres(middag)).status_code == 404


@pytest.mark.parametrize("wat", ["beheer", "verzet", "draaiboek", "koppel_qr"])
def test_a_paired_phone_makes_nobody_a_begeleider(cast: Any, middag: Bijeenkomst, wat: str) -> None:
    """Who may plan elsewhere and scanned the QR first turns pages here, and no more."""
    telefoon = gekoppeld(middag, cast.client(cast.lotte))
    assert telefoon.get(adres(middag)).status_code == 200
    velden = {"actie": "erbij", "email": cast.lotte.email}
    assert telefoon.post(adres(middag, wat), velden).status_code == 404
    assert list(middag.begeleiders.all()) == [cast.anouk]


def test_a_cookie_of_before_is_nobodys(middag: Bijeenkomst) -> None:
    from django.core import signing

    telefoon = Client()
    for inhoud in (middag.pk, [middag.pk], [middag.pk, ""], "x"):
        telefoon.cookies[koppeling.COOKIE] = signing.dumps(inhoud, salt=koppeling.ZOUT_COOKIE)
        assert telefoon.get(adres(middag)).status_code == 404


# --- what the screen shows -----------------------------------------------------------------------------


def met_ronde(middag: Bijeenkomst) -> tuple[Ronde, list[str]]:
    inhoud = {"stelling": "Ik zeg het als ik iets fout deed."}
    stap = middag.stappen.create(volgorde=99, soort="stelling", titel="Stelling", inhoud=inhoud)
    services.ga_naar(bijeenkomst=middag, stap=stap)
    tokens = zaal.neem_plaats(middag, 6)
    ronde = services.open_ronde(bijeenkomst=middag, soort="stelling", vorm="banden", vragen=zaal.VRAGEN[:1], stap=stap)
    return ronde, tokens


def test_a_result_waits_for_its_release_also_when_that_was_pressed_too_early(
    anouk: Client, middag: Bijeenkomst
) -> None:
    ronde, tokens = met_ronde(middag)
    for token in tokens:
        assert zaal.post(ronde, token, zaal.verzegel(ronde, b"\x04")) == 200
    assert "Er loopt een ronde. Tel die eerst, dan kun je de uitslag laten zien." in druk(anouk, middag, "toon")
    # Whatever was set meanwhile: counting shows nothing.
    Bijeenkomst.objects.filter(pk=middag.pk).update(uitslag_op_scherm=True)
    druk(anouk, middag, "tel")
    middag.refresh_from_db()
    assert middag.rondes.get().status == Ronde.Status.GETELD
    assert not middag.uitslag_op_scherm
    druk(anouk, middag, "toon")
    middag.refresh_from_db()
    assert middag.uitslag_op_scherm


def test_no_new_statement_while_a_round_is_open_and_what_was_typed_stays(anouk: Client, middag: Bijeenkomst) -> None:
    met_ronde(middag)
    stappen, nu = middag.stappen.count(), Bijeenkomst.objects.get(pk=middag.pk).huidige_stap_id
    antwoord = anouk.post(adres(middag), {"actie": "stelling", "stelling": "Wij spreken elkaar aan."})
    assert antwoord.status_code == 422
    pagina = unescape(antwoord.content.decode())
    assert "Er loopt een ronde. Tel die eerst, of stop hem. Je stelling staat er nog." in pagina
    assert "Wij spreken elkaar aan." in pagina
    middag.refresh_from_db()
    assert (middag.stappen.count(), middag.huidige_stap_id) == (stappen, nu)


# --- the bar at the foot ---------------------------------------------------------------------------------


def balk(client: Client, stuk: Bijeenkomst) -> dict[str, str]:
    """{name of a button in the bar: its classes}, in their order."""
    voet = client.get(adres(stuk)).content.decode().partition("<footer")[2]
    return {naam: klas for klas, naam in re.findall(r'<button class="([^"]*)" name="actie" value="(\w+)"', voet)}


def test_the_bar_has_the_one_action_that_moves_the_step_on_and_only_that_is_filled(
    anouk: Client, middag: Bijeenkomst
) -> None:
    middag.stappen.all().delete()
    middag.stappen.create(volgorde=1, soort="deur", titel="Plaatsnemen")
    inhoud = {"stelling": "Ik zeg het als ik iets fout deed."}
    middag.stappen.create(volgorde=2, soort="stelling", titel="Stelling", inhoud=inhoud)
    middag.stappen.create(volgorde=3, soort="tekst", titel="Tot slot")
    stil, vol = "btn btn-line", "btn"
    druk(anouk, middag, "volgende")
    assert balk(anouk, middag) == {"vorige": stil, "deur_open": "btn rdoe", "volgende": stil}
    druk(anouk, middag, "deur_open")
    assert balk(anouk, middag) == {"vorige": stil, "deur_dicht": "btn rdoe", "volgende": stil}
    zaal.neem_plaats(middag, 6)
    druk(anouk, middag, "deur_dicht")
    assert balk(anouk, middag) == {"vorige": stil, "volgende": vol}
    druk(anouk, middag, "volgende")
    assert balk(anouk, middag) == {"vorige": stil, "ronde": "btn rdoe", "volgende": stil}
    druk(anouk, middag, "ronde")
    assert balk(anouk, middag) == {"vorige": stil, "tel": "btn rdoe", "volgende": stil}
    Ronde.objects.filter(bijeenkomst=middag).update(status=Ronde.Status.GETELD)
    assert balk(anouk, middag) == {"vorige": stil, "toon": "btn rdoe", "volgende": stil}
    druk(anouk, middag, "toon")
    assert balk(anouk, middag) == {"vorige": stil, "volgende": vol}
    druk(anouk, middag, "volgende")
    assert balk(anouk, middag) == {"vorige": stil, "afronden": "btn btn-stop"}


def test_a_door_that_was_never_open_says_so_and_where_the_code_comes(anouk: Client, middag: Bijeenkomst) -> None:
    middag.stappen.all().delete()
    middag.stappen.create(volgorde=1, soort="tekst", titel="Welkom")
    middag.stappen.create(volgorde=2, soort="deur", titel="Plaatsnemen")
    druk(anouk, middag, "volgende")
    assert "Nog niet open. De code komt op het scherm bij ‘Plaatsnemen’." in druk(anouk, middag, "x")
    assert "De code staat op het scherm bij ‘Plaatsnemen’." in druk(anouk, middag, "deur_open")
    druk(anouk, middag, "deur_dicht")
    druk(anouk, middag, "volgende")
    scherm = anouk.get(adres(middag, "scherm")).content.decode()
    assert "De deur is nog niet open." in scherm
    assert "Wie later komt" not in scherm
    druk(anouk, middag, "deur_open")
    zaal.neem_plaats(middag, 1)
    druk(anouk, middag, "deur_dicht")
    assert "Wie later komt" in anouk.get(adres(middag, "scherm")).content.decode()


# --- what goes wrong in the room -----------------------------------------------------------------------


def test_a_box_that_cannot_be_made_is_a_sentence(anouk: Client, middag: Bijeenkomst, stembus_dir: Path) -> None:
    inhoud = {"stelling": "Ik zeg het als ik iets fout deed."}
    stap = middag.stappen.create(volgorde=99, soort="stelling", titel="Stelling", inhoud=inhoud)
    services.ga_naar(bijeenkomst=middag, stap=stap)
    zaal.neem_plaats(middag, 6)
    # A folder that takes no file, also not from root: as on a full disk.
    stembus_dir.symlink_to("/proc")
    assert KAPOT in druk(anouk, middag, "ronde")
    assert not middag.rondes.exists()
    stembus_dir.unlink()
    assert KAPOT not in druk(anouk, middag, "ronde")
    assert middag.rondes.get().status == Ronde.Status.OPEN


def test_odd_bytes_in_a_field_are_no_fault(anouk: Client, middag: Bijeenkomst) -> None:
    for actie, veld in (("erbij", "email"), ("vink", "regel"), ("stuur", "bericht")):
        assert anouk.post(adres(middag, "beheer"), {"actie": actie, veld: "a\x00b"}).status_code == 302


def test_a_pile_that_is_no_pile_is_a_sentence(anouk: Client, middag: Bijeenkomst) -> None:
    inhoud = {"stelling": "Ik zeg het als ik iets fout deed."}
    stap = middag.stappen.create(volgorde=99, soort="stelling", titel="Stelling", inhoud=inhoud)
    papier = reverse("bijeenkomsten:papier", args=[middag.pk, stap.pk])
    for onzin in ("[" * 100_000, "{}", '{"vragen": "x", "formulieren": [[999]]}', "\udce9".encode("utf-8", "ignore")):
        antwoord = anouk.post(papier, onzin, content_type="application/json")
        assert (antwoord.status_code, "fout" in antwoord.json()) == (422, True)
