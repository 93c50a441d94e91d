"""Every deck of the portal with texts three times too long: it flows to a next slide, and no word leaves its box.

Measured twice: with the writer's own idea of how wide words are, always; and as LibreOffice draws the slides, where it
is installed (else that one test is skipped, and says so).
"""

from __future__ import annotations

import ast
import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from pptx import Presentation
from pptx.util import Pt
from pydantic import BaseModel, ValidationError

from beroepscode.models import Themablad
from beroepscode.schema import ThemabladInhoud
from beroepscode.sessie import themablad_pptx
from briefings.evaluatiebeeld import Evaluatie, Thema, Weekregel
from briefings.exports import item_pptx
from briefings.exports_evaluatie import evaluatie_pptx
from briefings.models import Briefingsitem, Campagne
from briefings.schema import BriefingsitemInhoud
from briefings.terugblikvragen import VRAGEN, Uitslag
from briefings.weektotalen import Getal, Stand
from dilemmas.groepsgesprek import nummer_van
from dilemmas.laden import MAP as DILEMMAS
from dilemmas.laden import lesinhoud
from dilemmas.les.exports import les_pptx
from dilemmas.les.schema import LesprogrammaInhoud
from dilemmas.models import Dilemma, Lesprogramma
from dilemmas.schema import DilemmaInhoud
from dilemmas.sessie import sessie_pptx
from dilemmas.stapforms import bevroren
from risicoanalyse.exports import rapport_pptx
from risicoanalyse.exports.overzicht import als_pptx as overzicht_pptx
from risicoanalyse.fenomeen.exports import rapport_pptx as fenomeen_pptx
from risicoanalyse.fenomeen.rapport import rapport_van
from risicoanalyse.models import Fenomeenbevinding, Fenomeenmaatregel, Maatregel, Risico
from risicoanalyse.overzicht.kern import Teamstand, publiceer
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.overzicht.onderwerpen import onderwerpen
from risicoanalyse.overzicht.pagina import maak as maak_overzicht
from risicoanalyse.schema import VragenlijstInhoud, WerkprocesInhoud
from tests.cast import Cast, maak_cast
from tests.dilemmas.doordenken import maak_dilemma
from tests.risicoanalyse import zaal
from tests.wereld import inhoud_van, maak_fenomeen
from vik_portal.exports.huisstijl import merk_png
from vik_portal.exports.pptx.maten import hoogte_van
from vik_portal.exports.pptx.wand import Wand, wanddia
from vik_portal.exports.wandbeeld import Wandpunt
from vik_portal.meedoen import services as meedoen
from vik_portal.meedoen.models import Bijeenkomst, Stap
from vik_portal.meedoen.papier import kaartvraag, tel_kaarten
from vik_portal.redactie.inhoud import lees_map

pytestmark = pytest.mark.django_db

#: Every module that writes slides, and its decks below. A new writer belongs here.
SCHRIJVERS = {
    "beroepscode/sessie.py": ["themablad"],
    "briefings/exports.py": [
        "item",
        "item_twee",
        "item_leeg",
        "item_kanten",
        "item_kanten_beeld",
        "item_beeld",
        "item_film",
    ],
    "briefings/exports_evaluatie.py": ["evaluatie"],
    "dilemmas/les/exports.py": ["les"],
    "dilemmas/sessie.py": ["gesprek"],
    "risicoanalyse/exports/dias.py": ["rapport"],
    "risicoanalyse/exports/overzicht.py": ["landelijk"],
    "risicoanalyse/fenomeen/exports.py": ["fenomeen"],
}
#: These are one slide by design; their limits keep the words on it.
EEN_DIA = set(SCHRIJVERS["briefings/exports.py"])
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
#: How far a drawn letter may stick out of its box, in points: a hair of a g or of an italic; to the right the blank at
#: the end of a line.
RAND, WIT = 3.0, 8.0


def driemaal(waarde: Any) -> Any:
    """Every text of more than a word three times; keys, slugs and choices stay."""
    if isinstance(waarde, str):
        return " ".join([waarde] * 3) if " " in waarde else waarde
    if isinstance(waarde, list):
        return [driemaal(deel) for deel in waarde]
    return {naam: driemaal(deel) for naam, deel in waarde.items()} if isinstance(waarde, dict) else waarde


def zo_lang_als_mag(model: type[BaseModel], inhoud: dict[str, Any]) -> dict[str, Any]:
    """The content with its texts three times, or as long as its schema takes them."""
    lang = driemaal(inhoud)
    for _ in range(200):
        try:
            return model.model_validate(lang).model_dump(mode="json")
        except ValidationError as fout:
            for deel in fout.errors():
                _kort_in(lang, deel["loc"], deel.get("ctx", {}).get("max_length"))
    raise AssertionError(lang)


def _kort_in(inhoud: Any, plek: tuple[Any, ...], lengte: int | None) -> None:
    """Cuts the text at this place to what its field takes; what is a choice or an address gets back what it was."""
    vader, sleutel, nu = None, None, inhoud
    for deel in plek:  # a path also names the kinds of a union, which are no places
        if (isinstance(nu, dict) and deel in nu) or (isinstance(nu, list) and isinstance(deel, int)):
            vader, sleutel, nu = nu, deel, nu[deel]
    if isinstance(nu, dict):  # a rule about the whole: its texts get shorter together until it holds
        nu |= {naam: deel[: len(deel) * 9 // 10] for naam, deel in nu.items() if isinstance(deel, str) and " " in deel}
    if isinstance(nu, str) and isinstance(vader, dict | list):
        vader[sleutel] = nu[:lengte].rsplit(" ", 1)[0] if lengte else nu[: (len(nu) - 2) // 3]


# --- the decks ------------------------------------------------------------------------------------------------


def _gesprek(cast: Cast) -> bytes:
    """Two votes on a dilemma, a word, a question of knowledge, and what the group wrote down."""
    stuk = maak_dilemma()
    vast = zo_lang_als_mag(DilemmaInhoud, stuk.inhoud)
    middag = Bijeenkomst.objects.create(titel="Gesprek over wat je deelt " * 3, team=cast.team, begin=timezone.now())
    woorden = {"vraag": driemaal("Welk woord past hier bij jou?"), "woorden": driemaal(["Rustig en kalm", "Boos"])}
    kennis = {
        "vraag": driemaal("Bij wie blijft wat je vertelt in de regel vertrouwelijk, en waar houdt dat op?"),
        "antwoorden": driemaal(["Bij je teamchef in het team", "Bij een vertrouwenspersoon", "Bij elke collega hier"]),
        "goed": 2,
        "reden": driemaal("Wat je vertelt, blijft bij de vertrouwenspersoon. Vraag aan het begin waar dat ophoudt."),
    }
    regels = driemaal(["We vragen elke week aan elkaar hoe het liep en wat er beter kan, ook als het druk is."] * 5)
    soorten: list[tuple[str, dict[str, Any]]] = [
        ("dilemma", bevroren(stuk) | {"vast": vast}),
        ("woorden", woorden),
        ("kennisvraag", kennis),
        ("opbrengst", {"afspraken": regels, "opvalt": regels}),
    ]
    for nummer, (soort, inhoud) in enumerate(soorten, 1):
        stap = middag.stappen.create(volgorde=nummer, soort=soort, titel=soort, inhoud=inhoud)
        for plek in {"dilemma": ["eerste", "tweede"], "opbrengst": []}.get(soort, [1]):
            _tel(middag, stap, nummer_van(plek) if isinstance(plek, str) else plek)
    return sessie_pptx(middag).inhoud


def _tel(middag: Bijeenkomst, stap: Stap, plek: int) -> None:
    meedoen.ga_naar(bijeenkomst=middag, stap=stap, plek=plek)
    middag.refresh_from_db()
    stap.bijeenkomst = middag
    opties, merk = kaartvraag(stap)
    tel_kaarten(bijeenkomst=middag, stap=stap, aantallen=["9", *["1"] * (len(opties) - 1)], merk=merk)


def _themablad() -> bytes:
    inhoud = zo_lang_als_mag(ThemabladInhoud, inhoud_van("beroepscode/inhoud/themabladen", "aannemen-geschenken"))
    blad = Themablad.objects.get(slug="aannemen-geschenken")
    blad.inhoud = inhoud
    return themablad_pptx(blad).inhoud


def _rapport(cast: Cast) -> bytes:
    middag = zaal.houd(cast)
    stap = middag.stappen.get(soort="vragenlijst")
    vast = stap.inhoud["vast"]
    schalen = vast["vragenlijst"]["schalen"]
    vast["vragenlijst"] = zo_lang_als_mag(VragenlijstInhoud, vast["vragenlijst"]) | {"schalen": schalen}
    vast["processen"] = [[slug, zo_lang_als_mag(WerkprocesInhoud, proces)] for slug, proces in vast["processen"]]
    stap.save(update_fields=["inhoud"])
    for model, velden in ((Risico, ("oorzaak", "gebeurtenis", "gevolg")), (Maatregel, ("tekst", "merkbaar", "rol"))):
        for rij in model._default_manager.all():
            for veld in velden:
                lengte = model._meta.get_field(veld).max_length
                setattr(rij, veld, (driemaal(getattr(rij, veld)) * 2)[:lengte])
            rij.save()
    return rapport_pptx(middag).inhoud


def _evaluatie(cast: Cast) -> bytes:
    lang = driemaal("Drie weken achter elkaar is te veel voor een ploeg die ook nog andere items heeft.")
    vandaag = date(2026, 11, 2)
    naam = ("Op straat en aan de deur " * 5)[:100]
    campagne = Campagne(naam=naam, eenheid=cast.eenheid, van=vandaag, tot=vandaag + timedelta(days=40))
    weken = [
        Weekregel(vandaag + timedelta(weeks=n), driemaal("District Rivierzoom"), 12, 80, *[Getal("bijna_alle")] * 3)
        for n in range(20)
    ]
    antwoorden = [
        Uitslag(
            v, "groot", 20, [(driemaal(tekst), n % 4, "de meesten") for n, tekst in enumerate(v.antwoorden.values())]
        )
        for v in VRAGEN
    ]
    themas = [Thema(driemaal("Aannemen van geschenken"), "/x/", [lang] * 4, [("Dilemma’s", 3)]) for _ in range(6)]
    beeld = Evaluatie(
        campagne, weken, 2, Stand(5, 400, 300, 200, 50), [(cast.eenheid, antwoorden)], None, [lang] * 6, themas
    )
    return evaluatie_pptx(beeld).inhoud


def _item(punten: int) -> bytes:
    inhoud = inhoud_van("briefings/inhoud", "geweld-en-pv", "notities") | {"media": {}}
    punt = {"kop": "Schrijf het op", "tekst": "Wat je zag, wat je deed en waarom je dat deed"}
    inhoud = zo_lang_als_mag(BriefingsitemInhoud, inhoud | {"punten": [dict(punt) for _ in range(punten)]})
    return item_pptx(Briefingsitem(slug="x"), BriefingsitemInhoud.model_validate(inhoud), date(2026, 11, 2)).inhoud


def _wand(*kanten: str, beeld: bool = False, film: bool = False) -> bytes:
    """A slide with the longest points on these sides."""
    kop, tekst = "Overleg eerst met je OvD", ("Wat je zag, wat je deed en waarom je dat zo deed " * 2)[:90]
    wand = Wand(
        titel=("Wat schrijf je op na een aanhouding " * 2)[:70],
        boodschap=("Schrijf op wat je zag en wat je deed, zo snel als je kunt " * 2)[:110],
        vraag=("Wat schrijf jij op als het snel ging? " * 4)[:140],
        voet="Verbeterpunt, 3 minuten",
        punten=[Wandpunt(kop, tekst, kant) for kant in kanten],
        beeld=merk_png(400) if beeld or film else b"",
        film=film,
        alt="Wat er te zien is",
    )
    return wanddia(wand, datum=date(2026, 11, 2))


def _les() -> bytes:
    """The longest lesson; its first dilemma is a long one."""
    stuk = Dilemma.objects.get()
    stuk.inhoud = zo_lang_als_mag(DilemmaInhoud, stuk.inhoud)
    stuk.save(update_fields=["inhoud"])
    bestand = next(bestand for bestand in lees_map(DILEMMAS / "lesprogrammas") if bestand.naam == "het-glazen-huis")
    inhoud = zo_lang_als_mag(LesprogrammaInhoud, lesinhoud(bestand))
    next(stap for stap in inhoud["stappen"] if stap["soort"] == "dilemma")["dilemma"] = stuk.slug
    return les_pptx(Lesprogramma(slug="les", titel=inhoud["titel"], inhoud=inhoud)).inhoud


def _landelijk() -> bytes:
    """A quarter of five eenheden of nine teams, with long names everywhere."""
    themas = {f"t{n}": driemaal("Omgaan met informatie") for n in range(9)}
    alle = onderwerpen({f"p{n}": driemaal("Systemen raadplegen") for n in range(8)}, themas)
    standen = [
        Teamstand(n, 0, n, {o.id: o.waarden[(n + i) % len(o.waarden)] for i, o in enumerate(alle)}) for n in range(9)
    ]
    inhoud = publiceer(standen, alle)
    assert inhoud is not None
    namen = [driemaal(f"Eenheid {woord}") for woord in ("Noord", "Oost", "Zuid", "West", "Midden")]
    dekking = [{"eenheid": n, "naam": naam, "geteld": 9, "jaar": 12, "teams": 40} for n, naam in enumerate(namen)]
    bron = {
        "sleutel": "dilemmas",
        "label": "Geoefend",
        "toelichting": driemaal("Bijeenkomsten met een dilemma erin."),
        "wat": "bijeenkomsten",
    }
    bereik = [bron | {"stap": 5, "aantallen": dict.fromkeys(themas, 40)}]
    stand = {"dekking": dekking, "bereik": bereik, "themas": themas}
    beelden = [(naam, inhoud) for naam in namen]
    return overzicht_pptx(
        maak_overzicht(kop="Landelijk beeld", kwartaal=Kwartaal(2026, 3), stand=stand, beelden=beelden)
    ).inhoud


def _fenomeen() -> bytes:
    beeld = maak_fenomeen()
    for rij in beeld.inhoud["onderwerpen"]:
        rij["naam"] = driemaal(rij["naam"])
    beeld.save(update_fields=["inhoud"])
    for model, velden in ((Fenomeenbevinding, ("tekst",)), (Fenomeenmaatregel, ("tekst", "rol"))):
        for rij in model._default_manager.all():
            for veld in velden:
                lengte = model._meta.get_field(veld).max_length
                setattr(rij, veld, (driemaal(getattr(rij, veld)) * 4)[:lengte])
            rij.save()
            for _ in range(5):
                rij.pk = None
                rij.save()
    return fenomeen_pptx(rapport_van(beeld)).inhoud


@pytest.fixture(scope="module")
def decks(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, bytes]]:
    """Made once: rounds and reports take their time."""
    bus = override_settings(STEMBUS_DIR=tmp_path_factory.mktemp("stembus"))
    with django_db_blocker.unblock(), bus, transaction.atomic():
        cast = maak_cast()
        yield {
            "gesprek": _gesprek(cast),
            "themablad": _themablad(),
            "rapport": _rapport(cast),
            "evaluatie": _evaluatie(cast),
            "les": _les(),
            "landelijk": _landelijk(),
            "fenomeen": _fenomeen(),
            "item": _item(4),
            "item_twee": _item(2),
            "item_leeg": _item(0),
            "item_kanten": _wand("niet", "niet", "niet", "wel"),
            "item_kanten_beeld": _wand("niet", "niet", "niet", "wel", beeld=True),
            "item_beeld": _wand("", "", "", beeld=True),
            "item_film": _wand("", "", "", "", film=True),
        }
        transaction.set_rollback(True)


# --- what is checked ----------------------------------------------------------------------------------------------


def test_every_module_that_writes_slides_is_here() -> None:
    gevonden = set()
    for pad in Path(settings.BASE_DIR).glob("*/**/*.py"):
        naam = str(pad.relative_to(settings.BASE_DIR))
        if naam.startswith((".", "tests/", "bench/", "vik_portal/exports/")):
            continue
        namen = {
            getattr(knoop.func, "attr", getattr(knoop.func, "id", ""))
            for knoop in ast.walk(ast.parse(pad.read_text()))
            if isinstance(knoop, ast.Call)
        }
        if namen & {"presentatie", "wanddia"}:
            gevonden.add(naam)
    assert gevonden == set(SCHRIJVERS)


@dataclass(frozen=True)
class Doos:
    """A box of a slide in points: where it is, what stands in it, and how high that is by the writer's own measure."""

    links: float
    boven: float
    rechts: float
    onder: float
    tekst: str
    hoog: float = 0.0


def _kader(kader: Any, breed: float) -> float:
    """How high the words of a frame are when they are ``breed`` points wide."""
    hoog = 0.0
    for nummer, alinea in enumerate(kader.paragraphs):
        maten = [run.font.size.pt for run in alinea.runs if run.font.size]
        if not maten:
            continue
        inspring = int(alinea._p.pPr.get("marL", 0)) / Pt(1) if alinea._p.pPr is not None else 0.0
        # A break within a paragraph is a vertical tab to python-pptx.
        vet = any(run.font.bold for run in alinea.runs)
        hoog += hoogte_van(alinea.text.replace("\v", "\n"), max(maten), breed - inspring, vet=vet)
        if nummer + 1 < len(kader.paragraphs) and alinea.space_after is not None:
            hoog += alinea.space_after.pt
    return hoog


def dozen(dia: Any) -> Iterator[Doos]:
    """Boxes with words: of shapes, of the rows of tables, and of charts as a whole."""
    for vorm in dia.shapes:
        links, boven = vorm.left / Pt(1), vorm.top / Pt(1)
        rechts, onder = links + vorm.width / Pt(1), boven + vorm.height / Pt(1)
        if hasattr(vorm, "shapes"):  # a drawing: its words hang on its shapes
            woorden = " ".join(deel.text_frame.text for deel in vorm.shapes if deel.has_text_frame)
            yield Doos(links, boven, rechts, onder, woorden)
        elif vorm.has_text_frame and vorm.text_frame.text:
            kader = vorm.text_frame
            breed = rechts - links - (kader.margin_left + kader.margin_right) / Pt(1)
            yield Doos(links, boven, rechts, onder, kader.text, _kader(kader, breed))
        elif getattr(vorm, "has_table", False) and vorm.has_table:
            tabel = vorm.table
            for rij in tabel.rows:
                for cel, kolom in zip(rij.cells, tabel.columns, strict=True):
                    breed = (kolom.width - cel.margin_left - cel.margin_right) / Pt(1)
                    marge = (cel.margin_top + cel.margin_bottom) / Pt(1)
                    # As high as its row: a row that has to grow pushes what is below it off the slide.
                    hoog = _kader(cel.text_frame, breed) + marge
                    yield Doos(links, boven, rechts, boven + rij.height / Pt(1), cel.text_frame.text, hoog)
                boven += rij.height / Pt(1)
        elif getattr(vorm, "has_chart", False) and vorm.has_chart:
            grafiek = vorm.chart
            labels = [punt.data_label.text_frame.text for punt in _punten(grafiek)]
            yield Doos(links, boven, rechts, onder, " ".join([*grafiek.plots[0].categories, *labels]))


def _punten(grafiek: Any) -> Iterator[Any]:
    # The words beside a bar hang on what is drawn last.
    reeks = grafiek.plots[0].series[-1]
    for nummer in range(len(list(grafiek.plots[0].categories))):
        yield reeks.points[nummer]


@pytest.mark.parametrize("naam", [naam for namen in SCHRIJVERS.values() for naam in namen])
def test_by_our_own_measure_every_text_fits_its_box(naam: str, decks: dict[str, bytes]) -> None:
    prs = Presentation(io.BytesIO(decks[naam]))
    dias = list(prs.slides)
    titels = [dia.shapes.title.text for dia in dias]
    if naam in EEN_DIA:
        assert len(dias) == 1
    else:
        assert any("(2 van " in titel for titel in titels), "nothing flowed over: these texts are not long enough"
    for nummer, dia in enumerate(dias, 1):
        for doos in dozen(dia):
            waar = f"{naam}, dia {nummer}: {doos.tekst[:60]!r}"
            assert doos.links >= 0, waar
            assert doos.boven >= 0, waar
            assert doos.rechts <= prs.slide_width / Pt(1) + 0.5, waar
            assert doos.onder <= prs.slide_height / Pt(1) + 0.5, waar
            assert doos.hoog <= doos.onder - doos.boven + 0.5, waar


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is niet geïnstalleerd: de dia's zijn niet getekend")
def test_as_libreoffice_draws_them_no_word_leaves_its_box(decks: dict[str, bytes], tmp_path: Path) -> None:
    """One conversion for all decks, with a profile of its own; then every piece of text against its box."""
    for naam, inhoud in decks.items():
        (tmp_path / f"{naam}.pptx").write_bytes(inhoud)
    profiel = f"-env:UserInstallation=file://{tmp_path / 'profiel'}"
    opdracht = [SOFFICE or "", profiel, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    bestanden = [str(tmp_path / f"{naam}.pptx") for naam in decks]
    subprocess.run([*opdracht, *bestanden], check=True, capture_output=True, timeout=240)
    buiten = [regel for naam in decks for regel in _buiten(naam, decks[naam], tmp_path / f"{naam}.pdf")]
    assert not buiten, "\n".join(buiten)


def _buiten(naam: str, inhoud: bytes, getekend: Path) -> Iterator[str]:
    """What stands outside its box or off its slide."""
    prs = Presentation(io.BytesIO(inhoud))
    pdf = pypdfium2.PdfDocument(str(getekend))
    assert len(pdf) == len(prs.slides)
    for nummer, (dia, blad) in enumerate(zip(prs.slides, pdf, strict=True), 1):
        breed, hoog = blad.get_size()
        maat, vakken = (prs.slide_width / Pt(1)) / breed, [*dozen(dia), *dozen(dia.slide_layout)]
        tekst = blad.get_textpage()
        getekende = "".join(tekst.get_text_range().split())
        for woord in {woord for vak in dozen(dia) for woord in vak.tekst.split()}:
            if woord not in getekende:
                yield f"{naam}, dia {nummer}: {woord!r} staat er niet"
        for plek in range(tekst.count_rects()):
            links, onder, rechts, boven = tekst.get_rect(plek)
            woorden = tekst.get_text_bounded(links, onder, rechts, boven)
            if not "".join(woorden.split()):
                continue
            rechthoek = (links * maat, (hoog - boven) * maat, rechts * maat, (hoog - onder) * maat)
            if not any(_past(rechthoek, vak) and _hoort(woorden, vak) for vak in vakken):
                yield f"{naam}, dia {nummer}: {woorden[:60]!r} op {[round(x) for x in rechthoek]}"
        tekst.close()
    pdf.close()


def _past(rechthoek: tuple[float, float, float, float], vak: Doos) -> bool:
    links, boven, rechts, onder = rechthoek
    return (
        links >= vak.links - RAND
        and boven >= vak.boven - RAND
        and rechts <= vak.rechts + WIT
        and onder <= vak.onder + RAND
    )


def _hoort(woorden: str, vak: Doos) -> bool:
    """Whether these words are of this box; signs that the program draws itself (bullets, numbers) are of every box."""
    kaal, bron = "".join(woorden.split()), "".join(vak.tekst.split())
    return kaal in bron or len(kaal.strip("•0123456789.…-")) == 0
