"""Verbs on what the team worded together: risks, measures and their progress.

The pulse reads what the steps made, and those use these verbs: so its own are imported where they are used.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from risicoanalyse.models import Maatregel, Risico, Voortgang
from vik_portal.meedoen.models import Bijeenkomst, Ronde
from vik_portal.meedoen.services import MeedoenFout

#: At most so many risks per meeting: what a team can keep in its head.
MEEST = 3


def _nog_niet_gestemd(bijeenkomst: Bijeenkomst) -> None:
    if bijeenkomst.rondes.filter(soort="kansgevolg", status__in=[Ronde.Status.OPEN, Ronde.Status.GETELD]).exists():
        raise MeedoenFout("Over deze risico’s is al gestemd. Ze staan nu vast.")


@transaction.atomic
def bewaar_risico(*, bijeenkomst: Bijeenkomst, oorzaak: str, gebeurtenis: str, gevolg: str, thema: str = "") -> Risico:
    """Adds a risk after those that stand there. Raises :class:`MeedoenFout` when there are three or votes were cast."""
    Bijeenkomst.objects.select_for_update(of=("self",)).get(pk=bijeenkomst.pk)
    _nog_niet_gestemd(bijeenkomst)
    aantal = bijeenkomst.risicos.count()
    if aantal >= MEEST:
        raise MeedoenFout("Er staan al drie risico’s. Haal er eerst een weg.")
    return Risico.objects.create(
        bijeenkomst=bijeenkomst,
        volgorde=aantal + 1,
        oorzaak=oorzaak,
        gebeurtenis=gebeurtenis,
        gevolg=gevolg,
        thema=thema,
    )


@transaction.atomic
def wis_risico(*, bijeenkomst: Bijeenkomst, volgorde: int) -> None:
    """Takes a risk away; the others close up. With the last agreement goes the moment to look back on it."""
    from risicoanalyse.pulse import plannen

    Bijeenkomst.objects.select_for_update(of=("self",)).get(pk=bijeenkomst.pk)
    _nog_niet_gestemd(bijeenkomst)
    bijeenkomst.risicos.filter(volgorde=volgorde).delete()
    plannen.laat_vervallen(bijeenkomst=bijeenkomst)
    for nummer, risico in enumerate(bijeenkomst.risicos.all(), 1):
        if risico.volgorde != nummer:
            risico.volgorde = nummer
            risico.save(update_fields=["volgorde"])


@transaction.atomic
def bewaar_maatregel(*, risico: Risico, velden: dict[str, Any]) -> Maatregel:
    """Sets or changes the one measure against a risk. With the first one, looking back is planned by itself."""
    from risicoanalyse.pulse import plannen

    maatregel, nieuw = Maatregel.objects.update_or_create(risico=risico, defaults=velden)
    if nieuw:
        Voortgang.objects.create(maatregel=maatregel, status=maatregel.status)
        plannen.plan_pulsen(bijeenkomst=risico.bijeenkomst)
    return maatregel


@transaction.atomic
def zet_status(*, maatregel: Maatregel, status: str, toelichting: str = "") -> None:
    """Notes how a measure is going; each change is a line in its history."""
    maatregel.status = status
    maatregel.save(update_fields=["status"])
    Voortgang.objects.create(maatregel=maatregel, status=status, toelichting=toelichting)


def zet_thema(*, risico: Risico, thema: str) -> None:
    """Says which themablad fits a risk; its words stay as the team chose them."""
    risico.thema = thema
    risico.save(update_fields=["thema"])


@transaction.atomic
def markeer_besproken(*, bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    """Notes that the report was discussed with the team; from then on its teamchef may read it. The first day stays.

    Raises :class:`MeedoenFout` for a practice, for a meeting that still runs, and when nothing was counted.
    """
    from risicoanalyse.pulse import plannen

    vers = Bijeenkomst.objects.select_for_update(of=("self",)).get(pk=bijeenkomst.pk)
    if vers.oefening:
        raise MeedoenFout("Een oefening bespreek je niet met een team. Ze blijft alleen van jou.")
    if vers.status != Bijeenkomst.Status.AFGEROND:
        raise MeedoenFout("Rond eerst de bijeenkomst af in de regie. Bespreek daarna het verslag met het team.")
    if not vers.rondes.filter(soort="vragenlijst", status=Ronde.Status.GETELD).exists():
        raise MeedoenFout("Er is geen vragenlijst geteld, dus er is geen verslag om te bespreken.")
    if vers.nabesproken_op is None:
        vers.nabesproken_op = timezone.localdate()
        vers.save(update_fields=["nabesproken_op"])
        plannen.bespreek_mee(van=vers)
    return vers
