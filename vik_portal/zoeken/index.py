"""Writes what can be found: weighs every word of a page, and relates the words of all pages to each other.

Most of a question's work is done here, once per publication: a question then adds up numbers that are ready.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection
from django.db.models import Model

from vik_portal.register import Zoekbron, Zoekdocument
from vik_portal.zoeken.familie import familie, klank
from vik_portal.zoeken.models import Document, Passage, Verwant, Vindplaats, Woord
from vik_portal.zoeken.tekst import passages, woorden

#: What a word counts for in the title, as a keyword by itself, in the summary, and once in a text of ``LENGTE`` words.
TITEL, TREFWOORD, KORT, TEKST = 8.0, 8.0, 2.5, 1.0
#: Half of the most that a word can weigh is reached at this sum; more of the same says ever less.
VERZADIGING = 5.0
#: Words in a usual page; in a longer one each says less.
LENGTE = 400
#: Passages kept per word: the first ones; enough to find one that has other asked words too.
PLEKKEN = 16
SYNONIEMEN = Path(__file__).with_name("synoniemen.md")
SYNONIEM = 0.7


def vingerafdruk(document: Zoekdocument) -> str:
    return hashlib.sha256(repr(document).encode()).hexdigest()


def stammen(gezocht: Iterable[str]) -> dict[str, str]:
    """The Dutch stem of each word; words that say nothing (de, het, van) have none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT woord, (ts_lexize('dutch_stem', woord))[1] FROM unnest(%s::text[]) AS woord", [sorted(set(gezocht))]
        )
        return {woord: stam for woord, stam in cursor.fetchall() if stam}


def schrijf(bron: Zoekbron, documenten: list[Zoekdocument]) -> None:
    """Adds or replaces these pages of one source, and all that can be found of them."""
    bladen = [Blad(document, [document.kort, *passages(document.tekst)]) for document in documenten]
    stam = stammen(woord for blad in bladen for tekst in blad.teksten() for woord in woorden(tekst))
    rijen = [_rij(bron, document, stam) for document in documenten]
    Document.objects.bulk_create(
        rijen,
        update_conflicts=True,
        unique_fields=["bron", "sleutel"],
        update_fields=["url", "titel", "zichtbaar", "namen", "vingerafdruk"],
    )
    for model in (Passage, Vindplaats):
        model._default_manager.filter(document__in=rijen).delete()
    paren = list(zip(rijen, bladen, strict=True))
    _kopieer(
        Passage,
        ("document_id", "nummer", "tekst"),
        ((rij.pk, nummer, deel) for rij, blad in paren for nummer, deel in enumerate(blad.delen)),
    )
    _kopieer(
        Vindplaats,
        ("document_id", "zichtbaar", "gewicht", "lexeem", "passages", "vormen"),
        (
            (rij.pk, rij.zichtbaar, woord.gewicht * bron.gewicht, lexeem, woord.plekken, " ".join(sorted(woord.vormen)))
            for rij, blad in paren
            for lexeem, woord in blad.woorden(stam).items()
        ),
    )


def _rij(bron: Zoekbron, document: Zoekdocument, stam: Mapping[str, str]) -> Document:
    namen = [{stam[woord] for woord in woorden(naam) if woord in stam} for naam in document.namen]
    return Document(
        bron=bron.sleutel,
        sleutel=document.sleutel,
        url=document.url,
        titel=document.titel,
        zichtbaar=document.zichtbaar,
        namen=[" ".join(sorted(naam)) for naam in namen if naam],
        vingerafdruk=vingerafdruk(document),
    )


def _kopieer(model: type[Model], velden: Sequence[str], rijen: Iterable[Sequence[object]]) -> None:
    """Adds rows by COPY: with some hundreds per page, INSERT would be most of the time of publishing."""
    tabel = f"COPY {model._meta.db_table} ({', '.join(velden)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(tabel) as copy:
        for rij in rijen:
            copy.write_row(rij)


@dataclass
class Voorkomen:
    """A word of one page: its weight, the passages it is in, how it is written there."""

    som: float = 0.0
    plekken: list[int] = field(default_factory=list)
    vormen: set[str] = field(default_factory=set)

    @property
    def gewicht(self) -> float:
        """From 0 to 1."""
        return self.som / (self.som + VERZADIGING)


@dataclass(frozen=True)
class Blad:
    """A page and the passages of its text, of which the first is its summary."""

    document: Zoekdocument
    delen: list[str]

    def teksten(self) -> list[str]:
        """Everything that it can be found by."""
        return [self.document.titel, self.document.trefwoorden, *self.document.namen, *self.delen]

    def woorden(self, stam: Mapping[str, str]) -> dict[str, Voorkomen]:
        """Its words by their stem (``stam``: word → stem)."""
        gevonden: dict[str, Voorkomen] = defaultdict(Voorkomen)

        def tel(tekst: str) -> Counter[str]:
            geteld: Counter[str] = Counter()
            for woord in woorden(tekst):
                if lexeem := stam.get(woord):
                    geteld[lexeem] += 1
                    gevonden[lexeem].vormen.add(woord)
            return geteld

        titel = tel(self.document.titel)
        for lexeem in titel:
            gevonden[lexeem].som += TITEL / len(titel) ** 0.5
        trefwoorden = map(tel, [*self.document.trefwoorden.split("·"), *self.document.namen])
        # A keyword of three words is found by those three together, and hardly by one of them.
        beste: dict[str, float] = {}
        for geteld in trefwoorden:
            for lexeem in geteld:
                beste[lexeem] = max(beste.get(lexeem, 0), TREFWOORD / len(geteld) ** 1.5)
        for lexeem, som in beste.items():
            gevonden[lexeem].som += som
        in_delen = [tel(deel) for deel in self.delen]
        per_keer = TEKST / (0.5 + 0.5 * sum(map(Counter.total, in_delen)) / LENGTE)
        for nummer, geteld in enumerate(in_delen):
            for lexeem, aantal in geteld.items():
                woord = gevonden[lexeem]
                woord.som += per_keer * aantal if nummer else KORT
                if len(woord.plekken) < PLEKKEN:
                    woord.plekken.append(nummer)
        return gevonden


def verwantschap() -> None:
    """Makes the lists of words and of related words equal to what the pages and the list of synonyms hold now."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT vorm, v.zichtbaar, v.lexeem
            FROM zoeken_vindplaats v CROSS JOIN string_to_table(v.vormen, ' ') AS vorm
            """
        )
        woorden_nu = {(woord, zichtbaar): lexeem for woord, zichtbaar, lexeem in cursor.fetchall()}
    _gelijk(
        Woord,
        {sleutel: (lexeem, klank(sleutel[0])) for sleutel, lexeem in woorden_nu.items()},
        ("woord", "zichtbaar", "lexeem", "klank"),
    )
    paren = familie(set(woorden_nu.values()))
    for gevraagd, lexeem, factor in synoniemen():
        paren[gevraagd, lexeem] = max(factor, paren.get((gevraagd, lexeem), 0))
    _gelijk(Verwant, {paar: (factor,) for paar, factor in paren.items()}, ("gevraagd", "lexeem", "factor"))


def _gelijk(
    model: type[Woord] | type[Verwant], nu: Mapping[tuple[str, str], tuple[object, ...]], velden: Sequence[str]
) -> None:
    """Makes a table hold exactly these rows, the first two columns of which are its key; touches only what differs."""
    oud = {rij[:2]: rij[2:] for rij in model._default_manager.values_list(*velden)}
    if weg := [sleutel for sleutel, rest in oud.items() if nu.get(sleutel) != rest]:
        model._default_manager.filter(pk__in=weg).delete()
    _kopieer(model, velden, ((*sleutel, *rest) for sleutel, rest in nu.items() if oud.get(sleutel) != rest))


def analyseer() -> None:
    """Tells PostgreSQL what the tables hold: until it looks by itself, questions would take a hundred times longer."""
    with connection.cursor() as cursor:
        for model in (Document, Passage, Vindplaats, Verwant, Woord):
            cursor.execute(f"ANALYZE {model._meta.db_table}")


def synoniemen() -> Iterator[tuple[str, str, float]]:
    """The list of everyday words as stems: (what somebody types, what a page says, factor)."""
    regels = [regel[2:].partition(":") for regel in SYNONIEMEN.read_text().splitlines() if regel.startswith("- ")]
    stam = stammen(woord for links, _, rechts in regels for woord in [*woorden(links), *woorden(rechts)])
    for links, _, rechts in regels:
        for gevraagd in woorden(links):
            for gezegd in rechts.split(","):
                delen = {stam[woord] for woord in woorden(gezegd) if woord in stam}
                for deel in delen - {stam[gevraagd]}:
                    yield stam[gevraagd], deel, round(SYNONIEM / len(delen), 3)
