"""An item as it will be seen: wall screen, phone, paper; and its image and film, at the desk and for who may see it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from pydantic import ValidationError

from briefings import beelden
from briefings.exports import item_pdf
from briefings.forms import BeeldForm
from briefings.models import Briefingsitem
from briefings.schema import BriefingsitemInhoud, Media
from briefings.toegang import beeld_of_404, film_of_404, te_tonen_of_404
from briefings.views.planner import geheel
from vik_portal.media import films
from vik_portal.media.beeld import MediaFout
from vik_portal.media.film import MAX_BYTES
from vik_portal.media.models import Video
from vik_portal.media.toegang import op_breedte_of_404
from vik_portal.media.upload import met_upload
from vik_portal.media.views import antwoord_met_afbeelding
from vik_portal.organisatie.toegang import inloggen_vereist, rol_vereist
from vik_portal.redactie.services import RedactieFout
from vik_portal.redactie.toegang import mag_schrijven, te_bewerken_of_404
from vik_portal.zoeken.models import BRIEFING_ROLLEN

#: Besides the file, what a form with captions and words may weigh.
MEESTE = MAX_BYTES + 1024 * 1024
#: Width in px up to which an image is small; every image has a form that is.
KLEIN = 960
#: What the briefer goes through with "volgende".
STAPPEN = ("boodschap", "zeg", "vraag")


# --- as it will be seen ---------------------------------------------------------------------------------


def _voorbeeld(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An item with its published content; with ``?concept`` a redacteur gets the working copy."""

    @require_safe
    @rol_vereist(*BRIEFING_ROLLEN)
    @wraps(view)
    def poort(request: HttpRequest, slug: str) -> HttpResponse:
        concept = "concept" in request.GET
        try:
            item, inhoud = te_tonen_of_404(request.user, slug, concept=concept)
        except ValidationError:
            messages.info(request, "Er ontbreekt nog iets, dus er is nog geen voorbeeld.")
            return redirect(reverse("redactie:bewerk", args=["briefingsitem", slug]) + "?controleer=1")
        return view(request, item, inhoud, concept)

    return poort


@_voorbeeld
def wand(request: HttpRequest, item: Briefingsitem, inhoud: BriefingsitemInhoud, concept: bool) -> HttpResponse:
    """As it hangs on the wall, 16:9."""
    return render(request, "briefings/voorbeeld_wand.html", {**beelden.met_media(item, inhoud), "concept": concept})


@_voorbeeld
def telefoon(request: HttpRequest, item: Briefingsitem, inhoud: BriefingsitemInhoud, concept: bool) -> HttpResponse:
    """As the briefer has it in hand; ``?stap=`` is where they are, from 1."""
    gevraagd = request.GET.get("stap", "1")
    nummer = min(max(geheel(gevraagd, 1), 1), len(STAPPEN))
    context = {**beelden.met_media(item, inhoud), "concept": concept, "nummer": nummer, "stap": STAPPEN[nummer - 1]}
    return render(request, "briefings/voorbeeld_telefoon.html", {**context, "aantal": len(STAPPEN)})


@_voorbeeld
def papier(request: HttpRequest, item: Briefingsitem, inhoud: BriefingsitemInhoud, concept: bool) -> HttpResponse:
    """On A4, for who briefs from paper."""
    return item_pdf(item, inhoud, concept=concept).als_antwoord(inline=True, openbaar=False)


# --- at the desk ----------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@inloggen_vereist
@met_upload(MEESTE)
def beeld_bij_item(request: HttpRequest, slug: str) -> HttpResponse:
    """The image and the film of the working copy, what is being made, and the form for another one."""
    item = te_bewerken_of_404(Briefingsitem, request.user, slug=slug)
    doe, _, waarop = request.POST.get("_doe", "").partition(":")
    form = BeeldForm(request, request.POST, request.FILES) if doe == "voeg_toe" else BeeldForm(request)
    try:
        if doe in DADEN:
            messages.success(request, DADEN[doe](item, waarop, request.user))
            return redirect("briefings:beeld_bij_item", slug)
        if form.is_bound and form.is_valid():
            messages.success(request, _voeg_toe(item, form, request.user))
            return redirect("briefings:beeld_bij_item", slug)
    except MediaFout as fout:
        form.add_error("bestand", str(fout))
    except RedactieFout as fout:
        messages.error(request, str(fout))
    context = {"item": item, "form": form, "films": beelden.films_van(item), **_concept_media(item)}
    return render(request, "briefings/beeld_bij_item.html", context, status=422 if form.errors else 200)


def _concept_media(item: Briefingsitem) -> dict[str, Any]:
    """The media of the working copy and where they lie; nothing of it when they are not as they should be."""
    try:
        media = Media.model_validate(item.concept.get("media", {}))
    except ValidationError:
        media = Media()
    return {"media": media, "adres": beelden.adressen(item, media)}


def _voeg_toe(item: Briefingsitem, form: BeeldForm, door: Any) -> str:
    gemaakt = beelden.voeg_toe(item=item, door=door, **form.cleaned_data)
    if isinstance(gemaakt, Video):
        return "De film is binnen en wordt verwerkt. Dat kan een paar minuten duren; je kunt verder werken."
    return "De afbeelding staat bij het concept. Verborgen gegevens, zoals de plek, zijn eruit."


def _film_van(item: Briefingsitem, pk: str) -> Video:
    return get_object_or_404(Video, pk=geheel(pk), bij=beelden.sleutel(item))


def _gebruik(item: Briefingsitem, pk: str, door: Any) -> str:
    beelden.gebruik(item=item, video=_film_van(item, pk), door=door)
    return "De film staat bij het concept."


def _opnieuw(item: Briefingsitem, pk: str, door: Any) -> str:
    films.opnieuw(video=_film_van(item, pk))
    return "De film wordt opnieuw verwerkt."


def _haal_weg(item: Briefingsitem, deel: str, door: Any) -> str:
    if deel not in ("afbeelding", "film"):
        raise Http404
    beelden.haal_weg(item=item, deel=deel, door=door)
    return f"De {deel} is uit het concept. Eerdere versies houden hem."


DADEN: dict[str, Callable[[Briefingsitem, str, Any], str]] = {
    "gebruik": _gebruik,
    "opnieuw": _opnieuw,
    "haal_weg": _haal_weg,
}


@require_safe
@inloggen_vereist
def film_stand(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How far one film is, as a part of a page that asks again; a browser that opens it gets the whole page."""
    item = te_bewerken_of_404(Briefingsitem, request.user, slug=slug)
    video = _film_van(item, str(pk))
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("briefings:beeld_bij_item", slug)
    context = {"item": item, "video": video, "knoppen": "knoppen" in request.GET, **_concept_media(item)}
    return render(request, "briefings/_film_stand.html", context)


# --- for who may see the item ---------------------------------------------------------------------------


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def beeld(request: HttpRequest, afdruk: str, maat: str) -> HttpResponse:
    """The image of an item: ``klein`` (at most 960 px wide) or ``groot``."""
    afbeelding = beeld_of_404(request.user, afdruk)
    if maat not in ("klein", "groot"):
        raise Http404
    breedte = afbeelding.breedtes[-1] if maat == "groot" else max(b for b in afbeelding.breedtes if b <= KLEIN)
    return antwoord_met_afbeelding(request, op_breedte_of_404(afbeelding, breedte), breedte)


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def film(request: HttpRequest, afdruk: str) -> HttpResponseBase:
    """The film, whole or the part that the browser asks for."""
    video = film_of_404(request.user, afdruk)
    try:
        return films.antwoord_met_film(request, video)
    except FileNotFoundError:
        raise Http404 from None


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def poster(request: HttpRequest, afdruk: str) -> HttpResponseBase:
    """The first picture of a film."""
    video = film_of_404(request.user, afdruk)
    try:
        return films.antwoord_met_poster(request, video)
    except FileNotFoundError:
        raise Http404 from None


@require_safe
@rol_vereist(*BRIEFING_ROLLEN)
def ondertiteling(request: HttpRequest, slug: str, afdruk: str) -> HttpResponse:
    """Captions of an item: of what is published, of a version that was, or for a redacteur of the working copy."""
    item = get_object_or_404(Briefingsitem, slug=slug)
    schrijft = mag_schrijven(request.user)
    if not (item.online or schrijft):
        raise Http404
    versies = item.versies.all() if schrijft else item.versies.filter(gepubliceerd_op__isnull=False)
    bronnen = [item.inhoud, item.concept if schrijft else None, *versies.values_list("inhoud", flat=True)]
    for bron in bronnen:
        tekst = ((bron or {}).get("media") or {}).get("ondertiteling", "")
        if tekst and beelden.ondertitelafdruk(tekst) == afdruk:
            antwoord = HttpResponse(beelden.ondertitelbestand(tekst), content_type="text/vtt; charset=utf-8")
            antwoord["Cache-Control"] = films.BEWAAR
            return antwoord
    raise Http404
