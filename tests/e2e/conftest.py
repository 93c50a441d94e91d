from __future__ import annotations

import pytest

from tests.paginas.conftest import koekje


@pytest.fixture
def anouk(transactional_db, live_server, browser, settings, tmp_path):
    """(regie window, screen window, base address): Anouk on one laptop, with the project's content loaded."""
    from tests.cast import maak_cast
    from tests.wereld import maak_wereld

    settings.STEMBUS_DIR = tmp_path / "stembus"
    cast = maak_cast()
    maak_wereld(cast)
    venster = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    venster.add_cookies(koekje(cast, "anouk", live_server.url))
    klachten = []
    venster.on("weberror", lambda fout: klachten.append(str(fout.error)))
    yield venster, cast, live_server.url
    venster.close()
    assert klachten == []
