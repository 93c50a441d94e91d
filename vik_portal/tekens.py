"""The portal's own drawings: icons on a 24 grid and the motif, het kwart.

Four quarters make a compass. Each kernwaarde has its fixed place and fill: integer NW solid, betrouwbaar NE
arcs, moedig SE stripes, verbindend SW dots. One quarter may turn outward and point: the needle, always gold.
Everything is SVG that inherits its colour and needs neither ids nor inline style (the CSP forbids the latter).
"""

from __future__ import annotations

from math import sqrt

ICONEN = {
    "slot": '<path d="M4 10h16v8a3 3 0 0 1-3 3H4zM8 10V7a4 4 0 0 1 8 0v3"/>',
    "brief": '<path d="M3 7h18v10a4 4 0 0 1-4 4H3zM3 7l9 7 9-7"/>',
    "terug": '<path d="M21 12H4M11 5l-7 7 7 7"/>',
    "pijl": '<path d="M3 12h17M13 5l7 7-7 7"/>',
    "omhoog": '<path d="M12 21V4M5 11l7-7 7 7"/>',
    "omlaag": '<path d="M12 3v17M5 13l7 7 7-7"/>',
    "persoon": '<circle cx="12" cy="7.5" r="4.5"/><path d="M3.5 21.5a8.5 8.5 0 0 1 17 0"/>',
    "kruis": '<path d="M5 5l14 14M19 5 5 19"/>',
    "let-op": '<path d="M12 3 22 20.5H2zM12 9.5V15M12 16.7v1.5"/>',
    "menu": '<path d="M3 6h18M3 12h18M3 18h12"/>',
    "zoek": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 6 6"/>',
    "wegwijzer": '<path d="M12 22V9M12 14h7l2.5-2.5L19 9h-7M12 9H5L2.5 6.5 5 4h7M12 9V2"/>',
    "code": '<path d="M3 9V3h6M15 3h6v6M21 15v6h-6M9 21H3v-6M8 8h3v3H8zM13.5 13.5H16V16h-2.5z"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7v1.5"/>',
    "plus": '<path d="M12 4v16M4 12h16"/>',
    "vink": '<path d="m3.5 12.5 6 6L20.5 6"/>',
    "scherm": '<path d="M2.5 4h19v9a3 3 0 0 1-3 3h-16zM8 20.5h8M12 16v4.5"/>',
    "stop": '<path d="M8 2.5h8l5.5 5.5v8L16 21.5H8L2.5 16V8z"/><path d="M12 7v6.5M12 16v1.5"/>',
    "blind": '<path d="M2.5 12c5-8 14-8 19 0-5 8-14 8-19 0zM4 20 20 4"/>',
    "verdeeld": '<path d="M12 3v18M9 8H3M9 12H5M9 16H3M15 8h6M15 12h4M15 16h6"/>',
    "geen-net": '<path d="M2 9.5c5.5-5.5 14.5-5.5 20 0M6.5 14c3-3 8-3 11 0M12 18v2M4 21 19 3"/>',
    "telefoon": '<path d="M5 3h4l2 5-2.5 2c1 2.5 3 4.5 5.5 5.5L16 13l5 2v4a2 2 0 0 1-2 2C11 21 3 13 3 5a2 2 0 0 1 2-2z"/>',  # noqa: E501
    "blad": '<path d="M5 3h11l3 3v15H5zM8.5 9h7M8.5 13h7M8.5 17h4"/>',
    "agenda": '<path d="M3 5h18v12a4 4 0 0 1-4 4H3zM3 10h18M8 2.5V7M16 2.5V7"/>',
    "download": '<path d="M12 3v13M6 10.5l6 6 6-6M3 21h18"/>',
    "potlood": '<path d="M4 20v-4L15.5 4.5l4 4L8 20zM13 7l4 4"/>',
    "ster": '<path d="M12 3v18M3 12h18M6 6l12 12M18 6 6 18"/>',
    "gesprek": '<path d="M3 3h12a4 4 0 0 1 4 4v7H8l-5 4zM8.5 18v3.5H17l4.5.5V10"/>',
    "boek": '<path d="M12 6C9 4 6 4 3 4v15c3 0 6 0 9 2 3-2 6-2 9-2V4c-3 0-6 0-9 2zM12 6v15"/>',
    "print": '<path d="M6 9V3h12v6M6 17H3V9h18v5a3 3 0 0 1-3 3M6 14h12v7H6z"/>',
    "film": '<path d="M3 4h18v13a4 4 0 0 1-4 4H3zM10 8.5v8l6-4z"/>',
    "link": '<path d="M10 14h5a5 5 0 0 0 0-10h-4M14 10H9a5 5 0 0 0 0 10h4"/>',
    "klok": '<circle cx="12" cy="12" r="9"/><path d="M12 6.5V12l4 2.5"/>',
}

#: Where each kernwaarde stands in the compass, in degrees from north-west, clockwise.
STAND = {"integer": 0, "betrouwbaar": 90, "moedig": 180, "verbindend": 270}


def icoon(naam: str, maat: int = 24) -> str:
    """An icon as SVG of ``maat`` px; always stands beside words, so it is hidden from screen readers."""
    return (
        f'<svg aria-hidden="true" width="{maat}" height="{maat}" viewBox="0 0 24 24" fill="none" '
        f'stroke="currentColor" stroke-width="1.9" stroke-linejoin="miter">{ICONEN[naam]}</svg>'
    )


def _g(waarde: float) -> str:
    return f"{waarde:.1f}".rstrip("0").rstrip(".")


def _vol(r: float) -> str:
    return f'<path d="M{_g(r)} {_g(r)}H0A{_g(r)} {_g(r)} 0 0 1 {_g(r)} 0Z" fill="currentColor"/>'


def _bogen(r: float) -> str:
    dikte = 0.07 * r
    bogen = (r - dikte / 2 - i * r / 5 for i in range(5))
    paden = "".join(f"M{_g(r - b)} {_g(r)}A{_g(b)} {_g(b)} 0 0 1 {_g(r)} {_g(r - b)}" for b in bogen)
    return f'<path d="{paden}" fill="none" stroke="currentColor" stroke-width="{_g(dikte)}"/>'


def _strepen(r: float) -> str:
    hoogte, stap = 0.0743 * r, r / 7
    pad = ""
    for i in range(7):
        boven, onder = i * stap, i * stap + hoogte
        # The left edge follows the circle around (r, r), so no clip path (and no id) is needed.
        links = [r - sqrt(max(0.0, r * r - (r - y) ** 2)) for y in (boven, onder)]
        pad += (
            f"M{_g(links[0])} {_g(boven)}H{_g(r)}V{_g(onder)}H{_g(links[1])}"
            f"A{_g(r)} {_g(r)} 0 0 1 {_g(links[0])} {_g(boven)}Z"
        )
    return f'<path d="{pad}" fill="currentColor"/>'


def _stippen(r: float) -> str:
    stap, straal = r / 6, r / 20
    stippen = ""
    for kolom in range(6):
        for rij in range(6):
            x, y = (kolom + 0.5) * stap, (rij + 0.5) * stap
            # A dot that the circle would barely touch stays whole.
            if (r - x) ** 2 + (r - y) ** 2 <= (r - 0.9 * straal) ** 2:
                stippen += f'<circle cx="{_g(x)}" cy="{_g(y)}" r="{_g(straal)}"/>'
    return f'<g fill="currentColor">{stippen}</g>'


VULLING = {"integer": _vol, "betrouwbaar": _bogen, "moedig": _strepen, "verbindend": _stippen}


def kwart(kernwaarde: str, maat: int = 96) -> str:
    """The quarter of a kernwaarde in its own stand and fill, ``maat`` px square."""
    midden = _g(maat / 2)
    return (
        f'<svg aria-hidden="true" width="{maat}" height="{maat}" viewBox="0 0 {maat} {maat}">'
        f'<g transform="rotate({STAND[kernwaarde]} {midden} {midden})">{VULLING[kernwaarde](maat)}</g></svg>'
    )


def merk(maat: int = 36) -> str:
    """The mark: three quarters of the compass, and the needle in gold."""
    return (
        f'<svg aria-hidden="true" width="{maat}" height="{maat}" viewBox="0 0 32 32" fill="currentColor">'
        '<path d="M15 15H0A15 15 0 0 1 15 0Z"/><path d="M15 17H0A15 15 0 0 0 15 32Z"/>'
        '<path d="M17 17H32A15 15 0 0 1 17 32Z"/><path fill="#f2b32c" d="M32 0V15A15 15 0 0 1 17 0Z"/></svg>'
    )


def kwarten(aantal: int, maat: int = 24) -> str:
    """A small compass with ``aantal`` of its four quarters filled: gaps, stages, how far along."""
    delen = ""
    for i, (x, y) in enumerate([(0.75, 0.75), (12.25, 0.75), (12.25, 12.25), (0.75, 12.25)]):
        vulling = "currentColor" if i < aantal else "none"
        delen += (
            f'<path transform="translate({x} {y}) rotate({90 * i} 5.5 5.5)" '
            f'd="M10.6 10.6H.4A10.2 10.2 0 0 1 10.6.4Z" fill="{vulling}"/>'
        )
    return (
        f'<svg aria-hidden="true" width="{maat}" height="{maat}" viewBox="0 0 24 24" '
        f'stroke="currentColor" stroke-width=".9">{delen}</svg>'
    )


#: The mosaic beside the search box: column, row, fill, turn in degrees, colour class. Composed once, by hand.
_MOZAIEK = [
    (0, 0, "integer", 180, "a"),
    (1, 0, "integer", 180, "b"),
    (2, 0, "integer", 270, "goud"),
    (3, 0, "integer", 90, "a"),
    (0, 1, "integer", 90, "b"),
    (1, 1, "integer", 0, "wit"),
    (2, 1, "betrouwbaar", 90, "licht"),
    (3, 1, "integer", 0, "a"),
    (0, 2, "betrouwbaar", 180, "b"),
    (1, 2, "verbindend", 270, "licht"),
    (2, 2, "moedig", 180, "wit"),
    (3, 2, "integer", 270, "b"),
    (0, 3, "integer", 90, "a"),
    (1, 3, "integer", 0, "a"),
    (2, 3, "moedig", 90, "b"),
    (3, 3, "integer", 0, "a"),
]


def mozaiek(klasse: str = "art", stukken: list[tuple[int, int, str, int, str]] | None = None) -> str:
    """The mosaic of quarters on the start page; decoration, so hidden from screen readers."""
    vak = 130
    delen = "".join(
        f'<g class="mz-{kleur}" transform="translate({kolom * vak} {rij * vak}) '
        f'rotate({draai} {vak / 2:g} {vak / 2:g})">{VULLING[vulling](vak)}</g>'
        for kolom, rij, vulling, draai, kleur in (stukken or _MOZAIEK)
    )
    breed = (max(deel[0] for deel in (stukken or _MOZAIEK)) + 1) * vak
    hoog = (max(deel[1] for deel in (stukken or _MOZAIEK)) + 1) * vak
    verhouding = "xMinYMin" if hoog > vak else "xMinYMid"
    return (
        f'<svg class="{klasse}" aria-hidden="true" viewBox="0 0 {breed} {hoog}" '
        f'preserveAspectRatio="{verhouding} slice">{delen}</svg>'
    )


def reep() -> str:
    """The mosaic's first row as a strip, for narrow screens."""
    rij = [(i, 0, vulling, draai, kleur) for i, (_, _, vulling, draai, kleur) in enumerate(_MOZAIEK[:12])]
    return mozaiek("reep", rij)


#: Fill and text colour of the four numbered quarters on a wall screen: from light to dark, ≥ 4.5 each.
_WIEL = [("#fff", "#0c2a66"), ("#b9cdf5", "#0c2a66"), ("#8fb1f0", "#0c2a66"), ("#5b86d8", "#0a1a40")]


def wiel() -> str:
    """Four numbered quarters around a middle, for an item with four points; the words stand beside it."""
    delen = ""
    for nummer, (x, y, draai) in enumerate([(0, 0, 0), (310, 0, 90), (0, 310, 270), (310, 310, 180)], 1):
        vulling, inkt = _WIEL[nummer - 1]
        tx, ty = (190 if x == 0 else 420), (235 if y == 0 else 465)
        delen += (
            f'<path transform="translate({x} {y}) rotate({draai} 150 150)" '
            f'd="M300 300H0A300 300 0 0 1 300 0Z" fill="{vulling}"/>'
            f'<text x="{tx}" y="{ty}" text-anchor="middle" font-size="130" font-weight="700" '
            f'fill="{inkt}">{nummer}</text>'
        )
    return f'<svg class="wk" aria-hidden="true" viewBox="0 0 610 610">{delen}</svg>'


def zetels(aantal: int) -> str:
    """Taken seats as rounds of four, with their number for screen readers; at least one round is drawn."""
    rondes = max(1, (aantal + 3) // 4)
    tekst = ""
    for ronde in range(rondes):
        stoelen = "".join(f'<i class="{"on" if ronde * 4 + i < aantal else ""}"></i>' for i in range(4))
        tekst += f'<span class="round" aria-hidden="true">{stoelen}</span>'
    # A full auditorium fits beside the code too.
    vol = " seats-vol" if aantal > 60 else ""
    return f'<div class="seats{vol}" role="img" aria-label="{aantal} stoelen bezet">{tekst}</div>'
