"""The first and last day of a campaign, which follow from its days wherever those are moved."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max, Min

from briefings.models import Campagne


def neem_campagnes(sleutels: Iterable[int | None]) -> list[Campagne]:
    """Takes the turn of these campaigns; ``None`` is a showing without one. Whoever also needs the turn of teams
    takes that after this (``plannen.neem_beurt``): two who take both never wait for each other.
    """
    echte = {sleutel for sleutel in sleutels if sleutel is not None}
    if not echte:
        return []
    return list(Campagne.objects.select_for_update(of=("self",)).filter(pk__in=echte).order_by("pk"))


def meet(campagne: Campagne) -> None:
    """First and last day follow from its days: the chosen ones before the start, the showings after it."""
    if campagne.is_concept:
        dagen = [dag for deel in campagne.campagneitems.all() for dag in deel.dagen]
        grenzen = (min(dagen), max(dagen)) if dagen else (None, None)
    else:
        gevonden = campagne.vertoningen.filter(vervallen=False).aggregate(van=Min("dag"), tot=Max("dag"))
        if gevonden["van"] is None:
            return
        grenzen = (gevonden["van"], gevonden["tot"])
    Campagne.objects.filter(pk=campagne.pk).update(van=grenzen[0], tot=grenzen[1])
