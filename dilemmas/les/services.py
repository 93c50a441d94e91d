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
    """Saves a new meeting with the steps of this programme as they are published now."""
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
