"""``manage.py laad_inhoud``: loads the content that comes with the project, when it or its templates changed."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

import aanvragen.laden
import beroepscode.laden
import briefings.laden
import dilemmas.laden
import risicoanalyse.laden
from vik_portal.organisatie import laden as eenheden
from vik_portal.redactie.models import Stand, publicatiesoorten
from vik_portal.redactie.services import ververs_weergave
from vik_portal.redactie.weergaven import vergeet_weergaven
from vik_portal.zoeken.services import werk_alles_bij

#: In this order: who there is, the vocabulary, then what cites it.
LADERS = {
    "vik_portal/organisatie": eenheden.laad,
    "beroepscode": beroepscode.laden.laad,
    "dilemmas": dilemmas.laden.laad,
    "risicoanalyse": risicoanalyse.laden.laad,
    "aanvragen": aanvragen.laden.laad,
    "briefings": briefings.laden.laad,
}


def vingerafdruk() -> str:
    """Changes when a content file, a template that renders it, or the code of these apps changes."""
    afdruk = hashlib.sha256()
    mappen = [settings.BASE_DIR / map_ for map_ in (*LADERS, "vik_portal/zoeken", "templates")]
    for map_ in mappen:
        for bestand in sorted(map_.rglob("*")):
            if bestand.suffix in {".md", ".html", ".py", ".webp", ".mp4"} and "migrations" not in bestand.parts:
                afdruk.update(bestand.as_posix().encode() + bestand.read_bytes())
    return afdruk.hexdigest()


class Command(BaseCommand):
    help = "Laadt de inhoud die bij het portaal hoort. Slaat over wat al geladen is."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--opnieuw", action="store_true", help="ook als er niets veranderd is")

    @transaction.atomic
    def handle(self, *args: Any, opnieuw: bool = False, **options: Any) -> None:
        afdruk = vingerafdruk()
        if not opnieuw and Stand.lees("inhoud") == afdruk:
            return
        aantal = sum(laad() for laad in LADERS.values())
        for model in publicatiesoorten():
            ververs_weergave(model._default_manager.published())
        vergeet_weergaven()
        gevonden = werk_alles_bij()
        Stand.zet("inhoud", afdruk)
        self.stdout.write(f"Inhoud geladen: {aantal} bestanden, {gevonden} pagina’s vindbaar.")
