"""The year planner of one district, in a portal with few teams elsewhere and in one with many."""

from __future__ import annotations

import json
import os
import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bench.belasting import Client

#: In the environment, with the port of a portal: the file that says which district, and whose session.
PAD = "BENCH_JAARPLAN_"
#: In the environment: the file with a session on the bare side.
KAALPAD = "BENCH_JAARPLAN_KAAL"
WEINIG, VEEL, PER_DISTRICT = 20, 200, 10


def vul(aantal: int, pad: Path) -> None:
    """So many teams, ten in a district, each with a campaign of six items and two items of its own this year."""
    from django.db import transaction
    from django.utils import timezone

    from bench.deelname import begeleider, sessie
    from briefings.models import Briefingsitem, Vertoning
    from briefings.ritme import standaardritme
    from briefings.services import campagnes
    from vik_portal.organisatie.models import Eenheid, Rol

    jaar, door = timezone.localdate().year, begeleider()
    items = list(Briefingsitem.objects.published().op_titel()[:8])
    with transaction.atomic():
        korps = Eenheid.objects.get_or_create(naam="Politie", soort="korps")[0]
        eenheid = Eenheid.objects.create(naam="Bencheenheid", soort="eenheid", ouder=korps)
        # Leadership of the unit: it sees all teams, and logs in without a second step.
        Rol.objects.create(gebruiker=door, soort=Rol.Soort.EENHEIDSLEIDING, eenheid=eenheid)
        teams = []
        for nummer in range(aantal):
            if nummer % PER_DISTRICT == 0:
                naam = f"District {nummer // PER_DISTRICT:02}"
                district = Eenheid.objects.create(naam=naam, soort="district", ouder=eenheid)
            teams.append(Eenheid.objects.create(naam=f"Basisteam {nummer:03}", soort="team", ouder=district))
        stuk = campagnes.begin(naam="Bench", items=items[:6], gesprek_gevraagd=False, eenheid=eenheid, door=door)
        campagnes.kies_teams(campagne=stuk, teams=teams, binnen=[eenheid])
        reeksen = standaardritme(date(jaar, 1, 4), 6)
        rijen = [(item, dag, stuk) for item, reeks in zip(items, reeksen, strict=False) for dag in reeks]
        rijen += [(item, date(jaar, 2, 9) + timedelta(days=140 * n), None) for n, item in enumerate(items[6:])]
        Vertoning.objects.bulk_create(
            Vertoning(team=team, item=item, dag=dag, campagne=campagne)
            for team in teams
            for item, dag, campagne in rijen
        )
        type(stuk).objects.filter(pk=stuk.pk).update(status="loopt", van=reeksen[0][0], tot=reeksen[-1][-1])
    adres = f"/briefings/jaar/?jaar={jaar}&district={teams[0].ouder_id}"
    pad.write_text(json.dumps({"adres": adres, "sessie": sessie()}))


# --- the load -----------------------------------------------------------------------------------------


@cache
def gegevens(port: int) -> dict[str, Any]:
    return json.loads(Path(os.environ[f"{PAD}{port}"]).read_text())


def lees(client: Client, nummer: int = 0) -> bytes:
    """The year planner of the first district."""
    stand = gegevens(client.port)
    return client.request("GET", stand["adres"], Cookie=f"vik_sessie={stand['sessie']}")[0]


def lees_kaal(client: Client, nummer: int = 0) -> None:
    """A bare page of as many bytes, for anybody."""
    client.get("/pagina/jaarplan/")


def lees_eigen(client: Client, nummer: int = 0) -> None:
    """The same bare page behind a login, as the planner is."""
    client.request("GET", "/eigen/jaarplan/", Cookie=f"sessionid={_sessie_kaal()}")


@cache
def _sessie_kaal() -> str:
    return Path(os.environ[KAALPAD]).read_text()


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
