"""The kinds of messages. An app registers its own in ``ready()`` and names it in :func:`services.stuur`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Berichtsoort:
    """A kind of message.

    ``label`` is what people choose from; ``reden`` completes the sentence "Je krijgt dit bericht omdat …".
    ``wanneer``: at once, or together with others in the mail of 07:00. ``maillink`` gives the link in the mail, from
    the message, when that is another than its ``url``: a secret that is made when the mail leaves and kept nowhere.
    """

    sleutel: str
    label: str
    reden: str
    uit_te_zetten: bool = True
    wanneer: Literal["direct", "dagoverzicht"] = "direct"
    maillink: Callable[[Any], str] | None = None


HERINNERING = Berichtsoort(
    "herinnering",
    "Herinnering: iets moet vandaag of is te laat",
    "er iets op je wacht",
    wanneer="dagoverzicht",
)
#: The mail that bundles others. Nobody chooses it: without anything to bundle it does not exist.
DAGOVERZICHT = Berichtsoort("dagoverzicht", "Dagoverzicht", "er iets op je wacht of er nieuws voor je is")

_soorten: dict[str, Berichtsoort] = {}


def registreer(soort: Berichtsoort) -> None:
    """Adds one kind; a second one with the same key raises ``ValueError``, since one would vanish."""
    if soort.sleutel in _soorten or soort.sleutel == DAGOVERZICHT.sleutel:
        raise ValueError(f"Berichtsoort {soort.sleutel!r} bestaat al.")
    _soorten[soort.sleutel] = soort


def alle() -> list[Berichtsoort]:
    """All kinds that somebody can get, in the order in which they came."""
    return list(_soorten.values())


def een(sleutel: str) -> Berichtsoort:
    """One kind; an unknown key raises ``KeyError``."""
    return DAGOVERZICHT if sleutel == DAGOVERZICHT.sleutel else _soorten[sleutel]
