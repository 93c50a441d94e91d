"""What an offer of VIK consists of. The loader, the editor and the pages share this model."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from beroepscode.schema import Deel, Woord, Zin
from vik_portal.redactie.velden import Keuzes
from vik_portal.register import Draaiboek, register


def _draaiboeken() -> dict[str, str]:
    return {draaiboek.sleutel: draaiboek.label for draaiboek in register.alle(Draaiboek) if draaiboek.kiesbaar}


class AanbodInhoud(Deel):
    """Something that VIK can do for a team: what it yields, and what the team arranges."""

    titel: Annotated[str, Field(min_length=3, max_length=80)]
    kort: Annotated[
        str,
        Field(min_length=10, max_length=200, title="In het kort", description="Wat gebeurt er? Eén zin."),
    ]
    volgorde: Annotated[int, Field(description="Een laag getal staat hoger in de lijst.")] = 100
    voor_wie: Annotated[Zin, Field(title="Voor wie is het?")]
    minuten: Annotated[int, Field(ge=1, le=480, title="Hoeveel minuten?")]
    groep: Annotated[Zin, Field(title="Hoe groot is de groep?")]
    levert: Annotated[list[Zin], Field(min_length=1, title="Dit levert het op")]
    zelf: Annotated[list[Zin], Field(min_length=1, title="Dit regel je zelf")]
    draaiboek: Annotated[
        str,
        Keuzes(_draaiboeken),
        Field(title="Draaiboek", description="Staat klaar als je de bijeenkomst plant. Mag leeg blijven."),
    ] = ""
    trefwoorden: Annotated[list[Woord], Field(description="Woorden waar iemand op zoekt.")] = []

    @property
    def duur(self) -> str:
        """How long it takes, in words: hours from two hours on."""
        if self.minuten < 120:
            return f"{self.minuten} minuten"
        return f"{self.minuten / 60:.1f}".removesuffix(".0").replace(".", ",") + " uur"
