"""What README tells a proxy: nothing is logged of who takes part, looks for help or answers unseen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.meedoen.eigen import maak_bijeenkomst
from vik_portal.lokaal import BASIS
from vik_portal.meedoen.services import open_deur

NGINX = re.search(r"```\n(location .*?)```", (BASIS / "README.md").read_text(), re.DOTALL)
assert NGINX
#: (pattern, whether it logs), in the order in which nginx tries them.
BLOKKEN = [
    (re.compile(patroon), "access_log off;" not in inhoud)
    for patroon, inhoud in re.findall(r"location ~ (\S+) \{(.*?)\n\}", NGINX[1], re.DOTALL)
]


def gelogd(pad: str) -> bool:
    return next((logt for patroon, logt in BLOKKEN if patroon.search(pad)), True)


@pytest.mark.django_db
def test_no_request_of_a_phone_is_logged(cast: Any) -> None:
    """Everything that the pages of taking part load, from the address that is typed on."""
    zaal = f"/meedoen/{open_deur(bijeenkomst=maak_bijeenkomst(cast)).code}/"
    paden = {"/meedoen", f"{zaal}stand", f"{zaal}stoel"}
    for pagina in (Client().get("/meedoen/"), Client().get(zaal)):
        paden |= {pagina.wsgi_request.path, *re.findall(r'(?:src|href)="(/(?:static|meedoen)[^"]*)"', pagina.text)}
    assert any(pad.startswith("/static/js/telefoon") for pad in paden)
    assert [pad for pad in sorted(paden) if gelogd(pad)] == []


@pytest.mark.parametrize(
    "pad",
    [
        "/b/x/", "/dilemmas/", "/dilemmas/een-goede-neus/", "/dilemmas/inzenden/", "/beroepscode/loketten/wijzer/",
        "/beroepscode/handreikingen/lijnonderzoek/checklist/",
        "/briefings/vragen/x/", "/briefings/campagnes/7/terugblik/",
    ],
)  # fmt: skip
def test_what_promises_that_nobody_is_known_is_not_logged(pad: str) -> None:
    assert not gelogd(pad)


def test_the_rest_is_logged() -> None:
    assert gelogd("/account/login/")
    assert gelogd("/briefings/campagnes/7/")
    assert gelogd("/meedoenerij/")
