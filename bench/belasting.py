"""The clients, in a process of their own: keep-alive connections that each do one unit of work after another.

``python -m bench.belasting`` reads a task as JSON from standard input and writes what was done to standard output.
A list of paths is fetched by a bare socket loop, which costs some 50 microseconds per request and so never is the
bottleneck; work of several requests is a function ``work(client, number)``, run by one thread per client.
"""

from __future__ import annotations

import http.client
import importlib
import json
import os
import re
import selectors
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)


class WrongAnswer(Exception):
    """The server answered something else than expected; a figure over such answers means nothing."""


class Client:
    """One keep-alive connection without cookies or conditional headers, for ``work(client, number)``."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def request(
        self, method: str, path: str, body: bytes | None = None, *, status: int = 200, **headers: str
    ) -> tuple[bytes, Any]:
        """Send one request; body and headers of the answer. Any other status raises WrongAnswer."""
        self.connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status != status:
            raise WrongAnswer(f"{method} {path}: {answer.status}")
        return content, answer.headers

    def get(self, path: str) -> bytes:
        """The body of a page."""
        return self.request("GET", path)[0]

    def close(self) -> None:
        self.connection.close()


@dataclass
class _Line:
    """A connection in the bare loop, with the answer that is coming in on it."""

    sock: socket.socket
    turn: int
    received: bytearray = field(default_factory=bytearray)
    size: int = 0
    since: float = 0.0


def fetch(port: int, paths: list[str], sizes: list[int], clients: int, until: float) -> list[float]:
    """GET ``paths`` in turn on ``clients`` connections until ``until`` (monotonic); the seconds that each took.

    Every answer must be a 200 of the size in ``sizes``, in bytes: else WrongAnswer.
    """
    requests = [f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode() for path in paths]
    took: list[float] = []
    with selectors.DefaultSelector() as selector:

        def send(line: _Line) -> None:
            line.received.clear()
            line.size, line.since = 0, time.monotonic()
            line.sock.sendall(requests[line.turn])

        def receive(line: _Line) -> bool:
            """Take what is there; whether the answer is complete."""
            piece = line.sock.recv(262144)
            if not piece:
                raise WrongAnswer(f"{paths[line.turn]}: de server verbrak de verbinding")
            line.received += piece
            if not line.size and (end := line.received.find(b"\r\n\r\n")) >= 0:
                length = _LENGTH.search(line.received, 0, end + 2)
                if not line.received.startswith(b"HTTP/1.1 200 ") or not length or int(length[1]) != sizes[line.turn]:
                    raise WrongAnswer(f"{paths[line.turn]}: {bytes(line.received[:end]).decode('latin-1')!r}")
                line.size = end + 4 + int(length[1])
            return bool(line.size) and len(line.received) >= line.size

        lines = [_Line(socket.create_connection(("127.0.0.1", port)), n % len(paths)) for n in range(clients)]
        try:
            for line in lines:
                line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                selector.register(line.sock, selectors.EVENT_READ, line)
                send(line)
            busy, turn = len(lines), len(lines)
            while busy:
                ready = selector.select(timeout=60)
                if not ready:
                    raise WrongAnswer("de server antwoordt niet binnen een minuut")
                for key, _ in ready:
                    line = key.data
                    if not receive(line):
                        continue
                    now = time.monotonic()
                    took.append(now - line.since)
                    if now < until:
                        line.turn, turn = turn % len(paths), turn + 1
                        send(line)
                    else:
                        busy -= 1
        finally:
            for line in lines:
                line.sock.close()
    return took


def perform(
    port: int, work: Callable[[Client, int], None], clients: int, until: float, together: bool = False
) -> list[float]:
    """Run ``work`` on ``clients`` threads until ``until`` (monotonic); the seconds that each unit took.

    With ``together`` all clients begin each unit in the same moment, and the next one when the slowest is done.
    """
    took: list[float] = []
    wrong: list[Exception] = []
    again = [True]

    def decide() -> None:
        again[0] = time.monotonic() < until and not wrong

    gate = threading.Barrier(clients, action=decide)

    def goes_on() -> bool:
        if together:
            gate.wait(60)
        else:
            decide()
        return again[0]

    def run(first: int) -> None:
        client, number = Client(port), first
        try:
            while goes_on():
                since = time.monotonic()
                work(client, number)
                took.append(time.monotonic() - since)
                number += clients
        except threading.BrokenBarrierError:
            pass  # another client failed, and says why
        except Exception as error:
            wrong.append(error)
            gate.abort()
        finally:
            client.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]
    return took


def named(function: str) -> Any:
    """``module:name`` as a function."""
    module, _, name = function.partition(":")
    return getattr(importlib.import_module(module), name)


def main() -> int:
    task = json.load(sys.stdin)
    begin, before = time.monotonic(), time.process_time()
    until = begin + task["seconds"]
    try:
        if "work" in task:
            with named(task["meanwhile"])(task["port"]) if task["meanwhile"] else nullcontext():
                took = perform(task["port"], named(task["work"]), task["clients"], until, task["together"])
        else:
            took = fetch(task["port"], task["paths"], task["sizes"], task["clients"], until)
    except (WrongAnswer, OSError, http.client.HTTPException) as error:
        print(error, file=sys.stderr)
        return 1
    seconds = time.monotonic() - begin
    took.sort()
    p95 = took[min(len(took) - 1, int(0.95 * len(took)))]
    load = (time.process_time() - before) / seconds
    json.dump({"units": len(took), "seconds": seconds, "p95": p95, "load": load}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(os.EX_USAGE if sys.stdin.isatty() else main())
