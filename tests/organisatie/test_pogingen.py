"""Guessing a password is slowed down for all processes together, and what counts it tells nothing."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from vik_portal.organisatie import services
from vik_portal.organisatie.models import Gebruiker, Poging
from vik_portal.register import Bewaartermijn, register

pytestmark = pytest.mark.django_db


def probeer(wie: Gebruiker, wachtwoord: str = "geraden") -> str:
    """One attempt from a browser of its own; the page that comes back."""
    return Client().post("/account/login/", {"login": wie.email, "password": wachtwoord}).content.decode()


def test_after_five_wrong_passwords_the_right_one_waits_too(cast: Cast) -> None:
    for _ in range(5):
        assert "Te veel pogingen" not in probeer(cast.bram)
    assert "Te veel pogingen" in probeer(cast.bram, cast.wachtwoord)
    assert "Te veel pogingen" not in probeer(cast.anouk)
    # In the database, so that another process counts on; and no address, account or machine can be read there.
    rijen = list(Poging.objects.all())
    assert rijen
    assert all(len(rij.sleutel) == 64 for rij in rijen)
    alles = json.dumps([rij.waarde for rij in rijen])
    for wat in (cast.bram.email, "127.0.0.1", "login"):
        assert wat not in alles


def test_a_count_ends_and_then_the_night_may_take_it_away(cast: Cast) -> None:
    assert cache.add("slot", True, 60)
    assert not cache.add("slot", True, 60)
    assert cache.get("slot")
    Poging.objects.update(vervalt=timezone.now() - timedelta(seconds=1))
    assert cache.get("slot", "weg") == "weg"
    assert cache.add("slot", [1.5], 60)
    assert cache.get("slot") == [1.5]
    termijn = register.een(Bewaartermijn, "poging")
    assert termijn.verlopen
    nu = timezone.now()
    assert [[rij.exists() for rij in termijn.verlopen(nu + timedelta(seconds=n))] for n in (0, 61)] == [[False], [True]]
    with pytest.raises(ValueError, match="has no end"):
        cache.set("blijft", True, None)


def test_of_two_people_who_make_one_account_one_does(cast: Cast) -> None:
    eerste, nieuw = services.maak_gebruiker(email="Noor@politie.example", naam="Noor")
    assert nieuw
    assert services.maak_gebruiker(email="noor@politie.example", naam="Noor Twee") == (eerste, False)
    assert Gebruiker.objects.get(email="noor@politie.example").naam == "Noor"


def test_a_load_balancer_asks_without_tls(db: None, settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/gezond/").status_code == 200
    assert Client().get("/account/login/").status_code == 301
