"""``manage.py bewaren --proef``: what the night would delete, and on request what it would delete on another day."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.timezone import make_aware
from pghistory.models import Event

from vik_portal import bewaren


class Command(BaseCommand):
    help = "Laat zien wat de nacht wist (--proef), of wist het nu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--proef", action="store_true", help="alleen laten zien; er wordt niets gewist")
        parser.add_argument("--dag", type=date.fromisoformat, help="de nacht van deze dag (2027-03-01), met --proef")

    def handle(self, *args: Any, proef: bool, dag: date | None, **options: Any) -> None:
        if dag and not proef:
            raise CommandError("Een andere dag kan alleen met --proef: wissen gebeurt op de dag zelf.")
        if proef:
            moment = make_aware(datetime.combine(dag, bewaren.NACHT)) if dag else bewaren.komende_nacht(timezone.now())
            self.toon(moment)
        else:
            self.meld(bewaren.ruim_op(moment=timezone.now()))

    def toon(self, moment: datetime) -> None:
        self.stdout.write(f"Dit wist de nacht van {timezone.localtime(moment):%d-%m-%Y}. Er is nu niets gewist.")
        iets = False
        for termijn, telling in bewaren.proef(moment):
            if telling:
                iets = True
                self.stdout.write(f"\n{termijn.wat} ({termijn.in_woorden})")
                self.meld(telling)
        if not iets:
            self.stdout.write("\nNiets.")

    def meld(self, telling: dict[str, int]) -> None:
        per_naam: Counter[str] = Counter()
        for label, aantal in telling.items():
            per_naam[naam_van(label)] += aantal
        for naam, aantal in sorted(per_naam.items()):
            self.stdout.write(f"  {aantal:>7}  {naam}")


def naam_van(label: str) -> str:
    """What people call the rows of a model; for what is not a model, its own words."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return label
    return "regels van het spoor" if issubclass(model, Event) else str(model._meta.verbose_name_plural)
