"""Notices that a sentence may name a person. Findings and requests are about work, never about somebody.

A rule of thumb, no judgement: a word with a capital inside a sentence, a form of address, or an initial. Whoever typed
it decides whether it is a name; the portal only asks before it keeps it.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms

#: Words that often carry a capital inside a sentence here, and are nobody's name.
BEKEND = {
    "VIK", "BVH", "MEOS", "BVI", "BVCM", "OM", "OR", "TCO", "KMP", "VPI", "GGZ", "OVJ", "HOvJ",
    "OvD", "Opco", "DRIO", "PDC",
    "Nederland", "Nederlands", "Nederlandse", "WhatsApp", "Signal", "Teams", "Kerst", "Pasen", "Koningsdag",
    "Veilig", "Thuis",
}  # fmt: skip
AANSPREEK = re.compile(r"\b(?:meneer|mevrouw|dhr|mevr|mw|collega|agent|brigadier|inspecteur|chef)\.?\s+([A-Z]\w+)")
INITIAAL = re.compile(r"\b[A-Z][a-z]+\s+[A-Z]\.")
HOOFDLETTER = re.compile(r"(?<![.!?…:“‘\"]\s)(?<!^)\b([A-Z][a-zé’-]{2,})\b")


def mogelijke_namen(tekst: str) -> list[str]:
    """Words that look like the name of a person, in order; empty when nothing does."""
    gevonden = [*AANSPREEK.findall(tekst), *INITIAAL.findall(tekst)]
    gevonden += [woord for woord in HOOFDLETTER.findall(tekst.strip()) if woord not in BEKEND]
    return list(dict.fromkeys(gevonden))


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
