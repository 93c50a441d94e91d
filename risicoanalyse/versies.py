"""Verbs on the versions of the instrument: load, draft, publish. A version that exists never changes.

:class:`InstrumentFout` carries one Dutch sentence; nothing has changed then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.core.cache import caches
from django.db import transaction
from django.db.models import Count, Max, QuerySet, Sum
from pydantic import BaseModel, ValidationError

from risicoanalyse import concept as vorm
from risicoanalyse.models import Concept, Instrumentversie, Vragenlijst, Werkproces
from vik_portal.meedoen.models import Ronde, Stap
from vik_portal.organisatie.models import Gebruiker

#: Kind in addresses and drafts → its versions.
SOORTEN: dict[str, type[Instrumentversie]] = {"vragenlijst": Vragenlijst, "werkproces": Werkproces}


WEG = "Dit concept is intussen gepubliceerd of weggegooid. Jouw tekst staat hieronder nog, en is niet bewaard."


class InstrumentFout(Exception):
    """A rule says no; the message is one sentence that says what to do."""


def _kern(inhoud: BaseModel) -> dict[str, Any]:
    """What a version says, apart from its own number."""
    return inhoud.model_dump(mode="json", exclude={"versie"})


@transaction.atomic
def laad(*, model: type[Instrumentversie], slug: str, inhoud: BaseModel) -> None:
    """Keeps what comes with the project as a version, when it says something new.

    It comes into use only as long as nobody of the portal made a version of it: after that the portal decides, and the
    delivered text stands beside theirs for them to take over. Loading the same file again does nothing, so it never
    brings back what was replaced.
    """
    versies = list(model.objects.select_for_update().filter(slug=slug).order_by("-versie"))
    geleverd = next((versie for versie in versies if versie.geleverd), None)
    in_gebruik = next((versie for versie in versies if versie.actueel), None)
    if any(versie and _kern(versie.gelezen) == _kern(inhoud) for versie in (geleverd, in_gebruik)):
        return
    van_mensen = any(not versie.geleverd for versie in versies)
    _maak(model, slug, inhoud, geleverd=True, actueel=not van_mensen)


def _maak(
    model: type[Instrumentversie], slug: str, inhoud: BaseModel, *, actueel: bool, **velden: Any
) -> Instrumentversie:
    alle = model.objects.select_for_update().filter(slug=slug)
    nummer = max((versie.versie for versie in alle), default=0) + 1
    if "versie" in type(inhoud).model_fields:
        inhoud = inhoud.model_copy(update={"versie": nummer})
    if actueel:
        alle.filter(actueel=True).update(actueel=False)
    return model.objects.create(
        slug=slug, versie=nummer, inhoud=inhoud.model_dump(mode="json"), actueel=actueel, **velden
    )


def begin(*, versie: Instrumentversie, door: Gebruiker) -> Concept:
    """A draft copied from this version; the one that is there already, when there is one."""
    concept, _ = Concept.objects.get_or_create(
        soort=versie.soortsleutel,
        slug=versie.slug,
        defaults={"vanaf": versie.versie, "inhoud": vorm.uit(versie), "bewaard_door": door},
    )
    return concept


def _slot(concept: Concept) -> Concept:
    vers = Concept.objects.select_for_update(of=("self",)).filter(pk=concept.pk).first()
    if vers is None:
        raise InstrumentFout(WEG)
    return vers


@transaction.atomic
def bewaar(*, concept: Concept, inhoud: dict[str, Any], nummer: int, door: Gebruiker) -> Concept:
    """Saves a draft, complete or not. ``nummer`` is the one the writer started from."""
    vers = _slot(concept)
    if vers.nummer != nummer:
        wie = str(vers.bewaard_door or "Iemand anders")
        raise InstrumentFout(
            f"{wie} heeft dit concept intussen gewijzigd. Jouw tekst staat hieronder nog, en is niet bewaard."
        )
    if vers.inhoud != inhoud:
        vers.inhoud, vers.bewaard_door, vers.nummer = inhoud, door, vers.nummer + 1
        vers.save()
    return vers


def gooi_weg(*, concept: Concept) -> None:
    """The draft goes; the version in use stays what it was."""
    concept.delete()


def basis_van(concept: Concept) -> Instrumentversie:
    """The version that a draft was copied from."""
    return SOORTEN[concept.soort].objects.get(slug=concept.slug, versie=concept.vanaf)


def in_gebruik(concept: Concept) -> Instrumentversie:
    """The version that a draft would replace."""
    return SOORTEN[concept.soort].objects.get(slug=concept.slug, actueel=True)


@transaction.atomic
def publiceer(
    *, concept: Concept, nummer: int, vervangt: int, gezien: Collection[str], toelichting: str, door: Gebruiker
) -> Instrumentversie:
    """Makes a draft the version that meetings are asked with from now on, and takes the draft away.

    ``nummer`` and ``vervangt`` are the draft and the version whose differences were looked at; ``gezien`` the keys of
    the remarks that were ticked.
    """
    vers = _slot(concept)
    nu = in_gebruik(vers)
    if (vers.nummer, nu.versie) != (nummer, vervangt):
        raise InstrumentFout("Het concept of de versie in gebruik is intussen gewijzigd. Lees de verschillen nog eens.")
    inhoud = compleet(vers)
    if _kern(inhoud) == _kern(nu.gelezen):
        raise InstrumentFout("Er is niets veranderd. Pas het concept eerst aan.")
    if not {op.sleutel for op in vorm.opmerkingen(vers.inhoud, vorm.uit(nu))} <= set(gezien):
        raise InstrumentFout("Zet bij elke opmerking een vinkje, of pas de vraag aan.")
    nieuw = _maak(type(nu), vers.slug, inhoud, actueel=True, geleverd=False, gemaakt_door=door, toelichting=toelichting)
    vers.delete()
    return nieuw


def compleet(concept: Concept) -> BaseModel:
    """The content of the version that a draft would become. Raises :class:`InstrumentFout` when it is not complete."""
    basis = basis_van(concept)
    eerder = SOORTEN[concept.soort].objects.filter(slug=concept.slug).values_list("inhoud", flat=True)
    try:
        gelezen = vorm.model_van(basis).model_validate(concept.inhoud).model_dump(mode="json")
        bezet = set().union(*(vorm.sleutels(inhoud) for inhoud in eerder))
        return basis.inhoud_model.model_validate(vorm.terug(basis, gelezen, bezet))
    except ValidationError as fout:
        raise InstrumentFout("Het concept is nog niet af. Ga terug en vul aan wat er nog in moet.") from fout


def keren_gebruikt() -> Counter[tuple[str, str, int]]:
    """(kind, slug, version) → in how many meetings it was counted. Practice does not count.

    Reading it out of every step takes long when there are thousands: that is done anew when a round came or went.
    """
    geteld = Ronde.objects.filter(status=Ronde.Status.GETELD, stap__isnull=False)
    stand = geteld.aggregate(aantal=Count("pk"), laatste=Max("stap"), som=Sum("stap"))
    sleutel = f"risicoanalyse.gebruikt.{stand['aantal']}.{stand['laatste']}.{stand['som']}"
    gevonden = caches["proces"].get(sleutel)
    if gevonden is None:
        lijsten = Stap.objects.filter(soort="vragenlijst", bijeenkomst__oefening=False)
        gevonden = _tel_gebruik(lijsten.filter(pk__in=geteld.values("stap")))
        caches["proces"].set(sleutel, gevonden, timeout=24 * 60 * 60)
    return gevonden


def _tel_gebruik(gebruikt: QuerySet[Stap]) -> Counter[tuple[str, str, int]]:
    return Counter(
        (soort, slug, versie)
        for vast in gebruikt.values_list("inhoud__vast__versies", flat=True)
        for soort, slug, versie in vast or []
    )
