"""Planning a meeting, its checklist, and who leads it."""

from __future__ import annotations

from django.db import transaction

from vik_portal.meedoen import signalen
from vik_portal.meedoen.models import Bijeenkomst, Stap
from vik_portal.meedoen.services.bijeenkomst import MeedoenFout, op_slot
from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.toegang import heeft_rol
from vik_portal.register import Draaiboek


@transaction.atomic
def plan(*, bijeenkomst: Bijeenkomst, draaiboek: Draaiboek, begeleider: Gebruiker) -> Bijeenkomst:
    """Saves a new meeting with the steps of its draaiboek; who plans it leads it."""
    bijeenkomst.soort, bijeenkomst.stopregels = draaiboek.sleutel, draaiboek.stopregels()
    bijeenkomst.save()
    bijeenkomst.begeleiders.add(begeleider)
    Stap.objects.bulk_create(
        Stap(bijeenkomst=bijeenkomst, volgorde=nummer, **velden) for nummer, velden in enumerate(draaiboek.stappen(), 1)
    )
    return bijeenkomst


@transaction.atomic
def vink(*, bijeenkomst: Bijeenkomst, regel: str, gedaan: bool) -> None:
    """Ticks a line of the checklist, or takes the tick away."""
    vers = op_slot(bijeenkomst)
    vers.gedaan = [ander for ander in vers.gedaan if ander != regel] + ([regel] if gedaan else [])
    vers.save(update_fields=["gedaan"])


@transaction.atomic
def voeg_begeleider_toe(*, bijeenkomst: Bijeenkomst, email: str) -> Gebruiker:
    """Lets a second preventiecoördinator lead this meeting too. Raises :class:`MeedoenFout` for anybody else."""
    persoon = Gebruiker.objects.filter(email=email.strip().lower(), is_active=True).first()
    if persoon is None or not heeft_rol(persoon, Rol.Soort.PREVENTIECOORDINATOR):
        raise MeedoenFout("Met dit e-mailadres is geen preventiecoördinator bekend. Kijk het adres na.")
    bijeenkomst.begeleiders.add(persoon)
    signalen.begeleiders_gewijzigd.send(Bijeenkomst, bijeenkomst=bijeenkomst, erbij=persoon)
    return persoon


@transaction.atomic
def stop_als_begeleider(*, bijeenkomst: Bijeenkomst, wie: Gebruiker) -> None:
    """Hands the meeting over: the others go on, and who stops sees it no more."""
    vers = op_slot(bijeenkomst)
    if not vers.begeleiders.exclude(pk=wie.pk).exists():
        raise MeedoenFout("Je bent de enige begeleider. Voeg eerst een collega toe, dan kun je overdragen.")
    vers.begeleiders.remove(wie)
    # A phone that was paired may be the one of who stops.
    vers.koppeling = vers.gekoppeld = ""
    vers.save(update_fields=["koppeling", "gekoppeld"])
    signalen.begeleiders_gewijzigd.send(Bijeenkomst, bijeenkomst=vers, eraf=wie)
