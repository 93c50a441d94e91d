"""Parts of a stored file, as a browser asks for them to play and to seek (RFC 9110, section 14)."""

from __future__ import annotations

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.http import parse_etags

#: Bytes in one answer. A player asks for "from here to the end" and reads at the speed of the film: answering all of
#: it would keep a thread of the web server until the film is over. Less than was asked for is allowed; it asks again.
STUK = 2 * 1024 * 1024


def antwoord_met_bereik(request: HttpRequest, naam: str, *, soort: str, etag: str) -> HttpResponseBase:
    """The stored file ``naam``, or the one part of it that was asked for. Raises ``FileNotFoundError``."""
    omvang = default_storage.size(naam)
    gevraagd = request.headers.get("Range", "")
    # Another file by now than the one the browser has parts of: from the start again.
    if request.headers.get("If-Range", etag) != etag:
        gevraagd = ""
    stuk = lees_bereik(gevraagd, omvang)
    antwoord: HttpResponseBase
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        antwoord = HttpResponseNotModified()
    elif request.method == "HEAD":
        antwoord = HttpResponse(content_type=soort, headers={"Content-Length": str(omvang)})
    elif stuk is None:
        antwoord = FileResponse(default_storage.open(naam), content_type=soort)
    elif stuk[0] >= omvang:
        antwoord = HttpResponse(status=416, content_type=soort)
        antwoord["Content-Range"] = f"bytes */{omvang}"
    else:
        van, tot = stuk[0], min(stuk[1], stuk[0] + STUK - 1)
        with default_storage.open(naam) as bestand:
            bestand.seek(van)
            antwoord = HttpResponse(bestand.read(tot - van + 1), status=206, content_type=soort)
        antwoord["Content-Range"] = f"bytes {van}-{tot}/{omvang}"
    antwoord["Accept-Ranges"] = "bytes"
    antwoord["ETag"] = etag
    return antwoord


def lees_bereik(kop: str, omvang: int) -> tuple[int, int] | None:
    """First and last byte asked for; ``None`` when the whole file is the answer (no range, several, or nonsense).

    A first byte past the end says that nothing of what was asked for exists.
    """
    gevonden = re.fullmatch(r"bytes=([0-9]{0,18})-([0-9]{0,18})", kop.strip())
    if gevonden is None or gevonden.group(1) == gevonden.group(2) == "":
        return None
    van, tot = gevonden.groups()
    if not van:
        # The last so many bytes; the last zero bytes are none.
        return (max(0, omvang - int(tot)), omvang - 1) if int(tot) else (omvang, omvang)
    if tot and int(tot) < int(van):
        return None
    return int(van), min(int(tot), omvang - 1) if tot else omvang - 1
