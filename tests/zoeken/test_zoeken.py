"""Search over everything: words of officers, parts of compounds, typing errors, and what somebody may not find."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from vik_portal.zoeken.models import Document
from vik_portal.zoeken.services import werk_alles_bij, zoek

#: What somebody types → the page that must be among the first three.
VRAGEN = {
    "cadeautje": "/beroepscode/themabladen/aannemen-geschenken/",
    "buurman opgezocht": "/beroepscode/themabladen/raadplegen-politiesystemen/",
    "meos thuis": "/beroepscode/themabladen/raadplegen-politiesystemen/",
    "bijbaantje portier": "/beroepscode/themabladen/nevenwerkzaamheden/",
    "joint op vakantie": "/beroepscode/themabladen/alcohol-drugs-medicijnen/",
    "appgroep foute grappen": "/beroepscode/themabladen/veilig-werkklimaat/",
    "piketauto boodschappen": "/beroepscode/themabladen/piketauto/",
    "pv bijschaven": "/beroepscode/themabladen/waarheidsgetrouw-opmaken/",
    "schulden loonbeslag": "/beroepscode/themabladen/financiele-belangen/",
    "tiktok in uniform": "/beroepscode/themabladen/sociale-media/",
    "vertrouwenspersoon": "/beroepscode/loketten/vertrouwenspersoon/",
    "gescenken": "/beroepscode/themabladen/aannemen-geschenken/",
    "politiesysteem": "/beroepscode/themabladen/raadplegen-politiesystemen/",
}


@pytest.fixture
def gevuld(db):
    call_command("laad_inhoud", verbosity=0)


def test_officers_find_the_norm_in_the_first_three(gevuld, client):
    gemist = {}
    for vraag, pad in VRAGEN.items():
        antwoord = client.get("/zoeken/", {"q": vraag}).context["antwoord"]
        if pad not in [resultaat.url for resultaat in antwoord.resultaten[:3]]:
            gemist[vraag] = [resultaat.url for resultaat in antwoord.resultaten[:3]]
    assert gemist == {}


def test_results_are_one_ordered_list_of_links(gevuld, client):
    from html.parser import HTMLParser

    class Links(HTMLParser):
        def __init__(self):
            super().__init__()
            self.in_lijst, self.links = False, []

        def handle_starttag(self, tag, attrs):
            if tag == "ol" and dict(attrs).get("class") == "zoekresultaten":
                self.in_lijst = True
            elif tag == "a" and self.in_lijst:
                self.links.append(dict(attrs)["href"])

        def handle_endtag(self, tag):
            if tag == "ol":
                self.in_lijst = False

    lezer = Links()
    lezer.feed(client.get("/zoeken/?q=informatie").content.decode())
    assert len(lezer.links) > 3
    assert all(client.get(link.partition("#")[0]).status_code == 200 for link in lezer.links)


def test_who_may_not_open_it_does_not_find_it(gevuld, cast, client):
    pad = "/briefings/items/geweld-en-pv/"
    assert pad not in client.get("/zoeken/?q=geweld+pv").content.decode()
    assert pad not in cast.client(cast.kees).get("/zoeken/?q=geweld+pv").content.decode()
    for wie in (cast.bram, cast.dirk, cast.guus, cast.hanna, cast.anouk, cast.esra):
        assert pad in cast.client(wie).get("/zoeken/?q=geweld+pv").content.decode()


def test_a_withdrawn_text_is_not_found_any_more(gevuld, cast, client):
    from beroepscode.models import Themablad
    from vik_portal.redactie.services import trek_in

    assert "/themabladen/doxing/" in client.get("/zoeken/?q=doxing").content.decode()
    trek_in(stuk=Themablad.objects.get(slug="doxing"), door=cast.esra, reden="Opgegaan in een ander blad.")
    assert "/themabladen/doxing/" not in client.get("/zoeken/?q=doxing").content.decode()
    assert client.get("/beroepscode/themabladen/doxing/").status_code == 404


@pytest.mark.parametrize(
    "vraag", ["", "   ", "\x00", "' OR 1=1 --", "<script>alert(1)</script>", "&!|():*", "x" * 5000, "‮omgekeerd", "🙂"]
)
def test_odd_questions_get_a_page(db, client, vraag):
    antwoord = client.get("/zoeken/", {"q": vraag})
    assert antwoord.status_code == 200
    assert b"<script>alert" not in antwoord.content


def test_words_of_the_source_are_escaped_around_the_mark(db, client):
    Document.objects.create(
        bron="themablad", sleutel="x", url="/x/", titel="Proef", tekst="een <b>vette</b> proefzin", plat="proef"
    )
    pagina = client.get("/zoeken/?q=proefzin").content.decode()
    assert "&lt;b&gt;vette&lt;/b&gt; <mark>proefzin</mark>" in pagina


def test_bringing_up_to_date_twice_changes_nothing(gevuld):
    eerst = list(Document.objects.order_by("bron", "sleutel").values_list("bron", "sleutel", "titel"))
    assert werk_alles_bij() == len(eerst)
    assert list(Document.objects.order_by("bron", "sleutel").values_list("bron", "sleutel", "titel")) == eerst


def test_nothing_found_says_what_to_do(gevuld, client):
    pagina = client.get("/zoeken/?q=qqqwwwzzz").content.decode()
    assert "Probeer een ander woord, of leg het voor aan iemand." in pagina


def test_a_corrected_spelling_is_said(gevuld, cast):
    antwoord = zoek("gescenken", cast.kees)
    assert antwoord.bedoeld == "geschenken"
    assert antwoord.resultaten[0].titel == "Aannemen geschenken"
