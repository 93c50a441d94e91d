"""What a report of one meeting holds: the published form, the team's own words, and nothing else.

Page, PDF, slides and sheet are made from one :class:`Rapport`, so that they cannot say different things.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import override

from risicoanalyse.beeld import zinnen
from risicoanalyse.beeld.matrix import LETTERS, Matrix
from risicoanalyse.beeld.uitslag import Beeld
from risicoanalyse.models import Maatregel, Risico
from risicoanalyse.pulse.gehouden import Teruggekeken, teruggekeken
from risicoanalyse.stappen import instrument, matrix_beeld, uitslag_beeld
from vik_portal.exports.huisstijl import in_woorden
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.models import Gebruiker


@dataclass(frozen=True)
class Afspraak:
    """A risk under its letter, and the measure against it when there is one."""

    letter: str
    risico: Risico
    maatregel: Maatregel | None


@dataclass(frozen=True)
class Rapport:
    """``beeld`` and ``matrix`` are ``None`` until their round was counted."""

    titel: str
    team: str
    datum: date
    oefening: bool
    #: "beknopt", or "diepgaand" with its phenomenon.
    diepte: str
    vragenlijst: str
    beeld: Beeld | None
    matrix: Matrix | None
    risicos: tuple[Afspraak, ...]
    #: Days of the pulses that are planned or were held, the first one first.
    pulsdagen: tuple[date, ...] = ()
    #: Of these the ones that are still to come.
    komende_pulsen: tuple[date, ...] = ()
    #: The pulses that were held.
    teruggekeken: tuple[Teruggekeken, ...] = ()

    @property
    def soort(self) -> str:
        oefening = ", oefening met verzonnen antwoorden" if self.oefening else ""
        return f"Verslag risicoanalyse, {self.diepte}{oefening}"

    @property
    def afspraken(self) -> tuple[Afspraak, ...]:
        """The risks that have a measure."""
        return tuple(regel for regel in self.risicos if regel.maatregel)

    @property
    def afsprakenkop(self) -> str:
        aantal = len(self.afspraken)
        return (
            "Onze afspraak" if aantal == 1 else f"Onze {zinnen.telwoord(aantal)} afspraken" if aantal else "Afspraken"
        )

    @property
    def kern(self) -> str:
        """Two or three sentences that say it all."""
        if self.beeld is None:
            return f"{self.team} heeft op {in_woorden(self.datum)} nog geen vragenlijst geteld."
        kaart, aantal = self.beeld.kaart, len(self.afspraken)
        processen = zinnen.telwoord(len(kaart.rijen))
        delen = [f"Op {in_woorden(self.datum)} keek {self.team} naar {processen} werkprocessen.", f"{kaart.conclusie}."]
        if aantal:
            delen.append(f"Het team maakte {zinnen.telwoord(aantal)} {'afspraak' if aantal == 1 else 'afspraken'}.")
        return " ".join(delen)

    @property
    def feiten(self) -> list[tuple[str, str]]:
        begeleiding = "Preventie VIK, oefening" if self.oefening else "Preventie VIK"
        return [
            ("Begeleiding", begeleiding),
            ("Dag", in_woorden(self.datum)),
            ("Vragenlijst", self.vragenlijst),
            *([("Terugkijken", self.terugkijken)] if self.terugkijken else []),
        ]

    @property
    def terugkijken(self) -> str:
        """The months of the pulses: "juni en september 2027"; empty when none is planned or held."""
        return _maanden(self.pulsdagen)

    @property
    def nog_terugkijken(self) -> str:
        """The months of the pulses that are still to come; empty when there are none."""
        return _maanden(self.komende_pulsen)


def _maanden(dagen: tuple[date, ...]) -> str:
    maanden = dict.fromkeys((dag.year, dag.month) for dag in dagen)
    jaren = [jaar for jaar, _ in maanden]
    with override("nl"):
        namen = [str(MONTHS[maand]) for _, maand in maanden]
    # The year stands once when it is one and the same.
    return " en ".join(
        naam if jaar in jaren[plek + 1 :] else f"{naam} {jaar}"
        for plek, (naam, jaar) in enumerate(zip(namen, jaren, strict=True))
    )


def _pulsen(bijeenkomst: Bijeenkomst) -> list[tuple[date, str]]:
    """Days of the pulses that go on or were held, each with its status."""
    gaan_door = bijeenkomst.pulsen.exclude(bijeenkomst__status=Bijeenkomst.Status.AFGEZEGD)
    paren = gaan_door.order_by("bijeenkomst__begin").values_list("bijeenkomst__begin", "bijeenkomst__status")
    return [(timezone.localdate(begin), status) for begin, status in paren]


def rapport_van(bijeenkomst: Bijeenkomst, lezer: Gebruiker | None = None) -> Rapport:
    """Reads the published form and the team's words of a meeting.

    A pulse is a meeting with begeleiders of its own: of those that were held ``lezer`` gets what they may see. Without
    a reader, all of them.
    """
    inhoud, _ = instrument(bijeenkomst)
    risicos = bijeenkomst.risicos.select_related("maatregel")
    pulsen = _pulsen(bijeenkomst)
    return Rapport(
        titel=bijeenkomst.titel,
        team=bijeenkomst.team.naam,
        datum=timezone.localdate(bijeenkomst.begin),
        oefening=bijeenkomst.oefening,
        diepte=f"{inhoud.soort}, {inhoud.fenomeen}" if inhoud.fenomeen else inhoud.soort,
        vragenlijst=f"{inhoud.titel}, versie {inhoud.versie}",
        beeld=uitslag_beeld(bijeenkomst),
        matrix=matrix_beeld(bijeenkomst),
        risicos=tuple(
            Afspraak(letter, risico, getattr(risico, "maatregel", None))
            for letter, risico in zip(LETTERS, risicos, strict=False)
        ),
        pulsdagen=tuple(dag for dag, _ in pulsen),
        komende_pulsen=tuple(dag for dag, status in pulsen if status == Bijeenkomst.Status.GEPLAND),
        teruggekeken=teruggekeken(bijeenkomst, lezer),
    )
