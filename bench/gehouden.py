"""Meetings that were held: reading the result of one costs the same, however many there are."""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.belasting import Client

if TYPE_CHECKING:
    from vik_portal.meedoen.models import Bijeenkomst

#: In the environment, with the port of a portal: the file that says which meetings it has.
PAD = "BENCH_GEHOUDEN_"
WEINIG, VEEL = 10, 1000
DEELNEMERS = 14


def vul(aantal: int, pad: Path) -> None:
    """Holds one meeting and copies it until there are ``aantal``; writes their keys and a session to ``pad``."""
    from django.db import transaction

    from bench.deelname import sessie

    with transaction.atomic():
        voorbeeld = houd()
        sleutels = [voorbeeld.pk, *(kopieer(voorbeeld) for _ in range(aantal - 1))]
    pad.write_text(json.dumps({"sleutels": sleutels, "sessie": sessie()}))


def houd() -> Bijeenkomst:
    """A risk analysis with its counted questionnaire, two votes, three risks and their measures."""
    from django.utils import timezone

    from bench.deelname import bijeenkomst
    from risicoanalyse.models import Maatregel
    from risicoanalyse.services import bewaar_maatregel, bewaar_risico

    stuk = bijeenkomst("Gehouden")
    tel(stuk, soort="vragenlijst")
    for nummer in range(3):
        risico = bewaar_risico(
            bijeenkomst=stuk,
            oorzaak=f"Na een heftige melding hoort de ploeg niets {nummer}",
            gebeurtenis="iemand zoekt zelf op hoe het afliep",
            gevolg="een slachtoffer is bekeken zonder reden",
            thema="raadplegen-politiesystemen",
        )
        velden = {
            "soort": Maatregel.Soort.VERMINDEREN,
            "tekst": "De opco vertelt bij de briefing hoe het afliep",
            "rol": "Operationeel expert",
            "datum": timezone.localdate() + timedelta(days=60),
            "merkbaar": "Niemand zoekt het meer zelf op",
        }
        bewaar_maatregel(risico=risico, velden=velden)
    for keer in (1, 2):
        tel(stuk, soort="kansgevolg", inhoud__keer=keer)
    stuk.status = stuk.Status.AFGEROND
    stuk.save(update_fields=["status"])
    return stuk


def tel(stuk: Bijeenkomst, **welke: Any) -> None:
    """A counted round of this step, its published form made by the gate itself of answers by chance."""
    from dataclasses import asdict

    from vik_portal.meedoen.banden import publiceer
    from vik_portal.meedoen.models import Ronde
    from vik_portal.meedoen.services import vraagsoorten
    from vik_portal.register import Stapsoort, register

    stap = stuk.stappen.get(**welke)
    soort = register.een(Stapsoort, stap.soort)
    assert soort.ronde
    vorm, vragen = soort.ronde(stap)
    enveloppen = [bytes(random.choices((1, 2, 3), k=len(vragen))) for _ in range(DEELNEMERS)]
    uitslag = publiceer(vorm, vraagsoorten(vragen), enveloppen, 0)
    assert uitslag
    Ronde.objects.create(
        id=random.randbytes(16).hex(),
        bijeenkomst=stuk,
        stap=stap,
        soort=stap.soort,
        vorm=vorm,
        vragen=vragen,
        status=Ronde.Status.GETELD,
        stoelen=DEELNEMERS,
        merk=b"",
        uitslag=asdict(uitslag),
        volgnummer=stuk.rondes.count() + 1,
    )


def kopieer(voorbeeld: Bijeenkomst) -> int:
    """The same meeting once more; its key."""
    from vik_portal.meedoen.models import Bijeenkomst, Ronde

    kopie = Bijeenkomst.objects.get(pk=voorbeeld.pk)
    kopie.pk = None
    kopie.save()
    kopie.begeleiders.set(voorbeeld.begeleiders.all())
    nieuw = {}
    for stap in voorbeeld.stappen.all():
        oud, stap.pk, stap.bijeenkomst = stap.pk, None, kopie
        stap.save()
        nieuw[oud] = stap
    for ronde in voorbeeld.rondes.all():
        ronde.pk, ronde.bijeenkomst, ronde.stap = random.randbytes(16).hex(), kopie, nieuw[ronde.stap_id]
        Ronde.objects.bulk_create([ronde])
    for risico in voorbeeld.risicos.select_related("maatregel"):
        maatregel = risico.maatregel
        risico.pk, risico.bijeenkomst = None, kopie
        risico.save()
        maatregel.pk, maatregel.risico = None, risico
        maatregel.save()
    return kopie.pk


# --- the load -----------------------------------------------------------------------------------------


@cache
def gegevens(port: int) -> dict[str, Any]:
    return json.loads(Path(os.environ[f"{PAD}{port}"]).read_text())


def lees(client: Client, nummer: int, vorm: str = "") -> None:
    """The result page of one meeting after the other."""
    stand = gegevens(client.port)
    sleutel = stand["sleutels"][nummer % len(stand["sleutels"])]
    client.request("GET", f"/risicoanalyse/bijeenkomst/{sleutel}/{vorm}", Cookie=f"vik_sessie={stand['sessie']}")


def lees_pdf(client: Client, nummer: int) -> None:
    """The report of one meeting after the other."""
    lees(client, nummer, "verslag.pdf")


def main() -> int:
    import django
    from django.db import connection

    django.setup()
    vul(int(sys.argv[1]), Path(sys.argv[2]))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    connection.close_pool()
    return 0


if __name__ == "__main__":
    sys.exit(main())
