"""What stands in the way of a campaign that has not started, in words, with the ways out. Nothing is forbidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from briefings.feestdagen import feestdag
from briefings.models import Campagne, Campagneitem, Vertoning
from vik_portal.organisatie.models import Eenheid

#: So many days before and after are looked at for a free one, nearest first; so many are offered.
RONDOM, UITWEGEN = 7, 2


@dataclass(frozen=True)
class Botsing:
    """One day of an item that meets something, for the teams for which it does."""

    item: Campagneitem
    gekozen: date
    dag: date
    teams: tuple[Eenheid, ...]
    alle_teams: bool
    #: The holiday, or empty.
    feest: str
    #: Titles of what already stands there, in order.
    met: tuple[str, ...]
    #: The same item stands there already: it is not put there twice.
    dubbel: bool
    uitwegen: tuple[date, ...]

    @property
    def kop(self) -> str:
        return f"{date_format(self.dag, 'l j F Y').capitalize()}: ‘{self.item.item.titel}’"

    @property
    def wie(self) -> str:
        if self.alle_teams:
            return "alle teams"
        namen = [team.naam for team in self.teams]
        return namen[0] if len(namen) == 1 else f"{', '.join(namen[:-1])} en {namen[-1]}"

    @property
    def zin(self) -> str:
        """What is the matter, and what happens when nobody does anything."""
        if self.feest:
            return f"Dit is {self.feest}. De bezetting is dan anders, en briefings vallen soms uit."
        if self.dubbel:
            return f"Dit item staat die dag al bij {self.wie}. Het komt er geen tweede keer bij."
        titels = " en ".join(f"‘{titel}’" for titel in self.met)
        plaats = "tweede" if len(self.met) == 1 else "laatste"
        return f"Bij {self.wie} staat die dag al {titels}. Laat je het zo, dan komt jouw item ernaast, als {plaats}."


def _bezet(teams: list[Eenheid], dagen: Iterable[date]) -> dict[tuple[int, date], list[tuple[int, str]]]:
    """(team, day) → (item, title) of what stands there, around these days. One query."""
    dagen = list(dagen)
    marge = timedelta(days=RONDOM)
    rijen = Vertoning.objects.tussen(min(dagen) - marge, max(dagen) + marge).filter(team__in=teams)
    bezet: dict[tuple[int, date], list[tuple[int, str]]] = defaultdict(list)
    for team, dag, item, titel in rijen.select_related(None).values_list("team_id", "dag", "item_id", "item__titel"):
        bezet[team, dag].append((item, titel))
    return bezet


def botsingen(campagne: Campagne) -> list[Botsing]:
    """All that a draft meets, by day. Three queries, whatever the number of teams."""
    teams = list(campagne.teams.order_by("naam"))
    items = list(campagne.campagneitems.select_related("item"))
    plan = [(item, dag, team, item.dag_voor(team, dag)) for item in items for dag in item.dagen for team in teams]
    if not plan:
        return []
    eigen = {(team.pk, dag) for _, _, team, dag in plan}
    bezet = _bezet(teams, (dag for *_, dag in plan))
    groepen: dict[tuple[Campagneitem, date, date, str, tuple[str, ...], bool], list[Eenheid]] = defaultdict(list)
    for item, gekozen, team, dag in plan:
        er_staat = bezet.get((team.pk, dag), [])
        dubbel = any(ander == item.item_id for ander, _ in er_staat)
        if feest := feestdag(dag):
            groepen[item, gekozen, dag, feest, (), False].append(team)
        if er_staat:
            groepen[item, gekozen, dag, "", tuple(titel for _, titel in er_staat), dubbel].append(team)

    def vrij(dag: date, wie: list[Eenheid]) -> tuple[date, ...]:
        rond = sorted((dag + timedelta(days=plus) for plus in range(-RONDOM, RONDOM + 1)), key=lambda d: abs(d - dag))
        goed = (
            d
            for d in rond
            if d >= timezone.localdate()
            and not feestdag(d)
            and not any((team.pk, d) in bezet or (team.pk, d) in eigen for team in wie)
        )
        return tuple(sorted(d for d, _ in zip(goed, range(UITWEGEN), strict=False)))

    gevonden = [
        Botsing(item, gekozen, dag, tuple(wie), len(wie) == len(teams), feest, met, dubbel, vrij(dag, wie))
        for (item, gekozen, dag, feest, met, dubbel), wie in groepen.items()
    ]
    return sorted(gevonden, key=lambda botsing: (botsing.dag, botsing.item.volgorde, not botsing.feest))
