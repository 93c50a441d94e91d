from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.berichten.conftest import bezorg, mailserver, werker

# This file is read before Django is set up, so models are imported where they are used.
if TYPE_CHECKING:
    from briefings.models import Briefingsitem, Campagne
    from tests.cast import Cast

__all__ = ["bezorg", "mailserver", "werker"]


@pytest.fixture
def items(cast: Cast) -> list[Briefingsitem]:
    """Three items as they come with the project."""
    from briefings.models import Briefingsitem
    from tests.wereld import inhoud_van
    from vik_portal.redactie import services

    slugs = ["geweld-en-pv", "bejegening-op-straat", "uren-cadeau"]
    return [
        services.laad(
            stuk=Briefingsitem(slug=slug),
            inhoud=inhoud_van("briefings/inhoud", slug, "notities"),
            toelichting="geleverd",
        )
        for slug in slugs
    ]


@pytest.fixture
def dinsdag() -> date:
    """A Tuesday six weeks ahead, near enough to be planned."""
    from django.utils import timezone

    from briefings.ritme import maandag_van

    return maandag_van(timezone.localdate()) + timedelta(days=43)


@pytest.fixture
def concept(cast: Cast, items: list[Briefingsitem], dinsdag: date) -> Campagne:
    """A draft of Anouk: two items in the two teams of her district, each on two days."""
    from briefings.services import campagnes

    stuk = campagnes.begin(
        naam="Voorjaar", items=items[:2], gesprek_gevraagd=True, eenheid=cast.eenheid, door=cast.anouk
    )
    campagnes.kies_teams(campagne=stuk, teams=[cast.team, cast.buurteam], binnen=[cast.eenheid])
    [een, twee] = stuk.campagneitems.all()
    dagen = {een.pk: [dinsdag, dinsdag + timedelta(days=2)], twee.pk: [dinsdag + timedelta(days=d) for d in (56, 58)]}
    campagnes.kies_dagen(campagne=stuk, dagen=dagen)
    stuk.refresh_from_db()
    return stuk


@pytest.fixture
def campagne(cast: Cast, concept: Campagne) -> Campagne:
    """The same, started with the milestones as proposed."""
    from briefings.models import Mijlpaal
    from briefings.services import campagnes
    from vik_portal.organisatie.models import Rol

    mijlpalen = [
        Mijlpaal(
            campagne=concept, item=v.item, soort=v.soort, datum=v.datum, eenheid=v.eenheid, eigenaar_rol=v.rol,
            eigenaar=cast.anouk if v.rol == Rol.Soort.PREVENTIECOORDINATOR else None,
        )
        for v in campagnes.stel_mijlpalen_voor(concept)
    ]  # fmt: skip
    campagnes.start(campagne=concept, mijlpalen=mijlpalen, door=cast.anouk)
    concept.refresh_from_db()
    return concept


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


@pytest.fixture
def wand(browser, tmp_path, live_server):
    """A device that is no screen of anybody yet; nothing may go wrong in its page."""
    from tests.briefings.wand import Wand

    wand = Wand(browser, tmp_path / "profiel", live_server.url)
    yield wand
    wand.venster.close()
    assert not wand.gehoord
