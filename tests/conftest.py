"""What every test stands on: a real PostgreSQL, the permanent cast, one browser.

The server is the embedded one, in a folder of its own beside the demo's, without crash safety. Every run has its own
database on it, and under xdist every worker again (pytest-django), so that runs may go on side by side.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import psycopg
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from psycopg import sql

from vik_portal import lokaal, postgres

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from pytest_django.plugin import DjangoDbBlocker

    from tests.cast import Cast

SERVER = postgres.standaard_data().with_name("test")
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
# How fast examples come says something of the machine and nothing of the portal.
hypothesis_settings.register_profile("portaal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("portaal")


def start_server() -> None:
    """Start the server, drop what killed runs left on it, and point Django at a database for this run alone."""
    postgres.start(SERVER, duurzaam=False)
    with psycopg.connect(postgres.url(SERVER, "postgres"), autocommit=True) as verbinding:
        for (naam,) in verbinding.execute("SELECT datname FROM pg_database").fetchall():
            gevonden = re.fullmatch(r"test_vik_(\d+)(_gw\d+)?", naam)
            if gevonden and not lokaal.leeft(int(gevonden[1])):
                verbinding.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(naam)))
    os.environ["DATABASE_URL"] = postgres.url(SERVER, f"vik_{os.getpid()}")


def make_folders() -> None:
    """Uploads go to a folder of this process: a night in one test takes away the files that its own database lacks.

    Collected static files are not used (they come from their sources).
    """
    if not IS_WORKER:
        os.environ["VIK_PROEFMAP"] = tempfile.mkdtemp(prefix="vik-test-")
    map_ = os.path.join(os.environ["VIK_PROEFMAP"], os.environ.get("PYTEST_XDIST_WORKER", "alleen"))
    os.mkdir(map_)
    for naam in ("MEDIA_ROOT", "STATIC_ROOT", "STEMBUS_DIR"):
        os.environ[naam] = os.path.join(map_, naam.lower())
        os.mkdir(os.environ[naam])


# At import: pytest-django reads the settings right after this file. Workers inherit the environment.
if not IS_WORKER:
    start_server()
make_folders()
os.environ["VIK_OMGEVING"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "vik_portal.settings"
# Playwright's event loop lives in the thread of the tests; the ORM is still called by ordinary code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_configure() -> None:
    """Load the settings, now that they can be; pytest-django then sets Django up."""
    from django.conf import settings

    assert settings.OMGEVING == "test"


def pytest_unconfigure() -> None:
    """The last run that ends stops the server."""
    if not IS_WORKER:
        postgres.stop(SERVER, als_laatste=True)
        shutil.rmtree(os.environ["VIK_PROEFMAP"], ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with a browser test first, each group in its random order: they take longest, so none may start last."""
    browser = {item.path for item in items if "browser" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: item.path not in browser)


@pytest.fixture(autouse=True)
def nothing_counted_by_earlier_tests() -> None:
    """What a process remembers outlives a test."""
    from django.core.cache import caches

    caches["proces"].clear()


@pytest.fixture(scope="session", autouse=True)
def lose_connections(django_db_setup: None) -> Iterator[None]:
    """Ends what a test's server or worker left open: a database that is in use cannot be dropped."""
    yield
    from django.db import connection

    naam = connection.settings_dict["NAME"]
    with psycopg.connect(postgres.url(SERVER, "postgres"), autocommit=True) as verbinding:
        verbinding.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [naam])


@pytest.fixture
def cast(db: None) -> Cast:
    """The permanent cast: see tests/cast.py for who is who."""
    from tests.cast import maak_cast

    return maak_cast()


@pytest.fixture(scope="module")
def alle_inhoud(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """All content of the project, loaded once for a file of tests: each of them is rolled back to it."""
    from django.core.management import call_command
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("laad_inhoud", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; take a context per test (``venster``)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def venster(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser context in Dutch: no cookies, nothing kept."""
    with browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900}) as context:
        yield context
