from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from bench.kaal.models import Document, Pagina


def pagina(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "pagina.html", {"pagina": get_object_or_404(Pagina, slug=slug)})


def zoek(request: HttpRequest) -> HttpResponse:
    query = SearchQuery(request.GET.get("q", ""), config="dutch", search_type="websearch")
    gevonden = (
        Document.objects.filter(tsv=query)
        # F() ranks the stored vector; the bare field name would compute it again for every row.
        .annotate(rang=SearchRank(F("tsv"), query), fragment=SearchHeadline("tekst", query, config="dutch"))
        .order_by("-rang")
        .only("titel", "url")[:20]
    )
    return render(request, "zoek.html", {"vraag": request.GET.get("q", ""), "gevonden": gevonden})
