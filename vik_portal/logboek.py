"""What may not stand in a log: addresses that are a key."""

from __future__ import annotations

import logging
import re

#: The links of a mail that decides or lets somebody choose a password, of calendars and phones that are paired, of a
#: briefer, and of the three questions: the next piece is the secret.
_SLEUTEL = re.compile(r"/(goedkeuren|agenda|koppel|b|vragen|reset/key)/[^/\s]+")


class ZonderSleutels(logging.Formatter):
    """Cuts the secret out of all that is written, such as an error at such an address, with its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        return _SLEUTEL.sub(r"/\1/…", super().format(record))
