"""Loads the instruments and the library of work processes that come with the project."""

from __future__ import annotations

from pathlib import Path

from risicoanalyse.models import Vragenlijst, Werkproces
from risicoanalyse.schema import VragenlijstInhoud, WerkprocesInhoud
from risicoanalyse.versies import laad as laad_versie
from vik_portal.redactie.inhoud import lees_map

MAP = Path(__file__).parent / "inhoud"


def laad() -> int:
    """Returns how many files were read. The name of a file is the slug of what it holds."""
    aantal = 0
    for bestand in lees_map(MAP / "werkprocessen"):
        proces = WerkprocesInhoud.model_validate({**bestand.velden, "toelichting": bestand.html()})
        laad_versie(model=Werkproces, slug=bestand.naam, inhoud=proces)
        aantal += 1
    for bestand in lees_map(MAP):
        lijst = VragenlijstInhoud.model_validate({**bestand.velden, "toelichting": bestand.html()})
        laad_versie(model=Vragenlijst, slug=bestand.naam, inhoud=lijst)
        aantal += 1
    return aantal
