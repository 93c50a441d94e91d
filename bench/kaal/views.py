from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from bench.kaal.models import Antwoord, Document, Pagina, Teller


def pagina(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "pagina.html", {"pagina": get_object_or_404(Pagina, slug=slug)})


@login_required
def eigen(request: HttpRequest, slug: str) -> HttpResponse:
    """The same page for who is logged in: the session and its person are two queries more."""
    return pagina(request, slug)


def stand(request: HttpRequest, slug: str) -> HttpResponse:
    """A poll: one row by its key, and 304 when nothing changed."""
    etag = f'"{get_object_or_404(Pagina.objects.only("titel"), slug=slug).titel}"'
    antwoord: HttpResponse = HttpResponse(etag)
    if request.headers.get("If-None-Match") == etag:
        antwoord = HttpResponseNotModified()
    antwoord["ETag"] = etag
    return antwoord


@csrf_exempt
def keuze(request: HttpRequest, slug: str) -> HttpResponse:
    """Raise one row, and answer with a page."""
    assert request.POST["eerste"]
    Teller.objects.filter(pk=1).update(aantal=F("aantal") + 1)
    return pagina(request, slug)


def zoek(request: HttpRequest) -> HttpResponse:
    """Search; with ``fragmenten=1`` in the address also PostgreSQL's own snippets."""
    vraag = request.GET.get("q", "")
    query = SearchQuery(vraag, config="dutch", search_type="websearch")
    # F() ranks the stored vector; the bare field name would compute it again for every row.
    gevonden = Document.objects.filter(tsv=query).annotate(rang=SearchRank(F("tsv"), query))
    if request.GET.get("fragmenten"):
        gevonden = gevonden.annotate(fragment=SearchHeadline("tekst", query, config="dutch"))
    return render(
        request, "zoek.html", {"vraag": vraag, "gevonden": gevonden.order_by("-rang").only("titel", "url")[:20]}
    )


#: As long as the items and answers of a real questionnaire.
ITEM = "In mijn team zeggen we het tegen elkaar als iemand iets opzoekt wat voor het werk niet nodig is."
KEUZES = ["Helemaal niet mee eens", "Niet mee eens", "Niet eens, niet oneens", "Mee eens", "Helemaal mee eens"]
KEUZES.append("Weet ik niet")


class Vragenlijst(forms.Form):
    """Twenty-eight items, each with one answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nummer in range(28):
            self.fields[f"v{nummer}"] = forms.ChoiceField(label=ITEM, choices=list(enumerate(KEUZES)))


@csrf_exempt
@require_POST
def stem(request: HttpRequest) -> HttpResponse:
    """The bare insert: one row per vote, confirmed after commit."""
    Antwoord.objects.create(antwoorden={"keuze": len(request.body)})
    return JsonResponse({"ontvangen": True})


def vragenlijst(request: HttpRequest) -> HttpResponse:
    """The naive way: render the form for everybody, store who answered what as one row, count it."""
    form = Vragenlijst(request.POST or None)
    if form.is_valid():
        with transaction.atomic():
            Antwoord.objects.create(antwoorden=form.cleaned_data)
            Teller.objects.filter(pk=1).update(aantal=F("aantal") + 1)
        return render(request, "vragenlijst.html", {"klaar": True})
    return render(request, "vragenlijst.html", {"form": form}, status=422 if form.errors else 200)
