"""What a content model (pydantic) can say about a field besides its type, so that the editor can show it well.

``Field(title=…, description=…)`` gives label and help; the marks here give rich text, choices, and what travels unseen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from django.apps import apps
from pydantic import AfterValidator

from vik_portal.redactie.opmaak import schoon

#: Context of a validation by which somebody judges a text. A content model may then look up what the text refers to;
#: when published content is only read, nothing is looked up.
STRENG = {"streng": True}


@dataclass(frozen=True)
class Opmaak:
    """Mark on a ``str``: it holds the rich-text subset and gets the rich-text editor."""


@dataclass(frozen=True)
class Verborgen:
    """Mark on a ``str``: it goes along with its row and is neither shown nor compared, such as the key of an item."""


@dataclass(frozen=True)
class Bij:
    """Mark on a field of a row: it belongs there when ``veld`` beside it has one of ``waarden``.

    The editor then leaves it out of sight otherwise, as long as it is empty. Without JavaScript it is always there.
    """

    veld: str
    waarden: tuple[str, ...]


@dataclass(frozen=True)
class Keuzes:
    """Mark on a ``str``: the values to choose from (value → label), asked when the form is shown.

    The value may be another one all the same, for instance a text that is still to be written.
    """

    geef: Callable[[], dict[str, str]]


#: Rich text. Cleaning is part of the type, so no loader, form or script can keep anything but the subset.
RijkeTekst = Annotated[str, AfterValidator(schoon), Opmaak()]


def titels_van(model: str) -> Keuzes:
    """The slugs and titles of a kind of content, given as ``"app.Model"`` because models import their schema."""

    def geef() -> dict[str, str]:
        return dict(apps.get_model(model)._default_manager.order_by("sorteersleutel").values_list("slug", "titel"))

    return Keuzes(geef)
