"""Changing the draaiboek of a meeting: its steps come, move, change and go, and one that went can come back."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import transaction
from django.db.models import F

from vik_portal.meedoen.models import Bijeenkomst, Stap
from vik_portal.meedoen.services import MeedoenFout, op_slot, tik

#: What is kept of a step that was taken out.
VELDEN = ("soort", "titel", "scherm", "minuten", "zeg", "let_op", "straks", "inhoud")
MEESTE_STAPPEN = 60


def _open(bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    """The meeting, locked. A meeting that is over keeps the draaiboek it had."""
    vers = op_slot(bijeenkomst)
    if vers.status == Bijeenkomst.Status.AFGEROND:
        raise MeedoenFout("Deze bijeenkomst is afgerond. Het draaiboek staat vast.")
    return vers


def _stap(bijeenkomst: Bijeenkomst, pk: int) -> Stap:
    stap = bijeenkomst.stappen.select_for_update().filter(pk=pk).first()
    if stap is None:
        raise MeedoenFout("Deze stap staat er niet meer. Een collega heeft hem misschien weggehaald.")
    return stap


@transaction.atomic
def plaats_stap(*, bijeenkomst: Bijeenkomst, na: int, **velden: Any) -> Stap:
    """A new step right after the step with key ``na``; 0 is the beginning. One that is gone meanwhile: the end."""
    vers = _open(bijeenkomst)
    stappen = list(vers.stappen.all())
    if len(stappen) >= MEESTE_STAPPEN:
        raise MeedoenFout("Er staan al zestig stappen in het draaiboek. Haal er eerst een weg.")
    laatste = stappen[-1].volgorde if stappen else 0
    plek = 0 if na == 0 else next((stap.volgorde for stap in stappen if stap.pk == na), laatste)
    vers.stappen.filter(volgorde__gt=plek).update(volgorde=F("volgorde") + 1)
    stap = Stap.objects.create(bijeenkomst=vers, volgorde=plek + 1, **velden)
    tik(vers)
    return stap


@transaction.atomic
def verplaats_stap(*, bijeenkomst: Bijeenkomst, stap: int, richting: int) -> None:
    """Swaps a step with its neighbour: ``richting`` is -1 (earlier) or 1 (later). At the end nothing happens."""
    vers = _open(bijeenkomst)
    deze, stappen = _stap(vers, stap), list(vers.stappen.all())
    plek = stappen.index(deze) + richting
    if 0 <= plek < len(stappen):
        ander = stappen[plek]
        deze.volgorde, ander.volgorde = ander.volgorde, deze.volgorde
        Stap.objects.bulk_update([deze, ander], ["volgorde"])
        tik(vers)


@transaction.atomic
def wijzig_stap(*, stap: Stap, inhoud: dict[str, Any], **velden: Any) -> None:
    """New values for a step; of ``inhoud`` only what is named, the rest stays as it is now.

    What was asked in a round stays as it was asked: after one ``inhoud`` must be empty.
    """
    vers = _open(stap.bijeenkomst)
    deze = _stap(vers, stap.pk)
    if inhoud and deze.rondes.exists():
        raise MeedoenFout("Bij deze stap is al een ronde begonnen. De tekst staat nu vast.")
    for naam, waarde in velden.items():
        setattr(deze, naam, waarde)
    deze.inhoud = deze.inhoud | inhoud
    deze.save(update_fields=[*velden, "inhoud"])
    tik(vers)


@transaction.atomic
def haal_weg(*, bijeenkomst: Bijeenkomst, stap: int) -> Stap:
    """Takes a step out and lays it aside. Not the one on the screen, and not one of which a round was held."""
    vers = _open(bijeenkomst)
    deze = _stap(vers, stap)
    if deze.rondes.exists():
        raise MeedoenFout("Van deze stap is al een ronde gehouden. Daarom blijft hij staan.")
    if vers.huidige_stap_id == deze.pk:
        raise MeedoenFout("Deze stap staat nu op het scherm. Ga in de regie eerst naar een andere stap.")
    if vers.stappen.count() == 1:
        raise MeedoenFout("Dit is de enige stap. Voeg eerst een andere toe.")
    weg = {veld: getattr(deze, veld) for veld in VELDEN}
    vers.weggelegd = [*vers.weggelegd, {"sleutel": secrets.token_hex(8), "volgorde": deze.volgorde, **weg}]
    vers.save(update_fields=["weggelegd"])
    deze.delete()
    tik(vers)
    return deze


@transaction.atomic
def zet_terug(*, bijeenkomst: Bijeenkomst, sleutel: str) -> Stap:
    """Puts a step back as it was, at the place it had."""
    vers = _open(bijeenkomst)
    gevonden = next((stap for stap in vers.weggelegd if stap["sleutel"] == sleutel), None)
    if gevonden is None:
        raise MeedoenFout("Deze stap is al teruggezet. Laad de pagina opnieuw.")
    vers.weggelegd = [stap for stap in vers.weggelegd if stap["sleutel"] != sleutel]
    vers.save(update_fields=["weggelegd"])
    ervoor = vers.stappen.filter(volgorde__lt=gevonden["volgorde"]).last()
    velden = {veld: gevonden[veld] for veld in VELDEN}
    return plaats_stap(bijeenkomst=vers, na=ervoor.pk if ervoor else 0, **velden)
