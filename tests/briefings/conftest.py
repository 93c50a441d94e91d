"""What tests of approval and announcements stand on: the small world, a campaign that runs, and a mail server."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from briefings.models import Briefingsitem, Campagne, Mijlpaal, Vertoning
from tests.berichten.conftest import bezorg, mailserver, werker
from tests.cast import Cast
from tests.wereld import Wereld, maak_campagne, maak_wereld
from vik_portal.redactie import services

__all__ = ["bezorg", "mailserver", "werker"]


@pytest.fixture
def wereld(cast: Cast) -> Wereld:
    return maak_wereld(cast)


@pytest.fixture
def campagne(cast: Cast, wereld: Wereld) -> Campagne:
    """One item in ten days, in both teams of the district."""
    return maak_campagne(cast, wereld.item, [cast.team, cast.buurteam])


@pytest.fixture
def komend(campagne: Campagne, cast: Cast) -> Vertoning:
    """The showing of that campaign in the team."""
    return campagne.vertoningen.get(team=cast.team)


def over(dagen: int) -> date:
    return timezone.localdate() + timedelta(days=dagen)


def nieuwe_versie(item: Briefingsitem, cast: Cast, leerpunt: str = "Een ander leerpunt dan eerst.") -> None:
    """Somebody changes the item, another publishes it."""
    vers = Briefingsitem.objects.get(pk=item.pk)
    services.bewaar_concept(
        stuk=vers, inhoud=vers.concept | {"leerpunt": leerpunt}, door=cast.esra, conceptnummer=vers.conceptnummer
    )
    vers = services.dien_in(stuk=vers, door=cast.esra)
    services.publiceer(stuk=vers, door=cast.finn)
    item.refresh_from_db()


def mijlpaal(campagne: Campagne, soort: str) -> Mijlpaal:
    return campagne.mijlpalen.get(soort=soort)
