"""What a run stands on: a PostgreSQL of its own with two databases, and the two web servers. Leaves nothing behind."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import psycopg

from bench import deelname, gehouden, jaarplan, keuzes, schaal, schermen
from bench.belasting import Client
from bench.meting import Slice, cpu_seconds
from bench.rijen import Programma, Rij, Work
from vik_portal import lokaal, postgres

BASIS = lokaal.BASIS
WORKERS = 2
WAIT = 60.0  # seconds; a server answers within three
KAAL = "kaal"
#: A copy of the portal's database, for copies that can be filled otherwise.
VOORRAAD = "voorraad"


class BenchFout(Exception):
    """The bench cannot go on; the message is one Dutch sentence."""


def run(arguments: list[str], env: dict[str, str], *, stdin: str = "", wait: float = 120) -> str:
    """Run one of our own programs and return what it wrote. Raises BenchFout with the last line of its complaint."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=BASIS,
        env=env,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=wait,
        start_new_session=True,  # Ctrl-C reaches only us; leaving this call ends it
    )
    if done.returncode:
        raise BenchFout(f"`{' '.join(arguments)}` lukt niet: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
    return done.stdout


class Server:
    """A web server of one side, on a free port, and the environment of its programs."""

    def __init__(self, application: str, env: dict[str, str], log: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--no-access-log"),
                    *("--host", "127.0.0.1", "--port", str(self.port), "--workers", str(WORKERS), application),
                ],
                cwd=BASIS,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.log, self.env = log, env

    def wait(self) -> None:
        """Until it accepts connections. Raises BenchFout."""
        until = time.monotonic() + WAIT
        while time.monotonic() < until and self.process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=5):
                return
            time.sleep(0.05)
        raise BenchFout(f"Een webserver start niet: {self.log.read_text(errors='replace')[-2000:]}")

    def get(self, path: str) -> bytes:
        """The body of a page, which must be a 200."""
        client = Client(self.port)
        try:
            return client.get(path)
        finally:
            client.close()

    def stop(self) -> None:
        """Ask, wait, then end it with its workers."""
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(3)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Opstelling:
    """Context manager: database, content and both servers, ready; everything gone at the end.

    ``ours`` and ``reference`` are the servers; ``bare_page`` and ``need_…`` prepare what a row needs.
    """

    ours: Server
    reference: Server

    def __init__(self) -> None:
        self._map = Path(tempfile.mkdtemp(prefix="vik-bench-"))
        # On the disk where a real database would be (/tmp may be memory), which as root is not the checkout.
        place = postgres.ROOT_MAP if os.geteuid() == 0 else lokaal.data_map()
        _remove_leftovers(place)
        self._data = place / f"bench-{os.getpid()}" / "postgres"
        self._servers: list[Server] = []
        self._meetings: list[Server] = []
        self._planning: list[Server] = []
        self._documents = False
        self._counter = False

    def __enter__(self) -> Opstelling:
        try:
            self._build()
        except BaseException:
            self._tear_down()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._tear_down()

    def _build(self) -> None:
        postgres.start(self._data)
        with psycopg.connect(postgres.url(self._data, "postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {KAAL}")
            self._postmaster = int((self._data / "postmaster.pid").read_text().split("\n", 1)[0])
        common = {naam: waarde for naam, waarde in os.environ.items() if naam in {"PATH", "HOME", "LANG", "TMPDIR"}}
        common |= {"SECRET_KEY": secrets.token_urlsafe(50), "PYTHONDONTWRITEBYTECODE": "1"}
        self.env_ours = common | {
            "DJANGO_SETTINGS_MODULE": "vik_portal.settings",
            "VIK_OMGEVING": "productie",
            "DATABASE_URL": postgres.url(self._data),
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": "https://127.0.0.1",
            "SECURE_SSL_REDIRECT": "0",
            "ACHTER_PROXY": "0",
            "MAIL_VERSTUREN": "0",
            "STATIC_ROOT": str(self._map / "static"),
            "MEDIA_ROOT": str(self._map / "media"),
            "STEMBUS_DIR": str(self._map / "stembus"),
        }
        self.env_reference = common | {
            "DJANGO_SETTINGS_MODULE": "bench.kaal.settings",
            "DATABASE_URL": postgres.url(self._data, KAAL),
        }
        for command in (["migrate"], ["collectstatic"]):
            run(["manage.py", *command, "--no-input", "--verbosity", "0"], self.env_ours)
        run(["manage.py", "laad_inhoud"], self.env_ours)
        with psycopg.connect(postgres.url(self._data, "postgres"), autocommit=True) as connection:
            name = psycopg.conninfo.conninfo_to_dict(postgres.url(self._data))["dbname"]
            connection.execute(f"CREATE DATABASE {VOORRAAD} TEMPLATE {name}")
        run(["-m", "bench.vullen", "tabellen"], self.env_reference)
        self.ours = self._serve("vik_portal.wsgi:application", self.env_ours, "portaal")
        self.reference = self._serve("bench.kaal.wsgi:application", self.env_reference, KAAL)
        for server in self._servers:
            server.wait()

    def _serve(self, application: str, env: dict[str, str], name: str) -> Server:
        server = Server(application, env, self._map / f"{name}.log")
        self._servers.append(server)
        return server

    def _tear_down(self) -> None:
        # A second Ctrl-C does not cut this short.
        old = {sign: signal.signal(sign, signal.SIG_IGN) for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
        try:
            for server in self._servers:
                server.stop()
            with contextlib.suppress(postgres.PostgresFout):
                postgres.wis(self._data)
        finally:
            shutil.rmtree(self._data.parent, ignore_errors=True)
            shutil.rmtree(self._map, ignore_errors=True)
            for sign, handler in old.items():
                signal.signal(sign, handler)

    def bare_page(self, slug: str, *, like: str | bytes) -> str:
        """Make a bare page whose answer has as many bytes as our page ``like``, a path or an answer; its path.

        Its body is our own page, cut to size: other letters would take another time to encode. A bare page is never
        smaller than its frame of 120 bytes.
        """
        ours, path = like if isinstance(like, bytes) else self.ours.get(like), f"/pagina/{slug}/"
        with psycopg.connect(postgres.url(self._data, KAAL), autocommit=True) as connection:
            connection.execute(
                "INSERT INTO kaal_pagina (slug, titel, tekst) VALUES (%s, %s, '') "
                "ON CONFLICT (slug) DO UPDATE SET tekst = ''",
                [slug, slug],
            )
            room = len(ours) - len(self.reference.get(path))
            text = ours[-room:].decode(errors="ignore") if room > 0 else ""
            text += " " * (room - len(text.encode()))
            connection.execute("UPDATE kaal_pagina SET tekst = %s WHERE slug = %s", [text, slug])
            connection.execute("VACUUM (ANALYZE) kaal_pagina")
        if room > 0 and abs(len(self.reference.get(path)) - len(ours)) > 0.01 * len(ours):
            raise BenchFout(f"De kale pagina naast {slug} is niet even groot.")
        return path

    def need_documents(self) -> None:
        """Make both sides find the same 100 documents of 30 kB, and nothing else."""
        if not self._documents:
            run(["-m", "bench.vullen", "portaal"], self.env_ours)
            run(["-m", "bench.vullen", "kaal"], self.env_reference)
            self._documents = True

    def need_words(self) -> str:
        """A file with the words of all themabladen, for documents of the same length."""
        path = self._map / "woorden.json"
        if not path.exists():
            run(["-m", "bench.papier", "woorden", str(path)], self.env_ours)
        return str(path)

    def themabladen_pdf(self) -> list[str]:
        """The paths of all themabladen as PDF."""
        links = re.findall(rb'href="(/beroepscode/themabladen/[a-z-]+/)"', self.ours.get("/beroepscode/themabladen/"))
        return sorted({f"{link.decode()}themablad.pdf" for link in links})

    def need_growth(self) -> tuple[Server, Server]:
        """Two more portals, with 3,000 and with 300 documents."""
        return self._another("groot", "bench.vullen", "groot"), self._another("klein", "bench.vullen", "klein")

    def need_meetings(self) -> tuple[Server, Server]:
        """Two more portals, with a thousand and with ten meetings that were held."""
        if not self._meetings:
            for count in (gehouden.VEEL, gehouden.WEINIG):
                name = f"gehouden{count}"
                path = self._map / f"{name}.json"
                server = self._another(name, "bench.gehouden", str(count), str(path))
                os.environ[f"{gehouden.PAD}{server.port}"] = str(path)
                self._meetings.append(server)
        many, few = self._meetings
        return many, few

    def need_planning(self) -> tuple[Server, Server]:
        """Two more portals, with 200 and with 20 teams that have a year of briefings."""
        if not self._planning:
            for count in (jaarplan.VEEL, jaarplan.WEINIG):
                name = f"jaarplan{count}"
                path = self._map / f"{name}.json"
                server = self._another(name, "bench.jaarplan", str(count), str(path))
                os.environ[f"{jaarplan.PAD}{server.port}"] = str(path)
                self._planning.append(server)
        many, few = self._planning
        return many, few

    def need_bare_login(self) -> None:
        """Somebody who is logged in on the bare side."""
        if jaarplan.KAALPAD not in os.environ:
            os.environ[jaarplan.KAALPAD] = str(self._map / "jaarplan-kaal.txt")
            run(["-m", "bench.vullen", "inloggen", os.environ[jaarplan.KAALPAD]], self.env_reference)

    def need_scale(self) -> tuple[Server, Server, float]:
        """Two more portals with the demo world, the first also at scale; and the seconds that making it took."""
        naam, paar, seconden = "demo", [], 0.0
        env = self.env_ours | {"DATABASE_URL": postgres.url(self._data, naam), "VIK_OMGEVING": "demo"}
        self._copy(naam, VOORRAAD)
        run(["manage.py", "demowereld", "--ook-hier"], env, wait=300)
        self._copy("schaal", naam)
        for naam in ("schaal", "demo"):
            env |= {"DATABASE_URL": postgres.url(self._data, naam)}
            pad = self._map / f"{naam}.json"
            if naam == "schaal":
                run(["-m", "bench.schaal", "vul", str(pad)], env, wait=900)
                seconden = json.loads(pad.read_text())
            run(["-m", "bench.schaal", "sessies", str(pad)], env, wait=300)
            server = self._serve("vik_portal.wsgi:application", env | {"VIK_OMGEVING": "productie"}, naam)
            server.wait()
            os.environ[f"{schaal.PAD}{server.port}"] = str(pad)
            paar.append(server)
        return paar[0], paar[1], seconden

    def job_at_scale(self, work: str, name: str) -> dict[str, str | float]:
        """A row: how long a job takes at scale, beside the minute that it has."""
        pad = self._map / f"{work}.json"
        env = self.env_ours | {"DATABASE_URL": postgres.url(self._data, "schaal")}
        run(["-m", "bench.schaal", work, str(pad)], env, wait=900)
        took = json.loads(pad.read_text())["seconden"]
        row: dict[str, str | float] = {"name": name, "ratio": round(took / 60, 3), "target": 1.0, "better": "lower"}
        return row | {"ours": round(took, 2), "reference": 60.0, "unit": "s"}

    def _copy(self, name: str, template: str) -> None:
        with psycopg.connect(postgres.url(self._data, "postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")

    def _another(self, name: str, module: str, *arguments: str) -> Server:
        """A portal on a database of its own, filled by a program."""
        self._copy(name, VOORRAAD)
        env = self.env_ours | {"DATABASE_URL": postgres.url(self._data, name)}
        run(["-m", module, *arguments], env, wait=600)
        server = self._serve("vik_portal.wsgi:application", env, name)
        server.wait()
        return server

    def need_participation(self) -> None:
        """Meetings with seats and sealed envelopes, on the portal; an empty table and a counter on the bare side."""
        if deelname.PAD not in os.environ:
            os.environ[deelname.PAD] = str(self._map / "deelname.json")
            run(["-m", "bench.deelname", "bereid_voor", os.environ[deelname.PAD]], self.env_ours)
            self.need_counter()

    def need_counter(self) -> None:
        """The row that the bare side counts in."""
        if not self._counter:
            run(["-m", "bench.vullen", "teller"], self.env_reference)
            self._counter = True

    def need_choices(self) -> None:
        """Choices to send on the portal; a counter on the bare side."""
        if keuzes.PAD not in os.environ:
            os.environ[keuzes.PAD] = str(self._map / "keuzes.json")
            run(["-m", "bench.keuzes", "bereid_voor", os.environ[keuzes.PAD]], self.env_ours)
        self.need_counter()

    def choices(self) -> int:
        """How many choices the portal counted by now."""
        return json.loads(run(["-m", "bench.keuzes", "tel"], self.env_ours))["keuzes"]

    def need_screens(self) -> None:
        """A thousand wall screens at the briefing of now, on the portal; one row on the bare side."""
        if schermen.PAD not in os.environ:
            os.environ[schermen.PAD] = str(self._map / "schermen.json")
            run(["-m", "bench.schermen", os.environ[schermen.PAD]], self.env_ours)
            with psycopg.connect(postgres.url(self._data, KAAL), autocommit=True) as connection:
                connection.execute("INSERT INTO kaal_pagina (slug, titel, tekst) VALUES ('scherm', 'scherm', '')")
                connection.execute("VACUUM (ANALYZE) kaal_pagina")

    def need_auditorium(self) -> None:
        """Rounds of one vote over a dilemma, with seats and sealed envelopes, on the portal."""
        if deelname.AULAPAD not in os.environ:
            os.environ[deelname.AULAPAD] = str(self._map / "aula.json")
            run(["-m", "bench.deelname", "bereid_aula_voor", os.environ[deelname.AULAPAD]], self.env_ours)

    def envelopes(self) -> int:
        """How many envelopes the portal keeps now."""
        return json.loads(run(["-m", "bench.deelname", "tel"], self.env_ours))["enveloppen"]

    def load(self, server: Server, row: Rij, work: Work, wait: float) -> Slice:
        """Let the row's clients do ``work`` on a server for ``wait`` seconds, from another process; what it took.

        A program does its own work instead, and says itself how much CPU it used; the database's is added.
        """
        roots: tuple[int, ...] = (server.process.pid, self._postmaster)
        if isinstance(work, Programma):
            roots = (self._postmaster,)
            before = cpu_seconds(*roots)
            outcome = json.loads(run(work.arguments, server.env))
            own = outcome.pop("cpu")
            return Slice(cpu=own + cpu_seconds(*roots) - before, p95=0.0, load=0.0, **outcome)
        task: dict[str, object] = {"port": server.port, "clients": row.clients, "seconds": wait}
        if callable(work):
            meanwhile = row.meanwhile if server is self.ours else None
            task |= {"work": _name(work), "meanwhile": meanwhile and _name(meanwhile), "together": row.together}
        else:
            sizes = [len(server.get(path)) for path in work]
            task |= {"paths": work, "sizes": sizes}
        before = cpu_seconds(*roots)
        outcome = json.loads(run(["-m", "bench.belasting"], dict(os.environ), stdin=json.dumps(task), wait=wait + 120))
        return Slice(cpu=cpu_seconds(*roots) - before, **outcome)


def _name(function: Callable[..., object]) -> str:
    return f"{function.__module__}:{function.__qualname__}"


def _remove_leftovers(place: Path) -> None:
    """What a killed bench left: its number is in the name of the folder."""
    for old in place.glob("bench-*"):
        gevonden = re.fullmatch(r"bench-(\d+)", old.name)
        if gevonden and not lokaal.leeft(int(gevonden[1])):
            with contextlib.suppress(postgres.PostgresFout):
                postgres.wis(old / "postgres")
            shutil.rmtree(old, ignore_errors=True)
