"""Who answered what cannot be found by somebody who has the database of every moment. He wins everywhere else."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import secrets
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.conf import settings

from tests.meedoen import aanvaller, zaal
from tests.meedoen.aanvaller import EigenServer, Gezien, Moment
from vik_portal.meedoen import services, stembus
from vik_portal.meedoen.banden import Uitslag, publiceer

SOORTEN = services.vraagsoorten(zaal.VRAGEN)
#: How often each answer is given, known to the attacker.
VERDELING = [
    {1: 0.1, 2: 0.2, 3: 0.25, 4: 0.25, 5: 0.15, 255: 0.05},
    {0: 0.4, 1: 0.35, 2: 0.2, 255: 0.05},
]


class Manier:
    """A way to hold a round: ours, or one of those in which the attacker must win."""

    tabellen = ""

    def __init__(self, db: psycopg.Connection[Any]) -> None:
        self.db = db
        self.db.execute(self.tabellen)

    def open(self, ronde: str, stoelen: int) -> None: ...

    def verstuur(self, stoel: int, antwoorden: bytes) -> None: ...

    def sluit(self) -> None: ...


class Verzegeld(Manier):
    """Ours."""

    uitslag: dict[str, Any]

    def open(self, ronde: str, stoelen: int) -> None:
        self.bijeenkomst = zaal.maak_bijeenkomst()
        self.tokens = zaal.neem_plaats(self.bijeenkomst, stoelen)
        self.ronde = zaal.open_ronde(self.bijeenkomst)
        self.bestand = stembus._pad(self.ronde.pk)
        self.box = self.bestand.read_bytes()

    def verstuur(self, stoel: int, antwoorden: bytes) -> None:
        assert zaal.post(self.ronde, self.tokens[stoel], zaal.verzegel(self.ronde, antwoorden)) == 200

    def sluit(self) -> None:
        geteld = services.sluit_ronde(ronde=self.ronde)
        assert geteld.status == "geteld"
        self.uitslag = geteld.uitslag
        assert not self.bestand.exists()
        services.rond_af(bijeenkomst=self.bijeenkomst)


class Rijen(Manier):
    """Control (a): a row with the answers per person, deleted afterwards."""

    tabellen = "CREATE TABLE controle_antwoord (stoel bytea, antwoorden jsonb)"

    def verstuur(self, stoel: int, antwoorden: bytes) -> None:
        self.db.execute(
            "INSERT INTO controle_antwoord VALUES (%s, %s)", [secrets.token_bytes(32), json.dumps(list(antwoorden))]
        )

    def sluit(self) -> None:
        self.db.execute("DELETE FROM controle_antwoord")


class Tellers(Manier):
    """Control (b): nothing per person at all, a counter per answer that grows."""

    tabellen = "CREATE TABLE controle_teller (ronde text PRIMARY KEY, telling jsonb)"

    def open(self, ronde: str, stoelen: int) -> None:
        self.ronde = ronde
        self.telling: list[dict[str, int]] = [{}, {}]
        self.db.execute("INSERT INTO controle_teller VALUES (%s, '[{}, {}]')", [ronde])

    def verstuur(self, stoel: int, antwoorden: bytes) -> None:
        for telling, antwoord in zip(self.telling, antwoorden, strict=True):
            telling[str(antwoord)] = telling.get(str(antwoord), 0) + 1
        self.db.execute(
            "UPDATE controle_teller SET telling = %s WHERE ronde = %s", [json.dumps(self.telling), self.ronde]
        )


class SleutelInDatabase(Manier):
    """Control (c): sealed envelopes of the same make, with the private key in the database until the round closes."""

    tabellen = (
        "CREATE TABLE controle_sleutel (ronde text PRIMARY KEY, sleutel text);"
        "CREATE TABLE controle_envelop (stoel bytea, inhoud bytea)"
    )

    def bewaar(self, sleutel: rsa.RSAPrivateKey) -> str:
        return sleutel.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()

    def open(self, ronde: str, stoelen: int) -> None:
        self.oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), ronde.encode())
        sleutel = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.publiek = sleutel.public_key()
        self.db.execute("INSERT INTO controle_sleutel VALUES (%s, %s)", [ronde, self.bewaar(sleutel)])

    def verstuur(self, stoel: int, antwoorden: bytes) -> None:
        inhoud = self.publiek.encrypt(secrets.token_bytes(16) + antwoorden, self.oaep)
        self.db.execute("INSERT INTO controle_envelop VALUES (%s, %s)", [secrets.token_bytes(32), inhoud])

    def sluit(self) -> None:
        self.db.execute("DELETE FROM controle_sleutel; DELETE FROM controle_envelop")


class SleutelOnderSecretKey(SleutelInDatabase):
    """Control (c), less plain: the key in the database is itself sealed with what Django has."""

    def bewaar(self, sleutel: rsa.RSAPrivateKey) -> str:
        onder = base64.urlsafe_b64encode(hashlib.sha256(settings.SECRET_KEY.encode()).digest())
        return Fernet(onder).encrypt(super().bewaar(sleutel).encode()).decode()


class VolgordeBijHetTellen(Manier):
    """Control (d): well sealed, but the opened answers are kept in the order of the envelopes."""

    tabellen = (
        "CREATE TABLE controle_dicht (stoel bytea, inhoud bytea);"
        "CREATE TABLE controle_geteld (ronde text, antwoorden jsonb)"
    )

    def open(self, ronde: str, stoelen: int) -> None:
        self.ronde = ronde
        self.binnen: list[list[int]] = []

    def verstuur(self, stoel: int, antwoorden: bytes) -> None:
        self.db.execute(
            "INSERT INTO controle_dicht VALUES (%s, %s)", [secrets.token_bytes(32), secrets.token_bytes(384)]
        )
        self.binnen.append(list(antwoorden))

    def sluit(self) -> None:
        self.db.execute("DELETE FROM controle_dicht")
        self.db.execute("INSERT INTO controle_geteld VALUES (%s, %s)", [self.ronde, json.dumps(self.binnen)])


class LengteVerraadt(Manier):
    """Control (e): well sealed, but a longer answer makes a longer envelope."""

    tabellen = "CREATE TABLE controle_lengte (stoel bytea, een bytea, twee bytea)"

    def verstuur(self, stoel: int, antwoorden: bytes) -> None:
        een, twee = (secrets.token_bytes(300 + antwoord) for antwoord in antwoorden)
        self.db.execute("INSERT INTO controle_lengte VALUES (%s, %s, %s)", [secrets.token_bytes(32), een, twee])


def speel(
    server: EigenServer, manier: Manier, rondes: int, stoelen: int, dobbel: random.Random
) -> tuple[list[Gezien], list[list[bytes]]]:
    """Holds ``rondes`` rounds; what the attacker has of each, and the truth."""
    alles, waarheid = [], []
    namen = aanvaller.tabellen(manier.db)
    for nummer in range(rondes):
        antwoorden = aanvaller.trek(VERDELING, stoelen, dobbel)
        ronde = secrets.token_hex(16)
        manier.open(ronde, stoelen)
        begin = plek = _plek(manier.db)
        nu, momenten = aanvaller.stand(manier.db, namen), []
        for stoel in dobbel.sample(range(stoelen), stoelen):
            manier.verstuur(stoel, antwoorden[stoel])
            voor, nu, plek = nu, aanvaller.stand(manier.db, namen), _plek(manier.db)
            momenten.append(Moment(stoel, voor, nu, aanvaller.lsn(plek)))
        # Every table as rows in every round; the whole database as dumps around the last closing.
        bronnen = [json.dumps(list(nu.values())).encode()]
        bronnen += [server.dump()] if nummer == rondes - 1 else []
        wal = server.wal(begin, plek)
        for vorig, moment in zip([aanvaller.lsn(begin), *(m.lsn for m in momenten)], momenten, strict=False):
            moment.wal = [record for record in wal if vorig <= record[0] < moment.lsn]
        manier.sluit()
        uitslag = publiceer("banden", SOORTEN, antwoorden, 0)
        assert uitslag is not None
        if isinstance(manier, Verzegeld):
            assert Uitslag(**manier.uitslag) == uitslag
        labels = [ronde.encode(), *([manier.ronde.pk.encode()] if isinstance(manier, Verzegeld) else [])]
        alles.append(Gezien(momenten, aanvaller.stand(manier.db, namen), uitslag, bronnen, labels))
        waarheid.append(antwoorden)
        assert all(moment.wal for moment in momenten), f"ronde {nummer}: a submission without WAL was not watched"
    alles[-1].bronnen += [server.ruwe_wal(), server.dump()]
    return alles, waarheid


def _plek(db: psycopg.Connection[Any]) -> str:
    rij = db.execute("SELECT pg_current_wal_insert_lsn()::text").fetchone()
    assert rij is not None
    return str(rij[0])


def val_aan(server: EigenServer, manier: Manier, rondes: int, stoelen: int, zaad: int) -> float:
    alles, waarheid = speel(server, manier, rondes, stoelen, random.Random(zaad))  # noqa: S311
    return aanvaller.val_aan(alles, waarheid, SOORTEN, VERDELING, settings.SECRET_KEY)


@lru_cache
def grenzen(rondes: int, stoelen: int) -> tuple[float, float]:
    return aanvaller.grenzen(SOORTEN, VERDELING, rondes, stoelen)


@pytest.mark.parametrize(
    "soort", [Rijen, Tellers, SleutelInDatabase, SleutelOnderSecretKey, VolgordeBijHetTellen, LengteVerraadt]
)
def test_the_attacker_wins_against_any_other_way(eigen_server: EigenServer, soort: Callable[..., Manier]) -> None:
    with eigen_server.verbind() as db:
        try:
            raak = val_aan(eigen_server, soort(db), 5, 12, zaad=7)
        finally:
            for naam in aanvaller.tabellen(db):
                if naam.startswith("controle_"):
                    db.execute(f"DROP TABLE {naam}")
    _, hoogste = grenzen(5, 12)
    assert raak > max(hoogste, 0.9), f"the attacker got {raak:.0%} right and should have won"


def test_two_hundred_ballots_stay_with_their_seats(eigen_server: EigenServer) -> None:
    """Inside the 99 % interval of guessing from the published form. A trace would show in a fresh sample too."""
    laagste, hoogste = grenzen(10, 20)
    raak = []
    for zaad in (11, 12):
        with eigen_server.verbind() as db:
            raak.append(val_aan(eigen_server, Verzegeld(db), 10, 20, zaad))
        if laagste <= raak[-1] <= hoogste:
            return
    pytest.fail(f"linked {raak} of the answers; guessing gives {laagste:.3f} to {hoogste:.3f}")


def test_no_key_is_left_anywhere_after_closing(eigen_server: EigenServer, stembus_dir: Path) -> None:
    """Everything the administrator kept, SECRET_KEY included, opens no envelope; the file that was, would have."""
    with eigen_server.verbind() as db:
        manier = Verzegeld(db)
        ((gezien,), _) = speel(eigen_server, manier, 1, 6, random.Random(3))  # noqa: S311
    assert list(stembus_dir.iterdir()) == []
    enveloppen = [
        bytes.fromhex(rij["inhoud"][2:])
        for (tabel, _, _), (_, rij) in gezien.momenten[-1].na.items()
        if tabel == "meedoen_envelop"
    ]
    assert len(enveloppen) == 6
    geheim = settings.SECRET_KEY
    # Keys of the controls above may still be in this WAL; they are found, and of no use.
    gevonden = aanvaller.sleutels(gezien.bronnen, geheim)
    assert not any(aanvaller.open_met(gevonden, envelop, gezien.labels) for envelop in enveloppen)
    assert not any(sleutel.key_size == 3072 for sleutel in gevonden)
    # The same search, given the file as it was, opens them all: in the open, and as somebody might have hidden it.
    for box in (manier.box, manier.box.hex().encode(), base64.b64encode(manier.box)):
        (sleutel,) = aanvaller.sleutels([gezien.bronnen[0], box], geheim)
        assert all(aanvaller.open_met([sleutel], envelop, gezien.labels) for envelop in enveloppen)
