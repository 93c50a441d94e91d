"""What this app connects to the ground floor: its pages in search, its themabladen as recommendations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from beroepscode.models import Loket, Onderdeel, Themablad
from vik_portal.redactie import opmaak
from vik_portal.redactie.services import ververs_weergave
from vik_portal.redactie.signalen import gepubliceerd
from vik_portal.register import Aanbeveler, Verwijzing, Zoekbron, Zoekdocument, register


def _bladen(soort: type[Themablad] | type[Loket]) -> Iterator[Zoekdocument]:
    for blad in soort.objects.published():
        inhoud = blad.gelezen
        yield Zoekdocument(
            sleutel=blad.slug,
            url=blad.get_absolute_url(),
            titel=blad.titel,
            kort=inhoud.kort,
            tekst=blad.zoektekst(),
            trefwoorden=" · ".join(inhoud.trefwoorden),
        )


def _code() -> Iterator[Zoekdocument]:
    for onderdeel in Onderdeel.objects.actief().exclude(soort__in=["loket", "colofon", "citaat"]):
        yield Zoekdocument(
            sleutel=onderdeel.sleutel,
            url=onderdeel.get_absolute_url(),
            titel=onderdeel.titel[:200],
            kort=onderdeel.kort,
            tekst=opmaak.platte_tekst(onderdeel.tekst),
        )


def _aanbevolen(thema: str) -> list[Verwijzing]:
    return [
        Verwijzing(blad.titel, blad.get_absolute_url(), blad.gelezen.kort)
        for blad in Themablad.objects.published().filter(slug=thema)
    ]


def _ververs_bladen(sender: Any, stuk: Any, **kwargs: Any) -> None:
    """Themabladen name loketten and recommend what cites them; they follow what they name."""
    if isinstance(stuk, Loket):
        ververs_weergave(Themablad.objects.published().filter(inhoud__loketten__contains=[stuk.slug]))
        return
    inhoud = stuk.inhoud or {}
    slugs = [*inhoud.get("themas", []), *inhoud.get("verwant", [])]
    ververs_weergave(Themablad.objects.published().filter(slug__in=slugs))


def sluit_aan() -> None:
    register.registreer(Zoekbron("themablad", "Themabladen", partial(_bladen, Themablad)))
    register.registreer(Zoekbron("loket", "Waar kan ik terecht?", partial(_bladen, Loket)))
    register.registreer(Zoekbron("code", "Beroepscode", _code))
    register.registreer(Aanbeveler("themablad", "Themablad", _aanbevolen))
    gepubliceerd.connect(_ververs_bladen, dispatch_uid="beroepscode")
