"""Make ``.venv`` with exactly the packages of the lock files: ``python3 deploy/voorbereiden.py [--dev]``.

Standard library only, and syntax that an old Python reads too, so that it can say which one is needed.
Exit code 0 when everything is ready, 1 with one Dutch sentence when not.
"""

import sys

MINIMUM = (3, 11)
if sys.version_info < MINIMUM:
    sys.exit(
        f"Python {sys.version_info[0]}.{sys.version_info[1]} is te oud; het portaal heeft 3.11 of nieuwer nodig: "
        "kies er een met `make start PYTHON=python3.11`."
    )

import hashlib  # noqa: E402
import importlib.util  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import shutil  # noqa: E402
import subprocess  # noqa: E402
from pathlib import Path  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from vik_portal import lokaal  # noqa: E402

BASIS = lokaal.BASIS
VENV = BASIS / ".venv"
PYTHON = VENV / "bin" / "python"
STEMPEL = VENV / ".vik-stempel.json"
BEZIG = VENV / ".vik-bezig"
VERSIE = f"{sys.version_info[0]}.{sys.version_info[1]}"
GEEN_NETWERK = (
    "No matching distribution",
    "Could not fetch URL",
    "NewConnectionError",
    "Connection",
    "ProxyError",
    "ReadTimeout",
    "Read timed out",
    "Temporary failure in name resolution",
    "SSLError",
    "HTTP error",
)


class Fout(Exception):
    """Preparing failed; the message is one Dutch sentence with the command that mends it."""


def meld(zin: str) -> None:
    """Say what is going on, at once."""
    print(zin, flush=True)


def voorbereiden(sloten: list[Path]) -> None:
    """Bring ``.venv`` up to the lock files ``sloten``. Raises Fout, OSError."""
    nodig = {slot.name: hashlib.sha256(slot.read_bytes()).hexdigest() for slot in sloten}
    stempel = lees_stempel()
    if stempel and all(stempel["sloten"].get(naam) == som for naam, som in nodig.items()):
        return
    nieuw = stempel is None
    if nieuw:
        maak_venv()
    geinstalleerd = {} if stempel is None else dict(stempel["sloten"])
    STEMPEL.unlink(missing_ok=True)
    # Pip cannot repair what it left by half when it was killed: this mark makes the next run begin anew.
    BEZIG.touch()
    for slot in sloten:
        if geinstalleerd.get(slot.name) != nodig[slot.name]:
            meld(f"Pakketten installeren volgens {slot.name} (alleen deze keer; een minuut of minder)…")
            installeer(slot, nieuw=nieuw)
            geinstalleerd[slot.name] = nodig[slot.name]
    tijdelijk = STEMPEL.with_suffix(".nieuw")
    tijdelijk.write_text(json.dumps({"python": VERSIE, "pad": str(VENV), "sloten": geinstalleerd}))
    tijdelijk.replace(STEMPEL)
    BEZIG.unlink()


def lees_stempel() -> "dict | None":
    """What is installed here, or None when ``.venv`` is absent, unfinished, moved or of another Python."""
    if BEZIG.exists() or not PYTHON.exists():
        return None
    try:
        stempel = json.loads(STEMPEL.read_text())
    except (FileNotFoundError, ValueError):
        return None
    # Scripts in bin/ name their interpreter by full path, so a moved folder is made again.
    return stempel if (stempel["python"], stempel["pad"]) == (VERSIE, str(VENV)) else None


def maak_venv() -> None:
    """A fresh ``.venv``. Raises Fout."""
    ontbreekt = [naam for naam in ("venv", "ensurepip") if importlib.util.find_spec(naam) is None]
    if ontbreekt:
        raise Fout(
            f"Python mist de module {ontbreekt[0]}: installeer haar met `{apt_install()}` en probeer het opnieuw."
        )
    meld(f"Virtuele omgeving maken in .venv (Python {VERSIE})…")
    shutil.rmtree(VENV, ignore_errors=True)
    klaar = draai([sys.executable, "-m", "venv", str(VENV)])
    if klaar.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        uitvoer = klaar.stdout + klaar.stderr
        if lokaal.is_vol(uitvoer):
            raise vol()
        if "ensurepip" in uitvoer:
            raise Fout(f"Python kan geen virtuele omgeving maken: draai `{apt_install()}` en probeer het opnieuw.")
        raise Fout(f"De virtuele omgeving lukt niet ({laatste_regel(uitvoer)}); probeer zelf `python3 -m venv .venv`.")


def installeer(slot: Path, *, nieuw: bool) -> None:
    """Install one lock file. Raises Fout; then no half environment is left that a next run would trust."""
    pip = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps", "-q"]
    pip += ["--only-binary", ":all:", "--disable-pip-version-check", "--no-input", "--retries", "2", "-r", str(slot)]
    klaar = draai(pip)
    if klaar.returncode == 0:
        return
    uitvoer = klaar.stdout + klaar.stderr
    geen_netwerk = any(teken in uitvoer for teken in GEEN_NETWERK) and not lokaal.is_vol(uitvoer)
    if geen_netwerk and not nieuw:
        # Pip fetches everything before it touches anything: the old environment still works for the old lock file.
        BEZIG.unlink(missing_ok=True)
    else:
        shutil.rmtree(VENV, ignore_errors=True)
    if lokaal.is_vol(uitvoer):
        raise vol()
    if "THESE PACKAGES DO NOT MATCH THE HASHES" in uitvoer:
        raise Fout(
            f"Een pakket van de pakketbron is niet het pakket dat {slot.name} vastlegt; er is niets geïnstalleerd: "
            "controleer de bron met `python3 -m pip config list`."
        )
    if geen_netwerk:
        raise Fout(
            "De pakketten zijn niet op te halen: controleer de verbinding of de pakketbron "
            "(`python3 -m pip config list`, PIP_INDEX_URL) en probeer het opnieuw."
        )
    raise Fout(f"Installeren van {slot.name} lukt niet: {laatste_regel(uitvoer)}")


def draai(opdracht: "list[str]") -> "subprocess.CompletedProcess[str]":
    """Run a program and keep its output, English, for the sentence that may be made of it."""
    omgeving = dict(os.environ, LC_ALL="C.UTF-8")
    # What points Python or pip at another place than this environment.
    for naam in ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_USER"):
        omgeving.pop(naam, None)
    return subprocess.run(opdracht, capture_output=True, text=True, errors="replace", env=omgeving)


def vol() -> Fout:
    """The sentence for a full disk."""
    return Fout(f"De schijf is vol (bij {BASIS}): maak ten minste 1 GB vrij (`df -h .`) en probeer het opnieuw.")


def apt_install() -> str:
    """The command that brings the missing part of Python."""
    return f"{'' if os.geteuid() == 0 else 'sudo '}apt install python{VERSIE}-venv"


def laatste_regel(uitvoer: str) -> str:
    """The last line that a program wrote."""
    return (uitvoer.strip().splitlines() or ["geen uitleg"])[-1]


def main() -> int:
    """Prepare; the exit code."""
    namen = ["requirements.txt", *(["requirements-dev.txt"] if "--dev" in sys.argv[1:] else [])]
    try:
        lokaal.maak_map(lokaal.data_map())
        slotpad = lokaal.data_map() / "voorbereiden.slot"
        try:
            with lokaal.slot(slotpad):
                voorbereiden([BASIS / naam for naam in namen])
        except lokaal.SlotBezet:
            meld("Een andere `make` bereidt dit portaal al voor; ik wacht daarop…")
            with lokaal.slot(slotpad, wacht=600):
                voorbereiden([BASIS / naam for naam in namen])
    except lokaal.SlotBezet:
        zin = "Een andere `make` is al tien minuten bezig met .venv; stop die en probeer het opnieuw."
    except Fout as fout:
        zin = str(fout)
    except OSError as fout:
        zin = str(vol()) if lokaal.is_vol(fout) else f"Voorbereiden lukt niet: {fout.strerror} ({fout.filename})."
    except KeyboardInterrupt:
        zin = "Gestopt; de volgende keer begint het voorbereiden opnieuw."
    else:
        return 0
    print(zin, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
