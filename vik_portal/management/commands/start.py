"""``manage.py start``, used by ``make start``: the whole portal on this machine until Ctrl-C.

PORT (8310) and VIK_HOST (127.0.0.1) choose the address; plain HOST is what tcsh and conda set for other things.
Without DATABASE_URL the embedded PostgreSQL starts too.
"""

import contextlib
import hashlib
import http.client
import io
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import psycopg
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from vik_portal import lokaal, postgres
from vik_portal.meedoen.services import OpruimFout, ruim_op

# In the environment of everything we start; it tells our own leftovers from a stranger with the same process number.
MERK = "VIK_START"
WACHT_OP_ANTWOORD = 60.0  # seconds
# Together with the database at most 10 seconds from Ctrl-C to the prompt.
STOPTIJD = {"webserver": 3.0, "takenwerker": 2.0}


class Gestopt(BaseException):
    """Ctrl-C or a request to end; a BaseException so that no step on the way swallows it."""


class Command(BaseCommand):
    """Start database, web server and job worker; stop them together."""

    help = "Start het hele portaal op deze machine, tot Ctrl-C (gebruikt door `make start`)."
    requires_system_checks: list[str] = []  # `make check` runs them; here they cost a second at every start

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the one flag."""
        parser.add_argument(
            "--ook-hier", action="store_true", help="laad de demowereld ook in de database van DATABASE_URL"
        )

    def handle(self, *, ook_hier: bool, **options: Any) -> None:
        """Run until a signal. What goes wrong is one Dutch sentence on standard error and exit code 1."""
        stand = lokaal.data_map() / "start.json"
        try:
            lokaal.maak_map(stand.parent)
            host, poort = os.environ.get("VIK_HOST") or "127.0.0.1", lees_poort()
            with lokaal.slot(stand.with_suffix(".slot")), signalen_als_uitzondering():
                self.draai(host, poort, stand, ook_hier=ook_hier)
        except Gestopt:
            self.meld("Gestopt.")
        except lokaal.SlotBezet:
            waar = lees_stand(stand).get("adres", "een andere poort")
            self.geef_op(f"Het portaal draait al vanuit deze map, op {waar}; stop dat eerst met Ctrl-C.")
        except (CommandError, postgres.PostgresFout) as fout:
            self.geef_op(str(fout))
        except (OSError, DatabaseError, psycopg.Error) as fout:
            self.geef_op(als_zin(fout))

    def geef_op(self, zin: str) -> NoReturn:
        """End with this sentence and nothing around it (Django would put the exception's name before it)."""
        self.stderr.write(zin)
        sys.exit(1)

    def draai(self, host: str, poort: int, stand: Path, *, ook_hier: bool) -> None:
        """Every step in order, and everything stopped at the end, however it ends."""
        if ruim_resten_op(lees_stand(stand).get("merk")):
            self.meld("Een eerdere start was afgebroken; de resten zijn gestopt.")
        controleer_poort(host, poort)
        adres = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{poort}/"  # noqa: S104
        merk = secrets.token_hex(8)
        stand.write_text(json.dumps({"merk": merk, "adres": adres}))
        kinderen: dict[str, subprocess.Popen[bytes]] = {}
        try:
            self.bereid_voor(ook_hier=ook_hier)
            tabel = accounttabel()
            connection.close()
            if hasattr(connection, "close_pool"):
                connection.close_pool()  # this process only waits from here on
            omgeving = os.environ | {MERK: merk, "PORT": str(poort)}
            for naam, opdracht in opdrachten(host, poort).items():
                kinderen[naam] = start_kind(naam, opdracht, omgeving)
            wacht_op_antwoord(host, poort, kinderen)
            self.meld(f"\nHet portaal staat op {adres} (stoppen: Ctrl-C)\n")
            if tabel:
                self.meld(tabel)
            while True:
                time.sleep(0.5)
                controleer_kinderen(kinderen)
                if settings.INGEBOUWDE_DATABASE and not postgres.draait():
                    raise CommandError(f"De database is gestopt; kijk in {lokaal.data_map()}/logs/postgres.log.")
        finally:
            self.stop_alles(kinderen, stand)

    def bereid_voor(self, *, ook_hier: bool) -> None:
        """Database, migrations, static files, content, demo world: each only when needed."""
        if settings.INGEBOUWDE_DATABASE:
            if not postgres.standaard_data().exists():
                self.meld("Database maken…")
            postgres.start()
        else:
            # Outside the pool, which keeps trying for half a minute and logs every try.
            psycopg.connect(**{**connection.get_connection_params(), "connect_timeout": 5}).close()
        self.migreer()
        self.verzamel_statisch()
        try:
            ruim_op()
        except OpruimFout as fout:
            # The hourly job tries again and says it failed; the portal itself can run.
            self.meld(f"Opruimen: {fout}.")
        call_command("laad_inhoud", stdout=self.stdout)
        if not settings.PRODUCTIE and (settings.INGEBOUWDE_DATABASE or ook_hier):
            call_command("demowereld", ook_hier=ook_hier, stdout=self.stdout)

    def migreer(self) -> None:
        """Migrate unless the last migrate of this code was completed, the signals after it included."""
        uitvoerder = MigrationExecutor(connection)
        doelen = uitvoerder.loader.graph.leaf_nodes()
        stempel = lokaal.data_map() / "migraties.stempel"
        code = hashlib.sha256(repr(sorted(doelen)).encode()).hexdigest()
        plan = uitvoerder.migration_plan(doelen)
        if not plan and lees(stempel) == code:
            return
        self.meld(f"Database bijwerken ({len(plan)} migraties)…" if plan else "Database nakijken…")
        stempel.unlink(missing_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        stempel.write_text(code)

    def verzamel_statisch(self) -> None:
        """Collect static files when one of them, or how they are stored, changed."""
        som = hashlib.sha256(f"{settings.STORAGES['staticfiles']}{settings.STATIC_ROOT}".encode())
        for finder in get_finders():
            for pad, opslag in finder.list([]):
                stat = os.stat(opslag.path(pad))
                som.update(f"{pad}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
        stempel = lokaal.data_map() / "statisch.stempel"
        if lees(stempel) == som.hexdigest() and Path(settings.STATIC_ROOT).is_dir():
            return
        self.meld("Stijl en scripts klaarzetten…")
        stempel.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        stempel.write_text(som.hexdigest())

    def stop_alles(self, kinderen: dict[str, subprocess.Popen[bytes]], stand: Path) -> None:
        """Web server, worker, database, in that order; a second Ctrl-C does not cut this short."""
        for sein in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sein, signal.SIG_IGN)
        for naam, kind in kinderen.items():
            stop_groep(kind, STOPTIJD[naam])
        if settings.INGEBOUWDE_DATABASE:
            postgres.stop(als_laatste=True)
        stand.unlink(missing_ok=True)

    def meld(self, zin: str) -> None:
        """Say what happens, at once, also through a pipe."""
        self.stdout.write(zin)
        self.stdout.flush()


def opdrachten(host: str, poort: int) -> dict[str, list[str]]:
    """The command lines of the child processes, by name."""
    return {
        "webserver": [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--no-access-log"),
            *("--host", host, "--port", str(poort), "--workers", "2", "vik_portal.wsgi:application"),
        ],
        "takenwerker": [
            *(sys.executable, str(lokaal.BASIS / "manage.py"), "procrastinate", "worker"),
            *("--shutdown-graceful-timeout", "1"),
        ],
    }


def start_kind(naam: str, opdracht: list[str], omgeving: dict[str, str]) -> "subprocess.Popen[bytes]":
    """Start a child in its own process group, so that Ctrl-C in the terminal reaches only us."""
    with lokaal.logbestand(naam).open("wb") as log:
        return subprocess.Popen(
            opdracht,
            cwd=lokaal.BASIS,
            env=omgeving,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def stop_groep(kind: "subprocess.Popen[bytes]", seconden: float) -> None:
    """Ask a child to end, and after ``seconden`` end it with all that it started."""
    kind.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        kind.wait(seconden)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(kind.pid, signal.SIGKILL)
    kind.wait()


def controleer_kinderen(kinderen: "dict[str, subprocess.Popen[bytes]]") -> None:
    """Raise CommandError when a child ended by itself."""
    for naam, kind in kinderen.items():
        if kind.poll() is not None:
            log = lokaal.data_map() / "logs" / f"{naam}.log"
            raise CommandError(f"De {naam} is onverwacht gestopt (code {kind.returncode}); kijk in {log}.")


def wacht_op_antwoord(host: str, poort: int, kinderen: "dict[str, subprocess.Popen[bytes]]") -> None:
    """Wait until /gezond/ answers 200. Raises CommandError when a child dies or it takes too long."""
    koppen = {"Host": next((naam for naam in settings.ALLOWED_HOSTS if naam[0] not in "*."), host)}
    if settings.SECURE_SSL_REDIRECT:
        koppen["X-Forwarded-Proto"] = "https"
    uiterlijk = time.monotonic() + WACHT_OP_ANTWOORD
    doel = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    status = None
    while time.monotonic() < uiterlijk:
        controleer_kinderen(kinderen)
        verbinding = http.client.HTTPConnection(doel, poort, timeout=10)
        # Until the server listens, this fails.
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(verbinding):
            verbinding.request("GET", "/gezond/", headers=koppen)
            status = verbinding.getresponse().status
            if status == 200:
                return
        time.sleep(0.05)
    log = lokaal.data_map() / "logs" / "webserver.log"
    raise CommandError(f"De webserver antwoordt niet goed ({status or 'geen antwoord'}); kijk in {log}.")


def ruim_resten_op(merk: str | None) -> bool:
    """Stop what a killed earlier start left running; whether there was anything. Only called with the lock held."""
    pids = [pid for pid in processen() if merk and heeft_merk(pid, merk)]
    for sein, seconden in ((signal.SIGTERM, 4.0), (signal.SIGKILL, 1.0)):
        for pid in pids:
            if heeft_merk(pid, merk or ""):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, sein)
        uiterlijk = time.monotonic() + seconden
        while time.monotonic() < uiterlijk and any(lokaal.leeft(pid) for pid in pids):
            time.sleep(0.05)
    return bool(pids)


def processen() -> list[int]:
    """The numbers of all other processes."""
    return [int(map_.name) for map_ in Path("/proc").iterdir() if map_.name.isdigit() and int(map_.name) != os.getpid()]


def heeft_merk(pid: int, merk: str) -> bool:
    """Whether the process was started by the run with this mark; never true for another user's process."""
    try:
        return f"{MERK}={merk}".encode() in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return False


def accounttabel() -> str:
    """The demo accounts as text, empty when there is no demo world."""
    uit = io.StringIO()
    call_command("demowereld", tabel=True, stdout=uit)
    return uit.getvalue().rstrip()


def lees_poort() -> int:
    """The port from PORT. Raises CommandError."""
    tekst = os.environ.get("PORT") or "8310"
    if not tekst.isdecimal() or not 0 < int(tekst) < 65536:
        raise CommandError(f"PORT={tekst} is geen poortnummer; gebruik bijvoorbeeld `PORT=8311 make start`.")
    return int(tekst)


def controleer_poort(host: str, poort: int) -> None:
    """Raise CommandError when nothing can listen there."""
    ander = f"`PORT={poort + 1 if poort < 65535 else 8310} make start`"
    try:
        soort, _, _, _, doel = socket.getaddrinfo(host, poort, type=socket.SOCK_STREAM)[0]
        with socket.socket(soort, socket.SOCK_STREAM) as proef:
            # As servers do: connections of an earlier run that still linger are no reason to refuse.
            proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            proef.bind(doel)
    except PermissionError:
        raise CommandError(f"Poort {poort} is alleen voor root; kies een andere met `PORT=8310 make start`.") from None
    except socket.gaierror:
        raise CommandError(f"VIK_HOST={host} is geen bekend adres; laat het weg voor alleen deze machine.") from None
    except OSError as fout:
        raise CommandError(f"Poort {poort} op {host} is niet vrij; kies een andere met {ander}.") from fout


def lees_stand(stand: Path) -> dict[str, str]:
    """What the running or killed start wrote down; empty when there is nothing readable."""
    try:
        gelezen: dict[str, str] = json.loads(stand.read_text())
    except (OSError, ValueError):
        return {}
    return gelezen


def lees(pad: Path) -> str:
    """The text of a small file, empty when it is not there."""
    try:
        return pad.read_text()
    except FileNotFoundError:
        return ""


def als_zin(fout: Exception) -> str:
    """One Dutch sentence for what the machine refused."""
    if lokaal.is_vol(fout) or lokaal.is_vol(str(fout)):
        return postgres.VOL.format(plek=lokaal.data_map())
    if isinstance(fout, OSError):
        return f"Het portaal kan niet starten: {fout.strerror} ({fout.filename})."
    waar = postgres.standaard_data() if settings.INGEBOUWDE_DATABASE else "DATABASE_URL"
    return f"De database ({waar}) doet niet mee: {str(fout).strip().splitlines()[0]}"


@contextlib.contextmanager
def signalen_als_uitzondering() -> Iterator[None]:
    """Within: Ctrl-C, SIGTERM and a closed terminal raise Gestopt."""

    def stop(_sein: int, _frame: FrameType | None) -> None:
        raise Gestopt

    oud = {sein: signal.signal(sein, stop) for sein in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for sein, behandelaar in oud.items():
            signal.signal(sein, behandelaar)
