"""Notices what in a text could identify somebody, and says how to write it in general. Pure.

It helps and does not decide: it misses what it does not know (a nickname, a rare event) and marks what is innocent.
Who writes decides, word by word. How well it does is measured in ``tests/dilemmas/test_herkennen.py``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dilemmas import herkenwoorden as hw
from dilemmas.herkenregels import NAAMDEEL, REGELS, een_van
from vik_portal.naamlijsten import (
    ACHTERNAMEN,
    GEWONE_WOORDEN,
    NIEMAND,
    PLAATSEN,
    VAAK_EEN_NAAM,
    VOORNAMEN,
    is_niemand,
    is_voornaam,
    vouw,
)
from vik_portal.namen import AANSPREEK, GEWOON, GROEPEN

#: What each kind is called on the page.
SOORTEN = {
    "naam": "een naam",
    "plaats": "een plaats",
    "adres": "een adres",
    "eenheid": "een onderdeel",
    "zaak": "een zaak of vereniging",
    "rang": "een rang of functie",
    "leeftijd": "een leeftijd",
    "voertuig": "een voertuig",
    "datum": "een datum",
    "tijd": "een tijd",
    "kenteken": "een kenteken",
    "nummer": "een nummer",
    "bereik": "een adres of account op internet",
}


@dataclass(frozen=True, order=True)
class Vondst:
    """A piece of a text, by place, that may identify somebody; ``voorstel`` is what could stand there instead."""

    begin: int
    eind: int
    tekst: str
    soort: str
    voorstel: str

    @property
    def wat(self) -> str:
        return SOORTEN[self.soort]


# --- words with a capital ----------------------------------------------------------------------------

#: So many characters are looked back: a long text must not cost more than its length.
_TERUG = 40
_KAPITAAL = re.compile(rf"(?<![\w-])(?<!\w[’']){NAAMDEEL}")
_KLEINE_LETTERS = re.compile(r"(?<![\w@./-])(?<!\w[’'])[a-zß-ÿ][\w-]*[\w](?![\w@]|[./]\w)")
_ERNA = re.compile(r"\s(\w+)(?:\s(\w+))?")
_VOORAF = re.compile(r"([\w’]+)[ \t]+$")
_TUSSEN = een_van(hw.TUSSENVOEGSELS)
#: A name goes on with these: a small word and a capital, or one more capital.
_VERDER = re.compile(rf"(?:\s(?:{_TUSSEN}|[A-Z]))?\s{NAAMDEEL}|\s[A-Z]\.(?!\w)")
#: And it began with these: initials, or a small word that has a capital because no given name comes before it.
_EERDER = re.compile(rf"(?:(?:\b[A-Z]\.\s?)+(?:(?:{_TUSSEN})\s)?|\b(?!In\b|Op\b)(?:Vd|{_TUSSEN.title()})\s)$")
#: Names that may begin a sentence, when they do what people do there.
_VOORAAN = (VOORNAMEN | ACHTERNAMEN) - GEWONE_WOORDEN | VAAK_EEN_NAAM
_PLAATSEN = PLAATSEN - hw.GEEN_PLAATS
_LIDWOORD = re.compile(r"\b(?:de|het|een|die|mijn|onze|ons)\s+$", re.IGNORECASE)
_NAAR_PLAATS = {"in", "uit", "naar", "rond", "rondom", "nabij", "omgeving"}
_SOORT_PLAATS = {"gemeente", "stad", "dorp", "wijk", "buurt", "eiland"}
_WETTEN = ("wet", "wetboek", "besluit", "verdrag", "akkoord")


def _begint_zin(tekst: str, plek: int) -> bool:
    """Whether a capital is due at this place: at the start of a sentence, a line or a quotation."""
    vooraf = tekst[max(0, plek - _TERUG) : plek].rstrip(" \t").rstrip('’”")')
    return not vooraf or vooraf[-1] in ".!?…:;\n•*-–—(“‘\"«[„'"


def _is_voornaam(woord: str) -> bool:
    """Whether a word is a given name, also as in ‘Kevins telefoon’."""
    return is_voornaam(woord) or (len(woord) > 4 and is_voornaam(woord.removesuffix("s")))


def _begint_met_naam(tekst: str, woord: str, eind: int) -> bool:
    """Whether the first word of a sentence is somebody: a given name, or a name that does what people do."""
    if _is_voornaam(woord):
        return True
    erna = _ERNA.match(tekst, eind)
    if erna is None or woord in hw.IEDEREEN:
        return False
    if erna[1] == "en" and erna[2]:
        return vouw(woord) in VOORNAMEN and (erna[2] == "ik" or is_voornaam(erna[2]))
    return erna[1] in hw.DOET_IEMAND and vouw(woord) in _VOORAAN


def _is_niemand(woord: str) -> bool:
    """A word with a capital that names nobody, or is made up of one that does not: ‘WhatsAppgroep’."""
    return (
        is_niemand(woord)
        or woord.isupper()
        or woord[1].isdigit()
        or woord.lower().endswith(_WETTEN)
        or vouw(woord) in GEWOON
    )


def _met_kapitaal(tekst: str) -> Iterable[Vondst]:
    """Words with a capital that is not due there; where one is due, only names that are known."""
    for gevonden in _KAPITAAL.finditer(tekst):
        woord, begin = re.sub(r"[’']s?$", "", gevonden[0]), gevonden.start()
        if _is_niemand(woord):
            continue
        terug = max(0, begin - _TERUG)
        vooraf = _VOORAF.search(tekst[terug:begin])
        ervoor = vooraf[1].lower() if vooraf else ""
        if _begint_zin(tekst, begin):
            if not _begint_met_naam(tekst, woord, gevonden.end()):
                continue
            ervoor = ""
        if ervoor in _SOORT_PLAATS and vooraf:
            yield Vondst(terug + vooraf.start(), begin + len(woord), "", "plaats", f"een {ervoor}")
        elif ervoor in _NAAR_PLAATS and not _is_voornaam(woord):
            yield Vondst(begin, begin + len(woord), "", "plaats", "een plaats")
        elif len(woord) > 2 or vouw(woord) in VOORNAMEN or woord in {"De", "El", "Al"}:
            yield Vondst(begin, begin + len(woord), "", "naam", "iemand")


def _met_kleine_letter(tekst: str) -> Iterable[Vondst]:
    """Names that somebody typed without a capital: those that are no other word, and any behind a word as ‘collega’."""
    for gevonden in _KLEINE_LETTERS.finditer(tekst):
        woord, begin = gevonden[0], gevonden.start()
        vooraf = _VOORAF.search(tekst[max(0, begin - _TERUG) : begin])
        ervoor = vooraf[1].lower() if vooraf else ""
        if is_voornaam(woord) or (ervoor in hw.VOOR_NAAM and vouw(woord) in VAAK_EEN_NAAM):
            yield Vondst(begin, gevonden.end(), "", "naam", "iemand")
        elif ervoor in _NAAR_PLAATS and vouw(woord) in _PLAATSEN:
            yield Vondst(begin, gevonden.end(), "", "plaats", "een plaats")


# --- the work --------------------------------------------------------------------------------------


def _noemt_iemand(gevonden: re.Match[str]) -> bool:
    """Whether the form of address is followed by a name, and not by the next line, the next sentence or ‘Instagram’."""
    punt_hoort_erbij = gevonden[0].lower().startswith(("dhr", "mevr", "mw"))
    return "\n" not in gevonden[0] and ("." not in gevonden[0] or punt_hoort_erbij) and gevonden[1] not in NIEMAND


def _volgens_regels(tekst: str) -> Iterable[Vondst]:
    for soort, patroon, maker in REGELS:
        for gevonden in patroon.finditer(tekst):
            if patroon is AANSPREEK and not _noemt_iemand(gevonden):
                continue
            begin, eind = gevonden.span("kern" if "kern" in patroon.groupindex else 0)
            voorstel = maker if isinstance(maker, str) else maker(gevonden)
            yield Vondst(begin, eind, "", soort, voorstel)


def _ruim(tekst: str, vondst: Vondst) -> Vondst:
    """The whole of a name, and without the article that its suggestion brings along."""
    begin, eind = vondst.begin, vondst.eind
    if vondst.soort == "naam":
        while (verder := _VERDER.match(tekst, eind)) and verder[0].split()[-1] not in NIEMAND:
            eind = verder.end()
        eerder = _EERDER.search(tekst[max(0, begin - _TERUG) : begin])
        # ‘Van Maud hoorde ik’ begins with no surname.
        if eerder and ("." in eerder[0] or not is_voornaam(tekst[begin:eind])):
            begin -= len(eerder[0])
    if vondst.voorstel.startswith(("een ", "iemand")) and (
        ervoor := _LIDWOORD.search(tekst[max(0, begin - _TERUG) : begin])
    ):
        begin -= len(ervoor[0])
    return replace(vondst, begin=begin, eind=eind, tekst=tekst[begin:eind])


def herken(tekst: str, ook: Iterable[str] = ()) -> list[Vondst]:
    """What may identify somebody, in order and without overlap; of two that overlap the surest rule counts.

    A name that is recognised once is one everywhere, also where any word has a capital; ``ook`` are such names from
    elsewhere.
    """
    plek = _Plek(tekst)
    for groep in GROEPEN.finditer(tekst):
        plek.neem(Vondst(*groep.span(), "", "", ""))
    zoekers = (_volgens_regels, _met_kapitaal, _met_kleine_letter)
    gekozen = [vondst for zoek in zoekers for vondst in _kies(plek, tekst, zoek(tekst))]
    if bekend := _losse_namen(gekozen) | set(ook):
        patroon = re.compile(rf"(?<![\w’-])(?:{een_van(bekend)})(?![\w-])")
        gekozen += _kies(plek, tekst, [Vondst(*m.span(), "", "naam", "iemand") for m in patroon.finditer(tekst)])
    return sorted(gekozen)


class _Plek:
    """Which characters of a text are part of something found."""

    def __init__(self, tekst: str) -> None:
        self.bezet = bytearray(len(tekst))

    def vrij(self, vondst: Vondst) -> bool:
        return 1 not in self.bezet[vondst.begin : vondst.eind]

    def neem(self, vondst: Vondst) -> Vondst:
        self.bezet[vondst.begin : vondst.eind] = b"\1" * (vondst.eind - vondst.begin)
        return vondst


def _kies(plek: _Plek, tekst: str, vondsten: Iterable[Vondst]) -> Iterable[Vondst]:
    """Those that overlap nothing that was chosen before, each as large as fits."""
    for vondst in vondsten:
        if plek.vrij(vondst):
            ruim = _ruim(tekst, vondst)
            yield plek.neem(ruim if plek.vrij(ruim) else replace(vondst, tekst=tekst[vondst.begin : vondst.eind]))


def _losse_namen(vondsten: Iterable[Vondst]) -> set[str]:
    return {v.tekst for v in vondsten if v.soort == "naam" and re.fullmatch(NAAMDEEL, v.tekst)}


#: Two people stay two people.
_VOLGENDE = {
    "iemand": ["iemand", "iemand anders", "een derde"],
    "een collega": ["een collega", "een andere collega", "een derde collega"],
    "een plaats": ["een plaats", "een andere plaats", "een derde plaats"],
}


def _sleutel(vondst: Vondst) -> str:
    """The same person or place, however it is written: without article, in lower case."""
    kaal = vondst.tekst.lower().strip()
    # What is an article and nothing else stays what it is.
    return _LIDWOORD.sub("", kaal + " ").strip() or kaal


def _zelfde(sleutel: str, bekend: Iterable[str]) -> str:
    """The first that was named whole, when this is one part of it: ‘Sanne’ after ‘Sanne Hofstra’."""
    return next((naam for naam in bekend if sleutel in {naam, naam.split()[0], naam.split()[-1]}), sleutel)


def herken_alles(teksten: Mapping[str, str]) -> dict[str, list[Vondst]]:
    """:func:`herken` over several texts that belong together: the same name gets the same suggestion everywhere."""
    gezien: dict[str, dict[str, str]] = {voorstel: {} for voorstel in _VOLGENDE}
    alles: dict[str, list[Vondst]] = {}
    namen = {naam for tekst in teksten.values() for naam in _losse_namen(herken(tekst))}
    for naam, tekst in teksten.items():
        alles[naam] = []
        for vondst in herken(tekst, namen):
            if vondst.soort in {"naam", "plaats"} and vondst.voorstel in _VOLGENDE:
                bekend, reeks = gezien[vondst.voorstel], _VOLGENDE[vondst.voorstel]
                sleutel = _zelfde(_sleutel(vondst), bekend)
                eigen = bekend.setdefault(sleutel, reeks[min(len(bekend), len(reeks) - 1)])
                vondst = replace(vondst, voorstel=eigen)
            alles[naam].append(vondst)
    return alles


def abstraheer(teksten: Mapping[str, str], weg: Iterable[str]) -> dict[str, str]:
    """The texts with every find whose words stand in ``weg`` replaced by its suggestion."""
    # A browser may send a line end where the text has a blank, and the other way round.
    kiest = {" ".join(woorden.split()) for woorden in weg}
    nieuw = {}
    for naam, vondsten in herken_alles(teksten).items():
        tekst = teksten[naam]
        for vondst in reversed(vondsten):
            if " ".join(vondst.tekst.split()) in kiest:
                plek, staat = vondst.begin, vondst.voorstel
                if _begint_zin(tekst, plek) and not tekst[:plek].endswith("("):
                    # ‘’s nachts’ begins a sentence as ‘’s Nachts’.
                    staat = "’s " + staat[3:].capitalize() if staat.startswith("’s ") else staat[0].upper() + staat[1:]
                tekst = tekst[:plek] + staat + tekst[vondst.eind :]
        nieuw[naam] = tekst
    return nieuw


def stukken(tekst: str, vondsten: Iterable[Vondst]) -> list[tuple[str, Vondst | None]]:
    """The text in pieces, each with the find that it is, for a page that marks them."""
    delen: list[tuple[str, Vondst | None]] = []
    plek = 0
    for vondst in vondsten:
        delen += [(tekst[plek : vondst.begin], None), (vondst.tekst, vondst)]
        plek = vondst.eind
    return [(deel, vondst) for deel, vondst in [*delen, (tekst[plek:], None)] if deel]


#: Words on each side that tell which of several it is, and fit on a telephone.
_WOORDEN = 3


def eromheen(tekst: str, vondst: Vondst) -> tuple[str, str]:
    """A few words before a find and after it, of the same line."""
    voor = tekst[: vondst.begin].rpartition("\n")[2].split(" ")[-_WOORDEN - 1 :]
    na = tekst[vondst.eind :].partition("\n")[0].split(" ")[: _WOORDEN + 1]
    return " ".join(voor), " ".join(na)


# --- what a text may consist of -------------------------------------------------------------------

#: The start of an element, a comment or an instruction, as a browser would read it.
_OPMAAK = re.compile(r"<[a-zA-Z/!?]")
_GEWONE_REGEL = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n\n", "\xa0": " ", "\u202f": " ", "\t": " "}
#: More accents than this on one letter is no writing of any language that we know.
_ACCENTEN = 2


def bevat_opmaak(tekst: str) -> bool:
    return bool(_OPMAAK.search(tekst))


def zichtbaar(tekst: str) -> tuple[str, bool]:
    """The text as somebody sees it, and whether something was taken out: characters that do not show, or that turn
    the direction of what follows. Line ends and blanks of other kinds become ordinary ones without a word."""
    for oud, nieuw in _GEWONE_REGEL.items():
        tekst = tekst.replace(oud, nieuw)
    tekst = unicodedata.normalize("NFC", tekst)
    schoon: list[str] = []
    accenten = 0
    for teken in tekst:
        soort = unicodedata.category(teken)
        accenten = accenten + 1 if soort in {"Mn", "Me"} else 0
        if teken == "\n" or (soort[0] != "C" and soort not in {"Zl", "Zp"} and accenten <= _ACCENTEN):
            schoon.append(teken)
    nieuw_ = "".join(schoon)
    return nieuw_, nieuw_ != tekst
