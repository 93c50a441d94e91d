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
from pptx import Presentation
from pypdf import PdfReader

from risicoanalyse import scoring
from risicoanalyse.models import Pulse
from risicoanalyse.pulse.beeld import PulseBeeld
from risicoanalyse.pulse.gehouden import beeld_van as _beeld_van
from risicoanalyse.scoring import Item
from tests.cast import Cast
from tests.risicoanalyse import rondes
from vik_portal.organisatie.models import Eenheid

KLOOF_GROOT = "Kloof groot"
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


def _woorden(laag: int, hoog: int, van: int) -> str:
    return f"hooguit {hoog}" if laag == 0 else f"minstens {laag}" if hoog == van else f"{laag} tot {hoog}"


def _per_eenheid(boek: dict[str, list[tuple[Any, ...]]]) -> dict[tuple[str, str, int], list[str]]:
    """Per eenheid and subject what its bands say: "laag: 3 tot 9"."""
    uit: dict[tuple[str, str, int], list[str]] = {}
    for eenheid, naam, wat, laag, hoog, van in boek["Per eenheid"]:
        uit.setdefault((eenheid, naam, van), []).append(f"{wat}: {_woorden(laag, hoog, van)}")
    return uit


def _rijen(boek: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[str, str, tuple[int, int, int]]]]:
    """Per picture of a workbook its rows in order: what it is, the number in words, and the three numbers."""
    uit: dict[str, list[tuple[str, str, tuple[int, int, int]]]] = {}
    for naam, wat, laag, hoog, van in boek["Beelden"]:
        uit.setdefault(naam, []).append((wat, f"{_woorden(laag, hoog, van)} van de {van} teams", (laag, hoog, van)))
    return uit


def _grafieken(inhoud: bytes) -> tuple[list[list[tuple[str, str]]], list[list[str]]]:
    """(name, label) of the bars of every chart in a presentation, and every row of its tables, in order."""
    vormen = [vorm for dia in Presentation(io.BytesIO(inhoud)).slides for vorm in dia.shapes]
    staven, rijen = [], []
    for vorm in vormen:
        if vorm.has_chart:
            plot = vorm.chart.plots[0]
            # The words beside a bar hang on what is drawn last.
            labels = [plot.series[-1].points[n].data_label.text_frame.text for n in range(len(plot.categories))]
            staven.append(list(zip(plot.categories, labels, strict=True)))
        elif vorm.has_table:
            rijen += [[cel.text for cel in rij.cells] for rij in vorm.table.rows]
    return staven, rijen


def zeggen_hetzelfde(pagina: str, stukken: dict[str, bytes]) -> None:
    """Every row of the workbook stands on the page, on paper and on a slide: each number beside what it is a number of,
    under the heading of its own picture. ``pagina`` is what the page says (:func:`plat`)."""
    assert is_pdf_ua(stukken["pdf"])
    papier, dias, boek = pdf_tekst(stukken["pdf"]), pptx_tekst(stukken["pptx"]), bladen(stukken["xlsx"])
    # What stands at the foot and the head of a sheet can fall between two rows.
    papier = re.sub(r" \S+ beeld\. Minstens vijf .{0,60}?pagina \d+ van \d+ VIK-portaal .{0,80}? van \d{4}", "", papier)
    staven, tabelrijen = _grafieken(stukken["pptx"])
    assert len(boek["In het kort"]) >= 2
    for (zin,) in boek["In het kort"]:
        for waar in (pagina, papier, dias):
            assert zin in waar
    assert len(boek["Beelden"]) > 20
    beelden = _rijen(boek)
    for naam, rijen in beelden.items():
        paren = " ".join(f"{wat} {woorden}" for wat, woorden, _ in rijen)
        cijfers = " ".join(f"{wat} {laag} {hoog} {van}" for wat, _, (laag, hoog, van) in rijen)
        assert f"{paren} " in pagina, naam
        assert f"{naam} Minstens Hooguit Van zoveel teams {cijfers} " in pagina, naam
        # The heading of a theme or a process begins with its name; that of risks and measures is a sentence.
        kop = "Maatregelen" if naam.startswith("Maatregelen") else re.escape(naam)
        kop += "" if naam.startswith(("Maatregelen", "Waarover")) else ": "
        assert re.search(rf"{kop}(?:(?!Hoeveel teams).){{0,400}}Hoeveel teams {re.escape(paren)} ", papier), naam
        assert f"{naam}. " + " ".join(f"{wat}: {woorden}." for wat, woorden, _ in rijen) in dias, naam
    getekend = {naam: [(wat, woorden) for wat, woorden, _ in rijen] for naam, rijen in beelden.items()}
    processen = {naam: rijen for naam, rijen in getekend.items() if rijen[0][0] == KLOOF_GROOT}
    # Processes stand at the end, after one chart that lays the first bar of each beside those of the others.
    kloof = [(naam, rijen[0][1]) for naam, rijen in processen.items()]
    assert [staaf for staaf in staven if staaf[0][0] == KLOOF_GROOT] == list(processen.values())
    overig = [paar for staaf in staven if staaf[0][0] != KLOOF_GROOT and staaf != kloof for paar in staaf]
    assert overig == [paar for naam, rijen in getekend.items() if naam not in processen for paar in rijen]
    assert not processen or kloof in staven
    for rij in boek["Dekking"]:
        assert f"{' '.join(rij)} " in pagina
        assert f"{' '.join(rij)} " in papier
        assert list(rij) in tabelrijen
    for (eenheid, naam, van), delen in _per_eenheid(boek).items():
        zin = re.escape(f"{naam} {', '.join(delen)} (van {van} teams)".casefold())
        kop = re.escape(eenheid.casefold())
        assert re.search(rf"{kop}: \d+ teams (?:(?!: \d+ teams ).)*?{zin}", pagina.casefold()), (eenheid, naam)


def bestanden(cast: Cast, basis: str) -> dict[str, bytes]:
    """The three files of a picture, as Ilias gets them."""
    ilias = cast.client(cast.ilias)
    return {vorm: als_bytes(ilias.get(f"{basis}.{vorm}")) for vorm in ("pdf", "pptx", "xlsx")}


def beeld_van(pulse: Pulse) -> PulseBeeld:
    beeld = _beeld_van(pulse)
    assert beeld is not None
    return beeld
