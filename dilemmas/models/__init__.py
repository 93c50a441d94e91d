"""What the app keeps: the dilemmas themselves, and what is counted about them."""

from dilemmas.models.dilemmas import Dilemma, DilemmaQuerySet

__all__ = ["Dilemma", "DilemmaQuerySet"]
