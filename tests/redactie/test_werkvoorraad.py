"""The desk's first page, who gets in, the home page, the nightly job and the spreadsheet."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from beroepscode.models import Loket, Themablad
from tests.redactie.pagina import address
from vik_portal.redactie import services
from vik_portal.redactie.models import Status, publicatiesoorten
from vik_portal.redactie.taken import zet_te_herzien
from vik_portal.redactie.werkvoorraad import aandacht, in_woorden

PAGES = ["bewerk", "bekijk", "indienen", "intrekken", "beheer", "geschiedenis", "verschil"]
ACTS = ["bewerk", "bewaar", "indienen", "publiceer", "terug", "intrekken", "beheer", "herstel"]


@pytest.mark.parametrize("name", ["anouk", "bram", "dirk", "guus", "hanna", "ilias", "jetske", "kees"])
def test_only_a_redacteur_gets_in(cast, blad, name):
    client = cast.client(getattr(cast, name))
    for desk in ["werkvoorraad", "nieuw", "lijst"]:
        assert client.get(reverse(f"redactie:{desk}")).status_code == 403
    assert {client.get(address(blad, page)).status_code for page in PAGES} == {404}
    assert {client.post(address(blad, act)).status_code for act in ACTS} == {404}


def test_anonymous_logs_in_first(cast, blad):
    for url in [reverse("redactie:werkvoorraad"), *(address(blad, page) for page in PAGES)]:
        assert cast.client().get(url)["Location"].startswith("/account/login/")


def test_an_unknown_kind_or_text_is_a_404(cast, blad):
    client = cast.client(cast.esra)
    for pad in ["themablad/bestaat-niet/", "gebruiker/1/", "versie/1/", "loket/aannemen-geschenken/"]:
        assert client.get(f"/redactie/{pad}").status_code == 404


@pytest.fixture
def voorraad(cast, blad, loket):
    """An overdue sheet of Esra, a handed-in loket of Finn, a returned one of Esra, one of nobody."""
    vandaag = timezone.localdate()
    Themablad.objects.update(herzien_op=vandaag - timedelta(days=3), eigenaar=cast.esra)
    for slug, door in [("van-finn", cast.finn), ("van-esra", cast.esra)]:
        stuk = services.laad(stuk=Loket(slug=slug), inhoud={**loket.inhoud, "titel": slug}, toelichting="")
        services.zet_beheer(stuk=stuk, eigenaar=cast.finn, herzien_op=vandaag + timedelta(days=100))
        inhoud = {**stuk.inhoud, "kort": "Een ander kort stuk."}
        services.bewaar_concept(stuk=stuk, inhoud=inhoud, door=door, conceptnummer=0)
        services.dien_in(stuk=stuk, door=door, toelichting="één woord")
    services.geef_terug(stuk=Loket.objects.get(slug="van-esra"), door=cast.finn, reden="Het mist een zin.")


def test_four_texts_ask_for_attention_the_most_urgent_first(cast, voorraad):
    pagina = cast.client(cast.esra).get(reverse("redactie:werkvoorraad")).content.decode()
    assert "<h1>Vier teksten vragen aandacht</h1>" in pagina
    assert "3 dagen te laat" in pagina
    rijen = [(rij.stuk.titel, rij.bij, rij.actie) for rij in aandacht(cast.esra)]
    assert rijen == [
        ("Aannemen geschenken", "jij", "Kijk na"),
        ("van-finn", "jij", "Beoordeel"),
        ("van-esra", "jij", "Verwerk"),
        ("Klokkenluiders Meldpunt Politie (KMP)", "niemand", "Neem op je"),
    ]
    assert [rij.bij for rij in aandacht(cast.finn)] == ["Esra", "een ander", "Esra", "niemand"]


def test_take_on_a_text_of_nobody_in_one_press(cast, voorraad, loket):
    esra = cast.client(cast.esra)
    dag = loket.herzien_op
    assert esra.post(address(loket, "beheer"), {"doe": "neem"})["Location"] == "/redactie/"
    loket.refresh_from_db()
    assert (loket.eigenaar, loket.herzien_op) == (cast.esra, dag)
    # Finn's page of a minute ago still has the button.
    te_laat = cast.client(cast.finn).post(address(loket, "beheer"), {"doe": "neem"}, follow=True)
    assert "is intussen van Esra." in te_laat.text
    loket.refresh_from_db()
    assert loket.eigenaar == cast.esra
    assert "<h1>Drie teksten vragen aandacht</h1>" in esra.get("/redactie/").content.decode()


def test_the_list_is_filtered_by_plain_links(cast, voorraad):
    client = cast.client(cast.esra)
    alles = client.get("/redactie/").content.decode()
    assert 'href="?soort=loket#teksten"' in alles
    alleen = client.get("/redactie/?soort=loket&stand=beoordeling").content.decode().split('id="teksten"')[1]
    assert "van-finn" in alleen
    assert "van-esra" not in alleen
    assert "Aannemen geschenken" not in alleen
    # The other filter is kept in each link.
    assert 'href="?stand=beoordeling&amp;soort=themablad#teksten"' in alleen


def test_the_page_asks_few_questions_however_many_texts(cast, voorraad, django_assert_max_num_queries):
    from django.contrib.contenttypes.models import ContentType

    ContentType.objects.clear_cache()
    client = cast.client(cast.esra)
    # Session, user, roles; per kind one for attention and one for the list; one for notes of handed-in texts.
    with django_assert_max_num_queries(10 + 2 * len(publicatiesoorten())):
        client.get("/redactie/")


def test_the_home_page_of_a_redacteur(cast, voorraad):
    pagina = cast.client(cast.esra).get("/mijn/").content.decode()
    wacht, mijn = pagina.split("Van jou")
    assert "Kijk na: Aannemen geschenken" in wacht
    assert "Beoordeel: van-finn" in wacht
    assert "Verwerk: van-esra" in wacht
    assert "Klokkenluiders" not in wacht
    assert "Aannemen geschenken" not in mijn
    [alle] = re.findall(r'href="(/redactie/\?van=mij#teksten)"', mijn)
    lijst = cast.client(cast.esra).get(alle).content.decode().split('id="teksten"')[1]
    assert "Aannemen geschenken" in lijst
    assert "van-finn" not in lijst


def test_the_home_page_of_others_has_nothing_of_the_desk(cast, voorraad):
    assert "Aannemen geschenken" not in cast.client(cast.bram).get("/mijn/").content.decode().split("<footer")[0]


def test_every_night_what_is_due_goes_to_the_desk(cast, blad, loket):
    vandaag = timezone.localdate()
    Themablad.objects.update(herzien_op=vandaag)
    Loket.objects.update(herzien_op=vandaag + timedelta(days=1))
    zet_te_herzien(0)
    blad.refresh_from_db()
    loket.refresh_from_db()
    assert (blad.status, loket.status) == (Status.TE_HERZIEN, Status.GEPUBLICEERD)
    assert cast.client().get(blad.get_absolute_url()).status_code == 200
    # A later day takes it off the desk again.
    services.zet_beheer(stuk=blad, eigenaar=None, herzien_op=vandaag + timedelta(days=9))
    blad.refresh_from_db()
    assert blad.status == Status.GEPUBLICEERD


def test_the_night_leaves_a_text_in_the_making_alone(cast, blad):
    services.bewaar_concept(
        stuk=blad, inhoud={**blad.concept, "kort": "Een ander kort stuk."}, door=cast.esra, conceptnummer=0
    )
    Themablad.objects.update(herzien_op=timezone.localdate() - timedelta(days=1))
    zet_te_herzien(0)
    blad.refresh_from_db()
    assert blad.status == Status.CONCEPT
    (rij,) = [rij for rij in aandacht(cast.esra) if rij.stuk == blad]
    assert (rij.actie, rij.dagen_te_laat) == ("Werk verder", 1)
    assert "Er staat een wijziging klaar" in rij.waarom
    # The filter knows it too, though its state is that of a working copy.
    assert blad.titel in cast.client(cast.esra).get("/redactie/?stand=herzien").text.split('id="teksten"')[1]


def test_what_came_back_says_why_also_when_its_day_has_passed(cast, blad):
    services.zet_beheer(stuk=blad, eigenaar=cast.finn, herzien_op=timezone.localdate())
    blad.refresh_from_db()
    assert blad.status == Status.TE_HERZIEN
    stuk = services.bewaar_concept(
        stuk=blad, inhoud={**blad.concept, "kort": "Een ander kort stuk."}, door=cast.esra, conceptnummer=0
    )
    services.dien_in(stuk=stuk, door=cast.esra)
    services.geef_terug(stuk=stuk, door=cast.finn, reden="Wat is kort?")
    (rij,) = [rij for rij in aandacht(cast.esra) if rij.stuk == blad]
    assert (rij.bij, rij.actie, rij.waarom) == ("jij", "Verwerk", "Terug van de meelezer: “Wat is kort?”")
    assert "Wat is kort?" in cast.client(cast.esra).get("/mijn/").text
    # The words of before again, and looked at: then the reason is of the past.
    stuk.refresh_from_db()
    stuk = services.bewaar_concept(stuk=stuk, inhoud=stuk.inhoud, door=cast.esra, conceptnummer=stuk.conceptnummer)
    assert (stuk.status, stuk.terug_reden) == (Status.TE_HERZIEN, "")
    (rij,) = [rij for rij in aandacht(cast.finn) if rij.stuk == blad]
    assert (rij.bij, rij.actie) == ("jij", "Kijk na")
    services.bevestig(stuk=stuk)
    stuk.refresh_from_db()
    assert (stuk.terug_reden, stuk.ingediend_door) == ("", None)


def test_the_list_as_a_spreadsheet_follows_the_filters(cast, voorraad):
    antwoord = cast.client(cast.esra).get("/redactie/teksten.xlsx?soort=loket")
    assert "no-store" in antwoord["Cache-Control"]
    rijen = list(load_workbook(io.BytesIO(antwoord.content)).active.values)
    assert rijen[0][:3] == ("Soort", "Titel", "Stand")
    assert {rij[0] for rij in rijen[1:]} == {"Loket"}
    assert len(rijen) == 4


def test_numbers_in_words():
    assert [in_woorden(n) for n in (1, 4, 20, 21)] == ["één", "vier", "twintig", "21"]


def test_who_leaves_hands_texts_over_in_one_go(cast, voorraad):
    client, pad = cast.client(cast.esra), reverse("redactie:overdragen")
    assert "Finn" in client.get(pad).text
    vraag = f"{pad}?van={cast.finn.pk}"
    pagina = client.get(vraag)
    alle = list(pagina.context["form"].stukken)
    assert sorted(alle) == ["loket/van-esra", "loket/van-finn"]
    assert client.post(vraag, {"teksten": alle}).status_code == 422  # to whom?
    leeg = client.post(vraag, {"naar": cast.esra.pk})
    assert "Kies minstens één tekst." in leeg.text
    assert client.post(vraag, {"naar": cast.esra.pk, "teksten": ["loket/van-finn"]}).status_code == 302
    eigenaren = dict(Loket.objects.values_list("slug", "eigenaar"))
    assert (eigenaren["van-finn"], eigenaren["van-esra"]) == (cast.esra.pk, cast.finn.pk)


def test_what_meanwhile_went_to_another_stays_there(cast, voorraad):
    stuk = Loket.objects.get(slug="van-finn")
    services.zet_beheer(stuk=stuk, eigenaar=cast.jetske, herzien_op=stuk.herzien_op)
    assert services.draag_over(stukken=[stuk], van=cast.finn, naar=cast.esra) == 0
    assert Loket.objects.get(slug="van-finn").eigenaar == cast.jetske
