"""Loads the instrument and the library of work processes."""

from __future__ import annotations

from pathlib import Path

from risicoanalyse.models import Vragenlijst, Werkproces
from risicoanalyse.schema import VragenlijstInhoud, WerkprocesInhoud
from vik_portal.redactie.inhoud import lees_map

MAP = Path(__file__).parent / "inhoud"


def laad() -> int:
    """Returns how many files were read. A changed process becomes a new version; a version is never rewritten."""
    aantal = 0
    for bestand in lees_map(MAP / "werkprocessen"):
        proces = WerkprocesInhoud.model_validate({**bestand.velden, "toelichting": bestand.html()})
        bewaar_werkproces(bestand.naam, proces)
        aantal += 1
    for bestand in lees_map(MAP):
        lijst = VragenlijstInhoud.model_validate({**bestand.velden, "toelichting": bestand.html()})
        bewaar_vragenlijst(lijst)
        aantal += 1
    return aantal


def bewaar_werkproces(slug: str, proces: WerkprocesInhoud) -> None:
    """Keeps a process; the earlier version stays for the analyses that used it."""
    inhoud = proces.model_dump(mode="json")
    laatste = Werkproces.objects.filter(slug=slug).order_by("-versie").first()
    if laatste and laatste.inhoud == inhoud:
        return
    Werkproces.objects.filter(slug=slug, actueel=True).update(actueel=False)
    Werkproces.objects.create(slug=slug, versie=(laatste.versie if laatste else 0) + 1, inhoud=inhoud)


def bewaar_vragenlijst(lijst: VragenlijstInhoud) -> None:
    """Keeps an instrument under its own version number. Raises ``ValueError`` when that version says something else."""
    inhoud = lijst.model_dump(mode="json")
    bestaand = Vragenlijst.objects.filter(soort=lijst.soort, versie=lijst.versie).first()
    if bestaand is None:
        Vragenlijst.objects.create(soort=lijst.soort, versie=lijst.versie, inhoud=inhoud)
    elif bestaand.inhoud != inhoud:
        raise ValueError(
            f"Vragenlijst {lijst.soort} versie {lijst.versie} bestaat al met andere inhoud. Verhoog het versienummer."
        )
