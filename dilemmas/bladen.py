"""The bodies of the pages: those that are kept, and those that answer what somebody chose."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string

from dilemmas.beeld import Keuzetal, keuzebeeld, sterrenbeeld
from dilemmas.forms import Keuze, KiesForm
from dilemmas.models import Dilemma
from dilemmas.opties import sleutel
from dilemmas.tellen import Standen
from dilemmas.toegang import te_doordenken_of_404
from vik_portal.redactie.weergaven import Bladzijde

LIJST_KORT = "Oefen het gesprek voor je het nodig hebt, met dilemma’s uit het politiewerk. Alleen of samen."


def bibliotheek(form: KiesForm) -> Bladzijde:
    """The library, as a whole or what somebody asks for; the dilemma of the week on top of the whole."""
    dilemmas = list(form.dilemmas())
    for dilemma in dilemmas:
        dilemma.gewaardeerd = sterrenbeeld(dilemma.sterren)
    week = None if form.is_bound else Dilemma.objects.van_de_week()
    html = render_to_string("dilemmas/lijst.html", {"form": form, "dilemmas": dilemmas, "week": week})
    return Bladzijde(html, titel="Dilemma’s", kort=LIJST_KORT)


def opties_van(stuk: Dilemma) -> list[dict[str, Any]]:
    """The published options with their keys, in the order of the page."""
    return [{**optie, "sleutel": sleutel(optie["tekst"])} for optie in stuk.inhoud["opties"]]


def eerste_keuze(stuk: Dilemma, *, niet_gekozen: bool = False) -> Bladzijde:
    context = {"stuk": stuk, "opties": opties_van(stuk), "niet_gekozen": niet_gekozen}
    return Bladzijde(
        render_to_string("dilemmas/eerste_keuze.html", context), titel=f"{stuk.titel}: dilemma", kort=stuk.kort
    )


def eerste_keuze_van(slug: str) -> Bladzijde:
    """The page that everybody gets first; raises Http404."""
    return eerste_keuze(te_doordenken_of_404(slug))


def andere_kant(stuk: Dilemma, keuze: Keuze, opties: list[dict[str, Any]], bon: str) -> Bladzijde:
    tegen = next(optie["tegen"] for optie in opties if optie["sleutel"] == keuze.eerste)
    context = {"stuk": stuk, "opties": opties, "eerste": keuze.eerste, "tegen": tegen, "bon": bon}
    return Bladzijde(render_to_string("dilemmas/andere_kant.html", context), titel=f"{stuk.titel}: de andere kant")


def terugkijken(
    stuk: Dilemma, keuze: Keuze, opties: list[dict[str, Any]], geteld: bool | None, standen: Standen
) -> Bladzijde:
    """``geteld``: whether this choice was counted now, False when it was before, ``None`` when it is not counted."""
    vast = tuple(tuple(optie[naam] for naam in _OPTIE) for optie in opties)
    hoe = "twijfel" if keuze.twijfel else "bleef" if keuze.eerste == keuze.tweede else "anders"
    rijen = (rij[_merk(keuze, optie["sleutel"])] for rij, optie in zip(_beweging(vast), opties, strict=True))
    boven, midden, onder = _terugblik(stuk.slug, stuk.titel, hoe, geteld)
    rest = (_anderen(vast, standen.keuzes), stuk.weergave, _sterren(stuk.slug, standen.sterren))
    return Bladzijde("".join((boven, *rijen, midden, *rest, onder)), titel=f"{stuk.titel}: terugkijken")


def _merk(keuze: Keuze, sleutel: str) -> str:
    """How somebody chose this option: not, first, second or twice."""
    eerste, tweede = keuze.eerste == sleutel, keuze.tweede == sleutel
    return "beide" if eerste and tweede else "eerste" if eerste else "tweede" if tweede else ""


# Rendering these costs more than counting, and they are the same for everybody. What is kept knows no pair of choices.

#: Where something else comes in a kept text; it occurs in none.
_HIER = "\f"
_OPTIE = ("tekst", "voor", "kost", "sleutel")
_Opties = tuple[tuple[str, ...], ...]


@lru_cache(maxsize=512)
def _terugblik(slug: str, titel: str, hoe: str, geteld: bool | None) -> list[str]:
    """What stands above the lines of the options, between them and what others chose, and below the stars."""
    context = {"stuk": {"slug": slug, "titel": titel}, "hoe": hoe, "geteld": geteld, "hier": _HIER}
    return render_to_string("dilemmas/terugkijken.html", context).split(_HIER)


@lru_cache(maxsize=128)
def _beweging(opties: _Opties) -> list[dict[str, str]]:
    """Per option the line that shows it, for each way of having chosen it."""
    return [
        {
            merk: render_to_string(
                "dilemmas/_beweging.html", {"optie": dict(zip(_OPTIE, optie, strict=True)), "merk": merk}
            )
            for merk in ("", "eerste", "tweede", "beide")
        }
        for optie in opties
    ]


@lru_cache(maxsize=128)
def _anderen(opties: _Opties, stand: Keuzetal | None) -> str:
    beeld = keuzebeeld(stand, [dict(zip(_OPTIE, optie, strict=True)) for optie in opties])
    return render_to_string("dilemmas/_anderen.html", {"beeld": beeld})


@lru_cache(maxsize=128)
def _sterren(slug: str, aantallen: tuple[int, ...] | None) -> str:
    return render_to_string("dilemmas/_sterren.html", {"slug": slug, "sterren": sterrenbeeld(aantallen)})


def dank(stuk: Dilemma, *, fout: str = "") -> Bladzijde:
    """After stars were given, or why they were not."""
    return Bladzijde(render_to_string("dilemmas/sterren.html", {"stuk": stuk, "fout": fout}), titel="Sterren")
