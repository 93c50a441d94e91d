"""The briefer's phone: what it may for a quarter of an hour, and what is kept of a briefing, where and how long."""

from __future__ import annotations

import random
import re
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings.briefer import DUUR, Sleutel, bespreek, stukken
from briefings.models import Bespreking, Campagne, Regel, Scherm, Vertoning, Weektotaal
from briefings.schudden import schud
from briefings.taken import schud_elke_nacht
from tests.briefings.kamer import DAG, zet
from vik_portal import bewaren

pytestmark = pytest.mark.django_db


@pytest.fixture
def briefing(cast, kamer, klok):
    """Two items at seven o'clock, and the phone that was held to the screen; (showings, address)."""
    klok.op(7)
    vertoningen = [zet(kamer, cast), zet(kamer, cast, item=kamer.tweede, volgorde=2)]
    return vertoningen, f"/b/{Sleutel(cast.team.pk, DAG, time(7), kamer.scherm.pk).token()}/"


def noteer(adres, vertoning, **velden):
    return Client().post(adres, {"plek": f"{vertoning.pk}:punten", "uitkomst": "besproken", **velden})


def test_the_qr_on_the_wall_opens_the_notes(cast, kamer, toestel, klok):
    assert toestel.get("/scherm/qr.svg").status_code == 404  # between briefings there is none
    klok.op(7)
    zet(kamer, cast)
    beeld = toestel.get("/scherm/qr.svg")
    assert (beeld["Content-Type"], beeld["Cache-Control"]) == ("image/svg+xml", "no-store")
    assert b"<svg" in beeld.content
    assert Client().get("/scherm/qr.svg").status_code == 404


def test_the_phone_reads_what_is_said_without_an_account(briefing, client, klok):
    _, adres = briefing
    pagina = client.get(adres)
    tekst = pagina.content.decode()
    assert "Geweld gebruikt?" in tekst
    assert "1 van 2" in tekst
    assert re.search(r'class="bt-tekst"><p>', tekst)
    assert not pagina.cookies
    assert (pagina["Cache-Control"], pagina["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_a_quarter_of_an_hour(briefing, client, monkeypatch):
    import time as tijd

    (vertoning, _), adres = briefing
    nu = tijd.time()
    monkeypatch.setattr(tijd, "time", lambda: nu + DUUR + 2)
    antwoord = noteer(adres, vertoning, regel="Dit wil ik niet kwijt")
    assert antwoord.status_code == 410
    assert "Dit wil ik niet kwijt" in antwoord.content.decode()
    assert client.get("/b/1.2.3.4:abc:def/").status_code == 404
    assert not Bespreking.objects.exists()


def test_next_and_previous_move_the_wall(briefing, client, toestel, kamer):
    (eerste, tweede), adres = briefing
    assert toestel.get("/scherm/stand").json()["bestuurd"] is False
    client.get(adres)
    stand = toestel.get("/scherm/stand").json()
    assert (stand["bestuurd"], stand["tik"]) == (True, 0)
    antwoord = client.post(adres, {"plek": f"{eerste.pk}:vraag", "naar": f"{tweede.pk}:punten"}, follow=True)
    assert "een uur niet opschrijven" in antwoord.content.decode()
    stand = toestel.get("/scherm/stand").json()
    assert (stand["tik"], stand["plek"]) == (1, f"{tweede.pk}:punten")
    assert client.post(adres, {"plek": f"{eerste.pk}:vraag", "naar": "999:punten"}).status_code == 404


def test_a_phone_reaches_its_own_screen_alone(cast, kamer, klok, client):
    klok.op(7)
    ander = Scherm.objects.create(naam="Kantine", team=cast.team, token_hash="0" * 64)
    van_buren = Scherm.objects.create(naam="Kantine", team=cast.buurteam, token_hash="1" * 64)
    zet(kamer, cast)
    for scherm in (0, van_buren.pk):
        client.get(f"/b/{Sleutel(cast.team.pk, DAG, time(7), scherm).token()}/")
    client.get(f"/b/{Sleutel(cast.team.pk, DAG, time(7), kamer.scherm.pk).token()}/")
    bestuurd = Scherm.objects.filter(bestuurd_tot__isnull=False)
    assert list(bestuurd) == [kamer.scherm]
    assert ander not in bestuurd


def test_what_the_briefing_did_is_noted_once_and_the_last_word_counts(briefing):
    (vertoning, _), adres = briefing
    assert noteer(adres, vertoning, uitkomst="niet").status_code == 302
    noteer(adres, vertoning, band="tot10")
    noteer(adres, vertoning)
    mark = Bespreking.objects.get()
    assert (mark.uitkomst, mark.band, mark.dag, mark.moment) == ("besproken", "tot10", DAG, time(7))


def test_nothing_of_a_person_is_kept():
    """No account, address, device or time of a tap: there is no column for it."""
    velden = {veld.name for veld in Bespreking._meta.get_fields()}
    assert velden == {"id", "vertoning", "dag", "moment", "uitkomst", "band", "regel_gegeven"}
    assert {veld.name for veld in Regel._meta.get_fields()} == {"id", "eenheid", "thema", "tekst", "week"}


def test_one_line_to_vik_by_eenheid_and_week(cast, briefing):
    (vertoning, _), adres = briefing
    for tekst in ("Wij willen hier vaker over praten.", "En nog iets."):
        noteer(adres, vertoning, regel=tekst)
    regel = Regel.objects.get()
    assert (regel.eenheid, regel.thema) == (cast.eenheid, vertoning.item.gelezen.themas[0])
    assert (regel.tekst, regel.week) == ("Wij willen hier vaker over praten.", date(2026, 11, 23))
    assert "kreeg VIK al een regel" in Client().get(adres).content.decode()


@pytest.mark.parametrize("hangt_er_nog_iets", [True, False])
def test_a_line_for_an_item_that_left_meanwhile_is_not_lost(briefing, hangt_er_nog_iets):
    (eerste, tweede), adres = briefing
    Vertoning.objects.filter(pk__in=[eerste.pk] if hangt_er_nog_iets else [eerste.pk, tweede.pk]).update(vervallen=True)
    antwoord = noteer(adres, eerste, regel="Dit wil ik niet kwijt")
    assert antwoord.status_code == 410
    assert "Dit wil ik niet kwijt" in antwoord.text
    assert "net van deze briefing gehaald, dus er is niets genoteerd." in antwoord.text
    assert (antwoord["Cache-Control"], antwoord["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert not Bespreking.objects.exists()
    assert not Regel.objects.exists()


def test_a_line_can_be_given_until_the_day_after(cast, kamer, klok):
    """As long as it is kept that a briefing gave one."""
    vertoning = zet(kamer, cast)
    adres = f"/b/{Sleutel(cast.team.pk, DAG, time(23)).token()}/"
    klok.op(9, dag=DAG + timedelta(days=2))
    assert 'name="regel"' not in Client().get(adres).text
    antwoord = noteer(adres, vertoning, regel="Dit wil ik niet kwijt")
    assert antwoord.status_code == 422
    assert "Je regel niet: dat kan tot en met de dag na de briefing." in antwoord.text
    assert "Dit wil ik niet kwijt</textarea>" in antwoord.text
    assert Bespreking.objects.get().uitkomst == "besproken"
    klok.op(9, dag=DAG + timedelta(days=1))
    assert noteer(adres, vertoning, regel="Dit wil ik niet kwijt").status_code == 302
    assert Regel.objects.count() == 1


# --- which line came from which briefing ----------------------------------------------------------------


def paren(verbinding) -> tuple[set, set, set]:
    """What somebody in the database makes of it: pairs of a line and (day, moment), each in a way of its own.

    By the number of the transaction; by the order of the keys; by the order in which rows lie in their tables. For the
    last two he knows which briefings gave a line.
    """
    samen = (
        "SELECT r.tekst, b.dag, b.moment "
        "FROM briefings_regel r JOIN briefings_bespreking b ON b.xmin::text = r.xmin::text"
    )
    op_volgorde = (
        "SELECT r.tekst, b.dag, b.moment "
        "FROM (SELECT tekst, row_number() OVER (ORDER BY {0}) AS nr FROM briefings_regel) r JOIN "
        "(SELECT dag, moment, row_number() OVER (ORDER BY {0}) AS nr FROM briefings_bespreking WHERE regel_gegeven) b "
        "USING (nr)"
    )
    with verbinding.cursor() as cursor:
        gevonden = []
        for vraag in (samen, op_volgorde.format("id"), op_volgorde.format("ctid")):
            cursor.execute(vraag)
            gevonden.append(set(cursor.fetchall()))
    return tuple(gevonden)


@pytest.mark.django_db(transaction=True)
def test_after_the_night_no_line_can_be_laid_beside_its_briefing(cast, kamer, klok):
    """Thirty-eight briefings of one theme, team and week, half of them with a line, noted in no order."""
    momenten = [time(uur) for uur in range(3, 22)]
    vertoningen = {dag: zet(kamer, cast, dag=dag) for dag in (DAG - timedelta(days=1), DAG)}
    briefings = [(dag, moment) for dag in vertoningen for moment in momenten]
    random.Random(3).shuffle(briefings)  # noqa: S311 - nothing secret
    with connection.cursor() as cursor:
        # Other tests left holes in the tables, in which rows would land out of order.
        cursor.execute("TRUNCATE briefings_bespreking, briefings_regel")
    klok.op(23)
    waar = set()
    for nummer, (dag, moment) in enumerate(briefings):
        sleutel = Sleutel(cast.team.pk, dag, moment)
        [stuk] = stukken(sleutel)
        regel = f"Regel {nummer}." if nummer % 2 else ""
        assert bespreek(sleutel=sleutel, stuk=stuk, uitkomst="besproken", regel=regel)
        waar |= {(regel, dag, moment)} if regel else set()
    uit_transactie, uit_sleutel, uit_plek = paren(connection)
    # Before the night he reads it off, though not from the keys.
    assert uit_transactie == waar
    assert len(uit_plek & waar) >= 9
    assert len(uit_sleutel & waar) < 9
    velden = ("vertoning", "dag", "moment", "uitkomst", "band")
    wat_er_stond = set(Bespreking.objects.values_list(*velden))
    sleutels = set(Bespreking.objects.values_list("pk", flat=True)) | set(Regel.objects.values_list("pk", flat=True))

    klok.op(4, dag=DAG + timedelta(days=1))
    schud_elke_nacht(timestamp=0)
    uit_transactie, *rest = paren(connection)
    assert len(uit_transactie) == len(waar) * len(briefings)  # each line with every briefing
    for geraden in rest:
        assert len(geraden) == sum(dag == DAG for _, dag, _ in waar)
        assert len(geraden & waar) < 9
    assert set(Bespreking.objects.values_list(*velden)) == wat_er_stond
    assert Bespreking.objects.filter(regel_gegeven=True, dag=DAG).count() == sum(dag == DAG for _, dag, _ in waar)
    assert {regel for regel, _, _ in waar} == set(Regel.objects.values_list("tekst", flat=True))
    assert not sleutels & set(Bespreking.objects.values_list("pk", flat=True))
    assert not sleutels & set(Regel.objects.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_stat_user_tables WHERE last_vacuum IS NOT NULL")
        assert {"briefings_bespreking", "briefings_regel"} <= {tabel for (tabel,) in cursor.fetchall()}

    # A night later there is not even a briefing of which it says that it gave one.
    schud(vandaag=DAG + timedelta(days=2))
    assert not Bespreking.objects.filter(regel_gegeven=True).exists()


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"regel": "Volgens collega Jansen is het anders."}, "de naam van iemand"),
        ({"regel": "x" * 281}, "Houd het bij 280 tekens"),
        ({"uitkomst": ""}, "Kies wat er gebeurde"),
    ],
)
def test_what_is_wrong_is_said_and_stays_typed(briefing, velden, zin):
    (vertoning, _), adres = briefing
    antwoord = noteer(adres, vertoning, **velden)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert velden.get("regel", "") in antwoord.content.decode()
    assert not Bespreking.objects.exists()


def test_who_says_that_it_is_no_name_is_believed(briefing):
    (vertoning, _), adres = briefing
    noteer(adres, vertoning, regel="Bij ons in Veenwijk speelt dit ook.", geen_naam="1")
    assert Regel.objects.count() == 1


def test_the_own_team_sees_it_for_thirty_days_and_then_it_is_gone(cast, kamer, briefing, klok):
    (vertoning, _), adres = briefing
    campagne = Campagne.objects.create(naam="Reeks", eenheid=cast.eenheid)
    noteer(adres, vertoning)
    Vertoning.objects.filter(pk=vertoning.pk).update(campagne=campagne)
    pagina = f"/briefings/team/{cast.team.pk}/besproken/"
    assert vertoning.item.titel in cast.client(cast.dirk).get(pagina).content.decode()
    for wie in (cast.guus, cast.hanna, cast.anouk, cast.carla):  # above the team and beside it
        assert cast.client(wie).get(pagina).status_code == 404
    klok.nu += timedelta(days=30)
    assert not bewaren.ruim_op(moment=klok.nu)["briefings.Bespreking"]
    klok.nu += timedelta(days=1)
    assert vertoning.item.titel not in cast.client(cast.dirk).get(pagina).content.decode()
    assert [bewaren.ruim_op(moment=klok.nu)["briefings.Bespreking"] for _ in range(2)] == [1, 0]
    # One team is too few to be counted (test_evaluatie.py tells of more).
    assert not Weektotaal.objects.filter(besproken__isnull=False).exists()


def test_with_an_account_of_the_own_team_the_same_page_without_a_screen(cast, briefing):
    vandaag = timezone.localdate().isoformat()
    pagina = cast.client(cast.dirk).get(f"/briefings/team/{cast.team.pk}/{vandaag}/briefer/").content.decode()
    adressen = re.findall(r'href="(/b/[^"]+)"', pagina)
    assert len(adressen) == 3
    assert pagina.count("<svg xmlns") >= 3
    assert "Geweld gebruikt?" in Client().get(adressen[0]).content.decode()


def test_a_day_without_an_item(cast, kamer, klok, client):
    adres = f"/b/{Sleutel(cast.team.pk, DAG, time(15), kamer.scherm.pk).token()}/"
    assert "Er hangt nu geen item" in client.get(adres).content.decode()


def test_no_statement_of_a_phone_names_who_is_logged_in(cast, briefing):
    (vertoning, _), adres = briefing
    client = cast.client(cast.dirk)
    velden = {"plek": f"{vertoning.pk}:punten", "uitkomst": "besproken", "regel": "Het formulier is te lang."}
    with CaptureQueriesContext(connection) as gevraagd:
        assert client.post(adres, velden).status_code == 302
    opdrachten = " ".join(vraag["sql"] for vraag in gevraagd.captured_queries)
    assert "briefings_regel" in opdrachten
    assert "pghistory" not in opdrachten


def test_a_second_line_of_a_briefing_is_not_swallowed(briefing):
    (vertoning, _), adres = briefing
    assert noteer(adres, vertoning, regel="Het formulier is te lang.").status_code == 302
    tweede = noteer(adres, vertoning, regel="De printer doet het niet.")
    assert tweede.status_code == 422
    assert "VIK kreeg er van deze briefing al een" in tweede.content.decode()
    assert "De printer doet het niet." in tweede.content.decode()
    assert Regel.objects.count() == 1


def test_a_briefing_that_has_not_begun_cannot_be_marked(briefing, klok):
    (vertoning, _), adres = briefing
    klok.op(6, 40)
    assert "nog niet begonnen" in noteer(adres, vertoning).content.decode()
    klok.op(6, 51)
    assert noteer(adres, vertoning).status_code == 302
