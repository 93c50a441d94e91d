"""Bijeenkomsten, their steps, and the tables of anonymous participation.

The last four tables (seats, tickets, frozen seats, envelopes) hold nothing about a person: no account, no address, no
time, no sequence that tells who came first. ``tests/meedoen/test_schema.py`` lists every column that may exist; a new
one fails there. They are in no admin, no audit trail and no cache.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Func, IntegerField, Q

from vik_portal.meedoen.codes import LENGTE
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol
from vik_portal.organisatie.toegang import Bezoeker, eenheden_met_rol, eenheden_waarop


class BijeenkomstQuerySet(models.QuerySet["Bijeenkomst"]):
    def visible_to(self, bezoeker: Bezoeker) -> BijeenkomstQuerySet:
        """Its begeleiders; after it has been discussed with the team, that team's teamchef. No role inherits it."""
        if not isinstance(bezoeker, Gebruiker):
            return self.none()
        chef_van = eenheden_waarop(bezoeker, Rol.Soort.TEAMCHEF)
        besproken = Bijeenkomst.objects.filter(nabesproken_op__isnull=False, team__in=chef_van, oefening=False)
        geleid = Bijeenkomst.begeleiders.through.objects.filter(gebruiker=bezoeker)
        # Two questions that each have an index; as one with an OR it reads all meetings of everybody.
        return self.filter(pk__in=geleid.values("bijeenkomst").union(besproken.values("pk")))


class Bijeenkomst(models.Model):
    """A meeting on location: with whom, a moment, who leads it, and its draaiboek.

    ``team`` is its place in the organisation: who is its teamchef, and to whom it may send what stood out. With a group
    that is no team (``voor`` names it) that is the eenheid of that group, on which nobody is teamchef: then only its
    begeleiders ever see it, and it counts for no team.
    """

    class Status(models.TextChoices):
        GEPLAND = "gepland", "Gepland"
        BEZIG = "bezig", "Bezig"
        AFGEROND = "afgerond", "Afgerond"
        AFGEZEGD = "afgezegd", "Afgezegd"

    #: Nothing happens in it any more; a cancelled one can still be given a new day.
    VOORBIJ: ClassVar[tuple[str, ...]] = (Status.AFGEROND, Status.AFGEZEGD)

    titel = models.CharField(max_length=120)
    soort = models.CharField(max_length=40, default="vrij")
    team = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="bijeenkomsten")
    #: What a group that is no team is called; empty for a meeting with a team.
    voor = models.CharField(max_length=80, blank=True, default="")
    begin = models.DateTimeField()
    plaats = models.CharField(max_length=120, blank=True, default="")
    begeleiders = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="bijeenkomsten")
    oefening = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.GEPLAND)
    nabesproken_op = models.DateField(null=True, blank=True)
    #: Nobody ended it: the hourly clean-up did. What was counted in it was not discussed with anybody by that.
    vanzelf_afgerond = models.BooleanField(default=False)
    #: Ticked lines of the checklist, by their text.
    gedaan = models.JSONField(default=list, blank=True)
    stopregels = models.JSONField(default=list, blank=True)
    #: {key of a prepared message: the day it was sent to the teamchef, as YYYY-MM-DD}.
    verstuurd = models.JSONField(default=dict, blank=True)
    #: Grows when day, place or cancellation changes, so that a calendar takes it for the same appointment.
    agendanummer = models.PositiveIntegerField(default=0)

    #: The code on the screen, while there is one.
    code = models.CharField(max_length=LENGTE, null=True, blank=True, unique=True)
    deur_open = models.BooleanField(default=False)
    #: Grows when everybody sits down anew; phones that see another number ask for a seat again.
    zitting = models.PositiveSmallIntegerField(default=1)
    met_kaartjes = models.BooleanField("met kaartjes uit een zak", default=False)
    huidige_stap = models.ForeignKey("Stap", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    stap_sinds = models.DateTimeField(null=True, blank=True)
    #: Which place inside the current step, from 1: the page of own slides. Most steps have one.
    plek = models.PositiveSmallIntegerField(default=1)
    #: Steps that were taken out of the draaiboek, as field values with a key of their own; they can be put back.
    weggelegd = models.JSONField(default=list, blank=True)
    #: SHA-256 of the token in the QR that pairs a phone; empty when there is none or it was used.
    koppeling = models.CharField(max_length=64, blank=True, default="")
    #: SHA-256 of what the phone that is paired now keeps in its cookie; empty when there is none.
    gekoppeld = models.CharField(max_length=64, blank=True, default="")
    uitslag_op_scherm = models.BooleanField(default=False)
    scherm_zwart = models.BooleanField(default=False)
    #: Grows with every change that scherm, regie or phones should notice.
    tik = models.PositiveBigIntegerField(default=0)

    objects = BijeenkomstQuerySet.as_manager()

    class Meta:
        ordering = ["begin"]
        verbose_name_plural = "bijeenkomsten"
        constraints = [
            models.CheckConstraint(
                name="bijeenkomst_open_deur_heeft_code", condition=Q(deur_open=False) | Q(code__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def voorbij(self) -> bool:
        return self.status in self.VOORBIJ

    @property
    def met_wie(self) -> str:
        """The group or the team, as people call it."""
        return self.voor or self.team.naam


class Stap(models.Model):
    """A step of the draaiboek. ``inhoud`` is what its kind needs; ``zeg`` is what the begeleider can say aloud."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="stappen")
    volgorde = models.PositiveSmallIntegerField()
    soort = models.CharField(max_length=40)
    titel = models.CharField(max_length=120)
    scherm = models.TextField(blank=True, default="")
    minuten = models.PositiveSmallIntegerField(default=5)
    zeg = models.TextField(blank=True, default="")
    let_op = models.JSONField(default=list, blank=True)
    straks = models.CharField(max_length=200, blank=True, default="")
    inhoud = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["volgorde"]
        verbose_name_plural = "stappen"
        constraints = [
            models.UniqueConstraint(
                name="stap_volgorde_uniek",
                fields=["bijeenkomst", "volgorde"],
                deferrable=models.Deferrable.DEFERRED,
            )
        ]
        # The few that a group sent VIK something from, found without reading every step of every meeting.
        indexes = [
            models.Index(name="stap_bij_vik", fields=["bijeenkomst"], condition=Q(inhoud__has_key="bij_vik")),
        ]

    def __str__(self) -> str:
        return self.titel


class Diaset(models.Model):
    """Own slides of a meeting: the pages of a PDF as pictures. Of the PDF itself nothing is kept."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="diasets")
    naam = models.CharField(max_length=120)
    #: Folder in the storage, at random: an address that was known says nothing about a next one.
    map = models.CharField(max_length=80, unique=True)
    #: [{"breedte": px, "hoogte": px, "tekst": str}], page 1 first.
    paginas = models.JSONField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "diasets"
        constraints = [models.CheckConstraint(name="diaset_heeft_paginas", condition=~Q(paginas=[]))]

    def __str__(self) -> str:
        return self.naam

    @property
    def bestanden(self) -> list[str]:
        """Every file in the storage."""
        return [self.bestand(nummer, maat) for nummer in range(1, len(self.paginas) + 1) for maat in ("groot", "klein")]

    def bestand(self, nummer: int, maat: str) -> str:
        """Where the picture of page ``nummer`` (from 1) is stored; ``maat`` is ``groot`` or ``klein``."""
        return f"{self.map}/{nummer}-{maat}.webp"


class Film(models.Model):
    """A film of a meeting, kept as it was uploaded, with captions and the spoken text where there are any."""

    class Soort(models.TextChoices):
        MP4 = "mp4", "MP4"
        WEBM = "webm", "WebM"

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="films")
    naam = models.CharField(max_length=120)
    map = models.CharField(max_length=80, unique=True)
    soort = models.CharField(max_length=4, choices=Soort)
    seconden = models.FloatField()
    breedte = models.PositiveIntegerField(help_text="in px")
    hoogte = models.PositiveIntegerField(help_text="in px")
    #: WebVTT.
    ondertiteling = models.TextField(blank=True, default="")
    uitgeschreven = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "films"
        constraints = [
            models.CheckConstraint(name="film_heeft_lengte", condition=Q(seconden__gt=0)),
            models.CheckConstraint(name="film_soort_bekend", condition=Q(soort__in=["mp4", "webm"])),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def bestand(self) -> str:
        """Where the film is stored."""
        return f"{self.map}/film.{self.soort}"

    @property
    def bestanden(self) -> list[str]:
        """Every file in the storage."""
        return [self.bestand]

    @property
    def mime(self) -> str:
        return f"video/{self.soort}"

    @property
    def lengte(self) -> str:
        """``4:07``"""
        return f"{round(self.seconden) // 60}:{round(self.seconden) % 60:02d}"


class Ronde(models.Model):
    """One sealed round. ``uitslag`` is the published form and the only thing that is kept of it."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        GETELD = "geteld", "Geteld"
        TE_WEINIG = "te_weinig", "Te weinig"
        VERVALLEN = "vervallen", "Vervallen"

    VORMEN: ClassVar[list[tuple[str, str]]] = [("banden", "Banden"), ("aantallen", "Aantallen")]

    #: 32 hex digits at random: it names the file of the stembus and is the label of every envelope.
    id = models.CharField(primary_key=True, max_length=32)
    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="rondes")
    stap = models.ForeignKey(Stap, null=True, blank=True, on_delete=models.SET_NULL, related_name="rondes")
    soort = models.CharField(max_length=40)
    vorm = models.CharField(max_length=10, choices=VORMEN)
    #: [{"deel", "tekst", "opties": [...], "schaal": ""|"0-3"|"1-5"}]: what stands on the phone, and how it collapses.
    #: ``"uitslag": "leiding"`` says there that the room will not see what came out.
    vragen = models.JSONField()
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    oefening = models.BooleanField(default=False)
    stoelen = models.PositiveSmallIntegerField()
    merk = models.BinaryField(max_length=32)
    uitslag = models.JSONField(null=True, blank=True)
    #: Which round of its meeting, from 1. Several rounds of one step stand in this order.
    volgnummer = models.PositiveSmallIntegerField()
    #: Which vote of its step, from 1: a step may ask the same before and after a conversation.
    keer = models.PositiveSmallIntegerField(default=1)
    #: Raised cards or hands that the begeleider counted. Everybody saw them; every picture of the result says so.
    kaarten = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "rondes"
        constraints = [
            models.UniqueConstraint(name="ronde_een_open", fields=["bijeenkomst"], condition=Q(status="open")),
            models.UniqueConstraint(name="ronde_volgnummer_uniek", fields=["bijeenkomst", "volgnummer"]),
            models.CheckConstraint(name="ronde_uitslag_alleen_geteld", condition=Q(status="geteld") | Q(uitslag=None)),
        ]

    def __str__(self) -> str:
        return f"ronde {self.volgnummer}"


class Stoel(models.Model):
    """A phone that sat down: the SHA-256 of its random token, and nothing else."""

    token = models.BinaryField(primary_key=True, max_length=32)
    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="stoelen", db_index=True)

    class Meta:
        verbose_name_plural = "stoelen"


class Kaartje(models.Model):
    """A printed one-time ticket that has not been exchanged for a seat yet: the SHA-256 of what stands on it."""

    token = models.BinaryField(primary_key=True, max_length=32)
    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="kaartjes")

    class Meta:
        verbose_name_plural = "kaartjes"


class Rondestoel(models.Model):
    """A seat as it was frozen for one round, with the HMAC that only the round's stembus could make."""

    pk = models.CompositePrimaryKey("ronde_id", "stoel")
    ronde = models.ForeignKey(Ronde, on_delete=models.CASCADE, related_name="rondestoelen")
    stoel = models.BinaryField(max_length=32)
    merk = models.BinaryField(max_length=32)

    class Meta:
        verbose_name_plural = "rondestoelen"


class Envelop(models.Model):
    """A sealed answer form; written once, gone when the round closes."""

    pk = models.CompositePrimaryKey("ronde_id", "stoel")
    ronde = models.ForeignKey(Ronde, on_delete=models.CASCADE, related_name="enveloppen")
    stoel = models.BinaryField(max_length=32)
    inhoud = models.BinaryField(max_length=384)
    merk = models.BinaryField(max_length=32)

    class Meta:
        verbose_name_plural = "enveloppen"
        constraints = [
            models.CheckConstraint(
                name="envelop_vaste_lengte",
                condition=models.lookups.Exact(
                    Func("inhoud", function="octet_length", output_field=IntegerField()), 384
                ),
            )
        ]


def mag_plannen(bezoeker: Bezoeker) -> bool:
    """True for who may plan a meeting: preventiecoördinatoren, for the teams of their unit."""
    return eenheden_met_rol(bezoeker, Rol.Soort.PREVENTIECOORDINATOR).exists()
