"""The sealed box of one round, and what may be said of it.

A round has its own RSA-3072 key pair and secret in ONE file outside PostgreSQL (``STEMBUS_DIR``, mode 0600). A phone
seals its answers with the public key; nothing but this file opens them, and the file does not outlive the round.
Seats, their number and each envelope carry an HMAC made with the secret, so that what somebody changes in the
database by hand is refused or not counted.

The key is made, read and used only in a child process that ends right after (:func:`apart`), and so are the answers:
freed memory is not wiped, and a core of a web process must never open an old dump of the database.

An envelope is 384 bytes: RSA-OAEP (SHA-256, the round's id as label) over 16 random bytes and one byte per question.
Why it is built like this, and what it does not protect against, is in docs/anonimiteit.md.
"""

from __future__ import annotations

import gc
import hashlib
import hmac
import json
import os
import resource
import secrets
import select
import signal
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.conf import settings

#: Length of an envelope in bytes: one RSA-3072 block, whatever is inside.
ENVELOP_BYTES = 384
#: Random bytes in front of the answers: equal answers never make equal plaintexts, and each is counted once.
NONCE_BYTES = 16
#: RSA-3072 with OAEP/SHA-256 holds 318 bytes; minus the nonce that is the most questions a round can have.
MAX_VRAGEN = ENVELOP_BYTES - 2 * 32 - 2 - NONCE_BYTES
#: The first bytes of a file hold what web processes may know (JSON, padded); the private key comes after them.
KOP_BYTES = 1024
#: Seconds that making or using a key may take, on a machine that is very busy.
GEDULD = 60
#: The answer byte for "weet ik niet, of zeg ik liever niet".
WEET_NIET = 255


class StembusWeg(Exception):
    """The file of this round is gone or is not the one it was opened with: the round is void and starts again."""


@dataclass(frozen=True)
class Slot:
    """What the web processes keep of a round while it is open: enough to check and mark, not enough to open."""

    ronde: str
    geheim: bytes
    #: The public key as base64 SPKI, for WebCrypto's ``importKey``.
    publiek: str

    def merk(self, soort: str, *delen: bytes | str | int) -> bytes:
        """An HMAC-SHA256 over parts with their lengths, so that no two lists of parts can look alike."""
        teken = hmac.new(self.geheim, digestmod=hashlib.sha256)
        for deel in (self.ronde, soort, *delen):
            ruw = deel if isinstance(deel, bytes) else str(deel).encode()
            teken.update(len(ruw).to_bytes(4, "big") + ruw)
        return teken.digest()

    def klopt(self, merk: bytes, soort: str, *delen: bytes | str | int) -> bool:
        """True when ``merk`` was made here for exactly these parts."""
        return hmac.compare_digest(bytes(merk), self.merk(soort, *delen))


@dataclass(frozen=True)
class Stembus(Slot):
    """Everything that stands in the file of one round. ``ronde`` is the round's id and the label of every envelope."""

    sleutel: rsa.RSAPrivateKey

    def open(self, envelop: bytes, aantal_vragen: int) -> tuple[bytes, bytes] | None:
        """(nonce, one byte per question), or ``None`` for what is not a valid envelope of this round."""
        if len(envelop) != ENVELOP_BYTES:
            return None
        try:
            inhoud = self.sleutel.decrypt(envelop, _oaep(self.ronde))
        except (ValueError, InvalidKey):
            return None
        if len(inhoud) != NONCE_BYTES + aantal_vragen:
            return None
        return inhoud[:NONCE_BYTES], inhoud[NONCE_BYTES:]


def _oaep(ronde: str) -> padding.OAEP:
    return padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=ronde.encode())


def verzegel(publieke_sleutel: str, ronde: str, antwoorden: Iterable[int]) -> bytes:
    """What the phone does, for simulated phones, paper and tests: one envelope of :data:`ENVELOP_BYTES`."""
    sleutel = serialization.load_der_public_key(b64decode(publieke_sleutel))
    assert isinstance(sleutel, rsa.RSAPublicKey)
    return sleutel.encrypt(secrets.token_bytes(NONCE_BYTES) + bytes(antwoorden), _oaep(ronde))


def _pad(ronde: str) -> Path:
    """The file of a round. Ids are hex; anything else would be a path of somebody's own choosing."""
    if not (len(ronde) == 32 and all(teken in "0123456789abcdef" for teken in ronde)):
        raise ValueError("geen ronde-id")
    return Path(settings.STEMBUS_DIR) / f"{ronde}.stembus"


_een_tegelijk = threading.Lock()


def apart(werk: Callable[[], bytes]) -> bytes:
    """Does ``werk`` in a child process that ends right after, and returns its bytes (without NUL).

    Raises ``RuntimeError`` when it fails or takes too long. A fork, not a new program: starting Python would cost more
    than counting a whole room. The lock keeps two of them from starting at once; the child touches neither database nor
    log, and leaves without any of Python's farewells.
    """
    lezen, schrijven = os.pipe()
    with _een_tegelijk:
        kind = os.fork()
        if kind == 0:
            _doe_en_verdwijn(werk, schrijven)
    os.close(schrijven)
    uit, uiterlijk = b"", time.monotonic() + GEDULD
    try:
        # Until the NUL, not until the end: a child of another thread may hold the other side open too.
        while not uit.endswith(b"\0") and select.select([lezen], [], [], max(0.0, uiterlijk - time.monotonic()))[0]:
            if not (deel := os.read(lezen, 65536)):
                break
            uit += deel
    finally:
        os.close(lezen)
        with suppress(ProcessLookupError):
            os.kill(kind, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(kind, 0)
    if not uit.endswith(b"\0"):
        raise RuntimeError("een stembus kon niet worden gemaakt of geteld")
    return uit[:-1]


def _doe_en_verdwijn(werk: Callable[[], bytes], schrijven: int) -> None:
    try:
        gc.disable()  # a finalizer of the parent's garbage could say goodbye to its database
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        uit = werk() + b"\0"
        while uit:
            uit = uit[os.write(schrijven, uit) :]
    finally:
        os._exit(0)


def maak(ronde: str) -> Slot:
    """Makes the box of a round. An existing file is a ``RuntimeError``: a round opens once."""
    Path(settings.STEMBUS_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
    apart(lambda: _maak(ronde))
    return slot(ronde)


def _maak(ronde: str) -> bytes:
    sleutel = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    pem = sleutel.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    spki = sleutel.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    kop = {"ronde": ronde, "geheim": secrets.token_hex(32), "publiek": b64encode(spki).decode()}
    bestand = os.open(_pad(ronde), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(bestand, "wb") as uit:
        uit.write(json.dumps(kop).encode().ljust(KOP_BYTES) + pem)
        uit.flush()
        os.fsync(uit.fileno())
    return b""


def _lees_kop(ronde: str) -> dict[str, str]:
    """What web processes may know. Unbuffered: not one byte of the key comes along."""
    try:
        with _pad(ronde).open("rb", buffering=0) as bestand:
            kop = json.loads(bestand.read(KOP_BYTES))
        if kop["ronde"] == ronde and {"geheim", "publiek"} <= kop.keys():
            return kop
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fout:
        raise StembusWeg(ronde) from fout
    raise StembusWeg(ronde)


@lru_cache(maxsize=64)
def _slot(ronde: str, stand: tuple[int, int]) -> Slot:
    kop = _lees_kop(ronde)
    return Slot(ronde, bytes.fromhex(kop["geheim"]), kop["publiek"])


def slot(ronde: str) -> Slot:
    """What may stay in memory of an open round. Raises :class:`StembusWeg` when its file is not there (any more)."""
    try:
        stand = _pad(ronde).stat()
        return _slot(ronde, (stand.st_mtime_ns, stand.st_ino))
    except (OSError, ValueError, TypeError) as fout:
        raise StembusWeg(ronde) from fout


def lees(ronde: str) -> Stembus:
    """The whole box, for counting: only inside :func:`apart`. Raises :class:`StembusWeg` when the file is missing,
    damaged or another round's.
    """
    kop = _lees_kop(ronde)
    try:
        pem = _pad(ronde).read_bytes()[KOP_BYTES:]
        # We made it ourselves: testing its primes again costs three times as much as opening forty envelopes.
        sleutel = serialization.load_pem_private_key(pem, password=None, unsafe_skip_rsa_key_validation=True)
        geheim = bytes.fromhex(kop["geheim"])
    except (OSError, ValueError, TypeError) as fout:
        raise StembusWeg(ronde) from fout
    if not isinstance(sleutel, rsa.RSAPrivateKey):
        raise StembusWeg(ronde)
    return Stembus(ronde, geheim, kop["publiek"], sleutel)


def vernietig(ronde: str) -> None:
    """Removes the file; after this no envelope of the round can be opened by anybody. Twice is fine."""
    _pad(ronde).unlink(missing_ok=True)


def bereikbaar() -> bool:
    """True when this host sees the folder of the boxes. It is made with the first round."""
    return Path(settings.STEMBUS_DIR).is_dir()


def aanwezig() -> dict[str, float]:
    """The ids of all rounds that have a file, with the age of the file in seconds."""
    leeftijden = {}
    for pad in Path(settings.STEMBUS_DIR).glob("*.stembus"):
        with suppress(FileNotFoundError):
            leeftijden[pad.stem] = time.time() - pad.stat().st_mtime
    return leeftijden
