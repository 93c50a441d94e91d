"""Texts to work on: two from the project's own content, published as they come.

Models are imported inside: pytest reads this file before Django is set up.
"""

from __future__ import annotations

import pytest


@pytest.fixture
def loket(db):
    from beroepscode.models import Loket
    from tests.redactie.teksten import content_of
    from vik_portal.redactie import services

    inhoud = content_of("beroepscode/inhoud/loketten", "kmp")
    return services.laad(stuk=Loket(slug="kmp"), inhoud=inhoud, toelichting="geleverd")


@pytest.fixture
def blad(db, loket):
    from beroepscode.models import Themablad
    from tests.redactie.teksten import content_of
    from vik_portal.redactie import services

    inhoud = content_of("beroepscode/inhoud/themabladen", "aannemen-geschenken")
    return services.laad(stuk=Themablad(slug="aannemen-geschenken"), inhoud=inhoud, toelichting="geleverd")


@pytest.fixture
def editor(cast):
    """``editor(person, text)``: the page as that person gets it without JavaScript."""
    from tests.redactie.pagina import Editor

    return lambda persoon, stuk: Editor(cast.client(persoon), stuk)
