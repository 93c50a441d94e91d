"""The one registry: what the apps connect to the ground floor.

Each app has an ``aansluiting.py`` that registers its parts in ``ready()``; the ground floor asks the
registry and never imports a feature. One dataclass per kind of connection:

* :class:`Zoekbron`: what the search page finds; :class:`Sprong`: an action or a list that it jumps to.
* :class:`Stapsoort` and :class:`Draaiboek`: a kind of step of a bijeenkomst, and a script made of steps.
* :class:`Aanbeveler`: what fits a theme or a part of the code (a themablad, dilemmas, briefing items).
* :class:`Wachtbron`: what stands on somebody's home page (waits, comes, is mine).
* :class:`Agendabron`: appointments in somebody's calendar feed that move and are cancelled.
* :class:`Bewaartermijn`: how long a kind of thing stays, and why; :class:`Bewaard`: to which a model belongs.
* :class:`Bereikbron`: how often a theme was asked about, discussed or practised in a quarter.
* :class:`Itembron`: published texts of which a briefing item can be made; :class:`Vervolg`: what somebody may make of
  a published text, as a link on its page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, TypeVar


@dataclass(frozen=True)
class Zoekdocument:
    """One findable page. ``zichtbaar`` is ``openbaar``, ``ingelogd`` or ``briefing`` (roles that may see planning).

    ``trefwoorden`` are words or phrases with `` · `` between them. Who asks for one of ``namen`` (the first is the
    title) and little else gets the page on top; one word of a longer name, among others, is no reason to show it.
    """

    sleutel: str
    url: str
    titel: str
    kort: str
    tekst: str
    trefwoorden: str = ""
    zichtbaar: Literal["openbaar", "ingelogd", "briefing"] = "openbaar"
    namen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Zoekbron:
    """A kind of page that search finds; ``documenten`` yields all of them as they are published now.

    ``gewicht`` is what its pages count for beside others that say the same: a norm is asked for more than an example.
    """

    sleutel: str
    label: str
    documenten: Callable[[], Iterable[Zoekdocument]]
    gewicht: float = 1.0


@dataclass(frozen=True)
class Sprong:
    """Something to do or a list to open, which search puts on top for who asks for one of ``namen`` (or the title).

    ``naam`` is the name of its address, without arguments.
    """

    sleutel: str
    titel: str
    naam: str
    kort: str
    namen: tuple[str, ...] = ()
    zichtbaar: Literal["openbaar", "ingelogd", "briefing"] = "openbaar"


def _geen_links(bijeenkomst: Any) -> list[Verwijzing]:
    return []


def _geen_paginas(sleutel: str) -> list[Verwijzing]:
    return []


def _geen_berichten(bijeenkomst: Any) -> list[Klaarbericht]:
    return []


def _niets(stap: Any) -> dict[str, Any]:
    return {}


def _een_plek(stap: Any) -> int:
    return 1


def _eerste_keer(stap: Any) -> int:
    return 1


def _laat_zo(stap: Any) -> None:
    return None


def _niets_open(stap: Any) -> str:
    return ""


@dataclass(frozen=True)
class Stapsoort:
    """A kind of step in the draaiboek of a bijeenkomst.

    ``sjabloon`` renders the big screen; ``regie`` what the begeleider gets beside the spoken text. ``context`` gives
    both what they need, from published forms only. ``ronde`` makes a step ask something on the phones: it returns the
    form of publication and the questions. ``acties`` are further buttons in regie; each gets the step and POST data.
    ``plekken`` says how many places there are inside the step: "volgende" goes through them before the next step, and
    the meeting's ``plek`` says where it is. ``keer`` says which vote of the step a round that opens now is, from 1: a
    step that asks the same twice has two. ``verlaat`` is called when the screen no longer shows the step.

    The bar of regie shows the one thing that moves a step on: the door, or the round of a step that gives ``ronde`` in
    its context. Another kind names its own there, as ``handeling``: (name of the button, its words), or ``None`` where
    nothing has to happen. ``nog_open`` is one sentence about what the meeting lacks when it is ended now, or nothing.

    ``los``: a begeleider may add this kind to any draaiboek; ``uitleg`` says in one line what it is for, and ``form``
    (a ``meedoen.forms.StapForm``) asks for its words. ``links`` are pages and files about a meeting with such a step,
    for who may see that meeting; one that several kinds give is shown once.
    """

    sleutel: str
    label: str
    sjabloon: str
    regie: str = ""
    context: Callable[[Any], dict[str, Any]] = _niets
    ronde: Callable[[Any], tuple[Literal["banden", "aantallen"], list[dict[str, Any]]]] | None = None
    acties: dict[str, Callable[[Any, Any], None]] = field(default_factory=dict)
    plekken: Callable[[Any], int] = _een_plek
    verlaat: Callable[[Any], None] = _laat_zo
    los: bool = False
    keer: Callable[[Any], int] = _eerste_keer
    nog_open: Callable[[Any], str] = _niets_open
    uitleg: str = ""
    form: type[Any] | None = None
    links: Callable[[Any], list[Verwijzing]] = _geen_links


@dataclass(frozen=True)
class Draaiboek:
    """A script that a new bijeenkomst can follow; ``stappen`` gives its steps as field values of ``meedoen.Stap``.

    ``links`` are the pages and files that its app has about one meeting, for who may see that meeting.
    ``berichten`` are the texts that fit the moment, for its begeleiders to send or copy. Where the checklist differs
    per meeting, ``vooraf`` gives that of one. One that is not ``kiesbaar`` is planned by itself or from a page of its
    own. One that may be held ``opnieuw`` can be given another day after the hourly clean-up ended it with nothing
    counted: nothing may hang on such a meeting but its own steps. ``na_afloop`` is called in the transaction in which
    somebody ends the meeting, and not when the hourly clean-up does (``Bijeenkomst.vanzelf_afgerond``).
    """

    sleutel: str
    label: str
    toelichting: str
    stappen: Callable[[], list[dict[str, Any]]]
    stopregels: Callable[[], list[dict[str, str]]] = list
    voorbereiding: Callable[[], list[str]] = list
    links: Callable[[Any], list[Verwijzing]] = _geen_links
    berichten: Callable[[Any], list[Klaarbericht]] = _geen_berichten
    na_afloop: Callable[[Any], None] = _laat_zo
    kiesbaar: bool = True
    opnieuw: bool = False
    vooraf: Callable[[Any], list[str]] | None = None

    def checklist(self, bijeenkomst: Any) -> list[str]:
        """What to prepare for this meeting."""
        return self.vooraf(bijeenkomst) if self.vooraf else self.voorbereiding()


@dataclass(frozen=True)
class Klaarbericht:
    """A text about one meeting that is ready to go, in plain words.

    To the ``teamchef`` it is sent by the portal, without a greeting and with ``url`` below it; to the ``team``, who
    have no accounts, the begeleider copies it.
    """

    sleutel: str
    titel: str
    aan: Literal["teamchef", "team"]
    onderwerp: str
    tekst: str
    url: str = ""


@dataclass(frozen=True)
class Verwijzing:
    """A link to a page with one line that says why it is worth opening."""

    titel: str
    url: str
    toelichting: str = ""


@dataclass(frozen=True)
class Aanbeveler:
    """Gives the published pages of one kind: those that fit a theme slug, and those that cite a part of the code.

    A part of the code is asked for by its key (``kernwaarde/moedig``). ``zichtbaar`` is as in :class:`Zoekdocument`.
    """

    sleutel: str
    label: str
    voor_thema: Callable[[str], list[Verwijzing]]
    voor_onderdeel: Callable[[str], list[Verwijzing]] = _geen_paginas
    zichtbaar: Literal["openbaar", "ingelogd", "briefing"] = "openbaar"

    @property
    def openbaar(self) -> bool:
        """Whether readers may open its pages."""
        return self.zichtbaar == "openbaar"


@dataclass(frozen=True)
class Punt:
    """One line on a home page. ``wanneer`` is the day it is due or happens; ``None`` when it has no day."""

    titel: str
    url: str
    toelichting: str = ""
    wanneer: date | None = None
    actie: str = "Bekijk"


@dataclass(frozen=True)
class Wachtbron:
    """Gives somebody's lines of one sort: ``wacht`` (waits for you), ``komt`` (what comes) or ``mijn`` (is mine)."""

    sleutel: str
    soort: Literal["wacht", "komt", "mijn"]
    punten: Callable[[Any], list[Punt]]


@dataclass(frozen=True)
class Agendabron:
    """Gives somebody's appointments (``exports.ics.Afspraak``) from a day on, with keys and numbers of their own.

    Titles are neutral: a calendar is shared. The ``Wachtbron`` under ``komt`` with the same key stays out of the feed.
    """

    sleutel: str
    afspraken: Callable[[Any, date], list[Any]]


@dataclass(frozen=True)
class Bewaartermijn:
    """How long one kind of thing stays and why, in plain words: the public page is made of these.

    ``hoelang`` is the term as a reader sees it. What goes by night has ``verlopen``: querysets of the rows that have to
    be gone at a moment (aware), unsliced, in the order in which they go; what hangs on a row goes with it. ``vooraf``
    is called with that moment before anything goes. ``resten`` runs last: it takes away what no row knows any more, and
    returns how many. Without ``verlopen`` something else lets it go, or it stays; ``waarom`` says so.
    """

    sleutel: str
    groep: Literal["bijeenkomsten", "briefings", "dilemmas", "accounts", "teksten"]
    wat: str
    hoelang: str | Callable[[], str]
    waarom: str
    verlopen: Callable[[datetime], list[Any]] | None = None
    vooraf: Callable[[datetime], None] | None = None
    resten: Callable[[], int] | None = None

    @property
    def in_woorden(self) -> str:
        """The term as it holds now."""
        return self.hoelang if isinstance(self.hoelang, str) else self.hoelang()


@dataclass(frozen=True)
class Bewaard:
    """The line that every model has: ``sleutel`` is its label (``app.Model``), ``bij`` the keys of its terms."""

    sleutel: str
    bij: tuple[str, ...]


@dataclass(frozen=True)
class Bereikbron:
    """How often something happened per theme, for the pictures over teams.

    ``aantallen`` gets the first day and the day after the last, and returns slug of a themablad → number, rounded down
    to a multiple of ``stap``; what is less than one is left out. The key ``""`` is for what has no theme. ``None`` when
    it cannot be known any more of a quarter that long ago. Only what its app may publish of itself. ``wat`` is what is
    counted, in the plural. ``per_thema`` is off for what is told as one number, under ``""``.
    """

    sleutel: str
    label: str
    toelichting: str
    wat: str
    stap: int
    aantallen: Callable[[date, date], dict[str, int] | None]
    per_thema: bool = True


@dataclass(frozen=True)
class Bronstuk:
    """A published text that something else is made of, whole; ``verhaal`` is the rich-text subset, the rest is plain.

    ``versie`` is the number of what is published now.
    """

    slug: str
    titel: str
    url: str
    versie: int
    kort: str
    verhaal: str
    vraag: str
    keuzes: tuple[str, ...]
    norm: str
    melden: str
    themas: tuple[str, ...]


@dataclass(frozen=True)
class Itembron:
    """Texts of which a briefing item can be made. ``sleutel`` is also the kind of the item.

    ``keuzes`` gives them by theme, as (theme, [(slug, title)]); ``een`` is ``None`` for what is not published.
    """

    sleutel: str
    label: str
    keuzes: Callable[[], list[tuple[str, list[tuple[str, str]]]]]
    een: Callable[[str], Bronstuk | None]


@dataclass(frozen=True)
class Vervolg:
    """Something that may be made of a published text: ``mag`` gets the visitor, ``url`` its kind and slug."""

    sleutel: str
    titel: str
    mag: Callable[[Any], bool]
    url: Callable[[str, str], str]


Deel = (
    Zoekbron
    | Sprong
    | Stapsoort
    | Draaiboek
    | Aanbeveler
    | Wachtbron
    | Agendabron
    | Bewaartermijn
    | Bewaard
    | Bereikbron
    | Itembron
    | Vervolg
)
T = TypeVar(
    "T",
    Zoekbron,
    Sprong,
    Stapsoort,
    Draaiboek,
    Aanbeveler,
    Wachtbron,
    Agendabron,
    Bewaartermijn,
    Bewaard,
    Bereikbron,
    Itembron,
    Vervolg,
)


@dataclass
class Register:
    """Keeps connections by type and key, in the order in which they came."""

    _delen: dict[type, dict[str, Any]] = field(default_factory=dict)

    def registreer(self, deel: Deel) -> None:
        """Adds one connection; a second one with the same key raises ``ValueError``, since one would vanish."""
        soort = self._delen.setdefault(type(deel), {})
        if deel.sleutel in soort:
            raise ValueError(f"{type(deel).__name__} {deel.sleutel!r} is al aangesloten.")
        soort[deel.sleutel] = deel

    def alle(self, soort: type[T]) -> list[T]:
        """All connections of one type."""
        return list(self._delen.get(soort, {}).values())

    def een(self, soort: type[T], sleutel: str) -> T:
        """One connection; an unknown key raises ``KeyError``."""
        return self._delen[soort][sleutel]

    def misschien(self, soort: type[T], sleutel: str) -> T | None:
        """One connection, or ``None`` when nothing has this key (any more)."""
        return self._delen.get(soort, {}).get(sleutel)


register = Register()
