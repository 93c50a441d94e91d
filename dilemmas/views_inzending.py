"""Sending in a dilemma without being known, coming back with a code, and the queue of the desk.

The first three pages stand behind :mod:`dilemmas.poort`. They set no cookie and remember nothing: what was typed
travels in the form itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from beroepscode.models import Loket
from dilemmas import services_inzending as services
from dilemmas.forms_inzending import VRAGEN, AntwoordForm, InzendForm, TitelForm
from dilemmas.inzendbeeld import gemerkte_delen
from dilemmas.inzendingen import Vondst, abstraheer, eromheen, herken_alles, stukken
from dilemmas.models.inzending import Inzending
from dilemmas.poort import LANGSTE_BODY
from dilemmas.services_inzending import InzendFout
from vik_portal.meedoen.deelname import zelfde_oorsprong
from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import rol_vereist
from vik_portal.redactie.aansluiting import pagina
from vik_portal.zoeken.lijkt import lijkt_op

View = Callable[..., HttpResponse]
formulier_of_lezen = require_http_methods(["GET", "HEAD", "POST"])
TE_LANG = "Dit is veel meer tekst dan een dilemma nodig heeft. Ga terug, kort het in en probeer het opnieuw."
VREEMD = "Dit formulier kwam niet van deze pagina. Open de pagina opnieuw en begin nog eens."
#: Submissions on the page of the desk: new ones, and those that are done.
PER_KEER, AFGEHANDELD = 50, 20
#: Loketten that the first page names; the others are one click away.
EERSTE_LOKETTEN = 5


# --- without being known ------------------------------------------------------------------------------


def van_onze_pagina(view: View) -> View:
    """The check instead of a CSRF cookie, and the size of what is read. Nothing of the body is read before."""

    @csrf_exempt
    @wraps(view)
    def poort(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            if not zelfde_oorsprong(request):
                return _geweigerd(request, VREEMD, 403)
            if int(request.META.get("CONTENT_LENGTH") or 0) > LANGSTE_BODY:
                return _geweigerd(request, TE_LANG, 413)
        return view(request, *args, **kwargs)

    return poort


def _geweigerd(request: HttpRequest, zin: str, status: int) -> HttpResponse:
    return render(request, "dilemmas/inzenden/geweigerd.html", {"zin": zin}, status=status)


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """First: is this the right place? Who wants to report something is shown the loketten."""
    loketten = sorted(Loket.objects.published(), key=lambda loket: loket.inhoud["volgorde"])[:EERSTE_LOKETTEN]
    context = {"loketten": loketten, "vragen": VRAGEN, "antwoord_weken": services.ANTWOORD_BLIJFT.days // 7}
    return render(request, "dilemmas/inzenden/begin.html", context)


@formulier_of_lezen
@van_onze_pagina
def formulier(request: HttpRequest) -> HttpResponse:
    """Five questions, then what identifies, then what will be stored. Only the last button stores anything."""
    if request.method != "POST":
        return _vraag(request, {}, 1)
    form, doe = InzendForm(request.POST), request.POST.get("doe", "verder")
    if doe in {f"naar-{nummer}" for nummer, _ in enumerate(VRAGEN, 1)}:
        return _vraag(request, form.teksten, int(doe[5:]))
    tot = form.stap if doe == "verder" else len(VRAGEN)
    if fout := form.eerste_fout(tot=tot):
        return _vraag(request, form.teksten, fout, form.errors[VRAGEN[fout - 1].naam][0])
    if doe == "verstuur":
        return _verstuur(request, form.cleaned_data)
    if doe == "vervang":
        return _bevestig(request, abstraheer(form.cleaned_data, request.POST.getlist("weg")))
    if doe == "verder" and tot < len(VRAGEN):
        return _vraag(request, form.teksten, tot + 1)
    return _kijk(request, form.cleaned_data)


def _vraag(request: HttpRequest, teksten: Mapping[str, str], nummer: int, fout: str = "") -> HttpResponse:
    vraag = VRAGEN[nummer - 1]
    compleet = all(teksten.get(v.naam) for v in VRAGEN if v.verplicht and v != vraag)
    context = {
        "vraag": vraag,
        "nummer": nummer,
        "vragen": VRAGEN,
        "tekst": teksten.get(vraag.naam, ""),
        "mee": [(naam, tekst) for naam, tekst in teksten.items() if naam != vraag.naam],
        "fout": fout,
        # Who has answered what a dilemma cannot do without may skip the rest, or comes back to change one answer.
        "mag_kijken": compleet and nummer < len(VRAGEN),
    }
    return render(request, "dilemmas/inzenden/vraag.html", context, status=422 if fout else 200)


def _kijk(request: HttpRequest, teksten: Mapping[str, str]) -> HttpResponse:
    """What may identify somebody, marked, each with what could stand there; nothing found goes on at once."""
    gevonden = herken_alles(teksten)
    vondsten: dict[str, tuple[Vondst, str, str]] = {}
    for naam, lijst in gevonden.items():
        for vondst in lijst:
            vondsten.setdefault(vondst.tekst, (vondst, *eromheen(teksten[naam], vondst)))
    if not vondsten:
        return _bevestig(request, teksten)
    delen = [(vraag, stukken(teksten[vraag.naam], gevonden[vraag.naam])) for vraag in VRAGEN if teksten[vraag.naam]]
    context = {"delen": delen, "vondsten": list(vondsten.values()), "mee": teksten.items(), "vragen": VRAGEN}
    return render(request, "dilemmas/inzenden/kijk.html", context)


def _bevestig(request: HttpRequest, teksten: Mapping[str, str], fout: str = "", status: int = 200) -> HttpResponse:
    """The whole text as it will be stored, with the proof that it was shown."""
    gebleven = {vondst.tekst: vondst for lijst in herken_alles(teksten).values() for vondst in lijst}
    context = {
        "delen": [(nummer, vraag, teksten[vraag.naam]) for nummer, vraag in enumerate(VRAGEN, 1)],
        "gebleven": list(gebleven.values()),
        "mee": teksten.items(),
        "bewijs": services.geef_bewijs(teksten),
        "fout": fout,
        "vragen": VRAGEN,
    }
    return render(request, "dilemmas/inzenden/bevestig.html", context, status=status)


def _verstuur(request: HttpRequest, teksten: Mapping[str, str]) -> HttpResponse:
    try:
        code = services.zend_in(teksten=teksten, bewijs=request.POST.get("bewijs", ""))
    except InzendFout as fout:
        return _bevestig(request, teksten, str(fout), 429 if str(fout) == services.VOL else 409)
    context = {"code": services.leesbaar(code), "antwoord_weken": services.ANTWOORD_BLIJFT.days // 7}
    return render(request, "dilemmas/inzenden/klaar.html", context)


@formulier_of_lezen
@van_onze_pagina
def code(request: HttpRequest) -> HttpResponse:
    """How it stands, for who has the code. An unknown code gets the same answer as one that is no code."""
    invoer = request.POST.get("code", "")
    context = {"invoer": invoer[:40], "gezocht": request.method == "POST"}
    if context["gezocht"]:
        context["inzending"] = services.zoek_op_code(invoer)
    return render(request, "dilemmas/inzenden/code.html", context)


# --- the desk -------------------------------------------------------------------------------------------


@formulier_of_lezen
@rol_vereist(Rol.Soort.REDACTEUR)
def inzendingen(request: HttpRequest) -> HttpResponse:
    """What came in: new ones first. Several can be put aside at once, for when somebody fills the box."""
    if request.method == "POST":
        aantal = services.leg_weg(ids=filter(_is_uuid, request.POST.getlist("weg")))
        messages.success(request, f"{aantal} weggelegd. De tekst is gewist." if aantal else "Er is niets weggelegd.")
        return redirect("dilemmas:inzendingen")
    zwaar = (f"dilemma__{veld}" for veld in ("concept", "inhoud", "weergave"))
    alle = Inzending.objects.select_related("dilemma").defer(*zwaar)
    context = {
        "nieuw": alle.nieuw()[:PER_KEER],
        "te_lezen": alle.nieuw().count(),
        "bezig": alle.filter(status=Inzending.Status.IN_BEHANDELING),
        "klaar": alle.afgehandeld().order_by("-klaar_week", "id")[:AFGEHANDELD],
    }
    return render(request, "dilemmas/inzenden/bureau.html", context)


def _is_uuid(waarde: str) -> bool:
    try:
        return bool(UUID(waarde))
    except ValueError:
        return False


@formulier_of_lezen
@rol_vereist(Rol.Soort.REDACTEUR)
def inzending(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One submission: read it, see what is like it, make a dilemma of it, answer."""
    stuk = get_object_or_404(Inzending.objects.select_related("dilemma"), pk=pk)
    form, titel = AntwoordForm(initial={"antwoord": stuk.antwoord}), TitelForm()
    if request.method == "POST":
        form = AntwoordForm({**request.POST.dict(), "antwoord": request.POST.get("antwoord", stuk.antwoord)})
        titel = TitelForm(request.POST if request.POST.get("doe") == "maak" else None)
        if gedaan := _behandel(request, stuk, form, titel):
            return gedaan
    context = {
        "stuk": stuk,
        "delen": gemerkte_delen(stuk),
        "lijkt": lijkt_op("\n".join(stuk.delen.values()), "dilemma") if stuk.is_open else [],
        "form": form,
        "titel": titel,
        "bewerk": pagina(stuk.dilemma, "bewerk") if stuk.dilemma else "",
    }
    return render(request, "dilemmas/inzenden/behandel.html", context, status=422 if request.method == "POST" else 200)


def _behandel(request: HttpRequest, stuk: Inzending, form: AntwoordForm, titel: TitelForm) -> HttpResponse | None:
    """One button of the desk; ``None`` when something in the form is not right yet."""
    doe = request.POST.get("doe", "")
    try:
        if doe == "maak":
            if not titel.is_valid():
                return None
            dilemma = services.maak_dilemma(inzending=stuk, titel=titel.cleaned_data["titel"], door=request.user)
            messages.success(request, "Het concept staat klaar. Schrijf het in eigen woorden, een collega publiceert.")
            return redirect(pagina(dilemma, "bewerk"))
        if not form.is_valid():
            return None
        if doe in {Inzending.Status.BEDANKT, Inzending.Status.NIET_GEBRUIKT}:
            services.sluit_af(inzending=stuk, als=doe, antwoord=form.cleaned_data["antwoord"])
            messages.success(request, "Afgehandeld. De tekst is gewist, je antwoord staat achter de code.")
            return redirect("dilemmas:inzendingen")
        services.beantwoord(inzending=stuk, antwoord=form.cleaned_data["antwoord"])
    except InzendFout as fout:
        form.add_error(None, str(fout))
        return None
    messages.success(request, "Bewaard. De inzender leest het met de code.")
    return redirect(reverse("dilemmas:inzending", args=[stuk.pk]))
