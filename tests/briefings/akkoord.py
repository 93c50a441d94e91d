"""Short ways to a question, an answer and a newer version."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from briefings.models import Briefingsitem, Goedkeuring, Vertoning
from briefings.services import goedkeuren
from tests.cast import Cast
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol
from vik_portal.redactie import services


def over(dagen: int) -> date:
    return timezone.localdate() + timedelta(days=dagen)


def vraag(cast: Cast, item: Briefingsitem, *eenheden: Eenheid, uiterlijk: date | None = None) -> Goedkeuring:
    """Anouk asks Hanna, unless somebody else is named."""
    nodig = list(eenheden) or [cast.eenheid]
    return goedkeuren.vraag(item=item, eenheden=nodig, door=cast.anouk, uiterlijk=uiterlijk or over(5)).nieuw[0]


def akkoord(cast: Cast, item: Briefingsitem) -> Goedkeuring:
    """Asked, and Hanna says yes."""
    vraag_ = vraag(cast, item)
    goedkeuren.beslis(goedkeuring=vraag_, door=cast.hanna, akkoord=True)
    vraag_.refresh_from_db()
    return vraag_


def nieuwe_versie(item: Briefingsitem, cast: Cast, leerpunt: str = "Een ander leerpunt dan eerst.") -> Briefingsitem:
    """Somebody changes the item, another publishes it."""
    vers = Briefingsitem.objects.get(pk=item.pk)
    inhoud = vers.concept | {"leerpunt": leerpunt}
    services.bewaar_concept(stuk=vers, inhoud=inhoud, door=cast.esra, conceptnummer=vers.conceptnummer)
    vers = services.dien_in(stuk=vers, door=cast.esra)
    return services.publiceer(stuk=vers, door=cast.finn)


def leiding(eenheid: Eenheid, naam: str = "Wout") -> Gebruiker:
    """Another leader, of this eenheid."""
    wie = Gebruiker.objects.create_user(f"{naam.lower()}@politie.example", naam=naam)
    Rol.objects.create(gebruiker=wie, eenheid=eenheid, soort=Rol.Soort.EENHEIDSLEIDING)
    return wie


def vers(vertoning: Vertoning) -> Vertoning:
    return Vertoning.objects.select_related("item", "team").get(pk=vertoning.pk)
