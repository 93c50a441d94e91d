"""What the app keeps: the instrument in versions, what teams agreed with it, and pictures over teams."""

from risicoanalyse.models.afspraken import BIJNA, Maatregel, MaatregelQuerySet, Risico, Voortgang
from risicoanalyse.models.fenomeen import Fenomeenbevinding, Fenomeenmaatregel
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
from risicoanalyse.models.overzicht import Beeld, Kwartaalstand, Meegeteld, Onleesbaar, Telbeurt
from risicoanalyse.models.pulse import Pulse, PulseQuerySet

__all__ = [
    "AUDIT",
    "BEKNOPT",
    "BIJNA",
    "WEET_NIET",
    "Beeld",
    "Concept",
    "Fenomeenbevinding",
    "Fenomeenmaatregel",
    "Instrumentversie",
    "Kwartaalstand",
    "Maatregel",
    "MaatregelQuerySet",
    "Meegeteld",
    "Onleesbaar",
    "Pulse",
    "PulseQuerySet",
    "Risico",
    "Telbeurt",
    "Terugkoppeling",
    "VersieQuerySet",
    "Voortgang",
    "Vragenlijst",
    "Werkproces",
    "werkprocessen",
]
