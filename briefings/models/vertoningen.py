"""The days on which a team shows an item, and the moments at which its briefings begin."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from briefings.models.items import Briefingsitem
from vik_portal.organisatie.models import Eenheid
from vik_portal.redactie.models import Versie

if TYPE_CHECKING:
    from collections.abc import Iterable


#: The texts of an item: 10 kB that a list does not show.
ZWAAR = ("item__concept", "item__inhoud", "item__weergave")


class VertoningQuerySet(models.QuerySet["Vertoning"]):
    def geldig(self) -> VertoningQuerySet:
        """Not cancelled."""
        return self.filter(vervallen=False)

    def op(self, team: Eenheid, dag: date) -> VertoningQuerySet:
        """What stands on one day of a team, in the order in which it is shown."""
        op_volgorde = self.geldig().filter(team=team, dag=dag).order_by("volgorde", "pk")
        return op_volgorde.select_related("item").defer(*ZWAAR)

    def vanaf(self, dag: date) -> VertoningQuerySet:
        op_volgorde = self.geldig().filter(dag__gte=dag).order_by("dag", "volgorde", "pk")
        return op_volgorde.select_related("item", "team").defer(*ZWAAR)

    def tussen(self, van: date, tot: date) -> VertoningQuerySet:
        """From one day up to and including another."""
        return self.vanaf(van).filter(dag__lte=tot)

    def toonbaar(self) -> VertoningQuerySet:
        """Those of which something may be shown, with ``toonbaar`` (a version) and its frozen ``versie_inhoud``.

        What changes in the rule, ``briefings.schermen.STAND`` must see.
        """
        from briefings.models.goedkeuring import met_toonbare_versie  # approval is about showings

        inhoud = Versie.objects.filter(pk=OuterRef("toonbaar")).values("inhoud")
        rijen = met_toonbare_versie(self.geldig()).filter(toonbaar__isnull=False)  # type: ignore[misc]
        return rijen.annotate(versie_inhoud=Subquery(inhoud))  # type: ignore[return-value]


class Vertoning(models.Model):
    """One item on one day of one team: in all briefings that begin on that day (:mod:`briefings.rooster`).

    A showing that is moved keeps its ``uid`` and raises its ``volgnummer``; one that is cancelled stays, ``vervallen``:
    calendars that hold it must hear of both.
    """

    uid = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False)
    item = models.ForeignKey(Briefingsitem, on_delete=models.PROTECT, related_name="vertoningen")
    team = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="vertoningen")
    dag = models.DateField()
    volgorde = models.PositiveSmallIntegerField(default=1)
    gezet_door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    #: Empty for what a team put there itself.
    campagne = models.ForeignKey(
        "briefings.Campagne", null=True, blank=True, on_delete=models.PROTECT, related_name="vertoningen"
    )
    volgnummer = models.PositiveIntegerField(default=0)
    vervallen = models.BooleanField(default=False)
    #: The day that the briefers of the team know of (``services.vertellen``); empty while they know of none.
    gemeld_dag = models.DateField(null=True, blank=True, editable=False)
    #: Only of rows that come through ``models.goedkeuring.met_hangt``.
    hangt: bool

    objects = VertoningQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "vertoningen"
        constraints = [
            models.UniqueConstraint(
                name="vertoning_een_keer_per_dag", fields=["team", "dag", "item"], condition=Q(vervallen=False)
            )
        ]
        indexes = [
            models.Index(name="vertoning_team_dag", fields=["team", "dag"]),
            # For the night that lets go of what belongs to no campaign, and the page that says what it will take.
            models.Index(name="vertoning_los", fields=["dag"], condition=Q(campagne__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.item} op {self.dag:%d-%m-%Y}"

    @property
    def voorbij(self) -> bool:
        return self.dag < timezone.localdate()

    @property
    def vandaag(self) -> bool:
        return self.dag == timezone.localdate()


class BriefingtijdQuerySet(models.QuerySet["Briefingtijd"]):
    def van(self, teams: Iterable[Eenheid]) -> BriefingtijdQuerySet:
        return self.filter(team__in=teams).order_by("begint")


class Briefingtijd(models.Model):
    """A moment at which a team's briefing begins, every day. A team without any has those of ``rooster.STANDAARD``."""

    team = models.ForeignKey(Eenheid, on_delete=models.CASCADE, related_name="briefingtijden")
    naam = models.CharField(max_length=20)
    begint = models.TimeField()

    objects = BriefingtijdQuerySet.as_manager()

    class Meta:
        ordering = ["begint"]
        verbose_name_plural = "briefingtijden"
        constraints = [
            models.UniqueConstraint(name="briefingtijd_een_keer_per_team", fields=["team", "begint"]),
            models.UniqueConstraint(name="briefingtijd_naam_per_team", fields=["team", "naam"]),
        ]

    def __str__(self) -> str:
        return f"{self.naam}, {self.begint:%H:%M}"
