"""Filling in the marked fields of themabladen for an eenheid: what is open, and keeping it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from beroepscode.bijhouden import Eenheidsregel
from beroepscode.models import Themablad
from beroepscode.schema import Invulveld
from vik_portal.organisatie.models import Eenheid, EenheidQuerySet
from vik_portal.redactie.services import ververs_weergave

INTUSSEN = (
    "Iemand anders heeft deze regels intussen gewijzigd. Wat jij typte staat hieronder nog: "
    "kopieer wat je wilt houden en laad de pagina opnieuw."
)


class RegelFout(Exception):
    """Nothing was kept; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Regelwaarde:
    """What somebody typed at one field. Empty words take the rule away."""

    tekst: str
    formulier: str = ""


@dataclass
class Bladstand:
    """How far one eenheid is with one themablad."""

    slug: str
    titel: str
    velden: list[str]
    regels: list[Eenheidsregel] = field(default_factory=list)

    @property
    def open(self) -> int:
        return len(self.velden) - len(self.regels)

    @property
    def verlopen(self) -> bool:
        return any(regel.verlopen for regel in self.regels)

    @property
    def nagekeken_op(self) -> object:
        """The oldest day: until then all of it was looked at."""
        return min((regel.nagekeken_op for regel in self.regels), default=None)


@transaction.atomic
def bewaar_regels(
    *, blad: Themablad, eenheid: Eenheid, waarden: dict[str, Regelwaarde], afdruk: str | None = None
) -> Themablad:
    """Makes the rules of this eenheid on this themablad equal to ``waarden`` (by key of the field); readers see it.

    Everything that stays counts as looked at today. ``afdruk``: the state that the writer started from.
    Raises :class:`RegelFout` when somebody else kept something in between.
    """
    # Locked like publishing is: two eenheden that save at once would each render without the other's rule.
    blad = Themablad.objects.select_for_update().get(pk=blad.pk)
    bestaand = regels_van(blad, eenheid)
    if afdruk is not None and afdruk != afdruk_van(bestaand):
        raise RegelFout(INTUSSEN)
    for veld, regel in bestaand.items():
        if not waarden.get(veld, Regelwaarde("")).tekst:
            regel.delete()
    for veld, waarde in waarden.items():
        if waarde.tekst:
            regel = bestaand.get(veld) or Eenheidsregel(blad=blad, eenheid=eenheid, veld=veld)
            regel.tekst, regel.formulier = waarde.tekst, waarde.formulier
            regel.nagekeken_op = timezone.localdate()
            regel.save()
    if blad.online:
        ververs_weergave([blad])
    return blad


def regels_van(blad: Themablad, eenheid: Eenheid) -> dict[str, Eenheidsregel]:
    """The rules of this eenheid on this themablad, by field; also at fields that the themablad no longer has."""
    return {regel.veld: regel for regel in Eenheidsregel.objects.filter(blad=blad, eenheid=eenheid).order_by("pk")}


def afdruk_van(regels: dict[str, Eenheidsregel]) -> str:
    """Changes when one of the rules does."""
    delen = sorted((veld, regel.tekst, regel.formulier) for veld, regel in regels.items())
    return hashlib.sha256(repr(delen).encode()).hexdigest()[:16]


def bladstanden(eenheid: Eenheid) -> list[Bladstand]:
    """All published themabladen with a field to fill in, by title. Two queries."""
    bladen = {
        pk: Bladstand(slug, titel, [veld["sleutel"] for veld in velden])
        for pk, slug, titel, velden in Themablad.objects.published()
        .op_titel()
        .values_list("pk", "slug", "titel", "inhoud__invullen")
        if velden
    }
    for regel in Eenheidsregel.objects.filter(eenheid=eenheid):
        stand = bladen.get(regel.blad_id)
        if stand and regel.veld in stand.velden:
            stand.regels.append(regel)
    return list(bladen.values())


def na_te_kijken(eenheden: EenheidQuerySet) -> list[tuple[Eenheid, int]]:
    """Which of these eenheden have themabladen to look at, and how many, by name. One query.

    Only what ``bladstanden`` lists: on a withdrawn themablad or at a field that is gone nobody can do so.
    """
    oud = Eenheidsregel.objects.verlopen().filter(eenheid__in=eenheden, blad__in=Themablad.objects.published())
    bladen: dict[Eenheid, set[int]] = {}
    for regel in oud.select_related("eenheid").annotate(velden=F("blad__inhoud__invullen")).order_by("eenheid__naam"):
        if regel.veld in [veld["sleutel"] for veld in regel.velden or []]:
            bladen.setdefault(regel.eenheid, set()).add(regel.blad_id)
    return [(eenheid, len(van)) for eenheid, van in bladen.items()]


def gelden_voor(blad: Themablad, velden: Iterable[Invulveld], eenheid: Eenheid) -> dict[str, Eenheidsregel]:
    """Per field the rule that is nearest to this eenheid: its own, else that of what it lies under."""
    boven = [int(pk) for pk in eenheid.pad.strip("/").split("/")]
    regels = Eenheidsregel.objects.filter(blad=blad, eenheid__in=boven, veld__in=[veld.sleutel for veld in velden])
    op_afstand = sorted(regels.filter(eenheid__actief=True), key=lambda regel: boven.index(regel.eenheid_id))
    return {regel.veld: regel for regel in op_afstand}


def pagina(eenheid: Eenheid, slug: str = "") -> str:
    """The address where this eenheid fills in: the list, or one themablad."""
    if slug:
        return reverse("beroepscode:invullen_blad", args=[eenheid.pk, slug])
    return f"{reverse('beroepscode:invullen')}?eenheid={eenheid.pk}"
