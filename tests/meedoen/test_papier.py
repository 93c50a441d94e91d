"""A round on paper: the same result as by phone, and not one form left behind."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.meedoen import zaal
from tests.risicoanalyse.zaal import plan
from vik_portal.meedoen import papier, services, stembus
from vik_portal.meedoen.models import Bijeenkomst, Envelop, Ronde, Rondestoel, Stap

pytestmark = pytest.mark.django_db

STAPEL = [bytes([antwoord]) for antwoord in (1, 2, 4, 5, 5, 3, 255)]


def met_stelling(titel: str = "Op papier") -> tuple[Bijeenkomst, Stap]:
    bijeenkomst = zaal.maak_bijeenkomst(titel)
    inhoud = {"stelling": "Ik zeg het als ik iets fout deed."}
    stap = bijeenkomst.stappen.create(volgorde=1, soort="stelling", titel="Stelling", inhoud=inhoud)
    return bijeenkomst, stap


def tel(bijeenkomst: Bijeenkomst, stap: Stap, stapel: list[bytes]) -> Ronde:
    merk = papier.afdruk(papier.bekijk_vragen(stap))
    return papier.tel_papier(bijeenkomst=bijeenkomst, stap=stap, formulieren=stapel, merk=merk)


def per_telefoon(bijeenkomst: Bijeenkomst, stap: Stap, stapel: list[bytes]) -> Ronde:
    tokens = zaal.neem_plaats(bijeenkomst, len(stapel))
    vorm, vragen = papier._vragen(stap)
    ronde = services.open_ronde(bijeenkomst=bijeenkomst, soort=stap.soort, vorm=vorm, vragen=vragen, stap=stap)
    for token, antwoorden in zip(tokens, stapel, strict=True):
        assert zaal.post(ronde, token, zaal.verzegel(ronde, antwoorden)) == 200
    return services.sluit_ronde(ronde=ronde)


def test_paper_gives_what_phones_give() -> None:
    op_papier, stap = met_stelling()
    op_telefoon, andere_stap = met_stelling("Op telefoons")
    papieren = tel(op_papier, stap, STAPEL)
    getelde = per_telefoon(op_telefoon, andere_stap, STAPEL)
    papieren.refresh_from_db()
    for veld in ("uitslag", "vragen", "vorm", "soort", "stoelen", "status", "volgnummer", "oefening"):
        assert getattr(papieren, veld) == getattr(getelde, veld), veld
    assert not stembus.aanwezig()


def test_the_order_of_the_pile_makes_no_difference() -> None:
    uitslagen = []
    for stapel in (STAPEL, sorted(STAPEL), STAPEL[::-1]):
        bijeenkomst, stap = met_stelling()
        ronde = tel(bijeenkomst, stap, stapel)
        uitslagen.append(json.dumps(ronde.uitslag))
    assert len(set(uitslagen)) == 1


@pytest.mark.parametrize(
    ("stapel", "zin"),
    [
        (STAPEL[:4], "minstens vijf"),
        ([*STAPEL, b"\x06"], "Formulier 8 klopt niet"),
        ([*STAPEL[:2], b"\x00", *STAPEL], "Formulier 3 klopt niet"),
        ([*STAPEL, b""], "Formulier 8 klopt niet"),
        ([*STAPEL, b"\x01\x01"], "Formulier 8 klopt niet"),
        (STAPEL * 40, "meer dan 200"),
    ],
)
def test_a_pile_that_does_not_fit_is_refused_with_a_sentence(stapel: list[bytes], zin: str) -> None:
    bijeenkomst, stap = met_stelling()
    with pytest.raises(services.MeedoenFout, match=zin):
        tel(bijeenkomst, stap, stapel)
    assert not Ronde.objects.exists()


def test_never_mixed_with_phones() -> None:
    bijeenkomst, stap = met_stelling()
    per_telefoon(bijeenkomst, stap, STAPEL)
    with pytest.raises(services.MeedoenFout, match="al geteld"):
        tel(bijeenkomst, stap, STAPEL)


def test_a_pile_is_counted_once() -> None:
    bijeenkomst, stap = met_stelling()
    tel(bijeenkomst, stap, STAPEL)
    with pytest.raises(services.MeedoenFout, match="al geteld"):
        tel(bijeenkomst, stap, STAPEL[1:])


def test_not_while_phones_are_filling_in_and_not_after_the_end() -> None:
    bijeenkomst, stap = met_stelling()
    zaal.neem_plaats(bijeenkomst, 5)
    ronde = zaal.open_ronde(bijeenkomst)
    with pytest.raises(services.MeedoenFout, match="loopt een ronde"):
        tel(bijeenkomst, stap, STAPEL)
    services.stop_ronde(ronde=ronde)
    services.rond_af(bijeenkomst=bijeenkomst)
    bijeenkomst.refresh_from_db()
    with pytest.raises(services.MeedoenFout, match="afgerond"):
        tel(bijeenkomst, stap, STAPEL)


# --- through the page -------------------------------------------------------------------------------


class Pagina:
    """The page of the questionnaire's step, as anouk sees it."""

    def __init__(self, cast: Any) -> None:
        self.client: Client = cast.client(cast.anouk)
        self.bijeenkomst = plan(cast)
        self.stap = self.bijeenkomst.stappen.get(soort="vragenlijst")
        self.url = reverse("bijeenkomsten:papier", args=[self.bijeenkomst.pk, self.stap.pk])

    def open(self) -> dict[str, Any]:
        pagina = self.client.get(self.url)
        assert "no-store" in pagina.headers["Cache-Control"]
        assert "<noscript>" in pagina.content.decode()
        gevonden = re.search(r'<script id="meegeven" type="application/json">(.*?)</script>', pagina.content.decode())
        assert gevonden
        return json.loads(gevonden[1])

    def tel(self, merk: str, formulieren: Any) -> Any:
        inhoud = {"vragen": merk, "formulieren": formulieren}
        return self.client.post(self.url, json.dumps(inhoud), content_type="application/json")


@pytest.fixture
def pagina(cast: Any) -> Pagina:
    return Pagina(cast)


def kanarie(vragen: list[dict[str, Any]]) -> list[int]:
    """A form with a pattern of its own."""
    hoogste = [3 if vraag["schaal"] == "0-3" else 5 for vraag in vragen]
    return [255 if plek % 5 == 4 else (plek * 7 // 3) % hoog + 1 for plek, hoog in enumerate(hoogste)]


def alle_tabellen() -> dict[str, str]:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public'")
        namen = [naam for (naam,) in cursor.fetchall()]
        inhoud = {}
        for naam in namen:
            cursor.execute(f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM {naam} t")  # noqa: S608
            inhoud[naam] = cursor.fetchone()[0]
    return inhoud


def sporen(formulier: list[int]) -> list[str]:
    """In which shapes a form could have been written down; blanks are left out of what is searched."""
    tekens = ["-" if antwoord == 255 else str(antwoord) for antwoord in formulier]
    return [
        ",".join(map(str, formulier)),
        "".join(tekens),
        bytes(formulier).hex(),
        "".join(f"\\x{b:02x}" for b in formulier),
    ]


def test_nothing_of_a_form_is_left_anywhere(pagina: Pagina, caplog: pytest.LogCaptureFixture, capfd: Any) -> None:
    caplog.set_level(logging.DEBUG)
    gezien = pagina.open()
    formulier = kanarie(gezien["vragen"])
    assert pagina.tel(gezien["merk"], [formulier] * 6).status_code == 200
    assert pagina.tel(gezien["merk"], [formulier] * 6).status_code == 422
    uit = capfd.readouterr()
    waar = alle_tabellen() | {"log": caplog.text, "uit": uit.out + uit.err}
    kaal = {naam: re.sub(r"\s", "", tekst) for naam, tekst in waar.items()}
    assert kaal["public.meedoen_ronde"]
    assert not [(naam, spoor) for naam, tekst in kaal.items() for spoor in sporen(formulier) if spoor in tekst]
    assert not Envelop.objects.exists()
    assert not Rondestoel.objects.exists()
    # The search itself works: the same form in a row of ours is found.
    pagina.bijeenkomst.gedaan = formulier
    pagina.bijeenkomst.save()
    assert sporen(formulier)[0] in re.sub(r"\s", "", alle_tabellen()["public.meedoen_bijeenkomst"])


def test_the_pile_becomes_the_result_of_its_step(pagina: Pagina) -> None:
    gezien = pagina.open()
    antwoord = pagina.tel(gezien["merk"], [kanarie(gezien["vragen"])] * 5)
    regie = reverse("bijeenkomsten:regie", args=[pagina.bijeenkomst.pk])
    assert antwoord.json() == {"naar": regie}
    ronde = pagina.stap.rondes.get()
    assert (ronde.status, ronde.stoelen, ronde.vragen) == ("geteld", 5, gezien["vragen"])
    pagina.stap.refresh_from_db()
    assert pagina.stap.inhoud["vast"]
    verslag = pagina.client.get(reverse("risicoanalyse:verslag", args=[pagina.bijeenkomst.pk]))
    assert verslag.status_code == 200


def test_looking_at_the_page_freezes_nothing(pagina: Pagina) -> None:
    pagina.open()
    pagina.stap.refresh_from_db()
    assert "vast" not in pagina.stap.inhoud


def test_a_refused_pile_freezes_nothing_either(pagina: Pagina) -> None:
    gezien = pagina.open()
    assert pagina.tel(gezien["merk"], [kanarie(gezien["vragen"])] * 4).status_code == 422
    pagina.stap.refresh_from_db()
    assert "vast" not in pagina.stap.inhoud
    assert not Ronde.objects.exists()


@pytest.mark.parametrize("formulieren", [None, 7, "1234", [[1, 2, 999]], [[-1]], [["1"]], [None], {"a": 1}])
def test_nonsense_is_a_sentence(pagina: Pagina, formulieren: Any) -> None:
    antwoord = pagina.tel(pagina.open()["merk"], formulieren)
    assert antwoord.status_code == 422
    assert antwoord.json()["fout"].endswith(".")


def test_other_questions_than_were_typed_are_refused(pagina: Pagina) -> None:
    gezien = pagina.open()
    antwoord = pagina.tel("0" * 64, [kanarie(gezien["vragen"])] * 5)
    assert "veranderd" in antwoord.json()["fout"]
    assert not Ronde.objects.exists()


def test_a_step_of_another_meeting_does_not_exist(pagina: Pagina) -> None:
    _, vreemd = met_stelling()
    url = reverse("bijeenkomsten:papier", args=[pagina.bijeenkomst.pk, vreemd.pk])
    assert pagina.client.get(url).status_code == 404


def test_a_step_without_round_leads_back_to_regie(pagina: Pagina) -> None:
    stap = pagina.bijeenkomst.stappen.filter(soort="deur").first()
    assert stap
    antwoord = pagina.client.get(reverse("bijeenkomsten:papier", args=[pagina.bijeenkomst.pk, stap.pk]), follow=True)
    assert "hoort geen ronde" in antwoord.content.decode()


def test_regie_offers_paper_until_the_step_was_counted(pagina: Pagina) -> None:
    services.ga_naar(bijeenkomst=pagina.bijeenkomst, stap=pagina.stap)
    regie = reverse("bijeenkomsten:regie", args=[pagina.bijeenkomst.pk])
    assert pagina.url in pagina.client.get(regie).content.decode()
    gezien = pagina.open()
    pagina.tel(gezien["merk"], [kanarie(gezien["vragen"])] * 5)
    assert pagina.url not in pagina.client.get(regie).content.decode()
