"""Lesprogramma's, the groups that follow them, and which meeting was which lesson."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from dilemmas.les.schema import LesprogrammaInhoud
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.models import Eenheid, Rol
from vik_portal.organisatie.toegang import Bezoeker, eenheden_met_rol
from vik_portal.redactie import opmaak
from vik_portal.redactie.models import AUDIT, Publicatie, PublicatieQuerySet


class LesprogrammaQuerySet(PublicatieQuerySet):
    def bij_thema(self, slug: str) -> LesprogrammaQuerySet:
        return self.filter(inhoud__themas__contains=[slug])

    def van_waarde(self, naam: str) -> LesprogrammaQuerySet:
        return self.filter(inhoud__kernwaarden__contains=[naam])

    def noemt(self, slug: str) -> LesprogrammaQuerySet:
        """Programmes with this themablad, loket or dilemma, in a step, at the end, or for home."""
        lijsten = ("themas", "loketten", "thuis_lezen")
        stappen = ("dilemma", "themablad")
        zoek = Q()
        for veld in lijsten:
            zoek |= Q(**{f"inhoud__{veld}__contains": [slug]})
        for veld in stappen:
            zoek |= Q(inhoud__stappen__contains=[{veld: slug}])
        return self.filter(zoek)

    def van_reeks(self, reeks: str) -> LesprogrammaQuerySet:
        return self.filter(inhoud__reeks=reeks).order_by("inhoud__nummer", "sorteersleutel")

    def op_reeks(self) -> LesprogrammaQuerySet:
        """Series together and in their order, then those that stand alone, by title."""
        return self.order_by(
            models.Case(models.When(inhoud__reeks="", then=1), default=0),
            "inhoud__reeks",
            "inhoud__nummer",
            "sorteersleutel",
        )


@pghistory.track(fields=AUDIT, model_name="LesprogrammaSpoor")
class Lesprogramma(Publicatie):
    """A lesson from beginning to end: steps with minutes, words to say, homework."""

    inhoud_model = LesprogrammaInhoud
    sjabloon = "dilemmas/les/weergave.html"
    soortnaam = "Lesprogramma"
    zoekbron = "lesprogramma"
    objects = LesprogrammaQuerySet.as_manager()

    class Meta(Publicatie.Meta):
        verbose_name_plural = "lesprogramma’s"

    def get_absolute_url(self) -> str:
        return reverse("dilemmas:lesprogramma", args=[self.slug])

    def weergave_context(self, inhoud: LesprogrammaInhoud) -> dict[str, Any]:
        from dilemmas.les.genoemd import genoemd_in  # it looks the models up

        genoemd = genoemd_in(inhoud)
        anders = Lesprogramma.objects.published().van_reeks(inhoud.reeks).exclude(slug=self.slug)
        return {"genoemd": genoemd, "stappen": genoemd.stappen(), "reeks": list(anders) if inhoud.reeks else []}

    def zoektekst(self) -> str:
        les = self.gelezen
        stappen = [
            f"{stap.titel}. {stap.stelling or stap.vraag or stap.opdracht or stap.scherm}" for stap in les.stappen
        ]
        taken = [f"{taak.titel}. {taak.tekst}" for taak in les.huiswerk]
        return "\n".join([*les.doel, opmaak.platte_tekst(les.leiding), *stappen, *taken])


class LesgroepQuerySet(models.QuerySet["Lesgroep"]):
    def visible_to(self, bezoeker: Bezoeker) -> LesgroepQuerySet:
        """For preventiecoördinatoren: the groups of their unit."""
        return self.filter(eenheid__in=eenheden_met_rol(bezoeker, Rol.Soort.PREVENTIECOORDINATOR))


class Lesgroep(models.Model):
    """A group that follows a programme, such as an intake: how many they are, never who."""

    naam = models.CharField(max_length=80)
    eenheid = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="+")
    programma = models.ForeignKey(Lesprogramma, on_delete=models.PROTECT, related_name="groepen")
    omvang = models.PositiveSmallIntegerField()
    #: A group that no lesson was planned for goes by this.
    gemaakt_op = models.DateField(default=timezone.localdate, editable=False)

    objects = LesgroepQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "lesgroepen"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="lesgroep_naam_uniek", fields=["eenheid", "naam"]),
            models.CheckConstraint(name="lesgroep_heeft_mensen", condition=Q(omvang__gte=1)),
        ]

    def __str__(self) -> str:
        return self.naam


class LesQuerySet(models.QuerySet["Les"]):
    def gehouden(self) -> LesQuerySet:
        """Real ones that were held, by the clock or because somebody ended them; not what was cancelled."""
        voorbij = Q(bijeenkomst__begin__lt=timezone.now()) | Q(bijeenkomst__status=Bijeenkomst.Status.AFGEROND)
        return self.filter(voorbij, bijeenkomst__oefening=False).exclude(
            bijeenkomst__status=Bijeenkomst.Status.AFGEZEGD
        )


class Les(models.Model):
    """A meeting that was planned from a programme. What the meeting needs of it is frozen with the meeting."""

    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.CASCADE, related_name="les")
    programma = models.ForeignKey(Lesprogramma, on_delete=models.PROTECT, related_name="lessen")
    versie = models.PositiveIntegerField()
    groep = models.ForeignKey(Lesgroep, null=True, blank=True, on_delete=models.SET_NULL, related_name="lessen")
    #: What lies ready, as the programme said when it was planned.
    klaarzetten = models.JSONField(default=list, blank=True)
    #: How many people were there, typed afterwards; ``None`` until somebody did.
    bereikt = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = LesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "lessen"

    def __str__(self) -> str:
        return str(self.bijeenkomst)
