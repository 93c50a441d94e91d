"""Logging in, the second factor, a forgotten password, and the pages of allauth that do not exist here."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import socketserver
import struct
import threading
import time
from collections.abc import Iterator
from email import message_from_bytes
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast
from vik_portal.organisatie import services
from vik_portal.organisatie.models import Rol


def pagina(antwoord) -> str:  # type: ignore[no-untyped-def]
    """The page as text on one line."""
    return re.sub(r"\s+", " ", antwoord.content.decode())


def totp(geheim: str, wanneer: float | None = None) -> str:
    """The six digits that an app shows for this secret (RFC 6238), not computed by allauth."""
    teller = struct.pack(">Q", int((wanneer or time.time()) // 30))
    som = hmac.new(base64.b32decode(geheim), teller, hashlib.sha1).digest()
    plek = som[-1] & 15
    return f"{(struct.unpack('>I', som[plek : plek + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def log_in(client: Client, cast: Cast, naam: str):  # type: ignore[no-untyped-def]
    velden = {"login": f"{naam}@politie.example", "password": cast.wachtwoord}
    return client.post("/account/login/", velden, follow=True)


def bevestig(client: Client, cast: Cast, naar: str) -> None:
    """Confirm with the password, as allauth asks before it lets anybody change how to log in."""
    client.post(f"/account/reauthenticate/?next={naar}", {"password": cast.wachtwoord})


def test_password_is_enough_for_a_teamchef(cast: Cast) -> None:
    antwoord = log_in(Client(), cast, "bram")
    assert antwoord.redirect_chain == [("/mijn/", 302)]
    assert "Dag Bram" in pagina(antwoord)


def test_wrong_password_is_one_sentence_and_the_address_stays(cast: Cast) -> None:
    antwoord = Client().post("/account/login/", {"login": "bram@politie.example", "password": "mis"})
    assert "Dit e-mailadres en dit wachtwoord horen niet bij elkaar." in pagina(antwoord)
    assert 'value="bram@politie.example"' in pagina(antwoord)
    onbekend = Client().post("/account/login/", {"login": "niemand@politie.example", "password": "mis"})
    assert "Dit e-mailadres en dit wachtwoord horen niet bij elkaar." in pagina(onbekend)


def test_many_wrong_passwords_are_slowed_down(cast: Cast) -> None:
    client = Client()
    for _ in range(5):
        client.post("/account/login/", {"login": "bram@politie.example", "password": "mis"})
    antwoord = log_in(client, cast, "bram")
    assert "Te veel pogingen achter elkaar." in pagina(antwoord)


def test_code_is_asked_after_the_password(cast: Cast) -> None:
    client = Client()
    antwoord = log_in(client, cast, "esra")
    assert antwoord.redirect_chain == [("/account/2fa/authenticate/", 302)]
    assert "Tweede stap" in pagina(antwoord)
    assert client.get("/mijn/").status_code == 302
    fout = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "Deze code klopt niet." in pagina(fout)
    goed = client.post("/account/2fa/authenticate/", {"code": totp(cast.totp_geheim)}, follow=True)
    assert "Dag Esra" in pagina(goed)


def test_who_needs_a_second_factor_and_has_none_can_do_nothing_else(cast: Cast) -> None:
    Authenticator.objects.filter(user=cast.esra).delete()
    client = Client()
    antwoord = log_in(client, cast, "esra")
    assert antwoord.redirect_chain[-1] == ("/account/2fa/", 302)
    assert "Je rol vraagt een tweede stap bij het inloggen." in pagina(antwoord)
    for pad in ("/", "/mijn/", "/redactie/", "/organisatie/account/", "/beheer/", "/bestaat-niet/"):
        assert client.get(pad)["Location"] == "/account/2fa/", pad
        assert client.post(pad)["Location"] == "/account/2fa/", pad
    assert client.get("/account/logout/").status_code == 200


def test_setting_up_an_app_opens_the_portal_and_gives_recovery_codes(cast: Cast) -> None:
    Authenticator.objects.filter(user=cast.esra).delete()
    client = Client()
    log_in(client, cast, "esra")
    assert client.get("/account/2fa/totp/activate/")["Location"].startswith("/account/reauthenticate/")
    bevestig(client, cast, "/account/2fa/totp/activate/")
    formulier = pagina(client.get("/account/2fa/totp/activate/"))
    assert "<svg" in formulier
    assert "data:image" not in formulier
    gevonden = re.search(r'code-woord">([A-Z2-7]+)<', formulier)
    assert gevonden
    antwoord = client.post("/account/2fa/totp/activate/", {"code": totp(gevonden[1])}, follow=True)
    assert "Nog 10 van de 10 over." in pagina(antwoord)
    assert client.get("/mijn/").status_code == 200
    code = Authenticator.objects.get(user=cast.esra, type="recovery_codes").wrap().get_unused_codes()[0]
    ander = Client()
    log_in(ander, cast, "esra")
    assert "Dag Esra" in pagina(ander.post("/account/2fa/authenticate/", {"code": code}, follow=True))
    weer = Client()
    log_in(weer, cast, "esra")
    assert "Deze code klopt niet." in pagina(weer.post("/account/2fa/authenticate/", {"code": code}))


def test_last_second_factor_stays_for_who_needs_one(cast: Cast) -> None:
    client = cast.client(cast.esra)
    bevestig(client, cast, "/account/2fa/totp/deactivate/")
    antwoord = client.get("/account/2fa/totp/deactivate/")
    assert "Je rol vraagt een tweede stap." in pagina(antwoord)
    client.post("/account/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=cast.esra, type="totp").exists()

    sleutel = Authenticator.objects.create(user=cast.esra, type="webauthn", data={"name": "sleutel"})
    Authenticator.objects.filter(user=cast.esra, type="totp").delete()
    client.post(f"/account/2fa/webauthn/keys/{sleutel.pk}/remove/")
    assert Authenticator.objects.filter(pk=sleutel.pk).exists()

    Rol.objects.filter(gebruiker=cast.esra).delete()
    client.post(f"/account/2fa/webauthn/keys/{sleutel.pk}/remove/")
    assert not Authenticator.objects.filter(pk=sleutel.pk).exists()


def test_somebody_elses_key_does_not_exist(cast: Cast) -> None:
    sleutel = Authenticator.objects.create(user=cast.bram, type="webauthn", data={"name": "sleutel"})
    client = cast.client(cast.esra)
    bevestig(client, cast, "/account/2fa/")
    assert client.post(f"/account/2fa/webauthn/keys/{sleutel.pk}/remove/").status_code == 404
    assert client.get(f"/account/2fa/webauthn/keys/{sleutel.pk}/edit/").status_code == 404


def test_beheerder_lets_a_colleague_back_in_but_not_herself(cast: Cast) -> None:
    client = cast.client(cast.jetske)
    client.post(f"/organisatie/rollen/gebruiker/{cast.esra.pk}/tweede-stap/")
    assert not Authenticator.objects.filter(user=cast.esra).exists()
    assert mail.outbox[0].to == ["esra@politie.example"]
    assert client.post(f"/organisatie/rollen/gebruiker/{cast.jetske.pk}/tweede-stap/").status_code == 404
    assert Authenticator.objects.filter(user=cast.jetske).exists()


def test_demo_asks_no_second_factor_and_says_so(cast: Cast, settings: Settings) -> None:
    Authenticator.objects.filter(user=cast.esra).delete()
    settings.TWEEDE_FACTOR_VERPLICHT, settings.OMGEVING = False, "demo"
    client = Client()
    assert "Dag Esra" in pagina(log_in(client, cast, "esra"))
    assert "In de demowereld is een tweede stap niet nodig." in pagina(client.get("/organisatie/account/"))


def test_forgotten_password(cast: Cast) -> None:
    client = Client()
    antwoord = client.post("/account/password/reset/", {"email": "BRAM@politie.example"}, follow=True)
    assert "Kijk in je mail" in pagina(antwoord)
    [bericht] = mail.outbox
    assert bericht.subject == "Kies een nieuw wachtwoord"
    link = re.search(r"https?://\S+", bericht.body)
    assert link
    formulier = client.get(urlsplit(link[0]).path, follow=True)
    kort = client.post(formulier.request["PATH_INFO"], {"password1": "kort", "password2": "anders"})
    assert "Er klopt nog iets niet" in pagina(kort)
    nieuw = {"password1": "wandelen-in-de-regen", "password2": "wandelen-in-de-regen"}
    klaar = client.post(formulier.request["PATH_INFO"], nieuw, follow=True)
    assert "Je wachtwoord staat klaar" in pagina(klaar)
    assert mail.outbox[1].subject == "Je wachtwoord is veranderd"
    assert "horen niet bij elkaar" in pagina(log_in(client, cast, "bram"))
    goed = client.post("/account/login/", {"login": "bram@politie.example", "password": "wandelen-in-de-regen"})
    assert goed["Location"] == "/mijn/"


def test_unknown_address_gets_the_same_page_and_no_mail(cast: Cast) -> None:
    bekend = Client().post("/account/password/reset/", {"email": "bram@politie.example"}, follow=True)
    aantal = len(mail.outbox)
    onbekend = Client().post("/account/password/reset/", {"email": "niemand@politie.example"}, follow=True)
    assert pagina(onbekend) == pagina(bekend)
    assert len(mail.outbox) == aantal == 1


def test_a_reset_link_leads_to_our_address_whatever_the_browser_claims(cast: Cast, settings: Settings) -> None:
    settings.SITE_URL = "https://vik.politie.example"
    Client().post("/account/password/reset/", {"email": "bram@politie.example"}, headers={"host": "localhost"})
    assert "https://vik.politie.example/account/password/reset/key/" in mail.outbox[0].body


class Postbus(socketserver.StreamRequestHandler):
    """Just enough of a mail server to receive one message over a real connection."""

    ontvangen: list[bytes] = []

    def handle(self) -> None:
        self.wfile.write(b"220 postbus\r\n")
        while regel := self.rfile.readline().decode().strip():
            if regel.upper() == "DATA":
                self.wfile.write(b"354 ga door\r\n")
                tekst = b""
                while (deel := self.rfile.readline()) != b".\r\n":
                    tekst += deel
                self.ontvangen.append(tekst)
            self.wfile.write(b"221 dag\r\n" if regel.upper() == "QUIT" else b"250 ok\r\n")


@pytest.fixture
def postbus(settings: Settings) -> Iterator[list[bytes]]:
    """A real SMTP connection; what arrived, as raw messages."""
    Postbus.ontvangen = []
    with socketserver.TCPServer(("127.0.0.1", 0), Postbus) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield Postbus.ontvangen
        server.shutdown()


def test_reset_mail_over_smtp(cast: Cast, postbus: list[bytes]) -> None:
    Client().post("/account/password/reset/", {"email": "bram@politie.example"})
    [ruw] = postbus
    bericht = message_from_bytes(ruw)
    assert bericht["To"] == "bram@politie.example"
    tekst = bericht.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert "/account/password/reset/key/" in tekst
    assert "één keer en drie dagen lang" in tekst


def test_mail_server_away_breaks_no_page_and_a_beheerder_hears_it(
    cast: Cast, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert Client().post("/account/password/reset/", {"email": "bram@politie.example"}).status_code == 302
    # Who asked stands nowhere, also not in what the mail library says.
    assert "kon niet weg: ConnectionRefusedError" in caplog.text
    assert "bram@" not in caplog.text
    client = cast.client(cast.jetske)
    antwoord = client.post(f"/organisatie/rollen/gebruiker/{cast.bram.pk}/mail/", follow=True)
    assert "de mail kon niet weg" in pagina(antwoord)


@pytest.mark.parametrize("pad", ["signup/", "email/", "confirm-email/", "dienstaccount/", "3rdparty/", "login/code/"])
def test_pages_of_allauth_that_are_not_used(cast: Cast, pad: str) -> None:
    assert Client().get(f"/account/{pad}").status_code == 404
    assert cast.client(cast.bram).get(f"/account/{pad}").status_code == 404


def test_every_page_for_who_is_logged_in_is_ours_and_dutch(cast: Cast) -> None:
    client = cast.client(cast.esra)
    Authenticator.objects.create(
        user=cast.esra, type="recovery_codes", data={"migrated_codes": ["12345678", "87654321"]}
    )
    bevestig(client, cast, "/account/2fa/")
    for pad, kop in {
        "2fa/": "Tweede stap bij het inloggen",
        "2fa/totp/deactivate/": "Code-app weghalen",
        "2fa/recovery-codes/": "Herstelcodes",
        "2fa/recovery-codes/generate/": "Nieuwe herstelcodes",
        "2fa/webauthn/": "Toegangssleutels",
        "2fa/webauthn/add/": "Toegangssleutel instellen",
        "password/change/": "Wachtwoord veranderen",
        "logout/": "Uitloggen",
        "reauthenticate/": "Ben jij het?",
        "2fa/reauthenticate/": "Ben jij het?",
        "inactive/": "Dit account staat uit",
        "dienstaccount/afgebroken/": "Inloggen gestopt",
        "dienstaccount/fout/": "Inloggen met je dienstaccount lukt niet",
    }.items():
        tekst = pagina(client.get(f"/account/{pad}"))
        assert tekst.count("<h1") == 1, pad
        assert f">{kop}</h1>" in tekst, pad
        assert "VIK-portaal</title>" in tekst, pad
        for engels in ("Sign In", "Security Key", "Authenticator", "Please", "Password"):
            assert engels not in tekst, (pad, engels)
    assert "Herstelcodes voor het VIK-portaal." in client.get("/account/2fa/recovery-codes/download/").content.decode()


def test_changing_the_password(cast: Cast) -> None:
    client = cast.client(cast.bram)
    velden = {"oldpassword": "mis", "password1": "wandelen-in-de-regen", "password2": "wandelen-in-de-regen"}
    assert "Vul je wachtwoord van nu in." in pagina(client.post("/account/password/change/", velden))
    antwoord = client.post("/account/password/change/", velden | {"oldpassword": cast.wachtwoord}, follow=True)
    assert antwoord.redirect_chain == [("/organisatie/account/", 302)]
    assert "Je wachtwoord is veranderd." in pagina(antwoord)


def test_switched_off_account_is_told_so(cast: Cast) -> None:
    services.zet_actief(gebruiker=cast.bram, actief=False)
    antwoord = log_in(Client(), cast, "bram")
    assert "Dit account staat uit" in pagina(antwoord)
