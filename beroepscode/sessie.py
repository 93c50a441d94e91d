"""A session about a themablad for a team: slides, with what its leader says as speaker notes."""

from __future__ import annotations

from beroepscode.exports import (
    SOORTEN,
    bronnen,
    dag,
    invulvelden,
    loketlijst,
    meldboom,
    naar_het_portaal,
    stand,
    voorbeelden,
)
from beroepscode.models import Themablad
from beroepscode.schema import Kennisvraag, ThemabladInhoud
from vik_portal.exports import Bestand, bestandsnaam
from vik_portal.exports.blokken import Blok, Citaat, Invulveld, Norm, alinea, lijst
from vik_portal.exports.pptx import PPTX, Dia, presentatie
from vik_portal.redactie import opmaak

#: Minutes, and the slide that they are for.
Stap = tuple[int, Dia]
#: One example of each kind is put to the group, in an order that gives no answer away.
VOORGELEGD = ("bespreek", "mag-niet", "mag")
VOORAF = """Voor wie de sessie leidt. Alles samen duurt ongeveer {minuten} minuten. Heb je minder tijd, sla dan \
voorbeelden of kennisvragen over en houd het gesprek erin.

Lees vooraf het themablad. Kies de vraag die bij dit team past en zoek op wat de eenheid zelf heeft geregeld.

Gaat het over een persoon of een zaak die loopt, stop dan. Zeg dat het hier niet hoort, vang op wie het vertelt en \
wijs op de loketten achterin.

{stand}."""


def themablad_pptx(blad: Themablad) -> Bestand:
    """The session as a presentation that can be edited; an unchanged blad gives an unchanged file."""
    inhoud: ThemabladInhoud = blad.gelezen
    stappen = [*_begin(inhoud), *_proef(inhoud), *_praat(inhoud), *_einde(blad, inhoud)]
    bytes_ = presentatie(
        titel=blad.titel,
        ondertitel="Preventiesessie",
        datum=dag(blad),
        dias=[dia for _, dia in stappen],
        notities=VOORAF.format(minuten=sum(minuten for minuten, _ in stappen), stand=stand(blad)),
    )
    return Bestand(bestandsnaam(f"{blad.titel} preventiesessie", "pptx"), PPTX, bytes_)


def _stap(minuten: int, titel: str, blokken: list[Blok], zeg: str) -> Stap:
    duur = "1 minuut" if minuten == 1 else f"{minuten} minuten"
    return minuten, Dia(titel, blokken, f"{duur}\n\n{zeg}")


def _begin(inhoud: ThemabladInhoud) -> list[Stap]:
    regels = lijst(
        "Noem geen namen en geen zaken die lopen.",
        "Vraag door voordat je iets vindt.",
        "Vertel later niet wie wat zei.",
    )
    norm = "Lees de norm hardop voor en laat even stilte vallen. Vraag: welk woord in deze zin is bij ons het lastigst?"
    waarom = "Vertel dit in je eigen woorden. Vraag daarna: wie merkt het in ons werk als dit misgaat?"
    return [
        _stap(2, "Zo praten we", [regels], "Lees de drie regels voor. Vraag of iedereen ermee kan leven."),
        _stap(4, "Waarom dit telt", opmaak.blokken(inhoud.waarom), waarom),
        _stap(3, "De norm", [Norm(inhoud.norm)], norm),
    ]


def _proef(inhoud: ThemabladInhoud) -> list[Stap]:
    """Examples to choose on, then what the group knows."""
    stappen = [_voorgelegd(inhoud, soort) for soort in VOORGELEGD if inhoud.voorbeelden_van(soort)]
    stappen.append(
        _stap(2, "Voorbeelden op een rij", [voorbeelden(inhoud)], "Loop ze langs. Vraag: welk voorbeeld van ons mist?")
    )
    for nummer, vraag in enumerate(inhoud.kennisvragen, 1):
        stappen += _kennisvraag(vraag, f"Kennisvraag {nummer}")
    return stappen


def _voorgelegd(inhoud: ThemabladInhoud, soort: str) -> Stap:
    woorden = [woord for woord, _, _ in SOORTEN.values()]
    antwoord = SOORTEN[soort][0]
    zeg = (
        "Laat iedereen tegelijk een, twee of drie vingers opsteken. Vraag eerst de kleinste groep waarom.\n\n"
        f"Het themablad zegt: {antwoord.lower()}. Zeg dat pas aan het eind."
    )
    blokken: list[Blok] = [Citaat(inhoud.voorbeelden_van(soort)[0].tekst), lijst(*woorden, geordend=True)]
    return _stap(3, "Wat vind jij?", blokken, zeg)


def _kennisvraag(vraag: Kennisvraag, titel: str) -> list[Stap]:
    """The question, and on the next slide its answer with the reason."""
    goed = vraag.antwoorden[vraag.goed]
    zeg = f"Laat iedereen eerst alleen kiezen.\n\nGoed is antwoord {vraag.goed + 1}: {goed}\n\nWaarom: {vraag.waarom}"
    keuzes: list[Blok] = [Citaat(vraag.vraag), lijst(*vraag.antwoorden, geordend=True)]
    uitleg: list[Blok] = [alinea(vraag.vraag), Citaat(goed), alinea(vraag.waarom)]
    return [
        _stap(2, titel, keuzes, zeg),
        _stap(1, f"{titel}: het antwoord", uitleg, "Vraag wie iets anders koos en waarom. Overhoor niemand."),
    ]


def _praat(inhoud: ThemabladInhoud) -> list[Stap]:
    """The questions for the team, with the conversation guide as notes."""
    gids = [f"{stap.minuten} min. {stap.doel}\nZeg: {stap.zeg}\nLet op: {stap.let_op}" for stap in inhoud.gesprek]
    zeg = "\n\n".join(["Kies één vraag. Begin met degene die het kortst in dienst is.", *gids])
    duur = sum(stap.minuten for stap in inhoud.gesprek) or 10
    return [_stap(duur, "Praat erover", [lijst(*inhoud.vragen, geordend=True)], zeg)]


def _einde(blad: Themablad, inhoud: ThemabladInhoud) -> list[Stap]:
    melden = "Loop de vragen langs met een verzonnen geval. Zeg erbij: twijfel je, dan vraag je het."
    stappen = [_stap(3, "Moet ik iets melden?", [meldboom(inhoud)], melden)]
    if inhoud.invullen:
        eigen = "Vul dit vooraf in. Weet je het niet, zeg dat dan en spreek af wie het uitzoekt."
        stappen.append(_stap(2, "Zo is het bij ons geregeld", invulvelden(inhoud), eigen))
    afspraak: list[Blok] = [Invulveld("Wat doen we vanaf morgen anders?", "Eén zin, met een rol en een datum.")]
    return [
        *stappen,
        _stap(1, "Waar dit op rust", bronnen(inhoud)[1:], "Om na te lezen. Je hoeft dit niet voor te lezen."),
        _stap(2, "Bij wie kun je terecht?", [loketlijst(inhoud)], "Noem bij elk loket een moment dat je erheen gaat."),
        _stap(
            3,
            "Onze afspraak",
            [*afspraak, naar_het_portaal(blad)],
            "Laat het team de zin maken en typ hem hier. Schrijf niet op wie wat vertelde.",
        ),
    ]
