"""A small portal with one of everything: what pages need to have something to show.

From the project's own content, so that tests read what users read; only a few files, so that it costs milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from beroepscode.laden import laad_eigen_bewoording
from beroepscode.models import Loket, Themablad
from briefings.models import Briefingsitem, Vertoning
from dilemmas.models import Dilemma
from risicoanalyse.laden import laad as laad_instrument
from risicoanalyse.models import Vragenlijst
from risicoanalyse.versies import begin
from tests.cast import Cast
from vik_portal.meedoen.models import Bijeenkomst, Stap
from vik_portal.meedoen.services import open_deur
from vik_portal.redactie import services
from vik_portal.redactie.inhoud import lees_map
from vik_portal.zoeken.services import werk_alles_bij


def inhoud_van(map_: str, naam: str, veld: str = "tekst") -> dict[str, Any]:
    """One content file as its loader would read it; ``veld`` is where its body goes."""
    bestand = next(b for b in lees_map(Path(settings.BASE_DIR) / map_) if b.naam == naam)
    if "\n## " in f"\n{bestand.tekst}" and veld == "tekst":
        secties = bestand.secties()
        return {**bestand.velden, "waarom": secties["Waarom dit telt"], "beleid": secties["Beleid"]}
    return {**bestand.velden, veld: bestand.html()}


@dataclass(frozen=True)
class Wereld:
    blad: Themablad
    loket: Loket
    dilemma: Dilemma
    item: Briefingsitem
    vertoning: Vertoning
    bijeenkomst: Bijeenkomst


def maak_wereld(cast: Cast) -> Wereld:
    """One loket, themablad, dilemma and briefing item, one showing tomorrow, one meeting with its door open."""
    laad_eigen_bewoording()
    laad_instrument()

    def laad(model: Any, map_: str, slug: str, veld: str = "tekst") -> Any:
        return services.laad(stuk=model(slug=slug), inhoud=inhoud_van(map_, slug, veld), toelichting="geleverd")

    loket = laad(Loket, "beroepscode/inhoud/loketten", "kmp")
    blad = laad(Themablad, "beroepscode/inhoud/themabladen", "aannemen-geschenken")
    dilemma = laad(Dilemma, "dilemmas/inhoud", "nummer-14", "verhaal")
    item = laad(Briefingsitem, "briefings/inhoud", "geweld-en-pv", "notities")
    werk_alles_bij()
    morgen = timezone.localdate() + timedelta(days=1)
    vertoning = Vertoning.objects.create(item=item, team=cast.team, dag=morgen, gezet_door=cast.bram)
    bijeenkomst = Bijeenkomst.objects.create(titel="Middag met het team", team=cast.team, begin=timezone.now())
    bijeenkomst.begeleiders.add(cast.anouk)
    for nummer, soort in enumerate(["tekst", "deur", "stelling", "vragenlijst", "uitslag", "tekst"], 1):
        Stap.objects.create(bijeenkomst=bijeenkomst, volgorde=nummer, soort=soort, titel=f"Stap {soort}")
    begin(versie=Vragenlijst.actuele(), door=cast.ilias)
    return Wereld(blad, loket, dilemma, item, vertoning, open_deur(bijeenkomst=bijeenkomst))
