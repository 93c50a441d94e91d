"""What this app connects to the ground floor: items in search and by theme, and what comes on somebody's teams."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse
from django.utils import timezone

from beroepscode.models import Themablad
from briefings import bereik, bewaren, soorten
from briefings.agenda import afspraken_van
from briefings.bron import stand_van
from briefings.models import Briefingsitem, Campagne, Goedkeuring, Mijlpaal, Pakket, Vertoning
from briefings.models.campagnes import ZIEN
from briefings.models.goedkeuring import BESLISSERS
from briefings.models.vertoningen import ZWAAR
from briefings.services import goedkeuren
from briefings.services.campagnes import TERUGKIJKEN_NA
from briefings.services.evalueren import vragen_tot
from briefings.services.pakketten import nog_goed
from briefings.toegang import zichtbare_teams
from vik_portal.berichten import soorten as berichtsoorten
from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.toegang import eenheden_met_rol, heeft_rol
from vik_portal.redactie.services import ververs_weergave
from vik_portal.redactie.signalen import gepubliceerd
from vik_portal.redactie.toegang import mag_schrijven
from vik_portal.register import (
    Aanbeveler,
    Agendabron,
    Punt,
    Vervolg,
    Verwijzing,
    Wachtbron,
    Zoekbron,
    Zoekdocument,
    register,
)

#: How many coming items a home page lists.
VOORUITBLIK = 5
#: A returned question stays on the home page of who asked for so long, or until it is asked anew.
TERUG_ZICHTBAAR = timedelta(days=60)
#: And how many campaigns that begin, and milestones; those from so long before they are due.
CAMPAGNES, MIJLPALEN, VOORAF = 2, 10, timedelta(days=7)


def _documenten() -> Iterator[Zoekdocument]:
    for item in Briefingsitem.objects.published():
        inhoud = item.gelezen
        yield Zoekdocument(
            sleutel=item.slug,
            url=item.get_absolute_url(),
            titel=item.titel,
            kort=inhoud.boodschap,
            tekst=item.zoektekst(),
            trefwoorden=" · ".join(["briefing", inhoud.soort, *inhoud.themas]).replace("-", " "),
            zichtbaar="briefing",
        )


def _komt(gebruiker: Gebruiker) -> list[Punt]:
    """What comes on somebody's teams, one line per item and day, and the campaigns that are about to begin."""
    if not heeft_rol(gebruiker, *ZIEN):
        return []
    teams = zichtbare_teams(gebruiker)
    vandaag = timezone.localdate()
    komend = Vertoning.objects.geldig().filter(dag__gte=vandaag, team__in=teams).order_by("dag", "item__titel")
    regels = komend.values("dag", "item__titel").annotate(
        aantal=Count("team"), eerste=Min("team"), naam=Min("team__naam")
    )
    punten = [
        Punt(
            titel=regel["item__titel"],
            url=reverse("briefings:scherm", args=[regel["eerste"], regel["dag"].isoformat()]),
            toelichting=f"Briefing van {regel['naam'] if regel['aantal'] == 1 else str(regel['aantal']) + ' teams'}",
            wanneer=regel["dag"],
        )
        for regel in regels[:VOORUITBLIK]
    ]
    punten += _drie_vragen(gebruiker, vandaag)
    begint = Campagne.objects.visible_to(gebruiker).lopend().filter(van__gt=vandaag).order_by("van")[:CAMPAGNES]
    return punten + [
        Punt(f"Campagne ‘{campagne}’ begint", campagne.get_absolute_url(), "Kijk wat er vooraf nodig is.", campagne.van)
        for campagne in begint
        if campagne.van
    ]


def _drie_vragen(gebruiker: Gebruiker, vandaag: date) -> list[Punt]:
    """The questions at the end of a campaign. Among what comes, not what waits: nobody keeps who answered."""
    soorten_ = (Rol.Soort.TEAMCHEF, Rol.Soort.BRIEFER)
    if not heeft_rol(gebruiker, *soorten_):
        return []
    net_voorbij = Campagne.objects.lopend().filter(vragen_dicht_op=None)
    net_voorbij = net_voorbij.filter(tot__lte=vandaag, tot__gt=vandaag - timedelta(TERUGKIJKEN_NA))
    mijn = net_voorbij.filter(teams__in=eenheden_met_rol(gebruiker, *soorten_)).distinct()
    return [
        Punt(
            titel=f"Drie vragen over ‘{campagne}’",
            url=reverse("briefings:terugblik", args=[campagne.pk]),
            toelichting="Een halve minuut. Wie antwoordt, bewaren we niet.",
            wanneer=vragen_tot(campagne),
        )
        for campagne in mijn[:CAMPAGNES]
    ]


def _wacht(gebruiker: Gebruiker) -> list[Punt]:
    """Milestones of campaigns that are due within a week, for who has to do them."""
    if not heeft_rol(gebruiker, *ZIEN):
        return []
    tot = timezone.localdate() + VOORAF
    mijlpalen = Mijlpaal.objects.open().van(gebruiker).voor(tot).select_related("campagne")
    return [
        Punt(
            titel=f"{mijlpaal.get_soort_display()}: {mijlpaal.wat or mijlpaal.campagne}",
            url=_waar(mijlpaal),
            toelichting=f"Campagne ‘{mijlpaal.campagne}’." + (" Deze dag is voorbij." if mijlpaal.te_laat else ""),
            wanneer=mijlpaal.datum,
            actie="Kijk terug" if mijlpaal.soort == Mijlpaal.Soort.EVALUEREN else "Bekijk",
        )
        for mijlpaal in mijlpalen.annotate(wat=F("item__item__titel"))[:MIJLPALEN]
    ] + _te_bevestigen(gebruiker)


def _waar(mijlpaal: Mijlpaal) -> str:
    """Where it is done."""
    if mijlpaal.soort == Mijlpaal.Soort.EVALUEREN:
        return reverse("briefings:evaluatie", args=[mijlpaal.campagne_id])
    return f"{mijlpaal.campagne.get_absolute_url()}#mijlpalen"


def _te_bevestigen(gebruiker: Gebruiker) -> list[Punt]:
    """Packages that were delivered to an eenheid of which this person is the leadership."""
    if not heeft_rol(gebruiker, *BESLISSERS):
        return []
    waar = eenheden_met_rol(gebruiker, *BESLISSERS)
    rijen = Pakket.objects.filter(eenheid__in=waar, aangeleverd_op__isnull=False, bevestigd_op__isnull=True)
    licht = rijen.select_related("item", "eenheid", "versie").defer(*ZWAAR, "versie__inhoud")
    return [
        Punt(
            titel=f"E-briefingpakket aangeleverd: {rij.item}",
            url=reverse("briefings:pakket", args=[rij.pk]),
            toelichting=f"Voor {rij.eenheid}. Bevestig dat jullie het hebben.",
            actie="Bevestig",
        )
        for rij in nog_goed(licht)[:MIJLPALEN]
    ]


def _akkoord(gebruiker: Gebruiker) -> list[Punt]:
    """For the leadership: what they are asked. For who asked: what came back, and what is late."""
    te_beslissen = Goedkeuring.objects.none()
    if heeft_rol(gebruiker, *BESLISSERS):
        gevraagd = Goedkeuring.objects.te_beslissen_door(gebruiker).open()
        te_beslissen = gevraagd.annotate(titel=KeyTextTransform("titel", "versie__inhoud"), bij=F("eenheid__naam"))
    punten = [
        Punt(
            titel=f"Akkoord gevraagd: {rij.titel}",
            url=goedkeuren.adres(rij),
            toelichting=f"Voor de briefings van {rij.bij}.",
            wanneer=rij.uiterlijk,
            actie="Beslis",
        )
        for rij in te_beslissen
    ]
    return punten + _gevraagd(gebruiker)


def _gevraagd(gebruiker: Gebruiker) -> list[Punt]:
    vandaag = timezone.localdate()
    nieuwer = Goedkeuring.objects.filter(item=OuterRef("item"), eenheid=OuterRef("eenheid"), pk__gt=OuterRef("pk"))
    terug = Q(~Exists(nieuwer), status=Goedkeuring.Status.TERUGGEGEVEN, besluit_op__gt=timezone.now() - TERUG_ZICHTBAAR)
    laat = Q(status=Goedkeuring.Status.OPEN, uiterlijk__lt=vandaag)
    eigen = Goedkeuring.objects.filter(terug | laat, gevraagd_door=gebruiker)
    rijen = list(eigen.annotate(bij=F("eenheid__naam"), wat=F("item__titel")))
    return [
        Punt(f"Terug van {rij.bij}: {rij.wat}", goedkeuren.adres(rij), rij.reden, _dag(rij), "Bekijk de reden")
        for rij in rijen
        if not rij.is_open
    ] + [
        Punt(f"Nog geen akkoord van {rij.bij}: {rij.wat}", goedkeuren.adres(rij), "Bel even.", rij.uiterlijk)
        for rij in rijen
        if rij.is_open
    ]


def _dag(rij: Goedkeuring) -> date | None:
    return timezone.localdate(rij.besluit_op) if rij.besluit_op else None


def _bij_thema(thema: str) -> list[Verwijzing]:
    return [
        Verwijzing(item.titel, item.get_absolute_url(), item.inhoud["boodschap"])
        for item in Briefingsitem.objects.published().bij_thema(thema).op_titel()
    ]


def _bij_onderdeel(sleutel: str) -> list[Verwijzing]:
    """Items that name a richtlijn themselves, or a theme of which the themablad names that part of the code."""
    items = Briefingsitem.objects.published().bij_onderdeel(sleutel).op_titel()
    return [Verwijzing(item.titel, item.get_absolute_url(), item.inhoud["boodschap"]) for item in items]


def _bronnen(gebruiker: Gebruiker) -> list[Punt]:
    """For every redacteur: items whose source says something else meanwhile, as long as nobody took it over."""
    if not mag_schrijven(gebruiker):
        return []
    uit = []
    for item in Briefingsitem.objects.published().filter(inhoud__has_key="bron").defer("weergave").op_titel():
        stand = stand_van(item.inhoud)
        if stand and stand.stand != "gelijk" and item.concept.get("bron") == item.inhoud["bron"]:
            wat = "is ingetrokken" if stand.stand == "ingetrokken" else "is veranderd"
            zin = f"Het {stand.soort} waar dit item van is gemaakt, {wat}."
            uit.append(Punt(f"Briefingsitem ‘{item.titel}’", item.get_absolute_url(), zin, actie="Bekijk"))
    return uit


def _nieuw_item_van(soort: str, slug: str) -> str:
    return f"{reverse('briefings:item_nieuw')}?{urlencode({'bron': f'{soort}/{slug}'})}"


def _ververs(sender: Any, stuk: Any, **_: Any) -> None:
    """Items link to the themabladen that they are about; they follow when one changes or goes."""
    if isinstance(stuk, Themablad):
        ververs_weergave(Briefingsitem.objects.published().bij_thema(stuk.slug))


def sluit_aan() -> None:
    bewaren.sluit_aan()
    bereik.sluit_aan()
    gepubliceerd.connect(_ververs, dispatch_uid="briefings-items")
    register.registreer(Wachtbron("briefings-bron", "wacht", _bronnen))
    register.registreer(Vervolg("briefingsitem", "Maak er een briefingsitem van", mag_schrijven, _nieuw_item_van))
    register.registreer(Zoekbron("briefingsitem", "Voor de briefing", _documenten, gewicht=0.7))
    register.registreer(Aanbeveler("briefingsitem", "Voor de briefing", _bij_thema, _bij_onderdeel, "briefing"))
    register.registreer(Wachtbron("briefings", "komt", _komt))
    register.registreer(Wachtbron("briefings-wacht", "wacht", _wacht))
    register.registreer(Wachtbron("briefings-akkoord", "wacht", _akkoord))
    register.registreer(Agendabron("briefings", afspraken_van))
    for soort in (soorten.VRAAG, soorten.STAND, soorten.AANKONDIGING, soorten.WIJZIGING):
        berichtsoorten.registreer(soort)
