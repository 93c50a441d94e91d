"""Which images and films texts refer to: by fingerprint, anywhere in a working copy, a published text or a version.

A version stays as it was, so what it shows stays too.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextField
from django.db.models.deletion import ProtectedError
from django.db.models.functions import Cast
from django.db.models.signals import pre_delete
from django.utils import timezone

from vik_portal.media.films import verwijder_video
from vik_portal.media.models import Afbeelding, Video
from vik_portal.media.services import verwijder_afbeelding
from vik_portal.media.signalen import wie_gebruikt
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


def gebruikt_door(sender: Any, afbeelding: Afbeelding, **_: Any) -> list[str]:
    """The texts that keep an image where it is, by title; empty when it may go. Two queries per kind of content."""
    teken = afbeelding.vingerafdruk
    if not teken or _nog_een(afbeelding):
        return []
    namen = []
    for model in publicatiesoorten():
        soort = ContentType.objects.get_for_model(model)
        versies = Versie.objects.filter(content_type=soort).annotate(tekst=Cast("inhoud", TextField()))
        oud = set(versies.filter(tekst__contains=teken).values_list("object_id", flat=True))
        alle = model._default_manager.annotate(een=Cast("concept", TextField()), twee=Cast("inhoud", TextField()))
        hier = alle.filter(Q(een__contains=teken) | Q(twee__contains=teken) | Q(pk__in=oud))
        for titel, een, twee in hier.values_list("titel", "een", "twee"):
            nu = teken in een or teken in (twee or "")  # not yet online: no content
            namen.append(f"‘{titel}’" if nu else f"een oude versie van ‘{titel}’")
    return namen


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


def _nog_een(stuk: Afbeelding | Video) -> bool:
    """The same file was uploaded twice: what refers to it keeps the other."""
    return type(stuk)._default_manager.filter(vingerafdruk=stuk.vingerafdruk).exclude(pk=stuk.pk).exists()


def _bescherm(sender: type, instance: Afbeelding | Video, **_: Any) -> None:
    if in_gebruik(instance.vingerafdruk) and not _nog_een(instance):
        raise ProtectedError("Een tekst of een versie ervan gebruikt dit nog.", {instance})


def sluit_aan() -> None:
    wie_gebruikt.connect(gebruikt_door, dispatch_uid="redactie.media.gebruikt_door")
    for model in (Afbeelding, Video):
        pre_delete.connect(_bescherm, sender=model, dispatch_uid=f"redactie.media.{model.__name__}")
