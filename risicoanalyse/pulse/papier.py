"""Looking back where there is no network: the three questions with crosses, and a sheet for who leads it.

What is typed over is counted like any pile of forms (:mod:`vik_portal.meedoen.papier`): whole rounds only, from five
forms on, and nothing but bands is kept.
"""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from risicoanalyse.models import WEET_NIET, Maatregel, Pulse
from risicoanalyse.pulse.gehouden import standen, vragen_van
from vik_portal.exports import Bestand, bestandsnaam, pdf
from vik_portal.exports.blokken import Blok, Inleiding, Kop, Noot, alinea
from vik_portal.exports.figuren import Kruislijst
from vik_portal.exports.huisstijl import in_woorden
from vik_portal.redactie import opmaak
from vik_portal.redactie.inhoud import lees_map

MAP = Path(__file__).parent.parent / "inhoud" / "papier"
_VOORAF = (
    "Het gaat over je eigen team in de laatste drie maanden. Kies wat je nu merkt, niet wat je toen koos. Zet bij elke "
    "vraag één kruis en schrijf er niets bij. Vouw het blad dicht en leg het op de stapel. De stapel wordt geschud "
    "voordat iemand hem ziet. Zijn het er minder dan vijf, dan telt niemand iets."
)


def formulier_pdf(pulse: Pulse) -> Bestand:
    """The questions that come back, to fill in with crosses: every copy the same, nothing says whose it is.

    Raises ``ValueError`` when there are none.
    """
    vragen = vragen_van(pulse)
    if not vragen:
        raise ValueError("er zijn geen vragen om opnieuw te stellen")
    lijsten = [
        Kruislijst(item.naam, [*item.schaal, WEET_NIET], [item.tekst], eerste=nummer)
        for nummer, (_, item) in enumerate(vragen, 1)
    ]
    toen = in_woorden(timezone.localdate(pulse.van.begin))
    inhoud = pdf.document(
        titel="Drie vragen van toen",
        onderwerp="Terugkijken na een risicoanalyse",
        datum=timezone.localdate(pulse.van.begin),
        voettekst=f"Vragen uit de risicoanalyse van {toen}. Alleen kruisjes, geen woorden",
        paginas=[pdf.Pagina("Wat merk je nu?", [Inleiding(_VOORAF), *lijsten], passend=True)],
    )
    return Bestand(
        bestandsnaam(f"Formulier terugkijken {timezone.localdate(pulse.van.begin).isoformat()}", "pdf"), pdf.PDF, inhoud
    )


def blad_pdf(pulse: Pulse) -> Bestand:
    """What the begeleider says and does without a screen; behind it when to stop, and the agreements to tick."""
    [bestand] = lees_map(MAP)
    voor = [blok for kop, html in bestand.secties().items() for blok in (Kop(kop), *opmaak.blokken(html))]
    stuk = pulse.bijeenkomst
    inhoud = pdf.document(
        titel=bestand.velden["titel"],
        onderwerp=f"Voor de begeleider van {stuk.team}, tien minuten",
        datum=timezone.localdate(stuk.begin),
        voettekst="Schrijf geen namen en geen aantallen op",
        paginas=[
            pdf.Pagina(bestand.velden["titel"], voor, passend=True),
            pdf.Pagina("Wanneer je stopt", [*_stop(pulse), *_afspraken(pulse)], passend=True),
        ],
    )
    return Bestand(
        bestandsnaam(f"Blad terugkijken {stuk.team} {timezone.localdate(stuk.begin).isoformat()}", "pdf"),
        pdf.PDF,
        inhoud,
    )


def _afspraken(pulse: Pulse) -> list[Blok]:
    alle = standen(pulse)
    if not alle:
        return [Kop("Onze afspraken"), alinea("Er zijn geen afspraken om langs te lopen.")]
    teksten = [f"{stand.maatregel.tekst}. We merken het aan: {stand.maatregel.merkbaar}" for stand in alle]
    return [
        Kop("Onze afspraken"),
        Kruislijst("Hoe staat het?", [str(label) for label in Maatregel.Status.labels], teksten),
        Noot("Schrijf hieronder één zin per afspraak, in woorden van het team."),
    ]


def _stop(pulse: Pulse) -> list[Blok]:
    regels = pulse.bijeenkomst.stopregels
    return [blok for regel in regels for blok in (Kop(regel["wanneer"], 2), alinea(regel["doe"]))]
