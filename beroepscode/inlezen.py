"""Recognises the booklet of the beroepscode in plain text.

The booklet as text has page furniture (the cover, loose headings), pull quotes between paragraphs, headings and
paragraphs that run over several lines, paragraphs cut in two by a page, and several list marks. Every line of the
source is either placed in a part or listed in :attr:`Lezing.niet_geplaatst`: none vanishes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html import escape

from vik_portal.redactie.models import sorteersleutel


@dataclass
class Deel:
    """A recognised part: ``alineas`` are paragraphs; a paragraph that starts with ``- `` is a list item."""

    sleutel: str
    soort: str
    titel: str
    alineas: list[str] = field(default_factory=list)

    def als_html(self) -> str:
        """The paragraphs as the rich-text subset."""
        html, lijst = "", False
        for alinea in self.alineas:
            item = alinea.startswith("- ")
            if item != lijst:
                html += "<ul>" if item else "</ul>"
                lijst = item
            tekst = escape(alinea.removeprefix("- "), quote=False)
            html += f"<li>{tekst}</li>" if item else f"<p>{tekst}</p>"
        return html + ("</ul>" if lijst else "")


@dataclass
class Lezing:
    """What was recognised, in the order of the booklet, and the lines that have no place."""

    delen: list[Deel]
    niet_geplaatst: list[tuple[int, str]]
    naam: str


#: Headings of the booklet, normalised, with the kind and the key they have for ever.
KOPPEN: dict[str, tuple[str, str]] = {
    "voorwoord": ("voorwoord", "voorwoord"),
    "artikel 1 van de grondwet": ("grondwet", "artikel-1"),
    "eedbelofte": ("eed", ""),
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
    "bedrijfsmaatschappelijk werk": ("loket", "bmw"),
    "247 loket politie": ("loket", "loket-24-7"),
    "sociaal fonds": ("loket", "sociaal-fonds"),
    "netwerk divers vakmanschap": ("loket", "netwerk-divers-vakmanschap"),
    "veiligheid integriteit en klachten": ("loket", "vik"),
    "klokkenluiders meldpunt politie": ("loket", "kmp"),
    "ombudsfunctionaris politie": ("loket", "ombudsfunctionaris"),
    "bedrijfsarts": ("loket", "bedrijfsarts"),
    "belangenbehartiger": ("loket", "belangenbehartiger"),
    "ondernemingsraad": ("loket", "ondernemingsraad"),
    "dialoog": ("tekst", "dialoog"),
    "dialogoog": ("tekst", "dialoog"),  # as the seventh edition spells it
    "colofon": ("colofon", "colofon"),
}

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
EDEN = ["uitvoering", "ondersteuning"]
LIJSTTEKENS = re.compile(r"^\s*(?:[-–•·▪*o]|\d{1,2}[.)])\s+(?=\S)")
JE = re.compile(r"^je\s*(?:\.{2,3}|…)\s*", re.IGNORECASE)
DRUK = re.compile(r"\b(eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende)\s+druk\b", re.IGNORECASE)
JAAR = re.compile(r"\b(20\d\d)\b")


@dataclass
class _Blok:
    """Lines without a blank line between them."""

    regels: list[tuple[int, str]]

    @property
    def tekst(self) -> str:
        return " ".join(tekst for _, tekst in self.regels)


def _schoon(regel: str) -> str:
    """Soft hyphens, odd spaces and bold marks out; everything else stays."""
    regel = unicodedata.normalize("NFC", regel).replace("\u00ad", "").replace("\u00a0", " ").replace("\ufeff", "")
    return re.sub(r"\s+", " ", regel.replace("**", "")).strip()


def _kop(tekst: str) -> tuple[str, str] | None:
    return KOPPEN.get(sorteersleutel(tekst).strip())


def _blokken(tekst: str) -> list[_Blok]:
    """Blocks by blank line; a list item or a known heading always starts a block of its own."""
    blokken: list[_Blok] = []
    open_blok: _Blok | None = None
    for nummer, ruw in enumerate(tekst.splitlines(), 1):
        regel = _schoon(ruw)
        if not regel:
            open_blok = None
            continue
        nieuw = open_blok is None or LIJSTTEKENS.match(regel) or (_kop(regel) and not regel.startswith("*"))
        if nieuw or JE.match(regel):
            open_blok = _Blok([])
            blokken.append(open_blok)
        assert open_blok is not None
        open_blok.regels.append((nummer, regel))
        if _kop(regel):
            open_blok = None
    return blokken


def _is_kop(blok: _Blok) -> bool:
    """A short block without a full stop that looks like a heading, though not one that we know."""
    tekst = blok.tekst
    return (
        len(blok.regels) <= 2
        and len(tekst) <= 60
        and not tekst.endswith((".", ",", ";", "!", "?", ":", ")", "’", "'"))
        and tekst[:1].isupper()
        and not LIJSTTEKENS.match(tekst)
    )


def _onaf(alinea: str) -> bool:
    return bool(alinea) and not alinea.startswith("- ") and not alinea.rstrip("’'\"”*) ").endswith((".", "!", "?", ":"))


def lees(tekst: str) -> Lezing:
    """Recognises the booklet. Raises ``ValueError`` with one Dutch sentence when it is empty or not the code."""
    if not tekst.strip():
        raise ValueError("Dit bestand is leeg. Kies het bestand met de tekst van het boekje.")
    delen: list[Deel] = []
    los: list[tuple[int, str]] = []
    deel: Deel | None = None
    tellers = {"citaat": 0, "dialoogvraag": 0, "eed": 0}
    sleutels: set[str] = set()
    blokken = _blokken(tekst)

    def begin(soort: str, naam: str, titel: str) -> Deel:
        sleutel, n = f"{soort}/{naam}", 2
        while sleutel in sleutels:
            sleutel, n = f"{soort}/{naam}-{n}", n + 1
        sleutels.add(sleutel)
        delen.append(Deel(sleutel, soort, titel))
        return delen[-1]

    for i, blok in enumerate(blokken):
        platte = blok.tekst
        bekend = _kop(platte)
        volgende = blokken[i + 1] if i + 1 < len(blokken) else None
        in_dialoog = any(d.sleutel == "tekst/dialoog" for d in delen) and not (deel and deel.soort == "colofon")
        if bekend:
            # The cover names the four values too: a heading without words below it is furniture.
            if volgende is None or _kop(volgende.tekst) or (not delen and bekend[0] != "voorwoord"):
                los.extend(blok.regels)
                continue
            soort, naam = bekend
            if soort == "eed":
                naam = EDEN[min(tellers["eed"], len(EDEN) - 1)]
                tellers["eed"] += 1
            deel = begin(soort, naam, platte.title() if platte.isupper() else platte)
        elif deel is None:
            los.extend(blok.regels)
        elif in_dialoog and platte.strip("*").endswith("?"):
            for vraag in re.findall(r"[^?]+\?", platte.replace("*", "")):
                tellers["dialoogvraag"] += 1
                begin("dialoogvraag", str(tellers["dialoogvraag"]), vraag.strip())
        elif platte.startswith("*") and platte.endswith("*") and len(platte) > 2:
            tellers["citaat"] += 1
            begin("citaat", str(tellers["citaat"]), platte.strip("*").strip())
        elif JE.match(platte):
            zin = JE.sub("", platte)
            naam = next((naam for woord, naam in RICHTLIJNEN if woord in zin.lower()), "") if zin else ""
            if not zin:
                los.extend(blok.regels)
            else:
                deel = begin("richtlijn", naam or sorteersleutel(zin)[:40].replace(" ", "-"), f"Je {zin.rstrip('.')}")
                deel.alineas.append(f"Je {zin}")
        elif _is_kop(blok) and deel.soort not in {"colofon", "voorwoord"} and volgende and not _is_kop(volgende):
            deel = begin("tekst", sorteersleutel(platte).replace(" ", "-")[:60], platte)
        elif LIJSTTEKENS.match(platte):
            deel.alineas.append("- " + LIJSTTEKENS.sub("", platte))
        elif deel.alineas and _onaf(deel.alineas[-1]) and platte[:1].islower():
            deel.alineas[-1] += " " + platte  # a paragraph that a page cut in two
        else:
            deel.alineas.append(platte.replace("*", ""))
    if not {"kernwaarde/integer", "richtlijn/informatie"} <= sleutels:
        raise ValueError(
            "Hier staat de beroepscode niet in. Kies de tekst van het hele boekje, met kernwaarden en richtlijnen."
        )
    druk, jaar = DRUK.search(tekst), JAAR.findall(tekst)
    naam = f"{druk.group(0).lower() if druk else 'onbekende druk'}{', ' + jaar[-1] if jaar else ''}"
    return Lezing(delen, los, naam)
