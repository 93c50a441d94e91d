"""Gates of this app. Everything published is for everyone; concepts are for redacteurs (``redactie.toegang``)."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from beroepscode.models import Editie, Onderdeel

#: Put together once: that costs Django more than answering it costs the database. At most one is active.
_ACTIEF = Editie.objects.filter(actief=True)


def actieve_editie_of_404() -> Editie:
    """The edition that readers see; a portal without content has none yet."""
    return get_object_or_404(_ACTIEF)


def onderdeel_of_404(sleutel: str) -> Onderdeel:
    """A part of the active edition by its stable key."""
    return get_object_or_404(Onderdeel.objects.actief().select_related("editie"), sleutel=sleutel)
