"""The national holidays of the Netherlands, computed. A crew works on them too, but not a full one."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache


def pasen(jaar: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, (b, c) = jaar % 19, divmod(jaar, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    maand, dag = divmod(h + m - 7 * n + 114, 31)
    return date(jaar, maand, dag + 1)


def koningsdag(jaar: int) -> date:
    """27 April, or the day before when that is a Sunday."""
    dag = date(jaar, 4, 27)
    return dag - timedelta(days=1) if dag.weekday() == 6 else dag


@cache
def feestdagen(jaar: int) -> dict[date, str]:
    """Day → name, in order; when two fall together, the one that moves."""
    zondag = pasen(jaar)
    dagen = {
        date(jaar, 1, 1): "Nieuwjaarsdag",
        koningsdag(jaar): "Koningsdag",
        date(jaar, 5, 5): "Bevrijdingsdag",
        date(jaar, 12, 25): "Eerste Kerstdag",
        date(jaar, 12, 26): "Tweede Kerstdag",
    }
    verschoven = {-2: "Goede Vrijdag", 0: "Eerste Paasdag", 1: "Tweede Paasdag", 39: "Hemelvaartsdag"}
    verschoven |= {49: "Eerste Pinksterdag", 50: "Tweede Pinksterdag"}
    dagen |= {zondag + timedelta(days=plus): naam for plus, naam in verschoven.items()}
    return dict(sorted(dagen.items()))


def feestdag(dag: date) -> str:
    """The holiday that a day is; empty when it is none."""
    return feestdagen(dag.year).get(dag, "")
