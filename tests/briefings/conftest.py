"""The briefing room as fixtures (tests/briefings/kamer.py)."""

from __future__ import annotations

import pytest


@pytest.fixture
def klok(monkeypatch):
    from django.utils import timezone

    from tests.briefings.kamer import Klok

    klok = Klok()
    monkeypatch.setattr(timezone, "now", lambda: klok.nu)
    return klok


@pytest.fixture
def kamer(cast, klok):
    from tests.briefings.kamer import maak_kamer

    return maak_kamer(cast)


@pytest.fixture
def toestel(kamer):
    """A device that is the screen of the room."""
    from django.test import Client

    from tests.briefings.kamer import HIER, TOKEN

    client = Client(headers=HIER)
    client.cookies["scherm"] = TOKEN
    return client
