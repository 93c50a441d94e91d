"""Moving and cancelling a planned meeting, and telling who had it in a calendar.

Who leads it with somebody else and who was invited gets a message with the changed appointment; calendar feeds know it
by themselves. A practice is nobody's date.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from vik_portal.berichten.services import stuur
from vik_portal.berichten.soorten import Berichtsoort
from vik_portal.meedoen import signalen
from vik_portal.meedoen.models import Bijeenkomst, Kaartje, Ronde, Stoel
from vik_portal.meedoen.services.bijeenkomst import MeedoenFout, op_slot, tik
from vik_portal.meedoen.uitnodigen import agendabestand, teamchefs
from vik_portal.organisatie.models import Gebruiker
from vik_portal.register import Draaiboek, register

WIJZIGING = Berichtsoort(
    "bijeenkomst-gewijzigd",
    "Een bijeenkomst is verzet of afgezegd",
    "een bijeenkomst waar jij bij hoort een andere dag of plek heeft, of niet doorgaat",
)


def mag_nog_anders(bijeenkomst: Bijeenkomst) -> bool:
    """True while the meeting did not begin; a cancelled one can still be given a new day.

    So can one that nobody ended and in which nothing was counted, when its draaiboek may be held ``opnieuw``.

    What was counted belongs to the day on which it was counted, also when the meeting says that it did not begin.
    """
    if bijeenkomst.status not in (Bijeenkomst.Status.GEPLAND, Bijeenkomst.Status.AFGEZEGD):
        draaiboek = register.misschien(Draaiboek, bijeenkomst.soort)
        if not (bijeenkomst.vanzelf_afgerond and draaiboek and draaiboek.opnieuw):
            return False
    return not bijeenkomst.rondes.filter(status__in=(Ronde.Status.OPEN, Ronde.Status.GETELD)).exists()


def _nog_niet_begonnen(bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    vers = op_slot(bijeenkomst)
    if not mag_nog_anders(vers):
        raise MeedoenFout("Deze bijeenkomst is al begonnen of afgerond. Plan een nieuwe.")
    return vers


@transaction.atomic
def verzet(*, bijeenkomst: Bijeenkomst, begin: datetime, plaats: str, door: Gebruiker) -> Bijeenkomst:
    """Gives a meeting another moment or place; a cancelled one takes place after all.

    Raises :class:`MeedoenFout` when it began already, or for a moment that has passed.
    """
    vers = _nog_niet_begonnen(bijeenkomst)
    if begin <= timezone.now():
        raise MeedoenFout("Dit moment is al voorbij. Kies een dag en een tijd die nog komen.")
    if (vers.begin, vers.plaats, vers.status) == (begin, plaats, Bijeenkomst.Status.GEPLAND):
        return vers
    if vers.vanzelf_afgerond:
        _begin_opnieuw(vers)
    vers.begin, vers.plaats, vers.status = begin, plaats, Bijeenkomst.Status.GEPLAND
    return _bewaar(vers, door)


def _begin_opnieuw(bijeenkomst: Bijeenkomst) -> None:
    """As if it had never begun: the rounds that were destroyed go, and it is prepared anew."""
    bijeenkomst.rondes.all().delete()
    bijeenkomst.huidige_stap, bijeenkomst.stap_sinds, bijeenkomst.plek = None, None, 1
    bijeenkomst.vanzelf_afgerond, bijeenkomst.uitslag_op_scherm, bijeenkomst.gedaan = False, False, []
    bijeenkomst.save()


@transaction.atomic
def zeg_af(*, bijeenkomst: Bijeenkomst, door: Gebruiker | None) -> Bijeenkomst:
    """Cancels a meeting that did not begin: its code and tickets go, and it says so wherever it stands.

    Without ``door`` it follows from something else, and everybody who had it is told.
    """
    vers = _nog_niet_begonnen(bijeenkomst)
    if vers.status == Bijeenkomst.Status.AFGEZEGD:
        return vers
    Stoel.objects.filter(bijeenkomst=vers).delete()
    Kaartje.objects.filter(bijeenkomst=vers).delete()
    vers.status, vers.code, vers.deur_open = Bijeenkomst.Status.AFGEZEGD, None, False
    vers.koppeling = vers.gekoppeld = ""
    return _bewaar(vers, door)


def _bewaar(bijeenkomst: Bijeenkomst, door: Gebruiker | None) -> Bijeenkomst:
    bijeenkomst.agendanummer += 1
    velden = ["begin", "plaats", "status", "code", "deur_open", "koppeling", "gekoppeld", "agendanummer"]
    bijeenkomst.save(update_fields=velden)
    tik(bijeenkomst)
    if not bijeenkomst.oefening:
        verteld = _vertel(bijeenkomst, door)
        signalen.gewijzigd.send(Bijeenkomst, bijeenkomst=bijeenkomst, door=door, verteld=verteld)
    return bijeenkomst


def wanneer(bijeenkomst: Bijeenkomst) -> str:
    """ "maandag 2 november om 14:00, Bureau Vlietzoom" """
    begin = timezone.localtime(bijeenkomst.begin)
    return f"{date_format(begin, 'l j F')} om {date_format(begin, 'H:i')}, {bijeenkomst.plaats}".removesuffix(", ")


def _vertel(bijeenkomst: Bijeenkomst, door: Gebruiker | None) -> set[int]:
    """Tells the others who lead it, and the teamchefs who were invited; returns their keys."""
    af = bijeenkomst.status == Bijeenkomst.Status.AFGEZEGD
    leiders = set(bijeenkomst.begeleiders.filter(is_active=True))
    ontvangers = leiders | (set(teamchefs(bijeenkomst.team)) if bijeenkomst.verstuurd else set())
    wat = f"De bijeenkomst van VIK met {bijeenkomst.met_wie}"
    zin = f"{wat} gaat niet door." if af else f"{wat} is nu op {wanneer(bijeenkomst)}."
    zin += f" {door} heeft dit aangepast." if door else ""
    zelf = {door} if door else set()
    for persoon in sorted(ontvangers - zelf, key=lambda persoon: persoon.pk):
        naar = "bijeenkomst" if persoon in leiders else "agenda"
        stuur(
            aan=persoon,
            soort=WIJZIGING.sleutel,
            onderwerp=f"Bijeenkomst met {bijeenkomst.met_wie} {'afgezegd' if af else 'verzet'}",
            tekst=f"{zin} De afspraak voor je agenda zit erbij.",
            url=reverse(f"bijeenkomsten:{naar}", args=[bijeenkomst.pk]),
            agenda=agendabestand(bijeenkomst).inhoud.decode(),
        )
    return {persoon.pk for persoon in ontvangers | zelf}
