"""Rounds without a browser, and database servers of their own for who reads every byte or pulls the plug.

Models are imported inside: pytest reads this file before Django is set up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.meedoen.aanvaller import EigenServer, django_op


@pytest.fixture(autouse=True)
def stembus_dir(settings: Any, tmp_path: Any) -> Any:
    """The boxes of this test."""
    settings.STEMBUS_DIR = tmp_path / "stembus"
    return settings.STEMBUS_DIR


def _server(naam: str, bron: Any, *, duurzaam: bool) -> Iterator[EigenServer]:
    from django.db import connection

    server = EigenServer(naam, duurzaam=duurzaam)
    try:
        server.start()
        with bron.unblock():
            instelling = connection.settings_dict
            bron_url = f"host={instelling['HOST']} user={instelling['USER']} dbname={instelling['NAME']}"
        server.neem_over(bron_url)
        with bron.unblock(), django_op(server):
            yield server
    finally:
        server.wis()


@pytest.fixture(scope="module")
def eigen_server(django_db_setup: None, django_db_blocker: Any) -> Iterator[EigenServer]:
    """A server for this module alone; Django's connection goes there."""
    yield from _server("meedoen", django_db_blocker, duurzaam=False)


@pytest.fixture(scope="module")
def duurzame_server(django_db_setup: None, django_db_blocker: Any) -> Iterator[EigenServer]:
    """The same with PostgreSQL's own durability, as in production."""
    yield from _server("meedoen-duurzaam", django_db_blocker, duurzaam=True)
