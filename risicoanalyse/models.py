"""The instrument of the risk analysis in versions that never change, and what a team made of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from pydantic import BaseModel

from risicoanalyse import vragen
from risicoanalyse.schema import VragenlijstInhoud, WerkprocesInhoud
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.toegang import Bezoeker

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


class Risico(models.Model):
    """A risk in the words of the team: oorzaak → gebeurtenis → gevolg. At most three per meeting."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="risicos")
    volgorde = models.PositiveSmallIntegerField()
    oorzaak = models.CharField(max_length=200)
    gebeurtenis = models.CharField(max_length=200)
    gevolg = models.CharField(max_length=200)
    #: Slug of the themablad that fits; it leads to what the portal recommends.
    thema = models.SlugField(max_length=80, blank=True, default="")

    class Meta:
        ordering = ["volgorde"]
        verbose_name_plural = "risico’s"
        constraints = [
            models.UniqueConstraint(name="risico_volgorde_uniek", fields=["bijeenkomst", "volgorde"]),
            models.CheckConstraint(name="risico_hooguit_drie", condition=models.Q(volgorde__range=(1, 3))),
        ]

    def __str__(self) -> str:
        return f"{self.oorzaak}, waardoor {self.gebeurtenis}, met als gevolg {self.gevolg}"


#: So long before its day a measure asks for attention.
BIJNA = timedelta(days=14)


class MaatregelQuerySet(models.QuerySet["Maatregel"]):
    def visible_to(self, bezoeker: Bezoeker) -> MaatregelQuerySet:
        """Those of meetings that the visitor may see."""
        return self.filter(risico__bijeenkomst__in=Bijeenkomst.objects.visible_to(bezoeker))

    def lopend(self) -> MaatregelQuerySet:
        """Agreed for real and not finished: a practice agrees nothing."""
        klaar = (Maatregel.Status.KLAAR, Maatregel.Status.GESTOPT)
        return self.exclude(status__in=klaar).filter(risico__bijeenkomst__oefening=False)

    def bijna(self, vandaag: date) -> MaatregelQuerySet:
        """Due within two weeks, or overdue."""
        return self.lopend().filter(datum__lte=vandaag + BIJNA)


class Maatregel(models.Model):
    """The one measure against a risk: what, who by role with the named leader, when, and how the team will notice."""

    class Soort(models.TextChoices):
        VERMINDEREN = "verminderen", "Verminderen: we maken de kans kleiner"
        VERSTERKEN = "versterken", "Versterken: we doen meer van wat werkt"
        BESPREKEN = "bespreken", "Bespreken: we praten er vaker over"
        ESCALEREN = "escaleren", "Escaleren: iemand boven ons moet dit regelen"

    class Status(models.TextChoices):
        AFGESPROKEN = "afgesproken", "Afgesproken"
        LOOPT = "loopt", "Loopt"
        KLAAR = "klaar", "Klaar"
        GESTOPT = "gestopt", "Gestopt"

    risico = models.OneToOneField(Risico, on_delete=models.CASCADE, related_name="maatregel")
    soort = models.CharField(max_length=12, choices=Soort)
    tekst = models.CharField(max_length=240)
    rol = models.CharField("wie trekt dit (rol)", max_length=80)
    trekker = models.CharField("naam van de trekker", max_length=80, blank=True, default="")
    datum = models.DateField("wanneer klaar")
    merkbaar = models.CharField("waaraan merken we het", max_length=240)
    status = models.CharField(max_length=12, choices=Status, default=Status.AFGESPROKEN)

    objects = MaatregelQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "maatregelen"

    def __str__(self) -> str:
        return self.tekst

    @property
    def loopt_nog(self) -> bool:
        return self.status not in (self.Status.KLAAR, self.Status.GESTOPT)

    @property
    def vraagt_aandacht(self) -> bool:
        return self.loopt_nog and self.datum <= timezone.localdate() + BIJNA

    @property
    def kwarten(self) -> int:
        """How many quarters of the compass are filled: how far along it is."""
        return {"afgesproken": 1, "loopt": 2, "klaar": 4}.get(self.status, 0)

    @property
    def termijn(self) -> str:
        """When it is due, in words; also when that day has passed."""
        dagen = (self.datum - timezone.localdate()).days
        dag = date_format(self.datum, "j F Y")
        if not self.loopt_nog:
            return f"Afgesproken dag: {dag}."
        if dagen == 0:
            return "Moet vandaag klaar zijn."
        woord = "1 dag" if abs(dagen) == 1 else f"{abs(dagen)} dagen"
        if dagen < 0:
            return f"Over tijd: had {woord} geleden klaar moeten zijn."
        return f"Nog {woord}: klaar op {dag}." if dagen <= BIJNA.days else f"Klaar op {dag}."


class Voortgang(models.Model):
    """One line in the history of a measure."""

    maatregel = models.ForeignKey(Maatregel, on_delete=models.CASCADE, related_name="voortgang")
    dag = models.DateField(default=timezone.localdate)
    status = models.CharField(max_length=12, choices=Maatregel.Status)
    toelichting = models.CharField(max_length=240, blank=True, default="")

    class Meta:
        ordering = ["-dag", "-pk"]
        verbose_name_plural = "voortgang"

    def __str__(self) -> str:
        return f"{self.get_status_display()} op {self.dag:%d-%m-%Y}"
