from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from bench.kaal.models import Document, Pagina


def pagina(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "pagina.html", {"pagina": get_object_or_404(Pagina, slug=slug)})


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
