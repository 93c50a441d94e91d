"""Marks and lines are written anew every night, so that no line can be laid beside the briefing that gave it.

A mark and the line of that briefing are stored at one moment. PostgreSQL keeps that: both rows carry the number of
their transaction (``xmin``), and lie in their tables in the order in which they came. One transaction takes all rows
out of both tables and puts them back in random order, with other keys; what it took out, ``VACUUM`` wipes after it.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection, transaction

from briefings.models import Bespreking, Regel
from briefings.models.schermen import REGEL_NA

_TABELLEN = (Bespreking._meta.db_table, Regel._meta.db_table)


def _opnieuw(model: type[Bespreking] | type[Regel]) -> str:
    """Every row of a table again, in random order, with a key that the database deals out."""
    tabel = model._meta.db_table
    kolommen = ", ".join(veld.column for veld in model._meta.concrete_fields if not veld.primary_key)
    return (
        f"WITH weg AS (DELETE FROM {tabel} RETURNING {kolommen}) "  # noqa: S608 - names of our own
        f"INSERT INTO {tabel} ({kolommen}) SELECT {kolommen} FROM weg ORDER BY random()"
    )


def schud(*, vandaag: date) -> None:
    """Writes all marks and lines anew. Who marks meanwhile waits; ``bench.schaal`` says how long.

    All of them and not those of one day: rows that were written together would be those of that day. That a briefing
    gave a line is forgotten when it can give none any more: in a week with one line, it would be that one.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        # In the order of ``briefer.bespreek``. Without this an update of a row that moves would find none, and the
        # phone would say that there was a line already.
        cursor.execute(f"LOCK TABLE {', '.join(_TABELLEN)} IN SHARE ROW EXCLUSIVE MODE")
        grens = vandaag - timedelta(days=REGEL_NA)
        Bespreking.objects.filter(regel_gegeven=True, dag__lt=grens).update(regel_gegeven=False)
        for model in (Bespreking, Regel):
            cursor.execute(_opnieuw(model))


def veeg() -> None:
    """Wipes what :func:`schud` took out of the tables; outside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {', '.join(_TABELLEN)}")
