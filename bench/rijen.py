"""What is measured. A feature adds its row here:

1. write a function that takes the ``Opstelling``, prepares what the row needs and returns a ``Rij``;
2. decorate it with ``@rij``.

Each side of a row is a list of paths, fetched in turn (a unit of work is one page), or a function
``work(client, number)`` at the top level of a module (a unit is one call; see ``belasting.Client``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from bench.belasting import Client, WrongAnswer
from bench.meting import Better

if TYPE_CHECKING:
    from bench.opstelling import Opstelling

Work = list[str] | Callable[[Client, int], None]


@dataclass(frozen=True)
class Rij:
    """One row: the same work here and in bare Django, and how many times as much it may cost.

    ``figure`` is what the ratio is taken of: ``cpu_ms`` per unit, ``rate`` per second or ``p95_ms``.
    """

    name: str
    target: float
    ours: Work
    reference: Work
    better: Better = "lower"
    figure: Literal["cpu_ms", "rate", "p95_ms"] = "cpu_ms"
    clients: int = 8


RIJEN: list[Callable[[Opstelling], Rij]] = []


def rij(function: Callable[[Opstelling], Rij]) -> Callable[[Opstelling], Rij]:
    """Adds a row to the bench, in the order of this file."""
    RIJEN.append(function)
    return function


def leespagina(opstelling: Opstelling, name: str, path: str) -> Rij:
    """A reading page beside a bare page of equal bytes: one query, one template."""
    return Rij(name, 1.25, [path], [opstelling.bare_page(name, like=path)])


@rij
def home(opstelling: Opstelling) -> Rij:
    return leespagina(opstelling, "home", "/")


@rij
def lezer(opstelling: Opstelling) -> Rij:
    return leespagina(opstelling, "lezer", "/beroepscode/")


@rij
def themablad(opstelling: Opstelling) -> Rij:
    return leespagina(opstelling, "themablad", "/beroepscode/themabladen/raadplegen-politiesystemen/")


#: What people look for: common and rare words, one to three at a time, all of which occur in our own content.
VRAGEN = [
    *("geschenk", "nevenwerkzaamheden", "collega", "vertrouwenspersoon", "alcohol", "systemen", "buurman", "geweld"),
    *("melden", "relatie", "leverancier", "sociale media", "uitnodiging", "privé", "kleding", "piketauto"),
    *("camera", "discriminatie", "privégegevens online", "wat mag ik aannemen"),
]

#: The portal's own limit (``vik_portal.zoeken.services``), which cannot be imported without its settings.
GENOEG = 4
#: How a found document looks in either list of results.
HIT = b'href="/beroepscode/themabladen/bench-'


def zoekvragen(opstelling: Opstelling, extra: str) -> tuple[list[str], list[str]]:
    """The paths of both sides for each question; both find the same number of the same 100 documents of 30 kB."""
    opstelling.need_documents()
    ours, reference = [], []
    for vraag in VRAGEN:
        mine, bare = f"/zoeken/?q={quote(vraag)}", f"/zoek/?q={quote(vraag)}{extra}"
        here, there = opstelling.ours.get(mine).count(HIT), opstelling.reference.get(bare).count(HIT)
        if there < GENOEG:
            continue  # the portal then also looks inside words, which bare search cannot
        if here != there:
            raise WrongAnswer(f"{mine}: {here} resultaten en kaal {there}; dat is niet hetzelfde werk")
        ours.append(mine)
        reference.append(bare)
    if len(ours) < 0.75 * len(VRAGEN):
        raise WrongAnswer("De zoekvragen komen niet meer in de inhoud voor; kies andere in bench/rijen.py.")
    return ours, reference


@rij
def zoeken(opstelling: Opstelling) -> Rij:
    """Search with snippets beside bare search with PostgreSQL's own snippets."""
    return Rij("zoeken", 1.5, *zoekvragen(opstelling, "&fragmenten=1"))


@rij
def zoeken_zonder(opstelling: Opstelling) -> Rij:
    """The same, snippets and all, beside bare search that shows only titles: the harder reading of the target."""
    return Rij("zoeken (kaal: titels)", 1.5, *zoekvragen(opstelling, ""))
