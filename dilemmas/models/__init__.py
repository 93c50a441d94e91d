"""What the app keeps: the dilemmas themselves, what is counted about them, what people send in, and lessons."""

from dilemmas.models.dilemmas import Dilemma, DilemmaQuerySet, Weekdilemma, maandag_van
from dilemmas.models.inzending import Inzending, Inzendteller
from dilemmas.models.les import Les, Lesgroep, Lesprogramma, LesprogrammaQuerySet
from dilemmas.models.tellingen import (
    DREMPEL,
    STAP,
    Bon,
    Keuzestand,
    Keuzetelling,
    Sterrenstand,
    Sterrentelling,
)

__all__ = [
    "DREMPEL",
    "STAP",
    "Bon",
    "Dilemma",
    "DilemmaQuerySet",
    "Inzending",
    "Inzendteller",
    "Keuzestand",
    "Keuzetelling",
    "Les",
    "Lesgroep",
    "Lesprogramma",
    "LesprogrammaQuerySet",
    "Sterrenstand",
    "Sterrentelling",
    "Weekdilemma",
    "maandag_van",
]
