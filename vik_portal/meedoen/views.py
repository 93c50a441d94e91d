"""Planning and leading a meeting: the list, one meeting, regie, and the big screen."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from vik_portal.exports.qr import qr_svg
from vik_portal.meedoen import papier as stapel
from vik_portal.meedoen import regie as regieacties
from vik_portal.meedoen import uitnodigen
from vik_portal.meedoen.banden import MINIMUM
from vik_portal.meedoen.forms import KaartjesForm, PlanForm, StellingForm, VerzetForm
from vik_portal.meedoen.koppeling import gebruik_token, koppel, maak_token
from vik_portal.meedoen.models import Bijeenkomst, Ronde
from vik_portal.meedoen.services import (
    MeedoenFout,
    NogOpen,
    VeldFout,
    aantal_stoelen,
    maak_kaartjes,
    ontvangen,
    plan,
    stop_als_begeleider,
    vink,
    voeg_begeleider_toe,
)
from vik_portal.meedoen.services.verzetten import mag_nog_anders, verzet, wanneer, zeg_af
from vik_portal.meedoen.toegang import (
    BEGELEIDERS,
    agenda_of_404,
    begeleider_of_404,
    bijeenkomst_of_404,
    te_leiden_of_404,
)
from vik_portal.organisatie.toegang import heeft_rol, inloggen_vereist, rol_vereist
from vik_portal.register import Draaiboek, Stapsoort, Verwijzing, register

PER_PAGINA = 20


@require_safe
@inloggen_vereist
def lijst(request: HttpRequest) -> HttpResponse:
    """What the visitor leads, and what was discussed with the visitor's team; the newest first."""
    alle = Bijeenkomst.objects.visible_to(request.user).select_related("team").order_by("-begin", "-pk")
    rij = Paginator(alle.defer("stopregels", "weggelegd", "gedaan"), PER_PAGINA).get_page(request.GET.get("pagina"))
    mag_plannen = heeft_rol(request.user, *BEGELEIDERS)
    return render(request, "meedoen/lijst.html", {"bijeenkomsten": rij, "mag_plannen": mag_plannen})


@rol_vereist(*BEGELEIDERS)
def nieuw(request: HttpRequest) -> HttpResponse:
    form = PlanForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        draaiboek = register.een(Draaiboek, form.cleaned_data["draaiboek"])
        bijeenkomst = plan(bijeenkomst=form.save(commit=False), draaiboek=draaiboek, begeleider=request.user)
        return redirect("bijeenkomsten:bijeenkomst", pk=bijeenkomst.pk)
    return render(request, "meedoen/nieuw.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@inloggen_vereist
def bijeenkomst(request: HttpRequest, pk: int) -> HttpResponse:
    stuk = bijeenkomst_of_404(request.user, pk)
    stappen = list(stuk.stappen.all())
    draaiboek = register.misschien(Draaiboek, stuk.soort)
    context = {
        "bijeenkomst": stuk,
        "stappen": stappen,
        "duur": sum(stap.minuten for stap in stappen),
        "leidt": stuk.begeleiders.filter(pk=request.user.pk).exists(),
        "voorbereiding": draaiboek.checklist(stuk) if draaiboek else [],
        "links": _links(stuk, draaiboek, {stap.soort for stap in stappen}),
        "begeleiders": list(stuk.begeleiders.all()),
        "berichten": uitnodigen.klaar(stuk),
        "te_verzetten": mag_nog_anders(stuk),
    }
    return render(request, "meedoen/bijeenkomst.html", context)


def _links(stuk: Bijeenkomst, draaiboek: Draaiboek | None, soorten: set[str]) -> list[Verwijzing]:
    """What its draaiboek and the kinds of its steps offer, each page once."""
    gevonden = draaiboek.links(stuk) if draaiboek else []
    gevonden += [link for soort in register.alle(Stapsoort) if soort.sleutel in soorten for link in soort.links(stuk)]
    return list({link.url: link for link in gevonden}.values())


def _veld(request: HttpRequest, naam: str) -> str:
    """What was sent, as the database can take it."""
    return request.POST.get(naam, "").replace("\x00", "")[:300]


@require_POST
@inloggen_vereist
def beheer(request: HttpRequest, pk: int) -> HttpResponse:
    """Buttons of the meeting's own page: checklist, messages, begeleiders."""
    stuk = begeleider_of_404(request, pk)
    actie, naar = request.POST.get("actie", ""), redirect("bijeenkomsten:bijeenkomst", pk=pk)
    try:
        if actie == "vink":
            vink(bijeenkomst=stuk, regel=_veld(request, "regel"), gedaan="gedaan" in request.POST)
        elif actie == "erbij":
            collega = voeg_begeleider_toe(bijeenkomst=stuk, email=_veld(request, "email"))
            messages.success(request, f"{collega} kan deze bijeenkomst nu ook leiden.")
        elif actie == "stuur":
            namen = uitnodigen.stuur_naar_teamchef(bijeenkomst=stuk, sleutel=_veld(request, "bericht"))
            messages.success(request, f"Gestuurd naar {namen}.")
        elif actie == "zeg_af":
            zeg_af(bijeenkomst=stuk, door=request.user)
            messages.success(request, f"‘{stuk}’ is afgezegd.")
        elif actie == "overdragen":
            stop_als_begeleider(bijeenkomst=stuk, wie=request.user)
            messages.success(request, f"Je hebt ‘{stuk}’ overgedragen.")
            naar = redirect("bijeenkomsten:lijst")
    except MeedoenFout as fout:
        messages.error(request, str(fout))
    return naar


@inloggen_vereist
def verzetten(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, time or place, or a cancellation."""
    stuk = begeleider_of_404(request, pk)
    form = VerzetForm(request.POST if request.method == "POST" else None, instance=stuk)
    if request.method == "POST" and form.is_valid():
        try:
            verzet(bijeenkomst=stuk, door=request.user, **form.cleaned_data)
            messages.success(request, f"‘{stuk}’ is nu op {wanneer(stuk)}.")
            return redirect("bijeenkomsten:bijeenkomst", pk=pk)
        except MeedoenFout as fout:
            form.add_error(None, str(fout))
    context = {"bijeenkomst": stuk, "form": form, "open": mag_nog_anders(stuk)}
    return render(request, "meedoen/verzet.html", context, status=422 if form.errors else 200)


@require_safe
@inloggen_vereist
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting as a calendar file."""
    return uitnodigen.agendabestand(agenda_of_404(request.user, pk)).als_antwoord(openbaar=False)


def _beeld(stuk: Bijeenkomst) -> dict[str, Any]:
    """What scherm and regie both show: the current step by its kind, seats, an open round."""
    stappen = list(stuk.stappen.all())
    stap = stuk.huidige_stap or (stappen[0] if stappen else None)
    ronde = stuk.rondes.filter(status=Ronde.Status.OPEN).first()
    binnen, van = ontvangen(ronde) if ronde else (0, 0)
    soort = register.een(Stapsoort, stap.soort) if stap else None
    plek = stappen.index(stap) if stap in stappen else 0
    plekken = soort.plekken(stap) if soort else 1
    if stap:
        stap.bijeenkomst = stuk  # the same one; else every kind of step fetches it again
    return {
        "bijeenkomst": stuk,
        "stappen": stappen,
        "stap": stap,
        "soort": soort,
        "nummer": plek + 1,
        "plek": min(stuk.plek, plekken),
        "plekken": plekken,
        "hierna": stappen[plek + 1] if plek + 1 < len(stappen) else None,
        "stoelen": aantal_stoelen(stuk),
        "plaatsnemen": next((ander for ander in stappen if ander.soort == "deur"), None),
        "open_ronde": ronde,
        # Regie says only this much while a round is open: a number would tell who is slow.
        "allemaal": bool(ronde) and binnen >= van,
        "meedoen_url": "/meedoen/",
        **(soort.context(stap) if soort else {}),
    }


@never_cache
def regie(request: HttpRequest, pk: int) -> HttpResponse:
    """What the begeleider has in hand. A POST is one button; afterwards the same page again."""
    stuk = te_leiden_of_404(request, pk)
    geweigerd: MeedoenFout | None = None
    stelling = StellingForm(request.POST if request.POST.get("actie") == "stelling" else None)
    if request.method == "POST":
        try:
            regieacties.doe(bijeenkomst=stuk, actie=request.POST.get("actie", ""), data=request.POST, stelling=stelling)
        except MeedoenFout as fout:
            geweigerd = fout
        if not (geweigerd or stelling.errors):
            return _na_de_knop(request, stuk)
    beeld, fouten = _beeld(stuk), geweigerd.velden if isinstance(geweigerd, VeldFout) else {}
    # What was refused stays in the boxes: it was typed in view of the room.
    context = beeld | {
        "handeling": regieacties.handeling(beeld),
        "stelling": stelling,
        "ingevuld": request.POST if geweigerd else {},
        "geweigerd": geweigerd,
        "fouten": fouten,
        "eerste_fout": next(iter(fouten), ""),
        "vraagt_na": isinstance(geweigerd, NogOpen),
    }
    return render(request, "meedoen/regie.html", context, status=422 if geweigerd or stelling.errors else 200)


def _na_de_knop(request: HttpRequest, stuk: Bijeenkomst) -> HttpResponse:
    """Regie again; after the end the page of the meeting, and for a phone that was paired the news that it is over."""
    if request.POST.get("actie") != "afronden":
        return redirect("bijeenkomsten:regie", pk=stuk.pk)
    if not stuk.begeleiders.filter(pk=request.user.pk).exists():
        return render(request, "meedoen/afgerond.html", {"bijeenkomst": stuk})
    messages.success(request, "De bijeenkomst is afgerond. Alle stoelen zijn weg. Hieronder staat wat ervan blijft.")
    return redirect("bijeenkomsten:bijeenkomst", pk=stuk.pk)


@require_POST
@never_cache
def kaartjes(request: HttpRequest, pk: int) -> HttpResponse:
    """New tickets to print, shown once: the portal keeps only their hashes."""
    stuk = te_leiden_of_404(request, pk)
    form = KaartjesForm(request.POST)
    try:
        if not stuk.met_kaartjes:
            raise MeedoenFout("Bij deze bijeenkomst horen geen kaartjes. Wil je dat wel, plan dan een nieuwe.")
        if not form.is_valid():
            raise MeedoenFout(form.errors["aantal"][0])
        op_papier = maak_kaartjes(bijeenkomst=stuk, aantal=form.cleaned_data["aantal"])
    except MeedoenFout as fout:
        messages.error(request, str(fout))
        return redirect("bijeenkomsten:regie", pk=pk)
    stuk.refresh_from_db(fields=["code"])
    adres = f"{settings.MEEDOEN_HOST or request.get_host()}/meedoen"
    in_vieren = [[kaartje[:4], kaartje[4:8], kaartje[8:]] for kaartje in op_papier]
    context = {"bijeenkomst": stuk, "adres": adres, "kaartjes": in_vieren}
    return render(request, "meedoen/kaartjes.html", context)


@never_cache
@sensitive_variables()
def papier(request: HttpRequest, pk: int, stap: int) -> HttpResponse:
    """Typing in a pile of forms. They stay in that page until one POST brings them all, and are counted at once."""
    stuk = te_leiden_of_404(request, pk)
    deze = get_object_or_404(stuk.stappen, pk=stap)
    regie_url = reverse("bijeenkomsten:regie", args=[pk])
    try:
        stapel.mag_op_papier(bijeenkomst=stuk, stap=deze)
        vragen = stapel.bekijk_vragen(deze)
        merk = stapel.afdruk(vragen)
        if request.method == "POST":
            gezien, formulieren = stapel.lees_stapel(request.body)
            stapel.tel_papier(bijeenkomst=stuk, stap=deze, formulieren=formulieren, merk=gezien)
            return JsonResponse({"naar": regie_url})
    except MeedoenFout as fout:
        if request.method == "POST":
            return JsonResponse({"fout": str(fout)}, status=422)
        messages.error(request, str(fout))
        return redirect(regie_url)
    meegeven = {"vragen": vragen, "merk": merk, "meeste": stapel.MEESTE_FORMULIEREN, "minimum": MINIMUM}
    return render(request, "meedoen/papier.html", {"bijeenkomst": stuk, "stap": deze, "meegeven": meegeven})


@require_safe
@never_cache
def scherm(request: HttpRequest, pk: int) -> HttpResponse:
    """The projector: what the current step shows, and results only when they were released."""
    stuk = te_leiden_of_404(request, pk)
    context = _beeld(stuk) | {"scherm": True}
    if stuk.code:
        host = settings.MEEDOEN_HOST or request.get_host()
        context |= {"qr": qr_svg(f"{request.scheme}://{host}/meedoen/{stuk.code}/"), "adres": f"{host}/meedoen"}
    return render(request, "meedoen/scherm.html", context)


@require_safe
@never_cache
def stand(request: HttpRequest, pk: int) -> HttpResponse:
    """What scherm and regie poll: a number that grows when something changed, and whether all envelopes are in."""
    stuk = te_leiden_of_404(request, pk)
    ronde = stuk.rondes.filter(status=Ronde.Status.OPEN).first()
    binnen, van = ontvangen(ronde) if ronde else (0, 1)
    return JsonResponse({"tik": f"{stuk.tik}-{int(binnen >= van)}"})


@require_POST
@inloggen_vereist
def koppel_qr(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the QR that makes a phone regie."""
    stuk = begeleider_of_404(request, pk)
    adres = request.build_absolute_uri(reverse("bijeenkomsten:koppel", args=[maak_token(stuk)]))
    return render(request, "meedoen/koppel.html", {"bijeenkomst": stuk, "qr": qr_svg(adres)})


def koppel_telefoon(request: HttpRequest, token: str) -> HttpResponse:
    """Opened on the phone: asks to confirm, so that a link preview does not spend the token; a POST pairs."""
    if request.method != "POST":
        return render(request, "meedoen/koppel_bevestig.html", {"token": token})
    gevonden = gebruik_token(token)
    if gevonden is None:
        raise Http404
    pk, nonce = gevonden
    antwoord = redirect("bijeenkomsten:regie", pk=pk)
    koppel(antwoord, pk, nonce, secure=request.is_secure())
    return antwoord
