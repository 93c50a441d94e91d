"""The bodies of the pages: those that are kept, and those that answer what somebody chose."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from dilemmas.beeld import keuzebeeld, sterrenbeeld
from dilemmas.forms import Keuze, KiesForm
from dilemmas.models import Dilemma, Keuzestand, Sterrenstand
from dilemmas.opties import sleutel, stapel
from dilemmas.toegang import te_doordenken_of_404
from vik_portal.redactie.weergaven import Bladzijde

#: Under this name the whole library is kept.
BIBLIOTHEEK = "dilemmas"
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


def terugkijken(stuk: Dilemma, keuze: Keuze, opties: list[dict[str, Any]], geteld: bool | None) -> Bladzijde:
    """``geteld``: whether this choice was counted now, False when it was before, ``None`` when it is not counted."""
    stand = Keuzestand.objects.filter(dilemma=stuk, opties=stapel(optie["sleutel"] for optie in opties)).first()
    sterren = Sterrenstand.objects.filter(dilemma=stuk).values_list("aantallen", flat=True).first()
    context = {
        "stuk": stuk,
        "opties": opties,
        "keuze": keuze,
        "geteld": geteld,
        "beeld": keuzebeeld(stand, opties),
        "sterren": sterrenbeeld(sterren),
    }
    return Bladzijde(render_to_string("dilemmas/terugkijken.html", context), titel=f"{stuk.titel}: terugkijken")


def dank(stuk: Dilemma, *, fout: str = "") -> Bladzijde:
    """After stars were given, or why they were not."""
    return Bladzijde(render_to_string("dilemmas/sterren.html", {"stuk": stuk, "fout": fout}), titel="Sterren")
