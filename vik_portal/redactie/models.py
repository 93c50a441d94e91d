"""How any content of the portal is kept.

``Publicatie`` is the abstract model that a themablad, a dilemma or a briefing item extends. What the writer
works on (``concept``) and what the reader sees (``inhoud`` with its rendered ``weergave``) are two things:
a change never reaches the reader before a second person has published it, and what is online stays online
while somebody writes.
"""

from __future__ import annotations

import unicodedata
import zlib
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.safestring import SafeString
from pydantic import BaseModel

from vik_portal.redactie.verschil import Veldverschil, verschillen

#: How long an open editor counts as busy after its last sign of life (autosave beats every 20 s).
BEZIG_MINUTEN = 2
#: A text is looked at again within a year, unless somebody sets another day.
HERZIEN_NA = timedelta(days=365)
#: What pghistory follows of a publication: who changed the state of what. The texts themselves are kept as versions.
AUDIT = ["slug", "titel", "status", "eigenaar", "herzien_op", "versienummer", "ingediend_door"]


def sorteersleutel(titel: str) -> str:
    """Dutch alphabetical order without a database collation: lower case, no accents, no quotes."""
    plat = unicodedata.normalize("NFKD", titel).encode("ascii", "ignore").decode()
    return "".join(teken for teken in plat.lower() if teken.isalnum() or teken == " ").strip()


class Status(models.TextChoices):
    """The state of the working copy. ``TE_HERZIEN``: online and due to be looked at again."""

    CONCEPT = "concept", "Concept"
    TER_BEOORDELING = "ter_beoordeling", "Ter beoordeling"
    GEPUBLICEERD = "gepubliceerd", "Gepubliceerd"
    TE_HERZIEN = "te_herzien", "Te herzien"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class PublicatieQuerySet(models.QuerySet[Any]):
    def published(self) -> Self:
        """What readers may see: published once, and not withdrawn."""
        return self.filter(~Q(status=Status.INGETROKKEN), versienummer__gt=0)

    def due(self) -> Self:
        """Published texts whose review day has come."""
        return self.published().filter(herzien_op__lte=timezone.localdate())

    def op_titel(self) -> Self:
        return self.order_by("sorteersleutel")


def etag(model: type[Publicatie], pk: int, versienummer: int, weergave: str) -> str:
    """Changes when what readers see changes: another version, or the same one rendered anew."""
    return f"{model._meta.model_name}-{pk}-{versienummer}-{zlib.crc32(weergave.encode()):x}"


class Publicatie(models.Model):
    """A piece of content with one slug, one working copy and at most one published version.

    Subclasses set ``inhoud_model`` (the pydantic model that ``concept`` and ``inhoud`` obey), ``sjabloon``
    (the template that renders the published content once), ``soortnaam`` (what a user calls it) and ``zoekbron``.
    """

    inhoud_model: ClassVar[type[BaseModel]]
    sjabloon: ClassVar[str]
    soortnaam: ClassVar[str]
    #: The key of the search source that finds this kind.
    zoekbron: ClassVar[str]
    #: Names of the pages where a text of this kind begins and is edited, when the form of the desk does not fit it.
    beginpagina: ClassVar[str] = ""
    bewerkpagina: ClassVar[str] = ""

    slug = models.SlugField(max_length=80, unique=True)
    titel = models.CharField(max_length=160)
    sorteersleutel = models.CharField(max_length=160, editable=False, db_index=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.CONCEPT)
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    herzien_op = models.DateField("herzien op", null=True, blank=True)

    concept = models.JSONField(default=dict)
    #: Counts saves of the working copy: a save on top of another number would overwrite someone's words.
    conceptnummer = models.PositiveIntegerField(default=0)
    ingediend_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    terug_reden = models.TextField(blank=True, default="")
    bezig_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    bezig_sinds = models.DateTimeField(null=True, blank=True)
    bezig_gezien = models.DateTimeField(null=True, blank=True)

    #: 0 until published for the first time; the number of the published :class:`Versie` after that.
    versienummer = models.PositiveIntegerField(default=0)
    inhoud = models.JSONField(null=True, blank=True)
    #: The published one-line summary, beside the content: reading it there would unpack the whole text.
    kort = models.GeneratedField(
        expression=KT("inhoud__kort"), output_field=models.TextField(null=True), db_persist=True
    )
    weergave = models.TextField(blank=True, default="")
    gepubliceerd_op = models.DateTimeField(null=True, blank=True)
    gecontroleerd_op = models.DateField(null=True, blank=True)

    versies = GenericRelation("redactie.Versie")
    objects = PublicatieQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_gepubliceerd_heeft_inhoud",
                condition=Q(versienummer=0, inhoud__isnull=True) | Q(versienummer__gt=0, inhoud__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.titel

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sorteersleutel = sorteersleutel(self.titel)
        if "update_fields" in kwargs and kwargs["update_fields"] is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sorteersleutel"}
        super().save(*args, **kwargs)

    @property
    def soortsleutel(self) -> str:
        """The kind in the addresses of the desk."""
        return str(self._meta.model_name)

    @property
    def online(self) -> bool:
        return self.versienummer > 0 and self.status != Status.INGETROKKEN

    @property
    def etag(self) -> str:
        return etag(type(self), self.pk, self.versienummer, self.weergave)

    @property
    def heeft_wijziging(self) -> bool:
        """True when the working copy differs from what readers see."""
        return self.concept != self.inhoud

    @property
    def gelezen(self) -> Any:
        """The published content as its pydantic model; only on something published."""
        return self.inhoud_model.model_validate(self.inhoud)

    def bezig(self, behalve: Any = None) -> Any | None:
        """Who has this open in the editor now, other than ``behalve``; ``None`` when nobody."""
        if not self.bezig_door_id or (behalve and self.bezig_door_id == behalve.pk):
            return None
        vers = self.bezig_gezien and self.bezig_gezien > timezone.now() - timedelta(minutes=BEZIG_MINUTEN)
        return self.bezig_door if vers else None

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    def weergave_context(self, inhoud: Any) -> dict[str, Any]:
        """What ``sjabloon`` needs besides ``inhoud`` and ``stuk``; looked up once, when it is rendered."""
        return {}

    def verschillen(self, oud: dict[str, Any] | None, nieuw: dict[str, Any] | None) -> list[Veldverschil]:
        """What changed between two contents of this text, for who looks at it."""
        return verschillen(self.inhoud_model, oud, nieuw)

    def voor_meelezer(self) -> SafeString:
        """What a second person should know besides the text itself, as HTML; empty for most kinds."""
        return SafeString()

    def bij_bewerken(self) -> SafeString:
        """What stands above the form in the editor, as HTML; empty for most kinds."""
        return SafeString()

    def zoektekst(self) -> str:
        """All words of the published content that search may match."""
        raise NotImplementedError


class Versie(models.Model):
    """A frozen content of a publication: made when it is handed in, restored or loaded; never changed after."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    stuk = GenericForeignKey()
    nummer = models.PositiveIntegerField()
    inhoud = models.JSONField()
    toelichting = models.CharField(max_length=300, blank=True, default="")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: Came with the portal; who made a version may be gone, and then nobody is named either.
    geleverd = models.BooleanField(default=False)
    gepubliceerd_op = models.DateTimeField(null=True, blank=True)
    gepubliceerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-nummer"]
        constraints = [
            models.UniqueConstraint(name="versie_nummer_uniek", fields=["content_type", "object_id", "nummer"]),
            # The two-person rule, where no form, script or admin page can go round it.
            models.CheckConstraint(
                name="versie_twee_personen",
                condition=Q(gemaakt_door__isnull=True)
                | Q(gepubliceerd_door__isnull=True)
                | ~Q(gemaakt_door=F("gepubliceerd_door")),
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.nummer}"


class Stand(models.Model):
    """What has been loaded, as one fingerprint per name, so that loading twice costs nothing."""

    naam = models.CharField(max_length=40, primary_key=True)
    waarde = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.naam

    @classmethod
    def lees(cls, naam: str) -> str:
        return cls.objects.filter(naam=naam).values_list("waarde", flat=True).first() or ""

    @classmethod
    def zet(cls, naam: str, waarde: str) -> None:
        cls.objects.update_or_create(naam=naam, defaults={"waarde": waarde})


class Weergave(models.Model):
    """A gathered page (the start page) as HTML, valid until the day before ``geldig_tot``."""

    naam = models.CharField(max_length=100, primary_key=True)
    titel = models.TextField(blank=True, default="")
    kort = models.TextField(blank=True, default="")
    html = models.TextField()
    geldig_tot = models.DateField()

    def __str__(self) -> str:
        return self.naam

    @property
    def etag(self) -> str:
        return f"{self.naam}-{zlib.crc32(self.html.encode()):x}"


class WetslinkQuerySet(models.QuerySet["Wetslink"]):
    def kapot(self) -> WetslinkQuerySet:
        """Failed as often in a row as it takes: a site may be down once."""
        return self.filter(mislukt__gte=Wetslink.KAPOT_NA)


class Wetslink(models.Model):
    """A link to the law in a published text: how it last answered."""

    KAPOT_NA: ClassVar[int] = 2

    url = models.CharField(max_length=1000, primary_key=True)
    #: Of HTTP; 0 when there was no answer, a 3xx when it leads to another site.
    status = models.PositiveSmallIntegerField()
    #: How many times in a row it failed.
    mislukt = models.PositiveSmallIntegerField(default=0)
    gecontroleerd_op = models.DateTimeField()

    objects = WetslinkQuerySet.as_manager()

    def __str__(self) -> str:
        return self.url


def publicatiesoorten() -> list[type[Publicatie]]:
    """All concrete kinds of content, in the order in which their apps are installed."""
    return [model for model in apps.get_models() if issubclass(model, Publicatie)]
