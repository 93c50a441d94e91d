"""Reads the content that comes with the project: Markdown files with front matter in ``<app>/inhoud/``.

The front matter holds the fields; the body is one rich text, or several under ``## `` headings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter

from vik_portal.redactie import opmaak


@dataclass(frozen=True)
class Bestandsinhoud:
    """One content file: ``naam`` is the file name without its ending, usually the slug."""

    naam: str
    velden: dict[str, Any]
    tekst: str

    def html(self) -> str:
        """The whole body as the rich-text subset."""
        return opmaak.uit_markdown(self.tekst)

    def secties(self) -> dict[str, str]:
        """The body split at its ``## `` headings: heading → rich text. Words before the first heading are an error."""
        secties: dict[str, str] = {}
        for stuk in ("\n" + self.tekst).split("\n## ")[1:]:
            kop, _, rest = stuk.partition("\n")
            secties[kop.strip()] = opmaak.uit_markdown(rest)
        if ("\n" + self.tekst).split("\n## ")[0].strip():
            raise ValueError(f"{self.naam}: er staat tekst boven de eerste kop.")
        return secties


def lees_map(pad: Path) -> Iterator[Bestandsinhoud]:
    """All content files directly in a folder, by name. A file that cannot be read raises ``ValueError``."""
    for bestand in sorted(pad.glob("*.md")):
        try:
            document = frontmatter.load(str(bestand))
        except Exception as fout:
            raise ValueError(f"{bestand.name}: {fout}") from fout
        yield Bestandsinhoud(bestand.stem, dict(document.metadata), document.content)
