"""What this app connects to the ground floor: steps and draaiboek, the instrument, and agreements to look after."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from risicoanalyse import bewaren, stappen
from risicoanalyse.beeld.zinnen import groot, telwoord
from risicoanalyse.ijking import terugkoppelen
from risicoanalyse.models import Beeld, Concept, Kwartaalstand, Maatregel, Onleesbaar, Vragenlijst
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.overzicht.lezen import eigen_eenheden
from risicoanalyse.pulse import aansluiting as pulse
from risicoanalyse.toegang import INSTRUMENT_ROLLEN
from vik_portal.eenmaal import eenmaal
from vik_portal.meedoen.models import Bijeenkomst, Ronde
from vik_portal.meedoen.toegang import kan_zien, leidt
from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.toegang import heeft_rol
from vik_portal.register import Punt, Wachtbron, register

#: So long after a meeting its report should have been discussed with the team.
BESPREKEN_BINNEN = timedelta(days=14)
#: So long a frozen picture is called new.
NIEUW = timedelta(days=30)


def _mijn(gebruiker: Gebruiker) -> list[Punt]:
    """The instrument, to look at for who leads an analysis and to edit for landelijk."""
    lijst = Vragenlijst.actuele() if heeft_rol(gebruiker, *INSTRUMENT_ROLLEN) else None
    if lijst is None:
        return []
    punten = [Punt("De vragenlijst van de risicoanalyse", reverse("risicoanalyse:vragenlijst"), str(lijst))]
    if heeft_rol(gebruiker, Rol.Soort.LANDELIJK):
        bezig = Concept.objects.count()
        zin = f"{groot(telwoord(bezig))} {'concept staat' if bezig == 1 else 'concepten staan'} klaar." if bezig else ""
        uitleg = " ".join(filter(None, ["Versies bekijken, bewerken en publiceren.", zin]))
        punten.append(Punt("Vragenlijsten en werkprocessen", reverse("risicoanalyse:instrument"), uitleg))
        zin = "Welke vragen een nieuwe versie nodig hebben."
        punten.append(Punt("IJking van de vragen", reverse("risicoanalyse:ijking"), zin))
        zin = "Eén verschijnsel over teams heen: beeld, bevindingen en maatregelen."
        punten.append(Punt("Diepgaand over teams heen", reverse("risicoanalyse:fenomenen"), zin))
    return punten


def _beelden(gebruiker: Gebruiker) -> list[Punt]:
    """Pictures over teams: all of them for landelijk, of the own eenheid for its leadership.

    A frozen one has the day on which it was, and so stands above what has no day.
    """
    punten = []
    if heeft_rol(gebruiker, Rol.Soort.LANDELIJK):
        uitleg = "Hoeveel teams, hoe ze ervoor staan, welke risico’s, en wat er van maatregelen komt."
        dag, zin = _vastgelegd(Kwartaalstand.objects.first(), uitleg)
        punten.append(Punt("Het landelijke beeld", reverse("risicoanalyse:landelijk"), zin, dag))
    for eenheid in eigen_eenheden(gebruiker):
        beelden = Beeld.objects.filter(soort=Beeld.Soort.KWARTAAL, eenheid=eenheid)
        dag, zin = _vastgelegd(beelden.first(), "Wat de risicoanalyses van minstens vijf teams samen zeggen.")
        url = reverse("risicoanalyse:van_eenheid", args=[eenheid.pk])
        punten.append(Punt(f"Het beeld van {eenheid}", url, zin, dag))
    return punten


def _vastgelegd(laatste: Kwartaalstand | Beeld | None, uitleg: str) -> tuple[date | None, str]:
    """(the day on which it was frozen, what it is), while it is new with that word; of nothing frozen only what."""
    if laatste is None:
        return None, f"Per kwartaal. {uitleg}"
    dag = timezone.localdate(laatste.gemaakt_op)
    kwartaal = f"het {Kwartaal.van(laatste.kwartaal)}"
    nieuw = timezone.localdate() - dag <= NIEUW
    return dag, f"{f'Nieuw: {kwartaal}' if nieuw else groot(kwartaal)}. {uitleg}"


def _onleesbaar(gebruiker: Gebruiker) -> list[Punt]:
    """For a beheerder: stored results that no picture can read. Of what stands in them nothing is told."""
    if not heeft_rol(gebruiker, Rol.Soort.BEHEERDER) or not (aantal := Onleesbaar.objects.count()):
        return []
    titel = "Een risicoanalyse is niet te lezen" if aantal == 1 else f"{aantal} risicoanalyses zijn niet te lezen"
    uitleg = "Zolang dat zo is, telt ze in geen beeld mee." if aantal == 1 else "Ze tellen zolang in geen beeld mee."
    return [Punt(titel, reverse("risicoanalyse:onleesbaar"), uitleg)]


def _wacht(gebruiker: Gebruiker) -> list[Punt]:
    """Agreements that are due within two weeks, or overdue."""
    bijna = [maatregel for maatregel in _lopend(gebruiker) if maatregel.vraagt_aandacht]
    return [
        Punt(
            titel=maatregel.tekst,
            url=reverse("risicoanalyse:afspraak", args=[maatregel.pk]),
            toelichting=f"{maatregel.team}, {maatregel.rol}. {maatregel.termijn}",
            wanneer=maatregel.datum,
            actie="Vraag ernaar",
        )
        for maatregel in sorted(bijna, key=lambda maatregel: (maatregel.datum, maatregel.pk))
    ]


def _lopend(gebruiker: Gebruiker) -> list[Any]:
    """Agreements that still run, those of the last meeting first, with ``stuk`` and ``titel`` of it and ``team``."""

    def vraag() -> list[Any]:
        bij = "risico__bijeenkomst"
        rijen = Maatregel.objects.visible_to(gebruiker).lopend().order_by(f"-{bij}__begin", f"{bij}_id")
        return list(rijen.annotate(stuk=F(f"{bij}_id"), titel=F(f"{bij}__titel"), team=F(f"{bij}__team__naam")))

    return eenmaal(gebruiker, "lopende afspraken", vraag) if kan_zien(gebruiker) else []


def _te_bespreken(gebruiker: Gebruiker) -> list[Punt]:
    """For who led it: reports that were not discussed with the team yet. The teamchef reads them only after that."""
    if not leidt(gebruiker):
        return []
    geteld = Ronde.objects.filter(soort="vragenlijst", status=Ronde.Status.GETELD).values("bijeenkomst")
    open_ = Bijeenkomst.objects.filter(
        pk__in=geteld,
        begeleiders=gebruiker,
        oefening=False,
        nabesproken_op__isnull=True,
        status=Bijeenkomst.Status.AFGEROND,
    )
    return [
        Punt(
            titel=f"Bespreek het verslag met {team}",
            url=reverse("risicoanalyse:verslag", args=[pk]),
            toelichting="Zet daarna bij het verslag dat het besproken is. Dan kan de teamchef het lezen.",
            wanneer=timezone.localdate(begin) + BESPREKEN_BINNEN,
            actie="Open het verslag",
        )
        for pk, begin, team in open_.order_by("begin").values_list("pk", "begin", "team__naam")
    ]


def _drie_vragen(gebruiker: Gebruiker) -> list[Punt]:
    """For who led it: three questions about the instrument, while they are fresh."""
    if not leidt(gebruiker):
        return []
    return [
        Punt(
            titel="Drie vragen over de vragenlijst",
            url=reverse("risicoanalyse:terugkoppeling", args=[pk]),
            toelichting=f"Over de analyse met {team}. Een halve minuut: alleen aankruisen.",
            wanneer=timezone.localdate(begin) + terugkoppelen.VRAAG_BINNEN,
            actie="Beantwoord ze",
        )
        for pk, begin, team in terugkoppelen.wachtend(gebruiker)
    ]


def _afspraken(gebruiker: Gebruiker) -> list[Punt]:
    """One line per meeting that left agreements which still run."""
    punten = []
    for (stuk, titel, team), groep in groupby(_lopend(gebruiker), key=attrgetter("stuk", "titel", "team")):
        aantal = len(list(groep))
        wat = "afspraak loopt" if aantal == 1 else "afspraken lopen"
        url = f"{reverse('risicoanalyse:afspraken')}#b{stuk}"
        punten.append(Punt(f"Afspraken van {team}", url, f"{titel}. {groot(telwoord(aantal))} {wat} nog."))
    return punten


def sluit_aan() -> None:
    bewaren.sluit_aan()
    stappen.sluit_aan()
    pulse.sluit_aan()
    register.registreer(Wachtbron("risicoanalyse", "mijn", _mijn))
    register.registreer(Wachtbron("beelden", "mijn", _beelden))
    register.registreer(Wachtbron("onleesbaar-wacht", "wacht", _onleesbaar))
    register.registreer(Wachtbron("afspraken-wacht", "wacht", _wacht))
    register.registreer(Wachtbron("nabespreking-wacht", "wacht", _te_bespreken))
    register.registreer(Wachtbron("terugkoppeling-wacht", "wacht", _drie_vragen))
    register.registreer(Wachtbron("afspraken-mijn", "mijn", _afspraken))
