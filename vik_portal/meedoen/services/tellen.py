"""Counting a round, once: its envelopes are opened in a process of their own, and only what may be published stays."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.db import connection, transaction

from vik_portal.meedoen import stembus
from vik_portal.meedoen.banden import MINIMUM, geldig, publiceer
from vik_portal.meedoen.models import Ronde, Rondestoel
from vik_portal.meedoen.services.bijeenkomst import MeedoenFout
from vik_portal.meedoen.services.rondes import is_echt, vraagsoorten
from vik_portal.meedoen.services.scherm import zet


def sluit_ronde(*, ronde: Ronde) -> Ronde:
    """Counts a round, once. What is stored is the publishable form; after commit its file is gone.

    A second close, by another begeleider in the same second, returns what the first one made.
    """
    with transaction.atomic():
        vers = Ronde.objects.select_for_update(of=("self",)).select_related("bijeenkomst").get(pk=ronde.pk)
        if vers.status == Ronde.Status.OPEN:
            _tel(vers)
            vers.save(update_fields=["status", "uitslag"])
            # A result waits for its release, also when somebody pressed that button too early.
            zet(bijeenkomst=vers.bijeenkomst, uitslag_op_scherm=False)
    stembus.vernietig(vers.pk)
    return vers


def _tel(ronde: Ronde) -> None:
    """Opens the envelopes in memory and sets ``status`` and ``uitslag``; the rows are deleted in this transaction."""
    rijen = _neem_enveloppen(ronde)
    ronde.status = Ronde.Status.VERVALLEN
    try:
        slot = stembus.slot(ronde.pk)
        echte = _echte_stoelen(slot, ronde)
        if echte is None:
            return
        dicht = [
            inhoud for stoel, inhoud, merk in rijen if stoel in echte and slot.klopt(merk, "envelop", stoel, inhoud)
        ]
        uitslag = _tel_apart(ronde, dicht, len(rijen)) if len(dicht) >= MINIMUM else None
    except stembus.StembusWeg:
        return
    ronde.status = Ronde.Status.GETELD if uitslag else Ronde.Status.TE_WEINIG
    ronde.uitslag = uitslag


def _tel_apart(ronde: Ronde, dicht: list[bytes], binnen: int) -> dict[str, Any] | None:
    """The published form, made in a process of its own: answers and exact counts never enter this one."""
    try:
        uit = json.loads(stembus.apart(lambda: _open_en_publiceer(ronde, dicht, binnen)))
    except RuntimeError as fout:
        # Nothing was committed: the envelopes are still there, sealed.
        raise MeedoenFout("Het tellen lukte niet. Wacht even en druk nog een keer op tellen.") from fout
    if uit == "weg":
        raise stembus.StembusWeg(ronde.pk)
    return uit


def _open_en_publiceer(ronde: Ronde, dicht: list[bytes], binnen: int) -> bytes:
    try:
        bus = stembus.lees(ronde.pk)
    except stembus.StembusWeg:
        return b'"weg"'
    soorten = vraagsoorten(ronde.vragen)
    open_, nonces = [], set()
    for inhoud in dicht:
        gelezen = bus.open(inhoud, len(soorten))
        if gelezen and gelezen[0] not in nonces and geldig(soorten, gelezen[1]):
            nonces.add(gelezen[0])
            open_.append(gelezen[1])
    uitslag = publiceer(ronde.vorm, soorten, open_, binnen - len(open_))  # type: ignore[arg-type]
    return json.dumps(asdict(uitslag) if uitslag else None).encode()


def _neem_enveloppen(ronde: Ronde) -> list[tuple[bytes, bytes, bytes]]:
    """Takes all envelopes of a round out of the database: (seat, content, HMAC)."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM meedoen_envelop WHERE ronde_id = %s RETURNING stoel, inhoud, merk", [ronde.pk])
        return [(bytes(stoel), bytes(inhoud), bytes(merk)) for stoel, inhoud, merk in cursor.fetchall()]


def _echte_stoelen(slot: stembus.Slot, ronde: Ronde) -> set[bytes] | None:
    """The frozen seats as the box made them; ``None`` when round or seats were changed by hand."""
    if not is_echt(slot, ronde):
        return None
    rijen = Rondestoel.objects.filter(ronde_id=ronde.pk).values_list("stoel", "merk")
    echte = {bytes(stoel) for stoel, merk in rijen if slot.klopt(merk, "stoel", bytes(stoel))}
    return echte if len(echte) == ronde.stoelen else None
