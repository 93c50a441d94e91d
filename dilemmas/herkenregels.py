"""The shapes that the recogniser of submissions knows, the surest first. Words: :mod:`dilemmas.herkenwoorden`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from dilemmas import herkenwoorden as hw
from vik_portal.namen import AANSPREEK, INITIAAL

_MAAND = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?"
)
_DAG = r"(?:maan|dins|woens|donder|vrij|zater|zon)dag(?:och?tend|middag|avond|nacht)?"
_JAAR = r"(?:19|20)\d\d"
_UUR = r"(?:één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|[01]?\d|2[0-3])"
#: A number with one of these after it is an amount, and no day, code or account.
_HOEVEEL = r"(?!\s?(?:euro|eur\b|gram|kilo|kg\b|km\b|meter|liter|procent|%|minuten|seconden|keer|mensen|inwoners))"
#: The shapes of a Dutch number plate: X a letter, 9 a figure.
_VORMEN = (
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9", "9-XXX-99", "XX-999-X",
    "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
)  # fmt: skip


def _plaat(vorm: str, tussen: str) -> str:
    return vorm.replace("-", tussen).replace("X", "[A-Z]").replace("9", r"\d")


def een_van(woorden: Iterable[str]) -> str:
    return "|".join(re.escape(woord).replace("’", "[’']") for woord in sorted(woorden, key=lambda w: (-len(w), w)))


def _dagdeel(gevonden: re.Match[str]) -> str:
    """A clock time as the part of the day, which a dilemma may need."""
    cijfers = re.search(r"([01]?\d|2[0-3])[:.]", gevonden[0])
    if not cijfers:
        return "op een moment in de dienst"
    uur = int(cijfers[1])
    return "’s nachts" if uur < 6 else "’s ochtends" if uur < 12 else "’s middags" if uur < 18 else "’s avonds"


def _rang(gevonden: re.Match[str]) -> str:
    return "collega’s" if gevonden["meer"] else "een collega"


def _functie(gevonden: re.Match[str]) -> str:
    return "leidinggevenden" if gevonden["meer"] else "een leidinggevende"


def _aangesproken(gevonden: re.Match[str]) -> str:
    aanspreek = gevonden[0].lower()
    if aanspreek.startswith(("meneer", "mevr", "dhr", "mw")):
        return "iemand"
    return "een leidinggevende" if aanspreek.startswith("chef") else "een collega"


def _onderdeel(gevonden: re.Match[str]) -> str:
    return f"een {gevonden['woord'].lower()}"


NAAMDEEL = r"[A-ZÀ-ÖØ-Þ][\w’-]+"
_VOOR_PLAATS = r"(?:in|uit|naar|bij|rond|rondom|nabij|van|te|omgeving|gemeente|stad|dorp)"
Maker = str | Callable[[re.Match[str]], str]
#: (kind, pattern, suggestion), the surest first: what one has found, a later one leaves alone.
REGELS: list[tuple[str, re.Pattern[str], Maker]] = [
    ("bereik", re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"), "een e-mailadres"),
    ("bereik", re.compile(r"(?:https?://|www\.)\S+[\w/]|\b[\w-]{2,64}\.(?:nl|com|net|org|eu|be)\b"), "een website"),
    ("bereik", re.compile(r"(?<![\w@])@\w[\w.]{1,40}\w"), "een account"),
    (
        "kenteken",
        re.compile(
            r"(?<![\w-])(?:(?i:"
            + "|".join(_plaat(v, "-") for v in _VORMEN)
            + ")|"
            + "|".join(_plaat(v, " ?") for v in _VORMEN)
            + r")(?![\w-])"
        ),
        "een kenteken",
    ),
    ("nummer", re.compile(r"\b[Pp][Ll] ?\d{4}[- ]?\d{4,}"), "een zaaknummer"),
    (
        "nummer",
        re.compile(
            r"\b(?:bsn|\w{0,20}nummer|roepnaam)(?: is| was|:)?\s+(?P<kern>\d[\d.-]{2,20}\d)\b" + _HOEVEEL, re.IGNORECASE
        ),
        "een nummer",
    ),
    (
        "datum",
        re.compile(rf"\b(?:\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:{_JAAR}|\d\d)|{_JAAR}-\d\d-\d\d)\b"),
        "een dag",
    ),
    ("datum", re.compile(rf"\b\d{{1,2}}(?:e|ste|de)?\s{_MAAND}(?:\s{_JAAR})?", re.IGNORECASE), "een dag"),
    (
        "datum",
        re.compile(
            rf"\b(?:in|sinds|vanaf|begin|eind|half|medio|afgelopen|vorige?)\s(?:de\s)?"
            rf"(?:(?:{_MAAND}|zomer|winter|herfst|lente|voorjaar|najaar|jaar)(?:\svan)?\s)?{_JAAR}\b" + _HOEVEEL,
            re.IGNORECASE,
        ),
        "een tijd geleden",
    ),
    ("datum", re.compile(rf"\b(?:{_MAAND})\s{_JAAR}\b", re.IGNORECASE), "een tijd geleden"),
    ("datum", re.compile(rf"\b(?:afgelopen|vorige(?: week)?|aanstaande)\s{_DAG}\b", re.IGNORECASE), "laatst"),
    (
        "tijd",
        re.compile(
            r"\b(?:(?:om|rond|omstreeks|tegen)\s)?(?:(?:[01]?\d|2[0-3]):[0-5]\d(?:\suur)?|(?:[01]?\d|2[0-3])\.[0-5]\d\suur)\b",
            re.IGNORECASE,
        ),
        _dagdeel,
    ),
    (
        "tijd",
        re.compile(
            rf"\b(?:om|rond|omstreeks|tegen)\s(?:(?:half|kwart (?:over|voor)|(?:vijf|tien) (?:over|voor)(?: half)?)\s"
            rf"{_UUR}|{_UUR}\suur)\b",
            re.IGNORECASE,
        ),
        _dagdeel,
    ),
    (
        "nummer",
        re.compile(r"(?<![\w€.,-])(?<!€ )(?!0[89]00)(?:\+|00)?\d(?:[ .()-]{0,2}\d){5,14}(?!\w|,\d)" + _HOEVEEL),
        "een nummer",
    ),
    (
        "adres",
        re.compile(r"\b[1-9]\d{3} ?(?!OM|OR|IT|EU|TV|VN|NL|PV|KM)[A-Z]{2}\b"),
        "een adres",
    ),
    (
        "adres",
        re.compile(
            r"\b(?:[A-Z][\w’-]*\s)?(?:[A-Z][\w’-]*(?:straat|laan|weg|plein|kade|gracht|singel|dijk|steeg|hof|plantsoen"
            r"|dreef|boulevard|pad)|(?:Laan|Plein|Straat|Weg) van [\w’ ]{0,12}[A-Z][\w’-]+)\b(?:\s\d{1,4}[a-zA-Z]?\b)?"
        ),
        "een straat",
    ),
    ("plaats", re.compile(r"(?<=\bde )A\d{1,3}\b(?!’)|(?<=\bop )A\d{2,3}\b"), "een snelweg"),
    ("plaats", re.compile(r"(?<=\bde )N\d{2,3}\b|(?<=\bop )N\d{3}\b"), "een weg"),
    (
        "eenheid",
        re.compile(
            rf"\b(?P<woord>(?i:{een_van(hw.EENHEIDSWOORDEN)})) (?!(?:{een_van(hw.GEEN_EENHEID)})\b)"
            rf"(?:{NAAMDEEL}|[A-Z]\b|\d{{1,3}}\b)(?:[ -](?:{NAAMDEEL}|\d{{1,3}}\b))*"
        ),
        _onderdeel,
    ),
    ("eenheid", re.compile(rf"(?<!\w)(?:{een_van(hw.KLEINE_EENHEDEN)})(?!\w)"), "een specialistisch team"),
    ("naam", AANSPREEK, _aangesproken),
    ("naam", re.compile(INITIAAL.pattern), "iemand"),
    ("rang", re.compile(rf"\b(?:{een_van(hw.RANGEN)})(?P<meer>e?s|en)?\b", re.IGNORECASE), _rang),
    ("rang", re.compile(rf"\b(?:{een_van(hw.FUNCTIES)})(?P<meer>e?s|en)?\b", re.IGNORECASE), _functie),
    ("plaats", re.compile(rf"(?<!\w)(?:{een_van(hw.GEBIEDEN)})(?!\w)", re.IGNORECASE), "een regio"),
    (
        "plaats",
        re.compile(
            rf"(?<!\w)(?:{een_van(hw.PLAATSEN)})(?:[ -](?:Noord|Zuid|Oost|West|Centrum|Zuidoost))?(?!\w)",
            re.IGNORECASE,
        ),
        "een plaats",
    ),
    ("plaats", re.compile(rf"\b(?i:{_VOOR_PLAATS})\s(?P<kern>{een_van(hw.PLAATSWOORDEN)})\b"), "een plaats"),
    (
        "naam",
        re.compile(
            rf"(?i:\b(?:collega|maat|buurman|buurvrouw|vriend|vriendin|heet|genaamd|met|aan)\s)"
            rf"(?P<kern>(?i:{een_van(hw.VOORNAMEN - hw.OOK_EEN_WOORD)}))\b"
        ),
        "iemand",
    ),
]
