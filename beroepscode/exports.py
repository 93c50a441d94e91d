"""The themablad on paper: A4 for the officer and the teamchef, and the preparation of a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from beroepscode.eenheidsregels import gelden_voor
from beroepscode.models import Eenheidsregel, Loket, Onderdeel, Themablad
from beroepscode.normmatrix import Rij, Vraag
from beroepscode.schema import Meldvraag, ThemabladInhoud, Uitkomst
from vik_portal.exports import Bestand, bestandsnaam, docx, huisstijl, pdf
from vik_portal.exports.blokken import (
    Alinea,
    Antwoord,
    Begrip,
    Begrippen,
    Beslisboom,
    Blok,
    Boomvraag,
    Draaiboek,
    Inleiding,
    Invulveld,
    Kolom,
    Kolommen,
    Kop,
    Naast,
    Norm,
    Stap,
    Stuk,
    Tabel,
    Toon,
    Verwijzing,
    alinea,
    lijst,
)
from vik_portal.exports.xlsx import XLSX, werkblad
from vik_portal.organisatie.models import Eenheid
from vik_portal.redactie import opmaak
from vik_portal.redactie.models import Publicatie

EIGEN_BEWOORDING = "eigen bewoording, niet de officiële tekst"
#: Outcome of "moet ik dit melden?" → words, tone and sign as on the page.
UITKOMSTEN: dict[str, tuple[str, Toon, str]] = {
    "ja": ("Meld het", "fout", "let-op"),
    "overleg": ("Overleg eerst", "overleg", "gesprek"),
    "nee": ("Melden hoeft niet", "goed", "vink"),
}
#: Of front and back, how roomy an empty side would be and how many characters take one step off: a straight line
#: through what fits the 27 sheets, a little low, so that nearly every guess is right at once.
VOOR, ACHTER = (12.77, 384), (18.83, 281)
#: Kind of example → words, tone and sign, in the order of the page.
SOORTEN: dict[str, tuple[str, Toon, str]] = {
    "mag": ("Mag", "goed", "vink"),
    "mag-niet": ("Mag niet", "fout", "kruis"),
    "bespreek": ("Bespreek eerst", "overleg", "gesprek"),
}


def themablad_pdf(blad: Themablad, eenheid: Eenheid | None = None) -> Bestand:
    """Two sides of A4: the front for whoever has to decide, the back for a conversation of ten minutes.

    With ``eenheid`` the marked fields say what goes for it; without, they are lines to write on.
    """
    inhoud: ThemabladInhoud = blad.gelezen
    regels = gelden_voor(blad, inhoud.invullen, eenheid) if eenheid else {}
    voor, achter = _voorkant(blad, inhoud), _achterkant(inhoud, regels)
    bytes_ = pdf.document(
        titel=blad.titel,
        onderwerp="Themablad beroepscode",
        datum=dag(blad),
        voettekst=stand(blad),
        trefwoorden=inhoud.trefwoorden,
        paginas=[
            pdf.Pagina(blad.titel, voor, True, _gok(voor, *VOOR), kernwaarden=inhoud.kernwaarden),
            pdf.Pagina(_gesprekskop(inhoud), achter, True, _gok(achter, *ACHTER), voor="voor de teamchef"),
        ],
    )
    return Bestand(bestandsnaam(blad.titel, "pdf"), pdf.PDF, bytes_)


def _gok(blokken: Sequence[Blok], leeg: float, per_stap: int) -> int:
    """How roomy a side can be set: by its length, see :data:`VOOR`."""
    return int(max(0, leeg - sum(len(blok.platte_tekst()) for blok in blokken) / per_stap))


def themablad_docx(blad: Themablad) -> Bestand:
    """What a teamchef needs to prepare a good conversation, to write in."""
    inhoud: ThemabladInhoud = blad.gelezen
    bytes_ = docx.document(
        titel=f"Gesprek voorbereiden: {blad.titel}",
        onderwerp="Gespreksvoorbereiding bij een themablad",
        datum=dag(blad),
        voettekst=stand(blad),
        blokken=_voorbereiding(blad, inhoud),
    )
    return Bestand(bestandsnaam(f"{blad.titel} gesprek", "docx"), docx.DOCX, bytes_)


def dag(blad: Publicatie) -> date:
    """The day this content dates from: never today, so that an unchanged text gives an unchanged file."""
    if blad.gecontroleerd_op:
        return blad.gecontroleerd_op
    return timezone.localdate(blad.gepubliceerd_op) if blad.gepubliceerd_op else date(2020, 1, 1)


def stand(blad: Publicatie) -> str:
    """What the footer says of that day."""
    woord = "Gecontroleerd op" if blad.gecontroleerd_op else "Gepubliceerd op"
    return f"{woord} {huisstijl.in_woorden(dag(blad))}"


def _voorkant(blad: Themablad, inhoud: ThemabladInhoud) -> list[Blok]:
    return [
        Norm(inhoud.norm),
        Inleiding(inhoud.kort),
        voorbeelden(inhoud),
        Kop("Moet ik iets melden?"),
        meldboom(inhoud),
        Kop("Bij wie kun je terecht?"),
        Naast([loketlijst(inhoud)], [naar_het_portaal(blad)], deel=0.7),
    ]


def _achterkant(inhoud: ThemabladInhoud, regels: dict[str, Eenheidsregel]) -> list[Blok]:
    links: list[Blok] = [
        *(Kop("Vragen voor je team"), lijst(*inhoud.vragen, geordend=True)),
        *(Kop("Beleid"), *opmaak.blokken(inhoud.beleid)),
    ]
    rechts: list[Blok] = [Kop("Waarom dit telt"), *opmaak.blokken(inhoud.waarom)]
    if inhoud.invullen:
        rechts += [Kop("Vult de eenheid in"), *invulvelden(inhoud, regels)]
    gesprek: list[Blok] = [_draaiboek(inhoud)] if inhoud.gesprek else []
    return [*gesprek, Naast(links, rechts), *bronnen(inhoud)]


def _voorbereiding(blad: Themablad, inhoud: ThemabladInhoud) -> list[Blok]:
    blokken: list[Blok] = [
        Inleiding("Voor de teamchef. Lees dit door, kies één vraag en schrijf erbij wat bij jouw team past."),
        Norm(inhoud.norm),
        Kop("Waarom dit telt"),
        *opmaak.blokken(inhoud.waarom),
    ]
    if inhoud.gesprek:
        blokken += [Kop(_gesprekskop(inhoud)), _draaiboek(inhoud)]
    blokken += [
        Kop("Vragen voor je team"),
        alinea("Kies er één. Begin met degene die het kortst in dienst is."),
        lijst(*inhoud.vragen, geordend=True),
        Kop("Voorbeelden om op tafel te leggen"),
        voorbeelden(inhoud),
    ]
    if inhoud.kennisvragen:
        blokken += [Kop("Wat weet je team al?"), *_kennisvragen(inhoud)]
    blokken += [Kop("Als iemand vraagt: moet ik iets melden?"), meldboom(inhoud)]
    if inhoud.invullen:
        blokken += [Kop("Dit vult je eenheid in"), *invulvelden(inhoud)]
    blokken += [Kop("Beleid"), *opmaak.blokken(inhoud.beleid), *bronnen(inhoud)]
    blokken += [Kop("Hier kun je naar verwijzen"), loketlijst(inhoud), Kop("Na het gesprek")]
    blokken += [
        Invulveld("Onze afspraak", "Eén afspraak die iedereen kan navertellen."),
        Invulveld("Wie en wanneer", "Een rol en een datum. Schrijf niet op wie wat vertelde."),
        naar_het_portaal(blad),
    ]
    return blokken


def voorbeelden(inhoud: ThemabladInhoud) -> Kolommen:
    kolommen = [
        Kolom(titel, toon, teken, [voorbeeld.tekst for voorbeeld in inhoud.voorbeelden_van(soort)])
        for soort, (titel, toon, teken) in SOORTEN.items()
    ]
    return Kolommen([kolom for kolom in kolommen if kolom.items])


def meldboom(inhoud: ThemabladInhoud) -> Beslisboom:
    nummers = {vraag.sleutel: nummer for nummer, vraag in enumerate(inhoud.melden, 1)}
    namen = dict(Loket.objects.published().values_list("slug", "titel"))

    def tak(woord: str, doel: Uitkomst | str) -> Antwoord:
        if isinstance(doel, str):
            return Antwoord(woord, verder=nummers[doel])
        kop, toon, teken = UITKOMSTEN[doel.uitkomst]
        return Antwoord(woord, kop, doel.tekst, toon, teken, bij=[namen[slug] for slug in doel.bij if slug in namen])

    def vraag(melding: Meldvraag) -> Boomvraag:
        return Boomvraag(melding.vraag, [tak("Ja", melding.ja), tak("Nee", melding.nee)])

    return Beslisboom([vraag(melding) for melding in inhoud.melden])


def loketlijst(inhoud: ThemabladInhoud) -> Begrippen:
    loketten = {loket.slug: loket for loket in Loket.objects.published().filter(slug__in=inhoud.loketten)}
    return Begrippen(
        [
            Begrip(loketten[slug].titel, loketten[slug].gelezen.kort, loketten[slug].get_absolute_url())
            for slug in inhoud.loketten
            if slug in loketten
        ]
    )


def naar_het_portaal(blad: Themablad) -> Verwijzing:
    return Verwijzing("Het hele blad op je telefoon", huisstijl.adres(blad.get_absolute_url()))


def _gesprekskop(inhoud: ThemabladInhoud) -> str:
    minuten = sum(stap.minuten for stap in inhoud.gesprek)
    return {0: "In gesprek met je team", 10: "Tien minuten met je team"}.get(minuten, f"{minuten} minuten met je team")


def _draaiboek(inhoud: ThemabladInhoud) -> Draaiboek:
    return Draaiboek(
        "Wat je doet, wat je zegt en waar je op let",
        [Stap(stap.minuten, stap.doel, stap.zeg, stap.let_op) for stap in inhoud.gesprek],
    )


def invulvelden(inhoud: ThemabladInhoud, regels: dict[str, Eenheidsregel] | None = None) -> list[Blok]:
    """Lines to write on, or where ``regels`` has the field, what the eenheid filled in."""
    blokken: list[Blok] = []
    for veld in inhoud.invullen:
        if regel := (regels or {}).get(veld.sleutel):
            blokken.append(Begrippen([Begrip(veld.label, regel.tekst, regel.formulier)]))
        else:
            blokken.append(Invulveld(veld.label, veld.hulp))
    return blokken


def _kennisvragen(inhoud: ThemabladInhoud) -> list[Blok]:
    blokken: list[Blok] = []
    for kennisvraag in inhoud.kennisvragen:
        blokken += [
            Kop(kennisvraag.vraag, 3),
            lijst(*kennisvraag.antwoorden),
            Alinea([Stuk("Goed: ", vet=True), Stuk(kennisvraag.antwoorden[kennisvraag.goed])]),
            alinea(kennisvraag.waarom),
        ]
    return blokken


def bronnen(inhoud: ThemabladInhoud) -> list[Blok]:
    """What the norm rests on: the code, the law, judgments. What is not the official text of the code says so."""
    richtlijnen = list(
        Onderdeel.objects.actief()
        .filter(sleutel__in=[f"richtlijn/{naam}" for naam in inhoud.richtlijnen])
        .select_related("editie")
    )
    items: list[Begrip] = []
    if richtlijnen:
        editie = richtlijnen[0].editie
        zinnen = " ".join(f"{deel.titel.rstrip('.')}." for deel in richtlijnen)
        herkomst = editie.naam if editie.officieel else EIGEN_BEWOORDING
        items.append(Begrip(f"Beroepscode ({herkomst})", zinnen, richtlijnen[0].get_absolute_url()))
    # "artikel" and its number stay on one line.
    items += [Begrip(wet.kop.replace("artikel ", "artikel\u00a0"), wet.zin, wet.url) for wet in inhoud.wet]
    items += [Begrip(f"Uitspraak {uitspraak.ecli}", uitspraak.zin, uitspraak.url) for uitspraak in inhoud.uitspraken]
    return [Kop("Beroepscode, wet en uitspraken"), Begrippen(items)] if items else []


# --- the norm matrix -----------------------------------------------------------------------------


def normmatrix_xlsx(rijen: Sequence[Rij]) -> Bestand:
    """One row per theme; per question its state, its line and the day."""
    koppen = ["Thema"]
    for vraag in Vraag:
        koppen += [vraag.label, "In één regel", "Bijgehouden op"]
    cellen = [[rij.titel, *(deel for vak in rij.vakken for deel in (vak.woord, vak.regel, vak.op))] for rij in rijen]
    blad = werkblad("Normmatrix", koppen, cellen, titel="Normmatrix", datum=timezone.localdate())
    return Bestand("normmatrix.xlsx", XLSX, blad)


def normmatrix_pdf(rijen: Sequence[Rij]) -> Bestand:
    """The same on paper, to put on the table. A table stays on one page, so there are as many as it takes."""
    uitleg = alinea(
        "Per thema: is de norm uitgewerkt, is er aan woordvoering gedacht, en is hij bekend in de eenheden?"
    )
    blokken: list[Blok] = [uitleg]
    for groep in _per_pagina(rijen):
        bijschrift = f"Van {groep[0][0]} tot en met {groep[-1][0]}"
        blokken.append(Tabel(bijschrift, ["Thema", "Uitgewerkt", "Woordvoering", "Bekend"], groep, [0.25] * 4))
    bytes_ = pdf.document(titel="Normmatrix", onderwerp="Redactie", datum=timezone.localdate(), blokken=blokken)
    return Bestand("normmatrix.pdf", pdf.PDF, bytes_)


#: How many lines of a table go on a page under its heading, and how many characters on a line of a cell.
REGELS, BREED = 34, 26


def _per_pagina(rijen: Sequence[Rij]) -> list[list[list[str]]]:
    groepen: list[list[list[str]]] = []
    over = 0.0
    for rij in rijen:
        cellen = [rij.titel]
        for vak in rij.vakken:
            delen = [vak.woord if vak.stand else "–", vak.regel if vak.op or vak.stand != "ja" else ""]
            cellen.append("\n".join(deel for deel in delen if deel))
        # A row has some room around it, worth half a line.
        hoog = 1.5 + max(sum(len(deel) // BREED for deel in cel.split("\n")) + cel.count("\n") for cel in cellen)
        if hoog > over:
            groepen.append([])
            over = float(REGELS)
        groepen[-1].append(cellen)
        over -= hoog
    return groepen
