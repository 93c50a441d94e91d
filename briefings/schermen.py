"""Pairing wall screens, what a screen asks every half minute, and what it says it did."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from weakref import WeakSet

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from briefings import rooster
from briefings.models import Bespreking, Koppelcode, Scherm, Vertoning, Vertoond
from briefings.models.schermen import afgerond
from briefings.schermdata import VOORUIT
from vik_portal.meedoen.codes import LENGTE, TEKENS
from vik_portal.organisatie.models import Eenheid

#: How long a code on a screen works. Eight characters are 38 bits, and only who may pair can try one.
CODE_DUUR = timedelta(minutes=10)
#: Codes that work at the same time: more screens than are ever hung in ten minutes.
MEESTE_CODES = 500
#: What a screen says it showed is believed this far back, and this far ahead (a clock that is a little fast).
TERUG, VOORBIJ = timedelta(days=35), timedelta(minutes=30)
#: Seconds between two polls; the second while a briefer has a phone at it.
RITME, RITME_SNEL = 30, 2


class SchermFout(Exception):
    """The message is one sentence that says what to do; nothing has changed."""


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# --- pairing --------------------------------------------------------------------------------------------


def geef_code() -> tuple[Koppelcode, str]:
    """A code for a device to show, and the token that the device keeps. Codes that no longer work go.

    Raises :class:`SchermFout` when too many ask at once: codes that hang on a screen then keep working.
    """
    nu = timezone.now()
    Koppelcode.objects.filter(geldig_tot__lt=nu).delete()
    if Koppelcode.objects.count() >= MEESTE_CODES:
        raise SchermFout("Er vragen nu te veel schermen om een code. Wacht tien minuten en laad deze pagina opnieuw.")
    token = secrets.token_urlsafe(32)
    code = "".join(secrets.choice(TEKENS) for _ in range(LENGTE))
    return Koppelcode.objects.create(code=code, token_hash=hash_token(token), geldig_tot=nu + CODE_DUUR), token


@transaction.atomic
def koppel(*, code: str, team: Eenheid, naam: str, ruimte: str) -> Scherm:
    """Makes the device that shows this code a screen of the team. The code is spent."""
    open_code = Koppelcode.objects.select_for_update().filter(code=code, geldig_tot__gte=timezone.now()).first()
    if open_code is None:
        raise SchermFout("Deze code werkt niet of niet meer. Kijk welke code er nu op het scherm staat.")
    open_code.delete()
    try:
        with transaction.atomic():
            return Scherm.objects.create(naam=naam, ruimte=ruimte, team=team, token_hash=open_code.token_hash)
    except IntegrityError as fout:
        raise SchermFout(f"{team} heeft al een scherm dat ‘{naam}’ heet. Kies een andere naam.") from fout


def trek_in(*, scherm: Scherm) -> None:
    """The device forgets what it kept at its next poll, and shows a new code."""
    Scherm.objects.gekoppeld().filter(pk=scherm.pk).update(ingetrokken_op=timezone.now(), bestuurd_tot=None)


# --- what a screen asks ---------------------------------------------------------------------------------

#: The screen of a token, what a phone asks of it, its moments, and all that decides what hangs there: one statement,
#: which also writes down, once in five minutes, that the screen is there. Whoever changes what may be shown
#: (``VertoningQuerySet.toonbaar``) adds it to the second list; a screen asks for everything once an hour all the same.
#: $1 the token's hash, $2 now in steps of five minutes, $3 and $4 the first and last day that matter.
STAND = """
WITH gezien AS (
  UPDATE briefings_scherm SET laatst_bijgewerkt = $2
  WHERE token_hash = $1 AND ingetrokken_op IS NULL AND (laatst_bijgewerkt IS NULL OR laatst_bijgewerkt < $2)
)
SELECT s.id, s.team_id, s.tik, s.plek, s.bestuurd_tot,
  (SELECT array_agg(to_char(b.begint, 'HH24:MI:SS') || b.naam ORDER BY b.begint)
   FROM briefings_briefingtijd b WHERE b.team_id = s.team_id),
  (SELECT string_agg(concat_ws('.', v.id, v.dag, v.volgorde, i.versienummer, i.status = 'ingetrokken', CASE
       WHEN v.campagne_id IS NOT NULL THEN (
         SELECT g.versie_id FROM briefings_goedkeuring g
         WHERE g.item_id = i.id AND g.eenheid_id = split_part(e.pad, '/', 3)::bigint AND g.status = 'goedgekeurd'
         ORDER BY g.besluit_op DESC, g.id DESC LIMIT 1) END), ' '
                     ORDER BY v.dag, v.volgorde, v.id)
   FROM briefings_vertoning v JOIN briefings_briefingsitem i ON i.id = v.item_id
     JOIN organisatie_eenheid e ON e.id = v.team_id
   WHERE v.team_id = s.team_id AND NOT v.vervallen AND v.dag BETWEEN $3 AND $4)
FROM briefings_scherm s WHERE s.token_hash = $1 AND s.ingetrokken_op IS NULL
"""
#: Connections that know the statement: planning it costs more than running it, and screens ask for nothing else.
_VOORBEREID: WeakSet[Any] = WeakSet()


def _rij(hash_: str, stap: datetime, van: date, tot: date) -> tuple[Any, ...] | None:
    """What :data:`STAND` says of a token."""
    with connection.cursor() as cursor:
        if connection.connection not in _VOORBEREID:
            cursor.execute(f"PREPARE scherm_stand (text, timestamptz, date, date) AS {STAND}")
            _VOORBEREID.add(connection.connection)
        cursor.execute("EXECUTE scherm_stand(%s, %s, %s, %s)", [hash_, stap, van, tot])
        return cursor.fetchone()


@dataclass(frozen=True)
class Stand:
    """Where a screen is: whose, the stretch of time of now, a fingerprint of its fortnight, and what a phone asks."""

    scherm_id: int
    team_id: int
    tijdvak: rooster.Tijdvak
    plan: str
    tik: int
    plek: str
    bestuurd: bool

    @property
    def etag(self) -> str:
        return f'"{self.plan}-{int(self.tijdvak.van.timestamp()):x}-{self.tik}-{int(self.bestuurd)}"'


def stand(token: str, bouw: str) -> Stand | None:
    """One query; ``None`` for a device that is not paired (any more). ``bouw``: what else makes a plan another one."""
    nu = timezone.now()
    vandaag = nu.astimezone(rooster.ZONE).date()
    rij = _rij(hash_token(token), afgerond(nu), vandaag - timedelta(days=1), vandaag + VOORUIT)
    if rij is None:
        return None
    scherm_id, team_id, tik, plek, bestuurd_tot, tijden, hangt = rij
    momenten = tuple(rooster.Moment(time.fromisoformat(tijd[:8]), tijd[8:]) for tijd in tijden or ())
    plan = hashlib.sha256(f"{vandaag}|{tijden}|{hangt}|{bouw}".encode()).hexdigest()[:16]
    vak = rooster.tijdvak(momenten or rooster.STANDAARD, nu)
    return Stand(scherm_id, team_id, vak, plan, tik, plek, bestuurd_tot is not None and bestuurd_tot > nu)


# --- what a screen says it did --------------------------------------------------------------------------


@dataclass(frozen=True)
class Melding:
    """What a screen reports: an item was shown at a briefing, or (``uitkomst``) what the briefing did with it."""

    sleutel: str
    vertoning: int
    dag: date
    moment: time
    uitkomst: str = ""


def lees_melding(ruw: Any) -> Melding | None:
    """A report as it came in; ``None`` when it is not one."""
    try:
        uitkomst = str(ruw.get("uitkomst", ""))
        melding = Melding(
            sleutel=str(ruw["sleutel"])[:80],
            vertoning=int(ruw["vertoning"]),
            dag=date.fromisoformat(ruw["dag"]),
            moment=time.fromisoformat(ruw["moment"]),
            uitkomst=uitkomst,
        )
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
        return None
    return melding if uitkomst in ("", *Bespreking.Uitkomst.values) and 0 < melding.vertoning < 2**63 else None


def _kan(melding: Melding, nu: datetime) -> bool:
    """Whether such a briefing can have begun, lately."""
    begint = datetime.combine(melding.dag, melding.moment.replace(tzinfo=None), rooster.ZONE)
    return nu - TERUG <= begint <= nu + rooster.AANLOOP + VOORBIJ


@transaction.atomic
def boek(*, scherm_id: int, team_id: int, meldingen: Iterable[Melding]) -> None:
    """Writes down what a screen reports, each once; what cannot be is left out. Saying it again changes nothing."""
    nu = timezone.now()
    kan = [melding for melding in meldingen if _kan(melding, nu)]
    gevraagd = {melding.vertoning for melding in kan}
    eigen = Vertoning.objects.geldig().filter(team=team_id, pk__in=gevraagd)
    # The day is that of the showing as it stands now: what was moved meanwhile hung on a day that is no longer its own.
    dagen = dict(eigen.values_list("pk", "dag"))
    kan = [melding for melding in kan if dagen.get(melding.vertoning) == melding.dag]
    Vertoond.objects.bulk_create(
        [
            Vertoond(scherm_id=scherm_id, vertoning_id=melding.vertoning, dag=melding.dag, moment=melding.moment)
            for melding in kan
            if not melding.uitkomst
        ],
        ignore_conflicts=True,
    )
    for melding in kan:
        if melding.uitkomst:
            merk(vertoning_id=melding.vertoning, dag=melding.dag, moment=melding.moment, uitkomst=melding.uitkomst)


def merk(*, vertoning_id: int, dag: date, moment: time, uitkomst: str, band: str = "") -> None:
    """What a briefing did with an item; the last word counts, and no band leaves an earlier one. One statement."""
    Bespreking.objects.bulk_create(
        [Bespreking(vertoning_id=vertoning_id, dag=dag, moment=moment, uitkomst=uitkomst, band=band)],
        update_conflicts=True,
        unique_fields=["vertoning", "dag", "moment"],
        update_fields=["uitkomst", "band"] if band else ["uitkomst"],
    )
