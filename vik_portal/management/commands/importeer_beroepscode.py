"""``manage.py importeer_beroepscode FILE``: makes the booklet's text the edition that readers see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from beroepscode.laden import lees_boekje_in

#: The booklet is 20 kB of text; a file far larger is not the booklet.
GROOTSTE = 5 * 1024 * 1024


def lees_bestand(pad: Path) -> str:
    """The file as text. Raises ``CommandError`` with one Dutch sentence."""
    if pad.suffix.lower() not in {".txt", ".md"}:
        raise CommandError("Dit soort bestand kan ik niet lezen. Geef de tekst van het boekje als .txt of .md.")
    try:
        if pad.stat().st_size > GROOTSTE:
            raise CommandError("Dit bestand is groter dan 5 MB. Geef alleen de tekst van het boekje.")
        ruw = pad.read_bytes()
    except OSError as fout:
        raise CommandError(f"Ik kan {pad} niet openen. Controleer de naam en de rechten.") from fout
    try:
        return ruw.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        raise CommandError("De tekens in dit bestand kloppen niet. Bewaar het als UTF-8 en probeer opnieuw.") from fout


class Command(BaseCommand):
    help = "Leest de tekst van de beroepscode in (.txt of .md). Alleen wie het recht op die tekst heeft, doet dit."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("bestand", type=Path)

    def handle(self, *args: Any, bestand: Path, **options: Any) -> None:
        try:
            verslag = lees_boekje_in(lees_bestand(bestand))
        except ValueError as fout:
            raise CommandError(str(fout)) from fout
        aantal = verslag.editie.onderdelen.count()
        woord = "ingelezen" if verslag.nieuw else "stond er al en is nu weer de geldende"
        self.stdout.write(f"Editie ‘{verslag.editie}’ {woord}: {aantal} onderdelen.")
        if verslag.niet_geplaatst:
            self.stdout.write(f"Deze {len(verslag.niet_geplaatst)} regels kregen geen plek:")
            for nummer, regel in verslag.niet_geplaatst:
                self.stdout.write(f"  regel {nummer}: {regel}")
        for sleutel in verslag.verdwenen:
            self.stdout.write(f"Let op: het onderdeel {sleutel} bestaat in deze editie niet meer.")
        self.stdout.write("Bladen die naar de code verwijzen, zijn bijgewerkt.")
