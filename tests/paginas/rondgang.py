"""A walk past pages in a browser: axe clean, nothing in the console, no CSP violation, not wider than the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.oordeel import fouten
from tests.paginas.conftest import koekje


def klachten(portaal: Any, browser: Any, neem: Callable[[str], bool]) -> list[str]:
    """What is wrong with the pages that ``neem`` takes, by who opens them. At least one page is opened."""
    url, cast, paginas = portaal
    gevonden: list[str] = []
    wie_opent = sorted({wie for _, wie in paginas.values() if neem(wie)})
    assert wie_opent
    for wie in wie_opent:
        with browser.new_context(locale="nl-NL") as venster:
            venster.add_cookies(koekje(cast, wie, url))
            for naam, pad in [(naam, pad) for naam, (pad, opent) in paginas.items() if opent == wie]:
                pagina = venster.new_page()
                gehoord: list[str] = []
                pagina.on("console", lambda m, gehoord=gehoord: gehoord.append(m.text) if m.type == "error" else None)
                pagina.on("pageerror", lambda fout, gehoord=gehoord: gehoord.append(str(fout)))
                pagina.goto(url + pad)
                gevonden += [f"{naam}: {klacht}" for klacht in fouten(pagina) + gehoord]
                pagina.close()
    return gevonden
