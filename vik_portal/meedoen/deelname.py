"""What a phone talks to. Everything here runs outside sessions, accounts, CSRF cookies, audit and messages.

The gate is :mod:`vik_portal.meedoen.poort`: it calls these functions before any other middleware. Every answer is the
same bytes for every seat at the same moment, is never cached, and says nothing about who asks. A seat is known by a
random token in a cookie that goes only to this meeting's paths; the database knows its SHA-256.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string

from vik_portal.meedoen import stembus
from vik_portal.meedoen.codes import GEEN_CODE, lees_code
from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stoel
from vik_portal.meedoen.services import VolFout, hash_token, is_echt, neem_stoel

COOKIE = "stoel"
#: Sentences for the phone; one per thing that can happen.
GEEN_ADRES = "Dit adres bestaat niet. Typ de code die op het scherm staat."
ONBEKEND = "Deze code werkt niet. Kijk nog eens op het scherm."
GEEN_STOEL = "Je telefoon heeft geen stoel in deze ronde. Vraag de begeleider om de deur nog eens te openen."
ANDERE_ENVELOP = "Je hebt al verstuurd. De eerste envelop telt."
TE_LAAT = "De ronde is dicht. Je envelop is niet meegeteld."
KAPOT = "De envelop is niet heel aangekomen. Laad de pagina opnieuw en verstuur nog eens."
VERVALLEN = "Deze ronde kan niet doorgaan. De begeleider begint hem opnieuw."
VREEMD = "Dit verzoek kwam niet van deze pagina. Open de code opnieuw in je browser."


def _json(inhoud: dict[str, Any], status: int = 200) -> HttpResponse:
    return JsonResponse(inhoud, status=status)


def _fout(zin: str, status: int) -> HttpResponse:
    return _json({"fout": zin}, status)


def zelfde_oorsprong(request: HttpRequest) -> bool:
    """True when the browser says that the request comes from a page of this very host (the check instead of CSRF)."""
    oorsprong = request.headers.get("Origin", "")
    try:
        delen = urlsplit(oorsprong)
    except ValueError:  # half an address, as no browser sends
        return False
    return bool(oorsprong) and f"{delen.scheme}://{delen.netloc}" == f"{request.scheme}://{request.get_host()}"


def _pagina(sjabloon: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    # Without a request: no context processor, so nothing about the visitor can reach the page.
    return HttpResponse(render_to_string(sjabloon, context), status=status)


def code(request: HttpRequest) -> HttpResponse:
    """The page that asks for the code; a code that works leads to its meeting."""
    invoer = request.GET.get("code", "")
    gelezen = lees_code(invoer)
    if gelezen and Bijeenkomst.objects.filter(code=gelezen).exists():
        return HttpResponseRedirect(f"/meedoen/{gelezen}/")
    fout = (ONBEKEND if gelezen else GEEN_CODE) if invoer else ""
    return _pagina("meedoen/code.html", {"invoer": invoer[:20], "fout": fout}, 404 if fout else 200)


def zonder_streep(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect("/meedoen/")


def _portaal() -> str:
    """In front of links to the portal: on its own host name there is none beside it, and they are whole addresses."""
    return settings.SITE_URL if settings.MEEDOEN_HOST else ""


@lru_cache(maxsize=128)
def _schil(code: str, titel: str, kaartjes: bool, oefening: bool) -> str:
    context = {"code": code, "titel": titel, "met_kaartjes": kaartjes, "oefening": oefening, "portaal": _portaal()}
    return render_to_string("meedoen/telefoon.html", context)


def telefoon(request: HttpRequest, code: str) -> HttpResponse:
    """The page that a phone keeps open during the meeting. The same bytes for everybody."""
    rij = Bijeenkomst.objects.filter(code=code).values_list("titel", "met_kaartjes", "oefening").first()
    if rij is None:
        return _pagina("meedoen/code.html", {"invoer": code[:20], "fout": ONBEKEND}, 404)
    return HttpResponse(_schil(code, *rij))


def stoel(request: HttpRequest, code: str) -> HttpResponse:
    """Claims a seat. A phone that already has one keeps it, so that asking twice does not count twice."""
    token = request.COOKIES.get(COOKIE, "")
    if token and Stoel.objects.filter(token=hash_token(token), bijeenkomst__code=code).exists():
        return _json({"stoel": True})
    try:
        token = neem_stoel(code=code, kaartje=lees_kaartje(request))
    except Bijeenkomst.DoesNotExist:
        return _fout(ONBEKEND, 404)
    except VolFout as fout:
        return _fout(str(fout), 409)
    antwoord = _json({"stoel": True}, 201)
    antwoord.set_cookie(
        COOKIE, token, path=f"/meedoen/{code}/", httponly=True, samesite="Strict", secure=request.is_secure()
    )
    return antwoord


def lees_kaartje(request: HttpRequest) -> str:
    """What was typed from a ticket, in its canonical form; empty when nothing sensible was."""
    try:
        invoer = json.loads(request.body or b"{}").get("kaartje", "")
    except (ValueError, AttributeError):
        return ""
    return "".join(invoer.split()).replace("-", "").upper() if isinstance(invoer, str) else ""


def stand(request: HttpRequest, code: str) -> HttpResponse:
    """Where the meeting is: the same for every phone. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT b.zitting, b.deur_open, r.id, r.volgnummer FROM meedoen_bijeenkomst b"
            " LEFT JOIN meedoen_ronde r ON r.bijeenkomst_id = b.id AND r.status = 'open' WHERE b.code = %s",
            [code],
        )
        rij = cursor.fetchone()
    if rij is None:
        return _json({"klaar": True})
    return _json({"zitting": rij[0], "deur": rij[1], "ronde": rij[2], "nummer": rij[3]})


@lru_cache(maxsize=16)
def _formulier(slot: stembus.Slot, stoelen: int, oefening: bool, vorm: str, merk: bytes) -> bytes:
    """Everything a phone needs to fill in and seal: rendered once per round, the same bytes for every seat.

    Raises ``StembusWeg`` when the round is not as its box was told. The arguments are what may not change meanwhile.
    """
    ronde = Ronde.objects.get(pk=slot.ronde)
    if not is_echt(slot, ronde):
        raise stembus.StembusWeg(slot.ronde)
    inhoud = {
        "ronde": ronde.pk,
        "nummer": ronde.volgnummer,
        "sleutel": slot.publiek,
        "stoelen": ronde.stoelen,
        "vorm": ronde.vorm,
        "oefening": ronde.oefening,
        "vragen": ronde.vragen,
    }
    return json.dumps(inhoud, ensure_ascii=False, separators=(",", ":")).encode()


def formulier(request: HttpRequest, code: str, ronde: str) -> HttpResponse:
    """The questions and the public key of an open round. The number of seats is checked against the box first."""
    rij = Ronde.objects.filter(pk=ronde, bijeenkomst__code=code, status="open").values_list(
        "stoelen", "oefening", "vorm", "merk"
    )
    gevonden = rij.first()
    if gevonden is None:
        return _fout(TE_LAAT, 410)
    stoelen, oefening, vorm, merk = gevonden
    try:
        inhoud = _formulier(stembus.slot(ronde), stoelen, oefening, vorm, bytes(merk))
    except stembus.StembusWeg:
        return _fout(VERVALLEN, 410)
    return HttpResponse(inhoud, content_type="application/json")


#: One statement: write once, only for a seat frozen by the box, only while the round is open. The lock is the one
#: that the foreign key takes anyway; it waits for a close that is under way and then sees that the round is not open.
_POST = """
WITH plek AS (
    SELECT rs.ronde_id, rs.stoel FROM meedoen_rondestoel rs JOIN meedoen_ronde r ON r.id = rs.ronde_id
    WHERE rs.ronde_id = %(ronde)s AND rs.stoel = %(stoel)s AND rs.merk = %(plek)s AND r.status = 'open'
    FOR KEY SHARE OF r
)
INSERT INTO meedoen_envelop (ronde_id, stoel, inhoud, merk)
SELECT ronde_id, stoel, %(inhoud)s, %(merk)s FROM plek
ON CONFLICT DO NOTHING RETURNING 1
"""


def envelop(request: HttpRequest, code: str, ronde: str) -> HttpResponse:
    """Takes a sealed envelope. 200 only after commit; the same bytes again 200, other bytes 409, too late 410."""
    inhoud = request.body
    if len(inhoud) != stembus.ENVELOP_BYTES:
        return _fout(KAPOT, 400)
    token = hash_token(request.COOKIES.get(COOKIE, ""))
    try:
        slot = stembus.slot(ronde)
    except (stembus.StembusWeg, ValueError):
        return _fout(TE_LAAT, 410)
    waarden = {
        "ronde": ronde,
        "stoel": token,
        "plek": slot.merk("stoel", token),
        "inhoud": inhoud,
        "merk": slot.merk("envelop", token, inhoud),
    }
    with connection.cursor() as cursor:
        cursor.execute(_POST, waarden)
        if cursor.fetchone():
            return _json({"ontvangen": True})
    return _waarom_niet(ronde, token, inhoud)


def _waarom_niet(ronde: str, token: bytes, inhoud: bytes) -> HttpResponse:
    """Why an envelope was not written: sent before, no seat, or too late."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.status, EXISTS (SELECT 1 FROM meedoen_rondestoel s WHERE s.ronde_id = r.id AND s.stoel = %s),"
            " (SELECT e.inhoud FROM meedoen_envelop e WHERE e.ronde_id = r.id AND e.stoel = %s)"
            " FROM meedoen_ronde r WHERE r.id = %s",
            [token, token, ronde],
        )
        rij = cursor.fetchone()
    if rij is None or rij[0] != "open":
        return _fout(TE_LAAT, 410)
    if rij[2] is not None:
        return _json({"ontvangen": True}) if bytes(rij[2]) == inhoud else _fout(ANDERE_ENVELOP, 409)
    return _fout(GEEN_STOEL, 403)


def wat_weten_wij(request: HttpRequest, code: str = "") -> HttpResponse:
    """The stored row of this seat, hashes shortened, and what is never kept: generated from the schema."""
    from vik_portal.meedoen.inzage import inzage

    token = request.COOKIES.get(COOKIE, "")
    return _pagina("meedoen/wat_weten_wij.html", {"code": code, "inzage": inzage(token, code), "portaal": _portaal()})


def op_eigen_host(request: HttpRequest) -> bool:
    """True on the host name that is only for taking part (``MEEDOEN_HOST``), if there is one."""
    return bool(settings.MEEDOEN_HOST) and request.get_host().split(":")[0] == settings.MEEDOEN_HOST


def niets_hier(request: HttpRequest) -> HttpResponse:
    """An address that leads nowhere: the page for the code, with one sentence. The own host begins there."""
    if request.path_info == "/" and op_eigen_host(request):
        return HttpResponseRedirect("/meedoen/")
    return _pagina("meedoen/code.html", {"invoer": "", "fout": GEEN_ADRES}, 404)
