"""One ballot that would be recognised anywhere, sent the way a phone sends it, is nowhere to be found.

The web server is the real one with the settings of production; PostgreSQL logs every statement; a mail server waits
for error mails. What is searched: the answers of that ballot, the private key of the round, and the phone's token.
"""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.meedoen import zaal
from tests.meedoen.aanvaller import EigenServer
from tests.meedoen.webserver import Telefoon, Webserver, geheugen

VRAAG = {"tekst": "Hoe vaak?", "deel": "Vragen", "opties": list("abcdef"), "schaal": ""}
VRAGEN = [VRAAG] * 28


def patronen(naam: str, ruw: bytes) -> dict[str, bytes]:
    """Raw, hexadecimal (both cases) and base64 at each of its three places, without ends that depend on neighbours."""
    uit = {f"{naam} raw": ruw, f"{naam} hex": ruw.hex().encode(), f"{naam} HEX": ruw.hex().upper().encode()}
    for plek in range(3):
        code = base64.b64encode(b"\0" * plek + ruw)[4 if plek else 0 :].rstrip(b"=")[:-1]
        uit |= {
            f"{naam} base64/{plek}": code,
            f"{naam} base64url/{plek}": code.translate(bytes.maketrans(b"+/", b"-_")),
        }
    return uit


def zoek(waar: dict[str, bytes], wat: dict[str, bytes]) -> list[str]:
    return [f"{naam} in {plek}" for plek, inhoud in waar.items() for naam, patroon in wat.items() if patroon in inhoud]


def sleutel_patronen(box: bytes) -> dict[str, bytes]:
    """The secret numbers of a key as PEM and as big numbers lie in memory."""
    pem = box[box.index(b"-----BEGIN") :]
    sleutel = serialization.load_pem_private_key(pem, None)
    assert isinstance(sleutel, rsa.RSAPrivateKey)
    getallen = sleutel.private_numbers()
    regels = pem.splitlines()
    uit = {f"key PEM line {nummer}": regels[nummer] for nummer in (len(regels) // 2, len(regels) - 4)}
    for naam in ("d", "p", "q"):
        getal = getattr(getallen, naam)
        for orde in ("big", "little"):
            # 32 bytes of the inside: enough to find all the rest, and free of padding.
            uit[f"key {naam} {orde}"] = (
                getal.to_bytes(384, orde)[-96:-64] if orde == "big" else getal.to_bytes(384, orde)[64:96]
            )
    return uit


class Postbus:
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        self.binnen: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.binnen.append(envelope.content)
        return "250 OK"


@pytest.fixture
def postbus() -> Iterator[tuple[Postbus, int]]:
    bus = Postbus()
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort: int = vrij.getsockname()[1]
    server = Controller(bus, hostname="127.0.0.1", port=poort, ready_timeout=20)
    server.start()
    yield bus, poort
    server.stop()


@pytest.fixture
def web(eigen_server: EigenServer, tmp_path: Path, settings: Any, postbus: tuple[Postbus, int]) -> Iterator[Webserver]:
    map_ = tmp_path / "web"
    map_.mkdir()
    web = Webserver(eigen_server, map_, EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(postbus[1]))
    settings.STEMBUS_DIR, settings.SECRET_KEY = web.stembus, web.geheim
    eigen_server.zet("log_statement", "all")
    web.start()
    yield web
    web.stop()
    eigen_server.zet("log_statement", "none")


def begeleider(web: Webserver, bijeenkomst: Any) -> Telefoon:
    """The laptop of somebody who leads the meeting: paired, which needs no second factor."""
    from django.core import signing

    from vik_portal.meedoen.koppeling import ZOUT_COOKIE, gebruik_token, maak_token

    bijeenkomst.status = "bezig"
    bijeenkomst.save()
    laptop = Telefoon(web, regie=signing.dumps(gebruik_token(maak_token(bijeenkomst)), salt=ZOUT_COOKIE))
    laptop.vraag("GET", f"/bijeenkomsten/{bijeenkomst.pk}/regie/")
    return laptop


def druk(laptop: Telefoon, bijeenkomst: Any, actie: str) -> None:
    body = f"actie={actie}&csrfmiddlewaretoken={laptop.cookies['vik_csrf']}".encode()
    pad = f"/bijeenkomsten/{bijeenkomst.pk}/regie/"
    for _ in range(50):
        # What waited at the door of a worker that was killed is refused: press again.
        with contextlib.suppress(ConnectionError):
            status, inhoud = laptop.vraag("POST", pad, body, **{"Content-Type": "application/x-www-form-urlencoded"})
            assert status == 302, inhoud
            return
        time.sleep(0.1)
    raise AssertionError(f"the button {actie} did not work")


def alles_op_schijf(server: EigenServer, web: Webserver) -> dict[str, bytes]:
    """Tables, WAL, dead row versions, logs, sessions, jobs, temporary files: as dump and as raw bytes."""
    with server.verbind() as db:
        db.execute("CHECKPOINT")
    plekken = {"pg_dump": server.dump(), "postgres.log": server.log.read_bytes()}
    for wortel in (server.data, web.map):
        for pad in wortel.rglob("*"):
            if pad.is_file() and not pad.is_symlink():
                plekken[str(pad.relative_to(wortel.parent))] = pad.read_bytes()
    return plekken


def test_the_canary_is_nowhere(eigen_server: EigenServer, web: Webserver, postbus: tuple[Postbus, int]) -> None:
    from vik_portal.meedoen.models import Stap

    kanarie = bytes(secrets.choice(range(6)) for _ in VRAGEN)
    wat = patronen("answers", kanarie) | {"answers as list": b", ".join(b"%d" % a for a in kanarie)}
    bijeenkomst = zaal.maak_bijeenkomst("Kanariebijeenkomst")
    bijeenkomst.huidige_stap = Stap.objects.create(bijeenkomst=bijeenkomst, volgorde=1, soort="stelling", titel="x")
    laptop = begeleider(web, bijeenkomst)
    druk(laptop, bijeenkomst, "deur_open")
    bijeenkomst.refresh_from_db()
    telefoons = [Telefoon(web) for _ in range(6)]
    for telefoon in telefoons:
        telefoon.neem_plaats(bijeenkomst.code)
    druk(laptop, bijeenkomst, "deur_dicht")
    ronde = zaal.open_ronde(bijeenkomst, VRAGEN)
    wat |= {f"token {n}": t.cookies["stoel"].encode() for n, t in enumerate(telefoons)}
    wat |= patronen("token", bytes.fromhex(telefoons[0].cookies["stoel"]))
    box = (web.stembus / f"{ronde.pk}.stembus").read_bytes()
    sleutel = sleutel_patronen(box)

    pad = f"/meedoen/{bijeenkomst.code}/ronde/{ronde.pk}"
    dicht = [zaal.verzegel(ronde, kanarie if n == 0 else bytes(28)) for n in range(6)]
    # A mistake of ours in the middle of the canary's request: an error is logged, and maybe mailed.
    with eigen_server.verbind() as db:
        db.execute("ALTER TABLE meedoen_envelop RENAME TO even_weg")
        assert telefoons[0].vraag("POST", f"{pad}/envelop", dicht[0])[0] == 500
        db.execute("ALTER TABLE even_weg RENAME TO meedoen_envelop")
    for telefoon, envelop in zip(telefoons, dicht, strict=True):
        for _ in range(4):  # so that both workers have read the box
            assert telefoon.vraag("GET", pad)[0] == 200
        assert telefoon.vraag("POST", f"{pad}/envelop", envelop)[0] == 200

    # A worker is killed before closing, and leaves all that it had in memory.
    workers = [
        pid for pid in web.processen() if b"Kanariebijeenkomst" in geheugen(pid) or ronde.pk.encode() in geheugen(pid)
    ]
    assert workers, "no worker had anything to do with the round"
    voor = {}
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
        voor[f"memory of worker {pid} before closing"] = geheugen(pid)
        os.kill(pid, signal.SIGCONT)
    assert zoek(voor, patronen("answers", kanarie) | sleutel) == []
    assert zoek(voor, {"SECRET_KEY": web.geheim.encode()}), "the search does not find what is there"
    os.kill(workers[0], signal.SIGKILL)
    web.wacht()

    druk(laptop, bijeenkomst, "tel")
    ronde.refresh_from_db()
    assert ronde.status == "geteld"
    assert ronde.uitslag["ongeldig"] == 0
    assert list(web.stembus.iterdir()) == []
    na = {f"memory of {pid} after counting": geheugen(pid) for pid in (web.proces.pid, *web.processen())}
    assert zoek(na, patronen("answers", kanarie) | sleutel) == []

    # Regie's own button: now the key is made below a worker too, and in none of them afterwards.
    druk(laptop, bijeenkomst, "ronde")
    tweede = bijeenkomst.rondes.get(status="open")
    tweede_sleutel = sleutel_patronen((web.stembus / f"{tweede.pk}.stembus").read_bytes())
    for telefoon in telefoons:
        pad = f"/meedoen/{bijeenkomst.code}/ronde/{tweede.pk}/envelop"
        assert telefoon.vraag("POST", pad, zaal.verzegel(tweede, b"\x04"))[0] == 200
    druk(laptop, bijeenkomst, "tel")
    tweede.refresh_from_db()
    assert tweede.status == "geteld"
    later = {f"memory of {pid}": geheugen(pid) for pid in (web.proces.pid, *web.processen())}
    assert zoek(later, tweede_sleutel) == []

    schijf = alles_op_schijf(eigen_server, web)
    assert zoek(schijf, wat | sleutel) == []
    # What is sealed does stand there: the search looks in the right places.
    verzegeld = {"envelope hex": dicht[0].hex().encode()}
    assert any("postgres.log" in plek for plek in zoek(schijf, verzegeld))
    assert any("pg_wal" in plek for plek in zoek(schijf, {"envelope": dicht[0][8:200]}))
    weblog = schijf["web/web.log"]
    assert b"UndefinedTable" in weblog or b"ProgrammingError" in weblog
    verboden = (b"Kanariefoon", b"203.0.113.77", telefoons[0].cookies["stoel"].encode(), dicht[0].hex().encode())
    assert not any(spoor in weblog or spoor in schijf["pg_dump"] for spoor in verboden)
    assert postbus[0].binnen == []


def test_the_search_sees_a_key_that_stays(tmp_path: Path, settings: Any) -> None:
    """The negative control: a process that once held the key in its own memory is found out, long after it let go."""
    import subprocess
    import sys

    from vik_portal.meedoen import stembus

    ronde = secrets.token_hex(16)
    stembus.maak(ronde)
    pad = settings.STEMBUS_DIR / f"{ronde}.stembus"
    code = (
        "import sys, gc\n"
        "from cryptography.hazmat.primitives import serialization as s\n"
        "pem = open(sys.argv[1], 'rb').read()[1024:]\n"
        "s.load_pem_private_key(pem, None); del pem; gc.collect()\n"
        "print(flush=True); sys.stdin.read()\n"
    )
    kind = subprocess.Popen([sys.executable, "-c", code, str(pad)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert kind.stdout is not None
    kind.stdout.readline()
    gevonden = zoek({"memory": geheugen(kind.pid)}, sleutel_patronen(pad.read_bytes()))
    kind.communicate()
    assert any("key" in plek for plek in gevonden)
