"""The default rhythm of a campaign, as days. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

#: One item in so many months, in one week, on these days (Monday is 0): Tuesday, Thursday and Saturday.
MAANDEN = 2
WEEKDAGEN = (1, 3, 5)
#: Nobody plans further ahead than two years of the rhythm: twelve items.
LANGST = 12


def maanden_later(dag: date, aantal: int) -> date:
    """The same day so many months later (earlier when negative), or the last of that month when it has no such day."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + aantal, 12)
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))


def maandag_van(dag: date) -> date:
    return dag - timedelta(days=dag.weekday())


def reeks(dag: date) -> list[date]:
    """The days of the rhythm in the week of ``dag``."""
    maandag = maandag_van(dag)
    return [maandag + timedelta(days=weekdag) for weekdag in WEEKDAGEN]


def standaardritme(begin: date, aantal: int) -> list[list[date]]:
    """The days of each of so many items. No day lies before ``begin``: a week that is too far on is skipped.

    The next item comes two months after the Monday of the first one, in the week of that day.
    """
    eerste = maandag_van(begin)
    if reeks(eerste)[0] < begin:
        eerste += timedelta(days=7)
    return [reeks(maanden_later(eerste, MAANDEN * nummer)) for nummer in range(aantal)]
