"""A booklet in the making: its parts, and where each line of its source stands."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from beroepscode.schema import Deel, Kernwaarde
from vik_portal.redactie.velden import Verborgen

Onderdeelsoort = Literal[
    "voorwoord", "grondwet", "eed", "taak", "missie", "kernwaarde", "professionaliteit", "leiderschap",
    "richtlijn", "loket", "dialoogvraag", "citaat", "colofon", "tekst",
]  # fmt: skip
#: How a line stands in its part: in the heading, as the begin of a paragraph or an item, or going on with what it was.
Regelvorm = Literal["kop", "alinea", "vervolg", "punt", "nummer"]


class Boekregel(Deel):
    """A line of the booklet, or a piece of one: ``n`` is its number in the source (``12``, or ``12.2`` for a piece)."""

    n: Annotated[str, Verborgen()]
    tekst: Annotated[str, Field(min_length=1, title="Regel")]
    vorm: Regelvorm = "alinea"


class Boekdeel(Deel):
    """A part of the booklet with the lines that were placed in it. Its key is ``soort/naam``."""

    soort: Onderdeelsoort
    naam: Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=60)]
    titel: Annotated[str, Field(min_length=1, max_length=300)]
    regels: list[Boekregel]

    @property
    def sleutel(self) -> str:
        return f"{self.soort}/{self.naam}"


class Indeling(Deel):
    """A booklet in the making: every line of its source stands in exactly one of these places."""

    titel: Annotated[str, Field(title="Naam", description="Zoals: zevende druk, 2023.")]
    delen: Annotated[list[Boekdeel], Field(title="Onderdelen")]
    #: Page furniture: numbers, heads and feet of pages, the cover.
    vulling: Annotated[list[Boekregel], Field(title="Bladvulling")] = []
    #: Nobody knows yet where these belong.
    los: Annotated[list[Boekregel], Field(title="Regels zonder plek")] = []


class EditieInhoud(Indeling):
    """A booklet that may be handed in: complete, with every line placed."""

    titel: Annotated[str, Field(min_length=3, max_length=120, title="Naam", description="Zoals: zevende druk, 2023.")]
    delen: Annotated[list[Boekdeel], Field(min_length=1, title="Onderdelen")]

    @model_validator(mode="after")
    def _compleet(self) -> EditieInhoud:
        if zinnen := bezwaren(self):
            raise ValueError(zinnen[0])
        return self


def bezwaren(indeling: Indeling) -> list[str]:
    """What must be done before this may be handed in, one Dutch sentence each."""
    zinnen = []
    if len(indeling.titel.strip()) < 3:
        zinnen.append("Geef de editie een naam, zoals: zevende druk, 2023.")
    if indeling.los:
        hoeveel = "Eén regel heeft" if len(indeling.los) == 1 else f"{len(indeling.los)} regels hebben"
        zinnen.append(f"{hoeveel} nog geen plek. Zet ze in een onderdeel of bij de bladvulling.")
    sleutels = [deel.sleutel for deel in indeling.delen]
    zinnen += [
        f"Twee onderdelen heten ‘{sleutel}’. Voeg ze samen of geef er een een andere naam."
        for sleutel in sorted({sleutel for sleutel in sleutels if sleutels.count(sleutel) > 1})
    ]
    zinnen += [
        f"‘{deel.titel}’ is geen van de vier kernwaarden. Kies een andere soort of naam."
        for deel in indeling.delen
        if deel.soort == "kernwaarde" and deel.naam not in get_args(Kernwaarde)
    ]
    return zinnen
