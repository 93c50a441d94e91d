"""Ending a meeting, and finishing what a crash or a begeleider who left has kept open."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from vik_portal.meedoen import stembus
from vik_portal.meedoen.models import Bijeenkomst, Kaartje, Ronde, Rondestoel, Stoel
from vik_portal.meedoen.services.bijeenkomst import SPELING, MeedoenFout, niet_afgezegd, op_slot, tik, zet_begonnen
from vik_portal.meedoen.services.rondes import stop_ronde
from vik_portal.register import Draaiboek, register

# Under the name of the package, as this line always stood in the log.
log = logging.getLogger(__package__)

#: A round open longer than this was forgotten; its box is destroyed unread.
LANGSTE_RONDE = timedelta(hours=24)
#: So long after its moment nobody ends a meeting any more: it may have begun a day late, and then has a day.
LANGSTE_BIJEENKOMST = SPELING + LANGSTE_RONDE
#: A file younger than this (seconds) may belong to a round that is being opened right now: file first, then rows.
NET_GEMAAKT = 60


class OpruimFout(Exception):
    """The hourly clean-up did all it could, and something is left."""


@transaction.atomic
def rond_af(*, bijeenkomst: Bijeenkomst, vanzelf: bool = False) -> Bijeenkomst:
    """Ends the meeting: seats, tickets and the code go, and its draaiboek does what it does then, once.

    ``vanzelf`` is for the hourly clean-up: then nobody was there, the draaiboek does nothing, and the meeting says so
    until somebody ends it after all.
    """
    vers = op_slot(bijeenkomst)
    niet_afgezegd(vers)
    al_door_iemand, begonnen = vers.voorbij and not vers.vanzelf_afgerond, zet_begonnen(vers)
    if vers.rondes.filter(status=Ronde.Status.OPEN).exists():
        raise MeedoenFout("Er loopt nog een ronde. Tel of stop die eerst.")
    Rondestoel.objects.filter(ronde__bijeenkomst=vers).delete()
    Stoel.objects.filter(bijeenkomst=vers).delete()
    Kaartje.objects.filter(bijeenkomst=vers).delete()
    vers.status, vers.code, vers.deur_open = Bijeenkomst.Status.AFGEROND, None, False
    vers.vanzelf_afgerond = vanzelf and not al_door_iemand
    vers.save(update_fields=["status", "code", "deur_open", "vanzelf_afgerond", *begonnen])
    if not (al_door_iemand or vanzelf) and (draaiboek := register.misschien(Draaiboek, vers.soort)):
        draaiboek.na_afloop(vers)
    tik(vers)
    return vers


def ruim_op() -> int:
    """At start-up and every hour: finishes what a crash left. Returns how many boxes were destroyed.

    A file whose round is not open goes; a round open for more than a day is stopped unread; an open round whose file
    is gone is void. The age of a round is that of its file: the database keeps no time of it. A meeting that nobody
    ended loses its seats two days after it was to begin; one that will not end keeps no other, and
    :class:`OpruimFout` says so when all the rest is done. On a host that does not see ``STEMBUS_DIR`` nothing happens:
    there every round would look as if its file were gone.
    """
    if not stembus.bereikbaar():
        return 0
    # Boxes first: whatever is wrong with a meeting, no box stays because of it.
    vernietigd = _ruim_bussen_op()
    grens = timezone.now() - LANGSTE_BIJEENKOMST
    vergeten = Bijeenkomst.objects.filter(status=Bijeenkomst.Status.BEZIG, begin__lt=grens)
    fouten = 0
    for bijeenkomst in vergeten.exclude(rondes__status=Ronde.Status.OPEN):
        try:
            rond_af(bijeenkomst=bijeenkomst, vanzelf=True)
        except Exception as fout:
            # Its type alone: the message of a fault in the database may quote a row.
            log.error("meedoen: een vergeten bijeenkomst blijft open (%s)", type(fout).__name__)
            fouten += 1
    if fouten:
        raise OpruimFout(f"{fouten} vergeten bijeenkomsten blijven open")
    return vernietigd


def _ruim_bussen_op() -> int:
    """Destroys the boxes that no open round needs, and stops rounds that are too old or have none."""
    open_rondes = {ronde.pk: ronde for ronde in Ronde.objects.filter(status=Ronde.Status.OPEN)}
    bestanden = stembus.aanwezig()
    vernietigd = 0
    for ronde_id, leeftijd in bestanden.items():
        if ronde_id not in open_rondes and leeftijd > NET_GEMAAKT:
            stembus.vernietig(ronde_id)
            vernietigd += 1
        elif ronde_id in open_rondes and leeftijd > LANGSTE_RONDE.total_seconds():
            stop_ronde(ronde=open_rondes[ronde_id])
            vernietigd += 1
    for ronde_id in set(open_rondes) - set(bestanden):
        stop_ronde(ronde=open_rondes[ronde_id])
    return vernietigd
