"""A sealed round: opening it for the seats that are taken, and stopping it unread. Counting is in ``tellen``."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from vik_portal.meedoen import stembus
from vik_portal.meedoen.banden import MINIMUM, Uitslag, Vorm, Vraagsoort
from vik_portal.meedoen.models import Bijeenkomst, Envelop, Ronde, Rondestoel, Stap, Stoel
from vik_portal.meedoen.services.bijeenkomst import MeedoenFout, op_slot, tik


def vraagsoorten(vragen: Sequence[dict[str, Any]]) -> list[Vraagsoort]:
    """The questions of a round as the publication gate wants them."""
    return [Vraagsoort(tuple(vraag["opties"]), vraag.get("schaal", "")) for vraag in vragen]


def uitslag_van(ronde: Ronde) -> Uitslag | None:
    """The published form of a counted round."""
    return Uitslag(**ronde.uitslag) if ronde.uitslag else None


def open_ronde(
    *,
    bijeenkomst: Bijeenkomst,
    soort: str,
    vorm: Vorm,
    vragen: list[dict[str, Any]],
    stap: Stap | None = None,
    keer: int = 1,
) -> Ronde:
    """Opens a sealed round for the seats that are taken now. The file of the stembus is made first."""
    if not 1 <= len(vragen) <= stembus.MAX_VRAGEN:
        raise MeedoenFout("Een ronde heeft minstens één vraag.")
    ronde_id = secrets.token_hex(16)
    try:
        bus = stembus.maak(ronde_id)
    except RuntimeError as fout:
        raise MeedoenFout("De ronde kon niet open. Wacht even en probeer het nog eens, of tel op papier.") from fout
    try:
        with transaction.atomic():
            return _open_ronde(bus, bijeenkomst, soort, vorm, vragen, stap, keer)
    except BaseException:
        stembus.vernietig(ronde_id)
        raise


def _open_ronde(
    bus: stembus.Slot,
    bijeenkomst: Bijeenkomst,
    soort: str,
    vorm: Vorm,
    vragen: list[dict[str, Any]],
    stap: Stap | None,
    keer: int,
) -> Ronde:
    vers = op_slot(bijeenkomst)
    if vers.deur_open:
        raise MeedoenFout("De deur is nog open. Tel de telefoons en doe eerst de deur dicht.")
    if vers.rondes.filter(status=Ronde.Status.OPEN).exists():
        raise MeedoenFout("Er loopt al een ronde. Tel die eerst.")
    tokens = sorted(bytes(token) for token in Stoel.objects.filter(bijeenkomst=vers).values_list("token", flat=True))
    if len(tokens) < MINIMUM:
        raise MeedoenFout(
            f"{'1 telefoon heeft' if len(tokens) == 1 else f'{len(tokens)} telefoons hebben'} een stoel. "
            "Vanaf vijf kan een ronde open: met minder mensen is niemand anoniem."
        )
    # A paper round has no box, and so no mark.
    if stap and stap.rondes.filter(status=Ronde.Status.GETELD, merk=b"", keer=keer).exists():
        raise MeedoenFout("Deze stap is op papier geteld. Papier en telefoons gaan niet door elkaar.")
    ronde = Ronde.objects.create(
        id=bus.ronde,
        bijeenkomst=vers,
        stap=stap,
        soort=soort,
        vorm=vorm,
        vragen=vragen,
        oefening=vers.oefening,
        stoelen=len(tokens),
        merk=bus.merk("ronde", *_afspraken(len(tokens), vers.oefening, vorm, vragen)),
        volgnummer=vers.rondes.count() + 1,
        keer=keer,
    )
    # In the order of the hashes: who sat down first cannot be read from the table.
    Rondestoel.objects.bulk_create(
        Rondestoel(ronde=ronde, stoel=token, merk=bus.merk("stoel", token)) for token in tokens
    )
    vers.uitslag_op_scherm = False
    vers.save(update_fields=["uitslag_op_scherm"])
    tik(vers)
    return ronde


def _afspraken(stoelen: int, oefening: bool, vorm: str, vragen: list[dict[str, Any]]) -> tuple[int | str, ...]:
    """What was agreed when the round opened, for its mark. Questions too: another scale would publish finer bands."""
    return stoelen, str(oefening), vorm, json.dumps(vragen, sort_keys=True)


def is_echt(slot: stembus.Slot, ronde: Ronde) -> bool:
    """True when the round still is as its box was told: nobody changed the row by hand."""
    return slot.klopt(ronde.merk, "ronde", *_afspraken(ronde.stoelen, ronde.oefening, ronde.vorm, ronde.vragen))


def ontvangen(ronde: Ronde) -> tuple[int, int]:
    """(envelopes, seats) of an open round. Regie says only "nog niet allemaal" or "allemaal" with it."""
    return Envelop.objects.filter(ronde_id=ronde.pk).count(), ronde.stoelen


def stop_ronde(*, ronde: Ronde) -> Ronde:
    """Ends a round without counting; its envelopes are destroyed unread."""
    with transaction.atomic():
        vers = Ronde.objects.select_for_update(of=("self",)).select_related("bijeenkomst").get(pk=ronde.pk)
        if vers.status == Ronde.Status.OPEN:
            Envelop.objects.filter(ronde_id=vers.pk).delete()
            vers.status = Ronde.Status.VERVALLEN
            vers.save(update_fields=["status"])
            tik(vers.bijeenkomst)
    stembus.vernietig(vers.pk)
    return vers
