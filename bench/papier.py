"""A themablad as PDF beside a bare Typst document of the same length: its words as paragraphs, on as many pages.

``python -m bench.papier woorden FILE`` keeps those words; ``themabladen`` and ``kaal FILE`` write what they all took.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.deelname import gemeten

#: Tagged like ours and in the same letter, and otherwise what Typst makes of it. At this size it fills two sides.
KAAL = """#set document(title: sys.inputs.titel)
#set page(paper: "a4", margin: 15mm)
#set text(font: "Libertinus Serif", size: 8.4pt, lang: "nl")
#set par(spacing: .7em, leading: .5em)
#for (i, pagina) in json(bytes(sys.inputs.paginas)).enumerate() {
  if i > 0 { pagebreak() }
  heading(pagina.at(0))
  for alinea in pagina.slice(1) { par(text(alinea)) }
}"""


def woorden(bestand: str) -> None:
    """The words of every themablad: per page its title and its paragraphs."""
    from beroepscode import exports
    from beroepscode.models import Themablad
    from vik_portal.exports import pdf

    bladen: list[list[list[str]]] = []
    maak = pdf.document

    def luister(**velden: object) -> bytes:
        bladen.append(
            [
                [vel.titel, *(deel for blok in vel.blokken for deel in blok.platte_tekst().split("\n") if deel)]
                for vel in velden["paginas"]  # type: ignore[attr-defined]
            ]
        )
        return b""

    pdf.document = luister  # type: ignore[assignment]
    for blad in Themablad.objects.published().op_titel():
        exports.themablad_pdf(blad)
    pdf.document = maak
    Path(bestand).write_text(json.dumps(bladen))


def themabladen() -> dict[str, float]:
    """Every themablad from the database to bytes, none of them made before; the first only warms up."""
    from beroepscode.exports import themablad_pdf
    from beroepscode.models import Themablad

    eerste, *slugs = Themablad.objects.published().op_titel().values_list("slug", flat=True)
    themablad_pdf(Themablad.objects.get(slug=eerste))
    with gemeten() as uit:
        for slug in slugs:
            themablad_pdf(Themablad.objects.published().get(slug=slug))
    return uit | {"units": len(slugs)}


def kaal(bestand: str) -> dict[str, float]:
    """As many bare documents, the first again only to warm up."""
    eerste, *bladen = json.loads(Path(bestand).read_text())
    zet_kaal(eerste)
    with gemeten() as uit:
        for paginas in bladen:
            zet_kaal(paginas)
    return uit | {"units": len(bladen)}


def zet_kaal(paginas: list[list[str]]) -> bytes:
    import typst

    return typst.compile(
        KAAL.encode(),
        sys_inputs={"titel": paginas[0][0], "paginas": json.dumps(paginas)},
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )


def main() -> int:
    import django

    django.setup()
    doe, *bestand = sys.argv[1:]
    uit = {"woorden": woorden, "themabladen": themabladen, "kaal": kaal}[doe](*bestand)  # type: ignore[operator]
    if uit is not None:
        json.dump(uit, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
