"""Which team counted in which quarter: what "once a year" is held against, also when the meeting is gone."""

from __future__ import annotations

from collections.abc import Iterable

from risicoanalyse.models import Telbeurt
from risicoanalyse.overzicht import kern
from risicoanalyse.overzicht.kwartaal import Kwartaal


def onthoud(teams: Iterable[int], kwartaal: Kwartaal, reeks: str = Telbeurt.Reeks.BEELD) -> None:
    """Keeps that these teams counted, in the transaction in which they count."""
    Telbeurt.objects.bulk_create(
        Telbeurt(team_id=team, kwartaal=kwartaal.eerste_dag, reeks=reeks) for team in sorted(teams)
    )


def laatst_geteld(kwartaal: Kwartaal, reeks: str = Telbeurt.Reeks.BEELD) -> dict[int, Kwartaal]:
    """Team → the quarter in which it last counted, for those of the past year."""
    rijen = Telbeurt.objects.filter(reeks=reeks, kwartaal__gt=kwartaal.verder(-kern.RUST).eerste_dag)
    return {team: Kwartaal.van(dag) for team, dag in rijen.order_by("kwartaal").values_list("team", "kwartaal")}
