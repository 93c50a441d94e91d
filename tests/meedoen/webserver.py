"""The real web server as in production, on a database of its own; and phones that speak HTTP to it."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.meedoen.aanvaller import EigenServer
from vik_portal import lokaal

HOST = "portaal.example"
#: Beside production's own settings: somebody gets error mails, and pages need no collected static files.
INSTELLINGEN = """
from vik_portal.settings import *
ADMINS = [("Beheer", "beheer@portaal.example")]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
"""


class Webserver:
    """granian with production settings; ``map_`` gets its log, its temporary files and its boxes."""

    def __init__(self, database: EigenServer, map_: Path, *, workers: int = 2, **extra: str) -> None:
        self.map, self.stembus, self.log, self.tmp = map_, map_ / "stembus", map_ / "web.log", map_ / "tmp"
        for pad in (self.stembus, self.tmp, map_ / "static", map_ / "media"):
            pad.mkdir(mode=0o700)
        (map_ / "instellingen.py").write_text(INSTELLINGEN)
        self.geheim = secrets.token_urlsafe(50)
        self.omgeving = {naam: os.environ[naam] for naam in ("PATH", "HOME", "LANG") if naam in os.environ} | {
            "DJANGO_SETTINGS_MODULE": "instellingen",
            "PYTHONPATH": f"{lokaal.BASIS}{os.pathsep}{map_}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "VIK_OMGEVING": "productie",
            "SECRET_KEY": self.geheim,
            "DATABASE_URL": database.url,
            "ALLOWED_HOSTS": HOST,
            "SITE_URL": f"https://{HOST}",
            "STATIC_ROOT": str(map_ / "static"),
            "MEDIA_ROOT": str(map_ / "media"),
            "STEMBUS_DIR": str(self.stembus),
            "TMPDIR": str(self.tmp),
            **extra,
        }
        with socket.socket() as vrij:
            vrij.bind(("127.0.0.1", 0))
            self.poort: int = vrij.getsockname()[1]
        self.workers = workers

    def start(self) -> None:
        self.begin()
        self.wacht()

    def begin(self) -> None:
        """Starts it and looks no further, as systemd does with what ended."""
        opdracht = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--no-access-log"),
            *("--respawn-failed-workers", "--respawn-interval", "0.2"),
            *("--host", "127.0.0.1", "--port", str(self.poort), "--workers", str(self.workers)),
            "vik_portal.wsgi:application",
        ]
        with self.log.open("ab") as uitvoer:
            self.proces = subprocess.Popen(
                opdracht,
                cwd=self.tmp,
                env=self.omgeving,
                stdin=subprocess.DEVNULL,
                stdout=uitvoer,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wacht(self) -> None:
        """Until it answers."""
        uiterlijk = time.monotonic() + 60
        while time.monotonic() < uiterlijk and self.proces.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                status, _ = Telefoon(self).vraag("GET", "/meedoen/")
                if status == 200:
                    return
            time.sleep(0.05)
        self.stop()
        raise RuntimeError(f"the web server does not start: {self.log.read_text(errors='replace')[-2000:]}")

    def processen(self) -> list[int]:
        """The web workers: the processes below the one that we started."""
        kinderen, alle = [self.proces.pid], []
        while kinderen:
            pid = kinderen.pop()
            with contextlib.suppress(OSError):
                for taak in Path(f"/proc/{pid}/task").iterdir():
                    nieuw = [int(kind) for kind in (taak / "children").read_text().split()]
                    kinderen += nieuw
                    alle += nieuw
        return alle

    def stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.proces.pid, signal.SIGKILL)
        self.proces.wait()


class Telefoon:
    """A participant's phone, or a begeleider's laptop: one connection per request, and cookies."""

    def __init__(self, server: Webserver, **cookies: str) -> None:
        self.server, self.cookies = server, dict(cookies)

    def vraag(self, methode: str, pad: str, inhoud: bytes | None = None, **koppen: str) -> tuple[int, bytes]:
        """(status, body). Raises OSError or HTTPException when the server is not there."""
        verbinding = http.client.HTTPConnection("127.0.0.1", self.server.poort, timeout=20)
        vast = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "203.0.113.77",
            "User-Agent": "Kanariefoon",
        }
        if methode == "POST":
            vast |= {"Origin": f"https://{HOST}", "Referer": f"https://{HOST}/"}
        if self.cookies:
            vast["Cookie"] = "; ".join(f"{naam}={waarde}" for naam, waarde in self.cookies.items())
        with contextlib.closing(verbinding):
            verbinding.request(methode, pad, body=inhoud, headers=vast | koppen)
            antwoord = verbinding.getresponse()
            for kop in antwoord.headers.get_all("Set-Cookie") or []:
                naam, _, rest = kop.partition("=")
                self.cookies[naam] = rest.partition(";")[0]
            return antwoord.status, antwoord.read()

    def json(self, methode: str, pad: str, inhoud: bytes | None = None) -> tuple[int, Any]:
        status, ruw = self.vraag(methode, pad, inhoud)
        return status, json.loads(ruw)

    def neem_plaats(self, code: str) -> None:
        assert self.vraag("POST", f"/meedoen/{code}/stoel", b"{}")[0] == 201


def geheugen(pid: int) -> bytes:
    """All that a core of this process would hold: every page it could write to."""
    delen = []
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as mem:
        for regel in Path(f"/proc/{pid}/maps").read_text().splitlines():
            adres, rechten = regel.split()[:2]
            if rechten[1] != "w" or "[v" in regel:
                continue
            begin, eind = (int(deel, 16) for deel in adres.split("-"))
            with contextlib.suppress(OSError, OverflowError):
                mem.seek(begin)
                while begin < eind and (deel := mem.read(min(eind - begin, 1 << 24))):
                    delen.append(deel)
                    begin += len(deel)
    return b"".join(delen)
