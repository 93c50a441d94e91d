"""What the app keeps: the dilemmas themselves, and what is counted about them."""

from dilemmas.models.dilemmas import Dilemma, DilemmaQuerySet, Weekdilemma, maandag_van
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
    "Keuzestand",
    "Keuzetelling",
    "Sterrenstand",
    "Sterrentelling",
    "Weekdilemma",
    "maandag_van",
]
