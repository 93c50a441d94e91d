"""From ``stuur`` to the mail server: real PostgreSQL, the real worker, a real SMTP server."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.berichten.conftest import jobs, tijd_verstrijkt
from vik_portal import bewaren
from vik_portal.berichten import services, soorten, taken
from vik_portal.berichten.models import Bericht


def stuur(aan, soort="proef", onderwerp="De proef is klaar", tekst="Iemand vraagt je mee te lezen.", url="/mijn/"):
    return services.stuur(aan=aan, soort=soort, onderwerp=onderwerp, tekst=tekst, url=url)


def _voer_job_uit() -> None:
    """The worker takes the waiting job from the queue; what it does then, the test does itself."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE status = 'todo'")


def test_a_message_arrives_once_and_in_our_words(werker, postbus, cast):
    bericht = stuur(cast.bram)
    werker()
    werker()
    (mail,) = postbus.binnen
    assert mail["To"] == "bram@politie.example"
    assert mail["Subject"] == "De proef is klaar"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().replace("\r\n", "\n") == (
        "Dag Bram,\n\nIemand vraagt je mee te lezen.\n\nBekijk het hier:\nhttps://portaal.example/mijn/\n\n"
        "-- \nJe krijgt dit bericht omdat iemand een proef doet.\n"
        "Liever niet per mail? Zet het uit in het portaal, onder Berichten.\n"
    )
    bericht.refresh_from_db()
    assert (bericht.status, bericht.pogingen, bericht.laatste_fout) == ("verzonden", 1, "")
    assert bericht.verzonden_op is not None


def test_what_cannot_be_switched_off_says_so(bezorg, postbus, cast):
    stuur(cast.bram, soort="vast")
    bezorg()
    assert "Je kunt het niet uitzetten." in postbus.binnen[0].get_content()


def test_a_server_that_is_down_is_tried_again_and_gets_the_message_once(werker, postbus, cast):
    postbus.uit()
    bericht = stuur(cast.bram)
    werker()
    bericht.refresh_from_db()
    assert (bericht.status, bericht.pogingen) == ("wacht", 1)
    assert bericht.laatste_fout == f"De mailserver (127.0.0.1, poort {postbus.poort}) is niet bereikbaar."
    assert timedelta(seconds=60) < bericht.volgende_poging - timezone.now() <= timedelta(seconds=80)

    postbus.aan()
    werker()
    assert postbus.binnen == []  # not before its time

    tijd_verstrijkt()
    werker()
    tijd_verstrijkt()
    werker()
    assert len(postbus.binnen) == 1
    bericht.refresh_from_db()
    assert (bericht.status, bericht.pogingen, bericht.volgende_poging) == ("verzonden", 2, None)


def test_it_gives_up_after_eight_tries_in_a_day(bezorg, postbus, cast):
    postbus.weiger = "451"
    bericht = stuur(cast.bram)
    _voer_job_uit()
    wachttijd = timedelta()
    for poging in range(1, 9):
        bezorg()
        bericht.refresh_from_db()
        assert bericht.pogingen == poging
        if bericht.volgende_poging:
            wachttijd += bericht.volgende_poging - timezone.now()
            assert [job["scheduled_at"] for job in jobs(status="todo")] == [bericht.volgende_poging]
            _voer_job_uit()
    assert bericht.status == "mislukt"
    assert bericht.laatste_fout == "De mailserver neemt het bericht nu niet aan (code 451)."
    assert timedelta(hours=22) < wachttijd < timedelta(hours=26)
    assert jobs(status="todo") == []


def test_an_address_the_server_does_not_know_is_not_tried_again(bezorg, postbus, cast):
    postbus.weiger = "550"
    bericht = stuur(cast.bram)
    _voer_job_uit()
    bezorg()
    bericht.refresh_from_db()
    assert (bericht.status, bericht.laatste_fout) == ("mislukt", "De mailserver kent dit adres niet.")
    assert jobs(status="todo") == []


def test_a_failure_of_our_own_is_said_and_not_lost(bezorg, postbus, cast, settings):
    settings.EMAIL_BACKEND = "bestaat.niet.Backend"
    bericht = stuur(cast.bram)
    bezorg()
    bericht.refresh_from_db()
    assert (bericht.status, bericht.laatste_fout) == ("wacht", "Er ging iets mis bij ons (ModuleNotFoundError).")


def test_a_job_holds_an_id_and_nothing_else(werker, postbus, cast):
    postbus.uit()
    bericht = stuur(cast.bram)
    werker()
    assert [job["args"] for job in jobs()] == [{"bericht_id": bericht.pk}] * 2  # the first try and the next


def test_no_address_or_text_reaches_the_log(werker, postbus, cast, caplog):
    postbus.weiger = "550"
    bericht = stuur(cast.bram)
    with caplog.at_level("DEBUG"):
        werker()
    # "mail.log" is the mail server of the test.
    regels = "\n".join(regel.getMessage() for regel in caplog.records if regel.name != "mail.log")
    assert f"bericht {bericht.pk} niet verzonden: SMTPRecipientsRefused" in regels
    assert "bram@" not in regels
    assert "mee te lezen" not in regels


def test_without_commit_there_is_no_message_and_no_job(werker, postbus, cast):
    with transaction.atomic():
        stuur(cast.bram)
        assert len(jobs()) == 1
        transaction.set_rollback(True)
    assert jobs() == []
    werker()
    assert postbus.binnen == []
    assert not Bericht.objects.exists()


def test_who_switched_a_kind_off_reads_it_under_berichten_only(bezorg, postbus, cast):
    services.kies_voorkeuren(gebruiker=cast.bram, aan=[])
    uit, vast = stuur(cast.bram), stuur(cast.bram, soort="vast", onderwerp="Je wachtwoord is gewijzigd")
    bezorg()
    assert [mail["Subject"] for mail in postbus.binnen] == ["Je wachtwoord is gewijzigd"]
    uit.refresh_from_db()
    vast.refresh_from_db()
    assert (uit.status, uit.laatste_fout) == ("bewaard", "Mail over dit onderwerp staat uit.")
    assert vast.status == "verzonden"


@pytest.mark.parametrize("wat", ["uitgezet", "account gesloten"])
def test_what_changed_between_queue_and_sending_counts(bezorg, postbus, cast, wat):
    bericht = stuur(cast.bram)
    if wat == "uitgezet":
        services.kies_voorkeuren(gebruiker=cast.bram, aan=[])
    else:
        type(cast.bram).objects.filter(pk=cast.bram.pk).update(is_active=False)
    bezorg()
    bericht.refresh_from_db()
    assert bericht.status == "bewaard"
    assert postbus.binnen == []


def test_without_mail_messages_are_kept_and_nothing_is_queued(bezorg, postbus, cast, settings):
    settings.MAIL_VERSTUREN = False
    bericht = stuur(cast.bram)
    assert bericht.status == "bewaard"
    assert jobs() == []


def test_a_subject_cannot_add_headers_and_is_cut_to_size(bezorg, postbus, cast):
    stuur(cast.bram, onderwerp="Klaar\r\nBcc: ander@politie.example\n" + "x" * 300)
    bezorg()
    (mail,) = postbus.binnen
    assert mail["Bcc"] is None
    onderwerp = mail["Subject"].strip()  # the folded header keeps a space
    assert onderwerp.startswith("Klaar Bcc: ander@politie.example xxx")
    assert len(onderwerp) == 160


def test_an_unknown_kind_is_a_mistake_of_the_caller(db, cast):
    with pytest.raises(KeyError):
        stuur(cast.bram, soort="bestaat-niet")


def test_a_second_kind_with_the_same_key_is_refused():
    with pytest.raises(ValueError, match="bestaat al"):
        soorten.registreer(soorten.HERINNERING)


def test_trying_again_however_often_makes_one_job_and_one_mail(werker, postbus, cast):
    postbus.uit()
    bericht = stuur(cast.bram)
    werker()
    assert services.opnieuw(ids=[bericht.pk]) == 1
    assert services.opnieuw(ids=[bericht.pk]) == 1
    assert len(jobs(status="todo")) == 1
    postbus.aan()
    werker()
    tijd_verstrijkt()
    werker()
    assert len(postbus.binnen) == 1
    assert services.opnieuw(ids=[bericht.pk]) == 0  # delivered is delivered


def test_two_workers_never_send_the_same_message(werker, postbus, cast):
    bericht = stuur(cast.bram)

    def ander() -> None:
        try:
            services.verzend(bericht_id=bericht.pk)
        finally:
            connection.close()

    def in_ander_proces() -> None:
        draad = threading.Thread(target=ander)
        draad.start()
        draad.join()

    with transaction.atomic():
        Bericht.objects.select_for_update().get(pk=bericht.pk)
        in_ander_proces()
        assert postbus.binnen == []
    in_ander_proces()  # the negative control: without the lock it does send
    assert len(postbus.binnen) == 1


def test_what_a_killed_worker_had_in_hand_is_taken_up_again(werker, postbus, cast):
    stuur(cast.bram)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")
    werker()
    assert postbus.binnen == []
    taken.hervat.defer(timestamp=0)
    werker()
    werker()
    assert len(postbus.binnen) == 1


def test_a_killed_job_that_was_queued_again_meanwhile_is_closed(werker, postbus, cast):
    bericht = stuur(cast.bram)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")
    services.opnieuw(ids=[bericht.pk])
    taken.hervat.defer(timestamp=0)
    with connection.cursor() as cursor:
        # First the recovery, so that the message's new job still waits.
        cursor.execute("UPDATE procrastinate_jobs SET priority = 9 WHERE task_name = 'taken.hervat'")
    werker()
    assert len(postbus.binnen) == 1
    assert {(job["task_name"], job["status"]) for job in jobs()} == {
        ("berichten.verzend", "failed"),
        ("berichten.verzend", "succeeded"),
        ("taken.hervat", "succeeded"),
    }


def test_messages_go_after_half_a_year(db, cast):
    oud, nieuw = stuur(cast.bram), stuur(cast.bram)
    Bericht.objects.filter(pk=oud.pk).update(gemaakt_op=timezone.now() - timedelta(days=181))
    Bericht.objects.filter(pk=nieuw.pk).update(gemaakt_op=timezone.now() - timedelta(days=179))
    bewaren.ruim_op(moment=timezone.now())
    assert list(Bericht.objects.all()) == [nieuw]


@pytest.mark.django_db
def test_the_database_refuses_sent_without_a_time(cast):
    bericht = stuur(cast.bram)
    with pytest.raises(IntegrityError, match="bericht_verzonden_heeft_tijd"), transaction.atomic():
        Bericht.objects.filter(pk=bericht.pk).update(status="verzonden")
