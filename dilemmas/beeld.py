"""What readers see of the counts: a function of the published totals and of the options, and of nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Keuzetal:
    """Published totals of choices, in the order of the keys of the options."""

    eerste: tuple[int, ...]
    tweede: tuple[int, ...]
    totaal: int


@dataclass(frozen=True)
class Staaf:
    """How often an option was chosen; ``breedte`` in whole per cents of all who chose."""

    aantal: int
    breedte: int


@dataclass(frozen=True)
class Rij:
    tekst: str
    eerste: Staaf
    tweede: Staaf


@dataclass(frozen=True)
class Keuzebeeld:
    totaal: int
    rijen: list[Rij]
    slotzin: str


def _meest(aantallen: Sequence[int], teksten: Sequence[str]) -> str:
    """The option that was chosen most, between quotes; empty when several were."""
    hoogste = max(aantallen)
    beste = [tekst for aantal, tekst in zip(aantallen, teksten, strict=True) if aantal == hoogste]
    return beste[0] if len(beste) == 1 else ""


def _slotzin(eerste: Sequence[int], tweede: Sequence[int], teksten: Sequence[str]) -> str:
    voor, na = _meest(eerste, teksten), _meest(tweede, teksten)
    if voor and voor == na:
        return "Eerst en daarna werd dezelfde keuze het vaakst gemaakt."
    if voor and na:
        return "Na de andere kant werd een andere keuze het vaakst gemaakt."
    return "Er is niet één keuze die eerst en daarna het vaakst werd gemaakt."


def keuzebeeld(stand: Keuzetal | None, opties: Sequence[dict[str, Any]]) -> Keuzebeeld | None:
    """The figure of the others' choices; ``None`` without a published stand.

    ``opties`` (``sleutel``, ``tekst``) are in the order of the page.
    """
    if stand is None:
        return None
    volgorde = sorted(optie["sleutel"] for optie in opties)
    plekken = [volgorde.index(optie["sleutel"]) for optie in opties]
    eerste, tweede = ([totalen[plek] for plek in plekken] for totalen in (stand.eerste, stand.tweede))
    teksten = [optie["tekst"] for optie in opties]

    def staaf(aantal: int) -> Staaf:
        return Staaf(aantal, round(100 * aantal / stand.totaal))

    rijen = [Rij(tekst, staaf(voor), staaf(na)) for tekst, voor, na in zip(teksten, eerste, tweede, strict=True)]
    return Keuzebeeld(stand.totaal, rijen, _slotzin(eerste, tweede, teksten))


@dataclass(frozen=True)
class Sterrenbeeld:
    """``gemiddelde`` as Dutch text with one decimal; ``aantallen`` as (stars, how often), five first."""

    gemiddelde: str
    totaal: int
    aantallen: list[tuple[int, int]]


def sterrenbeeld(aantallen: Sequence[int] | None) -> Sterrenbeeld | None:
    """Of the published counts, one star first; ``None`` when nothing is published yet."""
    if not aantallen:
        return None
    totaal = sum(aantallen)
    gemiddelde = sum(sterren * aantal for sterren, aantal in enumerate(aantallen, 1)) / totaal
    per_ster = list(enumerate(aantallen, 1))[::-1]
    return Sterrenbeeld(f"{gemiddelde:.1f}".replace(".", ","), totaal, per_ster)
