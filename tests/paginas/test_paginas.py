"""What holds for pages without a browser: few queries, an empty portal, errors in words, no cookies for readers."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import reverse

from tests.wereld import maak_wereld
from vik_portal.terugweg import erboven

pytestmark = pytest.mark.django_db

#: Most queries that a page may run for an anonymous reader, whatever the number of rows.
LEZER_BUDGET = {
    "/": 1,
    "/beroepscode/": 1,
    "/beroepscode/themabladen/": 1,
    "/beroepscode/themabladen/aannemen-geschenken/": 1,
    "/beroepscode/kernwaarde/integer/": 1,
    "/beroepscode/richtlijn/niet-corrupt/": 1,
    "/beroepscode/dialoogkaarten/": 1,
    "/beroepscode/dialoogkaarten/klem/": 1,
    "/beroepscode/zonder-netwerk/": 0,
    "/beroepscode/edities/": 1,
    "/beroepscode/edities/zesde-druk-2019/": 1,
    "/beroepscode/loketten/": 1,
    "/beroepscode/loketten/kmp/": 1,
    "/beroepscode/handreikingen/": 1,
    "/beroepscode/handreikingen/lijnonderzoek/": 1,
    "/beroepscode/handreikingen/lijnonderzoek/checklist/": 0,
    "/dilemmas/": 2,
    "/dilemmas/nummer-14/": 1,
    "/dilemmas/lesprogrammas/": 1,
    "/aanbod/": 1,
    "/zoeken/?q=geld": 3,
    "/over/": 0,
    "/meedoen/": 0,
}
#: The same for somebody who logged in: session, person and roles come on top.
INGELOGD_BUDGET = {
    "/briefings/": ("bram", 9),
    "/briefings/items/": ("bram", 5),
    "/bijeenkomsten/": ("anouk", 6),
    "/aanbod/aanvragen/": ("anouk", 6),
    "/aanbod/jaar/": ("anouk", 19),
    "/beroepscode/invullen/": ("anouk", 7),
    "/dilemmas/lesprogrammas/groepen/": ("anouk", 5),
    "/beroepscode/normmatrix/": ("ilias", 6),
    "/redactie/": ("esra", 24),
}


#: And the home page of each: what nobody can have there is not asked for, what two lines are made of only once.
THUIS_BUDGET = {"bram": 13, "dirk": 10, "anouk": 22, "guus": 9, "hanna": 12, "esra": 12, "ilias": 10, "jetske": 10}


@pytest.mark.parametrize("pad", LEZER_BUDGET)
def test_query_budget_of_readers(pad, cast, client, django_assert_max_num_queries):
    maak_wereld(cast)
    client.get(pad)  # the start page is rendered once and kept
    with django_assert_max_num_queries(LEZER_BUDGET[pad]):
        assert client.get(pad).status_code == 200


@pytest.mark.parametrize("pad", INGELOGD_BUDGET)
def test_query_budget_of_lists(pad, cast, django_assert_max_num_queries):
    maak_wereld(cast)
    wie, aantal = INGELOGD_BUDGET[pad]
    client = cast.client(getattr(cast, wie))
    with django_assert_max_num_queries(aantal):
        assert client.get(pad).status_code == 200


@pytest.mark.parametrize("wie", THUIS_BUDGET)
def test_query_budget_of_home(wie, cast, django_assert_max_num_queries):
    maak_wereld(cast)
    client = cast.client(getattr(cast, wie))
    with django_assert_max_num_queries(THUIS_BUDGET[wie]):
        assert client.get("/mijn/").status_code == 200


def test_the_frame_itself_runs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/toegankelijkheid/").status_code == 200


@pytest.mark.parametrize(
    "pad",
    [
        "/",
        "/zoeken/?q=geld",
        "/beroepscode/themabladen/",
        "/dilemmas/",
        "/beroepscode/loketten/",
        "/beroepscode/handreikingen/",
    ],
)
def test_an_empty_portal_still_answers(pad, client):
    assert client.get(pad).status_code == 200


def test_readers_get_no_cookie_and_may_keep_the_page(cast, client):
    maak_wereld(cast)
    for pad in LEZER_BUDGET:
        antwoord = client.get(pad)
        assert not antwoord.cookies, pad
    blad = client.get("/beroepscode/themabladen/aannemen-geschenken/")
    opnieuw = client.get("/beroepscode/themabladen/aannemen-geschenken/", headers={"If-None-Match": blad["ETag"]})
    assert (opnieuw.status_code, opnieuw.content) == (304, b"")


def test_a_new_version_changes_the_etag(cast, client):
    blad = maak_wereld(cast).blad
    pad = blad.get_absolute_url()
    eerst = client.get(pad)["ETag"]
    blad.weergave += "<!-- anders -->"
    blad.save()
    assert client.get(pad)["ETag"] != eerst


def test_errors_are_pages_with_a_way_on(cast, client):
    onbekend = client.get("/bestaat-niet/")
    assert onbekend.status_code == 404
    assert "Deze pagina is er niet" in onbekend.content.decode()
    verboden = cast.client(cast.kees).get("/redactie/")
    assert verboden.status_code == 403
    assert "Je mag deze pagina niet zien. Vraag het je teamchef." in verboden.content.decode()


def test_a_teamchef_is_not_sent_to_the_teamchef(cast):
    pagina = cast.client(cast.bram).get("/redactie/").content.decode()
    assert "Vraag het de preventiecoördinator van je eenheid." in pagina


def test_an_address_of_a_button_opened_as_a_page_says_so_with_a_way_back(cast):
    """What a script asks, and what is no GET, stays without a page."""
    bram = cast.client(cast.bram)
    pad = reverse("briefings:weghalen", args=[12])
    antwoord = bram.get(pad, headers={"Accept": "text/html,*/*"})
    assert (antwoord.status_code, antwoord["Allow"]) == (405, "POST")
    assert "Hier is geen pagina" in antwoord.content.decode()
    assert '<a class="btn" href="/briefings/vertoning/12/">Terug</a>' in antwoord.content.decode()
    for kaal in (bram.get(pad), bram.head(pad, headers={"Accept": "text/html"}), bram.options(pad)):
        assert (kaal.status_code, kaal.content, kaal["Allow"]) == (405, b"", "POST")


def test_the_way_back_is_the_nearest_page_above():
    assert erboven("/briefings/mijlpaal/3/") == "/briefings/"
    assert erboven("/uitloggen/") == "/"


@override_settings(LEZEN_VEREIST_INLOGGEN=True)
def test_reading_can_be_closed_for_who_has_no_account(cast, client):
    maak_wereld(cast)
    for pad in ("/", "/beroepscode/themabladen/aannemen-geschenken/", "/zoeken/?q=geld", "/dilemmas/nummer-14/"):
        assert client.get(pad)["Location"].startswith("/account/login/"), pad
        assert cast.client(cast.kees).get(pad).status_code == 200


def test_the_policy_allows_nothing_from_elsewhere(client):
    for pad in ("/over/", "/meedoen/"):
        beleid = client.get(pad)["Content-Security-Policy"]
        assert "default-src 'none'" in beleid
        assert "unsafe" not in beleid


def test_public_styles_stay_within_eight_kilobytes_compressed():
    import gzip

    css = (settings.BASE_DIR / "static/css/portaal.css").read_bytes()
    assert len(gzip.compress(css, 9)) <= 8 * 1024
