"""What a programme names, as it is published now: dilemmas, gespreksvragen, themabladen, loketten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from beroepscode.models import Loket, Onderdeel, Themablad
from dilemmas.les.schema import LesprogrammaInhoud, Lesstap
from dilemmas.models import Dilemma

#: Kind of step → its icon.
TEKENS = {
    "opening": "persoon",
    "dilemma": "gesprek",
    "stelling": "telefoon",
    "kennisvraag": "info",
    "dialoogvraag": "gesprek",
    "woorden": "telefoon",
    "waar-sta-jij": "wegwijzer",
    "film": "film",
    "themablad": "blad",
    "gesprek": "gesprek",
    "opdracht": "potlood",
    "eigen-dias": "scherm",
    "pauze": "klok",
    "opbrengst": "plus",
    "evaluatie": "brief",
    "slot": "vink",
}


@dataclass(frozen=True)
class Lesregel:
    """A step as people read it: ``onderwerp`` is what it is about, ``url`` where that stands.

    It begins ``na`` minutes after the lesson."""

    stap: Lesstap
    onderwerp: str
    url: str
    na: int
    teken: str

    @property
    def regel(self) -> str:
        """``Dilemma: De radio blijft uit``; empty where it would only repeat the title."""
        if not self.onderwerp or self.onderwerp == self.stap.titel:
            return "" if self.stap.soortnaam == self.stap.titel else self.stap.soortnaam
        return f"{self.stap.soortnaam}{' ' if self.stap.soortnaam.endswith('?') else ': '}{self.onderwerp}"

    def om(self, begin: time) -> str:
        """When it begins, for a lesson that begins then: ``09:40``."""
        return klok(begin, self.na)


def klok(begin: time, minuten: int) -> str:
    return (datetime.combine(date(2000, 1, 1), begin) + timedelta(minutes=minuten)).strftime("%H:%M")


@dataclass(frozen=True)
class Genoemd:
    """By slug or name, in no order. What was withdrawn meanwhile is not there."""

    inhoud: LesprogrammaInhoud
    dilemmas: dict[str, Dilemma]
    dialoogvragen: dict[str, Onderdeel]
    bladen: dict[str, Themablad]
    loketgids: dict[str, Loket]

    @property
    def loketten(self) -> list[Loket]:
        return [self.loketgids[slug] for slug in self.inhoud.loketten if slug in self.loketgids]

    @property
    def themabladen(self) -> list[Themablad]:
        return [self.bladen[slug] for slug in self.inhoud.themas if slug in self.bladen]

    @property
    def thuis(self) -> list[Themablad | Dilemma]:
        """What to read at home."""
        gevonden = (self.bladen.get(slug) or self.dilemmas.get(slug) for slug in self.inhoud.thuis_lezen)
        return [stuk for stuk in gevonden if stuk]

    def stappen(self) -> list[Lesregel]:
        return list(self._stappen())

    def _stappen(self) -> Iterator[Lesregel]:
        na = 0
        for stap in self.inhoud.stappen:
            onderwerp, url = self._onderwerp(stap)
            yield Lesregel(stap, onderwerp, url, na, TEKENS[stap.soort])
            na += stap.minuten

    def _onderwerp(self, stap: Lesstap) -> tuple[str, str]:
        if stap.soort == "dilemma":
            dilemma = self.dilemmas.get(stap.dilemma)
            return (dilemma.titel, dilemma.get_absolute_url()) if dilemma else ("", "")
        if stap.soort == "dialoogvraag":
            vraag = self.dialoogvragen.get(stap.dialoogvraag)
            return (vraag.titel, vraag.get_absolute_url()) if vraag else ("", "")
        if stap.soort == "themablad":
            blad = self.bladen.get(stap.themablad)
            return (blad.titel, blad.get_absolute_url()) if blad else ("", "")
        if stap.soort == "pauze":
            return "", ""
        return stap.stelling or stap.vraag or stap.kijkvraag or stap.scherm or stap.opdracht or stap.wat, ""


def genoemd_in(inhoud: LesprogrammaInhoud) -> Genoemd:
    """Looks up everything a programme names, in four queries."""
    bladen = {*inhoud.themas, *inhoud.thuis_lezen, *(stap.themablad for stap in inhoud.stappen)} - {""}
    vragen = {f"dialoogvraag/{stap.dialoogvraag}" for stap in inhoud.stappen if stap.dialoogvraag}
    dilemmas = Dilemma.objects.published().filter(slug__in={*inhoud.dilemmas(), *inhoud.thuis_lezen})
    return Genoemd(
        inhoud,
        {stuk.slug: stuk for stuk in dilemmas},
        {deel.naam: deel for deel in Onderdeel.objects.dialoogkaarten().filter(sleutel__in=vragen)},
        {blad.slug: blad for blad in Themablad.objects.published().filter(slug__in=bladen)},
        {loket.slug: loket for loket in Loket.objects.published().filter(slug__in=inhoud.loketten)},
    )
