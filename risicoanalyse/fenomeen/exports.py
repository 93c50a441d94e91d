"""The report about a phenomenon as PDF and as slides. Equal pictures and equal findings give equal bytes: no clock."""

from __future__ import annotations

from datetime import date, timedelta

from risicoanalyse import ijkgrenzen
from risicoanalyse.fenomeen.rapport import Fenomeenrapport, Kant
from risicoanalyse.models import Fenomeenmaatregel
from vik_portal.exports import Bestand, bestandsnaam, pdf, pptx
from vik_portal.exports.blokken import Begrip, Begrippen, Blok, Inleiding, Kop, Noot, Tabel, alinea, lijst
from vik_portal.exports.figuren import Sterkte, Veld, Velden
from vik_portal.exports.huisstijl import in_woorden
from vik_portal.exports.pptx import Dia

_STERKTE: dict[str, Sterkte] = {"klein": "klein", "midden": "midden", "groot": "groot"}
#: So many questions fit on one slide with their fields; the others stand in the PDF.
OP_DIA = 3
GEEN_BEVINDING = "Hierbij is nog niets opgeschreven."
GEEN_MAATREGEL = "Nog geen maatregel."
SLEUTEL = (
    "Vol: zeker de helft van de teams of meer. Half: zeker een deel. Een kwart: misschien geen enkel team. "
    "Elk getal is een grens, geen telling."
)


def _velden(kant: Kant, meeste: int | None = None) -> Velden:
    rijen = [
        (
            (regel.tekst, ""),
            [Veld(vak.woord, "", _STERKTE.get(vak.klasse, "geen"), vak.kwarten) for _, vak in regel.vakken],
        )
        for regel in kant.opvallend[:meeste]
    ]
    return Velden(kant.naam, "Vraag", [(kop, "") for kop in kant.koppen], rijen, sleutel=SLEUTEL, lang=True)


def _tabel(kant: Kant, teams: int) -> Tabel:
    tabel = kant.tabel
    bijschrift = f"{kant.naam}: hoeveel van de {teams} teams, per vraag"
    return Tabel(bijschrift, list(tabel.koppen), [list(rij) for rij in tabel.rijen], [0.34, *[0.11] * 6], lang=True)


def _maatregel(maatregel: Fenomeenmaatregel) -> str:
    klaar = f", klaar op {in_woorden(maatregel.datum)}" if maatregel.datum else ""
    return f"{maatregel.tekst} ({maatregel.rol}{klaar})"


def _dag(rapport: Fenomeenrapport) -> date:
    return rapport.kwartaal.einde - timedelta(days=1)


def _naam(rapport: Fenomeenrapport, uitgang: str) -> str:
    return bestandsnaam(f"Diepgaand {rapport.titel} {rapport.kwartaal.sleutel}", uitgang)


def rapport_pdf(rapport: Fenomeenrapport) -> Bestand:
    """The whole report, in the order of the page."""
    blokken: list[Blok] = [Inleiding(rapport.kern)]
    for kant in rapport.kanten:
        blokken += [Kop(kant.naam), *([alinea(kant.uitleg)] if kant.uitleg else []), alinea(kant.conclusie)]
        if kant.opvallend:
            blokken.append(_velden(kant))
        if kant.rest:
            blokken.append(alinea(kant.rest))
        blokken.append(Kop("Wat opviel", 3))
        blokken.append(lijst(*(b.tekst for b in kant.bevindingen)) if kant.bevindingen else alinea(GEEN_BEVINDING))
    blokken.append(Kop("Maatregelen per niveau"))
    for label, maatregelen in rapport.niveaus:
        blokken.append(Kop(label, 3))
        blokken.append(lijst(*map(_maatregel, maatregelen)) if maatregelen else alinea(GEEN_MAATREGEL))
    blokken += [Kop("Hoe we rekenen"), Noot(f"{ijkgrenzen.STATUS}."), Begrippen(_rekenen())]
    alle: list[Blok] = [_tabel(kant, rapport.teams) for kant in rapport.kanten if kant.regels]
    inhoud = pdf.document(
        titel=rapport.titel,
        onderwerp=rapport.soort,
        datum=_dag(rapport),
        voettekst="Over vijf teams of meer samen. Zegt niets over één team.",
        paginas=[pdf.Pagina(rapport.titel, blokken), *([pdf.Pagina("Alle vragen", alle)] if alle else [])],
    )
    return Bestand(_naam(rapport, "pdf"), pdf.PDF, inhoud)


def _rekenen() -> list[Begrip]:
    return [Begrip(wat, regel) for wat, regel in REKENEN]


REKENEN = (
    ("Vanaf vijf teams", "Over minder dan vijf verschillende teams maken we geen beeld."),
    ("Grenzen in plaats van tellingen", "‘Hooguit 2’ is nul, één of twee. ‘Minstens 3’ kan ook iedereen zijn."),
    ("Laag, midden, hoog", "Per team zoals in het verslag van dat team. Verdeeld gaat voor: een niveau verbergt dat."),
    ("Eén keer", "Een bijeenkomst telt in één beeld, en een team hooguit één keer per jaar."),
)


def rapport_pptx(rapport: Fenomeenrapport) -> Bestand:
    """Slides to talk with: one per side of the mechanism with its findings, then the measures."""
    dias = [Dia("Waar dit over gaat", [alinea(rapport.kern)], "Zeg erbij dat dit beeld niets zegt over één team.")]
    for kant in rapport.kanten:
        beeld: list[Blok] = [_velden(kant, OP_DIA)] if kant.opvallend else []
        leeg = [alinea(zin) for zin in (kant.uitleg, kant.conclusie, kant.rest) if zin]
        dias.append(Dia(f"{kant.naam}: {_kort(kant.conclusie)}", beeld or leeg, _notitie(kant)))
    opgevallen = [Begrip(k.naam, bevinding.tekst) for k in rapport.kanten for bevinding in k.bevindingen]
    if opgevallen:
        dias.append(Dia("Wat opviel", [Begrippen(opgevallen)], "Uit het beeld en uit gesprekken met teams."))
    maatregelen = [Begrip(label, _maatregel(deel)) for label, delen in rapport.niveaus for deel in delen]
    if maatregelen:
        zeg = "Vraag per maatregel wie de eerste stap zet, en wanneer."
        dias.append(Dia("Maatregelen per niveau", [Begrippen(maatregelen)], zeg))
    dias.append(Dia("Hoe we rekenen", [Begrippen(_rekenen())], f"{ijkgrenzen.STATUS}. {SLEUTEL}"))
    inhoud = pptx.presentatie(
        titel=f"{rapport.titel} over teams heen",
        ondertitel=f"{rapport.kwartaal}, {rapport.teams} teams",
        notities=rapport.kern,
        datum=_dag(rapport),
        dias=dias,
    )
    return Bestand(_naam(rapport, "pptx"), pptx.PPTX, inhoud)


def _kort(conclusie: str) -> str:
    """A heading of a slide holds no quotes of whole questions: those stand below it."""
    return conclusie.partition(":")[0].removesuffix(".").lower() if ":" in conclusie else "per vraag"


def _notitie(kant: Kant) -> str:
    meer = "De andere vragen staan in de pdf." if len(kant.opvallend) > OP_DIA else ""
    return " ".join(filter(None, (kant.uitleg, kant.alt, meer)))
