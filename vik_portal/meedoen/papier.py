"""A whole round on paper: the shuffled pile, typed in by somebody the team chose, and counted at once.

The forms live in the memory of that one page and travel in one request; what is stored is the publishable form, made
in a process of its own like that of a round on phones (:mod:`vik_portal.meedoen.services`). Never mixed: a step is
counted on paper or on phones.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from vik_portal.meedoen import stembus
from vik_portal.meedoen.banden import MINIMUM, Vorm, Vraagsoort, geldig, publiceer
from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap
from vik_portal.meedoen.services import MeedoenFout, tik, vraagsoorten
from vik_portal.register import Stapsoort, register

#: The thickest pile. Its request stays far below what any server buffers on disk.
MEESTE_FORMULIEREN = 200


def _vragen(stap: Stap) -> tuple[Vorm, list[dict[str, Any]]]:
    soort = register.een(Stapsoort, stap.soort)
    if soort.ronde is None:
        raise MeedoenFout("Bij deze stap hoort geen ronde.")
    return soort.ronde(stap)


def bekijk_vragen(stap: Stap) -> list[dict[str, Any]]:
    """The questions that this step would ask now. Looking freezes nothing: what the step kind saves is undone."""
    with transaction.atomic():
        _, vragen = _vragen(stap)
        transaction.set_rollback(True)
    stap.refresh_from_db()
    return vragen


def afdruk(vragen: list[dict[str, Any]]) -> str:
    """By which the pile and the count know that they are about the same questions."""
    return hashlib.sha256(json.dumps(vragen, sort_keys=True).encode()).hexdigest()


def mag_op_papier(*, bijeenkomst: Bijeenkomst, stap: Stap) -> None:
    """Raises :class:`MeedoenFout` with the reason when this step cannot be counted on paper (any more)."""
    if bijeenkomst.status == Bijeenkomst.Status.AFGEROND:
        raise MeedoenFout("Deze bijeenkomst is afgerond. Plan een nieuwe.")
    if bijeenkomst.rondes.filter(status=Ronde.Status.OPEN).exists():
        raise MeedoenFout("Er loopt een ronde op telefoons. Tel of stop die eerst.")
    if stap.rondes.filter(status=Ronde.Status.GETELD).exists():
        raise MeedoenFout("Deze ronde is al geteld. Papier en telefoons gaan niet door elkaar.")


@sensitive_variables()
def tel_papier(*, bijeenkomst: Bijeenkomst, stap: Stap, formulieren: Sequence[bytes]) -> Ronde:
    """Counts a pile of forms, one byte per question each, and keeps the published form alone.

    ``stoelen`` of the round is the number of forms: everybody in the room saw the pile. Raises :class:`MeedoenFout`
    when a form does not fit, there are fewer than five, or the step was counted already; nothing is kept then.
    """
    with transaction.atomic():
        vers = Bijeenkomst.objects.select_for_update(of=("self",)).get(pk=bijeenkomst.pk)
        mag_op_papier(bijeenkomst=vers, stap=stap)
        vorm, vragen = _vragen(stap)
        soorten = vraagsoorten(vragen)
        _controleer(soorten, formulieren)
        ronde = Ronde.objects.create(
            id=secrets.token_hex(16),
            bijeenkomst=vers,
            stap=stap,
            soort=stap.soort,
            vorm=vorm,
            vragen=vragen,
            status=Ronde.Status.GETELD,
            oefening=vers.oefening,
            stoelen=len(formulieren),
            merk=b"",  # no box: nothing of this round was ever open
            uitslag=json.loads(stembus.apart(lambda: _publiceer(vorm, soorten, formulieren))),
            volgnummer=vers.rondes.count() + 1,
        )
        vers.uitslag_op_scherm = False
        vers.save(update_fields=["uitslag_op_scherm"])
        tik(vers)
    return ronde


@sensitive_variables()
def _controleer(soorten: Sequence[Vraagsoort], formulieren: Sequence[bytes]) -> None:
    """Says which form does not fit, and never what stands on it."""
    if len(formulieren) < MINIMUM:
        raise MeedoenFout("Er zijn minstens vijf formulieren nodig: met minder mensen is niemand anoniem.")
    if len(formulieren) > MEESTE_FORMULIEREN:
        raise MeedoenFout(f"Dit zijn meer dan {MEESTE_FORMULIEREN} formulieren. Verdeel de groep.")
    for nummer, formulier in enumerate(formulieren, 1):
        if not geldig(soorten, formulier):
            raise MeedoenFout(f"Formulier {nummer} klopt niet met de vragen. Haal het weg en typ het opnieuw.")


@sensitive_variables()
def _publiceer(vorm: Vorm, soorten: Sequence[Vraagsoort], formulieren: Sequence[bytes]) -> bytes:
    uitslag = publiceer(vorm, soorten, formulieren, 0)
    assert uitslag is not None
    return json.dumps(asdict(uitslag)).encode()


@sensitive_variables()
def lees_stapel(inhoud: bytes) -> tuple[str, list[bytes]]:
    """(fingerprint of the questions, forms) from the request. Raises :class:`MeedoenFout` for anything else."""
    try:
        gelezen = json.loads(inhoud)
        return str(gelezen["vragen"]), [bytes(formulier) for formulier in map(list, gelezen["formulieren"])]
    except (ValueError, TypeError, KeyError):
        # Without the cause: it would carry what was typed.
        raise MeedoenFout("De stapel kwam niet heel aan. Probeer het nog een keer.") from None
