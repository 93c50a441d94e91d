"""Opens strangers' files in a child process that may take little time and memory, and sees nothing of the portal."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KIND = Path(__file__).with_name("kind")
#: Seconds on the clock, and bytes of memory, for one file.
GEDULD, GEHEUGEN = 45, 1536 * 1024 * 1024


class ApartFout(Exception):
    """The child was stopped, or ended without an answer: the file asks too much, or breaks what opens it."""


def apart(werk: str, *argumenten: str | Path | int) -> dict[str, Any]:
    """What ``kind/`` says of one file. Raises :class:`ApartFout`."""
    try:
        # No environment: it holds the keys of the portal and the address of its database.
        klaar = subprocess.run(
            _opdracht(werk, GEDULD, GEHEUGEN, argumenten),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=GEDULD,
            env={},
        )
        return json.loads(klaar.stdout)
    except (subprocess.TimeoutExpired, ValueError) as fout:
        raise ApartFout(werk) from fout


@dataclass(frozen=True)
class Grenzen:
    """What a program may take: ``seconden`` on the clock, ``rekentijd`` in seconds of processor, bytes, bytes."""

    seconden: float
    rekentijd: int
    geheugen: int
    grootste_bestand: int


def programma(
    pad: str, argumenten: Sequence[str | Path], *, grenzen: Grenzen, regel: Callable[[str], None] = lambda _: None
) -> None:
    """Runs another program apart; every line it writes goes to ``regel``.

    Raises :class:`ApartFout` with the last words of the program. What ``regel`` raises stops the program too.
    """
    opdracht = _opdracht("voer", grenzen.rekentijd, grenzen.geheugen, [grenzen.grootste_bestand, pad, *argumenten])
    with tempfile.TemporaryFile() as klachten:
        kind = subprocess.Popen(
            opdracht, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=klachten, env={}, text=True
        )
        wekker = threading.Timer(grenzen.seconden, kind.kill)
        wekker.start()
        try:
            assert kind.stdout is not None
            for tekst in kind.stdout:
                regel(tekst.strip())
            code = kind.wait()
        finally:
            wekker.cancel()
            kind.kill()
            kind.wait()
            if kind.stdout is not None:
                kind.stdout.close()
        if code:
            klachten.seek(0)
            raise ApartFout(klachten.read(20_000).decode(errors="replace"))


def _opdracht(werk: str, seconden: int, geheugen: int, argumenten: Sequence[str | Path | int]) -> list[str]:
    return [sys.executable, "-I", str(KIND), werk, str(seconden), str(geheugen), *map(str, argumenten)]
