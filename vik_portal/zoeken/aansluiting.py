"""What this app connects: the actions and lists of all apps as pages to jump to, and those of the portal itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from vik_portal.register import Sprong, Zoekbron, Zoekdocument, register
from vik_portal.zoeken import bewaren


def _sprongen() -> Iterator[Zoekdocument]:
    for sprong in register.alle(Sprong):
        yield Zoekdocument(
            sleutel=sprong.sleutel,
            url=reverse(sprong.naam),
            titel=sprong.titel,
            kort=sprong.kort,
            tekst="",
            zichtbaar=sprong.zichtbaar,
            namen=(sprong.titel, *sprong.namen),
        )


def sluit_aan() -> None:
    bewaren.sluit_aan()
    register.registreer(Zoekbron("sprong", "Ga meteen naar", _sprongen))
