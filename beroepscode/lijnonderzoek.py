"""Past hier een lijnonderzoek? A checklist with a fixed rule, and two empty forms. Nothing of a case is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from django.http import Http404
from django.utils import timezone
from django.utils.crypto import salted_hmac
from pydantic import Field, model_validator

from beroepscode.schema import Deel, Zin
from vik_portal.redactie.inhoud import lees_map

MAP = Path(__file__).parent / "inhoud" / "lijnonderzoek"
#: The slug of the handreiking that all of this belongs to.
HANDREIKING = "lijnonderzoek"

Antwoord = Literal["ja", "nee", "weet_niet"]
Richting = Literal["vik", "sparren", "lijn"]
WOORDEN: dict[Antwoord, str] = {"ja": "Ja", "nee": "Nee", "weet_niet": "Weet ik niet"}
Sleutel = Annotated[str, Field(pattern=r"^[a-z0-9_-]+$", max_length=40)]


class Vraag(Deel):
    """A criterion. ``wijst`` says where an answer points to (empty: nowhere), ``waarom`` says that in words."""

    sleutel: Sleutel
    vraag: Zin
    uitleg: Zin
    wijst: dict[Antwoord, Richting | Literal[""]]
    waarom: dict[Antwoord, str]

    @model_validator(mode="after")
    def _elk_antwoord_heeft_zijn_reden(self) -> Vraag:
        for antwoord in get_args(Antwoord):
            if antwoord not in self.wijst or bool(self.wijst[antwoord]) != bool(self.waarom.get(antwoord)):
                raise ValueError(
                    f"bij {self.sleutel} hoort bij {antwoord} een richting met een reden, of geen van beide"
                )
        if self.wijst["weet_niet"] != "sparren":
            raise ValueError(f"wie iets niet weet, spart eerst; bij {self.sleutel} niet")
        return self


class Uitkomst(Deel):
    titel: Zin
    tekst: Zin
    nu: Annotated[list[Zin], Field(min_length=1)]


class Checklist(Deel):
    titel: Zin
    intro: Zin
    vooraf: Zin
    regel: Zin
    vragen: Annotated[list[Vraag], Field(min_length=1)]
    uitkomsten: dict[Richting, Uitkomst]
    voorbeelden: dict[Literal["lijn", "vik"], list[Zin]]
    slot: Zin
    opslag: Zin

    @model_validator(mode="after")
    def _volledig(self) -> Checklist:
        if len({vraag.sleutel for vraag in self.vragen}) != len(self.vragen):
            raise ValueError("twee vragen hebben dezelfde sleutel")
        if {*self.uitkomsten} != {*get_args(Richting)}:
            raise ValueError("elke richting heeft een uitkomst")
        return self


class Veld(Deel):
    """A place to write: one line, more lines, a day, a time, boxes to tick, or a table."""

    sleutel: Sleutel
    label: Zin
    soort: Literal["regel", "vak", "datum", "tijd", "keuze", "tabel"]
    hulp: str = ""
    opties: list[Zin] = []
    kolommen: list[Zin] = []
    rijen: Annotated[int, Field(ge=0, le=30)] = 0

    @model_validator(mode="after")
    def _past_bij_soort(self) -> Veld:
        if bool(self.opties) != (self.soort == "keuze") or bool(self.kolommen and self.rijen) != (
            self.soort == "tabel"
        ):
            raise ValueError(f"{self.sleutel}: opties horen bij een keuze, kolommen en rijen bij een tabel")
        return self


class Formulierdeel(Deel):
    kop: Zin
    #: Fixed sentences: whoever fills in the form does not change these.
    tekst: list[Zin] = []
    velden: list[Veld] = []


class Regel(Deel):
    label: Zin


class Ondertekening(Deel):
    tekst: Zin
    keuze: list[Zin] = []
    regels: Annotated[list[Regel], Field(min_length=1)]


class Formulier(Deel):
    """A form. ``vooraf`` is for who fills it in and stands on the page only."""

    sleutel: Sleutel
    titel: Zin
    bestandsnaam: Annotated[str, Field(pattern=r"^[a-z-]+\.docx$")]
    voor: Zin
    vooraf: list[Zin]
    delen: Annotated[list[Formulierdeel], Field(min_length=1)]
    ondertekening: Ondertekening


class Formulieren(Deel):
    #: The day that these texts date from, so that the same form gives the same file.
    stand: date
    opslag: Zin
    status: Zin
    formulieren: list[Formulier]


def _velden(naam: str) -> dict[str, Any]:
    return next(bestand for bestand in lees_map(MAP) if bestand.naam == naam).velden


@cache
def checklist() -> Checklist:
    return Checklist.model_validate(_velden("checklist"))


@cache
def formulieren() -> Formulieren:
    return Formulieren.model_validate(_velden("formulieren"))


@dataclass(frozen=True)
class Oordeel:
    """Where the list points to, and the reasons that decided: of all answers that point there."""

    richting: Richting
    uitkomst: Uitkomst
    beslissend: list[tuple[Vraag, str]]
    #: What points to talking it over first, where something else already decided for VIK.
    ook: list[tuple[Vraag, str]]


def oordeel(antwoorden: Mapping[str, Antwoord]) -> Oordeel:
    """The fixed rule: one answer for VIK decides; else one for sparren; else lijnonderzoek.

    ``antwoorden`` has an answer for every question (by key); a missing one raises ``KeyError``.
    """
    lijst = checklist()
    redenen: dict[str, list[tuple[Vraag, str]]] = {"vik": [], "sparren": [], "lijn": [], "": []}
    for vraag in lijst.vragen:
        antwoord = antwoorden[vraag.sleutel]
        redenen[vraag.wijst[antwoord]].append((vraag, vraag.waarom[antwoord]))
    richting: Richting = "vik" if redenen["vik"] else "sparren" if redenen["sparren"] else "lijn"
    ook = redenen["sparren"] if richting == "vik" else []
    return Oordeel(richting, lijst.uitkomsten[richting], redenen[richting], ook)


def teken(dag: date, *delen: str) -> str:
    """What stands in the address for a question, or for an answer to it: it says nothing, and changes every day."""
    return (
        "v" + salted_hmac("beroepscode.lijnonderzoek", ":".join([str(dag), *delen]), algorithm="sha256").hexdigest()[:7]
    )


def gegeven(vraag_om: Mapping[str, str]) -> dict[str, Antwoord]:
    """The answers in an address, by key of the question; of today, or of yesterday for who reads on at midnight."""
    vandaag = timezone.localdate()
    uit: dict[str, Antwoord] = {}
    for dag in (vandaag - timedelta(days=1), vandaag):
        for vraag in checklist().vragen:
            gekozen = vraag_om.get(teken(dag, vraag.sleutel))
            for antwoord in WOORDEN:
                if gekozen == teken(dag, vraag.sleutel, antwoord):
                    uit[vraag.sleutel] = antwoord
    return uit


@dataclass(frozen=True)
class Keuze:
    """A question as the form shows it: its name in the address, and (value, word, chosen) per answer."""

    vraag: Vraag
    naam: str
    waarden: list[tuple[str, str, bool]]

    @property
    def gekozen(self) -> bool:
        return any(gekozen for _, _, gekozen in self.waarden)


def keuzes(antwoorden: Mapping[str, Antwoord]) -> list[Keuze]:
    """All questions, with what was answered until now."""
    vandaag = timezone.localdate()
    return [
        Keuze(
            vraag,
            teken(vandaag, vraag.sleutel),
            [
                (teken(vandaag, vraag.sleutel, antwoord), woord, antwoorden.get(vraag.sleutel) == antwoord)
                for antwoord, woord in WOORDEN.items()
            ],
        )
        for vraag in checklist().vragen
    ]


def formulier_of_404(sleutel: str) -> Formulier:
    """A form by its key."""
    for formulier in formulieren().formulieren:
        if formulier.sleutel == sleutel:
            return formulier
    raise Http404(sleutel)
