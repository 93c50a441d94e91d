"""Jobs of media. Which film nobody uses any more is known by who keeps the texts (``redactie.bewaren``)."""

from __future__ import annotations

from procrastinate.contrib.django import app

from vik_portal.media import films
from vik_portal.media.models import Video


@app.task(name="media.maak_film")
def maak_film(video: int) -> None:
    """Makes the film of one upload."""
    gevonden = Video.objects.filter(pk=video).first()
    if gevonden is not None:
        films.verwerk(gevonden)
