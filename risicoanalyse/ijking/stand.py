"""What all frozen pictures together say of the questions of one version. Reads pictures, never a meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from risicoanalyse import scoring
from risicoanalyse.beeld.vorm import Tabel
from risicoanalyse.beeld.zinnen import groot
from risicoanalyse.ijking import bevriezen
from risicoanalyse.ijking.regels import NIETS, Bevinding, Deel, Vraagstand, oordeel
from risicoanalyse.mechanisme import KANTEN, merken
from risicoanalyse.models import BEKNOPT, Beeld, Instrumentversie, Terugkoppeling, Vragenlijst, Werkproces
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.vraagstanden import BLIND, WAARDEN, woorden

#: The kinds under which a picture tells the level of a question.
_NIVEAU = {bevriezen.VRAAG, "overig", *KANTEN}
VRAGEN_AAN_BEGELEIDERS = {
    bevriezen.KLOPTE: ("Klopte de uitslag met het gesprek?", dict(Terugkoppeling.Klopte.choices)),
    bevriezen.TIJD: ("Was er tijd genoeg?", dict(Terugkoppeling.Tijd.choices)),
}


@dataclass(frozen=True)
class Vraagregel:
    """One question of a version with what is known of it and what the rules say."""

    deel: str
    stand: Vraagstand
    bevindingen: tuple[Bevinding, ...]


@dataclass(frozen=True)
class Onderdeel:
    """A part of the instrument that has an editor of its own: the questionnaire, or a work process."""

    versie: Instrumentversie
    regels: tuple[Vraagregel, ...]

    @property
    def opvallend(self) -> tuple[Vraagregel, ...]:
        return tuple(regel for regel in self.regels if regel.bevindingen)

    @property
    def teams(self) -> int:
        return max((regel.stand.teams for regel in self.regels), default=0)

    @property
    def tabel(self) -> Tabel:
        koppen = ("Vraag", *(groot(waarde) for waarde in WAARDEN), "Niet begrepen")
        return Tabel(self.versie.inhoud["titel"], koppen, tuple(_rij(regel.stand) for regel in self.regels))


def _rij(stand: Vraagstand) -> tuple[str, ...]:
    teams = [stand.niveaus.get(waarde, NIETS) for waarde in WAARDEN]
    cellen = [*(deel.woorden().removesuffix(" teams") for deel in teams), stand.onbegrepen.woorden("bijeenkomsten")]
    return (stand.tekst, *(cel or "nog niets" for cel in cellen))


@dataclass(frozen=True)
class Begeleiders:
    """What begeleiders said, summed: (question, [(answer, words)]). Empty until there were five teams."""

    bijeenkomsten: int
    vragen: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def beelden_van(slug: str) -> list[Beeld]:
    """The frozen pictures that say something of the questions of this instrument, newest first."""
    if slug == BEKNOPT:
        return list(Beeld.objects.filter(soort=Beeld.Soort.IJKING, onderwerp=slug))
    return list(Beeld.objects.filter(soort=Beeld.Soort.FENOMEEN, onderwerp=slug))


def _begeleidersbeelden(slug: str) -> list[Beeld]:
    return list(Beeld.objects.filter(soort=Beeld.Soort.IJKING, onderwerp=bevriezen.BEGELEIDERS + slug))


def kwartalen(slug: str) -> list[Kwartaal]:
    """In which quarters something was frozen about this instrument, newest first."""
    dagen = {beeld.kwartaal for beeld in [*beelden_van(slug), *_begeleidersbeelden(slug)]}
    return [Kwartaal.van(dag) for dag in sorted(dagen, reverse=True)]


#: (kind, key) of a subject, value → what the pictures leave possible, added up.
Som = dict[tuple[str, str], dict[str, Deel]]


def som(beelden: Iterable[Beeld]) -> Som:
    """Adds up the bands of several pictures: of teams that are in one of them only."""
    uit: Som = defaultdict(dict)
    for beeld in beelden:
        for onderwerp in beeld.inhoud["onderwerpen"]:
            soort = bevriezen.VRAAG if onderwerp["soort"] in _NIVEAU else onderwerp["soort"]
            plek = uit[soort, onderwerp["sleutel"]]
            for waarde, (minst, meest) in onderwerp["cellen"].items():
                plek[waarde] = plek.get(waarde, NIETS) + Deel(minst, meest, onderwerp["teams"])
    return dict(uit)


def _regels(vragen: list[tuple[str, scoring.Item]], gevonden: Som) -> tuple[Vraagregel, ...]:
    uit = []
    for sleutel, item in vragen:
        stand = Vraagstand(
            sleutel=sleutel.partition("@")[0],
            onderwerp=item.naam,
            tekst=item.tekst,
            niveaus=gevonden.get((bevriezen.VRAAG, sleutel), {}),
            blind=gevonden.get((bevriezen.VRAAG, sleutel), {}).get(BLIND, NIETS),
            onbegrepen=gevonden.get((bevriezen.ONBEGREPEN, sleutel), {}).get("ja", NIETS),
        )
        uit.append(Vraagregel(item.deel, stand, tuple(oordeel(stand))))
    return tuple(uit)


def onderdelen(lijst: Vragenlijst) -> list[Onderdeel]:
    """The questionnaire in this version, and every work process in use, with what is known of their exact words."""
    gevonden = som([*beelden_van(lijst.slug), *_begeleidersbeelden(lijst.slug)])
    inhoud = lijst.gelezen
    processen = list(Werkproces.objects.in_gebruik().order_by("inhoud__volgorde"))
    alle = {proces.slug: proces.gelezen for proces in processen}
    paren = zip(merken(inhoud, alle), scoring.items(inhoud, alle), strict=True)
    vragen = [(merk.sleutel, woorden(merk, item), item) for merk, item in paren]
    eigen = [(sleutel, item) for _, sleutel, item in vragen if item.deel != "a"]
    uit = [Onderdeel(lijst, _regels(eigen, gevonden))]
    for proces in processen:
        van_proces = [(sleutel, item) for _, sleutel, item in vragen if (item.deel, item.groep) == ("a", proces.slug)]
        uit.append(Onderdeel(proces, _regels(van_proces, gevonden)))
    return uit


def bevindingen(versie: Instrumentversie) -> dict[str, tuple[Bevinding, ...]]:
    """Findings per question of one part of the instrument, by the key that the editor knows it by."""
    if isinstance(versie, Vragenlijst):
        delen = onderdelen(versie)[:1]
    else:
        lijsten = Vragenlijst.objects.in_gebruik().order_by("inhoud__soort", "slug")
        delen = [deel for lijst in lijsten for deel in onderdelen(lijst) if deel.versie == versie]
    uit: dict[str, tuple[Bevinding, ...]] = {}
    for deel in delen:
        for regel in deel.opvallend:
            sleutel = regel.stand.sleutel.rpartition(":")[2]
            uit[sleutel] = uit.get(sleutel, ()) + regel.bevindingen
    return uit


def begeleiders(slug: str) -> Begeleiders:
    """What begeleiders said of this instrument, all frozen sums together."""
    gevonden = som(_begeleidersbeelden(slug))
    vragen, bijeenkomsten = [], 0
    for soort, (kop, antwoorden) in VRAGEN_AAN_BEGELEIDERS.items():
        cellen: Mapping[str, Deel] = gevonden.get((soort, soort), {})
        if cellen:
            bijeenkomsten = next(iter(cellen.values())).van
            rij = tuple((label, cellen[waarde].woorden("bijeenkomsten")) for waarde, label in antwoorden.items())
            vragen.append((kop, rij))
    return Begeleiders(bijeenkomsten, tuple(vragen))


def plekken(concept: dict[str, Any]) -> dict[str, str]:
    """Key of a question → the field of the editor in which it stands."""
    uit = {"blootstelling": "blootstelling", "verleiding": "verleiding"} if "blootstelling" in concept else {}
    for veld in ("b", "integriteit", "sociale_veiligheid", "inclusie"):
        for nummer, rij in enumerate(concept.get(veld) or []):
            if rij.get("sleutel"):
                uit[rij["sleutel"]] = f"{veld}.{nummer}.tekst"
    return uit
