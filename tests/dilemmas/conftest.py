from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.dilemmas.doordenken import ORIGIN, PAD, bon_op, maak_dilemma

if TYPE_CHECKING:
    from dilemmas.models import Dilemma


@pytest.fixture
def stuk(db) -> Dilemma:
    """One published dilemma, and one theme that is not its own: a whole world would cost every test a second."""
    return maak_dilemma()


@pytest.fixture
def sleutels(stuk) -> list[str]:
    """The keys of the four options, in the order of the page."""
    from dilemmas.bladen import opties_van

    return [optie["sleutel"] for optie in opties_van(stuk)]


@pytest.fixture
def kies(client, sleutels) -> Callable[[int, int], Any]:
    """Somebody thinks it through to the end, as a browser would; the answer of the last step."""

    def doe(eerste: int, tweede: int) -> Any:
        pagina = client.post(PAD, {"eerste": sleutels[eerste]}, headers=ORIGIN).text
        velden = {"eerste": sleutels[eerste], "tweede": sleutels[tweede], "bon": bon_op(pagina)}
        return client.post(PAD, velden, headers=ORIGIN)

    return doe
