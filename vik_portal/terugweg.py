"""An address that only takes what a form sends, opened as a page: a page that says so, with a way back."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from vik_portal.views import fout_405


def erboven(pad: str) -> str:
    """The nearest address above this one that is of the portal: ``/briefings/`` of ``/briefings/mijlpaal/3/``."""
    delen = pad.strip("/").split("/")
    for tot in range(len(delen) - 1, 0, -1):
        boven = f"/{'/'.join(delen[:tot])}/"
        try:
            resolve(boven)
        except Resolver404:
            continue
        return boven
    return "/"


class Terugweg:
    """Gives the empty 405 of a page that a person asked for words. What machines ask stays as it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        antwoord = self.get_response(request)
        # A script asks for */*; only a browser that opens a page names HTML.
        mens = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
        if antwoord.status_code != 405 or not mens or antwoord.content:
            return antwoord
        pagina = fout_405(request, erboven(request.path_info))
        pagina["Allow"] = antwoord["Allow"]
        return pagina
