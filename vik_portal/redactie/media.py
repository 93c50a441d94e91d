"""Which images and films texts refer to: by fingerprint, anywhere in a working copy, a published text or a version.

A version stays as it was, so what it shows stays too.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q, TextField
from django.db.models.deletion import ProtectedError
from django.db.models.functions import Cast
from django.db.models.signals import pre_delete
from django.utils import timezone

from vik_portal.media.films import verwijder_video
from vik_portal.media.models import Afbeelding, Video
from vik_portal.media.services import verwijder_afbeelding
from vik_portal.redactie.models import Versie, publicatiesoorten

#: What was uploaded less than a day ago may still be put with a text.
BEDENKTIJD = timedelta(days=1)


def in_gebruik(vingerafdruk: str) -> bool:
    """True when a text or one of its versions refers to it."""
    if not vingerafdruk:
        return False
    if Versie.objects.annotate(tekst=Cast("inhoud", TextField())).filter(tekst__contains=vingerafdruk).exists():
        return True
    return any(
        model._default_manager.annotate(een=Cast("concept", TextField()), twee=Cast("inhoud", TextField()))
        .filter(Q(een__contains=vingerafdruk) | Q(twee__contains=vingerafdruk))
        .exists()
        for model in publicatiesoorten()
    )


def ruim_op() -> int:
    """Removes films, and images that are of one app only, that nothing refers to. Returns how many went.

    Images for everybody stay: a redacteur keeps those.
    """
    grens, weg = timezone.now() - BEDENKTIJD, 0
    for video in Video.objects.filter(op__lt=grens, gezien__lt=grens):
        if not in_gebruik(video.vingerafdruk):
            verwijder_video(video=video)
            weg += 1
    for afbeelding in Afbeelding.objects.filter(op__lt=grens, besloten=True):
        if not in_gebruik(afbeelding.vingerafdruk):
            verwijder_afbeelding(afbeelding=afbeelding)
            weg += 1
    return weg


def _bescherm(sender: type, instance: Afbeelding | Video, **_: Any) -> None:
    ander = sender._default_manager.filter(vingerafdruk=instance.vingerafdruk).exclude(pk=instance.pk)  # type: ignore[attr-defined]
    if in_gebruik(instance.vingerafdruk) and not ander.exists():
        raise ProtectedError("Een tekst of een versie ervan gebruikt dit nog.", {instance})


def sluit_aan() -> None:
    for model in (Afbeelding, Video):
        pre_delete.connect(_bescherm, sender=model, dispatch_uid=f"redactie.media.{model.__name__}")
