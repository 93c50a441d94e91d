"""Lists that grow: a page of them costs the same however long they are, and the rest is one link away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from aanvragen.models import Aanbod, Aanvraag
from briefings.models import Scherm
from dilemmas.models import Inzending
from risicoanalyse.models import Maatregel, Risico
from tests.cast import Cast
from tests.wereld import inhoud_van
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.models import Gebruiker
from vik_portal.redactie import services
from vik_portal.register import Bewaartermijn, register


def gelezen(cast: Cast, wie: Gebruiker, adres: str) -> tuple[int, str]:
    """How many queries, and the page."""
    client = cast.client(wie)
    client.get(adres)
    with CaptureQueriesContext(connection) as gevangen:
        pagina = client.get(adres).content.decode()
    return len(gevangen), pagina


def _bijeenkomsten(cast: Cast, aantal: int) -> None:
    """Discussed ones of Bram's team, led by Anouk, each with an agreement."""
    for nummer in range(aantal):
        stuk = Bijeenkomst.objects.create(
            titel="Middag", team=cast.team, begin=timezone.now() - timedelta(days=nummer), status="afgerond",
            nabesproken_op=timezone.localdate(),
        )  # fmt: skip
        stuk.begeleiders.add(cast.anouk)
        risico = Risico.objects.create(bijeenkomst=stuk, volgorde=1, oorzaak="a", gebeurtenis="b", gevolg="c")
        Maatregel.objects.create(risico=risico, tekst="Napraten", datum=timezone.localdate(), merkbaar="ja")


def _aanvragen(cast: Cast, aantal: int) -> None:
    aanbod = Aanbod.objects.first() or services.laad(
        stuk=Aanbod(slug="dilemmasessie"), inhoud=inhoud_van("aanvragen/inhoud", "dilemmasessie", ""), toelichting="x"
    )
    velden = {"aanvrager": cast.bram, "aanbod": aanbod, "team": cast.team, "toelichting": "x"}
    Aanvraag.objects.bulk_create(Aanvraag(**velden, status="gehouden") for _ in range(aantal))


def _schermen(cast: Cast, aantal: int) -> None:
    eerste = Scherm.objects.count()
    Scherm.objects.bulk_create(
        Scherm(naam=f"Scherm {n}", team=cast.team, token_hash=f"{n:064x}") for n in range(eerste, eerste + aantal)
    )


def _inzendingen(cast: Cast, aantal: int) -> None:
    eerste = Inzending.objects.count()
    Inzending.objects.bulk_create(
        Inzending(afdruk=f"{n:064x}", gebeurd="Een collega vraagt.") for n in range(eerste, eerste + aantal)
    )


@pytest.mark.parametrize(
    ("wie", "adres", "maak", "regel", "per_pagina"),
    [
        ("anouk", "/bijeenkomsten/", _bijeenkomsten, "<b>Middag</b>", 20),
        ("bram", "/bijeenkomsten/", _bijeenkomsten, "<b>Middag</b>", 20),
        ("bram", "/risicoanalyse/afspraken/", _bijeenkomsten, "<b>Napraten</b>", 6),
        ("anouk", "/aanbod/aanvragen/", _aanvragen, "<b>Dilemmasessie</b>", 20),
        ("jetske", "/briefings/schermen/", _schermen, "Koppel los<", 20),
        ("esra", "/dilemmas/inzendingen/", _inzendingen, "<b>Een collega vraagt.</b>", 50),
    ],
)
def test_a_long_list_costs_as_much_as_a_short_one(
    cast: Cast, wie: str, adres: str, maak: Any, regel: str, per_pagina: int
) -> None:
    maak(cast, 3)
    kort, pagina = gelezen(cast, getattr(cast, wie), adres)
    assert pagina.count(regel) == 3
    assert "?pagina=" not in pagina
    maak(cast, 60)
    lang, pagina = gelezen(cast, getattr(cast, wie), adres)
    assert lang <= kort
    assert pagina.count(regel) == per_pagina
    if "inzendingen" in adres:
        assert "63 te lezen. Je ziet er 50" in pagina
    else:
        assert 'href="?pagina=2"' in pagina
        laatste = cast.client(getattr(cast, wie)).get(f"{adres}?pagina=99").content.decode()
        assert laatste.count(regel) == (63 % per_pagina or per_pagina)
        assert 'rel="prev"' in laatste


def test_a_meeting_is_there_once_for_who_leads_and_is_teamchef_too(cast: Cast) -> None:
    _bijeenkomsten(cast, 1)
    stuk = Bijeenkomst.objects.get()
    stuk.begeleiders.add(cast.bram)
    assert list(Bijeenkomst.objects.visible_to(cast.bram)) == [stuk]
    assert not Bijeenkomst.objects.visible_to(cast.carla).exists()


def test_of_everybody_the_first_thousand(cast: Cast) -> None:
    Gebruiker.objects.bulk_create(
        Gebruiker(email=f"m{n}@politie.example", naam=f"Medewerker {n:04}", password="!") for n in range(1200)
    )
    vragen, pagina = gelezen(cast, cast.jetske, "/organisatie/rollen/")
    assert vragen <= 8
    assert "Je ziet de eerste 1000 accounts" in pagina
    vragen, pagina = gelezen(cast, cast.jetske, "/organisatie/rollen/?q=medewerker+0007")
    assert vragen <= 8
    assert "1 account gevonden" in pagina
    assert "Medewerker 0007" in pagina
    for anders, zin in (("?q=m1199@politie", "1 account gevonden"), ("?q=%27%3A*%26%7C!(", "eerste 1000")):
        assert zin in " ".join(gelezen(cast, cast.jetske, f"/organisatie/rollen/{anders}")[1].split()), anders


@pytest.mark.django_db
def test_people_are_found_through_the_index() -> None:
    """Its expression is written out in a migration; the query must say the same to the letter."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "gebruiker_woorden" in Gebruiker.objects.zoek("jet").explain()


def test_the_page_of_what_goes_asks_one_query_per_term(cast: Cast) -> None:
    termijnen = sum(termijn.verlopen is not None for termijn in register.alle(Bewaartermijn))
    vragen, _ = gelezen(cast, cast.jetske, "/bewaren/straks/")
    # Beside those, who is looking and what the frame shows.
    assert vragen <= termijnen + 9
