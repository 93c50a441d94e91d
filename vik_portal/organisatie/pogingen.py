"""What allauth counts to slow down guessing, in the database: one count for all processes and hosts.

Django's own database cache would do, but it keeps pickles: whoever can write in the database could then run code on a
web host, where the boxes of open rounds are (docs/anonimiteit.md). This one keeps JSON, under keys that tell nothing.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.utils.crypto import salted_hmac

_ZET = """
INSERT INTO organisatie_poging AS oud (sleutel, waarde, vervalt) VALUES (%s, %s, to_timestamp(%s))
ON CONFLICT (sleutel) DO UPDATE SET waarde = excluded.waarde, vervalt = excluded.vervalt
WHERE %s OR oud.vervalt <= to_timestamp(%s)
"""


class Pogingen(BaseCache):
    """The part of a cache that allauth uses. Values are JSON, and everything ends: no timeout is a ValueError."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """In one statement: of two processes that add the same key, one gets ``True``."""
        return self._zet(key, value, timeout, version, altijd=False)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._zet(key, value, timeout, version, altijd=True)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        gevonden = self._rijen().filter(pk=self._sleutel(key, version), vervalt__gt=datetime.now(UTC))
        waarde = gevonden.values_list("waarde", flat=True).first()
        return default if waarde is None else waarde

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._rijen().filter(pk=self._sleutel(key, version)).delete()[0])

    def clear(self) -> None:
        self._rijen().all().delete()

    def _zet(self, key: str, value: Any, timeout: Any, version: int | None, *, altijd: bool) -> bool:
        vervalt = self.get_backend_timeout(timeout)
        if vervalt is None:
            raise ValueError(f"{key} has no end")
        with connection.cursor() as cursor:
            rij: list[Any] = [self._sleutel(key, version), json.dumps(value), vervalt]
            cursor.execute(_ZET, [*rij, altijd, time.time()])
            return cursor.rowcount == 1

    def _sleutel(self, key: str, version: int | None) -> str:
        """allauth's keys hold addresses and numbers of accounts; without the secret of this place nobody has them."""
        return salted_hmac(__name__, self.make_key(key, version), algorithm="sha256").hexdigest()

    @staticmethod
    def _rijen() -> Any:
        # Settings name this class, so it is imported before there are models.
        from vik_portal.organisatie.models import Poging

        return Poging.objects
