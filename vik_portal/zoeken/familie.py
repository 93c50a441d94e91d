"""Which Dutch words belong together though their stems differ: parts of compounds, participles, diminutives. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Set

#: What a page counts for that has the asked word only as the end or the beginning of a compound (auto in dienstauto,
#: geld in geldzorgen), or in another form (melding for melden).
EIND, BEGIN, VORM = 0.6, 0.3, 0.7
#: A part of a compound has so many letters; from LANG on the rest of the compound need not be a known word.
KORT, LANG = 4, 6
#: Between the parts of a compound.
TUSSEN = ("", "s", "en", "e", "n")
#: What may stand behind a stem in another form of the word.
_ACHTER = ("t", "d", "j", "tj", "etj", "pj", "ing", "er", "ster")
#: Letters that are heard as others.
_KLANK = (
    ("eau", "o"), ("ij", "ei"), ("au", "ou"), ("ch", "g"), ("ck", "k"), ("c", "k"), ("qu", "kw"), ("x", "ks"),
    ("ph", "f"), ("th", "t"), ("z", "s"), ("v", "f"), ("y", "i"),
)  # fmt: skip
_KLANK_ACHTERAAN = {"d": "t", "b": "p"}


def familie(lexemen: Set[str]) -> dict[tuple[str, str], float]:
    """(asked stem, stem on a page) → factor, for all pairs of these stems that belong together."""
    paren: dict[tuple[str, str], float] = {}
    for lexeem in lexemen:
        for deel, factor in delen(lexeem, lexemen):
            paren[deel, lexeem] = max(factor, paren.get((deel, lexeem), 0))
        for vorm in vormen(lexeem):
            if vorm in lexemen:
                paren[lexeem, vorm] = paren[vorm, lexeem] = VORM
    return paren


def vormen(lexeem: str) -> Iterator[str]:
    """Shorter stems that this may be a form of: ``gemeld`` → ``meld``, ``cadeautj`` → ``cadeau``."""
    kernen = [lexeem.removesuffix(achter) for achter in _ACHTER if lexeem.endswith(achter)]
    if lexeem.startswith("ge") and lexeem.endswith(("t", "d")):
        kernen += [lexeem[2:], lexeem[2:-1]]
    yield from (kern for kern in kernen if len(kern) >= KORT)


def delen(woord: str, lexemen: Set[str]) -> Iterator[tuple[str, float]]:
    """Known words that this one ends or begins with, and what they count for; when the rest is a word too."""
    for plek in range(3, len(woord) - 2):
        voor, na = woord[:plek], woord[plek:]
        if _is_deel(na, lexemen) and (
            len(na) >= LANG or any(_is_woord(voor, "", tussen, lexemen) for tussen in TUSSEN)
        ):
            yield na, EIND
        if _is_deel(voor, lexemen) and (
            len(voor) >= LANG or any(_is_woord(na, tussen, "", lexemen) for tussen in TUSSEN)
        ):
            yield voor, BEGIN


def _is_deel(deel: str, lexemen: Set[str]) -> bool:
    return len(deel) >= KORT and deel in lexemen


def _is_woord(rest: str, voor: str, achter: str, lexemen: Set[str]) -> bool:
    """Whether ``rest`` is a known word with these letters around it."""
    kern = rest[len(voor) : len(rest) - len(achter)]
    return rest == voor + kern + achter and len(kern) > 2 and kern in lexemen


def delen_van_onbekend(woord: str, lexemen: Set[str]) -> tuple[str, str]:
    """The longest known words that an unknown one begins and ends with; empty where there is none."""
    achter = (_bekend(woord[plek:], lexemen) for plek in range(2, len(woord) - KORT + 1))
    voor = (_bekend(woord[:plek], lexemen) for plek in range(len(woord) - 2, KORT - 1, -1))
    return next(filter(None, voor), ""), next(filter(None, achter), "")


def _bekend(deel: str, lexemen: Set[str]) -> str:
    return next((vorm for vorm in (deel, *vormen(deel)) if vorm in lexemen), "")


def klank(woord: str) -> str:
    """The word as it sounds, about: ``kado`` is ``cadeau`` and ``dillema`` is ``dilemma``."""
    for letters, klinkt in _KLANK:
        woord = woord.replace(letters, klinkt)
    if woord[-1:] in _KLANK_ACHTERAAN:
        woord = woord[:-1] + _KLANK_ACHTERAAN[woord[-1]]
    return "".join(letter for letter, vorige in zip(woord, " " + woord, strict=False) if letter != vorige)
