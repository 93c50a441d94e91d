"""Who may open what."""

from __future__ import annotations

from functools import cache

from dilemmas.models import Dilemma, DilemmaQuerySet
from vik_portal.redactie.toegang import niet_gevonden

#: What thinking a dilemma through needs of it; the working copy is as large again.
_VELDEN = ("titel", "slug", "kort", "inhoud", "weergave")


@cache
def _te_doordenken() -> DilemmaQuerySet:
    """Kept: putting the question together costs Django more than answering it costs the database."""
    return Dilemma.objects.published().only(*_VELDEN)


def te_doordenken_of_404(slug: str) -> Dilemma:
    """The published dilemma for any reader; a withdrawn one raises ``Ingetrokken``.

    Its content is not judged again: it was when it was published.
    """
    for stuk in _te_doordenken().filter(slug=slug):
        return stuk
    raise niet_gevonden(Dilemma, slug)
