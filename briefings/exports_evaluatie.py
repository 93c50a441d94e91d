"""The evaluation of a campaign as a report on paper and as slides, from the same picture as the page."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import override

from briefings.evaluatiebeeld import Evaluatie, Weekregel
from briefings.terugblikvragen import VRAGEN, Uitslag, Vraag
from vik_portal.exports import Bestand, bestandsnaam, pdf, pptx
from vik_portal.exports.blokken import (
    Blok,
    Feiten,
    Inleiding,
    Kop,
    Lijst,
    Naast,
    Noot,
    Staven,
    Stuk,
    Tabel,
    alinea,
    lijst,
)
from vik_portal.exports.figuren import Staaf

TE_WEINIG = "Te weinig antwoorden om te tonen."
NOOT = (
    "Alles is in briefings en per week van minstens vijf teams samen. Een getal dat dicht bij niets of bij alles ligt, "
    "ziet eruit als niets of alles. Wat één team deed, staat nergens in dit verslag."
)


def evaluatie_pdf(beeld: Evaluatie) -> Bestand:
    titel = _titel(beeld)
    blokken: list[Blok] = [_inleiding(beeld), *_advies(beeld), *_weken(beeld), Noot(NOOT)]
    if beeld.antwoorden is not None:
        blokken += [Kop("Wat briefers en teamchefs zeiden"), *_vragen(beeld)]
    if beeld.themas:
        blokken += [Kop("Waar deze items over gaan"), *_themas(beeld)]
    inhoud = pdf.document(titel=titel, onderwerp="Evaluatie van een campagne", datum=_dag(beeld), blokken=blokken)
    return Bestand(bestandsnaam(titel, "pdf"), pdf.PDF, inhoud)


def evaluatie_pptx(beeld: Evaluatie) -> Bestand:
    titel = _titel(beeld)
    dias = [
        pptx.Dia("Advies voor het volgende ritme", [_feiten(beeld), *_advies(beeld, kop=False)], notities=NOOT),
        pptx.Dia("Per week", _weken(beeld, kop=False), notities=NOOT),
        *_vragendias(beeld),
        *([pptx.Dia("Waar deze items over gaan", _themas(beeld))] if beeld.themas else []),
    ]
    inhoud = pptx.presentatie(titel=titel, ondertitel=_wanneer(beeld), dias=dias, datum=_dag(beeld))
    return Bestand(bestandsnaam(titel, "pptx"), pptx.PPTX, inhoud)


def _titel(beeld: Evaluatie) -> str:
    return f"Evaluatie: {beeld.campagne.naam}"


def _dag(beeld: Evaluatie) -> date:
    assert beeld.campagne.tot is not None  # what started has days
    return beeld.campagne.tot


def _wanneer(beeld: Evaluatie) -> str:
    stuk = beeld.campagne
    with override("nl"):
        return f"{stuk.eenheid}, {date_format(stuk.van, 'j F Y')} tot en met {date_format(stuk.tot, 'j F Y')}"


def _inleiding(beeld: Evaluatie) -> Inleiding:
    return Inleiding(f"{_wanneer(beeld)}. {samenvatting(beeld)}")


def samenvatting(beeld: Evaluatie) -> str:
    """The weeks together, in one sentence."""
    stand = beeld.stand
    if not stand.weken:
        return "Er is geen week met genoeg teams om te tonen."
    return (
        f"In de weken die we kunnen tonen, waren {stand.gepland} briefings gepland. In ongeveer "
        f"{stand.deel('vertoond')}% hing het item op het scherm, ongeveer {stand.deel('besproken')}% besprak het."
    )


def _feiten(beeld: Evaluatie) -> Feiten:
    stand = beeld.stand
    if not stand.weken:
        return Feiten(
            [("Gepland", "te weinig om te tonen"), ("Op het scherm", "niet te tonen"), ("Besproken", "niet te tonen")]
        )
    return Feiten(
        [
            ("Gepland", f"{stand.gepland} briefings"),
            ("Op het scherm", f"ongeveer {stand.deel('vertoond')}%"),
            ("Besproken", f"ongeveer {stand.deel('besproken')}%"),
        ]
    )


def _advies(beeld: Evaluatie, *, kop: bool = True) -> list[Blok]:
    return [*([Kop("Advies voor het volgende ritme")] if kop else []), lijst(*beeld.advies)]


def _weken(beeld: Evaluatie, *, kop: bool = True) -> list[Blok]:
    koppen = ["Week van", "Waar", "Gepland", "Op het scherm", "Besproken", "Niet aan toe"]
    with override("nl"):
        rijen = [
            [
                date_format(rij.week, "j b Y"),
                f"{rij.plek} ({rij.teams} teams)",
                str(rij.gepland),
                *_getallen(rij),
            ]
            for rij in beeld.weken
        ]
    blokken: list[Blok] = [Kop("Per week")] if kop else []
    if rijen:
        # On paper the sentence about the weeks together is the introduction already.
        bijschrift = "Hoeveel briefings, per week" if kop else samenvatting(beeld)
        blokken.append(Tabel(bijschrift, koppen, rijen, [0.16, 0.28, 0.12, 0.16, 0.14, 0.14]))
    else:
        blokken.append(alinea("Er is nog geen week geteld."))
    if beeld.nog_te_tellen:
        weken = "week telt" if beeld.nog_te_tellen == 1 else "weken tellen"
        blokken.append(alinea(f"Nog {beeld.nog_te_tellen} {weken} later mee: een week na afloop."))
    return blokken


def _getallen(rij: Weekregel) -> list[str]:
    return [str(rij.besproken), "–", "–"] if rij.te_klein else [str(gegeven) for gegeven in rij.getallen]


def _antwoord(vraag: Vraag, gegeven: Uitslag | None) -> list[Blok]:
    if gegeven is None:
        return [alinea(f"{vraag.tekst} {TE_WEINIG}")]
    # As many segments as on the page.
    vol = [sum(segment.startswith("on") for segment in rij.segmenten) for rij in gegeven.rijen]
    staven = [Staaf(rij.antwoord, aantal, rij.band) for rij, aantal in zip(gegeven.rijen, vol, strict=True)]
    return [
        alinea(f"{vraag.tekst} Minstens {gegeven.minstens} antwoorden."),
        Staven(vraag.tekst, len(gegeven.rijen[0].segmenten), staven),
    ]


def _vragen(beeld: Evaluatie) -> list[Blok]:
    """A question beside its bands, never on another page than they are."""
    uit: list[Blok] = []
    for eenheid, uitslagen in beeld.antwoorden or []:
        for vraag, gegeven in zip(VRAGEN, uitslagen, strict=True):
            kop, (zin, *staven) = Kop(f"{vraag.kern}, {eenheid}", 3), _antwoord(vraag, gegeven)
            uit += [Naast([kop, zin], staven, deel=0.4, bijeen=True)] if staven else [kop, zin]
    return uit


def _vragendias(beeld: Evaluatie) -> list[pptx.Dia]:
    return [
        pptx.Dia(f"{vraag.kern}, {eenheid}", _antwoord(vraag, gegeven))
        for eenheid, uitslagen in beeld.antwoorden or []
        for vraag, gegeven in zip(VRAGEN, uitslagen, strict=True)
    ]


def _themas(beeld: Evaluatie) -> list[Blok]:
    regels = [
        [
            Stuk(thema.titel, vet=True, link=thema.url),
            Stuk(f": {'; '.join(thema.items)}. {meer_in_woorden(thema.meer)}"),
        ]
        for thema in beeld.themas
    ]
    return [Lijst(items=regels)]


def meer_in_woorden(meer: list[tuple[str, int]]) -> str:
    """What the portal has about a theme."""
    return f"In het portaal: {', '.join(f'{label.lower()} {aantal}' for label, aantal in meer)}." if meer else ""
