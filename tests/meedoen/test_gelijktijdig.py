"""A room in which everything happens at once: phones, begeleiders, killed workers, a database that falls over.

Each race has its negative control: with the lock off, it happens.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.models import QuerySet

from tests.meedoen import zaal
from tests.meedoen.aanvaller import EigenServer
from tests.meedoen.webserver import Telefoon, Webserver
from vik_portal.meedoen import deelname, services

STELLING = [zaal.VRAGEN[0]]


# --- one phone -----------------------------------------------------------------------------------


def test_write_once_and_closed(eigen_server: EigenServer) -> None:
    bijeenkomst = zaal.maak_bijeenkomst()
    tokens = zaal.neem_plaats(bijeenkomst, 5)
    ronde = zaal.open_ronde(bijeenkomst, STELLING)
    envelop = [zaal.verzegel(ronde, b"\x04") for _ in tokens]
    assert zaal.post(ronde, tokens[0], envelop[0]) == 200
    assert zaal.post(ronde, tokens[0], envelop[0]) == 200  # the same bytes again: the network lost our answer
    assert zaal.post(ronde, tokens[0], envelop[1]) == 409
    assert zaal.post(ronde, "f" * 32, envelop[1]) == 403
    assert zaal.post(ronde, tokens[1], envelop[1][:-1]) == 400
    for token, inhoud in zip(tokens[1:], envelop[1:], strict=True):
        assert zaal.post(ronde, token, inhoud) == 200
    geteld = services.sluit_ronde(ronde=ronde)
    assert geteld.uitslag["waarden"] == [{"laag": 0, "midden": 0, "hoog": 2, "weet niet": 0}]
    for token, inhoud in zip(tokens, envelop, strict=True):
        assert zaal.post(ronde, token, inhoud) == 410


def test_a_copied_and_a_foreign_envelope_count_for_nothing(eigen_server: EigenServer) -> None:
    """Somebody sends what a colleague sent, or an envelope of another round: the first is counted once."""
    ander = zaal.maak_bijeenkomst()
    zaal.neem_plaats(ander, 5)
    andere_ronde = zaal.open_ronde(ander, STELLING)
    bijeenkomst = zaal.maak_bijeenkomst()
    tokens = zaal.neem_plaats(bijeenkomst, 8)
    ronde = zaal.open_ronde(bijeenkomst, STELLING, "aantallen")
    for token in tokens[:6]:
        assert zaal.post(ronde, token, inhoud := zaal.verzegel(ronde, b"\x05")) == 200
    assert zaal.post(ronde, tokens[6], inhoud) == 200
    assert zaal.post(ronde, tokens[7], zaal.verzegel(andere_ronde, b"\x01")) == 200
    geteld = services.sluit_ronde(ronde=ronde)
    assert geteld.uitslag["waarden"] == [{"laag": 0, "midden": 0, "hoog": 6, "weet niet": 0}]
    assert geteld.uitslag["ongeldig"] == 2
    services.stop_ronde(ronde=andere_ronde)


@pytest.mark.parametrize(
    ("ingreep", "verwacht"),
    [
        ("UPDATE meedoen_ronde SET vragen = jsonb_set(vragen, '{0,schaal}', '\"\"') WHERE id = %(r)s", "vervallen"),
        ("UPDATE meedoen_ronde SET vorm = 'aantallen' WHERE id = %(r)s", "vervallen"),
        ("UPDATE meedoen_ronde SET oefening = true WHERE id = %(r)s", "vervallen"),
        ("UPDATE meedoen_ronde SET stoelen = 5 WHERE id = %(r)s", "vervallen"),
        ("DELETE FROM meedoen_rondestoel WHERE stoel < (SELECT max(stoel) FROM meedoen_rondestoel)", "vervallen"),
        ("INSERT INTO meedoen_rondestoel (stoel, merk, ronde_id) VALUES ('\\x00', '\\x00', %(r)s)", "geteld"),
        ("UPDATE meedoen_envelop SET inhoud = set_byte(inhoud, 9, 9 # get_byte(inhoud, 9))", "te_weinig"),
        ("UPDATE meedoen_envelop SET merk = '\\x00' WHERE ronde_id = %(r)s", "te_weinig"),
    ],
)  # fmt: skip
def test_what_is_changed_by_hand_is_refused_or_not_counted(
    eigen_server: EigenServer, ingreep: str, verwacht: str
) -> None:
    bijeenkomst = zaal.maak_bijeenkomst()
    tokens = zaal.neem_plaats(bijeenkomst, 6)
    ronde = zaal.open_ronde(bijeenkomst, STELLING)
    for token in tokens:
        assert zaal.post(ronde, token, zaal.verzegel(ronde, b"\x04")) == 200
    with eigen_server.verbind() as db:
        db.execute(ingreep, {"r": ronde.pk})
    geteld = services.sluit_ronde(ronde=ronde)
    assert geteld.status == verwacht
    assert (geteld.uitslag is not None) == (verwacht == "geteld")


def test_a_real_round_that_is_called_practice_gets_no_simulated_envelopes(eigen_server: EigenServer) -> None:
    """Else a begeleider with a database administrator fills all seats but one with answers that they can work out."""
    from vik_portal.meedoen.models import Ronde
    from vik_portal.meedoen.oefening import laat_invullen

    bijeenkomst = zaal.maak_bijeenkomst()
    zaal.neem_plaats(bijeenkomst, 6)
    ronde = zaal.open_ronde(bijeenkomst, STELLING)
    with eigen_server.verbind() as db:
        db.execute("UPDATE meedoen_ronde SET oefening = true")
        db.execute("UPDATE meedoen_bijeenkomst SET oefening = true")
    with pytest.raises(services.MeedoenFout):
        laat_invullen(ronde=Ronde.objects.select_related("bijeenkomst").get(pk=ronde.pk))
    assert services.ontvangen(ronde) == (0, 6)
    services.stop_ronde(ronde=ronde)


# --- races: who is in the middle of closing is held there by a lock on the last row it needs -----------


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def in_thread(pool: ThreadPoolExecutor, werk: Callable[[], Any]) -> Future[Any]:
    def doe() -> Any:
        try:
            return werk()
        finally:
            connection.close()

    return pool.submit(doe)


def wacht_op_slot(db: psycopg.Connection[Any], aantal: int) -> None:
    """Until so many connections wait for a lock."""
    uiterlijk = time.monotonic() + 30
    while time.monotonic() < uiterlijk:
        rij = db.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'").fetchone()
        if rij and rij[0] >= aantal:
            return
        time.sleep(0.01)
    raise AssertionError(f"nobody waits, where {aantal} should")


@contextlib.contextmanager
def halverwege(server: EigenServer, bijeenkomst: Any) -> Iterator[psycopg.Connection[Any]]:
    """Within: who closes a round of this meeting has counted it, and cannot commit yet."""
    with psycopg.connect(server.url) as houder, server.verbind() as kijker:
        houder.execute("SELECT 1 FROM meedoen_bijeenkomst WHERE id = %s FOR UPDATE", [bijeenkomst.pk])
        yield kijker
        houder.rollback()


@pytest.mark.parametrize("met_slot", [True, False], ids=["lock", "lock off"])
def test_closing_races_with_a_late_post(
    eigen_server: EigenServer, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch, met_slot: bool
) -> None:
    if not met_slot:
        monkeypatch.setattr(deelname, "_POST", deelname._POST.replace("FOR KEY SHARE OF r", ""))
    bijeenkomst = zaal.maak_bijeenkomst()
    tokens = zaal.neem_plaats(bijeenkomst, 7)
    ronde = zaal.open_ronde(bijeenkomst, STELLING, "aantallen")
    for token in tokens[:6]:
        assert zaal.post(ronde, token, zaal.verzegel(ronde, b"\x05")) == 200
    laat = zaal.verzegel(ronde, b"\x05")
    with halverwege(eigen_server, bijeenkomst) as kijker:
        sluiten = in_thread(pool, lambda: services.sluit_ronde(ronde=ronde))
        wacht_op_slot(kijker, 1)
        post = in_thread(pool, lambda: zaal.post(ronde, tokens[6], laat))
        wacht_op_slot(kijker, 2)
    geteld = sluiten.result(30).uitslag["waarden"][0]["hoog"]
    assert geteld == 6
    if met_slot:
        assert post.result(30) == 410
    else:
        assert post.result(30) == 200, "the race does not happen without the lock: this test proves nothing"


@pytest.mark.parametrize("met_slot", [True, False], ids=["lock", "lock off"])
def test_two_begeleiders_close_at_once(
    eigen_server: EigenServer, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch, met_slot: bool
) -> None:
    if not met_slot:
        monkeypatch.setattr(QuerySet, "select_for_update", lambda zelf, **kw: zelf)
    bijeenkomst = zaal.maak_bijeenkomst()
    tokens = zaal.neem_plaats(bijeenkomst, 6)
    ronde = zaal.open_ronde(bijeenkomst, STELLING)
    for token in tokens:
        assert zaal.post(ronde, token, zaal.verzegel(ronde, b"\x05")) == 200
    with halverwege(eigen_server, bijeenkomst) as kijker:
        een = in_thread(pool, lambda: services.sluit_ronde(ronde=ronde))
        wacht_op_slot(kijker, 1)
        ander = in_thread(pool, lambda: services.sluit_ronde(ronde=ronde))
        wacht_op_slot(kijker, 2)
    uitkomsten = {een.result(30).status, ander.result(30).status}
    ronde.refresh_from_db()
    if met_slot:
        assert uitkomsten == {"geteld"}
        assert ronde.uitslag["waarden"][0]["hoog"] == 2
    else:
        assert ronde.status != "geteld", "the race does not happen without the lock: this test proves nothing"


# --- everything falls over -------------------------------------------------------------------------


class Volhouder(threading.Thread):
    """A phone that keeps trying until the server says that it has the envelope, or gives up when told to."""

    def __init__(self, web: Webserver, code: str, ronde: str, token: str, inhoud: bytes, wacht: float) -> None:
        super().__init__(daemon=True)
        self.telefoon = Telefoon(web, stoel=token)
        self.pad, self.inhoud, self.wacht = f"/meedoen/{code}/ronde/{ronde}/envelop", inhoud, wacht
        self.antwoorden: list[int] = []
        self.genoeg = threading.Event()

    def run(self) -> None:
        self.genoeg.wait(self.wacht)
        while not self.genoeg.is_set():
            try:
                status, _ = self.telefoon.vraag("POST", self.pad, self.inhoud)
            except Exception:
                status = 0
            self.antwoorden.append(status)
            if 200 <= status < 500:
                return
            self.genoeg.wait(0.1)

    @property
    def bevestigd(self) -> bool:
        return 200 in self.antwoorden


def test_forty_phones_killed_workers_and_a_database_that_falls_over(
    eigen_server: EigenServer, tmp_path: Path, settings: Any
) -> None:
    """Every acknowledged envelope is counted once, and nothing else is."""
    eigen_server.zet("fsync", "on")
    map_ = tmp_path / "web"
    map_.mkdir()
    web = Webserver(eigen_server, map_)
    settings.STEMBUS_DIR = web.stembus
    bijeenkomst = zaal.maak_bijeenkomst()
    tokens = zaal.neem_plaats(bijeenkomst, 42)
    # Phone n gives answer n: the counts say exactly whose envelope was counted, and how often.
    vragen = [{"deel": "x", "tekst": "x", "opties": [f"nummer {n}" for n in range(42)], "schaal": ""}]
    ronde = zaal.open_ronde(bijeenkomst, vragen, "aantallen")
    bijeenkomst.refresh_from_db()
    dobbel = random.Random(5)  # noqa: S311
    telefoons = [
        Volhouder(web, bijeenkomst.code, ronde.pk, tokens[n], zaal.verzegel(ronde, bytes([n])), dobbel.uniform(0, 4))
        for n in range(40)
    ]
    gedood = 0
    try:
        web.start()
        connection.close()
        for telefoon in telefoons:
            telefoon.start()
        for slag in range(9):
            time.sleep(0.4)
            if web.proces.poll() is not None:
                web.begin()  # granian gives up after a few dead workers
            if workers := web.processen():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(dobbel.choice(workers), signal.SIGKILL)
                    gedood += 1
            if slag in (2, 5):
                eigen_server.val_om()
                eigen_server.start()
        # Three phones never hear whether it worked: a flat battery.
        for telefoon in telefoons[:3]:
            telefoon.genoeg.set()
        if web.proces.poll() is not None:
            web.begin()
        web.wacht()
        for telefoon in telefoons:
            telefoon.join(30)
        geteld = services.sluit_ronde(ronde=ronde)
    finally:
        for telefoon in telefoons:
            telefoon.genoeg.set()
        web.stop()
        eigen_server.zet("fsync", "off")
    assert gedood >= 3
    assert any(0 in telefoon.antwoorden or 500 in telefoon.antwoorden for telefoon in telefoons), "nothing went wrong"
    assert geteld.status == "geteld"
    assert geteld.uitslag["ongeldig"] == 0
    telling = geteld.uitslag["waarden"][0]
    for n, telefoon in enumerate(telefoons):
        if telefoon.bevestigd:
            assert telling[f"nummer {n}"] == 1, f"phone {n} was told that its envelope had arrived"
        else:
            assert n < 3, f"phone {n} never got through: {telefoon.antwoorden}"
            assert telling[f"nummer {n}"] <= 1
    assert telling["nummer 40"] == telling["nummer 41"] == telling["weet niet"] == 0
