"""Keeping and removing images. Other apps call :func:`bewaar_afbeelding` and include ``media/_afbeelding.html``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from vik_portal.media import opslag
from vik_portal.media.beeld import MAX_BYTES, MediaFout, maak_beeld
from vik_portal.media.models import Afbeelding
from vik_portal.organisatie.models import Gebruiker

__all__ = ["MediaFout", "bewaar_afbeelding", "neem_afbeelding_over", "verwijder_afbeelding"]

MAP = "afbeeldingen"

BESCHRIJVING_ONTBREEKT = "Beschrijf wat er op de afbeelding staat, voor wie hem niet ziet."
BESTAAT_AL = "Deze afbeelding staat er al, met de beschrijving ‘{alt}’."


def bewaar_afbeelding(
    *, bestand: IO[bytes], alt: str, door: Gebruiker, bijschrift: str = "", besloten: bool = False
) -> Afbeelding:
    """Keeps an upload in every width, or nothing of it. Raises :class:`MediaFout` with the sentence for the user.

    ``besloten``: for one app, that decides who may see it; one that is there already is then given as it is.
    """
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
        besloten=besloten,
    )
    map_ = opslag.nieuwe_map(MAP)
    afbeelding.bestand.name = f"{map_}/{beeld.breedte}.{beeld.soort}"
    try:
        _schrijf(afbeelding, map_, beeld.vormen)
    except IntegrityError:
        bestaand = Afbeelding.objects.filter(vingerafdruk=afbeelding.vingerafdruk).first()
        if bestaand is None:
            raise
        if besloten:
            return bestaand
        if bestaand.besloten:
            # It was in one app only; now everybody may see it, as this upload describes it.
            for veld in ("alt", "bijschrift", "geüpload_door", "op", "besloten"):
                setattr(bestaand, veld, getattr(afbeelding, veld))
            bestaand.save(update_fields=["alt", "bijschrift", "geüpload_door", "op", "besloten"])
            return bestaand
        raise MediaFout(BESTAAT_AL.format(alt=bestaand.alt)) from None
    return afbeelding


def verwijder_afbeelding(*, afbeelding: Afbeelding) -> None:
    """Removes an image and its files. Raises ``ProtectedError`` when a page that uses it protects it."""
    namen = [afbeelding.naam_van(breedte) for breedte in afbeelding.breedtes]
    map_ = str(PurePosixPath(str(afbeelding.bestand)).parent)
    with transaction.atomic():
        afbeelding.delete()
        transaction.on_commit(lambda: opslag.wis([*namen, map_]))


def neem_afbeelding_over(*, vormen: Mapping[int, bytes], hoogte: int, alt: str) -> Afbeelding:
    """An illustration of the project itself (WebP, every width of :func:`breedtes_voor`), kept as it is.

    The same one again changes nothing, but for a file that is gone.
    """
    breedte = max(vormen)
    afdruk = hashlib.sha256(vormen[breedte]).hexdigest()
    afbeelding = Afbeelding.objects.filter(vingerafdruk=afdruk).first()
    if afbeelding is not None:
        for maat in afbeelding.breedtes:
            if not default_storage.exists(afbeelding.naam_van(maat)):
                default_storage.save(afbeelding.naam_van(maat), ContentFile(vormen[maat]))
        return afbeelding
    afbeelding = Afbeelding(alt=alt, breedte=breedte, hoogte=hoogte, soort="webp", vingerafdruk=afdruk, besloten=True)
    map_ = opslag.nieuwe_map(MAP)
    afbeelding.bestand.name = f"{map_}/{breedte}.webp"
    _schrijf(afbeelding, map_, vormen)
    return afbeelding


def _schrijf(afbeelding: Afbeelding, map_: str, vormen: Mapping[int, bytes]) -> None:
    with opslag.alles_of_niets(map_) as schrijf:
        # First the row: it is what tells that somebody else is storing the same image now.
        afbeelding.save()
        for breedte, data in vormen.items():
            schrijf(afbeelding.naam_van(breedte), ContentFile(data))
