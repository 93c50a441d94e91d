"""What people keep beside a themablad: what an eenheid fills in, and the norm matrix."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from beroepscode import normmatrix
from beroepscode.eenheidsregels import RegelFout, afdruk_van, bewaar_regels, bladstanden, pagina, regels_van
from beroepscode.exports import normmatrix_pdf, normmatrix_xlsx
from beroepscode.forms import NormForm, RegelsForm
from beroepscode.models import Themablad
from beroepscode.toegang import INVULLERS, NORMHOUDERS, in_te_vullen, in_te_vullen_of_404, normblad_of_404
from vik_portal.organisatie.models import Eenheid
from vik_portal.organisatie.toegang import inloggen_vereist, rol_vereist
from vik_portal.redactie.toegang import leesbaar_of_404


@require_safe
@never_cache
@rol_vereist(*INVULLERS)
def invullen(request: HttpRequest) -> HttpResponse:
    """Per eenheid (``?eenheid=``): the themabladen with fields to fill in, what is open, what is to be looked at."""
    eenheden = sorted(in_te_vullen(request.user), key=lambda e: (Eenheid.Soort.values.index(e.soort), e.naam))
    if not eenheden:
        raise Http404
    gekozen = eenheden[0]
    if gevraagd := request.GET.get("eenheid"):
        gekozen = next((eenheid for eenheid in eenheden if str(eenheid.pk) == gevraagd), None)
        if gekozen is None:
            raise Http404
    standen = bladstanden(gekozen)
    context = {
        "eenheden": eenheden,
        "eenheid": gekozen,
        "groepen": [
            ("Na te kijken", [stand for stand in standen if stand.verlopen]),
            ("Nog in te vullen", [stand for stand in standen if stand.open and not stand.verlopen]),
            ("Ingevuld", [stand for stand in standen if not stand.open and not stand.verlopen]),
        ],
        "gevuld": sum(len(stand.regels) for stand in standen),
        "velden": sum(len(stand.velden) for stand in standen),
    }
    return render(request, "beroepscode/bijhouden/invullen.html", context)


@never_cache
@inloggen_vereist
def invullen_blad(request: HttpRequest, eenheid: int, slug: str) -> HttpResponse:
    """The marked fields of one themablad, for one eenheid."""
    waar = in_te_vullen_of_404(request.user, eenheid)
    blad = leesbaar_of_404(Themablad, slug)
    velden, regels = blad.gelezen.invullen, regels_van(blad, waar)
    if not velden:
        raise Http404
    gegeven = request.POST if request.method == "POST" else None
    form = RegelsForm(velden, regels, gegeven, initial={"afdruk": afdruk_van(regels)})
    if form.is_bound and form.is_valid():
        try:
            bewaar_regels(blad=blad, eenheid=waar, waarden=form.waarden(), afdruk=form.cleaned_data["afdruk"])
        except RegelFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"Bewaard. Op ‘{blad.titel}’ staat nu wat jullie invulden.")
            return redirect(pagina(waar))
    sleutels = {veld.sleutel for veld in velden}
    los = [regel for veld, regel in regels.items() if veld not in sleutels]
    context = {"form": form, "blad": blad, "eenheid": waar, "los": los, "terug": pagina(waar)}
    return render(request, "beroepscode/bijhouden/invullen_blad.html", context, status=422 if form.errors else 200)


# --- the norm matrix -----------------------------------------------------------------------------


@require_safe
@never_cache
@rol_vereist(*NORMHOUDERS)
def matrix(request: HttpRequest) -> HttpResponse:
    """All themes on three questions."""
    context = {"rijen": normmatrix.rijen(), "vragen": list(normmatrix.Vraag)}
    return render(request, "beroepscode/bijhouden/normmatrix.html", context)


@require_safe
@rol_vereist(*NORMHOUDERS)
def matrix_als(request: HttpRequest, vorm: str) -> HttpResponse:
    """The norm matrix as a file: ``xlsx`` to work with, ``pdf`` to put on the table."""
    maak = {"xlsx": normmatrix_xlsx, "pdf": normmatrix_pdf}[vorm]
    return maak(normmatrix.rijen()).als_antwoord(openbaar=False)


@never_cache
@rol_vereist(*NORMHOUDERS)
def matrix_blad(request: HttpRequest, slug: str) -> HttpResponse:
    """How one theme stands."""
    blad = normblad_of_404(slug)
    vakken = normmatrix.vakken_van(blad)
    form = NormForm(vakken, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        gewijzigd = normmatrix.zet_standen(blad=blad, standen=form.standen(), door=request.user)
        zin = f"‘{blad.titel}’ is bijgewerkt." if gewijzigd else "Er is niets veranderd."
        messages.success(request, zin)
        return redirect("beroepscode:normmatrix")
    context = {"form": form, "blad": blad}
    return render(request, "beroepscode/bijhouden/norm.html", context, status=422 if form.errors else 200)
