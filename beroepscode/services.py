"""Verbs that change more than one object: which edition readers see, and what is rendered from it."""

from __future__ import annotations

from django.db import transaction
from django.template.loader import render_to_string

from beroepscode.models import Editie, Onderdeel, Themablad
from vik_portal.redactie.services import ververs_weergave
from vik_portal.redactie.weergaven import vergeet_weergaven
from vik_portal.zoeken.services import werk_bron_bij


@transaction.atomic
def activeer(*, editie: Editie) -> None:
    """Makes this the edition that readers see; pages that quote the code follow."""
    Editie.objects.filter(actief=True).exclude(pk=editie.pk).update(actief=False)
    editie.actief = True
    editie.weergave = render_editie(editie)
    editie.save(update_fields=["actief", "weergave"])
    ververs_weergave(Themablad.objects.published())
    werk_bron_bij("code")
    vergeet_weergaven()


def render_editie(editie: Editie) -> str:
    """The whole code as one page body."""
    onderdelen = list(editie.onderdelen.exclude(soort=Onderdeel.Soort.LOKET))
    return render_to_string("beroepscode/weergave/editie.html", {"editie": editie, "onderdelen": onderdelen})
