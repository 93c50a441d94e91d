"""The door and the seats behind it: a phone sits down by the code of the meeting, or by a ticket."""

from __future__ import annotations

import hashlib
import secrets

from django.db import connection, transaction

from vik_portal.meedoen.banden import MINIMUM
from vik_portal.meedoen.codes import LENGTE, TEKENS
from vik_portal.meedoen.models import Bijeenkomst, Kaartje, Ronde, Stoel
from vik_portal.meedoen.services.bijeenkomst import MeedoenFout, nog_niet_voorbij, op_slot, tik, zet_begonnen


class VolFout(MeedoenFout):
    """The door is closed, or a ticket is needed and this one does not work."""


def hash_token(token: str) -> bytes:
    """What the database knows of a seat or ticket."""
    return hashlib.sha256(token.encode()).digest()


def _nieuwe_code() -> str:
    while True:
        code = "".join(secrets.choice(TEKENS) for _ in range(LENGTE))
        if not Bijeenkomst.objects.filter(code=code).exists():
            return code


@transaction.atomic
def open_deur(*, bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    """Phones may sit down from now on. Not while a round is open: its seats are frozen.

    After a round everybody sits down anew: a phone that went empty or left keeps no seat, so that seats and people can
    be counted against each other again. Open phones do it by themselves. With tickets the seats stay, since a ticket
    works once.
    """
    vers = op_slot(bijeenkomst)
    nog_niet_voorbij(vers)
    if vers.rondes.filter(status=Ronde.Status.OPEN).exists():
        raise MeedoenFout("Er loopt een ronde. Tel die eerst, dan kan de deur weer open.")
    if not vers.deur_open and not vers.met_kaartjes and vers.rondes.exists():
        Stoel.objects.filter(bijeenkomst=vers).delete()
        vers.zitting += 1
    vers.code = vers.code or _nieuwe_code()
    vers.deur_open = True
    vers.save(update_fields=["code", "deur_open", "zitting", *zet_begonnen(vers)])
    tik(vers)
    return vers


@transaction.atomic
def sluit_deur(*, bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    """No more phones. Who comes later joins the next round, after the door has been open again."""
    vers = op_slot(bijeenkomst)
    vers.deur_open = False
    vers.save(update_fields=["deur_open"])
    tik(vers)
    return vers


@transaction.atomic
def maak_kaartjes(*, bijeenkomst: Bijeenkomst, aantal: int) -> list[str]:
    """Makes one-time tickets to print, and returns what stands on them; only hashes are kept. Replaces earlier ones.

    The code of the meeting stands on them too, so it is chosen now; it opens nothing before the door is.
    """
    if not MINIMUM <= aantal <= 200:
        raise MeedoenFout("Vul een getal in van 5 tot en met 200.")
    vers = op_slot(bijeenkomst)
    nog_niet_voorbij(vers)
    Kaartje.objects.filter(bijeenkomst=vers).delete()
    kaartjes = ["".join(secrets.choice(TEKENS) for _ in range(12)) for _ in range(aantal)]
    # In the order of the hashes, so that the table says nothing about the order in which they were printed.
    rijen = sorted(hash_token(kaartje) for kaartje in kaartjes)
    Kaartje.objects.bulk_create(Kaartje(token=token, bijeenkomst=vers) for token in rijen)
    vers.code, vers.met_kaartjes = vers.code or _nieuwe_code(), True
    vers.save(update_fields=["code", "met_kaartjes"])
    return kaartjes


def aantal_stoelen(bijeenkomst: Bijeenkomst) -> int:
    return Stoel.objects.filter(bijeenkomst=bijeenkomst).count()


#: One statement for who comes in by an open door. It waits for a door that is being closed and then finds it shut.
_NEEM_STOEL = """
WITH deur AS (
    UPDATE meedoen_bijeenkomst SET tik = tik + 1 WHERE code = %s AND deur_open AND NOT met_kaartjes RETURNING id
)
INSERT INTO meedoen_stoel (token, bijeenkomst_id) SELECT %s, id FROM deur RETURNING 1
"""


def neem_stoel(*, code: str, kaartje: str = "") -> str:
    """Gives a phone a seat in the meeting with this code and returns its token (32 hex digits), said once.

    Raises ``Bijeenkomst.DoesNotExist`` for a code that opens nothing and :class:`VolFout` with one sentence.
    """
    token = secrets.token_hex(16)
    with connection.cursor() as cursor:
        cursor.execute(_NEEM_STOEL, [code, hash_token(token)])
        if cursor.fetchone() is None:
            _neem_stoel_met_kaartje(code, kaartje, token)
    return token


@transaction.atomic
def _neem_stoel_met_kaartje(code: str, kaartje: str, token: str) -> None:
    """A seat for a ticket; or the reason why there is none."""
    bijeenkomst = Bijeenkomst.objects.select_for_update(of=("self",)).get(code=code)
    if not bijeenkomst.deur_open:
        raise VolFout("De deur is dicht. Zeg het tegen de begeleider, dan doe je mee met de volgende ronde.")
    if bijeenkomst.met_kaartjes:
        verwijderd, _ = Kaartje.objects.filter(bijeenkomst=bijeenkomst, token=hash_token(kaartje)).delete()
        if not verwijderd:
            raise VolFout("Dit kaartje werkt niet of is al gebruikt. Typ over wat erop staat, of trek een ander.")
    Stoel.objects.create(token=hash_token(token), bijeenkomst=bijeenkomst)
    tik(bijeenkomst)
