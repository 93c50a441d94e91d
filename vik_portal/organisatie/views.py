"""My account, and who may do what: accounts and roles."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import download_recovery_codes
from allauth.mfa.webauthn.views import remove_webauthn
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST, require_safe

from vik_portal.organisatie import demowereld, services, toegang
from vik_portal.organisatie.forms import GebruikerForm, RolForm
from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.services import OrganisatieFout
from vik_portal.organisatie.toegang import inloggen_vereist, rol_vereist

PER_PAGINA = 25
BEHEERDER, TEAMCHEF = Rol.Soort.BEHEERDER, Rol.Soort.TEAMCHEF


class Inloggen(LoginView):
    """allauth's login page; in the demo world it also shows who you can be."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if settings.OMGEVING == "demo":
            context["demo_accounts"] = demowereld.accounts()
            context["demo_wachtwoord"] = demowereld.WACHTWOORD
        return context


def niet_in_gebruik(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Pages of allauth that the portal does not use."""
    raise Http404


@require_safe
def dienstaccount_onvolledig(request: HttpRequest) -> HttpResponse:
    """The organisation's login let somebody in without saying who it is."""
    return render(request, "socialaccount/onvolledig.html", status=403)


@inloggen_vereist
def sleutel_weg(request: HttpRequest, pk: int) -> HttpResponse:
    """allauth removes a passkey without asking whether it may be missed."""
    sleutel = get_object_or_404(Authenticator, pk=pk, user_id=request.user.pk, type=Authenticator.Type.WEBAUTHN)
    if not mfa_adapter().can_delete_authenticator(sleutel):
        messages.error(request, mfa_adapter().error_messages["cannot_delete_authenticator"])
        return redirect("mfa_list_webauthn")
    return remove_webauthn(request, pk=pk)


def herstelcodes(request: HttpRequest) -> HttpResponse:
    """allauth's download, under a name that says what it is."""
    antwoord = download_recovery_codes(request)
    if antwoord.status_code == 200:
        antwoord["Content-Disposition"] = 'attachment; filename="herstelcodes-vik-portaal.txt"'
    return antwoord


@require_safe
@inloggen_vereist
def account(request: HttpRequest) -> HttpResponse:
    """Who you are here, what you may do, and how you log in."""
    soorten = list(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True))
    return render(
        request,
        "organisatie/account.html",
        {
            "rollen": toegang.rollen(request.user),
            "sleutels": soorten.count(Authenticator.Type.WEBAUTHN),
            "heeft_app": Authenticator.Type.TOTP in soorten,
            "tweede_stap_verplicht": toegang.tweede_factor_nodig(request.user),
            "beheert_rollen": toegang.heeft_rol(request.user, BEHEERDER, TEAMCHEF),
        },
    )


class EerstePaginas(Paginator):
    """Of a whole organisation only the first thousand: counting all of them costs more than showing some."""

    MEESTE = 1000

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[: self.MEESTE].count()  # type: ignore[attr-defined]

    @property
    def vol(self) -> bool:
        return self.count == self.MEESTE


@require_safe
@rol_vereist(BEHEERDER, TEAMCHEF)
def rollen(request: HttpRequest) -> HttpResponse:
    """For a beheerder everybody, found by name; for a teamchef the briefers of the own teams."""
    if not toegang.heeft_rol(request.user, BEHEERDER):
        teams = toegang.eenheden_met_rol(request.user, TEAMCHEF).teams()
        briefers = Rol.objects.filter(soort=Rol.Soort.BRIEFER, eenheid__in=teams).select_related("gebruiker", "eenheid")
        context: dict[str, Any] = {"teams": teams, "briefers": briefers.order_by("eenheid_id", "gebruiker__naam")}
        context["met_briefer"] = {rol.eenheid_id for rol in context["briefers"]}
        return render(request, "organisatie/briefers.html", context)
    vraag, rol = request.GET.get("q", "").strip(), request.GET.get("rol", "")
    mensen = Gebruiker.objects.zoek(vraag).defer("password")
    if rol == "geen":
        mensen = mensen.zonder_rol()
    else:
        mensen = mensen.prefetch_related(Prefetch("rollen", Rol.objects.select_related("eenheid"), "alle_rollen"))
    if rol in Rol.Soort.values:
        mensen = mensen.filter(Exists(Rol.objects.filter(gebruiker=OuterRef("pk"), soort=rol)))
    pagina = EerstePaginas(mensen, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {"vraag": vraag, "rol": rol, "pagina": pagina, "soorten": Rol.Soort.choices}
    return render(request, "organisatie/rollen.html", context)


@rol_vereist(BEHEERDER, TEAMCHEF)
def gebruiker_nieuw(request: HttpRequest) -> HttpResponse:
    """A role for somebody by e-mail address, and an account when there is none yet."""
    form = GebruikerForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        velden = form.cleaned_data
        with transaction.atomic():
            wie, nieuw = form.bestaand, False
            if wie is None:
                wie, nieuw = services.maak_gebruiker(email=velden["email"], naam=velden["naam"])
            if velden["soort"]:
                rol = services.geef_rol(gebruiker=wie, soort=velden["soort"], eenheid=velden["eenheid"])
                messages.success(request, f"{wie} heeft nu de rol {rol}.")
        if nieuw:
            _stuur_welkom(request, wie)
        return redirect("organisatie:rollen")
    return render(request, "organisatie/gebruiker_nieuw.html", {"form": form})


@rol_vereist(BEHEERDER)
def gebruiker(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: the roles, and a form to give another."""
    wie = get_object_or_404(Gebruiker.objects.prefetch_related("rollen__eenheid"), pk=pk)
    form = RolForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        rol = services.geef_rol(gebruiker=wie, **form.cleaned_data)
        messages.success(request, f"{wie} heeft nu de rol {rol}.")
        return redirect("organisatie:gebruiker", pk=pk)
    context = {"wie": wie, "form": form, "heeft_tweede_stap": toegang.tweede_factoren(wie).exists()}
    return render(request, "organisatie/gebruiker.html", context)


@rol_vereist(BEHEERDER, TEAMCHEF)
def rol_neem(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once, then takes the role away."""
    rol = toegang.beheerbare_rol_of_404(request.user, pk)
    if request.method != "POST":
        return render(request, "organisatie/rol_neem.html", {"rol": rol})
    try:
        services.neem_rol(rol=rol)
        messages.success(request, f"{rol.gebruiker} heeft de rol {rol} niet meer.")
    except OrganisatieFout as fout:
        messages.error(request, str(fout))
    if toegang.heeft_rol(request.user, BEHEERDER) and rol.gebruiker_id != request.user.pk:
        return redirect("organisatie:gebruiker", pk=rol.gebruiker_id)
    # Whoever took an own role away may not see the list any more.
    return redirect("organisatie:rollen" if rol.gebruiker_id != request.user.pk else "organisatie:account")


@require_POST
@rol_vereist(BEHEERDER)
def gebruiker_actief(request: HttpRequest, pk: int) -> HttpResponse:
    """Switches an account off, or on again."""
    wie = get_object_or_404(Gebruiker, pk=pk)
    actief = request.POST.get("actief") == "ja"
    try:
        services.zet_actief(gebruiker=wie, actief=actief)
        messages.success(request, f"Het account van {wie} staat {'weer aan' if actief else 'uit'}.")
    except OrganisatieFout as fout:
        messages.error(request, str(fout))
    return redirect("organisatie:gebruiker", pk=pk)


@require_POST
@rol_vereist(BEHEERDER)
def gebruiker_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends the link to choose a password once more."""
    _stuur_welkom(request, get_object_or_404(Gebruiker, pk=pk, is_active=True))
    return redirect("organisatie:gebruiker", pk=pk)


@require_POST
@rol_vereist(BEHEERDER)
def tweede_stap_weg(request: HttpRequest, pk: int) -> HttpResponse:
    """For who lost phone and recovery codes. Not for yourself: then somebody who sits at your desk could."""
    wie = get_object_or_404(Gebruiker.objects.exclude(pk=request.user.pk), pk=pk)
    services.haal_tweede_stap_weg(gebruiker=wie)
    messages.success(
        request, f"{wie} logt nu weer in met alleen een wachtwoord en stelt dan een nieuwe tweede stap in."
    )
    return redirect("organisatie:gebruiker", pk=pk)


def _stuur_welkom(request: HttpRequest, wie: Gebruiker) -> None:
    if not settings.MAIL_VERSTUREN:
        link = services.wachtwoordlink(gebruiker=wie)
        messages.info(request, f"Dit portaal verstuurt geen mail. Geef {wie} zelf deze link om te beginnen: {link}")
        return
    try:
        services.stuur_welkom(gebruiker=wie, door=request.user, request=request)  # type: ignore[arg-type]
        messages.success(request, f"{wie} krijgt een mail met een link om een wachtwoord te kiezen.")
    except OSError:
        messages.error(request, f"Het account van {wie} is er, maar de mail kon niet weg. Stuur hem later opnieuw.")
