"""``manage.py beheerder EMAIL NAAM``: the first beheerder of a new portal, or a way back in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from vik_portal.organisatie import laden, services
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol


class Command(BaseCommand):
    help = "Maakt iemand beheerder en toont de link waarmee die een wachtwoord kiest."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("naam")

    @transaction.atomic
    def handle(self, *args: Any, email: str, naam: str, **options: Any) -> None:
        """Account and role, each only when it is not there yet. The link is printed, since mail may not work yet."""
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is geen e-mailadres.") from None
        laden.laad()
        wie = Gebruiker.objects.filter(email=email.lower()).first()
        if wie is None:
            wie, _ = services.maak_gebruiker(email=email, naam=naam)
        korps = Eenheid.objects.filter(soort=Eenheid.Soort.KORPS).earliest("pk")
        services.geef_rol(gebruiker=wie, soort=Rol.Soort.BEHEERDER, eenheid=korps)
        services.zet_actief(gebruiker=wie, actief=True)
        self.stdout.write(f"{wie} is beheerder. Kies een wachtwoord op:")
        self.stdout.write(services.wachtwoordlink(gebruiker=wie))
