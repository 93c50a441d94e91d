"""The link in the mail that asks for approval: signed, personal, for one question, and never kept (besluit 0020).

What stands in the database is the address for who has an account; the signed one is made when the mail leaves.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from django.core import signing
from django.urls import resolve, reverse

from briefings.models import Goedkeuring
from vik_portal.berichten.models import Bericht
from vik_portal.organisatie.models import Gebruiker

GELDIG = timedelta(days=30)
# No colon, which some mail programs leave out of a link.
_ONDERTEKENAAR = signing.TimestampSigner(salt="briefings.goedkeuren", sep=".")


class Link(NamedTuple):
    """What a genuine link names; ``verlopen`` when it is older than :data:`GELDIG`."""

    goedkeuring: Goedkeuring
    ontvanger: Gebruiker
    verlopen: bool


def maak_token(goedkeuring_pk: int, ontvanger_pk: int) -> str:
    return _ONDERTEKENAAR.sign(f"{goedkeuring_pk}-{ontvanger_pk}")


def lees(token: str) -> Link | None:
    """The link behind a token; ``None`` for one that we did not make, or of which nothing is left."""
    try:
        inhoud, verlopen = _ONDERTEKENAAR.unsign(token, max_age=GELDIG), False
    except signing.SignatureExpired:
        inhoud, verlopen = _ONDERTEKENAAR.unsign(token), True
    except signing.BadSignature:
        return None
    pk, ontvanger_pk = (int(deel) for deel in inhoud.split("-"))
    goedkeuring = Goedkeuring.objects.met_alles().filter(pk=pk).first()
    ontvanger = Gebruiker.objects.filter(pk=ontvanger_pk).first()
    return Link(goedkeuring, ontvanger, verlopen) if goedkeuring and ontvanger else None


def maillink(bericht: Bericht) -> str:
    """The address that goes into the mail, in place of the one for accounts."""
    pk = resolve(bericht.url).kwargs["pk"]
    return reverse("briefings:goedkeuren", args=[maak_token(pk, bericht.ontvanger_id)])
