"""One-laptop mode: the laptop shows the screen, and the begeleider's own phone becomes regie by scanning a QR.

The QR holds a signed token that works once and for ten minutes; the phone gets a signed cookie for this meeting's
paths alone, without an account. Nothing of it reaches participants.
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
    """A new token; an earlier one of this meeting no longer works."""
    nonce = secrets.token_hex(16)
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(koppeling=_afdruk(nonce))
    return signing.dumps([bijeenkomst.pk, nonce], salt=ZOUT_TOKEN)


def _afdruk(nonce: str) -> str:
    return hashlib.sha256(nonce.encode()).hexdigest()


def gebruik_token(token: str) -> int | None:
    """The meeting that a token pairs with; ``None`` when it is spent, expired or not ours."""
    try:
        bijeenkomst_pk, nonce = signing.loads(token, salt=ZOUT_TOKEN, max_age=QR_DUUR)
    except signing.BadSignature:
        return None
    # One statement takes it and spends it: each QR pairs one phone, whichever process it reaches.
    gevonden = Bijeenkomst.objects.filter(pk=bijeenkomst_pk, koppeling=_afdruk(nonce)).update(koppeling="")
    return int(bijeenkomst_pk) if gevonden else None


def koppel(antwoord: HttpResponse, bijeenkomst_pk: int, *, secure: bool) -> None:
    antwoord.set_cookie(
        COOKIE,
        signing.dumps(bijeenkomst_pk, salt=ZOUT_COOKIE),
        max_age=COOKIE_DUUR,
        path=f"/bijeenkomsten/{bijeenkomst_pk}/",
        httponly=True,
        samesite="Strict",
        secure=secure,
    )


def gekoppeld(request: HttpRequest, bijeenkomst_pk: int) -> bool:
    """True when this device was paired with this meeting."""
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=ZOUT_COOKIE, max_age=COOKIE_DUUR) == bijeenkomst_pk
    except signing.BadSignature:
        return False
