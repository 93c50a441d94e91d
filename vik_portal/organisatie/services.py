"""Verbs on people and roles that several pages share: accounts, giving and taking roles."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse

from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol


class OrganisatieFout(Exception):
    """What was asked may not happen; the message is one Dutch sentence that says what to do instead."""


def maak_gebruiker(*, email: str, naam: str) -> tuple[Gebruiker, bool]:
    """The account of this address, and whether it is new: of two people who make it at once, one does.

    A new one has no password; its owner chooses one through the link of ``stuur_welkom``.
    """
    try:
        with transaction.atomic():
            return Gebruiker.objects.create_user(email, naam=naam), True
    except IntegrityError:
        return Gebruiker.objects.get(email=email.lower()), False


def geef_rol(*, gebruiker: Gebruiker, soort: str, eenheid: Eenheid) -> Rol:
    """Gives a role once; who has it keeps it. Raises ValidationError on the wrong kind of eenheid."""
    rol = Rol(gebruiker=gebruiker, soort=soort, eenheid=eenheid)
    rol.full_clean(validate_unique=False, validate_constraints=False)
    rol, _ = Rol.objects.get_or_create(gebruiker=gebruiker, soort=soort, eenheid=eenheid)
    return rol


@transaction.atomic
def neem_rol(*, rol: Rol) -> None:
    """Takes a role away. Raises OrganisatieFout for the last beheerder's."""
    if rol.soort == Rol.Soort.BEHEERDER:
        _houd_een_beheerder(zonder=rol.gebruiker)
    rol.delete()


@transaction.atomic
def zet_actief(*, gebruiker: Gebruiker, actief: bool) -> None:
    """Switches an account on or off; off means out at once. Raises OrganisatieFout for the last beheerder."""
    if not actief:
        _houd_een_beheerder(zonder=gebruiker)
    gebruiker.is_active = actief
    gebruiker.save(update_fields=["is_active"])


@transaction.atomic
def haal_tweede_stap_weg(*, gebruiker: Gebruiker) -> None:
    """Lets somebody back in who lost every second factor: removes them all, recovery codes too, and says so by mail."""
    Authenticator.objects.filter(user=gebruiker).delete()
    get_adapter().send_mail("organisatie/mail/tweede_stap_weg", gebruiker.email, {"gebruiker": gebruiker})


def is_laatste_beheerder(gebruiker: Gebruiker) -> bool:
    """True when nobody could manage the portal without this person."""
    beheerders = set(Rol.objects.werkende_beheerders().values_list("gebruiker_id", flat=True))
    return beheerders == {gebruiker.pk}


def _houd_een_beheerder(*, zonder: Gebruiker) -> None:
    # Locked: two beheerders who take each other's role at the same moment would otherwise both succeed.
    list(Rol.objects.select_for_update().filter(soort=Rol.Soort.BEHEERDER))
    if is_laatste_beheerder(zonder):
        raise OrganisatieFout(f"{zonder} is de laatste beheerder. Geef eerst een ander deze rol.")


def wachtwoordlink(*, gebruiker: Gebruiker) -> str:
    """The address at which this person chooses a password; works once, for ``PASSWORD_RESET_TIMEOUT`` seconds."""
    uid, sleutel = user_pk_to_url_str(gebruiker), default_token_generator.make_token(gebruiker)
    # SITE_URL and not the request's Host header: who asks must not choose where a secret link leads.
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": sleutel})


def stuur_welkom(*, gebruiker: Gebruiker, door: Gebruiker, request: HttpRequest) -> None:
    """Mails a new account its link. Raises OSError when no mail server takes it."""
    adapter = get_adapter(request)
    context = {
        "gebruiker": gebruiker,
        "door": door,
        "link": wachtwoordlink(gebruiker=gebruiker),
        "dagen": settings.PASSWORD_RESET_TIMEOUT // 86400,
    }
    adapter.render_mail("organisatie/mail/welkom", gebruiker.email, context).send()
