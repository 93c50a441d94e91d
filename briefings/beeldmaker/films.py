"""The animations: what happens at which second, frame by frame. No sound and no words: those stand beside them."""

from __future__ import annotations

from collections.abc import Callable

from briefings.beeldmaker.tekeningen import GROND, straat
from briefings.beeldmaker.vormen import BLEEK, GOUD, LICHT, MIDDEN, VELD, VLAK, WIT, Blad

#: Frames per second, and the width of a frame in px.
TEMPO, BREEDTE = 15, 1280
NIET, WEL = "#ffb3a1", "#8fdcbd"


def _op(t: float, van: float, duur: float = 0.6) -> float:
    """From 0 to 1 between ``van`` and ``van + duur`` seconds, softly."""
    deel = min(1.0, max(0.0, (t - van) / duur))
    return deel * deel * (3 - 2 * deel)


def _ballon(blad: Blad, x: float, y: float, maat: float, kleur: str, groei: float, naar: str) -> None:
    """Words that come up from the corner where the speaker stands."""
    if groei > 0.02:
        m = maat * groei
        links = x if naar == "links" else x + 2 * (maat - m)
        blad.ballon(links, y + 2 * (maat - m), m, kleur, naar=naar)  # type: ignore[arg-type]


def bejegening_op_straat(t: float) -> Blad:
    """Twelve seconds: first a demand that makes the other small, then a reason, room and an answer."""
    blad = Blad()
    straat(blad)
    wel = t >= 6
    s = t - 6 if wel else t
    if not wel:
        klein = _op(s, 1.6) + _op(s, 2.6)
        blad.mens(430, GROND, 520 + 40 * _op(s, 0.8), WIT)
        blad.mens(1170 + 60 * klein, GROND, 520 - 70 * klein, LICHT, buig=0.05 * klein)
        _ballon(blad, 520, 60, 120 + 25 * _op(s, 2.4), MIDDEN, _op(s, 0.8, 0.25), "links")
        if s > 2.4:
            blad.kwart(620, 120, 110, 0, NIET, "moedig")
        blad.kruisje(80, 660, 90 * max(0.05, _op(s, 0.2, 0.3)), NIET)
    else:
        blad.mens(430, GROND, 520, WIT)
        blad.mens(1170 - 90 * _op(s, 2.6, 1.0), GROND, 380 + 140 * _op(s, 1.2, 1.0), LICHT)
        _ballon(blad, 540, 130, 90, GOUD, _op(s, 0.6, 0.4), "links")
        _ballon(blad, 850, 150, 85, BLEEK, _op(s, 2.8, 0.4), "rechts")
        blad.vinkje(80, 660, 100 * max(0.05, _op(s, 4.2, 0.4)), WEL)
    return blad


def systemen_na_het_nieuws(t: float) -> Blad:
    """Eleven seconds: news goes round, a hand goes to the search field, stops, and asks a colleague instead."""
    blad = Blad()
    straat(blad)
    dicht = _op(t, 5.0)
    blad.vlak(120, 150, 760, 470, VLAK, hoek=70)
    blad.vlak(155, 185, 690, 400, VELD, hoek=50)
    blad.vlak(430, 620, 140, GROND - 620, VLAK)
    golf = (t * 0.9) % 1.0
    if t < 4.6:
        for nummer in range(4):
            straal = 60 + 45 * nummer + 45 * golf
            blad.rond(500, 370, straal, (WIT, BLEEK, LICHT, MIDDEN)[nummer], lijn=10)
        blad.rond(500, 370, 38, WIT)
    if t >= 2.0:
        blad.vlak(240, 480, 520, 70, WIT, hoek=26)
        blad.rond(700, 510, 17, MIDDEN, lijn=7)
        blad.lijn([(712, 524), (728, 540)], 8, MIDDEN)
    if t >= 4.6:
        blad.rond(500, 330, 46 * max(0.1, dicht), GOUD, lijn=18)
        breed = 144 * max(0.1, dicht)
        blad.vlak(500 - breed / 2, 332, breed, 104, GOUD, hoek=min(26, breed / 4))
    heen, terug = _op(t, 2.4, 1.4), _op(t, 5.6, 1.2)
    x = 1040 - 270 * heen + 270 * terug
    blad.mens(1010, GROND, 470, WIT)
    blad.rond(x, 560 - 40 * heen + 40 * terug, 34, GOUD)
    binnen = _op(t, 6.4, 1.0)
    if binnen > 0:
        blad.mens(1680 - 320 * binnen, GROND, 470, LICHT)
    _ballon(blad, 1060, 110, 75, GOUD, _op(t, 7.6, 0.4), "links")
    _ballon(blad, 1250, 90, 60, BLEEK, _op(t, 9.0, 0.4), "rechts")
    return blad


#: slug → (length in seconds, the drawing at a second, the second of its first picture)
FILMS: dict[str, tuple[float, Callable[[float], Blad], float]] = {
    "bejegening-op-straat": (12.0, bejegening_op_straat, 10.5),
    "systemen-na-het-nieuws": (11.0, systemen_na_het_nieuws, 3.2),
}
