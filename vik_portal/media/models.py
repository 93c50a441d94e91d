"""Images that a redacteur has put in the portal, re-encoded and without anything that was hidden in them."""

from __future__ import annotations

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


def breedtes_voor(breedte: int) -> list[int]:
    """Which widths an image of this width gets: never wider than it is."""
    grootste = min(breedte, BREEDTES[-1])
    return [maat for maat in BREEDTES if maat < grootste] + [grootste]
