"""Every page in a real browser: axe clean, nothing in the console, no CSP violation, nothing wider than the screen."""

from __future__ import annotations

import pytest

from tests.oordeel import fouten
from tests.paginas.conftest import koekje

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_page(portaal, browser):
    url, cast, paginas = portaal
    klachten: list[str] = []
    for wie in sorted({wie for _, wie in paginas.values()}):
        with browser.new_context(locale="nl-NL") as venster:
            venster.add_cookies(koekje(cast, wie, url))
            for naam, pad in [(naam, pad) for naam, (pad, opent) in paginas.items() if opent == wie]:
                pagina = venster.new_page()
                gehoord: list[str] = []
                pagina.on("console", lambda m, gehoord=gehoord: gehoord.append(m.text) if m.type == "error" else None)
                pagina.on("pageerror", lambda fout, gehoord=gehoord: gehoord.append(str(fout)))
                pagina.goto(url + pad)
                klachten += [f"{naam}: {klacht}" for klacht in fouten(pagina) + gehoord]
                pagina.close()
    assert not klachten, "\n".join(klachten)
