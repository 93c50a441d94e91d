"""Approval by link and by account, asking for it, telling people about a campaign, and the calendar of a team."""

from __future__ import annotations

from datetime import date
from typing import Any

import pghistory
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from briefings.agenda import afspraken_van_team, maak_teamagenda, team_van_token_of_404
from briefings.beelden import met_media, ondertitelbestand
from briefings.beslislink import Link, lees
from briefings.forms_goedkeuring import BesluitForm, VertelForm, VraagForm
from briefings.goedkeurbeeld import (
    Regel,
    dag_van_gereed,
    eerste_dag,
    regels_van_campagne,
    regels_van_item,
    verschilt_van,
    waar_en_wanneer,
)
from briefings.models import Goedkeuring, Teamagenda
from briefings.models.goedkeuring import uiterste_dag
from briefings.services.goedkeuren import (
    GoedkeurFout,
    beslis,
    hoe_het_staat,
    mag_beslissen,
    stuur_link,
    vraag,
    zonder_leiding,
)
from briefings.services.vertellen import VertelFout, ontvangers_van, vertel, voorzet
from briefings.toegang import (
    beeld_of_404,
    campagne_of_404,
    eenheden_om_te_vragen,
    eigen_team_of_404,
    film_of_404,
    goedkeuring_of_404,
    item_of_404,
    mijlpaal_om_te_vertellen_of_404,
)
from vik_portal.berichten.agenda import TERUG
from vik_portal.exports.ics import agenda as als_agenda
from vik_portal.media import films
from vik_portal.media.views import antwoord_met_afbeelding
from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.toegang import inloggen_vereist, rol_vereist

#: What of an item may be asked for behind a link.
MEDIADELEN = ("beeld", "film", "poster", "ondertiteling")


def _beeld(goedkeuring: Goedkeuring, form: BesluitForm, token: str = "") -> dict[str, Any]:
    return {
        "goedkeuring": goedkeuring,
        **_met_media(goedkeuring, token),
        "dagen": waar_en_wanneer(goedkeuring),
        "hangt": verschilt_van(goedkeuring) if goedkeuring.is_open else None,
        "staat": hoe_het_staat(goedkeuring),
        "form": form,
    }


def _met_media(goedkeuring: Goedkeuring, token: str) -> dict[str, Any]:
    """The frozen content and where its media lie: behind the link for who came with one, else behind the login."""
    context = met_media(goedkeuring.item, goedkeuring.gelezen)
    if token:
        adres = {deel: reverse("briefings:goedkeuren_media", args=[token, deel]) for deel in MEDIADELEN}
        adres |= {"groot": adres["beeld"], "klein": adres["beeld"]}
        context["adres"] = {deel: adres[deel] if url else "" for deel, url in context["adres"].items()}
    return context


def _besluit(goedkeuring: Goedkeuring, form: BesluitForm, door: Gebruiker, *, via_link: bool) -> bool:
    """Decides what the form says; a refusal becomes an error of the form."""
    if not form.is_valid():
        return False
    reden = form.cleaned_data["reden"]
    try:
        beslis(goedkeuring=goedkeuring, door=door, akkoord=form.akkoord, reden=reden, via_link=via_link)
    except GoedkeurFout as fout:
        form.add_error(None, str(fout))
        return False
    return True


@never_cache
@inloggen_vereist
def goedkeuring(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked, with an account: the leadership decides, who asks there looks."""
    stuk = goedkeuring_of_404(request.user, pk, beslissen=request.method == "POST")
    form = BesluitForm(request.POST if request.method == "POST" else None)
    if form.is_bound and _besluit(stuk, form, request.user, via_link=False):  # type: ignore[arg-type]
        messages.success(request, "Je antwoord is bewaard. Wie het vroeg, krijgt bericht.")
        return redirect("briefings:goedkeuring", pk=pk)
    context = _beeld(stuk, form) | {"mag": stuk.is_open and mag_beslissen(request.user, stuk)}  # type: ignore[arg-type]
    return render(request, "briefings/goedkeuring.html", context, status=422 if form.errors else 200)


def _waarom_niet(request: HttpRequest, link: Link | None) -> tuple[str, int]:
    """Why a link opens nothing: one sentence for its holder and the status; empty when it works."""
    if link is None:
        return "Deze link klopt niet. Kijk of je hem helemaal hebt overgenomen uit de mail, of log in.", 404
    if not mag_beslissen(link.ontvanger, link.goedkeuring):
        return "Deze link is van iemand die nu niet meer voor deze eenheid beslist.", 403
    if request.user.is_authenticated and request.user.pk != link.ontvanger.pk:
        return (
            "Deze link is niet van wie hier is ingelogd. Een link is persoonlijk: stuur hem niet door.",
            403,
        )
    if link.verlopen:
        return "Deze link is verlopen. Vraag een nieuwe, of log in.", 410
    return "", 200


# No CSRF token: the link itself is the secret that another site cannot know, and the mail program's browser keeps no
# cookies. Without a referrer a browser sends no Origin either, which Django's check would refuse (besluit 0020).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True, private=True)
def goedkeuren(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail. Opening it decides nothing; the form on it decides, once."""
    # The trail keeps addresses, and this one is a key.
    pghistory.context(url=reverse("briefings:goedkeuren", args=["…"]))
    link = lees(token)
    zin, status = _waarom_niet(request, link)
    antwoord = _zonder_inhoud(request, link, zin, status) if link is None or zin else _met_link(request, link, token)
    antwoord["Referrer-Policy"] = "no-referrer"
    antwoord["X-Robots-Tag"] = "noindex"
    return antwoord


def _met_link(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    form = BesluitForm(request.POST if request.method == "POST" else None)
    if form.is_bound and _besluit(link.goedkeuring, form, link.ontvanger, via_link=True):
        return redirect(request.path)
    link.goedkeuring.refresh_from_db()
    context = _beeld(link.goedkeuring, form, token) | {"mag": link.goedkeuring.is_open, "ontvanger": link.ontvanger}
    return render(request, "briefings/goedkeuring_link.html", context, status=422 if form.errors else 200)


@require_safe
def goedkeuren_media(request: HttpRequest, token: str, deel: str) -> HttpResponseBase:
    """An image, film, poster or the captions of what a link asks about; nothing when the link opens nothing."""
    link = lees(token)
    if link is None or _waarom_niet(request, link)[0] or deel not in MEDIADELEN:
        raise Http404
    media = link.goedkeuring.gelezen.media
    antwoord: HttpResponseBase
    if deel == "beeld" and media.afbeelding:
        afbeelding = beeld_of_404(None, media.afbeelding)
        antwoord = antwoord_met_afbeelding(request, afbeelding, afbeelding.breedtes[-1])
    elif deel == "ondertiteling" and media.ondertiteling:
        antwoord = HttpResponse(ondertitelbestand(media.ondertiteling), content_type="text/vtt; charset=utf-8")
    elif deel in ("film", "poster") and media.film:
        video = film_of_404(None, media.film)
        toon = films.antwoord_met_film if deel == "film" else films.antwoord_met_poster
        try:
            antwoord = toon(request, video)
        except FileNotFoundError:
            raise Http404 from None
    else:
        raise Http404
    antwoord["Cache-Control"] = "no-store"
    return antwoord


def _zonder_inhoud(request: HttpRequest, link: Link | None, zin: str, status: int) -> HttpResponse:
    """A link that does not work shows nothing of the item. Who holds one that is too old may ask for a new one."""
    gestuurd = request.method == "POST" and link is not None and status == 410
    if gestuurd and link:
        stuur_link(goedkeuring=link.goedkeuring, ontvanger=link.ontvanger)
    context = {"zin": zin, "nieuw": status == 410, "gestuurd": gestuurd, "goedkeuring": link and link.goedkeuring}
    return render(request, "briefings/goedkeuring_link_niet.html", context, status=200 if gestuurd else status)


def _vraag(request: HttpRequest, regels: list[Regel], uiterlijk: date, context: dict[str, Any]) -> HttpResponse:
    """How it stands with a form to ask for what is missing; a POST asks."""
    form = VraagForm(regels, uiterlijk, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            _vraag_alles(request, form)
        except GoedkeurFout as fout:
            form.add_error(None, str(fout))
        else:
            return redirect(request.path)
    context |= {"regels": regels, "form": form}
    return render(request, "briefings/goedkeuring_vraag.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _vraag_alles(request: HttpRequest, form: VraagForm) -> None:
    per_item: dict[Any, list[Any]] = {}
    for regel in form.gekozen():
        per_item.setdefault(regel.item, []).append(regel.eenheid)
    niemand = set()
    for item, eenheden in per_item.items():
        gevraagd = vraag(
            item=item, eenheden=eenheden, door=request.user, uiterlijk=form.cleaned_data["uiterlijk"]  # type: ignore[arg-type]
        )  # fmt: skip
        niemand |= set(gevraagd.zonder_leiding)
    messages.success(request, "Akkoord is gevraagd. Je krijgt bericht als er een antwoord is.")
    if niemand:
        messages.warning(request, zonder_leiding(sorted(niemand, key=lambda eenheid: eenheid.naam)))


@never_cache
@rol_vereist(Rol.Soort.PREVENTIECOORDINATOR)
def vraag_bij_item(request: HttpRequest, slug: str) -> HttpResponse:
    item = item_of_404(slug)
    regels = regels_van_item(item, eenheden_om_te_vragen(request.user))
    uiterlijk = uiterste_dag(eerste_dag([item]))
    context = {"titel": item.titel, "terug": item.get_absolute_url(), "terugnaam": item.inhoud["kort_titel"]}
    return _vraag(request, regels, uiterlijk, context)


@never_cache
@inloggen_vereist
def vraag_bij_campagne(request: HttpRequest, pk: int) -> HttpResponse:
    """For the items of a campaign; who does not make campaigns there does not find it."""
    campagne = campagne_of_404(request.user, pk, bewerken=True)
    regels = regels_van_campagne(campagne)
    uiterlijk = dag_van_gereed(campagne) or uiterste_dag(eerste_dag(regel.item for regel in regels))
    context = {"titel": campagne.naam, "terug": campagne.get_absolute_url(), "terugnaam": campagne.naam}
    return _vraag(request, regels, uiterlijk, context)


@never_cache
@inloggen_vereist
def vertellen(request: HttpRequest, pk: int) -> HttpResponse:
    """The announcement of a milestone: the text to edit, to whom it goes, and what was sent before."""
    mijlpaal = mijlpaal_om_te_vertellen_of_404(request.user, pk)
    begin = {"tekst": voorzet(mijlpaal, request.user)}  # type: ignore[arg-type]
    form = VertelForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        try:
            sturen = vertel(mijlpaal=mijlpaal, tekst=form.cleaned_data["tekst"], door=request.user)  # type: ignore[arg-type]
        except VertelFout as fout:
            form.add_error(None, str(fout))
        else:
            aantal = "1 bericht gaat" if sturen.ontvangers == 1 else f"{sturen.ontvangers} berichten gaan"
            messages.success(request, f"{aantal} nu de deur uit. De mijlpaal is afgevinkt.")
            return redirect("briefings:vertellen", pk=pk)
    aan, zonder = ontvangers_van(mijlpaal)
    context = {"mijlpaal": mijlpaal, "form": form, "aan": aan, "zonder": zonder}
    context["eerder"] = mijlpaal.kennisgevingen.met_stand().select_related("door")
    return render(request, "briefings/goedkeuring_vertel.html", context, status=422 if form.errors else 200)


@inloggen_vereist
@cache_control(no_store=True, private=True)
def teamagenda(request: HttpRequest, team: int) -> HttpResponse:
    """The calendar link of a team. Making one answers with the page itself: the token is kept nowhere to show later."""
    eenheid = eigen_team_of_404(request.user, team)
    bestaand: QuerySet[Teamagenda] = Teamagenda.objects.filter(team=eenheid)
    nieuw_adres = ""
    if request.method == "POST" and "intrekken" in request.POST:
        bestaand.delete()
        messages.success(request, "De agendalink werkt niet meer. Vertel dat aan wie hem gebruikte.")
        return redirect("briefings:teamagenda", team=team)
    if request.method == "POST":
        token = maak_teamagenda(team=eenheid)
        nieuw_adres = f"{settings.SITE_URL}{reverse('briefings:agenda', args=[token])}"
    context = {"team": eenheid, "agenda": bestaand.first(), "nieuw_adres": nieuw_adres}
    return render(request, "briefings/goedkeuring_agenda.html", context)


@require_safe
def agenda(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of a team: the token is the key, calendars cannot log in."""
    team = team_van_token_of_404(token)
    afspraken = afspraken_van_team(team, timezone.localdate() - TERUG)
    return als_agenda("VIK: briefings", afspraken).als_antwoord(openbaar=False)
