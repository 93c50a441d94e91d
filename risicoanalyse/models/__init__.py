"""What the app keeps: the instrument in versions, and what teams agreed with it."""

from risicoanalyse.models.afspraken import BIJNA, Maatregel, MaatregelQuerySet, Risico, Voortgang
from risicoanalyse.models.instrument import (
    AUDIT,
    BEKNOPT,
    WEET_NIET,
    Concept,
    Instrumentversie,
    VersieQuerySet,
    Vragenlijst,
    Werkproces,
    werkprocessen,
)
from risicoanalyse.models.pulse import Pulse, PulseQuerySet

__all__ = [
    "AUDIT",
    "BEKNOPT",
    "BIJNA",
    "WEET_NIET",
    "Concept",
    "Instrumentversie",
    "Maatregel",
    "MaatregelQuerySet",
    "Pulse",
    "PulseQuerySet",
    "Risico",
    "VersieQuerySet",
    "Voortgang",
    "Vragenlijst",
    "Werkproces",
    "werkprocessen",
]
