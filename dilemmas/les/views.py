"""Lessons: the list and the pages to read, the draaiboek, the files, and planning a meeting from a programme."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_safe

from dilemmas.les import exports
from dilemmas.les.forms import BeginForm, LesPlanForm
from dilemmas.les.genoemd import genoemd_in
from dilemmas.les.services import plan_les
from dilemmas.les.toegang import LESGEVERS, programma_of_404
from dilemmas.models import Lesprogramma
from vik_portal.lezen import leesantwoord
from vik_portal.meedoen.toegang import BEGELEIDERS
from vik_portal.organisatie.toegang import heeft_rol, leespoort, rol_vereist
from vik_portal.redactie.toegang import leespagina_of_404
from vik_portal.redactie.weergaven import Bladzijde, weergave

KORT = "Lessen van begin tot eind over lastige keuzes in politiewerk: met draaiboek, dia’s en huiswerk."


def _lijst() -> Bladzijde:
    lessen = list(Lesprogramma.objects.published().op_reeks())
    return Bladzijde(render_to_string("dilemmas/les/lijst.html", {"lessen": lessen}), "Lesprogramma’s", KORT)


@require_safe
@leespoort
def lijst(request: HttpRequest) -> HttpResponse:
    bewaard = weergave("lesprogrammas", _lijst)
    pagina = {"titel": bewaard.titel, "kort": bewaard.kort, "weergave": bewaard.html}
    return leesantwoord(request, "lezen.html", pagina, bewaard.etag)


@require_safe
@leespoort
def lesprogramma(request: HttpRequest, slug: str) -> HttpResponse:
    pagina = leespagina_of_404(Lesprogramma, slug)
    context = {"titel": pagina.titel, "kort": pagina.kort, "weergave": pagina.weergave}
    return leesantwoord(request, "lezen.html", context, pagina.etag)


@require_safe
@leespoort
def huiswerk(request: HttpRequest, slug: str) -> HttpResponse:
    """The homework on one A4, for everybody."""
    return exports.huiswerk_pdf(programma_of_404(slug)).als_antwoord()


@require_safe
@rol_vereist(*BEGELEIDERS)
def formulier(request: HttpRequest) -> HttpResponse:
    """The three questions at the end on paper, the same for every lesson."""
    return exports.formulier_pdf().als_antwoord(openbaar=False)


@require_safe
@rol_vereist(*LESGEVERS)
def draaiboek(request: HttpRequest, slug: str) -> HttpResponse:
    """Every step with the clock, the words to say and what to watch."""
    stuk = programma_of_404(slug)
    inhoud, form = stuk.gelezen, BeginForm(request.GET or None)
    genoemd, begin = genoemd_in(inhoud), form.begin()
    context = {
        "stuk": stuk,
        "inhoud": inhoud,
        "form": form,
        "begin": begin,
        "stappen": [(regel.om(begin), regel) for regel in genoemd.stappen()],
        "diahulp": exports.DIAHULP,
        "mag_plannen": heeft_rol(request.user, *BEGELEIDERS),
    }
    return render(request, "dilemmas/les/draaiboek.html", context, status=422 if form.errors else 200)


@require_safe
@rol_vereist(*LESGEVERS)
def draaiboek_als(request: HttpRequest, slug: str, vorm: str) -> HttpResponse:
    """The draaiboek on paper from ``?begin=``, or the slides."""
    stuk = programma_of_404(slug)
    if vorm not in ("pdf", "pptx"):
        raise Http404
    if vorm == "pptx":
        return exports.les_pptx(stuk).als_antwoord(openbaar=False)
    return exports.draaiboek_pdf(stuk, BeginForm(request.GET or None).begin()).als_antwoord(openbaar=False)


@require_http_methods(["GET", "HEAD", "POST"])
@rol_vereist(*BEGELEIDERS)
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """A meeting with the steps of this programme."""
    stuk = programma_of_404(slug)
    gegevens = request.POST if request.method == "POST" else None
    gevraagd = {"groep": groep, "wie": "groep"} if (groep := request.GET.get("groep", "")) else {}
    form = LesPlanForm(request.user, stuk, gegevens, initial=gevraagd)
    if request.method == "POST" and form.is_valid():
        bijeenkomst = plan_les(
            programma=stuk,
            bijeenkomst=form.save(commit=False),
            groep=form.cleaned_data["groep"],
            begeleider=request.user,
        )
        return redirect("bijeenkomsten:bijeenkomst", pk=bijeenkomst.pk)
    context = {"stuk": stuk, "form": form}
    return render(request, "dilemmas/les/plan.html", context, status=422 if form.errors else 200)
