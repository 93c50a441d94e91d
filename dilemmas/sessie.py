"""The report of a session on paper and as slides, and the cards to raise.

Made from the steps of the meeting, the published forms of their rounds and the group's own words, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from dilemmas.groepsgesprek import LETTERS, STEMMEN, Beweging, antwoord, beweging, met_letters
from dilemmas.kaart import Kaart
from dilemmas.kaart import kaarten_pdf as dilemmakaarten
from dilemmas.schema import DilemmaInhoud
from dilemmas.stappen import dilemma_van, kennisantwoord, stem
from vik_portal.exports import Bestand, bestandsnaam, pdf, pptx
from vik_portal.exports.blokken import Begrip, Begrippen, Blok, Inleiding, Kop, Noot, Tabel, alinea, lijst
from vik_portal.exports.figuren import Staaf, Staven, Tekening, Vlak, Woord
from vik_portal.exports.huisstijl import in_woorden
from vik_portal.exports.pptx import Dia
from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap
from vik_portal.meedoen.services import uitslag_van
from vik_portal.meedoen.stappen import banden_van, getelde_ronde
from vik_portal.redactie import opmaak

_KAARTEN = "Geteld met kaarten of handen, in het zicht van de groep."


@dataclass(frozen=True)
class Deel:
    """A slide, and a piece of the report: its title, what stands there, what to say with it.

    ``kop``: on paper the title begins a part, with the other pieces of it below it.
    """

    titel: str
    blokken: Sequence[Blok]
    zeg: str = ""
    kop: bool = True


@dataclass
class Sessie:
    """Everything that may be told of one meeting, in the order of its steps."""

    titel: str
    team: str
    datum: date
    oefening: bool
    met_kaarten: bool
    delen: list[Deel] = field(default_factory=list)

    @property
    def wanneer(self) -> str:
        return f"{'Oefening, ' if self.oefening else ''}{in_woorden(self.datum)}"


def sessie_van(bijeenkomst: Bijeenkomst) -> Sessie:
    """Reads a meeting. A step of which nothing was held or typed gives nothing."""
    sessie = Sessie(
        bijeenkomst.titel,
        bijeenkomst.met_wie,
        timezone.localdate(bijeenkomst.begin),
        bijeenkomst.oefening,
        bijeenkomst.rondes.filter(kaarten=True, status=Ronde.Status.GETELD).exists(),
    )
    for stap in bijeenkomst.stappen.all():
        if maak := _MAKERS.get(stap.soort):
            stap.bijeenkomst = bijeenkomst
            sessie.delen += maak(stap)
    return sessie


def _stemming(ronde: Ronde) -> list[Blok]:
    """One counted question, as bars in words or as exact counts."""
    uitslag, vraag = uitslag_van(ronde), banden_van(ronde)[0]
    assert uitslag is not None
    paren = [(rij["categorie"], rij["woorden"]) for rij in vraag["rijen"]]
    noot: list[Blok] = [Noot(_KAARTEN)] if ronde.kaarten else []
    if uitslag.vorm == "aantallen":
        return [
            Tabel("Zoveel mensen kozen dit", ["Antwoord", "Hoeveel"], [list(paar) for paar in paren], [0.75, 0.25]),
            *noot,
        ]
    # As many steps as the screen draws segments.
    staven = [
        Staaf(naam, sum(vak.startswith("on") for vak in rij["vakken"]), woorden)
        for (naam, woorden), rij in zip(paren, vraag["rijen"], strict=True)
    ]
    titel = f"{vraag['deel']}: {vraag['tekst']}"
    return [Staven(titel, len(vraag["rijen"][0]["vakken"]), staven, ("Antwoord", "Hoeveel van jullie")), *noot]


def _dilemma(stap: Stap) -> list[Deel]:
    inhoud = dilemma_van(stap)
    rondes = {keer: getelde_ronde(stap, keer) for keer in STEMMEN}
    if inhoud is None or not any(rondes.values()):
        return []
    keuzes = lijst(*(antwoord(letter, optie) for letter, optie in met_letters(inhoud.opties)))
    delen = [
        Deel(
            inhoud.titel,
            [*opmaak.blokken(inhoud.verhaal)],
            f"Lees het verhaal voor. Vraag dan: “{inhoud.vraag}”",
        ),
        Deel(inhoud.vraag, [keuzes], "Lees de keuzes voor. Een goed antwoord staat er niet bij.", kop=False),
    ]
    for keer, ronde in rondes.items():
        if ronde:
            delen.append(Deel(STEMMEN[keer], _stemming(ronde), "Vraag nooit wie wat koos.", kop=False))
    verschoven = beweging(inhoud, stem(stap, 1), stem(stap, 2))
    if verschoven:
        delen.append(Deel(verschoven.zin, [_tabel(verschoven)], "Vraag wat er gezegd is in het gesprek.", kop=False))
    norm: list[Blok] = [alinea(inhoud.norm.tekst), alinea(f"Melden? {inhoud.norm.melden}")]
    delen.append(Deel("Wat zegt de norm?", norm, "Vraag wie ze zouden bellen als dit morgen gebeurt.", kop=False))
    versie = Noot(f"Tekst van versie {stap.inhoud['versie']}, zoals die op de dag zelf stond.")
    delen.append(Deel("Om over door te praten", [lijst(*inhoud.nabespreking), versie], kop=False))
    return delen


def _tabel(verschoven: Beweging) -> Tabel:
    rijen = [
        [f"{rij.letter}. {rij.tekst}", rij.van_woorden, rij.naar_woorden, rij.richting] for rij in verschoven.rijen
    ]
    return Tabel(
        "De eerste en de tweede stem naast elkaar",
        ["Keuze", "Eerste stem", "Tweede stem", "Verschil"],
        rijen,
        [0.43, 0.21, 0.21, 0.15],
    )


def _ronde(stap: Stap) -> list[Deel]:
    ronde = getelde_ronde(stap)
    return [Deel(ronde.vragen[0]["tekst"], _stemming(ronde))] if ronde else []


def _kennis(stap: Stap) -> list[Deel]:
    ronde, gegeven = getelde_ronde(stap), kennisantwoord(stap)
    if ronde is None or gegeven is None:
        return []
    goed, reden = gegeven
    return [Deel(ronde.vragen[0]["tekst"], [*_stemming(ronde), Begrippen([Begrip(f"Het antwoord: {goed}", reden)])])]


def _opbrengst(stap: Stap) -> list[Deel]:
    koppen = {"afspraken": "Wat we afspraken", "opvalt": "Wat ons opvalt"}
    return [Deel(kop, [lijst(*stap.inhoud[soort])]) for soort, kop in koppen.items() if stap.inhoud.get(soort)]


_MAKERS: dict[str, Callable[[Stap], list[Deel]]] = {
    "dilemma": _dilemma,
    "stelling": _ronde,
    "woorden": _ronde,
    "kennisvraag": _kennis,
    "opbrengst": _opbrengst,
}
_LEEG = "Er is nog niets geteld en nog niets opgeschreven."


def _wie_wat(sessie: Sessie) -> str:
    """What is true of who chose what: cards were seen by the room."""
    if sessie.met_kaarten:
        return (
            "Er is ook met kaarten of handen gestemd. Wie daarbij was, zag wat een ander koos. Hier staat dat niet in."
        )
    return "Wie wat koos, weet niemand."


def _naam(sessie: Sessie, uitgang: str) -> str:
    oefening = " oefening" if sessie.oefening else ""
    return bestandsnaam(f"Verslag gesprek{oefening} {sessie.team} {sessie.datum.isoformat()}", uitgang)


def sessie_pdf(bijeenkomst: Bijeenkomst) -> Bestand:
    """The session on paper."""
    sessie = sessie_van(bijeenkomst)
    blokken: list[Blok] = [Inleiding(f"{sessie.titel}. {sessie.wanneer}.")]
    for deel in sessie.delen:
        blokken += [Kop(deel.titel, 2 if deel.kop else 3), *deel.blokken]
    if not sessie.delen:
        blokken.append(alinea(_LEEG))
    inhoud = pdf.document(
        titel=sessie.team,
        onderwerp="Verslag van een gesprek" + (", oefening met verzonnen antwoorden" if sessie.oefening else ""),
        datum=sessie.datum,
        voettekst=f"Gesprek van {in_woorden(sessie.datum)}. Bevat geen losse antwoorden.",
        blokken=blokken,
    )
    return Bestand(_naam(sessie, "pdf"), pdf.PDF, inhoud)


def sessie_pptx(bijeenkomst: Bijeenkomst) -> Bestand:
    """The session as slides, one per piece."""
    sessie = sessie_van(bijeenkomst)
    wat = "Dit is wat jullie samen kozen en zeiden."
    if sessie.oefening:
        wat = "Dit is een oefening. De antwoorden zijn verzonnen en zeggen niets over deze groep."
    inhoud = pptx.presentatie(
        # The title stands at the foot of every slide.
        titel=f"{'Oefening: ' if sessie.oefening else ''}{sessie.titel}, {sessie.team}",
        ondertitel=f"{'Verzonnen antwoorden, ' if sessie.oefening else ''}{in_woorden(sessie.datum)}",
        notities=f"{wat} {_wie_wat(sessie)}",
        datum=sessie.datum,
        dias=[Dia(deel.titel, deel.blokken, deel.zeg) for deel in sessie.delen] or [Dia("Nog leeg", [alinea(_LEEG)])],
    )
    return Bestand(_naam(sessie, "pptx"), pptx.PPTX, inhoud)


def dilemmakaarten_pdf(bijeenkomst: Bijeenkomst) -> Bestand | None:
    """The dilemmas of a meeting as cards, two on a sheet; ``None`` as long as none was chosen."""
    dag = timezone.localdate(bijeenkomst.begin)
    stappen = [stap for stap in bijeenkomst.stappen.filter(soort="dilemma") if "vast" in stap.inhoud]
    kaarten = [
        Kaart(stap.inhoud["dilemma"], stap.inhoud["versie"], dag, DilemmaInhoud.model_validate(stap.inhoud["vast"]))
        for stap in stappen
    ]
    return dilemmakaarten(kaarten, f"Dilemmakaarten {bijeenkomst.titel}") if kaarten else None


def kaarten_pdf() -> Bestand:
    """Four sheets of A4 with one letter each, to raise."""
    dag = date(2026, 1, 1)  # always the same file
    paginas = [
        pdf.Pagina(
            f"Kaart {letter}",
            [
                Tekening(700, 940, f"De letter {letter}, zo groot als het blad", [
                    Vlak(0, 0, 700, 940, "licht"), Woord(350, 670, letter, "midden", vet=True),
                ], letter=620),
                Noot("Steek je kaart op als de begeleider telt. Iedereen tegelijk."),
            ],
        )
        for letter in LETTERS
    ]  # fmt: skip
    inhoud = pdf.document(
        titel="Kaarten A, B, C en D",
        onderwerp="Kiezen zonder telefoon",
        datum=dag,
        voettekst="Kiezen zonder telefoon",
        paginas=paginas,
    )
    return Bestand(bestandsnaam("Kaarten A tot en met D", "pdf"), pdf.PDF, inhoud)
