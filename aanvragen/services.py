"""The verbs of a request: ask, note how it stands, plan a meeting from it. Each is one transaction.

:class:`AanvraagFout` carries one Dutch sentence that says what to do; nothing has changed then.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.urls import reverse

from aanvragen.models import Aanbod, Aanvraag, Verloop
from beroepscode.models import Themablad
from vik_portal.berichten.services import stuur
from vik_portal.berichten.soorten import Berichtsoort
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.services import plan
from vik_portal.organisatie.models import Eenheid, Gebruiker
from vik_portal.organisatie.toegang import preventiecoordinatoren_van
from vik_portal.register import Draaiboek

NIEUW = Berichtsoort("aanvraag", "Een nieuwe aanvraag uit je eenheid", "een team in je eenheid VIK iets vraagt")
STAND = Berichtsoort("aanvraag-stand", "Hoe het staat met je aanvraag bij VIK", "je VIK iets hebt gevraagd")
Status = Aanvraag.Status


class AanvraagFout(Exception):
    """The message is one sentence that says what to do."""


@transaction.atomic
def vraag_aan(
    *,
    aanvrager: Gebruiker,
    aanbod: Aanbod,
    team: Eenheid,
    maand: date | None,
    toelichting: str,
    thema: Themablad | None = None,
) -> Aanvraag:
    """Keeps a request and tells the preventiecoördinatoren of the unit. Raises when there is none to see it."""
    behandelaars = list(preventiecoordinatoren_van(team))
    if not behandelaars:
        raise AanvraagFout(
            f"{team} heeft nog geen preventiecoördinator in het portaal. Vraag een beheerder om er een te maken."
        )
    aanvraag = Aanvraag.objects.create(
        aanvrager=aanvrager, aanbod=aanbod, team=team, thema=thema, maand=maand, toelichting=toelichting
    )
    Verloop.objects.create(aanvraag=aanvraag, status=Status.NIEUW, door=aanvrager, op=aanvraag.gevraagd_op)
    for behandelaar in behandelaars:
        stuur(
            aan=behandelaar,
            soort=NIEUW.sleutel,
            onderwerp=f"Aanvraag: {aanbod}, {team}",
            # What is going on stays in the portal: mail is forwarded and kept.
            tekst=f"{aanvrager} vraagt ‘{aanbod}’ aan voor {team}. Wanneer: {aanvraag.wanneer}. "
            "Wat er speelt, lees je in het portaal. Reageer binnen vijf werkdagen.",
            url=_url(aanvraag),
        )
    return aanvraag


@transaction.atomic
def zet_status(*, aanvraag: Aanvraag, status: str, door: Gebruiker, toelichting: str = "") -> Aanvraag:
    """Notes how a request stands and tells who asked. Raises when it does not follow, or ends without a reason."""
    vers = _slot(aanvraag)
    if status not in dict(vers.hierna):
        raise AanvraagFout(
            f"Deze aanvraag staat intussen op ‘{vers.get_status_display()}’. Kijk eerst wat er gebeurd is."
        )
    if status == Status.NIET_DOOR and not toelichting:
        raise AanvraagFout("Schrijf in één zin waarom het niet doorgaat. De aanvrager leest dat.")
    vers.status = status
    if status == Status.IN_GESPREK:
        vers.bijeenkomst = None
    return _noteer(vers, door, toelichting)


@transaction.atomic
def plan_in(*, aanvraag: Aanvraag, bijeenkomst: Bijeenkomst, draaiboek: Draaiboek, begeleider: Gebruiker) -> Aanvraag:
    """Makes the meeting of a request, for its team; who plans it leads it. Raises when there is one already."""
    vers = _slot(aanvraag)
    if not vers.te_plannen:
        raise AanvraagFout(
            "Voor deze aanvraag is al een bijeenkomst gepland of ze is afgesloten. Kijk bij de aanvraag."
        )
    bijeenkomst.team, bijeenkomst.oefening = vers.team, False
    vers.bijeenkomst = plan(bijeenkomst=bijeenkomst, draaiboek=draaiboek, begeleider=begeleider)
    vers.status = Status.GEPLAND
    return _noteer(vers, begeleider, vers.afspraak)


def vertel_aanvrager(
    *, bijeenkomst: Bijeenkomst, door: Gebruiker | None, verteld: Collection[int], **_: object
) -> None:
    """Tells who asked for a meeting that it moved or was cancelled, unless they heard of it already."""
    aanvraag = Aanvraag.objects.met_alles().filter(bijeenkomst=bijeenkomst, status=Status.GEPLAND).first()
    if aanvraag is None or aanvraag.aanvrager is None or aanvraag.aanvrager.pk in verteld:
        return
    af = bijeenkomst.status == Bijeenkomst.Status.AFGEZEGD
    wat = f"‘{aanvraag.aanbod}’ voor {aanvraag.team}"
    stuur(
        aan=aanvraag.aanvrager,
        soort=STAND.sleutel,
        onderwerp=f"{aanvraag.aanbod}: {'afgezegd' if af else 'verzet'}",
        tekst=f"{wat} gaat niet door op de geplande dag. {door or 'VIK'} laat weten hoe het verdergaat."
        if af
        else f"{wat} is verzet: {aanvraag.afspraak}.",
        url=_url(aanvraag),
    )


def _slot(aanvraag: Aanvraag) -> Aanvraag:
    """The request, locked: two preventiecoördinatoren who answer at once take turns."""
    return Aanvraag.objects.select_for_update(of=("self",)).met_alles().get(pk=aanvraag.pk)


def _noteer(aanvraag: Aanvraag, door: Gebruiker, toelichting: str) -> Aanvraag:
    aanvraag.save(update_fields=["status", "bijeenkomst"])
    Verloop.objects.create(aanvraag=aanvraag, status=aanvraag.status, door=door, toelichting=toelichting)
    if aanvraag.aanvrager:
        stuur(
            aan=aanvraag.aanvrager,
            soort=STAND.sleutel,
            onderwerp=f"{aanvraag.aanbod}: {aanvraag.get_status_display().lower()}",
            tekst=_zin(aanvraag, door, toelichting),
            url=_url(aanvraag),
        )
    return aanvraag


def _zin(aanvraag: Aanvraag, door: Gebruiker, toelichting: str) -> str:
    wat = f"‘{aanvraag.aanbod}’ voor {aanvraag.team}"
    if aanvraag.status == Status.GEPLAND:
        return f"{wat} staat gepland: {toelichting}. {door} begeleidt het."
    zinnen = {
        Status.IN_GESPREK: f"{door} heeft je aanvraag opgepakt: {wat}. Jullie spreken samen af hoe het verdergaat.",
        Status.GEHOUDEN: f"{wat} is gehouden.",
        Status.NIET_DOOR: f"{wat} gaat niet door.",
    }
    return " ".join(filter(None, [zinnen[Status(aanvraag.status)], toelichting]))


def _url(aanvraag: Aanvraag) -> str:
    return reverse("aanvragen:aanvraag", args=[aanvraag.pk])
