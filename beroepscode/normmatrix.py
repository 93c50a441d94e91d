"""The norm matrix: per theme, is the norm worked out, is a spokesperson thought of, is it known in the units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from beroepscode.bijhouden import Normstand
from beroepscode.models import Themablad
from vik_portal.organisatie.models import Gebruiker

Vraag = Normstand.Vraag
Stand = Normstand.Stand

#: What a themablad has when its norm is worked out: the key of its content → what is missing without it.
UITGEWERKT = {
    "wet": "de wet",
    "voorbeelden": "voorbeelden",
    "melden": "de vragen over melden",
    "gesprek": "een gesprek voor de teamchef",
    "kennisvragen": "kennisvragen",
}


@dataclass(frozen=True)
class Vak:
    """One cell. ``op`` is ``None`` while nobody kept anything; ``stand`` is empty when nothing is known."""

    vraag: Vraag
    stand: str = ""
    regel: str = ""
    op: date | None = None

    @property
    def woord(self) -> str:
        return Stand(self.stand).label if self.stand else "Nog niet bekeken"


@dataclass(frozen=True)
class Rij:
    slug: str
    titel: str
    url: str
    vakken: list[Vak]


def uit_het_blad(inhoud: dict[str, Any] | None) -> Vak:
    """What the published themablad itself says about whether the norm is worked out."""
    ontbreekt = [woord for sleutel, woord in UITGEWERKT.items() if not (inhoud or {}).get(sleutel)]
    if inhoud is None or len(ontbreekt) == len(UITGEWERKT):
        return Vak(Vraag.UITGEWERKT, Stand.NEE, "Er staat nog geen uitgewerkt themablad online.")
    if ontbreekt:
        return Vak(Vraag.UITGEWERKT, Stand.DEELS, f"Op het themablad ontbreekt: {', '.join(ontbreekt)}.")
    return Vak(Vraag.UITGEWERKT, Stand.JA, "Het themablad staat online en is volledig.")


def rijen() -> list[Rij]:
    """All themes, by title, with three cells each. Two queries."""
    standen = {(s.blad_id, s.vraag): s for s in Normstand.objects.all()}
    bladen = Themablad.objects.op_titel().only("slug", "titel", "inhoud", "status", "versienummer")
    return [
        Rij(blad.slug, blad.titel, blad.get_absolute_url() if blad.online else "", _vakken(blad, standen))
        for blad in bladen
    ]


def _vakken(blad: Themablad, standen: dict[tuple[int, str], Normstand]) -> list[Vak]:
    vakken = []
    for vraag in Vraag:
        if bewaard := standen.get((blad.pk, vraag)):
            vakken.append(Vak(vraag, bewaard.stand, bewaard.regel, bewaard.op))
        elif vraag == Vraag.UITGEWERKT:
            vakken.append(uit_het_blad(blad.inhoud if blad.online else None))
        else:
            vakken.append(Vak(vraag))
    return vakken


def vakken_van(blad: Themablad) -> list[Vak]:
    """The three cells of one theme."""
    return _vakken(blad, {(s.blad_id, s.vraag): s for s in blad.normstanden.all()})


@transaction.atomic
def zet_standen(*, blad: Themablad, standen: dict[str, tuple[str, str]], door: Gebruiker) -> int:
    """Keeps what changed, by question: (state, line). Returns how many; an empty state leaves a question alone.

    What was read from the themablad itself is only kept when somebody says otherwise.
    """
    gewijzigd = 0
    for vak in vakken_van(blad):
        stand, regel = standen.get(vak.vraag, ("", ""))
        if stand and (stand, regel) != (vak.stand, vak.regel if vak.op else ""):
            Normstand.objects.update_or_create(
                blad=blad,
                vraag=vak.vraag,
                defaults={"stand": stand, "regel": regel, "op": timezone.localdate(), "door": door},
            )
            gewijzigd += 1
    return gewijzigd
