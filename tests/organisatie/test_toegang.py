"""The gates: a role covers what lies below it, and nothing else."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from tests.cast import Cast
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol
from vik_portal.organisatie.toegang import (
    beheerbare_rollen,
    eenheden_met_rol,
    heeft_rol,
    mag_rol_beheren,
    tweede_factor_nodig,
)

#: Who reaches which eenheid with the own role (attributes of the cast).
BEREIK = {
    "anouk": {"eenheid", "district", "team", "buurteam"},
    "bram": {"team"},
    "carla": {"ander_team"},
    "dirk": {"team"},
    "guus": {"district", "team", "buurteam"},
    "hanna": {"eenheid", "district", "team", "buurteam"},
    "lotte": {"andere_eenheid", "ander_district", "ander_team", "havenkwartier"},
    "ilias": {
        *("korps", "eenheid", "andere_eenheid", "district", "ander_district"),
        *("team", "buurteam", "ander_team", "havenkwartier"),
    },
    "kees": set(),
}
EENHEDEN = BEREIK["ilias"]


@pytest.mark.parametrize("naam", BEREIK)
def test_role_covers_what_lies_below_and_nothing_else(cast: Cast, naam: str) -> None:
    wie = getattr(cast, naam)
    soorten = [rol.soort for rol in wie.rollen.all()]
    bereikt = {waar for waar in EENHEDEN if heeft_rol(wie, *soorten, eenheid=getattr(cast, waar))}
    assert bereikt == BEREIK[naam]
    assert {eenheid.pk for eenheid in eenheden_met_rol(wie, *soorten)} == {
        getattr(cast, waar).pk for waar in BEREIK[naam]
    }


def test_another_kind_of_role_on_the_same_eenheid_gives_nothing(cast: Cast) -> None:
    assert not heeft_rol(cast.hanna, Rol.Soort.TEAMCHEF, eenheid=cast.team)
    assert not eenheden_met_rol(cast.hanna, Rol.Soort.PREVENTIECOORDINATOR).exists()


def test_a_moved_team_takes_the_roles_above_it_along(cast: Cast) -> None:
    cast.district.ouder = cast.andere_eenheid
    cast.district.save()
    team = Eenheid.objects.get(pk=cast.team.pk)
    assert heeft_rol(cast.lotte, Rol.Soort.PREVENTIECOORDINATOR, eenheid=team)
    assert not heeft_rol(cast.anouk, Rol.Soort.PREVENTIECOORDINATOR, eenheid=team)


def test_a_role_on_the_wrong_kind_of_eenheid_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(ValidationError, match=r"De rol ‘Teamchef’ past hier niet\. Kies een team\."):
        Rol(gebruiker=cast.kees, soort=Rol.Soort.TEAMCHEF, eenheid=cast.eenheid).full_clean()


def test_beheerder_manages_all_roles_and_teamchef_only_own_briefers(cast: Cast) -> None:
    assert {soort for soort, _ in beheerbare_rollen(cast.jetske)} == set(Rol.Soort.values)
    [(soort, waar)] = beheerbare_rollen(cast.bram)
    assert (soort, list(waar)) == (Rol.Soort.BRIEFER, [cast.team])
    for naam in set(BEREIK) - {"bram", "carla"}:
        assert beheerbare_rollen(getattr(cast, naam)) == []
    dirks = cast.dirk.rollen.get()
    assert [wie for wie in BEREIK if mag_rol_beheren(getattr(cast, wie), dirks)] == ["bram"]


def test_only_four_roles_ask_for_a_second_factor(cast: Cast) -> None:
    gevraagd = {soort for soort, wie in cast.per_rol().items() if tweede_factor_nodig(wie)}
    assert gevraagd == {"redacteur", "preventiecoordinator", "landelijk", "beheerder"}


def test_search_for_people_with_a_word_that_no_name_has_finds_nobody(cast: Cast) -> None:
    assert not Gebruiker.objects.zoek("a" * 5000).exists()


def test_search_for_people_takes_every_word(cast: Cast) -> None:
    assert list(Gebruiker.objects.zoek("jets politie.example")) == [cast.jetske]
    assert not Gebruiker.objects.zoek("jetske bram").exists()
