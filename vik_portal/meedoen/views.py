"""The door: typing the code that stands on the screen in the room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from vik_portal.meedoen.codes import lees_code


@require_safe
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Asks for the code; a code that opens nothing gets one sentence and stays in the box."""
    invoer = request.GET.get("code", "")
    fout = ""
    if invoer:
        fout = "Deze code werkt niet. Kijk nog eens op het scherm."
        if not lees_code(invoer):
            fout = "Een code heeft acht letters en cijfers. Kijk nog eens op het scherm."
    context = {"invoer": invoer[:20], "fout": fout}
    return render(request, "meedoen/code.html", context, status=404 if fout else 200)
