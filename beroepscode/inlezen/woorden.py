"""The words by which parts of the booklet are known, with the kind and the key that they have for ever."""

from __future__ import annotations

import re

from django.utils.text import slugify

from vik_portal.redactie.models import sorteersleutel

#: Headings, normalised (:func:`kop_van`) → kind and name. An oath has no name yet: its text says which one it is.
KOPPEN: dict[str, tuple[str, str]] = {
    "voorwoord": ("voorwoord", "voorwoord"),
    "artikel 1 van de grondwet": ("grondwet", "artikel-1"),
    "artikel 1 grondwet": ("grondwet", "artikel-1"),
    "grondwet artikel 1": ("grondwet", "artikel-1"),
    "eedbelofte": ("eed", ""),
    "eed of belofte": ("eed", ""),
    "eed en belofte": ("eed", ""),
    "de eed of belofte": ("eed", ""),
    "ambtseed of ambtsbelofte": ("eed", ""),
    "wat we doen": ("taak", "politietaak"),
    "waar we voor staan": ("missie", "missie"),
    "waar we waarde aan hechten": ("tekst", "kernwaarden"),
    "integer": ("kernwaarde", "integer"),
    "betrouwbaar": ("kernwaarde", "betrouwbaar"),
    "moedig": ("kernwaarde", "moedig"),
    "verbindend": ("kernwaarde", "verbindend"),
    "professionaliteit": ("professionaliteit", "professionaliteit"),
    "leiderschap": ("leiderschap", "leiderschap"),
    "waar we ons aan houden": ("tekst", "richtlijnen"),
    "in gesprek met collegas en leidinggevenden": ("tekst", "in-gesprek"),
    "team collegiale ondersteuning": ("loket", "tco"),
    "centrale vertrouwenspersoon": ("loket", "vertrouwenspersoon"),
    "vertrouwenspersoon": ("loket", "vertrouwenspersoon"),
    "vertrouwenspersonen": ("loket", "vertrouwenspersoon"),
    "vertrouwenspersoon integriteit": ("loket", "vertrouwenspersoon-integriteit"),
    "leidinggevende": ("loket", "leidinggevende"),
    "bedrijfsmaatschappelijk werk": ("loket", "bmw"),
    "247 loket politie": ("loket", "loket-24-7"),
    "247 loket": ("loket", "loket-24-7"),
    "sociaal fonds": ("loket", "sociaal-fonds"),
    "netwerk divers vakmanschap": ("loket", "netwerk-divers-vakmanschap"),
    "veiligheid integriteit en klachten": ("loket", "vik"),
    "klokkenluiders meldpunt politie": ("loket", "kmp"),
    "klokkenluidersmeldpunt politie": ("loket", "kmp"),
    "ombudsfunctionaris politie": ("loket", "ombudsfunctionaris"),
    "ombudsfunctionaris": ("loket", "ombudsfunctionaris"),
    "bedrijfsarts": ("loket", "bedrijfsarts"),
    "belangenbehartiger": ("loket", "belangenbehartiger"),
    "ondernemingsraad": ("loket", "ondernemingsraad"),
    "dialoog": ("tekst", "dialoog"),
    "dialogoog": ("tekst", "dialoog"),  # as the seventh edition spells it
    "colofon": ("colofon", "colofon"),
}
#: Sections that introduce what follows: they may have no words of their own.
GROEPEN = {("tekst", "kernwaarden"), ("tekst", "richtlijnen"), ("tekst", "in-gesprek"), ("tekst", "dialoog")}

#: A richtlijn is recognised by what it is about; the order matters, since "imago" occurs in two of them.
RICHTLIJNEN = [
    ("dilemma", "dilemmas-bespreken"),
    ("corrupt", "niet-corrupt"),
    ("kennis en vaardigheden", "vakmanschap"),
    ("veilige werkomgeving", "veilige-werkomgeving"),
    ("omgang met", "omgang"),
    ("imago", "voorbeeld"),
    ("bevoegdheden", "bevoegdheden-middelen"),
    ("verslaving", "verslaving"),
    ("informatie", "informatie"),
]
#: The two oaths, and words that only one of them has; else the first in the booklet is the first here.
EDEN = [
    ("uitvoering", "uitvoering van de politietaak", "Eed of belofte: uitvoering van de politietaak"),
    ("ondersteuning", "technische, administratieve", "Eed of belofte: technisch, administratief en ander werk"),
]
#: What a whole booklet has, in the order in which the preview counts it: label → kind, names.
VERWACHT: dict[str, tuple[str, list[str]]] = {
    "voorwoord": ("voorwoord", ["voorwoord"]),
    "grondwetsartikel": ("grondwet", ["artikel-1"]),
    "eed of belofte": ("eed", [naam for naam, _, _ in EDEN]),
    "taak": ("taak", ["politietaak"]),
    "missie": ("missie", ["missie"]),
    "kernwaarden": ("kernwaarde", ["integer", "betrouwbaar", "moedig", "verbindend"]),
    "professionaliteit": ("professionaliteit", ["professionaliteit"]),
    "leiderschap": ("leiderschap", ["leiderschap"]),
    "richtlijnen": ("richtlijn", [naam for _, naam in RICHTLIJNEN]),
    "loketten": (
        "loket",
        [
            *("tco", "vertrouwenspersoon", "bmw", "loket-24-7", "sociaal-fonds", "netwerk-divers-vakmanschap"),
            *("vik", "kmp", "ombudsfunctionaris", "bedrijfsarts", "belangenbehartiger", "ondernemingsraad"),
        ],
    ),
    "colofon": ("colofon", ["colofon"]),
}
#: Longest name that is made from words, in characters; it ends with a whole word.
LANGSTE_NAAM = 60
JE = re.compile(r"^je\s*(?:\.{2,3}|…)\s*", re.IGNORECASE)
#: A heading may end with its own abbreviation: ``Team Collegiale Ondersteuning (TCO)``.
_AFKORTING = re.compile(r"\s*\([A-Z/]{2,6}\)$")


def kop_van(tekst: str) -> tuple[str, str] | None:
    """Kind and name when this is a heading of the booklet, whatever its capitals, marks and accents."""
    plat = _AFKORTING.sub("", tekst.replace("*", "").replace("_", " ").strip())
    return KOPPEN.get(" ".join(sorteersleutel(plat).split()))


def richtlijn_van(zin: str) -> str:
    """The name of the richtlijn that this sentence is, or empty."""
    return next((naam for woord, naam in RICHTLIJNEN if woord in zin.lower()), "")


def naam_uit(tekst: str) -> str:
    """A name for a key, from words: what is the same in the next edition then has the same address."""
    heel = slugify(tekst.replace("’", "").replace("'", ""))
    kort = heel if len(heel) <= LANGSTE_NAAM else heel[: LANGSTE_NAAM + 1].rpartition("-")[0] or heel[:LANGSTE_NAAM]
    return kort.strip("-_") or "zonder-naam"
