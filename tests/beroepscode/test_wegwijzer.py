"""Waar kan ik terecht: every way ends with somebody, and nothing tells afterwards which way somebody went."""

from __future__ import annotations

import copy
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pydantic import ValidationError

from beroepscode.models import Loket
from beroepscode.wegwijzer import HOOGSTENS, Wegwijzer, sleutel, wegwijzer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alle_inhoud")]

BEGIN = "/beroepscode/loketten/"


def adres(weg: tuple[int, ...], dagen: int = 0) -> str:
    return f"{BEGIN}weg/{sleutel(weg, timezone.localdate() - timedelta(days=dagen))}/"


def einden() -> list[tuple[int, ...]]:
    boom = wegwijzer()
    return [weg for weg in boom.wegen() if weg and boom.opties(weg)[-1].uit]


def links(client: Any, pad: str) -> list[str]:
    return re.findall(r'href="(/beroepscode/loketten/weg/[^"]+)"', client.get(pad).content.decode())


def test_every_way_ends_in_loketten_and_every_loket_is_reached():
    boom = wegwijzer()
    bereikt = {slug for weg in einden() for slug in boom.uitkomsten[boom.opties(weg)[-1].uit].loketten}
    assert bereikt == set(Loket.objects.published().values_list("slug", flat=True))
    assert max(len(weg) for weg in einden()) <= HOOGSTENS == 4


def test_following_the_links_reaches_every_page_and_no_other(client):
    gezien, rij = set(), links(client, BEGIN)
    while rij:
        if (pad := rij.pop()) not in gezien:
            gezien.add(pad)
            rij += links(client, pad)
    assert gezien == {adres(weg) for weg in wegwijzer().wegen() if weg}


def test_every_outcome_says_who_why_who_hears_it_and_how_to_get_there(client):
    boom = wegwijzer()
    loketten = {loket.slug: loket.gelezen for loket in Loket.objects.published()}
    for weg in einden():
        uitkomst = boom.uitkomsten[boom.opties(weg)[-1].uit]
        gelezen = re.sub(r"<[^>]+>", "", client.get(adres(weg)).content.decode())
        nodig = [uitkomst.waarom, uitkomst.eerst]
        for slug in uitkomst.loketten:
            loket = loketten[slug]
            nodig += [loket.titel, loket.vertrouwelijk_uitleg, *loket.bereiken]
        assert [zin for zin in nodig if zin not in gelezen] == [], boom.opties(weg)[-1].uit


def test_what_an_outcome_points_to_besides_is_there(client):
    verder = {link.pad for uitkomst in wegwijzer().uitkomsten.values() for link in uitkomst.verder}
    assert "/beroepscode/handreikingen/lijnonderzoek/checklist/" in verder
    assert {pad: client.get(pad).status_code for pad in verder} == dict.fromkeys(verder, 200)


def test_urgent_help_stands_above_the_first_question_with_numbers_to_call(client):
    pagina = client.get(BEGIN).content.decode()
    gelezen = re.sub(r"<[^>]+>", "", pagina)
    assert all(zin in gelezen for spoed in wegwijzer().spoed for zin in (spoed.tekst, spoed.bij, spoed.bereiken))
    for nummer in ("112", "113", "08000113", "08000188", "08002000"):
        assert pagina.index(f'href="tel:{nummer}"') < pagina.index('id="begin"') < pagina.index('id="alle"')


def test_urgent_help_always_says_a_way_on_also_where_a_unit_has_a_number_of_its_own():
    zonder_weg = [spoed.bij for spoed in wegwijzer().spoed if spoed.bereiken.endswith("vult de eenheid in.")]
    assert zonder_weg == []


def test_back_leads_to_the_question_before_and_anew_to_the_first(client):
    weg = next(weg for weg in wegwijzer().wegen() if len(weg) == 3)
    pagina = client.get(adres(weg)).content.decode()
    assert f'href="{adres(weg[:2])}"' in pagina
    assert f'href="{BEGIN}#begin"' in pagina
    eerste = client.get(adres(weg[:1])).content.decode()
    assert BEGIN + "weg/" not in eerste.partition('aria-label="Terug"')[2]


def test_nothing_is_kept_logged_or_passed_on(client, caplog, django_assert_num_queries):
    for weg, vragen in (((0,), 0), (einden()[0], 1)):
        with django_assert_num_queries(vragen):
            antwoord = client.get(adres(weg))
        assert antwoord["Cache-Control"] == "no-store"
        assert antwoord["Referrer-Policy"] == "no-referrer"
        assert not {"ETag", "Last-Modified", "Bewaarbaar"} & {*antwoord.headers}
        assert not antwoord.cookies
        pagina = antwoord.content.decode()
        assert "<title>Waar kan ik terecht? · VIK-portaal</title>" in pagina  # what a browser keeps in its history
        assert "<form" not in pagina.partition("<main")[2]
        assert "<script" not in pagina.partition("<main")[2]
    assert caplog.text == ""


def test_an_address_says_nothing_and_cannot_be_read_back_later(client):
    boom = wegwijzer()
    sleutels = {adres(weg): weg for weg in boom.wegen()}
    assert len(sleutels) == len([*boom.wegen()])
    assert all(re.fullmatch(r"/beroepscode/loketten/weg/[0-9a-f]{12}/", pad) for pad in sleutels)
    weg = einden()[0]
    assert client.get(adres(weg, dagen=1)).status_code == 200  # somebody who reads on at midnight
    laat = client.get(adres(weg, dagen=2))
    assert (laat.status_code, laat["Location"], laat["Cache-Control"]) == (302, f"{BEGIN}?opnieuw#begin", "no-store")
    zin = "De pagina die je opende, is van een andere dag."
    assert zin in client.get(f"{BEGIN}weg/onzin/", follow=True).content.decode()
    assert zin not in client.get(BEGIN).content.decode()


def _kapot(boom: dict[str, Any], hoe: str) -> None:
    opties = boom["vragen"]["dienst"]["opties"]
    match hoe:
        case "naar niets":
            opties[0] |= {"uit": "", "naar": "bestaat_niet"}
        case "uit niets":
            opties[0]["uit"] = "bestaat_niet"
        case "rond":
            opties[0] |= {"uit": "", "naar": "v1"}
        case "los":
            boom["uitkomsten"]["u_los"] = boom["uitkomsten"]["u_op"]
        case "geen doel":
            opties[0]["uit"] = ""
        case "drie loketten":
            boom["uitkomsten"]["u_op"]["loketten"] = ["vik", "kmp", "tco"]


@pytest.mark.parametrize(
    ("hoe", "melding"),
    [
        ("naar niets", "vraag bestaat_niet is er niet"),
        ("uit niets", "uitkomst bestaat_niet is er niet"),
        ("rond", "hoogstens 4"),
        ("los", "hier leidt niets naartoe: u_los"),
        ("geen doel", "leidt naar een vraag"),
        ("drie loketten", "at most 2 items"),
    ],
)
def test_a_broken_tree_is_refused(hoe, melding):
    boom = copy.deepcopy(wegwijzer().model_dump())
    Wegwijzer.model_validate(boom)
    _kapot(boom, hoe)
    with pytest.raises(ValidationError, match=melding):
        Wegwijzer.model_validate(boom)


def test_a_loket_that_was_withdrawn_leaves_the_other_or_all(client):
    boom = wegwijzer()
    weg = next(w for w in einden() if boom.uitkomsten[boom.opties(w)[-1].uit].loketten == ["kmp"])
    Loket.objects.filter(slug="kmp").update(status="ingetrokken")
    assert f'href="{BEGIN}#alle">Bekijk alle loketten' in client.get(adres(weg)).content.decode()
