"""One written-out statement that the database plans once per connection.

For what is asked so often, or is so long, that planning it would cost more than doing it. It goes past Django's
wrappers, so the audit trail puts no account and no address into its text.
"""

from __future__ import annotations

from typing import Any

import psycopg
from django.db import connection


def voer_vast(opdracht: str, waarden: dict[str, Any]) -> Any:
    """Runs it in the transaction of this thread; the first row of its answer, ``None`` when there is none.

    Its columns are cast to a type: a plan that was made does not survive a column that becomes another. Raises the
    ``DatabaseError`` that a queryset would.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(opdracht.encode(), waarden, prepare=True)
        return cursor.fetchone() if cursor.description else None
