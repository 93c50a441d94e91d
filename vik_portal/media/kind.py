"""The child process of :mod:`apart`: the only place where a stranger's PDF or film is opened.

Run as a script, by its path and with ``-I``: it knows nothing of Django, the database or the portal's secrets, and
takes from the machine no more than :func:`begrens` leaves. What it has to say is one line of JSON on standard output.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

#: The box in px that a page is drawn in for the projector, and the width in px of its small picture.
GROOT, KLEIN = (1920, 1440), 480
#: Longest text of one page, in characters: it is read aloud as the description of a picture.
MEESTE_TEKST = 1500
#: Seconds for reading the text of all pages. Without it the slides are still slides.
TEKST_GEDULD = 10
#: How a browser must be able to play it: container → codecs of picture and sound.
BEELD = {"mp4": {"h264", "av1", "vp9"}, "webm": {"vp8", "vp9", "av1"}}
GELUID = {"mp4": {"aac", "mp3", "opus", "flac"}, "webm": {"opus", "vorbis"}}
#: Ways to store colour that every browser draws.
KLEUREN = {"yuv420p", "yuvj420p", "yuv420p10le"}
GROOTSTE_BEELD = 3840
#: The part of the promised length (0 to 1) that must really be there.
HEEL = 0.9


def begrens(seconden: int, geheugen: int) -> None:
    """Processor time in seconds, memory in bytes; no core file, and everybody else goes first."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconden, seconden))
    resource.setrlimit(resource.RLIMIT_AS, (geheugen, geheugen))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    os.nice(10)


def schoon(tekst: str) -> str:
    """Text on one line, without what a database or a screen reader trips over."""
    leesbaar = "".join(teken if teken.isprintable() else " " for teken in tekst)
    return " ".join(leesbaar.split())[:MEESTE_TEKST].rstrip()


# --- slides -------------------------------------------------------------------------------------------


def dias(pdf: str, uit: str, meeste: str) -> dict[str, Any]:
    """Draws every page into the folder ``uit``, as ``<number>-groot.webp`` and ``<number>-klein.webp``."""
    import pypdfium2
    from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SUCCESS

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as fout:
        return {"fout": {FPDF_ERR_PASSWORD: "slot", FPDF_ERR_SUCCESS: "geen_paginas"}.get(fout.err_code, "stuk")}
    aantal = len(document)
    if not 1 <= aantal <= int(meeste):
        return {"fout": "te_veel" if aantal else "geen_paginas", "aantal": aantal}
    try:
        maten = [_teken(document[nummer], Path(uit), nummer + 1) for nummer in range(aantal)]
    except MemoryError:
        return {"fout": "te_zwaar"}
    except (pypdfium2.PdfiumError, OSError, ValueError):
        return {"fout": "stuk"}
    teksten = _teksten(pdf, aantal)
    return {"paginas": [{"maat": maat, "tekst": tekst} for maat, tekst in zip(maten, teksten, strict=True)]}


def _teken(pagina: Any, uit: Path, nummer: int) -> tuple[int, int]:
    breed, hoog = pagina.get_size()
    if not (breed > 0 and hoog > 0):
        raise ValueError("page without size")
    schaal = min(GROOT[0] / breed, GROOT[1] / hoog)
    beeld = pagina.render(scale=schaal, may_draw_forms=False).to_pil().convert("RGB")
    beeld.save(uit / f"{nummer}-groot.webp", "WEBP", quality=90, method=2)
    klein = beeld.copy()
    klein.thumbnail((KLEIN, KLEIN))
    klein.save(uit / f"{nummer}-klein.webp", "WEBP", quality=80, method=2)
    return beeld.size


class _Genoeg(BaseException):
    """Reading text took long enough; a BaseException, so that no ``except`` on the way keeps it."""


def _teksten(pdf: str, aantal: int) -> list[str]:
    """The text of every page; empty where a page has none or gives none."""
    from pypdf import PdfReader

    def genoeg(*_: object) -> None:
        raise _Genoeg

    teksten = [""] * aantal
    signal.signal(signal.SIGALRM, genoeg)
    signal.alarm(TEKST_GEDULD)
    with contextlib.suppress(_Genoeg, Exception):
        lezer = PdfReader(pdf)
        for nummer, pagina in enumerate(lezer.pages[:aantal]):
            # pypdf raises whatever a strange page makes it trip over; the page is drawn already.
            with contextlib.suppress(Exception):
                teksten[nummer] = schoon(pagina.extract_text())
    signal.alarm(0)
    return teksten


# --- film ---------------------------------------------------------------------------------------------


def film(pad: str, vorm: str) -> dict[str, Any]:
    """What a film is: its length in seconds and its size in px; or the reason why a browser would not play it."""
    import av

    # A file object and a named format: nothing in the film can make the library open something else.
    try:
        with open(pad, "rb") as bestand, av.open(bestand, format="mov" if vorm == "mp4" else "matroska") as doos:
            return _bekijk(doos, vorm)
    except MemoryError:
        return {"fout": "stuk"}
    except (av.error.FFmpegError, ValueError, ArithmeticError):
        return {"fout": "stuk"}


def _bekijk(doos: Any, vorm: str) -> dict[str, Any]:
    if not doos.streams.video:
        return {"fout": "geen_beeld"}
    beeld = doos.streams.video[0]
    codec = beeld.codec_context
    geluid = {spoor.codec_context.name for spoor in doos.streams.audio}
    past = _naam(codec.name) in BEELD[vorm] and {_naam(naam) for naam in geluid} <= GELUID[vorm]
    if codec.pix_fmt is None:  # the list of what is in it was cut off
        return {"fout": "stuk"}
    if not past or codec.pix_fmt not in KLEUREN or max(codec.width, codec.height) > GROOTSTE_BEELD:
        return {"fout": "speelt_niet"}
    beloofd = doos.duration / 1_000_000 if doos.duration else 0.0
    echt, getekend = 0.0, False
    for pakket in doos.demux(beeld, *doos.streams.audio):
        if pakket.pts is not None:
            echt = max(echt, float((pakket.pts + (pakket.duration or 0)) * pakket.time_base))
        if pakket.stream is beeld and not getekend:
            getekend = bool(pakket.decode())
    if not getekend or echt <= 0 or echt < HEEL * beloofd:
        return {"fout": "stuk"}
    return {"seconden": round(max(echt, beloofd), 1), "breedte": codec.width, "hoogte": codec.height}


def _naam(decoder: str) -> str:
    """``libdav1d`` and the like are other decoders of the same codec."""
    return {"libdav1d": "av1", "libvpx": "vp8", "libvpx-vp9": "vp9", "mp3float": "mp3", "libopus": "opus"}.get(
        decoder, decoder
    )


if __name__ == "__main__":
    werk, seconden, geheugen, *argumenten = sys.argv[1:]
    begrens(int(seconden), int(geheugen))
    print(json.dumps(dias(*argumenten) if werk == "dias" else film(*argumenten)))
