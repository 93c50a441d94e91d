"""Loads the content of this app from ``inhoud/``. A booklet is read in by :func:`beroepscode.services.lees_in`."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.db import transaction

from beroepscode.models import Editie, Handreiking, Loket, Onderdeel, Themablad
from beroepscode.services import activeer, ververs_edities
from vik_portal.redactie import opmaak, services
from vik_portal.redactie.inhoud import Bestandsinhoud, lees_map

MAP = Path(__file__).parent / "inhoud"
TOELICHTING = "Bij het portaal geleverd"
#: The address of the paraphrase among the editions.
EIGEN_BEWOORDING = "eigen-bewoording"


def laad() -> int:
    """Loads paraphrase, loketten, themabladen and handreikingen; returns how many files were read."""
    aantal = laad_eigen_bewoording()
    for bestand in lees_map(MAP / "loketten"):
        loket = Loket.objects.filter(slug=bestand.naam).first() or Loket(slug=bestand.naam)
        services.laad(stuk=loket, inhoud={**bestand.velden, "tekst": bestand.html()}, toelichting=TOELICHTING)
        aantal += 1
    for bestand in lees_map(MAP / "themabladen"):
        secties = bestand.secties()
        blad = Themablad.objects.filter(slug=bestand.naam).first() or Themablad(slug=bestand.naam)
        services.laad(
            stuk=blad,
            inhoud={**bestand.velden, "waarom": secties["Waarom dit telt"], "beleid": secties["Beleid"]},
            toelichting=TOELICHTING,
        )
        aantal += 1
    for bestand in lees_map(MAP / "handreikingen"):
        handreiking = Handreiking.objects.filter(slug=bestand.naam).first() or Handreiking(slug=bestand.naam)
        services.laad(stuk=handreiking, inhoud={**bestand.velden, "tekst": bestand.html()}, toelichting=TOELICHTING)
        aantal += 1
    ververs_edities()
    return aantal


@transaction.atomic
def laad_eigen_bewoording() -> int:
    """The project's own paraphrase of the code. It is what readers see until a booklet has been read in."""
    bestanden = list(lees_map(MAP / "code"))
    afdruk = hashlib.sha256(repr(bestanden).encode()).hexdigest()
    if staat := Editie.objects.filter(vingerafdruk=afdruk).first():
        if not Editie.objects.filter(actief=True).exists():
            activeer(editie=staat)
        return len(bestanden)
    Editie.objects.filter(officieel=False).delete()
    editie = Editie.objects.create(naam="Eigen bewoording", slug=EIGEN_BEWOORDING, officieel=False, vingerafdruk=afdruk)
    Onderdeel.objects.bulk_create(
        Onderdeel(
            editie=editie,
            sleutel=bestand.velden["sleutel"],
            soort=bestand.velden["soort"],
            titel=bestand.velden["titel"],
            kort=bestand.velden.get("kort", ""),
            in_het_kort=bestand.velden.get("in_het_kort", []),
            tekst=bestand.html(),
            varianten=_varianten(bestand),
            bij=bestand.velden.get("bij", []),
            volgorde=volgorde,
        )
        for volgorde, bestand in enumerate(bestanden)
    )
    for bestand in bestanden:
        # Our own short words stand beside the official text too.
        kort = {veld: bestand.velden[veld] for veld in ("kort", "in_het_kort") if veld in bestand.velden}
        if kort:
            Onderdeel.objects.filter(sleutel=bestand.velden["sleutel"]).update(**kort)
    if not Editie.objects.filter(actief=True, officieel=True).exists():
        activeer(editie=editie)
    return len(bestanden)


def _varianten(bestand: Bestandsinhoud) -> dict[str, str]:
    """Of an oath: its text for who swears and for who promises, each with its own words above the last paragraph."""
    eigen = {vorm: bestand.velden[vorm] for vorm in ("eed", "belofte") if vorm in bestand.velden}
    begin, alinea, slot = bestand.html().rpartition("<p>")
    return {vorm: begin + opmaak.uit_markdown(zin) + alinea + slot for vorm, zin in eigen.items()}


@cache
def code_trefwoorden() -> dict[str, list[str]]:
    """What people type for a part of the code, by key: it goes for every edition, and no edition prints it."""
    return {bestand.velden["sleutel"]: bestand.velden.get("trefwoorden", []) for bestand in lees_map(MAP / "code")}
