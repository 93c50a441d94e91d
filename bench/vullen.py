"""Fills the databases: ``python -m bench.vullen WHAT`` (see ``main``), under the settings of the side to fill.

The documents are the project's own sentences in a fixed order of chance: the words, their frequencies and the sizes
are those of real Dutch text, and the same sources give the same documents.
"""

from __future__ import annotations

import random
import re
import sys
from dataclasses import dataclass
from pathlib import Path

BASIS = Path(__file__).resolve().parent.parent
#: How many documents, of how many bytes: beside bare Django, and to see what growing costs (the size of a themablad).
BESIDE, SMALL, LARGE = (100, 30_000), (300, 6_000), (3_000, 6_000)
#: A document is about a few subjects, so that a word is found in some documents and not in all.
SUBJECTS = 3
_BEGIN = re.compile(r"^\s*(?:- )?(?:[\w-]+: )?[\"'>#*\s]*")


@dataclass(frozen=True)
class Text:
    """A document as both sides get it."""

    titel: str
    kort: str
    tekst: str


def sentences(markdown: str) -> list[str]:
    """The Dutch sentences of a content file, front matter included, without its marks."""
    lines = [_BEGIN.sub("", line).strip(" \"'") for line in markdown.splitlines()]
    parts = [part.strip() for line in lines for part in re.split(r"(?<=[.?]) ", line)]
    return [part for part in parts if len(part) > 25 and part.endswith((".", "?"))]


def title(path: Path) -> str:
    """The title in the front matter of a content file, else its name."""
    found = re.search(r"^titel: *(.+)$", path.read_text(), re.MULTILINE)
    return found[1].strip("\"'") if found else path.stem


def texts(documents: int, size: int) -> list[Text]:
    """So many documents of ``size`` bytes each, give or take a sentence."""
    files = sorted(path for path in BASIS.glob("*/inhoud/**/*.md") if path.stat().st_size > 3_000)
    sources = [(title(path), sentences(path.read_text())) for path in files]
    chance = random.Random(2023)
    made = []
    for _ in range(documents):
        subjects = chance.sample(sources, SUBJECTS)
        own = [zin for _, source in subjects for zin in source]
        written, parts = 0, []
        while written < size:
            # One sentence in ten comes from anywhere, as texts refer to other subjects.
            zin = chance.choice(own if chance.random() < 0.9 else chance.choice(sources)[1])
            parts.append(zin)
            written += len(zin.encode()) + 1
        made.append(Text(titel=", ".join(name for name, _ in subjects)[:200], kort=parts[0], tekst=" ".join(parts[1:])))
    return made


def fill_portal(documents: int, size: int) -> None:
    """Makes the portal find exactly these documents and nothing else."""
    from vik_portal.register import Zoekbron, Zoekdocument, register
    from vik_portal.zoeken import services
    from vik_portal.zoeken.models import Document

    Document.objects.all().delete()
    made = [
        Zoekdocument(f"bench-{n}", f"/beroepscode/themabladen/bench-{n}/", text.titel, text.kort, text.tekst)
        for n, text in enumerate(texts(documents, size))
    ]
    # In place of a real source, so that the portal's own code writes the table.
    register._delen[Zoekbron]["themablad"] = Zoekbron("themablad", "Themabladen", lambda: made)
    services.werk_bron_bij("themablad")


def make_bare_tables() -> None:
    """Makes the tables of the bare Django, which has no migrations."""
    from django.db import connection

    from bench.kaal.models import Antwoord, Document, Pagina, Teller

    with connection.schema_editor() as editor:
        editor.create_model(Pagina)
        editor.create_model(Document)
        editor.create_model(Antwoord)
        editor.create_model(Teller)


def fill_bare() -> None:
    """Gives the bare Django the same documents."""
    from bench.kaal.models import Document

    Document.objects.bulk_create(
        Document(titel=text.titel, url=f"/beroepscode/themabladen/bench-{n}/", tekst=f"{text.kort} … {text.tekst}")
        for n, text in enumerate(texts(*BESIDE))
    )


def fill_counter() -> None:
    """The row that the naive questionnaire counts in."""
    from bench.kaal.models import Teller

    Teller.objects.create(pk=1)


def log_in_bare(path: Path) -> None:
    """Tables for accounts on the bare side, and the session of somebody who is logged in there, kept in ``path``."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", "--no-input", verbosity=0)
    client = Client()
    client.force_login(User.objects.create_user("bench"))
    path.write_text(client.cookies["sessionid"].value)


def main() -> int:
    import django
    from django.db import connection

    django.setup()
    {
        "tabellen": make_bare_tables,
        "kaal": fill_bare,
        "teller": fill_counter,
        "portaal": lambda: fill_portal(*BESIDE),
        "klein": lambda: fill_portal(*SMALL),
        "groot": lambda: fill_portal(*LARGE),
        "inloggen": lambda: log_in_bare(Path(sys.argv[2])),
    }[sys.argv[1]]()
    with connection.cursor() as cursor:
        # No autovacuum halfway through a measurement, and plans that know the tables.
        cursor.execute("VACUUM (ANALYZE)")
    connection.close_pool()
    return 0


if __name__ == "__main__":
    sys.exit(main())
