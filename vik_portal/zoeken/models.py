"""Everything that can be found, word by word, so that one statement answers a question over all of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import Bezoeker, heeft_rol

#: Roles that may see speaking notes and planning, and so find them.
BRIEFING_ROLLEN = (
    Rol.Soort.TEAMCHEF,
    Rol.Soort.BRIEFER,
    Rol.Soort.SECTORHOOFD,
    Rol.Soort.EENHEIDSLEIDING,
    Rol.Soort.PREVENTIECOORDINATOR,
    Rol.Soort.REDACTEUR,
)


def zichtbaar_voor(bezoeker: Bezoeker) -> list[str]:
    """Which values of ``Document.zichtbaar`` this visitor may find; the same rule as for opening the page."""
    mag = ["openbaar"]
    if bezoeker.is_authenticated:
        mag.append("ingelogd")
    if heeft_rol(bezoeker, *BRIEFING_ROLLEN):
        mag.append("briefing")
    return mag


class Document(models.Model):
    """A findable page, as its search source described it when it was last published."""

    bron = models.CharField(max_length=40)
    sleutel = models.CharField(max_length=160)
    url = models.CharField(max_length=300)
    titel = models.CharField(max_length=200)
    zichtbaar = models.CharField(max_length=10, default="openbaar")
    #: What it is called, each name as its stems: who asks for just that gets the page on top.
    namen = ArrayField(models.TextField(), default=list)
    #: Of all that the source said: a page that is the same is not indexed again.
    vingerafdruk = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [models.UniqueConstraint(name="document_een_keer", fields=["bron", "sleutel"])]

    def __str__(self) -> str:
        return self.titel


class Passage(models.Model):
    """A piece of a page that fits in a result; number 0 is its summary."""

    pk = models.CompositePrimaryKey("document_id", "nummer")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="passages", db_index=False)
    nummer = models.SmallIntegerField()
    tekst = models.TextField()

    def __str__(self) -> str:
        return self.tekst


class Vindplaats(models.Model):
    """A word (its stem) in a page: how much it weighs there, in which passages, and how it is written there."""

    pk = models.CompositePrimaryKey("document_id", "lexeem")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="vindplaatsen", db_index=False)
    lexeem = models.TextField()
    zichtbaar = models.CharField(max_length=10)
    gewicht = models.FloatField()
    passages = ArrayField(models.SmallIntegerField())
    #: With a blank between them: read more often than an array is taken apart.
    vormen = models.TextField()

    class Meta:
        verbose_name_plural = "vindplaatsen"
        indexes = [
            models.Index(name="vindplaats_lexeem", fields=["lexeem"], include=["document", "gewicht", "zichtbaar"])
        ]

    def __str__(self) -> str:
        return self.lexeem


class Woord(models.Model):
    """A word that occurs in pages of this visibility, as written: what a typing error is measured against."""

    pk = models.CompositePrimaryKey("woord", "zichtbaar")
    woord = models.TextField()
    zichtbaar = models.CharField(max_length=10)
    lexeem = models.TextField()
    #: How it sounds, see ``familie.klank``.
    klank = models.TextField()

    class Meta:
        verbose_name_plural = "woorden"

    def __str__(self) -> str:
        return self.woord


class Verwant(models.Model):
    """Who asks for ``gevraagd`` (a stem) also gets pages with ``lexeem``, at ``factor`` of their weight."""

    pk = models.CompositePrimaryKey("gevraagd", "lexeem")
    gevraagd = models.TextField()
    lexeem = models.TextField()
    factor = models.FloatField()

    class Meta:
        verbose_name_plural = "verwanten"

    def __str__(self) -> str:
        return f"{self.gevraagd} → {self.lexeem}"
