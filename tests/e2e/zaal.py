"""What a meeting in real browsers needs: regie's buttons, and phones that sit down, fill in and send."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone


class Regie:
    """The begeleider's window: presses buttons and checks that nothing was refused."""

    def __init__(self, pagina):
        self.pagina = pagina

    def druk(self, naam):
        self.pagina.get_by_role("button", name=naam).first.click()
        self.pagina.wait_for_load_state()
        assert self.pagina.locator(".note-stop").count() == 0, self.pagina.locator(".note-stop").first.inner_text()

    def naar(self, titel):
        """On, step by step, until this one. The first button says "Begin" and starts the clock."""
        if (begin := self.pagina.get_by_role("button", name="Begin", exact=True)).count():
            begin.click()
            self.pagina.wait_for_load_state()
        for _ in range(20):
            if self.pagina.locator("h1").first.inner_text() == titel:
                return
            self.druk("Volgende")
        raise AssertionError(titel)


def plan(venster, url, titel, *, oefening=False, draaiboek="risicoanalyse"):
    """Plans a meeting; its page and the address of that page."""
    pagina = venster.new_page()
    pagina.goto(f"{url}/bijeenkomsten/nieuw/")
    pagina.fill("[name=titel]", titel)
    if oefening:
        pagina.locator("[name=oefening]").check()
    pagina.locator(f"[name=draaiboek][value={draaiboek}]").check()
    return _over_een_uur(pagina)


def plan_les(venster, url, slug):
    """Plans a lesson as its programme proposes it, from the page that everybody reads; its page and the address."""
    pagina = venster.new_page()
    pagina.goto(f"{url}/dilemmas/lesprogrammas/{slug}/")
    pagina.get_by_role("link", name="Geef deze les").click()
    pagina.get_by_role("link", name="Plan deze les").click()
    return _over_een_uur(pagina)


def _over_een_uur(pagina):
    pagina.select_option("[name=team]", label="Basisteam Vlietzoom")
    pagina.fill("[name=begin]", (timezone.localtime() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"))
    pagina.get_by_role("button", name="Plan").click()
    pagina.wait_for_url(re.compile(r"/bijeenkomsten/\d+/$"))
    return pagina, pagina.url


def neem_plaats(browser, url, code):
    """A phone that comes in by the code; its browser window and its page."""
    kamer = browser.new_context(locale="nl-NL", viewport={"width": 390, "height": 780})
    telefoon = kamer.new_page()
    telefoon.goto(f"{url}/meedoen/?code={code.lower()}")
    telefoon.get_by_role("button", name="Neem plaats").click()
    telefoon.wait_for_selector('[data-scherm="wachten"]:not([hidden])', timeout=15_000)
    return kamer, telefoon


#: Answers as fast as the page lets anybody: the same choices and the same button, pressed by a script.
VLUG = """(keuze) => {
  const vraag = document.querySelector('[data-scherm="vraag"]');
  for (let n = 0; !vraag.hidden && n < 100; n += 1) {
    vraag.querySelectorAll('label.choice')[keuze].click();
    document.getElementById('vraagform').requestSubmit();
  }
}"""


def vul_in(telefoon, keuze, *, met_de_vinger=False):
    """Answers every question, and stops before sending."""
    telefoon.wait_for_selector('[data-scherm="vraag"]:not([hidden])', timeout=15_000)
    if not met_de_vinger:
        telefoon.evaluate(VLUG, keuze)
    while telefoon.locator('[data-scherm="vraag"]').is_visible():
        telefoon.locator('[data-scherm="vraag"] label.choice').nth(keuze).click()
        telefoon.get_by_role("button", name="Volgende").click()


def verstuur(telefoons):
    """Everybody sends before anybody is waited for."""
    for telefoon in telefoons:
        telefoon.get_by_role("button", name="Verstuur").click()
    for telefoon in telefoons:
        telefoon.wait_for_selector('[data-scherm="dank"]:not([hidden])', timeout=15_000)


def stem(telefoons, keuzes):
    """Everybody answers and sends by script, for a round beside what the test is about."""
    for telefoon, keuze in zip(telefoons, keuzes, strict=True):
        telefoon.wait_for_selector('[data-scherm="vraag"]:not([hidden])', timeout=15_000)
        telefoon.evaluate(VLUG, keuze)
        telefoon.evaluate("""() => document.querySelector('[data-doe="verstuur"]').click()""")
    for telefoon in telefoons:
        telefoon.wait_for_selector('[data-scherm="dank"]:not([hidden])', timeout=15_000)
