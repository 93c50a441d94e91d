"""Keeps what can be found in step with what is published, and answers a question from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils.safestring import SafeString

from vik_portal.organisatie.toegang import Bezoeker
from vik_portal.register import Zoekbron, register
from vik_portal.zoeken import index
from vik_portal.zoeken.models import Document, zichtbaar_voor
from vik_portal.zoeken.tekst import merk, vervang, woorden
from vik_portal.zoeken.verruimen import verruim
from vik_portal.zoeken.vinden import Gezocht, Treffer, vind

#: Any number that no other lock uses: two publications at once would write the same words.
_SLOT = 7023
#: Words of a question that count; no question of a person has more.
MEESTE_WOORDEN = 30


@transaction.atomic
def werk_bron_bij(sleutel: str) -> int:
    """Makes what can be found equal to what one search source yields now; returns how many pages that is.

    Only pages that changed are read again.
    """
    return _schrijf([register.een(Zoekbron, sleutel)], opnieuw=False)


@transaction.atomic
def werk_alles_bij() -> int:
    """The same for all sources, from nothing; pages of a source that no longer exists go."""
    bronnen = register.alle(Zoekbron)
    Document.objects.exclude(bron__in=[bron.sleutel for bron in bronnen]).delete()
    aantal = _schrijf(bronnen, opnieuw=True)
    index.analyseer()
    return aantal


def _schrijf(bronnen: list[Zoekbron], *, opnieuw: bool) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SLOT])
    aantal, anders = 0, opnieuw
    for bron in bronnen:
        alle = {document.sleutel: document for document in bron.documenten()}
        oud = dict(Document.objects.filter(bron=bron.sleutel).values_list("sleutel", "vingerafdruk"))
        weg, _ = Document.objects.filter(bron=bron.sleutel).exclude(sleutel__in=alle).delete()
        nieuw = [d for d in alle.values() if opnieuw or oud.get(d.sleutel) != index.vingerafdruk(d)]
        if nieuw:
            index.schrijf(bron, nieuw)
        aantal, anders = aantal + len(alle), anders or bool(weg or nieuw)
    if anders:
        index.verwantschap()
    return aantal


@dataclass(frozen=True)
class Resultaat:
    """A line of the list; ``bron`` is the key of its source and ``soort`` its label. A ``sprong`` was asked by name."""

    titel: str
    url: str
    bron: str
    soort: str
    fragment: SafeString
    sprong: bool


@dataclass(frozen=True)
class Soort:
    """A source with pages among the results: its key, its label, how many."""

    sleutel: str
    label: str
    aantal: int


@dataclass(frozen=True)
class Antwoord:
    """The results of a question, those of one ``soort`` when that was asked; ``soorten`` counts all of them.

    ``bedoeld`` is set when they are those of a corrected spelling.
    """

    vraag: str
    resultaten: list[Resultaat]
    soorten: list[Soort] = field(default_factory=list)
    soort: str = ""
    bedoeld: str = ""

    @property
    def gezocht(self) -> bool:
        """Whether there was something to look for: one or two letters are the beginning of a question."""
        return len(self.vraag) > 2


def zoek(vraag: str, bezoeker: Bezoeker, soort: str = "") -> Antwoord:
    """Finds what this visitor may see, best first. Words that occur nowhere are asked again as the nearest that do."""
    vraag = " ".join(vraag.replace("\x00", " ").split())[:200]
    gevraagd = [Gezocht(woord, woord) for woord in dict.fromkeys(woorden(vraag))][:MEESTE_WOORDEN]
    if not gevraagd:
        return Antwoord(vraag, [])
    zichtbaar = zichtbaar_voor(bezoeker)
    gevonden, bedoeld = vind(gevraagd, zichtbaar), ""
    if gevonden.onbekend:
        ruimer, verbeterd = verruim(gevonden.onbekend, zichtbaar)
        if ruimer:
            gevonden = vind([*gevraagd, *ruimer], zichtbaar)
        if verbeterd:
            bedoeld = vervang(vraag, verbeterd)
    alle = [_resultaat(treffer) for treffer in gevonden.treffers]
    soorten = [Soort(bron, label, aantal) for (bron, label), aantal in Counter((r.bron, r.soort) for r in alle).items()]
    if soort not in {bekend.sleutel for bekend in soorten}:
        soort = ""
    return Antwoord(vraag, [r for r in alle if soort in ("", r.bron)], soorten, soort, bedoeld)


def _resultaat(treffer: Treffer) -> Resultaat:
    soort = register.een(Zoekbron, treffer.bron).label
    fragment = merk(treffer.passage, treffer.vormen)
    return Resultaat(treffer.titel, treffer.url, treffer.bron, soort, fragment, treffer.sprong)
