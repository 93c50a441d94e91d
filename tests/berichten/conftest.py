"""A real mail server on this machine, and the real worker on the real database."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from procrastinate.contrib.django import app, procrastinate_app

from vik_portal.berichten import soorten
from vik_portal.berichten.soorten import Berichtsoort
from vik_portal.register import Punt, Wachtbron, register


class Postbus:
    """A mail server that keeps what it gets; it can be down, and it can refuse recipients with a code."""

    def __init__(self) -> None:
        with socket.socket() as vrij:
            vrij.bind(("127.0.0.1", 0))
            self.poort: int = vrij.getsockname()[1]
        self.binnen: list[EmailMessage] = []
        self.weiger = ""
        self._server: Controller | None = None

    def aan(self) -> None:
        self._server = Controller(self, hostname="127.0.0.1", port=self.poort)
        self._server.start()

    def uit(self) -> None:
        if self._server:
            self._server.stop()
            self._server = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, adres: str, opties: Any) -> str:
        if self.weiger:
            return f"{self.weiger} no"
        envelope.rcpt_tos.append(adres)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        bericht = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(bericht, EmailMessage)
        self.binnen.append(bericht)
        return "250 OK"


@pytest.fixture
def mailserver(settings: Any) -> Iterator[Postbus]:
    """The mail server of the settings, running, with the real kinds of messages."""
    bus = Postbus()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", bus.poort
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = False
    settings.MAIL_VERSTUREN = True
    settings.SITE_URL = "https://portaal.example"
    bus.aan()
    yield bus
    bus.uit()


@pytest.fixture
def postbus(proefsoorten: None, mailserver: Postbus) -> Postbus:
    """The same, with the kinds of these tests."""
    return mailserver


@pytest.fixture
def werker(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Runs the worker until it has caught up. What cron would start by the clock stays out of the tests."""
    _leeg_de_rij()
    monkeypatch.setattr(procrastinate_app.current_app, "periodic_defaults", {"max_delay": -1})

    def werk() -> None:
        with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
            app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    def draai() -> None:
        # A thread of its own: once a browser runs, Playwright's event loop lives in the thread of the tests.
        with ThreadPoolExecutor(max_workers=1) as draad:
            draad.submit(werk).result()

    yield draai
    _leeg_de_rij()


def _leeg_de_rij() -> None:
    # The tables of procrastinate are not Django's, so a flush between tests passes them by.
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_periodic_defers, procrastinate_workers CASCADE")


@pytest.fixture
def bezorg(db: None) -> Callable[[], None]:
    """What the worker does with every waiting message, in this process and at once: for what is not about the queue."""
    from vik_portal.berichten import services
    from vik_portal.berichten.models import Bericht

    def alles() -> None:
        for pk in Bericht.objects.wachtend().values_list("pk", flat=True):
            services.verzend(bericht_id=pk)

    return alles


def jobs(**zoek: Any) -> list[dict[str, Any]]:
    from procrastinate.contrib.django.models import ProcrastinateJob

    return list(ProcrastinateJob.objects.filter(**zoek).order_by("pk").values())


def tijd_verstrijkt() -> None:
    """What is planned for later may run now."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")


PROEF = Berichtsoort("proef", "Nieuws over een proef", "iemand een proef doet")
VAST = Berichtsoort("vast", "Je account", "je een account hebt", uit_te_zetten=False)
GEBUNDELD = Berichtsoort("gebundeld", "Nieuws per dag", "er nieuws is", wanneer="dagoverzicht")


@pytest.fixture(autouse=True)
def proefsoorten(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Three kinds as an app would register them, and none of the real ones; no mail without a `postbus`."""
    settings.MAIL_VERSTUREN = False
    alle = (soorten.HERINNERING, PROEF, VAST, GEBUNDELD)
    monkeypatch.setattr(soorten, "_soorten", {soort.sleutel: soort for soort in alle})


@pytest.fixture
def bron(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Connects a source of home page lines as an app would, for this test."""

    def sluit_aan(soort: Any, punten: Callable[[Any], list[Punt]], sleutel: str = "proef") -> None:
        monkeypatch.setitem(register._delen.setdefault(Wachtbron, {}), sleutel, Wachtbron(sleutel, soort, punten))

    return sluit_aan
