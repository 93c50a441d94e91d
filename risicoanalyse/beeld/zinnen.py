"""Dutch sentences that claim no more than a band carries."""

from __future__ import annotations

from collections.abc import Sequence

from risicoanalyse.scoring import WEET, Item
from vik_portal.meedoen.banden import HOOG, HOOGTE, LAAG, NAMEN

_TELWOORDEN = ["geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
_TELWOORDEN += ["dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig"]

#: What stands in a table under "Antwoord" for who gave none.
WEET_NIET = "Weet ik niet, of zeg ik liever niet"


def telwoord(aantal: int) -> str:
    """A number of questions, processes or risks in words; never used for people."""
    return _TELWOORDEN[aantal] if aantal < len(_TELWOORDEN) else "veel"


def klein(tekst: str) -> str:
    """A title inside a sentence: its first letter small, unless the first word is an abbreviation."""
    return tekst if tekst[1:2].isupper() else tekst[:1].lower() + tekst[1:]


def groot(tekst: str) -> str:
    """The first letter of a sentence as a capital, also after an opening bracket; "één" becomes "Eén"."""
    plaats = next((i for i, teken in enumerate(tekst) if teken.isalpha()), 0)
    return tekst[:plaats] + tekst[plaats : plaats + 1].upper().replace("É", "E") + tekst[plaats + 1 :]


def en(delen: Sequence[str], voor: str = "") -> str:
    """ "a, b en c"; ``voor`` is repeated before each part ("bij a en bij b")."""
    delen = [voor + deel for deel in delen]
    return " en ".join([", ".join(delen[:-1]), delen[-1]]) if len(delen) > 1 else "".join(delen)


def _meervoud(band: str) -> bool:
    return band in ("enkelen", "de meesten") or (band.endswith("van de tien") and not band.startswith("ongeveer 1 "))


def _doet(item: Item, categorie: str) -> tuple[str, str]:
    """What people in a category do, singular and plural."""
    if categorie == WEET:
        return "weet het niet of zegt het liever niet", "weten het niet of zeggen het liever niet"
    if categorie == HOOGTE:
        return "zit ertussenin", "zitten ertussenin"
    if item.deel == "c":
        return (
            f"is het {'eens' if categorie == HOOG else 'oneens'}",
            f"zijn het {'eens' if categorie == HOOG else 'oneens'}",
        )
    antwoord = klein(item.schaal[-1 if categorie == HOOG else 0])
    return f"zegt “{antwoord}”", f"zeggen “{antwoord}”"


def wie_doet(trap: str, item: Item, categorie: str, index: int) -> str:
    """ "enkelen zijn het eens": a band with what those people answered, without capital and full stop."""
    band = NAMEN[trap][index]
    return f"{band} {_doet(item, categorie)[_meervoud(band)]}"


def antwoorden(item: Item) -> list[tuple[str, str]]:
    """(category, label) per row of an item's table: the collapsed answers in words, then "weet niet"."""
    schaal = item.schaal
    delen = {LAAG: schaal[:2], HOOGTE: schaal[2:3], HOOG: schaal[3:]}
    if item.deel != "c":
        delen = {LAAG: schaal[:1], HOOGTE: schaal[1:3], HOOG: schaal[3:]}
    rijen = [(categorie, ", of ".join([deel[0], *map(klein, deel[1:])])) for categorie, deel in delen.items()]
    return [*rijen, (WEET, WEET_NIET)]
