"""Who may do what at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import Bezoeker, heeft_rol
from vik_portal.redactie.models import Publicatie, etag, publicatiesoorten

P = TypeVar("P", bound=Publicatie)


def mag_schrijven(bezoeker: Bezoeker) -> bool:
    return heeft_rol(bezoeker, Rol.Soort.REDACTEUR)


def mag_publiceren(bezoeker: Bezoeker, stuk: Publicatie) -> bool:
    """A redacteur other than the one who handed it in."""
    return mag_schrijven(bezoeker) and stuk.ingediend_door_id != bezoeker.pk


class Ingetrokken(Http404):
    """A text that readers could read and that was taken away: its old address says so, with status 410.

    Of the text itself nothing is told but its kind and its themes: it may have been the title that had to go.
    """

    def __init__(self, model: type[Publicatie], themas: list[str]) -> None:
        super().__init__(f"{model.soortnaam} is ingetrokken")
        self.model, self.themas = model, themas


def niet_gevonden(model: type[Publicatie], slug: str) -> Http404:
    """What to raise when nothing is published at this slug: :class:`Ingetrokken` when something was."""
    stuk = model._default_manager.filter(slug=slug).first()
    if stuk and (eerder := stuk.versies.filter(gepubliceerd_op__isnull=False).first()):
        # A themablad is its own theme.
        return Ingetrokken(model, eerder.inhoud.get("themas") or [slug])
    return Http404(f"{model.soortnaam} is er niet")


def leesbaar_of_404(model: type[P], slug: str) -> P:
    """The published object for a reader; what was never published does not exist for them."""
    for stuk in model._default_manager.published().filter(slug=slug):  # type: ignore[attr-defined]
        return cast(P, stuk)
    raise niet_gevonden(model, slug)


@dataclass(frozen=True)
class Leespagina:
    """What shows the page of one published text, and nothing else of it."""

    titel: str
    kort: str
    weergave: str
    etag: str


@cache
def _leespaginas(model: type[Publicatie]) -> QuerySet[Any]:
    """Kept: putting the question together costs Django more than answering it costs the database."""
    velden = ("pk", "titel", "kort", "versienummer", "weergave")
    return cast("QuerySet[Any]", model._default_manager.published().values_list(*velden))  # type: ignore[attr-defined]


def leespagina_of_404(model: type[Publicatie], slug: str) -> Leespagina:
    """As ``leesbaar_of_404``, as values: making a model of them would cost as much as the query."""
    for pk, titel, kort, versienummer, weergave in _leespaginas(model).filter(slug=slug):
        return Leespagina(titel, kort or "", weergave, etag(model, pk, versienummer, weergave))
    raise niet_gevonden(model, slug)


def te_bewerken_of_404(model: type[P], bezoeker: Bezoeker, **zoek: Any) -> P:
    """The object for a redacteur, whatever its state; for all others it does not exist."""
    if not mag_schrijven(bezoeker):
        raise Http404
    return cast(P, get_object_or_404(model._default_manager.all(), **zoek))


def stuk_of_404(soort: str, slug: str, bezoeker: Bezoeker) -> Publicatie:
    """The text of a kind (its model name) for a redacteur; for all others it does not exist."""
    for model in publicatiesoorten():
        if model._meta.model_name == soort:
            return te_bewerken_of_404(model, bezoeker, slug=slug)
    raise Http404
