"""Blocks that draw: bars, coloured fields, a drawing of plain shapes, facts side by side, a form with boxes to cross.

Like the other blocks they say what something is. Each can be read without its picture: :meth:`als_tabel` and the alt
text carry the same words, and writers without a drawing of their own use those.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

#: How strongly a field asks for attention; every writer shows it as colour and pattern, beside the words.
Sterkte = Literal["groot", "midden", "klein", "geen"]
#: Sterkte → background, words, rule around it.
KLEUREN: dict[Sterkte, tuple[str, str, str]] = {
    "groot": ("#a5311b", "#ffffff", "#8c2512"),
    "midden": ("#f6c04c", "#1c1503", "#a87400"),
    "klein": ("#eaf5ef", "#0f5a41", "#1d7356"),
    "geen": ("#f5f6f9", "#4a566d", "#79859c"),
}


def _nodig(alt: str) -> None:
    if not alt.strip():
        raise ValueError("Een beeld in een export heeft een alternatieve tekst nodig.")


@dataclass
class Feiten:
    """A few facts side by side: a small name above each."""

    items: list[tuple[str, str]]

    def platte_tekst(self) -> str:
        return "\n".join(f"{naam}: {waarde}" for naam, waarde in self.items)


@dataclass(frozen=True)
class Staaf:
    """One bar: ``waarde`` steps out of ``Staven.hoogste``; ``woorden`` stand beside it and say what it means.

    ``mogelijk`` steps may come on top: they are drawn lighter, with a rule around them.
    """

    naam: str
    waarde: int
    woorden: str
    mogelijk: int = 0


@dataclass
class Staven:
    """Bars in steps. PPTX makes a chart of it that can be edited; its workbook holds only these names and steps.

    ``sleutel`` says what the full and the lighter part of a bar are; without it there is no lighter part. ``stap`` says
    there what a step is ("teams"): who opens the workbook reads the parts as numbers.
    """

    titel: str
    hoogste: int
    staven: list[Staaf]
    koppen: tuple[str, str] = ("Antwoord", "Hoeveel")
    sleutel: tuple[str, str] | None = None
    stap: str = "stappen"

    def __post_init__(self) -> None:
        _nodig(self.titel)
        if self.sleutel is None and any(staaf.mogelijk for staaf in self.staven):
            raise ValueError("Een lichter deel van een staaf heeft een sleutel nodig.")

    @property
    def alt(self) -> str:
        return f"{self.titel}. " + " ".join(f"{staaf.naam}: {staaf.woorden}." for staaf in self.staven)

    def rijen(self) -> list[list[str]]:
        return [[staaf.naam, staaf.woorden] for staaf in self.staven]

    def platte_tekst(self) -> str:
        return "\n".join([self.titel, *(f"{naam}: {woorden}" for naam, woorden in self.rijen())])


@dataclass(frozen=True)
class Veld:
    """A coloured field with its words; ``kwarten`` (0–4) are the filled quarters drawn before them."""

    woord: str
    klein: str = ""
    sterkte: Sterkte = "geen"
    kwarten: int = 0

    @property
    def tekst(self) -> str:
        return f"{self.woord}, {self.klein}" if self.klein else self.woord


@dataclass
class Velden:
    """A table of coloured fields. Headings are (name, what is said of it); a row is a heading and its fields.

    ``vooraf`` must be read first: on paper it stands above the fields, on a slide it is for the notes. ``sleutel`` is
    the key below them. In a pdf a ``lang`` one may go on, on a next page; another only when no page can hold it.
    """

    titel: str
    hoek: str
    koppen: list[tuple[str, str]]
    rijen: list[tuple[tuple[str, str], list[Veld]]]
    vooraf: str = ""
    sleutel: str = ""
    lang: bool = False

    def __post_init__(self) -> None:
        _nodig(self.titel)
        if any(len(velden) != len(self.koppen) for _, velden in self.rijen):
            raise ValueError("Elke rij heeft één veld per kop.")

    @staticmethod
    def _kop(kop: tuple[str, str]) -> str:
        return f"{kop[0]} ({kop[1]})" if kop[1] else kop[0]

    def als_tabel(self) -> tuple[list[str], list[list[str]]]:
        """Headings and rows of the same table in words."""
        koppen = [self.hoek, *(self._kop(kop) for kop in self.koppen)]
        return koppen, [[self._kop(kop), *(veld.tekst for veld in velden)] for kop, velden in self.rijen]

    def platte_tekst(self) -> str:
        koppen, rijen = self.als_tabel()
        regels = [self.vooraf, self.titel, *(" | ".join(rij) for rij in [koppen, *rijen]), self.sleutel]
        return "\n".join(regel for regel in regels if regel)


@dataclass(frozen=True)
class Vlak:
    """A rectangle with its upper left corner at (x, y)."""

    x: float
    y: float
    breed: float
    hoog: float
    sterkte: Literal["vol", "half", "licht"]


@dataclass(frozen=True)
class Rond:
    """A circle around (x, y) with a letter in it; ``open`` is drawn dashed and hollow."""

    x: float
    y: float
    straal: float
    letter: str
    open: bool = False


@dataclass(frozen=True)
class Pijl:
    """An arrow; its point is at (x2, y2)."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Woord:
    """Words on one line, at (x, y) as their baseline."""

    x: float
    y: float
    tekst: str
    anker: Literal["begin", "midden", "eind"] = "begin"
    vet: bool = False


@dataclass
class Tekening:
    """A drawing of plain shapes in its own units; PPTX makes shapes of it that can be moved.

    ``ernaast`` are (name, words) that belong to it: beside the drawing on a slide, below it on paper.
    """

    breed: float
    hoog: float
    alt: str
    vormen: list[Vlak | Rond | Pijl | Woord] = field(default_factory=list)
    letter: float = 28
    ernaast: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        _nodig(self.alt)

    def platte_tekst(self) -> str:
        return "\n".join([self.alt, *(f"{naam} {woorden}" for naam, woorden in self.ernaast)])


@dataclass
class Kruislijst:
    """Statements with a box to cross under each answer: paper that takes a pen stroke and no handwriting."""

    titel: str
    antwoorden: list[str]
    vragen: list[str]
    eerste: int = 1

    def als_tabel(self) -> tuple[list[str], list[list[str]]]:
        rijen = [
            [f"{nummer}. {vraag}", *[""] * len(self.antwoorden)]
            for nummer, vraag in enumerate(self.vragen, self.eerste)
        ]
        return [self.titel, *self.antwoorden], rijen

    def platte_tekst(self) -> str:
        koppen, rijen = self.als_tabel()
        return "\n".join([" | ".join(koppen), *(rij[0] for rij in rijen)])


@dataclass(frozen=True)
class Kaart:
    """What stands on one card: a small line above, the words, a small line below."""

    boven: str
    tekst: str
    onder: str = ""


@dataclass
class Kaarten:
    """Cards of one size, two beside each other, to cut out along the dashed lines: eight on a page."""

    items: list[Kaart]

    def platte_tekst(self) -> str:
        return "\n".join(" ".join(filter(None, (kaart.boven, kaart.tekst, kaart.onder))) for kaart in self.items)


Figuur = Feiten | Staven | Velden | Tekening | Kruislijst | Kaarten
