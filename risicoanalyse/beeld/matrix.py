"""Kans × gevolg in two votes: where each risk stands, how it moved, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from risicoanalyse import gewichten
from risicoanalyse.beeld import zinnen
from risicoanalyse.beeld.vorm import Tabel
from risicoanalyse.scoring import CATEGORIEEN, NIET_TE_ZEGGEN, Meting, klassen, positie, verschil
from vik_portal.meedoen.banden import Uitslag, Vraagsoort

NIVEAUS = ("laag", "midden", "hoog")
LETTERS = "ABC"
KANS = Vraagsoort(("Bijna nooit", "Zelden", "Soms", "Vaak", "Bijna zeker"), "1-5")
GEVOLG = Vraagsoort(("Bijna niets", "Klein", "Merkbaar", "Groot", "Ernstig"), "1-5")

# The drawing, in units of its viewBox (1082 × 892, as in the mock-up).
_LINKS, _BOVEN, _BREED, _HOOG, _KIER = 150, 6, 304, 256, 5
_STRAAL = {1: 32, 2: 40}
_UITEEN = 84


def stemvragen(aantal: int) -> list[Vraagsoort]:
    """The questions of one vote over ``aantal`` risks: kans A, gevolg A, kans B, …"""
    return [KANS, GEVOLG] * aantal


@dataclass(frozen=True)
class Plek:
    """Where one vote puts one risk. ``x`` and ``y`` run from 0 (laag) to 2 (hoog); a half lies between two levels.

    ``x`` or ``y`` is ``None`` when the bands fit all three levels.
    """

    kans: Meting
    gevolg: Meting

    @staticmethod
    def _as(meting: Meting) -> float | None:
        van, tot = klassen(meting, gewichten.NIVEAU_GRENZEN)
        return None if tot - van == 2 else (van + tot) / 2

    @property
    def x(self) -> float | None:
        return self._as(self.kans)

    @property
    def y(self) -> float | None:
        return self._as(self.gevolg)

    @property
    def geplaatst(self) -> bool:
        return self.x is not None and self.y is not None

    @staticmethod
    def _woord(meting: Meting) -> str:
        van, tot = klassen(meting, gewichten.NIVEAU_GRENZEN)
        return NIET_TE_ZEGGEN if tot - van == 2 else " of ".join(dict.fromkeys((NIVEAUS[van], NIVEAUS[tot])))

    @property
    def kans_woord(self) -> str:
        return self._woord(self.kans)

    @property
    def gevolg_woord(self) -> str:
        return self._woord(self.gevolg)

    @property
    def zone(self) -> str:
        """What to do with it: one word when all fields it may stand in agree, else two of them, else unknown."""
        if not self.geplaatst:
            return NIET_TE_ZEGGEN
        (x1, x2), (y1, y2) = (klassen(meting, gewichten.NIVEAU_GRENZEN) for meting in (self.kans, self.gevolg))
        mogelijk = {gewichten.ZONES[x, y] for x in range(x1, x2 + 1) for y in range(y1, y2 + 1)}
        volgorde = (gewichten.VOLGEN, gewichten.BESPREKEN, gewichten.EERST)
        zones = [zone for zone in volgorde if zone in mogelijk]
        return NIET_TE_ZEGGEN if len(zones) == 3 else " of ".join(zones)


@dataclass(frozen=True)
class RisicoStand:
    """One risk on the matrix with its words; ``zin`` holds what both votes carry."""

    letter: str
    tekst: str
    eerste: Plek
    tweede: Plek | None
    zin: str

    @property
    def nu(self) -> Plek:
        return self.tweede or self.eerste


@dataclass(frozen=True)
class Rond:
    """A marker: ``stem`` 1 is drawn dashed, 2 solid."""

    letter: str
    stem: int
    x: int
    y: int
    straal: int
    onder: int


@dataclass(frozen=True)
class Lijn:
    """An arrow from the first to the second marker: its line and its head."""

    pad: str
    punt: str


@dataclass(frozen=True)
class Veld:
    x: int
    y: int
    zone: str
    label: str


@dataclass(frozen=True)
class Matrix:
    conclusie: str
    alt: str
    risicos: tuple[RisicoStand, ...]
    velden: tuple[Veld, ...]
    ronden: tuple[Rond, ...]
    lijnen: tuple[Lijn, ...]
    tweede: bool
    tabel: Tabel

    #: Sizes and axis labels for the template.
    breed, hoog = _BREED - _KIER, _HOOG - _KIER
    onder = _BOVEN + 3 * _HOOG

    @property
    def kolommen(self) -> list[tuple[int, str]]:
        return [(_LINKS + i * _BREED + _BREED // 2, naam) for i, naam in enumerate(NIVEAUS)]

    @property
    def rijen(self) -> list[tuple[int, str]]:
        return [(_BOVEN + (2 - i) * _HOOG + _HOOG // 2 + 10, naam) for i, naam in enumerate(NIVEAUS)]


def maak(risicos: Sequence[str], eerste: Uitslag, tweede: Uitslag | None = None) -> Matrix:
    """``risicos`` are the texts, at most three; each vote holds kans and gevolg per risk (:func:`stemvragen`).

    Raises ``ValueError`` for a vote of exact counts or one that does not fit the number of risks.
    """
    plekken = [_plekken(len(risicos), uitslag) for uitslag in (eerste, tweede) if uitslag]
    standen = []
    for nummer, tekst in enumerate(risicos):
        voor, na = plekken[0][nummer], plekken[1][nummer] if tweede else None
        standen.append(RisicoStand(LETTERS[nummer], tekst, voor, na, _zin(voor, na)))
    conclusie = _conclusie(standen, tweede is not None)
    ronden = _ronden(standen)
    koppen = ("Risico", "Kans", "Gevolg", "Plek")
    if tweede:
        koppen = ("Risico", "Kans eerst", "Gevolg eerst", "Kans daarna", "Gevolg daarna", "Plek nu")
    return Matrix(
        conclusie=conclusie,
        alt=" ".join([f"{conclusie}.", *(f"{stand.letter}: {stand.zin}" for stand in standen)]),
        risicos=tuple(standen),
        velden=_velden(),
        ronden=tuple(ronden),
        lijnen=tuple(_lijnen(ronden)),
        tweede=tweede is not None,
        tabel=Tabel("Kans en gevolg", koppen, tuple(_rij(stand) for stand in standen)),
    )


def _plekken(aantal: int, uitslag: Uitslag) -> list[Plek]:
    if uitslag.vorm != "banden" or len(uitslag.waarden) != 2 * aantal or aantal > len(LETTERS):
        raise ValueError("deze stemming hoort niet bij deze risico’s")
    metingen = []
    for banden in uitslag.waarden:
        laag, midden, hoog, weet = (banden[categorie] for categorie in CATEGORIEEN)
        metingen.append(positie(uitslag.trap, (laag, midden, hoog, weet)))
    return [Plek(metingen[2 * i], metingen[2 * i + 1]) for i in range(aantal)]


def _rij(stand: RisicoStand) -> tuple[str, ...]:
    woorden = [w for plek in (stand.eerste, stand.tweede) if plek for w in (plek.kans_woord, plek.gevolg_woord)]
    return (f"{stand.letter}. {stand.tekst}", *woorden, stand.nu.zone)


# --- words -------------------------------------------------------------------------------------


def _richting(voor: Plek, na: Plek) -> tuple[str, bool]:
    """("hoger" | "lager" | "gelijk" | "anders" | "niet te zeggen", whether the bands prove it)."""
    assen = [(voor.kans, na.kans), (voor.gevolg, na.gevolg)]
    zeker = {verschil(*paar) for paar in assen} - {NIET_TE_ZEGGEN}
    if len(zeker) == 1:
        return zeker.pop(), True
    if not (voor.geplaatst and na.geplaatst):
        return NIET_TE_ZEGGEN, False
    stappen = [(na.x or 0) - (voor.x or 0), (na.y or 0) - (voor.y or 0)]
    if not any(stappen):
        return "gelijk", False
    if min(stappen) >= 0:
        return "hoger", False
    return ("lager" if max(stappen) <= 0 else "anders"), False


_BEWEGING = {
    ("hoger", True): "Na het gesprek schatten jullie dit hoger in.",
    ("lager", True): "Na het gesprek schatten jullie dit lager in.",
    ("hoger", False): "Na het gesprek staat het hoger. Of jullie echt anders denken, laten de banden niet zien.",
    ("lager", False): "Na het gesprek staat het lager. Of jullie echt anders denken, laten de banden niet zien.",
    ("anders", False): "Na het gesprek staat het op een andere plek.",
    ("gelijk", False): "Na het gesprek staat het op dezelfde plek.",
    (NIET_TE_ZEGGEN, False): "Over de beweging kan de uitslag niets zeggen.",
}


def _zin(voor: Plek, na: Plek | None) -> str:
    nu = na or voor
    plek = f"Kans: {nu.kans_woord}. Gevolg: {nu.gevolg_woord}. {zinnen.groot(nu.zone)}."
    if not nu.geplaatst:
        plek = f"Kans: {nu.kans_woord}. Gevolg: {nu.gevolg_woord}. Daarom staat dit risico niet in de matrix."
    return f"{plek} {_BEWEGING[_richting(voor, na)]}" if na else plek


def _conclusie(standen: Sequence[RisicoStand], tweede: bool) -> str:
    if not any(stand.nu.geplaatst for stand in standen):
        return "Over de plek van de risico’s kan deze uitslag niets zeggen"
    if not tweede:
        eerst = [stand.letter for stand in standen if stand.eerste.zone == gewichten.EERST]
        return f"{_vorm(eerst, 'staat', 'staan')} bij ‘eerst doen’" if eerst else "Zo schatten jullie de risico’s nu in"
    richtingen = {stand.letter: _richting(stand.eerste, stand.tweede) for stand in standen if stand.tweede}
    for zeker, zin in ((True, "Na het gesprek schatten jullie {} in"), (False, "Na het gesprek {}")):
        delen = []
        for kant in ("hoger", "lager"):
            letters = [letter for letter, richting in richtingen.items() if richting == (kant, zeker)]
            if letters and zeker:
                delen.append(f"{zinnen.en(letters)} {kant}")
            elif letters:
                delen.append(f"{'staat' if len(letters) == 1 else 'staan'} {zinnen.en(letters)} {kant}")
        if delen:
            return zin.format(zinnen.en(delen))
    if any(richting == ("anders", False) for richting in richtingen.values()):
        return "Na het gesprek staat niet elk risico op dezelfde plek"
    if all(richting == ("gelijk", False) for richting in richtingen.values()):
        return "Na het gesprek staan de risico’s op dezelfde plek"
    return "Over de beweging kan deze uitslag niet veel zeggen"


def _vorm(letters: Sequence[str], enkel: str, meer: str) -> str:
    return f"{zinnen.en(letters)} {enkel if len(letters) == 1 else meer}"


# --- drawing -----------------------------------------------------------------------------------


def _velden() -> tuple[Veld, ...]:
    # One label per zone, in the field that is furthest into its corner.
    labels = {(2, 2): gewichten.EERST, (0, 2): gewichten.BESPREKEN, (0, 0): gewichten.VOLGEN}
    soorten = {gewichten.VOLGEN: "volgen", gewichten.BESPREKEN: "bespreken", gewichten.EERST: "eerst"}
    return tuple(
        Veld(_LINKS + x * _BREED, _BOVEN + (2 - y) * _HOOG, soorten[zone], labels.get((x, y), ""))
        for (x, y), zone in sorted(gewichten.ZONES.items())
    )


def _ronden(standen: Sequence[RisicoStand]) -> list[Rond]:
    """Markers; those on one spot stand side by side, and a first vote on the spot of its second is left out."""
    spots: dict[tuple[float, float], list[tuple[str, int]]] = {}
    for stand in standen:
        plekken = [(stand.eerste, 1)] + ([(stand.tweede, 2)] if stand.tweede else [])
        spot = [((plek.x, plek.y), stem) for plek, stem in plekken]
        if stand.tweede and spot[0][0] == spot[1][0]:
            spot = spot[1:]
        for (x, y), stem in spot:
            if x is not None and y is not None:
                spots.setdefault((x, y), []).append((stand.letter, stem))
    ronden = []
    for (x, y), merken in spots.items():
        for i, (letter, stem) in enumerate(merken):
            schuif = _UITEEN * (i - (len(merken) - 1) / 2)
            # On a vertical grid line they are spread along that line, so that "between two" stays visible.
            dx, dy = (0.0, schuif) if x % 1 else (schuif, 0.0)
            mx = round(_LINKS + (x + 0.5) * _BREED - _KIER / 2 + dx)
            my = round(_BOVEN + (2.5 - y) * _HOOG - _KIER / 2 + dy)
            ronden.append(Rond(letter, stem, mx, my, _STRAAL[stem], my + (12 if stem == 1 else 14)))
    # Second votes last, so that they lie on top.
    return sorted(ronden, key=lambda rond: (rond.stem, rond.letter))


def _lijnen(ronden: Sequence[Rond]) -> list[Lijn]:
    lijnen = []
    eerste = {rond.letter: rond for rond in ronden if rond.stem == 1}
    for na in ronden:
        voor = eerste.get(na.letter)
        if na.stem != 2 or voor is None:
            continue
        lengte = hypot(na.x - voor.x, na.y - voor.y)
        ex, ey = (na.x - voor.x) / lengte, (na.y - voor.y) / lengte
        ax, ay = voor.x + ex * (voor.straal + 4), voor.y + ey * (voor.straal + 4)
        px, py = na.x - ex * (na.straal + 8), na.y - ey * (na.straal + 8)
        bx, by = px - ex * 26, py - ey * 26
        links = f"{bx - ey * 16:.0f} {by + ex * 16:.0f}"
        rechts = f"{bx + ey * 16:.0f} {by - ex * 16:.0f}"
        lijnen.append(Lijn(f"M{ax:.0f} {ay:.0f}L{bx:.0f} {by:.0f}", f"M{px:.0f} {py:.0f}L{links}L{rechts}Z"))
    return lijnen
