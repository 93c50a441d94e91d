"""The advice for the next rhythm: rules that the published numbers carry. Each sentence says its number. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from briefings.terugblikvragen import Uitslag
from briefings.weektotalen import Stand

#: In per cent of the planned briefings.
GOED, MATIG, SCHERMEN = 60, 30, 50


def advies(stand: Stand, uitslagen: Mapping[str, Uitslag | None]) -> list[str]:
    """Sentences in order of weight; never empty. What the numbers do not carry is not said."""
    zinnen = [*_over_weken(stand), *_over_behoefte(uitslagen.get("behoefte"))]
    if not stand.weken:
        zinnen.insert(0, "Over het bespreken is geen advies te geven: geen week telt genoeg teams om te tonen.")
    return zinnen


def _over_weken(stand: Stand) -> list[str]:
    if not stand.weken:
        return []
    besproken, niet, vertoond = stand.deel("besproken"), stand.deel("niet"), stand.deel("vertoond")
    van = f"ongeveer {besproken}% van de {stand.gepland} geplande briefings"
    if besproken >= GOED:
        zinnen = [f"Houd het ritme: het item werd besproken in {van}."]
    elif besproken >= MATIG:
        zinnen = [f"Kies twee dagen per item in plaats van drie, en maak het korter: het item werd besproken in {van}."]
    else:
        zinnen = [f"Praat eerst met de briefers voordat je opnieuw plant: het item werd besproken in {van}."]
    if niet >= MATIG:
        zinnen.append(f"Zoek rustiger momenten: in ongeveer {niet}% van de briefings kwam het item niet aan bod.")
    if vertoond < SCHERMEN:
        zinnen.append(
            f"Kijk na of de schermen aanstaan: het item hing in ongeveer {vertoond}% van de geplande briefings. "
            "Teams die het pakket gebruiken, tellen hier niet mee."
        )
    return zinnen


def _over_behoefte(uitslag: Uitslag | None) -> list[str]:
    """Only when one wish is clearly the larger one."""
    if uitslag is None:
        return []
    op_rij = sorted(uitslag.vraag.antwoorden, key=uitslag.band, reverse=True)
    eerste, tweede = op_rij[0], op_rij[1]
    woorden = {
        naam: tekst for (naam, _), (_, _, tekst) in zip(uitslag.vraag.antwoorden.items(), uitslag.banden, strict=True)
    }
    hoeveel = f"het antwoord van {woorden[eerste]}, bij minstens {uitslag.minstens} antwoorden"
    if uitslag.band(eerste) == uitslag.band(tweede):
        verdeeld = f"de antwoorden (minstens {uitslag.minstens}) zijn verdeeld"
        return [f"Vraag briefers en teamchefs hoe vaak ze dit willen: {verdeeld}."]
    return [
        {
            "vaker": f"Plan een item per maand in plaats van per twee maanden. ‘Vaker dan nu’ was {hoeveel}.",
            "zo": f"Houd een item per twee maanden. ‘Zo is het goed’ was {hoeveel}.",
            "minder": f"Plan een item per kwartaal. ‘Minder vaak’ was {hoeveel}.",
            "niet": f"Kies een andere vorm dan de briefing. ‘Liever niet’ was {hoeveel}.",
        }[eerste]
    ]
