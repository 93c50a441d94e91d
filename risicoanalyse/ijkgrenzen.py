"""By which numbers calibration judges a question, in one place beside :mod:`risicoanalyse.gewichten`.

All of it is a proposal (:data:`STATUS`). The page for the werkgroep prints :func:`verantwoording` below its findings.
A share is what the pictures carry for sure: of "minstens 7 van de 9 teams" seven ninths.
"""

from __future__ import annotations

from risicoanalyse.gewichten import STATUS as STATUS

#: Over fewer teams than this, nothing is said of a question.
MINSTE_TEAMS = 9
#: One level at surely this share of the teams: the question hardly tells teams apart. Small pictures never carry more.
OVERAL_GELIJK = 0.6
#: A blind spot at surely this share of the teams: the question is often left open.
VAAK_ONBEKEND = 0.3
#: "Niet te zeggen" at surely this share of the teams: the answers lie across a border nearly everywhere.
VAAK_OVER_DE_GRENS = 0.5
#: Pointed at by begeleiders after surely this share of the meetings: the words are not understood.
VAAK_ONBEGREPEN = 0.2


def _procent(deel: float) -> str:
    return f"{round(100 * deel)} procent"


def verantwoording(*, diepgaand: bool = False) -> list[tuple[str, str]]:
    """(subject, rule) per number, in plain Dutch; ``diepgaand`` for the questions of a deep instrument."""
    # What is told of a level depends on what stands beside it (risicoanalyse.ijking.bevriezen).
    if diepgaand:
        niveaus = (
            "Banden van alle niveaus",
            "Van elk niveau staat er tussen welke twee getallen het ligt, vanaf vijf teams in een beeld. Dat kan, "
            "omdat bij een diepgaande analyse geen uitkomst per thema staat waaruit meer af te leiden is.",
        )
    else:
        niveaus = (
            "Bijna alle teams",
            "Van een niveau staat er alleen of bijna alle teams van een beeld het hebben, en pas vanaf negen teams in "
            "dat beeld. Zo is uit de vragen niet af te leiden hoe één team ervoor staat.",
        )
    return [
        ("Vanaf hoeveel teams", f"Over minder dan {MINSTE_TEAMS} teams oordelen we niet over een vraag."),
        (
            "Onderscheidt weinig",
            f"Eén niveau (laag, midden of hoog) bij zeker {_procent(OVERAL_GELIJK)} van de teams.",
        ),
        (
            "Vaak ‘weet ik niet’",
            f"Een blinde vlek bij zeker {_procent(VAAK_ONBEKEND)} van de teams. Wanneer iets bij één team een blinde "
            "vlek is, staat in het verslag van dat team.",
        ),
        (
            "Vaak niet te zeggen",
            f"Bij zeker {_procent(VAAK_OVER_DE_GRENS)} van de teams past het antwoord bij meer dan één niveau.",
        ),
        (
            "Vaak niet begrepen",
            f"Aangewezen door begeleiders na zeker {_procent(VAAK_ONBEGREPEN)} van de bijeenkomsten.",
        ),
        niveaus,
        (
            "Zeker",
            "We rekenen met het kleinste aantal dat bij een band past. Staat er ‘3 tot 6 van de 12’, dan is 3 zeker.",
        ),
    ]
