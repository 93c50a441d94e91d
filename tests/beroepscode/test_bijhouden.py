"""What people keep beside a themablad: the rules of an eenheid, and the norm matrix."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django import forms
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from beroepscode import normmatrix
from beroepscode.eenheidsregels import RegelFout, Regelwaarde, bewaar_regels, gelden_voor, na_te_kijken
from beroepscode.exports import normmatrix_pdf, themablad_pdf
from beroepscode.forms import doelink
from beroepscode.models import Eenheidsregel, Loket, Normstand, Themablad
from tests.wereld import inhoud_van
from vik_portal.exports import pdf
from vik_portal.organisatie.models import Eenheid
from vik_portal.redactie import services

BLAD = "aannemen-geschenken"


@pytest.fixture
def blad(cast) -> Themablad:
    inhoud = inhoud_van("beroepscode/inhoud/themabladen", BLAD)
    return services.laad(stuk=Themablad(slug=BLAD), inhoud=inhoud, toelichting="")


def adres(eenheid, slug=BLAD) -> str:
    return reverse("beroepscode:invullen_blad", args=[eenheid.pk, slug])


def vul(client, eenheid, **velden):
    """Post the form as the page showed it, with these fields changed; ``_`` in a name is ``-``."""
    form = client.get(adres(eenheid)).context["form"]
    gegevens = {naam: form[naam].value() or "" for naam in form.fields}
    return client.post(adres(eenheid), gegevens | {naam.replace("_", "-"): w for naam, w in velden.items()})


def lees(client) -> str:
    return client.get(f"/beroepscode/themabladen/{BLAD}/").content.decode()


def test_a_prevco_fills_in_and_readers_see_it_at_once(cast, blad, client):
    eerst = client.get(f"/beroepscode/themabladen/{BLAD}/")
    assert eerst.content.decode().count("vult de eenheid in</span>") == 3
    link = "https://intranet.example/geschenk?a=1&b=2"
    anouk = cast.client(cast.anouk)
    antwoord = vul(anouk, cast.eenheid, tekst_toestemming="Vraag <b>eerst</b>.", link_toestemming=link)
    assert antwoord["Location"] == f"/beroepscode/invullen/?eenheid={cast.eenheid.pk}"
    pagina = lees(client)
    assert "<summary>Oost-Nederland</summary>" in pagina
    assert "Vraag &lt;b&gt;eerst&lt;/b&gt;." in pagina
    assert 'href="https://intranet.example/geschenk?a=1&amp;b=2"' in pagina
    assert pagina.count("vult de eenheid in</span>") == 2
    assert client.get(f"/beroepscode/themabladen/{BLAD}/")["ETag"] != eerst["ETag"]
    # Emptied again: the marked field stands there in its own words.
    vul(anouk, cast.eenheid, tekst_toestemming="", link_toestemming="")
    assert lees(client) == eerst.content.decode()


def test_the_whole_korps_comes_first_and_a_district_under_its_eenheid(cast, blad, client):
    for eenheid in (cast.district, cast.andere_eenheid, cast.eenheid, cast.korps):
        bewaar_regels(blad=blad, eenheid=eenheid, waarden={"eigen-regel": Regelwaarde(f"Regel van {eenheid}.")})
    pagina = lees(client)
    volgorde = ["Politie", "Noord-Holland", "Oost-Nederland", "District Rivierzoom"]
    plekken = [pagina.index(f"Regel van {naam}.") for naam in volgorde]
    assert plekken == sorted(plekken)
    assert "In het hele korps." in pagina


def test_a_sheet_follows_what_a_beheerder_does_to_an_eenheid(cast, blad, client):
    for eenheid in (cast.eenheid, cast.andere_eenheid, cast.district):
        bewaar_regels(blad=blad, eenheid=eenheid, waarden={"eigen-regel": Regelwaarde(f"Regel van {eenheid.pk}.")})

    def wijzig(**velden) -> None:
        gegevens = {"naam": "Oost", "soort": "eenheid", "ouder": cast.korps.pk, **velden}
        pad = f"/beheer/organisatie/eenheid/{cast.eenheid.pk}/change/"
        assert cast.client(cast.jetske).post(pad, gegevens).status_code == 302

    def volgorde() -> list[int]:
        pagina = lees(client)
        eenheden = [e.pk for e in (cast.eenheid, cast.andere_eenheid, cast.district) if f"Regel van {e.pk}." in pagina]
        return sorted(eenheden, key=lambda pk: pagina.index(f"Regel van {pk}."))

    wijzig(naam="Aan de IJssel", actief="on")
    assert "<summary>Aan de IJssel</summary>" in lees(client)
    assert "<summary>Oost-Nederland</summary>" not in lees(client)
    # It comes first now, with its district.
    assert volgorde() == [cast.eenheid.pk, cast.district.pk, cast.andere_eenheid.pk]
    wijzig(naam="Aan de IJssel")
    assert volgorde() == [cast.district.pk, cast.andere_eenheid.pk]
    assert f"?eenheid={cast.eenheid.pk}" not in lees(client)
    wijzig(actief="on")
    assert len(volgorde()) == 3


def test_reading_costs_one_query_with_rules_too(cast, blad, client, django_assert_num_queries):
    bewaar_regels(blad=blad, eenheid=cast.eenheid, waarden={"eigen-regel": Regelwaarde("Een regel.")})
    with django_assert_num_queries(1):
        lees(client)


def test_rules_survive_a_new_version_of_the_sheet(cast, blad, client):
    bewaar_regels(blad=blad, eenheid=cast.eenheid, waarden={"eigen-regel": Regelwaarde("Een regel.")})
    inhoud = {**blad.inhoud, "kort": "Een nieuw kort stuk over geschenken."}
    services.bewaar_concept(stuk=blad, inhoud=inhoud, door=cast.esra, conceptnummer=0)
    services.dien_in(stuk=blad, door=cast.esra)
    services.publiceer(stuk=blad, door=cast.finn)
    assert "Een regel." in lees(client)


def test_a_field_that_left_the_sheet_is_not_read_and_is_shown_to_the_writer(cast, blad, client):
    bewaar_regels(blad=blad, eenheid=cast.eenheid, waarden={"verdwenen": Regelwaarde("Oude regel.")})
    assert "Oude regel." not in lees(client)
    anouk = cast.client(cast.anouk)
    assert "Oude regel." in anouk.get(adres(cast.eenheid)).content.decode()
    vul(anouk, cast.eenheid, tekst_eigen_regel="")
    assert not Eenheidsregel.objects.exists()


def test_someone_elses_eenheid_does_not_exist(cast, blad):
    for wie, eenheid in [
        (cast.lotte, cast.eenheid),
        (cast.anouk, cast.andere_eenheid),
        (cast.anouk, cast.korps),
        (cast.anouk, cast.team),  # a team has the rule of what it lies under
        (cast.bram, cast.eenheid),
    ]:
        assert cast.client(wie).get(adres(eenheid)).status_code == 404
        assert cast.client(wie).post(adres(eenheid), {"tekst-eigen-regel": "x"}).status_code == 404
    assert cast.client(cast.lotte).get(f"/beroepscode/invullen/?eenheid={cast.eenheid.pk}").status_code == 404
    assert cast.client(cast.anouk).get(adres(cast.eenheid, "bestaat-niet")).status_code == 404
    assert cast.client(cast.esra).get(adres(cast.district)).status_code == 200
    assert not Eenheidsregel.objects.exists()


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"tekst_toestemming": "Ja.", "link_toestemming": "http://x.example/"}, "Begin de link met https://"),
        ({"tekst_toestemming": "Ja.", "link_toestemming": "javascript:alert(1)"}, "Begin de link met https://"),
        ({"tekst_toestemming": "x" * 601}, "Houd het bij 600 tekens."),
        ({"link_toestemming": "https://intranet.example/"}, "Schrijf ook de regel op."),
    ],
)
def test_a_mistake_is_said_and_nothing_typed_is_lost(cast, blad, velden, zin):
    antwoord = vul(cast.client(cast.anouk), cast.eenheid, tekst_eigen_regel="Blijft staan.", **velden)
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert zin in pagina
    assert "Blijft staan." in pagina
    assert not Eenheidsregel.objects.exists()


def test_as_many_characters_fit_as_the_page_says_whatever_a_browser_sends(cast, blad):
    getypt = "regel\n" * 10 + "x" * (Eenheidsregel.LANGST - 60)
    antwoord = vul(cast.client(cast.anouk), cast.eenheid, tekst_toestemming=getypt.replace("\n", "\r\n"))
    assert antwoord.status_code == 302
    assert Eenheidsregel.objects.get().tekst == getypt


@pytest.mark.parametrize(
    ("getypt", "bewaard"),
    [
        ("https://intranet.example/a b", None),
        (" https://intranet.example/form ", "https://intranet.example/form"),
        ("loket@politie.example", "mailto:loket@politie.example"),
        ("mailto:loket@politie.example", "mailto:loket@politie.example"),
        ("mailto:loket@politie.example?subject=x", None),
        ("https://iemand:geheim@intranet.example", None),
        ("https://", None),
        ("https:\\\\intranet.example", None),
        ("//intranet.example", None),
        ("data:text/html,x", None),
        ("https://[", None),
    ],
)
def test_a_link_is_https_or_an_address(getypt, bewaard):
    if bewaard is None:
        with pytest.raises(forms.ValidationError):
            doelink(getypt)
    else:
        assert doelink(getypt) == bewaard


def test_the_database_refuses_another_link_and_a_second_rule(cast, blad):
    regel = {"blad": blad, "eenheid": cast.eenheid, "veld": "eigen-regel", "tekst": "Ja."}
    Eenheidsregel.objects.create(**regel)
    for fout in (regel, {**regel, "veld": "a", "formulier": "javascript:x"}, {**regel, "veld": "b", "tekst": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Eenheidsregel.objects.create(**fout)


def test_two_people_at_once_do_not_overwrite_each_other(cast, blad):
    client = cast.client(cast.anouk)
    form = client.get(adres(cast.eenheid)).context["form"]
    bewaar_regels(blad=blad, eenheid=cast.eenheid, waarden={"eigen-regel": Regelwaarde("Van een ander.")})
    antwoord = client.post(adres(cast.eenheid), {"afdruk": form["afdruk"].value(), "tekst-eigen-regel": "Van mij."})
    pagina = antwoord.content.decode()
    assert "Iemand anders heeft deze regels intussen gewijzigd" in pagina
    assert "Van mij." in pagina
    assert Eenheidsregel.objects.get().tekst == "Van een ander."
    with pytest.raises(RegelFout):
        bewaar_regels(blad=blad, eenheid=cast.eenheid, waarden={}, afdruk="oud")


def test_the_list_says_what_is_open_filled_and_due(cast, blad):
    anouk = cast.client(cast.anouk)

    def groepen() -> dict[str, list[str]]:
        context = anouk.get(reverse("beroepscode:invullen")).context
        return {kop: [stand.slug for stand in standen] for kop, standen in context["groepen"]}

    assert groepen() == {"Na te kijken": [], "Nog in te vullen": [BLAD], "Ingevuld": []}
    vul(anouk, cast.eenheid, tekst_eigen_regel="a", tekst_toestemming="b", tekst_niet_terug="c")
    assert groepen() == {"Na te kijken": [], "Nog in te vullen": [], "Ingevuld": [BLAD]}
    Eenheidsregel.objects.update(nagekeken_op=timezone.localdate() - timedelta(days=365))
    assert groepen() == {"Na te kijken": [BLAD], "Nog in te vullen": [], "Ingevuld": []}
    assert "Kijk na: regels van Oost-Nederland" in anouk.get("/mijn/").content.decode()
    assert "Kijk na: regels van" not in cast.client(cast.lotte).get("/mijn/").content.decode()
    # Kept once more without a change: it is right today.
    vul(anouk, cast.eenheid)
    assert groepen()["Ingevuld"] == [BLAD]


def test_there_is_a_task_only_for_what_can_be_looked_at(cast, blad, django_assert_num_queries):
    tweede = services.laad(
        stuk=Themablad(slug="tweede"), inhoud={**blad.inhoud, "titel": "Een tweede blad"}, toelichting=""
    )
    regels = {"eigen-regel": Regelwaarde("a"), "toestemming": Regelwaarde("b"), "verdwenen": Regelwaarde("c")}
    for stuk in (blad, tweede):
        bewaar_regels(blad=stuk, eenheid=cast.eenheid, waarden=regels)
    Eenheidsregel.objects.update(nagekeken_op=timezone.localdate() - timedelta(days=365))

    def taak() -> list[int]:
        with django_assert_num_queries(1):
            return [aantal for _, aantal in na_te_kijken(Eenheid.objects.filter(pk=cast.eenheid.pk))]

    assert taak() == [2]
    assert "Op 2 themabladen, langer dan" in cast.client(cast.anouk).get("/mijn/").content.decode()
    services.trek_in(stuk=tweede, door=cast.finn, reden="Vervallen.")
    assert taak() == [1]
    assert "Op 1 themablad, langer dan" in cast.client(cast.anouk).get("/mijn/").content.decode()
    Themablad.objects.filter(pk=blad.pk).update(inhoud={**blad.inhoud, "invullen": []})
    assert taak() == []
    assert "Kijk na: regels van" not in cast.client(cast.anouk).get("/mijn/").content.decode()


def test_who_changed_what_is_noted(cast, blad):
    anouk = cast.client(cast.anouk)
    for tekst in ("Eerst.", "Toen.", ""):
        vul(anouk, cast.eenheid, tekst_eigen_regel=tekst)
    spoor = apps.get_model("beroepscode.EenheidsregelSpoor").objects.select_related("pgh_context")
    labels = [(s.pgh_label, s.pgh_context.metadata["user"]) for s in spoor.order_by("pgh_id")]
    assert labels == [(label, cast.anouk.pk) for label in ("insert", "update", "delete")]


def test_the_pdf_has_what_goes_for_the_own_eenheid(cast, blad, client):
    bewaar_regels(blad=blad, eenheid=cast.korps, waarden={"eigen-regel": Regelwaarde("Korpsregel.")})
    bewaar_regels(blad=blad, eenheid=cast.eenheid, waarden={"toestemming": Regelwaarde("Vraag de teamchef.")})
    velden = blad.gelezen.invullen
    assert {veld: r.tekst for veld, r in gelden_voor(blad, velden, cast.team).items()} == {
        "eigen-regel": "Korpsregel.",
        "toestemming": "Vraag de teamchef.",
    }
    bewaar_regels(blad=blad, eenheid=cast.eenheid, waarden={"eigen-regel": Regelwaarde("Eigen regel, dichterbij.")})
    assert gelden_voor(blad, velden, cast.team)["eigen-regel"].tekst == "Eigen regel, dichterbij."
    lezer = PdfReader(io.BytesIO(themablad_pdf(blad, cast.team).inhoud))
    assert len(lezer.pages) == 2
    assert "Eigen regel, dichterbij." in lezer.pages[1].extract_text()
    assert "dichterbij" not in PdfReader(io.BytesIO(themablad_pdf(blad).inhoud)).pages[1].extract_text()
    pad = f"/beroepscode/themabladen/{BLAD}/themablad.pdf?eenheid="
    assert client.get(f"{pad}{cast.team.pk}")["Content-Type"] == pdf.PDF
    assert {client.get(f"{pad}{pk}").status_code for pk in ("0", "x", "9" * 30, "²")} == {404}


# --- the norm matrix -----------------------------------------------------------------------------


def norm(client, **velden):
    return client.post(reverse("beroepscode:normmatrix_blad", args=[BLAD]), velden)


def test_worked_out_is_read_from_the_sheet_until_somebody_says_otherwise(cast, blad):
    [rij] = normmatrix.rijen()
    assert [(vak.stand, vak.op) for vak in rij.vakken] == [("ja", None), ("", None), ("", None)]
    Themablad.objects.update(inhoud={**blad.inhoud, "kennisvragen": []})
    [rij] = normmatrix.rijen()
    assert (rij.vakken[0].stand, rij.vakken[0].regel) == ("deels", "Op het themablad ontbreekt: kennisvragen.")
    ilias = cast.client(cast.ilias)
    velden = {"stand-uitgewerkt": "nee", "regel-uitgewerkt": "De regeling is net veranderd.", "stand-bekend": "deels"}
    assert norm(ilias, **velden).status_code == 302
    [rij] = normmatrix.rijen()
    vandaag = timezone.localdate()
    assert [(vak.stand, vak.op) for vak in rij.vakken] == [("nee", vandaag), ("", None), ("deels", vandaag)]
    assert "De regeling is net veranderd." in ilias.get(reverse("beroepscode:normmatrix")).content.decode()
    assert {stand.door for stand in Normstand.objects.all()} == {cast.ilias}


def test_keeping_without_a_change_changes_no_day(cast, blad):
    esra = cast.client(cast.esra)
    norm(esra, **{"stand-woordvoering": "ja"})
    Normstand.objects.update(op="2026-01-02")
    assert norm(esra, **{"stand-uitgewerkt": "ja", "stand-woordvoering": "ja"}).status_code == 302
    assert [str(stand.op) for stand in Normstand.objects.all()] == ["2026-01-02"]


def test_two_people_at_once_keep_what_the_other_answered(cast, blad):
    esra, ilias = cast.client(cast.esra), cast.client(cast.ilias)
    norm(esra, **{"stand-woordvoering": "nee"})
    html = ilias.get(reverse("beroepscode:normmatrix_blad", args=[BLAD])).content.decode()
    open_ = dict(re.findall(r'<input type="hidden" name="(initial-[a-z-]+)" value="([^"]*)"', html))
    assert open_["initial-stand-woordvoering"] == "nee"
    open_ |= {"stand-uitgewerkt": "ja", "stand-woordvoering": "nee"}
    norm(esra, **{"stand-woordvoering": "ja"})
    # A mistake first: the page that comes back still knows what it showed.
    fout = norm(ilias, **open_, **{"stand-bekend": "misschien"}).content.decode()
    assert '<input type="hidden" name="initial-stand-woordvoering" value="nee"' in fout
    assert norm(ilias, **open_, **{"stand-bekend": "deels"}).status_code == 302
    standen = {stand.vraag: (stand.stand, stand.door) for stand in Normstand.objects.all()}
    assert standen == {"woordvoering": ("ja", cast.esra), "bekend": ("deels", cast.ilias)}


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"stand-bekend": "misschien"}, "Kies nee, deels of ja."),
        ({"regel-bekend": "Er is nog niets gedaan."}, "Kies ook nee, deels of ja."),
        ({"stand-bekend": "ja", "regel-bekend": "x" * 201}, "Houd het bij 200 tekens."),
    ],
)
def test_a_mistake_in_the_norm_matrix_is_said(cast, blad, velden, zin):
    antwoord = norm(cast.client(cast.ilias), **velden)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Normstand.objects.exists()


def test_the_norm_matrix_as_files(cast, blad):
    norm(cast.client(cast.ilias), **{"stand-bekend": "deels", "regel-bekend": "=1+1"})
    antwoord = cast.client(cast.ilias).get(reverse("beroepscode:normmatrix_als", args=["xlsx"]))
    assert "no-store" in antwoord["Cache-Control"]
    cellen = list(load_workbook(io.BytesIO(antwoord.content)).active.iter_rows(values_only=True))
    assert cellen[0][0] == "Thema"
    assert cellen[1][:2] == ("Aannemen geschenken", "Ja")
    assert cellen[1][7:9] == ("Deels", "=1+1")
    assert (
        "Aannemen geschenken"
        in PdfReader(io.BytesIO(normmatrix_pdf(normmatrix.rijen()).inhoud)).pages[0].extract_text()
    )


def test_loketten_and_vik_lead_to_what_vik_offers(cast, client):
    inhoud = inhoud_van("beroepscode/inhoud/loketten", "vik")
    services.laad(stuk=Loket(slug="vik"), inhoud=inhoud, toelichting="")
    for pad in ("/beroepscode/loketten/vik/", "/beroepscode/loketten/"):
        assert client.get(pad).content.decode().count('href="/aanbod/"') == 2  # here and in the foot of each page
