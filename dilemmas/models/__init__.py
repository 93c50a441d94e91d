"""What the app keeps: the dilemmas themselves, what is counted about them, and what people send in."""

from dilemmas.models.dilemmas import Dilemma, DilemmaQuerySet, Weekdilemma, maandag_van
from dilemmas.models.inzending import Inzending, Inzendteller
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
    "Sterrenstand",
    "Sterrentelling",
    "Weekdilemma",
    "maandag_van",
]
