"""How django-allauth behaves here: no self-registration, our own words, a second factor that stays."""

from __future__ import annotations

import io
import logging
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from vik_portal.organisatie import toegang

#: allauth's key of a way to confirm who you are → what the button says.
BEVESTIGEN = {
    "reauthenticate": "Met je wachtwoord",
    "mfa_reauthenticate": "Met een code",
    "mfa_reauthenticate:webauthn": "Met je toegangssleutel",
}
log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Dit account staat uit. Vraag een beheerder.",
        "email_password_mismatch": "Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Probeer het nog eens.",
        "enter_current_password": "Vul je wachtwoord van nu in.",
        "incorrect_code": "Deze code klopt niet. Kijk naar de nieuwste code in je app.",
        "incorrect_password": "Dit wachtwoord klopt niet. Probeer het nog eens.",
        "invalid_password_reset": "Deze link werkt niet meer. Vraag een nieuwe aan.",
        "too_many_login_attempts": "Te veel pogingen achter elkaar. Wacht vijf minuten en probeer het opnieuw.",
        "rate_limited": "Te veel pogingen achter elkaar. Wacht vijf minuten en probeer het opnieuw.",
        "invalid_login": "Inloggen lukt niet. Probeer het nog eens.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by a beheerder or come from the organisation's own login."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """With SITE_URL and not the Host header: who asks must not choose where a secret link leads."""
        uid, _, sleutel = key.partition("-")
        pad = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": sleutel})
        return str(settings.SITE_URL) + pad

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("organisatie:account")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to confirm that it is really you, in our own words."""
        methoden = super().get_reauthentication_methods(user)
        return [{**methode, "description": BEVESTIGEN[methode["id"]]} for methode in methoden]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends, where this portal sends mail; a mail server that is away does not take the page with it.

        The page must look the same whether there is an account or not, so it cannot tell either.
        """
        if not settings.MAIL_VERSTUREN:
            return
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as fout:
            # The kind alone: what smtplib says holds the address.
            log.error("Mail %s kon niet weg: %s.", template_prefix, type(fout).__name__)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "Je rol vraagt een tweede stap. Stel eerst een andere in, dan kan deze weg.",
        "cannot_generate_recovery_codes": "Stel eerst een tweede stap in. Dan krijg je herstelcodes.",
        "incorrect_code": "Deze code klopt niet. Kijk naar de nieuwste code in je app.",
    }

    def build_totp_svg(self, url: str) -> str:
        """The QR as inline SVG: our CSP lets no ``data:`` images in."""
        uit = io.BytesIO()
        segno.make(url, error="m").save(
            uit, kind="svg", xmldecl=False, svgns=True, scale=5, border=3, light="#fff", dark="#111a2e", nl=False
        )
        return uit.getvalue().decode()

    def generate_authenticator_name(self, user: Any, type: str) -> str:
        aantal = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return "Mijn sleutel" if not aantal else f"Mijn sleutel {aantal + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "VIK-portaal"}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever needs a second factor keeps at least one; recovery codes alone are none."""
        if not toegang.tweede_factor_nodig(authenticator.user):
            return True
        return toegang.tweede_factoren(authenticator.user).exclude(pk=authenticator.pk).exists()


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Only when the organisation has connected its own login; a role is then still given by hand."""
        return bool(settings.SOCIALACCOUNT_PROVIDERS)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        gebruiker = super().populate_user(request, sociallogin, data)
        gebruiker.naam = data.get("name") or f"{data.get('first_name', '')} {data.get('last_name', '')}".strip()
        return gebruiker
