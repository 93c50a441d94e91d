"""The instrument of the risk analysis, in versions that never change."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from pydantic import BaseModel

from risicoanalyse import vragen
from risicoanalyse.schema import VragenlijstInhoud, WerkprocesInhoud

#: Stands under every question, and is no answer that counts.
WEET_NIET = "Weet ik niet, of zeg ik liever niet"
#: The instrument that a meeting asks unless its draaiboek names another one.
BEKNOPT = "beknopt"
#: What pghistory follows of a version: who made which one, and when it became the one in use.
AUDIT = ["slug", "versie", "actueel", "geleverd", "gemaakt_door"]


class VersieQuerySet(models.QuerySet[Any]):
    def in_gebruik(self) -> VersieQuerySet:
        """What meetings that begin now are asked with: one version of each."""
        return self.filter(actueel=True)


class Instrumentversie(models.Model):
    """A version of a part of the instrument. Nothing but ``actueel`` ever changes of it: the database refuses."""

    inhoud_model: ClassVar[type[BaseModel]]

    slug = models.SlugField(max_length=60)
    versie = models.PositiveIntegerField()
    inhoud = models.JSONField()
    actueel = models.BooleanField(default=True)
    #: Came with the project, and was made by nobody of the portal.
    geleverd = models.BooleanField(default=False)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    toelichting = models.CharField(max_length=300, blank=True, default="")

    objects = VersieQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(name="%(class)s_versie_uniek", fields=["slug", "versie"]),
            models.UniqueConstraint(name="%(class)s_een_actueel", fields=["slug"], condition=models.Q(actueel=True)),
        ]
        triggers = [pgtrigger.ReadOnly(name="versie_ligt_vast", fields=["slug", "versie", "inhoud", "geleverd"])]

    def __str__(self) -> str:
        return f"{self.inhoud['titel']}, versie {self.versie}"

    @property
    def soortsleutel(self) -> str:
        """The kind in addresses and drafts."""
        return str(self._meta.model_name)

    @property
    def gelezen(self) -> Any:
        return self.inhoud_model.model_validate(self.inhoud)

    @property
    def door(self) -> str:
        """Who made it, in words."""
        return "bij het portaal geleverd" if self.geleverd else str(self.gemaakt_door or "iemand zonder account")

    def get_absolute_url(self) -> str:
        return reverse("risicoanalyse:instrument_versie", args=[self.soortsleutel, self.slug, self.versie])


@pghistory.track(fields=AUDIT, model_name="WerkprocesSpoor")
class Werkproces(Instrumentversie):
    """A work process of the police in which integrity can come under pressure, with its two A items."""

    inhoud_model = WerkprocesInhoud

    class Meta(Instrumentversie.Meta):
        verbose_name_plural = "werkprocessen"

    def vragen(self) -> list[dict[str, Any]]:
        """Its own questions, with the answers of the short instrument."""
        lijst = Vragenlijst.actuele(BEKNOPT)
        return vragen.van_proces(self.gelezen, lijst.gelezen.schalen) if lijst else []


@pghistory.track(fields=AUDIT, model_name="VragenlijstSpoor")
class Vragenlijst(Instrumentversie):
    """An instrument: ``beknopt``, or a deep one about a phenomenon such as ``diepgaand-ondermijning``."""

    inhoud_model = VragenlijstInhoud

    class Meta(Instrumentversie.Meta):
        verbose_name_plural = "vragenlijsten"

    @classmethod
    def actuele(cls, slug: str = BEKNOPT) -> Vragenlijst | None:
        """The version of this instrument that is in use."""
        return cls.objects.in_gebruik().filter(slug=slug).first()

    def vragen(self) -> list[dict[str, Any]]:
        """All questions in the order of the phone, with the processes that stand ready."""
        inhoud = self.gelezen
        return vragen.van(inhoud, werkprocessen(inhoud.standaard_processen))


def werkprocessen(slugs: list[str]) -> dict[str, WerkprocesInhoud]:
    """The processes in use with these slugs, in this order."""
    gevonden = {proces.slug: proces.gelezen for proces in Werkproces.objects.in_gebruik().filter(slug__in=slugs)}
    return {slug: gevonden[slug] for slug in slugs if slug in gevonden}


class Concept(models.Model):
    """What landelijk works on: at most one per part of the instrument, complete or not. Publishing takes it away."""

    class Soort(models.TextChoices):
        VRAGENLIJST = "vragenlijst", "Vragenlijst"
        WERKPROCES = "werkproces", "Werkproces"

    soort = models.CharField(max_length=12, choices=Soort)
    slug = models.SlugField(max_length=60)
    #: The version it was copied from; what the editor does not show comes from there.
    vanaf = models.PositiveIntegerField()
    #: In the form of the editor: see :mod:`risicoanalyse.concept`.
    inhoud = models.JSONField()
    #: Counts saves: a save on top of another number would overwrite someone's words.
    nummer = models.PositiveIntegerField(default=0)
    bewaard_op = models.DateTimeField(auto_now=True)
    bewaard_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name_plural = "concepten"
        constraints = [models.UniqueConstraint(name="concept_een_per_deel", fields=["soort", "slug"])]

    def __str__(self) -> str:
        return f"concept van {self.slug}"
