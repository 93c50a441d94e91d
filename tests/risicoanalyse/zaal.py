"""A meeting that was held: seats, sealed rounds, risks and agreements, through the verbs that the room uses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from risicoanalyse import stappen
from risicoanalyse.laden import laad
from risicoanalyse.models import Maatregel, Risico
from risicoanalyse.services import bewaar_maatregel, bewaar_risico
from tests.risicoanalyse import rondes
from vik_portal.meedoen import services, stembus
from vik_portal.meedoen.models import Bijeenkomst, Envelop, Ronde, Rondestoel, Stap
from vik_portal.register import Draaiboek, Stapsoort, register

DRAAIBOEKEN = stappen.MAP
BEGIN = datetime(2026, 11, 2, 14, tzinfo=ZoneInfo("Europe/Amsterdam"))


def plan(cast: Any, draaiboek: str = "risicoanalyse", **velden: Any) -> Bijeenkomst:
    """A risk analysis of ``cast.team``, led by anouk."""
    laad()
    bijeenkomst = Bijeenkomst(**{"titel": "Middag met het team", "team": cast.team, "begin": BEGIN} | velden)
    return services.plan(bijeenkomst=bijeenkomst, draaiboek=register.een(Draaiboek, draaiboek), begeleider=cast.anouk)


def neem_plaats(bijeenkomst: Bijeenkomst, aantal: int) -> None:
    """Seats on the day for which it was planned: a door that opens on another day makes it a meeting of that day."""
    code = services.open_deur(bijeenkomst=bijeenkomst).code
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(begin=bijeenkomst.begin)
    for _ in range(aantal):
        services.neem_stoel(code=code)
    services.sluit_deur(bijeenkomst=bijeenkomst)


def vul_in(stap: Stap, enveloppen: Sequence[bytes]) -> Ronde:
    """Opens the round of a step, seals one envelope per seat, and counts."""
    soort = register.een(Stapsoort, stap.soort)
    assert soort.ronde is not None
    vorm, vragen = soort.ronde(stap)
    ronde = services.open_ronde(bijeenkomst=stap.bijeenkomst, soort=stap.soort, vorm=vorm, vragen=vragen, stap=stap)
    slot = stembus.slot(ronde.pk)
    stoelen = [bytes(stoel) for stoel in Rondestoel.objects.filter(ronde_id=ronde.pk).values_list("stoel", flat=True)]
    for stoel, antwoorden in zip(stoelen, enveloppen, strict=True):
        inhoud = stembus.verzegel(slot.publiek, ronde.pk, antwoorden)
        Envelop.objects.create(ronde=ronde, stoel=stoel, inhoud=inhoud, merk=slot.merk("envelop", stoel, inhoud))
    return services.sluit_ronde(ronde=ronde)


def zet_afspraak(bijeenkomst: Bijeenkomst, over: int = 60, thema: str = "", **velden: Any) -> tuple[Risico, Maatregel]:
    """A risk with its measure, due in ``over`` days."""
    risico = bewaar_risico(
        bijeenkomst=bijeenkomst,
        oorzaak="Na een heftige melding hoort de ploeg niets",
        gebeurtenis="iemand zoekt zelf op hoe het afliep",
        gevolg="een slachtoffer is bekeken zonder reden",
        thema=thema,
    )
    standaard = {
        "soort": "verminderen",
        "tekst": "De opco vertelt bij de briefing hoe het afliep",
        "rol": "Operationeel expert",
        "trekker": "S. de Wit",
        "datum": timezone.localdate() + timedelta(days=over),
        "merkbaar": "Niemand zoekt het meer zelf op",
    }
    return risico, bewaar_maatregel(risico=risico, velden=standaard | velden)


def houd(cast: Any, zaad: int = 1, aantal: int = 7, **velden: Any) -> Bijeenkomst:
    """A whole afternoon: questionnaire, one risk with its measure, two votes, ended."""
    bijeenkomst = plan(cast, **velden)
    rng = rondes.toeval(zaad)
    neem_plaats(bijeenkomst, aantal)
    geteld = rondes.willekeurig(aantal, rng)
    vul_in(bijeenkomst.stappen.get(soort="vragenlijst"), rondes.enveloppen(rondes.SOORTEN, geteld, rng))
    zet_afspraak(bijeenkomst, thema="aannemen-geschenken")
    stemvragen = rondes.matrix.stemvragen(1)
    for keer in (1, 2):
        stemmen = rondes.enveloppen(stemvragen, rondes.willekeurig(aantal, rng, stemvragen), rng)
        vul_in(bijeenkomst.stappen.get(soort="kansgevolg", inhoud__keer=keer), stemmen)
    return services.rond_af(bijeenkomst=bijeenkomst)
