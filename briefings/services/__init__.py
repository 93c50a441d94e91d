"""Verbs on days and campaigns. A rule that says no raises :class:`PlanFout`: one Dutch sentence, nothing changed."""

from briefings.services.goedkeuren import toonbare_versie, toonbare_versies
from briefings.services.plannen import (
    PlanFout,
    haal_weg,
    momenten_van,
    ruil,
    schuif,
    verplaats,
    volgende_van,
    zet_neer,
    zet_tijden,
)

__all__ = [
    "PlanFout",
    "haal_weg",
    "momenten_van",
    "ruil",
    "schuif",
    "toonbare_versie",
    "toonbare_versies",
    "verplaats",
    "volgende_van",
    "zet_neer",
    "zet_tijden",
]
