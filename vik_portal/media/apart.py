"""Opens strangers' files in a child process that may take little time and memory, and sees nothing of the portal."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

KIND = Path(__file__).with_name("kind.py")
#: Seconds on the clock, and bytes of memory, for one file.
GEDULD, GEHEUGEN = 45, 1536 * 1024 * 1024


class ApartFout(Exception):
    """The child was stopped, or ended without an answer: the file asks too much, or breaks what opens it."""


def apart(werk: str, *argumenten: str | Path | int) -> dict[str, Any]:
    """What ``kind.py`` says of one file. Raises :class:`ApartFout`."""
    opdracht = [sys.executable, "-I", str(KIND), werk, str(GEDULD), str(GEHEUGEN), *map(str, argumenten)]
    try:
        # No environment: it holds the keys of the portal and the address of its database.
        klaar = subprocess.run(opdracht, capture_output=True, stdin=subprocess.DEVNULL, timeout=GEDULD, env={})
        return json.loads(klaar.stdout)
    except (subprocess.TimeoutExpired, ValueError) as fout:
        raise ApartFout(werk) from fout
