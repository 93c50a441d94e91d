"""The library, and thinking a dilemma through: nobody needs an account. What is counted of it: test_tellen.py."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from dilemmas.models import Dilemma, Weekdilemma
from dilemmas.schema import DilemmaInhoud
from dilemmas.services import kies_weekdilemma
from tests.dilemmas.doordenken import PAD
from vik_portal.redactie import services

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stuk")]


def test_choose_hear_the_other_side_choose_again(client, stuk, sleutels, kies):
    inhoud = stuk.gelezen
    assert inhoud.opties[2].tegen in client.post(PAD, {"eerste": sleutels[2]}).text
    terug = kies(2, 1).text
    assert "De tweede keer koos je anders" in terug
    assert inhoud.norm.tekst in terug
    assert "Je bleef bij je keuze" in kies(1, 1).text


def test_not_choosing_is_a_choice_too(client):
    antwoord = client.post(PAD, {"twijfel": "1"}).text
    assert "Niet kiezen kan ook" in antwoord
    assert "Er is niets geteld" in antwoord


@pytest.mark.parametrize("invoer", [{}, {"eerste": "9"}, {"eerste": "x"}, {"eerste": "1' --"}])
def test_an_odd_choice_asks_again(client, invoer):
    assert "Kies eerst wat je zou doen" in client.post(PAD, invoer).text


def test_a_line_for_oneself_has_no_name_to_be_sent_by(client):
    pagina = client.get(PAD).text
    assert "<textarea" in pagina
    assert "name=" not in pagina.partition("<textarea")[2].partition(">")[0]


def test_the_page_is_kept_and_follows_what_is_published(client, stuk, cast):
    eerste = client.get(PAD)
    assert client.get(PAD, headers={"If-None-Match": eerste["ETag"]}).status_code == 304
    nieuw = {**stuk.inhoud, "vraag": "Wat doe je nu?"}
    stuk = services.bewaar_concept(stuk=stuk, inhoud=nieuw, door=cast.esra, conceptnummer=stuk.conceptnummer)
    stuk = services.dien_in(stuk=stuk, door=cast.esra)
    services.publiceer(stuk=stuk, door=cast.finn)
    assert "Wat doe je nu?" in client.get(PAD, headers={"If-None-Match": eerste["ETag"]}).text
    services.trek_in(stuk=stuk, door=cast.esra, reden="Oud")
    assert client.get(PAD).status_code == 410
    assert "Nummer 14" not in client.get("/dilemmas/").text


def test_who_leads_reads_when_not_to_use_it(stuk):
    zin = "Er zit iemand in de groep die dit pas zelf meemaakte."
    assert zin in services.render(stuk, {**stuk.inhoud, "niet_gebruiken_als": zin})
    assert "Gebruik dit niet als" not in stuk.weergave


def test_two_options_in_the_same_words_are_refused(stuk):
    opties = stuk.inhoud["opties"]
    with pytest.raises(ValidationError, match="twee opties zijn gelijk"):
        DilemmaInhoud.model_validate({**stuk.inhoud, "opties": [opties[0], *opties[:2]]})


# --- the dilemma of the week ------------------------------------------------------------------------------------------

MAANDAG = date(2027, 3, 1)


def maak(stuk: Dilemma, *namen: str) -> None:
    for naam in namen:
        zelfde = {"inhoud": stuk.inhoud, "concept": stuk.inhoud, "versienummer": 1, "status": "gepubliceerd"}
        Dilemma.objects.create(slug=naam, titel=naam.capitalize(), **zelfde)


def test_no_dilemma_comes_back_before_all_others_had_a_week(stuk):
    maak(stuk, *(f"nog-een-{n}" for n in range(59)))
    weken = [kies_weekdilemma(vandaag=MAANDAG + timedelta(weeks=n)) for n in range(130)]
    for n in range(60, 130):
        assert len(set(weken[n - 60 : n])) == 60
    assert Weekdilemma.objects.count() == 130


def test_a_week_has_one_dilemma_with_and_without_the_job(stuk):
    maak(stuk, "tweede", "derde")
    zonder = Dilemma.objects.van_de_week(MAANDAG)
    assert {kies_weekdilemma(vandaag=MAANDAG + timedelta(days=dag)) for dag in range(7)} == {zonder}
    assert kies_weekdilemma(vandaag=MAANDAG + timedelta(days=7)) != zonder
    maak(stuk, "nieuw")
    assert Dilemma.objects.van_de_week(MAANDAG) == zonder


def test_a_withdrawn_dilemma_gives_its_week_to_another(stuk, cast, client):
    maak(stuk, "tweede")
    gekozen = kies_weekdilemma()
    assert gekozen.get_absolute_url() in client.get("/").text
    services.trek_in(stuk=gekozen, door=cast.esra, reden="Klopt niet meer")
    ander = Dilemma.objects.published().get()
    assert ander.get_absolute_url() in client.get("/").text
    assert kies_weekdilemma() == ander
    assert Weekdilemma.objects.get().dilemma == ander


def test_a_library_without_dilemmas_has_no_week(stuk):
    stuk.delete()
    assert kies_weekdilemma() is None


# --- finding ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [
        ({}, True),
        ({"thema": "omgaan-met-informatie"}, True),
        ({"thema": "aannemen-geschenken"}, False),
        ({"waarde": "betrouwbaar", "niveau": "instap"}, True),
        ({"waarde": "moedig"}, False),
        ({"niveau": "verdieping"}, False),
        ({"voor": "basisteam", "minuten": "10"}, True),
        ({"voor": "meldkamer"}, False),
        ({"minuten": "30"}, False),
        ({"minuten": "dertig", "thema": "bestaat-niet"}, True),
    ],
)
def test_the_library_shows_what_is_asked_for(client, vraag, gevonden):
    pagina = client.get("/dilemmas/", vraag).text
    assert ('data-slug="nummer-14"' in pagina) is gevonden
    assert ("Hier is nog geen dilemma voor" in pagina) is not gevonden


def test_the_easier_ones_come_first_then_by_title(client, stuk):
    maak(stuk, "aap", "zwaan")
    Dilemma.objects.filter(slug="aap").update(inhoud={**stuk.inhoud, "niveau": "verdieping"})
    pagina = client.get("/dilemmas/?niveau=").text
    plekken = [pagina.index(f'data-slug="{slug}"') for slug in ("nummer-14", "zwaan", "aap")]
    assert plekken == sorted(plekken)


def test_a_surprise_is_one_of_those_that_were_asked_for(client):
    assert client.get("/dilemmas/", {"verras": "1", "minuten": "10"})["Location"] == PAD
    assert client.get("/dilemmas/", {"verras": "1", "minuten": "30"}).status_code == 200
