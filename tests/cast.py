"""The permanent cast. The same people in every test, with fixed roles, so that a test reads as policy.

::

    Politie                                ilias (landelijk), jetske (beheerder), esra and finn (redacteur)
      Oost-Nederland                       anouk (preventiecoördinator), hanna (eenheidsleiding)     cast.eenheid
        District Rivierzoom                guus (sectorhoofd)                                        cast.district
          Basisteam Vlietzoom              bram (teamchef), dirk (briefer)                           cast.team
          Basisteam Oude Rijn              nobody: same district as cast.team                        cast.buurteam
      Noord-Holland                        lotte (preventiecoördinator)                              cast.andere_eenheid
        District Kuststreek                                                                          cast.ander_district
          Basisteam Duinrand               carla (teamchef)                                          cast.ander_team
          Basisteam Havenkwartier          nobody

    kees has an account and no role.
"""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.test import Client

from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol
from vik_portal.organisatie.toegang import TWEEDE_FACTOR_ROLLEN

#: Everybody's password.
WACHTWOORD = "vier-kwarten-rond"
#: The TOTP secret (base32) of everybody whose role asks for a second factor; they have it set up.
TOTP_GEHEIM = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True)
class Cast:
    """Everybody and everything by name; see the module's text for who is who."""

    korps: Eenheid
    eenheid: Eenheid
    andere_eenheid: Eenheid
    district: Eenheid
    ander_district: Eenheid
    team: Eenheid
    buurteam: Eenheid
    ander_team: Eenheid
    havenkwartier: Eenheid

    anouk: Gebruiker
    bram: Gebruiker
    carla: Gebruiker
    dirk: Gebruiker
    esra: Gebruiker
    finn: Gebruiker
    guus: Gebruiker
    hanna: Gebruiker
    ilias: Gebruiker
    jetske: Gebruiker
    kees: Gebruiker
    lotte: Gebruiker

    wachtwoord: str = WACHTWOORD
    totp_geheim: str = TOTP_GEHEIM

    def client(self, gebruiker: Gebruiker | None = None) -> Client:
        """A test client, logged in as this person, or anonymous."""
        client = Client()
        if gebruiker is not None:
            client.force_login(gebruiker)
        return client

    def per_rol(self) -> dict[str, Gebruiker]:
        """One person per role, for the matrix of pages and visitors: the one around ``cast.team``."""
        namen = {
            Rol.Soort.REDACTEUR: self.esra,
            Rol.Soort.PREVENTIECOORDINATOR: self.anouk,
            Rol.Soort.TEAMCHEF: self.bram,
            Rol.Soort.BRIEFER: self.dirk,
            Rol.Soort.SECTORHOOFD: self.guus,
            Rol.Soort.EENHEIDSLEIDING: self.hanna,
            Rol.Soort.LANDELIJK: self.ilias,
            Rol.Soort.BEHEERDER: self.jetske,
        }
        return {str(soort): persoon for soort, persoon in namen.items()}


#: name of the attribute → (name, kind, attribute of the parent); parents first.
BOOM = {
    "korps": ("Politie", "korps", None),
    "eenheid": ("Oost-Nederland", "eenheid", "korps"),
    "andere_eenheid": ("Noord-Holland", "eenheid", "korps"),
    "district": ("District Rivierzoom", "district", "eenheid"),
    "ander_district": ("District Kuststreek", "district", "andere_eenheid"),
    "team": ("Basisteam Vlietzoom", "team", "district"),
    "buurteam": ("Basisteam Oude Rijn", "team", "district"),
    "ander_team": ("Basisteam Duinrand", "team", "ander_district"),
    "havenkwartier": ("Basisteam Havenkwartier", "team", "ander_district"),
}
#: name of the attribute → (kind of role, attribute of the eenheid), or nothing.
MENSEN: dict[str, tuple[str, str] | None] = {
    "anouk": (Rol.Soort.PREVENTIECOORDINATOR, "eenheid"),
    "bram": (Rol.Soort.TEAMCHEF, "team"),
    "carla": (Rol.Soort.TEAMCHEF, "ander_team"),
    "dirk": (Rol.Soort.BRIEFER, "team"),
    "esra": (Rol.Soort.REDACTEUR, "korps"),
    "finn": (Rol.Soort.REDACTEUR, "korps"),
    "guus": (Rol.Soort.SECTORHOOFD, "district"),
    "hanna": (Rol.Soort.EENHEIDSLEIDING, "eenheid"),
    "ilias": (Rol.Soort.LANDELIJK, "korps"),
    "jetske": (Rol.Soort.BEHEERDER, "korps"),
    "kees": None,
    "lotte": (Rol.Soort.PREVENTIECOORDINATOR, "andere_eenheid"),
}


def maak_cast() -> Cast:
    """Makes everybody, in few statements: this runs for most tests."""
    eenheden = _maak_boom()
    wachtwoord = make_password(WACHTWOORD)
    mensen = Gebruiker.objects.bulk_create(
        Gebruiker(email=f"{naam}@politie.example", naam=naam.capitalize(), password=wachtwoord) for naam in MENSEN
    )
    op_naam = dict(zip(MENSEN, mensen, strict=True))
    Rol.objects.bulk_create(
        Rol(gebruiker=op_naam[naam], soort=rol[0], eenheid=eenheden[rol[1]]) for naam, rol in MENSEN.items() if rol
    )
    Authenticator.objects.bulk_create(
        Authenticator(user=op_naam[naam], type=Authenticator.Type.TOTP, data={"secret": TOTP_GEHEIM})
        for naam, rol in MENSEN.items()
        if rol and rol[0] in TWEEDE_FACTOR_ROLLEN
    )
    return Cast(**eenheden, **op_naam)


def _maak_boom() -> dict[str, Eenheid]:
    eenheden: dict[str, Eenheid] = {}
    for soort in Eenheid.Soort.values:
        laag = {sleutel: plek for sleutel, plek in BOOM.items() if plek[1] == soort}
        nieuw = {
            sleutel: Eenheid(naam=naam, soort=soort, ouder=eenheden[ouder] if ouder else None)
            for sleutel, (naam, _, ouder) in laag.items()
        }
        Eenheid.objects.bulk_create(nieuw.values())
        eenheden |= nieuw
    # bulk_create does not call save(), which would write the path of one node at a time.
    for eenheid in eenheden.values():
        eenheid.pad = f"{eenheid.ouder.pad if eenheid.ouder else '/'}{eenheid.pk}/"
    Eenheid.objects.bulk_update(eenheden.values(), ["pad"])
    return eenheden
