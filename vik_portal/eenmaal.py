"""Answers that several lines of one gathering are made of, asked for once.

Kept as long as that gathering runs in this thread, and no longer: nothing here outlives a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_antwoorden: ContextVar[dict[Any, Any] | None] = ContextVar("antwoorden", default=None)


@contextmanager
def samen() -> Iterator[None]:
    """Within it, :func:`eenmaal` asks each question once."""
    merk = _antwoorden.set({})
    try:
        yield
    finally:
        _antwoorden.reset(merk)


def eenmaal(gebruiker: Any, naam: str, vraag: Callable[[], T]) -> T:
    """What ``vraag`` answers for this person; ``naam`` says what it is about. Outside :func:`samen` it just asks."""
    antwoorden = _antwoorden.get()
    if antwoorden is None:
        return vraag()
    if (naam, gebruiker.pk) not in antwoorden:
        antwoorden[naam, gebruiker.pk] = vraag()
    return antwoorden[naam, gebruiker.pk]  # type: ignore[no-any-return]
