"""The attacker: somebody with everything a database administrator has, who also watched who pressed Verstuur when.

He has the rows of every table after every submission (with ``ctid``, ``xmin`` and ``cmin``), ``pg_dump`` before and
after closing, every WAL record with its size, the raw WAL, and SECRET_KEY. He knows all answers of the other meetings
and learns from them which trace gives an answer away: nothing here is written for one way of storing.
``test_aanval.py`` first lets him win.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import random
import re
import signal
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from vik_portal import lokaal, postgres
from vik_portal.meedoen.banden import Uitslag, Vraagsoort, publiceer

# --- a PostgreSQL of his own ---------------------------------------------------------------------


class EigenServer:
    """A PostgreSQL server for these tests alone, durable, with the portal's tables on it."""

    def __init__(self, naam: str) -> None:
        self.data = postgres.standaard_data().with_name(f"{naam}-{os.getpid()}")
        for rest in self.data.parent.glob(f"{naam}-*"):
            nummer = rest.name.removeprefix(f"{naam}-")
            if nummer.isdecimal() and not lokaal.leeft(int(nummer)):
                postgres.wis(rest)  # of a killed run

    @property
    def url(self) -> str:
        return postgres.url(self.data)

    @property
    def log(self) -> Path:
        return self.data.with_name(self.data.name + ".log")

    def start(self) -> None:
        postgres.start(self.data)

    def verbind(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url, autocommit=True)

    def zet(self, instelling: str, waarde: str) -> None:
        """Changes a setting of the running server; it keeps it over a restart."""
        with self.verbind() as db:
            db.execute(f"ALTER SYSTEM SET {instelling} = '{waarde}'")
            db.execute("SELECT pg_reload_conf()")

    def neem_over(self, bron: dict[str, Any]) -> None:
        """Copies the migrated database of these Django settings to here."""
        adres = f"host={bron['HOST']} user={bron['USER']} dbname={bron['NAME']}"
        dump = subprocess.run([postgres.bin("pg_dump"), adres], check=True, capture_output=True).stdout
        psql = [postgres.bin("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", self.url]
        subprocess.run(psql, input=dump, check=True, capture_output=True)

    def dump(self) -> bytes:
        """``pg_dump`` of everything."""
        return subprocess.run([postgres.bin("pg_dump"), self.url], check=True, capture_output=True).stdout

    def ruwe_wal(self) -> bytes:
        """Every byte of the write-ahead log that is still there."""
        return b"".join(pad.read_bytes() for pad in sorted((self.data / "pg_wal").iterdir()) if len(pad.name) == 24)

    def wal(self, van: str, tot: str) -> list[tuple[int, str, int]]:
        """``pg_waldump`` between two positions: (position, kind, length in bytes) per record."""
        opdracht = [postgres.bin("pg_waldump"), "-p", self.data / "pg_wal", "-s", van]
        # It ends with a complaint, where the log ends; given an end, it complains when that is not on disk yet.
        uit = subprocess.run(opdracht, check=False, capture_output=True, text=True).stdout
        regel = re.compile(r"rmgr: (\w+).*?len \(rec/tot\):\s*\d+/\s*(\d+).*?lsn: (\S+?),.*?desc: (\w+)")
        records = [(lsn(plek), f"{rmgr} {soort}", int(lengte)) for rmgr, lengte, plek, soort in regel.findall(uit)]
        return [record for record in records if record[0] < lsn(tot)]

    def val_om(self) -> None:
        """As in a power cut: no goodbye, no checkpoint (``pg_ctl stop -m immediate``)."""
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            os.kill(pid, signal.SIGQUIT)
            while lokaal.leeft(pid):
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, os.WNOHANG)
                time.sleep(0.01)

    def wis(self) -> None:
        self.val_om()
        postgres.wis(self.data)


def lsn(tekst: str) -> int:
    hoog, laag = tekst.split("/")
    return (int(hoog, 16) << 32) + int(laag, 16)


@contextlib.contextmanager
def django_op(server: EigenServer) -> Iterator[None]:
    """Lets Django's own connection, in every thread, go to this server."""
    import dj_database_url
    from django.db import connections

    plek = connections.settings["default"]
    nieuw = dj_database_url.parse(server.url)
    namen = ("NAME", "HOST", "PORT", "USER", "PASSWORD")
    oud = {naam: plek[naam] for naam in namen}
    connections["default"].close()
    plek.update({naam: nieuw[naam] for naam in namen})
    try:
        yield
    finally:
        connections["default"].close()
        plek.update(oud)


# --- what he sees ------------------------------------------------------------------------------

#: (table, ctid, xmin) → (cmin, row as JSON)
Stand = dict[tuple[str, str, str], tuple[str, dict[str, Any]]]


def tabellen(verbinding: psycopg.Connection[Any]) -> list[str]:
    rijen = verbinding.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^(meedoen|controle)_' ORDER BY 1"
    )
    return [naam for (naam,) in rijen]


def stand(verbinding: psycopg.Connection[Any], namen: Iterable[str]) -> Stand:
    """Every row as it is now, with what PostgreSQL keeps beside it."""
    delen = [f"SELECT '{naam}', ctid::text, xmin::text, cmin::text, to_jsonb(t) FROM {naam} t" for naam in namen]  # noqa: S608
    return {
        (tabel, ctid, xmin): (cmin, rij)
        for tabel, ctid, xmin, cmin, rij in verbinding.execute(" UNION ALL ".join(delen))
    }


@dataclass
class Moment:
    """One submission as he saw it: whose it was (the room), and the database before and after."""

    stoel: int
    voor: Stand
    na: Stand
    lsn: int = 0
    wal: list[tuple[int, str, int]] = field(default_factory=list)


@dataclass
class Gezien:
    """Everything he has of one round."""

    momenten: list[Moment]
    eind: Stand
    uitslag: Uitslag
    bronnen: list[bytes]
    labels: list[bytes]


# --- keys --------------------------------------------------------------------------------------

_PEM = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----[A-Za-z0-9+/=\s\\n]+?-----END [A-Z ]*PRIVATE KEY-----")
_HEX = re.compile(rb"(?:[0-9a-f]{2}){64,}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{88,}={0,2}")
_FERNET = re.compile(rb"gAAAA[A-Za-z0-9_-]{60,}={0,2}")


def sleutels(bronnen: Iterable[bytes], geheim: str) -> list[rsa.RSAPrivateKey]:
    """Every RSA private key in these bytes: as PEM or DER, raw, as hex, as base64, or under a key from SECRET_KEY."""
    gevonden: dict[int, rsa.RSAPrivateKey] = {}
    te_doen, gezien = [(bron, 3) for bron in bronnen], set()
    while te_doen:
        bron, diepte = te_doen.pop()
        if (som := hashlib.sha256(bron).digest()) in gezien:
            continue
        gezien.add(som)
        for ruw in _kandidaten(bron):
            with contextlib.suppress(ValueError, TypeError, UnicodeError):
                laad = serialization.load_pem_private_key if ruw[:5] == b"-----" else serialization.load_der_private_key
                sleutel = laad(ruw, None)
                if isinstance(sleutel, rsa.RSAPrivateKey):
                    gevonden[sleutel.private_numbers().d] = sleutel
        if diepte:
            te_doen += [(binnen, diepte - 1) for binnen in _uitgepakt(bron, geheim)]
    return list(gevonden.values())


def _kandidaten(bron: bytes) -> Iterator[bytes]:
    for pem in _PEM.findall(bron):
        yield pem.replace(b"\\n", b"\n")
    plek = -1
    while (plek := bron.find(b"\x30\x82", plek + 1)) >= 0:
        lengte = int.from_bytes(bron[plek + 2 : plek + 4], "big")
        if 500 < lengte < 4000 and bron[plek + 4 : plek + 7] == b"\x02\x01\x00":
            yield bron[plek : plek + 4 + lengte]


def _uitgepakt(bron: bytes, geheim: str) -> Iterator[bytes]:
    for reeks in _HEX.findall(bron):
        yield bytes.fromhex(reeks.decode())
    for reeks in _BASE64.findall(bron):
        tekst = reeks.translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
        with contextlib.suppress(ValueError):
            yield base64.b64decode(tekst[: len(tekst) - len(tekst) % 4] if len(tekst) % 4 == 1 else tekst + b"==")
    for afgeleid in (hashlib.sha256(geheim.encode()).digest(), geheim.encode()[:32].ljust(32, b"0")):
        fernet = Fernet(base64.urlsafe_b64encode(afgeleid))
        for teken in _FERNET.findall(bron):
            with contextlib.suppress(InvalidToken, ValueError):
                yield fernet.decrypt(teken)


def open_met(sleutels_: Sequence[rsa.RSAPrivateKey], envelop: bytes, labels: Iterable[bytes]) -> bytes | None:
    """What is in an envelope, when one of the keys opens it."""
    for sleutel in sleutels_:
        for label in (*labels, None):
            with contextlib.suppress(ValueError):
                oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), label)
                return sleutel.decrypt(envelop, oaep)
    return None


# --- traces ------------------------------------------------------------------------------------


def plat(waarde: Any, pad: str = "") -> Iterator[tuple[str, Any]]:
    """Every scalar of a JSON value with its path."""
    if isinstance(waarde, dict):
        for naam, deel in waarde.items():
            yield from plat(deel, f"{pad}.{naam}")
    elif isinstance(waarde, list):
        for nummer, deel in enumerate(waarde):
            yield from plat(deel, f"{pad}.{nummer}")
    else:
        yield pad, waarde


def _bytes(waarde: Any) -> bytes | None:
    if isinstance(waarde, str) and re.fullmatch(r"\\x(?:[0-9a-f]{2})+", waarde):
        return bytes.fromhex(waarde[2:])
    return None


def sporen(gezien: Gezien, rang: int, open_: Sequence[rsa.RSAPrivateKey]) -> dict[str, Any]:
    """All that one submission left behind, by name: whatever differs between two answers must show in one of them."""
    moment = gezien.momenten[rang]
    uit: dict[str, Any] = {
        "wal.soorten": tuple(soort for _, soort, _ in moment.wal),
        "wal.lengtes": tuple(lengte for _, _, lengte in moment.wal),
        "wal.lengte": sum(lengte for _, _, lengte in moment.wal),
    }
    nieuw = {sleutel: moment.na[sleutel] for sleutel in moment.na.keys() - moment.voor.keys()}
    weg = {sleutel: moment.voor[sleutel] for sleutel in moment.voor.keys() - moment.na.keys()}
    uit["rijen"] = (len(nieuw), len(weg))
    for (tabel, ctid, xmin), (cmin, rij) in nieuw.items():
        uit |= {f"{tabel}.ctid": ctid, f"{tabel}.cmin": cmin, f"{tabel}.xmin": int(xmin) % 8}
        for pad, waarde in plat(rij):
            uit[f"{tabel}{pad}"] = waarde
            if ruw := _bytes(waarde):
                uit |= {f"{tabel}{pad}.lengte": len(ruw), f"{tabel}{pad}.begin": ruw[0], f"{tabel}{pad}.eind": ruw[-1]}
                binnen = open_met(open_, ruw, gezien.labels) if open_ and len(ruw) in (256, 384, 512) else None
                for plek, byte in enumerate(reversed(binnen or b"")):
                    uit[f"{tabel}{pad}.open.{plek}"] = byte
        voorganger = [rij_ for (tabel_, _, _), (_, rij_) in weg.items() if tabel_ == tabel]
        if len(voorganger) == 1:
            oud = dict(plat(voorganger[0]))
            gegroeid = sorted(
                pad for pad, waarde in plat(rij) if isinstance(waarde, int) and waarde == (oud.get(pad) or 0) + 1
            )
            uit |= {f"{tabel}.gegroeid.{nummer}": pad for nummer, pad in enumerate(gegroeid)}
    return uit | _sporen_van_het_sluiten(gezien, rang)


def _sporen_van_het_sluiten(gezien: Gezien, rang: int) -> dict[str, Any]:
    """What stands, after closing, in the same place in the order as this submission had."""
    uit: dict[str, Any] = {}
    aantal, laatste = len(gezien.momenten), gezien.momenten[-1].na
    per_tabel: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for tabel, ctid, xmin in gezien.eind.keys() - laatste.keys():
        per_tabel[tabel].append((ctid, gezien.eind[tabel, ctid, xmin][1]))
    for tabel, rijen in per_tabel.items():
        rijen.sort(key=lambda rij: tuple(map(int, rij[0].strip("()").split(","))))
        if len(rijen) == aantal:
            uit |= {f"einde.{tabel}{pad}": waarde for pad, waarde in plat(rijen[rang][1])}
        for _, rij in rijen:
            for pad, waarde in _rijtjes(rij):
                if len(waarde) == aantal:
                    uit |= {f"einde.{tabel}{pad}{dieper}": deel for dieper, deel in plat(waarde[rang])}
    return uit


def _rijtjes(waarde: Any, pad: str = "") -> Iterator[tuple[str, list[Any]]]:
    if isinstance(waarde, list):
        yield pad, waarde
    delen = waarde.items() if isinstance(waarde, dict) else enumerate(waarde) if isinstance(waarde, list) else ()
    for naam, deel in delen:
        yield from _rijtjes(deel, f"{pad}.{naam}")


# --- guessing ----------------------------------------------------------------------------------

Verdeling = Sequence[dict[int, float]]  # per question: answer byte → how likely, known to everybody


def gok(uitslag: Uitslag, soorten: Sequence[Vraagsoort], verdeling: Verdeling, vraag: int) -> int:
    """The best guess for anybody's answer from the published form alone."""
    waarden = uitslag.waarden[vraag]
    return max(
        verdeling[vraag],
        key=lambda antwoord: (
            waarden[soorten[vraag].categorie(antwoord) or ""],
            verdeling[vraag][antwoord],
        ),
    )


def grenzen(
    soorten: Sequence[Vraagsoort], verdeling: Verdeling, rondes: int, stoelen: int, *, werelden: int = 400
) -> tuple[float, float]:
    """The 99 % interval of the share that somebody guesses right who has only the published forms."""
    dobbel, goed = random.Random(2023), []  # noqa: S311
    for _ in range(werelden):
        raak = 0
        for _ in range(rondes):
            antwoorden = trek(verdeling, stoelen, dobbel)
            uitslag = publiceer("banden", soorten, antwoorden, 0)
            assert uitslag is not None
            for vraag in range(len(soorten)):
                gokken = gok(uitslag, soorten, verdeling, vraag)
                raak += sum(antwoord[vraag] == gokken for antwoord in antwoorden)
        goed.append(raak / (rondes * stoelen * len(soorten)))
    goed.sort()
    return goed[round(0.005 * werelden)], goed[round(0.995 * werelden) - 1]


def trek(verdeling: Verdeling, aantal: int, dobbel: random.Random) -> list[bytes]:
    """Answers of ``aantal`` people."""
    per_vraag = [dobbel.choices(list(kansen), list(kansen.values()), k=aantal) for kansen in verdeling]
    return [bytes(antwoorden) for antwoorden in zip(*per_vraag, strict=True)]


def val_aan(
    rondes: Sequence[Gezien],
    waarheid: Sequence[Sequence[bytes]],
    soorten: Sequence[Vraagsoort],
    verdeling: Verdeling,
    geheim: str,
) -> float:
    """The share of (seat, question) pairs that he gets right.

    ``waarheid[ronde][stoel]`` are the true answers. For each round he may look at those of all other rounds. He trusts
    a trace only when it did clearly better than the published form there; else he guesses from the form.
    """
    alle_sleutels = sleutels((bron for ronde in rondes for bron in ronde.bronnen), geheim)
    gezien = [
        [(moment.stoel, sporen(ronde, rang, alle_sleutels)) for rang, moment in enumerate(ronde.momenten)]
        for ronde in rondes
    ]
    raak = totaal = 0
    for doel in range(len(rondes)):
        ander = [nummer for nummer in range(len(rondes)) if nummer != doel]
        for vraag in range(len(soorten)):
            vorm = {nummer: gok(rondes[nummer].uitslag, soorten, verdeling, vraag) for nummer in (*ander, doel)}
            spoor, betekenis = _leer(gezien, waarheid, vraag, ander, vorm)
            for stoel, sporen_ in gezien[doel]:
                gegokt = betekenis.get(repr(sporen_.get(spoor)), vorm[doel])
                raak += gegokt == waarheid[doel][stoel][vraag]
                totaal += 1
    return raak / totaal


def _leer(
    gezien: Sequence[Sequence[tuple[int, dict[str, Any]]]],
    waarheid: Sequence[Sequence[bytes]],
    vraag: int,
    rondes: Sequence[int],
    vorm: dict[int, int],
) -> tuple[str, dict[str, int]]:
    """The trace that told most about the answers in these rounds, and what its values meant; or nothing."""
    eerst, daarna = rondes[::2], rondes[1::2]
    paren = {n: [(sporen_, waarheid[n][stoel][vraag]) for stoel, sporen_ in gezien[n]] for n in rondes}

    def betekenis(spoor: str, uit: Iterable[int]) -> dict[str, int]:
        telling: dict[str, Counter[int]] = defaultdict(Counter)
        for n in uit:
            for sporen_, antwoord in paren[n]:
                telling[repr(sporen_.get(spoor))][antwoord] += 1
        return {waarde: aantallen.most_common(1)[0][0] for waarde, aantallen in telling.items()}

    def score(uitleg: dict[str, int], spoor: str) -> int:
        return sum(
            uitleg.get(repr(sporen_.get(spoor)), vorm[n]) == antwoord for n in daarna for sporen_, antwoord in paren[n]
        )

    aantal = sum(len(paren[n]) for n in daarna)
    kaal = score({}, "")
    # Four standard deviations: with hundreds of traces one of them always does a little better by chance.
    drempel = kaal + 4 * (aantal * max(kaal / aantal, 0.2) * (1 - min(kaal / aantal, 0.8))) ** 0.5
    namen = {naam for n in rondes for sporen_, _ in paren[n] for naam in sporen_}
    beste, naam = max(((score(betekenis(spoor, eerst), spoor), spoor) for spoor in sorted(namen)), default=(0, ""))
    return (naam, betekenis(naam, rondes)) if beste > drempel else ("", {})
