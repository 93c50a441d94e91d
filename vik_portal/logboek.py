"""What may not stand in a log: addresses that are a key."""

from __future__ import annotations

import logging
import re

#: The links of a mail that decides, of calendars and phones that are paired, of a briefer, and of the three questions:
#: the next piece is the secret.
_SLEUTEL = re.compile(r"/(goedkeuren|agenda|koppel|b|vragen)/[^/\s]+")


class ZonderSleutels(logging.Filter):
    """Cuts the secret out of every line, such as that of an error at such an address."""

    def filter(self, record: logging.LogRecord) -> bool:
        regel = record.getMessage()
        record.msg, record.args = _SLEUTEL.sub(r"/\1/…", regel), ()
        return True
