"""The small world on a live server, and who may see what: the matrix decides which person opens which page."""

from __future__ import annotations

import pytest


@pytest.fixture
def portaal(transactional_db, live_server):
    """(base address, cast, {name of the address: (path, who opens it)}) for every page that answers a GET with 200."""
    from django.urls import reverse

    from tests.cast import maak_cast
    from tests.test_matrix import TABEL, lees_beleid, waarden
    from tests.wereld import maak_wereld

    cast = maak_cast()
    namen = waarden(cast, maak_wereld(cast))
    paginas = {}
    for naam, (kwargs, get, _) in TABEL.items():
        wie = next((bezoeker for bezoeker, status in lees_beleid(get).items() if status == 200), None)
        if wie and naam not in GEEN_PAGINA:
            pad = reverse(naam, kwargs={sleutel: namen.get(waarde, waarde) for sleutel, waarde in kwargs.items()})
            if "." not in pad.rsplit("/", 1)[1]:  # a file, and no page
                paginas[naam] = (pad + VRAAG.get(naam, ""), wie)
    return live_server.url, cast, paginas


#: Answers that are no HTML page.
GEEN_PAGINA = {"gezond", "bijeenkomsten:stand", "briefings:beeld", "briefings:goedkeuren_media", "scherm:stand"}
VRAAG = {
    "zoeken:zoeken": "?q=cadeau",
    "risicoanalyse:vragenlijst": "?vraag=9",
    "briefings:item_nieuw": "?bron=dilemma/nummer-14",
}


def koekje(cast, wie, url):
    """The session cookie of somebody, for a browser context; nothing for an anonymous visitor."""
    if wie == "anoniem":
        return []
    waarde = cast.client(getattr(cast, wie)).cookies["vik_sessie"].value
    return [{"name": "vik_sessie", "value": waarde, "url": url}]
