"""The gate of a pulse: that of its meeting, so its begeleiders and, after it was discussed, the teamchef."""

from __future__ import annotations

from django.http import Http404

from risicoanalyse.models import Pulse
from risicoanalyse.pulse.stappen import pulse_van
from risicoanalyse.toegang import leidt
from vik_portal.meedoen.toegang import bijeenkomst_of_404
from vik_portal.organisatie.toegang import Bezoeker


def pulse_of_404(bezoeker: Bezoeker, pk: int) -> Pulse:
    """The pulse of a meeting (``pk``) that the visitor may see."""
    pulse = pulse_van(bijeenkomst_of_404(bezoeker, pk))
    if pulse is None:
        raise Http404
    return pulse


def geleide_pulse_of_404(bezoeker: Bezoeker, pk: int) -> Pulse:
    """The same, for what only a begeleider does."""
    pulse = pulse_of_404(bezoeker, pk)
    if not leidt(bezoeker, pulse.bijeenkomst):
        raise Http404
    return pulse
