"""The briefer's phone, opened with a QR; who keeps screens and who looks back at what the own briefings did."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from briefings import briefer
from briefings.briefer import Sleutel, Stuk, TokenVerlopen
from briefings.forms_scherm import BesprekingForm, KoppelForm
from briefings.models import Bespreking, Scherm
from briefings.schermdata import dienst
from briefings.schermen import SchermFout, koppel, trek_in
from briefings.services.evalueren import geef_token, vragen_open
from briefings.toegang import KOPPELEN, briefingteam_of_404, scherm_of_404, schermteams
from briefings.views.planner import dag_of_404
from vik_portal.exports.qr import qr_svg
from vik_portal.organisatie.models import Eenheid
from vik_portal.organisatie.toegang import inloggen_vereist, rol_vereist

#: Screens on a page.
PER_PAGINA = 20

#: Why a line is not taken.
TE_LAAT = "dat kan tot en met de dag na de briefing"
#: What the buttons say of a place on the wall.
PLEKNAMEN = {"beeld": "het beeld", "punten": "de punten", "vraag": "de vraag"}


# --- the phone ------------------------------------------------------------------------------------------


def _kaal(sjabloon: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    # Without a request: no context processor, so nothing about who holds the phone can reach the page.
    antwoord = HttpResponse(render_to_string(sjabloon, context), status=status)
    antwoord["Cache-Control"] = "no-store"
    antwoord["Referrer-Policy"] = "no-referrer"
    return antwoord


@csrf_exempt  # the token in the address is all there is to steal, and another site does not have it
@require_http_methods(["GET", "HEAD", "POST"])
def notities(request: HttpRequest, token: str) -> HttpResponse:
    """What the briefer says; the buttons for the wall; what the briefing did with it."""
    try:
        sleutel = briefer.lees_token(token)
    except TokenVerlopen:
        return _kaal("briefings/briefer_verlopen.html", {"regel": request.POST.get("regel", "")}, 410)
    stukken = briefer.stukken(sleutel)
    plekken = [plek for stuk in stukken for plek in stuk.plekken]
    if request.method == "POST" and request.POST.get("plek", "") not in plekken and _ingevuld(request):
        return _kaal("briefings/briefer_weg.html", {"regel": request.POST.get("regel", "")}, 410)
    if request.method == "POST" and plekken:
        return _doe(request, token, sleutel, stukken, plekken)
    briefer.neem_scherm(sleutel)
    return _pagina(token, sleutel, stukken, plekken, request.GET.get("plek", ""), klaar="klaar" in request.GET)


def _ingevuld(request: HttpRequest) -> bool:
    """Whether somebody said how it went: that may not get lost when the item left the briefing meanwhile."""
    return any(request.POST.get(veld) for veld in ("regel", "uitkomst"))


def _doe(request: HttpRequest, token: str, sleutel: Sleutel, stukken: list[Stuk], plekken: list[str]) -> HttpResponse:
    """One button: another place on the wall, or what the briefing did with an item."""
    plek = request.POST.get("plek", "")
    if plek not in plekken:
        raise Http404
    naar, klaar = request.POST.get("naar", ""), ""
    if naar:
        if naar not in plekken:
            raise Http404
        plek = naar
        briefer.wijs(sleutel, naar)
    else:
        form = BesprekingForm(request.POST)
        if not form.is_valid():
            return _pagina(token, sleutel, stukken, plekken, plek, form=form)
        if not briefer.is_begonnen(sleutel):
            form.add_error("uitkomst", "Deze briefing is nog niet begonnen. Noteer het als hij bezig is.")
            return _pagina(token, sleutel, stukken, plekken, plek, form=form)
        if not briefer.bespreek(sleutel=sleutel, stuk=_stuk(stukken, plek), **form.cleaned_data):
            waarom = "VIK kreeg er van deze briefing al een" if briefer.regel_kan(sleutel) else TE_LAAT
            form.add_error("regel", f"Het is genoteerd. Je regel niet: {waarom}.")
            return _pagina(token, sleutel, stukken, plekken, plek, form=form)
        klaar = "&klaar=1"
    antwoord = redirect(f"{reverse('briefer:notities', args=[token])}?plek={plek}{klaar}")
    antwoord["Referrer-Policy"] = "no-referrer"
    return antwoord


def _stuk(stukken: list[Stuk], plek: str) -> Stuk:
    return next(stuk for stuk in stukken if plek in stuk.plekken)


def _pagina(
    token: str,
    sleutel: Sleutel,
    stukken: list[Stuk],
    plekken: list[str],
    plek: str,
    *,
    form: BesprekingForm | None = None,
    klaar: bool = False,
) -> HttpResponse:
    """The page at one place; the first when it is not said which."""
    team = stukken[0].vertoning.team if stukken else Eenheid.objects.get(pk=sleutel.team)
    context: dict[str, Any] = {"token": token, "team": team, "sleutel": sleutel, "klaar": klaar}
    if not plekken:
        return _kaal("briefings/briefer.html", context)
    nummer = plekken.index(plek) if plek in plekken else 0
    stuk = _stuk(stukken, plekken[nummer])
    context |= {
        "stuk": stuk,
        "inhoud": stuk.inhoud,
        "nummer": stukken.index(stuk) + 1,
        "aantal": len(stukken),
        "plek": plekken[nummer],
        "nu": PLEKNAMEN[plekken[nummer].split(":")[1]],
        "vorige": plekken[nummer - 1] if nummer else "",
        "volgende": plekken[nummer + 1] if nummer + 1 < len(plekken) else "",
        "form": form or BesprekingForm(initial=_eerder(stuk)),
        "uitkomsten": Bespreking.Uitkomst.choices,
        "banden": Bespreking.Band.choices,
        "regel_kan": briefer.regel_kan(sleutel),
        "vragen": _vragen(stuk) if klaar else "",
    }
    return _kaal("briefings/briefer.html", context, 422 if form else 200)


def _vragen(stuk: Stuk) -> str:
    """Where the three questions are, on the last day of a campaign."""
    campagne = stuk.vertoning.campagne
    if campagne is None or not vragen_open(campagne):
        return ""
    return reverse("briefings:vragen", args=[geef_token(campagne, briefer.eenheid_van(stuk.vertoning.team))])


def _eerder(stuk: Stuk) -> dict[str, str]:
    return {"uitkomst": stuk.bespreking.uitkomst, "band": stuk.bespreking.band} if stuk.bespreking else {}


# --- with an account ------------------------------------------------------------------------------------


@require_safe
@never_cache
@inloggen_vereist
def voor_de_briefer(request: HttpRequest, team: int, dag: str) -> HttpResponse:
    """The briefings of a day, each with its QR and its page: for a room without a screen of the portal."""
    eenheid, datum = briefingteam_of_404(request.user, team), dag_of_404(dag)
    briefings = []
    for briefing, sleutel in briefer.briefings_van(eenheid, datum):
        pad = reverse("briefer:notities", args=[sleutel.token()])
        qr = qr_svg(request.build_absolute_uri(pad))
        briefings.append({"naam": dienst(briefing.moment.naam), "begint": briefing.moment.begint, "pad": pad, "qr": qr})
    context = {"team": eenheid, "dag": datum, "briefings": briefings}
    return render(request, "briefings/voor_de_briefer.html", context)


@require_safe
@never_cache
@inloggen_vereist
def besproken(request: HttpRequest, team: int) -> HttpResponse:
    """What the own briefings did in the last thirty days."""
    eenheid = briefingteam_of_404(request.user, team)
    per_dag = [(dag, list(groep)) for dag, groep in groupby(Bespreking.objects.van(eenheid), lambda mark: mark.dag)]
    return render(request, "briefings/besproken.html", {"team": eenheid, "dagen": per_dag})


@never_cache
@rol_vereist(*KOPPELEN)
def schermen(request: HttpRequest) -> HttpResponse:
    """The screens of the visitor's teams, and the form that pairs another one. ``?team=`` chooses it beforehand."""
    teams = schermteams(request.user)
    form = KoppelForm(
        teams, request.POST if request.method == "POST" else None, initial={"team": request.GET.get("team", "")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            scherm = koppel(**form.cleaned_data)
        except SchermFout as fout:
            form.add_error("code" if "code" in str(fout) else "naam", str(fout))
        else:
            messages.success(
                request, f"‘{scherm.naam}’ hoort nu bij {scherm.team}. Binnen een halve minuut doet het mee."
            )
            return redirect("briefings:schermen")
    rij = Paginator(Scherm.objects.gekoppeld().van(teams), PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {"form": form, "schermen": rij, "een_team": teams.count() == 1}
    return render(request, "briefings/schermen.html", context, status=422 if form.errors else 200)


@require_POST
@inloggen_vereist
def scherm_intrekken(request: HttpRequest, pk: int) -> HttpResponse:
    scherm = scherm_of_404(request.user, pk)
    trek_in(scherm=scherm)
    messages.success(request, f"‘{scherm.naam}’ is losgekoppeld. Het scherm toont weer een code.")
    return redirect("briefings:schermen")
