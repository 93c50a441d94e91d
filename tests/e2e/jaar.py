"""What a year of one team needs: a clock that only goes on, answers that fit a story, and what files say."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time
from html import unescape
from typing import Any

import openpyxl
from django.http import HttpResponse
from django.utils.timezone import make_aware
from pypdf import PdfReader

from risicoanalyse import scoring
from risicoanalyse.models import Pulse
from risicoanalyse.pulse.beeld import PulseBeeld
from risicoanalyse.pulse.gehouden import beeld_van as _beeld_van
from risicoanalyse.scoring import Item
from tests.cast import Cast
from tests.risicoanalyse import rondes
from vik_portal.organisatie.models import Eenheid

ITEMS = scoring.items(rondes.VRAGENLIJST, rondes.PROCESSEN)
#: Nine people: (laag, midden, hoog, weet niet).
LAAG, MIDDEN, HOOG = (8, 1, 0, 0), (2, 5, 2, 0), (0, 1, 8, 0)


class Klok:
    """The clock of the portal. It never goes back."""

    def __init__(self, begin: datetime) -> None:
        self.nu = begin

    def naar(self, dag: date, uur: int = 10, minuut: int = 0) -> datetime:
        """That time of day in Amsterdam."""
        nu = make_aware(datetime.combine(dag, time(uur, minuut)))
        assert nu >= self.nu, "de klok gaat niet terug"
        self.nu = nu
        return nu


def antwoorden(van: Item) -> rondes.Telling:
    """Nine people on one question: much pressure when force is used, little to hold on to in integrity."""
    if van.deel == "a":
        return HOOG if van.groep == "geweld-gebruiken" else LAAG
    if van.deel == "b":
        return MIDDEN
    stevig = van.groep != "integriteit"
    return HOOG if stevig is not van.omgekeerd else LAAG


def met_acht(telling: rondes.Telling, *, gedraaid: bool) -> rondes.Telling:
    """One of the nine is gone, and the others say the same, or the opposite."""
    laag, midden, hoog, _ = telling
    midden -= 1
    return (hoog, midden, laag, 0) if gedraaid else (laag, midden, hoog, 0)


def maak_teams(district: Eenheid, aantal: int) -> list[Eenheid]:
    soort = Eenheid.Soort.TEAM
    return [
        Eenheid.objects.create(naam=f"Basisteam {district.naam.split()[-1]} {n}", soort=soort, ouder=district)
        for n in range(1, aantal + 1)
    ]


def plat(antwoord: HttpResponse) -> str:
    """What a page says."""
    kaal = re.sub(r"<(script|style).*?</\1>", " ", antwoord.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", kaal)).split())


def als_bytes(antwoord: Any) -> bytes:
    assert antwoord.status_code == 200
    return antwoord.content


def pdf_tekst(inhoud: bytes) -> str:
    return " ".join(" ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(inhoud)).pages).split())


def is_pdf_ua(inhoud: bytes) -> bool:
    wortel = PdfReader(io.BytesIO(inhoud)).trailer["/Root"]
    merk = wortel["/Metadata"].get_data().replace(b" ", b"")  # type: ignore[index]
    return wortel["/MarkInfo"]["/Marked"] and b"pdfuaid:part>1<" in merk  # type: ignore[index]


def pptx_tekst(inhoud: bytes) -> str:
    """Everything that is written in a presentation: slides, charts, notes."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        delen = [zip_.read(naam).decode() for naam in zip_.namelist() if naam.endswith(".xml")]
    # A paragraph is one sentence, in however many runs.
    alineas = [re.findall(r"<a:p>.*?</a:p>|<c:v>.*?</c:v>", deel, flags=re.S) for deel in delen]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", alinea)) for deel in alineas for alinea in deel)


def bladen(inhoud: bytes) -> dict[str, list[tuple[Any, ...]]]:
    boek = openpyxl.load_workbook(io.BytesIO(inhoud))
    return {blad.title: list(blad.iter_rows(min_row=2, values_only=True)) for blad in boek}


def alles_in(inhoud: bytes) -> str:
    """Every part of a workbook or presentation, unpacked; embedded workbooks too."""
    uit = []
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        for naam in zip_.namelist():
            deel = zip_.read(naam)
            uit.append(alles_in(deel) if deel[:2] == b"PK" else deel.decode("utf-8", "ignore"))
    return unescape("\n".join(uit))


def bestanden(cast: Cast, basis: str) -> dict[str, bytes]:
    """The three files of a picture, as Ilias gets them."""
    ilias = cast.client(cast.ilias)
    return {vorm: als_bytes(ilias.get(f"{basis}.{vorm}")) for vorm in ("pdf", "pptx", "xlsx")}


def beeld_van(pulse: Pulse) -> PulseBeeld:
    beeld = _beeld_van(pulse)
    assert beeld is not None
    return beeld
