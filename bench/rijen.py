"""What is measured. A feature adds its row here:

1. write a function that takes the ``Opstelling``, prepares what the row needs and returns a ``Rij``;
2. decorate it with ``@rij``.

Each side of a row is a list of paths, fetched in turn (a unit of work is one page), a function
``work(client, number)`` at the top level of a module (a unit is one call; see ``belasting.Client``), or a ``Programma``
that says itself what its work took.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from bench import deelname, gehouden, jaarplan, keuzes, schermen
from bench.belasting import Client, WrongAnswer
from bench.meting import Better

if TYPE_CHECKING:
    from bench.opstelling import Opstelling, Server


@dataclass(frozen=True)
class Programma:
    """Arguments for python, under the settings of its side. It writes JSON: ``units``, ``cpu`` and ``seconds``."""

    arguments: list[str]


Work = list[str] | Callable[[Client, int], None] | Programma


@dataclass(frozen=True)
class Rij:
    """One row: the same work here and in bare Django, and how many times as much it may cost.

    ``figure`` is what the ratio is taken of: ``cpu_ms`` per unit, ``rate`` per second or ``p95_ms``. With ``together``
    all clients begin each unit in the same moment. ``meanwhile(port)`` is a context manager: what else goes on, on our
    side only. ``stored`` counts what the work leaves behind; it must grow by one per unit. ``servers`` are others than
    the portal and bare Django.
    """

    name: str
    target: float
    ours: Work
    reference: Work
    better: Better = "lower"
    figure: Literal["cpu_ms", "rate", "p95_ms"] = "cpu_ms"
    clients: int = 8
    together: bool = False
    meanwhile: Callable[[int], AbstractContextManager[None]] | None = None
    stored: Callable[[], int] | None = None
    servers: tuple[Server, Server] | None = None


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
def kernwaarde(opstelling: Opstelling) -> Rij:
    return leespagina(opstelling, "kernwaarde", "/beroepscode/kernwaarde/integer/")


@rij
def richtlijn(opstelling: Opstelling) -> Rij:
    return leespagina(opstelling, "richtlijn", "/beroepscode/richtlijn/informatie/")


@rij
def themablad(opstelling: Opstelling) -> Rij:
    return leespagina(opstelling, "themablad", "/beroepscode/themabladen/raadplegen-politiesystemen/")


@rij
def papier(opstelling: Opstelling) -> Rij:
    """All themabladen as PDF, as people fetch them, beside a bare Typst document of the same words on as many pages."""
    kaal = Programma(["-m", "bench.papier", "kaal", opstelling.need_words()])
    return Rij("themablad als pdf", 3.0, opstelling.themabladen_pdf(), kaal)


@rij
def papier_nieuw(opstelling: Opstelling) -> Rij:
    """The same of a themablad of which nobody has fetched the PDF yet: the harder reading of the target."""
    kaal = Programma(["-m", "bench.papier", "kaal", opstelling.need_words()])
    return Rij("themablad als pdf: nieuw", 3.0, Programma(["-m", "bench.papier", "themabladen"]), kaal)


@rij
def bibliotheek(opstelling: Opstelling) -> Rij:
    return leespagina(opstelling, "bibliotheek", "/dilemmas/")


@rij
def dilemma(opstelling: Opstelling) -> Rij:
    return leespagina(opstelling, "dilemma", f"/dilemmas/{keuzes.SLUG}/")


@rij
def keuze(opstelling: Opstelling) -> Rij:
    """A choice, counted, with the page to look back on, beside a bare view that raises one row and answers as much."""
    opstelling.need_choices()
    opstelling.bare_page("keuze", like=keuzes.zonder_keuze(opstelling.ours.port))
    return Rij("keuze tellen", 1.5, keuzes.kies, keuzes.kies_kaal, stored=opstelling.choices)


#: What people look for: common and rare words, one to three at a time, all of which occur in our own content.
VRAGEN = [
    *("geschenk", "nevenwerkzaamheden", "collega", "vertrouwenspersoon", "alcohol", "systemen", "buurman", "geweld"),
    *("melden", "relatie", "leverancier", "sociale media", "uitnodiging", "privé", "kleding", "piketauto"),
    *("camera", "discriminatie", "privégegevens online", "wat mag ik aannemen"),
]

#: A question for which bare search finds fewer is one for which the portal also looks inside words.
FEW = 4
#: How a found document looks in either list of results.
HIT = b'href="/beroepscode/themabladen/bench-'


def zoekvragen(opstelling: Opstelling, extra: str) -> tuple[list[str], list[str]]:
    """The paths of both sides for each question over the same 100 documents of 30 kB; the portal finds no fewer.

    It may find more: pages that say it in another word, or in a compound.
    """
    opstelling.need_documents()
    ours, reference = [], []
    for vraag in VRAGEN:
        mine, bare = f"/zoeken/?q={quote(vraag)}", f"/zoek/?q={quote(vraag)}{extra}"
        here, there = opstelling.ours.get(mine).count(HIT), opstelling.reference.get(bare).count(HIT)
        if there < FEW:
            continue
        if here < there:
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


@rij
def zoeken_gegroeid(opstelling: Opstelling) -> Rij:
    """Search over 3,000 pages of the size of a themablad beside the same over 300 of them."""
    servers = opstelling.need_growth()
    paths = [f"/zoeken/?q={quote(vraag)}" for vraag in VRAGEN]
    for path in paths:
        if HIT not in servers[1].get(path):
            raise WrongAnswer(f"{path}: geen resultaten")
    return Rij("zoeken: 3000 naast 300", 2.0, paths, paths, servers=servers)


@rij
def deelnemen(opstelling: Opstelling) -> Rij:
    """Page, seat, form and acknowledged envelope beside the naive questionnaire's GET and POST."""
    opstelling.need_participation()
    return Rij("deelnemen", 0.5, deelname.neem_deel, deelname.vul_in, stored=opstelling.envelopes)


@rij
def zaal(opstelling: Opstelling) -> Rij:
    """Forty phones in the same moment, while regie, scherm and a room of phones look; every envelope is kept."""
    opstelling.need_participation()
    return Rij(
        "zaal van veertig", 0.75, deelname.neem_deel, deelname.vul_in, figure="p95_ms", clients=deelname.ZAAL,
        together=True, meanwhile=deelname.kijkende_zaal, stored=opstelling.envelopes,
    )  # fmt: skip


@rij
def aula(opstelling: Opstelling) -> Rij:
    """Two hundred phones vote over a dilemma in the same moment, beside the bare insert; every envelope is kept."""
    opstelling.need_auditorium()
    return Rij(
        "tweehonderd stemmen", 2.0, deelname.stem, deelname.stem_kaal, figure="p95_ms", clients=deelname.AULA,
        together=True, stored=opstelling.envelopes,
    )  # fmt: skip


@rij
def kijken(opstelling: Opstelling) -> Rij:
    """A phone that looks where the meeting is, beside a bare page of as many bytes."""
    opstelling.need_participation()
    pad = f"/meedoen/{deelname.code()}/stand"
    return Rij("telefoon kijkt", 1.0, [pad], [opstelling.bare_page("stand", like=pad)])


@rij
def sluiten(opstelling: Opstelling) -> Rij:
    """Counting forty envelopes beside forty bare RSA decryptions."""
    return Rij(
        "veertig tellen",
        2.0,
        Programma(["-m", "bench.deelname", "sluit"]),
        Programma(["-m", "bench.deelname", "ontcijfer"]),
    )


@rij
def uitslag(opstelling: Opstelling) -> Rij:
    """The result page of a meeting among 1,000 beside the same among ten."""
    return Rij("uitslag: 1000 naast 10", 2.0, gehouden.lees, gehouden.lees, servers=opstelling.need_meetings())


@rij
def verslag(opstelling: Opstelling) -> Rij:
    """The report as PDF of a meeting among 1,000 beside the same among ten."""
    return Rij("verslag: 1000 naast 10", 2.0, gehouden.lees_pdf, gehouden.lees_pdf, servers=opstelling.need_meetings())


def _jaarplanner(opstelling: Opstelling, naam: str, kaal: Work) -> Rij:
    _, few = opstelling.need_planning()
    opstelling.need_bare_login()
    opstelling.bare_page("jaarplan", like=jaarplan.lees(Client(few.port)))
    return Rij(naam, 3.0, jaarplan.lees, kaal, servers=(few, opstelling.reference))


@rij
def jaarplanner(opstelling: Opstelling) -> Rij:
    """The year planner of one district of ten teams beside a bare page of as many bytes, both behind a login."""
    return _jaarplanner(opstelling, "jaarplanner", jaarplan.lees_eigen)


@rij
def jaarplanner_open(opstelling: Opstelling) -> Rij:
    """The same beside that page for anybody, without session and person: the harder reading of the target."""
    return _jaarplanner(opstelling, "jaarplanner (kaal: open)", jaarplan.lees_kaal)


@rij
def jaarplanner_gegroeid(opstelling: Opstelling) -> Rij:
    """The same planner with 200 teams in the database beside 20."""
    servers = opstelling.need_planning()
    return Rij("jaarplanner: 200 naast 20", 1.5, jaarplan.lees, jaarplan.lees, servers=servers)


@rij
def wandscherm(opstelling: Opstelling) -> Rij:
    """A poll of one of a thousand wall screens that hears nothing new, beside a bare 304 of one query."""
    opstelling.need_screens()
    return Rij("wandscherm kijkt", 1.25, schermen.kijk, schermen.kijk_kaal)


@rij
def zeven_uur(opstelling: Opstelling) -> Rij:
    """Two hundred briefers in the same moment, each with three requests, while a thousand screens look; beside as many
    requests of the naive questionnaire, alone. Any answer that is not as it should be stops the bench."""
    opstelling.need_screens()
    opstelling.need_participation()
    return Rij(
        "zeven uur", 1.5, schermen.brief, schermen.brief_kaal, figure="p95_ms", clients=schermen.BRIEFERS,
        together=True, meanwhile=schermen.duizend_schermen,
    )  # fmt: skip
