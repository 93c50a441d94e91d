"""The images of the portal: the list and the upload for redacteurs, and the files themselves for everybody."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils.http import parse_etags
from django.views.decorators.http import require_http_methods, require_safe

from vik_portal.media.forms import AfbeeldingForm
from vik_portal.media.models import Afbeelding
from vik_portal.media.services import verwijder_afbeelding
from vik_portal.media.signalen import wie_gebruikt
from vik_portal.media.toegang import afbeelding_of_404, te_beheren_of_404
from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import inloggen_vereist, leespoort, rol_vereist

PER_PAGINA = 24


@require_http_methods(["GET", "HEAD", "POST"])
@rol_vereist(Rol.Soort.REDACTEUR)
def lijst(request: HttpRequest) -> HttpResponse:
    """All images, newest first, and the form to add one."""
    form = AfbeeldingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.bewaar(request.user):  # type: ignore[arg-type]
        messages.success(request, "De afbeelding staat erin. Verborgen gegevens, zoals de plek, zijn eruit.")
        return redirect("media:lijst")
    pagina = Paginator(Afbeelding.objects.filter(besloten=False).select_related("geüpload_door"), PER_PAGINA)
    context = {"form": form, "afbeeldingen": pagina.get_page(request.GET.get("pagina"))}
    return render(request, "media/media.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@inloggen_vereist
def verwijder(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first, or says which texts still use it; then removes the image, unless one does."""
    afbeelding = te_beheren_of_404(request.user, pk)
    if request.method != "POST":
        antwoorden = wie_gebruikt.send(Afbeelding, afbeelding=afbeelding)
        gebruikt = [naam for _, namen in antwoorden for naam in namen]
        return render(request, "media/verwijder.html", {"afbeelding": afbeelding, "gebruikt": gebruikt})
    try:
        verwijder_afbeelding(afbeelding=afbeelding)
    except ProtectedError:
        messages.error(request, "Deze afbeelding blijft staan: een tekst of een oude versie daarvan gebruikt hem.")
    else:
        messages.success(request, "De afbeelding is verwijderd.")
    return redirect("media:lijst")


@require_safe
@leespoort
def afbeelding(request: HttpRequest, vingerafdruk: str, breedte: int) -> HttpResponse:
    """The file of one width. What stands at an address never changes, so a browser may keep it."""
    voor = "private" if settings.LEZEN_VEREIST_INLOGGEN else "public"
    return antwoord_met_afbeelding(request, afbeelding_of_404(vingerafdruk, breedte), breedte, voor=voor)


def antwoord_met_afbeelding(
    request: HttpRequest, stuk: Afbeelding, breedte: int, *, voor: str = "private"
) -> HttpResponse:
    """One width of an image, to keep for good; ``voor`` is who may keep it. For views with a gate of their own."""
    etag = f'"{stuk.vingerafdruk}-{breedte}"'
    antwoord: HttpResponse
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        antwoord = HttpResponseNotModified()
    else:
        try:
            with default_storage.open(stuk.naam_van(breedte)) as bestand:
                antwoord = HttpResponse(bestand.read(), content_type=stuk.mime)
        except FileNotFoundError:
            raise Http404 from None
    antwoord["ETag"] = etag
    antwoord["Cache-Control"] = f"{voor}, max-age=31536000, immutable"
    antwoord["X-Content-Type-Options"] = "nosniff"
    return antwoord
