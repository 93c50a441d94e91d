"""A briefing room: one item, one screen, and a clock that a test sets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from briefings import rooster
from briefings.models import Briefingsitem, Scherm, Vertoning
from briefings.schermen import hash_token
from tests.wereld import inhoud_van
from vik_portal.redactie import services

HIER = {"Origin": "http://testserver"}
#: A Tuesday, eleven in the morning in Amsterdam: between two briefings.
DINSDAG = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
DAG = date(2026, 11, 24)
TOKEN = "token van het scherm"


@dataclass(frozen=True)
class Kamer:
    item: Briefingsitem
    tweede: Briefingsitem
    scherm: Scherm


class Klok:
    """The clock of the portal, for as long as a test."""

    def __init__(self) -> None:
        self.nu = DINSDAG

    def op(self, uur: int, minuut: int = 0, dag: date = DAG) -> None:
        """That time of day in Amsterdam."""
        self.nu = datetime.combine(dag, time(uur, minuut), rooster.ZONE).astimezone(UTC)


def maak_kamer(cast, token=TOKEN) -> Kamer:
    items = [
        services.laad(
            stuk=Briefingsitem(slug=slug),
            inhoud=inhoud_van("briefings/inhoud", slug, "notities"),
            toelichting="geleverd",
        )
        for slug in ("geweld-en-pv", "uren-cadeau")
    ]
    return Kamer(*items, Scherm.objects.create(naam="Briefingruimte", team=cast.team, token_hash=hash_token(token)))


def zet(kamer, cast, dag=DAG, team=None, item=None, volgorde=1):
    """An item on a day, by default the first on the Tuesday of the own team."""
    velden = {"item": item or kamer.item, "team": team or cast.team, "dag": dag, "volgorde": volgorde}
    return Vertoning.objects.create(**velden)
