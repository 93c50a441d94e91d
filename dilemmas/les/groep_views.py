"""Groups that follow lessons, and how a lesson was: for preventiecoördinatoren."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dilemmas.les.evaluatie import VRAGEN, les_van, uitslag_van_les
from dilemmas.les.forms import BereiktForm, LesgroepForm
from dilemmas.les.services import bewaar_groep, verwijder_groep
from dilemmas.les.toegang import geevalueerd_of_404, groep_of_404
from dilemmas.models import Les, Lesgroep, Lesprogramma
from vik_portal.meedoen.toegang import BEGELEIDERS
from vik_portal.organisatie.toegang import inloggen_vereist, rol_vereist

formulier = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@rol_vereist(*BEGELEIDERS)
def groepen(request: HttpRequest) -> HttpResponse:
    """The groups of the own unit, newest first."""
    echt = Prefetch("lessen", Les.objects.filter(bijeenkomst__oefening=False), "echte_lessen")
    zichtbaar = Lesgroep.objects.visible_to(request.user).select_related("eenheid", "programma")
    rijen = [
        (groep, len(groep.echte_lessen), _bereikt(groep.echte_lessen)) for groep in zichtbaar.prefetch_related(echt)
    ]
    context = {"rijen": rijen}
    return render(request, "dilemmas/les/groepen.html", context)


def _bereikt(lessen: list[Les]) -> int | None:
    """The largest number that was at one lesson: who came twice is one person. ``None`` when nobody typed one."""
    return max((les.bereikt for les in lessen if les.bereikt is not None), default=None)


@formulier
@rol_vereist(*BEGELEIDERS)
def nieuw(request: HttpRequest) -> HttpResponse:
    return _bewerk(request, Lesgroep(), {"programma": request.GET.get("programma", "")})


@formulier
@inloggen_vereist
def wijzig(request: HttpRequest, pk: int) -> HttpResponse:
    stuk = groep_of_404(request.user, pk)
    if "verwijder" not in request.POST:
        return _bewerk(request, stuk, {})
    if not verwijder_groep(groep=stuk):
        messages.error(request, "Deze groep heeft een les. De groep gaat vanzelf weg als haar laatste les gewist is.")
        return redirect("dilemmas:lesgroep", pk=pk)
    messages.success(request, f"De lesgroep {stuk.naam} is verwijderd.")
    return redirect("dilemmas:lesgroepen")


def _bewerk(request: HttpRequest, groep: Lesgroep, begin: dict[str, Any]) -> HttpResponse:
    gegevens = request.POST if request.method == "POST" else None
    form = LesgroepForm(request.user, gegevens, instance=groep, initial=begin)
    if request.method == "POST" and form.is_valid():
        return redirect("dilemmas:lesgroep", pk=bewaar_groep(groep=form.save(commit=False)).pk)
    context = {"form": form, "groep": groep if groep.pk else None}
    context["leeg"] = bool(groep.pk) and not groep.lessen.exists()
    return render(request, "dilemmas/les/groep_bewerk.html", context, status=422 if form.errors else 200)


@formulier
@inloggen_vereist
def groep(request: HttpRequest, pk: int) -> HttpResponse:
    """What this group does: its programmes, the lessons that were planned, how many came. A POST types one number."""
    stuk = groep_of_404(request.user, pk)
    form, fout_bij = None, 0
    if request.method == "POST":
        les = get_object_or_404(stuk.lessen.gehouden(), pk=_nummer(request.POST.get("les", "")))
        form = BereiktForm(request.POST, instance=les)
        if form.is_valid():
            form.save()
            messages.success(request, f"Genoteerd: {les.bereikt}.")
            return redirect(f"{reverse('dilemmas:lesgroep', args=[pk])}#les-{les.pk}")
        fout_bij = les.pk
    gehouden = set(stuk.lessen.gehouden().values_list("pk", flat=True))
    context = {"groep": stuk, "delen": _delen(stuk, request.user), "form": form, "fout_bij": fout_bij}
    return render(request, "dilemmas/les/groep.html", context | {"gehouden": gehouden}, status=422 if form else 200)


def _nummer(tekst: str) -> int:
    """A key as it was posted; 0, which is nobody's, for anything else."""
    return int(tekst) if tekst.isdecimal() and len(tekst) < 18 else 0


def _delen(groep: Lesgroep, bezoeker: Any) -> list[tuple[Lesprogramma, list[tuple[Les, bool]]]]:
    """Per programme of the series its lessons with whether the visitor leads them; others have no link to a meeting."""
    reeks = groep.programma.inhoud["reeks"] if groep.programma.inhoud else ""
    programmas = list(Lesprogramma.objects.published().van_reeks(reeks)) if reeks else []
    if groep.programma not in programmas:
        programmas = [groep.programma, *programmas]
    lessen = groep.lessen.filter(bijeenkomst__oefening=False).select_related("bijeenkomst", "programma")
    leidt = set(bezoeker.bijeenkomsten.filter(les__groep=groep).values_list("pk", flat=True))
    per: dict[Lesprogramma, list[tuple[Les, bool]]] = {programma: [] for programma in programmas}
    for les in lessen.order_by("bijeenkomst__begin"):
        per.setdefault(les.programma, []).append((les, les.bijeenkomst_id in leidt))
    return list(per.items())


@require_safe
@inloggen_vereist
def evaluatie(request: HttpRequest, pk: int) -> HttpResponse:
    """What the three questions came to, in bands, for who leads this meeting."""
    bijeenkomst = geevalueerd_of_404(request.user, pk)
    ronde, uitslag = uitslag_van_les(bijeenkomst)
    context = {
        "bijeenkomst": bijeenkomst,
        "les": les_van(bijeenkomst),
        "ronde": ronde,
        "uitslag": uitslag,
        "vragen": VRAGEN,
    }
    return render(request, "dilemmas/les/evaluatie.html", context)
