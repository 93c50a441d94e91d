"""Typing a pile on a real keyboard: one digit per question, undo, and the count."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.urls import reverse

from tests.meedoen import zaal
from vik_portal.meedoen.models import Bijeenkomst, Ronde

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pagina(live_server: Any, venster: Any, cast: Any) -> Any:
    bijeenkomst = zaal.maak_bijeenkomst(team=cast.team, met_kaartjes=True)
    bijeenkomst.begeleiders.add(cast.anouk)
    stap = bijeenkomst.stappen.create(
        volgorde=1, soort="stelling", titel="Stelling", inhoud={"stelling": "Ik zeg het als ik iets fout deed."}
    )
    koekje = cast.client(cast.anouk).cookies["vik_sessie"].value
    venster.add_cookies([{"name": "vik_sessie", "value": koekje, "url": live_server.url}])
    pagina = venster.new_page()
    pagina.on("pageerror", lambda fout: pytest.fail(str(fout)))
    pagina.goto(live_server.url + reverse("bijeenkomsten:papier", args=[bijeenkomst.pk, stap.pk]))
    return pagina


def foto(pagina: Any, naam: str) -> None:
    if map_ := os.environ.get("VIK_FOTOS"):
        pagina.screenshot(path=f"{map_}/{naam}.png", full_page=True)


def test_a_pile_typed_on_the_keyboard(pagina: Any) -> None:
    plek, stand, tel = pagina.locator("[data-plek]"), pagina.locator("[data-stand]"), pagina.locator('[data-doe="tel"]')
    assert plek.inner_text() == "Formulier 1, vraag 1 van 1"
    for toets in ("1", "5", "9", "7", "0"):  # the last two belong to no answer
        pagina.keyboard.press(toets)
    assert plek.inner_text() == "Formulier 4, vraag 1 van 1"
    pagina.keyboard.press("Backspace")
    assert plek.inner_text() == "Formulier 3, vraag 1 van 1"
    assert tel.is_disabled()
    for toets in (" ", "-"):
        pagina.keyboard.press(toets)
    pagina.get_by_role("button", name="4 Mee eens").click()
    pagina.keyboard.press("5")  # the keys go on after a click
    assert "6 formulieren getypt" in stand.inner_text()
    pagina.on("dialog", lambda dialoog: dialoog.accept())
    pagina.locator('[data-doe="weg"]').click()
    assert "5 formulieren getypt" in stand.inner_text()
    foto(pagina, "papier")
    tel.click()
    pagina.wait_for_url("**/regie/")
    ronde = Ronde.objects.get()
    # 1, 5, weet niet, weet niet, 4: bands of five.
    assert ronde.stoelen == 5
    assert ronde.uitslag["waarden"] == [{"laag": 0, "midden": 0, "hoog": 1, "weet niet": 1}]


def test_a_refusal_keeps_what_was_typed(pagina: Any) -> None:
    for _ in range(5):
        pagina.keyboard.press("4")
    Bijeenkomst.objects.update(status="afgerond")
    pagina.locator('[data-doe="tel"]').click()
    pagina.locator("[data-fout]:not([hidden])").wait_for()
    assert "afgerond" in pagina.locator("[data-fout]").inner_text()
    assert "5 formulieren getypt" in pagina.locator("[data-stand]").inner_text()
    assert not Ronde.objects.exists()
