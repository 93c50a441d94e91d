"""What remains of a campaign: sums per week of enough teams together, and counters of answers. Of nobody."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from briefings.models.campagnes import Campagne
from briefings.weektotalen import MINSTE, Weekcel
from vik_portal.organisatie.models import Eenheid


class Weektotaal(models.Model):
    """A week of a campaign in one place (an eenheid, or a district with enough teams), in briefings.

    Made once, when the week has been over for a week, and never changed: who looks twice cannot see what one team did
    in between. Of fewer than five teams only what was planned is kept.
    """

    campagne = models.ForeignKey(Campagne, on_delete=models.CASCADE, related_name="weektotalen")
    plek = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="+")
    #: The Monday of it.
    week = models.DateField()
    teams = models.PositiveSmallIntegerField()
    gepland = models.PositiveIntegerField()
    vertoond = models.PositiveIntegerField(null=True)
    besproken = models.PositiveIntegerField(null=True)
    niet_toegekomen = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["week", "plek"]
        verbose_name_plural = "weektotalen"
        constraints = [
            models.UniqueConstraint(name="weektotaal_een_keer", fields=["campagne", "plek", "week"]),
            models.CheckConstraint(name="weektotaal_begint_maandag", condition=Q(week__iso_week_day=1)),
            models.CheckConstraint(
                name="weektotaal_alleen_van_genoeg_teams",
                condition=Q(teams__gte=MINSTE, vertoond__isnull=False, besproken__isnull=False)
                | Q(vertoond__isnull=True, besproken__isnull=True, niet_toegekomen__isnull=True),
            ),
            models.CheckConstraint(name="weektotaal_nooit_meer_dan_gepland", condition=Q(besproken__lte=F("gepland"))),
        ]

    def __str__(self) -> str:
        return f"{self.plek}, week van {self.week:%d-%m-%Y}"

    @property
    def cel(self) -> Weekcel:
        return Weekcel(self.plek_id, self.teams, self.gepland, self.vertoond, self.besproken, self.niet_toegekomen)


class Terugblikantwoord(models.Model):
    """How often an answer was given to one of the three questions: a counter. Nothing says by whom or when."""

    campagne = models.ForeignKey(Campagne, on_delete=models.CASCADE, related_name="terugblikantwoorden")
    eenheid = models.ForeignKey(Eenheid, on_delete=models.PROTECT, related_name="+")
    vraag = models.CharField(max_length=12)
    antwoord = models.CharField(max_length=12)
    aantal = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "antwoorden op de drie vragen"
        constraints = [
            models.UniqueConstraint(
                name="terugblikantwoord_een_teller", fields=["campagne", "eenheid", "vraag", "antwoord"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.vraag}: {self.antwoord}"
