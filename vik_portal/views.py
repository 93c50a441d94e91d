"""The start page, the home of somebody who logged in, pages about the portal, and error pages."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from beroepscode.models import Onderdeel, Themablad
from dilemmas.models import Dilemma
from vik_portal import bewaren
from vik_portal.lezen import leesantwoord
from vik_portal.mijn import secties_voor, van_vandaag
from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import heeft_rol, inloggen_vereist, leespoort, rol_vereist, rollen
from vik_portal.redactie.ingetrokken import over_hetzelfde
from vik_portal.redactie.toegang import Ingetrokken
from vik_portal.redactie.weergaven import Bladzijde, weergave

OVER = "Wat de norm is, wat een collega zou doen en bij wie je terechtkunt. Zonder account."
KERNWAARDEN = ["integer", "betrouwbaar", "moedig", "verbindend"]


def _home() -> Bladzijde:
    waarden = {o.naam: o for o in Onderdeel.objects.actief().filter(soort="kernwaarde")}
    html = render_to_string(
        "weergave/home.html",
        {
            "dilemma": Dilemma.objects.van_de_week(),
            "bladen": list(Themablad.objects.published().op_titel().only("titel", "slug")),
            "waarden": [waarden[naam] for naam in KERNWAARDEN if naam in waarden],
        },
    )
    return Bladzijde(html, kort=OVER)


@require_safe
@leespoort
def home(request: HttpRequest) -> HttpResponse:
    """Search, where to turn to, the dilemma of the week, themes, the four values."""
    vandaag = timezone.localdate()
    maandag = vandaag + timedelta(days=7 - vandaag.weekday())
    bewaard = weergave("home", _home, geldig_tot=maandag)
    return leesantwoord(request, "lezen.html", {"kort": bewaard.kort, "weergave": bewaard.html}, bewaard.etag)


@require_safe
@inloggen_vereist
def mijn(request: HttpRequest) -> HttpResponse:
    """What waits for you, what comes, what is yours: from every app that registered something."""
    secties = secties_voor(request.user)
    context = {"secties": secties, "vandaag": van_vandaag(secties), "rollen": rollen(request.user)}
    return render(request, "mijn.html", context)


@require_safe
def over(request: HttpRequest) -> HttpResponse:
    return render(request, "over/over.html")


@require_safe
def gegevens(request: HttpRequest) -> HttpResponse:
    return render(request, "over/gegevens.html")


@require_safe
def bewaard(request: HttpRequest) -> HttpResponse:
    """What is kept how long and why, as the registry says it."""
    return render(request, "over/bewaren.html", {"groepen": bewaren.per_groep()})


@require_safe
@rol_vereist(Rol.Soort.BEHEERDER)
def bewaard_straks(request: HttpRequest) -> HttpResponse:
    """What the coming nights delete, in numbers: a beheerder may not know of whom."""
    nu = timezone.now()
    gaat, blijft = bewaren.wat_gaat(bewaren.vooruit(nu))
    context = {
        "rijen": gaat,
        "leeg": blijft,
        "nacht": bewaren.komende_nacht(nu),
        "achter": any(rij.nu for rij in gaat),
    }
    return render(request, "over/bewaren_straks.html", context)


@require_safe
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    return render(request, "over/toegankelijkheid.html")


@require_safe
def stijl(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for who builds here."""
    from vik_portal.tekens import ICONEN

    return render(request, "stijl.html", {"iconen": ICONEN, "kernwaarden": KERNWAARDEN})


@require_safe
def gezond(request: HttpRequest) -> HttpResponse:
    """For load balancers: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def _fout(request: HttpRequest, status: int, kop: str, zin: str, terug: str = "") -> HttpResponse:
    context = {"kop": kop, "zin": zin, "status": status, "terug": terug}
    return render(request, "fout.html", context, status=status)


def fout_400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _fout(request, 400, "Dit verzoek klopt niet", "Ga terug en probeer het opnieuw.")


#: Who else to turn to when a role does not open a page: a teamchef is not sent to the teamchef.
VRAAG_HET = [
    ((Rol.Soort.PREVENTIECOORDINATOR, Rol.Soort.LANDELIJK, Rol.Soort.REDACTEUR), "Vraag het een beheerder."),
    ((Rol.Soort.BEHEERDER,), "Hij hoort bij een andere rol dan de jouwe."),
    (
        (Rol.Soort.TEAMCHEF, Rol.Soort.SECTORHOOFD, Rol.Soort.EENHEIDSLEIDING),
        "Vraag het de preventiecoördinator van je eenheid.",
    ),
]


def fout_403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    zinnen = (zin for soorten, zin in VRAAG_HET if heeft_rol(request.user, *soorten))
    hulp = next(zinnen, "Vraag het je teamchef.")
    return _fout(request, 403, "Deze pagina is niet voor jouw rol", f"Je mag deze pagina niet zien. {hulp}")


def fout_404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, Ingetrokken):
        context = {"soort": exception.model.soortnaam.lower(), "groepen": over_hetzelfde(exception)}
        antwoord = render(request, "ingetrokken.html", context, status=410)
        antwoord["Cache-Control"] = "no-store"
        return antwoord
    return _fout(request, 404, "Deze pagina is er niet", "Zoek hieronder, of ga terug naar de start.")


def fout_405(request: HttpRequest, terug: str) -> HttpResponse:
    """``terug``: the address that the way back leads to."""
    zin = "Dit adres hoort bij een knop. Ga terug naar de pagina waar die knop staat en druk daar opnieuw."
    return _fout(request, 405, "Hier is geen pagina", zin, terug)


def fout_500(request: HttpRequest) -> HttpResponse:
    # No context processors: they may be what failed.
    return HttpResponse(render_to_string("fout_500.html"), status=500)


def csrf_fout(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _fout(
        request,
        403,
        "De pagina stond te lang open",
        "Ga terug, laad de pagina opnieuw en verstuur nog eens. Zet cookies aan als dit blijft gebeuren.",
    )
