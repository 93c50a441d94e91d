"""What the portal itself sends: the reminders in the daily digest."""

from __future__ import annotations

from vik_portal.berichten import bewaren
from vik_portal.berichten.soorten import HERINNERING, registreer


def sluit_aan() -> None:
    bewaren.sluit_aan()
    registreer(HERINNERING)
