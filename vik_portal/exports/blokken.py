"""Blocks of text that every writer of exports (PDF, DOCX, PPTX) understands."""

from __future__ import annotations

from dataclasses import dataclass, field


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
    """Words that somebody speaks or a norm: set in serif."""

    tekst: str

    def platte_tekst(self) -> str:
        return self.tekst


@dataclass
class Tabel:
    """A table with a caption that says its conclusion; every row has as many cells as ``koppen``."""

    bijschrift: str
    koppen: list[str]
    rijen: list[list[str]]

    def platte_tekst(self) -> str:
        return "\n".join([self.bijschrift, " | ".join(self.koppen), *(" | ".join(rij) for rij in self.rijen)])


Blok = Kop | Alinea | Lijst | Citaat | Tabel


def alinea(tekst: str) -> Alinea:
    """A plain paragraph."""
    return Alinea([Stuk(tekst)])
