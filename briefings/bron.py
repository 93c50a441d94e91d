"""An item that is made of a text elsewhere: what goes over, what does not fit, and whether it changed since.

What an app offers it registers as an ``Itembron``. The item keeps in its content (``bron``) which text and version it
was made of, so that every version of the item knows its own.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.html import escape

from briefings.schema import MEESTE_WOORDEN
from vik_portal.redactie.opmaak import platte_tekst
from vik_portal.register import Bronstuk, Itembron, register
from vik_portal.zinnen import past, zinnen

#: Characters of the fields of an item (briefings.schema).
TITEL, KORT, BOODSCHAP, VRAAG, PUNT, PUNTEN = 70, 18, 110, 140, 90, 4
#: What a new version of the source replaces; the rest was written here.
OVERGENOMEN = ("boodschap", "punten", "vraag", "themas", "notities", "bron")


@dataclass(frozen=True)
class Begin:
    """Field values of an item, and in sentences what of the source did not fit."""

    velden: dict[str, Any]
    ingekort: list[str]


def begin_van(soort: str, stuk: Bronstuk) -> Begin:
    """What an item begins with: whole sentences only."""
    ingekort: list[str] = []

    def kort(tekst: str, lengte: int, zin: str) -> str:
        deel, rest = past(tekst, lengte)
        if rest:
            ingekort.append(zin if deel else f"{zin} Schrijf hier zelf iets.")
        return deel

    boodschap = kort(stuk.kort, BOODSCHAP, "De boodschap is korter dan de samenvatting.")
    velden: dict[str, Any] = {
        "titel": stuk.titel if len(stuk.titel) <= TITEL else "",
        "kort_titel": stuk.titel if len(stuk.titel) <= KORT else "",
        "soort": soort,
        "leerpunt": next(iter(zinnen(stuk.norm)), ""),
        "boodschap": boodschap or past(platte_tekst(stuk.verhaal), BOODSCHAP)[0],
        "punten": _punten(stuk, ingekort),
        "vraag": kort(stuk.vraag, VRAAG, "De vraag is korter dan in de bron."),
        "minuten": 3,
        "themas": list(stuk.themas),
        "notities": _notities(stuk, ingekort),
    }
    if not velden["kort_titel"]:
        ingekort.append(f"De titel past niet in {KORT} tekens. Bedenk een korte titel.")
    return Begin(velden | {"bron": f"{soort}:{stuk.slug}:{stuk.versie}:{_afdruk(velden)}"}, ingekort)


def _punten(stuk: Bronstuk, ingekort: list[str]) -> list[dict[str, Any]]:
    """The choices, each as far as whole sentences fit; none when one of them does not fit at all."""
    delen = [past(keuze, PUNT) for keuze in stuk.keuzes]
    if len(delen) > PUNTEN or not all(deel for deel, _ in delen):
        ingekort.append("De keuzes passen niet op het scherm. Ze staan bij wat de briefer zegt.")
        return []
    letters = [f"Keuze {letter}" for letter in "ABCD"]
    korter = [letter for letter, (_, rest) in zip(letters, delen, strict=False) if rest]
    if korter:
        ingekort.append(f"Korter op het scherm dan in de bron: {', '.join(korter)}.")
    return [{"kop": letter, "tekst": deel, "kant": None} for letter, (deel, _) in zip(letters, delen, strict=False)]


def _notities(stuk: Bronstuk, ingekort: list[str]) -> str:
    """What the briefer says: story, question, choices, norm. A part that does not fit in three minutes stays out."""
    keuzes = "".join(f"<li>{escape(keuze)}</li>" for keuze in stuk.keuzes)
    delen = [
        ("Het verhaal", f"<p>Luister even mee. Dit kan in ons werk gebeuren.</p>{stuk.verhaal}"),
        ("De vraag", f"<p><strong>{escape(stuk.vraag)}</strong></p>"),
        ("De keuzes", f"<ul>{keuzes}</ul>"),
        ("De norm", f"<p>{escape(stuk.norm)}</p>"),
        ("Wat je moet melden", f"<p>Melden? {escape(stuk.melden)}</p>"),
    ]
    tekst, over = "", MEESTE_WOORDEN
    for naam, deel in delen:
        aantal = len(platte_tekst(deel).split())
        if aantal > over:
            ingekort.append(f"{naam} past niet in drie minuten en staat er niet bij.")
            continue
        tekst, over = tekst + deel, over - aantal
    return tekst


def _afdruk(velden: dict[str, Any]) -> str:
    """By which we see that what goes over is another text: when only other fields changed, nothing has to be done."""
    over = {naam: velden[naam] for naam in OVERGENOMEN if naam in velden}
    return hashlib.sha256(json.dumps(over, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]


_BRON = re.compile(r"(?P<soort>[a-z-]+):([a-z0-9-]+):([0-9]{1,9}):([0-9a-f]{12})")


@dataclass(frozen=True)
class Bronstand:
    """How the text that an item was made of stands now. ``titel`` and ``url`` are empty once it was withdrawn."""

    soort: str
    versie: int
    stand: Literal["gelijk", "veranderd", "ingetrokken"]
    titel: str = ""
    url: str = ""
    nu: int = 0


def stand_van(inhoud: dict[str, Any] | None) -> Bronstand | None:
    """Of a content of an item; ``None`` when it was made of nothing."""
    # A working copy may hold anything: it is judged when it is handed in.
    gelezen = _BRON.fullmatch((inhoud or {}).get("bron") or "")
    bron = next((bron for bron in register.alle(Itembron) if gelezen and bron.sleutel == gelezen["soort"]), None)
    if gelezen is None or bron is None:
        return None
    soort, slug, versie, afdruk = gelezen.groups()
    stuk = bron.een(slug)
    if stuk is None:
        return Bronstand(bron.label.lower(), int(versie), "ingetrokken")
    gelijk = stuk.versie == int(versie) or begin_van(soort, stuk).velden["bron"].endswith(afdruk)
    return Bronstand(
        bron.label.lower(), int(versie), "gelijk" if gelijk else "veranderd", stuk.titel, stuk.url, stuk.versie
    )


def ingekort_van(inhoud: dict[str, Any]) -> list[str]:
    """What did not fit when the working copy was made; nothing once the source says something else."""
    stand = stand_van(inhoud)
    if stand is None or stand.stand != "gelijk":
        return []
    soort, slug, *_ = inhoud["bron"].split(":")
    stuk = register.een(Itembron, soort).een(slug)
    return begin_van(soort, stuk).ingekort if stuk else []
