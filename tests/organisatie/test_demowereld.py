"""The tree that comes along, and the demo world on top of it."""

from __future__ import annotations

import io
import re
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast
from vik_portal.organisatie import demowereld, laden
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol

pytestmark = pytest.mark.django_db


def roep(*argumenten: str) -> str:
    """What the command says."""
    uit = io.StringIO()
    call_command("demowereld", *argumenten, stdout=uit)
    return uit.getvalue()


def test_tree_has_ten_regional_eenheden_and_four_others() -> None:
    laden.laad()
    assert Eenheid.objects.get(soort="korps").naam == "Politie"
    namen = set(Eenheid.objects.filter(soort="eenheid").values_list("naam", flat=True))
    assert len(namen) == 14
    assert {"Oost-Nederland", "Limburg", "Politieacademie"} <= namen


def test_loading_again_overwrites_no_edit() -> None:
    laden.laad()
    Eenheid.objects.filter(naam="Limburg").update(naam="Limburg en Maas")
    Eenheid.objects.get(naam="Politieacademie").delete()
    laden.laad()
    namen = set(Eenheid.objects.values_list("naam", flat=True))
    assert "Limburg en Maas" in namen
    assert not {"Limburg", "Politieacademie"} & namen


def test_demo_world_has_every_role_two_eenheden_and_ten_teams(settings: Settings) -> None:
    settings.INGEBOUWDE_DATABASE = True
    assert "10 accounts" in roep()
    assert set(Rol.objects.values_list("soort", flat=True)) == set(Rol.Soort.values)
    teams = Eenheid.objects.teams()
    assert teams.count() == 10
    assert len({team.ouder.ouder_id for team in teams if team.ouder}) == 2
    for rol in Rol.objects.select_related("eenheid"):
        rol.full_clean(validate_unique=False, validate_constraints=False)


def test_second_time_does_nothing(settings: Settings) -> None:
    settings.INGEBOUWDE_DATABASE = True
    roep()
    eerst = (Gebruiker.objects.count(), Rol.objects.count(), Eenheid.objects.count())
    assert roep() == roep("--ook-hier") == ""
    assert (Gebruiker.objects.count(), Rol.objects.count(), Eenheid.objects.count()) == eerst


def test_not_into_a_database_with_people_or_of_somebody_else(cast: Cast, settings: Settings) -> None:
    settings.INGEBOUWDE_DATABASE = True
    assert roep() == ""
    settings.INGEBOUWDE_DATABASE = False
    with pytest.raises(CommandError, match="--ook-hier"):
        roep()
    assert not demowereld.accounts()
    roep("--ook-hier")
    assert len(demowereld.accounts()) == 10


def test_never_in_production(settings: Settings) -> None:
    settings.PRODUCTIE = True
    with pytest.raises(CommandError, match="productie"):
        roep("--ook-hier")
    assert not Gebruiker.objects.exists()


def test_table_shows_accounts_only_when_they_are_there(settings: Settings) -> None:
    assert roep("--tabel") == ""
    roep("--ook-hier")
    tabel = roep("--tabel")
    assert "tweemaal-kijken" in tabel
    assert re.search(r"bram@demo\.example +Teamchef +Basisteam Vlietzoom +\w", tabel)


def test_everybody_of_the_table_can_log_in(settings: Settings) -> None:
    roep("--ook-hier")
    settings.TWEEDE_FACTOR_VERPLICHT, settings.OMGEVING = False, "demo"
    pagina = Client().get("/account/login/").content.decode()
    for account in demowereld.ACCOUNTS:
        assert account.email in pagina
        antwoord = Client().post(
            "/account/login/", {"login": account.email, "password": demowereld.WACHTWOORD}, follow=True
        )
        assert antwoord.context["user"].email == account.email


def test_login_page_elsewhere_shows_no_accounts() -> None:
    roep("--ook-hier")
    assert "demo.example" not in Client().get("/account/login/").content.decode()


def test_first_beheerder_from_the_terminal() -> None:
    uit = io.StringIO()
    call_command("beheerder", "Jetske@Politie.example", "Jetske", stdout=uit)
    call_command("beheerder", "jetske@politie.example", "Jetske", stdout=io.StringIO())
    [rol] = Rol.objects.werkende_beheerders()
    assert rol.gebruiker.email == "jetske@politie.example"
    link = re.search(r"https?://\S+", uit.getvalue())
    assert link
    assert "Kies een wachtwoord" in Client().get(urlsplit(link[0]).path, follow=True).content.decode()
    with pytest.raises(CommandError, match="geen e-mailadres"):
        call_command("beheerder", "jetske", "Jetske")
