"""Toen en nu: what one pulse says beside its analysis."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from risicoanalyse.pulse import papier
from risicoanalyse.pulse.gehouden import terugblik, vergeten, vragen_van
from risicoanalyse.pulse.toegang import geleide_pulse_of_404, pulse_of_404
from risicoanalyse.toegang import leidt
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.services import rond_af
from vik_portal.organisatie.toegang import inloggen_vereist


@require_safe
@never_cache
@inloggen_vereist
def pulse(request: HttpRequest, pk: int) -> HttpResponse:
    """Before it is held: which questions come back and how the agreements stand. Afterwards: what changed."""
    stuk = pulse_of_404(request.user, pk)
    leidt_zelf = leidt(request.user, stuk.bijeenkomst)
    context = {
        "pulse": stuk,
        "bijeenkomst": stuk.bijeenkomst,
        "terugblik": terugblik(stuk),
        "vergeten": vergeten(stuk) if leidt_zelf and stuk.bijeenkomst.vanzelf_afgerond else None,
        "komt": [item for _, item in vragen_van(stuk)],
        # Who leads the pulse need not have led the analysis.
        "ziet_analyse": Bijeenkomst.objects.visible_to(request.user).filter(pk=stuk.van_id).exists(),
    }
    return render(request, "risicoanalyse/pulse.html", context)


@require_safe
@inloggen_vereist
def formulier(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions that come back, on paper."""
    stuk = geleide_pulse_of_404(request.user, pk)
    if not vragen_van(stuk):
        raise Http404
    return papier.formulier_pdf(stuk).als_antwoord(openbaar=False)


@require_safe
@inloggen_vereist
def blad(request: HttpRequest, pk: int) -> HttpResponse:
    """What the begeleider has in hand where there is no screen."""
    return papier.blad_pdf(geleide_pulse_of_404(request.user, pk)).als_antwoord(openbaar=False)


@require_POST
@inloggen_vereist
def laat_zo(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends after all what the clock ended: from now on it counts as discussed where it was held."""
    stuk = geleide_pulse_of_404(request.user, pk).bijeenkomst
    if stuk.vanzelf_afgerond:
        stuk = rond_af(bijeenkomst=stuk)
        gelezen = " De teamchef kan dit nu lezen." if stuk.nabesproken_op else ""
        messages.success(request, f"Afgerond.{gelezen}")
    return redirect("risicoanalyse:pulse", pk=pk)
