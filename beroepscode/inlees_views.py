"""For redacteurs: read a booklet in, look at what was recognised, and correct it. Publishing is done at the desk.

Every press of a button keeps the whole form: a name that was typed is not lost by moving a line.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from beroepscode import services
from beroepscode.edities import verdwijnt, weg_uit
from beroepscode.forms import BoekjeForm
from beroepscode.inlezen import bewerk, vergelijk
from beroepscode.inlezen.indeling import Indeling, bezwaren
from beroepscode.inlezen.zetten import als_html, varianten
from beroepscode.models import Inlezing, Onderdeel
from beroepscode.services import AlIngelezen
from beroepscode.toegang import inlezing_of_404
from vik_portal.media.beeld import MediaFout
from vik_portal.media.tekst import MAX_BYTES, lees_tekst
from vik_portal.media.upload import met_upload, te_groot
from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.toegang import inloggen_vereist, rol_vereist
from vik_portal.redactie.models import Status
from vik_portal.redactie.services import RedactieFout, meld_bezig

formulier = require_http_methods(["GET", "HEAD", "POST"])
#: Kinds that stand below the section before them in the tree.
ONDER = {"kernwaarde", "richtlijn", "loket", "dialoogvraag", "citaat"}
VORMEN = {
    "kop": "een kop",
    "alinea": "het begin van een alinea",
    "vervolg": "het vervolg van de regel erboven",
    "punt": "een punt van een opsomming",
    "nummer": "een punt met een nummer",
}


# --- a new file ----------------------------------------------------------------------------------------


@formulier
@rol_vereist(Rol.Soort.REDACTEUR)
@met_upload(MAX_BYTES)
def inlezen(request: HttpRequest) -> HttpResponse:
    """Choose a file, and see which booklets are on the desk."""
    gestuurd = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BoekjeForm(*gestuurd, te_groot="bestand" in te_groot(request))
    if gestuurd and form.is_valid():
        try:
            stuk = _lees_in(form.cleaned_data["bestand"], request.user)  # type: ignore[arg-type]
        except AlIngelezen as fout:
            messages.info(request, str(fout))
            return redirect("beroepscode:inlezing", fout.inlezing.slug)
        except (MediaFout, ValueError) as fout:
            form.add_error("bestand", str(fout))
        else:
            messages.success(request, "Het boekje is gelezen. Kijk na wat het portaal herkende.")
            return redirect("beroepscode:inlezing", stuk.slug)
    stukken = Inlezing.objects.defer("concept", "inhoud", "weergave", "bron").order_by("-ingelezen_op")
    context = {"form": form, "stukken": stukken}
    return render(request, "beroepscode/inlezen/nieuw.html", context, status=422 if form.errors else 200)


def _lees_in(bestand: TemporaryUploadedFile, door: Gebruiker) -> Inlezing:
    naam = bestand.name or ""
    regels = lees_tekst(Path(bestand.temporary_file_path()), naam)
    return services.lees_in(regels=regels, bestandsnaam=naam, door=door)


# --- what was recognised -------------------------------------------------------------------------------


@never_cache
@formulier
@inloggen_vereist
def inlezing(request: HttpRequest, slug: str) -> HttpResponse:
    """The tree of parts, and beside it every line that was not placed."""
    stuk = inlezing_of_404(request.user, slug)
    if request.method != "POST" or _neem_over(request, stuk):
        return _toon_overzicht(request, stuk)
    zin = ""

    def correctie(indeling: Indeling) -> tuple[Indeling, str]:
        nonlocal zin
        nieuw = bewerk.noem(indeling, request.POST.get("titel", indeling.titel))
        nieuw, sleutel, zin = _zet(nieuw, request)
        return nieuw, sleutel

    try:
        _, sleutel = _probeer(request, stuk, correctie)
    except (ValueError, RedactieFout) as fout:
        return _toon_overzicht(request, stuk, fout=str(fout))
    messages.success(request, zin or "Bewaard.")
    if request.POST.get("_doe") == "nieuw":
        return redirect("beroepscode:inlezing_deel", slug, *sleutel.split("/"))
    return redirect("beroepscode:inlezing", slug)


def _zet(indeling: Indeling, request: HttpRequest) -> tuple[Indeling, str, str]:
    """Moves the lines that were ticked; gives the part they came in, and what to tell the editor."""
    doe, nummers = request.POST.get("_doe", ""), request.POST.getlist("regel")
    if doe == "nieuw":
        nieuw, sleutel = bewerk.nieuw_deel(indeling, nummers)
        return nieuw, sleutel, "Er is een onderdeel bij. Kijk of de soort en de naam kloppen."
    if doe not in {"deel", bewerk.VULLING, bewerk.LOS}:
        return indeling, "", ""
    naar = request.POST.get("naar", "") if doe == "deel" else doe
    if not naar:
        raise ValueError("Kies eerst in welk onderdeel de regels horen.")
    nieuw = bewerk.verplaats(indeling, nummers, naar)
    waar = {bewerk.VULLING: "bij de bladvulling", bewerk.LOS: "bij de regels zonder plek"}
    plek = waar.get(naar) or f"in ‘{bewerk.deel_van(nieuw, naar).titel}’"
    hoeveel = "Eén regel staat" if len(nummers) == 1 else f"{len(nummers)} regels staan"
    return nieuw, naar, f"{hoeveel} nu {plek}."


def _probeer(
    request: HttpRequest, stuk: Inlezing, correctie: Callable[[Indeling], tuple[Indeling, str]]
) -> tuple[Inlezing, str]:
    """Makes a correction and keeps it; also says in which part. Raises ``ValueError`` or ``RedactieFout``."""
    nummer = request.POST.get("conceptnummer", "")
    conceptnummer = int(nummer) if nummer.isdecimal() else -1
    if conceptnummer != stuk.conceptnummer:
        # Before the correction is tried: it may be about a part that is not there any more.
        raise RedactieFout(_intussen(stuk))
    nieuw, sleutel = correctie(stuk.indeling)
    return (
        services.wijzig(inlezing=stuk, indeling=nieuw, door=request.user, conceptnummer=conceptnummer),  # type: ignore[arg-type]
        sleutel,
    )


def _neem_over(request: HttpRequest, stuk: Inlezing) -> bool:
    """True when that was the button: the page comes again with all that was filled in, to go on with."""
    if request.POST.get("_doe") != "overnemen":
        return False
    meld_bezig(stuk=stuk, door=request.user, overnemen=True)  # type: ignore[arg-type]
    stuk.refresh_from_db()
    messages.success(request, "Je hebt het overgenomen. Doe nu wat je wilde doen.")
    return True


def _intussen(stuk: Inlezing) -> str:
    wie = stuk.bezig_door.naam if stuk.bezig_door else "Iemand anders"
    return f"{wie} heeft dit intussen gewijzigd. Er is niets bewaard. Kijk hoe het nu is en doe het dan opnieuw."


def _getypt(request: HttpRequest, veld: str, nu: str) -> str:
    """What was typed in this field; one that was left alone shows what the booklet says now, whoever changed it."""
    waarde = request.POST.get(veld, nu)
    return nu if waarde == request.POST.get(f"was-{veld}") else waarde


def _toon_overzicht(request: HttpRequest, stuk: Inlezing, *, fout: str = "") -> HttpResponse:
    indeling = stuk.indeling
    context = {
        **_vast(request, stuk, indeling, fout),
        "titel": _getypt(request, "titel", indeling.titel),
        "was_titel": indeling.titel,
        "boom": _boom(indeling),
        "tellingen": vergelijk.tellingen(indeling),
        "verdwijnt": verdwijnt(stuk, indeling),
        "titels": vergelijk.andere_titels(indeling),
        "bezwaren": bezwaren(indeling),
        "los": _met_blad(stuk, indeling.los),
        "vulling": _met_blad(stuk, indeling.vulling),
        "kan_indienen": stuk.status != Status.TER_BEOORDELING and (not stuk.online or stuk.heeft_wijziging),
        "kan_weg": _kan_weg(stuk),
    }
    return render(request, "beroepscode/inlezen/overzicht.html", context, status=422 if fout else 200)


def _vast(request: HttpRequest, stuk: Inlezing, indeling: Indeling, fout: str) -> dict[str, Any]:
    """What the overview and the page of a part both show, with what was ticked when it could not be kept."""
    return {
        "stuk": stuk,
        "fout": fout,
        "ander": stuk.bezig(behalve=request.user),
        "gekozen": request.POST.getlist("regel"),
        "naar": request.POST.get("naar", ""),
        "delen": indeling.delen,
    }


def _met_blad(stuk: Inlezing, regels: list[Any]) -> list[tuple[Any, int | None]]:
    bladen = {regel["n"]: regel["blad"] for regel in stuk.bron}
    return [(regel, bladen.get(regel.n)) for regel in regels]


def _boom(indeling: Indeling) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The parts in their order: (section, what stands below it)."""
    boom: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    soorten = dict(Onderdeel.Soort.choices)
    for deel in indeling.delen:
        begin = vergelijk.eerste_woorden(deel)
        knoop = {
            "deel": deel,
            "soort": soorten[deel.soort],
            # A richtlijn of one sentence says the same as its title.
            "begin": "" if deel.soort == "richtlijn" and len(begin) < len(deel.titel) + 9 else begin,
            "regels": len(deel.regels),
        }
        if deel.soort in ONDER and boom:
            boom[-1][1].append(knoop)
        else:
            boom.append((knoop, []))
    return boom


# --- one part ------------------------------------------------------------------------------------------


@never_cache
@formulier
@inloggen_vereist
def deel(request: HttpRequest, slug: str, soort: str, naam: str) -> HttpResponse:
    """One part: what it is, its lines, and how readers will see it."""
    stuk = inlezing_of_404(request.user, slug)
    sleutel = f"{soort}/{naam}"
    if not any(deel.sleutel == sleutel for deel in stuk.indeling.delen):
        if request.method != "POST":
            raise Http404
        messages.error(request, bewerk.ONDERDEEL_WEG)
        return redirect("beroepscode:inlezing", slug)
    if request.method != "POST" or _neem_over(request, stuk):
        return _toon_deel(request, stuk, sleutel)
    try:
        _, naar = _probeer(request, stuk, lambda indeling: _corrigeer_deel(indeling, sleutel, request))
    except (ValueError, RedactieFout) as fout:
        return _toon_deel(request, stuk, sleutel, fout=str(fout))
    messages.success(request, "Bewaard.")
    if request.POST.get("_doe") == "bewaar" or not naar:
        return redirect(reverse("beroepscode:inlezing", args=[slug]) + f"#{naar.replace('/', '-')}")
    return redirect("beroepscode:inlezing_deel", slug, *naar.split("/"))


def _corrigeer_deel(indeling: Indeling, sleutel: str, request: HttpRequest) -> tuple[Indeling, str]:
    """Kind, name and title as they were filled in, then what the button says; gives the part to go on with."""
    post = request.POST
    velden = {veld: post.get(veld, "") for veld in ("soort", "naam", "titel")}
    nieuw = bewerk.zet_deel(indeling, sleutel, **velden)
    sleutel = f"{velden['soort']}/{velden['naam'].strip()}"
    doe, nummers = post.get("_doe", ""), post.getlist("regel")
    if doe == "samen":
        return bewerk.voeg_samen(nieuw, sleutel)
    if doe == "splits":
        if len(nummers) != 1:
            raise ValueError("Vink één regel aan: de eerste regel van het nieuwe onderdeel.")
        return bewerk.splits(nieuw, sleutel, nummers[0])
    if doe == "vorm":
        return bewerk.zet_vorm(nieuw, nummers, post.get("vorm", "")), sleutel
    nieuw, _, _ = _zet(nieuw, request)
    bestaat = any(deel.sleutel == sleutel for deel in nieuw.delen)
    return nieuw, sleutel if bestaat else ""


def _toon_deel(request: HttpRequest, stuk: Inlezing, sleutel: str, *, fout: str = "") -> HttpResponse:
    indeling = stuk.indeling
    dit = bewerk.deel_van(indeling, sleutel)
    plek = indeling.delen.index(dit)
    context = {
        **_vast(request, stuk, indeling, fout),
        "deel": dit,
        "soort": _getypt(request, "soort", dit.soort),
        "naam": _getypt(request, "naam", dit.naam),
        "titel": _getypt(request, "titel", dit.titel),
        "vorm": request.POST.get("vorm", ""),
        "soorten": Onderdeel.Soort.choices,
        "vormen": VORMEN,
        "regels": _met_blad(stuk, dit.regels),
        "veranderd": {regel.n: ruw for regel, ruw in vergelijk.met_de_hand(stuk.bron, indeling)},
        "voorbeeld": als_html(dit),
        "varianten": varianten(dit),
        "vorige": indeling.delen[plek - 1] if plek else None,
        "volgende": indeling.delen[plek + 1] if plek + 1 < len(indeling.delen) else None,
        "namen": _vrije_namen(stuk, indeling),
    }
    return render(request, "beroepscode/inlezen/deel.html", context, status=422 if fout else 200)


def _vrije_namen(stuk: Inlezing, indeling: Indeling) -> list[tuple[str, str]]:
    """(name, title) of parts that would disappear: perhaps this is one of them under another name."""
    return [(weg.sleutel.partition("/")[2], weg.titel) for weg in weg_uit(stuk, indeling)]


# --- one line, and away with it ------------------------------------------------------------------------


@never_cache
@formulier
@inloggen_vereist
def regel(request: HttpRequest, slug: str, n: str) -> HttpResponse:
    """The words of one line, beside what the file says: for what went wrong in the file."""
    stuk = inlezing_of_404(request.user, slug)
    gelezen = next((regel for regel in stuk.bron if regel["n"] == n), None)
    if gelezen is None:
        raise Http404
    dit = next(regel for regel in bewerk.alle_regels(stuk.indeling) if regel.n == n)
    terug = _pagina_van(stuk, n)
    context = {"stuk": stuk, "regel": dit, "gelezen": gelezen, "tekst": dit.tekst, "terug": terug}
    if request.method == "POST":
        doe = request.POST.get("_doe")
        tekst = gelezen["tekst"] if doe == "terug" else request.POST.get("tekst", "")
        try:
            _probeer(request, stuk, lambda indeling: (bewerk.zet_tekst(indeling, n, tekst), ""))
        except (ValueError, RedactieFout) as fout:
            context |= {"fout": str(fout), "tekst": request.POST.get("tekst", "")}
            return render(request, "beroepscode/inlezen/regel.html", context, status=422)
        messages.success(request, "Bewaard.")
        return redirect(terug)
    return render(request, "beroepscode/inlezen/regel.html", context)


def _pagina_van(stuk: Inlezing, n: str) -> str:
    """The page on which this line stands."""
    for dit in stuk.indeling.delen:
        if any(regel.n == n for regel in dit.regels):
            return reverse("beroepscode:inlezing_deel", args=[stuk.slug, dit.soort, dit.naam])
    return reverse("beroepscode:inlezing", args=[stuk.slug])


def _kan_weg(stuk: Inlezing) -> bool:
    """What was never handed in is of nobody but its writers; what was, stays with its versions."""
    return not stuk.versienummer and not stuk.versies.exists()


@formulier
@inloggen_vereist
def weg(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks first, then throws a booklet away that was never handed in."""
    stuk = inlezing_of_404(request.user, slug)
    if not _kan_weg(stuk):
        raise Http404
    if request.method != "POST":
        return render(request, "beroepscode/inlezen/weg.html", {"stuk": stuk})
    stuk.delete()
    messages.success(request, f"‘{stuk.titel}’ is weggegooid. Je kunt het bestand opnieuw inlezen.")
    return redirect("beroepscode:inlezen")
