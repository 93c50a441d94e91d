"""What an instrument and a work process consist of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from beroepscode.schema import Deel, Slug, Zin

Thema = Literal["integriteit", "sociale-veiligheid", "inclusie"]
#: What makes it easy for somebody with bad intentions, and what makes a colleague give way.
Mechanisme = Literal["gelegenheid", "druk"]
#: The three sides of a phenomenon: what opens the door, what pushes, and what holds it shut.
Kant = Literal["gelegenheid", "druk", "beheersing"]


class Item(Deel):
    """One statement about the own team in the last three months."""

    sleutel: Slug
    tekst: Annotated[str, Field(min_length=10, max_length=160)]


class Versterker(Item):
    """``mechanisme`` is said in deep instruments: which side of the phenomenon this is about."""

    thema: Literal["versterker"] = "versterker"
    naam: Zin
    mechanisme: Mechanisme | Literal[""] = ""


class Weerbaarheid(Item):
    """``omgekeerd``: agreeing means less resilience."""

    thema: Thema
    omgekeerd: bool = False


class Schalen(Deel):
    """The labels of the answers: A and B from 0 to 3, C from 1 to 5. "Weet ik niet" comes with each of them."""

    a: Annotated[list[Zin], Field(min_length=4, max_length=4)]
    b: Annotated[list[Zin], Field(min_length=4, max_length=4)]
    c: Annotated[list[Zin], Field(min_length=5, max_length=5)]


class WerkprocesInhoud(Deel):
    titel: Annotated[str, Field(min_length=3, max_length=80)]
    kort: Zin
    volgorde: int
    themas: list[Slug] = []
    a: Annotated[list[Item], Field(min_length=2, max_length=2)]
    toelichting: str = ""


class VragenlijstInhoud(Deel):
    """An instrument: per chosen process two A items, then the versterkers and weerbaarheid."""

    titel: Zin
    soort: Literal["beknopt", "diepgaand"]
    #: What a deep instrument is about; empty for the short one.
    fenomeen: str = ""
    #: Of a deep instrument: per side of the phenomenon one sentence that says what it is.
    kanten: dict[Kant, Zin] = {}
    #: Given by whoever keeps it (:mod:`risicoanalyse.versies`); reports print it.
    versie: Annotated[int, Field(ge=1)] = 1
    inleiding: Zin
    schalen: Schalen
    standaard_processen: Annotated[list[Slug], Field(min_length=3, max_length=4)]
    b: list[Versterker]
    c: list[Weerbaarheid]
    toelichting: str = ""

    @model_validator(mode="after")
    def _sleutels_uniek(self) -> VragenlijstInhoud:
        sleutels = [item.sleutel for item in [*self.b, *self.c]]
        if len(sleutels) != len(set(sleutels)):
            raise ValueError("twee items hebben dezelfde sleutel")
        return self
