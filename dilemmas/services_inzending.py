"""What happens to a dilemma that somebody sends in. Errors are :class:`InzendFout` with one Dutch sentence.

The claim code follows from a random number in the page that was confirmed, so that sending the same page twice gives
the same code and one row.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from dilemmas.models import Dilemma
from dilemmas.models.inzending import DELEN, Inzending, Inzendteller, deze_week
from vik_portal.meedoen.codes import TEKENS
from vik_portal.organisatie.models import Gebruiker
from vik_portal.redactie import services as redactie

Status = Inzending.Status
#: So many are taken in during an hour, whoever they come from.
PER_UUR = 100
#: Characters of a claim code: 27 ** 16 is 76 bits.
CODELENGTE = 16
#: So long state and answer stay behind the code after the text has gone; and so long a text waits at most.
ANTWOORD_BLIJFT = timedelta(weeks=26)
TEKST_BLIJFT = timedelta(weeks=52)
_LEEG = dict.fromkeys(DELEN, "")

VOL = "Er komt nu heel veel tegelijk binnen. Wacht een uur en druk dan nog eens op Verstuur. Je tekst staat hier nog."
ANDERS = "Hieronder staat wat we bewaren als je verstuurt. Lees het nog eens en druk dan op Verstuur."


class InzendFout(Exception):
    """It cannot be done now; the message is one sentence that says what to do. Nothing was stored."""


# --- sending in and coming back ----------------------------------------------------------------------


def geef_bewijs(teksten: Mapping[str, str]) -> str:
    """Goes with the page that shows these texts: only what was shown so can be stored."""
    nummer = secrets.token_urlsafe(24)
    return f"{nummer}.{_zegel(nummer, teksten)}"


def _zegel(nummer: str, teksten: Mapping[str, str]) -> str:
    inhoud = json.dumps([nummer, *(teksten.get(naam, "") for naam in DELEN)])
    return salted_hmac("dilemmas.inzending.getoond", inhoud, algorithm="sha256").hexdigest()


def _code(nummer: str) -> str:
    getal = int.from_bytes(salted_hmac("dilemmas.inzending.code", nummer, algorithm="sha256").digest(), "big")
    tekens = []
    for _ in range(CODELENGTE):
        getal, rest = divmod(getal, len(TEKENS))
        tekens.append(TEKENS[rest])
    return "".join(tekens)


def leesbaar(code: str) -> str:
    """The code in groups of four, to write down."""
    return "-".join(code[plek : plek + 4] for plek in range(0, len(code), 4))


def _afdruk(code: str) -> str:
    return hashlib.sha256(f"inzending:{code}".encode()).hexdigest()


@transaction.atomic
def zend_in(*, teksten: Mapping[str, str], bewijs: str) -> str:
    """Stores the texts of a confirmed page and returns the claim code, which is kept nowhere.

    Raises :class:`InzendFout` when this is not what the page showed, or when too many came in this hour.
    """
    nummer, _, zegel = bewijs.partition(".")
    if not nummer or not constant_time_compare(zegel, _zegel(nummer, teksten)):
        raise InzendFout(ANDERS)
    code = _code(nummer)
    if not Inzending.objects.filter(afdruk=_afdruk(code)).exists():
        _tel_mee()
        nieuw = Inzending(afdruk=_afdruk(code), **{naam: teksten.get(naam, "") for naam in DELEN})
        Inzending.objects.bulk_create([nieuw], ignore_conflicts=True)
    return code


def _tel_mee() -> None:
    """Counts one more for this hour; one statement, so that a thousand at once cannot pass together."""
    sql = """
        INSERT INTO dilemmas_inzendteller AS t (id, uur, aantal) VALUES (1, %(uur)s, 1)
        ON CONFLICT (id) DO UPDATE
        SET uur = EXCLUDED.uur, aantal = CASE WHEN t.uur = EXCLUDED.uur THEN t.aantal + 1 ELSE 1 END
        WHERE t.uur <> EXCLUDED.uur OR t.aantal < %(meeste)s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {"uur": _dit_uur(), "meeste": PER_UUR})
        if not cursor.rowcount:
            raise InzendFout(VOL)


def _dit_uur() -> int:
    return int(time.time() // 3600)


def zoek_op_code(invoer: str) -> Inzending | None:
    """What belongs to a claim code as somebody typed it. An impossible code takes the same way as an unknown one."""
    code = "".join(teken for teken in invoer[:100].upper() if teken.isalnum())
    return Inzending.objects.filter(afdruk=_afdruk(code)).select_related("dilemma").first()


# --- at the desk --------------------------------------------------------------------------------------


def _slot(inzending: Inzending) -> Inzending:
    """The same object, locked until the transaction ends."""
    return Inzending.objects.select_for_update().get(pk=inzending.pk)


@transaction.atomic
def beantwoord(*, inzending: Inzending, antwoord: str) -> Inzending:
    """What the sender reads behind the code."""
    vers = _slot(inzending)
    vers.antwoord = antwoord.strip()
    vers.save(update_fields=["antwoord"])
    return vers


@transaction.atomic
def sluit_af(*, inzending: Inzending, als: str, antwoord: str) -> Inzending:
    """Handled: ``als`` is ``bedankt`` or ``niet_gebruikt``. The text goes, the answer stays for a while."""
    vers = _slot(inzending)
    if not vers.is_open:
        raise InzendFout("Deze inzending is al afgehandeld.")
    if als not in {Status.BEDANKT, Status.NIET_GEBRUIKT}:
        raise InzendFout("Kies ‘Bedank’ of ‘Niet gebruiken’.")
    if not antwoord.strip():
        raise InzendFout("Schrijf een antwoord. Dat is het enige wat de inzender van ons hoort.")
    vers.antwoord = antwoord.strip()
    _rond_af(vers, als)
    vers.save()
    return vers


def _rond_af(inzending: Inzending, status: str) -> None:
    for naam in DELEN:
        setattr(inzending, naam, "")
    inzending.status, inzending.klaar_week = status, deze_week()


@transaction.atomic
def leg_weg(*, ids: Iterable[str]) -> int:
    """Puts new ones aside without an answer of their own: for when somebody fills the box. Returns how many."""
    nieuw = Inzending.objects.nieuw().filter(pk__in=list(ids))
    return nieuw.update(status=Status.NIET_GEBRUIKT, klaar_week=deze_week(), **_LEEG)


@transaction.atomic
def maak_dilemma(*, inzending: Inzending, titel: str, door: Gebruiker) -> Dilemma:
    """An empty concept at the desk; a second person publishes it as ever.

    No word of the sender goes into it: versions of a dilemma stay, and what was sent in does not. While somebody writes
    the editor shows the submission beside the form, for as long as it is there.
    """
    vers = _slot(inzending)
    if vers.dilemma_id:
        raise InzendFout("Er is al een dilemma van gemaakt. Werk daarin verder.")
    if not vers.is_open:
        raise InzendFout("Deze inzending is al afgehandeld. De tekst is er niet meer.")
    dilemma = redactie.begin(model=Dilemma, titel=titel, door=door)
    vers.dilemma, vers.status = dilemma, Status.IN_BEHANDELING
    vers.save(update_fields=["dilemma", "status"])
    return dilemma


@transaction.atomic
def volg(*, stuk: Dilemma) -> int:
    """Its dilemma came online: then the submission is done and its text goes. Returns how many that were."""
    if not stuk.online:
        return 0
    van = Inzending.objects.filter(dilemma=stuk, status=Status.IN_BEHANDELING)
    return van.update(status=Status.GEPUBLICEERD, klaar_week=deze_week(), **_LEEG)


def ruim_teller_op() -> None:
    """Deletes the count of an hour that is over."""
    Inzendteller.objects.filter(uur__lt=_dit_uur()).delete()
