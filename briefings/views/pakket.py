"""E-briefingpakketten: per campaign what there is for each eenheid, making one, how far it is, and the file."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from briefings.models import Briefingsitem, Campagne, Pakket
from briefings.models.goedkeuring import eenheden_boven
from briefings.services import pakketten as diensten
from briefings.services.goedkeuren import geldende_versies
from briefings.services.pakketten import PakketFout
from briefings.toegang import (
    campagne_of_404,
    mag_bevestigen,
    mag_bewerken,
    mag_pakket_maken,
    pakket_of_404,
    vertoning_of_404,
)
from vik_portal.exports import bestandsnaam
from vik_portal.media.bereik import antwoord_met_bereik
from vik_portal.organisatie.models import Eenheid, Rol
from vik_portal.organisatie.toegang import inloggen_vereist

#: What is in a package, for who is about to fetch it.
DELEN = [
    ("scherm.png", "Het item voor een scherm van 1920 bij 1080."),
    ("film.mp4", "De film van het item. Is er geen film, dan hetzelfde beeld, tien seconden lang."),
    ("dia.pptx", "Het item als dia, met wat je zegt in de notities."),
    ("spreektekst.docx en spreektekst.txt", "Wat de briefer zegt."),
    ("dagen.xlsx en dagen.ics", "Waar en wanneer het item hangt."),
]


@dataclass(frozen=True)
class Regel:
    """An item for one eenheid: whether it may go out, and the newest package."""

    item: Briefingsitem
    eenheid: Eenheid
    akkoord: bool
    pakket: Pakket | None
    vervallen: bool


def _regels(stuk: Campagne) -> list[Regel]:
    nieuwste: dict[tuple[int, int], Pakket] = {}
    for pakket in stuk.pakketten.order_by("gemaakt_op", "pk"):
        nieuwste[pakket.item_id, pakket.eenheid_id] = pakket
    eenheden, items = (
        eenheden_boven(stuk.teams.all()),
        [deel.item for deel in stuk.campagneitems.select_related("item")],
    )
    akkoord = geldende_versies((item.pk for item in items), (eenheid.pk for eenheid in eenheden))
    uit = []
    for eenheid, item in product(eenheden, items):
        versie, gemaakt = akkoord.get((item.pk, eenheid.pk)), nieuwste.get((item.pk, eenheid.pk))
        weg = gemaakt is not None and versie != gemaakt.versie_id
        uit.append(Regel(item, eenheid, versie is not None, gemaakt, weg))
    return uit


@require_safe
@never_cache
@inloggen_vereist
def pakketten(request: HttpRequest, pk: int) -> HttpResponse:
    """Every item of a campaign for each of its eenheden."""
    stuk = campagne_of_404(request.user, pk)
    if stuk.is_concept:
        raise Http404
    context = {"campagne": stuk, "regels": _regels(stuk), "maakt": mag_bewerken(request.user, stuk)}
    return render(request, "briefings/pakketten.html", context)


@require_POST
@inloggen_vereist
def pakket_maken(request: HttpRequest, pk: int, item: int, eenheid: int) -> HttpResponse:
    """Asks for the package of an item of a running campaign."""
    stuk = campagne_of_404(request.user, pk, bewerken=True)
    deel = get_object_or_404(stuk.campagneitems.select_related("item"), item=item)
    waar = next((een for een in eenheden_boven(stuk.teams.all()) if een.pk == eenheid), None)
    if waar is None or stuk.is_concept:
        raise Http404
    try:
        return redirect("briefings:pakket", diensten.vraag_pakket(item=deel.item, campagne=stuk, eenheid=waar).pk)
    except PakketFout as fout:
        messages.error(request, str(fout))
        return redirect("briefings:pakketten", pk)


@require_POST
@inloggen_vereist
def pakket_van_team(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for the package of an item that a team put on its own day."""
    vertoning = vertoning_of_404(request.user, pk)
    if vertoning.campagne_id:
        raise Http404
    try:
        gevraagd = diensten.vraag_pakket(item=vertoning.item, campagne=None, eenheid=vertoning.team)
        return redirect("briefings:pakket", gevraagd.pk)
    except PakketFout as fout:
        messages.error(request, str(fout))
        return redirect("briefings:vertoning", pk)


@never_cache
@inloggen_vereist
def pakket(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a package is, what is in it, and whether the eenheid has it. POST: delivered or confirmed."""
    stuk = pakket_of_404(request.user, pk)
    maakt, bevestigt = mag_pakket_maken(request.user, stuk), mag_bevestigen(request.user, stuk)
    if request.method == "POST":
        return _zet_status(request, stuk, maakt=maakt, bevestigt=bevestigt)
    context = {"pakket": stuk, "maakt": maakt, "bevestigt": bevestigt, "delen": DELEN}
    if request.htmx and stuk.onderweg:  # type: ignore[attr-defined]
        return render(request, "briefings/_pakket_stand.html", context)
    context |= {"vervallen": diensten.is_vervallen(stuk), "verschoven": diensten.is_verschoven(stuk)}
    antwoord = render(request, "briefings/pakket.html", context)
    if request.htmx:  # type: ignore[attr-defined]
        antwoord["HX-Refresh"] = "true"
    return antwoord


def _zet_status(request: HttpRequest, stuk: Pakket, *, maakt: bool, bevestigt: Rol | None) -> HttpResponse:
    doe = request.POST.get("doe", "")
    try:
        if doe == "aangeleverd" and maakt and stuk.campagne_id:
            diensten.lever_aan(pakket=stuk, rol=Rol.Soort.PREVENTIECOORDINATOR)
            messages.success(request, f"Genoteerd: aangeleverd bij {stuk.eenheid}.")
        elif doe == "bevestigd" and bevestigt:
            diensten.bevestig(pakket=stuk, rol=bevestigt.soort)
            messages.success(request, "Genoteerd: bevestigd.")
        else:
            raise Http404
    except PakketFout as fout:
        messages.error(request, str(fout))
    return redirect("briefings:pakket", stuk.pk)


@require_safe
@inloggen_vereist
def pakket_bestand(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file itself."""
    stuk = pakket_of_404(request.user, pk)
    if not stuk.klaar:
        raise Http404
    try:
        antwoord = antwoord_met_bereik(request, stuk.bestand, soort="application/zip", etag=f'"{stuk.bestandsafdruk}"')
    except FileNotFoundError:
        raise Http404 from None
    naam = bestandsnaam(f"e-briefingpakket {stuk.item.titel} {stuk.eenheid}", "zip")
    antwoord["Content-Disposition"] = content_disposition_header(True, naam) or "attachment"
    antwoord["Cache-Control"], antwoord["X-Content-Type-Options"] = "no-store, private", "nosniff"
    return antwoord
