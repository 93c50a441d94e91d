"""The editor: nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.redactie.pagina import address
from vik_portal.redactie.models import Status


def test_save_without_change_leaves_everything_as_it_is(cast, editor, blad):
    bladzij = editor(cast.esra, blad)
    bladzij.druk("bewaar")
    assert "Bewaard." in bladzij.antwoord.content.decode()
    assert (blad.status, blad.conceptnummer) == (Status.GEPUBLICEERD, 0)


def test_what_readers_see_stays_while_somebody_writes(cast, editor, blad):
    bladzij = editor(cast.esra, blad)
    bladzij.velden["norm"] = "Je neemt nooit iets aan van iemand."
    bladzij.druk("bewaar")
    assert blad.concept["norm"] == "Je neemt nooit iets aan van iemand."
    assert blad.status == Status.CONCEPT
    assert "Je neemt nooit iets aan van iemand." not in cast.client().get(blad.get_absolute_url()).content.decode()


def test_a_row_is_added_moved_and_removed_without_javascript_and_without_saving(cast, editor, blad):
    bladzij = editor(cast.esra, blad)
    eerste = bladzij.velden["voorbeelden.0.tekst"]
    bladzij.velden["titel"] = "Half getypt"
    bladzij.druk("erbij:voorbeelden")
    assert bladzij.velden["voorbeelden.aantal"] == "10"
    assert bladzij.velden["titel"] == "Half getypt"
    assert bladzij.pagina.xpath("//*[@autofocus]/@name") == ["voorbeelden.9.soort"]
    bladzij.velden["voorbeelden.9.tekst"] = "Een nieuw voorbeeld."
    bladzij.druk("omhoog:voorbeelden.9")
    assert bladzij.velden["voorbeelden.8.tekst"] == "Een nieuw voorbeeld."
    bladzij.druk("weg:voorbeelden.0")
    assert eerste not in bladzij.velden.values()
    assert bladzij.velden["titel"] == "Half getypt"
    assert "Nog niet bewaard" in bladzij.tekst
    assert blad.conceptnummer == 0


def test_hostile_html_is_cleaned_on_save(cast, editor, blad):
    bladzij = editor(cast.esra, blad)
    bladzij.velden["waarom"] = '<p>Lang genoeg om te tellen.</p><script>x()</script><img src=x onerror="x()">'
    bladzij.druk("bewaar")
    assert blad.concept["waarom"] == "<p>Lang genoeg om te tellen.</p>"


def test_an_unfinished_text_is_kept_and_says_what_is_missing(cast, editor, blad):
    bladzij = editor(cast.esra, blad)
    bladzij.velden["titel"], bladzij.velden["kennisvragen.0.goed"] = "", "veel"
    bladzij.druk("indienen")
    assert bladzij.naar.endswith("?controleer=1")
    assert "Titel: Vul dit in." in bladzij.tekst
    assert "Kennisvraag 1 › Het goede antwoord: Vul een getal in." in bladzij.tekst
    assert bladzij.velden["kennisvragen.0.goed"] == "veel"
    assert bladzij.pagina.xpath("//a[@href='#v.titel']")
    assert bladzij.pagina.xpath("//input[@id='v.titel'][@aria-invalid='true']/@aria-describedby")
    assert blad.status == Status.CONCEPT


def test_a_stale_number_keeps_the_text_and_shows_both(cast, editor, blad):
    mijn, ander = editor(cast.esra, blad), editor(cast.finn, blad)
    ander.velden["norm"] = "Finn was eerder met deze norm."
    ander.druk("bewaar")
    type(blad).objects.update(bezig_gezien=timezone.now() - timedelta(minutes=5))
    mijn.velden["norm"] = "Esra schreef iets heel anders op."
    mijn.velden["trefwoorden"] += "\r\nuniek-woord"
    antwoord = mijn.druk("bewaar")
    assert antwoord.status_code == 409
    assert mijn.velden["norm"] == "Esra schreef iets heel anders op."
    assert mijn.velden["trefwoorden"].endswith("uniek-woord")
    assert "Niet bewaard." in mijn.tekst
    assert "Finn was eerder met deze norm." in mijn.tekst
    assert mijn.pagina.xpath("//ins[contains(., 'uniek-woord')]")
    assert blad.concept["norm"] == "Finn was eerder met deze norm."
    # And again: the number that is sent is still the old one, so a second press overwrites nothing either.
    assert mijn.druk("bewaar").status_code == 409


def test_autosave_answers_with_state_and_the_next_number(cast, editor, blad):
    bladzij = editor(cast.esra, blad)
    bladzij.velden["norm"] = "Je neemt nooit iets aan van iemand."
    eerste = bladzij.bewaar_stil().json()
    assert (eerste["stand"], eerste["conceptnummer"], eerste["status"]) == ("bewaard", 1, "Concept")
    assert eerste["om"] == f"{timezone.localtime():%H:%M}"
    bladzij.velden["norm"] = "Je neemt echt nooit iets aan."
    assert bladzij.bewaar_stil().json()["conceptnummer"] == 2
    bladzij.velden |= {"_conceptnummer": "1", "norm": "Je neemt soms iets aan."}
    botsing = bladzij.bewaar_stil()
    assert (botsing.status_code, botsing.json()["stand"]) == (409, "botsing")
    assert blad.concept["norm"] == "Je neemt echt nooit iets aan."


def test_somebody_else_is_busy_read_or_take_over(cast, editor, blad):
    esra = editor(cast.esra, blad)
    assert esra.bewaar_stil(_doe="hartslag").json()["stand"] == "ok"
    finn = editor(cast.finn, blad)
    assert "Iemand anders is hiermee bezig: Esra sinds" in finn.tekst
    assert finn.velden == {}
    assert finn.pagina.xpath(f"//a[@href='{address(blad, 'bekijk')}']")
    finn.druk("overnemen")
    assert finn.velden["titel"] == blad.titel
    assert blad.bezig_door == cast.finn
    # Esra's page hears it, keeps its text and can take it back, text and all: Finn saved nothing in between.
    assert esra.bewaar_stil(_doe="hartslag").status_code == 409
    esra.velden["norm"] = "Je neemt nooit iets aan van iemand."
    assert esra.druk("bewaar").status_code == 409
    assert esra.velden["norm"] == "Je neemt nooit iets aan van iemand."
    esra.druk("overnemen")
    assert blad.concept["norm"] == "Je neemt nooit iets aan van iemand."


def test_after_a_save_of_another_the_differences_are_seen_and_taken_over(cast, editor, blad):
    finn, esra = editor(cast.finn, blad), editor(cast.esra, blad)
    finn.velden["norm"] = "Je neemt nooit iets aan."
    finn.druk("bewaar")
    type(blad).objects.update(bezig_gezien=timezone.now() - timedelta(minutes=3))
    esra.velden["norm"] = "Je neemt niets aan van iemand."
    assert esra.druk("bewaar").status_code == 409
    assert "Finn heeft dit intussen gewijzigd." in esra.tekst
    # Finn saves once more before she presses: she has not seen that, so it is not replaced.
    finn.lees(finn.client.get(address(blad, "bewerk")))
    finn.velden["norm"] = "Je neemt echt nooit iets aan."
    finn.druk("bewaar")
    assert esra.druk("overnemen").status_code == 409
    assert "echt nooit" in esra.tekst
    assert blad.concept["norm"] == "Je neemt echt nooit iets aan."
    assert esra.druk("overnemen").status_code == 200
    assert blad.concept["norm"] == "Je neemt niets aan van iemand."


def test_the_same_words_twice_are_saved_once_and_nobody_is_blamed(cast, editor, blad):
    een, twee = editor(cast.esra, blad), editor(cast.esra, blad)
    for bladzij in (een, twee):
        bladzij.velden["norm"] = "Je neemt nooit iets aan."
        assert bladzij.druk("bewaar").status_code == 200
    assert blad.conceptnummer == 1
    oud = editor(cast.esra, blad)
    een.velden["norm"] = "Je neemt nooit iets aan van iemand."
    een.druk("bewaar")
    oud.velden["norm"] = "Iets anders."
    assert oud.druk("bewaar").status_code == 409
    assert "Deze tekst is intussen gewijzigd." in oud.tekst
    assert "Esra heeft" not in oud.tekst


def test_after_two_minutes_without_a_sign_of_life_the_text_is_free(cast, editor, blad):
    editor(cast.esra, blad).bewaar_stil(_doe="hartslag")
    type(blad).objects.update(bezig_gezien=timezone.now() - timedelta(minutes=3))
    assert editor(cast.finn, blad).velden


def test_an_edit_voids_what_was_handed_in_but_opening_and_saving_does_not(cast, editor, blad):
    from vik_portal.redactie import services

    stuk = services.bewaar_concept(
        stuk=blad, inhoud={**blad.concept, "kort": "Een ander kort stuk."}, door=cast.esra, conceptnummer=0
    )
    services.dien_in(stuk=stuk, door=cast.esra)
    bladzij = editor(cast.esra, blad)
    assert "ligt bij een ander ter beoordeling" in bladzij.tekst
    bladzij.druk("bewaar")
    assert blad.status == Status.TER_BEOORDELING
    bladzij.velden["kort"] = "Toch nog een ander kort stuk."
    bladzij.druk("bewaar")
    assert (blad.status, blad.ingediend_door) == (Status.CONCEPT, None)


def test_a_new_text_starts_with_a_title_an_owner_and_a_free_slug(cast, blad):
    client = cast.client(cast.esra)
    titel = {"soort": "themablad", "titel": "Aannemen geschenken"}
    antwoord = client.post("/redactie/nieuw/", titel)
    assert antwoord["Location"] == "/redactie/themablad/aannemen-geschenken-2/"
    nieuw = type(blad).objects.get(slug="aannemen-geschenken-2")
    assert (nieuw.eigenaar, nieuw.status, nieuw.online) == (cast.esra, Status.CONCEPT, False)
    assert client.get(antwoord["Location"]).status_code == 200
    assert client.get(address(nieuw, "bekijk")).status_code == 200
    assert "Vul dit in." in client.post("/redactie/nieuw/", {"soort": "themablad", "titel": ""}).content.decode()
