"""Wall screens and briefers: ``python -m bench.schermen PATH`` hangs a thousand screens and writes what they need.

Run under the settings of the portal.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from bench import deelname
from bench.belasting import Client, WrongAnswer

#: Where the stock lies, for the processes with clients.
PAD = "VIK_BENCH_SCHERMEN"
SCHERMEN, TEAMS, BRIEFERS = 1000, 200, 200
#: Seconds between two polls of a screen.
RITME = 30.0
#: Briefings that are prepared: each can be marked by one briefer.
DAGEN = 60


def bereid_voor(pad: Path) -> None:
    """Teams with an item at the briefing of now, five screens each, and keys for their briefers."""
    from datetime import timedelta

    from django.utils import timezone

    from briefings import schermen
    from briefings.briefer import Sleutel
    from briefings.models import Briefingsitem, Briefingtijd, Scherm, Vertoning
    from vik_portal.lezen import bouwstand
    from vik_portal.organisatie.models import Eenheid

    item = Briefingsitem.objects.published().get(slug="geweld-en-pv")
    korps = Eenheid.objects.filter(soort="korps").first() or Eenheid.objects.create(naam="Bench", soort="korps")
    eenheid = Eenheid.objects.create(naam="Bencheenheid", soort="eenheid", ouder=korps)
    district = Eenheid.objects.create(naam="Benchdistrict", soort="district", ouder=eenheid)
    begint = timezone.localtime() - timedelta(minutes=1)
    moment = begint.time().replace(second=0, microsecond=0)
    tokens, sleutels = [], []
    for nummer in range(TEAMS):
        team = Eenheid.objects.create(naam=f"Benchteam {nummer}", soort="team", ouder=district)
        Briefingtijd.objects.create(team=team, naam="Vroege", begint=moment)
        dagen = [begint.date() - timedelta(days=n) for n in range(DAGEN)]
        vertoningen = Vertoning.objects.bulk_create(Vertoning(item=item, team=team, dag=dag) for dag in dagen)
        eigen = [f"bench-{nummer}-{n}" for n in range(SCHERMEN // TEAMS)]
        hangt = Scherm.objects.bulk_create(
            Scherm(naam=token, team=team, token_hash=schermen.hash_token(token)) for token in eigen
        )
        sleutels += [
            [Sleutel(team.pk, dag, moment, hangt[0].pk).token(), vertoning.pk]
            for dag, vertoning in zip(dagen, vertoningen, strict=True)
        ]
        gevonden = schermen.stand(eigen[0], bouwstand())
        assert gevonden is not None
        tokens += [[token, gevonden.etag] for token in eigen]
    random.Random(7).shuffle(sleutels)
    pad.write_text(json.dumps({"schermen": tokens, "sleutels": sleutels}))


@cache
def voorraad() -> dict[str, Any]:
    return json.loads(Path(os.environ[PAD]).read_text())


def kijk(client: Client, nummer: int) -> None:
    """A screen that asks, and hears that nothing changed."""
    token, etag = voorraad()["schermen"][nummer % SCHERMEN]
    client.request("GET", "/scherm/stand", status=304, Cookie=f"scherm={token}", If_None_Match=etag)


def kijk_kaal(client: Client, nummer: int) -> None:
    """The bare view: one row by its key, and 304."""
    client.request("GET", "/stand/scherm/", status=304, If_None_Match='"scherm"')


def brief(client: Client, nummer: int) -> None:
    """A briefer at seven: opens the notes, moves the wall, and says that it was discussed."""
    token, vertoning = voorraad()["sleutels"][nummer % (TEAMS * DAGEN)]
    adres, soort = f"/b/{token}/", "application/x-www-form-urlencoded"
    client.get(adres)
    naar = f"plek={vertoning}:punten&naar={vertoning}:vraag".encode()
    client.request("POST", adres, naar, status=302, Content_Type=soort)
    klaar = f"plek={vertoning}:vraag&uitkomst=besproken&band=tot10".encode()
    client.request("POST", adres, klaar, status=302, Content_Type=soort)


def brief_kaal(client: Client, nummer: int) -> None:
    """As many requests of the naive questionnaire: its form, the answers, and its form again."""
    deelname.vul_in(client, nummer)
    client.get("/vragenlijst/")


@contextmanager
def duizend_schermen(port: int) -> Iterator[None]:
    """Meanwhile a thousand screens look every half minute; any answer but 200 and 304 is an error.

    A screen to which a phone is held gets 200: something changed. Ten threads take a hundred screens each in turn.
    """
    stop = threading.Event()
    fout: list[Exception] = []
    draden_aantal = 10

    def rond(eerste: int) -> None:
        client = Client(port)
        eigen = range(eerste, SCHERMEN, draden_aantal)
        stap = RITME / len(eigen)
        try:
            for beurt in range(1_000_000):
                if stop.wait(stap):
                    return
                token, etag = voorraad()["schermen"][eigen[beurt % len(eigen)]]
                koppen = {"Cookie": f"scherm={token}", "If-None-Match": etag}
                client.connection.request("GET", "/scherm/stand", headers=koppen)
                antwoord = client.connection.getresponse()
                antwoord.read()
                if antwoord.status not in (200, 304):
                    raise WrongAnswer(f"/scherm/stand: {antwoord.status}")
        except Exception as error:
            fout.append(error)
        finally:
            client.close()

    draden = [threading.Thread(target=rond, args=(nummer,)) for nummer in range(draden_aantal)]
    for draad in draden:
        draad.start()
        time.sleep(RITME / SCHERMEN)
    try:
        yield
    finally:
        stop.set()
        for draad in draden:
            draad.join()
    if fout:
        raise fout[0]


if __name__ == "__main__":
    import django

    django.setup()
    bereid_voor(Path(sys.argv[1]))
