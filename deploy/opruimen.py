"""Back to a fresh checkout: delete the demo database, ``.data``, ``.venv`` and every cache (``make clean``).

Standard library only. Exit code 0, or 1 and one Dutch sentence.
"""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from vik_portal import lokaal, postgres

CACHES = (".pytest_cache", ".hypothesis", ".mypy_cache", ".ruff_cache", ".import_linter_cache")


def main() -> int:
    """Delete; the exit code."""
    try:
        with lokaal.slot(lokaal.maak_map(lokaal.data_map()) / "start.slot"):
            # The clusters of the tests stand beside that of the demo.
            for merk in postgres.standaard_data().parent.glob("*/PG_VERSION"):
                postgres.wis(merk.parent)
            postgres.wis()
            for naam in (".data", ".venv", *CACHES):
                shutil.rmtree(lokaal.BASIS / naam, ignore_errors=True)
            for pad in lokaal.BASIS.rglob("__pycache__"):
                shutil.rmtree(pad, ignore_errors=True)
    except lokaal.SlotBezet:
        print("Het portaal draait nog vanuit deze map; stop het eerst met Ctrl-C.", file=sys.stderr)
        return 1
    except (postgres.PostgresFout, OSError) as fout:
        print(f"Opruimen lukt niet: {fout}", file=sys.stderr)
        return 1
    print("Opgeruimd: database, .data, .venv en caches zijn weg.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
