"""What the app keeps: the instrument in versions, and what teams agreed with it."""

from risicoanalyse.models.afspraken import BIJNA, Maatregel, MaatregelQuerySet, Risico, Voortgang
from risicoanalyse.models.ijking import Terugkoppeling
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

__all__ = [
    "AUDIT",
    "BEKNOPT",
    "BIJNA",
    "WEET_NIET",
    "Concept",
    "Instrumentversie",
    "Maatregel",
    "MaatregelQuerySet",
    "Risico",
    "Terugkoppeling",
    "VersieQuerySet",
    "Voortgang",
    "Vragenlijst",
    "Werkproces",
    "werkprocessen",
]
