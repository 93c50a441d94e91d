"""One table of everything that can be found, so that one query answers a search over all of it."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import GeneratedField

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


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, bezoeker: Bezoeker) -> DocumentQuerySet:
        """What this visitor may find; the same rule as for opening it."""
        mag = ["openbaar"]
        if bezoeker.is_authenticated:
            mag.append("ingelogd")
        if heeft_rol(bezoeker, *BRIEFING_ROLLEN):
            mag.append("briefing")
        return self.filter(zichtbaar__in=mag)


class Document(models.Model):
    """A findable page, as its search source described it when it was last published."""

    bron = models.CharField(max_length=40)
    sleutel = models.CharField(max_length=160)
    url = models.CharField(max_length=300)
    titel = models.CharField(max_length=200)
    kort = models.TextField(blank=True, default="")
    tekst = models.TextField(blank=True, default="")
    trefwoorden = models.TextField(blank=True, default="")
    zichtbaar = models.CharField(max_length=10, default="openbaar")
    #: Everything in lower case, for the pass that finds parts of compounds (Dutch stemming does not split them).
    plat = models.TextField(blank=True, default="", editable=False)
    vector = GeneratedField(
        expression=SearchVector("titel", weight="A", config="dutch")
        + SearchVector("trefwoorden", weight="B", config="dutch")
        + SearchVector("kort", weight="C", config="dutch")
        + SearchVector("tekst", weight="D", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="document_een_keer", fields=["bron", "sleutel"])]
        indexes = [GinIndex(name="document_vector", fields=["vector"])]

    def __str__(self) -> str:
        return self.titel
