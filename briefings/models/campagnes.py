"""Campaigns: a row of items over several teams, what has to be done before and after, and how far that is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from briefings.models.items import Briefingsitem
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol
from vik_portal.organisatie.toegang import Bezoeker, eenheden_met_rol, rollen

#: Who makes campaigns, for what the role covers.
MAKERS = (Rol.Soort.PREVENTIECOORDINATOR,)
#: Who sees the planning of a team.
ZIEN = (
    Rol.Soort.TEAMCHEF,
    Rol.Soort.BRIEFER,
    Rol.Soort.SECTORHOOFD,
    Rol.Soort.EENHEIDSLEIDING,
    Rol.Soort.PREVENTIECOORDINATOR,
)


class CampagneQuerySet(models.QuerySet["Campagne"]):
    def visible_to(self, bezoeker: Bezoeker) -> CampagneQuerySet:
        """Those with a team of which the visitor sees the planning; before the start only to who makes them."""
        teams = eenheden_met_rol(bezoeker, *ZIEN).teams()
        gezien = self.model.teams.through.objects.filter(eenheid__in=teams).values("campagne")
        return self.filter(Q(pk__in=self.bewerkbaar_voor(bezoeker)) | Q(pk__in=gezien) & ~Q(status="concept"))

    def bewerkbaar_voor(self, bezoeker: Bezoeker) -> CampagneQuerySet:
        """Those of which the eenheid is covered by a role that makes campaigns."""
        return self.filter(eenheid__in=eenheden_met_rol(bezoeker, *MAKERS))

    def lopend(self) -> CampagneQuerySet:
        return self.filter(status=Campagne.Status.LOOPT)

    def op_datum(self) -> CampagneQuerySet:
        """What begins last comes first; drafts without days come on top."""
        return self.order_by(F("van").desc(nulls_first=True), "-pk")


class Campagne(models.Model):
    """A row of items for the same teams. Its days are generated once, at the start; after that each is its own."""

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        LOOPT = "loopt", "Loopt"
        AFGESLOTEN = "afgesloten", "Afgesloten"
        GEANNULEERD = "geannuleerd", "Gaat niet door"

    naam = models.CharField(max_length=80)
    #: The lowest eenheid that covers all its teams; while there are none, that of the maker.
    eenheid = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="+")
    teams = models.ManyToManyField(Eenheid, related_name="campagnes", blank=True)
    items = models.ManyToManyField(Briefingsitem, through="Campagneitem", related_name="campagnes")
    #: Each team also has a conversation about it, and says when it was held.
    gesprek_gevraagd = models.BooleanField(default=False)
    #: First and last day of its showings; empty until there are days.
    van = models.DateField(null=True, blank=True)
    tot = models.DateField(null=True, blank=True)
    #: The day on which the three questions were closed. From then on their answers are told and none can be added,
    #: whatever becomes of ``tot``; the database refuses to empty or change it.
    vragen_dicht_op = models.DateField(null=True, blank=True, editable=False)
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="campagnes"
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.CONCEPT)
    gemaakt_op = models.DateTimeField(default=timezone.now)

    objects = CampagneQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "campagnes"
        constraints = [
            models.CheckConstraint(
                name="campagne_van_tot",
                condition=Q(van__isnull=True, tot__isnull=True) | Q(van__lte=F("tot"), van__isnull=False),
            ),
            models.CheckConstraint(
                name="campagne_na_concept_heeft_dagen", condition=Q(status="concept") | Q(van__isnull=False)
            ),
        ]
        indexes = [models.Index(name="campagne_status_van", fields=["status", "van"])]
        triggers = [
            pgtrigger.Protect(
                name="vragen_blijven_dicht",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    old__vragen_dicht_op__isnull=False, old__vragen_dicht_op__df=pgtrigger.F("new__vragen_dicht_op")
                ),
            )
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("briefings:campagne", args=[self.pk])

    @property
    def is_concept(self) -> bool:
        return self.status == self.Status.CONCEPT

    @property
    def loopt(self) -> bool:
        """Started and not ended; its first day may be yet to come (:attr:`komt`)."""
        return self.status == self.Status.LOOPT

    @property
    def komt(self) -> bool:
        return self.loopt and self.van is not None and self.van > timezone.localdate()


class Campagneitem(models.Model):
    """An item of a campaign, its place in the row, and the days on which it is shown.

    ``dagen`` is what the maker chose; ``uitwijk`` says for one team where one of those days went: keys
    ``"<team>:<day>"``, values a day, both as ISO dates. After the start both are history: the showings count.
    """

    campagne = models.ForeignKey(Campagne, on_delete=models.CASCADE, related_name="campagneitems")
    item = models.ForeignKey(Briefingsitem, on_delete=models.PROTECT, related_name="+")
    volgorde = models.PositiveSmallIntegerField()
    dagen = ArrayField(models.DateField(), default=list, blank=True)
    uitwijk: Any = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["volgorde"]
        verbose_name_plural = "items van een campagne"
        constraints = [
            models.UniqueConstraint(name="campagneitem_een_keer", fields=["campagne", "item"]),
            models.UniqueConstraint(
                name="campagneitem_volgorde", fields=["campagne", "volgorde"], deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volgorde}. {self.item}"

    def dag_voor(self, team: Eenheid, dag: date) -> date:
        """Where a chosen day lies for this team."""
        anders = self.uitwijk.get(f"{team.pk}:{dag.isoformat()}")
        return date.fromisoformat(anders) if anders else dag


class MijlpaalQuerySet(models.QuerySet["Mijlpaal"]):
    def open(self) -> MijlpaalQuerySet:
        """Not ticked off, of a campaign that runs. Showing happens by itself, so nobody ticks it."""
        return self.filter(gereed_op__isnull=True, campagne__status=Campagne.Status.LOOPT).exclude(
            soort=Mijlpaal.Soort.VERTONEN
        )

    def van(self, gebruiker: Gebruiker) -> MijlpaalQuerySet:
        """Those that are this person's: by name, or by a role that covers where the milestone counts."""
        mijn = Q(eigenaar=gebruiker)
        for rol in rollen(gebruiker):
            mijn |= Q(eigenaar__isnull=True, eigenaar_rol=rol.soort, eenheid__pad__startswith=rol.eenheid.pad)
        return self.filter(mijn)

    def voor(self, dag: date) -> MijlpaalQuerySet:
        """Due on this day or before."""
        return self.filter(datum__lte=dag)


class Mijlpaal(models.Model):
    """Something that has to be done around an item of a campaign, by whom and before which day."""

    class Soort(models.TextChoices):
        OPNAME = "opname", "Opname of uitwerking"
        GEREED = "gereed", "Item is klaar"
        SECTORHOOFD = "sectorhoofd", "Vertel het de sectorhoofden"
        BRIEFERS = "briefers", "Vertel het de briefers"
        VERTONEN = "vertonen", "Op de schermen"
        EVALUEREN = "evalueren", "Kijk terug"

    campagne = models.ForeignKey(Campagne, on_delete=models.CASCADE, related_name="mijlpalen")
    #: Empty when it is about the whole row.
    item = models.ForeignKey(Campagneitem, null=True, blank=True, on_delete=models.CASCADE, related_name="mijlpalen")
    soort = models.CharField(max_length=12, choices=Soort)
    datum = models.DateField()
    #: Somebody by name goes before the role.
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    eigenaar_rol = models.CharField(max_length=24, choices=Rol.Soort)
    #: Where the role counts: the eenheid of the campaign, or one of its districts.
    eenheid = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="+")
    gereed_op = models.DateTimeField(null=True, blank=True)

    objects = MijlpaalQuerySet.as_manager()

    class Meta:
        ordering = ["datum", "pk"]
        verbose_name_plural = "mijlpalen"
        constraints = [
            models.UniqueConstraint(
                name="mijlpaal_een_keer", fields=["campagne", "item", "soort", "eenheid"], nulls_distinct=False
            )
        ]
        indexes = [models.Index(name="mijlpaal_open", fields=["datum"], condition=Q(gereed_op__isnull=True))]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}, {self.datum:%d-%m-%Y}"

    @property
    def vanzelf(self) -> bool:
        """Happens by itself: there is nothing to tick."""
        return self.soort == self.Soort.VERTONEN

    @property
    def gereed(self) -> bool:
        return self.gereed_op is not None or (self.vanzelf and self.datum < timezone.localdate())

    @property
    def te_laat(self) -> bool:
        return not self.gereed and not self.vanzelf and self.datum < timezone.localdate()


class Teamgesprek(models.Model):
    """A team had the conversation that a campaign asked for. Of the team, never of a person: no account is kept."""

    campagne = models.ForeignKey(Campagne, on_delete=models.CASCADE, related_name="gesprekken")
    team = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="+")
    gevoerd_op = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name_plural = "teamgesprekken"
        constraints = [models.UniqueConstraint(name="teamgesprek_een_keer", fields=["campagne", "team"])]

    def __str__(self) -> str:
        return f"{self.team}, {self.gevoerd_op:%d-%m-%Y}"
