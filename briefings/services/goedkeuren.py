"""Approval: the leadership of an eenheid says yes or no to one frozen version of an item, and what that means on a day.

Public surface: :func:`vraag`, :func:`beslis`, :func:`stuur_link`, :func:`laat_vervallen`, :func:`herinner`; and the
questions :func:`goedgekeurde_versie`, :func:`toonbare_versie`, :func:`toonbare_versies`. A rule that says no raises
:class:`GoedkeurFout` with one Dutch sentence; nothing has changed then.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from briefings.models import Briefingsitem, Goedkeuring, Vertoning
from briefings.models.goedkeuring import BESLISSERS, afdruk_van, beslissers_van, met_toonbare_versie
from briefings.soorten import STAND, VRAAG
from vik_portal.berichten.models import Bericht
from vik_portal.berichten.services import stuur
from vik_portal.organisatie.models import Eenheid, Gebruiker
from vik_portal.organisatie.toegang import heeft_rol
from vik_portal.redactie.models import Versie
from vik_portal.redactie.signalen import gepubliceerd

Status = Goedkeuring.Status
#: A reminder goes so many days before the last day, and on the day itself.
HERINNER_VOORAF = timedelta(days=2)
#: Who asks for a new link gets one at most this often: an old link must not fill somebody's mailbox.
LINK_RUST = timedelta(minutes=15)


class GoedkeurFout(Exception):
    """The message is one sentence that says what to do."""


class Gevraagd(NamedTuple):
    """What was asked now, and the eenheden that have nobody to ask."""

    nieuw: list[Goedkeuring]
    zonder_leiding: list[Eenheid]


# What may be shown


def goedgekeurde_versie(item: Briefingsitem, eenheid: Eenheid) -> Versie | None:
    """The version that the leadership of this eenheid approved last; ``None`` when there is none (any more)."""
    akkoord = Goedkeuring.objects.geldend().filter(item=item, eenheid=eenheid).select_related("versie").first()
    return akkoord.versie if akkoord else None


def geldende_versies(items: Iterable[int], eenheden: Iterable[int]) -> dict[tuple[int, int], int]:
    """The same for many: (item, eenheid) → the version, all by key; what is not in it has none. One query."""
    rijen = Goedkeuring.objects.geldend().filter(item__in=set(items), eenheid__in=set(eenheden))
    eerste = rijen.order_by("item", "eenheid", "-besluit_op", "-pk").distinct("item", "eenheid")
    return {(item, eenheid): versie for item, eenheid, versie in eerste.values_list("item", "eenheid", "versie")}


def toonbare_versie(vertoning: Vertoning) -> Versie | None:
    """The frozen content that may be shown for this showing; ``None`` when there is none (any more).

    The one question of screens, packages and planner.
    """
    return toonbare_versies([vertoning]).get(vertoning.pk)


def toonbare_versies(vertoningen: Iterable[Vertoning]) -> dict[int, Versie]:
    """By showing, what may be shown; a showing that is not in it may not be shown. Two queries, however many there are.

    Who asks for the showings itself does it in those same two: ``met_toonbare_versie`` and :func:`versies_bij`.
    """
    rijen = Vertoning.objects.filter(pk__in=[vertoning.pk for vertoning in vertoningen])
    return versies_bij(met_toonbare_versie(rijen).only("pk"))


def versies_bij(vertoningen: Iterable[Vertoning]) -> dict[int, Versie]:
    """The versions of showings that came from ``met_toonbare_versie``. One query."""
    ids: dict[int, int | None] = {vertoning.pk: vertoning.toonbaar for vertoning in vertoningen}  # type: ignore[attr-defined]
    versies = Versie.objects.in_bulk({pk for pk in ids.values() if pk})
    return {vertoning: versies[pk] for vertoning, pk in ids.items() if pk}


def wacht_op_akkoord(vertoningen: QuerySet[Vertoning]) -> QuerySet[Vertoning]:
    """Those of a campaign that cannot be shown, since nobody approved the item for the team's eenheid. One query."""
    rijen = met_toonbare_versie(vertoningen.filter(campagne__isnull=False, vervallen=False))
    return rijen.filter(toonbaar__isnull=True)  # type: ignore[misc]


# Asking and deciding


@transaction.atomic
def vraag(*, item: Briefingsitem, eenheden: Iterable[Eenheid], door: Gebruiker, uiterlijk: date) -> Gevraagd:
    """Asks the leadership of these eenheden about the published version; each gets a message with one link.

    Leaves alone where this version was approved already, or is being looked at.
    """
    vers = Briefingsitem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not vers.online:
        raise GoedkeurFout("Dit item is niet gepubliceerd. VIK kijkt het eerst na, daarna vraag je akkoord.")
    if uiterlijk < timezone.localdate():
        raise GoedkeurFout("Die dag is voorbij. Kies een dag vanaf vandaag.")
    laat_vervallen(item=vers)
    versie = vers.versies.get(nummer=vers.versienummer)
    er_is = set(
        Goedkeuring.objects.filter(item=vers, versie=versie, status__in=[Status.OPEN, Status.GOEDGEKEURD]).values_list(
            "eenheid", flat=True
        )
    )
    te_vragen = [eenheid for eenheid in eenheden if eenheid.pk not in er_is]
    if not te_vragen:
        raise GoedkeurFout("Akkoord is hier al gevraagd of gegeven. Je hoeft niets te doen.")
    gevraagd = Gevraagd([], [])
    for eenheid in te_vragen:
        leiding = beslissers_van(eenheid)
        if not leiding:
            gevraagd.zonder_leiding.append(eenheid)
            continue
        nieuw = Goedkeuring.objects.create(
            item=vers, versie=versie, eenheid=eenheid, afdruk=afdruk_van(versie.inhoud), gevraagd_door=door,
            uiterlijk=uiterlijk,
        )  # fmt: skip
        gevraagd.nieuw.append(nieuw)
        for ontvanger in leiding:
            _stuur_vraag(nieuw, ontvanger)
    if not gevraagd.nieuw:
        raise GoedkeurFout(zonder_leiding(gevraagd.zonder_leiding))
    return gevraagd


def zonder_leiding(eenheden: list[Eenheid]) -> str:
    """The sentence about eenheden with nobody to ask."""
    namen = " en ".join(eenheid.naam for eenheid in eenheden)
    werkwoord = "heeft" if len(eenheden) == 1 else "hebben"
    return f"{namen} {werkwoord} nog geen eenheidsleiding in het portaal. Vraag een beheerder om er een te maken."


@transaction.atomic
def beslis(
    *, goedkeuring: Goedkeuring, door: Gebruiker, akkoord: bool, reden: str = "", via_link: bool = False
) -> None:
    """The leadership's answer, once. Who asked hears it. Two who answer at the same time take turns."""
    vers = Goedkeuring.objects.select_for_update(of=("self",)).met_alles().get(pk=goedkeuring.pk)
    if not mag_beslissen(door, vers):
        raise GoedkeurFout(f"Jij beslist niet meer voor {vers.eenheid}. Vraag een beheerder om je rol na te kijken.")
    if not vers.is_open:
        raise GoedkeurFout(f"Je antwoord is niet verwerkt. {hoe_het_staat(vers)}")
    if vers.versie.nummer != vers.item.versienummer or not vers.item.online or not vers.ongeschonden:
        raise GoedkeurFout("Dit is niet meer de laatste versie van het item. Wacht op een nieuwe vraag van VIK.")
    if not akkoord and not reden.strip():
        raise GoedkeurFout("Schrijf op wat er anders moet. Zonder reden kan VIK niet verder.")
    vers.status = Status.GOEDGEKEURD if akkoord else Status.TERUGGEGEVEN
    vers.besluit_op, vers.besluit_door, vers.via_link = timezone.now(), door, via_link
    vers.reden = "" if akkoord else " ".join(reden.split())
    vers.save(update_fields=["status", "besluit_op", "besluit_door", "via_link", "reden"])
    if akkoord:
        _vertel(vers, "akkoord", f"{door} geeft akkoord voor {vers.eenheid}. Het item kan daar op de schermen.")
    else:
        _vertel(
            vers,
            "terug",
            f"{door} geeft het item terug voor {vers.eenheid}: {vers.reden}\n"
            "Pas het item aan en vraag opnieuw akkoord. Tot die tijd hangt daar wat eerder akkoord kreeg.",
        )


def mag_beslissen(gebruiker: Gebruiker, goedkeuring: Goedkeuring) -> bool:
    """Whether this person is leadership of that eenheid at this moment, with an account that works."""
    return gebruiker.is_active and heeft_rol(gebruiker, *BESLISSERS, eenheid=goedkeuring.eenheid)


def hoe_het_staat(goedkeuring: Goedkeuring) -> str:
    """In one or two sentences what became of a question; empty while it is open."""
    if goedkeuring.is_open:
        return ""
    wie = str(goedkeuring.besluit_door) if goedkeuring.besluit_door else "Iemand die geen account meer heeft"
    wanneer = date_format(timezone.localtime(goedkeuring.besluit_op), "l j F, H:i") if goedkeuring.besluit_op else ""
    match goedkeuring.status:
        case Status.GOEDGEKEURD:
            return f"{wie} gaf akkoord op {wanneer}."
        case Status.TERUGGEGEVEN:
            return f"{wie} gaf het item terug op {wanneer}. De reden: {goedkeuring.reden}"
    if not goedkeuring.item.online:
        return "Het item is ingetrokken. Er is niets meer te beslissen."
    return "Er kwam een nieuwe versie van het item. VIK vraagt daar opnieuw akkoord voor."


@transaction.atomic
def laat_vervallen(*, item: Briefingsitem | None = None) -> int:
    """Ends questions about a version that is no longer the published one; of an item offline, approvals too.

    Who asked a question that was still open hears it. Returns how many ended.
    """
    oud = Goedkeuring.objects.achterhaald()
    rijen = list((oud.filter(item=item) if item else oud).select_for_update(of=("self",)).met_alles())
    for rij in rijen:
        was_open, rij.status = rij.is_open, Status.VERVALLEN
        rij.save(update_fields=["status"])
        if was_open:
            zin = "Vraag opnieuw akkoord." if rij.item.online else "Haal het ook van de dagen waarop het gepland staat."
            _vertel(rij, "vervallen", f"{hoe_het_staat(rij).split('. ')[0]}. De vraag aan {rij.eenheid} vervalt. {zin}")
    return len(rijen)


@receiver(gepubliceerd, sender=Briefingsitem, dispatch_uid="briefings.goedkeuren")
def _na_publiceren(stuk: Briefingsitem, **rest: Any) -> None:
    laat_vervallen(item=stuk)


def herinner(*, dag: date) -> int:
    """Sends what is due: two days ahead (or the day after that, when the worker was down) and on the last day.

    Each goes once, however often this runs. Returns about how many questions.
    """
    aantal = 0
    for rij in Goedkeuring.objects.open().filter(uiterlijk__gte=dag, uiterlijk__lte=dag + HERINNER_VOORAF).met_alles():
        moment = rij.uiterlijk if dag == rij.uiterlijk else rij.uiterlijk - HERINNER_VOORAF
        with transaction.atomic():
            vrij = Goedkeuring.objects.open().filter(pk=rij.pk).exclude(herinnerd_op__gte=moment)
            # Asked today is no reason to remind today.
            if timezone.localdate(rij.gevraagd_op) >= dag or not vrij.update(herinnerd_op=dag):
                continue
            for ontvanger in beslissers_van(rij.eenheid):
                _stuur_vraag(rij, ontvanger, herinnering=True)
            aantal += 1
    return aantal


def stuur_link(*, goedkeuring: Goedkeuring, ontvanger: Gebruiker) -> None:
    """A fresh link for who held one that is too old. Quietly nothing when one was sent just now."""
    if not goedkeuring.is_open or not mag_beslissen(ontvanger, goedkeuring):
        return
    pas = Bericht.objects.filter(ontvanger=ontvanger, soort=VRAAG.sleutel, url=adres(goedkeuring))
    if not pas.filter(gemaakt_op__gt=timezone.now() - LINK_RUST).exists():
        _stuur_vraag(goedkeuring, ontvanger)


def adres(goedkeuring: Goedkeuring) -> str:
    """Where somebody with an account decides; also what stands under Berichten."""
    return reverse("briefings:goedkeuring", args=[goedkeuring.pk])


def _stuur_vraag(goedkeuring: Goedkeuring, ontvanger: Gebruiker, *, herinnering: bool = False) -> None:
    titel = goedkeuring.versie.inhoud["titel"]
    wie = str(goedkeuring.gevraagd_door or "VIK")
    stuur(
        aan=ontvanger,
        soort=VRAAG.sleutel,
        onderwerp=f"{'Herinnering: akkoord' if herinnering else 'Akkoord'} gevraagd: {titel}",
        tekst=f"{wie} vraagt je akkoord voor een item in de briefings van {goedkeuring.eenheid}: ‘{titel}’. "
        f"Het kost je een paar minuten. Antwoord uiterlijk {date_format(goedkeuring.uiterlijk, 'l j F')}.",
        url=adres(goedkeuring),
    )


def _vertel(goedkeuring: Goedkeuring, wat: str, tekst: str) -> None:
    if goedkeuring.gevraagd_door:
        stuur(
            aan=goedkeuring.gevraagd_door,
            soort=STAND.sleutel,
            onderwerp=f"{goedkeuring.item.titel}, {goedkeuring.eenheid}: {wat}",
            tekst=tekst,
            url=adres(goedkeuring),
        )
