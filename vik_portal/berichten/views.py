"""Somebody's messages, what they want by mail, their calendar feed; and for a beheerder how the sending goes."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from vik_portal.berichten import services, soorten
from vik_portal.berichten.agenda import afspraken_van
from vik_portal.berichten.forms import VoorkeurenForm
from vik_portal.berichten.models import Agendasleutel, Bericht
from vik_portal.berichten.stand import stand
from vik_portal.berichten.toegang import (
    agenda_eigenaar_of_404,
    mag_verzending_zien,
    nog_te_verzenden,
    te_verzenden_of_404,
)
from vik_portal.exports.ics import agenda as als_agenda
from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import inloggen_vereist, rol_vereist

PER_PAGINA = 20


def _pagina(request: HttpRequest, *, nieuw_adres: str = "", form: VoorkeurenForm | None = None) -> HttpResponse:
    berichten = Paginator(Bericht.objects.van(request.user), PER_PAGINA)  # type: ignore[arg-type]
    return render(
        request,
        "berichten/berichten.html",
        {
            "berichten": berichten.get_page(request.GET.get("pagina")),
            "form": form or VoorkeurenForm(request.user),  # type: ignore[arg-type]
            "altijd": [soort for soort in soorten.alle() if not soort.uit_te_zetten],
            "sleutel": Agendasleutel.objects.filter(gebruiker=request.user).first(),  # type: ignore[misc]
            "nieuw_adres": nieuw_adres,
            "mag_verzending": mag_verzending_zien(request.user),
            "verstuurt": settings.MAIL_VERSTUREN,
        },
    )


@require_safe
@inloggen_vereist
def lijst(request: HttpRequest) -> HttpResponse:
    return _pagina(request)


@require_POST
@inloggen_vereist
def voorkeuren(request: HttpRequest) -> HttpResponse:
    form = VoorkeurenForm(request.user, request.POST)  # type: ignore[arg-type]
    if not form.is_valid():
        return _pagina(request, form=form)
    form.save()
    messages.success(request, "Je keuze is bewaard.")
    return redirect("berichten:lijst")


@require_POST
@inloggen_vereist
@cache_control(no_store=True, private=True)
def agenda_maak(request: HttpRequest) -> HttpResponse:
    """Answers with the page itself and no redirect: the token must not be kept anywhere to be shown later."""
    token = services.maak_agendasleutel(gebruiker=request.user)  # type: ignore[arg-type]
    return _pagina(request, nieuw_adres=f"{settings.SITE_URL}{reverse('berichten:agenda', args=[token])}")


@require_POST
@inloggen_vereist
def agenda_intrek(request: HttpRequest) -> HttpResponse:
    Agendasleutel.objects.filter(gebruiker=request.user).delete()  # type: ignore[misc]
    messages.success(request, "De agendalink werkt niet meer. Haal de agenda ook weg uit je telefoon of Outlook.")
    return redirect("berichten:lijst")


@require_safe
def agenda(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar feed: the token is the key, calendars cannot log in."""
    eigenaar = agenda_eigenaar_of_404(token)
    return als_agenda("VIK-portaal", afspraken_van(eigenaar)).als_antwoord(openbaar=False)


@require_safe
@rol_vereist(Rol.Soort.BEHEERDER)
def verzending(request: HttpRequest) -> HttpResponse:
    """What waits and what failed, with the reason; never a word of the message."""
    rij = Paginator(nog_te_verzenden(request.user).order_by("status", "gemaakt_op"), PER_PAGINA)
    return render(
        request, "berichten/verzending.html", {"rij": rij.get_page(request.GET.get("pagina")), "stand": stand()}
    )


@require_POST
@rol_vereist(Rol.Soort.BEHEERDER)
def opnieuw(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """One message, or all that wait or failed."""
    if pk is None:
        ids = list(nog_te_verzenden(request.user).values_list("pk", flat=True))
    else:
        ids = [te_verzenden_of_404(request.user, pk).pk]
    aantal = services.opnieuw(ids=ids)
    if aantal:
        wat = "Het bericht staat" if aantal == 1 else f"{aantal} berichten staan"
        messages.success(request, f"{wat} weer in de rij en {'gaat' if aantal == 1 else 'gaan'} nu de deur uit.")
    else:
        messages.info(request, "Er is niets om opnieuw te proberen: het wordt net verzonden.")
    return redirect("berichten:verzending")
