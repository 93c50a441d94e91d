"""Keeps the table of findable pages in step with what is published, and answers a question from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db import transaction
from django.db.models import Case, F, Func, TextField, Value, When
from django.utils.safestring import SafeString
from rapidfuzz import fuzz, process

from vik_portal.organisatie.toegang import Bezoeker
from vik_portal.register import Zoekbron, Zoekdocument, register
from vik_portal.zoeken.fragment import Vorm, fragment, van_deel, van_stam
from vik_portal.zoeken.models import Document, DocumentQuerySet

_WOORD = re.compile(r"\w+")
_GETOOND = ["bron", "url", "titel", "kort", "tekst"]
_STAMMEN = ArrayField(TextField())
VELDEN = ["url", "titel", "kort", "tekst", "trefwoorden", "zichtbaar", "plat"]


def _rij(bron: str, document: Zoekdocument) -> Document:
    plat = " ".join([document.titel, document.trefwoorden, document.kort, document.tekst]).lower()
    return Document(
        bron=bron,
        sleutel=document.sleutel,
        url=document.url,
        titel=document.titel,
        kort=document.kort,
        tekst=document.tekst,
        trefwoorden=document.trefwoorden,
        zichtbaar=document.zichtbaar,
        plat=plat,
    )


@transaction.atomic
def werk_bron_bij(sleutel: str) -> int:
    """Makes the table equal to what one search source yields now; returns how many pages that is."""
    bron = register.een(Zoekbron, sleutel)
    return _schrijf(bron.sleutel, bron.documenten())


@transaction.atomic
def werk_alles_bij() -> int:
    """The same for all sources; pages of a source that no longer exists go."""
    bronnen = register.alle(Zoekbron)
    Document.objects.exclude(bron__in=[bron.sleutel for bron in bronnen]).delete()
    return sum(_schrijf(bron.sleutel, bron.documenten()) for bron in bronnen)


def _schrijf(bron: str, documenten: Iterable[Zoekdocument]) -> int:
    rijen = [_rij(bron, document) for document in documenten]
    Document.objects.filter(bron=bron).exclude(sleutel__in=[rij.sleutel for rij in rijen]).delete()
    Document.objects.bulk_create(rijen, update_conflicts=True, unique_fields=["bron", "sleutel"], update_fields=VELDEN)
    return len(rijen)


#: How many results a page shows; more is noise for somebody who looks for a norm.
AANTAL = 20
#: With fewer hits than this the pass for compounds runs too ("medewerker" finds "politiemedewerkers").
GENOEG = 4
#: Edit similarity (0–100) from which a word counts as a typing error of a word that does occur.
TYPFOUT = 80


@dataclass(frozen=True)
class Resultaat:
    titel: str
    url: str
    soort: str
    fragment: SafeString


@dataclass(frozen=True)
class Antwoord:
    """The results of a question; ``bedoeld`` is set when they are those of a corrected spelling."""

    vraag: str
    resultaten: list[Resultaat]
    bedoeld: str = ""


def zoek(vraag: str, bezoeker: Bezoeker) -> Antwoord:
    """Finds what this visitor may see, best first: whole words, then parts of words, then a likely spelling."""
    vraag = " ".join(vraag.replace("\x00", " ").split())[:200]
    if not vraag:
        return Antwoord(vraag, [])
    zichtbaar = Document.objects.visible_to(bezoeker)
    gevonden = _op_woord(zichtbaar, vraag)
    if len(gevonden) < GENOEG:
        bekend = {document.pk for document in gevonden}
        gevonden += [document for document in _op_woorddeel(zichtbaar, vraag) if document.pk not in bekend]
    if gevonden:
        return Antwoord(vraag, [_resultaat(document) for document in gevonden[:AANTAL]])
    bedoeld = _verbeter(vraag)
    if bedoeld and bedoeld != vraag.lower():
        return Antwoord(vraag, [_resultaat(document) for document in _op_woord(zichtbaar, bedoeld)], bedoeld)
    return Antwoord(vraag, [])


def _met_fragment(documenten: list[Any], vormen: list[Vorm]) -> list[Any]:
    for document in documenten:
        document.fragment = fragment(f"{document.kort} … {document.tekst}", vormen)
    return documenten


def _op_woord(documenten: DocumentQuerySet, vraag: str) -> list[Any]:
    query = SearchQuery(vraag, config="dutch", search_type="websearch")
    # F() ranks the stored vector; the bare field name would compute it again for every row (twelve times slower).
    gevonden = documenten.filter(vector=query).annotate(
        rang=SearchRank(F("vector"), query, normalization=Value(1)),
        stammen=Func(SearchVector(Value(vraag), config="dutch"), function="tsvector_to_array", output_field=_STAMMEN),
    )
    lijst = list(gevonden.order_by("-rang", "titel").only(*_GETOOND)[:AANTAL])
    # Every row holds the same words; the s of collega’s is no word to mark.
    return _met_fragment(lijst, [van_stam(stam) for stam in lijst[0].stammen if len(stam) > 1] if lijst else [])


def _op_woorddeel(documenten: DocumentQuerySet, vraag: str) -> list[Any]:
    """Pages with all words of four letters or more somewhere inside a word; then pages with any of them."""
    woorden = [woord for woord in _WOORD.findall(vraag.lower()) if len(woord) > 3]
    if not woorden:
        return []
    treffers = sum((Case(When(plat__contains=woord, then=1), default=0) for woord in woorden), Value(0))
    in_titel = sum((Case(When(titel__icontains=woord, then=1), default=0) for woord in woorden), Value(0))
    gevonden = documenten.annotate(treffers=treffers, in_titel=in_titel).filter(treffers__gt=0)
    lijst = list(gevonden.order_by("-treffers", "-in_titel", "titel").only(*_GETOOND)[:AANTAL])
    return _met_fragment(lijst, [van_deel(woord) for woord in woorden])


def _verbeter(vraag: str) -> str:
    """The question with each unknown word replaced by the nearest word that occurs; empty when none is near."""
    bekend = sorted(
        {woord for plat in Document.objects.values_list("plat", flat=True) for woord in _WOORD.findall(plat)}
    )
    woorden = []
    for woord in _WOORD.findall(vraag.lower()):
        treffer = process.extractOne(woord, bekend, scorer=fuzz.ratio, score_cutoff=TYPFOUT) if len(woord) > 3 else None
        woorden.append(treffer[0] if treffer else woord)
    return " ".join(woorden)


def _resultaat(document: Any) -> Resultaat:
    soort = register.een(Zoekbron, document.bron).label
    return Resultaat(document.titel, document.url, soort, document.fragment)
