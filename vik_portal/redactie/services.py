"""The verbs of the editorial desk. Rules run before writes; every verb is one transaction.

Errors are :class:`RedactieFout` with one Dutch sentence for the user; nothing has changed then.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar, cast

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from pydantic import ValidationError

from vik_portal.organisatie.models import Gebruiker
from vik_portal.redactie.models import HERZIEN_NA, Publicatie, Status, Versie
from vik_portal.redactie.signalen import gepubliceerd
from vik_portal.redactie.velden import STRENG
from vik_portal.redactie.weergaven import vergeet_weergaven
from vik_portal.zoeken.services import werk_bron_bij


class RedactieFout(Exception):
    """A rule of the desk says no; the message is one sentence that says what to do."""


P = TypeVar("P", bound=Publicatie)


def _slot(stuk: P) -> P:
    """The same object, locked until the transaction ends, so that two editors take turns."""
    return cast(P, type(stuk)._default_manager.select_for_update(of=("self",)).get(pk=stuk.pk))


def _controleer(stuk: Publicatie, inhoud: dict[str, Any]) -> dict[str, Any]:
    """The content in its canonical form; incomplete content raises :class:`RedactieFout` naming the field."""
    try:
        return stuk.inhoud_model.model_validate(inhoud, context=STRENG).model_dump(mode="json")
    except ValidationError as fout:
        waar = " › ".join(str(deel) for deel in fout.errors()[0]["loc"])
        raise RedactieFout(f"Het veld ‘{waar}’ is nog niet goed ingevuld. Vul het aan en bewaar opnieuw.") from fout


def _nieuwe_versie(stuk: Publicatie, *, door: Gebruiker | None, toelichting: str) -> Versie:
    laatste = stuk.versies.first()
    return Versie.objects.create(
        stuk=stuk,
        nummer=(laatste.nummer if laatste else 0) + 1,
        inhoud=stuk.concept,
        gemaakt_door=door,
        geleverd=door is None,
        toelichting=toelichting,
    )


@transaction.atomic
def bewaar_concept(
    *, stuk: P, inhoud: dict[str, Any], door: Gebruiker, conceptnummer: int, titel: str | None = None
) -> P:
    """Saves the working copy. ``conceptnummer`` is the number the writer started from.

    Raises :class:`RedactieFout` when somebody else is at it or saved in between; the caller keeps the words on
    screen. When nothing changed, nothing is written: what was handed in stays handed in.
    """
    vers = _slot(stuk)
    if ander := vers.bezig(behalve=door):
        raise RedactieFout(
            f"{ander.naam} is hiermee bezig sinds {timezone.localtime(vers.bezig_sinds):%H:%M}. "
            "Jouw tekst staat hieronder nog, en is niet bewaard."
        )
    if vers.concept == inhoud:
        return vers
    if vers.conceptnummer != conceptnummer:
        # Who had it open last is not always who saved last: after oneself only that it changed is sure.
        ander = vers.bezig_door if vers.bezig_door_id != door.pk else None
        wat = f"{ander.naam} heeft dit intussen gewijzigd." if ander else "Deze tekst is intussen gewijzigd."
        raise RedactieFout(f"{wat} Jouw tekst staat hieronder nog. Vergelijk hem met wat er nu staat.")
    _leg_weg(vers)
    vers.concept = inhoud
    vers.conceptnummer += 1
    if titel and not vers.versienummer:
        vers.titel = titel
    if vers.online and not vers.heeft_wijziging:
        # The words of before again: nothing waits any more, and no reason of a reader is of now.
        vers.status, vers.terug_reden, vers.ingediend_door = _stand_op_de_dag(vers.herzien_op), "", None
    elif vers.status != Status.CONCEPT:
        # An edit voids what was handed in; what readers see stays as it is.
        vers.status = Status.CONCEPT
        vers.ingediend_door = None
    _zet_bezig(vers, door)
    vers.save()
    return vers


def _leg_weg(stuk: Publicatie) -> None:
    """A withdrawn text that is taken up again starts as if it was never online.

    Its state leaves ``INGETROKKEN`` then, and readers must not get the old words back by that.
    """
    if stuk.status == Status.INGETROKKEN:
        stuk.versienummer, stuk.inhoud, stuk.weergave = 0, None, ""
        stuk.gepubliceerd_op = stuk.gecontroleerd_op = None
        stuk.terug_reden = ""


def _stand_op_de_dag(herzien_op: date | None) -> Status:
    """Of a text that is online and unchanged: whether its review day has come."""
    return Status.TE_HERZIEN if herzien_op and herzien_op <= timezone.localdate() else Status.GEPUBLICEERD


def _zet_bezig(stuk: Publicatie, door: Gebruiker) -> None:
    if stuk.bezig_door_id != door.pk or stuk.bezig_sinds is None:
        stuk.bezig_sinds = timezone.now()
    stuk.bezig_door, stuk.bezig_gezien = door, timezone.now()


@transaction.atomic
def begin(*, model: type[P], titel: str, door: Gebruiker) -> P:
    """A new, empty text of this kind, owned by the one who starts it."""
    basis = slugify(titel)[:70].strip("-") or model.soortnaam.lower()
    slug, nummer = basis, 1
    while model._default_manager.filter(slug=slug).exists():
        nummer += 1
        slug = f"{basis}-{nummer}"
    nieuw = model._default_manager.create(slug=slug, titel=titel, eigenaar=door, concept={"titel": titel})
    return cast(P, nieuw)


@transaction.atomic
def meld_bezig(*, stuk: P, door: Gebruiker, overnemen: bool = False) -> P:
    """Marks that somebody has this open in the editor; while another is still at it only with ``overnemen``."""
    vers = _slot(stuk)
    if vers.bezig(behalve=door) and not overnemen:
        return vers
    _zet_bezig(vers, door)
    vers.save(update_fields=["bezig_door", "bezig_sinds", "bezig_gezien"])
    return vers


@transaction.atomic
def dien_in(*, stuk: P, door: Gebruiker, toelichting: str = "", conceptnummer: int | None = None) -> P:
    """Freezes the working copy as a version and asks a second person to look.

    ``conceptnummer``: what the writer saw when handing in; words that came after it are not handed in unseen.
    """
    vers = _slot(stuk)
    if conceptnummer is not None and vers.conceptnummer != conceptnummer:
        raise RedactieFout("De tekst is intussen gewijzigd. Lees hem nog eens en dien hem dan in.")
    if vers.status == Status.TER_BEOORDELING:
        raise RedactieFout("Deze tekst ligt al bij een ander ter beoordeling.")
    if vers.online and not vers.heeft_wijziging:
        raise RedactieFout("Er is niets veranderd. Pas de tekst eerst aan.")
    _leg_weg(vers)
    vers.concept = _controleer(vers, vers.concept)
    _nieuwe_versie(vers, door=door, toelichting=toelichting)
    vers.status, vers.ingediend_door, vers.terug_reden = Status.TER_BEOORDELING, door, ""
    vers.bezig_door = vers.bezig_sinds = vers.bezig_gezien = None
    vers.save()
    return vers


@transaction.atomic
def geef_terug(*, stuk: P, door: Gebruiker, reden: str) -> P:
    """Back to the writer, with the reason."""
    vers = _slot(stuk)
    if vers.status != Status.TER_BEOORDELING:
        raise RedactieFout("Deze tekst ligt niet meer ter beoordeling.")
    if not reden.strip():
        raise RedactieFout("Schrijf op wat er beter moet. Zonder reden kan de schrijver niet verder.")
    vers.status, vers.terug_reden = Status.CONCEPT, reden.strip()
    vers.save(update_fields=["status", "terug_reden"])
    return vers


@transaction.atomic
def publiceer(*, stuk: P, door: Gebruiker, herzien_op: date | None = None, versie: int | None = None) -> P:
    """Makes the handed-in version what readers see. The one who handed it in cannot do this.

    ``versie``: the number that was looked at; a newer one is not published unseen.
    """
    vers = _slot(stuk)
    if vers.status != Status.TER_BEOORDELING:
        raise RedactieFout("Deze tekst ligt niet ter beoordeling. Dien hem eerst in.")
    if vers.ingediend_door_id == door.pk:
        raise RedactieFout("Je hebt deze tekst zelf ingediend. Vraag een collega om te publiceren.")
    ingediend = ingediende_versie(vers)
    if ingediend is None or (versie is not None and ingediend.nummer != versie):
        raise RedactieFout("De tekst is intussen opnieuw ingediend. Bekijk eerst de nieuwe versie.")
    ingediend.gepubliceerd_op, ingediend.gepubliceerd_door = timezone.now(), door
    ingediend.save(update_fields=["gepubliceerd_op", "gepubliceerd_door"])
    _zet_online(vers, ingediend, herzien_op)
    _vertel(vers)
    return vers


def ingediende_versie(stuk: Publicatie) -> Versie | None:
    """The version that waits for a second person. Loading may have kept a newer one, which nobody handed in."""
    if stuk.status != Status.TER_BEOORDELING:
        return None
    return stuk.versies.filter(inhoud=stuk.concept, gemaakt_door=stuk.ingediend_door_id).first()


@transaction.atomic
def bevestig(*, stuk: P, herzien_op: date | None = None) -> P:
    """Looked at on its review day and still right: no word changes, so no second person is needed."""
    vers = _slot(stuk)
    if not vers.online or vers.status == Status.TER_BEOORDELING or vers.heeft_wijziging:
        raise RedactieFout("Er staat een wijziging klaar. Dien die in, dan kijkt een ander mee.")
    vers.status, vers.gecontroleerd_op = Status.GEPUBLICEERD, timezone.localdate()
    vers.herzien_op = herzien_op or timezone.localdate() + HERZIEN_NA
    vers.terug_reden, vers.ingediend_door = "", None
    vers.weergave = render(vers)
    velden = ["status", "gecontroleerd_op", "herzien_op", "terug_reden", "ingediend_door", "weergave"]
    vers.save(update_fields=velden)
    return vers


@transaction.atomic
def zet_beheer(*, stuk: P, eigenaar: Gebruiker | None, herzien_op: date | None) -> P:
    """Whose text it is and when it is looked at again; the state follows the day."""
    vers = _slot(stuk)
    vers.eigenaar, vers.herzien_op = eigenaar, herzien_op
    if vers.status in (Status.GEPUBLICEERD, Status.TE_HERZIEN):
        vers.status = _stand_op_de_dag(herzien_op)
    vers.save(update_fields=["eigenaar", "herzien_op", "status"])
    return vers


@transaction.atomic
def neem_op_je(*, stuk: P, door: Gebruiker) -> P:
    """A text of nobody gets an owner. Raises :class:`RedactieFout` when somebody was first."""
    vers = _slot(stuk)
    if vers.eigenaar and vers.eigenaar != door:
        raise RedactieFout(f"‘{vers.titel}’ is intussen van {vers.eigenaar.naam}.")
    vers.eigenaar = door
    vers.save(update_fields=["eigenaar"])
    return vers


@transaction.atomic
def draag_over(*, stukken: Sequence[Publicatie], van: Gebruiker, naar: Gebruiker) -> int:
    """Gives texts to another owner; returns how many. What meanwhile belongs to somebody else stays there."""
    aantal = 0
    for model in {type(stuk) for stuk in stukken}:
        pks = [stuk.pk for stuk in stukken if type(stuk) is model]
        aantal += model._default_manager.filter(pk__in=pks, eigenaar=van).update(eigenaar=naar)
    return aantal


def zet_te_herzien(model: type[Publicatie]) -> int:
    """Published texts of this kind whose review day has come are to be looked at again; returns how many."""
    klaar = model._default_manager.due().filter(status=Status.GEPUBLICEERD)  # type: ignore[attr-defined]
    return klaar.update(status=Status.TE_HERZIEN)


@transaction.atomic
def laad(*, stuk: P, inhoud: dict[str, Any], toelichting: str) -> P:
    """Publishes content that comes with the project itself (``inhoud/`` folders), reviewed there.

    Leaves alone what people of the portal have changed: then the loaded text is only kept as a version.
    Tells nobody: ``laad_inhoud`` brings search and all pages up to date once, after the last text.
    """
    inhoud = _controleer(stuk, inhoud)
    if not stuk.pk:
        stuk.titel = inhoud["titel"]
        stuk.save()
    vers = _slot(stuk)
    laatste_geladen = vers.versies.filter(geleverd=True).first()
    if laatste_geladen and laatste_geladen.inhoud == inhoud:
        return vers
    door_mensen = (
        vers.status == Status.INGETROKKEN
        or vers.versies.filter(geleverd=False).exists()
        # Begun at the desk under the name of a file that came later.
        or (laatste_geladen is None and vers.eigenaar_id is not None)
        or (laatste_geladen is not None and vers.concept != laatste_geladen.inhoud)
    )
    bewaard = vers.concept
    vers.concept = inhoud
    versie = _nieuwe_versie(vers, door=None, toelichting=toelichting)
    if door_mensen:
        vers.concept = bewaard
        return vers
    versie.gepubliceerd_op = timezone.now()
    versie.save(update_fields=["gepubliceerd_op"])
    return _zet_online(vers, versie, None)


@transaction.atomic
def herstel(*, stuk: P, versie: Versie, door: Gebruiker) -> P:
    """Puts an earlier version back as the working copy; it still has to be handed in and published."""
    vers = _slot(stuk)
    return bewaar_concept(stuk=vers, inhoud=versie.inhoud, door=door, conceptnummer=vers.conceptnummer)


@transaction.atomic
def trek_in(*, stuk: P, door: Gebruiker, reden: str) -> P:
    """Takes a text offline. Its address then says so."""
    vers = _slot(stuk)
    if not reden.strip():
        raise RedactieFout("Schrijf op waarom de tekst weg moet.")
    if not vers.online:
        raise RedactieFout("Deze tekst staat niet online.")
    vers.status, vers.terug_reden, vers.ingediend_door = Status.INGETROKKEN, reden.strip(), None
    vers.save(update_fields=["status", "terug_reden", "ingediend_door"])
    _vertel(vers)
    return vers


def _vertel(stuk: Publicatie) -> None:
    """What is readable changed: search follows, and every app that shows this piece is told."""
    werk_bron_bij(stuk.zoekbron)
    vergeet_weergaven()
    # Again when others can see the change: who reads until then keeps a page made of what was.
    transaction.on_commit(vergeet_weergaven)
    gepubliceerd.send(sender=type(stuk), stuk=stuk)


def _zet_online(stuk: P, versie: Versie, herzien_op: date | None) -> P:
    vandaag = timezone.localdate()
    stuk.inhoud, stuk.versienummer, stuk.titel = versie.inhoud, versie.nummer, versie.inhoud["titel"]
    stuk.status, stuk.gepubliceerd_op, stuk.gecontroleerd_op = Status.GEPUBLICEERD, timezone.now(), vandaag
    stuk.herzien_op = herzien_op or vandaag + HERZIEN_NA
    stuk.concept, stuk.ingediend_door, stuk.terug_reden = versie.inhoud, None, ""
    stuk.weergave = render(stuk)
    stuk.save()
    return stuk


def render(stuk: Publicatie, inhoud: dict[str, Any] | None = None) -> str:
    """The HTML of a publication's body, from its published content or (preview) from ``inhoud``."""
    gelezen = stuk.inhoud_model.model_validate(inhoud if inhoud is not None else stuk.inhoud)
    return render_to_string(stuk.sjabloon, {"stuk": stuk, "inhoud": gelezen, **stuk.weergave_context(gelezen)})


def ververs_weergave(stukken: Any) -> int:
    """Renders published bodies again (after a template or something they link to changed); returns how many changed."""
    gewijzigd = 0
    for stuk in stukken:
        nieuw = render(stuk)
        if nieuw != stuk.weergave:
            stuk.weergave = nieuw
            stuk.save(update_fields=["weergave"])
            gewijzigd += 1
    return gewijzigd
