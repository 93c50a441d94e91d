"""Making an item of a text elsewhere in the portal, and taking over what changed there."""

from __future__ import annotations

from django.db import transaction

from briefings.bron import OVERGENOMEN, begin_van
from briefings.models import Briefingsitem
from vik_portal.organisatie.models import Gebruiker
from vik_portal.redactie import services
from vik_portal.register import Itembron, register

WEG = "Deze tekst staat niet meer online. Kies een andere."


@transaction.atomic
def maak_item(*, soort: str, slug: str, door: Gebruiker) -> Briefingsitem:
    """A concept at the desk that begins with what of the text fits. Raises ``RedactieFout`` when it is not online."""
    stuk = register.een(Itembron, soort).een(slug)
    if stuk is None:
        raise services.RedactieFout(WEG)
    item = services.begin(model=Briefingsitem, titel=stuk.titel, door=door)
    inhoud = {**item.concept, **begin_van(soort, stuk).velden}
    return services.bewaar_concept(stuk=item, inhoud=inhoud, door=door, conceptnummer=item.conceptnummer)


@transaction.atomic
def neem_over(*, item: Briefingsitem, door: Gebruiker) -> Briefingsitem:
    """The newest text of its source in the working copy; what was written for the item itself stays.

    What is published, approved or on a screen does not change: a second person publishes it, and leadership approves it
    again. Raises ``RedactieFout``.
    """
    item.refresh_from_db()
    soort, _, rest = item.concept.get("bron", "").partition(":")
    bron = next((bron for bron in register.alle(Itembron) if bron.sleutel == soort), None)
    stuk = bron.een(rest.partition(":")[0]) if bron else None
    if stuk is None:
        raise services.RedactieFout("De tekst waar dit item van is gemaakt, staat niet meer online.")
    nieuw = begin_van(soort, stuk).velden
    inhoud = {**item.concept, **{naam: nieuw[naam] for naam in OVERGENOMEN}}
    return services.bewaar_concept(stuk=item, inhoud=inhoud, door=door, conceptnummer=item.conceptnummer)
