"""What landelijk writes with the picture of a phenomenon: findings about its mechanism, and measures by level."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from risicoanalyse.models.overzicht import Beeld


class Fenomeenbevinding(models.Model):
    """One finding, under the side of the phenomenon that it is about. About work, never about somebody."""

    class Kant(models.TextChoices):
        GELEGENHEID = "gelegenheid", "Gelegenheid"
        DRUK = "druk", "Druk"
        BEHEERSING = "beheersing", "Beheersing"

    beeld = models.ForeignKey(Beeld, on_delete=models.CASCADE, related_name="bevindingen")
    kant = models.CharField(max_length=12, choices=Kant)
    tekst = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "fenomeenbevindingen"
        constraints = [
            models.CheckConstraint(
                name="fenomeenbevinding_kant_bekend", condition=Q(kant__in=["gelegenheid", "druk", "beheersing"])
            )
        ]

    def __str__(self) -> str:
        return self.tekst


class Fenomeenmaatregel(models.Model):
    """A measure against the phenomenon, at the level that can take it: what, which role, and when."""

    class Niveau(models.TextChoices):
        TEAM = "team", "Team"
        DISTRICT = "district", "District of sector"
        EENHEID = "eenheid", "Eenheid"
        LANDELIJK = "landelijk", "Landelijk"

    beeld = models.ForeignKey(Beeld, on_delete=models.CASCADE, related_name="maatregelen")
    niveau = models.CharField(max_length=10, choices=Niveau)
    tekst = models.CharField(max_length=240)
    rol = models.CharField("wie trekt dit (rol)", max_length=80)
    datum = models.DateField("wanneer klaar", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "fenomeenmaatregelen"
        constraints = [
            models.CheckConstraint(
                name="fenomeenmaatregel_niveau_bekend",
                condition=Q(niveau__in=["team", "district", "eenheid", "landelijk"]),
            )
        ]

    def __str__(self) -> str:
        return self.tekst
