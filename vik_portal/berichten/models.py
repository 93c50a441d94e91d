"""Messages to people with an account, what they do not want by mail, and the key of their calendar feed."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from vik_portal.berichten import soorten
from vik_portal.organisatie.models import Gebruiker


class BerichtQuerySet(models.QuerySet["Bericht"]):
    def van(self, gebruiker: Gebruiker) -> Self:
        """What somebody sees under Berichten: what went into a digest is read there."""
        return self.filter(ontvanger=gebruiker, gebundeld_in=None)

    def per_mail(self) -> Self:
        """What travels as a mail of its own: not the parts of a digest."""
        return self.filter(overzicht=False)

    def wachtend(self) -> Self:
        return self.filter(status=Bericht.Status.WACHT)

    def mislukt(self) -> Self:
        return self.filter(status=Bericht.Status.MISLUKT)

    def voor_overzicht(self, gebruiker: Gebruiker) -> Self:
        """What waits for this person's next digest, oldest first."""
        return (
            self.wachtend().filter(ontvanger=gebruiker, overzicht=True, gebundeld_in=None).order_by("gemaakt_op", "pk")
        )


class Bericht(models.Model):
    """One message to one person. It is always readable under Berichten, whatever became of the mail."""

    class Status(models.TextChoices):
        WACHT = "wacht", "Wacht"
        VERZONDEN = "verzonden", "Verzonden"
        MISLUKT = "mislukt", "Mislukt"
        BEWAARD = "bewaard", "Bewaard"

    ontvanger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="berichten")
    soort = models.CharField(max_length=40)
    onderwerp = models.CharField(max_length=160)
    tekst = models.TextField()
    #: A rooted path in the portal, or an absolute address, or empty. A mail has one link at most.
    url = models.CharField(max_length=500, blank=True, default="")
    #: A calendar file (its text) that travels with the mail; empty for most messages, never in a digest.
    agenda = models.TextField(blank=True, default="")
    status = models.CharField(max_length=10, choices=Status, default=Status.WACHT)
    pogingen = models.PositiveSmallIntegerField(default=0)
    #: Why it was not mailed (yet): one sentence, without an address or a word of the message.
    laatste_fout = models.CharField(max_length=200, blank=True, default="")
    volgende_poging = models.DateTimeField(null=True, blank=True)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    verzonden_op = models.DateTimeField(null=True, blank=True)
    #: Waits for the digest and is never mailed alone.
    overzicht = models.BooleanField(default=False)
    gebundeld_in = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="delen")
    #: The day of which this is the digest; empty for every other message.
    dag = models.DateField(null=True, blank=True)

    objects = BerichtQuerySet.as_manager()

    class Meta:
        ordering = ["-gemaakt_op", "-pk"]
        verbose_name_plural = "berichten"
        constraints = [
            models.CheckConstraint(
                name="bericht_verzonden_heeft_tijd",
                condition=Q(status="verzonden", verzonden_op__isnull=False)
                | (~Q(status="verzonden") & Q(verzonden_op__isnull=True)),
            ),
            models.CheckConstraint(
                name="bericht_alleen_deel_gebundeld", condition=Q(gebundeld_in__isnull=True) | Q(overzicht=True)
            ),
            models.UniqueConstraint(
                name="bericht_een_overzicht_per_dag", fields=["ontvanger", "dag"], condition=Q(dag__isnull=False)
            ),
        ]
        indexes = [
            models.Index(name="bericht_van_iemand", fields=["ontvanger", "-gemaakt_op"]),
            # For the night that lets go of the old ones, whoever they were for.
            models.Index(name="bericht_wanneer", fields=["gemaakt_op"]),
            models.Index(
                name="bericht_niet_klaar", fields=["status", "gemaakt_op"], condition=Q(status__in=["wacht", "mislukt"])
            ),
        ]

    def __str__(self) -> str:
        return self.onderwerp

    @property
    def soortnaam(self) -> str:
        """What people call this kind; the bare key when the app that registered it is gone."""
        try:
            return soorten.een(self.soort).label
        except KeyError:
            return self.soort


class Voorkeur(models.Model):
    """Somebody does not want this kind of message by mail. No row means: by mail."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="voorkeuren")
    soort = models.CharField(max_length=40)

    class Meta:
        verbose_name_plural = "voorkeuren"
        constraints = [models.UniqueConstraint(name="voorkeur_een_keer", fields=["gebruiker", "soort"])]

    def __str__(self) -> str:
        return f"{self.gebruiker}: geen mail over {self.soort}"


class Agendasleutel(models.Model):
    """Opens one person's calendar feed. Only the SHA-256 of the token is kept: it is shown once."""

    gebruiker = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="agendasleutel")
    afdruk = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "agendasleutels"

    def __str__(self) -> str:
        return f"agenda van {self.gebruiker}"
