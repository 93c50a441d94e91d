"""One dilemma with a room: the places of the step, and what may be said of its two votes.

Everything here is a function of the frozen dilemma and of the published forms of the two votes; counts and seats are
not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dilemmas.schema import DilemmaInhoud, Optie
from vik_portal.meedoen.banden import NAMEN, Uitslag

LETTERS = "ABCD"
#: What stands above the question of each vote, on the phone and on the screen.
STEMMEN = {1: "Eerste stem", 2: "Tweede stem"}


@dataclass(frozen=True)
class Plek:
    """A place inside the step: its title, what the begeleider can say there, and which vote is held, if any."""

    sleutel: str
    titel: str
    zeg: str
    keer: int = 0


PLEKKEN = (
    Plek(
        "verhaal",
        "Het verhaal",
        "Ik lees iets voor wat in ons werk kan gebeuren. Luister eerst. Stel je voor dat jij daar staat.\n\n"
        "Een goed antwoord staat hier niet achter. We zijn benieuwd wat jij zou doen, en waarom.",
    ),
    Plek(
        "eerste",
        "Eerste stem",
        "Wat zou jij doen? Kies wat je echt zou doen, niet wat hoort. Praat nog niet. Wie het niet weet, kiest "
        "‘weet ik niet’. Dat telt ook mee.",
        keer=1,
    ),
    Plek(
        "gesprek",
        "Praat met je buur",
        "Zoek één iemand naast je. Vertel elkaar wat hier moeilijk aan is. Wat je koos, hoef je niet te zeggen. "
        "Luister vooral naar wat jij zelf nog niet had bedacht.\n\nIk zet de klok aan. Als de tijd om is, hoor je me.",
    ),
    Plek(
        "kant",
        "De andere kant",
        "Op het scherm staat nu iets waar niet iedereen meteen aan denkt. Lees het. Wie herkent hier iets in? "
        "Je hoeft het er niet mee eens te zijn. Vraag nooit wie dit koos.",
    ),
    Plek(
        "tweede",
        "Tweede stem",
        "Nog één keer dezelfde vraag. Anders kiezen mag, hetzelfde kiezen ook. Je hoeft het niet met elkaar eens te "
        "worden.",
        keer=2,
    ),
    Plek(
        "beweging",
        "Wat verschoof er?",
        "Boven zie je de eerste stem, daaronder de tweede. Is er iets verschoven, wat hoorde je dan in het gesprek? "
        "Bleef alles gelijk, dan is dat ook goed.",
    ),
    Plek(
        "norm",
        "Wat zegt de norm?",
        "Lees dit even zelf. Is het duidelijk wat hier moet, en wat aan jou is? "
        "Wie zou je bellen als dit morgen gebeurt?",
    ),
    Plek(
        "na",
        "Nabespreken",
        "Neem de vraag die jullie het meest raakt. Eén vraag goed is beter dan drie half.",
    ),
)


def nummer_van(sleutel: str) -> int:
    """The place with this key, from 1."""
    return next(nummer for nummer, plek in enumerate(PLEKKEN, 1) if plek.sleutel == sleutel)


def met_letters(opties: Sequence[Optie]) -> list[tuple[str, Optie]]:
    return list(zip(LETTERS, opties, strict=False))


def antwoord(letter: str, optie: Optie) -> str:
    """An option as it stands on the phone, and under which its band is kept."""
    return f"{letter}. {optie.tekst}"


def stemvraag(inhoud: DilemmaInhoud, keer: int) -> dict[str, Any]:
    """The one question of a vote."""
    opties = [antwoord(letter, optie) for letter, optie in met_letters(inhoud.opties)]
    return {"deel": STEMMEN[keer], "tekst": inhoud.vraag, "opties": opties, "schaal": ""}


def _banden(inhoud: DilemmaInhoud, uitslag: Uitslag) -> list[int]:
    """The band of each option, in their order."""
    return [uitslag.waarden[0][antwoord(letter, optie)] for letter, optie in met_letters(inhoud.opties)]


@dataclass(frozen=True)
class AndereKant:
    """The argument to put on the screen. Without ``letter`` it belongs to no option: ``stemmen`` are who see it."""

    kop: str
    tekst: str = ""
    letter: str = ""
    stemmen: tuple[tuple[str, str], ...] = ()


def andere_kant(inhoud: DilemmaInhoud, uitslag: Uitslag | None) -> AndereKant:
    """The strongest argument of the choice that fewer people made, from ten envelopes on.

    "Niemand of één" is no minority: an argument there could point at one person. When nobody can be told apart (fewer
    than ten, all in one band), four others say what they see.
    """
    if uitslag is None or uitslag.trap == "klein":
        return AndereKant("Hoe kijken anderen hiernaar?", stemmen=tuple(inhoud.perspectieven.lijst()))
    banden, opties = _banden(inhoud, uitslag), met_letters(inhoud.opties)
    hoogste = max(banden)
    minder = [band for band in banden if 0 < band < hoogste]
    if minder:
        letter, optie = opties[banden.index(min(minder))]
        return AndereKant(f"Wat er voor {letter} spreekt", optie.voor, letter)
    if hoogste > 0 and banden.count(hoogste) == 1:
        letter, optie = opties[banden.index(hoogste)]
        return AndereKant(f"Wat er tegen {letter} in te brengen is", optie.tegen, letter)
    return AndereKant("Hoe kijken anderen hiernaar?", stemmen=tuple(inhoud.perspectieven.lijst()))


Richting = Literal["meer", "minder", "gelijk", ""]
RICHTINGEN: dict[Richting, str] = {"meer": "meer", "minder": "minder", "gelijk": "gelijk", "": ""}


@dataclass(frozen=True)
class Verschuiving:
    """One option in both votes. ``van`` and ``naar`` are band places out of the names of their own tier."""

    letter: str
    tekst: str
    van: int
    naar: int
    van_woorden: str
    naar_woorden: str
    richting: Richting


@dataclass(frozen=True)
class Beweging:
    rijen: tuple[Verschuiving, ...]
    zin: str
    hoogste: tuple[int, int]


def beweging(inhoud: DilemmaInhoud, eerste: Uitslag | None, tweede: Uitslag | None) -> Beweging | None:
    """Both published forms beside each other; ``None`` until both votes were counted.

    Votes of so different a size that their bands have other names are not compared: the words stand there, no more.
    """
    if eerste is None or tweede is None:
        return None
    zelfde = eerste.trap == tweede.trap
    rijen = []
    toen, nu = _banden(inhoud, eerste), _banden(inhoud, tweede)
    for (letter, optie), van, naar in zip(met_letters(inhoud.opties), toen, nu, strict=True):
        richting: Richting = "" if not zelfde else "meer" if naar > van else "minder" if naar < van else "gelijk"
        rijen.append(
            Verschuiving(letter, optie.tekst, van, naar, NAMEN[eerste.trap][van], NAMEN[tweede.trap][naar], richting)
        )
    zin = _zin(rijen) if zelfde else "Deze keer deden er meer of minder mensen mee. Daarom vergelijken we niet."
    return Beweging(tuple(rijen), zin, (len(NAMEN[eerste.trap]) - 1, len(NAMEN[tweede.trap]) - 1))


def _zin(rijen: Sequence[Verschuiving]) -> str:
    delen = []
    for richting in ("meer", "minder"):
        letters = [rij.letter for rij in rijen if rij.richting == richting]
        if letters:
            # A part, not people: of a vote with fewer people a larger part can be fewer people.
            deel = "een groter deel" if richting == "meer" else "een kleiner deel"
            delen.append(f"{deel} koos {_en(letters)}")
    if not delen:
        return "In deze woorden is er niets verschoven."
    zin = ", en ".join(delen)
    return f"Na het gesprek: {zin}."


def _en(letters: Sequence[str]) -> str:
    return letters[0] if len(letters) == 1 else f"{', '.join(letters[:-1])} en {letters[-1]}"
