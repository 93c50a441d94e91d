"""The instrument of the risk analysis: versioned, and a version that exists never changes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from risicoanalyse.schema import VragenlijstInhoud, WerkprocesInhoud

#: Stands under every question, and is no answer that counts.
WEET_NIET = "Weet ik niet, of zeg ik liever niet"


class Werkproces(models.Model):
    """A work process of the police in which integrity can come under pressure, with its two A items."""

    slug = models.SlugField(max_length=60)
    versie = models.PositiveIntegerField()
    inhoud = models.JSONField()
    actueel = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "werkprocessen"
        constraints = [
            models.UniqueConstraint(name="werkproces_versie_uniek", fields=["slug", "versie"]),
            models.UniqueConstraint(name="werkproces_een_actueel", fields=["slug"], condition=models.Q(actueel=True)),
        ]

    def __str__(self) -> str:
        return self.inhoud["titel"]

    @property
    def gelezen(self) -> WerkprocesInhoud:
        return WerkprocesInhoud.model_validate(self.inhoud)


class VragenlijstQuerySet(models.QuerySet["Vragenlijst"]):
    def actueel(self, soort: str = "beknopt") -> Vragenlijst | None:
        """The newest version of this kind."""
        return self.filter(soort=soort).order_by("-versie").first()


class Vragenlijst(models.Model):
    """A version of an instrument. Loading a changed file makes a new version; nothing is overwritten."""

    soort = models.CharField(max_length=12)
    versie = models.PositiveIntegerField()
    inhoud = models.JSONField()
    geladen_op = models.DateTimeField(auto_now_add=True)

    objects = VragenlijstQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "vragenlijsten"
        constraints = [models.UniqueConstraint(name="vragenlijst_versie_uniek", fields=["soort", "versie"])]

    def __str__(self) -> str:
        return f"{self.inhoud['titel']}, versie {self.versie}"

    @property
    def gelezen(self) -> VragenlijstInhoud:
        return VragenlijstInhoud.model_validate(self.inhoud)

    def vragen(self) -> list[Vraag]:
        """All questions in order, with the standard processes: A per process, then B, then C."""
        inhoud = self.gelezen
        processen = {p.slug: p.gelezen for p in Werkproces.objects.filter(actueel=True)}
        gekozen = [processen[slug] for slug in inhoud.standaard_processen if slug in processen]
        vragen = [
            Vraag(f"Werkproces: {proces.titel}", item.tekst, inhoud.schalen.a)
            for proces in gekozen
            for item in proces.a
        ]
        vragen += [Vraag("Wat het zwaarder maakt", item.tekst, inhoud.schalen.b) for item in inhoud.b]
        vragen += [Vraag("Hoe het team ervoor staat", item.tekst, inhoud.schalen.c) for item in inhoud.c]
        return vragen


@dataclass(frozen=True)
class Vraag:
    """A question as a participant sees it; ``antwoorden`` from low to high."""

    deel: str
    tekst: str
    antwoorden: list[str]
