"""The demo world: two eenheden, four teams with invented names, one account per role."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from vik_portal.organisatie import laden, services
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol

#: Everybody's password. Public on purpose: these accounts exist nowhere else.
WACHTWOORD = "tweemaal-kijken"
DOMEIN = "@demo.example"
#: eenheid → district → teams
BOOM = {
    "Oost-Nederland": {"District Rivierzoom": ["Basisteam Vlietzoom", "Basisteam Oude Rijn"]},
    "Noord-Holland": {"District Kuststreek": ["Basisteam Duinrand", "Basisteam Havenkwartier"]},
}


@dataclass(frozen=True)
class Account:
    """Somebody you can be in the demo, and what to try then."""

    voornaam: str
    soort: str
    waar: str
    probeer: str

    @property
    def email(self) -> str:
        return self.voornaam.lower() + DOMEIN

    @property
    def rol(self) -> str:
        return Rol.Soort(self.soort).label

    @property
    def naam(self) -> str:
        return f"{self.voornaam} ({self.rol.lower()})"


ACCOUNTS = [
    Account("Bram", "teamchef", "Basisteam Vlietzoom", "zet een briefingitem op een datum"),
    Account("Dirk", "briefer", "Basisteam Vlietzoom", "bekijk wat er vandaag op het scherm staat"),
    Account(
        "Anouk",
        "preventiecoordinator",
        "Oost-Nederland",
        "leid alleen een hele oefenbijeenkomst met nagebootste telefoons",
    ),
    Account("Esra", "redacteur", "Politie", "pas een themablad aan en dien het in"),
    Account("Finn", "redacteur", "Politie", "publiceer wat Esra indiende"),
    Account("Guus", "sectorhoofd", "District Rivierzoom", "zie wat er in je teams komt"),
    Account("Hanna", "eenheidsleiding", "Oost-Nederland", "geef akkoord op een briefingsitem"),
    Account("Ilias", "landelijk", "Politie", "bekijk het landelijke beeld en neem het mee als PowerPoint"),
    Account("Jetske", "beheerder", "Politie", "geef iemand een rol"),
    Account("Carla", "teamchef", "Basisteam Duinrand", "zie dat een ander team van niemand anders is"),
]


@transaction.atomic
def bouw() -> int:
    """Makes what is not there yet of tree and accounts; returns how many accounts are new."""
    laden.laad()
    korps = Eenheid.objects.get(soort=Eenheid.Soort.KORPS)
    for eenheid_naam, districten in BOOM.items():
        eenheid, _ = Eenheid.objects.get_or_create(naam=eenheid_naam, ouder=korps, soort=Eenheid.Soort.EENHEID)
        for district_naam, teams in districten.items():
            district, _ = Eenheid.objects.get_or_create(naam=district_naam, ouder=eenheid, soort=Eenheid.Soort.DISTRICT)
            for team in teams:
                Eenheid.objects.get_or_create(naam=team, ouder=district, soort=Eenheid.Soort.TEAM)
    return sum(_maak(account) for account in ACCOUNTS)


def accounts() -> list[Account]:
    """The accounts of the demo world that are there."""
    aanwezig = set(Gebruiker.objects.filter(email__endswith=DOMEIN).values_list("email", flat=True))
    return [account for account in ACCOUNTS if account.email in aanwezig]


def _maak(account: Account) -> bool:
    if Gebruiker.objects.filter(email=account.email).exists():
        return False
    gebruiker = Gebruiker.objects.create_user(account.email, WACHTWOORD, naam=account.naam)
    waar = Eenheid.objects.filter(naam=account.waar, soort__in=Rol.OP[account.soort]).earliest("pk")
    services.geef_rol(gebruiker=gebruiker, soort=account.soort, eenheid=waar)
    return True
