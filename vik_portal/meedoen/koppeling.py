"""One-laptop mode: the laptop shows the screen, and the begeleider's own phone becomes regie by scanning a QR.

The QR holds a signed token that works once and for ten minutes; the phone gets a signed cookie for this meeting's
paths alone, without an account. One phone at a time: a next QR, handing over or cancelling takes it back. Nothing of
it reaches participants.
"""

from __future__ import annotations

import hashlib
import secrets

from django.core import signing
from django.http import HttpRequest, HttpResponse

from vik_portal.meedoen.models import Bijeenkomst

COOKIE = "regie"
ZOUT_TOKEN, ZOUT_COOKIE = "meedoen.koppeling.token", "meedoen.koppeling.cookie"
#: Seconds that a QR works, and that a paired phone stays paired.
QR_DUUR, COOKIE_DUUR = 10 * 60, 8 * 3600


def maak_token(bijeenkomst: Bijeenkomst) -> str:
    """A new token; an earlier one of this meeting no longer works, and neither does the phone it paired."""
    nonce = secrets.token_hex(16)
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(koppeling=_afdruk(nonce), gekoppeld="")
    return signing.dumps([bijeenkomst.pk, nonce], salt=ZOUT_TOKEN)


def _afdruk(nonce: str) -> str:
    return hashlib.sha256(nonce.encode()).hexdigest()


def gebruik_token(token: str) -> tuple[int, str] | None:
    """(the meeting, what its phone keeps from now on) for a token; ``None`` when it is spent, expired or not ours."""
    try:
        bijeenkomst_pk, nonce = signing.loads(token, salt=ZOUT_TOKEN, max_age=QR_DUUR)
    except signing.BadSignature:
        return None
    nieuw = secrets.token_hex(16)
    # One statement takes it and spends it: each QR pairs one phone, whichever process it reaches.
    gevonden = Bijeenkomst.objects.filter(pk=bijeenkomst_pk, koppeling=_afdruk(nonce)).update(
        koppeling="", gekoppeld=_afdruk(nieuw)
    )
    return (int(bijeenkomst_pk), nieuw) if gevonden else None


def koppel(antwoord: HttpResponse, bijeenkomst_pk: int, nonce: str, *, secure: bool) -> None:
    antwoord.set_cookie(
        COOKIE,
        signing.dumps([bijeenkomst_pk, nonce], salt=ZOUT_COOKIE),
        max_age=COOKIE_DUUR,
        path=f"/bijeenkomsten/{bijeenkomst_pk}/",
        httponly=True,
        samesite="Strict",
        secure=secure,
    )


def afdruk_van(request: HttpRequest, bijeenkomst_pk: int) -> str:
    """What ``Bijeenkomst.gekoppeld`` must be for this device to be its paired phone; empty when it never was."""
    try:
        voor, nonce = signing.loads(request.COOKIES.get(COOKIE, ""), salt=ZOUT_COOKIE, max_age=COOKIE_DUUR)
    except (signing.BadSignature, TypeError, ValueError):
        return ""
    return _afdruk(nonce) if voor == bijeenkomst_pk else ""
