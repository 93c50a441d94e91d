"""Help with a next step: where to turn to, handreikingen, and the tools of a lijnonderzoek."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from beroepscode import lijnonderzoek, wegwijzer
from beroepscode.hulpmiddelen import handreiking_pdf, lijnonderzoek_docx
from beroepscode.models import Handreiking, Loket
from vik_portal.lezen import leesantwoord
from vik_portal.organisatie.toegang import leespoort
from vik_portal.redactie.toegang import leesbaar_of_404, leespagina_of_404


def zonder_spoor(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An answer that says what somebody chose: nothing on the way or in the browser keeps it or passes it on."""

    @wraps(view)
    def poort(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        antwoord = view(request, *args, **kwargs)
        antwoord["Cache-Control"] = "no-store"
        antwoord["Referrer-Policy"] = "no-referrer"
        antwoord["X-Robots-Tag"] = "noindex, nofollow"
        return antwoord

    return poort


@require_safe
@leespoort
def loketten(request: HttpRequest) -> HttpResponse:
    """Urgent help, the first question, all loketten."""
    lijst = sorted(Loket.objects.published(), key=lambda loket: loket.inhoud["volgorde"])
    boom = wegwijzer.wegwijzer()
    context = {
        "loketten": lijst,
        "spoed": boom.spoed,
        "onderaan": boom.onderaan,
        "plek": wegwijzer.plek(),
        "opnieuw": "opnieuw" in request.GET,
    }
    antwoord = render(request, "beroepscode/loketten.html", context)
    antwoord["Referrer-Policy"] = "no-referrer"
    return antwoord


@require_safe
@zonder_spoor
@leespoort
def weg(request: HttpRequest, sleutel: str) -> HttpResponse:
    """A further question, or the loketten that the answers lead to. An old key begins anew."""
    plek = wegwijzer.plek(sleutel)
    if plek is None:
        # With a query, so that a kept copy of the page (of another day, with its keys) does not come instead.
        return redirect(f"{reverse('beroepscode:loketten')}?opnieuw#begin")
    context: dict[str, Any] = {"plek": plek, "nummer": len(plek.gegeven) + 1}
    if plek.uitkomst:
        gevonden = {loket.slug: loket for loket in Loket.objects.published().filter(slug__in=plek.uitkomst.loketten)}
        context["loketten"] = [gevonden[slug] for slug in plek.uitkomst.loketten if slug in gevonden]
    return render(request, "beroepscode/weg.html", context)


@require_safe
@leespoort
def handreikingen(request: HttpRequest) -> HttpResponse:
    lijst = Handreiking.objects.published().op_titel().only("titel", "slug", "inhoud")
    return render(request, "beroepscode/handreikingen.html", {"handreikingen": lijst})


@require_safe
@leespoort
def handreiking(request: HttpRequest, slug: str) -> HttpResponse:
    stuk = leespagina_of_404(Handreiking, slug)
    context = {"titel": stuk.titel, "kort": stuk.kort, "weergave": stuk.weergave}
    return leesantwoord(request, "lezen.html", context, stuk.etag)


@require_safe
@leespoort
def handreiking_als_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    return handreiking_pdf(leesbaar_of_404(Handreiking, slug)).als_antwoord()


@require_safe
@zonder_spoor
@leespoort
def lijnonderzoek_checklist(request: HttpRequest) -> HttpResponse:
    """The checklist, and with an answer to every question where it points to."""
    lijst = lijnonderzoek.checklist()
    gegeven = lijnonderzoek.gegeven(request.GET)
    vragen = lijnonderzoek.keuzes(gegeven)
    context: dict[str, Any] = {"lijst": lijst, "vragen": vragen}
    if request.GET and len(gegeven) < len(lijst.vragen):
        context["open"] = [vraag for vraag in vragen if not vraag.gekozen]
    elif request.GET:
        context["oordeel"] = lijnonderzoek.oordeel(gegeven)
        context["formulieren"] = lijnonderzoek.formulieren().formulieren
    return render(request, "beroepscode/checklist.html", context)


@require_safe
@leespoort
def lijnonderzoek_formulier(request: HttpRequest, sleutel: str) -> HttpResponse:
    """An empty form, to fill in outside the portal."""
    return lijnonderzoek_docx(lijnonderzoek.formulier_of_404(sleutel)).als_antwoord()
