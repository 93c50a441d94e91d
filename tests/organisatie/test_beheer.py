"""/beheer/: who has the role gets in, by the portal's own login; the last beheerder cannot be removed there either."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from tests.cast import Cast
from vik_portal.organisatie.admin import beheer
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol


def test_only_the_role_opens_it(cast: Cast) -> None:
    for soort, wie in cast.per_rol().items():
        assert cast.client(wie).get("/beheer/", follow=True).status_code == (200 if soort == "beheerder" else 403), (
            soort
        )
    Gebruiker.objects.filter(pk=cast.bram.pk).update(is_staff=True, is_superuser=True)
    assert cast.client(cast.bram).get("/beheer/", follow=True).status_code == 403


def test_login_is_the_portals_own(cast: Cast) -> None:
    antwoord = cast.client().get("/beheer/organisatie/rol/", follow=True)
    assert antwoord.redirect_chain[-1][0] == "/account/login/?next=/beheer/organisatie/rol/"
    assert cast.client(cast.jetske).get("/beheer/password_change/")["Location"] == "/account/password/change/"


def test_it_holds_four_things_and_nothing_of_a_room() -> None:
    modellen = {model._meta.label_lower for model in beheer._registry}
    assert modellen == {
        "organisatie.eenheid",
        "organisatie.gebruiker",
        "organisatie.rol",
        "organisatie.rolspoor",
    }


def test_beheerder_makes_a_district_and_a_team(cast: Cast) -> None:
    client = cast.client(cast.jetske)
    velden = {"naam": "Basisteam Molenrand", "soort": "team", "ouder": cast.district.pk, "actief": "on"}
    assert client.post("/beheer/organisatie/eenheid/add/", velden).status_code == 302
    assert Eenheid.objects.get(naam="Basisteam Molenrand").pad.startswith(cast.district.pad)
    verkeerd = client.post("/beheer/organisatie/eenheid/add/", velden | {"ouder": cast.team.pk, "naam": "Los"})
    assert "Zo hangt de boom niet" in verkeerd.content.decode()


def test_a_kind_that_no_longer_fits_is_refused(cast: Cast) -> None:
    client = cast.client(cast.jetske)

    def word(eenheid: Eenheid, soort: str) -> str:
        velden = {"naam": eenheid.naam, "soort": soort, "ouder": cast.eenheid.pk, "actief": "on"}
        return client.post(f"/beheer/organisatie/eenheid/{eenheid.pk}/change/", velden).content.decode()

    assert "Wat hieronder hangt, past dan niet meer" in word(cast.district, "team")
    assert "Hier is iemand" in word(cast.team, "district")
    cast.team.rollen.all().delete()
    assert word(cast.team, "district") == ""


def test_another_address_is_the_only_one_and_has_no_capitals(cast: Cast) -> None:
    """allauth keeps a row of the address with which somebody came in by OIDC; that one may open nothing any more."""
    EmailAddress.objects.create(user=cast.bram, email=cast.bram.email, verified=True, primary=True)
    velden = {"email": "Bram.Nieuw@Politie.example", "naam": "Bram", "is_active": "on"}
    adres = f"/beheer/organisatie/gebruiker/{cast.bram.pk}/change/"
    assert cast.client(cast.jetske).post(adres, velden).status_code == 302
    cast.client().post("/account/password/reset/", {"email": "bram@politie.example"})
    assert not mail.outbox
    cast.client().post("/account/password/reset/", {"email": "bram.nieuw@politie.example"})
    assert [bericht.to for bericht in mail.outbox] == [["bram.nieuw@politie.example"]]


@pytest.mark.parametrize("soort", ["rol", "gebruiker"])
def test_last_beheerder_stays(cast: Cast, soort: str) -> None:
    pk = cast.jetske.rollen.get().pk if soort == "rol" else cast.jetske.pk
    client = cast.client(cast.jetske)
    assert client.post(f"/beheer/organisatie/{soort}/{pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(f"/beheer/organisatie/gebruiker/{cast.jetske.pk}/change/", {"email": "j@p.example", "naam": "J"})
    assert Rol.objects.werkende_beheerders().exists()


def test_audit_shows_who_did_what_and_cannot_be_changed(cast: Cast) -> None:
    client = cast.client(cast.jetske)
    client.post(
        reverse("organisatie:gebruiker", args=[cast.kees.pk]), {"soort": "briefer", "eenheid": cast.buurteam.pk}
    )
    lijst = client.get("/beheer/organisatie/rolspoor/")
    tekst = lijst.content.decode()
    assert "Basisteam Oude Rijn" in tekst
    assert "Jetske" in tekst
    spoor = Rol.pgh_event_model.objects.latest("pgh_id")  # type: ignore[attr-defined]
    assert "Oude Rijn" in client.get(f"/beheer/organisatie/rolspoor/{spoor.pk}/change/").content.decode()
    cast.kees.delete()
    lijst = client.get("/beheer/organisatie/rolspoor/").content.decode()
    assert f"account {spoor.gebruiker_id}, niet meer hier" in lijst
    for wat in ("change", "delete"):
        assert client.post(f"/beheer/organisatie/rolspoor/{spoor.pk}/{wat}/", {"post": "yes"}).status_code == 403
    assert client.get("/beheer/organisatie/rolspoor/add/").status_code == 403


def test_list_of_changes_costs_the_same_for_few_and_many(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    mensen = Gebruiker.objects.bulk_create(Gebruiker(email=f"{i}@politie.example", naam=f"P{i}") for i in range(30))
    Rol.objects.bulk_create(Rol(gebruiker=wie, soort="briefer", eenheid=cast.team) for wie in mensen)
    client = cast.client(cast.jetske)
    with django_assert_max_num_queries(15):
        client.get("/beheer/organisatie/rolspoor/")
