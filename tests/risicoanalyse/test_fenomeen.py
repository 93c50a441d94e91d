"""A phenomenon over teams: which analyses count, what is frozen of them, who sees it, and what is written about it."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, timedelta
from html import unescape
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from pptx import Presentation
from pypdf import PdfReader

from risicoanalyse import mechanisme
from risicoanalyse.fenomeen import exports
from risicoanalyse.fenomeen.bevriezen import bevries, wachtend
from risicoanalyse.fenomeen.rapport import Fenomeenrapport, Kant, Regel, conclusie, rapport_van
from risicoanalyse.ijking.regels import Deel
from risicoanalyse.laden import laad
from risicoanalyse.models import Beeld, Fenomeenbevinding, Fenomeenmaatregel, Meegeteld, Telbeurt, Vragenlijst
from risicoanalyse.overzicht.kern import MINSTE_TEAMS, grenzen
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.overzicht.vriezen import laatst_geteld, vries_kwartaal
from risicoanalyse.overzicht.vriezen import vries as vries_alles
from tests.e2e.jaar import Klok
from tests.exports.test_pdf import VOET, plekken
from tests.risicoanalyse import rondes, teams
from vik_portal.meedoen.banden import trap
from vik_portal.meedoen.models import Bijeenkomst

pytestmark = pytest.mark.django_db
SLUG = "diepgaand-ondermijning"
K1 = Kwartaal(2026, 1)
DAG = datetime(2026, 2, 3, 14, tzinfo=ZoneInfo("Europe/Amsterdam"))
#: Per question of a round: laag, midden, hoog, weet niet.
HOOG, LAAG = (0, 0, 12, 0), (12, 0, 0, 0)
VRAGEN = 44


def houd(cast: Any, aantal: int, dag: datetime = DAG, naam: str = "Team", **velden: Any) -> list[Bijeenkomst]:
    laad()
    rij = teams.maak_teams(cast.district, aantal, naam)
    return [
        teams.houd(team, cast.anouk, dag, **{"zaad": nummer + 1, "slug": SLUG} | velden)
        for nummer, team in enumerate(rij)
    ]


def vries(kwartaal: Kwartaal = K1) -> Beeld | None:
    return next(iter(bevries(kwartaal=kwartaal, laatst=laatst_geteld(kwartaal))), None)


def pad(naam: str, *args: Any) -> str:
    return reverse(f"risicoanalyse:{naam}", args=args)


# --- which analyses count ------------------------------------------------------------------------


def test_five_teams_make_a_picture_four_do_not(cast: Any) -> None:
    gehouden = houd(cast, MINSTE_TEAMS - 1)
    assert vries() is None
    assert wachtend(SLUG, K1, {}) is None
    assert not Meegeteld.objects.exists()
    houd(cast, 1, naam="Nog een")
    assert wachtend(SLUG, K1, {}) == MINSTE_TEAMS
    beeld = vries()
    assert beeld is not None
    assert beeld.inhoud["teams"] == MINSTE_TEAMS
    assert set(beeld.meegeteld.values_list("bijeenkomst", flat=True)) > {b.pk for b in gehouden}
    assert wachtend(SLUG, K1, laatst_geteld(K1)) is None


@pytest.mark.parametrize(
    "anders", [{"oefening": True}, {"status": "bezig"}, {"slug": "beknopt"}, {"dag": DAG + timedelta(days=90)}]
)
def test_a_practice_one_that_runs_a_short_one_and_a_later_one_do_not_count(cast: Any, anders: dict[str, Any]) -> None:
    houd(cast, MINSTE_TEAMS - 1)
    houd(cast, 3, naam="Anders", **anders)
    assert vries() is None


def test_the_same_team_twice_is_one_team(cast: Any) -> None:
    gehouden = houd(cast, MINSTE_TEAMS - 1)
    teams.houd(gehouden[0].team, cast.anouk, DAG + timedelta(days=9), zaad=50, slug=SLUG)
    assert vries() is None
    houd(cast, 1, naam="Vijfde")
    beeld = vries()
    assert beeld is not None
    assert beeld.inhoud["teams"] == MINSTE_TEAMS
    overgeslagen = Meegeteld.objects.get(beeld__isnull=True)
    assert overgeslagen.bijeenkomst == gehouden[0]


def test_it_is_frozen_once_and_never_counts_anywhere_else(cast: Any) -> None:
    """The night job makes it before the kwartaalbeeld; a team with both kinds in one quarter counts in one picture."""
    gehouden = houd(cast, 6)
    for nummer, stuk in enumerate(gehouden):
        teams.houd(stuk.team, cast.anouk, DAG + timedelta(days=1), zaad=80 + nummer)
    assert vries_kwartaal(K1)
    beeld = Beeld.objects.get(soort=Beeld.Soort.FENOMEEN)
    assert not Beeld.objects.filter(soort=Beeld.Soort.KWARTAAL).exists()
    voor = (beeld.inhoud, list(Meegeteld.objects.values_list("bijeenkomst", "beeld")))
    assert not vries_kwartaal(K1)
    assert vries() is None
    assert (len(voor[1]), Telbeurt.objects.count()) == (6, 6)
    assert list(Meegeteld.objects.values_list("bijeenkomst", "beeld")) == voor[1]
    Bijeenkomst.objects.all().delete()
    beeld.refresh_from_db()
    assert beeld.inhoud == voor[0]
    # What counted goes with its meeting; that these teams counted stays.
    assert (Meegeteld.objects.count(), Telbeurt.objects.count()) == (0, 6)


def test_a_team_that_counted_rests_a_year(cast: Any) -> None:
    gehouden = houd(cast, 5)
    assert vries()
    for nummer, stuk in enumerate(gehouden):
        teams.houd(stuk.team, cast.anouk, DAG + timedelta(days=100), zaad=60 + nummer, slug=SLUG)
    assert [bool(vries(K1.verder(n))) for n in (1, 2, 3, 4)] == [False, False, False, True]


# --- what is frozen ------------------------------------------------------------------------------


def test_only_bands_by_side_of_the_mechanism_are_kept(cast: Any) -> None:
    houd(cast, 6)
    beeld = vries()
    assert beeld is not None
    soorten = [deel["soort"] for deel in beeld.inhoud["onderwerpen"]]
    assert {soort: soorten.count(soort) for soort in soorten} == {"gelegenheid": 12, "druk": 12, "beheersing": 20}
    for deel in beeld.inhoud["onderwerpen"]:
        assert set(deel) == {"soort", "sleutel", "naam", "teams", "cellen"}
        assert all(tuple(cel) in grenzen(6) for cel in deel["cellen"].values())
    sleutels = [(deel["soort"], deel["sleutel"]) for deel in beeld.inhoud["onderwerpen"]]
    assert sleutels == sorted(sleutels)


def test_other_answers_with_equal_bands_give_the_same_picture_and_files_to_the_byte(cast: Any) -> None:
    """One team more or less at the ends never shows: not in the picture, the page, the PDF or the slides."""
    assert trap(12) == "midden"
    beelden = []
    for welke, hoog in (("een", 0), ("twee", 2)):
        Beeld.objects.all().delete()
        Bijeenkomst.objects.all().delete()
        for nummer in range(12):
            houd(cast, 1, naam=f"{welke} {nummer}", zaad=nummer, tellingen=[HOOG if nummer < hoog else LAAG] * VRAGEN)
        beeld = vries()
        assert beeld is not None
        rapport = rapport_van(beeld)
        pagina = cast.client(cast.ilias).get(pad("fenomeen_rapport", SLUG, K1.sleutel)).content.decode()
        pagina = pagina.split("<main")[1].split("</main")[0]
        zonder = [regel for regel in pagina.split("<") if "csrfmiddlewaretoken" not in regel]
        bestanden = (exports.rapport_pdf(rapport).inhoud, exports.rapport_pptx(rapport).inhoud)
        beelden.append((beeld.inhoud, zonder, *bestanden))
    assert beelden[0] == beelden[1]


def test_the_sides_say_what_stands_out_and_claim_no_more(cast: Any) -> None:
    for nummer in range(9):
        houd(cast, 1, naam=str(nummer), zaad=nummer, tellingen=[HOOG] * VRAGEN)
    beeld = vries()
    assert beeld is not None
    rapport = rapport_van(beeld)
    assert [kant.sleutel for kant in rapport.kanten] == list(mechanisme.KANTEN)
    gelegenheid, druk, beheersing = rapport.kanten
    assert gelegenheid.conclusie == "Bij twaalf vragen staat zeker 77 procent van de teams op hoog."
    assert len(druk.opvallend) == 12
    # Of the reversed questions "eens" is little grip.
    assert {regel.deel for regel in beheersing.opvallend} == {Deel(7, 9, 9)}
    assert len(beheersing.opvallend) == sum("omgekeerd: true" in r for r in _bestand().splitlines())
    assert "De andere" in beheersing.rest


def _regel(van: int, hoog: tuple[int, int]) -> Regel:
    niets = Deel(0, 2 if van > 8 else 3, van)
    return Regel("Vraag.", "hoog", {"hoog": Deel(*hoog, van), "verdeeld": niets, "blinde vlek": niets})


def _rest(*vragen: Regel) -> str:
    return Kant("druk", "Druk", "", "", vragen, ()).rest


def test_what_does_not_stand_out_is_told_in_good_dutch_and_out_of_its_own_teams() -> None:
    staan = "hoog, verdeeld en blinde vlek staan elk bij hooguit"
    stil, luid = _regel(12, (0, 2)), _regel(12, (10, 12))
    assert _rest(stil, luid) == f"De andere vraag valt niet op: {staan} 2 van de 12 teams."
    assert _rest(stil, stil, luid) == f"De andere 2 vragen vallen niet op: {staan} 2 van de 12 teams."
    # A question that six teams were asked says nothing of one that twelve were asked.
    assert _rest(stil, _regel(6, (0, 3))) == (
        f"Geen vraag valt op: {staan} 2 van de 12 teams. Bij vragen die minder teams kregen, is dat hooguit 3 van de 6 "
        "teams."
    )
    assert _rest(luid) == ""
    assert _rest(Regel("Vraag.", "hoog", {})) == "Geen vraag valt op."


def _bestand() -> str:
    return (rondes.INHOUD / f"{SLUG}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("minst", "zin"),
    [
        ([], "Deze teams kregen hierover niet genoeg dezelfde vragen om er iets over te zeggen."),
        ([0, 0], "Geen enkele vraag staat bij zoveel teams op hoog dat we het kunnen zeggen."),
        ([3, 0], "Het vaakst hoog: “Vraag 0.” Bij minstens 3 van de 5 teams."),
        ([3, 3, 0], "Het vaakst hoog: “Vraag 0.” en “Vraag 1.” Bij minstens 3 van de 5 teams."),
        ([3, 3, 3, 3], "Bij vier vragen staat zeker 60 procent van de teams op hoog."),
    ],
)
def test_a_sentence_stands_there_only_when_the_numbers_carry_it(minst: list[int], zin: str) -> None:
    leeg = Deel(0, 2, 5)
    delen = [Deel(3, 5, 5) if laag else leeg for laag in minst]
    vragen = [Regel(f"Vraag {i}.", "hoog", {"hoog": deel}) for i, deel in enumerate(delen)]
    assert conclusie(vragen) == zin


def test_a_question_that_few_were_asked_is_not_told(cast: Any) -> None:
    """Two of seven teams had other words: neither question is told, for five beside seven are two teams apart."""
    gehouden = houd(cast, 7, tellingen=[HOOG] * VRAGEN)
    anders = "In mijn team bespreken we vaak waar de grens ligt."
    stap = gehouden[0].stappen.get(soort="vragenlijst")
    toen = stap.inhoud["vast"]["vragenlijst"]["c"][0]["tekst"]
    for stuk in gehouden[:2]:
        stap = stuk.stappen.get(soort="vragenlijst")
        stap.inhoud["vast"]["vragenlijst"]["c"][0]["tekst"] = anders
        stap.save(update_fields=["inhoud"])
    beeld = vries()
    assert beeld is not None
    verteld = {deel["naam"] for deel in beeld.inhoud["onderwerpen"]}
    assert len(verteld) == VRAGEN - 1
    assert not {toen, anders} & verteld
    pagina = cast.client(cast.ilias).get(pad("fenomeen_rapport", SLUG, K1.sleutel)).content.decode()
    assert toen not in pagina
    assert anders not in pagina
    assert all(naam in unescape(pagina) for naam in verteld)


# --- who, and what too little looks like -----------------------------------------------------------


def test_too_few_looks_like_none_to_the_byte(cast: Any) -> None:
    laad()
    client = cast.client(cast.ilias)
    adressen = [pad("fenomenen"), pad("fenomeen", SLUG), pad("ijking_van", SLUG), pad("ijking")]

    def alle() -> list[list[str]]:
        # The token against forged posts differs every time, also without a change.
        return [
            [deel for deel in client.get(adres).content.decode().split("<") if "csrfmiddlewaretoken" not in deel]
            for adres in adressen
        ]

    leeg = alle()
    houd(cast, MINSTE_TEAMS - 1, dag=timezone.now())
    assert vries(Kwartaal.van(timezone.localdate())) is None
    assert alle() == leeg
    assert client.get(pad("fenomeen_rapport", SLUG, Kwartaal.van(timezone.localdate()).sleutel)).status_code == 404
    houd(cast, 1, dag=timezone.now(), naam="Vijfde")
    assert alle() != leeg
    assert "5 teams deden een diepgaande analyse" in client.get(pad("fenomeen", SLUG)).content.decode()


@pytest.mark.parametrize(
    ("nu", "zin"),
    [
        # The first quarter of 2027 is over for two days, and frozen on the eighth.
        (date(2027, 4, 3), "Op 8 april 2027 maken we daar één beeld van."),
        (date(2027, 4, 8), "De komende nacht maken we daar één beeld van."),
        (date(2027, 3, 20), "Op 8 april 2027 maken we daar één beeld van."),
    ],
)
def test_the_page_says_on_which_day_what_waits_becomes_a_picture(
    cast: Any, monkeypatch: pytest.MonkeyPatch, nu: date, zin: str
) -> None:
    klok = Klok(datetime(2027, 2, 1, 9, tzinfo=DAG.tzinfo))
    monkeypatch.setattr(timezone, "now", lambda: klok.nu)
    houd(cast, MINSTE_TEAMS, dag=datetime(2027, 2, 2, 14, tzinfo=DAG.tzinfo))
    vries_kwartaal(Kwartaal(2026, 4))
    klok.naar(nu, 1)
    adres = pad("fenomeen", SLUG)
    assert zin in cast.client(cast.ilias).get(adres).text
    # And so it happens: not a night earlier.
    klok.naar(date(2027, 4, 8) if nu < date(2027, 4, 8) else nu, 2, 27)
    assert vries_alles(vandaag=date(2027, 4, 7)) == []
    assert vries_alles(vandaag=timezone.localdate()) == [Kwartaal(2027, 1)]
    assert Beeld.objects.get(soort=Beeld.Soort.FENOMEEN).inhoud["teams"] == MINSTE_TEAMS
    assert "Er wachten nog niet genoeg teams" in cast.client(cast.ilias).get(adres).text


def test_only_landelijk_sees_it(cast: Any) -> None:
    houd(cast, 5)
    assert vries()
    args = (SLUG, K1.sleutel)
    for naam in ("anouk", "bram", "guus", "hanna", "esra", "jetske", "kees"):
        client = cast.client(getattr(cast, naam))
        for adres in (pad("fenomenen"), pad("fenomeen", SLUG), pad("fenomeen_rapport", *args), pad("ijking")):
            assert client.get(adres).status_code == 403, (naam, adres)
        assert client.get(pad("fenomeen_als", *args, "pdf")).status_code == 403
        assert client.post(pad("fenomeen_rapport", *args), {"soort": "bevinding"}).status_code == 403
    ilias = cast.client(cast.ilias)
    assert ilias.get(pad("fenomeen_rapport", *args)).status_code == 200
    for fout in ("2026-k9", "2025-k1", "x"):
        assert ilias.get(pad("fenomeen_rapport", SLUG, fout)).status_code == 404
    assert ilias.get(pad("fenomeen_rapport", "beknopt", K1.sleutel)).status_code == 404
    assert ilias.get(pad("fenomeen_als", *args, "docx")).status_code == 404


# --- what is written about it ----------------------------------------------------------------------

BEVINDING = {"soort": "bevinding", "kant": "druk", "tekst": "Bekenden vragen of iemand iets wil nakijken."}
MAATREGEL = {"soort": "maatregel", "niveau": "eenheid", "tekst": "Oude toegang gaat dicht", "rol": "Informatiebeheer"}


@pytest.fixture
def geschreven(cast: Any) -> tuple[Any, str, Beeld]:
    houd(cast, 5)
    beeld = vries()
    assert beeld is not None
    client, adres = cast.client(cast.ilias), pad("fenomeen_rapport", SLUG, K1.sleutel)
    for invoer in (BEVINDING, MAATREGEL):
        assert client.post(adres, invoer).status_code == 302
    return client, adres, beeld


def test_findings_and_measures_stand_on_page_paper_and_slides(geschreven: tuple[Any, str, Beeld]) -> None:
    client, adres, beeld = geschreven
    rapport = rapport_van(beeld)
    pagina = client.get(adres).content.decode()
    papier = PdfReader(io.BytesIO(client.get(f"{adres}verslag.pdf").content))
    pdf = " ".join(" ".join(blad.extract_text() for blad in papier.pages).split())
    dias = Presentation(io.BytesIO(exports.rapport_pptx(rapport).inhoud)).slides
    slides = " ".join(vorm.text_frame.text for dia in dias for vorm in dia.shapes if vorm.has_text_frame)
    for tekst in (BEVINDING["tekst"], MAATREGEL["tekst"], MAATREGEL["rol"]):
        assert tekst in pagina
        assert tekst in pdf
        assert tekst in slides
    assert papier.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert papier.metadata is not None
    assert papier.metadata.title == "Ondermijning"


@pytest.mark.parametrize("aantal", [12, 20])
def test_many_questions_that_stand_out_follow_their_heading_over_pages(cast: Any, aantal: int) -> None:
    """In the pdf: as many questions on one side as the instrument has, none off the page or over another."""
    delen = {waarde: Deel(7, 12, 12) for waarde in ("laag", "midden", "hoog", "verdeeld", "blind")}
    tekst = "Weet het team hoe je een vraag stelt over nevenwerk, en doet het dat?"
    vragen = tuple(Regel(f"Vraag{nummer} {tekst}", "laag", delen) for nummer in range(aantal))
    kant = Kant("beheersing", "Beheersing", "Wat het team in de hand heeft.", conclusie(vragen), vragen, ())
    inhoud = exports.rapport_pdf(Fenomeenrapport("Beeld", "ondermijning", K1, 12, (kant,), ())).inhoud
    assert plekken(inhoud, "Beheersing")[0][0] == plekken(inhoud, "Vraag0")[0][0] == 0
    # Once with fields, once in the table of all questions.
    plaatsen = [plekken(inhoud, f"Vraag{nummer}") for nummer in range(aantal)]
    for rij in zip(*plaatsen, strict=True):
        assert all(onder > VOET for _, onder, _ in rij)
        assert all(a[0] < b[0] or a[1] > b[2] for a, b in pairwise(rij))


def test_a_new_version_of_the_instrument_changes_no_report(cast: Any) -> None:
    houd(cast, 6)
    vries()
    client, adres = cast.client(cast.ilias), pad("fenomeen_rapport", SLUG, K1.sleutel)
    adressen = [adres, *(pad("fenomeen_als", SLUG, K1.sleutel, vorm) for vorm in ("pdf", "pptx"))]

    def alles() -> list[bytes]:
        # The token of a form is another one every time.
        return [re.sub(rb'(csrfmiddlewaretoken" value=")[^"]+', rb"\1", client.get(url).content) for url in adressen]

    eerst = alles()
    oud = Vragenlijst.actuele(SLUG)
    assert oud is not None
    oud.actueel = False
    oud.save()
    # Of an instrument that is not in use any more the report stays, and so does the way to it.
    assert alles() == eerst
    assert client.get(pad("fenomeen", SLUG)).status_code == 200
    inhoud = oud.inhoud | {"titel": "Iets heel anders", "fenomeen": "iets anders", "c": list(reversed(oud.inhoud["c"]))}
    Vragenlijst.objects.create(slug=SLUG, versie=oud.versie + 1, inhoud=inhoud)
    assert alles() == eerst
    assert "Iets heel anders" in client.get(pad("fenomenen")).text


@pytest.mark.parametrize("invoer", [BEVINDING, MAATREGEL])
def test_what_looks_like_a_name_is_asked_about_and_nothing_typed_is_lost(
    geschreven: tuple[Any, str, Beeld], invoer: dict[str, str]
) -> None:
    client, adres, _ = geschreven
    met_naam = invoer | {"tekst": "We spraken hierover met Pieter Jansen van de balie"}
    antwoord = client.post(adres, met_naam)
    assert antwoord.status_code == 422
    assert "de naam van iemand" in antwoord.content.decode()
    assert met_naam["tekst"] in antwoord.content.decode()
    assert client.post(adres, met_naam | {"geen_naam": "1"}).status_code == 302


@pytest.mark.parametrize(
    "fout",
    [
        BEVINDING | {"kant": "anders"},
        BEVINDING | {"tekst": ""},
        BEVINDING | {"tekst": "x" * 301},
        MAATREGEL | {"niveau": "korps"},
        MAATREGEL | {"rol": ""},
        MAATREGEL | {"datum": date(2020, 1, 1).isoformat()},
        {"soort": "iets"},
        {},
    ],
)
def test_what_is_not_complete_is_refused(geschreven: tuple[Any, str, Beeld], fout: dict[str, str]) -> None:
    client, adres, _ = geschreven
    assert client.post(adres, fout).status_code in (200, 422)
    assert (Fenomeenbevinding.objects.count(), Fenomeenmaatregel.objects.count()) == (1, 1)


def test_taking_away_touches_only_this_report(geschreven: tuple[Any, str, Beeld]) -> None:
    client, adres, beeld = geschreven
    ander = Beeld.objects.create(
        soort=Beeld.Soort.FENOMEEN, kwartaal=K1.verder(1).eerste_dag, onderwerp=SLUG, inhoud=beeld.inhoud
    )
    vreemd = Fenomeenbevinding.objects.create(beeld=ander, kant="druk", tekst="Van een ander beeld")
    for pk in (vreemd.pk, "9" * 30, "x", ""):
        assert client.post(f"{adres}weg/", {"soort": "bevinding", "pk": pk}).status_code == 302
    assert Fenomeenbevinding.objects.count() == 2
    client.post(f"{adres}weg/", {"soort": "bevinding", "pk": beeld.bevindingen.get().pk})
    client.post(f"{adres}weg/", {"soort": "maatregel", "pk": beeld.maatregelen.get().pk})
    assert list(Fenomeenbevinding.objects.all()) == [vreemd]
    assert not Fenomeenmaatregel.objects.exists()
