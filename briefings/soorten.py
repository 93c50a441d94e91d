"""The messages of briefings. Each can be switched off by who gets it."""

from __future__ import annotations

from vik_portal.berichten.models import Bericht
from vik_portal.berichten.soorten import Berichtsoort


def _maillink(bericht: Bericht) -> str:
    # Later, since the link knows the models and the models are not there yet when the kinds are made.
    from briefings.beslislink import maillink

    return maillink(bericht)


VRAAG = Berichtsoort(
    "briefing-akkoord",
    "Een item voor de briefing wacht op je akkoord",
    "je eenheidsleiding bent",
    maillink=_maillink,
)
STAND = Berichtsoort(
    "briefing-akkoord-stand", "Hoe het staat met een akkoord dat je vroeg", "je akkoord vroeg voor een briefingsitem"
)
AANKONDIGING = Berichtsoort(
    "briefing-aankondiging",
    "Wat er in de briefings van je team of district komt",
    "je team of district deze briefings krijgt",
)
WIJZIGING = Berichtsoort(
    "briefing-wijziging",
    "Een briefing van je team verschuift of vervalt",
    "je in dit team de briefing geeft",
    wanneer="dagoverzicht",
)
