"""What was told to sectorhoofden and briefers about a campaign, and how far the mail got."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Count, Max, Q
from django.utils import timezone

from briefings.models.campagnes import Mijlpaal
from vik_portal.berichten.models import Bericht


class KennisgevingQuerySet(models.QuerySet["Kennisgeving"]):
    def met_stand(self) -> KennisgevingQuerySet:
        """With numbers of messages, and the reason (a sentence without an address) why some were not sent (yet)."""
        niet = Q(berichten__status__in=[Bericht.Status.WACHT, Bericht.Status.MISLUKT])
        return self.annotate(
            aantal=Count("berichten"),
            verzonden=Count("berichten", filter=Q(berichten__status=Bericht.Status.VERZONDEN)),
            niet_verzonden=Count("berichten", filter=niet),
            waarom_niet=Max("berichten__laatste_fout", filter=niet),
        )


class Kennisgeving(models.Model):
    """One text about a campaign to everybody whom a milestone names. The messages themselves go after half a year."""

    mijlpaal = models.ForeignKey(Mijlpaal, on_delete=models.CASCADE, related_name="kennisgevingen")
    tekst = models.TextField()
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    op = models.DateTimeField(default=timezone.now)
    #: To how many people it went; still known when their messages are gone.
    ontvangers = models.PositiveSmallIntegerField()
    berichten = models.ManyToManyField(Bericht, related_name="+", blank=True)

    objects = KennisgevingQuerySet.as_manager()

    class Meta:
        ordering = ["-op"]
        verbose_name_plural = "kennisgevingen"

    def __str__(self) -> str:
        return f"{self.mijlpaal}: {self.ontvangers} ontvangers"
