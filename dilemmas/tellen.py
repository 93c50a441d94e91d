"""Counting without knowing who: a choice or a rating is one SQL statement that raises totals.

The statement also copies the totals to what readers see, when a step is full. It goes past Django's wrappers
(:mod:`vik_portal.opdracht`): the audit trail would put the account and the address of a logged-in reader into its text,
and there is nothing to follow here.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Sequence
from typing import NamedTuple

from django.core.cache import caches
from django.core.signing import BadSignature, Signer

from dilemmas.beeld import Keuzetal
from dilemmas.models import DREMPEL, STAP, Dilemma
from dilemmas.opties import stapel
from vik_portal.opdracht import voer_vast

#: Under this name the whole library is kept, with the stars that it shows.
BIBLIOTHEEK = "dilemmas"
#: A page to choose again on counts in the hour in which it was made and in the next one.
GELDIGE_UREN = 2
#: So often per minute a process takes stars for one dilemma: a brake on a script that needs no address of anybody.
STERREN_PER_MINUUT = 60

_KEUZE = f"""
WITH bon AS (
    INSERT INTO dilemmas_bon (afdruk, uur) VALUES (%(afdruk)s, %(uur)s) ON CONFLICT DO NOTHING RETURNING 1
), geteld AS (
    INSERT INTO dilemmas_keuzetelling AS t (dilemma_id, opties, eerste, tweede, totaal)
    SELECT %(dilemma)s, %(opties)s, %(eerste)s::int[], %(tweede)s::int[], 1 FROM bon
    ON CONFLICT (dilemma_id, opties) DO UPDATE
    SET eerste[%(plek1)s] = t.eerste[%(plek1)s] + 1, tweede[%(plek2)s] = t.tweede[%(plek2)s] + 1, totaal = t.totaal + 1
    RETURNING dilemma_id, opties, eerste, tweede, totaal
), stand AS (
    INSERT INTO dilemmas_keuzestand (dilemma_id, opties, eerste, tweede, totaal)
    SELECT dilemma_id, opties, eerste, tweede, totaal FROM geteld WHERE totaal >= {DREMPEL} AND totaal %% {STAP} = 0
    ON CONFLICT (dilemma_id, opties) DO UPDATE
    SET eerste = excluded.eerste, tweede = excluded.tweede, totaal = excluded.totaal
    RETURNING eerste, tweede, totaal
), stand_nu AS (  -- what this statement wrote, it does not see in the table
    SELECT * FROM stand UNION ALL
    SELECT eerste, tweede, totaal FROM dilemmas_keuzestand
    WHERE dilemma_id = %(dilemma)s AND opties = %(opties)s AND NOT EXISTS (SELECT 1 FROM stand)
)
SELECT EXISTS (SELECT 1 FROM geteld), k.eerste::int[], k.tweede::int[], k.totaal::int, s.aantallen::int[]
FROM (SELECT %(dilemma)s::bigint AS id) AS d
LEFT JOIN stand_nu AS k ON true
LEFT JOIN dilemmas_sterrenstand AS s ON s.dilemma_id = d.id
"""  # noqa: S608

# A page of the library that shows the old average is forgotten with it.
_STERREN = f"""
WITH geteld AS (
    INSERT INTO dilemmas_sterrentelling AS t (dilemma_id, aantallen, totaal)
    VALUES (%(dilemma)s, %(aantallen)s::int[], 1)
    ON CONFLICT (dilemma_id) DO UPDATE
    SET aantallen[%(sterren)s] = t.aantallen[%(sterren)s] + 1, totaal = t.totaal + 1
    RETURNING dilemma_id, aantallen, totaal
), stand AS (
    INSERT INTO dilemmas_sterrenstand (dilemma_id, aantallen, totaal)
    SELECT dilemma_id, aantallen, totaal FROM geteld WHERE totaal >= {DREMPEL} AND totaal %% {STAP} = 0
    ON CONFLICT (dilemma_id) DO UPDATE SET aantallen = excluded.aantallen, totaal = excluded.totaal
    RETURNING 1
)
DELETE FROM redactie_weergave WHERE naam = %(weergave)s AND EXISTS (SELECT 1 FROM stand)
"""  # noqa: S608

_STANDEN = """
SELECT k.eerste::int[], k.tweede::int[], k.totaal::int, s.aantallen::int[]
FROM (SELECT %(dilemma)s::bigint AS id) AS d
LEFT JOIN dilemmas_keuzestand AS k ON k.dilemma_id = d.id AND k.opties = %(opties)s
LEFT JOIN dilemmas_sterrenstand AS s ON s.dilemma_id = d.id
"""


def _een(plek: int, lengte: int) -> list[int]:
    return [int(n == plek) for n in range(lengte)]


# --- a choice ---------------------------------------------------------------------------------------------------------


def dit_uur() -> int:
    """Whole hours since 1970."""
    return int(time.time() // 3600)


def _zegel(dilemma: Dilemma, sleutels: Sequence[str]) -> Signer:
    return Signer(salt=f"dilemmas.bon:{dilemma.pk}:{stapel(sleutels)}")


def maak_bon(*, dilemma: Dilemma, sleutels: Sequence[str], uur: int | None = None) -> str:
    """What a form to choose again carries, so that sending it twice counts once. Nothing is kept of it until then."""
    return _zegel(dilemma, sleutels).sign(f"{dit_uur() if uur is None else uur}.{secrets.token_urlsafe(16)}")


class Standen(NamedTuple):
    """The published totals of the choices and of the stars; ``None`` for what is not published."""

    keuzes: Keuzetal | None
    sterren: tuple[int, ...] | None


def tel_keuze(
    *, dilemma: Dilemma, sleutels: Sequence[str], eerste: str, tweede: str, bon: str
) -> tuple[bool, Standen] | None:
    """Counts a first and a second choice (keys of options) and reads what is published, in one statement.

    False when this ``bon`` counted before; ``None`` when it is too old or not ours.
    """
    try:
        inhoud = _zegel(dilemma, sleutels).unsign(bon)
    except BadSignature:
        return None
    uur = int(inhoud.partition(".")[0])
    if not 0 <= dit_uur() - uur < GELDIGE_UREN:
        return None
    volgorde = sorted(sleutels)
    plek1, plek2 = volgorde.index(eerste), volgorde.index(tweede)
    waarden = {
        "afdruk": hashlib.sha256(bon.encode()).digest(),
        "uur": uur,
        "dilemma": dilemma.pk,
        "opties": stapel(sleutels),
        "eerste": _een(plek1, len(volgorde)),
        "tweede": _een(plek2, len(volgorde)),
        # PostgreSQL counts the places of an array from one.
        "plek1": plek1 + 1,
        "plek2": plek2 + 1,
    }
    geteld, *rij = voer_vast(_KEUZE, waarden)
    return geteld, _standen(*rij)


# --- stars ------------------------------------------------------------------------------------------------------------


class TeDruk(Exception):
    """More stars in a minute than people give; the message says what to do."""


def geef_sterren(*, dilemma: Dilemma, sterren: int) -> None:
    """Counts one to five stars. Raises :class:`TeDruk`; nothing is counted then."""
    # In the memory of this process alone, and twice as long as its minute, so that it is there to be raised.
    minuut = f"dilemmas.sterren:{dilemma.pk}:{int(time.time() // 60)}"
    caches["proces"].add(minuut, 0, timeout=120)
    if caches["proces"].incr(minuut) > STERREN_PER_MINUUT:
        raise TeDruk("Er komen nu te veel sterren tegelijk binnen. Probeer het over een minuut nog eens.")
    waarden = {"dilemma": dilemma.pk, "aantallen": _een(sterren - 1, 5), "sterren": sterren, "weergave": BIBLIOTHEEK}
    voer_vast(_STERREN, waarden)


# --- what readers see -------------------------------------------------------------------------------------------------


def _standen(eerste: list[int], tweede: list[int], totaal: int | None, sterren: list[int] | None) -> Standen:
    return Standen(
        Keuzetal(tuple(eerste), tuple(tweede), totaal) if totaal else None, tuple(sterren) if sterren else None
    )


def standen(*, dilemma: Dilemma, sleutels: Sequence[str]) -> Standen:
    """What is published now."""
    return _standen(*voer_vast(_STANDEN, {"dilemma": dilemma.pk, "opties": stapel(sleutels)}))
