"""Text as search sees it: words, passages, and what a word may also look like. Pure; the stemming is PostgreSQL's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from html import escape

from django.utils.safestring import SafeString, mark_safe

#: Most characters of a passage: what fits in a few lines on a phone.
BREEDTE = 200
#: Letters in the longest word.
LANGSTE = 60
_WOORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
#: A word in escaped text: not the amp of &amp;.
_IN_HTML = re.compile(r"(?<![&\w])([^\W_]+(?:-[^\W_]+)*)")
_ZIN = re.compile(r"(?:(?<=[.?!…])|(?<=[.?!…][\"”’)]))\s+")


def woorden(tekst: str) -> Iterator[str]:
    """The words of a text in lower case; ``proces-verbaal`` gives both parts and ``procesverbaal``."""
    for woord in _WOORD.findall(tekst.lower()):
        if "-" in woord:
            yield from (deel for deel in woord.split("-") if _telt(deel))
            woord = woord.replace("-", "")
        if _telt(woord):
            yield woord


def vervang(tekst: str, andere: Mapping[str, str]) -> str:
    """The text with other words in place of these (in lower case); all the rest stays as it was typed."""

    def ander(gevonden: re.Match[str]) -> str:
        woord = gevonden[0].lower()
        heel = andere.get(woord.replace("-", ""))
        return heel or "-".join(andere.get(deel.lower(), deel) for deel in gevonden[0].split("-"))

    return _WOORD.sub(ander, tekst)


def _telt(woord: str) -> bool:
    """Not the s of collega’s; a digit by itself does count. What is longer is no word, and no key of an index."""
    return 1 < len(woord) <= LANGSTE or (len(woord) == 1 and woord.isdigit())


def passages(tekst: str) -> list[str]:
    """The text in pieces of at most ``BREEDTE`` characters: whole sentences of one line, else whole words."""
    gevonden: list[str] = []
    for regel in filter(None, map(str.strip, tekst.splitlines())):
        stuk = ""
        for zin in _delen(regel):
            if stuk and len(stuk) + 1 + len(zin) > BREEDTE:
                gevonden.append(stuk)
                stuk = ""
            stuk = f"{stuk} {zin}" if stuk else zin
        gevonden.append(stuk)
    return gevonden


def _delen(regel: str) -> Iterator[str]:
    """The sentences of a line; a very long one in pieces."""
    for zin in _ZIN.split(regel):
        while len(zin) > BREEDTE:
            knip = zin.rfind(" ", BREEDTE // 2, BREEDTE)
            knip = knip if knip > 0 else BREEDTE
            yield zin[:knip]
            zin = zin[knip:].lstrip()
        if zin:
            yield zin


def merk(tekst: str, vormen: Set[str]) -> SafeString:
    """The text as HTML with these words in ``<mark>``."""
    # Words are at the odd places.
    stukken = _IN_HTML.split(escape(tekst, quote=False))
    for plek in range(1, len(stukken), 2):
        woord = stukken[plek].lower()
        if woord in vormen or ("-" in woord and not vormen.isdisjoint([*woord.split("-"), woord.replace("-", "")])):
            stukken[plek] = f"<mark>{stukken[plek]}</mark>"
    # Safe: the text is escaped, and the marks are our own.
    return mark_safe("".join(stukken))
