"""Recognises the booklet of the beroepscode in the lines of a file.

The lines have page furniture between them (numbers, heads and feet, the cover, a table of contents), pull quotes,
headings and paragraphs that run over several lines, paragraphs cut in two by a page, and several list marks. Every
line of the source goes into exactly one place: a part, the furniture, or the lines that nobody could place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from beroepscode.inlezen.indeling import Boekdeel, Boekregel, Indeling, Regelvorm
from beroepscode.inlezen.woorden import EDEN, GROEPEN, JE, kop_van, naam_uit, richtlijn_van
from beroepscode.inlezen.zetten import aaneen, alineas
from vik_portal.media.tekst import Tekstregel

LEEG = "Dit bestand is leeg. Kies het bestand met de tekst van het boekje."
NIET_DE_CODE = "Hier staat de beroepscode niet in. Kies de tekst van het hele boekje, met kernwaarden en richtlijnen."

_PUNT = re.compile(r"^\s*(?:[-–—•·▪▫◦●○■□‣►➤✓✔*+])\s+(?=\S)")
#: These may also be the first words of a line of text.
_LETTER = re.compile(r"^\s*o\s+(?=\S)")
_NUMMER = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_KAAL_NUMMER = re.compile(r"^(\d{1,2})\s+(?=[^\W\d])")
_BLADNUMMER = re.compile(r"^\W*(?:(?:pagina|blz\.?|p\.)\s*)?\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?\W*$", re.IGNORECASE)
#: A line of a table of contents: words, dots, a page.
_INHOUD = re.compile(r"^\S.*?(?:\s*\.){3,}\s*\d{1,3}$|^\S.*?…+\s*\d{1,3}$")
_VERSIERING = re.compile(r"^[\W_]+$")
_DRUK = re.compile(
    r"\b(eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|\d{1,2}e)\s+druk\b", re.I
)
_JAAR = re.compile(r"\b(20\d\d)\b")
#: From which part of the pages on a line at the edge is a head or foot.
_VAAK = 0.3
_ZIN_UIT = (".", "!", "?", ":", ";")
_SLUIT = "’'\"”*_) "
#: Longest heading that only looks like one, in characters.
_LANGSTE_KOP = 60
_KOP_NIET = (".", ",", ";", "!", "?", ":", ")", "’", "'", "-")


@dataclass
class Bron:
    """A line of the source as it was read: ``n`` is its number, from 1; ``regel`` is what may be placed."""

    n: int
    tekst: str
    soort: str
    blad: int
    nieuw: bool


@dataclass
class _Blok:
    """Lines that stand together: a heading, a quote, a paragraph or an item."""

    regels: list[Bron]
    soort: str
    kop: tuple[str, str] | None = None
    #: The white above it is that of a page, as far as the file shows pages.
    nieuw_blad: bool = False

    @property
    def tekst(self) -> str:
        return aaneen(Boekregel(n=str(regel.n), tekst=regel.tekst) for regel in self.regels)


@dataclass
class _Werk:
    """What has been placed so far."""

    delen: list[Boekdeel] = field(default_factory=list)
    vulling: list[Boekregel] = field(default_factory=list)
    los: list[Boekregel] = field(default_factory=list)
    #: Where paragraphs go: quotes and questions stand beside it.
    deel: Boekdeel | None = None
    in_dialoog: bool = False

    def begin(self, soort: Any, naam: str, titel: str, regels: list[Boekregel]) -> Boekdeel:
        sleutels = {deel.sleutel for deel in self.delen}
        vrij, nummer = naam, 2
        while f"{soort}/{vrij}" in sleutels:
            vrij, nummer = f"{naam[:56]}-{nummer}", nummer + 1
        # A question may be longer than a title can be; its lines are whole.
        self.delen.append(Boekdeel(soort=soort, naam=vrij, titel=titel[:300], regels=regels))
        return self.delen[-1]


def herken(bron: Sequence[Tekstregel]) -> Indeling:
    """The booklet in its parts. Raises ``ValueError`` with one Dutch sentence when it is empty or not the code."""
    regels = [
        Bron(n, regel.tekst, regel.soort, regel.blad, regel.nieuw) for n, regel in enumerate(bron, 1) if regel.tekst
    ]
    if not regels:
        raise ValueError(LEEG)
    werk = _Werk()
    over = _zonder_randen(regels, werk)
    _punt_achter_nummers(over)
    blokken = _blokken(over)
    _kies_koppen(blokken)
    for nummer, blok in enumerate(blokken):
        _plaats(werk, blok, blokken[nummer + 1 :])
    soorten = Counter(deel.soort for deel in werk.delen)
    if soorten["kernwaarde"] < 2 and soorten["richtlijn"] < 3:
        raise ValueError(NIET_DE_CODE)
    werk.vulling.sort(key=volgorde)
    return Indeling(titel=_naam(werk.delen), delen=werk.delen, vulling=werk.vulling, los=werk.los)


def volgorde(regel: Boekregel) -> tuple[int, ...]:
    """Where a line stands in the source."""
    return tuple(int(deel) for deel in regel.n.split("."))


def titels_van(deel: Boekdeel) -> list[str]:
    """What its lines say as a title: as they stand, without marks, and not in capitals. Empty without a heading.

    A richtlijn has no heading: its first sentence is its title.
    """
    kop = aaneen([regel for regel in deel.regels if regel.vorm == "kop"])
    if kop:
        return [kop, kop.replace("*", "").strip(), _titel(kop)]
    woorden = alineas(deel.regels) if deel.soort == "richtlijn" else []
    return [_richtlijntitel(woorden[0][1])] if woorden else []


def _naam(delen: Sequence[Boekdeel]) -> str:
    """What an edition is called, from its colofon or else from all its words: ``zevende druk, 2023``."""
    colofon = [deel for deel in delen if deel.soort == "colofon"]
    tekst = "\n".join(regel.tekst for deel in colofon or delen for regel in deel.regels)
    druk, jaren = _DRUK.search(tekst), _JAAR.findall(tekst)
    woorden = [druk.group(0).lower() if druk else "", jaren[-1] if jaren else ""]
    return ", ".join(woord for woord in woorden if woord) or "onbekende druk"


# --- page furniture -----------------------------------------------------------------------------------


def _zonder_randen(regels: list[Bron], werk: _Werk) -> list[Bron]:
    """Takes page numbers, heads and feet, lines of a table of contents and ornaments out; they become furniture."""
    bladen: dict[int, list[Bron]] = {}
    for regel in regels:
        if regel.soort != "rand":
            bladen.setdefault(regel.blad, []).append(regel)
    rand = Counter[str]()
    for blad in bladen.values():
        rand.update({_zonder_cijfers(regel.tekst) for regel in (*blad[:2], *blad[-2:])})
    drempel = max(2, _VAAK * len(bladen))
    over: list[Bron] = []
    nieuw = False
    for regel in regels:
        blad = bladen.get(regel.blad, [])
        aan_rand = len(bladen) > 1 and any(regel is ander for ander in (*blad[:2], *blad[-2:]))
        vaak = aan_rand and rand[_zonder_cijfers(regel.tekst)] >= drempel and not kop_van(regel.tekst)
        alleen = aan_rand or regel.nieuw
        if (
            regel.soort == "rand"
            or vaak
            or (alleen and _BLADNUMMER.match(regel.tekst))
            or _INHOUD.match(regel.tekst)
            or _VERSIERING.match(regel.tekst)
        ):
            werk.vulling.append(Boekregel(n=str(regel.n), tekst=regel.tekst))
            nieuw = nieuw or regel.nieuw
            continue
        regel.nieuw = regel.nieuw or nieuw or bool(over and over[-1].blad != regel.blad)
        nieuw = False
        over.append(regel)
    return over


def _zonder_cijfers(tekst: str) -> str:
    return re.sub(r"\d+", "0", tekst.lower())


# --- blocks -------------------------------------------------------------------------------------------


def _blokken(regels: list[Bron]) -> list[_Blok]:
    blokken: list[_Blok] = []
    i, dwing = 0, True
    while i < len(regels):
        regel, vorige = regels[i], regels[i - 1] if i else None
        blad = vorige is not None and vorige.blad != regel.blad
        # A wrapped paragraph may have a line that happens to be a heading: then it goes on from an unfinished line.
        los = dwing or regel.nieuw or regel.soort == "kop" or (vorige is not None and not _onaf(vorige.tekst))
        hoeveel = _kop_op(regels, i) if los else 0
        if hoeveel:
            stuk = regels[i : i + hoeveel]
            kop = kop_van(" ".join(regel.tekst for regel in stuk))
            blokken.append(_Blok(stuk, "kop", kop, blad))
            i, dwing = i + hoeveel, True
            continue
        in_lijst = not dwing and bool(blokken) and blokken[-1].soort in {"punt", "nummer"}
        soort = _lijstsoort(regel, los or in_lijst) if regel.soort == "tekst" else regel.soort
        nieuw = dwing or regel.nieuw or soort in {"punt!", "nummer!"} or JE.match(regel.tekst)
        open_ = blokken[-1] if blokken else None
        if nieuw or open_ is None or (regel.soort != "tekst" and regel.soort != open_.soort):
            blokken.append(_Blok([regel], soort.rstrip("!"), None, blad))
        else:
            open_.regels.append(regel)
        dwing, i = False, i + 1
    return blokken


def _punt_achter_nummers(regels: list[Bron]) -> None:
    """Numbers of a list that are set without a point: a paragraph that begins with 1 before one that begins with 2."""
    reeks: list[Bron] = []
    for regel in [*regels, Bron(0, "", "einde", 0, True)]:
        gevonden = _KAAL_NUMMER.match(regel.tekst) if regel.nieuw and regel.soort in {"tekst", "punt"} else None
        if gevonden and int(gevonden[1]) == len(reeks) + 1:
            reeks.append(regel)
        elif regel.nieuw:
            for deel in reeks if len(reeks) > 1 else []:
                deel.tekst, deel.soort = _KAAL_NUMMER.sub("", deel.tekst), "nummer"
            reeks = [regel] if gevonden and gevonden[1] == "1" else []


def _kop_op(regels: list[Bron], i: int) -> int:
    """How many lines from ``i`` on are one heading of the booklet; the longest counts."""
    if not (regels[i].tekst.lstrip("*_(")[:1].isupper() or regels[i].tekst[:1].isdigit()):
        return 0
    for hoeveel in (3, 2, 1):
        stuk = regels[i : i + hoeveel]
        samen = len(stuk) == hoeveel and not any(regel.nieuw for regel in stuk[1:])
        if samen and kop_van(" ".join(regel.tekst for regel in stuk)):
            return hoeveel
    return 0


def _lijstsoort(regel: Bron, los: bool) -> str:
    """``punt!`` or ``nummer!`` when a list mark stands before the words, which then go without it."""
    for patroon, soort in ((_PUNT, "punt!"), (_LETTER, "punt!"), (_NUMMER, "nummer!")):
        if patroon.match(regel.tekst) and (los or patroon is _PUNT):
            regel.tekst = patroon.sub("", regel.tekst)
            return soort
    return "tekst"


def _onaf(tekst: str) -> bool:
    """A sentence that goes on in the next line."""
    return not tekst.rstrip(_SLUIT).endswith(_ZIN_UIT)


def _kies_koppen(blokken: list[_Blok]) -> None:
    """A heading that occurs more than once (cover, contents, head of a page) counts where most words follow it."""
    koppen = [i for i, blok in enumerate(blokken) if blok.kop]
    woorden = dict.fromkeys(koppen, 0)
    for begin, eind in zip(koppen, [*koppen, len(blokken)][1:], strict=True):
        for blok in blokken[begin + 1 : eind]:
            if blok.soort == "kop":
                break
            woorden[begin] += len(blok.tekst)
    beste: dict[tuple[str, str], int] = {}
    for i in koppen:
        kop = blokken[i].kop
        assert kop is not None
        if kop[0] != "eed" and woorden[i] > woorden.get(beste.get(kop, -1), -1):
            beste[kop] = i
    for i in koppen:
        kop = blokken[i].kop
        assert kop is not None
        zonder = not woorden[i] and (kop not in GROEPEN or len(blokken) == i + 1)
        if zonder or (kop[0] != "eed" and beste[kop] != i):
            blokken[i].kop, blokken[i].soort = None, "namaak"


# --- placing ------------------------------------------------------------------------------------------


def _regels(blok: _Blok, vorm: Regelvorm) -> list[Boekregel]:
    """The lines of a block: the first in this form, the others going on. A heading stays a heading."""
    verder: Regelvorm = "kop" if vorm == "kop" else "vervolg"
    return [
        Boekregel(n=str(regel.n), tekst=regel.tekst, vorm=verder if nummer else vorm)
        for nummer, regel in enumerate(blok.regels)
    ]


def _plaats(werk: _Werk, blok: _Blok, rest: Sequence[_Blok]) -> None:
    """Puts every line of this block somewhere."""
    tekst, deel = blok.tekst, werk.deel
    if blok.kop:
        _begin_bekend(werk, blok, rest)
    elif blok.soort == "namaak":
        werk.los += _regels(blok, "alinea")
    elif _is_kop(blok, rest, deel):
        werk.deel = werk.begin("tekst", naam_uit(tekst), _titel(tekst), _regels(blok, "kop"))
    elif deel is None:
        werk.los += _regels(blok, "alinea")
    elif werk.in_dialoog and tekst.rstrip(_SLUIT).endswith("?"):
        _vragen(werk, blok)
    elif blok.soort == "citaat":
        werk.begin("citaat", naam_uit(tekst), tekst, _regels(blok, "kop"))
    elif JE.match(tekst) and not JE.sub("", tekst):
        werk.vulling += _regels(blok, "alinea")  # the word above the nine, by itself
    elif zin := _richtlijnzin(blok, deel):
        _richtlijn(werk, blok, zin)
    elif blok.soort in {"punt", "nummer"}:
        deel.regels += _regels(blok, "punt" if blok.soort == "punt" else "nummer")
    else:
        deel.regels += _regels(blok, "vervolg" if _loopt_door(deel, tekst) else "alinea")


def _begin_bekend(werk: _Werk, blok: _Blok, rest: Sequence[_Blok]) -> None:
    assert blok.kop is not None
    soort, naam = blok.kop
    titel = _titel(blok.tekst)
    if soort == "eed":
        naam, titel = _welke_eed(werk, rest)
    werk.deel = werk.begin(soort, naam, titel, _regels(blok, "kop"))
    werk.in_dialoog = (werk.in_dialoog or naam == "dialoog") and soort != "colofon"


def _welke_eed(werk: _Werk, rest: Sequence[_Blok]) -> tuple[str, str]:
    """Name and title of the oath that begins here, by what it says of whom it is for, else by its turn."""
    begin = " ".join(blok.tekst for blok in rest[:2]).lower()
    voor = [(naam, titel) for naam, woorden, titel in EDEN if woorden in begin]
    beurt = sum(deel.soort == "eed" for deel in werk.delen)
    naam, _, titel = EDEN[min(beurt, len(EDEN) - 1)]
    return voor[0] if len(voor) == 1 else (naam, titel)


def _titel(tekst: str) -> str:
    """A heading as a title: without marks, and not in capitals."""
    kaal = tekst.replace("*", "").strip()
    return kaal.capitalize() if kaal.isupper() and len(kaal) > 3 else kaal


def _is_kop(blok: _Blok, rest: Sequence[_Blok], deel: Boekdeel | None) -> bool:
    """A heading that we do not know: the file says so, or it looks like one and words follow it."""
    if blok.soort not in {"kop", "tekst"} or not rest or rest[0].kop or rest[0].soort in {"kop", "namaak"}:
        return False
    if blok.soort == "kop":
        return True
    tekst = blok.tekst
    return (
        deel is not None
        and deel.soort not in {"colofon", "voorwoord"}
        and len(blok.regels) <= 2
        and len(tekst) <= _LANGSTE_KOP
        and tekst[:1].isupper()
        and not tekst.endswith(_KOP_NIET)
        and not (deel.regels and _loopt_door(deel, tekst))
        and rest[0].soort in {"tekst", "punt", "nummer"}
        and not _is_kop(rest[0], rest[1:], deel)
    )


def _loopt_door(deel: Boekdeel, tekst: str) -> bool:
    """A paragraph that a page or a quote cut in two goes on with a small letter."""
    if not deel.regels or deel.regels[-1].vorm == "kop":
        return False
    vorige = deel.regels[-1].tekst
    lijst = next((r.vorm for r in reversed(deel.regels) if r.vorm != "vervolg"), "alinea") in {"punt", "nummer"}
    return tekst[:1].islower() and _onaf(vorige) and (not lijst or vorige.endswith("-"))


def _richtlijnzin(blok: _Blok, deel: Boekdeel) -> str:
    """The words of a richtlijn after "Je…", or empty. Among the nine the dots may be missing."""
    tekst = blok.tekst
    if JE.match(tekst):
        return JE.sub("", tekst)
    onder = deel.sleutel == "tekst/richtlijnen" or deel.soort == "richtlijn"
    if not onder or not richtlijn_van(tekst):
        return ""
    kaal = tekst.lstrip(".… ")
    if re.match(r"je\s", kaal, re.IGNORECASE):
        return kaal[2:].strip()
    return kaal if blok.soort in {"punt", "nummer"} and kaal[:1].islower() else ""


def _richtlijn(werk: _Werk, blok: _Blok, zin: str) -> None:
    bezet = {deel.naam for deel in werk.delen if deel.soort == "richtlijn"}
    naam = richtlijn_van(zin)
    titel = _richtlijntitel(zin)
    naam = naam if naam and naam not in bezet else naam_uit(titel.removeprefix("Je "))
    werk.deel = werk.begin("richtlijn", naam, titel, _regels(blok, "alinea"))


def _richtlijntitel(tekst: str) -> str:
    """The first sentence, whether or not it says "Je…" already."""
    zin = JE.sub("", tekst) if JE.match(tekst) else re.sub(r"^je\s+", "", tekst.lstrip(".… "), flags=re.IGNORECASE)
    return "Je " + re.split(r"(?<=[a-z)])\.\s", zin)[0].rstrip(".").strip()


def _vragen(werk: _Werk, blok: _Blok) -> None:
    """One part per question; a line with more than one question goes to them in pieces."""
    stukken: list[Boekregel] = []
    for regel in blok.regels:
        delen = [deel.strip() for deel in re.findall(r"[^?]+\?+[’'\"”*_)]*|[^?]+$", regel.tekst) if deel.strip()]
        for nummer, deel in enumerate(delen, 1):
            n = str(regel.n) if len(delen) == 1 else f"{regel.n}.{nummer}"
            stukken.append(Boekregel(n=n, tekst=deel, vorm="kop"))
            if deel.rstrip(_SLUIT).endswith("?"):
                vraag = aaneen(stukken).replace("*", "").strip()
                werk.begin("dialoogvraag", naam_uit(vraag), vraag, stukken)
                stukken = []
    if stukken and werk.delen:
        werk.delen[-1].regels += stukken
