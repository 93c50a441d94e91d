"""Which question of an instrument says something about which side of a phenomenon. Pure: content in, marks out.

Of a work process the first question asks how often the door stands open (gelegenheid), the second how much temptation
or pressure there is (druk). Deel B says it per question, in the instrument; deel C is what the team sets against it
(beheersing). A question that an older version left without a mark belongs to no side, and no report says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from risicoanalyse.schema import VragenlijstInhoud, WerkprocesInhoud

#: In the order of a report: side → its name.
KANTEN = {"gelegenheid": "Gelegenheid", "druk": "Druk", "beheersing": "Beheersing"}
#: What a side is, for an instrument that does not say it in its own words.
UITLEG = {
    "gelegenheid": "Wat maakt het makkelijk dat het gebeurt?",
    "druk": "Wat brengt iemand ertoe?",
    "beheersing": "Wat zet het team ertegenover?",
}
_VAN_PROCES = ("gelegenheid", "druk")


@dataclass(frozen=True)
class Merk:
    """A question by a key that holds over versions (``a:<proces>:<sleutel>``, ``b:<sleutel>``, ``c:<sleutel>``)."""

    sleutel: str
    kant: str = ""


def merken(inhoud: VragenlijstInhoud, processen: Mapping[str, WerkprocesInhoud]) -> list[Merk]:
    """One mark per question, in the order of :func:`risicoanalyse.scoring.items`."""
    return [
        *(
            Merk(f"a:{slug}:{item.sleutel}", kant)
            for slug, proces in processen.items()
            for item, kant in zip(proces.a, _VAN_PROCES, strict=True)
        ),
        *(Merk(f"b:{item.sleutel}", item.mechanisme) for item in inhoud.b),
        *(Merk(f"c:{item.sleutel}", "beheersing") for item in inhoud.c),
    ]


def uitleg(inhoud: VragenlijstInhoud, kant: str) -> str:
    """One sentence about a side of the phenomenon."""
    return inhoud.kanten.get(kant, UITLEG[kant])  # type: ignore[call-overload]
