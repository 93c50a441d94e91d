"""A campaign that is over, for the demo world: its weeks, answers and lines, so that looking back can be tried.

The same one each time, in a few statements: what the portal would have counted in three months is put there at once.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from briefings.models import (
    Briefingsitem,
    Campagne,
    Campagneitem,
    Goedkeuring,
    Mijlpaal,
    Regel,
    Terugblikantwoord,
    Vertoning,
    Weektotaal,
)
from briefings.models.goedkeuring import afdruk_van
from briefings.ritme import maandag_van
from briefings.rooster import STANDAARD
from briefings.services.campagnes import BRIEFERS_VOORAF, TERUGKIJKEN_NA
from briefings.weektotalen import Teamweek, cellen
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol

#: Weeks before this one in which an item hung, on Tuesday and Thursday.
WEKEN = (14, 11, 8)
DAGEN = (1, 3)
REGELS = (
    "We lazen het hardop voor. Dat werkte beter dan samen naar het scherm kijken.",
    "In de nachtdienst past drie minuten niet. Is er ook een kortere vorm?",
    "Bij ons ging het al snel over een ander voorbeeld, en dat was een goed gesprek.",
)
ANTWOORDEN = {
    "effect": {"vaker": 10, "zelfde": 6, "weet_niet": 2},
    "resultaat": {"vaak": 3, "soms": 10, "nee": 4, "weet_niet": 1},
    "behoefte": {"vaker": 3, "zo": 12, "minder": 3},
}


@transaction.atomic
def zet_voorbije_campagne(
    *, items: list[Briefingsitem], district: Eenheid, maker: Gebruiker, leiding: Gebruiker
) -> Campagne:
    """At most three published items in the teams of a district, approved, shown, discussed and closed."""
    teams = list(Eenheid.objects.teams().filter(ouder=district).select_related("ouder"))
    maandagen = [maandag_van(timezone.localdate()) - timedelta(weeks=weken) for weken in WEKEN[: len(items)]]
    dagen = [[maandag + timedelta(days=dag) for dag in DAGEN] for maandag in maandagen]
    campagne = Campagne.objects.create(
        naam="Voorjaar: vertel wat je deed", eenheid=district, van=dagen[0][0], tot=dagen[-1][-1], eigenaar=maker,
        status=Campagne.Status.AFGESLOTEN, gemaakt_op=_om_negen(dagen[0][0] - timedelta(weeks=8)),
        vragen_dicht_op=dagen[-1][-1] + timedelta(days=TERUGKIJKEN_NA),
    )  # fmt: skip
    campagne.teams.set(teams)
    delen = Campagneitem.objects.bulk_create(
        Campagneitem(campagne=campagne, item=item, volgorde=nummer, dagen=hier)
        for nummer, (item, hier) in enumerate(zip(items, dagen, strict=True), 1)
    )
    Vertoning.objects.bulk_create(
        Vertoning(item=deel.item, team=team, dag=dag, campagne=campagne, gezet_door=maker, gemeld_dag=dag)
        for deel in delen
        for dag in deel.dagen
        for team in teams
    )
    _keur_goed(delen, district, maker, leiding)
    _zet_mijlpalen(campagne, delen, district)
    _tel(campagne, maandagen, teams)
    _zet_antwoorden_en_regels(campagne, delen, district)
    return campagne


def _om_negen(dag: date) -> datetime:
    return timezone.make_aware(datetime(dag.year, dag.month, dag.day, 9))


def _keur_goed(delen: list[Campagneitem], district: Eenheid, maker: Gebruiker, leiding: Gebruiker) -> None:
    for deel in delen:
        versie = deel.item.versies.get(nummer=deel.item.versienummer)
        vooraf = deel.dagen[0] - timedelta(days=14)
        Goedkeuring.objects.create(
            item=deel.item, versie=versie, eenheid=district.ouder, afdruk=afdruk_van(versie.inhoud),
            status=Goedkeuring.Status.GOEDGEKEURD, gevraagd_door=maker, uiterlijk=vooraf,
            gevraagd_op=_om_negen(vooraf - timedelta(days=7)), besluit_op=_om_negen(vooraf), besluit_door=leiding,
        )  # fmt: skip


def _zet_mijlpalen(campagne: Campagne, delen: list[Campagneitem], district: Eenheid) -> None:
    soort, maker = Mijlpaal.Soort, Rol.Soort.PREVENTIECOORDINATOR
    plan = [(soort.EVALUEREN, None, delen[-1].dagen[-1] + timedelta(days=TERUGKIJKEN_NA), maker)]
    for deel in delen:
        eerste = deel.dagen[0]
        plan += [
            (soort.SECTORHOOFD, deel, eerste - timedelta(days=28), maker),
            (soort.BRIEFERS, deel, eerste - timedelta(days=BRIEFERS_VOORAF), Rol.Soort.SECTORHOOFD),
            (soort.VERTONEN, deel, eerste, Rol.Soort.BRIEFER),
        ]
    Mijlpaal.objects.bulk_create(
        Mijlpaal(
            campagne=campagne, item=item, soort=wat, datum=dag, eenheid=district, eigenaar_rol=rol,
            gereed_op=None if wat == soort.VERTONEN else _om_negen(dag),
        )
        for wat, item, dag, rol in plan
    )  # fmt: skip


def _tel(campagne: Campagne, maandagen: list[date], teams: list[Eenheid]) -> None:
    """The weeks as they would have been counted, with marks by dice that always fall the same way."""
    dobbel, gepland = Random(2), len(DAGEN) * len(STANDAARD)  # noqa: S311 - nothing secret
    rijen = []
    for week in maandagen:
        teamweken = []
        for team in teams:
            besproken = dobbel.randint(3, gepland - 1)
            niet = dobbel.randint(0, gepland - besproken)
            vertoond = dobbel.randint(gepland - 2, gepland)
            plek = team.ouder_id or 0
            teamweken.append(Teamweek(team.pk, plek, int(team.pad.split("/")[2]), gepland, vertoond, besproken, niet))
        rijen += [
            Weektotaal(
                campagne=campagne, plek_id=cel.plek, week=week, teams=cel.teams, gepland=cel.gepland,
                vertoond=cel.vertoond, besproken=cel.besproken, niet_toegekomen=cel.niet,
            )
            for cel in cellen(teamweken)
        ]  # fmt: skip
    Weektotaal.objects.bulk_create(rijen)


def _zet_antwoorden_en_regels(campagne: Campagne, delen: list[Campagneitem], district: Eenheid) -> None:
    eenheid = district.ouder
    assert eenheid
    Terugblikantwoord.objects.bulk_create(
        Terugblikantwoord(campagne=campagne, eenheid=eenheid, vraag=vraag, antwoord=antwoord, aantal=aantal)
        for vraag, antwoorden in ANTWOORDEN.items()
        for antwoord, aantal in antwoorden.items()
    )
    Regel.objects.bulk_create(
        Regel(eenheid=eenheid, thema=deel.item.inhoud["themas"][0], tekst=tekst, week=maandag_van(deel.dagen[0]))
        for deel, tekst in zip(delen, REGELS, strict=False)
    )
