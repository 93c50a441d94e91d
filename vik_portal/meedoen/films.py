"""A film as a step: from a file that the portal plays, or a pause in which the begeleider plays one another way.

With a file, ``inhoud`` holds ``film`` (its key) and ``stand``: ``positie`` (seconds) at the moment ``sinds``, which is
empty while it stands still, ``beurt``, which grows when it starts anew, and ``wacht``, when the browser of the screen
wants to be touched first. So scherm and regie know where the film is after a reload too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from vik_portal.media.film import bekijk_film
from vik_portal.meedoen import bestanden
from vik_portal.meedoen.draaiboek import plaats_stap, wijzig_stap
from vik_portal.meedoen.models import Bijeenkomst, Film, Stap

SOORT = "film"


def voeg_film_toe(
    *,
    bijeenkomst: Bijeenkomst,
    bestand: TemporaryUploadedFile | None,
    ondertiteling: str = "",
    uitgeschreven: str = "",
    na: int,
    minuten: int | None = None,
    **velden: Any,
) -> Stap:
    """A step with this film, or without a file a pause for the begeleider's own; after step ``na`` (0: first).

    ``ondertiteling`` is WebVTT. Raises ``MediaFout`` or ``MeedoenFout`` with the sentence for the begeleider.
    """
    if bestand is None:
        return plaats_stap(bijeenkomst=bijeenkomst, na=na, soort=SOORT, minuten=minuten or 5, **velden)
    with _uit_bestand(bijeenkomst, bestand, ondertiteling, uitgeschreven) as film:
        return gebruik_film(film=film, na=na, minuten=minuten, **velden)


def zet_film_in(
    *,
    stap: Stap,
    bestand: TemporaryUploadedFile,
    ondertiteling: str = "",
    uitgeschreven: str = "",
    minuten: int | None = None,
    **velden: Any,
) -> None:
    """Shows this film in a step that was a pause until now, with these values. Raises as :func:`voeg_film_toe`."""
    with _uit_bestand(stap.bijeenkomst, bestand, ondertiteling, uitgeschreven) as film:
        wijzig_stap(stap=stap, inhoud={"film": film.pk}, minuten=minuten or minuten_van(film), **velden)


@contextmanager
def _uit_bestand(
    bijeenkomst: Bijeenkomst, bestand: TemporaryUploadedFile, ondertiteling: str, uitgeschreven: str
) -> Iterator[Film]:
    """Keeps a film of this meeting, and what happens inside; or nothing of it."""
    bestanden.controleer_ruimte(bijeenkomst)
    feiten = bekijk_film(Path(bestand.temporary_file_path()))
    film = Film(
        bijeenkomst=bijeenkomst,
        naam=PurePath(bestand.name or "").stem[:120] or "Film",
        map=bestanden.nieuwe_map(),
        soort=feiten.soort,
        seconden=feiten.seconden,
        breedte=feiten.breedte,
        hoogte=feiten.hoogte,
        ondertiteling=ondertiteling,
        uitgeschreven=uitgeschreven,
    )
    with bestanden.bewaren(film, {film.bestand: bestand}):
        yield film


def gebruik_film(*, film: Film, na: int, minuten: int | None = None, **velden: Any) -> Stap:
    """A step with a film that the meeting already has; as long as the film when nothing else is said."""
    minuten = minuten or minuten_van(film)
    inhoud = {"film": film.pk}
    return plaats_stap(bijeenkomst=film.bijeenkomst, na=na, soort=SOORT, minuten=minuten, inhoud=inhoud, **velden)


def minuten_van(film: Film) -> int:
    """The minutes that a draaiboek counts for it: always up, so that the talk after it does not begin late."""
    return math.ceil(film.seconden / 60)


@transaction.atomic
def wijzig_film(*, stap: Stap, ondertiteling: str, zonder: bool, uitgeschreven: str, **velden: Any) -> None:
    """New words for a film step; new captions, none (``zonder``), or the ones it had."""
    wijzig_stap(stap=stap, inhoud={}, **velden)
    film = film_van(stap)
    if film is not None:
        if ondertiteling or zonder:
            film.ondertiteling = ondertiteling
        film.uitgeschreven = uitgeschreven
        film.save(update_fields=["ondertiteling", "uitgeschreven"])


def film_van(stap: Stap) -> Film | None:
    sleutel = stap.inhoud.get("film")
    return Film.objects.filter(bijeenkomst=stap.bijeenkomst_id, pk=sleutel).first() if sleutel else None


# --- where the film is --------------------------------------------------------------------------------


def positie_van(stap: Stap, film: Film) -> float:
    """Seconds from the start, now."""
    stand = stap.inhoud.get("stand", {})
    positie = stand.get("positie", 0.0)
    if stand.get("sinds"):
        positie += (timezone.now() - datetime.fromisoformat(stand["sinds"])).total_seconds()
    return min(max(0.0, positie), film.seconden)


def stand_van(stap: Stap, film: Film) -> str:
    """``vooraf``, ``speelt``, ``pauze`` or ``klaar``."""
    positie = positie_van(stap, film)
    if positie >= film.seconden:
        return "klaar"
    if stap.inhoud.get("stand", {}).get("sinds"):
        return "speelt"
    return "pauze" if positie else "vooraf"


def context(stap: Stap) -> dict[str, Any]:
    film = film_van(stap)
    if film is None:
        return {"film": None}
    args = [stap.bijeenkomst_id, film.pk]
    return {
        "film": film,
        "film_url": reverse("bijeenkomsten:film", args=[*args, film.soort]),
        "ondertiteling_url": reverse("bijeenkomsten:ondertiteling", args=args) if film.ondertiteling else "",
        "stand": stand_van(stap, film),
        # With a point, whatever the language of the page: a script reads it.
        "positie": f"{positie_van(stap, film):.1f}",
        "positie_tekst": klok(positie_van(stap, film)),
        "duur": f"{film.seconden:.1f}",
        "beurt": stap.inhoud.get("stand", {}).get("beurt", 0),
        "wacht": stap.inhoud.get("stand", {}).get("wacht", False),
        "handeling": ("film_start", "Start de film") if stand_van(stap, film) == "vooraf" else None,
    }


def klok(seconden: float) -> str:
    """``4:07``"""
    return f"{int(seconden) // 60}:{int(seconden) % 60:02d}"


def _zet(stap: Stap, *, positie: float, speelt: bool, opnieuw: bool = False, wacht: bool = False) -> None:
    beurt = stap.inhoud.get("stand", {}).get("beurt", 0) + opnieuw
    sinds = timezone.now().isoformat() if speelt else None
    stand = {"positie": round(positie, 1), "sinds": sinds, "beurt": beurt, "wacht": wacht}
    stap.inhoud = stap.inhoud | {"stand": stand}
    stap.save(update_fields=["inhoud"])


@contextmanager
def _vast(stap: Stap) -> Any:
    """The step as it is now, locked, with its film."""
    with transaction.atomic():
        vers = Stap.objects.select_for_update().get(pk=stap.pk)
        yield vers, film_van(vers)


def start(stap: Stap, data: Any) -> None:
    """Plays on from where it is; a film that has ended starts anew. One that plays goes on."""
    with _vast(stap) as (vers, film):
        if film and (stand := stand_van(vers, film)) != "speelt":
            klaar = stand == "klaar"
            _zet(vers, positie=0.0 if klaar else positie_van(vers, film), speelt=True, opnieuw=klaar)


def pauzeer(stap: Stap, data: Any = None, *, wacht: bool = False) -> None:
    """Stands still: where the screen says it is (``positie``, seconds), else where it should be by the clock."""
    with _vast(stap) as (vers, film):
        if film and stand_van(vers, film) == "speelt":
            gezegd = _lees_positie(data, film)
            _zet(vers, positie=positie_van(vers, film) if gezegd is None else gezegd, speelt=False, wacht=wacht)


def wacht_op_klik(stap: Stap, data: Any) -> None:
    """The screen says that its browser plays nothing before somebody touched it."""
    pauzeer(stap, data, wacht=True)


def wissel(stap: Stap, data: Any) -> None:
    """The space bar."""
    film = film_van(stap)
    if film:
        (pauzeer if stand_van(stap, film) == "speelt" else start)(stap, data)


def begin_opnieuw(stap: Stap, data: Any) -> None:
    """From the start, whatever it was doing."""
    with _vast(stap) as (vers, film):
        if film:
            _zet(vers, positie=0.0, speelt=True, opnieuw=True)


def is_klaar(stap: Stap, data: Any) -> None:
    """The screen says that the film has ended."""
    with _vast(stap) as (vers, film):
        if film and vers.inhoud.get("stand", {}).get("sinds"):
            _zet(vers, positie=film.seconden, speelt=False)


def verlaat(stap: Stap) -> None:
    """The screen shows something else now: the film waits where it was."""
    pauzeer(stap)


def _lees_positie(data: Any, film: Film) -> float | None:
    try:
        positie = float(data.get("positie", "")) if data else None
    except ValueError:
        return None
    return positie if positie is not None and 0 <= positie <= film.seconden else None
