"""A wall screen as a device: a browser with a profile on disk, whose clock a test sets and whose network it takes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from django.utils import timezone
from playwright.sync_api import Browser, Request, TimeoutError

from briefings.models import Briefingtijd, Vertoond
from vik_portal.organisatie.models import Eenheid


class Wand:
    """The device on the wall: a profile on disk that outlives its browser."""

    def __init__(self, browser: Browser, map_: Path, adres: str) -> None:
        self.soort, self.map, self.adres = browser.browser_type, map_, adres
        self.gehoord: list[str] = []
        self.onderweg: set[Request] = set()

    def start(self, *, op: datetime | None = None, net: bool = True, token: str = "", eerst: str = "") -> None:
        """Opens the page. ``token`` makes it a screen that was paired; ``eerst`` is script that goes before its own."""
        self.venster = self.soort.launch_persistent_context(
            str(self.map), executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium", locale="nl-NL",
            viewport={"width": 1280, "height": 720},
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )  # fmt: skip
        self.venster.set_default_timeout(15_000)
        self.venster.set_offline(not net)
        self.pagina = self.venster.pages[0]
        self.pagina.on("pageerror", lambda fout: self.gehoord.append(str(fout)))
        self.onderweg.clear()
        self.pagina.on("request", lambda vraag: vraag.resource_type == "fetch" and self.onderweg.add(vraag))
        self.pagina.on("requestfinished", lambda vraag: self.onderweg.discard(vraag))
        self.pagina.on("requestfailed", lambda vraag: self.onderweg.discard(vraag))
        if token:
            self.venster.add_cookies([{"name": "scherm", "value": token, "url": f"{self.adres}/scherm/"}])
        self.pagina.clock.install(time=op or timezone.now())
        if eerst:
            self.pagina.add_init_script(eerst)
        self.pagina.goto(f"{self.adres}/scherm/")

    def verder(self, **hoe_lang: Any) -> None:
        """The clock of the device jumps ahead; what was due happens once.

        Not under a question that the portal is still answering: its patience is this clock's too, and a jump ends it.
        """
        grens = monotonic() + 15
        while self.onderweg:
            assert monotonic() < grens, f"Geen antwoord op {[vraag.url for vraag in self.onderweg]}"
            self.pagina.wait_for_timeout(20)
        self.pagina.clock.fast_forward(int(timedelta(**hoe_lang).total_seconds() * 1000))

    def tot(self, kiezer: str, seconden: int = 60) -> None:
        """The clock of the device goes on in small steps, for so long at most, until the page shows this."""
        for _ in range(seconden // 4):
            self.verder(seconds=4)
            try:
                self.pagina.locator(kiezer).first.wait_for(timeout=700)
            except TimeoutError:
                continue
            return
        raise AssertionError(f"{kiezer} niet binnen {seconden} s; {self.stand()}")

    def ziet(self, tekst: str) -> None:
        self.pagina.locator("h1:visible", has_text=tekst).wait_for()

    def stand(self) -> str:
        return self.pagina.locator("[data-stand]").inner_text()


def bij_een_briefing(*teams: Eenheid) -> tuple[date, time]:
    """A briefing of these teams that began two minutes ago or less; its day and its moment."""
    nu = timezone.localtime()
    # Today's, also just after midnight.
    begint = max(nu - timedelta(minutes=2), nu.replace(hour=0, minute=0, second=0, microsecond=0))
    moment = begint.time().replace(second=0, microsecond=0)
    Briefingtijd.objects.bulk_create(Briefingtijd(team=team, naam="Vroege", begint=moment) for team in teams)
    return begint.date(), moment


def bewijs_volledig(wand: Wand, verwacht: Iterable[tuple[int, date]]) -> None:
    """Until the screen has nothing left to say; then the portal has exactly this."""
    wand.tot("body[data-post='0']")
    rijen = list(Vertoond.objects.values_list("vertoning", "dag"))
    assert sorted(rijen) == sorted(verwacht)
