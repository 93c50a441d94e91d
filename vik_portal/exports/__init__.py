"""Files that leave the portal: ``Bestand`` and one writer per format (pdf, docx, pptx, xlsx, ics, qr).

Writers take blocks (:mod:`vik_portal.exports.blokken`) or plain rows and know nothing of any domain. The same input
gives the same bytes, so that two exports can be compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

_VEILIGE_NAAM = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z0-9]+")


def bestandsnaam(titel: str, uitgang: str) -> str:
    """A file name every system accepts: ``bestandsnaam("Café ’s nachts", "pdf")`` is ``cafe-s-nachts.pdf``."""
    return f"{slugify(titel.replace('’', ' '))[:80].strip('-_').replace('_', '-') or 'bestand'}.{uitgang}"


@dataclass(frozen=True)
class Bestand:
    """A finished file. ``naam`` is a safe ASCII file name with its ending, ``soort`` its MIME type.

    Raises ``ValueError`` for a name that could mean something to a header or a file system.
    """

    naam: str
    soort: str
    inhoud: bytes

    def __post_init__(self) -> None:
        if not _VEILIGE_NAAM.fullmatch(self.naam):
            raise ValueError(f"{self.naam!r} is geen veilige bestandsnaam; maak er een met bestandsnaam().")

    def als_antwoord(self, inline: bool = False, *, openbaar: bool = True) -> HttpResponse:
        """The file as a download, or ``inline`` for a reader in the browser.

        ``openbaar=False`` is for what not everyone may read: nothing on the way keeps a copy.
        """
        antwoord = HttpResponse(self.inhoud, content_type=self.soort)
        antwoord["Content-Disposition"] = content_disposition_header(not inline, self.naam) or "inline"
        antwoord["X-Content-Type-Options"] = "nosniff"
        if not openbaar:
            antwoord["Cache-Control"] = "no-store, private"
        return antwoord
