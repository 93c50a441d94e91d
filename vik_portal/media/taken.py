"""Jobs of media. Which film nobody uses any more is known by who keeps the texts (``redactie.taken``)."""

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


@app.periodic(cron="41 3 * * *")
@app.task(name="media.ruim_bestanden_op", queueing_lock="media.ruim_bestanden_op")
def ruim_bestanden_elke_nacht(timestamp: int) -> None:
    """Every night: what a crash left."""
    films.ruim_bestanden_op()
