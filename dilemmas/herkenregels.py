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
_FEEST = (
    r"(?:nieuwjaarsdag|oudejaars(?:dag|nacht|avond)|oud en nieuw|koningsdag|carnaval|sinterklaas|hemelvaartsdag|pasen"
    r"|bevrijdingsdag|(?:(?:eerste|tweede|1e|2e)\s)?(?:kerst|paas|pinkster)dag|kerst(?:mis|avond|nacht)?|pinksteren)"
)
_ROND = "(?:enen|twee[eë]n|drie[eë]n|vieren|vijven|zessen|zevenen|achten|negenen|tienen|elven|twaalven)"
_UUR = r"(?:één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|[01]?\d|2[0-3])"
_TELWOORDEN = [
    "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
]  # fmt: skip
_GETAL = rf"(?P<getal>1[01]\d|[1-9]\d?|{'|'.join(sorted(_TELWOORDEN, key=len, reverse=True))})"
_MENS = (
    r"(?:man|vrouw|jongens?|meisjes?|meiden|kind|kinderen|knul|zoon|zoontje|dochter|dochtertje|broertje|zusje"
    r"|verdachten?|slachtoffer|student|aspirant|collega|iemand)"
)
#: A number with one of these after it is an amount, and no day, code or account.
_HOEVEEL = r"(?!\s?(?:euro|eur\b|gram|kilo|kg\b|km\b|meter|liter|procent|%|minuten|seconden|keer|mensen|inwoners))"
#: The shapes of a Dutch number plate: X a letter, 9 a figure.
_VORMEN = (
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9", "9-XXX-99", "XX-999-X",
    "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
)  # fmt: skip


def _plaat(vorm: str, tussen: str) -> str:
    return vorm.replace("-", tussen).replace("X", "[A-Z]").replace("9", r"\d")


#: In small letters with blanks only the newer shapes, which have no vowels: ‘1 van 10’ is no plate.
_KLEIN = "|".join(_plaat(vorm, " ").replace("A-Z", "b-df-hj-np-tv-xz") for vorm in _VORMEN[6:])


def een_van(woorden: Iterable[str]) -> str:
    return "|".join(re.escape(woord).replace("’", "[’']") for woord in sorted(woorden, key=lambda w: (-len(w), w)))


def _dagdeel(gevonden: re.Match[str]) -> str:
    """A clock time as the part of the day, which a dilemma may need."""
    if deel := re.search(r"s \w+$", gevonden[0]):
        return "’" + deel[0].replace("morgens", "ochtends")
    cijfers = re.search(r"([01]?\d|2[0-3])[:.]", gevonden[0])
    if not cijfers:
        return "op een moment in de dienst"
    uur = int(cijfers[1])
    return "’s nachts" if uur < 6 else "’s ochtends" if uur < 12 else "’s middags" if uur < 18 else "’s avonds"


def _leeftijd(gevonden: re.Match[str]) -> str:
    """About as old, in steps of five years: who is a minor stays one."""
    getal = gevonden["getal"].lower()
    jaren = int(getal) if getal.isdigit() else _TELWOORDEN.index(getal) + 1
    return f"ongeveer {max(5, 5 * round(jaren / 5))}{gevonden['rest']}"


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


NAAMDEEL = r"[A-ZÀ-ÖØ-ÞİŞĞ](?:[\w-]|[’'](?=\w))+"
#: The type of a car: ‘Panda’, ‘RS3’.
TYPE = r"(?:[A-Z][a-z]+|[A-Z]{1,3}\d{1,3}|[A-Z]{2,3}|\d{3})"
_TUSSEN = f"(?i:{een_van(hw.TUSSENVOEGSELS)})"
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
            + "|".join([*(_plaat(v, " ?") for v in _VORMEN), _KLEIN])
            + r")(?![\w-])"
        ),
        "een kenteken",
    ),
    (
        "kenteken",
        re.compile(
            r"(?i:\bkentekens?(?: is| was| begon met| begint met|:)?,? )"
            r"(?P<kern>(?=[\w -]{0,9}\d)[A-Za-z0-9]{1,6}(?:[ -][A-Z0-9]{1,4}){0,2})\b"
        ),
        "een kenteken",
    ),
    ("nummer", re.compile(r"\b[Pp][Ll] ?\d{4}[- ]?\d{4,}"), "een zaaknummer"),
    ("nummer", re.compile(r"\b[A-Z]{2}\d\d ?[A-Z]{4} ?\d(?: ?\d){9}\b"), "een rekening"),
    ("nummer", re.compile(r"\b(?:\d\d/\d{4,8}-\d\d|[A-Z]{1,4}-?\d{5,12}|20\d\d-\d{5,10})\b"), "een nummer"),
    ("nummer", re.compile(r"\b(?:wagen|roepnummer|rt) (?P<kern>\d\d[.-]\d\d)\b", re.IGNORECASE), "een nummer"),
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
    ("datum", re.compile(rf"\b{_FEEST}\s(?:van\s|in\s)?{_JAAR}\b", re.IGNORECASE), "een feestdag"),
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
            rf"{_UUR}|{_UUR}\suur|{_ROND})\b(?:\s[’']s\s(?:nachts|ochtends|morgens|middags|avonds))?",
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
    ("plaats", re.compile(r"\b[A-Z][a-zà-ÿ]{2,}(?:wijk|buurt)(?=\b)"), "een wijk"),
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
    (
        "adres",
        re.compile(
            rf"\b(?!(?:{een_van(hw.GEEN_STRAAT)})\b)"
            r"(?:[A-Z][\w’-]*\s)?(?:[A-Z][\w’-]*(?:straat|laan|weg|plein|kade|gracht|singel|dijk|steeg|hof|plantsoen|park"
            r"|dreef|boulevard|pad)|(?:Laan|Plein|Straat|Weg) van [\w’ ]{0,12}[A-Z][\w’-]+)\b(?:\s\d{1,4}[a-zA-Z]?\b)?"
        ),
        "een straat",
    ),
    ("eenheid", re.compile(rf"\b[A-Z]{{2,5}} (?:{een_van(hw.GEBIEDEN | hw.PLAATSEN)})(?!\w)"), "een onderdeel"),
    ("eenheid", re.compile(rf"(?<!\w)(?:{een_van(hw.KLEINE_EENHEDEN)})(?!\w)"), "een specialistisch team"),
    *(
        (
            "zaak",
            re.compile(
                rf"\b(?i:{een_van(woorden)}) (?:(?:[Dd]e|[Hh]et|[’']t|[Vv]an|der) ){{0,2}}{NAAMDEEL}(?: {NAAMDEEL})*"
            ),
            zaak,
        )
        for zaak, woorden in hw.ZAKEN.items()
    ),
    (
        "voertuig",
        re.compile(
            rf"(?<!\w)(?:(?:mat|donker|licht|knal)?(?:{een_van(hw.KLEUREN)}) (?:{een_van(hw.MERKEN)})(?: {TYPE})*"
            rf"|(?:{een_van(hw.MERKEN)})(?: {TYPE})+)(?!\w)"
        ),
        "een voertuig",
    ),
    ("leeftijd", re.compile(rf"\b{_GETAL}(?P<rest>-jarige| jaar (?:oud|jong))\b", re.IGNORECASE), _leeftijd),
    ("leeftijd", re.compile(rf"(?:\b(?i:{_MENS})|{NAAMDEEL}) \((?P<kern>{_GETAL}(?P<rest>))\)"), _leeftijd),
    (
        "leeftijd",
        re.compile(
            rf"\b{_MENS} van (?P<kern>{_GETAL}(?P<rest> jaar|(?= (?:en|met|die|stond|zat|was|had)\b|[.,;:!?])))",
            re.IGNORECASE,
        ),
        _leeftijd,
    ),
    (
        "rang",
        re.compile(
            rf"\b(?:enige|jongste|oudste) (?:\w+e )?(?:[\w-]*(?:{een_van(hw.MENSEN)})|{een_van(hw.FUNCTIES)})\b",
            re.IGNORECASE,
        ),
        "een collega",
    ),
    ("naam", re.compile(rf"\b[Ff]amilie (?:(?:{_TUSSEN}) )?{NAAMDEEL}"), "een familie"),
    ("naam", re.compile(rf"\b[Gg]ezin (?:(?:{_TUSSEN}) )?{NAAMDEEL}"), "een gezin"),
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
]
