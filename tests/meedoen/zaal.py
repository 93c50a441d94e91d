"""A room: a meeting with seats, and phones that send envelopes through the real view."""

from __future__ import annotations

from typing import Any

from django.test import RequestFactory
from django.utils import timezone

from vik_portal.meedoen import deelname, services, stembus
from vik_portal.meedoen.models import Bijeenkomst, Ronde
from vik_portal.organisatie.models import Eenheid

VRAGEN: list[dict[str, Any]] = [
    {"deel": "Stelling", "tekst": "Ik zeg het als ik iets fout deed.", "opties": list("abcde"), "schaal": "1-5"},
    {"deel": "Keuze", "tekst": "Wat doe je?", "opties": ["niets", "melden", "vragen"], "schaal": ""},
]


def maak_bijeenkomst(titel: str = "Risicoanalyse", **velden: Any) -> Bijeenkomst:
    if "team" not in velden:
        velden["team"], _ = Eenheid.objects.get_or_create(naam="Proefkorps", soort="korps")
    return Bijeenkomst.objects.create(titel=titel, begin=timezone.now(), **velden)


def neem_plaats(bijeenkomst: Bijeenkomst, aantal: int) -> list[str]:
    """Opens the door, seats ``aantal`` phones, closes the door; their tokens."""
    code = services.open_deur(bijeenkomst=bijeenkomst).code
    tokens = [services.neem_stoel(code=code) for _ in range(aantal)]
    services.sluit_deur(bijeenkomst=bijeenkomst)
    return tokens


def open_ronde(bijeenkomst: Bijeenkomst, vragen: list[dict[str, Any]] | None = None, vorm: str = "banden") -> Ronde:
    return services.open_ronde(bijeenkomst=bijeenkomst, soort="stelling", vorm=vorm, vragen=vragen or VRAGEN)  # type: ignore[arg-type]


def verzegel(ronde: Ronde, antwoorden: bytes) -> bytes:
    return stembus.verzegel(stembus.slot(ronde.pk).publiek, ronde.pk, antwoorden)


def post(ronde: Ronde, token: str, inhoud: bytes) -> int:
    """What the phone of this seat gets back; goes through the view, without the web server."""
    pad = f"/meedoen/ABCDEFGH/ronde/{ronde.pk}/envelop"
    verzoek = RequestFactory().post(pad, inhoud, content_type="application/octet-stream")
    verzoek.COOKIES[deelname.COOKIE] = token
    return deelname.envelop(verzoek, "ABCDEFGH", ronde.pk).status_code
