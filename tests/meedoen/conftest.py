"""Rounds without a browser, and a database server of their own for who reads every byte or pulls the plug.

Models are imported inside: pytest reads this file before Django is set up.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.meedoen.aanvaller import EigenServer, django_op


@pytest.fixture(autouse=True)
def stembus_dir(settings: Any, tmp_path: Any) -> Any:
    """The boxes of this test."""
    settings.STEMBUS_DIR = tmp_path / "stembus"
    return settings.STEMBUS_DIR


@pytest.fixture(scope="session")
def server(django_db_setup: None, django_db_blocker: Any) -> Iterator[EigenServer]:
    """A server with PostgreSQL's own durability, as in production."""
    from django.core.management import call_command
    from django.db import connection

    server = EigenServer("meedoen")
    try:
        server.start()
        # As durable as the disk cache: enough where nobody pulls the plug, and much faster on a busy disk.
        server.zet("fsync", "off")
        with django_db_blocker.unblock():
            if connection.settings_dict["NAME"].startswith("test_"):
                server.neem_over(connection.settings_dict)
            else:  # no test of this run uses the ordinary database
                with django_op(server):
                    call_command("migrate", verbosity=0)
        yield server
    finally:
        server.wis()


@pytest.fixture
def eigen_server(server: EigenServer, django_db_blocker: Any) -> Iterator[EigenServer]:
    """The same, with Django's connection on it during this test."""
    with django_db_blocker.unblock(), django_op(server):
        yield server
        with server.verbind() as db:
            db.execute("TRUNCATE meedoen_bijeenkomst CASCADE")


@pytest.fixture
def anouk(cast: Any) -> Client:
    """The begeleider's browser."""
    return cast.client(cast.anouk)


@pytest.fixture
def opslag(tmp_path: Path, settings: Any) -> Path:
    """The folder that uploads go to in this test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def middag(cast: Any) -> Any:
    """A meeting of anouk with a few steps."""
    from tests.meedoen.eigen import maak_bijeenkomst

    return maak_bijeenkomst(cast)
