"""What a team made of its analysis: risks in its own words, the one measure against each, and how that goes."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from risicoanalyse.beeld.matrix import LETTERS
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.toegang import Bezoeker


class Risico(models.Model):
    """A risk in the words of the team: oorzaak → gebeurtenis → gevolg. At most three per meeting.

    As text it has arrows and no words between its parts: that reads whether or not a team typed words that join them.
    """

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
        return " → ".join(self.delen)

    @property
    def letter(self) -> str:
        """Its name in the room: on the phones, on the matrix and in the report."""
        return LETTERS[self.volgorde - 1]

    @property
    def delen(self) -> tuple[str, str, str]:
        """Oorzaak, gebeurtenis and gevolg as typed, without what would stand double at their ends."""
        oorzaak, gebeurtenis, gevolg = (
            tekst.strip(" →").rstrip(" .,;") for tekst in (self.oorzaak, self.gebeurtenis, self.gevolg)
        )
        return oorzaak, gebeurtenis, gevolg


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


#: Filled quarters of the compass per status of a measure; none for another.
KWARTEN = {"afgesproken": 1, "loopt": 2, "klaar": 4}


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
        return KWARTEN.get(self.status, 0)

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
        return f"Nog {woord}: klaar op {dag}." if dagen <= BIJNA.days else f"Moet klaar zijn op {dag}."


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
