"""Every page behind a login, in a real browser."""

from __future__ import annotations

import pytest

from tests.paginas.rondgang import klachten

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_page_behind_a_login(portaal, browser):
    gevonden = klachten(portaal, browser, lambda wie: wie != "anoniem")
    assert not gevonden, "\n".join(gevonden)
