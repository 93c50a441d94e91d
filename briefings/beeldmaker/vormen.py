"""The shapes of the drawings, on a field of 1600 × 900. Drawn twice as large and made smaller, so edges are soft."""

from __future__ import annotations

from typing import Literal

from PIL import Image, ImageDraw

BREED, HOOG = 1600, 900
#: How much larger it is drawn.
FIJN = 2
VELD, VLAK, MIDDEN, LICHT, BLEEK, WIT, GOUD = (
    "#0a1a40",
    "#163f8c",
    "#5b86d8",
    "#8fb1f0",
    "#b9cdf5",
    "#ffffff",
    "#f2b32c",
)
Vulling = Literal["integer", "betrouwbaar", "moedig", "verbindend"]
Punt = tuple[float, float]


class Blad:
    """One drawing. Places and sizes are in the 1600 × 900 field; ``draai`` in quarter turns, clockwise."""

    def __init__(self, achter: str = VELD) -> None:
        self.beeld = Image.new("RGB", (BREED * FIJN, HOOG * FIJN), achter)
        self.pen = ImageDraw.Draw(self.beeld)

    def klaar(self, breedte: int = BREED) -> Image.Image:
        """The drawing, ``breedte`` px wide."""
        return self.beeld.resize((breedte, breedte * HOOG // BREED), Image.Resampling.LANCZOS)

    def kwart(self, x: float, y: float, maat: float, draai: int, kleur: str, vulling: Vulling = "integer") -> None:
        """A quarter in the square at (x, y). With ``draai`` 0 its corner is bottom right, as in the compass."""
        vak = round(maat * FIJN)
        masker = Image.new("L", (vak, vak), 0)
        _vul(ImageDraw.Draw(masker), vak, vulling)
        masker = masker.rotate(-90 * draai)
        self.beeld.paste(kleur, (round(x * FIJN), round(y * FIJN)), masker)

    def rond(self, x: float, y: float, straal: float, kleur: str, *, lijn: float = 0) -> None:
        """A disc around (x, y), or with ``lijn`` a ring of that width."""
        vak = [(x - straal) * FIJN, (y - straal) * FIJN, (x + straal) * FIJN, (y + straal) * FIJN]
        if lijn:
            self.pen.ellipse(vak, outline=kleur, width=round(lijn * FIJN))
        else:
            self.pen.ellipse(vak, fill=kleur)

    def vlak(self, x: float, y: float, breed: float, hoog: float, kleur: str, *, hoek: float = 0) -> None:
        """A rectangle; ``hoek`` is the radius of its one round corner, bottom right."""
        vak = [x * FIJN, y * FIJN, (x + breed) * FIJN - 1, (y + hoog) * FIJN - 1]
        self.pen.rounded_rectangle(vak, hoek * FIJN, fill=kleur, corners=(False, False, True, False))

    def taart(self, x: float, y: float, straal: float, van: float, tot: float, kleur: str) -> None:
        """A slice, in degrees clockwise from the top."""
        vak = [(x - straal) * FIJN, (y - straal) * FIJN, (x + straal) * FIJN, (y + straal) * FIJN]
        self.pen.pieslice(vak, van - 90, tot - 90, fill=kleur)

    def lijn(self, punten: list[Punt], dik: float, kleur: str) -> None:
        self.pen.line([(x * FIJN, y * FIJN) for x, y in punten], fill=kleur, width=round(dik * FIJN), joint="curve")

    def vinkje(self, x: float, y: float, maat: float, kleur: str) -> None:
        self.lijn(
            [(x, y + 0.5 * maat), (x + 0.35 * maat, y + 0.85 * maat), (x + maat, y + 0.1 * maat)], maat / 6, kleur
        )

    def kruisje(self, x: float, y: float, maat: float, kleur: str) -> None:
        self.lijn([(x, y), (x + maat, y + maat)], maat / 6, kleur)
        self.lijn([(x + maat, y), (x, y + maat)], maat / 6, kleur)

    def mens(self, x: float, grond: float, hoog: float, kleur: str, *, buig: float = 0) -> None:
        """Somebody who stands with the middle at ``x`` on ``grond``; ``buig`` moves the head aside, as a part of it."""
        breed, hoofd = 0.4 * hoog, 0.17 * hoog
        romp = grond - 0.6 * hoog
        for kant, draai in ((x - breed, 0), (x, 1)):
            self.kwart(kant, romp, breed, draai, kleur)
        self.vlak(x - breed, romp + breed - 1, 2 * breed, 0.6 * hoog - breed + 1, kleur)
        self.rond(x + buig * hoog, romp - 0.75 * hoofd - 0.06 * hoog, hoofd, kleur)

    def ballon(
        self, x: float, y: float, maat: float, kleur: str, *, naar: Literal["links", "rechts"], leeg: bool = False
    ) -> None:
        """Words that somebody says: a round with one square corner that points down to the speaker."""
        rij = [(0, 0, 0), (1, 0, 1), (1, 1, 2), (0, 1, 3)]
        for kolom, rang, draai in rij:
            punt = (kolom, rang) == ((0, 1) if naar == "links" else (1, 1))
            plek = x + kolom * maat, y + rang * maat
            if punt:
                self.vlak(*plek, maat, maat, kleur)
            else:
                self.kwart(*plek, maat, draai, kleur)
        if leeg:
            self.rond(x + maat, y + maat, 0.82 * maat, VELD)


def _vul(pen: ImageDraw.ImageDraw, r: int, vulling: Vulling) -> None:
    """The four fills, as in vik_portal.tekens, with the corner at (r, r)."""
    cirkel = [0, 0, 2 * r, 2 * r]
    if vulling == "integer":
        pen.pieslice(cirkel, 180, 270, fill=255)
    elif vulling == "betrouwbaar":
        for i in range(5):
            buiten = r - i * r / 5
            pen.pieslice([r - buiten, r - buiten, r + buiten, r + buiten], 180, 270, fill=255)
            binnen = max(0.0, buiten - 0.1 * r)
            pen.pieslice([r - binnen, r - binnen, r + binnen, r + binnen], 180, 270, fill=0)
    elif vulling == "moedig":
        pen.pieslice(cirkel, 180, 270, fill=255)
        for i in range(7):
            pen.rectangle([0, (i + 0.52) * r / 7, r, (i + 1) * r / 7], fill=0)
    else:
        stap, straal = r / 6, r / 18
        for kolom in range(6):
            for rij in range(6):
                x, y = (kolom + 0.5) * stap, (rij + 0.5) * stap
                if (r - x) ** 2 + (r - y) ** 2 <= (r - 0.9 * straal) ** 2:
                    pen.ellipse([x - straal, y - straal, x + straal, y + straal], fill=255)
