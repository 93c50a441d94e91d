"""Loads the briefing items that come with the project, with their own drawings and films (briefings.beeldmaker)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from briefings.models import Briefingsitem
from vik_portal.media.film import Filmfeiten
from vik_portal.media.films import neem_film_over
from vik_portal.media.models import BREEDTES
from vik_portal.media.services import neem_afbeelding_over
from vik_portal.redactie import services
from vik_portal.redactie.inhoud import lees_map

MAP = Path(__file__).parent / "inhoud"
BEELDEN = Path(__file__).parent / "beelden"


def laad() -> int:
    """Returns how many files were read."""
    aantal = 0
    for bestand in lees_map(MAP):
        item = Briefingsitem.objects.filter(slug=bestand.naam).first() or Briefingsitem(slug=bestand.naam)
        media = eigen_media(bestand.naam, bestand.velden.get("media", {}))
        inhoud = {**bestand.velden, "media": media, "notities": bestand.html()}
        services.laad(stuk=item, inhoud=inhoud, toelichting="Bij het portaal geleverd")
        aantal += 1
    return aantal


def eigen_media(slug: str, media: dict[str, Any]) -> dict[str, Any]:
    """``media`` of a content file (the words) with the illustration and the film that lie ready for this item."""
    alt = media.get("alt", "")
    vormen = {breedte: BEELDEN / f"{slug}-{breedte}.webp" for breedte in BREEDTES}
    if all(pad.exists() for pad in vormen.values()):
        hoogte = BREEDTES[-1] * 9 // 16
        inhoud = {breedte: pad.read_bytes() for breedte, pad in vormen.items()}
        media = media | {"afbeelding": neem_afbeelding_over(vormen=inhoud, hoogte=hoogte, alt=alt).vingerafdruk}
    feiten = json.loads((BEELDEN / "films.json").read_text()).get(slug)
    if feiten:
        film, poster = (BEELDEN / f"{slug}.{uitgang}" for uitgang in ("mp4", "jpg"))
        video = neem_film_over(
            film=film.read_bytes(),
            poster=poster.read_bytes(),
            feiten=Filmfeiten("mp4", geluid=False, **feiten),
            alt=alt,
        )
        media = media | {"film": video.vingerafdruk}
    return media
