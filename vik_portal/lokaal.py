"""What a checkout keeps for itself on this machine: keys, logs, locks, process ids.

Public surface: ``BASIS``, ``data_map``, ``geheim``, ``logbestand``, ``slot``, ``leeft``, ``is_vol``, ``SlotBezet``.
Standard library only, and nothing of Django: settings, manage.py and postgres.py import it before Django is there.
"""

import contextlib
import errno
import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

BASIS = Path(__file__).resolve().parent.parent


class SlotBezet(Exception):
    """Another process holds the lock."""


def data_map() -> Path:
    """The folder ``.data`` of this checkout; it may not exist yet.

    Root and an ordinary user both keep keys, logs and locks here. Only the database of root lives elsewhere
    (see ``vik_portal.postgres``), because PostgreSQL refuses to run as root and its user may not reach a checkout.
    """
    return BASIS / ".data"


def maak_map(pad: Path) -> Path:
    """Create ``pad`` for its owner only and return it; an existing folder keeps its mode.

    Raises OSError when it cannot.
    """
    pad.mkdir(mode=0o700, parents=True, exist_ok=True)
    return pad


def geheim() -> str:
    """The SECRET_KEY of the demo: made once per checkout, kept in ``.data/geheim`` (0600).

    Safe when several processes ask for the first time at once: all get the same key.
    Raises OSError when the folder cannot be read or written.
    """
    pad = maak_map(data_map()) / "geheim"
    if sleutel := _lees(pad):
        return sleutel
    with slot(pad.with_name("geheim.slot"), wacht=10):
        if sleutel := _lees(pad):
            return sleutel
        # Written aside and renamed: a full disk or a kill leaves no half key under the real name.
        nieuw = pad.with_name("geheim.nieuw")
        sleutel = secrets.token_urlsafe(50)
        with open(os.open(nieuw, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as bestand:
            bestand.write(sleutel)
            bestand.flush()
            os.fsync(bestand.fileno())
        nieuw.replace(pad)
    return sleutel


def _lees(pad: Path) -> str:
    try:
        return pad.read_text().strip()
    except FileNotFoundError:
        return ""


def logbestand(naam: str) -> Path:
    """``.data/logs/<naam>.log``, ready for a new run. Raises OSError."""
    return nieuw_log(maak_map(data_map() / "logs") / f"{naam}.log")


def nieuw_log(pad: Path) -> Path:
    """``pad``, free for a new run: what is there becomes ``….vorige.log``. Raises OSError."""
    with contextlib.suppress(FileNotFoundError):
        pad.replace(pad.with_suffix(".vorige.log"))
    return pad


@contextlib.contextmanager
def slot(pad: Path, *, wacht: float = 0) -> Iterator[None]:
    """Hold the file ``pad`` for this process alone, waiting at most ``wacht`` seconds.

    The kernel frees the lock when its holder dies, so a killed run leaves no stale lock behind.
    Raises SlotBezet when another process keeps it, OSError when the file cannot be made.
    """
    fd = os.open(pad, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        uiterlijk = time.monotonic() + wacht
        while True:
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= uiterlijk:
                    raise SlotBezet(str(pad)) from None
                time.sleep(0.05)
        yield
    finally:
        os.close(fd)


def leeft(pid: int) -> bool:
    """Whether process ``pid`` runs. A zombie does not: in a container nobody may ever collect it."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return False
    # The process name, in parentheses, may itself hold spaces and parentheses.
    return stat.rpartition(")")[2].split()[0] not in ("Z", "X")


def is_vol(fout: BaseException | str) -> bool:
    """Whether an exception or a program's output says that the disk (or a quota) is full."""
    if isinstance(fout, OSError):
        return fout.errno in (errno.ENOSPC, errno.EDQUOT)
    # The last is PostgreSQL's hint when a write was cut short.
    tekens = ("No space left on device", "Disk quota exceeded", "Check free disk space")
    return any(teken in str(fout) for teken in tekens)
