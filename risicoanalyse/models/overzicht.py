"""Frozen pictures over teams, and what counted in them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.models import Eenheid


class Beeld(models.Model):
    """One picture over at least five teams. ``inhoud`` is what ``overzicht.kern.publiceer`` returned, nothing else."""

    class Soort(models.TextChoices):
        KWARTAAL = "kwartaal", "Kwartaalbeeld"
        FENOMEEN = "fenomeen", "Beeld van een fenomeen"
        IJKING = "ijking", "IJking van de vragenlijst"

    soort = models.CharField(max_length=10, choices=Soort)
    #: First day of the quarter in which it was frozen.
    kwartaal = models.DateField()
    #: What it is about besides the quarter: a phenomenon, a version of the instrument. Empty for a kwartaalbeeld.
    onderwerp = models.CharField(max_length=80, blank=True, default="")
    #: Empty for several eenheden together.
    eenheid = models.ForeignKey(Eenheid, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    inhoud = models.JSONField()
    #: Names and words as they were then, of the eenheid or of the phenomenon: those change, and a picture does not.
    woorden = models.JSONField(default=dict)
    #: The progress of the measures of the same analyses, half a year later. Frozen once too.
    vervolg = models.JSONField(null=True, blank=True)
    gemaakt_op = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-kwartaal", "eenheid__naam", "pk"]
        verbose_name_plural = "beelden"
        constraints = [
            models.UniqueConstraint(
                name="beeld_een_per_plek",
                fields=["soort", "kwartaal", "onderwerp", "eenheid"],
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.kwartaal:%d-%m-%Y}"


class Meegeteld(models.Model):
    """That an analysis counted, or was passed over (no ``beeld``). Per series once: in exactly one picture.

    Kwartaal and fenomeen are one series, so a meeting that counts in the one never counts in the other.
    """

    class Reeks(models.TextChoices):
        BEELD = "beeld", "Beelden over teams"
        IJKING = "ijking", "IJking"

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="meegeteld")
    reeks = models.CharField(max_length=10, choices=Reeks, default=Reeks.BEELD)
    beeld = models.ForeignKey(Beeld, null=True, blank=True, on_delete=models.CASCADE, related_name="meegeteld")

    class Meta:
        verbose_name_plural = "meegeteld"
        constraints = [models.UniqueConstraint(name="meegeteld_een_keer", fields=["bijeenkomst", "reeks"])]

    def __str__(self) -> str:
        return "meegeteld" if self.beeld_id else "overgeslagen"


class Onleesbaar(models.Model):
    """An analysis whose stored result could not be read: no picture knows it. The row goes when it can be read again.

    Of what stands in the result it holds nothing, only the kind of error.
    """

    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.CASCADE, related_name="onleesbaar")
    #: First day of the quarter that was the first to go without it.
    kwartaal = models.DateField()
    #: The name of the error, never its text: that may hold values of the result.
    fout = models.CharField(max_length=80)

    class Meta:
        ordering = ["kwartaal", "bijeenkomst"]
        verbose_name_plural = "onleesbaar"

    def __str__(self) -> str:
        return f"bijeenkomst {self.bijeenkomst_id}: {self.fout}"


class Telbeurt(models.Model):
    """That a team counted in a quarter, and nothing else: it stays when the meeting goes. A team counts once a year.

    Pictures over teams are one series, sums of what begeleiders said another.
    """

    class Reeks(models.TextChoices):
        BEELD = "beeld", "Beelden over teams"
        BEGELEIDERS = "begeleiders", "Wat begeleiders zeggen"

    #: A team that ended keeps its row; with a team that is gone there is nothing left to count.
    team = models.ForeignKey(Eenheid, on_delete=models.CASCADE, related_name="+")
    #: First day of the quarter in which it counted.
    kwartaal = models.DateField()
    reeks = models.CharField(max_length=11, choices=Reeks, default=Reeks.BEELD)

    class Meta:
        verbose_name_plural = "telbeurten"
        constraints = [models.UniqueConstraint(name="telbeurt_een_keer", fields=["team", "kwartaal", "reeks"])]

    def __str__(self) -> str:
        return f"telbeurt in het kwartaal van {self.kwartaal:%d-%m-%Y}"


class Kwartaalstand(models.Model):
    """A quarter that was frozen: coverage per eenheid and reach per theme. While it is there, nothing is made again."""

    kwartaal = models.DateField(unique=True)
    inhoud = models.JSONField()
    gemaakt_op = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-kwartaal"]
        verbose_name_plural = "kwartaalstanden"

    def __str__(self) -> str:
        return f"stand van {self.kwartaal:%d-%m-%Y}"
