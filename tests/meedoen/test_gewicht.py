"""What one participation weighs: a room of phones may share one bad mobile connection."""

from __future__ import annotations

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.meedoen import zaal
from vik_portal.meedoen import services

pytestmark = pytest.mark.django_db
#: Bytes over the wire for page, seat, form and envelope, with all that the page loads, on a phone that has nothing yet.
HOOGSTENS = 80_000
#: Headers of a request and its answer, give or take.
KOPPEN = 1_200


def statisch(pad: str, gezien: set[str]) -> int:
    """The size of a static file as it is served (gzip), with what it loads itself."""
    if pad in gezien:
        return 0
    gezien.add(pad)
    bestand = finders.find(pad)
    assert isinstance(bestand, str), pad
    with open(bestand, "rb") as open_:
        inhoud = open_.read()
    map_ = pad.rsplit("/", 1)[0]
    geladen = re.findall(rb"""(?:from|import) *\(?["']\./([\w.-]+)["']""", inhoud)
    verder = sum(statisch(f"{map_}/{naam.decode()}", gezien) for naam in geladen)
    return len(gzip.compress(inhoud, 6)) + KOPPEN + verder


def test_a_participation_is_light(cast, settings):
    from risicoanalyse.laden import laad
    from vik_portal.register import Draaiboek, Stapsoort, register

    laad()
    bijeenkomst = zaal.maak_bijeenkomst(team=cast.team)
    services.plan(bijeenkomst=bijeenkomst, draaiboek=register.een(Draaiboek, "risicoanalyse"), begeleider=cast.anouk)
    zaal.neem_plaats(bijeenkomst, 7)
    stap = bijeenkomst.stappen.get(soort="vragenlijst")
    soort = register.een(Stapsoort, "vragenlijst")
    assert soort.ronde
    vorm, vragen = soort.ronde(stap)
    ronde = services.open_ronde(bijeenkomst=bijeenkomst, soort=stap.soort, vorm=vorm, vragen=vragen, stap=stap)
    bijeenkomst.refresh_from_db()
    telefoon = Client()
    pagina = telefoon.get(f"/meedoen/{bijeenkomst.code}/")
    formulier = telefoon.get(f"/meedoen/{bijeenkomst.code}/ronde/{ronde.pk}")
    assert len(formulier.json()["vragen"]) == 28
    gezien: set[str] = set()
    los = re.findall(r'(?:href|src)="/static/([^"]+)"', pagina.text)
    assert any(pad.endswith("telefoon.js") for pad in los)
    totaal = sum(statisch(pad, gezien) for pad in los)
    totaal += len(pagina.content) + len(formulier.content) + 2 * 384 + 4 * KOPPEN
    assert totaal <= HOOGSTENS, f"{totaal} bytes: {sorted(gezien)}"
    assert totaal > HOOGSTENS / 10, "this counts too little to be true"
