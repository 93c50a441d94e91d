"""What a unit of work costs: CPU time of whole process trees, and the arithmetic over the rounds."""

from __future__ import annotations

import os
import statistics
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

#: A target counts as missed only beyond this share: two runs on one machine differ by a few per cent.
TOLERANCE = 0.10
_TICK = os.sysconf("SC_CLK_TCK")

Better = Literal["lower", "higher"]


def process_tree(root: int) -> set[int]:
    """``root`` and every process below it, as they are now."""
    children = defaultdict(list)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children[int(fields[1])].append(int(entry.name))
    tree, todo = set(), [root]
    while todo:
        pid = todo.pop()
        tree.add(pid)
        todo += children[pid]
    return tree


def cpu_seconds(*roots: int) -> float:
    """CPU time, user and system, that the trees under ``roots`` have used so far, processes that ended included.

    The time of a process that ended is with the parent that collected it, so this never goes down while the roots
    live. Raises ProcessLookupError when a root is gone: half a tree would look cheap.
    """
    total = 0
    for root in roots:
        while True:
            if _stat(root) is None:
                raise ProcessLookupError(f"proces {root} is er niet meer")
            tree = process_tree(root)
            # Fields 14–17 of proc(5): utime, stime, and the same of collected children.
            ticks = sum(sum(map(int, (_stat(pid) or [])[11:15])) for pid in tree)
            # A process that ended meanwhile would count twice or not at all.
            if process_tree(root) == tree:
                break
        total += ticks
    return total / _TICK


def _stat(pid: int) -> list[str] | None:
    """The fields of /proc/<pid>/stat from the third (state) on; None when the process is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return None
    # The process name, in parentheses, may itself hold spaces and parentheses.
    return text.rpartition(")")[2].split()


@dataclass(frozen=True)
class Slice:
    """One measured stretch of one side: units of work, wall seconds, CPU seconds, and 95th percentile in seconds.

    ``load`` is the share of one core that the clients themselves used.
    """

    units: int
    seconds: float
    cpu: float
    p95: float
    load: float

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds per unit of work."""
        return 1000 * self.cpu / self.units

    @property
    def rate(self) -> float:
        """Units of work per second."""
        return self.units / self.seconds

    @property
    def p95_ms(self) -> float:
        """Milliseconds within which 95 of 100 units were done."""
        return 1000 * self.p95


def median(slices: list[Slice], figure: str) -> float:
    """The median over the rounds of one figure (the name of a property of ``Slice``)."""
    return statistics.median(getattr(piece, figure) for piece in slices)


def met(ratio: float, target: float, better: Better) -> bool:
    """Whether a ratio reaches its target, with ``TOLERANCE``."""
    return ratio <= target * (1 + TOLERANCE) if better == "lower" else ratio >= target * (1 - TOLERANCE)
