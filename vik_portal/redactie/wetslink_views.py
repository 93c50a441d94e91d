"""The button at the desk that checks the links to the law."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from procrastinate import exceptions

from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import rol_vereist
from vik_portal.redactie.taken import controleer_wetslinks


@require_POST
@rol_vereist(Rol.Soort.REDACTEUR)
def wetslinks_nu(request: HttpRequest) -> HttpResponse:
    """Check the links to the law now instead of next Monday: puts the job in the queue."""
    if not settings.WETSLINKS_CONTROLEREN:
        raise Http404
    try:
        with transaction.atomic():
            controleer_wetslinks.defer()
    except exceptions.AlreadyEnqueued:
        messages.info(request, "De controle staat al klaar. Kijk over een paar minuten nog eens.")
    else:
        messages.success(request, "De controle is gestart. Kijk over een paar minuten nog eens.")
    return redirect("redactie:werkvoorraad")
