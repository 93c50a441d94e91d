"""Verbs of lessons."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from dilemmas.les.draaiboek import stappen_voor
from dilemmas.les.genoemd import genoemd_in
from dilemmas.models import Les, Lesgroep, Lesprogramma
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.services import plan
from vik_portal.organisatie.models import Gebruiker
from vik_portal.register import Draaiboek, register

#: The draaiboek of every lesson; its steps come from the programme.
SLEUTEL = "lesprogramma"


@transaction.atomic
def plan_les(
    *, programma: Lesprogramma, bijeenkomst: Bijeenkomst, begeleider: Gebruiker, groep: Lesgroep | None = None
) -> Bijeenkomst:
    """Saves a new meeting with the steps of this programme as they are published now.

    With a ``groep``, which is saved first when it is new, the meeting stands in the eenheid of that group and not with
    a team: an intake has none, and no teamchef reads along.
    """
    if groep:
        if groep.pk is None:
            groep.save()
        bijeenkomst.team, bijeenkomst.voor = groep.eenheid, groep.naam
    inhoud = programma.gelezen
    genoemd = genoemd_in(inhoud)
    draaiboek = replace(register.een(Draaiboek, SLEUTEL), stappen=lambda: stappen_voor(genoemd))
    gepland = plan(bijeenkomst=bijeenkomst, draaiboek=draaiboek, begeleider=begeleider)
    Les.objects.create(
        bijeenkomst=gepland,
        programma=programma,
        versie=programma.versienummer,
        groep=groep,
        klaarzetten=inhoud.klaarzetten,
    )
    return gepland


@transaction.atomic
def bewaar_groep(*, groep: Lesgroep) -> Lesgroep:
    """Saves a group; its lessons that are still to come or being given are called after it."""
    groep.save()
    lessen = Bijeenkomst.objects.filter(les__groep=groep).exclude(voor="").exclude(status__in=Bijeenkomst.VOORBIJ)
    lessen.update(voor=groep.naam)
    return groep


@transaction.atomic
def verwijder_groep(*, groep: Lesgroep) -> bool:
    """Deletes a group that no lesson stands for; ``False`` when there is one, and it stays.

    The lock waits for a lesson that is being planned with it.
    """
    list(Lesgroep.objects.select_for_update().filter(pk=groep.pk))
    if groep.lessen.exists():
        return False
    Lesgroep.objects.filter(pk=groep.pk).delete()
    return True
