"""Looking back with the team, three and six months after an analysis: the pulse."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.toegang import eenheden_waarop


class PulseQuerySet(models.QuerySet["Pulse"]):
    def gepland(self) -> PulseQuerySet:
        """Those that are still to come about."""
        return self.filter(bijeenkomst__status=Bijeenkomst.Status.GEPLAND)

    def gehouden(self) -> PulseQuerySet:
        return self.filter(bijeenkomst__status=Bijeenkomst.Status.AFGEROND)

    def vergeten(self) -> PulseQuerySet:
        """Those that nobody ended: the clock did."""
        return self.gehouden().filter(bijeenkomst__vanzelf_afgerond=True)

    def voor_teamchef(self, gebruiker: Gebruiker) -> PulseQuerySet:
        """Of the teams that this person leads, once the analysis itself was discussed with the team."""
        chef_van = eenheden_waarop(gebruiker, Rol.Soort.TEAMCHEF)
        return self.filter(bijeenkomst__team__in=chef_van, van__nabesproken_op__isnull=False)


class Pulse(models.Model):
    """Ten minutes in which a team answers three questions of its analysis again and goes through its agreements."""

    MAANDEN: ClassVar[tuple[int, ...]] = (3, 6)

    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.CASCADE, related_name="pulse")
    van = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="pulsen")
    maand = models.PositiveSmallIntegerField("maanden na de analyse")
    #: Numbers of questions of the analysis, from 1; what they asked is frozen with its round. Empty without a result.
    items = models.JSONField(default=list, blank=True)
    #: Reminders that went out, as "weeks before:day of the meeting": another day is reminded of anew.
    herinnerd = models.JSONField(default=list, blank=True)

    objects = PulseQuerySet.as_manager()

    class Meta:
        ordering = ["van", "maand"]
        verbose_name_plural = "pulsen"
        constraints = [
            models.UniqueConstraint(name="pulse_een_per_maand", fields=["van", "maand"]),
            models.CheckConstraint(name="pulse_na_drie_of_zes", condition=models.Q(maand__in=[3, 6])),
        ]

    def __str__(self) -> str:
        return f"terugkijken na {self.maand} maanden"
