"""What a phone is told, one sentence per thing that can happen; through the real middleware, without a browser."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from vik_portal.meedoen import deelname, services, stembus
from vik_portal.meedoen.models import Bijeenkomst, Envelop, Rondestoel, Stoel

pytestmark = pytest.mark.django_db
VRAAG = [
    {
        "deel": "Stelling",
        "tekst": "Wij vertellen elkaar wat er schuurt.",
        "opties": ["a", "b", "c", "d", "e"],
        "schaal": "1-5",
    }
]


@pytest.fixture
def zaal(cast, settings, tmp_path):
    """A meeting with its door open."""
    settings.STEMBUS_DIR = tmp_path / "stembus"
    bijeenkomst = Bijeenkomst.objects.create(titel="Middag", team=cast.team, begin=timezone.now())
    return services.open_deur(bijeenkomst=bijeenkomst)


class Telefoon:
    """A phone: one browser with its own cookies, that posts from our own page."""

    def __init__(self, zaal: Bijeenkomst) -> None:
        self.browser, self.basis = Client(), f"/meedoen/{zaal.code}/"

    def post(self, pad: str, inhoud: bytes = b"{}", oorsprong: str = "http://testserver"):
        kop = {"Origin": oorsprong} if oorsprong else {}
        return self.browser.post(self.basis + pad, inhoud, content_type="application/octet-stream", headers=kop)

    def get(self, pad: str = ""):
        return self.browser.get(self.basis + pad)

    def envelop(self, ronde, antwoord: int = 4) -> bytes:
        return stembus.verzegel(json.loads(self.get(f"ronde/{ronde.pk}").content)["sleutel"], ronde.pk, [antwoord])

    def verstuur(self, ronde, inhoud: bytes | None = None):
        return self.post(f"ronde/{ronde.pk}/envelop", inhoud if inhoud is not None else self.envelop(ronde))


def zet_neer(zaal, aantal=5):
    telefoons = [Telefoon(zaal) for _ in range(aantal)]
    for telefoon in telefoons:
        assert telefoon.post("stoel").status_code == 201
    return telefoons


@pytest.fixture
def ronde(zaal):
    """(round, its phones): five seats, door closed, one question."""
    telefoons = zet_neer(zaal)
    services.sluit_deur(bijeenkomst=zaal)
    return services.open_ronde(bijeenkomst=zaal, soort="stelling", vorm="banden", vragen=VRAAG), telefoons


def zin(antwoord) -> str:
    return antwoord.json()["fout"]


@pytest.mark.parametrize(
    ("invoer", "verwacht"),
    [("ABC", deelname.GEEN_CODE), ("2346789A", deelname.ONBEKEND), ("'; drop", deelname.GEEN_CODE)],
)
def test_unknown_code(client, zaal, invoer, verwacht):
    antwoord = client.get("/meedoen/", {"code": invoer})
    assert antwoord.status_code == 404
    assert verwacht in antwoord.content.decode()


def test_a_code_may_be_typed_with_blanks_dashes_and_small_letters(client, zaal):
    code = zaal.code
    antwoord = client.get("/meedoen/", {"code": f" {code[:4].lower()}-{code[4:]} "})
    assert antwoord["Location"] == f"/meedoen/{code}/"


def test_an_expired_code(zaal):
    telefoon = Telefoon(zaal)
    services.rond_af(bijeenkomst=services.sluit_deur(bijeenkomst=zaal))
    assert telefoon.get().status_code == 404
    assert telefoon.get("stand").json() == {"klaar": True}
    assert zin(telefoon.post("stoel")) == deelname.ONBEKEND


def test_closed_door(zaal):
    services.sluit_deur(bijeenkomst=zaal)
    antwoord = Telefoon(zaal).post("stoel")
    assert antwoord.status_code == 409
    assert "De deur is dicht" in zin(antwoord)
    assert Stoel.objects.count() == 0


def test_asking_twice_from_one_phone_takes_one_seat(zaal):
    telefoon = Telefoon(zaal)
    assert [telefoon.post("stoel").status_code for _ in range(3)] == [201, 200, 200]
    assert Stoel.objects.count() == 1


def test_the_seat_is_a_cookie_of_this_meeting_alone(zaal):
    koekje = Telefoon(zaal).post("stoel").cookies["stoel"]
    assert (koekje["path"], koekje["httponly"], koekje["samesite"]) == (f"/meedoen/{zaal.code}/", True, "Strict")
    assert len(koekje.value) == 32  # 128 bits as hex
    assert koekje.value.encode() not in bytes(Stoel.objects.get().token)


def test_tickets_work_once(zaal):
    kaartjes = services.maak_kaartjes(bijeenkomst=zaal, aantal=5)
    eerste, tweede = Telefoon(zaal), Telefoon(zaal)
    inhoud = json.dumps({"kaartje": f"{kaartjes[0][:4].lower()} {kaartjes[0][4:]}"}).encode()
    assert eerste.post("stoel", inhoud).status_code == 201
    assert "Dit kaartje werkt niet" in zin(tweede.post("stoel", inhoud))
    assert "Dit kaartje werkt niet" in zin(tweede.post("stoel"))


def test_a_round_counts_what_phones_sent(ronde):
    stemming, telefoons = ronde
    for telefoon in telefoons:
        assert telefoon.verstuur(stemming).json() == {"ontvangen": True}
    geteld = services.sluit_ronde(ronde=stemming)
    assert services.uitslag_van(geteld).in_woorden(0, "hoog") == "(bijna) iedereen"
    assert not Envelop.objects.exists()


def test_a_late_phone_waits_for_the_next_round(zaal, ronde):
    stemming, _ = ronde
    laat = Telefoon(zaal)
    assert laat.post("stoel").status_code == 409
    antwoord = laat.verstuur(stemming)
    assert (antwoord.status_code, zin(antwoord)) == (403, deelname.GEEN_STOEL)


def test_a_lost_cookie(ronde):
    stemming, telefoons = ronde
    inhoud = telefoons[0].envelop(stemming)
    telefoons[0].browser.cookies.clear()
    assert zin(telefoons[0].verstuur(stemming, inhoud)) == deelname.GEEN_STOEL


def test_the_same_envelope_again_is_fine_and_another_is_not(ronde):
    stemming, telefoons = ronde
    eerste, tweede = telefoons[0].envelop(stemming, 1), telefoons[0].envelop(stemming, 5)
    assert telefoons[0].verstuur(stemming, eerste).status_code == 200
    assert telefoons[0].verstuur(stemming, eerste).status_code == 200
    antwoord = telefoons[0].verstuur(stemming, tweede)
    assert (antwoord.status_code, zin(antwoord)) == (409, deelname.ANDERE_ENVELOP)
    assert bytes(Envelop.objects.get().inhoud) == eerste


@pytest.mark.parametrize("inhoud", [b"", b"x" * 383, b"x" * 385, b"x" * 4000])
def test_truncated_and_oversized(ronde, inhoud):
    stemming, telefoons = ronde
    antwoord = telefoons[0].verstuur(stemming, inhoud)
    assert antwoord.status_code in {400, 413}
    assert zin(antwoord) == deelname.KAPOT
    assert not Envelop.objects.exists()


def test_too_late(ronde):
    stemming, telefoons = ronde
    inhoud = telefoons[0].envelop(stemming)
    services.sluit_ronde(ronde=stemming)
    antwoord = telefoons[0].verstuur(stemming, inhoud)
    assert (antwoord.status_code, zin(antwoord)) == (410, deelname.TE_LAAT)
    assert telefoons[0].get(f"ronde/{stemming.pk}").status_code == 410


def test_an_envelope_of_another_round_counts_for_nothing(zaal, ronde):
    eerste, telefoons = ronde
    oud = telefoons[0].envelop(eerste)
    services.stop_ronde(ronde=eerste)
    tweede = services.open_ronde(bijeenkomst=zaal, soort="stelling", vorm="banden", vragen=VRAAG)
    assert telefoons[0].verstuur(tweede, oud).status_code == 200  # sealed: nobody can see yet that it is foreign
    for telefoon in telefoons[1:]:
        telefoon.verstuur(tweede)
    geteld = services.sluit_ronde(ronde=tweede)
    assert geteld.status == "te_weinig"  # four valid ones: nothing is published


def test_fewer_than_five(ronde):
    stemming, telefoons = ronde
    for telefoon in telefoons[:4]:
        telefoon.verstuur(stemming)
    geteld = services.sluit_ronde(ronde=stemming)
    assert (geteld.status, geteld.uitslag) == ("te_weinig", None)
    assert not Envelop.objects.exists()
    assert stembus.aanwezig() == {}


def test_a_missing_or_swapped_key_file_voids_the_round(ronde, settings):
    stemming, telefoons = ronde
    inhoud = telefoons[0].envelop(stemming)
    ander = stembus.maak("0" * 32)
    bestand = settings.STEMBUS_DIR / f"{stemming.pk}.stembus"
    bestand.write_bytes((settings.STEMBUS_DIR / f"{ander.ronde}.stembus").read_bytes())
    assert telefoons[0].get(f"ronde/{stemming.pk}").status_code == 410
    bestand.unlink()
    assert telefoons[0].verstuur(stemming, inhoud).status_code == 410
    assert services.sluit_ronde(ronde=stemming).status == "vervallen"


def test_a_seat_put_in_by_hand_cannot_send(ronde):
    stemming, telefoons = ronde
    indringer = Telefoon(stemming.bijeenkomst)
    indringer.browser.cookies["stoel"] = "f" * 32
    Rondestoel.objects.create(ronde=stemming, stoel=services.hash_token("f" * 32), merk=b"0" * 32)
    inhoud = telefoons[0].envelop(stemming)
    assert indringer.verstuur(stemming, inhoud).status_code == 403


@pytest.mark.parametrize("oorsprong", ["", "null", "https://kwaad.example", "http://testserver.kwaad.example"])
def test_only_from_our_own_page(zaal, oorsprong):
    antwoord = Telefoon(zaal).post("stoel", oorsprong=oorsprong)
    assert (antwoord.status_code, zin(antwoord)) == (403, deelname.VREEMD)
    assert Stoel.objects.count() == 0


def test_nothing_of_a_session_comes_near(cast, zaal):
    """Also somebody who is logged in takes part as nobody: no session is read, no cookie of the portal is set."""
    client = cast.client(cast.bram)
    for pad in ("/meedoen/", f"/meedoen/{zaal.code}/", f"/meedoen/{zaal.code}/stand", "/meedoen/wat-weten-wij/"):
        antwoord = client.get(pad)
        assert antwoord["Cache-Control"] == "no-store"
        assert not antwoord.cookies
        assert "Bram" not in antwoord.content.decode()


def test_every_phone_gets_the_same_bytes(zaal):
    een, ander = Telefoon(zaal), Telefoon(zaal)
    een.post("stoel")
    assert een.get().content == ander.get().content
    assert een.get("stand").content == ander.get("stand").content


def test_an_error_is_logged_without_values(ronde, caplog):
    stemming, telefoons = ronde
    inhoud = telefoons[0].envelop(stemming)
    token = telefoons[0].browser.cookies["stoel"].value
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE meedoen_rondestoel RENAME TO weg")
    antwoord = telefoons[0].verstuur(stemming, inhoud)
    assert (antwoord.status_code, zin(antwoord)) == (500, "Er ging iets mis bij ons. Wat je invulde, staat er nog.")
    assert "ProgrammingError" in caplog.text
    for geheim in (token, services.hash_token(token).hex(), inhoud.hex(), stemming.pk):
        assert geheim not in caplog.text


def test_a_host_of_its_own_has_taking_part_and_nothing_else(zaal, settings):
    settings.MEEDOEN_HOST = "meedoen.example"
    settings.ALLOWED_HOSTS = ["meedoen.example", "testserver"]
    telefoon = Telefoon(zaal)
    elders = telefoon.get()
    assert (elders.status_code, elders["Location"]) == (302, f"https://meedoen.example/meedoen/{zaal.code}/")
    hier = Client(headers={"host": "meedoen.example"})
    assert hier.get("/")["Location"] == "/meedoen/"
    assert hier.get(f"/meedoen/{zaal.code}/").status_code == 200
    for pad in ("/account/login/", "/bijeenkomsten/", "/beheer/", "/zoeken/?q=a"):
        antwoord = hier.get(pad)
        assert antwoord.status_code == 404
        assert "Typ de code die op het scherm staat" in antwoord.text
        assert not antwoord.cookies
    assert Client().get("/zoeken/?q=a").status_code == 200
    # As the projector says it; and the code that somebody typed on the start page comes along.
    assert hier.get("/meedoen")["Location"] == "/meedoen/"
    assert Client().get("/meedoen")["Location"] == "https://meedoen.example/meedoen"
    getypt = Client().get(f"/meedoen/?code={zaal.code}")
    assert getypt["Location"] == f"https://meedoen.example/meedoen/?code={zaal.code}"


def test_the_address_as_people_type_it_is_no_request_of_the_portal(zaal):
    antwoord = Client().get("/meedoen")
    assert (antwoord.status_code, antwoord["Location"], antwoord["Cache-Control"]) == (302, "/meedoen/", "no-store")
    assert not antwoord.cookies
    assert Client().get("/meedoenerij").status_code == 404
