"""What a dilemma consists of. The loader, the editor and the pages share this model."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from beroepscode.schema import Deel, EenLoket, EenThema, Kernwaarde, Zin
from vik_portal.redactie.velden import RijkeTekst

Doelgroep = Literal[
    "basisteam", "recherche", "meldkamer", "arrestantenzorg", "verkeer",
    "aspirant", "zij-instromer", "ondersteuning", "leidinggevende", "vrijwilliger",
]  # fmt: skip


class Optie(Deel):
    """A choice: what speaks for it, what it costs, and the strongest argument against it."""

    tekst: Zin
    voor: Zin
    kost: Zin
    tegen: Zin


class Perspectieven(Deel):
    burger: Zin
    collega: Zin
    leidinggevende: Zin
    over_een_jaar: Annotated[Zin, Field(alias="over-een-jaar")]

    model_config = Deel.model_config | {"populate_by_name": True, "serialize_by_alias": True}

    def lijst(self) -> list[tuple[str, str]]:
        """(who, what they see), in the order in which the page shows them."""
        return [
            ("De burger", self.burger),
            ("Een collega", self.collega),
            ("Je leidinggevende", self.leidinggevende),
            ("Jij, over een jaar", self.over_een_jaar),
        ]


class Norm(Deel):
    """``beslist``: whether a norm decides here, a part of it (the text says which), or none (the text says so)."""

    beslist: Literal["ja", "deels", "nee"]
    tekst: Zin
    melden: Zin


class DilemmaInhoud(Deel):
    """The content of a dilemma. ``verhaal`` is the rich-text subset."""

    titel: Annotated[str, Field(min_length=3, max_length=80)]
    kort: Annotated[str, Field(min_length=10, max_length=200)]
    verhaal: Annotated[RijkeTekst, Field(min_length=100)]
    vraag: Zin
    themas: Annotated[list[EenThema], Field(min_length=1, max_length=3)]
    kernwaarden: Annotated[list[Kernwaarde], Field(min_length=2, max_length=2)]
    doelgroepen: Annotated[list[Doelgroep], Field(min_length=1)]
    niveau: Literal["instap", "verdieping"]
    minuten: Literal[2, 10, 30]
    opties: Annotated[list[Optie], Field(min_length=3, max_length=4)]
    perspectieven: Perspectieven
    norm: Norm
    kijk: Zin
    waarden: dict[Kernwaarde, Zin]
    anders: list[Zin] = []
    nabespreking: Annotated[list[Zin], Field(min_length=1)]
    loketten: Annotated[list[EenLoket], Field(min_length=1)]
    niet_gebruiken_als: Annotated[
        str,
        Field(max_length=600, description="Voor wie het gesprek leidt, in één zin. Leeg als het altijd kan."),
    ] = ""

    @model_validator(mode="after")
    def _opties_verschillen(self) -> DilemmaInhoud:
        """A choice is known by its words."""
        if len({optie.tekst for optie in self.opties}) < len(self.opties):
            raise ValueError("twee opties zijn gelijk")
        return self
