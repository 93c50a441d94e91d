"""What to look for in place of a word that occurs nowhere: another form, a longer word, its parts, a spelling."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from vik_portal.zoeken import familie
from vik_portal.zoeken.index import stammen
from vik_portal.zoeken.models import Woord
from vik_portal.zoeken.vinden import Gezocht

#: What a word counts for that is found in the place of an unknown one.
VORM, HOUDT_IN, SPELLING, EIND, BEGIN = 0.8, 0.7, 0.9, 0.8, 0.6
#: Words that hold the asked one: those that begin with it first, then the shortest.
MEESTE = 8


def verruim(onbekend: list[str], zichtbaar: list[str]) -> tuple[list[Gezocht], dict[str, str]]:
    """Words to look for in place of unknown ones, and which of these are corrected spellings (asked → corrected)."""
    gezocht: list[Gezocht] = []
    verbeterd: dict[str, str] = {}
    stam = stammen(onbekend)
    if not stam:
        return gezocht, verbeterd
    rijen = Woord.objects.filter(zichtbaar__in=zichtbaar).values_list("woord", "lexeem", "klank")
    klanken = {woord: klank for woord, _, klank in rijen}
    vormen = {lexeem: woord for woord, lexeem, _ in rijen}
    for woord in onbekend:
        if woord not in stam:
            continue
        delen = familie.delen_van_onbekend(stam[woord], vormen.keys())
        heel = all(delen) and any(stam[woord].startswith(tussen.join(delen)) for tussen in familie.TUSSEN)
        # A word made of two known ones is no error; one with a known part is so less soon.
        soepel = 0 if heel else 12 if any(delen) else 9
        if zelfde := [Gezocht(woord, vorm, VORM) for vorm in familie.vormen(stam[woord]) if vorm in vormen]:
            gezocht += zelfde
        elif langer := _houdt_in(woord, stam[woord], klanken):
            gezocht += [Gezocht(woord, ander, HOUDT_IN) for ander in langer[:MEESTE]]
        elif spelling := _spelling(woord, klanken, soepel) or _spelling_van_stam(stam[woord], vormen, soepel):
            verbeterd[woord] = spelling
            gezocht.append(Gezocht(woord, spelling, SPELLING))
        else:
            # The parts of a compound are words of their own: a page with both answers more of the question.
            factoren = zip(delen, (BEGIN, EIND), strict=True)
            gezocht += [Gezocht(f"{woord} {deel}", deel, factor) for deel, factor in factoren if deel]
    return gezocht, verbeterd


def _houdt_in(woord: str, stam: str, klanken: Mapping[str, str]) -> list[str]:
    """Known words that this one is the beginning or, from four letters on, any part of."""
    if len(woord) < 3:
        return []
    # By its sound too: kameeldrijver holds the stem of kamelen.
    plekken = {ander: max(ander.find(woord), klank.find(stam)) for ander, klank in klanken.items()}
    passend = (ander for ander, plek in plekken.items() if plek == 0 or (plek > 0 and len(stam) > 3))
    return sorted(passend, key=lambda ander: (plekken[ander] > 0, len(ander), ander))


def _spelling(woord: str, klanken: Mapping[str, str], soepel: int) -> str:
    """The known word that this one was meant to be, by its sound; empty when none is near enough.

    Short words must sound the same, words of ``soepel`` sounds and more may differ in two, others in one; 0: it is not
    misspelled.
    """
    zo = familie.klank(woord)
    if len(woord) < 4 or not soepel:
        return ""
    afstand = 0 if len(zo) < 6 else 2 if len(zo) >= soepel else 1
    zelfde_begin = {ander: klank for ander, klank in klanken.items() if klank[:1] == zo[0]}
    gevonden = [ander for _, _, ander in process.extract(zo, zelfde_begin, scorer=OSA.distance, score_cutoff=afstand)]
    if not gevonden:
        gevonden = [ander for ander, klank in zelfde_begin.items() if _verwisseld(klank, zo)]
    return min(gevonden, key=lambda ander: (OSA.distance(woord, ander), ander), default="")


def _spelling_van_stam(stam: str, vormen: Mapping[str, str], soepel: int) -> str:
    """The same for a stem that only occurs with endings: ``geschnek`` was meant to be the stem of ``geschenken``."""
    return vormen.get(_spelling(stam, {lexeem: familie.klank(lexeem) for lexeem in vormen}, soepel), "")


def _verwisseld(een: str, ander: str) -> bool:
    """Two letters next to each other changed places."""
    return sorted(een) == sorted(ander) and OSA.distance(een, ander) == 1
