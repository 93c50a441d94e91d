"""The result of a questionnaire as pictures with their conclusions, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from risicoanalyse import gewichten, scoring
from risicoanalyse.beeld import zinnen
from risicoanalyse.beeld.vorm import BandRij, Tabel, band_rij
from risicoanalyse.schema import VragenlijstInhoud, WerkprocesInhoud
from risicoanalyse.scoring import CATEGORIEEN, NIET_TE_ZEGGEN, Groep, Item, ItemScore, Kloof, Scores
from vik_portal.meedoen.banden import HOOG, LAAG, Uitslag

NIVEAUS = ("laag", "midden", "hoog")
#: Per class of a gap: CSS class, filled quarters, words.
KLOVEN = (("klein", 1, "Kleine kloof"), ("midden", 2, "Kloof"), ("groot", 4, "Grote kloof"))
#: How many statements fit on the projector.
OP_SCHERM = 6
#: What each of them means, the widest first.
_UITLEG = ("veel druk, weinig houvast", "praat erover", "houvast weegt op tegen de druk")

_GETELD = {
    "klein": "We telden vijf tot negen enveloppen. Dat zijn er minder dan tien: daarom banden en geen cijfers.",
    "midden": "We telden tien tot negentien enveloppen. Dat zijn er minder dan twintig: daarom banden en geen cijfers.",
    "groot": "We telden twintig enveloppen of meer. Daarom zie je tienden, en plekken in stappen van vijf.",
}


@dataclass(frozen=True)
class Deelname:
    """How many took part, as far as the published form says it."""

    conclusie: str
    ongeldig: str


@dataclass(frozen=True)
class VraagBeeld:
    """One item: its bands, and what they say. ``kenmerken`` are (icon, word, sentence); they come first."""

    deel: str
    thema: str
    tekst: str
    rijen: tuple[BandRij, ...]
    kenmerken: tuple[tuple[str, str, str], ...]
    conclusie: str
    omgekeerd: bool
    tabel: Tabel


@dataclass(frozen=True)
class Punt:
    """One statement on a list, with the sentence that its bands carry."""

    thema: str
    zin: str
    tekst: str


@dataclass(frozen=True)
class Lijst:
    """Divided items, blind spots or strengths: a conclusion and the statements it rests on."""

    conclusie: str
    punten: tuple[Punt, ...]
    tabel: Tabel

    @property
    def op_scherm(self) -> tuple[Punt, ...]:
        """As many as a projector shows without scrolling, in the same order."""
        return self.punten[:OP_SCHERM]

    @property
    def rest(self) -> tuple[Punt, ...]:
        return self.punten[OP_SCHERM:]


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


@dataclass(frozen=True)
class Beeld:
    """Everything that is shown of one questionnaire round, on whatever carrier."""

    trap: str
    deelname: Deelname
    verdeeld: Lijst
    blind: Lijst
    sterk: Lijst
    kaart: Kaart
    vragen: tuple[VraagBeeld, ...]
    verantwoording: tuple[tuple[str, str], ...]
    status: str

    def tabellen(self) -> list[Tabel]:
        """All data tables in screen order."""
        regels = Tabel("Hoe we rekenen", ("Onderwerp", "Regel"), self.verantwoording)
        lijsten = [self.verdeeld.tabel, self.blind.tabel, self.sterk.tabel, self.kaart.tabel]
        return [*lijsten, *(vraag.tabel for vraag in self.vragen), regels]


def maak(inhoud: VragenlijstInhoud, processen: Mapping[str, WerkprocesInhoud], uitslag: Uitslag) -> Beeld:
    """The one function behind screen, report, slides and sheet. Raises ``ValueError`` like :func:`scoring.score`."""
    scores = scoring.score(inhoud, processen, uitslag)
    return Beeld(
        trap=scores.trap,
        deelname=_deelname(uitslag),
        verdeeld=_verdeeld(scores),
        blind=_blind(scores),
        sterk=_sterk(scores),
        kaart=_kaart(scores),
        vragen=tuple(vraag_beeld(scores.trap, score) for score in scores.items),
        verantwoording=tuple(gewichten.verantwoording(scores.trap)),
        status=gewichten.STATUS,
    )


def _deelname(uitslag: Uitslag) -> Deelname:
    ongeldig = ""
    if uitslag.ongeldig == 1:
        ongeldig = "Eén envelop telt niet mee, omdat er iets niet aan klopte."
    elif uitslag.ongeldig:
        aantal = zinnen.groot(zinnen.telwoord(uitslag.ongeldig))
        ongeldig = f"{aantal} enveloppen tellen niet mee, omdat er iets niet aan klopte."
    return Deelname(_GETELD[uitslag.trap], ongeldig)


# --- one item ----------------------------------------------------------------------------------


def _thema(item: Item) -> str:
    return f"Wat het zwaarder maakt: {zinnen.klein(item.naam)}" if item.deel == "b" else item.naam


def _zin(trap: str, score: ItemScore, *categorieen: str) -> str:
    delen = [zinnen.wie_doet(trap, score.item, categorie, score.banden[categorie]) for categorie in categorieen]
    return zinnen.groot(zinnen.en(delen)) + "."


def _kenmerken(trap: str, score: ItemScore) -> tuple[tuple[str, str, str], ...]:
    kenmerken = []
    if score.verdeeld:
        zin = f"{_zin(trap, score, HOOG, LAAG)} Een gemiddelde zou de kleinste groep verbergen."
        kenmerken.append(("verdeeld", "Het team is verdeeld.", zin))
    if score.blind:
        kenmerken.append(("blind", "Hier zit een blinde vlek.", _zin(trap, score, scoring.WEET)))
    if score.sterk:
        kenmerken.append(("vink", "Hier staat het team sterk.", _sterk_zin(trap, score)))
    return tuple(kenmerken)


def _rest(trap: str, score: ItemScore) -> str:
    """The plain sentence: who answered what, the widest band first, without whom nobody or one stands."""
    volgorde = {HOOG: 0, "midden": 1, LAAG: 2, scoring.WEET: 3}
    gezien = [categorie for categorie in CATEGORIEEN if score.banden[categorie] > 0]
    return _zin(trap, score, *sorted(gezien, key=lambda categorie: (-score.banden[categorie], volgorde[categorie])))


def vraag_beeld(trap: str, score: ItemScore) -> VraagBeeld:
    item = score.item
    antwoorden = zinnen.antwoorden(item)
    rijen = tuple(band_rij(trap, label, score.banden[categorie]) for categorie, label in antwoorden)
    kenmerken = _kenmerken(trap, score)
    return VraagBeeld(
        deel=item.deel,
        thema=_thema(item),
        tekst=item.tekst,
        rijen=rijen,
        kenmerken=kenmerken,
        conclusie=" ".join(f"{kop} {zin}" for _, kop, zin in kenmerken) or _rest(trap, score),
        omgekeerd=item.omgekeerd,
        tabel=Tabel(
            f"{_thema(item)}: {item.tekst}",
            ("Antwoord", "Hoeveel van jullie"),
            tuple((rij.antwoord, rij.band) for rij in rijen),
        ),
    )


# --- lists -------------------------------------------------------------------------------------


def _lijst(titel: str, conclusie: str, punten: Sequence[Punt]) -> Lijst:
    rijen = tuple((punt.thema, punt.tekst, punt.zin) for punt in punten)
    return Lijst(conclusie, tuple(punten), Tabel(titel, ("Onderwerp", "Uitspraak", "Wat de banden zeggen"), rijen))


def _uitspraken(aantal: int) -> str:
    return f"{zinnen.telwoord(aantal)} {'uitspraak' if aantal == 1 else 'uitspraken'}"


def _verdeeld(scores: Scores) -> Lijst:
    gevonden = sorted(
        (score for score in scores.items if score.verdeeld),
        key=lambda score: sorted((-score.banden[LAAG], -score.banden[HOOG]), reverse=True),
    )
    conclusie = (
        f"Het team is verdeeld over {_uitspraken(len(gevonden))}"
        if gevonden
        else "Bij geen enkele uitspraak zien we twee groepen tegenover elkaar"
    )
    punten = [Punt(_thema(s.item), _zin(scores.trap, s, HOOG, LAAG), s.item.tekst) for s in gevonden]
    return _lijst("Verdeeld", conclusie, punten)


def _blind(scores: Scores) -> Lijst:
    gevonden = sorted((s for s in scores.items if s.blind), key=lambda s: -s.banden[scoring.WEET])
    conclusie = "Bij geen enkele uitspraak zien we een blinde vlek"
    if gevonden:
        aandelen = [scoring.aandeel(scores.trap, score.banden[scoring.WEET])[0] for score in gevonden]
        # "Velen" must hold for each of them, so the smallest decides.
        wie = "weten velen" if min(aandelen) >= gewichten.VELEN_VANAF else "weet een deel"
        zegt = "zeggen" if wie.startswith("weten") else "zegt"
        conclusie = f"Bij {_uitspraken(len(gevonden))} {wie} het niet of {zegt} het liever niet"
    punten = [Punt(_thema(s.item), _zin(scores.trap, s, scoring.WEET), s.item.tekst) for s in gevonden]
    return _lijst("Blinde vlekken", conclusie, punten)


def _sterk_zin(trap: str, score: ItemScore) -> str:
    return _zin(trap, score, LAAG if score.item.omgekeerd else HOOG)


def _sterk(scores: Scores) -> Lijst:
    def goed(score: ItemScore) -> int:
        return score.banden[LAAG if score.item.omgekeerd else HOOG]

    gevonden = sorted((score for score in scores.items if score.sterk), key=lambda score: -goed(score))
    conclusie = (
        f"Bij {_uitspraken(len(gevonden))} staat het team sterk"
        if gevonden
        else "Over sterke punten kan deze uitslag niets zeggen"
    )
    punten = [Punt(_thema(s.item), _sterk_zin(scores.trap, s), s.item.tekst) for s in gevonden]
    return _lijst("Sterk", conclusie, punten)


# --- the map -----------------------------------------------------------------------------------


def _getal(trap: str, meting: scoring.Meting) -> str:
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


def kaart_conclusie(scores: Scores) -> str:
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


def _kaart(scores: Scores) -> Kaart:
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
    conclusie = kaart_conclusie(scores)
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
        conclusie=conclusie,
        vooraf=vooraf if any(kop.kenmerken for kop in koppen) else "",
        alt=" ".join([f"{conclusie}.", *regels]),
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
