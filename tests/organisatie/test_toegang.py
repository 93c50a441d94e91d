"""The gates: a role covers what lies below it, and nothing else."""

from __future__ import annotations

from tests.cast import Cast


def test_client_is_logged_in(cast: Cast) -> None:
    antwoord = cast.client(cast.bram).get("/mijn/")
    assert antwoord.status_code == 200
    assert "Dag Bram" in antwoord.content.decode()
