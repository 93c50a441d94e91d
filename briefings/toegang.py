"""Gates: planning and speaking notes are for the team's own people, its leadership, and VIK of the unit."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from briefings.models import Briefingsitem, Campagne, Goedkeuring, Mijlpaal, Pakket, Scherm, Vertoning
from briefings.models.campagnes import MAKERS, ZIEN
from briefings.models.goedkeuring import VRAGERS
from briefings.schema import BriefingsitemInhoud
from vik_portal.media.models import Afbeelding, Video
from vik_portal.organisatie.models import Eenheid, EenheidQuerySet, Rol
from vik_portal.organisatie.toegang import Bezoeker, eenheden_met_rol, heeft_rol, rollen
from vik_portal.redactie.toegang import leesbaar_of_404, mag_schrijven, te_bewerken_of_404

#: Milestones that are a matter of telling people.
TE_VERTELLEN = (Mijlpaal.Soort.SECTORHOOFD, Mijlpaal.Soort.BRIEFERS)
PLANNEN = (Rol.Soort.TEAMCHEF, Rol.Soort.PREVENTIECOORDINATOR)
#: Who sees of each team whether it had its conversation; leadership above the team sees how many did.
GESPREK_ZIEN = (Rol.Soort.TEAMCHEF, Rol.Soort.BRIEFER, Rol.Soort.PREVENTIECOORDINATOR)


def zichtbare_teams(bezoeker: Bezoeker) -> EenheidQuerySet:
    """Teams whose planning the visitor may see."""
    return eenheden_met_rol(bezoeker, *ZIEN).teams().filter(actief=True)


def planbare_teams(bezoeker: Bezoeker) -> EenheidQuerySet:
    """Teams for which the visitor may put an item on a day."""
    return eenheden_met_rol(bezoeker, *PLANNEN).teams().filter(actief=True)


def mag_plannen(bezoeker: Bezoeker, team: Eenheid) -> bool:
    """The same for one team, without a query."""
    return team.actief and heeft_rol(bezoeker, *PLANNEN, eenheid=team)


def campagneteams(bezoeker: Bezoeker) -> EenheidQuerySet:
    """Teams for which the visitor may make a campaign."""
    return eenheden_met_rol(bezoeker, *MAKERS).teams().filter(actief=True)


def maker_eenheden(bezoeker: Bezoeker) -> list[Eenheid]:
    """The eenheden on which the visitor has the role that makes campaigns."""
    return [rol.eenheid for rol in rollen(bezoeker) if rol.soort in MAKERS]


def team_of_404(bezoeker: Bezoeker, pk: int, *, plannen: bool = False) -> Eenheid:
    teams = planbare_teams(bezoeker) if plannen else zichtbare_teams(bezoeker)
    return get_object_or_404(teams, pk=pk)


def item_of_404(slug: str) -> Briefingsitem:
    return leesbaar_of_404(Briefingsitem, slug)


def vertoning_of_404(bezoeker: Bezoeker, pk: int, *, plannen: bool = True) -> Vertoning:
    """A showing of a team that the visitor plans for, or (``plannen=False``) of which they see the planning."""
    teams = planbare_teams(bezoeker) if plannen else zichtbare_teams(bezoeker)
    vertoningen = Vertoning.objects.geldig().select_related("item", "team", "campagne")
    return get_object_or_404(vertoningen.filter(team__in=teams), pk=pk)


def campagne_of_404(bezoeker: Bezoeker, pk: int, *, bewerken: bool = False) -> Campagne:
    """A campaign that the visitor may read, or (``bewerken``) that is theirs to change."""
    alle = Campagne.objects.select_related("eenheid", "eigenaar")
    zichtbaar = alle.bewerkbaar_voor(bezoeker) if bewerken else alle.visible_to(bezoeker)
    return get_object_or_404(zichtbaar, pk=pk)


def concept_of_404(bezoeker: Bezoeker, pk: int) -> Campagne:
    """A campaign of the visitor that has not started."""
    concepten = Campagne.objects.select_related("eenheid").bewerkbaar_voor(bezoeker).filter(status="concept")
    return get_object_or_404(concepten, pk=pk)


def mag_bewerken(bezoeker: Bezoeker, campagne: Campagne) -> bool:
    return heeft_rol(bezoeker, *MAKERS, eenheid=campagne.eenheid)


def mijlpaal_of_404(bezoeker: Bezoeker, pk: int) -> Mijlpaal:
    """A milestone of a running campaign that is the visitor's, or of a campaign that is theirs to change."""
    mijne = Mijlpaal.objects.van(bezoeker).values("pk") if bezoeker.is_authenticated else []  # type: ignore[arg-type]
    bewerkbaar = Campagne.objects.bewerkbaar_voor(bezoeker)
    mijlpalen = Mijlpaal.objects.select_related("campagne").filter(campagne__status=Campagne.Status.LOOPT)
    return get_object_or_404(mijlpalen.filter(Q(pk__in=mijne) | Q(campagne__in=bewerkbaar)), pk=pk)


def te_tonen_of_404(bezoeker: Bezoeker, slug: str, *, concept: bool) -> tuple[Briefingsitem, BriefingsitemInhoud]:
    """An item with what is published of it; with ``concept`` the working copy, for a redacteur.

    A working copy that is not complete raises pydantic's ``ValidationError``.
    """
    if not concept:
        item = item_of_404(slug)
        return item, item.gelezen
    item = te_bewerken_of_404(Briefingsitem, bezoeker, slug=slug)
    return item, BriefingsitemInhoud.model_validate(item.concept)


def _is_gepubliceerd(naam: str, afdruk: str) -> bool:
    """Whether an item that is online names this image or film, as it is published or in a version that once was."""
    nu, toen = (
        Q(**{f"inhoud__media__{naam}": afdruk}),
        Q(**{f"versies__inhoud__media__{naam}": afdruk, "versies__gepubliceerd_op__isnull": False}),
    )
    return Briefingsitem.objects.published().filter(nu | toen).exists()


def beeld_of_404(bezoeker: Bezoeker | None, afdruk: str) -> Afbeelding:
    """An image of an item. Without a visitor: for who holds another key to items (a screen, a link)."""
    if not (bezoeker and mag_schrijven(bezoeker)) and not _is_gepubliceerd("afbeelding", afdruk):
        raise Http404
    return get_object_or_404(Afbeelding, vingerafdruk=afdruk)


def film_of_404(bezoeker: Bezoeker | None, afdruk: str) -> Video:
    """A film of an item; see :func:`beeld_of_404`."""
    if not (bezoeker and mag_schrijven(bezoeker)) and not _is_gepubliceerd("film", afdruk):
        raise Http404
    video = Video.objects.filter(vingerafdruk=afdruk, stand=Video.Stand.KLAAR).first()
    if video is None:
        raise Http404
    return video


def goedkeuring_of_404(bezoeker: Bezoeker, pk: int, *, beslissen: bool = False) -> Goedkeuring:
    """A question to the leadership: they decide, and who asks in that eenheid looks."""
    rijen = Goedkeuring.objects.met_alles()
    rijen = rijen.te_beslissen_door(bezoeker) if beslissen else rijen.visible_to(bezoeker)
    return get_object_or_404(rijen, pk=pk)


def eenheden_om_te_vragen(bezoeker: Bezoeker) -> EenheidQuerySet:
    """The eenheden whose leadership the visitor may ask: what the role covers, or, on a district, the one above it."""
    gedekt = eenheden_met_rol(bezoeker, *VRAGERS)
    boven = {int(pad.split("/")[2]) for pad in gedekt.exclude(soort=Eenheid.Soort.KORPS).values_list("pad", flat=True)}
    return Eenheid.objects.filter(pk__in=boven, soort=Eenheid.Soort.EENHEID, actief=True)


def mag_vertellen(bezoeker: Bezoeker, mijlpaal: Mijlpaal) -> bool:
    """Who makes the campaign, and whose milestone it is (the sectorhoofd tells the own briefers)."""
    return mijlpaal.soort in TE_VERTELLEN and (
        heeft_rol(bezoeker, *MAKERS, eenheid=mijlpaal.campagne.eenheid)
        or heeft_rol(bezoeker, mijlpaal.eigenaar_rol, eenheid=mijlpaal.eenheid)
        or (mijlpaal.eigenaar_id is not None and mijlpaal.eigenaar_id == bezoeker.pk)
    )


def mijlpaal_om_te_vertellen_of_404(bezoeker: Bezoeker, pk: int) -> Mijlpaal:
    rijen = Mijlpaal.objects.select_related("campagne__eenheid", "eenheid", "item__item")
    mijlpaal = get_object_or_404(rijen, pk=pk)
    if not mag_vertellen(bezoeker, mijlpaal):
        raise Http404
    return mijlpaal


def eigen_team_of_404(bezoeker: Bezoeker, pk: int) -> Eenheid:
    """A team of which the visitor is teamchef."""
    return get_object_or_404(eenheden_met_rol(bezoeker, Rol.Soort.TEAMCHEF).teams().filter(actief=True), pk=pk)


#: Who hangs a screen, for what the role covers.
KOPPELEN = (Rol.Soort.TEAMCHEF, Rol.Soort.PREVENTIECOORDINATOR, Rol.Soort.BEHEERDER)
#: Whose briefing it is: what a briefing did is seen by these alone, of their own team.
EIGEN = (Rol.Soort.TEAMCHEF, Rol.Soort.BRIEFER)


def schermteams(bezoeker: Bezoeker) -> EenheidQuerySet:
    """Teams for which the visitor may hang and take away screens."""
    return eenheden_met_rol(bezoeker, *KOPPELEN).teams().filter(actief=True)


def scherm_of_404(bezoeker: Bezoeker, pk: int) -> Scherm:
    schermen = Scherm.objects.gekoppeld().select_related("team").filter(team__in=schermteams(bezoeker))
    return get_object_or_404(schermen, pk=pk)


def briefingteam_of_404(bezoeker: Bezoeker, pk: int) -> Eenheid:
    """A team of which the visitor is teamchef or briefer."""
    return get_object_or_404(eenheden_met_rol(bezoeker, *EIGEN).teams().filter(actief=True), pk=pk)


# --- packages and looking back --------------------------------------------------------------------------

#: Who says for an eenheid that it has a package.
BEVESTIGERS = (Rol.Soort.EENHEIDSLEIDING, Rol.Soort.SECTORHOOFD)


def pakket_eenheden(bezoeker: Bezoeker) -> set[int]:
    """The eenheden of which the visitor may have the packages of campaigns: that they lead, or of which a district."""
    hier = [rol.eenheid for rol in rollen(bezoeker) if rol.soort in (*BEVESTIGERS, *MAKERS)]
    return {int(eenheid.pad.split("/")[2]) for eenheid in hier if eenheid.soort != Eenheid.Soort.KORPS}


def pakket_of_404(bezoeker: Bezoeker, pk: int) -> Pakket:
    """A package of a campaign that the visitor may read, or of a team of which they see the planning.

    It holds the days of every team of its eenheid: for who makes the campaign, and for leadership there.
    """
    teams = zichtbare_teams(bezoeker)
    van_campagne = Q(campagne__in=Campagne.objects.visible_to(bezoeker), eenheid__in=pakket_eenheden(bezoeker))
    van_campagne |= Q(campagne__in=Campagne.objects.bewerkbaar_voor(bezoeker))
    zichtbaar = van_campagne | Q(campagne__isnull=True, eenheid__in=teams)
    rijen = Pakket.objects.select_related("item", "versie", "eenheid", "campagne__eenheid")
    return get_object_or_404(rijen.filter(zichtbaar), pk=pk)


def mag_pakket_maken(bezoeker: Bezoeker, pakket: Pakket) -> bool:
    """Who makes campaigns there; of a team's own item who plans for the team."""
    if pakket.campagne is not None:
        return mag_bewerken(bezoeker, pakket.campagne)
    return mag_plannen(bezoeker, pakket.eenheid)


def mag_bevestigen(bezoeker: Bezoeker, pakket: Pakket) -> Rol | None:
    """The role in which the visitor says that the eenheid has it."""
    if pakket.campagne is None:
        return None
    eigen = (rol for rol in rollen(bezoeker) if rol.soort in BEVESTIGERS and pakket.eenheid.omvat(rol.eenheid))
    return next(eigen, None)


def eigen_team_in_of_404(bezoeker: Bezoeker, campagne: Campagne) -> Eenheid:
    """A team of the campaign of which the visitor is teamchef or briefer."""
    eigen = eenheden_met_rol(bezoeker, Rol.Soort.TEAMCHEF, Rol.Soort.BRIEFER)
    team = campagne.teams.filter(pk__in=eigen).first()
    if team is None:
        raise Http404
    return team
