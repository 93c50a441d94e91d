"""Notices that a sentence may name a person. Findings and requests are about work, never about somebody.

A rule of thumb, no judgement: a word with a capital inside a sentence, a form of address, an initial, or a given name
of the list, also at the start of a sentence or without its capital. Whoever typed it decides whether it is a name; the
portal only asks before it keeps it.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms

from vik_portal.naamlijsten import ACHTERNAMEN, GEWONE_WOORDEN, VASTE_GROEPEN, VOORNAMEN, is_niemand, is_voornaam, vouw

AANSPREEK = re.compile(r"\b(?i:meneer|mevrouw|dhr|mevr|mw|collega|agent|brigadier|inspecteur|chef)\.?\s+([A-Z]\w+)")
INITIAAL = re.compile(r"\b[A-Z][a-z]+\s+(?:(?:van|van de[nr]?|de[nr]?|ten?|ter|el)\s)?[A-Z]\.")
HOOFDLETTER = re.compile(r"(?<![.!?…:“‘\"]\s)(?<![“‘'\"])(?<![’']s\s)(?<!^)\b([A-ZÀ-ÖØ-Þ][a-zß-ÿ’-]{2,})\b")
WOORD = re.compile(r"(?<![\w@./-])[^\W\d_][\w-]+(?![\w@]|[./]\w)")
#: Words that are no name, however they are written.
GEWOON = GEWONE_WOORDEN - VOORNAMEN - ACHTERNAMEN
GROEPEN = re.compile(rf"\b(?:{'|'.join(re.escape(groep) for groep in VASTE_GROEPEN)})\b")


def mogelijke_namen(tekst: str) -> list[str]:
    """Words that look like the name of a person, in order; empty when nothing does."""
    tekst = GROEPEN.sub("", tekst).strip()
    gevonden = [*AANSPREEK.findall(tekst), *INITIAAL.findall(tekst)]
    gevonden += [w for w in HOOFDLETTER.findall(tekst) if vouw(w) not in GEWOON]
    gevonden += [w for w in WOORD.findall(tekst) if is_voornaam(w)]
    return list(dict.fromkeys(woord for woord in gevonden if not is_niemand(woord)))


class ZonderNamen(forms.Form):
    """What looks like somebody's name is asked about before it is kept; a tick at ``geen_naam`` answers that."""

    geen_naam = forms.BooleanField(required=False)
    #: Fields in which a name is allowed: the named leader of a measure.
    MET_NAAM: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if not schoon.get("geen_naam"):
            for naam, waarde in schoon.items():
                if isinstance(waarde, str) and naam not in self.MET_NAAM and (namen := mogelijke_namen(waarde)):
                    raise forms.ValidationError(
                        f"Is ‘{namen[0]}’ de naam van iemand? Schrijf dan een rol. Zo niet, zet dan het vinkje."
                    )
        schoon.pop("geen_naam", None)
        return schoon
