"""What a good question is, judged by its words. Pure; each judgement is one Dutch sentence that says what to do.

A refusal raises ``ValueError`` from the content model of the editor (:mod:`risicoanalyse.concept`). What only a person
can judge is an :class:`Opmerking`: it asks to look again and is ticked before publishing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

LANGSTE = 160
ONTKENNINGEN = {"niet", "niets", "niks", "nooit", "geen", "niemand", "nergens", "noch", "evenmin"}
#: Words that may join two ideas; often they do not, so a person judges.
VOEGWOORDEN = {"en", "of", "én", "óf"}
_WOORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


@dataclass(frozen=True)
class Uitspraak:
    """One question of a draft. ``plek`` is its field in the editor, ``waar`` what the writer calls it."""

    plek: str
    waar: str
    tekst: str


@dataclass(frozen=True)
class Opmerking:
    """Something to look at again. ``plek`` and ``waar`` as in :class:`Uitspraak`."""

    plek: str
    waar: str
    tekst: str
    zin: str

    @property
    def sleutel(self) -> str:
        """Changes with the words, so that a tick holds for what was looked at."""
        return hashlib.sha256(f"{self.zin}\n{self.tekst}".encode()).hexdigest()[:16]


def _woorden(tekst: str) -> list[str]:
    return [woord.lower() for woord in _WOORD.findall(tekst)]


def zonder_ontkenning(tekst: str) -> str:
    """The text itself; a negation is refused, since disagreeing with it says two things."""
    gevonden = next((woord for woord in _woorden(tekst) if woord in ONTKENNINGEN), None)
    if gevonden:
        raise ValueError(
            f"Haal ‘{gevonden}’ weg en schrijf op wat er wel gebeurt: nu kun je het antwoord op twee manieren lezen."
        )
    return tekst


def opmerkingen(uitspraken: Iterable[Uitspraak], bekend: Collection[str] = ()) -> list[Opmerking]:
    """What a person should look at in questions that are new; ``bekend`` are the texts of the version before."""
    uit = []
    for uitspraak in uitspraken:
        woorden = _woorden(uitspraak.tekst)
        if not uitspraak.tekst or uitspraak.tekst in bekend:
            continue
        voegwoord = next((woord for woord in woorden if woord in VOEGWOORDEN), None)
        if voegwoord:
            zin = f"Hier staat ‘{voegwoord}’: vraag je twee dingen tegelijk, maak er dan twee vragen van."
            uit.append(Opmerking(uitspraak.plek, uitspraak.waar, uitspraak.tekst, zin))
        if "team" not in woorden:
            zin = "Hier staat het eigen team niet in: begin met ‘In mijn team’."
            uit.append(Opmerking(uitspraak.plek, uitspraak.waar, uitspraak.tekst, zin))
    return uit
