"""Loads the dilemmas and lesprogramma's that come with the project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dilemmas.models import Dilemma, Lesprogramma
from vik_portal.redactie import services
from vik_portal.redactie.inhoud import Bestandsinhoud, lees_map

MAP = Path(__file__).parent / "inhoud"


def laad() -> int:
    """Returns how many files were read."""
    aantal = 0
    for bestand in lees_map(MAP):
        dilemma = Dilemma.objects.filter(slug=bestand.naam).first() or Dilemma(slug=bestand.naam)
        inhoud = {**bestand.velden, "verhaal": bestand.html()}
        services.laad(stuk=dilemma, inhoud=inhoud, toelichting="Bij het portaal geleverd")
        aantal += 1
    return aantal + _laad_lessen()


def _laad_lessen() -> int:
    """After the dilemmas: a lesson names them."""
    bestanden = list(lees_map(MAP / "lesprogrammas"))
    for bestand in bestanden:
        les = Lesprogramma.objects.filter(slug=bestand.naam).first() or Lesprogramma(slug=bestand.naam)
        services.laad(stuk=les, inhoud=lesinhoud(bestand), toelichting="Bij het portaal geleverd")
    return len(bestanden)


def lesinhoud(bestand: Bestandsinhoud) -> dict[str, Any]:
    """The content of a lesprogramma as its file has it."""
    return {**bestand.velden, "leiding": bestand.secties()["Voor wie dit leidt"]}
