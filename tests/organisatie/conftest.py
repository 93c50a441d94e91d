"""Here mail is sent, into Django's own outbox unless a test opens a real connection."""

from __future__ import annotations

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def portal_sends_mail(settings: Settings) -> None:
    settings.MAIL_VERSTUREN = True
