"""The bench's arithmetic, and that its CPU accounting sees the children of a server."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise

import pytest

from bench.__main__ import judge
from bench.meting import Slice, cpu_seconds, median, met, process_tree
from bench.rijen import Rij

BUSY = "import time; until = time.process_time() + {seconds}\nwhile time.process_time() < until: pass"
#: A parent that itself does nothing: one busy child that ends, then one that stays.
PARENT = """
import subprocess, sys
subprocess.run([sys.executable, "-c", {busy!r}])
stay = "\\nimport sys; print('klaar', flush=True); sys.stdin.read()"
subprocess.run([sys.executable, "-c", {busy!r} + stay])
"""


def piece(cpu: float, units: int = 1000) -> Slice:
    return Slice(units=units, seconds=2.0, cpu=cpu, p95=0.012, load=0.2)


def test_figures_of_a_slice() -> None:
    assert piece(3.0).cpu_ms == 3.0
    assert piece(3.0).rate == 500.0
    assert piece(3.0).p95_ms == 12.0


def test_one_bad_round_does_not_count() -> None:
    assert median([piece(1.0), piece(9.0), piece(1.2)], "cpu_ms") == 1.2


def test_ratio_is_of_the_medians() -> None:
    row = Rij("home", 1.25, ["/"], ["/pagina/home/"])
    result = judge(row, [piece(2.0), piece(2.4), piece(2.2)], [piece(2.0), piece(1.0), piece(8.0)])
    assert result == {
        "name": "home",
        "ratio": 1.1,
        "target": 1.25,
        "better": "lower",
        "ours": 2.2,
        "reference": 2.0,
        "unit": "ms CPU",
    }


@pytest.mark.parametrize(
    ("ratio", "target", "better", "expected"),
    [
        (1.25, 1.25, "lower", True),
        (1.37, 1.25, "lower", True),
        (1.38, 1.25, "lower", False),
        (4.0, 4.0, "higher", True),
        (3.61, 4.0, "higher", True),
        (3.59, 4.0, "higher", False),
    ],
)
def test_tolerance_is_ten_per_cent(ratio: float, target: float, better: str, expected: bool) -> None:
    assert met(ratio, target, better) is expected


def test_cpu_of_children_counts_also_after_they_ended() -> None:
    busy = BUSY.format(seconds=0.3)
    with subprocess.Popen(
        [sys.executable, "-c", PARENT.format(busy=busy)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        try:
            seen = [cpu_seconds(parent.pid)]
            reading = time.monotonic() + 20
            while seen[-1] < 0.6 and time.monotonic() < reading:
                time.sleep(0.02)
                seen.append(cpu_seconds(parent.pid))
            assert parent.stdout is not None
            assert parent.stdout.readline() == b"klaar\n"
            assert len(process_tree(parent.pid)) == 2
            # Both children, of which one is gone, and three starts of Python.
            assert 0.6 <= cpu_seconds(parent.pid) < 2.0
            assert all(later >= earlier for earlier, later in pairwise(seen))
        finally:
            parent.kill()


def test_a_server_that_is_gone_is_an_error_and_not_cheap() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    with pytest.raises(ProcessLookupError):
        cpu_seconds(gone.pid)
