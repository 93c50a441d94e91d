"""The instrument to leaf through, the report of a meeting, and what became of its agreements."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from risicoanalyse import exports
from risicoanalyse.aanbevelen import aanbevelingen
from risicoanalyse.forms import StatusForm, ThemaForm
from risicoanalyse.leidraad import leidraad, leidraad_bij
from risicoanalyse.models import BEKNOPT, Maatregel, Vragenlijst
from risicoanalyse.pulse.gehouden import toen_en_nu
from risicoanalyse.rapport import rapport_van
from risicoanalyse.services import markeer_besproken, zet_status, zet_thema
from risicoanalyse.stappen import instrument
from risicoanalyse.telefoon import telefoon
from risicoanalyse.themas import themakeuzes
from risicoanalyse.toegang import (
    INSTRUMENT_ROLLEN,
    analyse_of_404,
    geleide_analyse_of_404,
    leidt,
    maatregel_of_404,
)
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.services import MeedoenFout
from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import heeft_rol, inloggen_vereist, rol_vereist

#: Meetings on a page of agreements.
PER_PAGINA = 6
#: Forms of the report by the ending of their address.
VORMEN = {"pdf": exports.rapport_pdf, "pptx": exports.rapport_pptx, "xlsx": exports.rapport_xlsx}
DELEN = [("a", "De werkprocessen"), ("b", "Wat het zwaarder maakt"), ("c", "Hoe het team ervoor staat")]


@require_safe
@rol_vereist(*INSTRUMENT_ROLLEN)
def vragenlijst(request: HttpRequest) -> HttpResponse:
    """The instrument in use on a phone; ``?instrument=`` names another one than the short one."""
    slug = request.GET.get("instrument", BEKNOPT)
    lijst = Vragenlijst.actuele(slug)
    if lijst is None:
        raise Http404
    context = {
        "lijst": lijst,
        "inhoud": lijst.gelezen,
        "instrumenten": Vragenlijst.objects.in_gebruik().order_by("slug"),
        "gids": leidraad(slug),
        "landelijk": heeft_rol(request.user, Rol.Soort.LANDELIJK),
        "adres": "" if slug == BEKNOPT else f"instrument={slug}&",
        **telefoon(request, lijst.vragen()),
    }
    return render(request, "risicoanalyse/vragenlijst.html", context)


@require_safe
@rol_vereist(*INSTRUMENT_ROLLEN)
def leidraad_pagina(request: HttpRequest, slug: str) -> HttpResponse:
    """The interview guide that goes with an instrument."""
    gids = leidraad(slug)
    if gids is None:
        raise Http404
    return render(request, "risicoanalyse/leidraad.html", {"gids": gids, "tekst": gids.bestand.html()})


@require_safe
@rol_vereist(*INSTRUMENT_ROLLEN)
def leidraad_als_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    gids = leidraad(slug)
    if gids is None:
        raise Http404
    return exports.leidraad_pdf(gids).als_antwoord(openbaar=False)


@require_safe
@never_cache
@inloggen_vereist
def verslag(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as a page, in the order of the screen."""
    bijeenkomst = analyse_of_404(request.user, pk)
    rapport = rapport_van(bijeenkomst, request.user)
    vragen = rapport.beeld.vragen if rapport.beeld else ()
    context = {
        "bijeenkomst": bijeenkomst,
        "rapport": rapport,
        "beeld": rapport.beeld,
        "matrix": rapport.matrix,
        "vraagdelen": [(kop, [vraag for vraag in vragen if vraag.deel == deel]) for deel, kop in DELEN],
        "afspraken": [(regel, aanbevelingen(regel.risico, request.user)) for regel in rapport.risicos],
        "leidt": (leidt_zelf := leidt(request.user, bijeenkomst)),
        "gids": leidraad_bij(bijeenkomst) if leidt_zelf else None,
    }
    return render(request, "risicoanalyse/verslag.html", context)


@require_safe
@inloggen_vereist
def verslag_als(request: HttpRequest, pk: int, vorm: str) -> HttpResponse:
    bijeenkomst = analyse_of_404(request.user, pk)
    if vorm not in VORMEN:
        raise Http404
    return VORMEN[vorm](bijeenkomst, request.user).als_antwoord(openbaar=False)


@require_safe
@inloggen_vereist
def afspraken_als_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    return exports.afspraken_pdf(analyse_of_404(request.user, pk)).als_antwoord(openbaar=False)


@require_safe
@inloggen_vereist
def formulier(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions on paper, for who leads the meeting."""
    return exports.formulier_pdf(geleide_analyse_of_404(request.user, pk)).als_antwoord(openbaar=False)


@require_POST
@inloggen_vereist
def besproken(request: HttpRequest, pk: int) -> HttpResponse:
    bijeenkomst = geleide_analyse_of_404(request.user, pk)
    try:
        markeer_besproken(bijeenkomst=bijeenkomst)
        messages.success(request, f"Genoteerd. De teamchef van {bijeenkomst.team.naam} kan dit verslag nu lezen.")
    except MeedoenFout as fout:
        messages.error(request, str(fout))
    return redirect("risicoanalyse:verslag", pk=pk)


@require_safe
@never_cache
@inloggen_vereist
def afspraken(request: HttpRequest) -> HttpResponse:
    """What teams agreed, per meeting, the newest meeting first."""
    met = Maatregel.objects.filter(risico__bijeenkomst=OuterRef("pk"))
    alle = Bijeenkomst.objects.visible_to(request.user).filter(Exists(met)).order_by("-begin", "-pk")
    rij = Paginator(alle.values_list("pk", flat=True), PER_PAGINA).get_page(request.GET.get("pagina"))
    maatregelen = (
        Maatregel.objects.filter(risico__bijeenkomst__in=list(rij))
        .select_related("risico__bijeenkomst__team")
        .order_by("-risico__bijeenkomst__begin", "-risico__bijeenkomst", "risico__volgorde")
    )
    per_bijeenkomst = groupby(maatregelen, key=lambda maatregel: maatregel.risico.bijeenkomst)
    pulsen = toen_en_nu(list(rij), request.user)
    groepen = [(stuk, list(groep), pulsen.get(stuk.pk, [])) for stuk, groep in per_bijeenkomst]
    return render(request, "risicoanalyse/afspraken.html", {"groepen": groepen, "pagina": rij})


@never_cache
@inloggen_vereist
def afspraak(request: HttpRequest, pk: int) -> HttpResponse:
    """One agreement: how it is going, what happened, what helps. A POST adds a line to its history."""
    maatregel = maatregel_of_404(request.user, pk)
    form = StatusForm(request.POST or None, initial={"status": maatregel.status})
    if request.method == "POST" and form.is_valid():
        zet_status(maatregel=maatregel, **form.cleaned_data)
        messages.success(request, "Genoteerd. Iedereen die deze afspraak volgt, ziet het.")
        return redirect("risicoanalyse:afspraak", pk=pk)
    bijeenkomst = maatregel.risico.bijeenkomst
    mag_thema = leidt(request.user, bijeenkomst)
    context = {
        "maatregel": maatregel,
        "bijeenkomst": bijeenkomst,
        "form": form,
        "geschiedenis": maatregel.voortgang.all(),
        "pulsen": toen_en_nu([bijeenkomst.pk], request.user).get(bijeenkomst.pk, []),
        "aanbevolen": aanbevelingen(maatregel.risico, request.user),
        "themagroepen": themakeuzes(instrument(bijeenkomst)[1].values()) if mag_thema else [],
    }
    return render(request, "risicoanalyse/afspraak.html", context, status=422 if form.errors else 200)


@require_POST
@inloggen_vereist
def thema(request: HttpRequest, pk: int) -> HttpResponse:
    """The begeleider says which theme a risk belongs to; recommendations follow from it."""
    maatregel = maatregel_of_404(request.user, pk)
    geleide_analyse_of_404(request.user, maatregel.risico.bijeenkomst_id)
    form = ThemaForm(request.POST)
    if form.is_valid():
        zet_thema(risico=maatregel.risico, thema=form.cleaned_data["thema"])
    return redirect("risicoanalyse:afspraak", pk=pk)
