"""The deep risk analysis about ondermijning: its own draaiboek, instrument, messages and interview guide."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from risicoanalyse import exports
from risicoanalyse.rapport import rapport_van
from risicoanalyse.stappen import instrument
from tests.cast import Cast, maak_cast
from tests.risicoanalyse import zaal
from vik_portal.meedoen import services, uitnodigen
from vik_portal.meedoen.models import Bijeenkomst, Ronde
from vik_portal.redactie.inhoud import lees_map
from vik_portal.register import Draaiboek, Stapsoort, register

pytestmark = pytest.mark.django_db
SLUG = "diepgaand-ondermijning"
KNOPPEN = ["deur_open", "oefen_stoelen", "deur_dicht"]
RISICO = {
    "oorzaak": "Doordat toegang van een oude taak blijft bestaan",
    "gebeurtenis": "zoekt iemand iets op voor een bekende",
    "gevolg": "en krijgt een getuige bezoek aan de deur",
}


def pad(bijeenkomst: Bijeenkomst, wat: str = "regie") -> str:
    return reverse(f"bijeenkomsten:{wat}", args=[bijeenkomst.pk])


class Regie:
    """Anouk's regie without a browser: every button is one POST that must not be refused."""

    def __init__(self, cast: Any, bijeenkomst: Bijeenkomst) -> None:
        self.client, self.bijeenkomst = cast.client(cast.anouk), bijeenkomst

    def druk(self, actie: str, **data: str) -> None:
        antwoord = self.client.post(pad(self.bijeenkomst), {"actie": actie} | data)
        assert antwoord.status_code == 302, (actie, antwoord.content.decode()[:200])

    def naar(self, soort: str, **inhoud: Any) -> None:
        stap = self.bijeenkomst.stappen.filter(soort=soort, **inhoud).earliest("volgorde")
        services.ga_naar(bijeenkomst=self.bijeenkomst, stap=stap)

    def ronde(self) -> None:
        for actie in ("ronde", "oefen_invullen", "tel"):
            self.druk(actie)

    def scherm(self) -> str:
        return self.client.get(pad(self.bijeenkomst, "scherm")).content.decode()


@pytest.fixture(scope="module")
def oefening(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[tuple[Cast, int]]:
    """A whole practice of it, alone, with the simulated phones: planned by the form, led by buttons."""
    bus = override_settings(STEMBUS_DIR=tmp_path_factory.mktemp("stembus"))
    with django_db_blocker.unblock(), bus, transaction.atomic():
        cast = maak_cast()
        zaal.laad()
        velden = {
            "titel": "Oefenen",
            "team": cast.team.pk,
            "begin": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
            "oefening": "on",
            "draaiboek": "risicoanalyse-diepgaand",
        }
        cast.client(cast.anouk).post(reverse("bijeenkomsten:nieuw"), velden)
        bijeenkomst = Bijeenkomst.objects.get()
        regie = Regie(cast, bijeenkomst)
        regie.naar("deur")
        for actie in KNOPPEN:
            regie.druk(actie)
        regie.naar("vragenlijst")
        regie.ronde()
        regie.naar("risicos")
        regie.druk("risico", **RISICO)
        for keer in (1, 2):
            regie.naar("kansgevolg", inhoud__keer=keer)
            regie.ronde()
        zaal.bewaar_maatregel(
            risico=bijeenkomst.risicos.get(),
            velden={
                "soort": "verminderen",
                "tekst": "De oude toegang gaat dezelfde week dicht",
                "rol": "Operationeel expert",
                "datum": timezone.localdate() + timedelta(days=60),
                "merkbaar": "Niemand ziet meer dan het werk vraagt",
            },
        )
        yield cast, bijeenkomst.pk
        transaction.set_rollback(True)


@pytest.fixture
def cast(oefening) -> Cast:
    return oefening[0]


@pytest.fixture
def gehouden(oefening) -> Bijeenkomst:
    return Bijeenkomst.objects.get(pk=oefening[1])


# --- the practice, and everything made from it -------------------------------------------------


def test_the_phones_got_the_instrument_of_this_draaiboek(gehouden: Bijeenkomst) -> None:
    ronde = gehouden.rondes.get(soort="vragenlijst")
    assert (ronde.status, len(ronde.vragen), ronde.vorm) == (Ronde.Status.GETELD, 44, "banden")
    assert ronde.vragen[0]["inleiding"].startswith("Criminelen zoeken mensen met een pasje")
    assert [vraag["schaal"] for vraag in ronde.vragen] == ["0-3"] * 24 + ["1-5"] * 20
    vast = gehouden.stappen.get(soort="vragenlijst").inhoud["vast"]["versies"]
    assert vast[0] == ["vragenlijst", SLUG, 1]
    assert len(vast) == 5


def test_map_and_lists_stand_on_the_screen_when_released(cast: Cast, gehouden: Bijeenkomst) -> None:
    regie = Regie(cast, gehouden)
    beeld = rapport_van(gehouden).beeld
    assert beeld is not None
    for deel, tekst in (("kaart", beeld.kaart.conclusie), ("sterk", beeld.sterk.conclusie)):
        regie.naar("uitslag", inhoud__deel=deel)
        assert tekst not in regie.scherm()
        regie.druk("toon")
        assert tekst in regie.scherm()
    assert len(beeld.kaart.rijen) == 4
    assert [kolom.naam for kolom in beeld.kaart.kolommen] == ["Integriteit", "Sociale veiligheid", "Inclusie"]
    assert len(beeld.vragen) == 44


def test_report_and_files_say_which_kind_it_was(cast: Cast, gehouden: Bijeenkomst) -> None:
    rapport = rapport_van(gehouden)
    soort = "Verslag risicoanalyse, diepgaand, ondermijning, oefening met verzonnen antwoorden"
    assert rapport.soort == soort
    assert soort in cast.client(cast.anouk).get(f"/risicoanalyse/bijeenkomst/{gehouden.pk}/").content.decode()
    pdf = " ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(exports.rapport_pdf(gehouden).inhoud)).pages)
    assert soort in " ".join(pdf.split())
    dias = Presentation(io.BytesIO(exports.rapport_pptx(gehouden).inhoud)).slides
    teksten = [" ".join(vorm.text_frame.text for vorm in dia.shapes if vorm.has_text_frame) for dia in dias]
    assert sum(" van 44" in tekst for tekst in teksten) == 44
    boek = load_workbook(io.BytesIO(exports.rapport_xlsx(gehouden).inhoud))
    assert {rij[0].value for rij in boek["Per vraag"].iter_rows(min_row=2)} >= set(range(1, 45))
    assert "Ondermijning, versie 1" in {cel.value for rij in boek["Over dit verslag"].iter_rows() for cel in rij}


def test_on_paper_it_is_one_sheet_per_person(gehouden: Bijeenkomst) -> None:
    bladen = PdfReader(io.BytesIO(exports.formulier_pdf(gehouden).inhoud)).pages
    assert len(bladen) == 2
    assert "Ondermijning" in bladen[0].extract_text()
    assert "44" in bladen[1].extract_text()


# --- planning it -------------------------------------------------------------------------------


@pytest.fixture
def gepland(cast: Cast) -> Bijeenkomst:
    return zaal.plan(cast, "risicoanalyse-diepgaand", plaats="Bureau Vlietzoom")


def test_a_begeleider_can_choose_it_and_the_short_one_stays_the_default(cast: Cast) -> None:
    pagina = cast.client(cast.anouk).get(reverse("bijeenkomsten:nieuw")).content.decode()
    assert "Risicoanalyse, diepgaand: ondermijning" in pagina
    gekozen = [deel for deel in pagina.split("<input") if 'name="draaiboek"' in deel and "checked" in deel]
    assert ['value="risicoanalyse"' in deel for deel in gekozen] == [True]


def test_the_short_one_still_asks_its_own_questions(cast: Cast, gepland: Bijeenkomst) -> None:
    assert instrument(gepland)[0].fenomeen == "ondermijning"
    assert instrument(zaal.plan(cast))[0].soort == "beknopt"


def test_its_messages_are_its_own(gepland: Bijeenkomst) -> None:
    vooraf, uitnodiging = uitnodigen.klaar(gepland)
    assert "twee uur" in vooraf.tekst
    assert "Bureau Vlietzoom met Basisteam Vlietzoom" in vooraf.tekst
    assert "ongeveer 45 korte vragen" in uitnodiging.tekst
    services.rond_af(bijeenkomst=gepland)
    gepland.nabesproken_op = timezone.localdate()
    (achteraf,) = uitnodigen.klaar(gepland)
    assert "{" not in achteraf.onderwerp + achteraf.tekst + vooraf.tekst + uitnodiging.tekst
    assert "ondermijning" in achteraf.onderwerp


def test_the_guide_is_at_hand_for_who_leads_it_and_for_nobody_else(cast: Cast, gepland: Bijeenkomst) -> None:
    leidraad = reverse("risicoanalyse:leidraad", args=[SLUG])
    voor = cast.client(cast.anouk).get(pad(gepland, "bijeenkomst")).content.decode()
    assert f'href="{leidraad}"' in voor
    assert f'href="{leidraad}"' not in cast.client(cast.anouk).get(pad(zaal.plan(cast), "bijeenkomst")).content.decode()
    Bijeenkomst.objects.filter(pk=gepland.pk).update(nabesproken_op=timezone.localdate(), status="afgerond")
    bram = cast.client(cast.bram)
    assert f'href="{leidraad}"' not in bram.get(pad(gepland, "bijeenkomst")).content.decode()
    assert f'href="{leidraad}"' not in bram.get(f"/risicoanalyse/bijeenkomst/{gepland.pk}/").content.decode()
    assert bram.get(leidraad).status_code == 403
    assert cast.client(cast.anouk).get(reverse("risicoanalyse:leidraad", args=["beknopt"])).status_code == 404


def test_after_it_was_discussed_the_guide_stands_in_the_report(cast: Cast, gehouden: Bijeenkomst) -> None:
    verslag = cast.client(cast.anouk).get(f"/risicoanalyse/bijeenkomst/{gehouden.pk}/").content.decode()
    assert f'href="{reverse("risicoanalyse:leidraad", args=[SLUG])}"' in verslag


def test_the_guide_is_one_sheet_with_all_of_it(cast: Cast) -> None:
    pdf = cast.client(cast.anouk).get(reverse("risicoanalyse:leidraad_pdf", args=[SLUG]))
    assert pdf["Content-Type"] == "application/pdf"
    bladen = PdfReader(io.BytesIO(b"".join(pdf.streaming_content) if pdf.streaming else pdf.content)).pages
    assert len(bladen) == 2
    tekst = " ".join(blad.extract_text() for blad in bladen)
    pagina = cast.client(cast.anouk).get(reverse("risicoanalyse:leidraad", args=[SLUG])).content.decode()
    for kop in ("Voor je begint", "Openen", "Gelegenheid", "Stoppen", "Wat je opschrijft en wat niet"):
        assert kop in tekst
        assert kop in pagina


# --- the draaiboeken themselves ----------------------------------------------------------------


@pytest.mark.parametrize(("naam", "sleutel"), [("beknopt", "risicoanalyse"), ("diepgaand", "risicoanalyse-diepgaand")])
def test_a_draaiboek_can_be_led_without_preparation(naam: str, sleutel: str) -> None:
    bestand = next(b for b in lees_map(zaal.DRAAIBOEKEN) if b.naam == naam)
    draaiboek = register.een(Draaiboek, sleutel)
    stappen = draaiboek.stappen()
    assert sum(stap["minuten"] for stap in stappen) == bestand.velden["duur"]
    assert [stap["inhoud"].get("keer") for stap in stappen if stap["soort"] == "kansgevolg"] == [1, 2]
    for stap in stappen:
        assert register.een(Stapsoort, stap["soort"])
        assert 40 <= len(stap["zeg"].split()) <= 115, stap["titel"]
        assert len(stap["titel"]) <= 60
        assert stap["scherm"]
        assert stap["straks"]
        assert 1 <= len(stap["let_op"]) <= 3, stap["titel"]
    assert all(regel["wanneer"] and "zeg" in regel["doe"].lower() for regel in draaiboek.stopregels())
    assert len(draaiboek.voorbereiding()) >= 10
