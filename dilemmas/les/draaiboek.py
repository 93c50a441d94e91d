"""A programme as the steps of a meeting: every step becomes one of the step kinds that regie and scherm know.

Texts are copied: the meeting keeps what was planned, whatever happens to the programme.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dilemmas.les.genoemd import Genoemd
from dilemmas.les.schema import MET_RONDE, Lesstap
from dilemmas.stapforms import bevroren
from vik_portal.exports.huisstijl import adres

Velden = dict[str, Any]
#: Minutes that sitting down takes, of a step with at least as many minutes. They come off the longest step before it.
PLAATSNEMEN = ((12, 4), (8, 3), (5, 2), (2, 1))
#: Minutes to talk in pairs in a short dilemma: what the programmes with ten and with fifteen minutes say there.
KORTSTE_GESPREK = 3
FILMHULP = "Zet je film klaar: Draaiboek, bij deze stap. Zonder bestand is dit een pauze waarin je hem zelf start."


def stappen_voor(genoemd: Genoemd) -> list[Velden]:
    """The steps as field values of ``Stap``, as long together as the programme."""
    begint_met_opening = genoemd.inhoud.stappen[0].soort == "opening"
    return _met_deur([_stap(stap, genoemd) for stap in genoemd.inhoud.stappen], begint_met_opening)


def _stap(stap: Lesstap, genoemd: Genoemd) -> Velden:
    basis: Velden = {
        "soort": "tekst",
        "titel": stap.titel,
        "scherm": stap.scherm,
        "minuten": stap.minuten,
        "zeg": stap.zeg.strip(),
        "let_op": list(stap.let_op),
        "inhoud": {},
    }
    maak = _MAKERS.get(stap.soort)
    return basis | (maak(stap, genoemd, basis) if maak else {})


def _dilemma(stap: Lesstap, genoemd: Genoemd, basis: Velden) -> Velden:
    gesprek = max(KORTSTE_GESPREK, min(10, stap.minuten // 4))
    stuk = genoemd.dilemmas.get(stap.dilemma)
    if stuk is None:
        # Regie asks for another one.
        hulp = f"‘{stap.titel}’ staat niet meer in de bibliotheek. Kies in de regie een ander dilemma."
        return {"soort": "dilemma", "let_op": [*basis["let_op"], hulp], "inhoud": {"gesprek": gesprek}}
    return {"soort": "dilemma", "inhoud": {**bevroren(stuk), "gesprek": gesprek}}


def _kennisvraag(stap: Lesstap, genoemd: Genoemd, basis: Velden) -> Velden:
    inhoud = {"vraag": stap.vraag, "antwoorden": stap.antwoorden, "goed": stap.goed + 1, "reden": stap.waarom}
    return {"soort": "kennisvraag", "inhoud": inhoud}


def _dialoogvraag(stap: Lesstap, genoemd: Genoemd, basis: Velden) -> Velden:
    vraag = genoemd.dialoogvragen.get(stap.dialoogvraag)
    return {"soort": "vraag", "scherm": vraag.titel if vraag else stap.scherm or stap.titel}


def _film(stap: Lesstap, genoemd: Genoemd, basis: Velden) -> Velden:
    wat = f"Zoek: {stap.film}"
    return {"soort": "film", "scherm": stap.kijkvraag, "let_op": [*basis["let_op"], wat, FILMHULP]}


def _met_opdracht(stap: Lesstap, genoemd: Genoemd, basis: Velden) -> Velden:
    regels = [{"kop": stap.werkvorm or "Opdracht", "tekst": stap.opdracht}]
    if blad := genoemd.bladen.get(stap.themablad):
        waar = adres(blad.get_absolute_url()).removeprefix("https://").removeprefix("http://")
        regels.append({"kop": f"Themablad: {blad.titel}", "tekst": waar})
    return {"inhoud": {"lijst": regels}}


def _slot(stap: Lesstap, genoemd: Genoemd, basis: Velden) -> Velden:
    """With who there is to turn to."""
    lijst = [{"kop": loket.titel, "tekst": loket.inhoud["kort"]} for loket in genoemd.loketten]
    return {"inhoud": {"lijst": lijst}}


_MAKERS: dict[str, Callable[[Lesstap, Genoemd, Velden], Velden]] = {
    "dilemma": _dilemma,
    "stelling": lambda stap, genoemd, basis: {"soort": "stelling", "inhoud": {"stelling": stap.stelling}},
    "kennisvraag": _kennisvraag,
    "dialoogvraag": _dialoogvraag,
    "woorden": lambda stap, genoemd, basis: {
        "soort": "woorden",
        "inhoud": {"vraag": stap.vraag, "woorden": stap.woorden},
    },
    "waar-sta-jij": lambda stap, genoemd, basis: {
        "soort": "waar-sta-jij",
        "inhoud": {"vraag": stap.stelling, "links": stap.links, "rechts": stap.rechts},
    },
    "film": _film,
    "themablad": _met_opdracht,
    "gesprek": _met_opdracht,
    "opdracht": _met_opdracht,
    "eigen-dias": lambda stap, genoemd, basis: {"soort": "dias", "let_op": [stap.wat, *basis["let_op"]]},
    "pauze": lambda stap, genoemd, basis: {"soort": "pauze"},
    "opbrengst": lambda stap, genoemd, basis: {"soort": "opbrengst"},
    "evaluatie": lambda stap, genoemd, basis: {"soort": "evaluatie"},
    "slot": _slot,
}


def _met_deur(stappen: list[Velden], na_opening: bool) -> list[Velden]:
    """The same with a step to sit down: after the opening, in which people scan; without one before the first round.

    Its minutes come off the opening, or the longest step until there.
    """
    eerste = next((i for i, stap in enumerate(stappen) if stap["soort"] in MET_RONDE), None)
    if eerste is None:
        return stappen
    if na_opening:
        eerste = 1
    gever = max(stappen[:1] if na_opening else stappen[: eerste + 1], key=lambda stap: stap["minuten"])
    minuten = next((eraf for vanaf, eraf in PLAATSNEMEN if gever["minuten"] >= vanaf), 0)
    gever["minuten"] -= minuten
    deur: Velden = {
        "soort": "deur",
        "titel": "Neem plaats",
        "scherm": "Scan de code, of typ het adres en de acht tekens.",
        "minuten": minuten,
        "zeg": "Pak je telefoon en scan de code. Lukt dat niet, open dan je gewone browser en typ de acht tekens over. "
        "Eén telefoon is één stoel.\n\nTel de mensen die meedoen, zonder mij. Klopt het met het scherm? Dan doe ik de "
        "deur dicht.",
        "let_op": ["Doen jullie het met kaarten? Sla deze stap over en deel de kaarten uit."],
        "inhoud": {},
    }
    return [*stappen[:eerste], deur, *stappen[eerste:]]
