"""A whole round without phones: a shuffled pile of forms, or raised cards and hands that the begeleider counts.

The forms live in the memory of that one page and travel in one request; what is stored is the publishable form, made
in a process of its own like that of a round on phones (:mod:`vik_portal.meedoen.services.tellen`). Counts of cards
take the same way: they become as many forms, and go through the same gate. Never mixed: a vote is counted on paper,
with cards or on phones.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from vik_portal.meedoen import stembus
from vik_portal.meedoen.banden import MINIMUM, Vorm, Vraagsoort, geldig, publiceer
from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap
from vik_portal.meedoen.services import MeedoenFout, nog_niet_voorbij, op_slot, tik, vraagsoorten, zet_begonnen
from vik_portal.register import Stapsoort, register

#: The thickest pile. Its request stays far below what any server buffers on disk.
MEESTE_FORMULIEREN = 200
#: Who held up no card.
KAART_GEEN = "Geen kaart"


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


def keer_van(stap: Stap) -> int:
    """Which vote of the step comes now."""
    return register.een(Stapsoort, stap.soort).keer(stap)


def mag_op_papier(*, bijeenkomst: Bijeenkomst, stap: Stap) -> None:
    """Raises :class:`MeedoenFout` with the reason when this step cannot be counted on paper (any more)."""
    nog_niet_voorbij(bijeenkomst)
    if bijeenkomst.rondes.filter(status=Ronde.Status.OPEN).exists():
        raise MeedoenFout("Er loopt een ronde op telefoons. Tel of stop die eerst.")
    if stap.rondes.filter(status=Ronde.Status.GETELD, keer=keer_van(stap)).exists():
        raise MeedoenFout("Deze ronde is al geteld. Papier en telefoons gaan niet door elkaar.")


@sensitive_variables()
def tel_papier(
    *, bijeenkomst: Bijeenkomst, stap: Stap, formulieren: Sequence[bytes], merk: str, kaarten: bool = False
) -> Ronde:
    """Counts a pile of forms, one byte per question each, and keeps the published form alone.

    ``merk`` is the fingerprint of the questions that the forms answer. ``stoelen`` of the round is the number of forms:
    everybody in the room saw the pile. Raises :class:`MeedoenFout` when a form does not fit, the questions are others
    now, there are fewer than five, or the step was counted already; nothing is kept then.
    """
    with transaction.atomic():
        vers = op_slot(bijeenkomst)
        # As it is now: who replaces its text waits for the same lock.
        stap.refresh_from_db()
        stap.bijeenkomst = vers
        mag_op_papier(bijeenkomst=vers, stap=stap)
        vorm, vragen = _vragen(stap)
        if merk != afdruk(vragen):
            raise MeedoenFout("De vragen zijn intussen veranderd. Wat je telde, hoort bij de vorige.")
        soorten = vraagsoorten(vragen)
        _controleer(soorten, formulieren)
        try:
            uitslag = json.loads(stembus.apart(lambda: _publiceer(vorm, soorten, formulieren)))
        except RuntimeError:
            # Without the cause: it would carry what was typed.
            raise MeedoenFout("Het tellen lukte niet. Wacht even en tel nog een keer.") from None
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
            uitslag=uitslag,
            volgnummer=vers.rondes.count() + 1,
            keer=keer_van(stap),
            kaarten=kaarten,
        )
        vers.uitslag_op_scherm = False
        vers.save(update_fields=["uitslag_op_scherm", *zet_begonnen(vers)])
        tik(vers)
    return ronde


def kaartvraag(stap: Stap) -> tuple[list[str], str]:
    """What can be counted with cards, and its fingerprint: the answers of a round of one question; empty without one.

    Only for kinds of which asking for the questions keeps nothing.
    """
    try:
        _, vragen = _vragen(stap)
    except MeedoenFout:
        return [], ""
    return ([*vragen[0]["opties"], KAART_GEEN], afdruk(vragen)) if len(vragen) == 1 else ([], "")


@sensitive_variables()
def tel_kaarten(*, bijeenkomst: Bijeenkomst, stap: Stap, aantallen: Sequence[str], merk: str) -> Ronde:
    """Counts raised cards or hands as they were typed: how many per answer, the last for who held up none.

    ``merk`` is the fingerprint of the questions that were asked: another screen may have gone on meanwhile.

    Whoever sat in the room saw them; what the portal keeps of it is as coarse as for phones all the same.
    """
    mag_op_papier(bijeenkomst=bijeenkomst, stap=stap)
    _, vragen = _vragen(stap)
    if len(vragen) != 1 or len(aantallen) != len(vragen[0]["opties"]) + 1 or merk != afdruk(vragen):
        raise MeedoenFout("De antwoorden zijn intussen veranderd. Laad de pagina opnieuw en tel nog eens.")
    getallen = [aantal.strip() or "0" for aantal in aantallen]
    if not all(re.fullmatch(r"[0-9]{1,3}", getal) for getal in getallen):
        raise MeedoenFout("Vul bij elk antwoord een heel getal in: hoeveel kaarten er omhoog gingen.")
    eerste = 1 if vragen[0].get("schaal") == "1-5" else 0
    bytes_ = [*range(eerste, eerste + len(vragen[0]["opties"])), stembus.WEET_NIET]
    formulieren = [bytes([byte]) for byte, getal in zip(bytes_, getallen, strict=True) for _ in range(int(getal))]
    if len(formulieren) < MINIMUM:
        raise MeedoenFout("Tel minstens vijf mensen: met minder tonen we geen uitslag.")
    if len(formulieren) > MEESTE_FORMULIEREN:
        raise MeedoenFout(f"Dit zijn meer dan {MEESTE_FORMULIEREN} mensen. Kijk de getallen na.")
    return tel_papier(bijeenkomst=bijeenkomst, stap=stap, formulieren=formulieren, merk=merk, kaarten=True)


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
    except (ValueError, TypeError, KeyError, RecursionError):
        # Without the cause: it would carry what was typed.
        raise MeedoenFout("De stapel kwam niet heel aan. Probeer het nog een keer.") from None
