"""Telling people: sectorhoofden and briefers about a campaign, and briefers about days that move or are cancelled."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from briefings.agenda import als_afspraken, een_per_dag
from briefings.models import Kennisgeving, Mijlpaal, Vertoning
from briefings.soorten import AANKONDIGING, WIJZIGING
from vik_portal.berichten.models import Bericht
from vik_portal.berichten.services import stuur
from vik_portal.exports.ics import agenda
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol

#: The same text twice within this time is a button that was pressed twice.
DUBBEL = timedelta(minutes=2)


class VertelFout(Exception):
    """The message is one sentence that says what to do; nothing was sent."""


class Ontvanger(NamedTuple):
    """Somebody to tell, and about which teams."""

    gebruiker: Gebruiker
    teams: list[Eenheid]


def _teams(mijlpaal: Mijlpaal) -> list[Eenheid]:
    teams = mijlpaal.campagne.teams.filter(actief=True, pad__startswith=mijlpaal.eenheid.pad)
    return list(teams.select_related("ouder"))


def ontvangers_van(mijlpaal: Mijlpaal) -> tuple[list[Ontvanger], list[Eenheid]]:
    """Whom to tell with their teams, by name; and the teams where nobody has an account to be told.

    Of a team without a briefer the teamchef hears it. Two queries.
    """
    teams = _teams(mijlpaal)
    naar_hoofd = mijlpaal.soort == Mijlpaal.Soort.SECTORHOOFD
    plek = {team.pk: (team.ouder_id if naar_hoofd else team.pk) for team in teams}
    soorten = [Rol.Soort.SECTORHOOFD] if naar_hoofd else [Rol.Soort.BRIEFER, Rol.Soort.TEAMCHEF]
    rollen = Rol.objects.filter(soort__in=soorten, eenheid__in=set(plek.values()), gebruiker__is_active=True)
    per_plek: dict[int, dict[str, list[Gebruiker]]] = defaultdict(lambda: defaultdict(list))
    for rol in rollen.select_related("gebruiker"):
        per_plek[rol.eenheid_id][rol.soort].append(rol.gebruiker)
    van: dict[Gebruiker, list[Eenheid]] = defaultdict(list)
    zonder = []
    for team in teams:
        hier = per_plek[plek[team.pk] or 0]
        mensen = next((hier[soort] for soort in soorten if hier[soort]), [])
        if not mensen:
            zonder.append(team)
        for mens in mensen:
            van[mens].append(team)
    lijst = [Ontvanger(mens, zijn) for mens, zijn in van.items()]
    return sorted(lijst, key=lambda ontvanger: (ontvanger.gebruiker.naam, ontvanger.gebruiker.pk)), zonder


def vertoningen_van(mijlpaal: Mijlpaal, teams: list[Eenheid]) -> list[Vertoning]:
    """What a milestone is about, in these teams, from today; one per item and day."""
    rijen = mijlpaal.campagne.vertoningen.filter(team__in=teams, vervallen=False, dag__gte=timezone.localdate())
    if mijlpaal.item_id and mijlpaal.item:
        rijen = rijen.filter(item=mijlpaal.item.item_id)
    gevonden = een_per_dag(rijen.select_related("item"))
    return sorted(gevonden, key=lambda rij: (rij.dag, rij.volgorde))


def voorzet(mijlpaal: Mijlpaal, door: Gebruiker) -> str:
    """The text to begin from: what comes, when, and what is asked of the reader."""
    regels = [
        f"- {date_format(rij.dag, 'l j F')}: {rij.item.titel}" for rij in vertoningen_van(mijlpaal, _teams(mijlpaal))
    ]
    if mijlpaal.soort == Mijlpaal.Soort.SECTORHOOFD:
        vraag = "Wil je dit in je district bespreken, en het daarna je briefers vertellen?"
    else:
        vraag = "Lees de spreektekst vooraf door. Het item hangt die dag vanzelf op het scherm."
    kop = "Dit komt er in de briefings:"
    return "\n".join([kop, *(regels or ["- de dagen volgen nog"]), "", vraag, "", f"Groet, {door.get_short_name()}"])


@transaction.atomic
def vertel(*, mijlpaal: Mijlpaal, tekst: str, door: Gebruiker) -> Kennisgeving:
    """Sends everybody the text, with one link and the days as a calendar file, and ticks the milestone off."""
    vers = (
        Mijlpaal.objects.select_for_update(of=("self",))
        .select_related("campagne", "eenheid", "item")
        .get(pk=mijlpaal.pk)
    )
    if not vers.campagne.loopt:
        raise VertelFout("Deze campagne loopt niet. Er valt niets te vertellen.")
    if vers.kennisgevingen.filter(tekst=tekst, op__gt=timezone.now() - DUBBEL).exists():
        raise VertelFout("Dit bericht is net verstuurd. Je hoeft het niet nog eens te doen.")
    ontvangers, zonder = ontvangers_van(vers)
    if not ontvangers:
        namen = ", ".join(team.naam for team in zonder)
        raise VertelFout(f"Niemand van {namen} heeft een account. Vertel het zelf, en vink daarna de mijlpaal af.")
    kennisgeving = Kennisgeving.objects.create(mijlpaal=vers, tekst=tekst, door=door, ontvangers=len(ontvangers))
    kennisgeving.berichten.set([_stuur(vers, tekst, ontvanger) for ontvanger in ontvangers])
    vers.gereed_op = vers.gereed_op or timezone.now()
    vers.save(update_fields=["gereed_op"])
    return kennisgeving


def _stuur(mijlpaal: Mijlpaal, tekst: str, ontvanger: Ontvanger) -> Bericht:
    dagen = als_afspraken(vertoningen_van(mijlpaal, ontvanger.teams))
    return stuur(
        aan=ontvanger.gebruiker,
        soort=AANKONDIGING.sleutel,
        onderwerp=f"Briefings: {mijlpaal.campagne.naam}",
        tekst=tekst,
        url=f"{reverse('briefings:planner')}?team={ontvanger.teams[0].pk}",
        agenda=agenda("VIK: briefings", dagen).inhoud.decode() if dagen else "",
    )


# Days that move


def meld_wijzigingen(*, vandaag: date) -> int:
    """Tells the briefers of a team what moved or was cancelled since the last time; how many teams that were.

    Run once a night, so a day of shuffling becomes one line. What was put on a day and taken off again before anybody
    could know of it is not told. What they know of now is kept with the showing.
    """
    bekend = Q(gemeld_dag__isnull=False)
    with transaction.atomic():
        Vertoning.objects.geldig().filter(~bekend).update(gemeld_dag=F("dag"))
        anders = Vertoning.objects.filter(
            bekend, Q(vervallen=True, gemeld_dag__gte=vandaag) | Q(vervallen=False) & ~Q(dag=F("gemeld_dag"))
        )
        rijen = list(anders.select_for_update(of=("self",)).select_related("item", "team").order_by("gemeld_dag", "pk"))
        per_team: dict[Eenheid, list[str]] = defaultdict(list)
        for rij in rijen:
            per_team[rij.team].append(_regel(rij))
            rij.gemeld_dag = None if rij.vervallen else rij.dag
        Vertoning.objects.bulk_update(rijen, ["gemeld_dag"])
        for team, regels in per_team.items():
            for rol in Rol.objects.filter(soort=Rol.Soort.BRIEFER, eenheid=team, gebruiker__is_active=True):
                _stuur_wijziging(rol.gebruiker, team, regels)
    return len(per_team)


def _regel(rij: Vertoning) -> str:
    was = date_format(rij.gemeld_dag, "l j F") if rij.gemeld_dag else ""
    if rij.vervallen:
        return f"‘{rij.item.titel}’ van {was} gaat niet door."
    return f"‘{rij.item.titel}’ van {was} is nu op {date_format(rij.dag, 'l j F')}."


def _stuur_wijziging(aan: Gebruiker, team: Eenheid, regels: list[str]) -> None:
    stuur(
        aan=aan,
        soort=WIJZIGING.sleutel,
        onderwerp=f"De briefings van {team} veranderen",
        tekst="\n".join(regels),
        url=f"{reverse('briefings:planner')}?team={team.pk}",
    )
