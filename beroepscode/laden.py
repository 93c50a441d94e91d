"""Loads the content of this app from ``inhoud/`` and editions of the code from a booklet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from beroepscode import inlezen
from beroepscode.models import Editie, Loket, Onderdeel, Themablad
from beroepscode.services import activeer
from vik_portal.redactie import services
from vik_portal.redactie.inhoud import lees_map

MAP = Path(__file__).parent / "inhoud"
TOELICHTING = "Bij het portaal geleverd"


def laad() -> int:
    """Loads paraphrase, loketten and themabladen; returns how many files were read."""
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
    return aantal


@transaction.atomic
def laad_eigen_bewoording() -> int:
    """The project's own paraphrase of the code. It is what readers see until a booklet has been read in."""
    bestanden = list(lees_map(MAP / "code"))
    afdruk = hashlib.sha256(repr(bestanden).encode()).hexdigest()
    if Editie.objects.filter(vingerafdruk=afdruk).exists():
        return len(bestanden)
    eerder = Editie.objects.filter(officieel=False).first()
    editie = Editie.objects.create(naam="Eigen bewoording", officieel=False, vingerafdruk=afdruk)
    Onderdeel.objects.bulk_create(
        Onderdeel(
            editie=editie,
            sleutel=bestand.velden["sleutel"],
            soort=bestand.velden["soort"],
            titel=bestand.velden["titel"],
            kort=bestand.velden.get("kort", ""),
            in_het_kort=bestand.velden.get("in_het_kort", []),
            tekst=bestand.html(),
            volgorde=volgorde,
        )
        for volgorde, bestand in enumerate(bestanden)
    )
    if not Editie.objects.filter(actief=True, officieel=True).exists():
        activeer(editie=editie)
    if eerder:
        eerder.delete()
    return len(bestanden)


@dataclass(frozen=True)
class Inleesverslag:
    """What reading a booklet did: the edition, the lines without a place, keys that no longer exist."""

    editie: Editie
    nieuw: bool
    niet_geplaatst: list[tuple[int, str]]
    verdwenen: list[str]


@transaction.atomic
def lees_boekje_in(tekst: str) -> Inleesverslag:
    """Makes the booklet's text the active edition. Raises ``ValueError`` with one Dutch sentence; nothing changed then.

    Short summaries (``kort``, ``in_het_kort``) are our own words and are carried over by key from the paraphrase.
    """
    lezing = inlezen.lees(tekst)
    afdruk = hashlib.sha256(tekst.encode()).hexdigest()
    vorige = Editie.objects.filter(actief=True).first()
    oude_sleutels = set(vorige.onderdelen.values_list("sleutel", flat=True)) if vorige else set()
    bestaand = Editie.objects.filter(vingerafdruk=afdruk).first()
    if bestaand:
        activeer(editie=bestaand)
        return Inleesverslag(bestaand, False, lezing.niet_geplaatst, [])
    eigen = {o.sleutel: o for o in Onderdeel.objects.filter(editie__officieel=False)}
    editie = Editie.objects.create(naam=lezing.naam, vingerafdruk=afdruk)
    Onderdeel.objects.bulk_create(
        Onderdeel(
            editie=editie,
            sleutel=deel.sleutel,
            soort=deel.soort,
            titel=deel.titel,
            kort=eigen[deel.sleutel].kort if deel.sleutel in eigen else "",
            in_het_kort=eigen[deel.sleutel].in_het_kort if deel.sleutel in eigen else [],
            tekst=deel.als_html(),
            volgorde=volgorde,
        )
        for volgorde, deel in enumerate(lezing.delen)
    )
    activeer(editie=editie)
    verdwenen = sorted(oude_sleutels - {deel.sleutel for deel in lezing.delen}) if vorige and vorige.officieel else []
    return Inleesverslag(editie, True, lezing.niet_geplaatst, verdwenen)
