"""Accounts and roles: who may give and take what."""

from __future__ import annotations

import re
import threading
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from pytest_django import Settings

from tests.cast import Cast
from vik_portal.organisatie import services
from vik_portal.organisatie.models import Gebruiker, Rol

ROLLEN = "/organisatie/rollen/"
NIEUW = "/organisatie/rollen/nieuw/"


def pagina(antwoord) -> str:  # type: ignore[no-untyped-def]
    """The page as text on one line."""
    return re.sub(r"\s+", " ", antwoord.content.decode())


def test_beheerder_finds_people_by_name_and_by_role(cast: Cast) -> None:
    client = cast.client(cast.jetske)
    assert "12 accounts" in pagina(client.get(ROLLEN))
    gevonden = pagina(client.get(ROLLEN, {"q": "carl"}))
    assert "1 account gevonden" in gevonden
    assert "carla@politie.example" in gevonden
    assert "bram@politie.example" not in gevonden
    assert "2 accounts gevonden" in pagina(client.get(ROLLEN, {"rol": "redacteur"}))
    zonder = pagina(client.get(ROLLEN, {"rol": "geen"}))
    assert "kees@politie.example" in zonder
    assert "1 account gevonden" in zonder


def test_list_costs_the_same_for_few_and_many(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = cast.client(cast.jetske)
    client.get(ROLLEN)
    with django_assert_num_queries(7):
        client.get(ROLLEN)
    mensen = Gebruiker.objects.bulk_create(Gebruiker(email=f"{i}@politie.example", naam=f"P{i}") for i in range(30))
    Rol.objects.bulk_create(Rol(gebruiker=wie, soort="briefer", eenheid=cast.team) for wie in mensen)
    with django_assert_num_queries(7):
        client.get(ROLLEN)


def test_beheerder_gives_and_takes_a_role(cast: Cast) -> None:
    client = cast.client(cast.jetske)
    waar = reverse("organisatie:gebruiker", args=[cast.kees.pk])
    antwoord = client.post(waar, {"soort": "teamchef", "eenheid": cast.buurteam.pk}, follow=True)
    assert "Kees heeft nu de rol Teamchef, Basisteam Oude Rijn." in pagina(antwoord)
    rol = cast.kees.rollen.get()
    neem = reverse("organisatie:rol_neem", args=[rol.pk])
    assert "Rol wegnemen?" in pagina(client.get(neem))
    assert cast.kees.rollen.exists()
    client.post(neem)
    assert not cast.kees.rollen.exists()
    spoor = Rol.pgh_event_model.objects.filter(gebruiker_id=cast.kees.pk).order_by("pgh_id")  # type: ignore[attr-defined]
    assert [regel.pgh_label for regel in spoor] == ["insert", "delete"]
    assert {regel.pgh_context.metadata["user"] for regel in spoor} == {cast.jetske.pk}


def test_wrong_place_for_a_role_is_said_and_what_was_chosen_stays(cast: Cast) -> None:
    waar = reverse("organisatie:gebruiker", args=[cast.kees.pk])
    antwoord = cast.client(cast.jetske).post(waar, {"soort": "teamchef", "eenheid": cast.eenheid.pk})
    assert "De rol ‘Teamchef’ past hier niet. Kies een team." in pagina(antwoord)
    assert '<option value="teamchef" selected>' in pagina(antwoord)
    assert not cast.kees.rollen.exists()


def test_new_account_gets_a_mail_and_chooses_a_password(cast: Cast) -> None:
    client = cast.client(cast.jetske)
    velden = {"email": "Noor@Politie.example", "naam": "Noor", "soort": "briefer", "eenheid": cast.team.pk}
    antwoord = client.post(NIEUW, velden, follow=True)
    assert "Noor krijgt een mail met een link om een wachtwoord te kiezen." in pagina(antwoord)
    noor = Gebruiker.objects.get(email="noor@politie.example")
    assert not noor.has_usable_password()
    assert str(noor.rollen.get()) == "Briefer, Basisteam Vlietzoom"
    [bericht] = mail.outbox
    assert bericht.to == ["noor@politie.example"]
    assert "Jetske maakte een account voor je" in bericht.body
    link = re.search(r"https?://\S+", bericht.body)
    assert link
    bezoeker = cast.client()
    formulier = bezoeker.get(urlsplit(link[0]).path, follow=True)
    assert "Kies een wachtwoord" in pagina(formulier)
    nieuw = {"password1": "fietsen-langs-de-rijn", "password2": "fietsen-langs-de-rijn"}
    bezoeker.post(formulier.request["PATH_INFO"], nieuw)
    antwoord = bezoeker.post(
        "/account/login/", {"login": "noor@politie.example", "password": "fietsen-langs-de-rijn"}, follow=True
    )
    assert "Dag Noor" in pagina(antwoord)
    assert "Deze link werkt niet meer" in pagina(cast.client().get(urlsplit(link[0]).path))


def test_without_mail_the_beheerder_passes_the_link_on(cast: Cast, settings: Settings) -> None:
    settings.MAIL_VERSTUREN = False
    antwoord = cast.client(cast.jetske).post(NIEUW, {"email": "noor@politie.example", "naam": "Noor"}, follow=True)
    assert not mail.outbox
    link = re.search(r"https?://[^\s<]+/password/reset/key/[^\s<]+/", pagina(antwoord))
    assert link
    assert "Kies een wachtwoord" in pagina(cast.client().get(urlsplit(link[0]).path, follow=True))


def test_new_account_without_a_name_or_with_half_a_role_is_asked_for_it(cast: Cast) -> None:
    client = cast.client(cast.jetske)
    antwoord = pagina(client.post(NIEUW, {"email": "noor@politie.example", "soort": "briefer"}))
    assert "Vul een naam in, dan maken we er een." in antwoord
    assert "Kies allebei: welke rol, en waar." in antwoord
    assert 'value="noor@politie.example"' in antwoord
    antwoord = pagina(client.post(NIEUW, {"email": cast.kees.email}))
    assert "Dit account is er al, van Kees." in antwoord
    assert not mail.outbox


def test_teamchef_makes_an_existing_colleague_briefer_of_the_own_team(cast: Cast) -> None:
    client = cast.client(cast.bram)
    lijst = pagina(client.get(ROLLEN))
    assert "dirk@politie.example" in lijst
    assert "carla@politie.example" not in lijst
    client.post(NIEUW, {"email": cast.kees.email, "soort": "briefer", "eenheid": cast.team.pk})
    assert str(cast.kees.rollen.get()) == "Briefer, Basisteam Vlietzoom"
    assert not mail.outbox


@pytest.mark.parametrize(("soort", "waar"), [("teamchef", "team"), ("briefer", "buurteam"), ("briefer", "ander_team")])
def test_teamchef_gives_nothing_else_and_nowhere_else(cast: Cast, soort: str, waar: str) -> None:
    velden = {"email": cast.kees.email, "soort": soort, "eenheid": getattr(cast, waar).pk}
    assert cast.client(cast.bram).post(NIEUW, velden).status_code == 200
    assert not cast.kees.rollen.exists()


def test_teamchef_takes_only_own_briefers(cast: Cast) -> None:
    neem = reverse("organisatie:rol_neem", args=[cast.dirk.rollen.get().pk])
    assert cast.client(cast.carla).post(neem).status_code == 404
    assert (
        cast.client(cast.bram).post(reverse("organisatie:rol_neem", args=[cast.bram.rollen.get().pk])).status_code
        == 404
    )
    assert cast.dirk.rollen.exists()
    cast.client(cast.bram).post(neem)
    assert not cast.dirk.rollen.exists()


def test_pages_are_for_their_roles_only(cast: Cast) -> None:
    persoon = reverse("organisatie:gebruiker", args=[cast.kees.pk])
    for soort, wie in cast.per_rol().items():
        client = cast.client(wie)
        mag_lijst = soort in {"beheerder", "teamchef"}
        assert client.get(ROLLEN).status_code == (200 if mag_lijst else 403), soort
        assert client.get(NIEUW).status_code == (200 if mag_lijst else 403), soort
        assert client.get(persoon).status_code == (200 if soort == "beheerder" else 403), soort
        assert client.get("/organisatie/account/").status_code == 200
    assert cast.client().get(ROLLEN)["Location"] == "/account/login/?next=/organisatie/rollen/"


def test_last_beheerder_stays(cast: Cast) -> None:
    client = cast.client(cast.jetske)
    rol = cast.jetske.rollen.get()
    antwoord = client.post(reverse("organisatie:rol_neem", args=[rol.pk]), follow=True)
    assert "Jetske is de laatste beheerder. Geef eerst een ander deze rol." in pagina(antwoord)
    client.post(reverse("organisatie:gebruiker_actief", args=[cast.jetske.pk]), {"actief": "nee"})
    cast.jetske.refresh_from_db()
    assert cast.jetske.is_active
    tweede = services.geef_rol(gebruiker=cast.kees, soort=Rol.Soort.BEHEERDER, eenheid=cast.korps)
    services.zet_actief(gebruiker=cast.kees, actief=False)
    with pytest.raises(services.OrganisatieFout):
        services.neem_rol(rol=rol)  # a colleague who cannot log in does not count
    services.zet_actief(gebruiker=cast.kees, actief=True)
    services.neem_rol(rol=rol)
    assert list(Rol.objects.werkende_beheerders()) == [tweede]


def test_switched_off_means_out_at_once(cast: Cast) -> None:
    bram = cast.client(cast.bram)
    assert bram.get("/mijn/").status_code == 200
    cast.client(cast.jetske).post(reverse("organisatie:gebruiker_actief", args=[cast.bram.pk]), {"actief": "nee"})
    assert bram.get("/mijn/").status_code == 302


def test_beheerder_sees_what_waits(cast: Cast) -> None:
    thuis = pagina(cast.client(cast.jetske).get("/mijn/"))
    assert "Een account zonder rol" in thuis
    assert "Jij bent de enige beheerder" in thuis
    assert "heeft geen briefer" in pagina(cast.client(cast.carla).get("/mijn/"))
    assert "heeft geen briefer" not in pagina(cast.client(cast.bram).get("/mijn/"))
    Gebruiker.objects.filter(rollen__soort="briefer", rollen__eenheid=cast.team).update(is_active=False)
    assert "heeft geen briefer" in pagina(cast.client(cast.bram).get("/mijn/"))


@pytest.mark.django_db(transaction=True)
def test_two_beheerders_cannot_remove_each_other_at_the_same_moment(cast: Cast) -> None:
    tweede = services.geef_rol(gebruiker=cast.kees, soort=Rol.Soort.BEHEERDER, eenheid=cast.korps)
    samen, gelukt = threading.Barrier(2), []

    def neem(rol: Rol) -> None:
        samen.wait()
        try:
            services.neem_rol(rol=rol)
            gelukt.append(rol)
        except services.OrganisatieFout:
            pass
        finally:
            connection.close()

    draden = [threading.Thread(target=neem, args=[rol]) for rol in (cast.jetske.rollen.get(), tweede)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(gelukt) == 1
    assert Rol.objects.werkende_beheerders().count() == 1
