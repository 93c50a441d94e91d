"""Who may open what."""

from __future__ import annotations

from typing import cast

from django.shortcuts import get_object_or_404

from dilemmas.models import Dilemma

#: What thinking a dilemma through needs of it; the working copy is as large again.
_VELDEN = ("titel", "slug", "kort", "inhoud", "weergave")


def te_doordenken_of_404(slug: str) -> Dilemma:
    """The published dilemma for any reader. Its content is not judged again: it was when it was published."""
    return cast(Dilemma, get_object_or_404(Dilemma.objects.published().only(*_VELDEN), slug=slug))
