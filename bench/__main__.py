"""``python -m bench [name …]``: measure all rows, or those named, and write ``bench/results.json``."""

from __future__ import annotations

import json
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from bench import schaal
from bench.belasting import WrongAnswer
from bench.meting import Slice, median, met
from bench.opstelling import BenchFout, Opstelling, Server
from bench.rijen import RIJEN, Rij, Work
from vik_portal import postgres

ROUNDS = 3
SECONDS = 3.0  # per slice: some thousand pages, and 300 ticks of the kernel's CPU clock
WARM_UP = 1.0
RESULTS = Path(__file__).with_name("results.json")
UNITS = {"cpu_ms": "ms CPU", "rate": "per s", "p95_ms": "ms p95"}
HEADING = (
    f"\n{'rij':<24} {'portaal':>9} {'kaal':>9} {'':<7} {'keer':>6} {'doel':<7} {'':<8} {'portaal':>10} {'kaal':>10}"
)
#: Above this share of one core the clients, not the servers, may decide the rate.
BUSY_CLIENTS = 0.8


def measure(opstelling: Opstelling, row: Rij) -> tuple[list[Slice], list[Slice]]:
    """Three rounds, portal and reference in turn; who goes first alternates too, so that drift cancels."""
    sides: list[tuple[Server, Work, list[Slice]]]
    ours, reference = row.servers or (opstelling.ours, opstelling.reference)
    sides = [(ours, row.ours, []), (reference, row.reference, [])]
    before = row.stored() if row.stored else 0
    for server, work, slices in sides:
        slices.append(opstelling.load(server, row, work, WARM_UP))
    for number in range(ROUNDS):
        for server, work, slices in sides if number % 2 else reversed(sides):
            slices.append(opstelling.load(server, row, work, SECONDS))
    done = sum(piece.units for piece in sides[0][2])
    if row.stored and (kept := row.stored() - before) != done:
        raise WrongAnswer(f"{row.name}: {done} keer bevestigd en {kept} bewaard")
    return sides[0][2][1:], sides[1][2][1:]


def judge(row: Rij, ours: list[Slice], reference: list[Slice]) -> dict[str, str | float]:
    """A row of results.json: the medians, and their ratio."""
    mine, bare = median(ours, row.figure), median(reference, row.figure)
    return {
        "name": row.name,
        "ratio": round(mine / bare, 3),
        "target": row.target,
        "better": row.better,
        "ours": round(mine, 4),
        "reference": round(bare, 4),
        "unit": UNITS[row.figure],
    }


def line(row: Rij, result: dict[str, str | float], ours: list[Slice], reference: list[Slice]) -> str:
    """A row of the table: the judged figure, then the rate."""
    sign = "≤" if row.better == "lower" else "≥"
    verdict = "gehaald" if met(float(result["ratio"]), row.target, row.better) else "GEMIST"
    figures = f"{result['ours']:>9.3f} {result['reference']:>9.3f} {result['unit']:<7} {result['ratio']:>6.2f}"
    rates = f"{median(ours, 'rate'):>8.0f}/s {median(reference, 'rate'):>8.0f}/s"
    return f"{row.name:<24} {figures} {sign} {row.target:<5.2f} {verdict:<8} {rates}"


def bench(names: list[str]) -> None:
    """Prepare, measure and report; raises BenchFout."""
    begin = time.monotonic()
    print("Database, inhoud en webservers klaarzetten…", flush=True)
    with Opstelling() as opstelling:
        rows = [row for make in RIJEN if not names or make.__name__ in names for row in [make(opstelling)]]
        print(HEADING, flush=True)
        results, busy = [], []
        for row in rows:
            ours, reference = measure(opstelling, row)
            results.append(judge(row, ours, reference))
            print(line(row, results[-1], ours, reference), flush=True)
            if max(piece.load for piece in [*ours, *reference]) > BUSY_CLIENTS:
                busy.append(row.name)
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    if busy:
        print(f"\nDe clients hadden het zelf druk bij {', '.join(busy)}: lees daar de CPU en niet het tempo.")
    print(f"\nIn {time.monotonic() - begin:.0f} s; ook in bench/results.json.")


def bench_scale(names: list[str]) -> None:
    """The simulated scale, by itself; its rows take their places in results.json and leave the others."""
    begin = time.monotonic()
    rows = schaal.schaal(names)
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else []
    new = {row["name"] for row in rows}
    kept = [row for row in kept if row["name"] not in new and (names or not row["name"].startswith("schaal: "))]
    RESULTS.write_text(json.dumps([*kept, *rows], indent=1, ensure_ascii=False) + "\n")
    print(f"\nIn {time.monotonic() - begin:.0f} s; ook in bench/results.json.")


def main() -> int:
    def stop(_sign: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, stop)
    at_scale = sys.argv[1:2] == ["schaal"]
    names = sys.argv[2:] if at_scale else sys.argv[1:]
    unknown = set() if at_scale else set(names) - {make.__name__ for make in RIJEN}
    if unknown:
        print(f"Er is geen rij {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    try:
        (bench_scale if at_scale else bench)(names)
    except (BenchFout, WrongAnswer, postgres.PostgresFout) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Gestopt.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
