"""What a page and a report say about a campaign when it is over: one picture, of what may be known alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from beroepscode.models import Themablad
from briefings.advies import advies
from briefings.models import Briefingsitem, Campagne, Regel, Vertoning
from briefings.models.goedkeuring import eenheden_boven
from briefings.models.schermen import REGEL_BEWAREN
from briefings.ritme import maandag_van
from briefings.services.evalueren import RIJP, antwoorden_te_zien, tellingen, vragen_tot
from briefings.terugblikvragen import VRAGEN, Uitslag, uitslag
from briefings.weektotalen import MINSTE, Getal, Stand, getal, samen
from vik_portal.organisatie.models import Eenheid
from vik_portal.register import Aanbeveler, register


@dataclass(frozen=True)
class Weekregel:
    """One place in one week, in the words that everybody may read."""

    week: date
    plek: str
    teams: int
    gepland: int
    vertoond: Getal
    besproken: Getal
    niet: Getal

    @property
    def te_klein(self) -> bool:
        return self.besproken.soort == "verborgen"

    @property
    def getallen(self) -> list[Getal]:
        return [self.vertoond, self.besproken, self.niet]


@dataclass(frozen=True)
class Thema:
    """A theme that the items serve, with what else the portal has about it: (kind, how many)."""

    titel: str
    url: str
    items: list[str]
    meer: list[tuple[str, int]]


@dataclass(frozen=True)
class Evaluatie:
    campagne: Campagne
    weken: list[Weekregel]
    #: Weeks with showings that are not counted yet.
    nog_te_tellen: int
    stand: Stand
    #: (eenheid, a result or nothing per question); ``None`` while the questions can still be answered.
    antwoorden: list[tuple[Eenheid, list[Uitslag | None]]] | None
    vragen_tot: date | None
    advies: list[str]
    themas: list[Thema]


def evaluatie_van(campagne: Campagne) -> Evaluatie:
    """The picture of a campaign that has started."""
    totalen = list(campagne.weektotalen.select_related("plek"))
    weken = [
        Weekregel(
            rij.week, rij.plek.naam, rij.teams, rij.gepland,
            *(getal(waarde, rij.gepland) for waarde in (rij.vertoond, rij.besproken, rij.niet_toegekomen)),
        )
        for rij in totalen
    ]  # fmt: skip
    gepland = {maandag_van(dag) for dag in campagne.vertoningen.geldig().values_list("dag", flat=True)}
    stand = samen(rij.cel for rij in totalen)
    antwoorden = _antwoorden(campagne) if antwoorden_te_zien(campagne) else None
    return Evaluatie(
        campagne=campagne,
        weken=weken,
        nog_te_tellen=len(gepland - {rij.week for rij in totalen}),
        stand=stand,
        antwoorden=antwoorden,
        vragen_tot=vragen_tot(campagne),
        advies=advies(stand, _om_te_wegen(antwoorden)),
        themas=_themas([deel.item for deel in campagne.campagneitems.select_related("item")]),
    )


def _antwoorden(campagne: Campagne) -> list[tuple[Eenheid, list[Uitslag | None]]]:
    uit = []
    for eenheid in eenheden_boven(campagne.teams.all()):
        geteld = tellingen(campagne, eenheid)
        uit.append((eenheid, [uitslag(vraag, geteld[vraag.sleutel]) for vraag in VRAGEN]))
    return uit


def _om_te_wegen(antwoorden: list[tuple[Eenheid, list[Uitslag | None]]] | None) -> dict[str, Uitslag | None]:
    """The advice is about one eenheid; with more of them each reads its own answers."""
    if not antwoorden or len(antwoorden) != 1:
        return {}
    [(_, uitslagen)] = antwoorden
    return {vraag.sleutel: gegeven for vraag, gegeven in zip(VRAGEN, uitslagen, strict=True)}


def _themas(items: Iterable[Briefingsitem]) -> list[Thema]:
    per_thema: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for slug in (item.inhoud or {}).get("themas", []):
            per_thema[slug].append(item.titel)
    bladen = Themablad.objects.published().filter(slug__in=per_thema)
    return [
        Thema(blad.titel, blad.get_absolute_url(), per_thema[blad.slug], _meer(blad.slug))
        for blad in sorted(bladen, key=lambda blad: (-len(per_thema[blad.slug]), blad.titel))
    ]


def _meer(thema: str) -> list[tuple[str, int]]:
    gevonden = [(bron.label, len(bron.voor_thema(thema))) for bron in register.alle(Aanbeveler)]
    return [(label, aantal) for label, aantal in gevonden if aantal]


# --- lines to VIK ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Themaregels:
    """Lines about one theme: (Monday or nothing, text). Nothing where a week alone would point at too few teams."""

    thema: str
    regels: list[tuple[date | None, str]]


def regels_voor_vik(campagne: Campagne, eenheden: Iterable[Eenheid]) -> list[Themaregels]:
    """The lines from these eenheden in the weeks of a campaign, about its themes.

    A line has a week where five teams or more could have written it, and comes when that week is counted. The others
    stand without one when five teams could have written those together, and if not even that, they are not shown. Those
    are taken over the whole :func:`_reeks` of campaigns about the theme and come when the last week of it is counted:
    one by one they would say which team the new one is from, and what two campaigns share would say the week.
    """
    if campagne.van is None or campagne.tot is None:
        return []
    rijp = timezone.localdate() - RIJP
    eigen = maandag_van(campagne.van), maandag_van(campagne.tot)
    eerste_thema = {item.pk: item.inhoud["themas"][0] for item in Briefingsitem.objects.exclude(inhoud=None)}
    themas = {eerste_thema[pk] for pk in campagne.campagneitems.values_list("item_id", flat=True) if pk in eerste_thema}
    titels = dict(Themablad.objects.published().filter(slug__in=themas).values_list("slug", "titel"))
    per_thema: dict[str, list[tuple[date | None, str]]] = defaultdict(list)
    for eenheid in eenheden:
        weken = _weken_van_campagnes(eenheid, eerste_thema)
        reeksen = {thema: _reeks(eigen, weken[thema]) for thema in themas}
        alle = [eigen, *reeksen.values()]
        van, tot = min(begin for begin, _ in alle), max(eind for _, eind in alle)
        wie = _schrijvers(eenheid, van, tot + timedelta(6), eerste_thema)
        rijen = Regel.objects.filter(eenheid=eenheid, thema__in=themas, week__gte=van, week__lte=min(tot, rijp))
        for thema, (begin, eind) in reeksen.items():
            hier = [rij for rij in rijen if rij.thema == thema and begin <= rij.week <= eind]
            los = [rij for rij in hier if len(wie[thema, rij.week]) < MINSTE]
            samen_ = set().union(*(wie[thema, rij.week] for rij in los)) if los else set()
            met_week = [rij for rij in hier if rij not in los and eigen[0] <= rij.week <= eigen[1]]
            per_thema[thema] += [(rij.week, rij.tekst) for rij in met_week]
            # Once the first of these weeks is deleted, none is told: a line that goes would say its week.
            heel = eind <= rijp and begin >= timezone.localdate() - REGEL_BEWAREN
            per_thema[thema] += [(None, rij.tekst) for rij in los] if heel and len(samen_) >= MINSTE else []
    # By words, not by the order in which they came in.
    return [
        Themaregels(titels.get(thema, thema), sorted(rijen, key=lambda rij: (rij[0] or date.max, rij[1])))
        for thema, rijen in sorted(per_thema.items())
        if rijen
    ]


Weken = tuple[date, date]


def _weken_van_campagnes(eenheid: Eenheid, eerste_thema: dict[int, str]) -> defaultdict[str, list[Weken]]:
    """Theme → first and last Monday of each campaign about it with a team in this eenheid, cancelled ones too."""
    uit: defaultdict[str, list[Weken]] = defaultdict(list)
    gestart = Campagne.objects.exclude(status=Campagne.Status.CONCEPT).filter(teams__pad__startswith=eenheid.pad)
    for item, van, tot in gestart.order_by().values_list("campagneitems__item_id", "van", "tot").distinct():
        if item in eerste_thema and van and tot:
            uit[eerste_thema[item]].append((maandag_van(van), maandag_van(tot)))
    return uit


def _reeks(eigen: Weken, andere: Iterable[Weken]) -> Weken:
    """The weeks of a campaign with those of all that overlap it, or overlap one that does, and so on.

    Every campaign of a stretch has the same one, and no other shares a week with it.
    """
    van, tot = eigen
    for begin, eind in sorted(andere):
        if begin <= tot and eind >= van:
            van, tot = min(van, begin), max(tot, eind)
    return (van, tot) if (van, tot) == eigen else _reeks((van, tot), andere)


def _schrijvers(
    eenheid: Eenheid, van: date, tot: date, eerste_thema: dict[int, str]
) -> defaultdict[tuple[str, date], set[int]]:
    """Theme and week → the teams that had an item about it, and so could have written about it."""
    wie: defaultdict[tuple[str, date], set[int]] = defaultdict(set)
    rijen = Vertoning.objects.tussen(van, tot).filter(team__pad__startswith=eenheid.pad)
    for item, dag, team in rijen.values_list("item_id", "dag", "team_id"):
        if item in eerste_thema:
            wie[eerste_thema[item], maandag_van(dag)].add(team)
    return wie
