"""Requests: who asks, where they land, who sees them, how they go on, and what is kept of them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings
from django.utils import timezone
from django.utils.formats import date_format

from aanvragen.bewaren import BEWAARTIJD
from aanvragen.models import Aanbod, Aanvraag, werkdagen_later
from aanvragen.services import AanvraagFout, plan_in, vraag_aan, zet_status
from beroepscode.models import Themablad
from tests.wereld import inhoud_van
from vik_portal import bewaren
from vik_portal.berichten.models import Bericht
from vik_portal.berichten.services import kies_voorkeuren
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.mijn import secties_voor
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol
from vik_portal.redactie import services as redactie
from vik_portal.register import Draaiboek, register

pytestmark = pytest.mark.django_db
VRAAG = "/aanbod/vraag/"
LIJST = "/aanbod/aanvragen/"
ZIN = "We praten weinig over lastige keuzes."


def plat(antwoord) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", antwoord.content.decode())).split())


def lijnen(gebruiker: Gebruiker, soort: str) -> list[str]:
    vers = Gebruiker.objects.get(pk=gebruiker.pk)
    return [punt.titel for sectie in secties_voor(vers) if sectie.soort == soort for punt in sectie.punten]


@pytest.fixture
def aanbod(cast) -> Aanbod:
    inhoud = inhoud_van("aanvragen/inhoud", "risicoanalyse-beknopt", "")
    return redactie.laad(stuk=Aanbod(slug="risicoanalyse-beknopt"), inhoud=inhoud, toelichting="geleverd")


@pytest.fixture
def aanvraag(cast, aanbod) -> Aanvraag:
    return vraag_aan(aanvrager=cast.bram, aanbod=aanbod, team=cast.team, maand=date(2027, 3, 1), toelichting=ZIN)


def ingevuld(cast, **anders: object) -> dict[str, object]:
    return {"aanbod": "risicoanalyse-beknopt", "team": cast.team.pk, "maand": "", "toelichting": ZIN} | anders


def plan_van(aanvraag: Aanvraag, wie: Gebruiker, begin: datetime | None = None) -> Aanvraag:
    stuk = Bijeenkomst(titel="Risicoanalyse", begin=begin or timezone.now() + timedelta(days=9), plaats="Zaal 2")
    return plan_in(
        aanvraag=aanvraag, bijeenkomst=stuk, draaiboek=register.een(Draaiboek, "risicoanalyse"), begeleider=wie
    )


# Reading what there is


def test_anybody_reads_what_there_is_and_whom_to_ask(cast, aanbod, client) -> None:
    tekst = plat(client.get("/aanbod/"))
    inhoud = aanbod.gelezen
    for zin in [inhoud.titel, inhoud.kort, *inhoud.levert, *inhoud.zelf, "75 minuten"]:
        assert zin in tekst
    assert "Heb je geen account? Vraag het je teamchef, of de preventiecoördinator van je eenheid." in tekst


def test_a_withdrawn_offer_is_gone_from_the_page_and_the_form(cast, aanbod, client) -> None:
    assert aanbod.titel in plat(client.get("/aanbod/"))
    redactie.trek_in(stuk=aanbod, door=cast.esra, reden="Even niet.")
    assert aanbod.titel not in plat(client.get("/aanbod/"))
    antwoord = cast.client(cast.bram).post(VRAAG, ingevuld(cast))
    assert antwoord.status_code == 422
    assert "Dit aanbod is er niet meer. Kies iets anders." in plat(antwoord)


@pytest.mark.parametrize(
    ("minuten", "duur"), [(20, "20 minuten"), (90, "90 minuten"), (120, "2 uur"), (210, "3,5 uur")]
)
def test_how_long_it_takes_in_words(minuten, duur) -> None:
    inhoud = Aanbod.inhoud_model.model_construct(minuten=minuten)
    assert inhoud.duur == duur


# Asking


def test_a_request_lands_with_the_own_unit_and_nowhere_else(cast, aanbod) -> None:
    antwoord = cast.client(cast.bram).post(VRAAG, ingevuld(cast, maand=timezone.localdate().replace(day=1).isoformat()))
    aanvraag = Aanvraag.objects.get()
    assert antwoord["Location"] == f"{LIJST}{aanvraag.pk}/"
    assert aanvraag.maand == timezone.localdate().replace(day=1)
    assert lijnen(cast.anouk, "wacht") == ["Aanvraag: Risicoanalyse, beknopt"]
    assert not any("Aanvraag" in lijn for lijn in lijnen(cast.lotte, "wacht"))
    bericht = Bericht.objects.get()
    assert (bericht.ontvanger, bericht.url) == (cast.anouk, f"{LIJST}{aanvraag.pk}/")
    assert ZIN not in bericht.tekst  # what is going on stays behind the login


def test_only_for_teams_that_the_own_role_covers(cast, aanbod) -> None:
    for wie, team, mag in (
        (cast.bram, cast.buurteam, False),
        (cast.guus, cast.buurteam, True),
        (cast.hanna, cast.buurteam, True),
        (cast.hanna, cast.ander_team, False),
    ):
        antwoord = cast.client(wie).post(VRAAG, ingevuld(cast, team=team.pk))
        assert (antwoord.status_code == 302) is mag, (wie, team)
    assert Aanvraag.objects.count() == 2


def test_the_one_team_and_the_chosen_offer_stand_ready(cast, aanbod) -> None:
    html = cast.client(cast.bram).get(f"{VRAAG}?aanbod=risicoanalyse-beknopt").content.decode()
    assert '<option value="risicoanalyse-beknopt" selected>' in html
    assert f'<option value="{cast.team.pk}" selected>' in html


def test_a_request_may_name_a_theme_and_vik_reads_it(cast, aanbod) -> None:
    blad = redactie.laad(
        stuk=Themablad(slug="doxing"), inhoud=inhoud_van("beroepscode/inhoud/themabladen", "doxing"), toelichting="x"
    )
    assert f'href="{VRAAG}?thema=doxing"' in cast.client(cast.bram).get(blad.get_absolute_url()).content.decode()
    html = cast.client(cast.bram).get(f"{VRAAG}?thema=doxing").content.decode()
    assert '<option value="doxing" selected>' in html
    assert "selected>Doxing" not in cast.client(cast.bram).get(f"{VRAAG}?thema=onzin").content.decode()
    cast.client(cast.bram).post(VRAAG, ingevuld(cast, thema="doxing"))
    cast.client(cast.bram).post(VRAAG, ingevuld(cast, thema=""))
    assert [stuk.thema for stuk in Aanvraag.objects.order_by("pk")] == [blad, None]
    met, zonder = Aanvraag.objects.order_by("pk")
    anouk = cast.client(cast.anouk)
    assert plat(anouk.get(LIJST)).count(f"Thema: {blad.titel}") == 1
    assert f'<dt>Thema</dt><dd><a href="{blad.get_absolute_url()}">' in anouk.get(f"{LIJST}{met.pk}/").text
    assert "<dt>Thema</dt>" not in anouk.get(f"{LIJST}{zonder.pk}/").text


def test_a_theme_that_is_no_more_is_said_and_nothing_typed_is_lost(cast, aanbod) -> None:
    antwoord = cast.client(cast.bram).post(VRAAG, ingevuld(cast, thema="weg"))
    assert antwoord.status_code == 422
    assert "Dit thema is er niet meer. Kies een ander thema, of geen." in plat(antwoord)
    assert ZIN in antwoord.content.decode()
    assert not Aanvraag.objects.exists()


def test_what_looks_like_a_name_is_asked_about_and_nothing_typed_is_lost(cast, aanbod) -> None:
    client, zin = cast.client(cast.bram), "Sinds het voorval met Jansen is het stil."
    antwoord = client.post(VRAAG, ingevuld(cast, toelichting=zin))
    assert antwoord.status_code == 422
    assert "Is ‘Jansen’ de naam van iemand?" in plat(antwoord)
    assert zin in antwoord.content.decode()
    assert not Aanvraag.objects.exists()
    assert client.post(VRAAG, ingevuld(cast, toelichting=zin, geen_naam="1")).status_code == 302


def test_a_unit_without_a_preventiecoordinator_says_so(cast, aanbod) -> None:
    Rol.objects.filter(gebruiker=cast.anouk).delete()
    antwoord = cast.client(cast.bram).post(VRAAG, ingevuld(cast))
    assert antwoord.status_code == 422
    assert "heeft nog geen preventiecoördinator in het portaal" in plat(antwoord)
    assert ZIN in antwoord.content.decode()
    assert not Aanvraag.objects.exists()


def test_one_for_the_whole_korps_is_asked_only_when_the_unit_has_none(cast, aanbod) -> None:
    Rol.objects.create(gebruiker=cast.kees, soort=Rol.Soort.PREVENTIECOORDINATOR, eenheid=cast.korps)
    velden = {"aanvrager": cast.bram, "aanbod": aanbod, "team": cast.team, "maand": None, "toelichting": ZIN}
    vraag_aan(**velden)
    assert set(Bericht.objects.values_list("ontvanger__naam", flat=True)) == {"Anouk"}
    Gebruiker.objects.filter(pk=cast.anouk.pk).update(is_active=False)
    vraag_aan(**velden)
    assert set(Bericht.objects.values_list("ontvanger__naam", flat=True)) == {"Anouk", "Kees"}


@override_settings(MAIL_VERSTUREN=True)
def test_mail_about_requests_can_be_switched_off(cast, aanbod) -> None:
    velden = {"aanvrager": cast.bram, "aanbod": aanbod, "team": cast.team, "maand": None, "toelichting": ZIN}
    vraag_aan(**velden)
    kies_voorkeuren(gebruiker=cast.anouk, aan=[])
    vraag_aan(**velden)
    standen = list(Bericht.objects.order_by("pk").values_list("status", "laatste_fout"))
    assert standen == [("wacht", ""), ("bewaard", "Mail over dit onderwerp staat uit.")]


# Who sees it


def test_a_request_is_for_who_asked_and_for_vik_of_the_unit(cast, aanvraag) -> None:
    een, door = f"{LIJST}{aanvraag.pk}/", {"status": "in_gesprek"}
    for naam in ["carla", "lotte", "dirk", "guus", "hanna", "ilias", "esra", "kees"]:
        client = cast.client(getattr(cast, naam))
        codes = {client.get(een).status_code, client.post(een, door).status_code, client.get(f"{een}plan/").status_code}
        assert codes == {404}, naam
        assert aanvraag.aanbod.titel not in plat(client.get(LIJST)), naam
    for naam in ["anouk", "bram"]:
        client = cast.client(getattr(cast, naam))
        assert ZIN in plat(client.get(een))
        assert aanvraag.aanbod.titel in plat(client.get(LIJST)), naam
    assert cast.client(cast.bram).post(een, door).status_code == 404
    aanvraag.refresh_from_db()
    assert aanvraag.status == "nieuw"


def test_who_asked_sees_whom_to_write_to_and_vik_sees_who_asked(cast, aanvraag) -> None:
    een = f"{LIJST}{aanvraag.pk}/"
    assert cast.anouk.email in plat(cast.client(cast.bram).get(een))
    assert cast.bram.email in plat(cast.client(cast.anouk).get(een))
    cast.bram.delete()
    assert "Iemand die geen account meer heeft" in plat(cast.client(cast.anouk).get(een))


# How it goes on


def test_from_new_to_held_with_a_line_and_a_mail_each_time(cast, aanvraag) -> None:
    een, anouk, bram = f"{LIJST}{aanvraag.pk}/", cast.client(cast.anouk), cast.client(cast.bram)
    assert anouk.post(een, {"status": "in_gesprek", "toelichting": "Ik bel je deze week."}).status_code == 302
    assert lijnen(cast.anouk, "wacht") == []
    assert "Je aanvraag: Risicoanalyse, beknopt" in lijnen(cast.bram, "mijn")
    formulier = anouk.get(f"{een}plan/").content.decode()
    assert 'value="risicoanalyse" required checked' in formulier
    assert 'value="Risicoanalyse, beknopt"' in formulier
    dag = timezone.localtime() + timedelta(days=30)
    velden = {
        "titel": "Risicoanalyse",
        "begin": f"{dag:%Y-%m-%dT13:00}",
        "plaats": "Zaal 2",
        "draaiboek": "risicoanalyse",
    }
    assert "hooguit twee jaar vooruit" in anouk.post(f"{een}plan/", velden | {"begin": "2199-01-01T09:00"}).text
    # Somebody who adds fields by hand changes neither the team nor makes it a practice.
    antwoord = anouk.post(f"{een}plan/", velden | {"team": cast.ander_team.pk, "oefening": "on"})
    stuk = Bijeenkomst.objects.get()
    assert antwoord["Location"] == f"/bijeenkomsten/{stuk.pk}/"
    assert (stuk.team, stuk.oefening, list(stuk.begeleiders.all())) == (cast.team, False, [cast.anouk])
    assert stuk.stappen.exists()
    assert f"{date_format(dag, 'l j F Y')}, 13:00, Zaal 2" in plat(bram.get(een))
    assert lijnen(cast.bram, "komt") == ["Risicoanalyse, beknopt"]
    assert anouk.post(een, {"status": "gehouden"}).status_code == 302
    loop = list(aanvraag.verloop.order_by("op").values_list("status", "toelichting", "door__naam"))
    assert loop == [
        ("nieuw", "", "Bram"),
        ("in_gesprek", "Ik bel je deze week.", "Anouk"),
        ("gepland", f"{date_format(dag, 'l j F Y')}, 13:00, Zaal 2", "Anouk"),
        ("gehouden", "", "Anouk"),
    ]
    mails = Bericht.objects.filter(ontvanger=cast.bram).order_by("pk")
    assert [mail.onderwerp for mail in mails] == [
        "Risicoanalyse, beknopt: in gesprek",
        "Risicoanalyse, beknopt: gepland",
        "Risicoanalyse, beknopt: gehouden",
    ]
    assert "Ik bel je deze week." in mails[0].tekst
    assert all(mail.url == een for mail in mails)


def test_what_does_not_go_on_says_why(cast, aanvraag) -> None:
    een, client = f"{LIJST}{aanvraag.pk}/", cast.client(cast.anouk)
    antwoord = client.post(een, {"status": "niet_door"})
    assert antwoord.status_code == 422
    assert "Schrijf in één zin waarom het niet doorgaat." in plat(antwoord)
    assert (
        client.post(een, {"status": "niet_door", "toelichting": "Vraag het over een half jaar weer."}).status_code
        == 302
    )
    assert "Vraag het over een half jaar weer." in Bericht.objects.get(ontvanger=cast.bram).tekst


def test_one_request_one_meeting(cast, aanvraag) -> None:
    plan_van(aanvraag, cast.anouk)
    with pytest.raises(AanvraagFout, match="al een bijeenkomst gepland"):
        plan_van(aanvraag, cast.anouk)
    assert Bijeenkomst.objects.count() == 1
    with pytest.raises(AanvraagFout, match="staat intussen op ‘Gepland’"):
        zet_status(aanvraag=aanvraag, status="nieuw", door=cast.anouk)


def test_back_in_conversation_lets_the_meeting_go_and_plans_anew(cast, aanvraag) -> None:
    plan_van(aanvraag, cast.anouk)
    assert zet_status(aanvraag=aanvraag, status="in_gesprek", door=cast.anouk).bijeenkomst is None
    assert plan_van(aanvraag, cast.anouk).status == "gepland"


def test_the_database_keeps_a_meeting_away_from_what_is_not_planned(cast, aanvraag) -> None:
    plan_van(aanvraag, cast.anouk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Aanvraag.objects.update(status="nieuw")


def test_after_the_day_who_leads_it_is_asked_whether_it_was_held(cast, aanvraag) -> None:
    plan_van(aanvraag, cast.anouk, timezone.now() - timedelta(hours=2))
    assert lijnen(cast.anouk, "wacht") == ["Is het gehouden? Risicoanalyse, beknopt"]
    zet_status(aanvraag=aanvraag, status="gehouden", door=cast.anouk)
    assert lijnen(cast.anouk, "wacht") == []


@pytest.mark.parametrize(
    ("vanaf", "tot"),
    [
        (date(2026, 11, 23), date(2026, 11, 30)),
        (date(2026, 11, 27), date(2026, 12, 4)),
        (date(2026, 11, 28), date(2026, 12, 4)),
    ],
)
def test_five_working_days(vanaf, tot) -> None:
    assert werkdagen_later(vanaf, 5) == tot


def test_too_late_is_after_five_working_days(cast, aanvraag) -> None:
    assert not aanvraag.te_laat
    aanvraag.gevraagd_op = timezone.now() - timedelta(days=8)
    aanvraag.save()
    assert aanvraag.te_laat
    assert "nog geen antwoord" in plat(cast.client(cast.anouk).get(LIJST))


def test_finished_requests_are_forgotten_after_two_years_and_running_ones_are_not(cast, aanbod) -> None:
    lang_geleden = timezone.now() - BEWAARTIJD - timedelta(days=1)
    velden = {"aanbod": aanbod, "team": cast.team, "toelichting": ZIN}
    for status in ("nieuw", "gehouden", "niet_door"):
        Aanvraag.objects.create(**velden, status=status, gevraagd_op=lang_geleden)
    Aanvraag.objects.create(**velden, status="gehouden")
    bewaren.ruim_op(moment=timezone.now())
    assert sorted(Aanvraag.objects.values_list("status", flat=True)) == ["gehouden", "nieuw"]


def test_a_team_that_moves_to_another_unit_takes_its_requests_along(cast, aanvraag) -> None:
    team = Eenheid.objects.get(pk=cast.team.pk)
    team.ouder = cast.ander_district
    team.save()
    assert cast.client(cast.lotte).get(f"{LIJST}{aanvraag.pk}/").status_code == 200
    assert cast.client(cast.anouk).get(f"{LIJST}{aanvraag.pk}/").status_code == 404
