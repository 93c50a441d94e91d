"""``manage.py demowereld``: people and teams to look around with, in a database that has nobody yet."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from vik_portal.organisatie import demowereld
from vik_portal.organisatie.models import Gebruiker


class Command(BaseCommand):
    help = "Maakt de demowereld: twee eenheden, vier teams en één account per rol."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ook-hier", action="store_true", help="ook als dit niet de lege database van de demo is")
        parser.add_argument("--tabel", action="store_true", help="toon alleen de accounts van de demowereld")

    def handle(self, *args: Any, ook_hier: bool = False, tabel: bool = False, **options: Any) -> None:
        """Build (once), or print who there is."""
        if tabel:
            self.toon()
            return
        if settings.PRODUCTIE:
            raise CommandError("In productie komt geen demowereld: iedereen kent het wachtwoord.")
        if not ook_hier:
            if not settings.INGEBOUWDE_DATABASE:
                raise CommandError("Dit is niet de database van de demo. Weet je het zeker, geef dan --ook-hier mee.")
            if Gebruiker.objects.exists():
                return
        if nieuw := demowereld.bouw():
            self.stdout.write(f"Demowereld gemaakt: vier teams en {nieuw} accounts.")

    def toon(self) -> None:
        """One line per account; nothing when there is no demo world."""
        aanwezig = demowereld.accounts()
        if not aanwezig:
            return
        rijen = [("E-mailadres", "Rol", "Waar", "Wat je kunt proberen")]
        rijen += [(account.email, account.rol, account.waar, account.probeer) for account in aanwezig]
        breed = [max(len(rij[kolom]) for rij in rijen) for kolom in range(3)]
        self.stdout.write(f"Inloggen kan als (wachtwoord voor iedereen: {demowereld.WACHTWOORD}):")
        for rij in rijen:
            self.stdout.write("  ".join([*(deel.ljust(b) for deel, b in zip(rij, breed, strict=False)), rij[3]]))
