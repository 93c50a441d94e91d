"""The year planner of one district: months beside teams. A few queries, whatever is planned elsewhere.

The blocks are written as HTML here and not in the template: a district easily has a hundred, and a template tag for
each would cost more than the rest of the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from briefings.feestdagen import feestdag, feestdagen
from briefings.models import Campagne, Campagneitem, Mijlpaal, Vertoning
from briefings.models.goedkeuring import met_hangt
from briefings.models.vertoningen import ZWAAR, VertoningQuerySet
from briefings.ritme import maandag_van
from vik_portal.organisatie.models import Eenheid, Gebruiker
from vik_portal.tekens import icoon

#: How many months wide a block with its words is, and without; how many conflicts stand above the table.
BREED, WEEK, TOON = 1.75, 0.25, 3
#: So many milestones are listed below it.
NODIG = 5
#: In which order showings are drawn.
VOLGORDE = ("dag", "volgorde", "pk")
KORT = {"opname": "opname", "gereed": "klaar", "sectorhoofd": "sector\u00adhoofden", "briefers": "briefers"}
#: What a line says when its teams differ: the first of these that one of them has.
STANDEN = ("botst", "gepland", "nog-niet", "getoond", "niet", "concept")
ZIN = {
    "concept": "concept, voor",
    "getoond": "geweest bij",
    "niet": "niet gehangen bij",
    "nog-niet": "hangt nog niet bij",
    "botst": "let op, bij",
}
WOORD = {
    "getoond": icoon("vink", 16) + "geweest",
    "niet": "niet gehangen",
    "nog-niet": "hangt nog niet",
    "botst": icoon("let-op", 16),
    "concept": "concept",
}


class Team(NamedTuple):
    pk: int
    naam: str


class Rij(NamedTuple):
    """One showing, or a day of a draft (``pk`` 0)."""

    team: int
    dag: date
    item: int
    kort: str
    titel: str
    campagne: int | None
    pk: int = 0
    #: ``models.goedkeuring.met_hangt``.
    hangt: bool = True

    @property
    def concept(self) -> bool:
        return not self.pk


@dataclass
class Blok:
    """The showings of one item in one week of one team."""

    rijen: list[Rij]
    botst: bool = False

    @property
    def eerste(self) -> Rij:
        return self.rijen[0]

    @property
    def dagen(self) -> str:
        """``22–28`` or ``24``; with the month when it passes one."""
        van, tot = self.rijen[0].dag, self.rijen[-1].dag
        if van == tot:
            return str(van.day)
        return f"{van.day}–{tot.day}" if van.month == tot.month else f"{van.day} {date_format(van, 'b')}–{tot.day}"

    def stand(self, vandaag: date) -> str:
        if self.eerste.concept:
            return "concept"
        hangt = any(rij.hangt for rij in self.rijen)
        if self.rijen[-1].dag < vandaag:
            return "getoond" if hangt else "niet"
        return "botst" if self.botst else "gepland" if hangt else "nog-niet"


@dataclass(frozen=True)
class Melding:
    """A conflict of what is planned, in words, with the ways out: (words, address)."""

    kop: str
    zin: str
    uitwegen: list[tuple[str, str]]


@dataclass(frozen=True)
class Regel:
    """A week of an item over all teams, for a narrow screen."""

    wanneer: str
    titel: str
    zin: str
    stand: str
    url: str


@dataclass(frozen=True)
class Jaarbeeld:
    """What the planner of some teams shows of a year."""

    jaar: int
    maanden: list[tuple[date, bool]]
    feesten: list[list[str]]
    mijlpalen: list[list[str]]
    rijen: list[tuple[Team, SafeString]]
    lijst: list[Regel]
    meldingen: list[Melding]

    @cached_property
    def html(self) -> SafeString:
        """Conflicts, table and list, rendered once."""
        return render_to_string("briefings/_jaarplan.html", {"beeld": self})


#: What a showing is for the picture, in the order of :class:`Rij`.
VELDEN = ("team_id", "dag", "item_id", "item__kort", "item__titel", "campagne_id", "pk", "hangt")


def _gepland(teams: tuple[Team, ...], jaar: int) -> VertoningQuerySet:
    van, tot = date(jaar, 1, 1), date(jaar, 12, 31)
    return Vertoning.objects.geldig().filter(team__in=[team.pk for team in teams], dag__range=(van, tot))


def _rijen(teams: tuple[Team, ...], jaar: int) -> list[Rij]:
    """What is planned. One query."""
    return [Rij(*rij) for rij in met_hangt(_gepland(teams, jaar)).order_by(*VOLGORDE).values_list(*VELDEN)]


def _op_dag(rij: Rij) -> date:
    return rij.dag


def _concepten(teams: tuple[Team, ...], jaar: int, bezoeker: Gebruiker) -> list[Rij]:
    """What the visitor's own drafts would add. One query."""
    van, tot = date(jaar, 1, 1), date(jaar, 12, 31)
    concepten = Campagne.objects.bewerkbaar_voor(bezoeker).filter(status="concept", van__lte=tot, tot__gte=van)
    delen = Campagneitem.objects.filter(campagne__in=concepten).annotate(team=F("campagne__teams"))
    rijen = []
    for deel in (
        delen.filter(team__in=[team.pk for team in teams]).select_related("item").defer(*ZWAAR).order_by("volgorde")
    ):
        for gekozen in deel.dagen:
            anders = deel.uitwijk.get(f"{deel.team}:{gekozen.isoformat()}")
            dag = date.fromisoformat(anders) if anders else gekozen
            if van <= dag <= tot:
                kort = deel.item.kort or deel.item.titel
                rijen.append(Rij(deel.team, dag, deel.item_id, kort, deel.item.titel, deel.campagne_id))
    return rijen


def _blokken(rijen: Iterable[Rij]) -> dict[tuple[Any, ...], Blok]:
    """By team, item, campaign and week."""
    blokken: dict[tuple[Any, ...], Blok] = {}
    for rij in rijen:
        sleutel = (rij.team, rij.item, rij.campagne, rij.concept, maandag_van(rij.dag))
        blokken.setdefault(sleutel, Blok([])).rijen.append(rij)
    return blokken


def _html(blok: Blok, vandaag: date, adres: str) -> str:
    eerste, stand = blok.eerste, blok.stand(vandaag)
    week = f"{adres}?team={eerste.team}&amp;week={eerste.dag.isoformat()}"
    url = reverse("briefings:controleer", args=[eerste.campagne]) if eerste.concept else week
    woord = f"{WOORD['botst']}{blok.dagen}, let op" if stand == "botst" else WOORD.get(stand, blok.dagen)
    plek = f"p{(eerste.dag.day - 1) * 10 // 31}"
    if eerste.dag.month - 1 + (eerste.dag.day - 1) / 31 + BREED > 12:
        plek += " links"
    return f'<a class="slot s-{stand} {plek}" href="{url}"><b>{escape(eerste.kort)}</b><span>{woord}</span></a>'


def _cellen(blokken: list[Blok], jaar: int, vandaag: date, adres: str) -> SafeString:
    """The twelve cells of a team. Blocks whose words would run into each other get a lane of their own."""
    cellen: list[dict[int, str]] = [{} for _ in range(12)]
    vrij_vanaf: list[float] = []
    for blok in blokken:
        dag = blok.eerste.dag
        plek = dag.month - 1 + (dag.day - 1) / 31
        # At the end of the year the words stand before the block.
        van, tot = (plek, plek + BREED) if plek + BREED <= 12 else (plek - BREED, plek + WEEK)
        baan = next((nummer for nummer, vrij in enumerate(vrij_vanaf) if vrij <= van), len(vrij_vanaf))
        vrij_vanaf[baan : baan + 1] = [tot]
        cellen[dag.month - 1][baan] = _html(blok, vandaag, adres)
    html = ""
    for nummer, banen in enumerate(cellen, 1):
        inhoud = "".join(f'<div class="baan">{banen.get(baan, "")}</div>' for baan in range(max(banen, default=-1) + 1))
        html += f"<td{_nu(jaar, nummer, vandaag)}>{inhoud}</td>"
    # Titles are escaped above; the rest is ours.
    return mark_safe(html)


def _nu(jaar: int, maand: int, vandaag: date) -> str:
    return ' class="nu"' if (jaar, maand) == (vandaag.year, vandaag.month) else ""


def _meldingen(
    rijen: Iterable[Rij], teams: dict[int, Team], vandaag: date, *, plant: bool, maakt: bool
) -> tuple[list[Melding], set[tuple[int, date]]]:
    """What meets what in the days to come: two items at one day, an item on a holiday."""
    per_plek: dict[tuple[int, date], list[Rij]] = defaultdict(list)
    for rij in rijen:
        if rij.pk and rij.dag >= vandaag:
            per_plek[rij.team, rij.dag].append(rij)
    groepen: dict[tuple[date, tuple[int, ...]], list[list[Rij]]] = defaultdict(list)
    for (_, dag), samen in per_plek.items():
        if len(samen) > 1 or feestdag(dag):
            groepen[dag, tuple(rij.item for rij in samen)].append(samen)
    botst = {plek for plek, samen in per_plek.items() if len(samen) > 1 or feestdag(plek[1])}
    meldingen = []
    for (dag, _), gevallen in sorted(groepen.items())[:TOON]:
        namen = [teams[samen[0].team].naam.removeprefix("Basisteam ") for samen in gevallen]
        wie = namen[0] if len(namen) == 1 else f"{', '.join(namen[:-1])} en {namen[-1]}"
        eerste, laatste = gevallen[0][0], gevallen[0][-1]
        dag_tekst, feest = date_format(dag, "l j F"), feestdag(dag)
        if feest:
            kop, zin = f"{dag_tekst.capitalize()} is {feest}", f"Dan staat ‘{eerste.titel}’ bij {wie}."
        else:
            aantal = {2: "twee", 3: "drie"}.get(len(gevallen[0]), str(len(gevallen[0])))
            kop = f"Op {dag_tekst} staan {aantal} items bij {wie}"
            zin = ", daarna ".join(f"‘{rij.titel}’" for rij in gevallen[0]) + ". Ze komen na elkaar, in elke briefing."
        uitwegen = []
        if plant:
            uitwegen.append((f"Verplaats ‘{laatste.kort}’", _verplaats_url(laatste, len(gevallen) > 1 and maakt)))
        if plant and not feest:
            uitwegen.append(("Verander de volgorde", reverse("briefings:vertoning", args=[laatste.pk])))
        meldingen.append(Melding(kop, zin, uitwegen))
    return meldingen, botst


def _verplaats_url(rij: Rij, samen: bool) -> str:
    if samen and rij.campagne:
        return reverse("briefings:campagnedag", args=[rij.campagne, rij.item, rij.dag.isoformat()])
    return reverse("briefings:vertoning", args=[rij.pk])


def _lijst(blokken: Iterable[Blok], aantal_teams: int, vandaag: date, adres: str) -> list[Regel]:
    groepen: dict[tuple[date, int, bool], list[Blok]] = defaultdict(list)
    for blok in blokken:
        groepen[maandag_van(blok.eerste.dag), blok.eerste.item, blok.eerste.concept].append(blok)
    regels = []
    # By the day that stands before it, not by the order of items within a week.
    for (_, _, concept), samen in sorted(groepen.items(), key=lambda groep: (groep[1][0].eerste.dag, groep[0])):
        eerste, bij = samen[0].eerste, len({blok.eerste.team for blok in samen})
        standen = {blok.stand(vandaag) for blok in samen}
        stand = next(stand for stand in STANDEN if stand in standen)
        teams = "alle teams" if bij == aantal_teams > 1 else f"{bij} {'team' if bij == 1 else 'teams'}"
        woord = ZIN.get(stand, "komt bij")
        wanneer = f"{samen[0].dagen} {date_format(samen[0].rijen[-1].dag, 'b')}"
        week = f"{adres}?team={eerste.team}&week={eerste.dag.isoformat()}"
        url = reverse("briefings:controleer", args=[eerste.campagne]) if concept else week
        regels.append(Regel(wanneer, eerste.kort, f"{woord} {teams}", stand, url))
    return regels


def _teken(
    rijen: list[Rij],
    teams: tuple[Team, ...],
    eigen: tuple[tuple[date, str], ...],
    jaar: int,
    vandaag: date,
    plant: bool,
    maakt: bool,
) -> Jaarbeeld:
    """The picture of exactly these rows. Pure."""
    adres = reverse("briefings:planner")
    meldingen, botst = _meldingen(rijen, {team.pk: team for team in teams}, vandaag, plant=plant, maakt=maakt)
    per_team: dict[int, list[Blok]] = defaultdict(list)
    for blok in _blokken(rijen).values():
        blok.botst = bool(botst) and any((rij.team, rij.dag) in botst for rij in blok.rijen if rij.pk)
        per_team[blok.eerste.team].append(blok)
    feesten: list[list[str]] = [[] for _ in range(12)]
    mijlpalen: list[list[str]] = [[] for _ in range(12)]
    for dag, naam in feestdagen(jaar).items():
        # The columns are narrow: a long day breaks where it should.
        feesten[dag.month - 1].append(f"{dag.day} {naam}".replace("sdag", "s\u00addag").replace("rdag", "r\u00addag"))
    for datum, soort in eigen:
        mijlpalen[datum.month - 1].append(f"{datum.day} {KORT.get(soort, 'terugkijken')}")
    return Jaarbeeld(
        jaar,
        [(date(jaar, maand, 1), (jaar, maand) == (vandaag.year, vandaag.month)) for maand in range(1, 13)],
        feesten,
        mijlpalen if eigen else [],
        [(team, _cellen(per_team[team.pk], jaar, vandaag, adres)) for team in teams],
        _lijst((blok for team in teams for blok in per_team[team.pk]), len(teams), vandaag, adres),
        meldingen,
    )


class Nodig(NamedTuple):
    """A milestone of the visitor that is to be done."""

    soort: str
    datum: date
    campagne: int
    campagnenaam: str
    titel: str | None

    @property
    def label(self) -> str:
        return Mijlpaal.Soort(self.soort).label

    @property
    def te_laat(self) -> bool:
        return self.datum < timezone.localdate()


def jaarbeeld(
    bezoeker: Gebruiker, jaar: int, teams: list[Eenheid], *, plant: bool, maakt: bool
) -> tuple[Jaarbeeld, list[Nodig]]:
    """The year of these teams as this visitor sees it, and their next milestones there. Two or three queries."""
    kaal = tuple(Team(team.pk, team.naam) for team in teams)
    concepten = _concepten(kaal, jaar, bezoeker) if maakt else []
    hier = Vertoning.objects.geldig().filter(
        campagne=OuterRef("campagne"), team__in=[team.pk for team in kaal], dag__year=jaar
    )
    mijlpalen = Mijlpaal.objects.open().van(bezoeker).filter(Exists(hier)).order_by("datum", "pk")
    velden = ("soort", "datum", "campagne", "campagne__naam", "item__item__titel")
    eigen = [Nodig(*rij) for rij in mijlpalen.values_list(*velden)]
    dit_jaar = tuple((punt.datum, punt.soort) for punt in eigen if punt.datum.year == jaar)
    rijen = sorted([*_rijen(kaal, jaar), *concepten], key=_op_dag)
    return _teken(rijen, kaal, dit_jaar, jaar, timezone.localdate(), plant, maakt), eigen[:NODIG]
