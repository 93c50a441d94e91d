"""What asks for attention at the desk, and the list of all texts. One query per kind of content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, Q, Value
from django.utils import timezone
from django.utils.formats import date_format

from vik_portal.organisatie.models import Gebruiker
from vik_portal.redactie import wetslinks
from vik_portal.redactie.models import Publicatie, Status, Versie, Wetslink, publicatiesoorten

#: Within this many days a weekday says enough.
WEEK = 7
ZWAAR = ("concept", "inhoud", "weergave")
NIET_WEG = ~Q(status=Status.INGETROKKEN)
#: What a list is filtered by: key → (label, condition).
STANDEN: dict[str, tuple[str, Q]] = {
    "concept": ("Concept", Q(status=Status.CONCEPT)),
    "beoordeling": ("Ter beoordeling", Q(status=Status.TER_BEOORDELING)),
    "online": ("Online", Q(versienummer__gt=0) & ~Q(status=Status.INGETROKKEN)),
    "herzien": ("Nakijken", Q(versienummer__gt=0) & NIET_WEG),  # and its day has come: alle_teksten
    "niemand": ("Van niemand", Q(eigenaar__isnull=True) & ~Q(status=Status.INGETROKKEN)),
    "ingetrokken": ("Ingetrokken", Q(status=Status.INGETROKKEN)),
}
#: More texts of nobody than this would hide what is urgent: the list below shows the others.
VAN_NIEMAND = 5

#: How urgent a row is, in this order.
TE_LAAT, VANDAAG, WACHT, TERUG, KAPOT, NIEMAND = range(6)


@dataclass(frozen=True)
class Rij:
    """One text that asks for something. ``rang`` orders: :data:`TE_LAAT` first."""

    stuk: Publicatie
    rang: int
    dag: date | None
    waarom: str
    bij: str
    actie: str
    #: The name of the page (or act) that the button opens.
    pagina: str

    @property
    def dagen_te_laat(self) -> int:
        return (timezone.localdate() - self.dag).days if self.rang == TE_LAAT and self.dag else 0

    @property
    def wanneer(self) -> str:
        """``vrijdag`` within a week, else ``30 november``, with the year when it is another one."""
        if self.rang == NIEMAND:
            # Its review day is of the text, not of what is asked here.
            return "nu"
        if self.dag is None:
            return {TERUG: "teruggegeven", KAPOT: "wetslink"}.get(self.rang, "geen dag")
        vandaag = timezone.localdate()
        if self.dag == vandaag:
            dag = "vandaag"
        elif abs((self.dag - vandaag).days) < WEEK:
            dag = date_format(self.dag, "l").lower()
        else:
            dag = date_format(self.dag, "j F" if self.dag.year == vandaag.year else "j F Y")
        return f"sinds {dag}" if self.rang == WACHT else dag


def _licht(model: type[Publicatie]) -> Any:
    stukken = model._default_manager.select_related("eigenaar", "ingediend_door")
    return stukken.defer(*ZWAAR).order_by("sorteersleutel")


def _ingediend(model: type[Publicatie], stukken: list[Publicatie]) -> dict[int, Versie]:
    """The newest version of each text that waits for a second person."""
    ids = [stuk.pk for stuk in stukken if stuk.status == Status.TER_BEOORDELING]
    if not ids:
        return {}
    versies = Versie.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=ids)
    versies = versies.filter(gemaakt_door__isnull=False).defer("inhoud")
    return {v.object_id: v for v in versies.order_by("object_id", "-nummer").distinct("object_id")}


def naam_voor(iemand: Gebruiker | None, kijker: Gebruiker) -> str:
    if iemand is None:
        return "niemand"
    return "jij" if iemand.pk == kijker.pk else iemand.naam


def _rij(stuk: Publicatie, versie: Versie | None, kijker: Gebruiker, wetszin: str) -> Rij:
    """``wetszin``: what is wrong with its links to the law, empty when nothing is."""
    rij = _eigen_rij(stuk, versie, kijker)
    if not wetszin:
        return rij
    if rij.rang == NIEMAND:
        van = naam_voor(stuk.eigenaar, kijker)
        return Rij(stuk, KAPOT, None, wetszin, van, "Verbeter", "bewerk")
    return replace(rij, waarom=f"{rij.waarom} {wetszin}")


def _eigen_rij(stuk: Publicatie, versie: Versie | None, kijker: Gebruiker) -> Rij:
    vandaag, van = timezone.localdate(), naam_voor(stuk.eigenaar, kijker)
    if stuk.status == Status.TER_BEOORDELING:
        zelf = stuk.ingediend_door_id == kijker.pk
        wie = stuk.ingediend_door.naam if stuk.ingediend_door else "een collega"
        waarom = (
            "Je hebt dit ingediend. Een ander publiceert. Pas je nu iets aan, dan moet je opnieuw indienen."
            if zelf
            else f"{wie} heeft dit ingediend en vraagt een tweede persoon."
        )
        if versie and versie.toelichting:
            waarom += f" “{versie.toelichting}”"
        dag = timezone.localdate(versie.gemaakt_op) if versie else None
        return Rij(
            stuk, WACHT, dag, waarom, "een ander" if zelf else "jij", "Bekijk" if zelf else "Beoordeel", "bekijk"
        )
    if stuk.status == Status.CONCEPT and stuk.terug_reden:
        schrijver = naam_voor(stuk.ingediend_door or stuk.eigenaar, kijker)
        return Rij(stuk, TERUG, None, f"Terug van de meelezer: “{stuk.terug_reden}”", schrijver, "Verwerk", "bewerk")
    if stuk.online and stuk.herzien_op and stuk.herzien_op <= vandaag:
        rang = TE_LAAT if stuk.herzien_op < vandaag else VANDAAG
        if stuk.status == Status.CONCEPT:
            waarom = "De dag om na te kijken is er. Er staat een wijziging klaar die nog niet is ingediend."
            return Rij(stuk, rang, stuk.herzien_op, waarom, van, "Werk verder", "bewerk")
        return Rij(
            stuk, rang, stuk.herzien_op, "De dag om na te kijken is er. Klopt alles nog?", van, "Kijk na", "beheer"
        )
    return Rij(stuk, NIEMAND, stuk.herzien_op, "Deze tekst is van niemand.", "niemand", "Neem op je", "beheer")


@dataclass(frozen=True)
class Bij:
    """A text that may be a redacteur's to look at, in a few fields."""

    model: type[Publicatie]
    titel: str
    slug: str
    status: str
    eigenaar: int | None
    herzien_op: date | None
    terug_reden: str

    @property
    def misschien(self) -> bool:
        """Nothing without this asks for attention, unless a link in it is broken."""
        herzien = self.herzien_op is not None and self.herzien_op <= timezone.localdate()
        return herzien or bool(self.terug_reden) or self.status == Status.TER_BEOORDELING


def bij(kijker: Gebruiker) -> list[Bij]:
    """What is this person's, was handed in by them, or waits for a second person; of every kind, in one query."""
    soorten, velden = publicatiesoorten(), [veld.name for veld in fields(Bij)[1:]]
    van = (Q(eigenaar=kijker) | Q(ingediend_door=kijker) | Q(status=Status.TER_BEOORDELING)) & NIET_WEG
    een, *rest = (
        model._default_manager.filter(van).order_by().values_list(Value(nummer), *velden)
        for nummer, model in enumerate(soorten)
    )
    return [Bij(soorten[nummer], *waarden) for nummer, *waarden in een.union(*rest, all=True)]


def aandacht(kijker: Gebruiker, alleen: Collection[type[Publicatie]] | None = None) -> list[Rij]:
    """All texts that ask for something, the most urgent first; each text once.

    With ``alleen`` those of a few kinds, unless links are broken: those may be in any.
    """
    vraagt = (
        Q(status=Status.TER_BEOORDELING)
        | Q(status=Status.CONCEPT) & ~Q(terug_reden="")
        | Q(versienummer__gt=0, herzien_op__lte=timezone.localdate()) & ~Q(status=Status.INGETROKKEN)
        | Q(eigenaar__isnull=True) & ~Q(status=Status.INGETROKKEN)
    )
    rijen, kapot = [], wetslinks.kapotte_links()
    for model in publicatiesoorten():
        if alleen is not None and model not in alleen and not kapot:
            continue
        links = wetslinks.kapot_in(model, kapot)
        stukken = list(_licht(model).filter(vraagt | Q(pk__in=links) if links else vraagt))
        versies = _ingediend(model, stukken)
        zinnen = {pk: wetslinks.in_een_zin(urls, kapot) for pk, urls in links.items()}
        rijen += [_rij(stuk, versies.get(stuk.pk), kijker, zinnen.get(stuk.pk, "")) for stuk in stukken]
    return sorted(rijen, key=lambda rij: (rij.rang, rij.dag or date.max, rij.stuk.sorteersleutel))


@dataclass(frozen=True)
class Wetstand:
    """What the desk says about the links to the law. ``aan``: the portal checks them here."""

    aan: bool
    aantal: int
    kapot: int
    #: Failed the last time, and not often enough to call it broken.
    twijfel: int
    op: datetime | None


def wetstand() -> Wetstand:
    telling = Wetslink.objects.aggregate(
        aantal=Count("pk"),
        kapot=Count("pk", filter=Q(mislukt__gte=Wetslink.KAPOT_NA)),
        twijfel=Count("pk", filter=Q(mislukt__gt=0, mislukt__lt=Wetslink.KAPOT_NA)),
        op=Max("gecontroleerd_op"),
    )
    return Wetstand(settings.WETSLINKS_CONTROLEREN, **telling)


def alle_teksten(
    soort: str = "", stand: str = "", van: Gebruiker | None = None
) -> Iterator[tuple[str, list[Publicatie]]]:
    """All texts per kind (its plural first), or those that ``van`` owns.

    ``soort`` is a model name, ``stand`` a key of :data:`STANDEN`.
    """
    for model in publicatiesoorten():
        if soort and model._meta.model_name != soort:
            continue
        stukken = _licht(model)
        if stand in STANDEN:
            stukken = stukken.filter(STANDEN[stand][1])
        if stand == "herzien":
            stukken = stukken.filter(herzien_op__lte=timezone.localdate())
        if van is not None:
            stukken = stukken.filter(NIET_WEG, eigenaar=van)
        yield str(model._meta.verbose_name_plural), list(stukken)


_WOORDEN = {
    **{1: "één", 2: "twee", 3: "drie", 4: "vier", 5: "vijf", 6: "zes", 7: "zeven", 8: "acht", 9: "negen", 10: "tien"},
    **{11: "elf", 12: "twaalf", 13: "dertien", 14: "veertien", 15: "vijftien", 16: "zestien", 17: "zeventien"},
    **{18: "achttien", 19: "negentien", 20: "twintig"},
}


def in_woorden(aantal: int) -> str:
    """A number as a word from one up to twenty, in figures above that."""
    return _WOORDEN.get(aantal, str(aantal))


def eigenaren() -> list[tuple[Gebruiker, int]]:
    """Everybody who owns a text that is not withdrawn, with how many; the most first."""
    aantallen: Counter[int] = Counter()
    for model in publicatiesoorten():
        van_iemand = model._default_manager.filter(eigenaar__isnull=False).exclude(status=Status.INGETROKKEN)
        aantallen.update(van_iemand.values_list("eigenaar", flat=True))
    mensen = Gebruiker.objects.in_bulk(aantallen)
    return [(mensen[pk], aantal) for pk, aantal in aantallen.most_common()]


def teksten_van(eigenaar: Gebruiker) -> list[Publicatie]:
    """All texts of one owner that are not withdrawn, per kind by title."""
    return [
        stuk
        for model in publicatiesoorten()
        for stuk in _licht(model).filter(eigenaar=eigenaar).exclude(status=Status.INGETROKKEN)
    ]
