#!/usr/bin/env python
"""Django's command line, with the embedded PostgreSQL around it when DATABASE_URL is not set."""

import atexit
import os
import sys

# These touch no database, or (start) take care of it themselves.
ZONDER_DATABASE = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "start",
    "startapp",
    "version",
}


def heeft_database_nodig(argumenten: list[str]) -> bool:
    """Whether this command line needs the embedded server."""
    if os.environ.get("DATABASE_URL") or os.environ.get("VIK_OMGEVING") == "productie":
        return False
    if not argumenten or argumenten[0].startswith("-") or {"-h", "--help"} & set(argumenten):
        return False
    return argumenten[0] not in ZONDER_DATABASE or "--database" in argumenten


def main() -> int:
    """Run the command; the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vik_portal.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        print("Django ontbreekt: draai eerst `make start`, en daarna `.venv/bin/python manage.py …`.", file=sys.stderr)
        return 1
    from vik_portal import postgres

    try:
        if heeft_database_nodig(sys.argv[1:]):
            postgres.start()
            # Also after sys.exit in a command; whoever leaves last stops the server.
            atexit.register(stop_postgres)
        execute_from_command_line(sys.argv)
    except (postgres.PostgresFout, ImproperlyConfigured) as fout:
        print(fout, file=sys.stderr)
        return 1
    return 0


def stop_postgres() -> None:
    """Stop the embedded server unless another process uses it."""
    from vik_portal import postgres

    try:
        postgres.stop(als_laatste=True)
    except postgres.PostgresFout as fout:
        print(fout, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
