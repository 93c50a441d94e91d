"""Links to the law: which are asked for, how an answer counts, and what the desk says of a broken one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from beroepscode.models import Themablad
from vik_portal.redactie import wetslinks
from vik_portal.redactie.models import Wetslink
from vik_portal.redactie.taken import controleer_wetslinks
from vik_portal.redactie.werkvoorraad import KAPOT, aandacht


class Site(BaseHTTPRequestHandler):
    """The status is in the path: ``/404``; ``/get`` refuses HEAD; ``/weg`` and ``/binnen`` redirect."""

    def do_HEAD(self) -> None:
        self.server.asked.append((self.command, self.path))
        status = {"/get": 405, "/weg": 302, "/binnen": 301, "/rond": 302}.get(self.path) or int(self.path[1:])
        if self.path == "/get" and self.command == "GET":
            status = 200
        self.send_response(status)
        doel = {"/weg": "http://127.0.0.1:1/elders", "/binnen": "/200", "/rond": "/rond"}.get(self.path)
        if doel:
            self.send_header("Location", doel)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site(settings, monkeypatch) -> Iterator[str]:
    """A site of the law on this machine; its address. Nothing else may be asked for."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked = []
    draad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    draad.start()
    adres = f"http://127.0.0.1:{server.server_port}"
    settings.WETSITES, settings.WETSLINKS_CONTROLEREN = [adres], True
    Site.server_now = server
    yield adres
    server.shutdown()
    draad.join()
    server.server_close()


@pytest.mark.parametrize(
    ("pad", "status", "gevraagd"),
    [
        ("/200", 200, ["HEAD"]),
        ("/404", 404, ["HEAD", "GET"]),
        ("/get", 200, ["HEAD", "GET"]),
        ("/binnen", 200, ["HEAD", "HEAD"]),
    ],
)
def test_head_first_and_get_where_that_fails(site, pad, status, gevraagd):
    assert wetslinks.vraag_op(site + pad) == status
    assert [methode for methode, _ in Site.server_now.asked] == gevraagd


def test_a_redirect_to_another_site_is_not_followed_and_counts_as_failed(site):
    assert wetslinks.vraag_op(f"{site}/weg") == 302
    assert not wetslinks.goed(302)


def test_a_redirect_that_never_ends_and_a_site_that_is_gone_end(site, settings):
    assert not wetslinks.goed(wetslinks.vraag_op(f"{site}/rond"))
    settings.WETSITES = ["http://127.0.0.1:1"]
    assert wetslinks.vraag_op("http://127.0.0.1:1/200", wacht=1) == wetslinks.GEEN_ANTWOORD


def test_only_sites_of_the_law_are_ever_asked(site):
    ander = site.replace("127.0.0.1", "localhost")
    vreemd = [f"{ander}/200", "file:///etc/passwd", f"{site}.nl/", f"http://iemand@{site.split('//')[1]}/200"]
    html = "".join(f'<a href="{url}">' for url in [f"{site}/200?a=1&amp;b=2", *vreemd])
    assert wetslinks.links_in(html) == {f"{site}/200?a=1&b=2"}
    assert {wetslinks.vraag_op(url) for url in vreemd} == {wetslinks.GEEN_ANTWOORD}
    assert Site.server_now.asked == []


@pytest.fixture
def tekst(cast, blad, loket, site) -> Themablad:
    """A sheet of Esra with two links, one of which fails."""
    html = f'<a href="{site}/404">art. 1</a><a href="{site}/200">art. 2</a>'
    Themablad.objects.update(weergave=html, eigenaar=cast.esra)
    type(loket).objects.update(eigenaar=cast.esra)
    return Themablad.objects.get()


def test_two_failures_in_a_row_count_and_one_does_not(cast, tekst, site):
    assert wetslinks.controleer(pauze=0) == 2
    assert [rij.rang for rij in aandacht(cast.esra)] == []
    bureau = cast.client(cast.esra).get(reverse("redactie:werkvoorraad")).text
    assert "Eén wetslink gaf de laatste keer geen goed antwoord." in bureau
    assert "wetslinks doen het" not in bureau
    wetslinks.controleer(pauze=0)
    [rij] = aandacht(cast.esra)
    assert (rij.stuk.pk, rij.rang, rij.bij, rij.actie) == (tekst.pk, KAPOT, "jij", "Verbeter")
    assert rij.waarom == f"Een wetslink doet het niet meer: {site.removeprefix('http://')}/404 (fout 404)."
    pagina = cast.client(cast.esra).get(reverse("redactie:werkvoorraad")).content.decode()
    assert "1 van de 2 wetslinks doet het niet meer" in pagina
    assert rij.waarom in pagina
    # It answers again: one good answer is enough.
    Themablad.objects.update(weergave=f'<a href="{site}/200">')
    wetslinks.controleer(pauze=0)
    assert aandacht(cast.esra) == []
    assert [link.url for link in Wetslink.objects.all()] == [f"{site}/200"]


def test_what_is_kept_is_address_status_and_moment(tekst, site):
    wetslinks.controleer(pauze=0)
    link = Wetslink.objects.get(url=f"{site}/404")
    assert (link.status, link.mislukt) == (404, 1)
    assert timezone.now() - link.gecontroleerd_op < timedelta(minutes=1)
    assert {veld.name for veld in Wetslink._meta.fields} == {"url", "status", "mislukt", "gecontroleerd_op"}


def test_when_nothing_answers_it_is_our_own_network(tekst, settings):
    dood = ["http://127.0.0.1:1/a", "http://127.0.0.1:1/b"]
    settings.WETSITES = ["http://127.0.0.1:1"]
    Themablad.objects.update(weergave="".join(f'<a href="{url}">' for url in dood))
    for _ in range(2):
        wetslinks.controleer(pauze=0, wacht=1)
    assert not Wetslink.objects.exists()


def test_a_broken_link_in_a_text_that_is_due_is_said_in_its_one_row(cast, tekst, site):
    Themablad.objects.update(herzien_op=timezone.localdate())
    Wetslink.objects.create(url=f"{site}/404", status=404, mislukt=2, gecontroleerd_op=timezone.now())
    [rij] = aandacht(cast.esra)
    assert rij.waarom.startswith("De dag om na te kijken is er.")
    assert "Een wetslink doet het niet meer" in rij.waarom


def test_the_button_queues_the_job_once(cast, blad, site):
    client = cast.client(cast.esra)
    for zin in ("De controle is gestart", "De controle staat al klaar"):
        assert zin in client.post(reverse("redactie:wetslinks"), follow=True).content.decode()
    assert ProcrastinateJob.objects.filter(task_name="redactie.controleer_wetslinks").count() == 1
    assert cast.client(cast.anouk).post(reverse("redactie:wetslinks")).status_code == 403


def test_off_means_that_nothing_is_asked_and_there_is_no_button(cast, tekst, site, settings):
    settings.WETSLINKS_CONTROLEREN = False
    controleer_wetslinks(0)
    assert (Site.server_now.asked, Wetslink.objects.count()) == ([], 0)
    client = cast.client(cast.esra)
    assert "Controleer wetslinks nu" not in client.get(reverse("redactie:werkvoorraad")).content.decode()
    assert client.post(reverse("redactie:wetslinks")).status_code == 404


def test_it_is_off_unless_this_is_production():
    from django.conf import settings

    assert settings.WETSLINKS_CONTROLEREN is False
