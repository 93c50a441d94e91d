"""What goes out around a meeting: prepared messages to the teamchef, texts to copy, and a calendar file.

The texts come from the app of the draaiboek; who gets them and whether they went is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac

from vik_portal.berichten.services import stuur
from vik_portal.berichten.soorten import Berichtsoort
from vik_portal.exports import Bestand
from vik_portal.exports.ics import Afspraak
from vik_portal.exports.ics import agenda as kalender
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.services import MeedoenFout
from vik_portal.meedoen.toegang import in_agenda_van
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol
from vik_portal.register import Draaiboek, Klaarbericht, register

BERICHT = Berichtsoort("bijeenkomst", "Een bijeenkomst van VIK met je team", "VIK een bijeenkomst met je team heeft")


@dataclass(frozen=True)
class Klaar(Klaarbericht):
    """A prepared message with the day on which it was sent, if it was."""

    verstuurd_op: date | None = None


def klaar(bijeenkomst: Bijeenkomst) -> list[Klaar]:
    """The messages that fit this moment of the meeting."""
    draaiboek = register.misschien(Draaiboek, bijeenkomst.soort)
    berichten = draaiboek.berichten(bijeenkomst) if draaiboek else []
    return [
        Klaar(**vars(bericht), verstuurd_op=date.fromisoformat(dag) if dag else None)
        for bericht in berichten
        for dag in [bijeenkomst.verstuurd.get(bericht.sleutel)]
    ]


@transaction.atomic
def stuur_naar_teamchef(*, bijeenkomst: Bijeenkomst, sleutel: str) -> str:
    """Sends one prepared message to the teamchefs of the team, once; returns their names.

    Raises :class:`MeedoenFout` for a practice, a message that is not (or no longer) there or was sent, or no teamchef.
    """
    vers = Bijeenkomst.objects.select_for_update(of=("self",)).select_related("team").get(pk=bijeenkomst.pk)
    bericht = next((b for b in klaar(vers) if b.sleutel == sleutel and b.aan == "teamchef"), None)
    if vers.oefening:
        raise MeedoenFout("Dit is een oefening. Er gaat geen bericht naar de teamchef.")
    if bericht is None:
        raise MeedoenFout("Dit bericht kan nu niet weg. Laad de pagina opnieuw.")
    if bericht.verstuurd_op:
        raise MeedoenFout("Dit bericht is al naar de teamchef gestuurd.")
    ontvangers = teamchefs(vers.team)
    if not ontvangers:
        raise MeedoenFout("Dit team heeft nog geen teamchef met een account. Vraag een beheerder om er een te maken.")
    for chef in ontvangers:
        stuur(aan=chef, soort=BERICHT.sleutel, onderwerp=bericht.onderwerp, tekst=bericht.tekst, url=bericht.url)
    vers.verstuurd = vers.verstuurd | {sleutel: timezone.localdate().isoformat()}
    vers.save(update_fields=["verstuurd"])
    return " en ".join(map(str, ontvangers))


def teamchefs(team: Eenheid) -> list[Gebruiker]:
    """Who leads this team and has an account that works."""
    chefs = Gebruiker.objects.filter(is_active=True, rollen__soort=Rol.Soort.TEAMCHEF, rollen__eenheid=team)
    return list(chefs.distinct().order_by("naam"))


# --- calendars -------------------------------------------------------------------------------------------


def als_afspraken(bijeenkomsten: QuerySet[Bijeenkomst]) -> list[Afspraak]:
    """One appointment each, also of a cancelled one: that is how a calendar hears of it.

    Calendars are shared and kept by telephones: it says that there is something, and not what.
    """
    return [
        Afspraak(
            uid=f"{_merk(bijeenkomst)}@vik-portaal",
            titel="VIK: gepland",
            begin=bijeenkomst.begin,
            einde=bijeenkomst.begin + timedelta(minutes=bijeenkomst.duur or 0),
            toelichting="Log in op het portaal om te zien wat het is.",
            url=f"{settings.SITE_URL}/mijn/",
            volgnummer=bijeenkomst.agendanummer,
            geannuleerd=bijeenkomst.status == Bijeenkomst.Status.AFGEZEGD,
        )
        for bijeenkomst in bijeenkomsten.annotate(duur=Sum("stappen__minuten")).order_by("begin", "pk")
    ]


def _merk(bijeenkomst: Bijeenkomst) -> str:
    return salted_hmac("meedoen.agenda", str(bijeenkomst.pk), algorithm="sha256").hexdigest()[:32]


def afspraken_van(gebruiker: Gebruiker, vanaf: date) -> list[Afspraak]:
    """What this person leads or was invited to, from a day on."""
    komend = in_agenda_van(gebruiker).filter(begin__date__gte=vanaf)
    return als_afspraken(Bijeenkomst.objects.filter(pk__in=komend.values("pk")))


def agendabestand(bijeenkomst: Bijeenkomst) -> Bestand:
    """The same appointment as a file, so that both are one in a calendar."""
    return kalender("VIK gepland", als_afspraken(Bijeenkomst.objects.filter(pk=bijeenkomst.pk)))
