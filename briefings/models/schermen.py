"""Wall screens, what they showed, and what a briefing did with it. Of a briefing, never of a person."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils import timezone

from briefings.models.vertoningen import ZWAAR, Vertoning
from vik_portal.organisatie.models import Eenheid, EenheidQuerySet

#: How coarse "laatst bijgewerkt" is kept.
STAP = timedelta(minutes=5)
#: After this a screen that was not heard of is said to be silent.
STIL_NA = timedelta(hours=26)
#: How long a team keeps what it marked per briefing.
BEWAREN = timedelta(days=30)


def afgerond(moment: datetime) -> datetime:
    """The last step of five minutes."""
    return moment - timedelta(
        minutes=moment.minute % (STAP.seconds // 60), seconds=moment.second, microseconds=moment.microsecond
    )


def maandag(dag: date) -> date:
    return dag - timedelta(days=dag.weekday())


class SchermQuerySet(models.QuerySet["Scherm"]):
    def gekoppeld(self) -> SchermQuerySet:
        return self.filter(ingetrokken_op__isnull=True)

    def van(self, teams: EenheidQuerySet) -> SchermQuerySet:
        return self.filter(team__in=teams).select_related("team").order_by("team__naam", "naam")


class Scherm(models.Model):
    """A device on a wall. It shows itself by a random token, of which only the SHA-256 is kept here.

    ``plek``, ``tik`` and ``bestuurd_tot`` are what a briefer's phone asks of it: which place of which item, counted so
    that the screen sees a new wish, and until when the phone may.
    """

    naam = models.CharField(max_length=40)
    ruimte = models.CharField(max_length=60, blank=True, default="")
    team = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="schermen")
    token_hash = models.CharField(max_length=64)
    gekoppeld_op = models.DateTimeField(default=timezone.now)
    #: In steps of five minutes: whether a screen works, and no more.
    laatst_bijgewerkt = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    plek = models.CharField(max_length=40, blank=True, default="")
    tik = models.PositiveIntegerField(default=0)
    bestuurd_tot = models.DateTimeField(null=True, blank=True)

    objects = SchermQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "schermen"
        constraints = [
            models.UniqueConstraint(name="scherm_token_uniek", fields=["token_hash"]),
            models.UniqueConstraint(
                name="scherm_naam_per_team", fields=["team", "naam"], condition=Q(ingetrokken_op__isnull=True)
            ),
            models.CheckConstraint(name="scherm_token_is_sha256", condition=Q(token_hash__regex="^[0-9a-f]{64}$")),  # noqa: S106
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def stil(self) -> bool:
        """Nothing was heard of it for more than a day."""
        return self.laatst_bijgewerkt is None or self.laatst_bijgewerkt < timezone.now() - STIL_NA


class Koppelcode(models.Model):
    """What a device shows until somebody types it. Works once and shortly; the device already holds its token.

    Anybody may ask for one, so there are never more than ``schermen.MEESTE_CODES`` that work.
    """

    code = models.CharField(max_length=8)
    token_hash = models.CharField(max_length=64)
    geldig_tot = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="koppelcode_uniek", fields=["code"]),
            models.UniqueConstraint(name="koppelcode_token_uniek", fields=["token_hash"]),
        ]
        indexes = [models.Index(name="koppelcode_geldig_tot", fields=["geldig_tot"])]

    def __str__(self) -> str:
        return f"koppelcode tot {self.geldig_tot:%H:%M}"


class Vertoond(models.Model):
    """A screen showed an item at one briefing. Once, however often the screen says so."""

    scherm = models.ForeignKey(Scherm, on_delete=models.CASCADE, related_name="vertoond")
    vertoning = models.ForeignKey(Vertoning, on_delete=models.CASCADE, related_name="vertoond")
    dag = models.DateField()
    moment = models.TimeField()

    class Meta:
        verbose_name_plural = "vertoond"
        constraints = [
            models.UniqueConstraint(name="vertoond_een_keer", fields=["scherm", "vertoning", "dag", "moment"])
        ]

    def __str__(self) -> str:
        return f"{self.dag:%d-%m-%Y}, {self.moment:%H:%M}"


class BesprekingQuerySet(models.QuerySet["Bespreking"]):
    def van(self, team: Eenheid) -> BesprekingQuerySet:
        """What a team sees of itself: the last thirty days, newest first."""
        vanaf = timezone.localdate() - BEWAREN
        van_team = self.filter(vertoning__team=team, dag__gte=vanaf).select_related("vertoning__item")
        van_team = van_team.defer(*(f"vertoning__{veld}" for veld in ZWAAR))
        return van_team.order_by("-dag", "moment", "vertoning__volgorde")


class Bespreking(models.Model):
    """What a briefing did with an item. Without who, from where, and when it was tapped.

    One briefer per briefing and a roster make a person of this: the own team alone sees it, for thirty days.
    """

    class Uitkomst(models.TextChoices):
        BESPROKEN = "besproken", "Besproken"
        NIET = "niet", "Niet aan toegekomen"

    class Band(models.TextChoices):
        TOT_VIJF = "tot5", "Minder dan vijf"
        TOT_TIEN = "tot10", "Vijf tot tien"
        TOT_TWINTIG = "tot20", "Tien tot twintig"
        MEER = "meer", "Twintig of meer"

    #: Random: a number that counts up would tell the order in which they came. Every night another (:mod:`schudden`).
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, db_default=RandomUUID(), editable=False)
    vertoning = models.ForeignKey(Vertoning, on_delete=models.CASCADE, related_name="besprekingen")
    dag = models.DateField()
    moment = models.TimeField()
    uitkomst = models.CharField(max_length=12, choices=Uitkomst)
    #: Roughly how many were there; may stay empty.
    band = models.CharField(max_length=6, choices=Band, blank=True, default="")
    #: This briefing has had its one line to VIK. Which line is not kept, and of this, too, nothing is left in the night
    #: after the last day on which a line can be given.
    regel_gegeven = models.BooleanField(default=False)

    objects = BesprekingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "besprekingen"
        constraints = [
            models.UniqueConstraint(name="bespreking_per_briefing", fields=["vertoning", "dag", "moment"]),
            models.CheckConstraint(name="bespreking_uitkomst_bekend", condition=Q(uitkomst__in=["besproken", "niet"])),
        ]
        indexes = [models.Index(name="bespreking_dag", fields=["dag"])]

    def __str__(self) -> str:
        return f"{self.get_uitkomst_display()}, {self.dag:%d-%m-%Y}"


#: Days after that of its briefing on which a line can still be given.
REGEL_NA = 1
#: So long after its week a line to VIK stays.
REGEL_BEWAREN = timedelta(days=365)


class Regel(models.Model):
    """One line to VIK. Of an eenheid and a week; not of a team, a briefing or a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, db_default=RandomUUID(), editable=False)
    eenheid = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="+")
    thema = models.SlugField(max_length=80)
    tekst = models.CharField(max_length=280)
    #: The Monday of it.
    week = models.DateField()

    class Meta:
        verbose_name_plural = "regels"
        constraints = [
            models.CheckConstraint(name="regel_begint_maandag", condition=Q(week__iso_week_day=1)),
            models.CheckConstraint(name="regel_niet_leeg", condition=~Q(tekst="")),
        ]
        indexes = [models.Index(name="regel_eenheid_week", fields=["eenheid", "week"])]

    def __str__(self) -> str:
        return self.tekst[:60]
