"""A draaiboek that comes with the project as a file: its steps, when to stop, and what to prepare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vik_portal.redactie.inhoud import Bestandsinhoud, lees_map

#: What every step has; the rest of what the file says of a step is for its kind.
EIGEN = {"soort", "titel", "scherm", "minuten", "zeg", "let_op", "straks"}


class Boekbestand:
    """The file ``naam``.md in a folder; a name that is not there raises ``StopIteration``."""

    def __init__(self, map_: Path, naam: str) -> None:
        self.bestand: Bestandsinhoud = next(bestand for bestand in lees_map(map_) if bestand.naam == naam)

    def stappen(self) -> list[dict[str, Any]]:
        """The steps as field values of ``Stap``."""
        return [
            {veld: waarde for veld, waarde in stap.items() if veld in EIGEN}
            | {"inhoud": {veld: waarde for veld, waarde in stap.items() if veld not in EIGEN}}
            for stap in self.bestand.velden["stappen"]
        ]

    @property
    def stopregels(self) -> list[dict[str, str]]:
        return self.bestand.velden["stopregels"]

    @property
    def voorbereiding(self) -> list[str]:
        return self.bestand.velden["voorbereiding"]
