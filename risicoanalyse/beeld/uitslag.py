"""The result of a questionnaire as pictures with their conclusions, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from risicoanalyse import gewichten, scoring
from risicoanalyse.beeld import kaart, zinnen
from risicoanalyse.beeld.vorm import BandRij, Tabel, band_rij
from risicoanalyse.schema import VragenlijstInhoud, WerkprocesInhoud
from risicoanalyse.scoring import CATEGORIEEN, Item, ItemScore, Scores
from vik_portal.meedoen.banden import HOOG, LAAG, Uitslag

#: How many statements fit on the projector, all lists on it together.
OP_SCHERM = 6
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


@dataclass(frozen=True)
class Beeld:
    """Everything that is shown of one questionnaire round, on whatever carrier."""

    trap: str
    deelname: Deelname
    verdeeld: Lijst
    blind: Lijst
    sterk: Lijst
    kaart: kaart.Kaart
    vragen: tuple[VraagBeeld, ...]
    verantwoording: tuple[tuple[str, str], ...]
    status: str

    def op_scherm(self, deel: str) -> list[tuple[str, str, tuple[Punt, ...], bool]]:
        """What the projector shows of the lists: icon, conclusion, statements in order, and whether there are more.

        Two lists that both hold statements share the room, since nobody can scroll there.
        """
        lijsten = [("vink", self.sterk)] if deel == "sterk" else [("verdeeld", self.verdeeld), ("blind", self.blind)]
        elk = OP_SCHERM // max(sum(bool(lijst.punten) for _, lijst in lijsten), 1)
        return [(teken, ls.conclusie, ls.punten[:elk], len(ls.punten) > elk) for teken, ls in lijsten]

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
        kaart=kaart.maak(scores),
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
