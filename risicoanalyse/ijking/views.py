"""The three questions to who led an analysis."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from risicoanalyse.ijking import terugkoppelen
from risicoanalyse.ijking.forms import TerugkoppelForm
from risicoanalyse.models import Terugkoppeling
from risicoanalyse.toegang import geleide_analyse_of_404
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.services import MeedoenFout
from vik_portal.organisatie.toegang import inloggen_vereist


def _terug_te_koppelen_of_404(request: HttpRequest, pk: int) -> Bijeenkomst:
    bijeenkomst = geleide_analyse_of_404(request.user, pk)  # type: ignore[arg-type]
    if not terugkoppelen.kan(bijeenkomst):
        raise Http404
    return bijeenkomst


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@inloggen_vereist
def terugkoppeling(request: HttpRequest, pk: int) -> HttpResponse:
    """Three questions about the instrument, for who led this meeting; to change until they were summed up."""
    bijeenkomst = _terug_te_koppelen_of_404(request, pk)
    eerder = Terugkoppeling.objects.filter(bijeenkomst=bijeenkomst).first()
    begin = {veld: getattr(eerder, veld) for veld in ("klopte", "tijd", "onbegrepen")} if eerder else {}
    form = TerugkoppelForm(terugkoppelen.gevraagd(bijeenkomst), request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            terugkoppelen.bewaar(bijeenkomst=bijeenkomst, **form.cleaned_data)
        except MeedoenFout as fout:
            messages.error(request, str(fout))
        else:
            messages.success(request, "Bewaard. Dank je: hiermee wordt de vragenlijst beter.")
        return redirect("risicoanalyse:terugkoppeling", pk=pk)
    gekozen = form["onbegrepen"].value() or []
    context = {"bijeenkomst": bijeenkomst, "form": form, "gekozen": gekozen, "eerder": eerder}
    status = 422 if request.method == "POST" else 200
    return render(request, "risicoanalyse/ijking/terugkoppeling.html", context, status=status)
