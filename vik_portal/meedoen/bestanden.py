"""The files of a meeting: own slides and films. They go when their row goes, and so when the meeting goes.

Nobody but who leads the meeting can fetch them; there is no address without a gate (``draaiboek_views``).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models.signals import post_delete

from vik_portal.media import opslag
from vik_portal.meedoen.models import Bijeenkomst, Diaset, Film, Stap
from vik_portal.meedoen.services import MeedoenFout, op_slot

MAP = "bijeenkomsten"
#: Sets of slides and films of one meeting together.
MEESTE = 12
Eigenbestand = Diaset | Film


def nieuwe_map() -> str:
    """A folder of its own, at random."""
    return opslag.nieuwe_map(MAP)


def controleer_ruimte(bijeenkomst: Bijeenkomst) -> None:
    """Raises :class:`MeedoenFout` when the meeting has all the files it may have, or is over."""
    if bijeenkomst.status == Bijeenkomst.Status.AFGEROND:
        raise MeedoenFout("Deze bijeenkomst is afgerond. Plan een nieuwe.")
    if bijeenkomst.diasets.count() + bijeenkomst.films.count() >= MEESTE:
        raise MeedoenFout("Bij deze bijeenkomst staan al twaalf bestanden. Verwijder er eerst een.")


@contextlib.contextmanager
def bewaren(rij: Eigenbestand, inhoud: Mapping[str, File[Any]]) -> Iterator[None]:
    """Keeps the row, its files and what happens inside, or nothing of it."""
    with opslag.alles_of_niets(rij.map) as schrijf:
        controleer_ruimte(op_slot(rij.bijeenkomst))
        rij.save()
        for naam, bestand in inhoud.items():
            schrijf(naam, bestand)
        yield


def verwijder(*, bijeenkomst: Bijeenkomst, bestand: Eigenbestand) -> None:
    """Removes slides or a film that no step uses, or any after the end; steps that were laid aside with them go too."""
    with transaction.atomic():
        vers = op_slot(bijeenkomst)
        if vers.status != Bijeenkomst.Status.AFGEROND and gebruikt_door(bestand):
            raise MeedoenFout("Een stap in het draaiboek gebruikt dit nog. Haal die stap eerst weg.")
        vers.weggelegd = [stap for stap in vers.weggelegd if stap["inhoud"].get(sleutel_van(bestand)) != bestand.pk]
        vers.save(update_fields=["weggelegd"])
        bestand.delete()


def sleutel_van(bestand: Eigenbestand) -> str:
    """Under which name a step's ``inhoud`` holds the key of such a file."""
    return "diaset" if isinstance(bestand, Diaset) else "film"


def gebruikt_door(bestand: Eigenbestand) -> int:
    """How many steps show it."""
    return Stap.objects.filter(
        bijeenkomst=bestand.bijeenkomst_id, **{f"inhoud__{sleutel_van(bestand)}": bestand.pk}
    ).count()


def _na_verwijderen(sender: type, instance: Eigenbestand, **_: object) -> None:
    map_, namen = instance.map, instance.bestanden
    transaction.on_commit(lambda: opslag.wis([*namen, map_]))


def sluit_aan() -> None:
    """Whichever way a row goes (by hand, with its meeting), its files follow."""
    for model in (Diaset, Film):
        post_delete.connect(_na_verwijderen, sender=model, dispatch_uid=f"meedoen.bestanden.{model.__name__}")


def ruim_bestanden_op() -> int:
    """Every day: folders that no row knows, left by a crash. Returns how many went."""
    bekend = {*Diaset.objects.values_list("map", flat=True), *Film.objects.values_list("map", flat=True)}
    return opslag.ruim_mappen_op(MAP, bekend)
