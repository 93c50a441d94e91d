"""What a page, a slide or a sheet shows of frozen pictures. Pure functions of what was published; nothing is counted.

Page, PDF, slides and workbook are made from one :class:`Overzicht`, so that they cannot say different things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from risicoanalyse.beeld.vorm import Tabel
from risicoanalyse.beeld.zinnen import groot, klein, telwoord
from risicoanalyse.overzicht import zinnen
from risicoanalyse.overzicht.kern import HOUDBAAR
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.overzicht.onderwerpen import KLEUREN, KLOVEN, PROCES, RISICO, STAPPEN, THEMA, VOORTGANG
from risicoanalyse.overzicht.zinnen import Spreiding

REST = "Andere eenheden samen"
#: What happens to an analysis that is in no picture.
WACHT = (
    f"Een analyse die nu niet meetelt, wacht hooguit {telwoord(HOUDBAAR)} kwartalen tot er genoeg teams zijn. Lukt dat "
    "niet, dan komt ze in geen beeld. Wachten er twee van één team, dan telt de laatste."
)
#: Of a source that was asked too late.
TE_LAAT = "staat er niet bij. Dit kwartaal is te lang na afloop vastgelegd om dat nog te weten."
#: Of a quarter that was frozen when a request could not name a theme yet.
VROEGER = "In dit kwartaal noemde een aanvraag nog geen thema."
_STAPPEN = {
    "geen": "Geen maatregelen",
    "afgesproken": "Afgesproken",
    "loopt": "Loopt",
    "deels": "Een deel klaar",
    "klaar": "Alles klaar of gestopt",
}
#: What a reader has to know, in the order in which it is asked.
UITLEG = (
    (
        "Waarom staan er twee getallen?",
        "Van elk beeld weten we van een aantal teams alleen tussen welke twee getallen het ligt. Zo is van geen enkel "
        "team af te leiden wat eruit kwam. Een landelijk getal is de optelling van die beelden: zeker zoveel, "
        "hooguit zoveel.",
    ),
    (
        "Welke teams tellen mee?",
        "Teams met een afgeronde risicoanalyse en een getelde vragenlijst, ook als het team daarna stopte. Een team "
        "telt hooguit één keer per jaar, hier of in een beeld van diepgaande analyses. Een eenheid met vijf teams of "
        f"meer heeft een eigen beeld. De andere eenheden staan samen in één beeld. {WACHT}",
    ),
    (
        "Wat zegt dit niet?",
        "Elk kwartaal gaat over andere teams. Een verschil tussen twee kwartalen is dus geen ontwikkeling. Teams kozen "
        "niet door loting voor een analyse: over teams zonder analyse zegt dit niets. Het beeld van één team "
        "staat hier niet.",
    ),
    (
        "Wat betekenen houvast, laag en verdeeld?",
        "Houvast is wat een team sterk maakt op een thema, zoals elkaar aanspreken en steun van de leiding. Laag, "
        "midden en hoog komen uit de vragenlijst, met gewichten en grenzen die een voorstel zijn. De pilot ijkt ze. "
        "Verdeeld betekent dat er in het team twee groepen tegenover elkaar staan. Dat gaat voor een niveau.",
    ),
)


@dataclass(frozen=True)
class Regel:
    """One bar. ``sleutel`` is its value, for the colour that stands beside the words."""

    naam: str
    sleutel: str
    spreiding: Spreiding

    @property
    def zeker(self) -> float:
        """In per cent of the teams."""
        return round(100 * self.spreiding.laag / self.spreiding.van, 1)

    @property
    def mogelijk(self) -> float:
        """What comes on top of ``zeker``, in per cent of the teams."""
        return round(100 * self.spreiding.hoog / self.spreiding.van - self.zeker, 1)


@dataclass(frozen=True)
class Figuur:
    """Bars with their conclusion; the same numbers as a table."""

    id: str
    naam: str
    conclusie: str
    regels: tuple[Regel, ...]
    noot: str = ""

    @property
    def alt(self) -> str:
        return f"{self.naam}. " + " ".join(f"{regel.naam}: {regel.spreiding}." for regel in self.regels)

    @property
    def tabel(self) -> Tabel:
        rijen = tuple((r.naam, str(r.spreiding.laag), str(r.spreiding.hoog), str(r.spreiding.van)) for r in self.regels)
        return Tabel(self.naam, ("", "Minstens", "Hooguit", "Van zoveel teams"), rijen)


@dataclass(frozen=True)
class Overzicht:
    """One quarter, national or of one eenheid. ``leeg``: there is no picture; then only coverage is told."""

    kop: str
    kwartaal: Kwartaal
    leeg: bool
    kern: tuple[str, ...]
    dekking: Tabel
    dekking_zin: str
    #: Coverage over a year in one line, for the page of one eenheid: a table of one row says no more.
    dekking_regel: str = ""
    themas: tuple[Figuur, ...] = ()
    #: A row of each work process: at how many teams the gap is large.
    kloof: Figuur | None = None
    processen: tuple[Figuur, ...] = ()
    proces_zin: str = ""
    risicos: Figuur | None = None
    voortgang: Figuur | None = None
    later: Figuur | None = None
    per_eenheid: tuple[Tabel, ...] = ()
    #: The same in numbers: name of the picture, subject, what, at least, at most, of so many teams.
    cijfers: tuple[tuple[str, str, str, int, int, int], ...] = ()
    bereik: Tabel | None = None
    bereik_noten: tuple[str, ...] = ()

    @property
    def titel(self) -> str:
        return f"{self.kop}, {self.kwartaal}"


# --- sums of pictures ----------------------------------------------------------------------------


def tel_op(delen: Sequence[Mapping[str, Any]]) -> dict[str, Spreiding]:
    """The same subject in several pictures: least and most added up."""
    som: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for deel in delen:
        for waarde, (laag, hoog) in deel["cellen"].items():
            som[waarde][0] += laag
            som[waarde][1] += hoog
    van = sum(deel["teams"] for deel in delen)
    return {waarde: Spreiding(laag, hoog, van) for waarde, (laag, hoog) in som.items()}


def _per_onderwerp(inhouden: Sequence[Mapping[str, Any]], soort: str) -> list[tuple[str, str, dict[str, Spreiding]]]:
    """(key, name, value → sum) of a kind, in the order of the pictures."""
    delen: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for inhoud in inhouden:
        for deel in inhoud["onderwerpen"]:
            if deel["soort"] == soort:
                delen[deel["sleutel"]].append(deel)
    return [(sleutel, eigen[-1]["naam"], tel_op(eigen)) for sleutel, eigen in delen.items()]


def _van_dezelfde_teams(
    inhouden: Sequence[Mapping[str, Any]], themas: Sequence[tuple[str, str, dict[str, Spreiding]]]
) -> list[list[tuple[str, dict[str, Spreiding]]]]:
    """Themes that may be compared with each other: told in the same pictures, of as many teams in each.

    A picture leaves a theme out of which it would tell too much, and two sums can still be out of as many teams.
    """
    waar: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for nummer, inhoud in enumerate(inhouden):
        for deel in inhoud["onderwerpen"]:
            if deel["soort"] == THEMA:
                waar[deel["sleutel"]].add((nummer, deel["teams"]))
    groepen: dict[frozenset[tuple[int, int]], list[tuple[str, dict[str, Spreiding]]]] = defaultdict(list)
    for sleutel, naam, waarden in themas:
        groepen[frozenset(waar[sleutel])].append((naam, waarden))
    return list(groepen.values())


def _regels(waarden: Mapping[str, Spreiding], volgorde: Sequence[str], namen: Mapping[str, str]) -> tuple[Regel, ...]:
    return tuple(
        Regel(namen.get(waarde, groot(waarde)), waarde.replace(" ", "-"), waarden[waarde])
        for waarde in volgorde
        if waarde in waarden
    )


# --- the parts -----------------------------------------------------------------------------------


def _themas(inhouden: Sequence[Mapping[str, Any]]) -> tuple[Figuur, ...]:
    return tuple(
        Figuur(f"thema-{sleutel}", naam, zinnen.thema(naam, waarden), _regels(waarden, KLEUREN, {}))
        for sleutel, naam, waarden in _per_onderwerp(inhouden, THEMA)
    )


def _processen(inhouden: Sequence[Mapping[str, Any]]) -> tuple[tuple[Figuur, ...], str]:
    alle = sorted(_per_onderwerp(inhouden, PROCES), key=lambda deel: deel[1].casefold())
    figuren = tuple(
        Figuur(
            f"proces-{sleutel}",
            naam,
            f"{naam}: kloof groot bij {waarden['groot']}",
            _regels(waarden, KLOVEN, {waarde: f"Kloof {waarde}" for waarde in KLOVEN[:3]}),
        )
        for sleutel, naam, waarden in alle
    )
    return figuren, zinnen.kloof([(naam, waarden) for _, naam, waarden in alle])


def _kloof(processen: Sequence[Figuur], zin: str) -> Figuur | None:
    regels = tuple(
        replace(regel, naam=figuur.naam) for figuur in processen for regel in figuur.regels if regel.sleutel == "groot"
    )
    return Figuur("kloof", "Bij hoeveel teams de kloof groot is", zin, regels) if regels else None


def _risicos(inhouden: Sequence[Mapping[str, Any]]) -> Figuur | None:
    """Kinds of risk that surely some team wrote down, what most teams wrote first, then by name."""
    alle = [(sleutel, naam, waarden["ja"]) for sleutel, naam, waarden in _per_onderwerp(inhouden, RISICO)]
    gezien = sorted((d for d in alle if d[2].zegt_iets), key=lambda d: (-d[2].laag, -d[2].hoog, d[1].casefold()))
    if not alle:
        return None
    rest = len(alle) - len(gezien)
    wie = "het andere thema" if rest == 1 else f"de andere {rest} thema’s"
    noot = f"Bij {wie} is niet te zeggen of een team er een risico over opschreef." if rest else ""
    return Figuur(
        "risicos",
        "Waarover teams een risico opschreven",
        zinnen.risico([(naam, spreiding) for _, naam, spreiding in gezien]),
        tuple(Regel(naam, "ja", spreiding) for _, naam, spreiding in gezien),
        noot,
    )


def _voortgang(inhouden: Sequence[Mapping[str, Any]], later: Kwartaal | None = None) -> Figuur | None:
    alle = _per_onderwerp(inhouden, VOORTGANG)
    if not alle:
        return None
    _, _, waarden = alle[0]
    naam = (
        f"Maatregelen van het {later}, een half jaar later" if later else "Maatregelen, aan het eind van het kwartaal"
    )
    return Figuur(
        "later" if later else "voortgang",
        naam,
        zinnen.voortgang(waarden, later=later is not None),
        _regels(waarden, STAPPEN, _STAPPEN),
    )


def _van_de_teams(aantal: int | None, teams: int) -> str:
    return f"{'minder dan 5' if aantal is None else aantal} van {teams} teams"


def _dekking_regel(rijen: Sequence[Mapping[str, Any]]) -> str:
    zinnen = (f"In het afgelopen jaar stonden {_van_de_teams(r['jaar'], r['teams'])} in een beeld." for r in rijen)
    return " ".join(zinnen)


def _dekking(rijen: Sequence[Mapping[str, Any]], landelijk: bool) -> tuple[Tabel, str]:
    """Coverage, the eenheden by name."""
    van = _van_de_teams
    tabel = Tabel(
        "Hoeveel teams in een beeld staan",
        ("Eenheid", "In dit beeld", "In het afgelopen jaar"),
        tuple((r["naam"], van(r["geteld"], r["teams"]), van(r["jaar"], r["teams"])) for r in rijen),
    )
    if not landelijk:
        zin = " ".join(f"{van(r['geteld'], r['teams'])} tellen in dit beeld mee".capitalize() for r in rijen)
        return tabel, zin or "Er zijn nog geen teams bekend"
    eigen, alle = len([rij for rij in rijen if rij["geteld"] is not None]), len(rijen)
    if not eigen:
        return tabel, "Geen eenheid heeft een eigen beeld"
    return (
        tabel,
        f"{eigen} van de {alle} eenheden {'heeft' if eigen == 1 else 'hebben'} een eigen beeld",
    )


_VOLGORDE = {
    THEMA: [(kleur, kleur) for kleur in KLEUREN],
    PROCES: [(waarde, f"kloof {waarde}" if waarde in KLOVEN[:3] else waarde) for waarde in KLOVEN],
    RISICO: [("ja", "schreef een risico op")],
    VOORTGANG: [(stap, naam.lower()) for stap, naam in _STAPPEN.items()],
}


def _spreiding(deel: Mapping[str, Any], waarde: str) -> Spreiding:
    laag, hoog = deel["cellen"][waarde]
    return Spreiding(laag, hoog, deel["teams"])


def _banden(inhoud: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], list[tuple[str, Spreiding]]]]:
    """Subjects of one picture with what they say; a kind of risk only when surely some team wrote one."""
    for deel in inhoud["onderwerpen"]:
        banden = [(wat, _spreiding(deel, waarde)) for waarde, wat in _VOLGORDE[deel["soort"]]]
        if deel["soort"] != RISICO or banden[0][1].zegt_iets:
            yield deel, banden


def _tabel_van(naam: str, inhoud: Mapping[str, Any]) -> Tabel:
    """One picture as a table, a subject per row. A risk that surely nobody wrote down is not told apart from one that
    one or two did, and both are left out."""
    rijen = []
    for deel, banden in _banden(inhoud):
        zin = ", ".join(f"{wat}: {spreiding.getal}" for wat, spreiding in banden)
        rijen.append((deel["naam"], f"{groot(zin)} (van {deel['teams']} teams)"))
    return Tabel(f"{naam}: {inhoud['teams']} teams", ("Onderwerp", "Hoeveel teams"), tuple(rijen))


def _bereik(stand: Mapping[str, Any]) -> tuple[Tabel | None, tuple[str, ...]]:
    """Per theme what every source tells; a theme or a source of which nothing is known is left out."""
    namen, bronnen = stand.get("themas", {}), stand.get("bereik", [])
    geweten = [bron for bron in bronnen if bron["aantallen"] is not None]
    # What was frozen before requests could name a theme does not say of itself that it is one number.
    op_thema = [bron for bron in geweten if bron.get("per_thema", bron["sleutel"] != "aanvragen")]
    # A column in which every theme has too little says no more than a line does.
    per_thema = [bron for bron in op_thema if any(slug in namen for slug in bron["aantallen"])]
    slugs = sorted(
        {slug for bron in per_thema for slug in bron["aantallen"] if slug in namen}, key=lambda s: namen[s].casefold()
    )
    noten = []
    for bron in bronnen:
        if bron["aantallen"] is None:
            noten.append(f"{bron['label']}: {TE_LAAT}")
        elif bron in op_thema and bron not in per_thema:
            noten.append(f"{bron['label']}: bij elk thema {_hoeveel(bron, '')} {bron['wat']}. {bron['toelichting']}")
        elif bron in per_thema:
            noten.append(f"{bron['label']}: {klein(bron['toelichting'])}")
        else:
            uitleg = bron["toelichting"] if "per_thema" in bron else VROEGER
            noten.append(f"{bron['label']}: {_hoeveel(bron, '')} {bron['wat']}. {uitleg}")
    if not slugs:
        return None, tuple(noten)

    tabel = Tabel(
        "Hoe vaak een thema aan de orde kwam",
        ("Thema", *(f"{bron['label']} ({bron['wat']})" for bron in per_thema)),
        tuple((namen[slug], *(_hoeveel(bron, slug) for bron in per_thema)) for slug in slugs),
    )
    return tabel, tuple(noten)


def _hoeveel(bron: Mapping[str, Any], slug: str) -> str:
    aantal = bron["aantallen"].get(slug)
    return f"minstens {aantal}" if aantal else f"minder dan {bron['stap']}"


# --- the whole -----------------------------------------------------------------------------------


def maak(
    *,
    kop: str,
    kwartaal: Kwartaal,
    stand: Mapping[str, Any],
    beelden: Sequence[tuple[str, Mapping[str, Any]]],
    later: Sequence[Mapping[str, Any]] = (),
    landelijk: bool = True,
) -> Overzicht:
    """``beelden`` are (name of the eenheid, or empty, and content); ``later`` the second looks that were frozen now."""
    dekking, dekking_zin = _dekking(stand.get("dekking", []), landelijk)
    bereik, noten = _bereik(stand) if landelijk else (None, ())
    regel = "" if landelijk else _dekking_regel(stand.get("dekking", []))
    inhouden = [inhoud for _, inhoud in beelden]
    eigen = [(naam, inhoud) for naam, inhoud in beelden if naam]
    samen = sum(inhoud["teams"] for naam, inhoud in beelden if not naam)
    eerste = zinnen.wie(str(kwartaal), sum(i["teams"] for i in inhouden), len(eigen) if landelijk else 0, samen)
    vervolg = _voortgang(later, kwartaal.verder(-2)) if later else None
    if not inhouden:
        return Overzicht(
            kop,
            kwartaal,
            True,
            (eerste,),
            dekking,
            dekking_zin,
            regel,
            later=vervolg,
            bereik=bereik,
            bereik_noten=noten,
        )
    themas, (processen, proces_zin) = _themas(inhouden), _processen(inhouden)
    risicos, voortgang = _risicos(inhouden), _voortgang(inhouden)
    return Overzicht(
        kop=kop,
        kwartaal=kwartaal,
        leeg=False,
        kern=(*_kern(inhouden, risicos, vervolg or voortgang), eerste),
        dekking=dekking,
        dekking_zin=dekking_zin,
        dekking_regel=regel,
        themas=themas,
        kloof=_kloof(processen, proces_zin),
        processen=processen,
        proces_zin=proces_zin,
        risicos=risicos,
        voortgang=voortgang,
        later=vervolg,
        per_eenheid=tuple(_tabel_van(naam or REST, inhoud) for naam, inhoud in beelden) if landelijk else (),
        cijfers=tuple(
            (naam or REST, deel["naam"], groot(wat), spreiding.laag, spreiding.hoog, spreiding.van)
            for naam, inhoud in (beelden if landelijk else ())
            for deel, banden in _banden(inhoud)
            for wat, spreiding in banden
        ),
        bereik=bereik,
        bereik_noten=noten,
    )


def _kern(inhouden: Sequence[Mapping[str, Any]], risicos: Figuur | None, maatregelen: Figuur | None) -> list[str]:
    """The conclusion of the page: what the numbers carry, at most three sentences."""
    themas = _per_onderwerp(inhouden, THEMA)
    gelijken = _van_dezelfde_teams(inhouden, themas)
    zin = [zin for groep in gelijken for zin in zinnen.vergelijk(groep, "laag")][:1]
    zin = zin or zinnen.laag_of_verdeeld([(naam, waarden) for _, naam, waarden in themas])
    if risicos and any(regel.spreiding.draagt_een_zin for regel in risicos.regels):
        zin.append(f"{risicos.conclusie}.")
    if maatregelen and any(regel.spreiding.draagt_een_zin for regel in maatregelen.regels):
        zin.append(f"{maatregelen.conclusie}.")
    return zin
