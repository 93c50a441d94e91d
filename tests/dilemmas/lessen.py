"""A programme with a step of every kind, and what it names."""

from __future__ import annotations

from typing import Any

from dilemmas.les.schema import SOORTNAMEN
from dilemmas.models import Lesprogramma
from vik_portal.redactie import services

PAD = "/dilemmas/lesprogrammas/alles/"
#: What each kind needs beside its title and minutes.
EIGEN: dict[str, dict[str, Any]] = {
    "dilemma": {"dilemma": "nummer-14"},
    "stelling": {"stelling": "Een grap mag alles."},
    "kennisvraag": {
        "vraag": "Wie zegt het?",
        "antwoorden": ["De chef", "De wet", "Niemand"],
        "goed": 1,
        "waarom": "Het staat in een artikel.",
    },
    "dialoogvraag": {"dialoogvraag": "klem"},
    "woorden": {"vraag": "Welk woord past?", "woorden": ["Moed", "Rust"]},
    "waar-sta-jij": {"stelling": "Dat meld ik altijd.", "links": "Altijd", "rechts": "Nooit"},
    "film": {"kijkvraag": "Wanneer had jij iets gezegd?", "film": "Een korte film van de eigen eenheid."},
    "themablad": {"themablad": "aannemen-geschenken", "opdracht": "Zoek op wat je eenheid afspreekt."},
    "gesprek": {"opdracht": "Vertel wat je lastig vond.", "vorm": "tweetallen"},
    "opdracht": {"opdracht": "Schrijf één zin op."},
    "eigen-dias": {"wat": "De cijfers van je eigen eenheid."},
}


def inhoud(**anders: Any) -> dict[str, Any]:
    """Sixteen steps of ten minutes, one of each kind, in the order in which the schema names them."""
    stappen = [
        {
            "soort": soort,
            "minuten": 10,
            "titel": f"Stap {soort}",
            "zeg": f"Dit zeg je bij {soort}.",
            "let_op": [f"Let op bij {soort}."],
            "scherm": f"Scherm van {soort}.",
            **EIGEN.get(soort, {}),
        }
        for soort in SOORTNAMEN
    ]
    return {
        "titel": "Alles in een les",
        "kort": "Eén stap van elke soort, om te zien of alles werkt.",
        "voor": "zij-instromer",
        "reeks": "",
        "nummer": 1,
        "groep": "12 tot 20 deelnemers",
        "doel": ["Je kunt iets zeggen.", "Je weet bij wie je terechtkunt."],
        "klaarzetten": ["Een scherm.", "Stoelen in een kring."],
        "kernwaarden": ["moedig"],
        "themas": ["aannemen-geschenken"],
        "loketten": ["kmp"],
        "leiding": f"<p>{'Houd de klok in de gaten en praat zelf zo min mogelijk. ' * 3}</p>",
        "duur": 10 * len(stappen),
        "stappen": stappen,
        "huiswerk": [{"titel": "Kijk rond", "tekst": "Schrijf op wat je ziet.", "tijd": 15}],
        "thuis_lezen": ["aannemen-geschenken", "nummer-14"],
        **anders,
    }


def maak_les(slug: str = "alles", **anders: Any) -> Lesprogramma:
    """Published."""
    return services.laad(stuk=Lesprogramma(slug=slug), inhoud=inhoud(**anders), toelichting="test")
