"""What is counted about dilemmas: running totals, and beside them the totals that readers see.

A ``…telling`` is raised by everybody who finishes and is read by nobody. A ``…stand`` is a copy of it, made when the
total passes ten, fifteen, twenty and so on; pages know only that one. No row holds a person, an account, an address or
a moment, and no row holds a first choice together with a second one (docs/besluiten/0021).
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact

from dilemmas.models.dilemmas import Dilemma

#: Readers see totals from this many on, and then move only when another step is full.
DREMPEL, STAP = 10, 5


def _te_zien() -> Q:
    """The totals that a stand may have; the database holds it too."""
    return Q(totaal__gte=DREMPEL) & Q(Exact(Mod(F("totaal"), STAP), 0))


class Keuzetotalen(models.Model):
    """How often each option was the first choice, and how often the second: two totals, in the order of their keys.

    ``opties`` is the key of all options together (:func:`dilemmas.opties.stapel`): other words are another count.
    """

    pk = models.CompositePrimaryKey("dilemma_id", "opties")
    dilemma = models.ForeignKey(Dilemma, on_delete=models.CASCADE, related_name="+", db_index=False)
    opties = models.CharField(max_length=32)
    eerste = ArrayField(models.PositiveIntegerField())
    tweede = ArrayField(models.PositiveIntegerField())
    totaal = models.PositiveIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.totaal} keer"


class Keuzetelling(Keuzetotalen):
    class Meta:
        verbose_name_plural = "keuzetellingen"


class Keuzestand(Keuzetotalen):
    class Meta:
        verbose_name_plural = "keuzestanden"
        constraints = [models.CheckConstraint(name="keuzestand_per_stap", condition=_te_zien())]


class Sterrentotalen(models.Model):
    """How often one star was given, two, three, four, five."""

    dilemma = models.OneToOneField(Dilemma, on_delete=models.CASCADE, primary_key=True, related_name="+")
    aantallen = ArrayField(models.PositiveIntegerField(), size=5)
    totaal = models.PositiveIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.totaal} keer"


class Sterrentelling(Sterrentotalen):
    class Meta:
        verbose_name_plural = "sterrentellingen"


class Sterrenstand(Sterrentotalen):
    dilemma = models.OneToOneField(Dilemma, on_delete=models.CASCADE, primary_key=True, related_name="sterrenstand")

    class Meta:
        verbose_name_plural = "sterrenstanden"
        constraints = [models.CheckConstraint(name="sterrenstand_per_stap", condition=_te_zien())]


class Bon(models.Model):
    """A page on which somebody chose again, as the SHA-256 of the number in its form: it counts once.

    ``uur`` is the hour since 1970 in which that page was made; when it no longer counts, the row goes.
    """

    afdruk = models.BinaryField(max_length=32, primary_key=True)
    uur = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "bonnen"

    def __str__(self) -> str:
        return "bon"
