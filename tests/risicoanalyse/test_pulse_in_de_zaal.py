"""Ten minutes in the room: the round, toen and nu, the agreements; and who reads it afterwards, in which form."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from risicoanalyse import exports, scoring
from risicoanalyse.models import Maatregel, Pulse, Voortgang
from risicoanalyse.pulse import papier
from risicoanalyse.pulse.gehouden import beeld_van, standen, terugblik, vragen_van
from risicoanalyse.pulse.kiezen import kies
from risicoanalyse.pulse.plannen import plan_pulsen
from risicoanalyse.services import markeer_besproken
from tests.cast import Cast, maak_cast
from tests.risicoanalyse import rondes, zaal
from vik_portal.meedoen import services
from vik_portal.meedoen.models import Bijeenkomst, Ronde
from vik_portal.mijn import secties_voor

# The mark makes every test below a savepoint inside the world of this module.
pytestmark = pytest.mark.django_db


def plat(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture(scope="module")
def zaalvol(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[tuple[Cast, int]]:
    """The cast, an analysis that was held, and its first pulse with seven phones, not ended yet."""
    bus = override_settings(STEMBUS_DIR=tmp_path_factory.mktemp("stembus"))
    with django_db_blocker.unblock(), bus, transaction.atomic():
        cast = maak_cast()
        analyse = zaal.houd(cast, begin=timezone.now() - timedelta(days=100))
        plan_pulsen(bijeenkomst=analyse, nu=analyse.begin)
        pulse = analyse.pulsen.get(maand=3)
        zaal.neem_plaats(pulse.bijeenkomst, 7)
        rng = rondes.toeval(11)
        soorten = [item.soort for _, item in vragen_van(pulse)]
        enveloppen = rondes.enveloppen(soorten, rondes.willekeurig(7, rng, soorten), rng)
        zaal.vul_in(pulse.bijeenkomst.stappen.get(soort="pulse"), enveloppen)
        yield cast, pulse.pk
        transaction.set_rollback(True)


@pytest.fixture
def cast(zaalvol) -> Cast:
    return zaalvol[0]


@pytest.fixture
def bezig(zaalvol) -> Pulse:
    return Pulse.objects.select_related("van", "bijeenkomst").get(pk=zaalvol[1])


def regie(cast: Cast, pulse: Pulse, **data: Any) -> Any:
    return cast.client(cast.anouk).post(f"/bijeenkomsten/{pulse.bijeenkomst_id}/regie/", data)


def scherm(cast: Cast, pulse: Pulse) -> str:
    return plat(cast.client(cast.anouk).get(f"/bijeenkomsten/{pulse.bijeenkomst_id}/scherm/").content.decode())


def naar(pulse: Pulse, soort: str) -> None:
    services.ga_naar(bijeenkomst=pulse.bijeenkomst, stap=pulse.bijeenkomst.stappen.get(soort=soort))


def test_the_phones_get_the_very_questions_of_then(bezig: Pulse) -> None:
    toen = bezig.van.rondes.get(soort="vragenlijst").vragen
    nu = bezig.bijeenkomst.rondes.get(soort="pulse")
    assert nu.vorm == "banden"
    assert len(nu.vragen) == 3
    for nummer, vraag in zip(bezig.items, nu.vragen, strict=True):
        eerder = toen[nummer - 1]
        assert {naam: vraag[naam] for naam in ("deel", "tekst", "opties", "schaal")} == {
            naam: eerder[naam] for naam in ("deel", "tekst", "opties", "schaal")
        }
    assert "envelop" in nu.vragen[0]["inleiding"]


def test_toen_en_nu_waits_for_release_and_then_says_what_the_picture_says(cast: Cast, bezig: Pulse) -> None:
    beeld = beeld_van(bezig)
    assert beeld is not None
    naar(bezig, "pulsebeeld")
    assert beeld.duiding not in scherm(cast, bezig)
    assert regie(cast, bezig, actie="toon").status_code == 302
    gezien = scherm(cast, bezig)
    for zin in (beeld.conclusie, beeld.duiding, beeld.bedenk, *(vraag.zin for vraag in beeld.vragen)):
        assert zin in gezien
    # Never who, and nothing that counts people.
    assert not re.search(r"\d", plat(re.sub(r"<svg.*?</svg>|<footer.*</footer>", "", gezien, flags=re.S)))


def test_agreements_are_reviewed_one_by_one_in_view(cast: Cast, bezig: Pulse) -> None:
    naar(bezig, "pulseafspraken")
    maatregel = Maatregel.objects.get(risico__bijeenkomst=bezig.van)
    assert maatregel.tekst in scherm(cast, bezig)
    data = {"actie": "stand", "maatregel": maatregel.pk, "status": "loopt"}
    geweigerd = regie(cast, bezig, **data, toelichting="Vorige week sprak Marieke erover")
    assert geweigerd.status_code == 422
    assert "Is ‘Marieke’ de naam van iemand?" in plat(geweigerd.content.decode())
    assert 'value="Vorige week sprak Marieke erover"' in geweigerd.content.decode()
    assert regie(cast, bezig, **data, toelichting="De opco vertelt het elke ochtend").status_code == 302
    assert "Loopt. De opco vertelt het elke ochtend" in scherm(cast, bezig)
    assert maatregel.voortgang.first().toelichting == "De opco vertelt het elke ochtend"


def test_an_agreement_of_another_team_cannot_be_touched_from_here(cast: Cast, bezig: Pulse) -> None:
    ander = zaal.plan(cast, begin=timezone.now())
    _, vreemd = zaal.zet_afspraak(ander)
    naar(bezig, "pulseafspraken")
    data = {"actie": "stand", "maatregel": vreemd.pk, "status": "klaar", "toelichting": "Het is klaar"}
    assert regie(cast, bezig, **data).status_code == 422
    vreemd.refresh_from_db()
    assert vreemd.status == "afgesproken"


def pulsepad(pulse: Pulse) -> str:
    return f"/risicoanalyse/bijeenkomst/{pulse.bijeenkomst_id}/toen-en-nu/"


def rond_af(pulse: Pulse) -> None:
    services.rond_af(bijeenkomst=pulse.bijeenkomst)
    pulse.bijeenkomst.refresh_from_db()


def test_ending_it_makes_it_discussed_when_the_analysis_was(cast: Cast, bezig: Pulse) -> None:
    markeer_besproken(bijeenkomst=bezig.van)
    bram = cast.client(cast.bram)
    assert bram.get(pulsepad(bezig)).status_code == 404
    rond_af(Pulse.objects.get(pk=bezig.pk))
    assert bram.get(pulsepad(bezig)).status_code == 200
    for naam in ("carla", "dirk", "guus", "hanna", "ilias", "jetske", "esra", "kees", "lotte"):
        assert cast.client(getattr(cast, naam)).get(pulsepad(bezig)).status_code == 404, naam


def test_of_an_analysis_that_was_not_discussed_the_pulse_waits_for_it(cast: Cast, bezig: Pulse) -> None:
    """It shows questions of then: what the chef may not read in the report, they do not read here either."""
    bram = cast.client(cast.bram)
    rond_af(bezig)
    assert bezig.bijeenkomst.nabesproken_op is None
    assert bram.get(pulsepad(bezig)).status_code == 404
    markeer_besproken(bijeenkomst=bezig.van)
    assert bram.get(pulsepad(bezig)).status_code == 200


def test_what_nobody_ended_was_not_discussed_until_somebody_ends_it(cast: Cast, bezig: Pulse) -> None:
    """The hourly clean-up says nothing about what was said in the room."""
    bram = cast.client(cast.bram)
    services.rond_af(bijeenkomst=bezig.bijeenkomst, vanzelf=True)
    bezig.bijeenkomst.refresh_from_db()
    assert (bezig.bijeenkomst.status, bezig.bijeenkomst.vanzelf_afgerond) == ("afgerond", True)
    for _ in range(2):
        assert bezig.bijeenkomst.nabesproken_op is None
        assert bram.get(pulsepad(bezig)).status_code == 404
        # Nor does it when the analysis is discussed after it.
        markeer_besproken(bijeenkomst=bezig.van)
        bezig.bijeenkomst.refresh_from_db()
    assert regie(cast, bezig, actie="afronden").status_code == 302
    bezig.bijeenkomst.refresh_from_db()
    assert (bezig.bijeenkomst.vanzelf_afgerond, bezig.bijeenkomst.nabesproken_op) == (False, timezone.localdate())
    assert bram.get(pulsepad(bezig)).status_code == 200


def test_what_nobody_ended_waits_for_that_also_before_the_analysis_was_discussed(cast: Cast, bezig: Pulse) -> None:
    """Discussed already when the clock ends it: still nobody was there."""
    markeer_besproken(bijeenkomst=bezig.van)
    services.rond_af(bijeenkomst=bezig.bijeenkomst, vanzelf=True)
    assert cast.client(cast.bram).get(pulsepad(bezig)).status_code == 404


# --- without a network -----------------------------------------------------------------------------------


@pytest.fixture
def komt(bezig: Pulse) -> Pulse:
    """The second pulse, on its day."""
    pulse = bezig.van.pulsen.select_related("bijeenkomst", "van").get(maand=6)
    Bijeenkomst.objects.filter(pk=pulse.bijeenkomst_id).update(begin=timezone.now() - timedelta(hours=2))
    pulse.bijeenkomst.refresh_from_db()
    return pulse


def lees_pdf(inhoud: bytes) -> list[str]:
    return [" ".join(blad.extract_text().split()) for blad in PdfReader(io.BytesIO(inhoud)).pages]


def test_on_paper_the_same_three_questions_on_one_side_and_nothing_to_write(cast: Cast, komt: Pulse) -> None:
    stukken = cast.client(cast.anouk).get(f"/bijeenkomsten/{komt.bijeenkomst_id}/").content.decode()
    for naam in ("formulier", "blad"):
        assert f"{pulsepad(komt)}{naam}.pdf" in stukken
        for wie, wat in ((cast.anouk, 200), (cast.bram, 404), (cast.lotte, 404)):
            assert cast.client(wie).get(f"{pulsepad(komt)}{naam}.pdf").status_code == wat
    bestand = papier.formulier_pdf(komt)
    [tekst] = lees_pdf(bestand.inhoud)
    vlak = tekst.replace("- ", "-")
    for _, item in vragen_van(komt):
        assert item.tekst in vlak
        assert all(vlak.count(antwoord.split()[0]) for antwoord in item.schaal)
    assert tekst.count("Weet ik niet") == 3
    for geheim in (str(cast.team), cast.anouk.naam, str(komt.bijeenkomst)):
        assert geheim not in tekst + bestand.naam
    # Every copy is the same: another pulse of the same analysis, printed by another begeleider.
    assert papier.formulier_pdf(komt.van.pulsen.get(maand=3)).inhoud == bestand.inhoud
    rond_af(komt)
    assert "formulier.pdf" not in cast.client(cast.anouk).get(f"/bijeenkomsten/{komt.bijeenkomst_id}/").content.decode()


def test_the_sheet_of_the_begeleider_says_it_all_on_two_sides(komt: Pulse) -> None:
    voor, achter = lees_pdf(papier.blad_pdf(komt).inhoud)
    for zin in ("De groep kiest iemand die ophaalt, schudt", "Minder dan vijf?", "Tel geen antwoorden in de zaal"):
        assert zin in voor
    assert "Iemand raakt overstuur of wordt heel stil." in achter
    assert "De opco vertelt bij de briefing hoe het afliep" in achter.replace("- ", "-")


def test_without_a_questionnaire_there_is_a_sheet_and_no_form(cast: Cast, komt: Pulse) -> None:
    Ronde.objects.filter(bijeenkomst=komt.van).delete()
    Pulse.objects.filter(pk=komt.pk).update(items=[])
    anouk = cast.client(cast.anouk)
    assert anouk.get(f"{pulsepad(komt)}formulier.pdf").status_code == 404
    assert anouk.get(f"{pulsepad(komt)}blad.pdf").status_code == 200
    stukken = anouk.get(f"/bijeenkomsten/{komt.bijeenkomst_id}/").content.decode()
    assert "blad.pdf" in stukken
    assert "formulier.pdf" not in stukken


def test_questions_that_were_counted_after_the_agreements_are_printed_too(komt: Pulse) -> None:
    eerst = papier.formulier_pdf(komt).inhoud
    Pulse.objects.filter(pk=komt.pk).update(items=[])
    komt.refresh_from_db()
    assert papier.formulier_pdf(komt).inhoud == eerst


def test_the_pile_becomes_toen_en_nu_and_keeps_every_rule(cast: Cast, komt: Pulse) -> None:
    """Whole rounds, from five forms on, shuffled or not the same, and then no phones any more."""
    stap, anouk = komt.bijeenkomst.stappen.get(soort="pulse"), cast.client(cast.anouk)
    pad = f"/bijeenkomsten/{komt.bijeenkomst_id}/papier/{stap.pk}/"
    soorten = [item.soort for _, item in vragen_van(komt)]
    rng = rondes.toeval(4)
    stapel = [list(form) for form in rondes.enveloppen(soorten, rondes.willekeurig(8, rng, soorten), rng)]

    def tel(formulieren: list[list[int]]) -> Any:
        [gezien] = re.findall(r'<script id="meegeven"[^>]*>(.*?)</script>', anouk.get(pad).content.decode())
        meegeven = json.loads(gezien)
        assert [vraag["tekst"] for vraag in meegeven["vragen"]] == [item.tekst for _, item in vragen_van(komt)]
        inhoud = json.dumps({"vragen": meegeven["merk"], "formulieren": formulieren})
        return anouk.post(pad, inhoud, content_type="application/json")

    assert "minstens vijf formulieren" in tel(stapel[:4]).json()["fout"]
    assert not komt.bijeenkomst.rondes.exists()
    uitslagen = []
    for volgorde in (stapel, stapel[::-1]):
        with transaction.atomic():
            assert tel(volgorde).status_code == 200
            uitslagen.append(komt.bijeenkomst.rondes.get().uitslag)
            transaction.set_rollback(True)
    assert uitslagen[0] == uitslagen[1]
    assert tel(stapel).status_code == 200
    assert komt.bijeenkomst.rondes.get().vorm == "banden"
    # Nothing but the bands is kept, and the comparison needs no more.
    beeld = beeld_van(komt)
    assert beeld is not None
    assert beeld.duiding in plat(anouk.get(pulsepad(komt)).content.decode())
    # Counted where it was typed: the day on which the room crossed is its day.
    komt.bijeenkomst.refresh_from_db()
    assert (komt.bijeenkomst.status, timezone.now() - komt.bijeenkomst.begin > timedelta(hours=1)) == ("bezig", True)
    # Never mixed: no phones after paper, and no second pile.
    zaal.neem_plaats(komt.bijeenkomst, 5)
    naar(komt, "pulse")
    assert "op papier geteld" in plat(regie(cast, komt, actie="ronde").content.decode())
    assert anouk.get(pad).status_code == 302


def test_between_the_open_door_and_the_count_the_page_lists_what_comes_back(cast: Cast, komt: Pulse) -> None:
    services.open_deur(bijeenkomst=komt.bijeenkomst)
    pagina = plat(cast.client(cast.anouk).get(pulsepad(komt)).content.decode())
    assert "Deze vragen komen terug" in pagina
    assert "geen ronde geteld" not in pagina


# --- what the clock ended --------------------------------------------------------------------------------


def wacht(wie: Any) -> list[Any]:
    return [
        punt
        for sectie in secties_voor(wie)
        if sectie.soort == "wacht"
        for punt in sectie.punten
        if "terugkijken" in punt.titel.lower()
    ]


def vergeet(pulse: Pulse, **ronde: Any) -> Pulse:
    """Two days later the hourly clean-up finds it begun; ``ronde`` is what became of its round, if there was one."""
    stuk = pulse.bijeenkomst
    services.open_deur(bijeenkomst=stuk)
    if ronde:
        velden: dict[str, Any] = {"soort": "pulse", "vorm": "banden", "vragen": [], "stoelen": 6, "volgnummer": 1}
        Ronde.objects.create(id="f" * 32, bijeenkomst=stuk, stap=stuk.stappen.get(soort="pulse"), **velden, **ronde)
    Bijeenkomst.objects.filter(pk=stuk.pk).update(begin=timezone.now() - timedelta(hours=50))
    services.ruim_op()
    return Pulse.objects.select_related("bijeenkomst", "van").get(pk=pulse.pk)


@pytest.mark.parametrize(
    ("ronde", "zin"),
    [
        ({}, "is het begonnen en niet afgerond, en er is niets geteld"),
        # Its box is gone, so the clock destroys it; and one that was counted with too few.
        ({"status": "open"}, "is niet geteld, en de enveloppen zijn ongelezen vernietigd"),
        ({"status": "te_weinig"}, "minder dan vijf enveloppen, en ze zijn ongelezen vernietigd"),
    ],
)
def test_home_tells_what_the_clock_ended_until_it_gets_another_day(
    cast: Cast, bezig: Pulse, ronde: dict[str, str], zin: str, settings: Any, tmp_path: Any
) -> None:
    settings.STEMBUS_DIR = tmp_path
    rond_af(bezig)
    tweede = bezig.van.pulsen.get(maand=6)
    assert wacht(cast.anouk) == []
    tweede = vergeet(tweede, **ronde)
    [punt] = wacht(cast.anouk)
    assert zin in punt.toelichting
    assert punt.toelichting.endswith(": houd het opnieuw, of laat het zo.")
    assert wacht(cast.bram) == wacht(cast.lotte) == []
    anouk = cast.client(cast.anouk)
    pagina = anouk.get(punt.url).content.decode()
    assert zin in plat(pagina)
    [verzet] = re.findall(r"/bijeenkomsten/\d+/verzet/", pagina)
    begin = timezone.localtime() + timedelta(days=9)
    data = {"begin": begin.strftime("%Y-%m-%dT%H:%M"), "plaats": "Zaal 2"}
    assert anouk.post(verzet, data).status_code == 302
    tweede.bijeenkomst.refresh_from_db()
    assert (tweede.bijeenkomst.status, tweede.bijeenkomst.vanzelf_afgerond) == ("gepland", False)
    assert not tweede.bijeenkomst.rondes.exists()
    # Now it is one that comes, and it can be held like any other.
    assert [punt.titel for punt in wacht(cast.anouk)] == ["Bereid het terugkijken met Basisteam Vlietzoom voor"]
    zaal.neem_plaats(tweede.bijeenkomst, 5)
    soorten = [item.soort for _, item in vragen_van(tweede)]
    rng = rondes.toeval(2)
    vers = tweede.bijeenkomst.stappen.get(soort="pulse")
    assert zaal.vul_in(vers, rondes.enveloppen(soorten, rondes.willekeurig(5, rng, soorten), rng)).status == "geteld"


def test_or_until_somebody_leaves_it(cast: Cast, bezig: Pulse, settings: Any, tmp_path: Any) -> None:
    settings.STEMBUS_DIR = tmp_path
    rond_af(bezig)
    markeer_besproken(bijeenkomst=bezig.van)
    tweede = vergeet(bezig.van.pulsen.get(maand=6))
    pad = f"{pulsepad(tweede)}afronden/"
    assert cast.client(cast.bram).post(pad).status_code == 404
    assert cast.client(cast.lotte).post(pad).status_code == 404
    assert wacht(cast.anouk)
    antwoord = cast.client(cast.anouk).post(pad, follow=True)
    assert wacht(cast.anouk) == []
    assert "Er is deze keer geen ronde geteld." in plat(antwoord.content.decode())
    assert "houd het opnieuw" not in antwoord.content.decode()
    assert cast.client(cast.bram).get(pulsepad(tweede)).status_code == 200
    # It was left: another day is no longer asked for, or given.
    begin = (timezone.localtime() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    verzet = f"/bijeenkomsten/{tweede.bijeenkomst_id}/verzet/"
    assert cast.client(cast.anouk).post(verzet, {"begin": begin, "plaats": ""}).status_code == 422


def test_what_was_counted_and_not_ended_is_ended_and_never_held_again(cast: Cast, bezig: Pulse) -> None:
    markeer_besproken(bijeenkomst=bezig.van)
    services.rond_af(bijeenkomst=bezig.bijeenkomst, vanzelf=True)
    [punt] = wacht(cast.anouk)
    assert punt.titel == "Rond het terugkijken met Basisteam Vlietzoom af"
    assert "rond af zodra het team Toen en nu heeft gezien" in punt.toelichting
    anouk = cast.client(cast.anouk)
    assert "/verzet/" not in anouk.get(punt.url).content.decode()
    begin = (timezone.localtime() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    assert anouk.post(f"/bijeenkomsten/{bezig.bijeenkomst_id}/verzet/", {"begin": begin}).status_code == 422
    assert cast.client(cast.bram).get(pulsepad(bezig)).status_code == 404
    assert anouk.post(f"{pulsepad(bezig)}afronden/").status_code == 302
    assert wacht(cast.anouk) == []
    assert cast.client(cast.bram).get(pulsepad(bezig)).status_code == 200
    # An analysis that nobody ended keeps its day: what hangs on it counts from there.
    Bijeenkomst.objects.filter(pk=bezig.van_id).update(vanzelf_afgerond=True)
    Ronde.objects.filter(bijeenkomst=bezig.van).delete()
    assert anouk.post(f"/bijeenkomsten/{bezig.van_id}/verzet/", {"begin": begin}).status_code == 422


def alle_vormen(cast: Cast, analyse: Bijeenkomst) -> dict[str, str]:
    pagina = cast.client(cast.anouk).get(f"/risicoanalyse/bijeenkomst/{analyse.pk}/").content.decode()
    boek = load_workbook(io.BytesIO(exports.rapport_xlsx(analyse).inhoud))
    dias = Presentation(io.BytesIO(exports.rapport_pptx(analyse).inhoud)).slides
    woorden = [
        vorm.text_frame.text if vorm.has_text_frame else " ".join(c.text for r in vorm.table.rows for c in r.cells)
        for dia in dias
        for vorm in dia.shapes
        if vorm.has_text_frame or vorm.has_table
    ]
    woorden += [dia.notes_slide.notes_text_frame.text for dia in dias if dia.has_notes_slide]
    papier = PdfReader(io.BytesIO(exports.rapport_pdf(analyse).inhoud))
    return {
        "pagina": plat(pagina),
        "pdf": " ".join(" ".join(blad.extract_text() for blad in papier.pages).split()),
        "pptx": " ".join(" ".join(woorden).split()),
        "xlsx": " ".join(str(c) for blad in boek for rij in blad.iter_rows(values_only=True) for c in rij if c),
    }


def test_the_report_looks_back_in_every_form_once_it_was_held(cast: Cast, bezig: Pulse) -> None:
    beeld = beeld_van(bezig)
    assert beeld is not None
    assert not [vorm for vorm, tekst in alle_vormen(cast, bezig.van).items() if "Teruggekeken" in tekst]
    rond_af(bezig)
    for vorm, tekst in alle_vormen(cast, bezig.van).items():
        for zin in (beeld.duiding, beeld.bedenk, "De opco vertelt bij de briefing hoe het afliep"):
            assert zin in tekst, (vorm, zin)
        for vraag in beeld.vragen:
            assert vraag.tekst in tekst, vorm
            assert (vraag.woord if vorm == "xlsx" else vraag.zin) in tekst, vorm


def test_who_leads_the_analysis_and_not_the_pulse_reads_nothing_of_it(cast: Cast, bezig: Pulse) -> None:
    beeld = beeld_van(bezig)
    assert beeld is not None
    rond_af(bezig)
    bezig.van.begeleiders.add(cast.lotte)
    verslag = f"/risicoanalyse/bijeenkomst/{bezig.van_id}/"
    lotte, anouk = cast.client(cast.lotte), cast.client(cast.anouk)
    assert beeld.duiding in plat(anouk.get(verslag).content.decode())
    assert beeld.duiding not in plat(lotte.get(verslag).content.decode())
    boeken = [load_workbook(io.BytesIO(wie.get(f"{verslag}verslag.xlsx").content)) for wie in (anouk, lotte)]
    assert len(boeken[0].sheetnames) == len(boeken[1].sheetnames) + 1
    assert exports.rapport_pdf(bezig.van, cast.lotte).inhoud != exports.rapport_pdf(bezig.van, cast.anouk).inhoud
    assert exports.rapport_pptx(bezig.van, cast.lotte).inhoud != exports.rapport_pptx(bezig.van, cast.anouk).inhoud


def test_agreements_lead_to_toen_en_nu_once_it_was_held(cast: Cast, bezig: Pulse) -> None:
    maatregel = Maatregel.objects.get(risico__bijeenkomst=bezig.van)
    adressen = ("/risicoanalyse/afspraken/", f"/risicoanalyse/afspraken/{maatregel.pk}/")
    link = f'<a href="{pulsepad(bezig)}">Toen en nu, na 3 maanden</a>'

    def waar(wie: Any) -> list[int]:
        return [cast.client(wie).get(adres).content.decode().count(link) for adres in adressen]

    assert waar(cast.anouk) == [0, 0]
    rond_af(bezig)
    assert waar(cast.anouk) == [1, 1]
    # Who leads the analysis and not the pulse, and the chef before it was discussed, would find a closed door.
    bezig.van.begeleiders.add(cast.lotte)
    assert waar(cast.lotte) == [0, 0]
    Bijeenkomst.objects.filter(pk=bezig.van_id).update(nabesproken_op=timezone.localdate())
    assert waar(cast.bram) == [0, 0]
    Bijeenkomst.objects.filter(pk=bezig.bijeenkomst_id).update(nabesproken_op=timezone.localdate())
    assert waar(cast.bram) == [1, 1]


def test_too_few_envelopes_are_said_and_the_agreements_stay(cast: Cast, bezig: Pulse) -> None:
    Ronde.objects.filter(bijeenkomst=bezig.bijeenkomst).update(status="te_weinig", uitslag=None)
    naar(bezig, "pulsebeeld")
    zin = "Er kwamen minder dan vijf enveloppen binnen. Ze zijn ongelezen vernietigd."
    assert zin in scherm(cast, bezig)
    rond_af(bezig)
    for vorm, tekst in alle_vormen(cast, bezig.van).items():
        assert zin in tekst, vorm
        assert "De opco vertelt bij de briefing hoe het afliep" in tekst
    pagina = cast.client(cast.anouk).get(pulsepad(bezig)).content.decode()
    assert zin in plat(pagina)


def test_before_it_is_held_the_page_lists_what_comes_back(cast: Cast, bezig: Pulse) -> None:
    tweede = plan_pulsen(bijeenkomst=bezig.van) or list(bezig.van.pulsen.filter(maand=6))
    pagina = plat(cast.client(cast.anouk).get(pulsepad(tweede[0])).content.decode())
    assert "Deze vragen komen terug" in pagina
    assert all(item.tekst in pagina for _, item in vragen_van(tweede[0]))
    # Chosen from the same published form, so the same ones.
    assert tweede[0].items == bezig.items


def test_when_the_analysis_is_deleted_the_meeting_stays_and_says_so(cast: Cast, bezig: Pulse) -> None:
    naar(bezig, "pulsebeeld")
    bezig.van.delete()
    assert "De risicoanalyse van toen is gewist." in scherm(cast, bezig)
    anouk = cast.client(cast.anouk)
    assert anouk.get(pulsepad(bezig)).status_code == 404
    assert anouk.get(f"/bijeenkomsten/{bezig.bijeenkomst_id}/").status_code == 200
    for soort in ("pulse", "pulseafspraken"):
        naar(bezig, soort)
        assert anouk.get(f"/bijeenkomsten/{bezig.bijeenkomst_id}/regie/").status_code == 200


# --- equal bands, equal bytes ----------------------------------------------------------------------------


@pytest.mark.parametrize(("zaad", "toen_met", "nu_met"), [(3, 8, 6), (5, 24, 9)])
def test_other_counts_with_equal_bands_give_the_same_bytes_in_every_form(
    cast: Cast, bezig: Pulse, zaad: int, toen_met: int, nu_met: int
) -> None:
    """Both forms at once: nothing of a pulse may know what lies behind them."""
    rng = rondes.toeval(zaad)
    soorten = [item.soort for _, item in vragen_van(bezig)]
    toen, nu = rondes.willekeurig(toen_met, rng), rondes.willekeurig(nu_met, rng, soorten)
    naar(bezig, "pulsebeeld")
    services.zet(bijeenkomst=bezig.bijeenkomst, uitslag_op_scherm=True)
    anouk = cast.client(cast.anouk)

    def publiceer(voor: list[rondes.Telling], na: list[rondes.Telling]) -> None:
        voor_, na_ = rondes.ronde(voor, rng), rondes.ronde(na, rng, soorten)
        Ronde.objects.filter(bijeenkomst=bezig.van, soort="vragenlijst").update(uitslag=asdict(voor_))
        Ronde.objects.filter(bijeenkomst=bezig.bijeenkomst, soort="pulse").update(uitslag=asdict(na_))

    def alles() -> list[bytes]:
        paden = [pulsepad(bezig), f"/risicoanalyse/bijeenkomst/{bezig.van_id}/"]
        paden += [f"/bijeenkomsten/{bezig.bijeenkomst_id}/{wat}/" for wat in ("scherm", "regie")]
        html = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", anouk.get(pad).content.decode()) for pad in paden]
        vormen = (exports.rapport_pdf, exports.rapport_pptx, exports.rapport_xlsx)
        return [*(pagina.encode() for pagina in html), *(vorm(bezig.van).inhoud for vorm in vormen)]

    # Ended, so that the report shows it; the screen of an ended meeting still shows its step.
    Bijeenkomst.objects.filter(pk=bezig.bijeenkomst_id).update(status=Bijeenkomst.Status.AFGEROND)
    publiceer(toen, nu)
    eerst = alles()
    publiceer(rondes.anders(toen, rng), rondes.anders(nu, rng))
    assert alles() == eerst
    if zaad == 3:  # the control: another published form does show
        publiceer(toen, rondes.willekeurig(nu_met, rng, soorten))
        assert all(na != voor for na, voor in zip(alles(), eerst, strict=True))


def test_the_choice_is_a_function_of_the_published_form(bezig: Pulse) -> None:
    uitslag = services.uitslag_van(bezig.van.rondes.get(soort="vragenlijst"))
    assert uitslag is not None
    assert bezig.items == kies(scoring.score(rondes.VRAGENLIJST, rondes.PROCESSEN, uitslag))


def test_the_day_it_was_held_decides_which_lines_belong_to_it(cast: Cast, bezig: Pulse) -> None:
    maatregel = Maatregel.objects.get(risico__bijeenkomst=bezig.van)
    Voortgang.objects.filter(maatregel=maatregel).update(dag=date(2026, 1, 1))
    Voortgang.objects.create(maatregel=maatregel, status="klaar", toelichting="Later pas", dag=date(2026, 9, 1))
    [toen] = standen(bezig, date(2026, 6, 1))
    [nu] = standen(bezig)
    assert (toen.status, nu.zin) == ("Afgesproken", "Klaar. Later pas")
    # The compass beside the word says the same.
    assert (toen.kwarten, nu.kwarten) == (1, 4)


def test_what_is_said_in_a_pulse_that_began_a_day_late_belongs_to_it(cast: Cast, bezig: Pulse) -> None:
    begin = timezone.now() - timedelta(hours=20)
    Bijeenkomst.objects.filter(pk=bezig.bijeenkomst_id).update(begin=begin)
    bezig.bijeenkomst.refresh_from_db()
    maatregel = Maatregel.objects.get(risico__bijeenkomst=bezig.van)
    morgen = timezone.localdate(begin) + timedelta(days=1)
    Voortgang.objects.create(maatregel=maatregel, status="loopt", toelichting="We doen het nu elke dienst.", dag=morgen)
    [stand] = terugblik(bezig).afspraken
    assert stand.zin == "Loopt. We doen het nu elke dienst."
    later = morgen + timedelta(days=1)
    Voortgang.objects.create(maatregel=maatregel, status="klaar", dag=later)
    assert terugblik(bezig).afspraken == (stand,)
