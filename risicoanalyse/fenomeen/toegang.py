"""Gates of what is told of a phenomenon over teams. The views let nobody in but landelijk."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from risicoanalyse.fenomeen.bevriezen import Fenomeen, fenomenen
from risicoanalyse.models import Beeld
from risicoanalyse.overzicht.kwartaal import Kwartaal


def fenomeen_of_404(slug: str) -> Fenomeen:
    """A deep instrument in use."""
    gevonden = next((fenomeen for fenomeen in fenomenen() if fenomeen.slug == slug), None)
    if gevonden is None:
        raise Http404
    return gevonden


def beeld_of_404(slug: str, sleutel: str) -> Beeld:
    """The frozen picture of this phenomenon in this quarter (``2026-k3``)."""
    try:
        kwartaal = Kwartaal.lees(sleutel)
    except ValueError as fout:
        raise Http404 from fout
    beelden = Beeld.objects.filter(soort=Beeld.Soort.FENOMEEN, onderwerp=slug)
    return get_object_or_404(beelden, kwartaal=kwartaal.eerste_dag)
