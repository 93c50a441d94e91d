"""What teams together say of each question, frozen with the kwartaalbeelden and over exactly the same teams.

The level of a theme follows from its questions, and everybody may know how. So less is told here than the rule over
teams would let through (tests/risicoanalyse/test_ijking.py enumerates what would happen otherwise):

* no second set of teams: a question is told only when all teams of the kwartaalbeeld were asked it, or exactly those
  that a work process in that picture is about;
* of a level only whether nearly all teams have it, from nine teams on: bands of several levels can add up to exact
  numbers. Of the blind spot its own band: it is one cell.

Deep analyses have no picture of their own here: what is known of their questions is the picture of the phenomenon,
and no level of a theme stands beside that.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import transaction

from risicoanalyse.ijking.terugkoppelen import VRAAG_BINNEN
from risicoanalyse.models import BEKNOPT, Beeld, Meegeteld, Telbeurt, Terugkoppeling
from risicoanalyse.overzicht.geheugen import laatst_geteld, onthoud
from risicoanalyse.overzicht.kern import MIDDEN, RAND, Deel, Onderwerp, Sleutel, Teamstand, publiceer
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.overzicht.onderwerpen import PROCES
from risicoanalyse.overzicht.verzamel import begin_van, onleesbaar, vragen_van
from risicoanalyse.vraagstanden import BLIND, onderwerpen
from vik_portal.meedoen.models import Bijeenkomst, Ronde
from vik_portal.organisatie.models import Gebruiker

REEKS = Meegeteld.Reeks.IJKING
#: Kinds of subjects: the level of a question; what begeleiders answered.
VRAAG, ONBEGREPEN, KLOPTE, TIJD = "vraag", "onbegrepen", "klopte", "tijd"
#: Of fewer people their answers together would be an opinion of somebody.
MINSTE_BEGELEIDERS = 3
#: Of which instrument, in ``Beeld.onderwerp``.
BEGELEIDERS = "begeleiders:"


def _rondes(bijeenkomsten: list[int]) -> dict[int, Ronde]:
    """Meeting → its last counted questionnaire, of those that froze what they asked."""
    rondes = Ronde.objects.filter(
        bijeenkomst__in=bijeenkomsten,
        soort="vragenlijst",
        status=Ronde.Status.GETELD,
        stap__inhoud__has_key="vast",
    )
    alle = rondes.select_related("stap", "bijeenkomst").defer("vragen").order_by("volgnummer")
    return {ronde.bijeenkomst_id: ronde for ronde in alle}


@transaction.atomic
def bevries(kwartaal: Kwartaal) -> list[Beeld]:
    """Adds to each kwartaalbeeld of this quarter what its teams say per question; sums up what begeleiders said."""
    kwartaalbeelden = Beeld.objects.filter(soort=Beeld.Soort.KWARTAAL, kwartaal=kwartaal.eerste_dag)
    beelden = [_bij(beeld, kwartaal) for beeld in kwartaalbeelden.prefetch_related("meegeteld")]
    per_lijst = [_begeleiders(slug, teams, kwartaal) for slug, teams in sorted(_antwoorden(kwartaal).items())]
    return [beeld for beeld in [*beelden, *per_lijst] if beeld]


def _maak(kwartaal: Kwartaal, onderwerp: str, inhoud: dict[str, Any] | None, eenheid: int | None) -> Beeld | None:
    velden = {"soort": Beeld.Soort.IJKING, "kwartaal": kwartaal.eerste_dag, "onderwerp": onderwerp}
    if inhoud is None or Beeld.objects.filter(**velden, eenheid=eenheid).exists():
        return None
    return Beeld.objects.create(**velden, eenheid_id=eenheid, inhoud=inhoud)


# --- the questions -------------------------------------------------------------------------------


def _bij(kwartaalbeeld: Beeld, kwartaal: Kwartaal) -> Beeld | None:
    """The questions of the teams of one kwartaalbeeld. Nothing when one of its results is gone: that is another set."""
    rijen = [rij.bijeenkomst_id for rij in kwartaalbeeld.meegeteld.all()]
    standen: list[Teamstand] = []
    alle: dict[Sleutel, Onderwerp] = {}
    for ronde in _rondes(rijen).values():
        waarden, gevonden = onderwerpen(vragen_van(ronde), lambda vraag: VRAAG)
        standen.append(Teamstand(ronde.bijeenkomst.team_id, 0, ronde.bijeenkomst_id, waarden))
        alle |= gevonden
    if len(standen) != kwartaalbeeld.inhoud["teams"]:
        return None
    verteld = {deel["sleutel"] for deel in kwartaalbeeld.inhoud["onderwerpen"] if deel["soort"] == PROCES}
    mag = [alle[sleutel] for sleutel in sorted(alle) if _mag(sleutel, standen, verteld)]
    beeld = _maak(kwartaal, BEKNOPT, publiceer(standen, mag, vergroof=grof), kwartaalbeeld.eenheid_id)
    if beeld:
        Meegeteld.objects.bulk_create(Meegeteld(bijeenkomst_id=pk, reeks=REEKS, beeld=beeld) for pk in rijen)
    return beeld


def grof(deel: Deel) -> Deel:
    """The same with less: of a level only whether nearly all teams have it, and that only from nine teams on."""
    van = deel["teams"]
    cellen = {BLIND: deel["cellen"][BLIND]}
    for waarde, (minst, _) in deel["cellen"].items():
        if waarde != BLIND and van >= MIDDEN:
            cellen[waarde] = [van - RAND, van] if minst >= van - RAND else [0, van - RAND - 1]
    return deel | {"cellen": cellen}


def _proces(sleutel: str) -> str:
    """The work process in the key of a question (``a:<proces>:…``), or nothing."""
    deel, _, rest = sleutel.partition(":")
    return rest.partition(":")[0] if deel == "a" else ""


def _mag(sleutel: Sleutel, standen: list[Teamstand], verteld: set[str]) -> bool:
    """True when the teams that were asked this are a set that the kwartaalbeeld tells of already."""
    gevraagd = {stand.team for stand in standen if sleutel in stand.waarden}
    if len(gevraagd) == len(standen):
        return True
    proces = _proces(sleutel[1])
    met_proces = {s.team for s in standen if any(_proces(ander) == proces for _, ander in s.waarden)}
    return proces in verteld and gevraagd == met_proces


# --- the three questions to begeleiders ------------------------------------------------------------


Antwoord = tuple[Terugkoppeling, Ronde]


def _antwoorden(kwartaal: Kwartaal) -> dict[str, list[list[Antwoord]]]:
    """Instrument → per team its answers that were not summed up yet, in time; with the round they are about.

    Answers come weeks after a meeting, so a meeting at the end of a quarter is left for the next one.
    """
    open_ = Terugkoppeling.objects.filter(
        geteld=False,
        bijeenkomst__oefening=False,
        bijeenkomst__status=Bijeenkomst.Status.AFGEROND,
        bijeenkomst__begin__lt=begin_van(kwartaal.einde) - VRAAG_BINNEN / 2,
    )
    leesbaar = open_.exclude(bijeenkomst__in=onleesbaar()).select_related("bijeenkomst")
    rijen = {rij.bijeenkomst_id: rij for rij in leesbaar}
    per_team: dict[tuple[str, int], list[Antwoord]] = defaultdict(list)
    rondes = _rondes(list(rijen))
    for pk, rij in sorted(rijen.items(), key=lambda paar: (paar[1].bijeenkomst.begin, paar[0])):
        if ronde := rondes.get(pk):
            assert ronde.stap is not None
            slug = ronde.stap.inhoud.get("instrument", BEKNOPT)
            per_team[slug, ronde.bijeenkomst.team_id].append((rij, ronde))
    uit: dict[str, list[list[Antwoord]]] = defaultdict(list)
    for (slug, _), paren in per_team.items():
        uit[slug].append(paren)
    return uit


def _begeleiders(slug: str, teams: list[list[Antwoord]], kwartaal: Kwartaal) -> Beeld | None:
    """Sums up answers about one instrument from five teams and three begeleiders on, and wipes them.

    A team that was in a sum of the past year waits, as in pictures: two sums never overlap within a year.
    """
    rust = laatst_geteld(kwartaal, Telbeurt.Reeks.BEGELEIDERS)
    teams = [team for team in teams if team[-1][1].bijeenkomst.team_id not in rust]
    rijen = [team[-1] for team in teams]
    wie = Gebruiker.objects.filter(bijeenkomsten__in=[rij.bijeenkomst_id for rij, _ in rijen])
    if wie.distinct().count() < MINSTE_BEGELEIDERS:
        return None
    vast = [
        Onderwerp(KLOPTE, KLOPTE, "Klopte de uitslag met het gesprek?", tuple(Terugkoppeling.Klopte.values)),
        Onderwerp(TIJD, TIJD, "Was er tijd genoeg?", tuple(Terugkoppeling.Tijd.values)),
    ]
    standen, alle = [], {onderwerp.id: onderwerp for onderwerp in vast}
    for rij, ronde in rijen:
        waarden: dict[Sleutel, str] = {(KLOPTE, KLOPTE): rij.klopte, (TIJD, TIJD): rij.tijd}
        for vraag in vragen_van(ronde):
            onderwerp = Onderwerp(ONBEGREPEN, vraag.sleutel, vraag.item.tekst, ("ja", "nee"), ("ja",))
            alle[onderwerp.id] = onderwerp
            waarden[onderwerp.id] = "ja" if vraag.merk.sleutel in rij.onbegrepen else "nee"
        standen.append(Teamstand(ronde.bijeenkomst.team_id, 0, ronde.bijeenkomst_id, waarden))
    inhoud = publiceer(standen, [alle[sleutel] for sleutel in sorted(alle)])
    beeld = _maak(kwartaal, BEGELEIDERS + slug, inhoud, None)
    if beeld:
        onthoud((stand.team for stand in standen), kwartaal, Telbeurt.Reeks.BEGELEIDERS)
        # With the earlier ones of these teams: a team counts once.
        geteld = Terugkoppeling.objects.filter(pk__in=[rij.pk for team in teams for rij, _ in team])
        geteld.update(geteld=True, klopte="", tijd="", onbegrepen=[])
    return beeld
