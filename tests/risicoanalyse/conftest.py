from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def stembus_dir(settings: Any, tmp_path: Any) -> Any:
    """The boxes of this test."""
    settings.STEMBUS_DIR = tmp_path / "stembus"
    return settings.STEMBUS_DIR
