"""A briefer's phone: no account, a signed token of a quarter of an hour, nothing about who holds it.

The token says which team, day and moment, and which screen hangs there. Who has it can read what is said, move that
screen, and mark the briefing: no more than somebody who stands in the room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone

from briefings import rooster
from briefings.models import Bespreking, Regel, Scherm, Vertoning
from briefings.models.schermen import REGEL_NA, maandag
from briefings.schema import BriefingsitemInhoud
from briefings.schermdata import plekken
from briefings.schermen import merk
from briefings.services import momenten_van
from vik_portal.organisatie.models import Eenheid

#: Seconds that a token works.
DUUR = 15 * 60
_ONDERTEKENAAR = signing.TimestampSigner(salt="briefings.briefer")


class TokenVerlopen(Exception):
    """Ours, but older than :data:`DUUR`."""


@dataclass(frozen=True)
class Sleutel:
    """What a token opens; ``scherm`` is 0 when it was not scanned from one."""

    team: int
    dag: date
    moment: time
    scherm: int = 0

    def token(self) -> str:
        """Short: it stands in a QR."""
        minuut = self.moment.hour * 60 + self.moment.minute
        return _ONDERTEKENAAR.sign(f"{self.team}.{self.dag.toordinal()}.{minuut}.{self.scherm}")


def lees_token(token: str) -> Sleutel:
    """Raises :class:`TokenVerlopen`, or ``Http404`` for what is not ours."""
    try:
        team, dag, minuut, scherm = map(int, _ONDERTEKENAAR.unsign(token, max_age=DUUR).split("."))
    except signing.SignatureExpired as fout:
        raise TokenVerlopen from fout
    except signing.BadSignature as fout:
        raise Http404 from fout
    return Sleutel(team, date.fromordinal(dag), time(*divmod(minuut, 60)), scherm)


@dataclass(frozen=True)
class Stuk:
    """An item of a briefing: what the wall shows of it, place by place, and what the briefer says."""

    vertoning: Vertoning
    inhoud: BriefingsitemInhoud
    bespreking: Bespreking | None

    @property
    def plekken(self) -> list[str]:
        """As the wall knows them: ``"<vertoning>:<what>"``."""
        return [f"{self.vertoning.pk}:{wat}" for wat in plekken(self.inhoud)]


def stukken(sleutel: Sleutel) -> list[Stuk]:
    """What hangs at this briefing, in order, with what was marked already. Two queries."""
    vertoningen = Vertoning.objects.toonbaar().filter(team=sleutel.team, dag=sleutel.dag).select_related("team")
    gevonden = list(vertoningen.order_by("volgorde", "pk"))
    marken = Bespreking.objects.filter(vertoning__in=gevonden, dag=sleutel.dag, moment=sleutel.moment)
    per_vertoning = {mark.vertoning_id: mark for mark in marken}
    return [
        Stuk(vertoning, BriefingsitemInhoud.model_validate(vertoning.versie_inhoud), per_vertoning.get(vertoning.pk))
        for vertoning in gevonden
    ]


def neem_scherm(sleutel: Sleutel) -> None:
    """From now until the token ends at the latest, the screen looks often. Says nothing of when it was tapped."""
    if sleutel.scherm:
        nu = timezone.now()
        minuut = nu.replace(second=0, microsecond=0) + timedelta(seconds=DUUR)
        nog_niet = Scherm.objects.gekoppeld().filter(pk=sleutel.scherm, team=sleutel.team)
        nog_niet.exclude(bestuurd_tot__gte=nu).update(bestuurd_tot=minuut)


def is_begonnen(sleutel: Sleutel) -> bool:
    """Whether the screens show this briefing's items by now, or did: before that there is nothing to mark."""
    begint = datetime.combine(sleutel.dag, sleutel.moment, rooster.ZONE)
    return begint <= timezone.now() + rooster.AANLOOP


def wijs(sleutel: Sleutel, plek: str) -> None:
    """Asks the screen to show this place."""
    if sleutel.scherm:
        scherm = Scherm.objects.gekoppeld().filter(pk=sleutel.scherm, team=sleutel.team)
        scherm.update(plek=plek, tik=F("tik") + 1)


def regel_kan(sleutel: Sleutel) -> bool:
    """Whether a line can still be given: as long as it is kept that one was, there can be no second."""
    return timezone.localdate() <= sleutel.dag + timedelta(days=REGEL_NA)


@transaction.atomic
def bespreek(*, sleutel: Sleutel, stuk: Stuk, uitkomst: str, band: str = "", regel: str = "") -> bool:
    """Marks the item of this briefing, with at most one line to VIK. False: there was a line already, so not this one.

    The line is kept by eenheid and week; that the briefing gave one is all that is kept beside the mark, and that not
    for long. Both rows are of one transaction, and the database knows that until the night (:mod:`briefings.schudden`).
    A line that comes too late (:func:`regel_kan`) is not kept either.
    """
    merk(vertoning_id=stuk.vertoning.pk, dag=sleutel.dag, moment=sleutel.moment, uitkomst=uitkomst, band=band)
    if not regel:
        return True
    if not regel_kan(sleutel):
        return False
    # One statement decides, so that two phones at once give one line.
    nog_geen = Bespreking.objects.filter(dag=sleutel.dag, moment=sleutel.moment, regel_gegeven=False)
    eerste = nog_geen.filter(vertoning=stuk.vertoning).update(regel_gegeven=True)
    if eerste:
        thema = stuk.inhoud.themas[0]
        Regel.objects.create(
            eenheid=eenheid_van(stuk.vertoning.team), thema=thema, tekst=regel, week=maandag(sleutel.dag)
        )
    return bool(eerste)


def eenheid_van(team: Eenheid) -> Eenheid:
    """The eenheid that a team belongs to."""
    boven = Eenheid.objects.filter(pk__in=[int(pk) for pk in team.pad.strip("/").split("/")])
    return boven.filter(soort=Eenheid.Soort.EENHEID).get()


def briefings_van(team: Eenheid, dag: date) -> list[tuple[rooster.Briefing, Sleutel]]:
    """The briefings of a day with a fresh key for each, without a screen."""
    return [
        (briefing, Sleutel(team.pk, dag, briefing.moment.begint))
        for briefing in rooster.briefings_op(momenten_van(team), dag)
    ]
