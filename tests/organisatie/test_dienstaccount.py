"""Logging in with the organisation's own account, against a small OpenID Connect server over real HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast
from vik_portal import lokaal
from vik_portal.organisatie.models import Gebruiker


class Inlogserver(BaseHTTPRequestHandler):
    """Says about everybody who comes by what ``persoon`` says."""

    persoon: dict[str, object] = {}

    def antwoord(self, inhoud: dict[str, object]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(inhoud).encode())

    def do_GET(self) -> None:
        basis = f"http://127.0.0.1:{self.server.server_address[1]}"
        if self.path.endswith("/openid-configuration"):
            namen = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
            self.antwoord({"issuer": basis, **{naam: f"{basis}/{naam}" for naam in namen}})
        else:
            self.antwoord(self.persoon)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.antwoord({"access_token": "kaartje", "token_type": "Bearer"})

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def inlogserver(settings: Settings) -> Iterator[type[Inlogserver]]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Inlogserver) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        app = {
            "provider_id": "dienstaccount",
            "name": "je dienstaccount",
            "client_id": "vik",
            "secret": "geheim",
            "settings": {"server_url": f"http://127.0.0.1:{server.server_address[1]}"},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        settings.ROOT_URLCONF = "tests.organisatie.urls_dienstaccount"
        yield Inlogserver
        server.shutdown()


def kom_binnen(client: Client):  # type: ignore[no-untyped-def]
    """Press the button, and come back from the login server."""
    weg = client.post("/account/oidc/dienstaccount/login/?process=login")
    vraag = parse_qs(urlsplit(weg["Location"]).query)
    assert vraag["code_challenge_method"] == ["S256"]
    return client.get(
        "/account/oidc/dienstaccount/login/callback/", {"code": "x", "state": vraag["state"][0]}, follow=True
    )


def test_button_stands_first_and_password_behind_it(cast: Cast, inlogserver: type[Inlogserver]) -> None:
    pagina = Client().get("/account/login/").content.decode()
    assert "Verder met je dienstaccount" in pagina
    assert "<summary>Inloggen met een toegangssleutel of wachtwoord</summary>" in pagina


def test_known_address_is_that_account(cast: Cast, inlogserver: type[Inlogserver]) -> None:
    inlogserver.persoon = {"sub": "1", "email": "bram@politie.example", "email_verified": True, "name": "B. Bakker"}
    assert "Dag Bram" in kom_binnen(Client()).content.decode()
    assert "Dag Bram" in kom_binnen(Client()).content.decode()
    assert Gebruiker.objects.filter(email="bram@politie.example").count() == 1


def test_unknown_address_gets_an_account_without_a_role(cast: Cast, inlogserver: type[Inlogserver]) -> None:
    inlogserver.persoon = {"sub": "2", "email": "noor@politie.example", "email_verified": True, "name": "Noor"}
    assert "Je hebt nog geen rol." in kom_binnen(Client()).content.decode()
    noor = Gebruiker.objects.get(email="noor@politie.example")
    assert (noor.naam, noor.rollen.count(), noor.has_usable_password()) == ("Noor", 0, False)


def test_address_that_nobody_checked_opens_no_account(cast: Cast, inlogserver: type[Inlogserver]) -> None:
    inlogserver.persoon = {"sub": "3", "email": "jetske@politie.example", "email_verified": False, "name": "Iemand"}
    antwoord = kom_binnen(client := Client())
    assert "Vraag een beheerder" in antwoord.content.decode()
    assert client.get("/mijn/").status_code == 302


def test_second_step_of_the_portal_is_still_asked(cast: Cast, inlogserver: type[Inlogserver]) -> None:
    inlogserver.persoon = {"sub": "4", "email": "esra@politie.example", "email_verified": True, "name": "Esra"}
    antwoord = kom_binnen(Client())
    assert antwoord.redirect_chain[-1] == ("/account/2fa/authenticate/", 302)


def test_nobody_comes_back_without_having_left(cast: Cast, inlogserver: type[Inlogserver]) -> None:
    antwoord = Client().get("/account/oidc/dienstaccount/login/callback/", {"code": "x", "state": "verzonnen"})
    assert "Inloggen met je dienstaccount lukt niet" in antwoord.content.decode()


def test_policy_lets_forms_leave_for_the_login_server_and_for_taking_part() -> None:
    code = (
        "from vik_portal import settings as s; from django.urls import reverse; import django; django.setup();"
        "print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'],"
        "reverse('openid_connect_login', args=['dienstaccount']))"
    )
    omgeving = {
        "DJANGO_SETTINGS_MODULE": "vik_portal.settings",
        "VIK_OMGEVING": "test",
        "OIDC_CLIENT_ID": "vik",
        "OIDC_SERVER_URL": "https://login.politie.example/adfs/.well-known/openid-configuration",
        "MEEDOEN_HOST": "meedoen.example",
    }
    uit = subprocess.run([sys.executable, "-c", code], cwd=lokaal.BASIS, env=omgeving, capture_output=True, text=True)
    # And the form of the start page for the host of taking part, when that is another one.
    waarheen = "[\"'self'\", 'https://login.politie.example', 'https://meedoen.example']"
    assert uit.stdout.strip() == f"{waarheen} /account/oidc/dienstaccount/login/", uit.stderr
