"""In a real browser: passkeys with Chromium's own virtual authenticator, and no page that breaks the CSP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import BrowserContext, CDPSession, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import Cast
from tests.organisatie.test_inloggen import totp

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def adres(live_server: LiveServer) -> str:
    """By name: a passkey belongs to a name, and an IP address is none."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def klachten() -> list[str]:
    """What the browser complained about: scripts, styles and images that the CSP refused among them."""
    return []


@pytest.fixture
def page(venster: BrowserContext, adres: str, klachten: list[str]) -> Iterator[Page]:
    page = venster.new_page()
    page.on("console", lambda bericht: klachten.append(bericht.text) if bericht.type in ("error", "warning") else None)
    page.on("pageerror", lambda fout: klachten.append(str(fout)))
    page.goto(f"{adres}/account/login/")
    yield page
    assert klachten == []


@pytest.fixture
def sleutelbos(page: Page) -> CDPSession:
    """A passkey device that always says yes: with a fingerprint, and with room for keys."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    opties = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": opties})
    return cdp


def log_in(page: Page, cast: Cast, naam: str) -> None:
    page.get_by_label("E-mailadres").fill(f"{naam}@politie.example")
    page.get_by_label("Wachtwoord", exact=True).fill(cast.wachtwoord)
    page.get_by_role("button", name="Log in", exact=True).click()


def kop(page: Page, tekst: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(tekst)


def test_passkey_is_made_used_as_second_step_and_instead_of_a_password(
    cast: Cast, page: Page, adres: str, sleutelbos: CDPSession
) -> None:
    Authenticator.objects.filter(user=cast.esra).delete()
    log_in(page, cast, "esra")
    kop(page, "Tweede stap bij het inloggen")
    page.get_by_role("link", name="Stel een toegangssleutel in").click()
    page.get_by_label("Je wachtwoord").fill(cast.wachtwoord)
    page.get_by_role("button", name="Bevestig").click()
    page.get_by_label("Naam").fill("Telefoon van de zaak")
    page.get_by_role("button", name="Maak de toegangssleutel").click()
    kop(page, "Herstelcodes")
    assert "Telefoon van de zaak" in [str(sleutel) for sleutel in Authenticator.objects.filter(user=cast.esra)]
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    kop(page, "Dag Esra")

    page.goto(f"{adres}/organisatie/account/")
    page.get_by_role("button", name="Log uit").click()
    page.goto(f"{adres}/account/login/")
    log_in(page, cast, "esra")
    kop(page, "Tweede stap")
    page.get_by_role("button", name="Gebruik je toegangssleutel").click()
    kop(page, "Dag Esra")

    page.goto(f"{adres}/organisatie/account/")
    page.get_by_role("button", name="Log uit").click()
    page.goto(f"{adres}/account/login/")
    page.get_by_role("button", name="Log in met je toegangssleutel").click()
    kop(page, "Dag Esra")

    page.goto(f"{adres}/account/2fa/webauthn/")
    page.get_by_role("link", name="Naam veranderen").click()
    page.get_by_role("button", name="Gebruik je toegangssleutel").or_(
        page.get_by_label("Je wachtwoord")
    ).first.wait_for()
    page.get_by_label("Je wachtwoord").fill(cast.wachtwoord)
    page.get_by_role("button", name="Bevestig").click()
    kop(page, "Naam van je toegangssleutel")
    page.get_by_label("Naam").fill("Oude telefoon")
    page.get_by_role("button", name="Bewaar de naam").click()
    expect(page.get_by_text("Oude telefoon", exact=True)).to_be_visible()
    page.get_by_role("link", name="Weghalen").click()
    expect(page.get_by_text("Je rol vraagt een tweede stap.")).to_be_visible()


def test_passkey_that_is_refused_says_what_to_do(cast: Cast, page: Page) -> None:
    # No virtual device: the browser has nothing to offer and says no.
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
            }
        },
    )
    page.get_by_role("button", name="Log in met je toegangssleutel").click()
    expect(page.get_by_role("alert").filter(has_text="toegangssleutel")).to_be_visible()
    expect(page.get_by_role("button", name="Log in met je toegangssleutel")).to_be_enabled()


def test_on_an_ip_address_a_passkey_says_why_it_does_not_work(cast: Cast, page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url.replace("localhost", "127.0.0.1") + "/account/login/")
    page.get_by_role("button", name="Log in met je toegangssleutel").click()
    expect(page.get_by_role("alert").filter(has_text="Open het portaal op zijn naam")).to_be_visible()


def test_app_is_set_up_by_scanning_or_typing(cast: Cast, page: Page, adres: str) -> None:
    log_in(page, cast, "bram")
    page.goto(f"{adres}/account/2fa/totp/activate/")
    page.get_by_label("Je wachtwoord").fill(cast.wachtwoord)
    page.get_by_role("button", name="Bevestig").click()
    doos = page.locator(".wie-qr svg").bounding_box()
    assert doos
    assert doos["width"] > 150
    page.get_by_text("Scannen lukt niet").click()
    geheim = page.locator(".code-woord").inner_text()
    page.get_by_label("Typ de code die de app nu toont").fill(totp(geheim))
    page.get_by_role("button", name="Zet de tweede stap aan").click()
    kop(page, "Herstelcodes")
    with page.expect_download() as gehaald:
        page.get_by_role("link", name="Download de codes").click()
    assert gehaald.value.suggested_filename == "herstelcodes-vik-portaal.txt"


def test_beheer_works_under_our_csp(cast: Cast, page: Page, adres: str) -> None:
    log_in(page, cast, "jetske")
    page.get_by_label("Code").fill(totp(cast.totp_geheim))
    page.get_by_role("button", name="Ga verder met de code").click()
    kop(page, "Dag Jetske")
    for pad in (
        "",
        "organisatie/eenheid/",
        "organisatie/eenheid/add/",
        "organisatie/rol/add/",
        "organisatie/rolspoor/",
    ):
        page.goto(f"{adres}/beheer/{pad}")
        expect(page.locator("#site-name")).to_be_visible()
