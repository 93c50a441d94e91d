"""Making a campaign step by step, starting it, and what may change while it runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from briefings.models import Briefingsitem, Campagne, Campagneitem, Mijlpaal, Teamgesprek, Vertoning
from briefings.ritme import maanden_later, standaardritme
from briefings.services.grenzen import meet, neem_campagnes
from briefings.services.plannen import PlanFout, keur_dag, neem_beurt
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol

Soort = Mijlpaal.Soort
#: Days before the first showing on which sectorhoofden tell their briefers, and days after the last for looking back.
BRIEFERS_VOORAF, TERUGKIJKEN_NA = 14, 14


class Voorstel(NamedTuple):
    """A milestone that is not kept yet."""

    soort: str
    item: Campagneitem | None
    datum: date
    eenheid: Eenheid
    rol: str

    @property
    def label(self) -> str:
        return Soort(self.soort).label


def _keur_concept(campagne: Campagne) -> Campagne:
    """The campaign, locked; raises PlanFout when it has started."""
    vers = Campagne.objects.select_for_update(of=("self",)).get(pk=campagne.pk)
    if not vers.is_concept:
        raise PlanFout("Deze campagne is al gestart. Verplaats een dag op de pagina van de campagne.")
    return vers


@transaction.atomic
def begin(
    *, naam: str, items: list[Briefingsitem], gesprek_gevraagd: bool, eenheid: Eenheid, door: Gebruiker
) -> Campagne:
    """A draft with its items in order, for the eenheid of who makes it."""
    campagne = Campagne.objects.create(naam=naam, eenheid=eenheid, eigenaar=door, gesprek_gevraagd=gesprek_gevraagd)
    kies_items(campagne=campagne, naam=naam, items=items, gesprek_gevraagd=gesprek_gevraagd)
    return campagne


@transaction.atomic
def kies_items(*, campagne: Campagne, naam: str, items: list[Briefingsitem], gesprek_gevraagd: bool) -> None:
    """What is shown, in this order. An item that stays keeps its days."""
    _keur_concept(campagne)
    Campagne.objects.filter(pk=campagne.pk).update(naam=naam, gesprek_gevraagd=gesprek_gevraagd)
    er_zijn = {deel.item_id: deel for deel in campagne.campagneitems.all()}
    campagne.campagneitems.exclude(item__in=items).delete()
    for nummer, item in enumerate(items, 1):
        deel = er_zijn.get(item.pk) or Campagneitem(campagne=campagne, item=item)
        deel.volgorde = nummer
        deel.save()
    meet(campagne)


@transaction.atomic
def kies_teams(*, campagne: Campagne, teams: list[Eenheid], binnen: Iterable[Eenheid]) -> None:
    """Where it is shown. ``binnen`` are the eenheden for which the maker plans: one of them must cover all teams."""
    _keur_concept(campagne)
    paden = [team.ouder.pad.strip("/").split("/") for team in teams if team.ouder]
    gedeeld = []
    for laag in zip(*paden, strict=False):
        if len(set(laag)) > 1:
            break
        gedeeld.append(laag[0])
    boven = Eenheid.objects.filter(pk=gedeeld[-1]).first() if gedeeld else None
    if boven is None or not any(eenheid.omvat(boven) for eenheid in binnen):
        raise PlanFout("Kies teams uit één eenheid of district waarvoor jij plant. Maak voor de andere een tweede.")
    campagne.teams.set(teams)
    Campagne.objects.filter(pk=campagne.pk).update(eenheid=boven)


@transaction.atomic
def kies_dagen(*, campagne: Campagne, dagen: dict[int, list[date]]) -> None:
    """The days of each item, by its key in the campaign. A team's own detour from a day that stays is kept."""
    _keur_concept(campagne)
    for dag in {dag for rij in dagen.values() for dag in rij}:
        keur_dag(dag)
    for deel in campagne.campagneitems.all():
        deel.dagen = sorted(set(dagen.get(deel.pk, [])))
        blijft = {dag.isoformat() for dag in deel.dagen}
        deel.uitwijk = {sleutel: naar for sleutel, naar in deel.uitwijk.items() if sleutel.split(":")[1] in blijft}
        deel.save(update_fields=["dagen", "uitwijk"])
    meet(campagne)


def volg_ritme(*, campagne: Campagne, begin: date) -> None:
    """The default rhythm for all its items."""
    delen = list(campagne.campagneitems.all())
    reeksen = standaardritme(begin, len(delen))
    kies_dagen(campagne=campagne, dagen={deel.pk: rij for deel, rij in zip(delen, reeksen, strict=True)})


@transaction.atomic
def wijk_uit(*, campagne: Campagne, deel: Campagneitem, gekozen: date, naar: date, teams: list[Eenheid]) -> None:
    """Another day instead of a chosen one, for these teams; for all of them when they are all."""
    _keur_concept(campagne)
    keur_dag(naar)
    deel.refresh_from_db()
    if gekozen not in deel.dagen:
        raise PlanFout("Die dag staat niet meer in de campagne. Kijk nog eens naar de dagen.")
    if len(teams) == campagne.teams.count():
        deel.dagen = sorted({naar, *deel.dagen} - {gekozen})
        weg = f":{gekozen.isoformat()}"
        deel.uitwijk = {sleutel: dag for sleutel, dag in deel.uitwijk.items() if not sleutel.endswith(weg)}
    else:
        deel.uitwijk |= {f"{team.pk}:{gekozen.isoformat()}": naar.isoformat() for team in teams}
    deel.save(update_fields=["dagen", "uitwijk"])
    meet(campagne)


def stel_mijlpalen_voor(campagne: Campagne) -> list[Voorstel]:
    """What has to be done, by day: recording three months ahead, ready two, telling one; and looking back after it all.

    A published item was recorded and is ready, so those days are not asked for when they lie behind us. Telling people
    can still be done: a day that lies behind us becomes today.
    """
    vandaag, rol = timezone.localdate(), Rol.Soort
    districten = {team.ouder for team in campagne.teams.select_related("ouder") if team.ouder}
    delen = [deel for deel in campagne.campagneitems.select_related("item") if deel.dagen]
    eenheid, maker = campagne.eenheid, rol.PREVENTIECOORDINATOR
    lijst: list[Voorstel] = []
    for deel in delen:
        eerste = min(deel.dagen)
        vooraf = [(Soort.OPNAME, maanden_later(eerste, -3)), (Soort.GEREED, maanden_later(eerste, -2))]
        lijst += [Voorstel(soort, deel, dag, eenheid, maker) for soort, dag in vooraf if dag >= vandaag]
        vertel = max(vandaag, maanden_later(eerste, -1))
        lijst.append(Voorstel(Soort.SECTORHOOFD, deel, vertel, eenheid, maker))
        vertel = max(vandaag, eerste - timedelta(days=BRIEFERS_VOORAF))
        for district in sorted(districten, key=lambda plek: plek.naam):
            wie = rol.SECTORHOOFD if district.soort == Eenheid.Soort.DISTRICT else rol.EENHEIDSLEIDING
            lijst.append(Voorstel(Soort.BRIEFERS, deel, vertel, district, wie))
        lijst.append(Voorstel(Soort.VERTONEN, deel, eerste, eenheid, rol.BRIEFER))
    if delen:
        laatste = max(dag for deel in delen for dag in deel.dagen)
        lijst.append(Voorstel(Soort.EVALUEREN, None, laatste + timedelta(days=TERUGKIJKEN_NA), eenheid, maker))
    return sorted(lijst, key=lambda voorstel: voorstel.datum)


class Gestart(NamedTuple):
    """How many showings were made, and how many were left out because the item stood there already."""

    vertoningen: int
    overgeslagen: int


def _keur_start(campagne: Campagne, delen: list[Campagneitem], teams: list[Eenheid]) -> None:
    if not teams:
        raise PlanFout("Er zijn nog geen teams gekozen. Kies bij stap 2 waar het komt.")
    if zonder := [deel.item.titel for deel in delen if not deel.dagen]:
        raise PlanFout(f"‘{zonder[0]}’ heeft nog geen dag. Kies bij stap 3 wanneer het komt.")
    if weg := [deel.item.titel for deel in delen if not deel.item.online]:
        raise PlanFout(f"‘{weg[0]}’ is niet meer gepubliceerd. Kies bij stap 1 een ander item.")
    for deel in delen:
        for team in teams:
            for dag in deel.dagen:
                keur_dag(deel.dag_voor(team, dag))


@transaction.atomic
def start(*, campagne: Campagne, mijlpalen: list[Mijlpaal], door: Gebruiker) -> Gestart:
    """Makes all showings and milestones, once; from then on each showing is its own."""
    campagne = _keur_concept(campagne)
    delen = list(campagne.campagneitems.select_related("item"))
    teams = list(campagne.teams.filter(actief=True))
    _keur_start(campagne, delen, teams)
    neem_beurt(teams)
    rijen = {
        (team.pk, deel.dag_voor(team, dag), deel.item_id) for deel in delen for dag in deel.dagen for team in teams
    }
    er_staat = Vertoning.objects.geldig().filter(team__in=teams, dag__in={dag for _, dag, _ in rijen})
    bezet = set(er_staat.values_list("team_id", "dag", "item_id"))
    laatste: dict[tuple[int, date], int] = {}
    for team, dag, hoogste in er_staat.order_by().values_list("team_id", "dag").annotate(Max("volgorde")):
        laatste[team, dag] = hoogste
    volgorde = {deel.item_id: deel.volgorde for deel in delen}
    nieuw = []
    for team, dag, item in sorted(rijen - bezet, key=lambda rij: (rij[0], rij[1], volgorde[rij[2]])):
        laatste[team, dag] = laatste.get((team, dag), 0) + 1
        nieuw.append(
            Vertoning(
                team_id=team, dag=dag, item_id=item, volgorde=laatste[team, dag], campagne=campagne, gezet_door=door
            )
        )
    if not nieuw:
        raise PlanFout("Alles staat al op deze dagen. Kies bij stap 3 andere dagen.")
    Vertoning.objects.bulk_create(nieuw)
    Mijlpaal.objects.bulk_create(mijlpalen)
    campagne.status = Campagne.Status.LOOPT
    campagne.save(update_fields=["status"])
    meet(campagne)
    return Gestart(len(nieuw), len(rijen) - len(nieuw))


def _komende(campagne: Campagne, item: Briefingsitem, dag: date, teams: Iterable[Eenheid]) -> list[Vertoning]:
    """The showings of an item on a day, with the turn of the campaign and then of the teams taken."""
    if not all(vers.loopt for vers in neem_campagnes([campagne.pk])):
        raise PlanFout("Deze campagne loopt niet. Er valt niets te verplaatsen.")
    if dag < timezone.localdate():
        raise PlanFout("Die dag is voorbij en blijft staan zoals hij was.")
    teams = list(teams)
    neem_beurt(teams)
    rijen = list(
        campagne.vertoningen.filter(item=item, dag=dag, team__in=teams, vervallen=False).select_related("team")
    )
    if not rijen:
        raise PlanFout("Bij deze teams staat het item niet meer op die dag. Kijk nog eens naar de dagen.")
    return rijen


@transaction.atomic
def verplaats_dag(*, campagne: Campagne, item: Briefingsitem, dag: date, naar: date, teams: Iterable[Eenheid]) -> int:
    """Moves an item of a campaign from one day to another for these teams; how many moved."""
    keur_dag(naar)
    rijen = _komende(campagne, item, dag, teams)
    op_de_dag = Vertoning.objects.geldig().filter(team__in=[rij.team_id for rij in rijen], dag=naar)
    if dubbel := op_de_dag.filter(item=item).select_related("team").first():
        raise PlanFout(f"Bij {dubbel.team} staat dit item al op die dag. Kies een andere dag, of laat dat team weg.")
    laatste = dict(op_de_dag.order_by().values_list("team_id").annotate(Max("volgorde")))
    for rij in rijen:
        rij.dag, rij.volgorde, rij.volgnummer = naar, laatste.get(rij.team_id, 0) + 1, rij.volgnummer + 1
    Vertoning.objects.bulk_update(rijen, ["dag", "volgorde", "volgnummer"])
    meet(campagne)
    return len(rijen)


@transaction.atomic
def laat_vervallen(*, campagne: Campagne, item: Briefingsitem, dag: date, teams: Iterable[Eenheid]) -> int:
    """Cancels an item of a campaign on a day for these teams; how many were cancelled."""
    rijen = _komende(campagne, item, dag, teams)
    for rij in rijen:
        rij.vervallen, rij.volgnummer = True, rij.volgnummer + 1
    Vertoning.objects.bulk_update(rijen, ["vervallen", "volgnummer"])
    meet(campagne)
    return len(rijen)


@transaction.atomic
def annuleer(*, campagne: Campagne) -> int:
    """Stops a campaign: a draft disappears, of one that runs the days to come are cancelled; how many those were."""
    vers = Campagne.objects.select_for_update(of=("self",)).get(pk=campagne.pk)
    if vers.is_concept:
        vers.delete()
        return 0
    neem_beurt(vers.teams.all())
    komend = list(vers.vertoningen.filter(vervallen=False, dag__gte=timezone.localdate()))
    for rij in komend:
        rij.vervallen, rij.volgnummer = True, rij.volgnummer + 1
    Vertoning.objects.bulk_update(komend, ["vervallen", "volgnummer"])
    vers.status = Campagne.Status.GEANNULEERD
    vers.vragen_dicht_op = vers.vragen_dicht_op or timezone.localdate()
    vers.save(update_fields=["status", "vragen_dicht_op"])
    return len(komend)


@transaction.atomic
def rond_af(*, campagne: Campagne) -> None:
    """The days are over and it was looked back upon."""
    [vers] = neem_campagnes([campagne.pk])
    vandaag = timezone.localdate()
    if not vers.loopt or (vers.tot and vers.tot >= vandaag):
        raise PlanFout("De campagne is nog niet voorbij. Rond die af na de laatste dag.")
    vers.status = Campagne.Status.AFGESLOTEN
    vers.vragen_dicht_op = vers.vragen_dicht_op or vandaag
    vers.save(update_fields=["status", "vragen_dicht_op"])


def zet_mijlpaal(*, mijlpaal: Mijlpaal, gereed: bool | None = None, datum: date | None = None) -> None:
    """Ticks off or opens again, or moves the day."""
    if gereed is not None:
        mijlpaal.gereed_op = timezone.now() if gereed else None
    if datum is not None:
        mijlpaal.datum = datum
    mijlpaal.save(update_fields=["gereed_op", "datum"])


def noteer_gesprek(*, campagne: Campagne, team: Eenheid, gevoerd: bool) -> None:
    """The team had the conversation, or did not after all."""
    if gevoerd:
        Teamgesprek.objects.get_or_create(campagne=campagne, team=team)
    else:
        Teamgesprek.objects.filter(campagne=campagne, team=team).delete()
