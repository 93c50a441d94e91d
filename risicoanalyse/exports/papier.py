"""On paper: the report, the agreements on one side of A4, and the questionnaire to fill in with crosses."""

from __future__ import annotations

from itertools import groupby

from django.utils import timezone

from risicoanalyse import scoring
from risicoanalyse.beeld.uitslag import Beeld, VraagBeeld
from risicoanalyse.exports import figuren
from risicoanalyse.leidraad import Leidraad
from risicoanalyse.models import WEET_NIET
from risicoanalyse.pulse.exports import op_papier
from risicoanalyse.rapport import Afspraak, Rapport, rapport_van
from risicoanalyse.stappen import instrument
from vik_portal.exports import Bestand, bestandsnaam, pdf
from vik_portal.exports.blokken import Alinea, Begrip, Begrippen, Blok, Inleiding, Kop, Naast, Noot, Stuk, alinea, lijst
from vik_portal.exports.figuren import Feiten, Kruislijst
from vik_portal.exports.huisstijl import in_woorden
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.models import Gebruiker
from vik_portal.redactie import opmaak

#: Heading above the questions of each part.
DELEN = {
    "a": "Per vraag: de werkprocessen",
    "b": "Per vraag: wat het zwaarder maakt",
    "c": "Per vraag: hoe het team ervoor staat",
}
_OMGEKEERD = "Let op: hier is oneens het gunstige antwoord."


def _naam(rapport: Rapport, wat: str, uitgang: str) -> str:
    oefening = " oefening" if rapport.oefening else ""
    return bestandsnaam(f"{wat}{oefening} {rapport.team} {rapport.datum.isoformat()}", uitgang)


def rapport_pdf(bijeenkomst: Bijeenkomst, lezer: Gebruiker | None = None) -> Bestand:
    """The whole report, in the order of the screen."""
    rapport = rapport_van(bijeenkomst, lezer)
    blokken: list[Blok] = [Inleiding(rapport.kern), Feiten(rapport.feiten)]
    if rapport.beeld:
        blokken += _uitslag(rapport.beeld)
    blokken += _risicos(rapport)
    # The agreements begin a page of their own: it is the one that people take along.
    samen: list[Blok] = [blok for regel in rapport.afspraken for blok in _afspraak(regel, 2)]
    slot = [*samen, *(_verantwoording(rapport.beeld) if rapport.beeld else [])]
    inhoud = pdf.document(
        titel=rapport.team,
        onderwerp=rapport.soort,
        datum=rapport.datum,
        voettekst=f"Risicoanalyse van {in_woorden(rapport.datum)}. Bevat geen losse antwoorden.",
        paginas=[
            pdf.Pagina(rapport.team, blokken),
            *([pdf.Pagina(rapport.afsprakenkop, slot, passend=True)] if slot else []),
            *(op_papier(terugblik) for terugblik in rapport.teruggekeken),
        ],
    )
    return Bestand(_naam(rapport, "Verslag risicoanalyse", "pdf"), pdf.PDF, inhoud)


def _uitslag(beeld: Beeld) -> list[Blok]:
    blokken: list[Blok] = [Kop("Hoeveel deden er mee"), alinea(beeld.deelname.conclusie)]
    if beeld.deelname.ongeldig:
        blokken.append(alinea(beeld.deelname.ongeldig))
    for deel in (beeld.verdeeld, beeld.blind, beeld.sterk):
        # A heading needs something below it: an empty list is a sentence.
        kop: Blok = Kop(deel.conclusie) if deel.punten else alinea(f"{deel.conclusie}.")
        blokken += [kop, *figuren.punten(deel)]
    blokken += [Kop(beeld.kaart.conclusie), figuren.kaart(beeld.kaart)]
    for deelnaam, vragen in groupby(beeld.vragen, key=lambda vraag: vraag.deel):
        blokken.append(Kop(DELEN[deelnaam]))
        blokken += [_vraag(vraag) for vraag in vragen]
    return blokken


def _vraag(vraag: VraagBeeld) -> Naast:
    links: list[Blok] = [
        Kop(f"“{vraag.tekst}”", 3),
        Alinea([Stuk(f"{vraag.thema}. ", cursief=True), Stuk(vraag.conclusie)]),
    ]
    if vraag.omgekeerd:
        links.append(alinea(_OMGEKEERD))
    return Naast(links, [figuren.staven(vraag)], deel=0.37, bijeen=True)


def _risicos(rapport: Rapport) -> list[Blok]:
    if rapport.matrix is None:
        return [Kop("De risico’s"), lijst(*(str(regel.risico) for regel in rapport.risicos))] if rapport.risicos else []
    return [Kop(rapport.matrix.conclusie), figuren.matrix(rapport.matrix), alinea(figuren.uitleg(rapport.matrix))]


def _afspraak(regel: Afspraak, niveau: int) -> list[Blok]:
    maatregel, risico = regel.maatregel, regel.risico
    assert maatregel is not None
    wie = f"{maatregel.rol} ({maatregel.trekker})" if maatregel.trekker else maatregel.rol
    return [
        Kop(f"{regel.letter}. {maatregel.tekst}", niveau),
        alinea(f"{risico}."),
        Feiten(
            [
                ("Soort", maatregel.get_soort_display().partition(":")[0]),
                ("Wie trekt dit", wie),
                ("Klaar op", in_woorden(maatregel.datum)),
                ("We merken het aan", maatregel.merkbaar),
            ]
        ),
    ]


def _verantwoording(beeld: Beeld) -> list[Blok]:
    return [
        Kop("Hoe we rekenen"),
        Noot(f"{beeld.status}. Over deze gewichten en grenzen beslist de pilot."),
        Begrippen([Begrip(onderwerp, regel) for onderwerp, regel in beeld.verantwoording]),
    ]


def afspraken_pdf(bijeenkomst: Bijeenkomst) -> Bestand:
    """What hangs on the wall of the team: at most three agreements on one side of A4."""
    rapport = rapport_van(bijeenkomst)
    # What hangs on the wall announces no day that is past.
    terug = f" In {rapport.nog_terugkijken} kijken we samen terug." if rapport.nog_terugkijken else ""
    blokken: list[Blok] = [Inleiding(f"{rapport.team}, {in_woorden(rapport.datum)}.{terug}")]
    for regel in rapport.afspraken:
        blokken += _afspraak(regel, 2)
    if not rapport.afspraken:
        blokken.append(alinea("Er zijn nog geen afspraken opgeschreven."))
    inhoud = pdf.document(
        titel=rapport.afsprakenkop,
        onderwerp="Oefening" if rapport.oefening else rapport.team,
        datum=rapport.datum,
        voettekst=f"Risicoanalyse van {in_woorden(rapport.datum)}",
        paginas=[pdf.Pagina(rapport.afsprakenkop, blokken, passend=True)],
    )
    return Bestand(_naam(rapport, "Afspraken", "pdf"), pdf.PDF, inhoud)


# --- the questionnaire on paper -----------------------------------------------------------------------

_VOORAF = (
    "Het gaat over je eigen team in de laatste drie maanden. Zet bij elke vraag één kruis en schrijf er niets bij. "
    "Vouw het blad dicht en leg het op de stapel. De stapel wordt geschud voordat iemand hem ziet."
)


def formulier_pdf(bijeenkomst: Bijeenkomst) -> Bestand:
    """The questions of this meeting to fill in with crosses: every copy the same, nothing on it says whose it is."""
    inhoud, processen = instrument(bijeenkomst)
    vragen = list(enumerate(scoring.items(inhoud, processen), 1))
    # A4 has two sides, and one sheet per person keeps the pile together.
    voor = [Inleiding(_VOORAF), *_kruislijsten([vraag for vraag in vragen if vraag[1].deel != "c"])]
    achter = _kruislijsten([vraag for vraag in vragen if vraag[1].deel == "c"])
    bytes_ = pdf.document(
        titel=inhoud.titel,
        onderwerp="Over de laatste drie maanden",
        datum=timezone.localdate(bijeenkomst.begin),
        voettekst=f"Versie {inhoud.versie}. Alleen kruisjes, geen woorden",
        paginas=[
            pdf.Pagina("Waar is ons werk kwetsbaar?", voor, passend=True),
            pdf.Pagina("Hoe staat ons team ervoor?", achter, passend=True),
        ],
    )
    return Bestand(bestandsnaam(f"Formulier {inhoud.titel} versie {inhoud.versie}", "pdf"), pdf.PDF, bytes_)


def _kruislijsten(vragen: list[tuple[int, scoring.Item]]) -> list[Blok]:
    blokken: list[Blok] = []
    for titel, deel in groupby(
        vragen, key=lambda vraag: "Wat het zwaarder maakt" if vraag[1].deel == "b" else vraag[1].naam
    ):
        groep = list(deel)
        antwoorden = [*groep[0][1].schaal, WEET_NIET]
        blokken.append(Kruislijst(titel, antwoorden, [item.tekst for _, item in groep], eerste=groep[0][0]))
    return blokken


# --- for who talks with people one by one -------------------------------------------------------------


def leidraad_pdf(gids: Leidraad) -> Bestand:
    """An interview guide on one sheet. It holds what to ask, and no room to write down who said what."""
    secties = [[Kop(kop), *opmaak.blokken(html)] for kop, html in gids.bestand.secties().items()]
    helft = len(secties) // 2
    voor: list[Blok] = [Inleiding(gids.doel), *(blok for sectie in secties[:helft] for blok in sectie)]
    achter: list[Blok] = [blok for sectie in secties[helft:] for blok in sectie]
    bytes_ = pdf.document(
        titel=gids.titel,
        onderwerp=f"Voor de begeleider, {gids.duur} minuten",
        datum=timezone.localdate(),
        voettekst="Schrijf geen namen, zaken of letterlijke zinnen op",
        paginas=[
            pdf.Pagina(gids.titel, voor, passend=True),
            pdf.Pagina("Tijdens en na het gesprek", achter, passend=True),
        ],
    )
    return Bestand(bestandsnaam(gids.titel, "pdf"), pdf.PDF, bytes_)
