"""The library, and thinking one dilemma through alone: choose, hear the other side, choose again, look back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dilemmas.forms import KeuzeForm, KiesForm
from dilemmas.models import Dilemma
from vik_portal.lezen import leesantwoord
from vik_portal.organisatie.toegang import leespoort
from vik_portal.redactie.toegang import leesbaar_of_404


@require_safe
@leespoort
def lijst(request: HttpRequest) -> HttpResponse:
    """The library, as a whole or what somebody asks for; with ``verras`` one of these by chance."""
    form = KiesForm(request.GET or None)
    dilemmas = form.dilemmas()
    if "verras" in request.GET and (een := dilemmas.order_by("?").first()):
        return redirect(een)
    return render(request, "dilemmas/lijst.html", {"form": form, "dilemmas": list(dilemmas)})


# Exempt: nothing is stored and no cookie may be set on a reading page, so there is nothing to forge.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@leespoort
def dilemma(request: HttpRequest, slug: str) -> HttpResponse:
    """A POST carries the choice in its body, so that it stands in no address, history or log."""
    stuk = leesbaar_of_404(Dilemma, request.user, slug=slug)
    inhoud = stuk.gelezen
    form = KeuzeForm(inhoud, request.POST if request.method == "POST" else None)
    context = {"stuk": stuk, "inhoud": inhoud, "form": form}
    if form.stap == 1:
        context["niet_gekozen"] = form.is_bound
        if form.is_bound:
            return render(request, "dilemmas/dilemma.html", context)
        return leesantwoord(request, "dilemmas/dilemma.html", context, stuk.etag)
    keuze = form.cleaned_data
    eerste, tweede = keuze["eerste"], keuze["tweede"]
    if form.stap == 2:
        context |= {"eerste": eerste, "tegen": inhoud.opties[eerste].tegen}
        return render(request, "dilemmas/andere_kant.html", context)
    context |= {"eerste": eerste, "tweede": tweede, "twijfel": keuze["twijfel"]}
    return render(request, "dilemmas/terugkijken.html", context)
