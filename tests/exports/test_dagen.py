"""The day on what is printed is that of Amsterdam, also for what was published just after midnight."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import beroepscode.exports
import briefings.exports
from beroepscode.models import Themablad
from briefings.models import Briefingsitem
from briefings.pakketinhoud import Bron
from dilemmas.kaart import kaart_van
from tests.dilemmas.doordenken import maak_dilemma
from vik_portal.organisatie.models import Eenheid
from vik_portal.redactie.models import Versie

#: Half past midnight on the first of July in Amsterdam.
LAAT, DAG = datetime(2026, 6, 30, 22, 30, tzinfo=UTC), date(2026, 7, 1)
APPS = ("aanvragen", "beroepscode", "briefings", "dilemmas", "risicoanalyse", "vik_portal")


@pytest.mark.django_db
def test_what_is_printed_has_the_day_of_amsterdam():
    dilemma = maak_dilemma()
    dilemma.gepubliceerd_op = LAAT
    assert kaart_van(dilemma).dag == DAG
    assert briefings.exports._dag(Briefingsitem(gepubliceerd_op=LAAT)) == DAG
    assert beroepscode.exports.dag(Themablad(gepubliceerd_op=LAAT)) == DAG
    assert Bron(Briefingsitem(), Versie(gepubliceerd_op=LAAT), None, Eenheid()).dag == DAG


def test_no_moment_of_the_database_is_cut_down_to_a_day_in_utc():
    """``timezone.localdate(moment)`` does it; ``.date()`` of a field that is a moment gives the day in UTC."""
    hier = Path(__file__).parents[2]
    bronnen = [bron for app in APPS for bron in (hier / app).rglob("*.py") if "migrations" not in bron.parts]
    fout = re.compile(r"\b(\w*_op|op|begin|gezien|uiterlijk_om)\.date\(\)")
    assert len(bronnen) > 300
    assert [str(bron) for bron in bronnen if fout.search(bron.read_text())] == []
