"""A team in the demo world that made its analysis four months ago, looked back once and will again. All invented."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from risicoanalyse.models import Maatregel, Risico, Voortgang
from risicoanalyse.pulse.plannen import moment, plan_pulsen
from risicoanalyse.services import bewaar_maatregel, bewaar_risico, markeer_besproken, zet_status
from vik_portal.meedoen.models import Bijeenkomst, Stap
from vik_portal.meedoen.papier import afdruk, tel_papier
from vik_portal.meedoen.services import plan, rond_af, vraagsoorten
from vik_portal.meedoen.stembus import WEET_NIET
from vik_portal.organisatie.models import Eenheid, Gebruiker
from vik_portal.register import Draaiboek, Stapsoort, register

MENSEN = 8
#: Where answers lie per question: of the questionnaire, and of the three questions three months later.
TOEN, NU = (0.85, 0.6, 0.35, 0.5, 0.7, 0.15), (0.15, 0.4, 0.7)
#: (oorzaak, gebeurtenis, gevolg, thema), then the measure: soort, tekst, rol, merkbaar, and what was said of it since.
AFSPRAKEN = [
    (
        ("Na een heftige melding hoort de ploeg niets meer", "iemand zoekt zelf op hoe het afliep",
         "een slachtoffer is bekeken zonder reden", "raadplegen-politiesystemen"),
        ("verminderen", "De opco vertelt bij de briefing hoe een zaak afliep", "Operationeel coördinator",
         "Niemand vraagt meer: weet jij hoe dat afliep?"),
        ("loopt", "Het gebeurt bij de vroege dienst, bij de late nog niet."),
    ),
    (
        ("Tips komen via de groepsapp binnen", "een foto van een melding blijft op privételefoons staan",
         "iemand buiten de politie ziet wie er aangifte deed", "sociale-media"),
        ("versterken", "Na elke dienst halen we foto’s samen uit de app", "Wijkagenten", "De app is op maandag leeg"),
        ("klaar", "Het is een vaste gewoonte aan het eind van de dienst."),
    ),
]  # fmt: skip


def zet_klaar(*, team: Eenheid, begeleider: Gebruiker) -> None:
    """An analysis with two agreements, discussed; the first pulse held on its day, the second one planned."""
    lang_geleden = (timezone.localtime() - timedelta(days=122)).replace(hour=10, minute=0, second=0, microsecond=0)
    analyse = Bijeenkomst(titel="Risicoanalyse van het team", team=team, begin=lang_geleden, plaats="Bureau, zaal 1")
    plan(bijeenkomst=analyse, draaiboek=register.een(Draaiboek, "risicoanalyse"), begeleider=begeleider)
    dobbel = random.Random(7)  # noqa: S311 - answers of nobody, the same ones every time
    _houd(analyse.stappen.get(soort="vragenlijst"), dobbel, TOEN)
    # What is counted today was held today; in this world it was long ago.
    Bijeenkomst.objects.filter(pk=analyse.pk).update(begin=lang_geleden)
    plan_pulsen(bijeenkomst=analyse, nu=lang_geleden)
    for risico, maatregel, _ in AFSPRAKEN:
        _spreek_af(analyse, risico, maatregel)
    Voortgang.objects.filter(maatregel__risico__bijeenkomst=analyse).update(dag=timezone.localdate(lang_geleden))
    for keer in (1, 2):
        _houd(analyse.stappen.get(soort="kansgevolg", inhoud__keer=keer), dobbel, [0.7, 0.8 - keer / 5, 0.3])
    rond_af(bijeenkomst=analyse)
    markeer_besproken(bijeenkomst=analyse)
    Bijeenkomst.objects.filter(pk=analyse.pk).update(nabesproken_op=timezone.localdate(lang_geleden) + timedelta(9))
    eerste = analyse.pulsen.get(maand=3).bijeenkomst
    _houd(eerste.stappen.get(soort="pulse"), dobbel, NU)
    for maatregel, (_, _, (status, regel)) in zip(_maatregelen(analyse), AFSPRAKEN, strict=True):
        zet_status(maatregel=maatregel, status=status, toelichting=regel)
    Voortgang.objects.filter(maatregel__risico__bijeenkomst=analyse, dag=timezone.localdate()).update(
        dag=timezone.localdate(moment(lang_geleden, 3))
    )
    rond_af(bijeenkomst=eerste)
    Bijeenkomst.objects.filter(pk=eerste.pk).update(begin=eerste.begin, nabesproken_op=timezone.localdate(eerste.begin))


def _maatregelen(analyse: Bijeenkomst) -> list[Maatregel]:
    return list(Maatregel.objects.filter(risico__bijeenkomst=analyse).order_by("risico__volgorde"))


def _spreek_af(analyse: Bijeenkomst, delen: tuple[str, ...], maatregel: tuple[str, ...]) -> Risico:
    oorzaak, gebeurtenis, gevolg, thema = delen
    soort, tekst, rol, merkbaar = maatregel
    risico = bewaar_risico(bijeenkomst=analyse, oorzaak=oorzaak, gebeurtenis=gebeurtenis, gevolg=gevolg, thema=thema)
    datum = timezone.localdate() + timedelta(days=40)
    velden = {"soort": soort, "tekst": tekst, "rol": rol, "merkbaar": merkbaar, "datum": datum}
    bewaar_maatregel(risico=risico, velden=velden)
    return risico


def _houd(stap: Stap, dobbel: random.Random, niveaus: Sequence[float]) -> None:
    """Counts a pile of invented forms; ``niveaus`` (0–1, from the first answer to the last) are taken in turn."""
    soort = register.een(Stapsoort, stap.soort)
    assert soort.ronde is not None
    _, vragen = soort.ronde(stap)
    kolommen = []
    for nummer, vraag in enumerate(vraagsoorten(vragen)):
        midden = niveaus[nummer % len(niveaus)]
        eerste, hoogste = (1, len(vraag.opties)) if vraag.schaal == "1-5" else (0, len(vraag.opties) - 1)
        kolom = []
        for _ in range(MENSEN):
            plek = round(eerste + min(1.0, max(0.0, dobbel.gauss(midden, 0.14))) * (hoogste - eerste))
            kolom.append(WEET_NIET if dobbel.random() < 0.05 else plek)
        kolommen.append(kolom)
    formulieren = [bytes(rij) for rij in zip(*kolommen, strict=True)]
    tel_papier(bijeenkomst=stap.bijeenkomst, stap=stap, formulieren=formulieren, merk=afdruk(vragen))
