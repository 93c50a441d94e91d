"""The e-briefingpakket: everything about one item for one eenheid (or one team) in one file."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from briefings.models.campagnes import Campagne
from briefings.models.items import Briefingsitem
from vik_portal.organisatie.models import Eenheid, Rol
from vik_portal.redactie.models import Versie

#: A package of which nothing was heard for this long is not being worked on any more. Making the film has two minutes.
STIL_NA = timedelta(minutes=4)


class Pakket(models.Model):
    """One package of one frozen version. Of a campaign for an ``eenheid``; without one, of a team's own item.

    ``afdruk`` is the SHA-256 of all that goes in, so that the same content is made once.
    """

    class Stand(models.TextChoices):
        WACHT = "wacht", "Wacht tot het gemaakt wordt"
        BEZIG = "bezig", "Wordt gemaakt"
        KLAAR = "klaar", "Klaar"
        MISLUKT = "mislukt", "Mislukt"

    item = models.ForeignKey(Briefingsitem, on_delete=models.PROTECT, related_name="pakketten")
    versie = models.ForeignKey(Versie, on_delete=models.PROTECT, related_name="+")
    campagne = models.ForeignKey(Campagne, null=True, on_delete=models.CASCADE, related_name="pakketten")
    eenheid = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="+")
    afdruk = models.CharField(max_length=64)
    map = models.CharField(max_length=80, unique=True)
    stand = models.CharField(max_length=8, choices=Stand, default=Stand.WACHT)
    voortgang = models.PositiveSmallIntegerField(default=0, help_text="in procenten")
    #: Why it failed: one sentence for who asked for it.
    fout = models.CharField(max_length=300, blank=True, default="")
    omvang = models.PositiveBigIntegerField(default=0, help_text="in bytes")
    #: SHA-256 of the file.
    bestandsafdruk = models.CharField(max_length=64, blank=True, default="")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    gezien = models.DateTimeField(default=timezone.now)
    #: Delivered and confirmed: on which day and in which role, never by whom.
    aangeleverd_op = models.DateField(null=True, blank=True)
    aangeleverd_rol = models.CharField(max_length=24, choices=Rol.Soort, blank=True, default="")
    bevestigd_op = models.DateField(null=True, blank=True)
    bevestigd_rol = models.CharField(max_length=24, choices=Rol.Soort, blank=True, default="")

    class Meta:
        ordering = ["-gemaakt_op", "-pk"]
        verbose_name_plural = "pakketten"
        constraints = [
            models.UniqueConstraint(
                name="pakket_een_keer", fields=["item", "campagne", "eenheid", "afdruk"], nulls_distinct=False
            ),
            models.CheckConstraint(name="pakket_voortgang_procent", condition=Q(voortgang__lte=100)),
            models.CheckConstraint(
                name="pakket_klaar_heeft_bestand", condition=~Q(stand="klaar") | ~Q(bestandsafdruk="")
            ),
            models.CheckConstraint(name="pakket_mislukt_zegt_waarom", condition=~Q(stand="mislukt") | ~Q(fout="")),
            models.CheckConstraint(
                name="pakket_aangeleverd_is_klaar", condition=Q(aangeleverd_op__isnull=True) | Q(stand="klaar")
            ),
            models.CheckConstraint(
                name="pakket_bevestigd_na_aangeleverd",
                condition=Q(bevestigd_op__isnull=True) | Q(aangeleverd_op__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}, {self.eenheid}"

    @property
    def bestand(self) -> str:
        """Where it is stored."""
        return f"{self.map}/pakket.zip"

    @property
    def klaar(self) -> bool:
        return self.stand == self.Stand.KLAAR

    @property
    def onderweg(self) -> bool:
        """Waiting or being made; ``stil`` says that nobody is at it any more."""
        return self.stand in (self.Stand.WACHT, self.Stand.BEZIG)

    @property
    def stil(self) -> bool:
        return self.stand == self.Stand.BEZIG and self.gezien < timezone.now() - STIL_NA
