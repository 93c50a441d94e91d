"""Two commands on a fresh machine: the embedded PostgreSQL, the launcher, the virtual environment.

Everything here is real: own clusters, own copies of the checkout, killed processes, a full disk. As root and as an
ordinary user the same tests run; only how a disk gets full differs.
"""

import contextlib
import http.client
import importlib.util
import json
import os
import pwd
import resource
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import psycopg
import pytest

from vik_portal import lokaal, postgres

ROOT = os.geteuid() == 0
NIET_MEE = (".git", ".venv", ".data", "__pycache__", ".*_cache", ".hypothesis", "gemaakt")


def maak_hoek(basis: Path) -> Path:
    """An empty folder, with a space in its path, where the server's user may come."""
    if not ROOT:
        pad = basis / "met spatie"
        pad.mkdir()
        return pad
    postgres.ROOT_MAP.mkdir(exist_ok=True)
    pad = postgres.ROOT_MAP / f"proef {secrets.token_hex(4)}"
    pad.mkdir()
    for map_ in (postgres.ROOT_MAP, pad):
        map_.chmod(0o711)
    return pad


def ruim_hoek_op(pad: Path) -> None:
    """Stop every server in it and delete it."""
    for merk in pad.rglob("PG_VERSION"):
        if merk.parent.name == "postgres":
            postgres.stop(merk.parent)
    shutil.rmtree(pad)


@pytest.fixture
def hoek(tmp_path: Path) -> Iterator[Path]:
    """A folder for one test."""
    pad = maak_hoek(tmp_path)
    yield pad
    ruim_hoek_op(pad)


@pytest.fixture
def data(hoek: Path) -> Path:
    """A place for one cluster that is not made yet."""
    return hoek / "postgres"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cluster that several tests may start, kill and stop; it saves them the making."""
    pad = maak_hoek(tmp_path_factory.mktemp("cluster"))
    assert postgres.start(pad / "postgres")
    yield pad / "postgres"
    ruim_hoek_op(pad)


def vraag(data: Path, opdracht: str) -> str:
    """The one value that a statement gives."""
    with psycopg.connect(postgres.url(data), autocommit=True) as verbinding:
        rij = verbinding.execute(opdracht).fetchone()
    return str(rij[0]) if rij else ""


def pid_van(data: Path) -> int:
    """The server's process number."""
    return int((data / "postmaster.pid").read_text().split("\n", 1)[0])


def wacht(tot: Callable[[], bool], seconden: float = 10) -> None:
    """Wait until something holds."""
    uiterlijk = time.monotonic() + seconden
    while not tot():
        assert time.monotonic() < uiterlijk, "duurt te lang"
        time.sleep(0.05)


# The embedded server


def test_start_and_stop(cluster: Path) -> None:
    postgres.start(cluster)
    assert not postgres.start(cluster)
    assert postgres.draait(cluster)
    postgres.stop(cluster)
    assert not postgres.draait(cluster)
    assert postgres.start(cluster)


def test_server_is_private_and_speaks_utc_and_utf8(cluster: Path) -> None:
    postgres.start(cluster)
    assert vraag(cluster, "SHOW listen_addresses") == ""
    assert vraag(cluster, "SHOW timezone") == "UTC"
    assert vraag(cluster, "SHOW server_encoding") == "UTF8"
    assert vraag(cluster, "SELECT lower('ÉÏ')") == "éï"
    assert vraag(cluster, "SHOW fsync") == "on"
    assert vraag(cluster, "SELECT string_agg(type || ' ' || auth_method, ',') FROM pg_hba_file_rules") == "local peer"
    assert cluster.with_name("postgres.socket").stat().st_mode & 0o777 == 0o700
    assert cluster.stat().st_mode & 0o077 == 0


def test_only_who_made_the_cluster_gets_in(cluster: Path) -> None:
    postgres.start(cluster)
    eigenaar = pwd.getpwuid(cluster.stat().st_uid)
    mag = vraag(cluster, "SELECT string_agg(sys_name || '=' || pg_username, ',') FROM pg_ident_file_mappings")
    assert mag == f"{pwd.getpwuid(os.geteuid()).pw_name}=vik"
    assert Path(f"/proc/{pid_van(cluster)}").stat().st_uid != 0
    if ROOT:
        # Even the owner of the files may not log in: as nobody that could be any service of this machine.
        psql = postgres._programma("psql", eigenaar)
        opdracht = [psql, postgres.url(cluster), "-c", "SELECT 1"]
        klaar = subprocess.run(opdracht, capture_output=True, text=True, **postgres._als(eigenaar))
        assert "Peer authentication failed" in klaar.stderr


def test_deep_path_gets_a_short_socket_elsewhere(hoek: Path) -> None:
    data = hoek / ("diep" * 20) / ("dieper" * 15) / "postgres"
    socketmap = postgres._socketmap(data)
    assert len(str(data)) > postgres.SOCKET_MAX > len(str(socketmap))
    try:
        assert postgres.start(data, duurzaam=False)
        assert vraag(data, "SELECT 1") == "1"
        assert socketmap.stat().st_mode & 0o777 == 0o700
    finally:
        postgres.stop(data)
        shutil.rmtree(socketmap)


def test_socket_folder_that_others_may_enter_is_refused(cluster: Path) -> None:
    postgres.stop(cluster)
    socketmap = cluster.with_name("postgres.socket")
    socketmap.chmod(0o777)
    with pytest.raises(postgres.PostgresFout, match="niet van deze gebruiker alleen"):
        postgres.start(cluster)
    socketmap.chmod(0o700)
    assert postgres.start(cluster)


def test_killed_run_and_stale_pid_file(cluster: Path) -> None:
    postgres.start(cluster)
    with psycopg.connect(postgres.url(cluster)) as verbinding:
        verbinding.execute("CREATE TABLE IF NOT EXISTS bewaard AS SELECT 7 AS getal")
    pid = pid_van(cluster)
    os.kill(pid, signal.SIGKILL)
    wacht(lambda: postgres._is_weg(pid))
    # After a reboot the number may be anybody's; here it is ours.
    for bestand in (cluster / "postmaster.pid", cluster.with_name("postgres.socket") / ".s.PGSQL.5432.lock"):
        regels = bestand.read_text().split("\n")
        bestand.write_text("\n".join([str(os.getpid()), *regels[1:]]))

    assert postgres.start(cluster)
    assert vraag(cluster, "SELECT getal FROM bewaard") == "7"


def test_server_whose_socket_vanished_is_replaced(cluster: Path) -> None:
    postgres.start(cluster)
    eerste = pid_van(cluster)
    (cluster.with_name("postgres.socket") / ".s.PGSQL.5432").unlink()
    assert postgres.start(cluster)
    assert pid_van(cluster) != eerste
    assert postgres._is_weg(eerste)


def test_half_made_cluster_is_put_aside(data: Path) -> None:
    data.mkdir()
    (data / "half").write_text("van een afgebroken initdb")
    data.with_name("postgres.nieuw-1234").mkdir()
    assert postgres.start(data, duurzaam=False)
    assert not data.with_name("postgres.nieuw-1234").exists()
    assert (data.with_name("postgres.oud") / "half").exists()


def test_two_starts_at_once_and_last_one_out(data: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from vik_portal import postgres; d = Path(sys.argv[1]);"
        "print(postgres.start(d, duurzaam=False), flush=True); sys.stdin.read(); postgres.stop(d, als_laatste=True)"
    )
    opdracht, pijp = [sys.executable, "-c", code, data], subprocess.PIPE
    samen = [
        subprocess.Popen(opdracht, cwd=lokaal.BASIS, stdin=pijp, stdout=pijp, text=True)  # both at once
        for _ in range(2)
    ]
    with samen[0], samen[1]:
        assert sorted(lees_regel(proces) for proces in samen) == ["False\n", "True\n"]
        samen[0].communicate("")
        assert postgres.draait(data)
        samen[1].communicate("")
        assert not postgres.draait(data)


@pytest.fixture
def kleine_schijf(hoek: Path) -> Iterator[Callable[[bool], None]]:
    """Call with True to fill the disk below ``hoek``, with False to make room again.

    A real small disk where mounting is allowed; else a limit on file sizes, which fails the same writes.
    """
    if ROOT and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=90m", "tmpfs", hoek], check=False).returncode == 0:
        hoek.chmod(0o711)
        vulling = hoek / "vulling"

        def vul(vol: bool) -> None:
            if not vol:
                vulling.unlink(missing_ok=True)
                return
            with contextlib.suppress(OSError), vulling.open("wb", buffering=0) as bestand:
                while True:
                    bestand.write(bytes(4096))

        yield vul
        for merk in hoek.rglob("PG_VERSION"):
            postgres.stop(merk.parent)
        subprocess.run(["umount", hoek], check=True)
    else:
        zacht, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        yield lambda vol: resource.setrlimit(resource.RLIMIT_FSIZE, (65536 if vol else zacht, hard))
        resource.setrlimit(resource.RLIMIT_FSIZE, (zacht, hard))


def test_full_disk_is_one_sentence_and_the_next_start_works(data: Path, kleine_schijf: Callable[[bool], None]) -> None:
    kleine_schijf(True)
    with pytest.raises(postgres.PostgresFout) as gevangen:
        postgres.start(data, duurzaam=False)
    assert "\n" not in str(gevangen.value)
    assert not data.exists()
    kleine_schijf(False)
    assert postgres.start(data, duurzaam=False)
    postgres.stop(data)
    kleine_schijf(True)
    with contextlib.suppress(postgres.PostgresFout):
        postgres.start(data, duurzaam=False)
    kleine_schijf(False)
    postgres.start(data, duurzaam=False)
    assert vraag(data, "SELECT 1") == "1"


def test_secret_key_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lokaal, "BASIS", tmp_path)
    sleutels: set[str] = set()
    draden = [threading.Thread(target=lambda: sleutels.add(lokaal.geheim())) for _ in range(8)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(sleutels) == 1
    assert len(sleutels.pop()) > 50
    assert (tmp_path / ".data" / "geheim").stat().st_mode & 0o777 == 0o600


# The launcher


def vrije_poort() -> int:
    """A port that nobody uses now."""
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        poort: int = proef.getsockname()[1]
    return poort


def omgeving(**extra: str) -> dict[str, str]:
    """The environment of somebody who types ``make start``: nothing of this test run."""
    weg = ("DATABASE_URL", "VIK_", "MEDIA_ROOT", "STATIC_ROOT", "STEMBUS_DIR", "SECRET_KEY", "ALLOWED_HOSTS")
    weg += ("SITE_URL", "DJANGO_", "PORT", "PYTEST", "PYTHONWARNINGS")
    return {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(weg)} | extra


def lees_regel(proces: "subprocess.Popen[str]") -> str:
    """The next line that a process writes."""
    assert proces.stdout
    return proces.stdout.readline()


class Kopie:
    """A copy of the checkout that somebody else would have: no data, no environment of its own."""

    def __init__(self, pad: Path) -> None:
        self.pad = pad
        self.processen: list[subprocess.Popen[str]] = []

    def manage(self, *argumenten: str, **extra: str) -> "subprocess.CompletedProcess[str]":
        """Run a management command to its end."""
        opdracht = [sys.executable, "manage.py", *argumenten]
        return subprocess.run(opdracht, cwd=self.pad, env=omgeving(**extra), capture_output=True, text=True, timeout=60)

    def start(self, poort: int, **extra: str) -> "tuple[subprocess.Popen[str], str]":
        """``manage.py start`` until it says its address; the process and what it said."""
        proces = subprocess.Popen(
            [sys.executable, "manage.py", "start"],
            cwd=self.pad,
            env=omgeving(PORT=str(poort), **extra),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.processen.append(proces)
        gezegd = ""
        while "stoppen: Ctrl-C" not in gezegd:
            regel = lees_regel(proces)
            assert regel, f"gestopt voor het draaide: {gezegd}"
            gezegd += regel
        return proces, gezegd

    def levend(self) -> set[int]:
        """Every running process of this copy: its folder is in the command line, or it was started by it."""
        merk = json.loads((self.pad / ".data/start.json").read_text())["merk"] if self.stand.exists() else "-"
        gevonden = set()
        for map_ in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                tekst = (map_ / "cmdline").read_bytes() + (map_ / "environ").read_bytes()
                if str(self.pad).encode() in tekst or f"VIK_START={merk}".encode() in tekst:
                    gevonden.add(int(map_.name))
        return {pid for pid in gevonden if lokaal.leeft(pid)}

    @property
    def stand(self) -> Path:
        return self.pad / ".data" / "start.json"

    def postgres(self, uitdrukking: str) -> str:
        """What an expression with ``postgres`` gives in this copy."""
        code = f"from vik_portal import postgres; print({uitdrukking})"
        return subprocess.run(
            [sys.executable, "-c", code], cwd=self.pad, env=omgeving(), capture_output=True, text=True, check=True
        ).stdout.strip()


@pytest.fixture(scope="module")
def kopie(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kopie]:
    """One copy for all tests of the launcher, in a folder with a space."""
    pad = tmp_path_factory.mktemp("kopie") / "een map"
    shutil.copytree(lokaal.BASIS, pad, ignore=shutil.ignore_patterns(*NIET_MEE))
    kopie = Kopie(pad)
    yield kopie
    for proces in kopie.processen:
        if proces.poll() is None:
            proces.terminate()
            proces.wait(20)
        assert proces.stdout
        proces.stdout.close()
    kopie.postgres("postgres.wis()")


def gezond(poort: int) -> int:
    """The status of /gezond/."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", poort, timeout=10)) as verbinding:
        verbinding.request("GET", "/gezond/")
        return verbinding.getresponse().status


def test_start_kill_start_stop(kopie: Kopie) -> None:
    poort = vrije_poort()
    eerste, _ = kopie.start(poort)
    assert gezond(poort) == 200

    tweede = kopie.manage("start", PORT=str(vrije_poort()))
    assert tweede.returncode == 1
    assert tweede.stderr.startswith(f"Het portaal draait al vanuit deze map, op http://127.0.0.1:{poort}/;")
    assert tweede.stderr.count("\n") == 1

    eerste.kill()
    eerste.wait()
    assert gezond(poort) == 200, "what a killed start leaves behind still runs"
    tik = time.monotonic()
    derde, gezegd = kopie.start(poort)
    assert time.monotonic() - tik < 15  # under 5 on a quiet machine; this one also runs other tests
    assert "Een eerdere start was afgebroken" in gezegd
    assert gezond(poort) == 200

    tik = time.monotonic()
    derde.send_signal(signal.SIGINT)
    assert derde.wait(15) == 0
    assert time.monotonic() - tik < 10
    assert kopie.levend() == set()
    assert kopie.postgres("postgres.draait()") == "False"


def test_a_dying_child_stops_the_rest(kopie: Kopie) -> None:
    proces, _ = kopie.start(vrije_poort())
    webserver = min(pid for pid in kopie.levend() if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes())
    os.kill(webserver, signal.SIGKILL)
    assert proces.wait(15) == 1
    assert proces.stdout
    laatste = proces.stdout.read().strip().splitlines()[-1]
    assert laatste.startswith("De webserver is onverwacht gestopt (code -9); kijk in ")
    assert laatste.endswith("/.data/logs/webserver.log.")
    assert kopie.levend() == set()


def test_busy_port_is_one_sentence(kopie: Kopie) -> None:
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", 0))
        bezet.listen()
        poort = bezet.getsockname()[1]
        klaar = kopie.manage("start", PORT=str(poort))
    assert klaar.returncode == 1
    zin = f"Poort {poort} op 127.0.0.1 is niet vrij; kies een andere met `PORT={poort + 1} make start`.\n"
    assert klaar.stderr == zin
    assert kopie.levend() == set()


def test_database_url_starts_no_embedded_server(kopie: Kopie, cluster: Path) -> None:
    postgres.start(cluster)
    klaar = kopie.manage("showmigrations", "contenttypes", DATABASE_URL=postgres.url(cluster))
    assert klaar.returncode == 0, klaar.stderr
    assert "0001_initial" in klaar.stdout
    klaar = kopie.manage("start", PORT=str(vrije_poort()), DATABASE_URL="postgresql://vik@127.0.0.1:1/vik")
    assert klaar.returncode == 1
    assert klaar.stderr.startswith("De database (DATABASE_URL) doet niet mee: ")
    assert klaar.stderr.count("\n") == 1
    assert kopie.postgres("postgres.draait()") == "False"


@pytest.mark.parametrize("ontbreekt", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "SITE_URL"])
def test_production_refuses_to_start_without(kopie: Kopie, ontbreekt: str) -> None:
    alles = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "portaal.example",
        "DATABASE_URL": "postgresql://127.0.0.1:1/vik",
        "SITE_URL": "https://portaal.example",
        "VIK_OMGEVING": "productie",
    }
    del alles[ontbreekt]
    klaar = kopie.manage("start", **alles)
    assert klaar.returncode == 1
    assert klaar.stderr.startswith(f"{ontbreekt} ontbreekt.")
    assert kopie.postgres("postgres.draait()") == "False"


def test_command_starts_and_stops_the_server_around_itself(kopie: Kopie) -> None:
    klaar = kopie.manage("shell", "-c", "from vik_portal import postgres; print(postgres.draait())")
    assert klaar.stdout.strip().splitlines()[-1] == "True", klaar.stderr
    assert kopie.postgres("postgres.draait()") == "False"


# The virtual environment


@pytest.fixture
def voorbereiden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, for a checkout with one small lock file and no package index."""
    spec = importlib.util.spec_from_file_location("voorbereiden", lokaal.BASIS / "deploy" / "voorbereiden.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    basis = tmp_path / "een map"
    basis.mkdir()
    (basis / "requirements.txt").write_text(f"bestaat-niet==1.0 --hash=sha256:{'0' * 64}\n")
    monkeypatch.setattr(lokaal, "BASIS", basis)
    for naam, plek in (("VENV", ".venv"), ("PYTHON", ".venv/bin/python"), ("STEMPEL", ".venv/.vik-stempel.json")):
        monkeypatch.setattr(module, naam, basis / plek)
    monkeypatch.setattr(module, "BEZIG", basis / ".venv" / ".vik-bezig")
    monkeypatch.setattr(module, "BASIS", basis)
    monkeypatch.setattr(sys, "argv", ["voorbereiden.py"])
    for naam in [naam for naam in os.environ if naam.startswith("PIP_")]:
        monkeypatch.delenv(naam)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    return module


def test_no_package_index_is_one_sentence_and_leaves_nothing(
    voorbereiden: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # The pip of this test run instead of a new one, which takes five seconds to make; it fails before it installs.
    monkeypatch.setattr(voorbereiden, "maak_venv", lambda: voorbereiden.VENV.mkdir())
    monkeypatch.setattr(voorbereiden, "PYTHON", Path(sys.executable))
    assert voorbereiden.main() == 1
    fout = capsys.readouterr().err
    assert fout.startswith("De pakketten zijn niet op te halen:")
    assert fout.count("\n") == 1
    assert not voorbereiden.VENV.exists()


def test_missing_venv_module_names_the_command(
    voorbereiden: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)  # as Debian without python3-venv
    assert voorbereiden.main() == 1
    assert f"apt install python{voorbereiden.VERSIE}-venv" in capsys.readouterr().err


def test_only_a_finished_environment_of_this_place_is_trusted(voorbereiden: ModuleType) -> None:
    voorbereiden.PYTHON.parent.mkdir(parents=True)
    voorbereiden.PYTHON.touch()
    stempel = {"python": voorbereiden.VERSIE, "pad": str(voorbereiden.VENV), "sloten": {}}
    voorbereiden.STEMPEL.write_text(json.dumps(stempel))
    assert voorbereiden.lees_stempel() == stempel
    voorbereiden.BEZIG.touch()
    assert voorbereiden.lees_stempel() is None, "killed while pip was at work"
    voorbereiden.BEZIG.unlink()
    for anders in ({"pad": "/elders"}, {"python": "3.10"}):
        voorbereiden.STEMPEL.write_text(json.dumps(stempel | anders))
        assert voorbereiden.lees_stempel() is None
    voorbereiden.STEMPEL.write_text("{half")
    assert voorbereiden.lees_stempel() is None
