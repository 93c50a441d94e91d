"""Every weight and cut-off of the risk analysis, in one place. All of it is a proposal (:data:`STATUS`).

Nothing here is measured yet: the pilot calibrates it. Each report prints :func:`verantwoording`, so that a reader can
see by which rules a word or a colour came about. Scales run from 0 to 100 unless said otherwise.
"""

from __future__ import annotations

from vik_portal.meedoen.banden import HOOG, HOOGTE, LAAG, NAMEN

#: Stands in every report and under every map.
STATUS = "Voorstel, te ijken in de pilot"

#: Where a collapsed answer lies. The position of an item is the mean over everybody who gave an answer.
POSITIE = {LAAG: 0, HOOGTE: 50, HOOG: 100}

#: Kwetsbaarheid of a process: K = 0.7 · mean of its A items + 0.3 · mean of all B items.
DEEL_A, DEEL_B = 0.7, 0.3

#: Druk (K) and houvast (W): laag below the first, hoog from the second on.
NIVEAU_GRENZEN = (35, 65)
#: Kloof (K − W): klein below the first, groot from the second on.
KLOOF_GRENZEN = (5, 20)
#: From twenty envelopes on, numbers are shown, rounded to this.
STAP = 5

#: Verdeeld: one end of the scale has at least this band, the other end at least that one (indexes in ``NAMEN``). Both
#: ends, because a level hides the smaller group; the larger one, because answers that merely spread are no division.
VERDEELD_KLEINSTE = {"klein": 1, "midden": 1, "groot": 2}
VERDEELD_GROOTSTE = {"klein": 1, "midden": 2, "groot": 4}
#: Blinde vlek: "weet ik niet, of zeg ik liever niet" in at least this band.
BLIND_VANAF = {"klein": 1, "midden": 2, "groot": 3}
#: "Velen" is said only when the band holds for at least this share (0–1); below it the sentence says "een deel".
VELEN_VANAF = 0.3
#: Sterk: the favourable end surely holds this share (0–1) of all answers, and the other end "niemand of één".
STERK_VANAF = 0.6

THEMAS = {"integriteit": "Integriteit", "sociale-veiligheid": "Sociale veiligheid", "inclusie": "Inclusie"}
ALLE_THEMAS = tuple(THEMAS)

#: Which themes each work process is held against. Today that is all three for every process: there is no evidence
#: yet for leaving one out. A process that is not listed is held against all three as well.
KOPPELING: dict[str, tuple[str, ...]] = {
    "systemen-raadplegen": ALLE_THEMAS,
    "informatie-delen": ALLE_THEMAS,
    "geweld-gebruiken": ALLE_THEMAS,
    "omgang-op-straat": ALLE_THEMAS,
    "omgang-in-het-team": ALLE_THEMAS,
    "aanhouden-en-insluiten": ALLE_THEMAS,
    "opsporing-en-getuigen": ALLE_THEMAS,
    "beslag-en-geld": ALLE_THEMAS,
    "inkoop-en-leveranciers": ALLE_THEMAS,
    "alleen-en-onregelmatig": ALLE_THEMAS,
}

#: The fields of the matrix: (kans, gevolg), each 0 = laag, 1 = midden, 2 = hoog.
VOLGEN, BESPREKEN, EERST = "volgen", "bespreken", "eerst doen"
ZONES = {
    (0, 2): BESPREKEN, (1, 2): EERST, (2, 2): EERST,
    (0, 1): VOLGEN, (1, 1): BESPREKEN, (2, 1): EERST,
    (0, 0): VOLGEN, (1, 0): VOLGEN, (2, 0): BESPREKEN,
}  # fmt: skip


def gekoppeld(proces: str) -> tuple[str, ...]:
    """The themes a work process (its slug) is held against."""
    return KOPPELING.get(proces, ALLE_THEMAS)


def _nl(getal: float) -> str:
    return f"{getal:g}".replace(".", ",")


def verantwoording(trap: str) -> list[tuple[str, str]]:
    """(subject, rule) per weight and cut-off, in plain Dutch, as it holds for a round of this tier (``trap``)."""
    laag, hoog = NIVEAU_GRENZEN
    klein, groot = KLOOF_GRENZEN
    namen = NAMEN[trap]
    return [
        (
            "Plek van een vraag",
            f"Een antwoord telt als laag ({POSITIE[LAAG]}), midden ({POSITIE[HOOGTE]}) of hoog ({POSITIE[HOOG]}). "
            "De plek is het gemiddelde van iedereen die een antwoord gaf.",
        ),
        (
            "Onzekerheid",
            "Een band past bij meer dan één verdeling. Per vraag rekenen we de laagste en de hoogste plek uit die "
            "erbij past. Bij een optelling van vragen heffen die onzekerheden elkaar deels op: we tellen ze "
            "kwadratisch op.",
        ),
        (
            "Druk",
            f"{_nl(DEEL_A)} keer het werkproces (deel A) plus {_nl(DEEL_B)} keer wat het zwaarder maakt (deel B).",
        ),
        ("Houvast", "Per thema het gemiddelde van de vragen in deel C. Omgekeerde vragen zijn teruggedraaid."),
        ("Laag, midden, hoog", f"Laag is onder {laag}, hoog is vanaf {hoog}, op een schaal van 0 tot 100."),
        (
            "Kloof",
            f"Druk min houvast. Klein is onder {klein}, groot is vanaf {groot}. Elk werkproces staat naast de thema’s "
            "waaraan het is gekoppeld; nu zijn dat er voor elk werkproces drie.",
        ),
        ("Niet te zeggen", "De onzekerheid loopt over een grens heen."),
        (
            "Verdeeld",
            f"Aan het ene uiteinde staat minstens “{namen[VERDEELD_KLEINSTE[trap]]}”, aan het andere minstens "
            f"“{namen[VERDEELD_GROOTSTE[trap]]}”.",
        ),
        (
            "Blinde vlek",
            f"Bij “weet ik niet, of zeg ik liever niet” staat minstens “{namen[BLIND_VANAF[trap]]}”.",
        ),
        (
            "Sterk",
            f"Zeker {_nl(100 * STERK_VANAF)} procent geeft een gunstig antwoord, en aan de andere kant staat "
            f"“{namen[0]}”.",
        ),
    ]
