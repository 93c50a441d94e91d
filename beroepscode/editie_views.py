"""Reading an edition of the code at its own address, also when another one counts now."""

from __future__ import annotations

import zlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from beroepscode.models import Editie
from beroepscode.toegang import leesbare_editie_of_404
from vik_portal.lezen import leesantwoord
from vik_portal.organisatie.toegang import leespoort


@require_safe
@leespoort
def edities(request: HttpRequest) -> HttpResponse:
    """The edition that counts, and those before it."""
    alle = list(Editie.objects.op_volgorde().defer("weergave"))
    versie = "-".join(f"{editie.pk}.{editie.actief:d}.{editie.naam}" for editie in alle)
    return leesantwoord(
        request, "beroepscode/edities.html", {"edities": alle}, f"edities-{zlib.crc32(versie.encode()):x}"
    )


@require_safe
@leespoort
def editie(request: HttpRequest, slug: str) -> HttpResponse:
    """An earlier edition, plainly marked as one; the address of the edition that counts leads to the code."""
    stuk = leesbare_editie_of_404(slug)
    if stuk.actief:
        return redirect("beroepscode:code")
    context = {"titel": f"{stuk.naam}, niet de geldende code", "weergave": stuk.weergave}
    return leesantwoord(request, "lezen.html", context, stuk.etag)
