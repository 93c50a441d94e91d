"""From first word to the second person, back, online and offline again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.redactie.pagina import address
from vik_portal.redactie import services
from vik_portal.redactie.models import Status, Versie
from vik_portal.redactie.services import RedactieFout

NORM = "Je neemt nooit iets aan waar iemand iets voor terug wil."


@pytest.fixture
def ingediend(cast, editor, blad):
    """Esra changed the norm and handed it in."""
    bladzij = editor(cast.esra, blad)
    bladzij.velden["norm"] = NORM
    bladzij.druk("indienen")
    assert bladzij.naar == address(blad, "indienen")
    antwoord = bladzij.client.post(
        bladzij.naar, {"toelichting": "De norm is korter.", "conceptnummer": blad.conceptnummer}
    )
    assert antwoord.status_code == 302
    blad.refresh_from_db()
    return blad


def in_a_year() -> str:
    return (timezone.localdate() + timedelta(days=365)).isoformat()


def test_the_whole_way_with_two_people(cast, ingediend):
    blad = ingediend
    assert (blad.status, blad.ingediend_door) == (Status.TER_BEOORDELING, cast.esra)
    finn = cast.client(cast.finn)
    bekijk = finn.get(address(blad, "bekijk")).content.decode()
    assert NORM in bekijk
    assert "De norm is korter." in bekijk
    assert "<ins>" in bekijk
    assert NORM not in cast.client().get(blad.get_absolute_url()).content.decode()
    antwoord = finn.post(address(blad, "publiceer"), {"herzien_op": in_a_year(), "versie": "2"})
    assert antwoord["Location"] == "/redactie/"
    blad.refresh_from_db()
    assert (blad.status, blad.versienummer, blad.herzien_op.isoformat()) == (Status.GEPUBLICEERD, 2, in_a_year())
    assert NORM in cast.client().get(blad.get_absolute_url()).content.decode()
    versie = blad.versies.first()
    assert (versie.gemaakt_door, versie.gepubliceerd_door) == (cast.esra, cast.finn)


def test_who_handed_in_cannot_publish_and_reads_why(cast, ingediend):
    esra = cast.client(cast.esra)
    pagina = esra.get(address(ingediend, "bekijk")).content.decode()
    assert "Je hebt deze tekst zelf ingediend. Een ander publiceert" in pagina
    assert "Publiceer</button>" not in pagina
    antwoord = esra.post(address(ingediend, "publiceer"), {"herzien_op": in_a_year(), "versie": "2"})
    assert antwoord.status_code == 400
    ingediend.refresh_from_db()
    assert (ingediend.status, ingediend.versienummer) == (Status.TER_BEOORDELING, 1)


def test_the_database_holds_the_two_person_rule(cast, ingediend):
    versie = ingediend.versies.first()
    with pytest.raises(IntegrityError, match="versie_twee_personen"), transaction.atomic():
        Versie.objects.filter(pk=versie.pk).update(gepubliceerd_door=cast.esra)
    # The control: somebody else is fine.
    assert Versie.objects.filter(pk=versie.pk).update(gepubliceerd_door=cast.finn) == 1


def test_a_version_that_was_not_looked_at_is_not_published(cast, ingediend):
    stuk = services.bewaar_concept(
        stuk=ingediend,
        inhoud={**ingediend.concept, "kort": "Iets wat Finn nooit zag."},
        door=cast.esra,
        conceptnummer=ingediend.conceptnummer,
    )
    services.dien_in(stuk=stuk, door=cast.esra)
    antwoord = cast.client(cast.finn).post(address(stuk, "publiceer"), {"herzien_op": in_a_year(), "versie": "2"})
    assert antwoord.status_code == 400
    assert "Bekijk eerst de nieuwe versie" in antwoord.content.decode()
    stuk.refresh_from_db()
    assert stuk.versienummer == 1


def test_words_that_came_after_reading_are_not_handed_in(cast, editor, blad):
    bladzij = editor(cast.esra, blad)
    bladzij.velden["norm"] = NORM
    bladzij.druk("bewaar")
    antwoord = bladzij.client.post(address(blad, "indienen"), {"conceptnummer": "0"})
    assert "intussen gewijzigd" in antwoord.content.decode()
    blad.refresh_from_db()
    assert blad.status == Status.CONCEPT


def test_given_back_with_a_reason_which_the_writer_reads(cast, editor, ingediend):
    finn = cast.client(cast.finn)
    assert finn.post(address(ingediend, "terug"), {"reden": ""}).status_code == 400
    assert finn.post(address(ingediend, "terug"), {"reden": "Wie is iemand?"}).status_code == 302
    ingediend.refresh_from_db()
    assert (ingediend.status, ingediend.terug_reden) == (Status.CONCEPT, "Wie is iemand?")
    bladzij = editor(cast.esra, ingediend)
    assert "Wie is iemand?" in bladzij.tekst
    # Too late: what was typed stays on the page.
    antwoord = finn.post(address(ingediend, "terug"), {"reden": "Nog iets, net te laat."})
    assert antwoord.status_code == 400
    assert "Nog iets, net te laat." in antwoord.text
    assert "Deze tekst ligt niet meer ter beoordeling." in antwoord.text
    assert 'id="oordeel"' in antwoord.text
    # A page that showed no version publishes none, whatever was handed in since.
    assert finn.post(address(ingediend, "publiceer"), {"herzien_op": "", "versie": ""}).status_code == 400
    # The same words again do not count as nothing: the text was never online like this.
    assert bladzij.druk("indienen").status_code == 200
    assert bladzij.naar == address(ingediend, "indienen")


def test_a_review_day_is_after_today(cast, ingediend):
    antwoord = cast.client(cast.finn).post(
        address(ingediend, "publiceer"), {"herzien_op": timezone.localdate().isoformat(), "versie": "2"}
    )
    assert antwoord.status_code == 400
    assert "Kies een dag na vandaag." in antwoord.content.decode()


def test_withdrawn_is_gone_and_editing_does_not_bring_it_back(cast, editor, blad):
    esra = cast.client(cast.esra)
    assert esra.post(address(blad, "intrekken"), {"reden": ""}).status_code == 200
    assert esra.post(address(blad, "intrekken"), {"reden": "De regel is vervallen."}).status_code == 302
    assert cast.client().get(blad.get_absolute_url()).status_code == 410
    blad.refresh_from_db()
    bladzij = editor(cast.esra, blad)
    assert "De regel is vervallen." in bladzij.tekst
    bladzij.velden["norm"] = NORM
    bladzij.druk("bewaar")
    assert blad.status == Status.CONCEPT
    assert cast.client().get(blad.get_absolute_url()).status_code == 410
    services.dien_in(stuk=blad, door=cast.esra)
    assert cast.client().get(blad.get_absolute_url()).status_code == 410
    blad.refresh_from_db()
    services.publiceer(stuk=blad, door=cast.finn)
    assert cast.client().get(blad.get_absolute_url()).status_code == 200


def test_withdrawn_and_handed_in_unchanged_waits_for_a_second_person(cast, blad):
    services.trek_in(stuk=blad, door=cast.esra, reden="even weg")
    services.dien_in(stuk=blad, door=cast.esra)
    assert cast.client().get(blad.get_absolute_url()).status_code == 410


def test_a_new_release_does_not_bring_a_withdrawn_text_back(cast, blad):
    services.trek_in(stuk=blad, door=cast.esra, reden="klopt niet meer")
    services.laad(stuk=blad, inhoud={**blad.inhoud, "kort": "Nieuw bij het portaal geleverd."}, toelichting="geleverd")
    assert cast.client().get(blad.get_absolute_url()).status_code == 410


def test_a_delivered_version_is_not_published_in_place_of_what_was_handed_in(cast, ingediend):
    ander = {**ingediend.inhoud, "kort": "Nieuw bij het portaal geleverd."}
    services.laad(stuk=ingediend, inhoud=ander, toelichting="geleverd")
    stuk = services.publiceer(stuk=ingediend, door=cast.finn)
    assert stuk.inhoud["norm"] == NORM
    assert stuk.inhoud["kort"] != "Nieuw bij het portaal geleverd."


def test_a_text_stays_of_people_when_its_maker_is_gone(cast, ingediend):
    stuk = services.publiceer(stuk=ingediend, door=cast.finn)
    cast.esra.delete()
    services.laad(stuk=stuk, inhoud={**stuk.inhoud, "kort": "Nieuw bij het portaal geleverd."}, toelichting="geleverd")
    stuk.refresh_from_db()
    assert (stuk.inhoud["norm"], stuk.concept["norm"]) == (NORM, NORM)
    lijst = cast.client(cast.finn).get(address(stuk, "geschiedenis")).text
    assert "iemand die hier niet meer is" in lijst


def test_a_text_begun_under_the_name_of_a_file_is_not_overwritten(cast, blad):
    eigen = services.begin(model=type(blad), titel="Nieuw onderwerp", door=cast.esra)
    geladen = services.laad(stuk=eigen, inhoud={**blad.inhoud, "titel": "Uit een bestand"}, toelichting="geleverd")
    geladen.refresh_from_db()
    assert (geladen.concept, geladen.versienummer) == ({"titel": "Nieuw onderwerp"}, 0)


def test_looked_at_and_still_right_needs_one_person(cast, blad):
    type(blad).objects.update(herzien_op=timezone.localdate() - timedelta(days=3), gecontroleerd_op=None)
    antwoord = cast.client(cast.esra).post(address(blad, "beheer"), {"doe": "nagekeken", "na-herzien_op": in_a_year()})
    assert antwoord.status_code == 302
    blad.refresh_from_db()
    assert (blad.status, blad.gecontroleerd_op) == (Status.GEPUBLICEERD, timezone.localdate())
    assert blad.herzien_op.isoformat() == in_a_year()


def test_looked_at_is_refused_while_a_change_waits(cast, ingediend):
    with pytest.raises(RedactieFout):
        services.bevestig(stuk=ingediend)


def test_owner_and_day_are_set_and_only_a_redacteur_can_own(cast, blad):
    client = cast.client(cast.esra)
    client.post(address(blad, "beheer"), {"eigenaar": cast.finn.pk, "herzien_op": "2030-01-01"})
    blad.refresh_from_db()
    assert (blad.eigenaar, blad.herzien_op.isoformat()) == (cast.finn, "2030-01-01")
    antwoord = client.post(address(blad, "beheer"), {"eigenaar": cast.bram.pk, "herzien_op": "2030-01-01"})
    assert antwoord.status_code == 200
    blad.refresh_from_db()
    assert blad.eigenaar == cast.finn


def test_history_shows_any_two_versions_and_restores(cast, editor, ingediend):
    services.publiceer(stuk=ingediend, door=cast.finn)
    esra = cast.client(cast.esra)
    lijst = esra.get(address(ingediend, "geschiedenis")).content.decode()
    assert "De norm is korter." in lijst
    assert "bij het portaal geleverd" in lijst
    verschil = esra.get(address(ingediend, "verschil") + "?van=1&tot=2").content.decode()
    assert "<del>" in verschil
    assert "De norm" in verschil
    assert "Trefwoorden" not in verschil
    assert esra.get(address(ingediend, "verschil") + "?van=1&tot=77").status_code == 404
    assert esra.get(address(ingediend, "verschil")).status_code == 404
    assert esra.post(address(ingediend, "herstel"), {"versie": "1"})["Location"] == address(ingediend, "bewerk")
    ingediend.refresh_from_db()
    assert ingediend.concept["norm"] != NORM
    assert ingediend.inhoud["norm"] == NORM


def test_a_version_of_another_text_cannot_be_restored_here(cast, blad, loket):
    services.bewaar_concept(
        stuk=loket, inhoud={**loket.concept, "kort": "Een ander kort stuk."}, door=cast.esra, conceptnummer=0
    )
    services.dien_in(stuk=loket, door=cast.esra)
    assert loket.versies.filter(nummer=2).exists()
    assert cast.client(cast.finn).post(address(blad, "herstel"), {"versie": "2"}).status_code == 404


def test_a_restore_waits_while_somebody_is_writing(cast, blad):
    services.meld_bezig(stuk=blad, door=cast.finn)
    antwoord = cast.client(cast.esra).post(address(blad, "herstel"), {"versie": "1"}, follow=True)
    assert "Finn is hiermee bezig" in antwoord.content.decode()
