"""The two frames, with and without blocks, put the same things around a page."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from tests.cast import Cast


@pytest.mark.parametrize("path", ["/", "/beroepscode/themabladen/doxing/"])
def test_reading_frame_is_the_base_frame(path: str) -> None:
    request = RequestFactory().get(path)
    pages = [render_to_string(name, {}, request) for name in ("basis.html", "lezen.html")]
    base, reading = (re.sub(r"<title>.*?</title>| class=\"\"|\s+", "", page) for page in pages)
    assert base == reading
    assert reading.count("aria-current") == (2 if "themabladen" in path else 0)


def test_frame_without_account_runs_no_query(django_assert_num_queries, db: None) -> None:
    with django_assert_num_queries(0):
        assert "Hoofdmenu" in render_to_string("lezen.html", {}, RequestFactory().get("/"))


def test_a_host_name_that_is_not_ours_is_refused_with_a_page(db: None) -> None:
    client = Client(headers={"host": "elders.example"})
    client.cookies[settings.SESSION_COOKIE_NAME] = "x"
    answer = client.get("/")
    assert answer.status_code == 400
    assert "Dit verzoek klopt niet" in answer.text


@pytest.mark.parametrize(
    ("wie", "path", "item"),
    [
        ("anouk", "/risicoanalyse/bijeenkomst/1/", "Bijeenkomsten"),
        ("anouk", "/aanbod/jaar/", "Bijeenkomsten"),
        ("anouk", "/aanbod/aanvragen/", "Bijeenkomsten"),
        ("anouk", "/aanbod/", ""),
        ("bram", "/risicoanalyse/bijeenkomst/1/", ""),
        ("ilias", "/risicoanalyse/fenomenen/x/", "Landelijk beeld"),
        ("ilias", "/risicoanalyse/ijking/", "Vragenlijst"),
        ("ilias", "/risicoanalyse/instrument/", "Vragenlijst"),
        ("ilias", "/risicoanalyse/landelijk/", "Landelijk beeld"),
    ],
)
def test_a_page_marks_the_item_that_it_belongs_to(cast: Cast, wie: str, path: str, item: str) -> None:
    """Also at an address of its own; of an item that the visitor does not have, nothing."""
    request = RequestFactory().get(path)
    request.user = getattr(cast, wie)
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    page = render_to_string("basis.html", {}, request)
    # In the bar and in the folded menu.
    assert re.findall(r'aria-current="page">([^<]*)</a>', page) == [item] * 2 * bool(item)
