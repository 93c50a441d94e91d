"""Blocks of text that every writer of exports (PDF, DOCX, PPTX) understands.

A block says what something is (a norm, three columns, a decision tree), never how it looks: the writers and
:mod:`vik_portal.exports.huisstijl` decide that. Texts are plain strings and appear literally, whatever is in them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from vik_portal.exports.figuren import Feiten, Figuur, Kaarten, Kruislijst, Staven, Tekening, Velden

#: What a part means; every writer shows it as colour and sign, and the words stand beside it.
Toon = Literal["goed", "fout", "overleg", "rustig"]


@dataclass(frozen=True)
class Stuk:
    """A run of characters with one appearance; ``link`` is an absolute or rooted address, or empty."""

    tekst: str
    vet: bool = False
    cursief: bool = False
    link: str = ""


@dataclass
class Kop:
    tekst: str
    niveau: int = 2

    def platte_tekst(self) -> str:
        return self.tekst


@dataclass
class Alinea:
    stukken: list[Stuk]

    def platte_tekst(self) -> str:
        return "".join(stuk.tekst for stuk in self.stukken).strip()


@dataclass
class Lijst:
    geordend: bool = False
    items: list[list[Stuk]] = field(default_factory=list)

    def platte_tekst(self) -> str:
        return "\n".join("".join(stuk.tekst for stuk in item).strip() for item in self.items)


@dataclass
class Citaat:
    """Words that somebody speaks or a norm: set in serif. A blank line parts paragraphs on paper."""

    tekst: str

    def platte_tekst(self) -> str:
        return self.tekst


@dataclass
class Tabel:
    """A table with a caption that says its conclusion; every row has as many cells as ``koppen``.

    ``delen`` are the widths of the columns, together 1; without them all are equally wide. In a pdf a ``lang``
    table may go on, on a next page; another stays together as long as a page can hold it.
    """

    bijschrift: str
    koppen: list[str]
    rijen: list[list[str]]
    delen: list[float] = field(default_factory=list)
    lang: bool = False

    def platte_tekst(self) -> str:
        return "\n".join([self.bijschrift, " | ".join(self.koppen), *(" | ".join(rij) for rij in self.rijen)])


@dataclass
class Inleiding:
    """The first sentence or two under a title, a step larger than the rest."""

    tekst: str

    def platte_tekst(self) -> str:
        return self.tekst


@dataclass
class Norm:
    """The rule itself, in the blue field with the round corner."""

    tekst: str
    label: str = "De norm"

    def platte_tekst(self) -> str:
        return f"{self.label}\n{self.tekst}"


@dataclass
class Noot:
    """A remark that must not be missed, such as "eigen bewoording"."""

    tekst: str

    def platte_tekst(self) -> str:
        return self.tekst


@dataclass
class Kolom:
    """``teken`` is an icon of :data:`vik_portal.tekens.ICONEN`."""

    titel: str
    toon: Toon
    teken: str
    items: list[str]


@dataclass
class Kolommen:
    """Columns side by side where there is room, below each other where there is not."""

    kolommen: list[Kolom]
    niveau: int = 3

    def platte_tekst(self) -> str:
        return "\n".join("\n".join([kolom.titel, *kolom.items]) for kolom in self.kolommen)


@dataclass
class Antwoord:
    """A branch of a question: ``woord`` ("Ja") leads to an outcome, or with ``verder`` to that question (from 1)."""

    woord: str
    kop: str = ""
    tekst: str = ""
    toon: Toon = "rustig"
    teken: str = ""
    #: Where to go with it, by name.
    bij: list[str] = field(default_factory=list)
    verder: int = 0

    @property
    def uitkomst(self) -> str:
        return f"ga naar vraag {self.verder}" if self.verder else self.kop

    def platte_tekst(self) -> str:
        return "\n".join(deel for deel in (f"{self.woord}: {self.uitkomst}", self.tekst, *self.bij) if deel)


@dataclass
class Boomvraag:
    vraag: str
    antwoorden: list[Antwoord]


@dataclass
class Beslisboom:
    """Numbered questions whose answers lead to a later question or to an outcome."""

    vragen: list[Boomvraag]

    def platte_tekst(self) -> str:
        return "\n".join(
            "\n".join([f"{nummer}. {vraag.vraag}", *(antwoord.platte_tekst() for antwoord in vraag.antwoorden)])
            for nummer, vraag in enumerate(self.vragen, 1)
        )


@dataclass
class Stap:
    minuten: int
    doel: str
    zeg: str
    let_op: str


@dataclass
class Draaiboek:
    """The steps of a conversation: how long, what for, what to say literally, what to watch."""

    bijschrift: str
    stappen: list[Stap]

    def platte_tekst(self) -> str:
        return "\n".join([self.bijschrift, *(f"{s.minuten} min. {s.doel}\n{s.zeg}\n{s.let_op}" for s in self.stappen)])


@dataclass
class Begrip:
    term: str
    uitleg: str
    link: str = ""


@dataclass
class Begrippen:
    """Names with an explanation: loketten, rules of law."""

    items: list[Begrip]

    def platte_tekst(self) -> str:
        return "\n".join(f"{item.term}\n{item.uitleg}" for item in self.items)


@dataclass
class Invulveld:
    """Something to fill in by hand or on screen."""

    label: str
    hulp: str
    inhoud: str = ""

    def platte_tekst(self) -> str:
        return "\n".join(deel for deel in (self.label, self.hulp, self.inhoud) if deel)


@dataclass
class Verwijzing:
    """A QR code to ``url`` (absolute) with the address printed beside it."""

    tekst: str
    url: str

    def platte_tekst(self) -> str:
        return f"{self.tekst}\n{self.url}"


@dataclass
class Naast:
    """Two groups side by side on paper; elsewhere the second follows the first.

    ``deel`` is the width of the first between 0 and 1; 0 lets the writer make both about equally high. With
    ``bijeen`` no page ends in the middle of it.
    """

    links: list[Blok]
    rechts: list[Blok]
    deel: float = 0
    bijeen: bool = False

    def platte_tekst(self) -> str:
        return "\n".join(blok.platte_tekst() for blok in [*self.links, *self.rechts])


Blok = (
    Kop
    | Alinea
    | Lijst
    | Citaat
    | Tabel
    | Inleiding
    | Norm
    | Noot
    | Kolommen
    | Beslisboom
    | Draaiboek
    | Begrippen
    | Invulveld
    | Verwijzing
    | Naast
    | Figuur
)


def alinea(tekst: str) -> Alinea:
    """A plain paragraph."""
    return Alinea([Stuk(tekst)])


def lijst(*teksten: str, geordend: bool = False) -> Lijst:
    """A list of plain sentences."""
    return Lijst(geordend, [[Stuk(tekst)] for tekst in teksten])


def genest(blokken: Iterable[Blok]) -> list[Blok]:
    """The same blocks with heading levels that every format accepts: from 2, and at most one step deeper at a time."""
    vorig = 1

    def loop(rij: Iterable[Blok]) -> list[Blok]:
        nonlocal vorig
        uit: list[Blok] = []
        for blok in rij:
            if isinstance(blok, Kop):
                vorig = max(2, min(blok.niveau, vorig + 1))
                blok = replace(blok, niveau=vorig)
            elif isinstance(blok, Kolommen):
                blok = replace(blok, niveau=min(vorig + 1, 3))
            elif isinstance(blok, Naast):
                blok = replace(blok, links=loop(blok.links), rechts=loop(blok.rechts))
            uit.append(blok)
        return uit

    return loop(blokken)


def op_rij(blokken: Iterable[Blok]) -> list[Blok]:
    """The same blocks one after another, for formats without room beside each other."""
    uit: list[Blok] = []
    for blok in blokken:
        uit += op_rij([*blok.links, *blok.rechts]) if isinstance(blok, Naast) else [blok]
    return uit


def zonder_beeld(figuur: Figuur) -> list[Blok]:
    """The same in plain blocks, for a format that does not draw it."""
    if isinstance(figuur, Feiten):
        return [Begrippen([Begrip(naam, waarde) for naam, waarde in figuur.items])]
    if isinstance(figuur, Staven):
        return [Tabel(figuur.titel, list(figuur.koppen), figuur.rijen())]
    if isinstance(figuur, Velden):
        tabel: Blok = Tabel(figuur.titel, *figuur.als_tabel())
        vooraf: list[Blok] = [Noot(figuur.vooraf)] if figuur.vooraf else []
        return [*vooraf, tabel, *([alinea(figuur.sleutel)] if figuur.sleutel else [])]
    if isinstance(figuur, Kruislijst):
        return [Tabel(figuur.titel, *figuur.als_tabel())]
    if isinstance(figuur, Kaarten):
        return [
            Begrippen(
                [Begrip(kaart.tekst, " · ".join(filter(None, (kaart.boven, kaart.onder)))) for kaart in figuur.items]
            )
        ]
    if isinstance(figuur, Tekening):
        paren = [Alinea([Stuk(f"{naam} ", vet=True), Stuk(woorden)]) for naam, woorden in figuur.ernaast]
        return [alinea(figuur.alt), *paren]
    raise TypeError(f"{type(figuur).__name__} is geen figuur")
