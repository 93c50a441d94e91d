"""The image and the film of an item: putting them with its working copy, and where a page finds them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.urls import reverse

from briefings.models import Briefingsitem
from briefings.schema import BriefingsitemInhoud, Media
from vik_portal.media import film
from vik_portal.media.beeld import LEEG, SVG, MediaFout
from vik_portal.media.films import bewaar_video
from vik_portal.media.models import Afbeelding, Video
from vik_portal.media.services import bewaar_afbeelding
from vik_portal.organisatie.models import Gebruiker
from vik_portal.redactie import services

ONBEKEND = "Dit is geen afbeelding (JPEG, PNG of WebP) en geen film (mp4, mov, webm of mkv). Kies een ander bestand."
ALT_ONTBREEKT = "Beschrijf wat er te zien is, voor wie het beeld niet ziet."


def adressen(item: Briefingsitem, media: Media) -> dict[str, str]:
    """Where each part lies, empty for what is not there. Every address changes with what stands at it; no query."""
    uit = dict.fromkeys(("klein", "groot", "film", "poster", "ondertiteling"), "")
    if media.afbeelding:
        for maat in ("klein", "groot"):
            uit[maat] = reverse("briefings:beeld", args=[media.afbeelding, maat])
    if media.film:
        uit["film"] = reverse("briefings:film", args=[media.film])
        uit["poster"] = reverse("briefings:poster", args=[media.film])
        if media.ondertiteling:
            afdruk = ondertitelafdruk(media.ondertiteling)
            uit["ondertiteling"] = reverse("briefings:ondertiteling", args=[item.slug, afdruk])
    return uit


def ondertitelbestand(tekst: str) -> bytes:
    """Captions as they are served."""
    return f"{tekst}\n".encode()


def ondertitelafdruk(tekst: str) -> str:
    """Which captions these are, in an address."""
    return hashlib.sha256(tekst.encode()).hexdigest()[:32]


def met_media(item: Briefingsitem, inhoud: BriefingsitemInhoud) -> dict[str, Any]:
    """What every template that shows an item needs: the content, and where its media lie."""
    return {"item": item, "inhoud": inhoud, "media": inhoud.media, "adres": adressen(item, inhoud.media)}


def sleutel(item: Briefingsitem) -> str:
    """How an upload remembers for which item it was made."""
    return f"{item.soortsleutel}/{item.slug}"


def films_van(item: Briefingsitem) -> list[Video]:
    """What was uploaded for this item, newest first."""
    return list(Video.objects.filter(bij=sleutel(item)))


def voeg_toe(
    *,
    item: Briefingsitem,
    bestand: TemporaryUploadedFile,
    alt: str,
    door: Gebruiker,
    ondertiteling: str = "",
    uitgeschreven: str = "",
) -> Afbeelding | Video:
    """An image goes straight into the working copy; a film is kept to be made anew first.

    Raises ``MediaFout`` or ``RedactieFout`` with the sentence for the user; nothing was kept then.
    """
    if not " ".join(alt.split()):
        raise MediaFout(ALT_ONTBREEKT)
    if ander := item.bezig(behalve=door):
        raise services.RedactieFout(f"{ander.naam} is met dit item bezig. Wacht even, of overleg.")
    if _is_film(Path(bestand.temporary_file_path())):
        woorden = {"ondertiteling": ondertiteling, "uitgeschreven": uitgeschreven}
        return bewaar_video(bestand=bestand, bij=sleutel(item), door=door, alt=alt, **woorden)
    afbeelding = bewaar_afbeelding(bestand=bestand, alt=alt, door=door, besloten=True)
    zet_bij(item=item, door=door, afbeelding=afbeelding.vingerafdruk, alt=" ".join(alt.split()))
    return afbeelding


def _is_film(pad: Path) -> bool:
    """By how the file begins. Raises ``MediaFout`` when it is neither a film nor an image."""
    with pad.open("rb") as bestand:
        begin = bestand.read(4096)
    if not begin:
        raise MediaFout(LEEG)
    if film.herken(begin[:64]):
        return True
    if begin.startswith((b"\xff\xd8\xff", b"\x89PNG")) or (begin[:4] == b"RIFF" and begin[8:12] == b"WEBP"):
        return False
    raise MediaFout(SVG if b"<svg" in begin.lower() else ONBEKEND)


def gebruik(*, item: Briefingsitem, video: Video, door: Gebruiker) -> None:
    """Puts a film that is ready into the working copy, with the words that came with it."""
    if not video.klaar:
        raise services.RedactieFout("Deze film is nog niet klaar. Wacht tot hij verwerkt is.")
    velden = {"film": video.vingerafdruk, "ondertiteling": video.ondertiteling, "uitgeschreven": video.uitgeschreven}
    zet_bij(item=item, door=door, alt=video.alt, **velden)


def haal_weg(*, item: Briefingsitem, deel: str, door: Gebruiker) -> None:
    """Takes ``afbeelding`` or ``film`` out of the working copy; versions keep theirs."""
    velden = {deel: ""}
    if deel == "film":
        velden |= {"ondertiteling": "", "uitgeschreven": ""}
    zet_bij(item=item, door=door, **velden)


def zet_bij(*, item: Briefingsitem, door: Gebruiker, **velden: str) -> None:
    """Changes the media of the working copy and nothing else of it. Raises ``RedactieFout``."""
    item.refresh_from_db()
    inhoud = {**item.concept, "media": {**item.concept.get("media", {}), **velden}}
    services.bewaar_concept(stuk=item, inhoud=inhoud, door=door, conceptnummer=item.conceptnummer)
