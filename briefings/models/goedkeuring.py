"""The say of the leadership of an eenheid over one frozen version of an item, and the key of a team's calendar."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pghistory
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from briefings.models.items import Briefingsitem
from briefings.models.vertoningen import Vertoning
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol
from vik_portal.organisatie.toegang import Bezoeker, eenheden_met_rol
from vik_portal.redactie.models import Status as Stukstatus
from vik_portal.redactie.models import Versie

#: Who decides for an eenheid, and who asks for a decision.
BESLISSERS = (Rol.Soort.EENHEIDSLEIDING,)
VRAGERS = (Rol.Soort.PREVENTIECOORDINATOR,)


def afdruk_van(inhoud: dict[str, Any]) -> str:
    """The SHA-256 (hex) of a content. Its media are in it by their own SHA-256, so their bytes count too."""
    canoniek = json.dumps(inhoud, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canoniek.encode()).hexdigest()


class GoedkeuringQuerySet(models.QuerySet["Goedkeuring"]):
    def visible_to(self, bezoeker: Bezoeker) -> GoedkeuringQuerySet:
        """For the leadership of that eenheid, for who asks there, and for who asked."""
        gedekt = eenheden_met_rol(bezoeker, *BESLISSERS, *VRAGERS)
        return self.filter(Q(eenheid__in=gedekt) | Q(gevraagd_door=bezoeker.pk, gevraagd_door__isnull=False))

    def te_beslissen_door(self, bezoeker: Bezoeker) -> GoedkeuringQuerySet:
        return self.filter(eenheid__in=eenheden_met_rol(bezoeker, *BESLISSERS))

    def open(self) -> GoedkeuringQuerySet:
        return self.filter(status=Goedkeuring.Status.OPEN)

    def achterhaald(self) -> GoedkeuringQuerySet:
        """Open ones about another version than the published one, and any of an item that is not online."""
        weg = Q(item__versienummer=0) | Q(item__status=Stukstatus.INGETROKKEN)
        oud = Q(status=Goedkeuring.Status.OPEN) & ~Q(versie__nummer=F("item__versienummer"))
        return self.filter(status__in=[Goedkeuring.Status.OPEN, Goedkeuring.Status.GOEDGEKEURD]).filter(weg | oud)

    def geldend(self) -> GoedkeuringQuerySet:
        """Approved ones of items that are online, the last decision first."""
        return self.filter(
            ~Q(item__status=Stukstatus.INGETROKKEN), status=Goedkeuring.Status.GOEDGEKEURD, item__versienummer__gt=0
        ).order_by("-besluit_op", "-pk")

    def met_alles(self) -> GoedkeuringQuerySet:
        return self.select_related("item", "versie", "eenheid", "gevraagd_door", "besluit_door")


@pghistory.track(
    fields=["item", "versie", "eenheid", "afdruk", "status", "uiterlijk", "besluit_op", "besluit_door", "via_link"],
    model_name="GoedkeuringSpoor",
)
class Goedkeuring(models.Model):
    """A question to the leadership of one eenheid about one frozen version, and what they said.

    ``vervallen``: there came a newer version before they answered, or the item went offline (then approvals lapse too).
    """

    class Status(models.TextChoices):
        OPEN = "open", "Wacht op akkoord"
        GOEDGEKEURD = "goedgekeurd", "Akkoord"
        TERUGGEGEVEN = "teruggegeven", "Teruggegeven"
        VERVALLEN = "vervallen", "Vervallen"

    item = models.ForeignKey(Briefingsitem, on_delete=models.PROTECT, related_name="goedkeuringen")
    versie = models.ForeignKey(Versie, on_delete=models.PROTECT, related_name="+")
    eenheid = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="+")
    afdruk = models.CharField(max_length=64)
    status = models.CharField(max_length=12, choices=Status, default=Status.OPEN)
    gevraagd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    gevraagd_op = models.DateTimeField(default=timezone.now)
    uiterlijk = models.DateField()
    besluit_op = models.DateTimeField(null=True, blank=True)
    besluit_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    via_link = models.BooleanField(default=False)
    reden = models.CharField(max_length=400, blank=True, default="")
    #: The day of the last reminder, so that each goes once.
    herinnerd_op = models.DateField(null=True, blank=True)

    objects = GoedkeuringQuerySet.as_manager()

    class Meta:
        ordering = ["uiterlijk", "pk"]
        verbose_name_plural = "goedkeuringen"
        constraints = [
            models.UniqueConstraint(
                name="goedkeuring_een_open", fields=["item", "eenheid"], condition=Q(status="open")
            ),
            models.CheckConstraint(
                name="goedkeuring_besloten_heeft_tijd",
                condition=Q(status="open", besluit_op__isnull=True)
                | Q(status__in=["goedgekeurd", "teruggegeven"], besluit_op__isnull=False)
                | Q(status="vervallen"),
            ),
            models.CheckConstraint(
                name="goedkeuring_terug_heeft_reden", condition=~Q(status="teruggegeven") | ~Q(reden="")
            ),
        ]
        indexes = [
            models.Index(name="goedkeuring_geldend", fields=["item", "eenheid", "-besluit_op"]),
            models.Index(name="goedkeuring_uiterlijk", fields=["uiterlijk"], condition=Q(status="open")),
        ]

    def __str__(self) -> str:
        return f"{self.item}, {self.eenheid}"

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def te_laat(self) -> bool:
        return self.is_open and self.uiterlijk < timezone.localdate()

    @property
    def ongeschonden(self) -> bool:
        """The version still says, to the letter, what was asked about."""
        return self.afdruk == afdruk_van(self.versie.inhoud)

    @property
    def gelezen(self) -> Any:
        """The frozen content as its pydantic model."""
        return Briefingsitem.inhoud_model.model_validate(self.versie.inhoud)


class Split(models.Func):
    """The n-th piece of a path: ``/korps/eenheid/district/team/`` has an empty one in front."""

    function = "split_part"
    output_field = models.CharField()


def _eenheid_van_team() -> Cast:
    """A team always hangs below one eenheid, and that is the second level of the tree (``Eenheid.ONDER``)."""
    return Cast(Split(OuterRef("team__pad"), Value("/"), Value(3)), models.BigIntegerField())


def met_toonbare_versie(vertoningen: models.QuerySet[Vertoning]) -> models.QuerySet[Vertoning]:
    """Adds ``toonbaar``: the id of the version that may be shown, or ``None``, in the same query.

    Of a campaign: the last one that the leadership of the team's eenheid approved. What a team put there itself: what
    is published. Nothing when the item is offline or the showing was cancelled.
    """
    akkoord = Goedkeuring.objects.geldend().filter(item=OuterRef("item"), eenheid=_eenheid_van_team())
    soort = ContentType.objects.get_for_model(Briefingsitem)
    online = Versie.objects.filter(
        content_type=soort, object_id=OuterRef("item_id"), nummer=OuterRef("item__versienummer")
    )
    return vertoningen.annotate(
        toonbaar=Case(
            When(Q(vervallen=True) | Q(item__versienummer=0) | Q(item__status=Stukstatus.INGETROKKEN), then=None),
            When(campagne__isnull=True, then=Subquery(online.values("pk")[:1])),
            default=Subquery(akkoord.values("versie")[:1]),
            output_field=models.BigIntegerField(null=True),
        )
    )


def met_hangt(vertoningen: models.QuerySet[Vertoning]) -> models.QuerySet[Vertoning]:
    """Adds ``hangt`` (bool), in the same query: something of it hangs on its day, or hung when that day was.

    From today on that is the rule of :func:`met_toonbare_versie`. Of a day behind us it is whether the leadership had
    approved the item by then: an approval that lapsed since, or came later, does not change what hung.
    """
    toen = Goedkeuring.objects.filter(
        item=OuterRef("item"),
        eenheid=_eenheid_van_team(),
        status__in=[Goedkeuring.Status.GOEDGEKEURD, Goedkeuring.Status.VERVALLEN],
        besluit_op__date__lte=OuterRef("dag"),
    )
    return met_toonbare_versie(vertoningen).annotate(
        hangt=Case(
            When(dag__gte=timezone.localdate(), then=Q(toonbaar__isnull=False)),  # type: ignore[misc]
            default=Q(campagne__isnull=True) | Exists(toen),
            output_field=BooleanField(),
        )
    )


def eenheden_boven(teams: Iterable[Eenheid]) -> list[Eenheid]:
    """The eenheden (never korps, district or team) in which these teams hang, by name."""
    nummers = {int(team.pad.split("/")[2]) for team in teams}
    return list(Eenheid.objects.filter(pk__in=nummers, soort=Eenheid.Soort.EENHEID).order_by("naam"))


def beslissers_van(eenheid: Eenheid) -> list[Gebruiker]:
    """The leadership of an eenheid, as far as they can log in."""
    rollen = Rol.objects.filter(soort__in=BESLISSERS, eenheid=eenheid, gebruiker__is_active=True)
    return list(Gebruiker.objects.filter(pk__in=rollen.values("gebruiker")))


class Teamagenda(models.Model):
    """Opens the calendar of a team's briefings. Only the SHA-256 of the token is kept: it is shown once."""

    team = models.OneToOneField(Eenheid, on_delete=models.CASCADE, related_name="+")
    afdruk = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "teamagenda’s"

    def __str__(self) -> str:
        return f"agenda van {self.team}"


def uiterste_dag(eerste: date | None) -> date:
    """Before which day a decision is needed: two weeks before the first showing, and never before tomorrow."""
    vandaag = timezone.localdate()
    ruim = vandaag + timedelta(days=14)
    return max(vandaag + timedelta(days=1), eerste - timedelta(days=14)) if eerste else ruim
