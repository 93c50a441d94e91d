"""What stands in the computer about one seat, and what does not: the participant's own look inside.

Generated from the tables as they are, so that this page cannot promise less than what is kept: a new column would show
up here by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from vik_portal.meedoen.models import Envelop, Rondestoel, Stoel
from vik_portal.meedoen.services import hash_token

#: Tables in which a seat can stand.
TABELLEN = (Stoel, Rondestoel, Envelop)
#: Kinds of data that a system like this often keeps, and by which words a column for it would be recognised.
NIET_BEWAARD = {
    "je naam of account": ("naam", "user", "gebruiker", "account", "email"),
    "je telefoon of netwerkadres": ("ip", "adres", "agent", "toestel", "apparaat"),
    "hoe laat je meedeed of iets invulde": ("tijd", "_op", "time", "date", "created"),
    "welk antwoord van jou is": ("antwoord", "keuze", "answer"),
}


@dataclass(frozen=True)
class Regel:
    tabel: str
    kolom: str
    waarde: str


def _kort(waarde: object) -> str:
    """Hashes and envelopes shortened: enough to recognise, too little to copy from a shoulder."""
    if isinstance(waarde, bytes | memoryview):
        ruw = bytes(waarde)
        return f"{ruw[:4].hex(' ')} … {ruw[-2:].hex(' ')} ({len(ruw)} bytes)"
    return str(waarde)


def inzage(token: str, code: str) -> dict[str, object]:
    """``regels``: every stored value of this seat; ``niet``: the kinds of data for which no column exists."""
    regels: list[Regel] = []
    if token:
        sleutel = hash_token(token)
        for tabel in TABELLEN:
            veld = "token" if tabel is Stoel else "stoel"
            for rij in tabel.objects.filter(**{veld: sleutel}).values():  # type: ignore[attr-defined]
                regels += [Regel(tabel._meta.verbose_name, kolom, _kort(waarde)) for kolom, waarde in rij.items()]
    kolommen = [kolom.name.lower() for tabel in TABELLEN for kolom in tabel._meta.local_concrete_fields]
    niet = [
        wat
        for wat, woorden in NIET_BEWAARD.items()
        if not any(woord in kolom for woord in woorden for kolom in kolommen)
    ]
    return {"regels": regels, "niet": niet}
