"""``manage.py importeer_beroepscode FILE``: puts a booklet on the desk, for redacteurs to look at and publish."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from beroepscode.edities import verdwijnt
from beroepscode.inlezen.bewerk import VULLING, verplaats
from beroepscode.inlezen.vergelijk import tellingen
from beroepscode.models import Editie, Inlezing
from beroepscode.services import AlIngelezen, lees_in, volg
from vik_portal.media.beeld import MediaFout
from vik_portal.media.tekst import lees_tekst
from vik_portal.redactie.services import RedactieFout, laad

TWEE_MENSEN = (
    "Er staat al een officiële editie online. Een volgende wordt door twee redacteuren gepubliceerd: "
    "laat --publiceer weg."
)


class Command(BaseCommand):
    help = (
        "Leest de tekst van de beroepscode in uit een .txt, .md, .pdf of .docx en zet haar klaar voor de redactie. "
        "Alleen wie het recht op die tekst heeft, doet dit."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("bestand", type=Path)
        parser.add_argument(
            "--publiceer",
            action="store_true",
            help="zet de editie meteen online; dat kan alleen zolang er nog geen officiële editie online staat",
        )

    def handle(self, *args: Any, bestand: Path, publiceer: bool = False, **options: Any) -> None:
        try:
            regels = lees_tekst(bestand, bestand.name)
        except OSError as fout:
            raise CommandError(f"Ik kan {bestand} niet openen. Controleer de naam en de rechten.") from fout
        except MediaFout as fout:
            raise CommandError(str(fout)) from fout
        try:
            with transaction.atomic():
                inlezing = self._lees_in(regels, bestand.name, publiceer)
                self._vertel(inlezing)
                if publiceer:
                    self._publiceer(inlezing)
        except (ValueError, RedactieFout) as fout:
            raise CommandError(str(fout)) from fout

    def _lees_in(self, regels: Any, naam: str, publiceer: bool) -> Inlezing:
        try:
            return lees_in(regels=regels, bestandsnaam=naam, door=None)
        except AlIngelezen as fout:
            if publiceer and not fout.inlezing.online:
                return fout.inlezing
            raise

    def _vertel(self, inlezing: Inlezing) -> None:
        """What was recognised, the lines without a place, the keys that disappear."""
        indeling = inlezing.indeling
        self.stdout.write(f"‘{inlezing.titel}’ gelezen: {len(inlezing.bron)} regels, {len(indeling.delen)} onderdelen.")
        for telling in tellingen(indeling):
            if telling.mist:
                self.stdout.write(f"Let op: {telling.label} mist {', '.join(telling.mist)}.")
        for soort, lijst in (("geen plek", indeling.los), ("een plek bij de bladvulling", indeling.vulling)):
            if lijst:
                self.stdout.write(f"Deze {len(lijst)} regels kregen {soort}:")
                for regel in lijst:
                    self.stdout.write(f"  regel {regel.n}: {regel.tekst}")
        for weg in verdwijnt(inlezing, indeling):
            wie = [link.titel for _, links in weg.verwijzen for link in links]
            naar = f" Daarnaar wijzen: {', '.join(wie)}." if wie else ""
            self.stdout.write(f"Let op: het onderdeel {weg.sleutel} bestaat in deze editie niet meer.{naar}")
        if not inlezing.online:
            pad = reverse("beroepscode:inlezing", args=[inlezing.slug])
            self.stdout.write(f"Op de redactie: {pad}")

    def _publiceer(self, inlezing: Inlezing) -> None:
        """For a portal that is being set up: nobody of it has published an edition yet."""
        if Editie.objects.filter(officieel=True).exists():
            raise RedactieFout(TWEE_MENSEN)
        indeling = inlezing.indeling
        if indeling.los:
            indeling = verplaats(indeling, [regel.n for regel in indeling.los], VULLING)
        vers = laad(stuk=inlezing, inhoud=indeling.model_dump(mode="json"), toelichting="Ingelezen op de server")
        if not vers.online:
            raise RedactieFout("De redactie heeft deze editie ingetrokken of gewijzigd. Publiceer haar daar.")
        volg(inlezing=vers)
        self.stdout.write("Deze editie staat nu online. Bladen die naar de code verwijzen, zijn bijgewerkt.")
