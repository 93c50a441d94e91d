"""Images and videos that a redacteur has put in the portal, made anew and without anything that was hidden in them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

#: The widths in px that are made, as far as the image is wider; its own width comes on top, up to the last one.
#: Images already kept have no others: whoever changes this makes the new ones in the same release.
BREEDTES = (480, 960, 1600)


class Afbeelding(models.Model):
    """One image. ``bestand`` is its widest form; the narrower ones lie beside it, named after their width."""

    class Soort(models.TextChoices):
        JPEG = "jpeg", "JPEG"
        PNG = "png", "PNG"
        WEBP = "webp", "WebP"

    bestand = models.FileField(max_length=200)
    alt = models.CharField("beschrijving", max_length=250)
    bijschrift = models.CharField(max_length=250, blank=True, default="")
    breedte = models.PositiveIntegerField(help_text="in px, van de breedste vorm")
    hoogte = models.PositiveIntegerField(help_text="in px, van de breedste vorm")
    soort = models.CharField(max_length=4, choices=Soort)
    #: SHA-256 of the widest form: the address of the image, and what makes it unique.
    vingerafdruk = models.CharField(max_length=64, unique=True)
    geüpload_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    op = models.DateTimeField(default=timezone.now)
    #: Not for everybody: shown by an app that decides who may see it.
    besloten = models.BooleanField(default=False)

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name_plural = "afbeeldingen"
        constraints = [
            models.CheckConstraint(name="afbeelding_heeft_beschrijving", condition=~Q(alt="")),
            models.CheckConstraint(name="afbeelding_heeft_maat", condition=Q(breedte__gt=0, hoogte__gt=0)),
            models.CheckConstraint(name="afbeelding_soort_bekend", condition=Q(soort__in=["jpeg", "png", "webp"])),
        ]

    def __str__(self) -> str:
        return self.alt

    @property
    def mime(self) -> str:
        return f"image/{self.soort}"

    @property
    def breedtes(self) -> list[int]:
        """The widths in px that exist, narrowest first."""
        return breedtes_voor(self.breedte)

    def naam_van(self, breedte: int) -> str:
        """Where the form of this width is stored; only for one of ``breedtes``."""
        return str(PurePosixPath(str(self.bestand)).with_stem(str(breedte)))

    def url(self, breedte: int | None = None) -> str:
        """The address of one width, by default the widest."""
        return reverse("media:afbeelding", args=[self.vingerafdruk, breedte or self.breedte])

    @property
    def src(self) -> str:
        """For browsers without ``srcset``: the middle width."""
        return self.url(self.breedtes[len(self.breedtes) // 2])

    @property
    def srcset(self) -> str:
        return ", ".join(f"{self.url(breedte)} {breedte}w" for breedte in self.breedtes)


class Maaksel(models.Model):
    """Something that a job makes in a folder of its own, and how far that is."""

    class Stand(models.TextChoices):
        WACHT = "wacht", "Wacht tot het gemaakt wordt"
        BEZIG = "bezig", "Wordt gemaakt"
        KLAAR = "klaar", "Klaar"
        MISLUKT = "mislukt", "Mislukt"

    #: When nothing was heard of it for this long, nobody works on it any more: its worker was stopped.
    stil_na = timedelta(minutes=2)

    map = models.CharField(max_length=80, unique=True)
    stand = models.CharField(max_length=8, choices=Stand, default=Stand.WACHT)
    voortgang = models.PositiveSmallIntegerField(default=0, help_text="in procenten")
    #: Why it failed: one sentence for who asked for it.
    fout = models.CharField(max_length=300, blank=True, default="")
    omvang = models.PositiveBigIntegerField(default=0, help_text="in bytes")
    gezien = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    @property
    def klaar(self) -> bool:
        return self.stand == self.Stand.KLAAR

    @property
    def onderweg(self) -> bool:
        """Waiting or being made; ``stil`` says that nobody is at it any more."""
        return self.stand in (self.Stand.WACHT, self.Stand.BEZIG)

    @property
    def stil(self) -> bool:
        return self.stand == self.Stand.BEZIG and self.gezien < timezone.now() - self.stil_na


class Video(Maaksel):
    """A film that was uploaded, and what became of it. Only a film that was made anew is ever shown.

    Content refers to it by ``vingerafdruk``, the SHA-256 of the film; ``bij`` says for which text it was uploaded.
    What was filled in beside the file waits here until the film is put with that text.
    """

    naam = models.CharField(max_length=120)
    bij = models.CharField(max_length=160, blank=True, default="")
    alt = models.CharField("beschrijving", max_length=250, blank=True, default="")
    ondertiteling = models.TextField(blank=True, default="")
    uitgeschreven = models.TextField(blank=True, default="")
    vingerafdruk = models.CharField(max_length=64, blank=True, default="", db_index=True)
    poster_vingerafdruk = models.CharField(max_length=64, blank=True, default="")
    seconden = models.FloatField()
    breedte = models.PositiveIntegerField(help_text="in px")
    hoogte = models.PositiveIntegerField(help_text="in px")
    geluid = models.BooleanField(default=False)
    geüpload_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name_plural = "video’s"
        constraints = [
            models.CheckConstraint(name="video_voortgang_procent", condition=Q(voortgang__lte=100)),
            models.CheckConstraint(
                name="video_klaar_heeft_vingerafdruk", condition=~Q(stand="klaar") | ~Q(vingerafdruk="")
            ),
            models.CheckConstraint(name="video_mislukt_zegt_waarom", condition=~Q(stand="mislukt") | ~Q(fout="")),
        ]

    def __str__(self) -> str:
        return self.alt or self.naam

    @property
    def bron(self) -> str:
        """Where the upload is stored until the film was made from it."""
        return f"{self.map}/bron"

    @property
    def bestand(self) -> str:
        return f"{self.map}/film.mp4"

    @property
    def poster(self) -> str:
        return f"{self.map}/poster.jpg"

    @property
    def lengte(self) -> str:
        """``1:07``"""
        return f"{round(self.seconden) // 60}:{round(self.seconden) % 60:02d}"


def breedtes_voor(breedte: int) -> list[int]:
    """Which widths an image of this width gets: never wider than it is."""
    grootste = min(breedte, BREEDTES[-1])
    return [maat for maat in BREEDTES if maat < grootste] + [grootste]
