"""What calibration keeps of one meeting until it is summed up: three answers about the instrument."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from vik_portal.meedoen.models import Bijeenkomst


class Terugkoppeling(models.Model):
    """Three answers about the instrument after one analysis: choices only, of the meeting and not of who gave them.

    Once they were added to a frozen sum they are wiped; the row stays, so that nobody is asked again.
    """

    class Klopte(models.TextChoices):
        JA = "ja", "Ja, het gesprek ging over hetzelfde"
        DEELS = "deels", "Voor een deel"
        NEE = "nee", "Nee, het gesprek ging over iets anders"

    class Tijd(models.TextChoices):
        RUIM = "ruim", "Ja, ruim"
        NET = "net", "Ja, net aan"
        KRAP = "krap", "Nee, te weinig"

    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.CASCADE, related_name="terugkoppeling")
    klopte = models.CharField(max_length=5, choices=Klopte, blank=True, default="")
    tijd = models.CharField(max_length=4, choices=Tijd, blank=True, default="")
    #: Keys of questions that the room did not understand (:mod:`risicoanalyse.mechanisme`).
    onbegrepen = models.JSONField(default=list, blank=True)
    geteld = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "terugkoppelingen"
        constraints = [
            models.CheckConstraint(
                name="terugkoppeling_na_tellen_leeg",
                condition=Q(geteld=False) | Q(klopte="", tijd="", onbegrepen=[]),
            ),
            models.CheckConstraint(
                name="terugkoppeling_volledig",
                condition=Q(geteld=True) | Q(klopte__in=["ja", "deels", "nee"], tijd__in=["ruim", "net", "krap"]),
            ),
        ]

    def __str__(self) -> str:
        return f"terugkoppeling bij {self.bijeenkomst}"
