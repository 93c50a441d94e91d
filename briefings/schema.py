"""What a briefing item consists of. The loader, the editor, the wall screen and the exports share this model."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from beroepscode.schema import Deel, EenRichtlijn, EenThema, Zin
from vik_portal.redactie.velden import RijkeTekst


class Punt(Deel):
    """One of at most four points: a word or two, and one short sentence. Read from six metres away."""

    kop: Annotated[str, Field(min_length=2, max_length=24)]
    tekst: Annotated[str, Field(min_length=3, max_length=90)]


class BriefingsitemInhoud(Deel):
    """The content of an item. ``notities`` (what the briefer says) is the rich-text subset."""

    titel: Annotated[str, Field(min_length=5, max_length=70)]
    kort_titel: Annotated[str, Field(min_length=3, max_length=18)]
    soort: Literal["verbeterpunt", "dilemma", "vraag", "stelling"]
    aanleiding: Literal["onderzoek", "klacht", "trend", "wet", "beleid"]
    aanleiding_tekst: Zin
    leerpunt: Zin
    boodschap: Annotated[str, Field(min_length=5, max_length=110)]
    punten: Annotated[list[Punt], Field(max_length=4)] = []
    vraag: Annotated[str, Field(min_length=5, max_length=140)]
    minuten: Annotated[int, Field(ge=1, le=3)] = 3
    themas: Annotated[list[EenThema], Field(min_length=1)]
    richtlijnen: list[EenRichtlijn] = []
    notities: Annotated[RijkeTekst, Field(min_length=20)]
