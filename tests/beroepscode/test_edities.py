"""A booklet on the desk: read in on a page or by command, corrected, published by a second person, and what follows.

Everything goes through plain forms, as without JavaScript.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pydantic import ValidationError

from beroepscode import edities, services
from beroepscode.inlezen import bewerk
from beroepscode.models import Editie, Inlezing, Onderdeel, Themablad
from dilemmas.models import Lesprogramma
from tests.cast import Cast, maak_cast
from tests.wereld import BOEKJE, Wereld, maak_wereld
from vik_portal.media import tekst
from vik_portal.redactie.models import Status, Versie
from vik_portal.redactie.services import RedactieFout, trek_in

pytestmark = pytest.mark.django_db
TEKST = BOEKJE.read_text(encoding="utf-8")
TIENDE = TEKST.replace("Negende druk", "Tiende druk").replace("2031", "2035")


class Bureau:
    """One redacteur at the desk, with plain forms."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def upload(self, inhoud: bytes, naam: str = "boekje.txt") -> Any:
        return self.client.post(reverse("beroepscode:inlezen"), {"bestand": SimpleUploadedFile(naam, inhoud)})

    def lees_in(self, inhoud: str) -> Inlezing:
        antwoord = self.upload(inhoud.encode())
        assert antwoord.status_code == 302, antwoord.content.decode()
        return Inlezing.objects.get(slug=antwoord["Location"].rstrip("/").rpartition("/")[2])

    def doe(self, stuk: Inlezing, wat: str, *, sleutel: str = "", **velden: Any) -> Any:
        """Presses a button on the overview, or on the page of a part, with what stands in its fields."""
        stuk.refresh_from_db()
        velden = {"conceptnummer": stuk.conceptnummer, "_doe": wat, **velden}
        if not sleutel:
            return self.client.post(reverse("beroepscode:inlezing", args=[stuk.slug]), velden)
        soort, naam = sleutel.split("/")
        titel = next((d.titel for d in stuk.indeling.delen if d.sleutel == sleutel), "")
        pad = reverse("beroepscode:inlezing_deel", args=[stuk.slug, soort, naam])
        return self.client.post(pad, {"soort": soort, "naam": naam, "titel": titel, **velden})

    def maak_klaar(self, stuk: Inlezing) -> None:
        """Puts all that has no place with the furniture, and hands in."""
        stuk.refresh_from_db()
        assert self.doe(stuk, "vulling", regel=[regel.n for regel in stuk.indeling.los]).status_code == 302
        self.dien_in(stuk)

    def dien_in(self, stuk: Inlezing) -> None:
        antwoord = self.client.post(f"/redactie/inlezing/{stuk.slug}/indienen/", {"toelichting": "Nagekeken."})
        assert antwoord["Location"] == "/redactie/"

    def publiceer(self, stuk: Inlezing) -> Any:
        versie = stuk.versies.first()
        velden = {"versie": versie.nummer if versie else 1, "herzien_op": "2040-01-01"}
        return self.client.post(f"/redactie/inlezing/{stuk.slug}/publiceer/", velden)


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker) -> Iterator[tuple[Cast, Wereld]]:
    """The people and the small world, made once for this file: each test is rolled back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = maak_cast()
        yield cast, maak_wereld(cast)
        transaction.set_rollback(True)


@pytest.fixture
def cast(basis, db) -> Cast:
    return basis[0]


@pytest.fixture
def wereld(basis, db) -> Wereld:
    """Copies, so that what one test reads or changes in memory is not there for the next."""
    return deepcopy(basis[1])


@pytest.fixture
def esra(cast) -> Bureau:
    return Bureau(cast.client(cast.esra))


@pytest.fixture
def finn(cast) -> Bureau:
    return Bureau(cast.client(cast.finn))


def publiceer(esra: Bureau, finn: Bureau, inhoud: str) -> Inlezing:
    stuk = esra.lees_in(inhoud)
    esra.maak_klaar(stuk)
    assert finn.publiceer(stuk)["Location"] == "/redactie/"
    stuk.refresh_from_db()
    return stuk


def nummer(stuk: Inlezing, begin: str) -> str:
    """The number of the line that begins with these words."""
    stuk.refresh_from_db()
    return next(regel.n for regel in bewerk.alle_regels(stuk.indeling) if regel.tekst.startswith(begin))


def pagina(client: Client, pad: str) -> str:
    antwoord = client.get(pad)
    assert antwoord.status_code == 200, pad
    return unescape(antwoord.content.decode())


# --- from file to readers ------------------------------------------------------------------------------


def test_the_preview_shows_the_tree_and_beside_it_what_has_no_place(wereld, esra):
    html = pagina(esra.client, f"/beroepscode/inlezen/{wereld.inlezing.slug}/")
    boom, naast = html.split('id="kop-los"')
    assert "richtlijn/informatie" in boom
    assert "9 richtlijnen" in boom
    assert "3 van 12 loketten" in boom
    assert "Zonder plek: 7 regels" in naast
    for regel in bewerk.alle_regels(wereld.inlezing.indeling)[:7]:
        assert regel.tekst in naast
    assert naast.count('value="11"') == naast.count("PROEFCODE 2031") / 6 == 1
    assert "7 regels hebben nog geen plek" in naast
    assert "Dien in" not in naast


def test_a_second_person_publishes_and_readers_have_it(wereld, esra, finn, client):
    stuk = wereld.inlezing
    assert "Proeftekst over integer." not in pagina(client, "/beroepscode/")
    esra.maak_klaar(stuk)
    zelf = esra.publiceer(stuk)
    assert zelf.status_code == 400
    assert "Je hebt deze tekst zelf ingediend" in zelf.content.decode()
    assert not Editie.objects.filter(inlezing=stuk).exists()
    gelezen = pagina(finn.client, f"/redactie/inlezing/{stuk.slug}/bekijk/")
    assert "Bladvulling die lezers niet zien: 24 regels" in gelezen
    assert "Alles waar het portaal nu naar verwijst, staat ook in deze editie." in gelezen
    assert finn.publiceer(stuk)["Location"] == "/redactie/"
    code = pagina(client, "/beroepscode/")
    assert "Proeftekst over integer." in code
    assert "Eigen bewoording, niet de officiële tekst" not in code
    assert "Vangt op na de proef." in code  # what the booklet says of loketten is part of it
    assert "PROEFCODE 2031" not in code
    assert "negende druk, 2031" in pagina(client, "/beroepscode/kernwaarde/integer/")
    wereld.blad.refresh_from_db()
    assert "Je bent niet corrupt in de proef" in wereld.blad.weergave  # pages that quote the code follow
    assert "Proeftekst" in pagina(client, "/zoeken/?q=verbindend")
    versie = Versie.objects.get(gepubliceerd_door__isnull=False, object_id=stuk.pk)
    assert (versie.gemaakt_door, versie.gepubliceerd_door) == (stuk.eigenaar, versie.gepubliceerd_door)


def test_short_words_of_ourselves_stand_beside_the_official_text(wereld, esra, finn):
    eigen = Onderdeel.objects.get(editie__officieel=False, sleutel="kernwaarde/moedig")
    stuk = publiceer(esra, finn, TIENDE)
    deel = Onderdeel.objects.get(editie__inlezing=stuk, sleutel="kernwaarde/moedig")
    assert deel.kort == eigen.kort != ""
    assert deel.tekst == "<p>Proeftekst over moedig.</p>"


def test_the_earlier_edition_stays_readable_and_says_what_it_is(wereld, esra, finn, client):
    negende = publiceer(esra, finn, TEKST + "\nBijna hetzelfde.")
    assert client.get(negende.get_absolute_url())["Location"] == "/beroepscode/"
    tiende = publiceer(esra, finn, TIENDE.replace("Proeftekst over moedig", "Nieuwe tekst over moedig"))
    assert Editie.objects.get(actief=True).inlezing == tiende
    oud = pagina(client, negende.get_absolute_url())
    assert "Dit is niet de geldende code" in oud
    assert "Nu geldt: tiende druk, 2035." in oud
    assert "Proeftekst over moedig." in oud
    assert oud.count("geldt niet") > 20  # at every part: a deep link leads past the top of the page
    assert "Nieuwe tekst over moedig." in pagina(client, "/beroepscode/")
    assert "Dit is niet de geldende code" not in pagina(client, "/beroepscode/")
    lijst = pagina(client, "/beroepscode/edities/")
    assert lijst.index("Tiende druk, 2035") < lijst.index("Negende druk, 2031") < lijst.index("Eigen bewoording")
    assert lijst.count("geldt nu") == 1
    assert "/beroepscode/edities/" in pagina(client, "/beroepscode/")
    # The same key is the same address.
    assert "Nieuwe tekst over moedig." in pagina(client, "/beroepscode/kernwaarde/moedig/")


def test_a_reader_keeps_an_edition_until_it_changes(wereld, esra, finn, client):
    pad = wereld.editie.get_absolute_url()
    eerst = client.get(pad)
    assert client.get(pad, headers={"If-None-Match": eerst["ETag"]}).status_code == 304
    publiceer(esra, finn, TIENDE)  # the mark on an earlier edition says what counts now
    assert client.get(pad, headers={"If-None-Match": eerst["ETag"]}).status_code == 200


def test_a_lost_key_is_reported_with_all_that_points_to_it(wereld, esra, finn, client):
    publiceer(esra, finn, TIENDE)
    elfde = TIENDE.replace("Tiende", "Elfde").replace("Je... bent niet corrupt in de proef.\n", "")
    stuk = esra.lees_in(elfde)
    html = pagina(esra.client, f"/beroepscode/inlezen/{stuk.slug}/")
    assert "Eén onderdeel van de geldende code staat hier niet in" in html
    assert "8 van 9 richtlijnen" in html
    wijst = dict(edities.wie_verwijst("richtlijn/niet-corrupt"))
    assert wereld.blad.titel in [link.titel for link in wijst["Themabladen"]]
    assert {"Themabladen", "Dialoogkaarten"} <= set(wijst)
    for links in wijst.values():
        for link in links:
            assert link.titel in html
            assert link.url in html
    # A text that nobody reads yet, and a link in a text.
    kladje = Themablad.objects.create(slug="klad", titel="Klad", concept={"richtlijnen": ["niet-corrupt"]})
    met_link = Themablad.objects.create(
        slug="link", titel="Met link", concept={"beleid": '<a href="/beroepscode/richtlijn/niet-corrupt/">zie</a>'}
    )
    op_bureau = dict(edities.wie_verwijst("richtlijn/niet-corrupt"))["Op de redactie"]
    assert [link.titel for link in op_bureau] == [kladje.titel, met_link.titel]
    assert edities.wie_verwijst("richtlijn/bestaat-niet") == []
    # The second person is told as well, and the old address leads to where it can still be read.
    esra.maak_klaar(stuk)
    assert "richtlijn/niet-corrupt" in pagina(finn.client, f"/redactie/inlezing/{stuk.slug}/bekijk/")
    finn.publiceer(stuk)
    naar = client.get("/beroepscode/richtlijn/niet-corrupt/")
    assert (naar.status_code, naar["Location"]) == (
        302,
        "/beroepscode/edities/tiende-druk-2035/#richtlijn-niet-corrupt",
    )
    assert client.get("/beroepscode/richtlijn/bestaat-niet/").status_code == 404
    # There are eight now: the page of the code names no number.
    assert ">De richtlijnen</a>" in pagina(client, "/beroepscode/")
    assert "negen re" not in pagina(client, "/beroepscode/")


def test_what_points_to_a_question_or_to_a_part_without_a_page_is_found(wereld):
    les = Lesprogramma.objects.create(slug="les", titel="Les", concept={"stappen": [{"dialoogvraag": "waar-sta-je"}]})
    for slug, adres in (("kaart", "dialoogkaarten/waar-sta-je/"), ("eed", "#eed-uitvoering"), ("eed-2", "#eed-a-2")):
        Themablad.objects.create(slug=slug, titel=slug, concept={"beleid": f'<a href="/beroepscode/{adres}">zie</a>'})

    def titels(sleutel: str) -> list[str]:
        return [link.titel for _, links in edities.wie_verwijst(sleutel) for link in links]

    assert sorted(titels("dialoogvraag/waar-sta-je")) == [les.titel, "kaart"]
    assert titels("eed/uitvoering") == ["eed"]
    assert titels("eed/a-2") == ["eed-2"]
    assert titels("eed/a") == titels("dialoogvraag/waar-sta") == []


def test_the_texts_are_read_once_however_much_disappears(wereld, esra, finn):
    publiceer(esra, finn, TIENDE)
    stuk = esra.lees_in(TIENDE.replace("Tiende", "Elfde"))
    editie = Editie.objects.get(actief=True)
    paden = [f"/beroepscode/inlezen/{stuk.slug}/{deel}" for deel in ("", "kernwaarde/moedig/")]

    def verdwenen(*nummers: int) -> None:
        velden = {"editie": editie, "soort": "dialoogvraag", "volgorde": 999}
        Onderdeel.objects.bulk_create(
            Onderdeel(sleutel=f"dialoogvraag/weg-{n}", titel=f"Weg {n}?", **velden) for n in nummers
        )

    def vragen(pad: str) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as gesteld:
            pagina(esra.client, pad)
        return len(gesteld), sum("~" in vraag["sql"] for vraag in gesteld)

    verdwenen(1)
    (_, teksten), (op_deel, _) = [vragen(pad) for pad in paden]
    assert teksten
    verdwenen(2, 3, 4)
    assert vragen(paden[0])[1] == teksten
    assert vragen(paden[1]) == (op_deel, 0)
    # Each is told with what points to it, and not with what points to another.
    for n in (1, 12):
        Themablad.objects.create(
            slug=f"naar-{n}", titel=f"Naar {n}", concept={"beleid": f"/beroepscode/dialoogkaarten/weg-{n}/"}
        )
    wijst = {
        weg.sleutel: [link.titel for _, er in weg.verwijzen for link in er]
        for weg in edities.verdwijnt(stuk, stuk.indeling)
    }
    assert wijst == {"dialoogvraag/weg-1": ["Naar 1"]} | {f"dialoogvraag/weg-{n}": [] for n in (2, 3, 4)}


def test_a_title_that_was_typed_is_told_to_who_reads_along(wereld, esra, finn):
    stuk = wereld.inlezing
    citaat = "citaat/wat-zou-jij-hier-doen"
    assert "andere woorden dan" not in pagina(esra.client, f"/beroepscode/inlezen/{stuk.slug}/")
    esra.doe(stuk, "bewaar", sleutel=citaat, titel="Heel andere woorden")
    html = pagina(esra.client, f"/beroepscode/inlezen/{stuk.slug}/")
    assert "Eén titel heeft andere woorden dan de kopregel" in html
    esra.maak_klaar(stuk)
    for tekst_ in (html, pagina(finn.client, f"/redactie/inlezing/{stuk.slug}/bekijk/")):
        assert "de titel: </span>Heel andere woorden</ins>" in tekst_
        assert f"/beroepscode/inlezen/{stuk.slug}/{citaat}/" in tekst_


def test_a_part_that_has_another_name_now_keeps_its_address(wereld, esra, finn, client):
    publiceer(esra, finn, TIENDE)
    stuk = esra.lees_in(TIENDE.replace("Tiende", "Elfde").replace("voorkomt verslaving", "blijft nuchter"))
    anders = "richtlijn/blijft-nuchter"
    assert [weg.sleutel for weg in edities.verdwijnt(stuk, stuk.indeling)] == ["richtlijn/verslaving"]
    assert '<option value="verslaving">' in pagina(esra.client, f"/beroepscode/inlezen/{stuk.slug}/{anders}/")
    assert esra.doe(stuk, "bewaar", sleutel=anders, naam="verslaving").status_code == 302
    stuk.refresh_from_db()
    assert edities.verdwijnt(stuk, stuk.indeling) == []
    esra.maak_klaar(stuk)
    finn.publiceer(stuk)
    assert "Je blijft nuchter" in pagina(client, "/beroepscode/richtlijn/verslaving/")


def test_publishing_changes_everything_or_nothing(wereld, esra, finn, client):
    stuk = wereld.inlezing
    esra.maak_klaar(stuk)
    # A page that quotes the code cannot be rendered: then nothing may have changed.
    Themablad.objects.filter(pk=wereld.blad.pk).update(inhoud={"kapot": True})
    with pytest.raises(ValidationError):
        finn.publiceer(stuk)
    stuk.refresh_from_db()
    assert (stuk.status, stuk.versienummer) == (Status.TER_BEOORDELING, 0)
    assert not Editie.objects.filter(inlezing=stuk).exists()
    assert not Editie.objects.get(actief=True).officieel
    assert "Proeftekst" not in pagina(client, "/beroepscode/")


def test_what_is_withdrawn_makes_room_for_the_one_before(cast, wereld, esra, finn, client):
    negende, tiende = publiceer(esra, finn, TEKST + "\nAnders."), publiceer(esra, finn, TIENDE)
    trek_in(stuk=tiende, door=cast.finn, reden="Verkeerd bestand.")
    assert Editie.objects.get(actief=True).inlezing == negende
    assert client.get(tiende.get_absolute_url()).status_code == 404
    assert "Dit is niet de geldende code" not in pagina(client, "/beroepscode/")
    trek_in(stuk=negende, door=cast.finn, reden="Ook niet goed.")
    assert Editie.objects.get(actief=True).naam == "zesde druk, 2019"


def test_a_correction_renews_the_edition_and_a_version_remains(wereld, esra, finn, client):
    stuk = publiceer(esra, finn, TIENDE)
    esra.client.post(
        reverse("beroepscode:inlezing_regel", args=[stuk.slug, nummer(stuk, "Proeftekst over moedig")]),
        {"conceptnummer": stuk.conceptnummer, "_doe": "bewaar", "tekst": "Beter gezet over moedig."},
    )
    assert "Proeftekst over moedig." in pagina(client, "/beroepscode/")
    esra.dien_in(stuk)
    bekijk = pagina(finn.client, f"/redactie/inlezing/{stuk.slug}/bekijk/")
    assert "Met de hand aangepast: 1" in bekijk
    finn.publiceer(stuk)
    assert "Beter gezet over moedig." in pagina(client, "/beroepscode/")
    assert Editie.objects.filter(inlezing=stuk).count() == 1
    assert stuk.versies.count() == 2
    verschil = pagina(finn.client, f"/redactie/inlezing/{stuk.slug}/verschil/?van=1&tot=2")
    assert "Beter gezet" in verschil
    assert "Moedig" in verschil


# --- correcting ----------------------------------------------------------------------------------------


def test_every_correction_by_plain_forms(wereld, esra):
    stuk = wereld.inlezing

    def delen() -> list[str]:
        stuk.refresh_from_db()
        return [deel.sleutel for deel in stuk.indeling.delen]

    esra.doe(stuk, "deel", regel=["5"], naar="kernwaarde/verbindend")
    delen()
    assert "5" in [regel.n for regel in bewerk.deel_van(stuk.indeling, "kernwaarde/verbindend").regels]
    nieuw = esra.doe(stuk, "nieuw", regel=["6", "7"], titel="tiende druk")
    assert nieuw["Location"].endswith("/tekst/proefcode-politie/")
    assert delen()[0] == "tekst/proefcode-politie"
    assert stuk.titel == "tiende druk"  # the name came along with the button for the lines
    stappen = nummer(stuk, "De stappen staan")
    esra.doe(stuk, "splits", sleutel="missie/missie", regel=[stappen])
    assert "tekst/de-stappen-staan-op-volgorde" in delen()
    esra.doe(stuk, "samen", sleutel="tekst/de-stappen-staan-op-volgorde")
    assert "tekst/de-stappen-staan-op-volgorde" not in delen()
    esra.doe(stuk, "vorm", sleutel="missie/missie", regel=[stappen], vorm="kop", titel="Onze missie")
    missie = bewerk.deel_van(Inlezing.objects.get(pk=stuk.pk).indeling, "missie/missie")
    assert missie.titel == "Onze missie"
    assert next(regel.vorm for regel in missie.regels if regel.n == stappen) == "kop"
    esra.doe(stuk, "bewaar", sleutel="tekst/een-kop-die-niemand-kent", soort="leiderschap", naam="kop")
    assert "leiderschap/kop" in delen()
    esra.doe(stuk, "los", regel=["11"])
    assert "11" in [regel.n for regel in Inlezing.objects.get(pk=stuk.pk).indeling.los]
    alle = [regel.n for regel in bewerk.alle_regels(Inlezing.objects.get(pk=stuk.pk).indeling)]
    assert sorted(alle) == sorted(regel["n"] for regel in stuk.bron)


@pytest.mark.parametrize(
    ("wat", "velden", "zin"),
    [
        ("vulling", {}, "Vink eerst de regels aan"),
        ("deel", {"regel": ["1"]}, "Kies eerst in welk onderdeel"),
        ("deel", {"regel": ["1"], "naar": "tekst/weg"}, "bestaat niet meer"),
        ("vulling", {"regel": ["9999"]}, "staat hier niet meer"),
    ],
)
def test_what_cannot_be_done_is_said_and_what_was_filled_in_stays(wereld, esra, wat, velden, zin):
    antwoord = esra.doe(wereld.inlezing, wat, titel="mijn nieuwe naam", **velden)
    html = unescape(antwoord.content.decode())
    assert antwoord.status_code == 422
    assert zin in html
    assert 'value="mijn nieuwe naam"' in html
    for nummer in velden.get("regel", []):
        assert f'value="{nummer}" checked' in html or nummer == "9999"
    wereld.inlezing.refresh_from_db()
    assert wereld.inlezing.conceptnummer == 0


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"titel": " "}, "Vul een titel in."),
        ({"naam": "Geen Naam"}, "alleen kleine letters"),
        ({"soort": "kernwaarde", "naam": "dapper"}, "Een kernwaarde heet integer"),
        ({"soort": "kernwaarde", "naam": "moedig"}, "Er is al een onderdeel ‘kernwaarde/moedig’"),
        ({"soort": "iets"}, "Kies een soort uit de lijst."),
    ],
)
def test_a_part_cannot_be_called_anything(wereld, esra, velden, zin):
    antwoord = esra.doe(wereld.inlezing, "bewaar", sleutel="missie/missie", **{"titel": "Getypt", **velden})
    html = unescape(antwoord.content.decode())
    assert antwoord.status_code == 422
    assert zin in html
    assert f'name="titel" value="{velden.get("titel", "Getypt")}"' in html


def test_somebody_elses_change_is_not_overwritten(cast, wereld, esra, finn):
    stuk = wereld.inlezing
    esra.doe(stuk, "vulling", regel=["1"])
    bezet = finn.doe(stuk, "vulling", regel=["2"])
    assert bezet.status_code == 422
    html = unescape(bezet.content.decode())
    assert "Esra is hiermee bezig" in html
    assert 'value="2" checked' in html
    overgenomen = finn.doe(stuk, "overnemen", regel=["2"], titel="naam van Finn")
    assert 'value="2" checked' in overgenomen.content.decode()  # and what Finn had filled in is still there
    assert 'value="naam van Finn"' in overgenomen.content.decode()
    assert finn.doe(stuk, "vulling", regel=["2"]).status_code == 302
    # Esra's page is older than that: her press is about what is not there any more.
    pad = reverse("beroepscode:inlezing", args=[stuk.slug])
    oud = esra.client.post(pad, {"conceptnummer": 1, "_doe": "vulling", "regel": ["2"]})
    assert oud.status_code == 422
    assert "Finn heeft dit intussen gewijzigd" in unescape(oud.content.decode())


def velden_van(html: str) -> dict[str, str]:
    """What a browser would send of the text fields of a page, in any form."""
    return dict(re.findall(r'<input[^>]* name="([a-z-]+)" value="([^"]*)"', html))


@pytest.mark.parametrize("plek", ["", "missie/missie/"])
@pytest.mark.parametrize("doe", ["overnemen", "vulling"])
def test_a_title_of_somebody_else_stays_after_taking_over(wereld, esra, finn, plek, doe):
    stuk, sleutel = wereld.inlezing, plek.rstrip("/")
    pad = f"/beroepscode/inlezen/{stuk.slug}/{plek}"
    open_ = velden_van(pagina(finn.client, pad)) | ({"soort": "missie"} if plek else {})
    esra.doe(stuk, "bewaar", sleutel=sleutel, titel="Wat Esra ervan maakt")
    # As long as Finn leaves it alone; what Finn types stays.
    html = unescape(finn.client.post(pad, {**open_, "_doe": doe, "regel": ["2"]}).content.decode())
    assert 'id="titel" name="titel" value="Wat Esra ervan maakt"' in html
    assert 'value="2" checked' in html or plek
    getypt = finn.client.post(pad, {**open_, "_doe": doe, "titel": "Van Finn"}).content.decode()
    assert 'id="titel" name="titel" value="Van Finn"' in getypt
    # And Finn's next press keeps it.
    weer = velden_van(html) | ({"soort": "missie"} if plek else {})
    finn.client.post(pad, {**weer, "_doe": "overnemen"})
    assert finn.client.post(pad, {**weer, "_doe": "bewaar"}).status_code == 302
    stuk.refresh_from_db()
    van = bewerk.deel_van(stuk.indeling, sleutel) if plek else stuk.indeling
    assert van.titel == "Wat Esra ervan maakt"


def test_a_correction_that_would_lose_a_line_is_refused(cast, wereld):
    stuk = wereld.inlezing
    minder = stuk.indeling
    minder.los.pop()
    for kapot in (minder, stuk.indeling.model_copy(update={"vulling": stuk.indeling.los})):
        with pytest.raises(RedactieFout, match="Er zou een regel verdwijnen of dubbel komen"):
            services.wijzig(inlezing=stuk, indeling=kapot, door=cast.esra, conceptnummer=0)


def test_an_edit_voids_what_was_handed_in(wereld, esra, finn):
    stuk = wereld.inlezing
    esra.maak_klaar(stuk)
    esra.doe(stuk, "bewaar", titel="andere naam")
    stuk.refresh_from_db()
    assert stuk.status == Status.CONCEPT
    assert finn.publiceer(stuk).status_code == 400


def test_with_lines_without_a_place_it_cannot_be_handed_in(wereld, esra):
    antwoord = esra.client.post(
        f"/redactie/inlezing/{wereld.inlezing.slug}/indienen/", {"toelichting": ""}, follow=True
    )
    assert antwoord.redirect_chain[-1][0] == f"/beroepscode/inlezen/{wereld.inlezing.slug}/"
    wereld.inlezing.refresh_from_db()
    assert wereld.inlezing.status == Status.CONCEPT


def test_only_what_was_never_handed_in_can_be_thrown_away(wereld, esra, finn):
    weg = reverse("beroepscode:inlezing_weg", args=[wereld.inlezing.slug])
    assert "Lezers merken er niets van." in pagina(esra.client, weg)
    esra.maak_klaar(wereld.inlezing)
    assert esra.client.post(weg).status_code == 404
    stuk = esra.lees_in(TIENDE)
    assert esra.client.post(reverse("beroepscode:inlezing_weg", args=[stuk.slug])).status_code == 302
    assert not Inlezing.objects.filter(pk=stuk.pk).exists()


def test_the_desk_leads_to_this_room_and_its_own_form_stays_away(wereld, esra):
    assert reverse("beroepscode:inlezen") in pagina(esra.client, "/redactie/nieuw/")
    assert 'value="inlezing"' not in pagina(esra.client, "/redactie/nieuw/")
    bewerk_ = esra.client.post(f"/redactie/inlezing/{wereld.inlezing.slug}/", {"_doe": "bewaar", "_conceptnummer": "0"})
    assert bewerk_["Location"] == f"/beroepscode/inlezen/{wereld.inlezing.slug}/"
    assert esra.client.post(f"/redactie/inlezing/{wereld.inlezing.slug}/bewaar/", {}).status_code == 404
    wereld.inlezing.refresh_from_db()
    assert wereld.inlezing.conceptnummer == 0


# --- files ---------------------------------------------------------------------------------------------


def test_the_same_file_twice_is_one_booklet(wereld, esra):
    nog_eens = esra.upload(TEKST.encode(), "kopie.txt")
    assert nog_eens["Location"] == f"/beroepscode/inlezen/{wereld.inlezing.slug}/"
    assert Inlezing.objects.count() == 1


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("leeg.txt", b"", "Dit bestand is leeg."),
        ("brief.txt", b"Beste buurman, tot zaterdag.", "Hier staat de beroepscode niet in."),
        ("oud.txt", "caf\xe9".encode("latin-1"), tekst.GEEN_UTF8),
        ("boek.pdf", b"%PDF-1.4 en verder niets", tekst.PDF_STUK),
        ("boek.docx", b"PK\x03\x04" + bytes(200), tekst.DOCX_STUK),
    ],
)
def test_a_wrong_upload_gets_one_sentence_and_changes_nothing(wereld, esra, naam, inhoud, zin):
    antwoord = esra.upload(inhoud, naam)
    html = unescape(antwoord.content.decode())
    assert antwoord.status_code == 422
    assert zin in html
    assert Inlezing.objects.count() == 1


def test_too_large_stops_while_it_comes_in(wereld, esra, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    antwoord = esra.upload(bytes(tekst.MAX_BYTES + 1), "groot.pdf")
    html = unescape(antwoord.content.decode())
    assert tekst.TE_ZWAAR in html
    assert "Kies een bestand." not in html
    assert list(tmp_path.glob("*.upload*")) == []


def test_the_command_puts_it_on_the_desk(wereld, tmp_path, capsys, client):
    pad = tmp_path / "boekje.txt"
    pad.write_text(TIENDE.replace("Je... voorkomt verslaving.\n", ""), encoding="utf-8")
    call_command("importeer_beroepscode", str(pad))
    gezegd = capsys.readouterr().out
    assert "‘tiende druk, 2035’ gelezen" in gezegd
    assert "  regel 2: INTEGER" in gezegd
    assert "richtlijn/verslaving bestaat in deze editie niet meer" in gezegd
    assert "Op de redactie: /beroepscode/inlezen/tiende-druk-2035/" in gezegd
    assert Inlezing.objects.get(slug="tiende-druk-2035").status == Status.CONCEPT
    assert "Proeftekst" not in pagina(client, "/beroepscode/")
    with pytest.raises(CommandError, match="al ingelezen"):
        call_command("importeer_beroepscode", str(pad))


def test_the_command_publishes_only_where_there_is_nothing_official_yet(wereld, tmp_path, capsys, client):
    Editie.objects.filter(officieel=True).delete()
    Inlezing.objects.all().delete()
    pad = tmp_path / "boekje.txt"
    pad.write_text(TEKST, encoding="utf-8")
    call_command("importeer_beroepscode", str(pad), "--publiceer")
    assert "Deze editie staat nu online" in capsys.readouterr().out
    assert "Proeftekst over integer." in pagina(client, "/beroepscode/")
    pad.write_text(TIENDE, encoding="utf-8")
    with pytest.raises(CommandError, match="door twee redacteuren gepubliceerd"):
        call_command("importeer_beroepscode", str(pad), "--publiceer")
    assert Inlezing.objects.count() == 1


def test_the_command_says_what_is_wrong_in_one_sentence(wereld, tmp_path):
    with pytest.raises(CommandError, match=r"kan .* niet openen"):
        call_command("importeer_beroepscode", str(tmp_path / "weg.txt"))
    groot = tmp_path / "groot.docx"
    with groot.open("wb") as bestand:
        bestand.truncate(200 * 1024 * 1024)
    with pytest.raises(CommandError, match="groter dan 20 MB"):
        call_command("importeer_beroepscode", str(groot))
    assert Inlezing.objects.count() == 1


# --- the oath ------------------------------------------------------------------------------------------


def test_oath_or_promise_is_chosen_on_the_page(wereld, client):
    code = pagina(client, "/beroepscode/")
    for naam in ("uitvoering", "ondersteuning"):
        assert f'name="eed-{naam}-vorm" value="eed"' in code
        assert f'name="eed-{naam}-vorm" value="belofte"' in code
    deel = Onderdeel.objects.actief().get(sleutel="eed/uitvoering")
    assert "vraag je God om hulp" in deel.varianten["eed"]
    assert "vraag je God om hulp" not in deel.varianten["belofte"]
