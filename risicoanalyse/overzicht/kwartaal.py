"""Quarters of the calendar, in Amsterdam. Pure: no database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

RANGWOORDEN = ("eerste", "tweede", "derde", "vierde")


@dataclass(frozen=True, order=True)
class Kwartaal:
    """A quarter; they compare in time. ``nummer`` is 1 to 4."""

    jaar: int
    nummer: int

    def __post_init__(self) -> None:
        if not (1 <= self.nummer <= 4 and self.jaar >= 1):
            raise ValueError("geen kwartaal van een jaar")

    @classmethod
    def van(cls, dag: date) -> Kwartaal:
        """The quarter that this day is in."""
        return cls(dag.year, (dag.month - 1) // 3 + 1)

    @classmethod
    def lees(cls, sleutel: str) -> Kwartaal:
        """From ``2026-k3``; anything else raises ``ValueError``."""
        jaar, streep, nummer = sleutel.partition("-k")
        if not (streep and jaar.isdecimal() and jaar.isascii() and len(jaar) == 4 and nummer in ("1", "2", "3", "4")):
            raise ValueError("geen kwartaal")
        return cls(int(jaar), int(nummer))

    @property
    def sleutel(self) -> str:
        """Stands in addresses and sorts in time."""
        return f"{self.jaar}-k{self.nummer}"

    @property
    def eerste_dag(self) -> date:
        return date(self.jaar, 3 * self.nummer - 2, 1)

    @property
    def einde(self) -> date:
        """The first day that is no longer in it."""
        return self.verder(1).eerste_dag

    def verder(self, aantal: int) -> Kwartaal:
        """So many quarters later, or earlier when negative."""
        jaar, rest = divmod(4 * self.jaar + self.nummer - 1 + aantal, 4)
        return Kwartaal(jaar, rest + 1)

    def __sub__(self, ander: Kwartaal) -> int:
        """How many quarters after ``ander``."""
        return 4 * (self.jaar - ander.jaar) + self.nummer - ander.nummer

    def __str__(self) -> str:
        return f"{RANGWOORDEN[self.nummer - 1]} kwartaal van {self.jaar}"
