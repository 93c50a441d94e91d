"""Campaigns: the list, making one in four steps that each keep what was chosen, and the page of one that runs."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from briefings.botsingen import botsingen
from briefings.feestdagen import feestdag
from briefings.forms import (
    CampagnedagForm,
    DagenForm,
    MijlpaaldagForm,
    MijlpalenForm,
    RitmeForm,
    UitwijkForm,
    WaarForm,
    WatForm,
)
from briefings.models import Briefingsitem, Campagne, Mijlpaal, Vertoning
from briefings.models.campagnes import MAKERS
from briefings.models.goedkeuring import met_hangt
from briefings.services import PlanFout, campagnes
from briefings.services.evalueren import vragen_open
from briefings.toegang import (
    GESPREK_ZIEN,
    campagne_of_404,
    campagneteams,
    concept_of_404,
    mag_bewerken,
    mag_plannen,
    maker_eenheden,
    mijlpaal_of_404,
    zichtbare_teams,
)
from briefings.views.planner import dag_of_404
from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.toegang import heeft_rol, inloggen_vereist, rol_vereist
from vik_portal.zoeken.models import BRIEFING_ROLLEN

STAPPEN = [("wat", "Wat"), ("waar", "Waar"), ("wanneer", "Wanneer"), ("controleer", "Controleer")]


@require_safe
@never_cache
@rol_vereist(*BRIEFING_ROLLEN)
def lijst(request: HttpRequest) -> HttpResponse:
    """Campaigns that the visitor may read: drafts, running ones, and what was."""
    alle = list(Campagne.objects.visible_to(request.user).select_related("eenheid").op_datum())
    groepen = [
        ("Nog niet gestart", [c for c in alle if c.is_concept]),
        ("Lopend", [c for c in alle if c.loopt and not c.komt]),
        ("Begint nog", [c for c in alle if c.komt]),
        ("Voorbij", [c for c in alle if not c.is_concept and not c.loopt]),
    ]
    context = {"groepen": groepen, "maakt": heeft_rol(request.user, *MAKERS), "leeg": not alle}
    return render(request, "briefings/campagnes.html", context)


def _stap(request: HttpRequest, naam: str, context: dict[str, Any], *, fout: bool) -> HttpResponse:
    """A step of the wizard, with where it stands among the others."""
    nummer = next(n for n, (sleutel, _) in enumerate(STAPPEN, 1) if sleutel == naam)
    context |= {"stappen": STAPPEN, "stap": naam, "nummer": nummer}
    return render(request, f"briefings/stap_{naam}.html", context, status=422 if fout else 200)


@never_cache
@rol_vereist(*MAKERS)
def nieuw(request: HttpRequest) -> HttpResponse:
    """Step 1 of a new campaign; ``?item=`` (a slug) puts that item first."""
    form = WatForm(None, request.POST if request.method == "POST" else None)
    for item in form.alle_items if not form.is_bound else []:
        if item.slug == request.GET.get("item"):
            form.fields[f"plek_{item.pk}"].initial = 1
    if form.is_bound and form.is_valid():
        schoon = form.cleaned_data
        gekozen = {naam: schoon[naam] for naam in ("naam", "items", "gesprek_gevraagd")}
        stuk = campagnes.begin(**gekozen, eenheid=maker_eenheden(request.user)[0], door=request.user)
        return redirect("briefings:waar", pk=stuk.pk)
    return _stap(request, "wat", {"form": form}, fout=bool(form.errors))


@never_cache
@inloggen_vereist
def wat(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 1: the name, and the items in order."""
    stuk = concept_of_404(request.user, pk)
    form = WatForm(stuk, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        schoon = form.cleaned_data
        gekozen = {naam: schoon[naam] for naam in ("naam", "items", "gesprek_gevraagd")}
        campagnes.kies_items(campagne=stuk, **gekozen)
        return redirect("briefings:waar", pk=pk)
    return _stap(request, "wat", {"form": form, "campagne": stuk}, fout=bool(form.errors))


@never_cache
@inloggen_vereist
def waar(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 2: districts and teams that the maker plans for."""
    stuk = concept_of_404(request.user, pk)
    al = {"teams": list(stuk.teams.values_list("pk", flat=True))}
    form = WaarForm(campagneteams(request.user), request.POST if request.method == "POST" else None, initial=al)
    if form.is_bound and form.is_valid():
        try:
            gekozen, binnen = form.cleaned_data["gekozen"], maker_eenheden(request.user)
            campagnes.kies_teams(campagne=stuk, teams=gekozen, binnen=binnen)
            return redirect("briefings:wanneer", pk=pk)
        except PlanFout as fout:
            form.add_error(None, str(fout))
    return _stap(request, "waar", {"form": form, "campagne": stuk}, fout=bool(form.errors))


@never_cache
@inloggen_vereist
def wanneer(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 3: the default rhythm from a day, or own days; and what those days meet."""
    stuk = concept_of_404(request.user, pk)
    gegeven = request.POST if request.method == "POST" else None
    ritme = RitmeForm(gegeven if "ritme" in request.POST else None, initial={"begin": stuk.van})
    form = DagenForm(stuk, gegeven if gegeven is not None and "ritme" not in gegeven else None)
    gekozen = ritme if ritme.is_bound else form
    if gekozen.is_bound and gekozen.is_valid():
        try:
            if ritme.is_bound:
                campagnes.volg_ritme(campagne=stuk, begin=ritme.cleaned_data["begin"])
            else:
                campagnes.kies_dagen(campagne=stuk, dagen=form.dagen())
            return redirect("briefings:controleer" if "verder" in request.POST else "briefings:wanneer", pk=pk)
        except PlanFout as fout:
            gekozen.add_error(None, str(fout))
    context = {"form": form, "ritme": ritme, "campagne": stuk, "botsingen": botsingen(stuk)}
    return _stap(request, "wanneer", context, fout=bool(ritme.errors or form.errors))


@require_POST
@inloggen_vereist
def uitwijken(request: HttpRequest, pk: int) -> HttpResponse:
    """A way out of one conflict of step 3."""
    stuk = concept_of_404(request.user, pk)
    form = UitwijkForm(stuk, request.POST)
    if not form.is_valid():
        messages.error(request, "Kies naar welke dag het item gaat.")
        return redirect("briefings:wanneer", pk=pk)
    keuze = form.cleaned_data
    try:
        velden = {"gekozen": keuze["gekozen"], "naar": keuze["naar"], "teams": list(keuze["teams"])}
        campagnes.wijk_uit(campagne=stuk, deel=keuze["item"], **velden)
        messages.success(request, f"Verplaatst naar {date_format(keuze['naar'], 'l j F')}.")
    except PlanFout as fout:
        messages.error(request, str(fout))
    return redirect("briefings:wanneer", pk=pk)


@never_cache
@inloggen_vereist
def controleer(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 4: what will be made, the milestones with their owners, and the start."""
    stuk = concept_of_404(request.user, pk)
    voorstellen = campagnes.stel_mijlpalen_voor(stuk)
    form = MijlpalenForm(voorstellen, request.user, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            gestart = campagnes.start(campagne=stuk, mijlpalen=form.mijlpalen(stuk), door=request.user)
            messages.success(request, _gestart(gestart))
            return redirect("briefings:campagne", pk=pk)
        except PlanFout as fout:
            form.add_error(None, str(fout))
    delen = list(stuk.campagneitems.select_related("item"))
    teams = stuk.teams.count()
    context = {"form": form, "campagne": stuk, "delen": delen, "teams": teams, "botsingen": len(botsingen(stuk))}
    context["vertoningen"] = teams * sum(len(deel.dagen) for deel in delen)
    context["compleet"] = bool(teams and delen and all(deel.dagen for deel in delen))
    return _stap(request, "controleer", context, fout=bool(form.errors))


def _gestart(gestart: campagnes.Gestart) -> str:
    wat = "vertoning staat" if gestart.vertoningen == 1 else "vertoningen staan"
    zin = f"De campagne loopt: {gestart.vertoningen} {wat} in de planning."
    if gestart.overgeslagen:
        zin += f" Wat er al stond ({gestart.overgeslagen}), is niet dubbel gezet."
    return zin


def _beeld(bezoeker: Gebruiker, stuk: Campagne) -> dict[str, Any]:
    """What this visitor sees of a campaign: leadership and VIK all of it, a team its own days."""
    zichtbaar = list(stuk.teams.filter(pk__in=zichtbare_teams(bezoeker)).order_by("naam"))
    rijen = met_hangt(Vertoning.objects.geldig().filter(campagne=stuk, team__in=zichtbaar))
    per_dag: dict[tuple[date, int], list[str]] = defaultdict(list)
    titels: dict[int, str] = {}
    hing: set[tuple[date, int]] = set()
    velden = ("dag", "item_id", "item__titel", "team__naam", "hangt")
    for dag, item, titel, team, hangt in rijen.order_by("dag").values_list(*velden):
        per_dag[dag, item].append(team)
        hing |= {(dag, item)} if hangt else set()
        titels[item] = titel
    dagen = [
        {
            "dag": dag,
            "item": item,
            "titel": titels[item],
            "teams": teams,
            "feest": feestdag(dag),
            "hing": (dag, item) in hing,
        }
        for (dag, item), teams in sorted(per_dag.items())
    ]
    gevoerd = dict(stuk.gesprekken.values_list("team_id", "gevoerd_op"))
    gesprekken = [
        (team, gevoerd.get(team.pk), mag_plannen(bezoeker, team))
        for team in zichtbaar
        if heeft_rol(bezoeker, *GESPREK_ZIEN, eenheid=team)
    ]
    return {"teams": zichtbaar, "dagen": dagen, "gesprekken": gesprekken, "gevoerd": len(gevoerd)}


@require_safe
@never_cache
@inloggen_vereist
def campagne(request: HttpRequest, pk: int) -> HttpResponse:
    """A campaign: what has to be done, its days, its teams. A draft opens at its check."""
    stuk = campagne_of_404(request.user, pk)
    if stuk.is_concept:
        return redirect("briefings:controleer", pk=pk)
    bewerkt = mag_bewerken(request.user, stuk)
    mijlpalen = list(stuk.mijlpalen.select_related("item__item", "eenheid", "eigenaar"))
    mijne = set(Mijlpaal.objects.van(request.user).filter(campagne=stuk).values_list("pk", flat=True))
    for mijlpaal in mijlpalen:
        mijlpaal.af_te_vinken = not mijlpaal.vanzelf and stuk.loopt and (bewerkt or mijlpaal.pk in mijne)
    vandaag = timezone.localdate()
    context = {"campagne": stuk, "mijlpalen": mijlpalen, "bewerkt": bewerkt, "vandaag": vandaag}
    context |= _beeld(request.user, stuk) | {"aantal_teams": stuk.teams.count()}
    context["items"] = [deel.item for deel in stuk.campagneitems.select_related("item")]
    context["af_te_ronden"] = bewerkt and stuk.loopt and stuk.tot and stuk.tot < vandaag
    context["vragen_open"] = vragen_open(stuk) and any(
        heeft_rol(request.user, Rol.Soort.TEAMCHEF, Rol.Soort.BRIEFER, eenheid=team) for team in context["teams"]
    )
    return render(request, "briefings/campagne.html", context)


@never_cache
@inloggen_vereist
def campagnedag(request: HttpRequest, pk: int, item: int, dag: str) -> HttpResponse:
    """One day of one item of a running campaign: move it for all teams or some, or take it off."""
    stuk, datum = campagne_of_404(request.user, pk, bewerken=True), dag_of_404(dag)
    stuk_item = get_object_or_404(Briefingsitem, pk=item)
    op_de_dag = stuk.vertoningen.filter(item=item, dag=datum, vervallen=False)
    teams = stuk.teams.filter(pk__in=op_de_dag.values("team")).order_by("naam")
    if stuk.is_concept or not teams:
        raise Http404
    form = CampagnedagForm(teams, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        wat: dict[str, Any] = {"campagne": stuk, "item": stuk_item, "dag": datum, "teams": form.cleaned_data["teams"]}
        try:
            if "verplaats" in request.POST:
                aantal = campagnes.verplaats_dag(**wat, naar=form.cleaned_data["naar"])
                zin = f"Verplaatst naar {date_format(form.cleaned_data['naar'], 'l j F')}, bij {_aantal(aantal)}."
            else:
                zin = f"Van deze dag gehaald, bij {_aantal(campagnes.laat_vervallen(**wat))}."
            messages.success(request, zin)
            return redirect("briefings:campagne", pk=pk)
        except PlanFout as fout:
            form.add_error(None, str(fout))
    context = {"campagne": stuk, "item": stuk_item, "dag": datum, "form": form, "teams": teams}
    context["gekozen"] = {str(waarde) for waarde in form["teams"].value() or []} if form.is_bound else None
    return render(request, "briefings/campagnedag.html", context, status=422 if form.errors else 200)


def _aantal(teams: int) -> str:
    return "1 team" if teams == 1 else f"{teams} teams"


@require_POST
@inloggen_vereist
def mijlpaal(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick off (``gereed=1``), open again (``gereed=0``), or another day (``datum``)."""
    stuk = mijlpaal_of_404(request.user, pk)
    if "datum" in request.POST:
        form = MijlpaaldagForm(request.POST)
        if form.is_valid():
            campagnes.zet_mijlpaal(mijlpaal=stuk, datum=form.cleaned_data["datum"])
            messages.success(request, f"‘{stuk.get_soort_display()}’ moet nu af zijn op {date_format(stuk.datum)}.")
        else:
            messages.error(request, form.errors["datum"][0])
    elif not stuk.vanzelf:
        campagnes.zet_mijlpaal(mijlpaal=stuk, gereed=request.POST.get("gereed") == "1")
    return redirect(f"{stuk.campagne.get_absolute_url()}#mijlpalen")


@require_POST
@inloggen_vereist
def gesprek(request: HttpRequest, pk: int, team: int) -> HttpResponse:
    """The team had its conversation (``gevoerd=1``), or not after all."""
    stuk = campagne_of_404(request.user, pk)
    eenheid = get_object_or_404(stuk.teams, pk=team)
    if not (stuk.gesprek_gevraagd and mag_plannen(request.user, eenheid)) or stuk.is_concept:
        raise Http404
    campagnes.noteer_gesprek(campagne=stuk, team=eenheid, gevoerd=request.POST.get("gevoerd") == "1")
    return redirect(f"{stuk.get_absolute_url()}#gesprekken")


@never_cache
@inloggen_vereist
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; then a draft disappears, and of a running campaign the days to come are cancelled."""
    stuk = campagne_of_404(request.user, pk, bewerken=True)
    if not (stuk.is_concept or stuk.loopt):
        raise Http404
    if request.method == "POST":
        aantal = campagnes.annuleer(campagne=stuk)
        weg = f"‘{stuk.naam}’ is weggegooid."
        gestopt = f"‘{stuk.naam}’ is gestopt. Van hun dag gehaald: {aantal}."
        messages.success(request, weg if stuk.is_concept else gestopt)
        return redirect("briefings:campagnes")
    komend = stuk.vertoningen.filter(vervallen=False, dag__gte=timezone.localdate()).count()
    return render(request, "briefings/stop.html", {"campagne": stuk, "komend": komend})


@require_POST
@inloggen_vereist
def afronden(request: HttpRequest, pk: int) -> HttpResponse:
    stuk = campagne_of_404(request.user, pk, bewerken=True)
    try:
        campagnes.rond_af(campagne=stuk)
        messages.success(request, f"‘{stuk.naam}’ is afgerond.")
    except PlanFout as fout:
        messages.error(request, str(fout))
    return redirect("briefings:campagne", pk=pk)
