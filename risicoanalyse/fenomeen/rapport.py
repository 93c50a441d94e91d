"""What page, PDF and slides say of the picture of a phenomenon: its frozen form, what landelijk wrote, nothing else.

Sentences are made by rules: when a number does not carry one, another sentence stands there that says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from risicoanalyse import mechanisme
from risicoanalyse.beeld import zinnen
from risicoanalyse.beeld.vorm import Tabel
from risicoanalyse.fenomeen.bevriezen import ZONDER_KANT, woorden
from risicoanalyse.ijking.regels import NIETS, Deel
from risicoanalyse.models import Beeld, Fenomeenbevinding, Fenomeenmaatregel
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.vraagstanden import BLIND, VERDEELD, WAARDEN

#: Which level asks for attention: much gelegenheid or druk, little beheersing.
AANDACHT = {"gelegenheid": "hoog", "druk": "hoog", "beheersing": "laag", ZONDER_KANT: "hoog"}
#: From surely this share of the teams on a field is drawn in full. A proposal, like every number of the method.
VEEL = 0.5
LEGE_KANT = "Deze teams kregen hierover niet genoeg dezelfde vragen om er iets over te zeggen."
#: More questions than this are not named one by one.
_NOEM = 3


@dataclass(frozen=True)
class Vak:
    """One field: CSS class after ``band-``, filled quarters, words."""

    klasse: str
    kwarten: int
    woord: str


@dataclass(frozen=True)
class Regel:
    """One question: how many teams per level, out of how many."""

    tekst: str
    aandacht: str
    delen: Mapping[str, Deel]

    @property
    def deel(self) -> Deel:
        """Teams at the level that asks for attention."""
        return self.delen.get(self.aandacht, NIETS)

    @property
    def vakken(self) -> tuple[tuple[str, Vak], ...]:
        """(heading, field) of what asks for attention."""
        delen = (self.deel, self.delen.get(VERDEELD, NIETS), self.delen.get(BLIND, NIETS))
        return tuple(zip(koppen(self.aandacht), map(_vak, delen), strict=True))

    @property
    def cellen(self) -> tuple[str, ...]:
        """The row of the data table."""
        return self.tekst, *(_kort(self.delen.get(waarde, NIETS)) for waarde in WAARDEN)

    @property
    def valt_op(self) -> bool:
        """True when some number surely says something: the level that asks for attention, verdeeld, or blind."""
        return any(self.delen.get(waarde, NIETS).minst for waarde in (self.aandacht, VERDEELD, BLIND))


def koppen(aandacht: str) -> tuple[str, str, str]:
    """Headings of the fields of a question."""
    return zinnen.groot(aandacht), "Verdeeld", "Blinde vlek"


def _kort(deel: Deel) -> str:
    """For a small field: "minstens 7 van 12"."""
    return deel.woorden().removesuffix(" teams").replace(" van de ", " van ") or "niet verteld"


def _vak(deel: Deel) -> Vak:
    woord = _kort(deel)
    if not deel.van:
        return Vak("geen", 0, woord)
    if deel.zeker >= VEEL:
        return Vak("groot", 4, woord)
    return Vak("midden", 2, woord) if deel.minst else Vak("klein", 1, woord)


@dataclass(frozen=True)
class Kant:
    """One side of the mechanism. ``kop`` names the level that asks for attention."""

    sleutel: str
    naam: str
    uitleg: str
    conclusie: str
    regels: tuple[Regel, ...]
    bevindingen: tuple[Fenomeenbevinding, ...]

    @property
    def koppen(self) -> tuple[str, ...]:
        return koppen(AANDACHT[self.sleutel])

    @property
    def opvallend(self) -> tuple[Regel, ...]:
        """What is drawn; the table holds all."""
        return tuple(regel for regel in self.regels if regel.valt_op)

    @property
    def rest(self) -> str:
        """One sentence about the questions that are not drawn; empty when all are, or none was asked."""
        stil = [regel for regel in self.regels if not regel.valt_op]
        if not stil:
            return ""
        if len(stil) == len(self.regels):
            welke = "Geen vraag valt op"
        else:
            welke = "De andere vraag valt niet op" if len(stil) == 1 else f"De andere {len(stil)} vragen vallen niet op"
        let_op = (AANDACHT[self.sleutel], VERDEELD, BLIND)
        delen = {regel.delen[waarde] for regel in stil for waarde in let_op if waarde in regel.delen}
        if not delen:
            return f"{welke}."
        # Not every question was asked in every team: a bound is only told with the teams that it is out of.
        meest = {van: max(deel.meest for deel in delen if deel.van == van) for van in {deel.van for deel in delen}}
        eerst, *minder = (f"hooguit {meest[van]} van de {van} teams" for van in sorted(meest, reverse=True))
        zin = f"{welke}: {AANDACHT[self.sleutel]}, verdeeld en blinde vlek staan elk bij {eerst}."
        if not minder:
            return zin
        return f"{zin} Bij vragen die minder teams kregen, is dat {' of '.join(minder)}."

    @property
    def te_beschrijven(self) -> bool:
        """Whether findings can be written down under it."""
        return self.sleutel != ZONDER_KANT

    @property
    def alt(self) -> str:
        per_vraag = [f"{r.tekst} {zinnen.groot(r.aandacht)}: {r.deel.woorden()}." for r in self.opvallend]
        return " ".join(filter(None, [f"{self.naam}. {self.conclusie}", *per_vraag, self.rest]))

    @property
    def tabel(self) -> Tabel:
        koppen = ("Vraag", *(zinnen.groot(waarde) for waarde in WAARDEN))
        return Tabel(self.naam, koppen, tuple(regel.cellen for regel in self.regels))


@dataclass(frozen=True)
class Fenomeenrapport:
    titel: str
    fenomeen: str
    kwartaal: Kwartaal
    teams: int
    kanten: tuple[Kant, ...]
    niveaus: tuple[tuple[str, tuple[Fenomeenmaatregel, ...]], ...]

    @property
    def soort(self) -> str:
        return f"Diepgaande analyse over teams heen, {self.fenomeen}"

    @property
    def kern(self) -> str:
        """What it is, of how many teams, and how far it reaches."""
        aantal = zinnen.groot(zinnen.telwoord(self.teams)) if self.teams <= 20 else str(self.teams)
        return (
            f"{aantal} teams deden een diepgaande analyse over {self.fenomeen}. Dit beeld is vastgezet na het "
            f"{self.kwartaal} en verandert niet meer. Het zegt iets over deze teams samen, over geen team apart."
        )

    @property
    def maatregelen(self) -> int:
        return sum(len(deel) for _, deel in self.niveaus)


def _deel(cel: Sequence[int], van: int) -> Deel:
    return Deel(cel[0], cel[1], van)


def regels(inhoud: Mapping[str, Any], kant: str, volgorde: Sequence[str] = ()) -> tuple[Regel, ...]:
    """The questions of one side in a frozen picture: what most teams surely have first, else as they were asked."""
    plek = {sleutel: nummer for nummer, sleutel in enumerate(volgorde)}
    gevonden = []
    for deel in inhoud["onderwerpen"]:
        if deel["soort"] == kant:
            delen = {waarde: _deel(cel, deel["teams"]) for waarde, cel in deel["cellen"].items()}
            regel = Regel(deel["naam"], AANDACHT[kant], delen)
            gevonden.append((plek.get(deel["sleutel"].partition("@")[0], len(plek)), regel))
    gevonden.sort(key=lambda paar: (-paar[1].deel.zeker, paar[0], paar[1].tekst))
    return tuple(regel for _, regel in gevonden)


def conclusie(vragen: Sequence[Regel]) -> str:
    """What stands out most on one side, with its number; or that nothing is carried."""
    if not vragen:
        return LEGE_KANT
    niveau = vragen[0].aandacht
    hoogste = max(regel.deel.zeker for regel in vragen)
    if hoogste == 0:
        return f"Geen enkele vraag staat bij zoveel teams op {niveau} dat we het kunnen zeggen."
    waar = [regel for regel in vragen if regel.deel.zeker == hoogste]
    if len(waar) > _NOEM or len({regel.deel for regel in waar}) > 1:
        procent = int(100 * hoogste)
        return f"Bij {zinnen.telwoord(len(waar))} vragen staat zeker {procent} procent van de teams op {niveau}."
    namen = zinnen.en([f"“{regel.tekst}”" for regel in waar])
    return f"Het vaakst {niveau}: {namen} Bij {waar[0].deel.woorden()}."


def _volgorde(eigen: Iterable[str], sleutels: Iterable[str]) -> list[str]:
    """Keys in the order of the phone: processes as they are, then the questions of the instrument."""
    return [*sorted({sleutel for sleutel in sleutels if sleutel.startswith("a:")}), *eigen]


def rapport_van(beeld: Beeld) -> Fenomeenrapport:
    """Reads a frozen picture with what was written about it; the instrument of today has no say in it."""
    vast = beeld.woorden or woorden(beeld.onderwerp)
    bevindingen = list(beeld.bevindingen.all())
    volgorde = _volgorde(vast["volgorde"], (deel["sleutel"].partition("@")[0] for deel in beeld.inhoud["onderwerpen"]))
    kanten = []
    for sleutel, naam in {**mechanisme.KANTEN, ZONDER_KANT: "Nog niet ingedeeld"}.items():
        vragen = regels(beeld.inhoud, sleutel, volgorde)
        if sleutel == ZONDER_KANT and not vragen:
            continue
        uitleg = vast["uitleg"].get(sleutel, "")
        eigen = tuple(bevinding for bevinding in bevindingen if bevinding.kant == sleutel)
        kanten.append(Kant(sleutel, naam, uitleg, conclusie(vragen), vragen, eigen))
    maatregelen = list(beeld.maatregelen.all())
    niveaus = tuple(
        (str(label), tuple(maatregel for maatregel in maatregelen if maatregel.niveau == waarde))
        for waarde, label in Fenomeenmaatregel.Niveau.choices
    )
    return Fenomeenrapport(
        titel=vast["titel"],
        fenomeen=vast["fenomeen"],
        kwartaal=Kwartaal.van(beeld.kwartaal),
        teams=beeld.inhoud["teams"],
        kanten=tuple(kanten),
        niveaus=niveaus,
    )
