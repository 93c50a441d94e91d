"""The report as slides: one per part, charts that can be edited, and in the notes what to say."""

from __future__ import annotations

from risicoanalyse.beeld.uitslag import Beeld, Lijst, VraagBeeld
from risicoanalyse.exports import figuren
from risicoanalyse.exports.papier import _OMGEKEERD, _naam
from risicoanalyse.pulse.exports import als_dias
from risicoanalyse.rapport import Afspraak, Rapport, rapport_van
from vik_portal.exports import Bestand, pptx
from vik_portal.exports.blokken import Alinea, Begrip, Begrippen, Blok, Noot, Stuk, Tabel, alinea, lijst
from vik_portal.exports.huisstijl import in_woorden
from vik_portal.exports.pptx import Dia
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.models import Gebruiker

_OPENING = (
    "Dit is wat jullie samen hebben ingevuld en gezegd. We kijken in een vaste volgorde: wie er meededen, waar jullie "
    "verschillend denken, wat sterk is, de kaart, en dan de afspraken. Wie wat invulde, is nergens bewaard."
)
_OPENING_OEFENING = (
    "Dit is een oefening. De antwoorden zijn verzonnen en zeggen niets over dit team. We kijken in dezelfde volgorde "
    "als bij een team: wie er meededen, waar ze verschillend denken, wat sterk is, de kaart, en dan de afspraken."
)
_MATRIX = (
    "Lees eerst de risico’s voor. Vraag dan: “Herkennen jullie de plek van dit risico?” Wijs pas daarna aan wat er "
    "tussen de twee stemmingen veranderde, en vraag welk woord uit het gesprek daarbij hielp."
)
_REKENEN = (
    "Deze dia is voor wie wil weten hoe we rekenen. De gewichten en grenzen zijn een voorstel en worden in de pilot "
    "geijkt. Zeg dat erbij als iemand met een kleur aan de haal gaat."
)


def rapport_pptx(bijeenkomst: Bijeenkomst, lezer: Gebruiker | None = None) -> Bestand:
    rapport = rapport_van(bijeenkomst, lezer)
    # The title is the footer of every slide.
    inhoud = pptx.presentatie(
        titel=f"Oefening: risicoanalyse {rapport.team}" if rapport.oefening else f"Risicoanalyse {rapport.team}",
        ondertitel=f"{'Verzonnen antwoorden, ' if rapport.oefening else ''}{in_woorden(rapport.datum)}",
        notities=_OPENING_OEFENING if rapport.oefening else _OPENING,
        datum=rapport.datum,
        dias=[*(_uitslag(rapport.beeld) if rapport.beeld else []), *_samen(rapport)],
    )
    return Bestand(_naam(rapport, "Verslag risicoanalyse", "pptx"), pptx.PPTX, inhoud)


def _uitslag(beeld: Beeld) -> list[Dia]:
    kaart = beeld.kaart
    mee = [alinea(tekst) for tekst in (beeld.deelname.conclusie, beeld.deelname.ongeldig) if tekst]
    return [
        Dia("Hoeveel deden er mee", mee, "Lees de zin voor en ga door. Ga niet na wie er niet meedeed."),
        _lijst(
            beeld.verdeeld,
            "Hier denken jullie verschillend over. Vraag: “Wat zouden beide groepen bedoelen?” "
            "Vraag nooit wie bij welke groep hoort.",
        ),
        _lijst(
            beeld.blind,
            "Hier weet een deel het niet, of zegt het liever niet. Vraag: “Wat is er nodig om dit wel te weten, "
            "of te kunnen zeggen?”",
        ),
        _lijst(beeld.sterk, "Sta hier even bij stil. Vraag: “Hoe houden jullie dit zo?”"),
        Dia(
            kaart.conclusie,
            [figuren.kaart(kaart)],
            f"{kaart.vooraf} Kijk een halve minuut in stilte. Vraag dan: “Welk vak verrast je?” {kaart.alt}".strip(),
        ),
        *(_vraag(nummer, len(beeld.vragen), vraag) for nummer, vraag in enumerate(beeld.vragen, 1)),
    ]


def _lijst(lijst: Lijst, zeg: str) -> Dia:
    return Dia(
        lijst.conclusie, figuren.punten(lijst) or [alinea("Dat zegt niets over wat een enkele collega vindt.")], zeg
    )


def _vraag(nummer: int, van: int, vraag: VraagBeeld) -> Dia:
    slot: list[Blok] = [Noot(_OMGEKEERD)] if vraag.omgekeerd else []
    return Dia(
        f"“{vraag.tekst}”",
        [
            Noot(f"{vraag.thema}. Vraag {nummer} van {van}"),
            figuren.staven(vraag),
            Alinea([Stuk(vraag.conclusie, vet=True)]),
            *slot,
        ],
        f"Lees de uitspraak voor. Zeg dan: “{vraag.conclusie}” Vraag: “Waar zien jullie dat aan in het werk?” "
        "Gaat het over een voorval of een collega, stop dan en kom er later één op één op terug.",
    )


def _samen(rapport: Rapport) -> list[Dia]:
    dias: list[Dia] = []
    if rapport.matrix:
        matrix = rapport.matrix
        dias.append(
            Dia(
                matrix.conclusie,
                [figuren.matrix(matrix, kort=True)],
                f"{_MATRIX} {figuren.uitleg(matrix)} {matrix.alt}",
            )
        )
        standen = [Begrip(f"{stand.letter}. {stand.tekst}", stand.zin) for stand in matrix.risicos]
        dias.append(
            Dia(
                "Wat de stemmingen over elk risico zeggen", [Begrippen(standen)], "Loop de risico’s één voor één langs."
            )
        )
    elif rapport.risicos:
        regels = [f"{regel.letter}. {regel.risico}." for regel in rapport.risicos]
        dias.append(
            Dia(
                "De risico’s", [lijst(*regels)], "Lees ze één voor één voor. Een uitslag van kans en gevolg is er niet."
            )
        )
    dias += [_afspraak(regel) for regel in rapport.afspraken]
    dias += [dia for terugblik in rapport.teruggekeken for dia in als_dias(terugblik)]
    if rapport.beeld:
        regels = Tabel(
            f"{rapport.beeld.status}",
            ["Onderwerp", "Regel"],
            [list(regel) for regel in rapport.beeld.verantwoording],
            [0.2, 0.8],
        )
        dias.append(Dia("Hoe we rekenen", [regels], _REKENEN))
    return dias


def _afspraak(regel: Afspraak) -> Dia:
    maatregel = regel.maatregel
    assert maatregel is not None
    wie = f"{maatregel.rol} ({maatregel.trekker})" if maatregel.trekker else maatregel.rol
    paren = [
        ("Het risico", f"{regel.risico}."),
        ("Wie trekt dit", wie),
        ("Klaar op", in_woorden(maatregel.datum)),
        ("We merken het aan", maatregel.merkbaar),
    ]
    return Dia(
        f"Afspraak {regel.letter}: {maatregel.tekst}",
        [Alinea([Stuk(f"{naam}: ", vet=True), Stuk(waarde)]) for naam, waarde in paren],
        "Vraag aan wie dit trekt: “Wat is je eerste stap, en wat heb je van ons nodig?” "
        f"Zeg erbij dat het op {in_woorden(maatregel.datum)} klaar is.",
    )
