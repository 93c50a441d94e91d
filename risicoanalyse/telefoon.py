"""The phone of a participant as a picture to leaf through: one question at a time, without anything being kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from risicoanalyse.models import WEET_NIET


def telefoon(request: HttpRequest, vragen: list[dict[str, Any]]) -> dict[str, Any]:
    """What ``risicoanalyse/_toestel.html`` needs. ``?vraag=n`` is the question shown, from 1; else the nearest."""
    gevraagd = request.GET.get("vraag", "1")
    nummer = min(max(int(gevraagd) if gevraagd.isdecimal() else 1, 1), len(vragen))
    return {
        "vragen": vragen,
        "vraag": vragen[nummer - 1],
        "nummer": nummer,
        "voortgang": round(100 * nummer / len(vragen)),
        "weet_niet": WEET_NIET,
    }
