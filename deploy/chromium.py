"""Print the path of a Chromium that runs, for the browser tests; install one where that can be done.

Run it with the Python of ``.venv``. Exit code 0 and the path on standard output, or 1 and one Dutch sentence.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from vik_portal import lokaal

NAMEN = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALLEREN = 600  # seconds, for a download on a slow line


def werkt(pad: "str | Path | None") -> bool:
    """Whether this browser starts; a snap stub or a download without its libraries exists but does not."""
    if not pad:
        return False
    try:
        proef = subprocess.run([pad, "--version"], capture_output=True, stdin=subprocess.DEVNULL, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return proef.returncode == 0 and b"Chrom" in proef.stdout


def op_systeem() -> "str | None":
    """A browser of the system."""
    return next((pad for naam in NAMEN if werkt(pad := shutil.which(naam))), None)


def van_playwright() -> "str | None":
    """Playwright's own browser, if it was downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        pad = playwright.chromium.executable_path
    return pad if werkt(pad) else None


def installeer(*opdracht: str) -> bool:
    """Run an installer; its pages of words go to a log, so that what we say stays one sentence."""
    print(f"Geen Chromium gevonden; ik probeer `{' '.join(opdracht)}` (een paar minuten)…", file=sys.stderr, flush=True)
    omgeving = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        with (lokaal.maak_map(lokaal.data_map() / "logs") / "chromium.log").open("ab") as log:
            klaar = subprocess.run(
                opdracht, stdin=subprocess.DEVNULL, stdout=log, stderr=log, timeout=INSTALLEREN, env=omgeving
            )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return klaar.returncode == 0


def zoek() -> "str | None":
    """The browser: the variable, the system's, Playwright's, and else a new one."""
    if pad := op_systeem() or van_playwright():
        return pad
    if installeer(sys.executable, "-m", "playwright", "install", "chromium") and (pad := van_playwright()):
        return pad
    if os.geteuid() == 0 and shutil.which("apt-get"):
        installeer("apt-get", "update", "-q")
        installeer("apt-get", "install", "-y", "-q", "chromium")
        return op_systeem()
    return None


def main() -> int:
    """Find or install; the exit code."""
    if gekozen := os.environ.get("CHROMIUM"):
        pad = shutil.which(gekozen)
        if not werkt(pad):
            print(f"CHROMIUM={gekozen} start niet; laat de variabele weg of wijs een Chromium aan.", file=sys.stderr)
            return 1
    else:
        pad = zoek()
    if pad is None:
        sudo = "" if os.geteuid() == 0 else "sudo "
        print(
            f"De browsertests hebben een Chromium nodig: installeer er een met `{sudo}apt-get install chromium` "
            "(of zet CHROMIUM=/pad/naar/chromium) en draai `make test` opnieuw.",
            file=sys.stderr,
        )
        return 1
    print(pad)
    return 0


if __name__ == "__main__":
    sys.exit(main())
