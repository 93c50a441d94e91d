"""The e-briefingpakket: everything about one item for one eenheid (or one team) in one file."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from briefings.models.campagnes import Campagne
from briefings.models.items import Briefingsitem
from vik_portal.media.models import Maaksel
from vik_portal.organisatie.models import Eenheid, Rol
from vik_portal.redactie.models import Versie


class Pakket(Maaksel):
    """One package of one frozen version. Of a campaign for an ``eenheid``; without one, of a team's own item.

    ``afdruk`` is the SHA-256 of all that goes in, so that the same content is made once.
    """

    #: Making the film has two minutes.
    stil_na = timedelta(minutes=4)

    item = models.ForeignKey(Briefingsitem, on_delete=models.PROTECT, related_name="pakketten")
    versie = models.ForeignKey(Versie, on_delete=models.PROTECT, related_name="+")
    campagne = models.ForeignKey(Campagne, null=True, on_delete=models.CASCADE, related_name="pakketten")
    eenheid = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="+")
    afdruk = models.CharField(max_length=64)
    #: SHA-256 of the file.
    bestandsafdruk = models.CharField(max_length=64, blank=True, default="")
    gemaakt_op = models.DateTimeField(default=timezone.now)
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
