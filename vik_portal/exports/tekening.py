"""A :class:`~vik_portal.exports.figuren.Tekening` as SVG, for the writers that set pictures."""

from __future__ import annotations

from math import hypot
from xml.sax.saxutils import escape

from vik_portal.exports import huisstijl
from vik_portal.exports.figuren import Pijl, Rond, Tekening, Vlak, Woord

#: Strength of a field → (background, sign of the pattern on it).
VLAKKEN = {"vol": ("#b9ccec", "#a1bae4"), "half": ("#dfe8f6", "#8fa9d6"), "licht": ("#f1f3f8", "#f1f3f8")}
_LETTER = "Libertinus Serif, serif"
_ANKER = {"begin": "start", "midden": "middle", "eind": "end"}


def punt_van(pijl: Pijl, lengte: float = 26, breed: float = 16) -> list[tuple[float, float]]:
    """The three corners of an arrow's head, its point first."""
    ver = hypot(pijl.x2 - pijl.x1, pijl.y2 - pijl.y1) or 1.0
    ex, ey = (pijl.x2 - pijl.x1) / ver, (pijl.y2 - pijl.y1) / ver
    bx, by = pijl.x2 - ex * lengte, pijl.y2 - ey * lengte
    return [(pijl.x2, pijl.y2), (bx - ey * breed, by + ex * breed), (bx + ey * breed, by - ex * breed)]


def als_svg(tekening: Tekening) -> str:
    """A stand-alone SVG file; fields carry a pattern, since colour alone says nothing on a copy in grey."""
    vol, half = VLAKKEN["vol"], VLAKKEN["half"]
    patronen = (
        '<defs><pattern id="vol" width="22" height="22" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)">'
        f'<rect x="-1" y="-1" width="24" height="24" fill="{vol[0]}"/>'
        f'<rect width="9" height="22" fill="{vol[1]}"/></pattern>'
        '<pattern id="half" width="22" height="22" patternUnits="userSpaceOnUse">'
        f'<rect x="-1" y="-1" width="24" height="24" fill="{half[0]}"/>'
        f'<circle cx="11" cy="11" r="2.6" fill="{half[1]}"/></pattern></defs>'
    )
    delen = "".join(_vorm(vorm, tekening.letter) for vorm in tekening.vormen)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {tekening.breed:g} {tekening.hoog:g}" '
        f'width="{tekening.breed:g}" height="{tekening.hoog:g}">{patronen}{delen}</svg>'
    )


def _vorm(vorm: Vlak | Rond | Pijl | Woord, letter: float) -> str:
    if isinstance(vorm, Vlak):
        kleur = VLAKKEN["licht"][0] if vorm.sterkte == "licht" else f"url(#{vorm.sterkte})"
        return f'<rect x="{vorm.x:g}" y="{vorm.y:g}" width="{vorm.breed:g}" height="{vorm.hoog:g}" fill="{kleur}"/>'
    if isinstance(vorm, Rond):
        stijl = (
            f'fill="#fff" stroke="{huisstijl.INKT}" stroke-width="4" stroke-dasharray="9 6"'
            if vorm.open
            else f'fill="{huisstijl.BLAUW}" stroke="#fff" stroke-width="5"'
        )
        tekst = Woord(vorm.x, vorm.y + vorm.straal * 0.34, vorm.letter, "midden", vet=True)
        kleur = huisstijl.INKT if vorm.open else huisstijl.WIT
        return f'<circle cx="{vorm.x:g}" cy="{vorm.y:g}" r="{vorm.straal:g}" {stijl}/>' + _woord(
            tekst, vorm.straal, kleur
        )
    if isinstance(vorm, Pijl):
        punt = punt_van(vorm)
        eind = ((punt[1][0] + punt[2][0]) / 2, (punt[1][1] + punt[2][1]) / 2)
        lijn = f'd="M{vorm.x1:.0f} {vorm.y1:.0f}L{eind[0]:.0f} {eind[1]:.0f}" fill="none"'
        hoeken = "L".join(f"{x:.0f} {y:.0f}" for x, y in punt)
        return (
            f'<path {lijn} stroke="#fff" stroke-width="14"/><path {lijn} stroke="{huisstijl.INKT}" stroke-width="6"/>'
            f'<path d="M{hoeken}Z" fill="{huisstijl.INKT}"/>'
        )
    return _woord(vorm, letter, huisstijl.INKT)


def _woord(woord: Woord, maat: float, kleur: str) -> str:
    return (
        f'<text x="{woord.x:g}" y="{woord.y:g}" font-family="{_LETTER}" font-size="{maat:g}" fill="{kleur}" '
        f'text-anchor="{_ANKER[woord.anker]}" font-weight="{700 if woord.vet else 400}">{escape(woord.tekst)}</text>'
    )
