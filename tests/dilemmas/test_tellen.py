"""What is counted when somebody thinks a dilemma through, what readers see of it, and what is nowhere (0021)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.cache import caches
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dilemmas import tellen
from dilemmas.bladen import opties_van
from dilemmas.models import Bon, Dilemma, Keuzestand, Keuzetelling, Sterrenstand, Sterrentelling
from dilemmas.opties import stapel
from dilemmas.services import ruim_bonnen_op
from tests.dilemmas.doordenken import ORIGIN, PAD, bon_op, maak_dilemma
from vik_portal.spoor import NIEMAND

pytestmark = pytest.mark.django_db
STERREN = f"{PAD}sterren/"


def in_volgorde(sleutels: list[str], totalen: list[int]) -> dict[int, int]:
    """Stored totals (in the order of the keys) as option on the page → how often."""
    return {sleutels.index(sleutel): totaal for sleutel, totaal in zip(sorted(sleutels), totalen, strict=True)}


# --- counting ---------------------------------------------------------------------------------------------------------


def test_a_choice_raises_two_totals(kies, sleutels):
    for eerste, tweede in [(0, 1), (0, 0), (3, 1)]:
        assert "anoniem geteld" in kies(eerste, tweede).text
    telling = Keuzetelling.objects.get()
    assert telling.totaal == 3
    assert in_volgorde(sleutels, telling.eerste) == {0: 2, 1: 0, 2: 0, 3: 1}
    assert in_volgorde(sleutels, telling.tweede) == {0: 1, 1: 2, 2: 0, 3: 0}


def test_reloading_the_last_page_counts_once(client, sleutels):
    pagina = client.post(PAD, {"eerste": sleutels[0]}, headers=ORIGIN).text
    velden = {"eerste": sleutels[0], "tweede": sleutels[1], "bon": bon_op(pagina)}
    assert "anoniem geteld" in client.post(PAD, velden, headers=ORIGIN).text
    assert "telden al mee" in client.post(PAD, velden, headers=ORIGIN).text
    assert "telden al mee" in client.post(PAD, velden | {"tweede": sleutels[2]}, headers=ORIGIN).text
    assert Keuzetelling.objects.get().totaal == 1


@pytest.mark.parametrize("bon", ["", "480000.abc:xyz", "x" * 5000, "-1.a:b"])
def test_a_choice_that_was_not_made_here_does_not_count(client, sleutels, bon):
    velden = {"eerste": sleutels[0], "tweede": sleutels[1], "bon": bon}
    assert "niet meegeteld" in client.post(PAD, velden, headers=ORIGIN).text
    assert not Keuzetelling.objects.exists()


@pytest.mark.parametrize("oorsprong", [{}, {"Origin": "https://elders.example"}, {"Origin": "null"}])
def test_a_choice_from_elsewhere_does_not_count(client, stuk, sleutels, oorsprong):
    velden = {"eerste": sleutels[0], "tweede": sleutels[1], "bon": tellen.maak_bon(dilemma=stuk, sleutels=sleutels)}
    assert "niet meegeteld" in client.post(PAD, velden, headers=oorsprong).text
    assert not Keuzetelling.objects.exists()


def test_a_page_counts_for_an_hour_or_two_and_is_then_forgotten(stuk, sleutels):
    nu = tellen.dit_uur()
    keuze = {"dilemma": stuk, "sleutels": sleutels, "eerste": sleutels[0], "tweede": sleutels[1]}
    bonnen = {uur: tellen.maak_bon(dilemma=stuk, sleutels=sleutels, uur=nu + uur) for uur in (-2, -1, 0, 1)}
    uitkomsten = {uur: tellen.tel_keuze(**keuze, bon=bon) for uur, bon in bonnen.items()}
    assert {uur: uitkomst and uitkomst[0] for uur, uitkomst in uitkomsten.items()} == {
        -2: None, -1: True, 0: True, 1: None,
    }  # fmt: skip
    assert ruim_bonnen_op() == 0
    assert ruim_bonnen_op(uur=nu + 1) == 1
    assert ruim_bonnen_op(uur=nu + 2) == 1
    assert not Bon.objects.exists()


def test_counting_answers_with_what_is_published_after_it(stuk, sleutels):
    keuze = {"dilemma": stuk, "sleutels": sleutels}
    gezien = []
    for nummer in range(16):
        bon = tellen.maak_bon(**keuze)
        geteld, standen = tellen.tel_keuze(**keuze, eerste=sleutels[0], tweede=sleutels[nummer % 2], bon=bon)
        assert geteld
        assert standen == tellen.standen(**keuze)
        gezien.append(standen.keuzes.totaal if standen.keuzes else 0)
    assert gezien == [0] * 9 + [10] * 5 + [15] * 2
    assert tellen.tel_keuze(**keuze, eerste=sleutels[0], tweede=sleutels[1], bon=bon) == (False, standen)


def test_the_page_of_one_dilemma_does_not_count_for_another(stuk, sleutels):
    ander = Dilemma.objects.create(slug="ander", titel="Ander")
    bon = tellen.maak_bon(dilemma=ander, sleutels=sleutels)
    keuze = {"sleutels": sleutels, "eerste": sleutels[0], "tweede": sleutels[1], "bon": bon}
    assert tellen.tel_keuze(dilemma=stuk, **keuze) is None


def test_other_words_are_another_count_and_another_order_is_not(client, stuk, kies, sleutels):
    kies(0, 1)
    opties = stuk.inhoud["opties"]
    anders = [{**opties[0], "tekst": "Iets heel anders."}, *opties[1:]]
    for nieuw, tellingen in ((opties[::-1], 1), (anders, 2), (opties, 2)):
        Dilemma.objects.filter(pk=stuk.pk).update(inhoud={**stuk.inhoud, "opties": nieuw})
        stuk.refresh_from_db()
        nu = [optie["sleutel"] for optie in opties_van(stuk)]
        bon = tellen.maak_bon(dilemma=stuk, sleutels=nu)
        assert tellen.tel_keuze(dilemma=stuk, sleutels=nu, eerste=nu[1], tweede=nu[1], bon=bon)[0]
        assert Keuzetelling.objects.count() == tellingen
    eerst = Keuzetelling.objects.get(opties=stapel(sleutels))
    assert in_volgorde(sleutels, eerst.eerste) == {0: 1, 1: 1, 2: 1, 3: 0}
    # Who had the old page open chose something that is not there now.
    Dilemma.objects.filter(pk=stuk.pk).update(inhoud={**stuk.inhoud, "opties": anders})
    assert "Kies eerst wat je zou doen" in client.post(PAD, {"eerste": sleutels[0]}).text


# --- what readers see -------------------------------------------------------------------------------------------------


def test_totals_appear_from_ten_on_and_move_in_steps_of_five(kies, sleutels):
    gezien = []
    for nummer in range(1, 22):
        beeld = kies(nummer % 4, 1).text
        stand = Keuzestand.objects.first()
        gezien.append(stand.totaal if stand else 0)
        assert ("tien keer is doorgedacht" in beeld) is (nummer < 10)
        assert (f"Anoniem geteld bij {gezien[-1]} keer" in beeld) is (nummer >= 10)
    assert gezien == [0] * 9 + [10] * 5 + [15] * 5 + [20] * 2
    assert in_volgorde(sleutels, stand.eerste) == dict.fromkeys(range(4), 5)
    assert in_volgorde(sleutels, stand.tweede) == {0: 0, 1: 20, 2: 0, 3: 0}


@pytest.mark.parametrize("totaal", [5, 9, 11, 14])
def test_the_database_refuses_any_other_published_total(stuk, totaal):
    with pytest.raises(IntegrityError, match="keuzestand_per_stap"), transaction.atomic():
        Keuzestand.objects.create(dilemma=stuk, opties="x", eerste=[totaal], tweede=[totaal], totaal=totaal)
    with pytest.raises(IntegrityError, match="sterrenstand_per_stap"), transaction.atomic():
        Sterrenstand.objects.create(dilemma=stuk, aantallen=[0, 0, 0, 0, totaal], totaal=totaal)


@st.composite
def gepubliceerd_en_erboven(trek: Any, plekken: int, reeksen: int) -> tuple[Any, list[Any]]:
    """A published stand, or none, and two running counts that may stand above it: (total, series of totals)."""
    stap = trek(st.sampled_from([0, 10, 15, 20, 100]))

    def verdeel(totaal: int, reeks: list[int]) -> list[int]:
        for plek in trek(st.lists(st.integers(0, plekken - 1), min_size=totaal, max_size=totaal)):
            reeks[plek] += 1
        return reeks

    stand = [verdeel(stap, [0] * plekken) for _ in range(reeksen)]
    # One more is counted on the way, and that must not fill the next step.
    meer = [trek(st.integers(0, 8 if not stap else 3)) for _ in range(2)]
    boven = [(stap + extra, [verdeel(extra, list(reeks)) for reeks in stand]) for extra in meer]
    return (stap, stand) if stap else None, boven


def zet(model: Any, waarde: Any, namen: tuple[str, ...], **sleutel: Any) -> None:
    model.objects.all().delete()
    if waarde and waarde[0]:
        model.objects.create(**sleutel, totaal=waarde[0], **dict(zip(namen, waarde[1], strict=True)))


@given(
    keuzes=gepubliceerd_en_erboven(plekken=4, reeksen=2),
    sterren=gepubliceerd_en_erboven(plekken=5, reeksen=1),
    keuze=st.tuples(st.integers(0, 3), st.integers(0, 3)),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_are_a_function_of_what_is_published(client, stuk, sleutels, keuzes, sterren, keuze):
    """Any two running counts under the same published totals: every page is the same to the byte."""
    eerste, tweede = (sleutels[n] for n in keuze)

    def alle_paginas(keuzetelling: Any, sterrentelling: Any) -> list[bytes]:
        per_keuze, per_ster = {"dilemma": stuk, "opties": stapel(sleutels)}, {"dilemma": stuk}
        zet(Keuzestand, keuzes[0], ("eerste", "tweede"), **per_keuze)
        zet(Keuzetelling, keuzetelling, ("eerste", "tweede"), **per_keuze)
        zet(Sterrenstand, sterren[0], ("aantallen",), **per_ster)
        zet(Sterrentelling, sterrentelling, ("aantallen",), **per_ster)
        connection.cursor().execute("DELETE FROM redactie_weergave")
        caches["proces"].clear()
        bon = tellen.maak_bon(dilemma=stuk, sleutels=sleutels)
        einde = {"eerste": eerste, "tweede": tweede}
        antwoorden = [
            client.get("/"),
            client.get("/dilemmas/"),
            client.get("/dilemmas/?niveau=instap"),
            client.get(PAD),
            client.post(PAD, {"twijfel": "1"}, headers=ORIGIN),
            client.post(PAD, einde, headers=ORIGIN),
            client.post(PAD, einde | {"bon": bon}, headers=ORIGIN),
            client.post(STERREN, {"sterren": "4"}, headers=ORIGIN),
            client.get(STERREN),
            client.get("/dilemmas/"),
        ]
        assert Keuzetelling.objects.get().totaal == keuzetelling[0] + 1
        vers = Dilemma.objects.get(pk=stuk.pk)
        return [antwoord.content for antwoord in antwoorden] + [vers.voor_meelezer().encode()]

    ene, andere = (alle_paginas(keuzes[1][n], sterren[1][n]) for n in range(2))
    assert ene == andere
    if keuzes[0]:
        assert f"Anoniem geteld bij {keuzes[0][0]} keer".encode() in ene[4]


# --- nobody -----------------------------------------------------------------------------------------------------------

#: Every column about counting. A line added here is a promise changed: docs/anonimiteit.md comes first.
KOLOMMEN = {
    "dilemmas_keuzetelling": {"dilemma_id", "opties", "eerste", "tweede", "totaal"},
    "dilemmas_keuzestand": {"dilemma_id", "opties", "eerste", "tweede", "totaal"},
    "dilemmas_sterrentelling": {"dilemma_id", "aantallen", "totaal"},
    "dilemmas_sterrenstand": {"dilemma_id", "aantallen", "totaal"},
    "dilemmas_bon": {"afdruk", "uur"},
}


def test_no_table_holds_more_than_totals():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, array_agg(column_name::text) FROM information_schema.columns "
            "WHERE table_name = ANY(%s) GROUP BY table_name",
            [list(KOLOMMEN)],
        )
        assert {tabel: set(kolommen) for tabel, kolommen in cursor.fetchall()} == KOLOMMEN
        cursor.execute("SELECT tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid "
                       "WHERE c.relname = ANY(%s) AND NOT tgisinternal", [list(KOLOMMEN)])  # fmt: skip
        assert cursor.fetchall() == []


def test_a_choice_sets_no_cookie(client, kies):
    antwoord = kies(0, 3)
    assert not antwoord.cookies
    assert not client.session.keys()


def peil(execute, sql, params, many, context):
    """Beside every statement one that writes nothing: the audit trail adds the account to writing, not to reading."""
    if not sql.startswith("UPDATE"):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE dilemmas_bon SET uur = uur WHERE false")
    return execute(sql, params, many, context)


def test_no_statement_about_a_choice_names_who_is_logged_in(cast, stuk, sleutels):
    """The audit trail adds the account to what passes Django's wrappers; counting does not pass them, and at these
    addresses there is no trail.
    """
    client = cast.client(cast.kees)
    velden = {"eerste": sleutels[0], "tweede": sleutels[1], "bon": tellen.maak_bon(dilemma=stuk, sleutels=sleutels)}
    with CaptureQueriesContext(connection) as vragen, connection.execute_wrapper(peil):
        client.post(PAD, velden, headers=ORIGIN)
        client.post(STERREN, {"sterren": "5"}, headers=ORIGIN)
    with CaptureQueriesContext(connection) as elders, connection.execute_wrapper(peil):
        client.post(reverse("mijn"))
    assert Keuzetelling.objects.get().totaal == Sterrentelling.objects.get().totaal == 1
    gezien = " ".join(vraag["sql"] for vraag in vragen)
    assert "UPDATE" in gezien
    for woord in ("pghistory", "keuzetelling", "sterrentelling"):
        assert woord not in gezien
    assert "pghistory" in " ".join(vraag["sql"] for vraag in elders)
    assert NIEMAND.match(PAD)
    assert NIEMAND.match(STERREN)


# --- stars ------------------------------------------------------------------------------------------------------------


def test_stars_are_an_average_from_ten_on_in_steps_of_five(client, stuk):
    for nummer in range(1, 17):
        antwoord = client.post(STERREN, {"sterren": "5" if nummer % 2 else "2"}, headers=ORIGIN)
        assert (antwoord.status_code, antwoord["Location"]) == (302, STERREN)
        assert ("van de 5 sterren" in client.get("/dilemmas/").text) is (nummer >= 10)
    assert "3,6 van de 5 sterren (15 keer)" in client.get("/dilemmas/").text
    assert "Gemiddeld 3,6 van de 5 sterren, 15 keer" in client.post(PAD, {"twijfel": "1"}).text
    assert "5 sterren: 8 keer" in Dilemma.objects.get(pk=stuk.pk).voor_meelezer()
    assert Sterrentelling.objects.get().totaal == 16


def test_the_desk_reads_the_stars_beside_the_text(cast, stuk):
    Sterrenstand.objects.create(dilemma=stuk, aantallen=[0, 0, 1, 2, 7], totaal=10)
    bureau = reverse("redactie:bekijk", args=["dilemma", "nummer-14"])
    assert "<b>4,6</b> van de 5 sterren, 10 keer" in cast.client(cast.esra).get(bureau).text


@pytest.mark.parametrize("sterren", ["0", "6", "-1", "4.5", "", "vijf"])
@pytest.mark.usefixtures("stuk")
def test_other_than_one_to_five_stars_are_refused(client, sterren):
    antwoord = client.post(STERREN, {"sterren": sterren}, headers=ORIGIN)
    assert (antwoord.status_code, "Kies een tot en met vijf sterren" in antwoord.text) == (422, True)
    assert not Sterrentelling.objects.exists()


@pytest.mark.usefixtures("stuk")
def test_a_flood_of_stars_is_stopped_with_a_sentence(client):
    status = [client.post(STERREN, {"sterren": "1"}, headers=ORIGIN).status_code for _ in range(130)]
    # A minute may have ended on the way.
    assert tellen.STERREN_PER_MINUUT <= status.count(302) <= 2 * tellen.STERREN_PER_MINUUT
    assert 429 in status
    assert Sterrentelling.objects.get().totaal == status.count(302)


# --- many at once -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_many_choose_at_once_and_all_are_counted(transactional_db):
    """Twelve threads, ten readers each, everybody sending the last page twice; then stars, as many."""
    stuk = maak_dilemma()
    sleutels = [optie["sleutel"] for optie in opties_van(stuk)]
    per_draad, draden = 10, 12

    def lezers(draad: int) -> list[bool]:
        client, geteld = Client(), []
        try:
            for nummer in range(per_draad):
                eerste = sleutels[(draad + nummer) % 4]
                bon = bon_op(client.post(PAD, {"eerste": eerste}, headers=ORIGIN).text)
                velden = {"eerste": eerste, "tweede": sleutels[0], "bon": bon}
                geteld += ["anoniem geteld, los" in client.post(PAD, velden, headers=ORIGIN).text for _ in range(2)]
                tellen.geef_sterren(dilemma=stuk, sterren=1 + nummer % 5) if draad < 5 else None
        finally:
            connection.close()
        return geteld

    with ThreadPoolExecutor(draden) as pool:
        uitkomsten = list(pool.map(lezers, range(draden)))
    assert uitkomsten == [[True, False] * per_draad] * draden
    telling, stand = Keuzetelling.objects.get(), Keuzestand.objects.get()
    assert telling.totaal == stand.totaal == sum(stand.eerste) == per_draad * draden
    assert (telling.eerste, telling.tweede) == (stand.eerste, stand.tweede)
    assert in_volgorde(sleutels, stand.tweede)[0] == per_draad * draden
    assert in_volgorde(sleutels, stand.eerste) == dict.fromkeys(range(4), per_draad * draden // 4)
    assert Sterrenstand.objects.get().aantallen == Sterrentelling.objects.get().aantallen == [10] * 5
