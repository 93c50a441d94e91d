"""What is offered at the old address of a text that was withdrawn."""

from __future__ import annotations

from vik_portal.redactie.toegang import Ingetrokken
from vik_portal.register import Aanbeveler, Verwijzing, register

#: Of each kind.
MEESTE = 5


def over_hetzelfde(weg: Ingetrokken) -> list[tuple[str, list[Verwijzing]]]:
    """(kind, pages) about its themes, the own kind first. Who got here may read pages of the own kind."""
    uit: list[tuple[str, list[Verwijzing]]] = []
    for bron in sorted(register.alle(Aanbeveler), key=lambda bron: bron.sleutel != weg.model.zoekbron):
        if not (bron.openbaar or bron.sleutel == weg.model.zoekbron):
            continue
        links = {link.url: link for thema in weg.themas for link in bron.voor_thema(thema)}
        if links:
            uit.append((bron.label, list(links.values())[:MEESTE]))
    return uit
