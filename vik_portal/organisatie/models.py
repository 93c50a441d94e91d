"""Who is who: the tree of eenheden, the people who log in, and the roles they have on a eenheid."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.utils import timezone


class EenheidQuerySet(models.QuerySet["Eenheid"]):
    def teams(self) -> EenheidQuerySet:
        return self.filter(soort=Eenheid.Soort.TEAM)

    def onder(self, *eenheden: Eenheid) -> EenheidQuerySet:
        """The given eenheden and all that lies below them; nothing when none are given."""
        voorwaarde = Q(pk__in=[])
        for eenheid in eenheden:
            voorwaarde |= Q(pad__startswith=eenheid.pad)
        return self.filter(voorwaarde)


class Eenheid(models.Model):
    """A node of the organisation: korps → eenheid → district (or sector, dienst) → team."""

    class Soort(models.TextChoices):
        KORPS = "korps", "Korps"
        EENHEID = "eenheid", "Eenheid"
        DISTRICT = "district", "District of sector"
        TEAM = "team", "Team"

    #: Which kind may hang under which: a team may hang directly under a national unit.
    ONDER: ClassVar[dict[str, set[str | None]]] = {
        Soort.KORPS: {None},
        Soort.EENHEID: {Soort.KORPS},
        Soort.DISTRICT: {Soort.EENHEID},
        Soort.TEAM: {Soort.DISTRICT, Soort.EENHEID},
    }

    naam = models.CharField(max_length=120)
    soort = models.CharField(max_length=10, choices=Soort)
    ouder = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="kinderen")
    #: Ids from the top down, ``/1/4/7/``: "everything below" is one prefix, without a recursive query.
    pad = models.CharField(max_length=120, editable=False, db_index=True, default="")
    actief = models.BooleanField(default=True)

    objects = EenheidQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        verbose_name_plural = "eenheden"
        constraints = [
            models.CheckConstraint(
                name="eenheid_alleen_korps_zonder_ouder",
                condition=Q(soort="korps", ouder__isnull=True) | (~Q(soort="korps") & Q(ouder__isnull=False)),
            ),
            models.UniqueConstraint(name="eenheid_naam_uniek_onder_ouder", fields=["ouder", "naam"]),
        ]
        indexes = [models.Index(name="eenheid_pad_prefix", fields=["pad"], opclasses=["text_pattern_ops"])]

    def __str__(self) -> str:
        return self.naam

    def clean(self) -> None:
        ouder_soort = self.ouder.soort if self.ouder else None
        if ouder_soort not in self.ONDER[self.soort]:
            raise ValidationError({"ouder": "Zo hangt de boom niet: korps, eenheid, district of sector, team."})
        if self.pk and any(self.soort not in self.ONDER[kind.soort] for kind in self.kinderen.all()):
            raise ValidationError({"soort": "Wat hieronder hangt, past dan niet meer. Hang dat eerst ergens anders."})
        if self.pk and (mis := next((rol for rol in self.rollen.all() if self.soort not in Rol.OP[rol.soort]), None)):
            zin = (
                f"Hier is iemand {mis.get_soort_display().lower()}, en dat past dan niet meer. Neem die rol eerst weg."
            )
            raise ValidationError({"soort": zin})

    def save(self, *args: Any, **kwargs: Any) -> None:
        oud = Eenheid.objects.filter(pk=self.pk).values_list("pad", flat=True).first() if self.pk else None
        if not self.pk:
            super().save(*args, **kwargs)
            kwargs = {}
        self.pad = f"{self.ouder.pad if self.ouder else '/'}{self.pk}/"
        super().save(**{k: v for k, v in kwargs.items() if k != "force_insert"})
        if oud and oud != self.pad:
            for kind in self.kinderen.all():
                kind.save()

    def omvat(self, ander: Eenheid) -> bool:
        """True when ``ander`` is this eenheid or lies below it."""
        return ander.pad.startswith(self.pad)


def _woorden() -> SearchVector:
    """The words of a name and an address, to the letter as the index of migration 0002 has them."""
    tekst = Func(
        F("naam"),
        F("email"),
        template="translate(%(expressions)s, '.@-_+', '     ')",
        arg_joiner=" || ' ' || ",
        output_field=models.TextField(),
    )
    return SearchVector(tekst, config="simple")


class GebruikerQuerySet(models.QuerySet["Gebruiker"]):
    def zonder_rol(self) -> GebruikerQuerySet:
        """Active accounts that may do nothing yet."""
        return self.filter(~Exists(Rol.objects.filter(gebruiker=OuterRef("pk"))), is_active=True)

    def zoek(self, vraag: str) -> GebruikerQuerySet:
        """Every word begins a word of the name or of the e-mail address."""
        # No name is longer, and PostgreSQL refuses a word of two kilobytes.
        woorden = [woord[:100] for woord in re.findall(r"[^\W_]+", vraag)[:20]]
        if not woorden:
            return self
        alle = SearchQuery(" & ".join(f"{woord}:*" for woord in woorden), search_type="raw", config="simple")
        gevonden = self.model.objects.alias(woorden=_woorden()).filter(woorden=alle).order_by().values("pk")
        # The slice is wider than anybody's organisation: without one PostgreSQL goes through everybody by name instead.
        return self.filter(pk__in=gevonden[:1_000_000])


class GebruikerManager(BaseUserManager.from_queryset(GebruikerQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **velden: Any) -> Gebruiker:
        gebruiker = self.model(email=self.normalize_email(email).lower(), **velden)
        gebruiker.set_password(password)
        gebruiker.save()
        return gebruiker

    def create_superuser(self, email: str, password: str | None = None, **velden: Any) -> Gebruiker:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **velden)


class Poging(models.Model):
    """One count of allauth's, such as of attempts to log in (``pogingen``): no address and no account can be read."""

    sleutel = models.CharField(max_length=64, primary_key=True)
    waarde = models.JSONField()
    vervalt = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "pogingen"

    def __str__(self) -> str:
        return self.sleutel[:8]


def _spoor() -> tuple[pghistory.Tracker, ...]:
    # pghistory leaves out deletes by default, and taking a role away is one.
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


@pghistory.track(
    *_spoor(),
    exclude=["password", "last_login"],
    model_name="GebruikerSpoor",
    meta={
        "verbose_name": "wijziging van een account",
        "verbose_name_plural": "wijzigingen van accounts",
        # For the night that lets go of the old ones: of everybody's accounts there are too many to read them all.
        "indexes": [models.Index(name="gebruikerspoor_wanneer", fields=["pgh_created_at"])],
    },
)
class Gebruiker(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account. Reading and taking part need none, so most people never have one."""

    email = models.EmailField("e-mailadres", unique=True)
    naam = models.CharField(max_length=120)
    is_staff = models.BooleanField("mag in het beheer", default=False)
    is_active = models.BooleanField("actief", default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = GebruikerManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["naam"]

    class Meta:
        ordering = ["naam"]
        verbose_name = "gebruiker"
        # A second one, of ``_woorden``, stands in migration 0002.
        indexes = [models.Index(name="gebruiker_naam", fields=["naam"])]

    def __str__(self) -> str:
        return self.naam or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Whoever logs in or is looked for is looked up in lower case.
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.naam

    def get_short_name(self) -> str:
        return self.naam.split(" ")[0]


class RolQuerySet(models.QuerySet["Rol"]):
    def werkende_beheerders(self) -> RolQuerySet:
        """Roles of beheerders who can log in."""
        return self.filter(soort=Rol.Soort.BEHEERDER, gebruiker__is_active=True)


@pghistory.track(
    *_spoor(),
    model_name="RolSpoor",
    meta={"verbose_name": "wijziging van een rol", "verbose_name_plural": "wijzigingen van rollen"},
)
class Rol(models.Model):
    """What somebody is on a eenheid. It covers everything below that eenheid too."""

    class Soort(models.TextChoices):
        REDACTEUR = "redacteur", "Redacteur"
        PREVENTIECOORDINATOR = "preventiecoordinator", "Preventiecoördinator"
        TEAMCHEF = "teamchef", "Teamchef"
        BRIEFER = "briefer", "Briefer"
        SECTORHOOFD = "sectorhoofd", "Sectorhoofd"
        EENHEIDSLEIDING = "eenheidsleiding", "Eenheidsleiding"
        LANDELIJK = "landelijk", "Landelijk"
        BEHEERDER = "beheerder", "Beheerder"

    #: On what kind of eenheid a role is given. A role lower or higher than this would mean nothing.
    OP: ClassVar[dict[str, set[str]]] = {
        Soort.REDACTEUR: {"korps", "eenheid"},
        Soort.PREVENTIECOORDINATOR: {"korps", "eenheid", "district"},
        Soort.TEAMCHEF: {"team"},
        Soort.BRIEFER: {"team"},
        Soort.SECTORHOOFD: {"district"},
        Soort.EENHEIDSLEIDING: {"eenheid"},
        Soort.LANDELIJK: {"korps"},
        Soort.BEHEERDER: {"korps"},
    }

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="rollen")
    eenheid = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="rollen")
    soort = models.CharField(max_length=24, choices=Soort)

    objects = RolQuerySet.as_manager()

    class Meta:
        ordering = ["eenheid__naam", "soort"]
        verbose_name_plural = "rollen"
        constraints = [models.UniqueConstraint(name="rol_een_keer", fields=["gebruiker", "eenheid", "soort"])]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}, {self.eenheid}"

    def clean(self) -> None:
        if self.eenheid_id and self.soort and self.eenheid.soort not in self.OP[self.soort]:
            soorten = " of ".join(sorted(Eenheid.Soort(s).label.lower() for s in self.OP[self.soort]))
            zin = f"De rol ‘{self.get_soort_display()}’ past hier niet. Kies een {soorten}."
            raise ValidationError({"eenheid": zin})
