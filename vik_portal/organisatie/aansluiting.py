"""What waits for who looks after accounts and roles."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from vik_portal.organisatie import bewaren
from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.toegang import eenheden_met_rol, heeft_rol
from vik_portal.register import Punt, Sprong, Wachtbron, register


def _bij_beheerder(gebruiker: Gebruiker) -> list[Punt]:
    """Accounts without a role, and a portal that hangs on one beheerder."""
    if not heeft_rol(gebruiker, Rol.Soort.BEHEERDER):
        return []
    punten = []
    # Subtracted: of the thousands of accounts none has to be looked up among the roles.
    met = Rol.objects.filter(gebruiker__is_active=True).aggregate(
        rol=Count("gebruiker", distinct=True),
        beheerders=Count("gebruiker", distinct=True, filter=Q(soort=Rol.Soort.BEHEERDER)),
    )
    if zonder := Gebruiker.objects.filter(is_active=True).count() - met["rol"]:
        titel = "Een account zonder rol" if zonder == 1 else f"{zonder} accounts zonder rol"
        punten.append(Punt(titel, reverse("organisatie:rollen") + "?rol=geen", "Geef een rol of zet het account uit."))
    if met["beheerders"] == 1:
        punten.append(
            Punt("Jij bent de enige beheerder", reverse("organisatie:rollen"), "Geef een tweede collega deze rol.")
        )
    return punten


def _van_beheerder(gebruiker: Gebruiker) -> list[Punt]:
    if not heeft_rol(gebruiker, Rol.Soort.BEHEERDER):
        return []
    uitleg = "Wat het portaal in de komende nachten wist, in aantallen."
    return [Punt("Wat gaat er straks weg?", reverse("bewaren_straks"), uitleg)]


def _bij_teamchef(gebruiker: Gebruiker) -> list[Punt]:
    """Own teams in which nobody can give the briefing: a briefer whose account is off is none."""
    if not heeft_rol(gebruiker, Rol.Soort.TEAMCHEF):
        return []
    briefer = Rol.objects.filter(soort=Rol.Soort.BRIEFER, gebruiker__is_active=True, eenheid=OuterRef("pk"))
    teams = eenheden_met_rol(gebruiker, Rol.Soort.TEAMCHEF).teams().filter(~Exists(briefer))
    return [
        Punt(f"{team} heeft geen briefer", reverse("organisatie:rollen"), "Kies wie de briefing geeft.")
        for team in teams
    ]


def sluit_aan() -> None:
    bewaren.sluit_aan()
    register.registreer(
        Sprong(
            "inloggen",
            "Inloggen",
            "account_login",
            "Met je account. Lezen kan zonder.",
            ("inloggen", "login", "wachtwoord vergeten", "account"),
        )
    )
    register.registreer(
        Sprong(
            "bewaren",
            "Hoe lang bewaren we wat?",
            "bewaren",
            "Per soort: hoe lang het blijft, en waarom.",
            ("bewaren", "bewaartermijn", "bewaartermijnen", "hoe lang bewaren", "wissen"),
        )
    )
    register.registreer(Wachtbron("organisatie-beheer", "wacht", _bij_beheerder))
    register.registreer(Wachtbron("organisatie-bewaren", "mijn", _van_beheerder))
    register.registreer(Wachtbron("organisatie-team", "wacht", _bij_teamchef))
