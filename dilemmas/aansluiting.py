"""What this app connects to the ground floor: dilemmas in search, and as recommendations by theme."""

from __future__ import annotations

from collections.abc import Iterator

from dilemmas.models import Dilemma
from vik_portal.register import Aanbeveler, Verwijzing, Zoekbron, Zoekdocument, register


def _documenten() -> Iterator[Zoekdocument]:
    for dilemma in Dilemma.objects.published():
        inhoud = dilemma.gelezen
        yield Zoekdocument(
            sleutel=dilemma.slug,
            url=dilemma.get_absolute_url(),
            titel=dilemma.titel,
            kort=inhoud.kort,
            tekst=dilemma.zoektekst(),
            trefwoorden=" · ".join([*inhoud.doelgroepen, *inhoud.themas]).replace("-", " "),
        )


def _bij_thema(thema: str) -> list[Verwijzing]:
    return [
        Verwijzing(dilemma.titel, dilemma.get_absolute_url(), dilemma.inhoud["kort"])
        for dilemma in Dilemma.objects.published().bij_thema(thema).op_titel()
    ]


def sluit_aan() -> None:
    register.registreer(Zoekbron("dilemma", "Dilemma’s", _documenten))
    register.registreer(Aanbeveler("dilemma", "Dilemma’s om over te praten", _bij_thema))
