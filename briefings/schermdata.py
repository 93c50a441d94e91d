"""What a wall screen gets to keep: the coming fortnight as plain data, so that the device never works out a rule.

Times are whole milliseconds since 1970 in UTC; the device compares them with its clock and does nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from beroepscode.models import Onderdeel
from briefings import rooster
from briefings.beelden import ondertitelbestand
from briefings.models import Scherm, Vertoning
from briefings.schema import BriefingsitemInhoud
from briefings.services import momenten_van
from vik_portal.lezen import bouwstand

#: How far a screen sees ahead.
VOORUIT = timedelta(days=14)
#: On a rest screen when the code has no questions to think about.
GEEN_VRAAG = "Wat wil jij vandaag met de ploeg bespreken?"
_DIENSTEN = {"Vroege": "Vroege dienst", "Late": "Late dienst", "Nacht": "Nachtdienst"}


def dienst(naam: str) -> str:
    """What a moment is called on the wall. A name that a team chose itself stays as it is."""
    return _DIENSTEN.get(naam, naam)


def media_van(inhoud: BriefingsitemInhoud) -> list[dict[str, str]]:
    """The image or the film of an item as a screen fetches, checks and keeps it, with the captions as one more file.

    Each: ``url`` (under ``/scherm/``, where the device's cookie goes), ``sha256`` of the bytes at that address,
    ``soort`` (``beeld``, ``film`` or ``tekst``), ``alt``, and of a film ``ondertiteling_url`` (WebVTT, may be empty).
    """
    media = inhoud.media
    if media.film:
        film = {"url": reverse("scherm:film", args=[media.film]), "sha256": media.film, "soort": "film"}
        film |= {"alt": media.alt, "ondertiteling_url": ""}
        if not media.ondertiteling:
            return [film]
        afdruk = hashlib.sha256(ondertitelbestand(media.ondertiteling)).hexdigest()
        film["ondertiteling_url"] = reverse("scherm:ondertiteling", args=[afdruk])
        return [film, {"url": film["ondertiteling_url"], "sha256": afdruk, "soort": "tekst", "alt": ""}]
    if media.afbeelding:
        url = reverse("scherm:beeld", args=[media.afbeelding])
        return [{"url": url, "sha256": media.afbeelding, "soort": "beeld", "alt": media.alt}]
    return []


def plekken(inhoud: BriefingsitemInhoud) -> list[str]:
    """What is seen of an item, one after the other: its film, its points (with its image), its question in large."""
    return [*(["beeld"] if inhoud.media.film else []), "punten", "vraag"]


def schermdata(ruw: dict[str, Any]) -> dict[str, Any]:
    """The content of a version as a screen shows it. Without the speaking notes: those are the briefer's."""
    inhoud = BriefingsitemInhoud.model_validate(ruw)
    minuten = "1 minuut" if inhoud.minuten == 1 else f"{inhoud.minuten} minuten"
    return {
        "titel": inhoud.titel,
        "kort": inhoud.kort_titel,
        "soort": inhoud.soort.capitalize(),
        "boodschap": inhoud.boodschap,
        "punten": [{"kop": punt.kop, "tekst": punt.tekst, "kant": punt.kant} for punt in inhoud.punten],
        "naast_elkaar": inhoud.naast_elkaar,
        "vraag": inhoud.vraag,
        "minuten": inhoud.minuten,
        "duur": minuten,
        "plekken": plekken(inhoud),
        "media": media_van(inhoud),
    }


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def vak(stuk: rooster.Tijdvak) -> dict[str, Any]:
    """A stretch of time: of a briefing, or of rest (``dag`` is then empty)."""
    kaal: dict[str, Any] = {"van": _ms(stuk.van), "tot": _ms(stuk.tot), "dag": ""}
    if stuk.briefing:
        briefing = stuk.briefing
        kaal |= {"dag": briefing.dag.isoformat(), "begint": _ms(briefing.begint)}
        kaal |= {"moment": f"{briefing.moment.begint:%H:%M}", "naam": dienst(briefing.moment.naam)}
    return kaal


def toon_op(team_id: int, van: date, tot: date) -> list[dict[str, Any]]:
    """What hangs from one day up to and including another, in order. One query."""
    vertoningen = Vertoning.objects.toonbaar().filter(team=team_id, dag__gte=van, dag__lte=tot)
    return [
        {"vertoning": vertoning.pk, "dag": vertoning.dag.isoformat(), **schermdata(vertoning.versie_inhoud)}
        for vertoning in vertoningen.order_by("dag", "volgorde", "pk")
    ]


def inhoud_op(team_id: int, van: date, tot: date) -> Iterator[BriefingsitemInhoud]:
    """The contents of what hangs in those days. One query."""
    rijen = Vertoning.objects.toonbaar().filter(team=team_id, dag__gte=van, dag__lte=tot)
    for ruw in rijen.values_list("versie_inhoud", flat=True):
        yield BriefingsitemInhoud.model_validate(ruw)


def _vragen() -> list[str]:
    """What hangs there between briefings: the questions of the code."""
    return list(Onderdeel.objects.dialoogkaarten().order_by("volgorde", "pk").values_list("titel", flat=True))


def gegevens(scherm: Scherm, nu: datetime) -> dict[str, Any]:
    """All that a screen needs to go on for :data:`VOORUIT` without a network.

    The same bytes all day as long as nothing changes: it begins at midnight of the day before (a night briefing may
    still be going on) and not now.
    """
    vandaag = nu.astimezone(rooster.ZONE).date()
    van, tot = vandaag - timedelta(days=1), vandaag + VOORUIT
    grenzen = (datetime.combine(dag, datetime.min.time(), rooster.ZONE) for dag in (van, tot + timedelta(days=1)))
    return {
        "bouw": bouwstand(),
        "team": scherm.team.naam,
        "naam": scherm.naam,
        "ruimte": scherm.ruimte,
        "tot": tot.isoformat(),
        "tijdvakken": [vak(stuk) for stuk in rooster.tijdlijn(momenten_van(scherm.team), *grenzen)],
        "items": toon_op(scherm.team_id, van, tot),
        "vragen": _vragen() or [GEEN_VRAAG],
    }


def etag(inhoud: Any) -> str:
    """A fingerprint of anything that JSON can hold."""
    return f'"{hashlib.sha256(json.dumps(inhoud, sort_keys=True).encode()).hexdigest()[:24]}"'
