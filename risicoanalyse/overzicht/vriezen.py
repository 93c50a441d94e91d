"""Freezes the pictures of a quarter, once. What was missed is caught up, the oldest quarter first."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils import timezone

from beroepscode.models import Themablad
from risicoanalyse.fenomeen import bevriezen as fenomeen
from risicoanalyse.ijking import bevriezen as ijking
from risicoanalyse.models import Beeld, Kwartaalstand, Meegeteld
from risicoanalyse.overzicht import kern, leesbaar, verzamel
from risicoanalyse.overzicht.geheugen import laatst_geteld, onthoud
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.overzicht.onderwerpen import VOORTGANG_NU
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.models import Eenheid
from vik_portal.register import Bereikbron, register

#: Days after a quarter in which begeleiders can still close its last meetings.
RIJP = timedelta(days=7)
#: The measures are looked at again so many quarters later.
VERVOLG_NA = 2


def laatste_rijpe(vandaag: date) -> Kwartaal:
    """The last quarter that has been over for a week."""
    return Kwartaal.van(vandaag - RIJP).verder(-1)


def te_vriezen(vandaag: date) -> list[Kwartaal]:
    """Quarters without a picture up to the last one that is ripe, in order."""
    laatste = laatste_rijpe(vandaag)
    vorige = Kwartaalstand.objects.aggregate(dag=Max("kwartaal"))["dag"]
    if vorige:
        eerste = Kwartaal.van(vorige).verder(1)
    else:
        geteld = Bijeenkomst.objects.filter(pk__in=verzamel.geteld().values("bijeenkomst"))
        begin = geteld.aggregate(begin=Min("begin"))["begin"]
        eerste = min(Kwartaal.van(timezone.localdate(begin)), laatste) if begin else laatste
    return [eerste.verder(n) for n in range(laatste - eerste + 1)]


def nog_te_vriezen(vandaag: date) -> list[Kwartaal]:
    """What the coming night freezes, and after that every quarter that is not ripe yet up to that of today."""
    straks = laatste_rijpe(vandaag).verder(1)
    return [*te_vriezen(vandaag), *(straks.verder(n) for n in range(Kwartaal.van(vandaag) - straks + 1))]


def vries(*, vandaag: date) -> list[Kwartaal]:
    """Freezes every ripe quarter that was not frozen; which ones that were. Doing it twice changes nothing."""
    return [kwartaal for kwartaal in te_vriezen(vandaag) if vries_kwartaal(kwartaal)]


def vries_kwartaal(kwartaal: Kwartaal) -> bool:
    """False when it was frozen before. Raises ``leesbaar.TeVeelOnleesbaarFout``; then nothing is frozen."""
    if Kwartaalstand.objects.filter(kwartaal=kwartaal.eerste_dag).exists():
        return False
    # Before the transaction: which analyses cannot be read is kept, also when nothing is frozen.
    leesbaar.toets(kwartaal)
    return _vries(kwartaal)


@transaction.atomic
def _vries(kwartaal: Kwartaal) -> bool:
    """A second job at the same moment waits for the row, and finds it there."""
    stand, nieuw = Kwartaalstand.objects.get_or_create(kwartaal=kwartaal.eerste_dag, defaults={"inhoud": {}})
    if not nieuw:
        return False
    # Deep analyses first: there are few of them, and a team counts in one picture only.
    fenomeen.bevries(kwartaal=kwartaal, laatst=laatst_geteld(kwartaal))
    keuze = kern.kies(verzamel.kandidaten(kwartaal.einde), laatst_geteld(kwartaal), kwartaal)
    standen = verzamel.teamstanden([kandidaat.bijeenkomst for kandidaat in keuze.tellen], kwartaal.einde)
    verdeling, onderwerpen = kern.verdeel(standen), verzamel.alle_onderwerpen()
    geteld = []
    namen = dict(Eenheid.objects.filter(soort=Eenheid.Soort.EENHEID).values_list("pk", "naam"))
    for groep in verdeling.groepen:
        inhoud = kern.publiceer(groep.standen, onderwerpen)
        assert inhoud is not None
        beeld = Beeld.objects.create(
            soort=Beeld.Soort.KWARTAAL,
            kwartaal=kwartaal.eerste_dag,
            eenheid_id=groep.eenheid,
            inhoud=inhoud,
            woorden={"naam": namen[groep.eenheid]} if groep.eenheid else {},
        )
        geteld += [Meegeteld(bijeenkomst_id=s.bijeenkomst, beeld=beeld) for s in groep.standen]
        onthoud((s.team for s in groep.standen), kwartaal)
    wacht = {stand.team for stand in verdeling.wachtend}
    # Of a team that waits nothing is decided yet: a later analysis may take its place.
    geteld += [Meegeteld(bijeenkomst_id=k.bijeenkomst) for k in keuze.overslaan if k.team not in wacht]
    Meegeteld.objects.bulk_create(geteld)
    ijking.bevries(kwartaal)
    _kijk_terug(kwartaal)
    stand.inhoud = {"dekking": _dekking(kwartaal), "bereik": _bereik(kwartaal), "themas": verzamel.themabladen()}
    stand.save(update_fields=["inhoud"])
    return True


def _kijk_terug(kwartaal: Kwartaal) -> None:
    """The measures of half a year ago, of the same teams. When one result is gone, nothing is told of the others."""
    toen = Beeld.objects.filter(
        soort=Beeld.Soort.KWARTAAL, kwartaal=kwartaal.verder(-VERVOLG_NA).eerste_dag, vervolg__isnull=True
    )
    for beeld in toen.prefetch_related("meegeteld__bijeenkomst"):
        rijen = [rij.bijeenkomst for rij in beeld.meegeteld.all()]
        if len(rijen) != beeld.inhoud["teams"]:
            continue
        stappen = verzamel.voortgang([rij.pk for rij in rijen], kwartaal.einde)
        standen = [kern.Teamstand(rij.team_id, 0, rij.pk, {VOORTGANG_NU.id: stappen[rij.pk]}) for rij in rijen]
        vervolg = kern.publiceer(standen, [VOORTGANG_NU])
        if vervolg and vervolg["onderwerpen"]:
            beeld.vervolg = vervolg
            beeld.save(update_fields=["vervolg"])


def _dekking(kwartaal: Kwartaal) -> list[dict[str, Any]]:
    """Per eenheid: ``teams``, how many of those its own picture is about, and how many counted in the past year.

    In the year a picture of a phenomenon counts as well. A team that ended and counted is one of ``teams``. ``None``
    for fewer than five, and for none.
    """
    teams: dict[int, set[int]] = defaultdict(set)
    for team, pad in Eenheid.objects.teams().filter(actief=True).values_list("pk", "pad"):
        teams[verzamel.eenheid_van(pad)].add(team)
    eigen = {
        beeld.eenheid_id: beeld.inhoud["teams"]
        for beeld in Beeld.objects.filter(
            soort=Beeld.Soort.KWARTAAL, kwartaal=kwartaal.eerste_dag, eenheid__isnull=False
        )
    }
    jaar: dict[int, set[int]] = defaultdict(set)
    mee = Meegeteld.objects.filter(
        reeks=Meegeteld.Reeks.BEELD,
        beeld__kwartaal__gt=kwartaal.verder(-4).eerste_dag,
        beeld__kwartaal__lte=kwartaal.eerste_dag,
    )
    for team, pad in mee.values_list("bijeenkomst__team", "bijeenkomst__team__pad"):
        jaar[verzamel.eenheid_van(pad)].add(team)
    uit = []
    # One that ended since, as in a reorganisation, keeps its line as long as its teams are told of.
    verteld = {pk for pk, geteld in jaar.items() if len(geteld) >= kern.MINSTE_TEAMS}
    blijft = Q(actief=True) | Q(pk__in=verteld | eigen.keys())
    for eenheid in Eenheid.objects.filter(blijft, soort=Eenheid.Soort.EENHEID).order_by("naam"):
        mee_dit_jaar, alle = jaar[eenheid.pk], teams[eenheid.pk]
        # Only beside a number that is told: how many ended teams counted would else show from what they are out of.
        alle |= mee_dit_jaar if eenheid.pk in verteld else set()
        if not alle:
            continue
        uit.append(
            {
                "eenheid": eenheid.pk,
                "naam": eenheid.naam,
                "teams": len(alle),
                "geteld": eigen.get(eenheid.pk),
                "jaar": len(mee_dit_jaar) if eenheid.pk in verteld else None,
            }
        )
    return uit


def _bereik(kwartaal: Kwartaal) -> list[dict[str, Any]]:
    """What every ``Bereikbron`` tells of these three months, per theme; ``None`` where it cannot know any more."""
    bekend = set(Themablad.objects.published().values_list("slug", flat=True)) | {""}
    return [
        {
            "sleutel": bron.sleutel,
            "label": bron.label,
            "toelichting": bron.toelichting,
            "stap": bron.stap,
            "wat": bron.wat,
            "per_thema": bron.per_thema,
            "aantallen": None if aantallen is None else {slug: n for slug, n in aantallen.items() if slug in bekend},
        }
        for bron in register.alle(Bereikbron)
        for aantallen in [bron.aantallen(kwartaal.eerste_dag, kwartaal.einde)]
    ]
