"""Choosing again on a dilemma page, counted; and a bare view beside it that raises one row and answers as many bytes.

Every page to choose again counts once, so what a run sends is prepared: ``python -m bench.keuzes bereid_voor PATH``.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from functools import cache
from pathlib import Path
from typing import Any

from bench.belasting import Client, WrongAnswer

#: Where the run keeps what was prepared; in the environment of the process that makes the load.
PAD = "BENCH_KEUZES"
SLUG = "nummer-14"
#: Choices that one slice may send, and slices of a run: the warm-up and three rounds.
BLOK, STUKKEN = 6000, 4
SOORT = "application/x-www-form-urlencoded"


def bereid_voor(pad: Path) -> None:
    """Writes the keys of the options, and pages to choose again, to ``pad``."""
    from dilemmas.bladen import opties_van
    from dilemmas.models import Dilemma
    from dilemmas.tellen import maak_bon

    stuk = Dilemma.objects.get(slug=SLUG)
    sleutels = [optie["sleutel"] for optie in opties_van(stuk)]
    bonnen = [maak_bon(dilemma=stuk, sleutels=sleutels) for _ in range(BLOK * STUKKEN)]
    pad.write_text(json.dumps({"sleutels": sleutels, "bonnen": bonnen}))


def tel() -> dict[str, int]:
    """How many choices were counted."""
    from dilemmas.models import Keuzetelling

    telling = Keuzetelling.objects.filter(dilemma__slug=SLUG).first()
    return {"keuzes": telling.totaal if telling else 0}


_SLOT = threading.Lock()


@cache
def _voorraad() -> tuple[list[str], list[str]]:
    pad = Path(os.environ[PAD])
    stand, teller = json.loads(pad.read_text()), pad.with_suffix(".teller")
    begin = int(teller.read_text()) if teller.exists() else 0
    teller.write_text(str(begin + BLOK))
    return stand["sleutels"], stand["bonnen"][begin : begin + BLOK]


def voorraad() -> tuple[list[str], list[str]]:
    """The keys, and the pages of this process; its threads ask for them in the same moment."""
    with _SLOT:
        return _voorraad()


def kies(client: Client, nummer: int) -> None:
    """The last step: a first and a second choice, counted; the page to look back on."""
    sleutels, bonnen = voorraad()
    if nummer >= len(bonnen):
        raise WrongAnswer("De voorbereide keuzes zijn op; zet BLOK in bench/keuzes.py hoger.")
    lijf = f"eerste={sleutels[nummer % 4]}&tweede={sleutels[nummer // 4 % 4]}&bon={bonnen[nummer]}".encode()
    oorsprong = f"http://127.0.0.1:{client.port}"
    client.request("POST", f"/dilemmas/{SLUG}/", lijf, Content_Type=SOORT, Origin=oorsprong)


def kies_kaal(client: Client, nummer: int) -> None:
    """The same bytes to and fro, and one row raised."""
    client.request("POST", "/keuze/keuze/", f"eerste={nummer % 4}".encode(), Content_Type=SOORT)


def zonder_keuze(port: int) -> bytes:
    """The page to look back on, for who cannot choose: as many bytes as after a choice, and nothing counted."""
    client = Client(port)
    try:
        return client.request("POST", f"/dilemmas/{SLUG}/", b"twijfel=1", Content_Type=SOORT)[0]
    finally:
        client.close()


def main() -> int:
    import django

    django.setup()
    doe, *pad = sys.argv[1:]
    uit: Any = {"bereid_voor": bereid_voor, "tel": tel}[doe](*map(Path, pad))
    if uit is not None:
        json.dump(uit, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
