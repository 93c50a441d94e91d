"""What became of a pulse: its questions, its picture beside the analysis, and how the agreements stood that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from risicoanalyse import scoring
from risicoanalyse.beeld import zinnen
from risicoanalyse.models import Maatregel, Pulse
from risicoanalyse.models.afspraken import KWARTEN
from risicoanalyse.pulse import beeld
from risicoanalyse.pulse.kiezen import kies
from risicoanalyse.scoring import Item
from risicoanalyse.stappen import _laatste, instrument
from vik_portal.meedoen.models import Bijeenkomst, Ronde
from vik_portal.meedoen.services.bijeenkomst import SPELING
from vik_portal.organisatie.models import Gebruiker


@dataclass(frozen=True)
class Stand:
    """How an agreement stood on the day of the pulse; ``regel`` is what was written with it."""

    letter: str
    maatregel: Maatregel
    status: str
    regel: str
    #: Filled quarters of the compass, as it stood then.
    kwarten: int

    @property
    def zin(self) -> str:
        return f"{self.status}. {self.regel}".strip()


@dataclass(frozen=True)
class Teruggekeken:
    """One pulse that was held. Without ``beeld`` there is nothing to compare, and ``waarom`` says why."""

    maand: int
    datum: date
    beeld: beeld.PulseBeeld | None
    waarom: str
    afspraken: tuple[Stand, ...]

    @property
    def kop(self) -> str:
        return f"Na {zinnen.telwoord(self.maand)} maanden"


def kies_items(van: Bijeenkomst) -> list[int]:
    """The questions of an analysis that come back; none before its questionnaire was counted."""
    geteld = _laatste(van, "vragenlijst")
    return kies(scoring.score(*instrument(van), geteld)) if geteld else []


def vragen_van(pulse: Pulse) -> list[tuple[int, Item]]:
    """(number in the analysis, question) as they were asked then."""
    # Frozen when it is planned or its round begins; the questionnaire may have been counted in between.
    nummers = pulse.items or kies_items(pulse.van)
    alle = scoring.items(*instrument(pulse.van)) if nummers else []
    return [(nummer, alle[nummer - 1]) for nummer in nummers]


def beeld_van(pulse: Pulse) -> beeld.PulseBeeld | None:
    """Toen beside nu, from the two published forms; ``None`` while one of them is not there."""
    toen, nu = _laatste(pulse.van, "vragenlijst"), _laatste(pulse.bijeenkomst, "pulse")
    if toen is None or nu is None:
        return None
    return beeld.maak(vragen_van(pulse), toen, nu)


def waarom_niets(pulse: Pulse) -> str:
    """Why there is nothing to compare."""
    if not vragen_van(pulse):
        return "Bij de risicoanalyse is geen vragenlijst geteld. Daarom zijn er geen vragen om opnieuw te stellen."
    laatste = pulse.bijeenkomst.rondes.filter(soort="pulse").order_by("-volgnummer").first()
    if laatste is not None and laatste.status == Ronde.Status.TE_WEINIG:
        return "Er kwamen minder dan vijf enveloppen binnen. Ze zijn ongelezen vernietigd."
    return "Er is deze keer geen ronde geteld."


@dataclass(frozen=True)
class Vergeten:
    """What the clock ended: what happened, and what may be done with it, in one sentence."""

    zin: str
    #: True when its questions were counted: then it only has to be ended.
    geteld: bool


def vergeten(pulse: Pulse) -> Vergeten:
    """For a pulse that nobody ended. Reads ``bijeenkomst.rondes``, which may have been prefetched."""
    dag = date_format(timezone.localdate(pulse.bijeenkomst.begin), "j F")
    rondes = [ronde for ronde in pulse.bijeenkomst.rondes.all() if ronde.soort == "pulse"]
    if any(ronde.status == Ronde.Status.GETELD for ronde in rondes):
        return Vergeten(
            f"Op {dag} is er geteld en niet afgerond: rond af zodra het team Toen en nu heeft gezien.", True
        )
    if not rondes:
        wat = f"Op {dag} is het begonnen en niet afgerond, en er is niets geteld"
    elif max(rondes, key=lambda ronde: ronde.volgnummer).status == Ronde.Status.TE_WEINIG:
        wat = f"Op {dag} waren er minder dan vijf enveloppen, en ze zijn ongelezen vernietigd"
    else:
        wat = f"De ronde van {dag} is niet geteld, en de enveloppen zijn ongelezen vernietigd"
    return Vergeten(f"{wat}: houd het opnieuw, of laat het zo.", False)


def standen(pulse: Pulse, tot: date | None = None) -> tuple[Stand, ...]:
    """The agreements of the analysis with their newest line, of ``tot`` at the latest."""
    maatregelen = Maatregel.objects.filter(risico__bijeenkomst=pulse.van).order_by("risico__volgorde")
    gevonden = []
    for maatregel in maatregelen.select_related("risico").prefetch_related("voortgang"):
        regels = [regel for regel in maatregel.voortgang.all() if tot is None or regel.dag <= tot]
        if regels:
            nieuwste = regels[0]
            letter, kwarten = maatregel.risico.letter, KWARTEN.get(nieuwste.status, 0)
            gevonden.append(Stand(letter, maatregel, nieuwste.get_status_display(), nieuwste.toelichting, kwarten))
    return tuple(gevonden)


def terugblik(pulse: Pulse) -> Teruggekeken:
    begin = pulse.bijeenkomst.begin
    gezien = beeld_van(pulse)
    # A pulse that begins a day late keeps the day it was planned for; what was said in it is of the day after.
    afspraken = standen(pulse, timezone.localdate(begin + SPELING))
    return Teruggekeken(
        pulse.maand, timezone.localdate(begin), gezien, "" if gezien else waarom_niets(pulse), afspraken
    )


def toen_en_nu(analyses: Sequence[int], lezer: Gebruiker) -> dict[int, list[Pulse]]:
    """Per analysis (its key) the pulses that were held and that this person may read, the first one first."""
    gehouden = Pulse.objects.gehouden().filter(
        van__in=analyses, bijeenkomst__in=Bijeenkomst.objects.visible_to(lezer).filter(soort="pulse")
    )
    per_analyse: dict[int, list[Pulse]] = {}
    for pulse in gehouden.order_by("maand"):
        per_analyse.setdefault(pulse.van_id, []).append(pulse)
    return per_analyse


def teruggekeken(bijeenkomst: Bijeenkomst, lezer: Gebruiker | None = None) -> tuple[Teruggekeken, ...]:
    """The pulses of an analysis that were held, the first one first; with a ``lezer`` those that they may see."""
    gehouden = bijeenkomst.pulsen.gehouden().select_related("bijeenkomst", "van")
    if lezer is not None:
        gehouden = gehouden.filter(bijeenkomst__in=Bijeenkomst.objects.visible_to(lezer))
    return tuple(terugblik(pulse) for pulse in gehouden.order_by("maand"))
