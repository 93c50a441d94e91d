"""The week of a team, putting an item on a day in two clicks, one showing, the year of a district, briefing moments."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from briefings.beelden import met_media
from briefings.forms import NaarForm, NeerzetForm, TijdenForm
from briefings.jaarpagina import jaarpagina
from briefings.models import Briefingsitem, Vertoning
from briefings.models.goedkeuring import met_hangt, met_toonbare_versie
from briefings.ritme import maandag_van
from briefings.rooster import STANDAARD
from briefings.schema import BriefingsitemInhoud
from briefings.services import (
    PlanFout,
    haal_weg,
    momenten_van,
    ruil,
    schuif,
    verplaats,
    volgende_van,
    zet_neer,
    zet_tijden,
)
from briefings.services.goedkeuren import versies_bij
from briefings.toegang import EIGEN, KOPPELEN, mag_plannen, team_of_404, vertoning_of_404, zichtbare_teams
from briefings.weekbeeld import weken
from vik_portal.organisatie.models import Eenheid
from vik_portal.organisatie.toegang import heeft_rol, inloggen_vereist, rol_vereist
from vik_portal.zoeken.models import BRIEFING_ROLLEN

#: So many weeks stand on the page of a week, and so many showings are offered to change places with.
WEKEN, RUILEN = 2, 8


def _lees_dag(tekst: str) -> date:
    """A day of this century in ``2026-11-23`` form; anything else raises ``ValueError``."""
    dag = date.fromisoformat(tekst)
    if not 2000 <= dag.year < 2100:
        raise ValueError(tekst)
    return dag


def geheel(tekst: str, anders: int = 0) -> int:
    """A whole number of at most nine digits."""
    return int(tekst) if tekst.isascii() and tekst.isdecimal() and len(tekst) < 10 else anders


def _maandag(tekst: str) -> date:
    """The Monday of the week of a day; this week when it is missing or odd."""
    try:
        return maandag_van(_lees_dag(tekst))
    except ValueError:
        return maandag_van(timezone.localdate())


def dag_of_404(tekst: str) -> date:
    try:
        return _lees_dag(tekst)
    except ValueError as fout:
        raise Http404 from fout


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def planner(request: HttpRequest) -> HttpResponse:
    """``?team=`` and ``?week=`` (a date in it). Without them: this week, or the year for who sees several teams."""
    teams = list(zichtbare_teams(request.user))
    if not teams:
        return redirect("briefings:items")
    gevraagd = request.GET.get("team", "")
    if len(teams) > 1 and not (gevraagd or "week" in request.GET):
        return redirect("briefings:jaar")
    team = next((team for team in teams if str(team.pk) == gevraagd), teams[0])
    maandag, momenten = _maandag(request.GET.get("week", "")), momenten_van(team)
    laatste = maandag + timedelta(days=7 * WEKEN - 1)
    vertoningen = met_hangt(Vertoning.objects.tussen(maandag, laatste).filter(team=team))
    context = {
        "teams": teams,
        "team": team,
        "maandag": maandag,
        "weken": weken(momenten, maandag, WEKEN, vertoningen, timezone.now()),
        "vorige": maandag - timedelta(days=7),
        "volgende": maandag + timedelta(days=7),
        "mag_plannen": mag_plannen(request.user, team),
        "eigen_team": heeft_rol(request.user, *EIGEN, eenheid=team),
        "mag_koppelen": heeft_rol(request.user, *KOPPELEN, eenheid=team),
        "vandaag": timezone.localdate(),
        "komt": volgende_van(team, laatste),
    }
    return render(request, "briefings/planner.html", context)


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def jaar(request: HttpRequest) -> HttpResponse:
    """``?jaar=`` and ``?district=``; this year and the visitor's first district by default."""
    dit_jaar = timezone.localdate().year
    welk = geheel(request.GET.get("jaar", ""), dit_jaar)
    if not 2020 <= welk <= dit_jaar + 3:
        raise Http404
    pagina = jaarpagina(request.user, welk, geheel(request.GET.get("district", "")))
    if pagina is None:
        return redirect("briefings:items")
    return render(request, "briefings/jaar.html", {"pagina": pagina})


def _naar_week(team: Eenheid, dag: date) -> HttpResponse:
    return redirect(f"{reverse('briefings:planner')}?team={team.pk}&week={dag.isoformat()}")


@inloggen_vereist
def dag(request: HttpRequest, team: int, dag: str) -> HttpResponse:
    """The items to choose from for one day; a POST puts one there."""
    eenheid, datum = team_of_404(request.user, team, plannen=True), dag_of_404(dag)
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


def _doe(request: HttpRequest, vertoning: Vertoning, form: NaarForm) -> str:
    """What the button asks for; the sentence that says what happened. Raises PlanFout."""
    if met := request.POST.get("ruil", ""):
        ander = vertoning_of_404(request.user, geheel(met))
        ruil(vertoning=vertoning, met=ander)
        return f"Geruild: ‘{vertoning.item.titel}’ en ‘{ander.item.titel}’ wisselden van dag."
    if richting := request.POST.get("schuif", ""):
        schuif(vertoning=vertoning, eerder=richting == "eerder")
        return f"‘{vertoning.item.titel}’ komt nu {'eerder' if richting == 'eerder' else 'later'} in de briefing."
    if not form.is_valid():
        raise PlanFout("Kies een dag om naartoe te verplaatsen.")
    nu = verplaats(vertoning=vertoning, naar=form.cleaned_data["naar"])
    return f"‘{nu.item.titel}’ staat nu op {date_format(nu.dag, 'l j F')}."


@never_cache
@inloggen_vereist
def vertoning(request: HttpRequest, pk: int) -> HttpResponse:
    """One showing: where it stands, and for who plans the ways to move it. A POST moves, swaps or orders."""
    stuk = vertoning_of_404(request.user, pk, plannen=request.method == "POST")
    form = NaarForm(request.POST if "verplaats" in request.POST else None)
    fout = ""
    if request.method == "POST":
        try:
            messages.success(request, _doe(request, stuk, form))
            return redirect("briefings:vertoning", pk=pk)
        except PlanFout as reden:
            fout = str(reden)
    komend = Vertoning.objects.vanaf(timezone.localdate()).filter(team=stuk.team)
    context = {
        "vertoning": stuk,
        "inhoud": stuk.item.inhoud,
        "hangt": met_hangt(Vertoning.objects.filter(pk=stuk.pk)).get().hangt,
        "form": form,
        "fout": fout,
        "op_de_dag": list(Vertoning.objects.op(stuk.team, stuk.dag)),
        "ruilen": komend.exclude(dag=stuk.dag).exclude(item=stuk.item)[:RUILEN],
        "mag_plannen": mag_plannen(request.user, stuk.team) and not stuk.voorbij,
    }
    return render(request, "briefings/vertoning.html", context, status=422 if fout else 200)


@require_POST
@inloggen_vereist
def weghalen(request: HttpRequest, pk: int) -> HttpResponse:
    stuk = vertoning_of_404(request.user, pk)
    try:
        haal_weg(vertoning=stuk)
        messages.success(request, f"‘{stuk.item.titel}’ is van die dag gehaald.")
    except PlanFout as fout:
        messages.error(request, str(fout))
    return _naar_week(stuk.team, stuk.dag)


@never_cache
@inloggen_vereist
def tijden(request: HttpRequest, team: int) -> HttpResponse:
    """When the briefings of a team begin."""
    eenheid = team_of_404(request.user, team, plannen=True)
    form = TijdenForm(momenten_van(eenheid), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            zet_tijden(team=eenheid, momenten=form.momenten())
        except PlanFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "De tijden van de briefings staan goed.")
            return _naar_week(eenheid, timezone.localdate())
    context = {"form": form, "team": eenheid, "standaard": STANDAARD}
    return render(request, "briefings/tijden.html", context, status=422 if form.errors else 200)


@require_safe
@inloggen_vereist
def scherm(request: HttpRequest, team: int, dag: str) -> HttpResponse:
    """What hangs on the wall of this team on this day; ``?nr=`` is which of them, from 1."""
    eenheid, datum = team_of_404(request.user, team), dag_of_404(dag)
    op_de_dag = list(met_toonbare_versie(Vertoning.objects.op(eenheid, datum)))
    versies = versies_bij(op_de_dag)
    hangt = [(vertoning.item, versies[vertoning.pk]) for vertoning in op_de_dag if vertoning.pk in versies]
    if not hangt:
        komt = volgende_van(eenheid, datum)
        return render(request, "briefings/scherm_rust.html", {"team": eenheid, "dag": datum, "komt": komt})
    gevraagd = request.GET.get("nr", "1")
    nummer = min(max(geheel(gevraagd, 1), 1), len(hangt))
    item, versie = hangt[nummer - 1]
    inhoud = BriefingsitemInhoud.model_validate(versie.inhoud)
    context = {"team": eenheid, "dag": datum, **met_media(item, inhoud)}
    context |= {"nummer": nummer, "aantal": len(hangt)}
    return render(request, "briefings/scherm_item.html", context)
