"""The draaiboek of one meeting: changing its steps, and fetching the slides and films that belong to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe

from vik_portal.media import dias as media_dias
from vik_portal.media import film as media_film
from vik_portal.media import webvtt
from vik_portal.media.beeld import MediaFout
from vik_portal.media.bereik import antwoord_met_bereik
from vik_portal.media.upload import begrens_upload, te_groot
from vik_portal.meedoen import bestanden, dias, films
from vik_portal.meedoen import draaiboek as boek
from vik_portal.meedoen.forms import (
    DiasInForm,
    DiaStapForm,
    FilmStapForm,
    NieuweDiasForm,
    NieuweFilmForm,
    StapForm,
)
from vik_portal.meedoen.models import Bijeenkomst, Diaset, Film, Stap
from vik_portal.meedoen.services import MeedoenFout
from vik_portal.meedoen.toegang import begeleider_of_404, te_leiden_of_404
from vik_portal.organisatie.toegang import inloggen_vereist
from vik_portal.register import Stapsoort, register

#: Largest file in bytes per kind of step; a step without a file takes none.
GROOTSTE = {dias.SOORT: media_dias.MAX_BYTES, films.SOORT: media_film.MAX_BYTES}
#: Seconds that the browser in the room may keep a slide or film.
BEWAAR = 3600


def _met_bestand(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gate, then a limit to uploads, then CSRF: for who may not send it, nothing of a large form is read."""
    beschermd = csrf_protect(view)

    @csrf_exempt
    @inloggen_vereist
    @wraps(view)
    def poort(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        stuk = begeleider_of_404(request, pk)
        begrens_upload(request, GROOTSTE.get(kwargs.get("soort") or _wacht(stuk, kwargs), webvtt.MAX_BYTES))
        return beschermd(request, stuk, **kwargs)

    return poort


def _wacht(stuk: Bijeenkomst, kwargs: dict[str, Any]) -> str:
    """The kind of the step that is asked for, when its file may still come."""
    deze = stuk.stappen.filter(pk=kwargs.get("stap")).first()
    return deze.soort if deze and _zonder_bestand(deze) else ""


def _zonder_bestand(stap: Stap) -> bool:
    """Whether slides or a film can still be put in this step."""
    return dias.wacht(stap) or (stap.soort == films.SOORT and "film" not in stap.inhoud)


@inloggen_vereist
def draaiboek(request: HttpRequest, pk: int) -> HttpResponse:
    """All steps with their buttons, what was taken out, and the files of this meeting."""
    stuk = begeleider_of_404(request, pk)
    if request.method == "POST":
        plek = ""
        try:
            plek = _doe(stuk, request.POST.get("actie", ""), request.POST.get("wat", ""))
        except MeedoenFout as fout:
            messages.error(request, str(fout))
        return redirect(reverse("bijeenkomsten:draaiboek", args=[pk]) + plek)
    stappen = list(stuk.stappen.all())
    labels = {soort.sleutel: soort.label for soort in register.alle(Stapsoort)}
    eigen: list[Diaset | Film] = [*stuk.diasets.all(), *stuk.films.all()]
    context = {
        "bijeenkomst": stuk,
        "stappen": [(stap, labels.get(stap.soort, ""), _zonder_bestand(stap)) for stap in stappen],
        "duur": sum(stap.minuten for stap in stappen),
        "soorten": [soort for soort in register.alle(Stapsoort) if soort.los],
        "bestanden": [(bestand, bestanden.sleutel_van(bestand), bestanden.gebruikt_door(bestand)) for bestand in eigen],
        "open": stuk.status != Bijeenkomst.Status.AFGEROND,
    }
    return render(request, "meedoen/draaiboek.html", context)


def _doe(stuk: Bijeenkomst, actie: str, wat: str) -> str:
    """Presses one button of the page; which part of it to show then."""
    nummer = int(wat) if wat.isdecimal() and len(wat) < 18 else 0
    if actie in ("omhoog", "omlaag"):
        boek.verplaats_stap(bijeenkomst=stuk, stap=nummer, richting=-1 if actie == "omhoog" else 1)
        return f"#stap-{nummer}"
    if actie == "weg":
        boek.haal_weg(bijeenkomst=stuk, stap=nummer)
        return "#weggehaald"
    if actie == "terug":
        return f"#stap-{boek.zet_terug(bijeenkomst=stuk, sleutel=wat).pk}"
    if actie in ("diaset", "film"):
        bestand = (stuk.diasets if actie == "diaset" else stuk.films).filter(pk=nummer).first()
        if bestand:
            bestanden.verwijder(bijeenkomst=stuk, bestand=bestand)
        return "#bestanden"
    raise MeedoenFout("Deze knop werkt niet meer. Laad de pagina opnieuw.")


@_met_bestand
def nieuw(request: HttpRequest, stuk: Bijeenkomst, soort: str) -> HttpResponse:
    """A new step of one kind; with the slides or film that ``?diaset=`` or ``?film=`` names, when there is one."""
    stapsoort = next((kind for kind in register.alle(Stapsoort) if kind.los and kind.sleutel == soort), None)
    if stapsoort is None:
        raise Http404
    bestaand = _bestaand(request, stuk, soort)
    form = _nieuw_form(request, soort, bestaand)
    form.erachter(list(stuk.stappen.all()))
    form.te_groot = te_groot(request)
    if request.method == "POST" and form.is_valid():
        try:
            gemaakt = _maak(stuk, soort, bestaand, form)
        except MediaFout as fout:
            form.add_error("bestand", str(fout))
        except MeedoenFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"‘{gemaakt}’ staat in het draaiboek.")
            # Which pages, is easier to say when you see them.
            naar = "stap" if soort == dias.SOORT and bestaand is None else "draaiboek"
            return redirect(f"bijeenkomsten:{naar}", stuk.pk, *([gemaakt.pk] if naar == "stap" else []))
    context = {"bijeenkomst": stuk, "form": form, "kop": stapsoort.label, "bestaand": bestaand, "nieuw": True}
    context |= _beelden(bestaand)
    return render(request, "meedoen/stap.html", context, status=422 if form.errors else 200)


def _bestaand(request: HttpRequest, stuk: Bijeenkomst, soort: str) -> Diaset | Film | None:
    """Slides or a film that this meeting already has."""
    for naam, van in ((dias.SOORT, "diaset"), (films.SOORT, "film")):
        sleutel = request.GET.get(van, "")
        if soort == naam and sleutel:
            if not (sleutel.isdecimal() and len(sleutel) < 18):
                raise Http404
            return get_object_or_404(getattr(stuk, f"{van}s"), pk=sleutel)
    return None


def _gegevens(request: HttpRequest) -> dict[str, Any]:
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


def _nieuw_form(request: HttpRequest, soort: str, bestaand: Diaset | Film | None) -> StapForm:
    gegevens = _gegevens(request)
    if isinstance(bestaand, Diaset):
        return DiaStapForm(**gegevens, diaset=bestaand, initial={"titel": bestaand.naam})
    if isinstance(bestaand, Film):
        return FilmStapForm(**gegevens, initial={"titel": bestaand.naam, "minuten": films.minuten_van(bestaand)})
    uit_bestand: dict[str, type[StapForm]] = {dias.SOORT: NieuweDiasForm, films.SOORT: NieuweFilmForm}
    kind = register.een(Stapsoort, soort)
    begin = {"titel": kind.label} if soort in (dias.SOORT, "deur", "pauze") else {}
    return (uit_bestand.get(soort) or kind.form or StapForm)(**gegevens, initial=begin)


def _maak(stuk: Bijeenkomst, soort: str, bestaand: Diaset | Film | None, form: StapForm) -> Stap:
    velden = form.velden() | {"na": form.cleaned_data["na"]}
    if isinstance(bestaand, Diaset):
        return dias.gebruik_dias(diaset=bestaand, **form.inhoud(), **velden)
    if isinstance(bestaand, Film):
        return films.gebruik_film(film=bestaand, **velden)
    bestand: Any = form.cleaned_data.get("bestand")
    if soort == dias.SOORT:
        return dias.voeg_dias_toe(bijeenkomst=stuk, pdf=bestand, naam=bestand.name, **velden)
    if soort == films.SOORT:
        woorden = {naam: form.cleaned_data[naam] for naam in ("ondertiteling", "uitgeschreven")}
        return films.voeg_film_toe(bijeenkomst=stuk, bestand=bestand, **woorden, **velden)
    return boek.plaats_stap(bijeenkomst=stuk, soort=soort, inhoud=form.inhoud(), **velden)


@_met_bestand
def stap(request: HttpRequest, stuk: Bijeenkomst, stap: int) -> HttpResponse:
    """Another title, other words, other pages for one step."""
    deze = get_object_or_404(stuk.stappen, pk=stap)
    diaset = dias.diaset_van(deze) if deze.soort == dias.SOORT else None
    film = films.film_van(deze) if deze.soort == films.SOORT else None
    form = _wijzig_form(request, deze, diaset, film)
    form.te_groot = te_groot(request)
    if request.method == "POST" and form.is_valid():
        try:
            naar = _bewaar(deze, film, form)
        except MediaFout as fout:
            form.add_error("bestand", str(fout))
        except MeedoenFout as fout:
            form.add_error(None, str(fout))
        else:
            return redirect(naar)
    context = {"bijeenkomst": stuk, "form": form, "kop": deze.titel, "bestaand": diaset or film, "stap": deze}
    context |= _beelden(diaset) | {"wacht": dias.wacht(deze)}
    return render(request, "meedoen/stap.html", context, status=422 if form.errors else 200)


def _bewaar(deze: Stap, film: Film | None, form: StapForm) -> str:
    """Keeps what was changed of a step, and a file that was put in it; the page to go to."""
    woorden = {naam: form.cleaned_data.get(naam) or "" for naam in ("ondertiteling", "uitgeschreven")}
    bestand: Any = form.cleaned_data.get("bestand")
    if bestand and deze.soort == dias.SOORT:
        dias.zet_dias_in(stap=deze, pdf=bestand, naam=bestand.name, **form.velden())
        # Which pages, is easier to say when you see them.
        return reverse("bijeenkomsten:stap", args=[deze.bijeenkomst_id, deze.pk])
    if bestand:
        films.zet_film_in(stap=deze, bestand=bestand, **woorden, **form.velden())
    elif film:
        zonder = form.cleaned_data.get("zonder", False)
        films.wijzig_film(stap=deze, zonder=zonder, **woorden, **form.velden())
    else:
        boek.wijzig_stap(stap=deze, inhoud=form.inhoud(), **form.velden())
    return reverse("bijeenkomsten:draaiboek", args=[deze.bijeenkomst_id]) + f"#stap-{deze.pk}"


def _wijzig_form(request: HttpRequest, deze: Stap, diaset: Diaset | None, film: Film | None) -> StapForm:
    gegevens = _gegevens(request)
    if diaset:
        return DiaStapForm(**gegevens, diaset=diaset, initial=DiaStapForm.begin(deze))
    if _zonder_bestand(deze) and not deze.rondes.exists():
        wacht = DiasInForm if deze.soort == dias.SOORT else NieuweFilmForm
        return wacht(**gegevens, initial=wacht.begin(deze))
    # What was asked in a round stays as it was asked.
    eigen = {kind.sleutel: kind.form for kind in register.alle(Stapsoort)}.get(deze.soort)
    soort = StapForm if deze.rondes.exists() else eigen or StapForm
    form = soort(**gegevens, initial=soort.begin(deze))
    if film and isinstance(form, FilmStapForm):
        form.met_woorden(film)
    return form


def _beelden(bestaand: Diaset | Film | None) -> dict[str, Any]:
    """The small pictures of all pages, to choose by."""
    if not isinstance(bestaand, Diaset):
        return {}
    return {"dias": [dias.beeld(bestaand, nummer) for nummer in range(1, len(bestaand.paginas) + 1)]}


# --- files: only for who leads this meeting, and for the screen that was paired with it -------------------


@require_safe
def dia(request: HttpRequest, pk: int, diaset: int, nummer: int, maat: str) -> HttpResponse:
    """The picture of one page."""
    gevonden = get_object_or_404(te_leiden_of_404(request, pk).diasets, pk=diaset)
    if maat not in ("groot", "klein") or not 1 <= nummer <= len(gevonden.paginas):
        raise Http404
    try:
        with default_storage.open(gevonden.bestand(nummer, maat)) as bestand:
            antwoord = HttpResponse(bestand.read(), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
    antwoord["ETag"] = f'"{gevonden.map[-32:]}-{nummer}-{maat}"'
    return _in_de_zaal(antwoord)


@require_safe
def film(request: HttpRequest, pk: int, film: int, soort: str) -> HttpResponseBase:
    """The film, in the parts that the browser asks for."""
    gevonden = get_object_or_404(te_leiden_of_404(request, pk).films, pk=film, soort=soort)
    etag = f'"{gevonden.map[-32:]}"'
    try:
        return _in_de_zaal(antwoord_met_bereik(request, gevonden.bestand, soort=gevonden.mime, etag=etag))
    except FileNotFoundError:
        raise Http404 from None


@require_safe
def ondertiteling(request: HttpRequest, pk: int, film: int) -> HttpResponse:
    """The captions of a film."""
    gevonden = get_object_or_404(te_leiden_of_404(request, pk).films.exclude(ondertiteling=""), pk=film)
    antwoord = HttpResponse(gevonden.ondertiteling, content_type="text/vtt; charset=utf-8")
    antwoord["Cache-Control"] = "private, no-cache"
    return antwoord


A = TypeVar("A", bound=HttpResponseBase)


def _in_de_zaal(antwoord: A) -> A:
    antwoord["Cache-Control"] = f"private, max-age={BEWAAR}"
    return antwoord
