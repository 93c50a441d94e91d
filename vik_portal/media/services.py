"""Keeping and removing images. Other apps call :func:`bewaar_afbeelding` and include ``media/_afbeelding.html``."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from vik_portal.media.beeld import MAX_BYTES, Beeld, MediaFout, maak_beeld
from vik_portal.media.models import Afbeelding
from vik_portal.organisatie.models import Gebruiker

__all__ = ["MediaFout", "bewaar_afbeelding", "verwijder_afbeelding"]

BESCHRIJVING_ONTBREEKT = "Beschrijf wat er op de afbeelding staat, voor wie hem niet ziet."
BESTAAT_AL = "Deze afbeelding staat er al, met de beschrijving ‘{alt}’."


def bewaar_afbeelding(*, bestand: IO[bytes], alt: str, door: Gebruiker, bijschrift: str = "") -> Afbeelding:
    """Keeps an upload in every width, or nothing of it. Raises :class:`MediaFout` with the sentence for the user."""
    alt = " ".join(alt.split())
    if not alt:
        raise MediaFout(BESCHRIJVING_ONTBREEKT)
    # One byte more than allowed is enough to know; a larger file is not read into memory.
    beeld = maak_beeld(bestand.read(MAX_BYTES + 1))
    afbeelding = Afbeelding(
        alt=alt,
        bijschrift=" ".join(bijschrift.split()),
        breedte=beeld.breedte,
        hoogte=beeld.hoogte,
        soort=beeld.soort,
        vingerafdruk=hashlib.sha256(beeld.vormen[beeld.breedte]).hexdigest(),
        geüpload_door=door,
    )
    # A random folder: a file that is being removed can never be one that was uploaded again meanwhile.
    afbeelding.bestand.name = f"afbeeldingen/{secrets.token_hex(16)}/{beeld.breedte}.{beeld.soort}"
    try:
        _schrijf(afbeelding, beeld)
    except IntegrityError:
        bestaand = Afbeelding.objects.filter(vingerafdruk=afbeelding.vingerafdruk).first()
        if bestaand is None:
            raise
        raise MediaFout(BESTAAT_AL.format(alt=bestaand.alt)) from None
    return afbeelding


def verwijder_afbeelding(*, afbeelding: Afbeelding) -> None:
    """Removes an image and its files. Raises ``ProtectedError`` when a page that uses it protects it."""
    namen = [afbeelding.naam_van(breedte) for breedte in afbeelding.breedtes]
    with transaction.atomic():
        afbeelding.delete()
        transaction.on_commit(lambda: _wis(namen))


def _schrijf(afbeelding: Afbeelding, beeld: Beeld) -> None:
    geschreven: list[str] = []
    try:
        with transaction.atomic():
            # First the row: it is what tells that somebody else is storing the same image now.
            afbeelding.save()
            for breedte, data in beeld.vormen.items():
                naam = afbeelding.naam_van(breedte)
                geschreven.append(naam)
                default_storage.save(naam, ContentFile(data))
    except BaseException:
        _wis(geschreven)
        raise


def _wis(namen: list[str]) -> None:
    for naam in namen:
        # A file that will not go must not keep the others, nor hide the error that brought us here.
        with contextlib.suppress(OSError):
            default_storage.delete(naam)
