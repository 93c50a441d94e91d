"""What VIK offers, and the requests for it: who asks, for which team, how it stands and what happened."""

from __future__ import annotations

from datetime import date, timedelta

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from aanvragen.schema import AanbodInhoud
from beroepscode.models import Themablad
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.models import Eenheid, EenheidQuerySet, Gebruiker, Rol
from vik_portal.organisatie.toegang import Bezoeker, eenheden_met_rol
from vik_portal.redactie.models import AUDIT, Publicatie, PublicatieQuerySet

#: Within so many working days somebody who asks gets an answer.
ANTWOORDTERMIJN = 5


class AanbodQuerySet(PublicatieQuerySet):
    def op_volgorde(self) -> AanbodQuerySet:
        return self.order_by("inhoud__volgorde", "sorteersleutel")


@pghistory.track(fields=AUDIT, model_name="AanbodSpoor")
class Aanbod(Publicatie):
    """Something that VIK can do for a team. All of it stands on one page."""

    inhoud_model = AanbodInhoud
    sjabloon = "aanvragen/weergave/aanbod.html"
    soortnaam = "Aanbod"
    zoekbron = "aanbod"
    objects = AanbodQuerySet.as_manager()

    class Meta(Publicatie.Meta):
        verbose_name_plural = "aanbod"

    def get_absolute_url(self) -> str:
        return f"{reverse('aanvragen:aanbod')}#{self.slug}"

    def zoektekst(self) -> str:
        aanbod = self.gelezen
        return "\n".join([aanbod.voor_wie, aanbod.groep, *aanbod.levert, *aanbod.zelf])


def werkdagen_later(dag: date, aantal: int) -> date:
    """The day that lies ``aantal`` working days after ``dag``. Weekends do not count; holidays differ per unit."""
    while aantal:
        dag += timedelta(days=1)
        aantal -= dag.weekday() < 5
    return dag


class AanvraagQuerySet(models.QuerySet["Aanvraag"]):
    def visible_to(self, bezoeker: Bezoeker) -> AanvraagQuerySet:
        """One's own, and for a preventiecoördinator those of the teams in the own unit. Nobody else's."""
        if not isinstance(bezoeker, Gebruiker):
            return self.none()
        return self.filter(Q(aanvrager=bezoeker) | Q(team__in=_eigen_teams(bezoeker)))

    def te_behandelen_door(self, bezoeker: Bezoeker) -> AanvraagQuerySet:
        """Those of the teams for which the visitor is preventiecoördinator."""
        return self.filter(team__in=_eigen_teams(bezoeker))

    def lopend(self) -> AanvraagQuerySet:
        """Not finished: somebody still has to do something."""
        return self.filter(status__in=Aanvraag.LOPEND)

    def lopend_eerst(self) -> AanvraagQuerySet:
        """What still runs first, the newest on top in both."""
        return self.order_by(Case(When(status__in=Aanvraag.LOPEND, then=0), default=1), "-gevraagd_op", "-pk")

    def met_alles(self) -> AanvraagQuerySet:
        """With what a line about it shows, in one query."""
        zwaar = ("thema__inhoud", "thema__concept", "thema__weergave")
        return self.select_related("aanbod", "team", "bijeenkomst", "aanvrager", "thema").defer(*zwaar)


def _eigen_teams(bezoeker: Bezoeker) -> EenheidQuerySet:
    return eenheden_met_rol(bezoeker, Rol.Soort.PREVENTIECOORDINATOR)


class Aanvraag(models.Model):
    """A request to VIK for one team. It holds no name but that of who asks, by account."""

    class Status(models.TextChoices):
        NIEUW = "nieuw", "Nieuw"
        IN_GESPREK = "in_gesprek", "In gesprek"
        GEPLAND = "gepland", "Gepland"
        GEHOUDEN = "gehouden", "Gehouden"
        NIET_DOOR = "niet_door", "Gaat niet door"

    LOPEND = (Status.NIEUW, Status.IN_GESPREK, Status.GEPLAND)
    #: What may follow by itself. ``gepland`` is not in it: that happens by planning a meeting.
    HIERNA = {
        Status.NIEUW: (Status.IN_GESPREK, Status.NIET_DOOR),
        Status.IN_GESPREK: (Status.GEHOUDEN, Status.NIET_DOOR),
        Status.GEPLAND: (Status.GEHOUDEN, Status.IN_GESPREK, Status.NIET_DOOR),
        Status.GEHOUDEN: (Status.IN_GESPREK,),
        Status.NIET_DOOR: (Status.IN_GESPREK,),
    }

    aanvrager = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="aanvragen"
    )
    team = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="aanvragen")
    aanbod = models.ForeignKey(Aanbod, on_delete=models.PROTECT, related_name="aanvragen")
    #: What it is about, when who asks wants to say so. Landelijk sees how often a theme is asked for, rounded.
    thema = models.ForeignKey(
        Themablad, null=True, blank=True, on_delete=models.SET_NULL, related_name="aanvragen", verbose_name="thema"
    )
    #: The first day of the month in which it suits; empty when that does not matter.
    maand = models.DateField(null=True, blank=True)
    toelichting = models.CharField("wat speelt er", max_length=240)
    status = models.CharField(max_length=12, choices=Status, default=Status.NIEUW)
    gevraagd_op = models.DateTimeField(default=timezone.now)
    bijeenkomst = models.OneToOneField(
        Bijeenkomst, null=True, blank=True, on_delete=models.SET_NULL, related_name="aanvraag"
    )

    objects = AanvraagQuerySet.as_manager()

    class Meta:
        ordering = ["-gevraagd_op"]
        verbose_name_plural = "aanvragen"
        constraints = [
            models.CheckConstraint(
                name="aanvraag_bijeenkomst_pas_na_plannen",
                condition=Q(bijeenkomst__isnull=True) | ~Q(status__in=["nieuw", "in_gesprek"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.aanbod}, {self.team}"

    @property
    def antwoord_voor(self) -> date:
        """The last day on which an answer is in time."""
        return werkdagen_later(timezone.localdate(self.gevraagd_op), ANTWOORDTERMIJN)

    @property
    def te_laat(self) -> bool:
        """Nobody answered in time."""
        return self.status == self.Status.NIEUW and self.antwoord_voor < timezone.localdate()

    @property
    def te_plannen(self) -> bool:
        return self.status in (self.Status.NIEUW, self.Status.IN_GESPREK)

    @property
    def hierna(self) -> list[tuple[str, str]]:
        """The states that may follow, as choices of a form."""
        return [(status.value, status.label) for status in self.HIERNA[self.Status(self.status)]]

    @property
    def wanneer(self) -> str:
        """When it suits who asked, in words."""
        return date_format(self.maand, "F Y") if self.maand else "maakt niet uit"

    @property
    def afspraak(self) -> str:
        """Day, time and place of the planned meeting, in words; empty without one."""
        if self.bijeenkomst is None:
            return ""
        moment = date_format(timezone.localtime(self.bijeenkomst.begin), "l j F Y, H:i")
        afspraak = f"{moment}, {self.bijeenkomst.plaats}".removesuffix(", ")
        return f"Afgezegd ({afspraak})" if self.bijeenkomst.status == Bijeenkomst.Status.AFGEZEGD else afspraak


class Verloop(models.Model):
    """One line in the history of a request."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="verloop")
    op = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=12, choices=Aanvraag.Status)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    toelichting = models.CharField(max_length=240, blank=True, default="")

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name_plural = "verloop"

    def __str__(self) -> str:
        return f"{self.get_status_display()} op {self.op:%d-%m-%Y}"
