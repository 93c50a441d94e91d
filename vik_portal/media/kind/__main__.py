"""The child process of ``vik_portal.media.apart``: the only place where a strange PDF, Word document or film is opened.

Run by the path of this folder and with ``-I``: it knows nothing of Django, the database or the portal's secrets, and
takes from the machine no more than :func:`begrens` leaves. What it has to say is one line of JSON on standard output.
Its modules know each other by their bare names, since the rest of the portal is out of reach.
"""

from __future__ import annotations

import json
import os
import resource
import sys

from dias import dias
from film import film
from tekst_docx import tekst_docx
from tekst_pdf import tekst_pdf


def begrens(seconden: int, geheugen: int) -> None:
    """Processor time in seconds, memory in bytes; no core file, and everybody else goes first."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconden, seconden))
    resource.setrlimit(resource.RLIMIT_AS, (geheugen, geheugen))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    os.nice(10)


def voer(grootste: str, programma: str, *argumenten: str) -> None:
    """Becomes another program under the same limits, that writes no file larger than ``grootste`` bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(grootste), int(grootste)))
    # Python ignores the signal that comes with that limit, and so does what it becomes: writing fails with a reason.
    os.execv(programma, [programma, *argumenten])  # noqa: S606 - a fixed program with a list of arguments


WERK = {"dias": dias, "film": film, "voer": voer, "tekst_pdf": tekst_pdf, "tekst_docx": tekst_docx}

if __name__ == "__main__":
    werk, seconden, geheugen, *argumenten = sys.argv[1:]
    begrens(int(seconden), int(geheugen))
    print(json.dumps(WERK[werk](*argumenten)))
