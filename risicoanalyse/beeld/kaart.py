"""The map: how far the druk on each work process goes beyond the houvast of each theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from risicoanalyse.beeld import zinnen
from risicoanalyse.beeld.vorm import Tabel
from risicoanalyse.scoring import NIET_TE_ZEGGEN, Groep, Kloof, Meting, Scores

NIVEAUS = ("laag", "midden", "hoog")
#: Per class of a gap: CSS class, filled quarters, words.
KLOVEN = (("klein", 1, "Kleine kloof"), ("midden", 2, "Kloof"), ("groot", 4, "Grote kloof"))
#: What each of them means, the widest first.
_UITLEG = ("veel druk, weinig houvast", "praat erover", "houvast weegt op tegen de druk")


@dataclass(frozen=True)
class Kop:
    """A row (druk of a process) or a column (houvast of a theme) of the map."""

    sleutel: str
    naam: str
    stand: str
    kenmerken: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Vak:
    """One field of the map; ``klasse`` is the CSS class after ``band-``, ``getal`` empty below twenty envelopes."""

    klasse: str
    kwarten: int
    woord: str
    getal: str

    @property
    def tekst(self) -> str:
        return f"{self.woord}, {self.getal}" if self.getal else self.woord


@dataclass(frozen=True)
class LegendaRegel:
    """One line of the key: quarters, an icon, a dotted box or nothing, and what it means."""

    tekst: str
    kwarten: int = 0
    teken: str = ""
    gestippeld: bool = False


@dataclass(frozen=True)
class KaartRij:
    kop: Kop
    vakken: tuple[Vak, ...]
    samen: Vak


@dataclass(frozen=True)
class Kaart:
    """Processes × themes. ``volgorde`` lists processes (slugs), the widest gap first: an order to talk in, no claim."""

    conclusie: str
    vooraf: str
    alt: str
    kolommen: tuple[Kop, ...]
    rijen: tuple[KaartRij, ...]
    legenda: tuple[LegendaRegel, ...]
    volgorde: tuple[str, ...]
    tabel: Tabel


def _getal(trap: str, meting: Meting) -> str:
    return f"ongeveer {meting.stap()}".replace("-", "−") if trap == "groot" else ""


def _vak(trap: str, kloof: Kloof | None) -> Vak:
    if kloof is None:
        return Vak("geen", 0, "Niet vergeleken", "")
    if kloof.klasse is None:
        return Vak("geen", 0, zinnen.groot(NIET_TE_ZEGGEN), _getal(trap, kloof.meting))
    return Vak(*KLOVEN[kloof.klasse], _getal(trap, kloof.meting))


def _kop(trap: str, soort: str, groep: Groep) -> Kop:
    getal = _getal(trap, groep.meting)
    # With a number beside it, an unknown level needs no words: the number says how near the border is.
    niveau = NIVEAUS[groep.klasse] if groep.klasse is not None else "" if getal else NIET_TE_ZEGGEN
    stand = ", ".join(filter(None, (niveau, getal)))
    kenmerken = [("verdeeld", "verdeeld")] * groep.verdeeld + [("blind", "blinde vlek")] * groep.blind
    return Kop(groep.sleutel, groep.naam, f"{soort}: {stand}", tuple(kenmerken))


def _legenda(trap: str, vakken: Sequence[Vak], koppen: Sequence[Kop]) -> tuple[LegendaRegel, ...]:
    """What the map uses, and nothing else: a projector has little room."""
    woorden = {vak.woord for vak in vakken}
    tekens = {teken for kop in koppen for teken, _ in kop.kenmerken}
    regels = [
        LegendaRegel(f"{woord}: {uitleg}", kwarten=kwarten)
        for (_, kwarten, woord), uitleg in zip(reversed(KLOVEN), _UITLEG, strict=True)
        if woord in woorden
    ]
    if zinnen.groot(NIET_TE_ZEGGEN) in woorden:
        regels.append(LegendaRegel("Niet te zeggen: past bij meer dan één soort kloof", gestippeld=True))
    if "verdeeld" in tekens:
        regels.append(LegendaRegel("Verdeeld: een deel laag, een deel hoog", teken="verdeeld"))
    if "blind" in tekens:
        regels.append(LegendaRegel("Blinde vlek: een deel weet of zegt het niet", teken="blind"))
    if trap == "groot":
        regels.append(LegendaRegel("Getal: druk min houvast"))
    return tuple(regels)


def _volgorde(scores: Scores) -> tuple[str, ...]:
    slugs = [proces.sleutel for proces in scores.processen if proces.sleutel in scores.kloof]
    return tuple(sorted(slugs, key=lambda slug: -round(scores.kloof[slug].meting.midden, 6)))


def conclusie(scores: Scores) -> str:
    """The heading above the map. A superlative only when every field is known."""
    vakken = [(proces, kloof) for proces in scores.processen for kloof in scores.kloven[proces.sleutel].values()]
    bekend = [kloof.klasse for _, kloof in vakken if kloof.klasse is not None]
    if not bekend:
        return "Over de kloof kan deze uitslag niets zeggen"
    alles, hoogste = len(bekend) == len(vakken), max(bekend)
    waar = list(dict.fromkeys(zinnen.klein(proces.naam) for proces, kloof in vakken if kloof.klasse == hoogste))
    if hoogste == 0:
        return "Overal is de kloof klein" if alles else "Waar de uitslag iets kan zeggen, is de kloof klein"
    if len(waar) == len(scores.processen) > 1:
        plek = "bij elk werkproces"
    elif len(waar) > 2:
        plek = f"bij {zinnen.telwoord(len(waar))} werkprocessen"
    else:
        plek = zinnen.en(waar, "bij ")
    if hoogste == 1:
        return f"Er is {'geen grote kloof, wel ' if alles else ''}een kloof {plek}"
    if alles and min(bekend) < 2 and plek != "bij elk werkproces":
        return f"De grootste kloof zit {plek}"
    return f"Er is een grote kloof {plek}"


def maak(scores: Scores) -> Kaart:
    trap = scores.trap
    rijen = tuple(
        KaartRij(
            kop=_kop(trap, "druk", proces),
            vakken=tuple(_vak(trap, scores.kloven[proces.sleutel].get(thema.sleutel)) for thema in scores.themas),
            samen=_vak(trap, scores.kloof.get(proces.sleutel)),
        )
        for proces in scores.processen
    )
    kolommen = tuple(_kop(trap, "houvast", thema) for thema in scores.themas)
    kop = conclusie(scores)
    koppen = [*kolommen, *(rij.kop for rij in rijen)]
    vooraf = (
        "Kijk eerst waar ‘verdeeld’ of ‘blinde vlek’ staat: een kloof is een gemiddelde en verbergt de kleinste groep."
    )
    regels = []
    for rij in rijen:
        paren = zip(rij.vakken, kolommen, strict=True)
        delen = [f"{zinnen.klein(vak.tekst)} bij {zinnen.klein(kolom.naam)}" for vak, kolom in paren]
        regels.append(f"{rij.kop.naam}: {zinnen.en(delen)}.")
    return Kaart(
        conclusie=kop,
        vooraf=vooraf if any(kop.kenmerken for kop in koppen) else "",
        alt=" ".join([f"{kop}.", *regels]),
        kolommen=kolommen,
        rijen=rijen,
        legenda=_legenda(trap, [vak for rij in rijen for vak in rij.vakken], koppen),
        volgorde=_volgorde(scores),
        tabel=Tabel(
            "De kaart",
            ("Werkproces", "Druk", *(kolom.naam for kolom in kolommen), "Alle thema’s samen"),
            (
                ("Houvast per thema", "", *(_zonder_soort(kolom) for kolom in kolommen), ""),
                *(
                    (rij.kop.naam, _zonder_soort(rij.kop), *(vak.tekst for vak in rij.vakken), rij.samen.tekst)
                    for rij in rijen
                ),
            ),
        ),
    )


def _zonder_soort(kop: Kop) -> str:
    stand = kop.stand.partition(": ")[2]
    return f"{stand} ({zinnen.en([woord for _, woord in kop.kenmerken])})" if kop.kenmerken else stand
