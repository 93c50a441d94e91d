"""Models of what people keep beside a themablad: what an eenheid fills in, and how a norm stands."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from vik_portal.organisatie.models import Eenheid
from vik_portal.redactie.models import HERZIEN_NA


def _spoor() -> tuple[pghistory.Tracker, ...]:
    # pghistory leaves out deletes by default, and emptying a field is one.
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


class EenheidsregelQuerySet(models.QuerySet["Eenheidsregel"]):
    def te_lezen(self) -> list[Eenheidsregel]:
        """What readers see, in their order: of the whole korps first, then by eenheid, its districts under it."""
        regels = self.filter(eenheid__actief=True).select_related("eenheid__ouder__ouder")
        return sorted(regels, key=lambda regel: regel.rang)

    def verlopen(self) -> EenheidsregelQuerySet:
        """Nobody said for a year that they are still right."""
        return self.filter(nagekeken_op__lte=timezone.localdate() - HERZIEN_NA)


@pghistory.track(*_spoor(), model_name="EenheidsregelSpoor")
class Eenheidsregel(models.Model):
    """What one eenheid fills in at a marked field of a themablad: its own rule, and the form to act on it."""

    #: On what kind of eenheid a rule is given; a team has the rule of what it lies under.
    OP: ClassVar[tuple[str, ...]] = (Eenheid.Soort.KORPS, Eenheid.Soort.EENHEID, Eenheid.Soort.DISTRICT)
    LANGST: ClassVar[int] = 600

    blad = models.ForeignKey("beroepscode.Themablad", on_delete=models.CASCADE, related_name="eenheidsregels")
    eenheid = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="+")
    #: The key of the field on the themablad.
    veld = models.CharField(max_length=80)
    tekst = models.TextField(max_length=LANGST)
    #: Where somebody does at once what the rule asks: https or mailto, or empty.
    formulier = models.CharField(max_length=300, blank=True, default="")
    nagekeken_op = models.DateField(default=timezone.localdate)

    objects = EenheidsregelQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "eenheidsregels"
        constraints = [
            models.UniqueConstraint(name="eenheidsregel_een_per_veld", fields=["blad", "eenheid", "veld"]),
            models.CheckConstraint(name="eenheidsregel_heeft_tekst", condition=~Q(tekst="")),
            models.CheckConstraint(
                name="eenheidsregel_veilige_link",
                condition=Q(formulier="") | Q(formulier__startswith="https://") | Q(formulier__startswith="mailto:"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.eenheid}: {self.veld}"

    @property
    def rang(self) -> list[str]:
        """Sorts in the order of readers: the names from the top of the tree down."""
        namen, eenheid = [self.veld], self.eenheid
        while eenheid.ouder is not None:
            namen.insert(0, eenheid.naam)
            eenheid = eenheid.ouder
        return namen[:-1]

    @property
    def verlopen(self) -> bool:
        return self.nagekeken_op <= timezone.localdate() - HERZIEN_NA


@pghistory.track(*_spoor(), model_name="NormstandSpoor")
class Normstand(models.Model):
    """How a theme stands in the norm matrix on one of three questions, with a line and the day."""

    class Vraag(models.TextChoices):
        UITGEWERKT = "uitgewerkt", "Is de norm uitgewerkt?"
        WOORDVOERING = "woordvoering", "Is er aan woordvoering gedacht?"
        BEKEND = "bekend", "Is de norm bekend in de eenheden?"

    class Stand(models.TextChoices):
        NEE = "nee", "Nee"
        DEELS = "deels", "Deels"
        JA = "ja", "Ja"

    blad = models.ForeignKey("beroepscode.Themablad", on_delete=models.CASCADE, related_name="normstanden")
    vraag = models.CharField(max_length=12, choices=Vraag)
    stand = models.CharField(max_length=5, choices=Stand)
    regel = models.CharField(max_length=200, blank=True, default="")
    op = models.DateField(default=timezone.localdate)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name_plural = "normstanden"
        constraints = [models.UniqueConstraint(name="normstand_een_per_vraag", fields=["blad", "vraag"])]

    def __str__(self) -> str:
        return f"{self.blad}: {self.get_vraag_display()} {self.get_stand_display()}"
