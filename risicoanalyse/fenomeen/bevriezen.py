"""Deep analyses of one phenomenon become one picture, once a quarter, by the rule over teams and no other.

They are of the same series as the kwartaalbeelden: an analysis counts in exactly one picture of either kind, and a team
that counted rests a year. When a team held both kinds in one quarter, the deep one counts: there are few of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from risicoanalyse import mechanisme
from risicoanalyse.models import Beeld, Meegeteld, Vragenlijst
from risicoanalyse.overzicht.geheugen import onthoud
from risicoanalyse.overzicht.kern import (
    MINSTE_TEAMS,
    Kandidaat,
    Keuze,
    Onderwerp,
    Sleutel,
    Teamstand,
    kies,
    publiceer,
)
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.overzicht.verzamel import onleesbaar, vragen_van
from risicoanalyse.schema import VragenlijstInhoud
from risicoanalyse.vraagstanden import Vraag, onderwerpen
from vik_portal.meedoen.models import Bijeenkomst, Ronde

REEKS = Meegeteld.Reeks.BEELD
#: Kind of a question that no side of the mechanism was chosen for.
ZONDER_KANT = "overig"


@dataclass(frozen=True)
class Fenomeen:
    """A deep instrument: its slug, and what it is about."""

    slug: str
    titel: str
    onderwerp: str


def fenomenen() -> list[Fenomeen]:
    """Every deep instrument by title: as it is in use, else as it was last, for what was asked with it still counts."""
    alle = Vragenlijst.objects.filter(inhoud__soort="diepgaand").order_by("slug", "-actueel", "-versie")
    lijsten = alle.distinct("slug").values_list("slug", "inhoud__titel", "inhoud__fenomeen")
    return sorted(
        (Fenomeen(slug, titel, onderwerp or titel) for slug, titel, onderwerp in lijsten), key=lambda deel: deel.titel
    )


def woorden(slug: str) -> dict[str, Any]:
    """What a report of this phenomenon says besides its numbers: title, subject, sides, and the order of questions."""
    versies = Vragenlijst.objects.filter(slug=slug).order_by("-actueel", "-versie")
    lijst: VragenlijstInhoud = versies[0].gelezen
    return {
        "titel": lijst.titel,
        "fenomeen": lijst.fenomeen or lijst.titel,
        "uitleg": {kant: mechanisme.uitleg(lijst, kant) for kant in mechanisme.KANTEN},
        "volgorde": [f"b:{item.sleutel}" for item in lijst.b] + [f"c:{item.sleutel}" for item in lijst.c],
    }


def _rondes(slug: str) -> list[Ronde]:
    """The counted round of every analysis of this phenomenon that is open and can be read; of a meeting the last."""
    open_ = (
        Ronde.objects.filter(
            soort="vragenlijst",
            status=Ronde.Status.GETELD,
            stap__inhoud__instrument=slug,
            stap__inhoud__has_key="vast",
            bijeenkomst__oefening=False,
            bijeenkomst__status=Bijeenkomst.Status.AFGEROND,
        )
        .exclude(bijeenkomst__in=Meegeteld.objects.filter(reeks=REEKS).values("bijeenkomst"))
        .exclude(bijeenkomst__in=onleesbaar())
        .select_related("stap", "bijeenkomst__team")
        .order_by("volgnummer")
    )
    return list({ronde.bijeenkomst_id: ronde for ronde in open_}.values())


def _keuze(rondes: list[Ronde], laatst: Mapping[int, Kwartaal], kwartaal: Kwartaal) -> Keuze:
    kandidaten = [
        Kandidaat(r.bijeenkomst_id, r.bijeenkomst.team_id, timezone.localdate(r.bijeenkomst.begin)) for r in rondes
    ]
    return kies(kandidaten, laatst, kwartaal)


def wachtend(slug: str, kwartaal: Kwartaal, laatst: Mapping[int, Kwartaal]) -> int | None:
    """How many teams the next picture would hold; ``None`` for too few, which is what none is too.

    ``laatst`` is the quarter in which each team last counted.
    """
    aantal = len(_keuze(_rondes(slug), laatst, kwartaal).tellen)
    return aantal if aantal >= MINSTE_TEAMS else None


def _kant(vraag: Vraag) -> str:
    return vraag.merk.kant or ZONDER_KANT


def _stand(ronde: Ronde) -> tuple[Teamstand, dict[Sleutel, Onderwerp]]:
    waarden, gevonden = onderwerpen(vragen_van(ronde), _kant)
    # One picture over all eenheden: to which one a team belongs is not asked here.
    return Teamstand(ronde.bijeenkomst.team_id, 0, ronde.bijeenkomst_id, waarden), gevonden


@transaction.atomic
def bevries(*, kwartaal: Kwartaal, laatst: Mapping[int, Kwartaal]) -> list[Beeld]:
    """Makes the picture of every phenomenon with enough teams at the end of this quarter; again does nothing.

    ``laatst`` is the quarter in which each team last counted, in any picture.
    """
    beelden, laatst = [], dict(laatst)
    for fenomeen in fenomenen():
        if beeld := _bevries(fenomeen.slug, kwartaal, laatst):
            beelden.append(beeld)
            laatst |= dict.fromkeys(beeld.meegeteld.values_list("bijeenkomst__team", flat=True), kwartaal)
    return beelden


def _bevries(slug: str, kwartaal: Kwartaal, laatst: Mapping[int, Kwartaal]) -> Beeld | None:
    velden = {"soort": Beeld.Soort.FENOMEEN, "kwartaal": kwartaal.eerste_dag, "onderwerp": slug}
    if Beeld.objects.filter(**velden).exists():
        return None
    rondes = {ronde.bijeenkomst_id: ronde for ronde in _rondes(slug)}
    keuze = _keuze(list(rondes.values()), laatst, kwartaal)
    standen: list[Teamstand] = []
    alle: dict[Sleutel, Onderwerp] = {}
    for kandidaat in keuze.tellen:
        stand, gevonden = _stand(rondes[kandidaat.bijeenkomst])
        standen.append(stand)
        alle |= gevonden
    # By key: the order in which teams came would otherwise stand in the picture.
    inhoud = publiceer(standen, [alle[sleutel] for sleutel in sorted(alle)])
    beeld = Beeld.objects.create(**velden, inhoud=inhoud, woorden=woorden(slug)) if inhoud else None
    geteld = [Meegeteld(bijeenkomst_id=stand.bijeenkomst, reeks=REEKS, beeld=beeld) for stand in standen if beeld]
    onthoud((stand.team for stand in standen if beeld), kwartaal)
    # Of a team that waits nothing is decided yet: a later analysis may take its place.
    wacht = set() if beeld else {stand.team for stand in standen}
    over = [Meegeteld(bijeenkomst_id=k.bijeenkomst, reeks=REEKS) for k in keuze.overslaan if k.team not in wacht]
    Meegeteld.objects.bulk_create([*geteld, *over])
    return beeld
