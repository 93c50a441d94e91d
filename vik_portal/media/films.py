"""Keeping films: first the upload, then in a job the film that is made from it. Other apps give the gate and the page.

Nothing is half kept: an upload that fails leaves no row and no file, and a film that cannot be made keeps its row with
the reason and none of its files.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from pathlib import Path, PurePath

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from vik_portal.media import omzetten, opslag
from vik_portal.media.beeld import MediaFout
from vik_portal.media.bereik import antwoord_met_bereik
from vik_portal.media.film import Filmfeiten, bekijk_bron
from vik_portal.media.models import Video
from vik_portal.organisatie.models import Gebruiker

MAP = "films"
#: Seconds between two times that progress is written down.
STAP = 1.0
MISLUKT = "Er ging iets mis bij het verwerken van deze film. Kies hem opnieuw."
#: What stands at such an address never changes.
BEWAAR = "private, max-age=31536000, immutable"


def bewaar_video(
    *,
    bestand: TemporaryUploadedFile,
    bij: str,
    door: Gebruiker,
    alt: str = "",
    ondertiteling: str = "",
    uitgeschreven: str = "",
) -> Video:
    """Keeps an upload that a film of at most 90 seconds can be made from, and asks for that to be done.

    ``ondertiteling`` is clean WebVTT (:mod:`webvtt`). Raises :class:`MediaFout` with the sentence for the user.
    """
    from vik_portal.media.taken import maak_film  # jobs import this module

    feiten = bekijk_bron(Path(bestand.temporary_file_path()))
    video = Video(
        naam=PurePath(bestand.name or "").stem[:120] or "Film",
        map=opslag.nieuwe_map(MAP),
        bij=bij,
        alt=" ".join(alt.split()),
        ondertiteling=ondertiteling,
        uitgeschreven=uitgeschreven,
        geüpload_door=door,
        **_feiten(feiten),
    )
    with opslag.alles_of_niets(video.map) as schrijf:
        video.save()
        schrijf(video.bron, bestand)
        maak_film.defer(video=video.pk)
    return video


def _feiten(feiten: Filmfeiten) -> dict[str, float]:
    return {naam: getattr(feiten, naam) for naam in ("seconden", "breedte", "hoogte", "geluid")}


def verwerk(video: Video, *, grenzen: omzetten.Grenzen = omzetten.GRENZEN) -> None:
    """Makes the film of an upload; what cannot be made gets the reason. A film that is made stays as it is."""
    begonnen = Video.objects.filter(pk=video.pk, stand__in=[Video.Stand.WACHT, Video.Stand.BEZIG])
    if not begonnen.update(stand=Video.Stand.BEZIG, voortgang=0, gezien=timezone.now()):
        return
    try:
        with tempfile.TemporaryDirectory(prefix="vik-film-") as naam:
            _maak(video, Path(naam), grenzen)
    except MediaFout as fout:
        _mislukt(video, str(fout))
    except OSError as fout:
        _mislukt(video, opslag.VOL if opslag.vol(fout) else MISLUKT)
        if not opslag.vol(fout):
            raise


def _maak(video: Video, map_: Path, grenzen: omzetten.Grenzen) -> None:
    bron = map_ / "bron"
    with default_storage.open(video.bron) as van, bron.open("wb") as naar:
        shutil.copyfileobj(van, naar)
    feiten = omzetten.zet_om(bron, map_, bekijk_bron(bron), vertel=_Verteller(video), grenzen=grenzen)
    film, poster = map_ / omzetten.FILM, map_ / omzetten.POSTER
    with opslag.alles_of_niets(video.map) as schrijf:
        vers = Video.objects.select_for_update().get(pk=video.pk)
        vers.stand, vers.voortgang, vers.gezien = Video.Stand.KLAAR, 100, timezone.now()
        vers.vingerafdruk, vers.poster_vingerafdruk = _afdruk(film), _afdruk(poster)
        vers.omvang = film.stat().st_size
        for naam, waarde in _feiten(feiten).items():
            setattr(vers, naam, waarde)
        vers.save()
        for naam, pad in ((vers.bestand, film), (vers.poster, poster)):
            # Left by a worker that was stopped right here.
            default_storage.delete(naam)
            with pad.open("rb") as inhoud:
                schrijf(naam, File(inhoud))
        transaction.on_commit(lambda: opslag.wis([vers.bron]))


class _Verteller:
    """Writes down how far it is, now and then; stops the work of a video that is gone."""

    def __init__(self, video: Video) -> None:
        self.video, self.laatst = video, 0.0

    def __call__(self, procent: int) -> None:
        if procent < 100 and time.monotonic() - self.laatst < STAP:
            return
        self.laatst = time.monotonic()
        if not Video.objects.filter(pk=self.video.pk).update(voortgang=min(procent, 99), gezien=timezone.now()):
            raise MediaFout(MISLUKT)


def _mislukt(video: Video, zin: str) -> None:
    Video.objects.filter(pk=video.pk).update(stand=Video.Stand.MISLUKT, fout=zin, gezien=timezone.now())
    opslag.wis([video.bron, video.bestand, video.poster, video.map])


def _afdruk(pad: Path) -> str:
    with pad.open("rb") as bestand:
        return hashlib.file_digest(bestand, "sha256").hexdigest()


@transaction.atomic
def opnieuw(*, video: Video) -> None:
    """Asks once more for a film whose worker was stopped halfway."""
    from vik_portal.media.taken import maak_film

    vers = Video.objects.select_for_update().get(pk=video.pk)
    if vers.stil:
        vers.stand, vers.voortgang, vers.gezien = Video.Stand.WACHT, 0, timezone.now()
        vers.save(update_fields=["stand", "voortgang", "gezien"])
        maak_film.defer(video=vers.pk)


def verwijder_video(*, video: Video) -> None:
    """Removes a film and its files. Raises ``ProtectedError`` when a text or one of its versions refers to it."""
    namen = [video.bron, video.bestand, video.poster, video.map]
    with transaction.atomic():
        video.delete()
        transaction.on_commit(lambda: opslag.wis(namen))


def neem_film_over(*, film: bytes, poster: bytes, feiten: Filmfeiten, alt: str) -> Video:
    """A film of the project itself with its first picture, kept as it is. The same one again changes nothing."""
    afdruk = hashlib.sha256(film).hexdigest()
    video = Video.objects.filter(vingerafdruk=afdruk, stand=Video.Stand.KLAAR).first()
    if video is None:
        video = Video(naam="Eigen film", map=opslag.nieuwe_map(MAP), alt=alt, vingerafdruk=afdruk, voortgang=100)
        video.stand, video.omvang = Video.Stand.KLAAR, len(film)
        video.poster_vingerafdruk = hashlib.sha256(poster).hexdigest()
        for naam, waarde in _feiten(feiten).items():
            setattr(video, naam, waarde)
        video.save()
    for naam, data in ((video.bestand, film), (video.poster, poster)):
        if not default_storage.exists(naam):
            default_storage.save(naam, ContentFile(data))
    return video


def ruim_bestanden_op() -> int:
    """Folders of films that no row knows, left by a crash. Returns how many went."""
    return opslag.ruim_mappen_op(MAP, set(Video.objects.values_list("map", flat=True)))


# --- to a browser; the gate is the app's ----------------------------------------------------------------


def antwoord_met_film(request: HttpRequest, video: Video) -> HttpResponseBase:
    """The film, whole or the part that was asked for. Raises ``FileNotFoundError``."""
    antwoord = antwoord_met_bereik(request, video.bestand, soort="video/mp4", etag=f'"{video.vingerafdruk}"')
    antwoord["Cache-Control"] = BEWAAR
    return antwoord


def antwoord_met_poster(request: HttpRequest, video: Video) -> HttpResponseBase:
    """The first picture. Raises ``FileNotFoundError``."""
    antwoord = antwoord_met_bereik(request, video.poster, soort="image/jpeg", etag=f'"{video.poster_vingerafdruk}"')
    antwoord["Cache-Control"] = BEWAAR
    return antwoord
