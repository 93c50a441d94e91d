"""The week of a team, putting an item on a day in two clicks, the items, and the wall screen of a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from briefings.exports import item_pptx
from briefings.forms import NeerzetForm
from briefings.models import Briefingsitem, Vertoning
from briefings.services import PlanFout, haal_weg, volgende_van, zet_neer
from briefings.toegang import (
    EIGEN,
    KOPPELEN,
    item_of_404,
    planbare_teams,
    team_of_404,
    vertoning_of_404,
    zichtbare_teams,
)
from vik_portal.organisatie.models import Eenheid
from vik_portal.organisatie.toegang import heeft_rol, inloggen_vereist, rol_vereist
from vik_portal.zoeken.models import BRIEFING_ROLLEN


def _maandag(tekst: str) -> date:
    """The Monday of the week in ``2026-11-23`` form; this week when it is missing or odd."""
    try:
        dag = date.fromisoformat(tekst)
    except ValueError:
        dag = timezone.localdate()
    return dag - timedelta(days=dag.weekday())


def _dag_of_404(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError as fout:
        raise Http404 from fout


def _weken(team: Eenheid, maandag: date) -> list[dict[str, Any]]:
    """Two weeks from a Monday, each with its number and its days with what hangs there. One query."""
    dagen = [maandag + timedelta(days=i) for i in range(14)]
    vertoningen = list(Vertoning.objects.vanaf(maandag).filter(team=team, dag__lte=dagen[-1]))
    per_dag = [(dag, [vertoning for vertoning in vertoningen if vertoning.dag == dag]) for dag in dagen]
    return [{"nummer": week[0][0].isocalendar().week, "dagen": week} for week in (per_dag[:7], per_dag[7:])]


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def planner(request: HttpRequest) -> HttpResponse:
    """``?team=`` and ``?week=`` (a date in it); the visitor's first team and this week by default."""
    teams = list(zichtbare_teams(request.user))
    if not teams:
        return redirect("briefings:items")
    gevraagd = request.GET.get("team", "")
    team = next((team for team in teams if str(team.pk) == gevraagd), teams[0])
    maandag = _maandag(request.GET.get("week", ""))
    context = {
        "teams": teams,
        "team": team,
        "maandag": maandag,
        "weken": _weken(team, maandag),
        "vandaag": timezone.localdate(),
        "vorige": maandag - timedelta(days=7),
        "volgende": maandag + timedelta(days=7),
        "mag_plannen": planbare_teams(request.user).filter(pk=team.pk).exists(),
        "komt": volgende_van(team, maandag + timedelta(days=13)),
        "eigen_team": heeft_rol(request.user, *EIGEN, eenheid=team),
        "mag_koppelen": heeft_rol(request.user, *KOPPELEN, eenheid=team),
    }
    return render(request, "briefings/planner.html", context)


def _naar_week(team: Eenheid, dag: date) -> HttpResponse:
    return redirect(f"{reverse('briefings:planner')}?team={team.pk}&week={dag.isoformat()}")


@inloggen_vereist
def dag(request: HttpRequest, team: int, dag: str) -> HttpResponse:
    """The items to choose from for one day; a POST puts one there."""
    eenheid, datum = team_of_404(request.user, team, plannen=True), _dag_of_404(dag)
    form = NeerzetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            vertoning = zet_neer(item=form.cleaned_data["item"], team=eenheid, dag=datum, door=request.user)
        except PlanFout as fout:
            form.add_error("item", str(fout))
        else:
            messages.success(request, f"‘{vertoning.item.titel}’ staat op het scherm in alle briefings van die dag.")
            return _naar_week(eenheid, datum)
    context = {
        "team": eenheid,
        "dag": datum,
        "form": form,
        "items": Briefingsitem.objects.published().op_titel(),
        "er_staat": Vertoning.objects.op(eenheid, datum),
    }
    return render(request, "briefings/dag.html", context, status=422 if form.errors else 200)


@require_POST
@inloggen_vereist
def weghalen(request: HttpRequest, pk: int) -> HttpResponse:
    vertoning = vertoning_of_404(request.user, pk)
    try:
        haal_weg(vertoning=vertoning)
        messages.success(request, f"‘{vertoning.item.titel}’ is van die dag gehaald.")
    except PlanFout as fout:
        messages.error(request, str(fout))
    return _naar_week(vertoning.team, vertoning.dag)


@require_safe
@inloggen_vereist
def scherm(request: HttpRequest, team: int, dag: str) -> HttpResponse:
    """What hangs on the wall of this team on this day; ``?nr=`` is which of them, from 1."""
    eenheid, datum = team_of_404(request.user, team), _dag_of_404(dag)
    vertoningen = list(Vertoning.objects.op(eenheid, datum).filter(item__in=Briefingsitem.objects.published()))
    if not vertoningen:
        komt = volgende_van(eenheid, datum)
        return render(request, "briefings/scherm_rust.html", {"team": eenheid, "dag": datum, "komt": komt})
    gevraagd = request.GET.get("nr", "1")
    nummer = min(max(int(gevraagd) if gevraagd.isdecimal() else 1, 1), len(vertoningen))
    item = vertoningen[nummer - 1].item
    context = {"team": eenheid, "dag": datum, "item": item, "inhoud": item.gelezen}
    context |= {"nummer": nummer, "aantal": len(vertoningen)}
    return render(request, "briefings/scherm_item.html", context)


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def items(request: HttpRequest) -> HttpResponse:
    return render(request, "briefings/items.html", {"items": Briefingsitem.objects.published().op_titel()})


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def item(request: HttpRequest, slug: str) -> HttpResponse:
    """An item as it will hang, with what the briefer says."""
    stuk = item_of_404(slug)
    return render(request, "briefings/item.html", {"item": stuk, "inhoud": stuk.gelezen})


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def item_als_pptx(request: HttpRequest, slug: str) -> HttpResponse:
    return item_pptx(item_of_404(slug)).als_antwoord()
