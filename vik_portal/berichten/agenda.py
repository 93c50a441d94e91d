"""What stands in somebody's calendar feed.

Calendars are shared with colleagues and kept by telephones, so they say that there is something and not what:
neutral titles, and a link to the page that asks who you are.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from vik_portal.eenmaal import samen
from vik_portal.exports.ics import Afspraak
from vik_portal.organisatie.models import Gebruiker
from vik_portal.register import Agendabron, Wachtbron, register

TITELS = {"wacht": "VIK: er wacht iets op je", "komt": "VIK: gepland"}
#: What lies further back than this is no longer of use in a calendar.
TERUG = timedelta(days=92)


@samen()
def afspraken_van(gebruiker: Gebruiker) -> list[Afspraak]:
    """What waits for this person or comes, as far as it has a day.

    An app that gives appointments of its own has its lines under ``komt`` left out: they would stand there twice.
    """
    vanaf = timezone.localdate() - TERUG
    gezien: Counter[str] = Counter()
    eigen = register.alle(Agendabron)
    dubbel = {bron.sleutel for bron in eigen}
    afspraken: list[Afspraak] = [afspraak for bron in eigen for afspraak in bron.afspraken(gebruiker, vanaf)]
    for bron in register.alle(Wachtbron):
        if bron.soort not in TITELS or (bron.soort == "komt" and bron.sleutel in dubbel):
            continue
        for punt in bron.punten(gebruiker):
            if punt.wanneer is None or punt.wanneer < vanaf:
                continue
            # Not to be traced back to the page it came from; without the day, so that what moves stays the same one.
            basis = f"{gebruiker.pk}|{bron.sleutel}|{punt.url}|{punt.titel}"
            gezien[basis] += 1
            merk = salted_hmac("berichten.agenda", f"{basis}|{gezien[basis]}", algorithm="sha256").hexdigest()[:32]
            afspraken.append(
                Afspraak(
                    uid=f"{merk}@vik-portaal",
                    titel=TITELS[bron.soort],
                    begin=punt.wanneer,
                    einde=None,
                    toelichting="Log in op het portaal om te zien wat het is.",
                    url=f"{settings.SITE_URL}/mijn/",
                )
            )
    return afspraken
