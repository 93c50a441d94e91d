"""Teams that held an analysis, in bulk: the real instrument and the real publication gate, without phones or keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from risicoanalyse import scoring, vragen
from risicoanalyse.models import Vragenlijst, Werkproces
from tests.risicoanalyse import rondes
from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap
from vik_portal.organisatie.models import Eenheid, Gebruiker

Tellingen = Sequence[rondes.Telling]


def maak_teams(district: Eenheid, aantal: int, naam: str = "Team") -> list[Eenheid]:
    """More teams under a district."""
    teams = [
        Eenheid.objects.create(naam=f"{naam} {nummer}", soort=Eenheid.Soort.TEAM, ouder=district)
        for nummer in range(1, aantal + 1)
    ]
    return teams


def vast(slug: str = "beknopt", processen: Iterable[str] = ()) -> dict[str, Any]:
    """What a step freezes when its round begins."""
    lijst = Vragenlijst.actuele(slug)
    assert lijst is not None
    slugs = list(processen) or lijst.inhoud["standaard_processen"]
    delen = [Werkproces.objects.in_gebruik().get(slug=proces) for proces in slugs]
    return {
        "vragenlijst": lijst.inhoud,
        "processen": [[proces.slug, proces.inhoud] for proces in delen],
        "versies": [[deel.soortsleutel, deel.slug, deel.versie] for deel in (lijst, *delen)],
    }


def houd(
    team: Eenheid,
    begeleider: Gebruiker,
    begin: datetime,
    tellingen: Tellingen | None = None,
    *,
    zaad: int = 1,
    slug: str = "beknopt",
    **velden: Any,
) -> Bijeenkomst:
    """A meeting that ended, with a counted questionnaire; ``tellingen`` are counts per question, else invented."""
    bevroren = vast(slug)
    inhoud = Vragenlijst.inhoud_model.model_validate(bevroren["vragenlijst"])
    processen = {naam: Werkproces.inhoud_model.model_validate(wat) for naam, wat in bevroren["processen"]}
    soorten = scoring.vraagsoorten(inhoud, processen)
    rng = rondes.toeval(zaad)
    geteld = list(tellingen or rondes.willekeurig(8, rng, soorten))
    uitslag = rondes.ronde(geteld, rng, soorten)
    standaard = {"titel": "Middag met het team", "soort": "risicoanalyse", "status": Bijeenkomst.Status.AFGEROND}
    bijeenkomst = Bijeenkomst.objects.create(team=team, begin=begin, **standaard | velden)
    bijeenkomst.begeleiders.add(begeleider)
    stap = Stap.objects.create(
        bijeenkomst=bijeenkomst,
        volgorde=1,
        soort="vragenlijst",
        titel="Vragenlijst",
        inhoud={"instrument": slug, "vast": bevroren},
    )
    Ronde.objects.create(
        id=f"{bijeenkomst.pk:032x}",
        bijeenkomst=bijeenkomst,
        stap=stap,
        soort="vragenlijst",
        vorm="banden",
        vragen=vragen.van(inhoud, processen),
        status=Ronde.Status.GETELD,
        oefening=bijeenkomst.oefening,
        stoelen=sum(geteld[0]),
        merk=b"",
        uitslag=asdict(uitslag),
        volgnummer=1,
    )
    return bijeenkomst
