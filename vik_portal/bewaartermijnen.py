"""How long the frame of the house keeps things: sessions, the audit trail, jobs. Apps say it of their own models."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from pghistory.models import Context, Event

from vik_portal.bewaren import in_woorden
from vik_portal.register import Bewaard, Bewaartermijn, register

#: Who changed whose role, or published what.
SPOOR = timedelta(days=2 * 365)


def _sporen() -> list[type[Event]]:
    """Every table of the audit trail, also of a model that gets one later."""
    return [model for model in apps.get_models() if issubclass(model, Event) and model._meta.managed]


def _oude_sporen(moment: datetime) -> list[Any]:
    grens = moment - SPOOR
    sporen = [model._default_manager.filter(pgh_created_at__lt=grens) for model in _sporen()]
    # Of one request: its own lines are as old as it is, give or take that request.
    return [*sporen, Context.objects.filter(updated_at__lt=grens), LogEntry.objects.filter(action_time__lt=grens)]


def sluit_aan() -> None:
    for termijn in (
        Bewaartermijn(
            "account",
            "accounts",
            "Je account: naam, e-mailadres, rollen, tweede stap en voorkeuren",
            "zolang je een account hebt",
            "Een beheerder verwijdert het als iemand weggaat: dat weet het portaal zelf niet. Uitzetten wist niets.",
        ),
        Bewaartermijn(
            "sessie",
            "accounts",
            "Dat je bent ingelogd",
            "tot je uitlogt, en hooguit 12 uur",
            "Daarna log je opnieuw in. De nacht ruimt op wat is verlopen.",
            verlopen=lambda moment: [Session.objects.filter(expire_date__lt=moment)],
        ),
        Bewaartermijn(
            "spoor",
            "accounts",
            "Wie een rol, een account of een tekst wijzigde",
            in_woorden(SPOOR),
            "Om na te gaan wat er misging als er iets niet klopt.",
            verlopen=_oude_sporen,
        ),
        Bewaartermijn(
            "taak",
            "teksten",
            "Werk dat de server zelf deed, zoals een mail versturen",
            "7 dagen",
            "Er staan alleen nummers in. Een beheerder kan zo zien wat er misging.",
        ),
        Bewaartermijn(
            "tekst",
            "teksten",
            "Teksten, vragenlijsten, beelden en hun versies, met wie ze maakte en publiceerde",
            "blijft",
            "Zo is later na te lezen wat er op een dag stond, en van wie het kwam.",
        ),
        Bewaartermijn(
            "techniek",
            "teksten",
            "De organisatie, het zoekregister en wat de techniek nodig heeft",
            "blijft",
            "Er staat niets in over een persoon. Het meeste wordt telkens opnieuw gemaakt.",
        ),
    ):
        register.registreer(termijn)
    for model in apps.get_models():
        if issubclass(model, Event):
            register.registreer(Bewaard(model._meta.label, ("spoor",)))
    for sleutel, bij in (
        ("sessions.Session", "sessie"),
        ("pghistory.Context", "spoor"),
        ("pghistory.Events", "spoor"),
        ("pghistory.MiddlewareEvents", "spoor"),
        ("admin.LogEntry", "spoor"),
        ("account.EmailAddress", "account"),
        ("account.EmailConfirmation", "account"),
        ("mfa.Authenticator", "account"),
        ("socialaccount.SocialAccount", "account"),
        ("socialaccount.SocialToken", "account"),
        ("socialaccount.SocialApp", "techniek"),
        ("auth.Permission", "techniek"),
        ("auth.Group", "techniek"),
        ("contenttypes.ContentType", "techniek"),
        ("procrastinate.ProcrastinateJob", "taak"),
        ("procrastinate.ProcrastinateEvent", "taak"),
        ("procrastinate.ProcrastinateWorker", "taak"),
        ("procrastinate.ProcrastinatePeriodicDefer", "taak"),
    ):
        register.registreer(Bewaard(sleutel, (bij,)))
