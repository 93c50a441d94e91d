"""Kans × gevolg in two votes: where each risk stands, how it moved, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from risicoanalyse import gewichten
from risicoanalyse.beeld import zinnen
from risicoanalyse.beeld.vorm import Tabel
from risicoanalyse.scoring import CATEGORIEEN, NIET_TE_ZEGGEN, Meting, blind, klassen, positie, verdeeld, verschil
from vik_portal.meedoen.banden import Uitslag, Vraagsoort

NIVEAUS = ("laag", "midden", "hoog")
LETTERS = "ABC"
KANS = Vraagsoort(("Bijna nooit", "Zelden", "Soms", "Vaak", "Bijna zeker"), "1-5")
GEVOLG = Vraagsoort(("Bijna niets", "Klein", "Merkbaar", "Groot", "Ernstig"), "1-5")

# The drawing, in units of its viewBox (1068 × 884).
_LINKS, _BOVEN, _BREED, _HOOG, _KIER = 150, 52, 304, 240, 5
_STRAAL = {1: 32, 2: 40}
#: One letter on a spot keeps a little to its own side, so that two arrows along one row do not run over each other.
_EIGEN = {"A": -20, "B": 0, "C": 20}
#: Two or three on one spot: side by side, and near enough to it to touch the line they stand on.
_NAAST = {2: ((-38, 0), (38, 0)), 3: ((-40, 30), (0, -38), (40, 30))}


def stemvragen(aantal: int) -> list[Vraagsoort]:
    """The questions of one vote over ``aantal`` risks: kans A, gevolg A, kans B, …"""
    return [KANS, GEVOLG] * aantal


@dataclass(frozen=True)
class Plek:
    """Where one vote puts one risk. ``x`` and ``y`` run from 0 (laag) to 2 (hoog); a half lies between two levels.

    ``x`` or ``y`` is ``None`` when the bands fit all three levels. ``verdeeld`` and ``blind`` name the axes ("kans",
    "gevolg") where a place in the middle would hide two groups, or where many gave no answer.
    """

    kans: Meting
    gevolg: Meting
    verdeeld: tuple[str, ...] = ()
    blind: tuple[str, ...] = ()

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

    @property
    def kenmerken(self) -> tuple[tuple[str, str], ...]:
        """(icon, words) that come before the place."""
        verdeeld_ = [("verdeeld", f"verdeeld over {zinnen.en(self.nu.verdeeld)}")] if self.nu.verdeeld else []
        blind_ = [("blind", f"blinde vlek bij {zinnen.en(self.nu.blind)}")] if self.nu.blind else []
        return (*verdeeld_, *blind_)

    @property
    def woorden(self) -> str:
        """Its place in words, short enough to stand beside the drawing."""
        return f"kans {self.nu.kans_woord}, gevolg {self.nu.gevolg_woord}"


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
    label_y: int


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

    @property
    def op_lijn(self) -> bool:
        """Whether any marker stands between two levels, so that the key must say what that means."""
        plekken = [plek for stand in self.risicos for plek in (stand.eerste, stand.tweede) if plek]
        return any((plek.x or 0) % 1 or (plek.y or 0) % 1 for plek in plekken if plek.geplaatst)

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
    koppen: tuple[str, ...] = ("Risico", "Kans", "Gevolg", "Plek")
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
    return [_plek(uitslag.trap, *uitslag.waarden[2 * nummer : 2 * nummer + 2]) for nummer in range(aantal)]


def _plek(trap: str, kans: dict[str, int], gevolg: dict[str, int]) -> Plek:
    assen = {"kans": kans, "gevolg": gevolg}

    def meting(banden: dict[str, int]) -> Meting:
        laag, midden, hoog, weet = (banden[categorie] for categorie in CATEGORIEEN)
        return positie(trap, (laag, midden, hoog, weet))

    return Plek(
        kans=meting(kans),
        gevolg=meting(gevolg),
        verdeeld=tuple(naam for naam, banden in assen.items() if verdeeld(trap, banden)),
        blind=tuple(naam for naam, banden in assen.items() if blind(trap, banden)),
    )


def _rij(stand: RisicoStand) -> tuple[str, ...]:
    woorden = [w for plek in (stand.eerste, stand.tweede) if plek for w in (plek.kans_woord, plek.gevolg_woord)]
    return (f"{stand.letter}. {stand.tekst}", *woorden, stand.nu.zone)


# --- words -------------------------------------------------------------------------------------


def _richting(voor: Plek, na: Plek) -> tuple[str, bool]:
    """("hoger" | "lager" | "gelijk" | "anders" | "niet te zeggen", whether the bands prove it)."""
    zeker = {verschil(*paar) for paar in ((voor.kans, na.kans), (voor.gevolg, na.gevolg))} - {NIET_TE_ZEGGEN}
    paren = [(voor.x, na.x), (voor.y, na.y)]
    stappen = [eind - begin for begin, eind in paren if begin is not None and eind is not None]
    if len(zeker) == 1:
        kant = zeker.pop()
        tegen = any(stap < 0 for stap in stappen) if kant == "hoger" else any(stap > 0 for stap in stappen)
        return ("anders", False) if tegen else (kant, True)
    if len(stappen) < 2:
        return NIET_TE_ZEGGEN, False
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
    delen = []
    if nu.verdeeld:
        delen.append(f"Jullie zijn verdeeld over {zinnen.en(nu.verdeeld, 'de ')}.")
    if nu.blind:
        delen.append(f"Een deel weet {zinnen.en(nu.blind, 'de ')} niet of zegt het liever niet.")
    delen.append(f"Kans: {nu.kans_woord}. Gevolg: {nu.gevolg_woord}.")
    if not nu.geplaatst:
        delen.append("Daarom staat dit risico niet in de matrix.")
    elif nu.zone == NIET_TE_ZEGGEN:
        delen.append("Wat er eerst moet gebeuren, is niet te zeggen.")
    else:
        delen.append(f"{zinnen.groot(nu.zone)}.")
    return " ".join([*delen, *([_BEWEGING[_richting(voor, na)]] if na else [])])


def _conclusie(standen: Sequence[RisicoStand], tweede: bool) -> str:
    een = len(standen) == 1
    wie = "het risico" if een else "de risico’s"
    if not any(stand.nu.geplaatst for stand in standen):
        return f"Over de plek van {wie} kan deze uitslag niets zeggen"
    if not tweede:
        eerst = [stand.letter for stand in standen if stand.eerste.zone == gewichten.EERST]
        return f"{_vorm(eerst, 'staat', 'staan')} bij ‘eerst doen’" if eerst else f"Zo schatten jullie {wie} nu in"
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
        return f"Na het gesprek staat {'het risico op een andere' if een else 'niet elk risico op dezelfde'} plek"
    if all(richting == ("gelijk", False) for richting in richtingen.values()):
        return f"Na het gesprek {'staat' if een else 'staan'} {wie} op dezelfde plek"
    return "Over de beweging kan deze uitslag niet veel zeggen"


def _vorm(letters: Sequence[str], enkel: str, meer: str) -> str:
    return f"{zinnen.en(letters)} {enkel if len(letters) == 1 else meer}"


# --- drawing -----------------------------------------------------------------------------------


def _velden() -> tuple[Veld, ...]:
    # One label per zone, in the field that is furthest into its corner.
    labels = {(2, 2): gewichten.EERST, (0, 2): gewichten.BESPREKEN, (0, 0): gewichten.VOLGEN}
    soorten = {gewichten.VOLGEN: "volgen", gewichten.BESPREKEN: "bespreken", gewichten.EERST: "eerst"}
    return tuple(
        Veld(
            x=_LINKS + x * _BREED,
            y=_BOVEN + (2 - y) * _HOOG,
            zone=soorten[zone],
            label=labels.get((x, y), ""),
            # At the outer edge: a marker may stand on an inner line.
            label_y=_BOVEN + (2 - y) * _HOOG + (40 if y else _HOOG - 24),
        )
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
        for (letter, stem), (dx, dy) in zip(merken, _schuif(x, y, [letter for letter, _ in merken]), strict=True):
            mx = round(_LINKS + (x + 0.5) * _BREED - _KIER / 2 + dx)
            my = round(_BOVEN + (2.5 - y) * _HOOG - _KIER / 2 + dy)
            ronden.append(Rond(letter, stem, mx, my, _STRAAL[stem], my + (12 if stem == 1 else 14)))
    # Second votes last, so that they lie on top.
    return sorted(ronden, key=lambda rond: (rond.stem, rond.letter))


def _schuif(x: float, y: float, letters: Sequence[str]) -> Sequence[tuple[int, int]]:
    """How far each marker on one spot is moved, along a grid line and never off it: on a line means in between."""
    op_staand, op_liggend = bool(x % 1), bool(y % 1)
    if len(letters) == 1:
        eigen = _EIGEN[letters[0]]
        return [(0, 0)] if op_staand and op_liggend else [(eigen, 0)] if op_liggend else [(0, eigen)]
    if len(letters) == 2 and op_staand and not op_liggend:
        return [(dy, dx) for dx, dy in _NAAST[2]]
    return _NAAST[len(letters)]


def _lijnen(ronden: Sequence[Rond]) -> list[Lijn]:
    lijnen = []
    eerste = {rond.letter: rond for rond in ronden if rond.stem == 1}
    for na in ronden:
        voor = eerste.get(na.letter)
        if na.stem != 2 or voor is None:
            continue
        lengte = hypot(na.x - voor.x, na.y - voor.y)
        if lengte < 110:
            continue  # side by side: no room for an arrow, and dashed beside solid says it
        ex, ey = (na.x - voor.x) / lengte, (na.y - voor.y) / lengte
        ax, ay = voor.x + ex * (voor.straal + 4), voor.y + ey * (voor.straal + 4)
        px, py = na.x - ex * (na.straal + 8), na.y - ey * (na.straal + 8)
        bx, by = px - ex * 26, py - ey * 26
        links = f"{bx - ey * 16:.0f} {by + ex * 16:.0f}"
        rechts = f"{bx + ey * 16:.0f} {by - ex * 16:.0f}"
        lijnen.append(Lijn(f"M{ax:.0f} {ay:.0f}L{bx:.0f} {by:.0f}", f"M{px:.0f} {py:.0f}L{links}L{rechts}Z"))
    return lijnen
