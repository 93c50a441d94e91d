"""Which option is which: by its words, so that a choice and a count never land on an option that was rewritten."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def sleutel(tekst: str) -> str:
    """The key of an option: 12 hexadecimal digits of its words."""
    return hashlib.sha256(tekst.encode()).hexdigest()[:12]


def stapel(sleutels: Iterable[str]) -> str:
    """The key of options together, in whatever order they stand: 32 hexadecimal digits."""
    return hashlib.sha256(" ".join(sorted(sleutels)).encode()).hexdigest()[:32]
