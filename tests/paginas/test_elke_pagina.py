"""Every page that needs no account, in a real browser. Those for work have a file, and so a worker, of their own."""

from __future__ import annotations

import pytest

from tests.paginas.rondgang import klachten

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_public_page(portaal, browser):
    gevonden = klachten(portaal, browser, lambda wie: wie == "anoniem")
    assert not gevonden, "\n".join(gevonden)
