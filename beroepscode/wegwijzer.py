"""Waar kan ik terecht? A tree of at most four questions that ends in one or two loketten.

Nothing of an answer is kept. The address of a page is the way that led to it, behind a key that says nothing by itself
and that is another one every day: what a server, a proxy or a browser writes down cannot be read back later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated

from django.utils import timezone
from django.utils.crypto import salted_hmac
from pydantic import Field, model_validator

from beroepscode.schema import Deel, Slug, Zin
from vik_portal.redactie.inhoud import lees_map

MAP = Path(__file__).parent / "inhoud"
#: Nobody in need answers more than this.
HOOGSTENS = 4
Sleutel = Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=40)]
Doel = Annotated[str, Field(pattern=r"^[a-z0-9_]*$", max_length=40)]
#: The way to a page: for each question answered, which option (from 0).
Weg = tuple[int, ...]


class Spoed(Deel):
    """Help that cannot wait for a question."""

    tekst: Zin
    bij: Zin
    bereiken: Zin


class Optie(Deel):
    """An answer: it leads to a question (``naar``) or to an outcome (``uit``)."""

    tekst: Zin
    naar: Doel = ""
    uit: Doel = ""

    @model_validator(mode="after")
    def _een_doel(self) -> Optie:
        if bool(self.naar) == bool(self.uit):
            raise ValueError(f"{self.tekst!r} leidt naar een vraag (naar) of naar een uitkomst (uit)")
        return self


class Vraag(Deel):
    vraag: Zin
    opties: Annotated[list[Optie], Field(min_length=2)]


class Verder(Deel):
    """A page of the portal that helps with this."""

    tekst: Zin
    pad: Annotated[str, Field(pattern=r"^/[a-z0-9/-]+/$")]


class Uitkomst(Deel):
    """Where to go, why there (with who hears it), what comes before that, and what to read with it."""

    loketten: Annotated[list[Slug], Field(min_length=1, max_length=2)]
    waarom: Zin
    eerst: Annotated[str, Field(max_length=600)] = ""
    verder: list[Verder] = []


class Wegwijzer(Deel):
    """All of it. Every answer leads further, nothing goes round, and everything in it can be reached."""

    spoed: Annotated[list[Spoed], Field(min_length=1)]
    begin: Sleutel
    onderaan: Zin
    vragen: dict[Sleutel, Vraag]
    uitkomsten: dict[Sleutel, Uitkomst]

    @model_validator(mode="after")
    def _elke_weg_eindigt(self) -> Wegwijzer:
        gezien: set[str] = set()

        def loop(sleutel: str, diepte: int) -> None:
            if sleutel not in self.vragen:
                raise ValueError(f"vraag {sleutel} is er niet")
            if diepte > HOOGSTENS:
                raise ValueError(f"vraag {sleutel} is vraag {diepte} op een weg; hoogstens {HOOGSTENS}")
            gezien.add(sleutel)
            for optie in self.vragen[sleutel].opties:
                if optie.naar:
                    loop(optie.naar, diepte + 1)
                elif optie.uit not in self.uitkomsten:
                    raise ValueError(f"uitkomst {optie.uit} is er niet")
                gezien.add(optie.naar or optie.uit)

        loop(self.begin, 1)
        if los := ({*self.vragen} | {*self.uitkomsten}) - gezien:
            raise ValueError(f"hier leidt niets naartoe: {', '.join(sorted(los))}")
        return self

    def wegen(self) -> Iterator[Weg]:
        """The way to every question and every outcome, the first question (the empty way) included."""
        rij: list[tuple[Weg, str]] = [((), self.begin)]
        while rij:
            weg, sleutel = rij.pop()
            yield weg
            for nummer, optie in enumerate(self.vragen[sleutel].opties if sleutel else []):
                rij.append(((*weg, nummer), optie.naar))

    def opties(self, weg: Weg) -> list[Optie]:
        """The answers that were given on this way."""
        gegeven: list[Optie] = []
        sleutel = self.begin
        for nummer in weg:
            gegeven.append(self.vragen[sleutel].opties[nummer])
            sleutel = gegeven[-1].naar
        return gegeven


@dataclass(frozen=True)
class Plek:
    """One page: a question with its answers (text, key of the page that it leads to), or an outcome."""

    gegeven: list[str]
    #: The key of the question before; empty on the first two pages, whose question stands with the loketten.
    vorige: str
    vraag: Vraag | None
    antwoorden: list[tuple[str, str]]
    uitkomst: Uitkomst | None


@cache
def wegwijzer() -> Wegwijzer:
    return Wegwijzer.model_validate(next(b for b in lees_map(MAP) if b.naam == "wegwijzer").velden)


def sleutel(weg: Weg, dag: date) -> str:
    """What stands in the address for this way on this day. Of a question and an outcome they look the same."""
    return salted_hmac("beroepscode.wegwijzer", f"{dag}:{weg}", algorithm="sha256").hexdigest()[:12]


@lru_cache(maxsize=4)
def _wegen(dag: date) -> dict[str, Weg]:
    return {sleutel(weg, dag): weg for weg in wegwijzer().wegen()}


def plek(sleutel_: str = "") -> Plek | None:
    """The page behind a key of today or yesterday (who reads on at midnight); ``None`` for any other key.

    Without a key: the first question.
    """
    vandaag = timezone.localdate()
    weg: Weg | None = ()
    if sleutel_:
        weg = _wegen(vandaag).get(sleutel_) or _wegen(vandaag - timedelta(days=1)).get(sleutel_)
    if weg is None:
        return None
    boom = wegwijzer()
    gegeven = boom.opties(weg)
    vraag = None if gegeven and gegeven[-1].uit else boom.vragen[gegeven[-1].naar if gegeven else boom.begin]
    return Plek(
        gegeven=[optie.tekst for optie in gegeven],
        vorige=sleutel(weg[:-1], vandaag) if len(weg) > 1 else "",
        vraag=vraag,
        antwoorden=[(o.tekst, sleutel((*weg, n), vandaag)) for n, o in enumerate(vraag.opties)] if vraag else [],
        uitkomst=None if vraag else boom.uitkomsten[gegeven[-1].uit],
    )
