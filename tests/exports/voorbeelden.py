"""Blocks of every kind, and strings that would mean something to one of the formats."""

from __future__ import annotations

from vik_portal.exports.blokken import (
    Alinea,
    Antwoord,
    Begrip,
    Begrippen,
    Beslisboom,
    Blok,
    Boomvraag,
    Citaat,
    Draaiboek,
    Inleiding,
    Invulveld,
    Kolom,
    Kolommen,
    Kop,
    Lijst,
    Naast,
    Noot,
    Norm,
    Stap,
    Stuk,
    Tabel,
    Verwijzing,
    alinea,
)

#: One line each, so that the literal text can be looked for after reading a file back.
VIJANDIG = [
    '#import "x"',
    "#let a = 1",
    "*vet* _schuin_",
    "$ x^2 $",
    "\\ # \\u{41}",
    "[a](b) <label> @verwijzing",
    "// geen opmerking /* ook niet */",
    "= kop - punt + nummer",
    "{{ 7*7 }} {% if %}",
    "<b>&amp;</b> ]]> <!-- -->",
    "=1+1",
    '"; sys.inputs',
    "`ruw` ```typ",
    "a~b -- c --- d ...",
]


def elk_blok(tekst: str = "Een zin.") -> list[Blok]:
    """One of every block; ``tekst`` stands wherever a text can stand."""
    return [
        Inleiding(tekst),
        Norm(tekst, tekst),
        Noot(tekst),
        # A level too deep, as pasted text may have.
        Kop(tekst, 3),
        Alinea([Stuk(tekst, vet=True), Stuk(tekst, cursief=True), Stuk(tekst, link="/beroepscode/"), Stuk("\n")]),
        Lijst(False, [[Stuk(tekst)], [Stuk(tekst)]]),
        Lijst(True, [[Stuk(tekst)]]),
        Citaat(tekst),
        Tabel(tekst, [tekst, "Twee"], [[tekst, ""], ["a", tekst]]),
        Kolommen([Kolom(tekst, "goed", "vink", [tekst]), Kolom("Nee", "fout", "kruis", [tekst, tekst])]),
        Beslisboom(
            [
                Boomvraag(tekst, [Antwoord("Ja", verder=2), Antwoord("Nee", tekst, tekst, "fout", "let-op", [tekst])]),
                Boomvraag("Twee?", [Antwoord("Ja", "Goed", "", "goed", "vink"), Antwoord("Nee", "Overleg", tekst)]),
            ]
        ),
        Draaiboek(tekst, [Stap(2, tekst, tekst, tekst)]),
        Begrippen([Begrip(tekst, tekst, "https://wetten.overheid.nl/"), Begrip("B", tekst)]),
        Naast([Kop("Links"), alinea(tekst)], [Invulveld(tekst, tekst), Invulveld("Vol", "Hulp", tekst)]),
        Verwijzing(tekst, "https://vik.example/beroepscode/"),
    ]
