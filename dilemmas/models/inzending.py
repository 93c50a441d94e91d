"""Dilemmas that somebody sends in: the text and nothing of who sent it.

No account, no address, no time but the week. These tables are in no admin, no audit trail and no cache; what may stand
in them is held to the column by ``tests/dilemmas/test_inzenden.py``.
"""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

#: The text parts, in the order in which the form asks for them.
DELEN = ("gebeurd", "botst", "beslist", "klok", "keuzes")


def deze_week() -> date:
    """The Monday of this week: the finest time that is kept."""
    vandaag = timezone.localdate()
    return vandaag - timedelta(days=vandaag.weekday())


class InzendingQuerySet(models.QuerySet["Inzending"]):
    def nieuw(self) -> InzendingQuerySet:
        """Those that nobody of the desk has taken up."""
        return self.filter(status=Inzending.Status.NIEUW)

    def open(self) -> InzendingQuerySet:
        return self.filter(status__in=Inzending.OPEN)

    def afgehandeld(self) -> InzendingQuerySet:
        return self.exclude(status__in=Inzending.OPEN)


class Inzending(models.Model):
    """A dilemma from practice, in the words that its sender confirmed. The sender is known to nobody.

    When it has been handled the text goes; state and answer stay for a while, for who has the code.
    """

    class Status(models.TextChoices):
        NIEUW = "nieuw", "Nieuw"
        IN_BEHANDELING = "in_behandeling", "In behandeling"
        GEPUBLICEERD = "gepubliceerd", "Gepubliceerd"
        BEDANKT = "bedankt", "Bedankt"
        NIET_GEBRUIKT = "niet_gebruikt", "Niet gebruikt"

    OPEN = (Status.NIEUW, Status.IN_BEHANDELING)

    #: Random: a number that counts up would tell the order in which they came.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: SHA-256 of the claim code. The code has 76 random bits, so that the hash needs no salt and no slowness.
    afdruk = models.CharField(max_length=64, unique=True)
    week = models.DateField(default=deze_week)
    gebeurd = models.TextField(blank=True, default="")
    botst = models.TextField(blank=True, default="")
    beslist = models.TextField(blank=True, default="")
    klok = models.TextField(blank=True, default="")
    keuzes = models.TextField(blank=True, default="")
    status = models.CharField(max_length=20, choices=Status, default=Status.NIEUW)
    antwoord = models.TextField(blank=True, default="")
    dilemma = models.ForeignKey("dilemmas.Dilemma", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    #: The week in which it was handled; what is kept after that is counted from here.
    klaar_week = models.DateField(null=True, blank=True)

    objects = InzendingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "inzendingen"
        # The random key as last word: within a week no order is known, and the list still stands still.
        ordering = ["week", "id"]
        constraints = [
            models.CheckConstraint(
                name="inzending_week_begint_op_maandag",
                condition=Q(week__iso_week_day=1) & (Q(klaar_week__isnull=True) | Q(klaar_week__iso_week_day=1)),
            ),
            models.CheckConstraint(
                name="inzending_afgehandeld_zonder_tekst",
                condition=Q(status__in=["nieuw", "in_behandeling"], klaar_week__isnull=True)
                | Q(
                    status__in=["gepubliceerd", "bedankt", "niet_gebruikt"],
                    klaar_week__isnull=False,
                    gebeurd="",
                    botst="",
                    beslist="",
                    klok="",
                    keuzes="",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Inzending van week {self.week.isocalendar().week}"

    @property
    def delen(self) -> dict[str, str]:
        """The text parts by name; empty ones are left out."""
        return {naam: tekst for naam in DELEN if (tekst := getattr(self, naam))}

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN


class Inzendteller(models.Model):
    """How many came in during one hour: one row, overwritten by the next hour and taken away when that hour is over."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    #: Hours since 1970.
    uur = models.PositiveIntegerField()
    aantal = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="inzendteller_een_rij", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"{self.aantal} in uur {self.uur}"
