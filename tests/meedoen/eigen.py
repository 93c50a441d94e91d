"""Small PDFs and films, made here: nothing of them comes from elsewhere."""

from __future__ import annotations

import io
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import av
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pypdf import PdfWriter

from vik_portal.meedoen.models import Bijeenkomst, Stap

VTT = "WEBVTT\n\n00:00.000 --> 00:01.500\nIk zeg er niets van.\n"
PAGINA = """#set page(width: 16cm, height: 9cm)
#for i in range({aantal}) [#if i > 0 {{ pagebreak() }} Dia #(i + 1): zeg wat je ziet]
"""


@lru_cache
def pdf(aantal: int = 3) -> bytes:
    """That many pages; each says which one it is."""
    with tempfile.TemporaryDirectory() as map_:
        bron = Path(map_, "dias.typ")
        bron.write_text(PAGINA.format(aantal=aantal))
        return typst.compile(str(bron))


@lru_cache
def pdf_met_wachtwoord() -> bytes:
    schrijver = PdfWriter(clone_from=io.BytesIO(pdf()))
    schrijver.encrypt("vier-kwarten", algorithm="AES-256")
    return _uit(schrijver)


@lru_cache
def pdf_zonder_paginas() -> bytes:
    return _uit(PdfWriter())


def _uit(schrijver: PdfWriter) -> bytes:
    uit = io.BytesIO()
    schrijver.write(uit)
    return uit.getvalue()


@lru_cache
def film(vorm: str = "webm", codec: str = "libvpx", seconden: float = 4, kleuren: str = "yuv420p") -> bytes:
    """A square that moves, at ten pictures per second and without sound; ``vorm`` as the library calls it."""
    uit = io.BytesIO()
    with av.open(uit, "w", format=vorm) as doos:
        spoor: Any = doos.add_stream(codec, rate=10)
        spoor.width, spoor.height, spoor.pix_fmt = 160, 90, kleuren
        for nummer in range(int(seconden * 10)):
            beeld = Image.new("RGB", (160, 90), (12, 42, 102))
            beeld.paste((242, 179, 44), (nummer, 30, nummer + 30, 60))
            doos.mux(spoor.encode(av.VideoFrame.from_image(beeld)))
        doos.mux(spoor.encode())
    return uit.getvalue()


@lru_cache
def alleen_geluid() -> bytes:
    uit = io.BytesIO()
    with av.open(uit, "w", format="mp4") as doos:
        spoor: Any = doos.add_stream("aac", rate=8000)
        stilte = av.AudioFrame(format="fltp", layout="mono", samples=8000)
        stilte.sample_rate = 8000
        stilte.planes[0].update(bytes(stilte.planes[0].buffer_size))
        doos.mux(spoor.encode(stilte))
        doos.mux(spoor.encode())
    return uit.getvalue()


def bestand(naam: str, data: bytes) -> SimpleUploadedFile:
    # The type that a browser claims says nothing, so it says nothing here either.
    return SimpleUploadedFile(naam, data, "application/octet-stream")


def maak_bijeenkomst(cast: Any, **velden: Any) -> Bijeenkomst:
    """A meeting of anouk with a beginning and an end."""
    from tests.meedoen import zaal

    bijeenkomst = zaal.maak_bijeenkomst("Middag", team=cast.team, **velden)
    bijeenkomst.begeleiders.add(cast.anouk)
    for volgorde, titel in enumerate(("Welkom", "Afsluiten"), 1):
        Stap.objects.create(bijeenkomst=bijeenkomst, volgorde=volgorde, soort="tekst", titel=titel)
    return bijeenkomst


def adres(naam: str, bijeenkomst: Bijeenkomst, *args: Any) -> str:
    return reverse(f"bijeenkomsten:{naam}", args=[bijeenkomst.pk, *args])


def titels(bijeenkomst: Bijeenkomst) -> list[str]:
    return [stap.titel for stap in bijeenkomst.stappen.all()]


def in_opslag(map_: Path) -> list[str]:
    """Every file in the storage, by its name without the folder."""
    return sorted(pad.name for pad in map_.rglob("*") if pad.is_file())
