"""What pictures over teams are about, and which value a team has. Pure: from scores and words to values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from risicoanalyse import gewichten
from risicoanalyse.models import Maatregel
from risicoanalyse.overzicht.kern import Onderwerp, Sleutel
from risicoanalyse.scoring import Groep, Kloof, Scores

THEMA, PROCES, RISICO, VOORTGANG = "thema", "proces", "risico", "voortgang"

#: Levels of houvast per theme. Verdeeld and niet te zeggen come before a level, as in the report of a team.
KLEUREN = ("laag", "midden", "hoog", "verdeeld", "niet te zeggen")
#: The gap per work process.
KLOVEN = ("groot", "midden", "klein", "niet te zeggen")
#: How far the measures of a team are, together.
STAPPEN = ("geen", "afgesproken", "loopt", "deels", "klaar")
#: A team writes at most so many risks.
RISICOS = 3

VOORTGANG_NU = Onderwerp(VOORTGANG, "maatregelen", "Maatregelen", STAPPEN)
_DICHT = (Maatregel.Status.KLAAR, Maatregel.Status.GESTOPT)


def onderwerpen(processen: Mapping[str, str], themabladen: Mapping[str, str]) -> list[Onderwerp]:
    """All subjects in their fixed order; the arguments map slug → title. No subject depends on what teams answered."""
    return [
        *(Onderwerp(THEMA, sleutel, naam, KLEUREN) for sleutel, naam in gewichten.THEMAS.items()),
        *(Onderwerp(PROCES, slug, naam, KLOVEN) for slug, naam in _op_naam(processen)),
        *(
            Onderwerp(RISICO, slug, naam, ("ja", "nee"), toon=("ja",), hoogstens=RISICOS)
            for slug, naam in _op_naam(themabladen)
        ),
        VOORTGANG_NU,
    ]


def _op_naam(namen: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(namen.items(), key=lambda paar: (paar[1].casefold(), paar[0]))


def waarden(scores: Scores, risicos: Iterable[str], voortgang: str, themabladen: Iterable[str]) -> dict[Sleutel, str]:
    """The values of one team; ``risicos`` are the themes of the risks that it wrote down."""
    gekozen = set(risicos)
    return {
        **{(THEMA, groep.sleutel): kleur(groep) for groep in scores.themas},
        **{(PROCES, proces): kloof(gat) for proces, gat in scores.kloof.items()},
        **{(RISICO, slug): "ja" if slug in gekozen else "nee" for slug in themabladen},
        VOORTGANG_NU.id: voortgang,
    }


def kleur(groep: Groep) -> str:
    """The level of a theme as the report of the team tells it."""
    if groep.verdeeld:
        return "verdeeld"
    return "niet te zeggen" if groep.klasse is None else ("laag", "midden", "hoog")[groep.klasse]


def kloof(gat: Kloof) -> str:
    return "niet te zeggen" if gat.klasse is None else ("klein", "midden", "groot")[gat.klasse]


def stap(statussen: Iterable[str]) -> str:
    """Of the states of a team's measures: one word for all of them. Stopped counts as done with."""
    alle = list(statussen)
    if not alle:
        return "geen"
    dicht = [status for status in alle if status in _DICHT]
    if len(dicht) == len(alle):
        return "klaar"
    if dicht:
        return "deels"
    return "loopt" if Maatregel.Status.LOOPT in alle else "afgesproken"
